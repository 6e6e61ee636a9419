"""`vedette guidelines`: keep versions, ask laboratories, keep answers, print who adopted what."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone

from vedette.catalogue.laboratories import queries as laboratories
from vedette.response.guidelines import actions, formats, queries
from vedette.response.guidelines.errors import GuidelineUnfit
from vedette.response.guidelines.queries import ANSWERS
from vedette.surfaces.cli import instance
from vedette.surfaces.cli.people import acting
from vedette.surfaces.cli.talk import say_json, say_table, talk

app = typer.Typer(help="Guidelines and who has adopted them.", no_args_is_help=True)
As = Annotated[str, typer.Option("--as", help="Account that acts.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]
Version = Annotated[str, typer.Option(help="Version; empty: the newest.")]


@app.command("list")
def list_guidelines(json: Json = False) -> None:
    """List the guidelines in their newest version."""
    instance.check()
    rows = [
        {"key": row.key, "version": row.version, "published_on": row.published_on,
         "title": row.title, "is_example": row.is_example}
        for row in queries.newest_versions()
    ]  # fmt: skip
    if json:
        for row in rows:
            say_json(row)
        return
    say_table(
        ["key", "version", "published", "title"],
        ([r["key"], r["version"], r["published_on"], r["title"]] for r in rows),
        empty="No guideline is kept yet; `vedette guidelines example` keeps one to look at.",
    )


@app.command("import")
def take_in(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A TOML file.")],
    person: As = "",
) -> None:
    """Keep a version of a guideline. Flaws are printed by line and column, and exit with 1."""
    instance.check()
    try:
        given = formats.read(file.read_bytes())
    except GuidelineUnfit as error:
        for flaw in error.flaws:
            talk.print(f"{file.name}: {flaw}")
        raise typer.Exit(1) from None
    row, is_new = actions.keep(given=given, by=acting(person), at=timezone.now())
    talk.print(f"{row} is {'kept' if is_new else 'kept already; nothing changed'}.")


@app.command("example")
def example() -> None:
    """Keep the example that comes with the software; it is no official text."""
    instance.check()
    for row in actions.keep_examples(at=timezone.now()):
        talk.print(f"{row.key}: {row}")


@app.command("show")
def show(key: str, version: Version = "", json: Json = False) -> None:
    """Print each point with how many laboratories give which answer."""
    instance.check()
    table = queries.table_of(queries.find(key, version))
    if json:
        for line in table.lines:
            say_json(
                {"number": line.item.number, "text": line.item.text, "check": line.item.check_key,
                 "is_open": line.is_open, **line.counts}
            )  # fmt: skip
        return
    say_table(
        ["point", *ANSWERS, "text"],
        ([one.item.number, *one.counts.values(), one.item.text] for one in table.lines),
        empty="",
    )


@app.command("gaps")
def gaps(key: str, version: Version = "", json: Json = False) -> None:
    """Print what each laboratory asked has not adopted whole."""
    instance.check()
    rows = [
        {"laboratory": gap.laboratory.code, "country": gap.laboratory.country,
         "point": gap.item.number, "answer": gap.answer}
        for gap in queries.table_of(queries.find(key, version)).gaps
    ]  # fmt: skip
    if json:
        for row in rows:
            say_json(row)
        return
    say_table(
        ["laboratory", "country", "point", "answer"], (list(row.values()) for row in rows),
        empty="No gap.",
    )  # fmt: skip


@app.command("ask")
def ask(key: str, codes: list[str], person: As = "") -> None:
    """Ask laboratories which points they have adopted."""
    instance.check()
    named = [laboratories.find(code) for code in codes]
    count = actions.ask(
        guideline=queries.find(key), laboratories=named, by=acting(person), at=timezone.now()
    )
    talk.print(f"{count} asked now.")


@app.command("answer")
def answer(
    key: str,
    point: str,
    said: Annotated[str, typer.Argument(help="adopted, partly, planned or no.")],
    laboratory: Annotated[str, typer.Option(help="Code of who answers.")],
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Since, or planned for.")
    ] = None,
    remark: Annotated[str, typer.Option(help="Never a name.")] = "",
    person: As = "",
) -> None:
    """Keep a laboratory's answer to one point."""
    instance.check()
    row = actions.answer(
        item=queries.find_item(queries.find(key), point), laboratory=laboratories.find(laboratory),
        answer=said, since=since.date() if since else None, remark=remark, by=acting(person),
        at=timezone.now(),
    )  # fmt: skip
    talk.print(f"{laboratory} on {point}: {row.answer}, revision {row.revision}.")
