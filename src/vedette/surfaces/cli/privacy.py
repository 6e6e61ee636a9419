"""`vedette privacy`: what is held about people, for how long, and who looked at it."""

from dataclasses import asdict
from typing import Annotated

import typer
from django.utils import timezone

from vedette import pathway
from vedette.base.journal.models import Consultation
from vedette.base.journal.processing import record_of_processing
from vedette.surfaces.cli import instance
from vedette.surfaces.cli.people import acting
from vedette.surfaces.cli.talk import say_json, say_table, talk

app = typer.Typer(help="What is held about people, how long, and who looked.", no_args_is_help=True)

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]


@app.command("record")
def record(json: Json = False) -> None:
    """Print the record of processing: what is held, for which purpose, how long."""
    instance.check()
    found = record_of_processing()
    if json:
        for one in found:
            say_json(asdict(one))
        return
    say_table(
        ["what", "about people", "accounts", "rows", "purpose, regime, years"],
        ((one.kind, ", ".join(one.about), ", ".join(one.accounts), one.rows,
          "; ".join(f"{g.purpose}, {g.legal_regime}, {g.retention_years}" for g in one.grounds))
         for one in found),
        empty="Nothing is held.",
    )  # fmt: skip


@app.command("due")
def due(json: Json = False) -> None:
    """List what is kept longer than its marking allows; nothing is changed."""
    instance.check()
    kept = pathway.kept_too_long(at=timezone.now())
    if json:
        for one in kept.reports:
            say_json({"kind": "reports", **asdict(one)})
        if kept.parts:
            say_json({"kind": "parts of cases", "rows": kept.parts})
        for row in kept.files:
            say_json({"kind": "file", "file": row.file, "source": row.source.name,
                      "received_at": row.received_at})  # fmt: skip
        return
    say_table(
        ["source", "what", "years", "received first"],
        [*((one.source, f"{one.rows} reports", one.years, one.received_first)
           for one in kept.reports),
         *([("cases", f"{kept.parts} parts", "", "")] if kept.parts else []),
         *((row.source.name, row.file, "", row.received_at.date()) for row in kept.files)],
        empty="Nothing is kept too long.",
    )  # fmt: skip


@app.command("erase")
def erase(
    person: Annotated[str, typer.Option("--as", help="Account that decides.")] = "",
) -> None:
    """Erase what is kept longer than its marking allows; run it every night."""
    instance.check()
    done = pathway.keep_no_longer(by=acting(person), at=timezone.now())
    talk.print(
        f"{done.reports} reports and {done.parts} parts of cases no longer tell of people; "
        f"{done.submissions} submissions were emptied and {done.files} files removed."
    )


@app.command("consultations")
def consultations(
    report: Annotated[int, typer.Option(help="Only of this report.")] = 0,
    limit: Annotated[int, typer.Option(help="How many, the newest first.")] = 50,
    json: Json = False,
) -> None:
    """List who was shown reports that tell of people, the newest first."""
    instance.check()
    rows = Consultation.objects.select_related("by")
    if report:
        rows = rows.filter(subject_kind="observations.report", subject_id=report)
    if json:
        for row in rows[:limit]:
            say_json({"at": row.at, "by": row.by.username, "subject": row.subject_kind,
                      "subject_id": row.subject_id, "via": row.via})  # fmt: skip
        return
    say_table(
        ["at", "by", "what", "via"],
        ([f"{r.at:%Y-%m-%d %H:%M:%S}", r.by.username, f"{r.subject_kind} {r.subject_id}", r.via]
         for r in rows[:limit]),
        empty="Nobody was shown any.",
    )  # fmt: skip
