"""`vedette groups`: working groups, their sets beside the register, rounds from a table."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone

from vedette.base.markings.actions import marking_for
from vedette.catalogue.laboratories.rounds import keep_rounds
from vedette.catalogue.spectra.models import SpectrumLibrary
from vedette.catalogue.working_groups import actions, queries
from vedette.catalogue.working_groups.rules import GroupUnfit
from vedette.surfaces.cli import instance
from vedette.surfaces.cli.people import acting
from vedette.surfaces.cli.talk import out, say_json, say_table, talk

app = typer.Typer(
    help="Working groups: reference data, meetings, documents, contacts of functions.",
    no_args_is_help=True,
)
As = Annotated[str, typer.Option("--as", help="Account that acts.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]
Key = Annotated[str, typer.Argument(help="Of the group.")]


@app.command("list")
def list_groups() -> None:
    """List the working groups and their sets."""
    instance.check()
    rows = []
    for group in queries.groups():
        sets = [[one.pk, str(one), one.licence] for one in group.sets.order_by("id")]
        rows += [[group.key, group.name, *one] for one in sets or [["", "", ""]]]
    say_table(["group", "name", "set", "title", "licence"], rows, empty="No working group yet.")


@app.command("enter")
def enter(
    key: Key, name: Annotated[str, typer.Option(help="As it calls itself.")], person: As = ""
) -> None:
    """Enter a working group, or bring its name up to date."""
    instance.check()
    row = actions.enter_group(key=key, name=name, by=acting(person), at=timezone.now())
    talk.print(f"{row.key} is entered.")


@app.command("set")
def keep_set(
    key: Key,
    title: Annotated[str, typer.Option(help="Of the set.")],
    licence: Annotated[str, typer.Option(help="As the group states it.")],
    file: Annotated[
        Path | None, typer.Option(help="CSV with the column name; inchikey, cas if known.")
    ] = None,
    library: Annotated[str, typer.Option(help="Or the names of this library of spectra.")] = "",
    version: str = "",
    may_export: Annotated[bool, typer.Option("--may-export", help="Its names may leave.")] = False,
    person: As = "",
) -> None:
    """Keep a set of names with its licence, hold it against the register, print its number."""
    instance.check()
    kept = None
    if library:
        kept = SpectrumLibrary.objects.filter(name=library).first()
        if kept is None:
            raise GroupUnfit(f"no library is called {library!r}")
        names = actions.names_of(kept)
    elif file is not None:
        names = actions.read_names(file.read_bytes())
    else:
        raise GroupUnfit("name a file or a library")
    row = actions.keep_set(
        group=queries.find(key), title=title, version=version, licence=licence,
        may_export=may_export, names=names, library=kept, by=acting(person), at=timezone.now(),
    )  # fmt: skip
    cover = queries.coverage(row)
    talk.print(f"{cover.matched} of {cover.entries} names are in the register.")
    out.print(row.pk)


@app.command("compare")
def compare(
    number: Annotated[int, typer.Argument(help="Of the set.")],
    side: Annotated[str, typer.Option(help="theirs or ours.")] = "theirs",
    again: Annotated[
        bool, typer.Option("--again", help="Hold it against the register anew.")
    ] = False,
    json: Json = False,
    person: As = "",
) -> None:
    """List our records without a match there, or their names without one here that may leave."""
    instance.check()
    row = queries.find_set(number)
    if side not in ("theirs", "ours"):
        raise GroupUnfit(f"{side!r} is neither theirs nor ours")
    if again:
        actions.map_again(row=row, by=acting(person), at=timezone.now())
    cover = queries.coverage(row)
    talk.print(
        f"{row} ({row.licence}): {cover.matched} of {cover.entries} matched,"
        f" {cover.theirs_alone} only there, {cover.ours_alone} only here,"
        f" {cover.ambiguous} ambiguous."
    )
    found = (
        [(one.key, one.name) for one in queries.ours_without_match(row)] if side == "ours"
        else [(one.match, one.name) for one in queries.theirs_that_leave(row)]
    )  # fmt: skip
    if side == "theirs" and not row.may_export:
        talk.print("The licence of this set keeps its names inside; they are counted only.")
        return
    if json:
        for what, name in found:
            say_json({"key" if side == "ours" else "match": what, "name": name})
        return
    say_table(["key" if side == "ours" else "match", "name"], found, empty="None.")


@app.command("note")
def note(
    key: Key,
    kind: Annotated[str, typer.Argument(help="meeting or document.")],
    title: str,
    dated: Annotated[datetime, typer.Argument(formats=["%Y-%m-%d"])],
    place: Annotated[str, typer.Option(help="A link, or the name of a file.")] = "",
    tlp: Annotated[str, typer.Option(help="CLEAR, GREEN, AMBER …")] = "AMBER",
    person: As = "",
) -> None:
    """Note a meeting or a document; its content stays where it lies."""
    instance.check()
    row = actions.keep_record(
        group=queries.find(key), kind=kind, title=title, dated=dated.date(), place=place,
        marking=marking_for(tlp), by=acting(person), at=timezone.now(),
    )  # fmt: skip
    talk.print(f"{row.title} is noted under {row.marking}.")


@app.command("contact")
def contact(
    key: Key,
    function: str,
    institute: str,
    mailbox: Annotated[str, typer.Argument(help="Of the function, never of a person.")],
    country: Annotated[str, typer.Option(help="Two letters.")] = "",
    person: As = "",
) -> None:
    """Keep the mailbox of a function; a person's is refused."""
    instance.check()
    now = timezone.now()
    row = actions.keep_contact(
        group=queries.find(key), function=function, institute=institute, mailbox=mailbox,
        country=country, since=timezone.localdate(now), by=acting(person), at=now,
    )  # fmt: skip
    talk.print(f"{row.function} of {row.institute} is reached at {row.mailbox}.")


@app.command("rounds")
def rounds(
    file: Annotated[
        Path,
        typer.Argument(help="CSV: round, title, unit, held_on, laboratory, value; more if known."),
    ],
    person: As = "",
) -> None:
    """Keep every proficiency round of a table, or none of them."""
    instance.check()
    rows = keep_rounds(data=file.read_bytes(), by=acting(person), at=timezone.now())
    for row in rows:
        out.print(row.key)
    talk.print(f"{len(rows)} rounds are kept.")
