"""`vedette journal`: who did what."""

from typing import Annotated

import typer

from vedette.base.journal.models import Entry
from vedette.base.journal.queries import first_broken_entry
from vedette.surfaces.cli import instance
from vedette.surfaces.cli.talk import say_json, say_table, talk

app = typer.Typer(help="Who did what, when, to what.", no_args_is_help=True)


@app.command("list")
def list_entries(
    limit: Annotated[int, typer.Option(help="How many, the newest first.")] = 20,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
) -> None:
    """List the newest entries."""
    instance.check()
    rows = Entry.objects.select_related("by").order_by("-id")[:limit]
    if json:
        for row in rows:
            say_json({"id": row.pk, "at": row.at, "by": row.by and row.by.username, "act": row.act,
                      "subject": row.subject_kind, "subject_id": row.subject_id,
                      "facts": row.facts})  # fmt: skip
        return
    say_table(
        ["at", "by", "act", "subject"],
        ([f"{r.at:%Y-%m-%d %H:%M:%S}", r.by and r.by.username, r.act,
          f"{r.subject_kind} {r.subject_id}"] for r in rows),
        empty="Nothing has been done yet.",
    )  # fmt: skip


@app.command("verify")
def verify() -> None:
    """Check that nobody rewrote the journal; exits with 1 if somebody did."""
    instance.check()
    broken = first_broken_entry()
    if broken:
        talk.print(f"The chain breaks at entry {broken.pk} ({broken.act}).", style="bold")
        raise typer.Exit(1)
    talk.print(f"The chain of {Entry.objects.count()} entries is whole.")
