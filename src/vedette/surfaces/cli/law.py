"""`vedette law`: since when, and by which text, something is controlled."""

from typing import Annotated, Any

import typer
from django.utils import timezone

from vedette.catalogue.controls import changes, formats, queries, rules
from vedette.catalogue.controls.definitions import read_definitions
from vedette.catalogue.controls.errors import UnknownSubstance
from vedette.catalogue.controls.structures import read_structure
from vedette.catalogue.substances.models import Family
from vedette.catalogue.substances.queries import members_of
from vedette.surfaces.cli import instance
from vedette.surfaces.cli.talk import say_json, say_table, talk

DEFINITIONS = "definitions"


def law(
    name: Annotated[
        str, typer.Argument(help="Name, key or identifier; `definitions` lists the definitions.")
    ] = "",
    smiles: Annotated[str, typer.Option(help="A structure instead of a name.")] = "",
    inchikey: Annotated[
        str, typer.Option(help="Refuse the structure if this is not its key.")
    ] = "",
    at: Annotated[str, typer.Option(help="The day asked for, 2026-03-31; today without it.")] = "",
    place: Annotated[str, typer.Option("--in", help="One place: UN, EU or a country.")] = "",
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Say where something is controlled, since when and by which text. Not legal advice."""
    if name == DEFINITIONS and not smiles:
        _definitions(json)
        return
    instance.check()
    day = rules.day_of(at) if at else timezone.localdate()
    places = (rules.check_jurisdiction(place),) if place else ()
    if smiles:
        structure = read_structure(smiles, inchikey=inchikey)
        found = queries.status_of_structure(structure, at=day, places=places)
        said = formats.answer(found, name=name, smiles=structure.smiles)
    elif name:
        row = queries.substance_called(name)
        found = queries.status_of(row, at=day, places=places)
        said = formats.answer(
            found, name=row.name, smiles=read_structure(row.smiles).smiles,
            first_notice=rules.notice_in_register(row.eu_first_notified),
        )  # fmt: skip
    else:
        raise UnknownSubstance(name)
    _say(said, json=json)


def _say(said: dict[str, Any], *, json: bool) -> None:
    if json:
        say_json(said)
        return
    rows = [
        (one["jurisdiction"], text["status"].replace("_", " "), text["since"] or "?", text["title"],
         text["clause"], text["reason"], text["reference"])
        for one in said["jurisdictions"] for text in one["controls"]
    ]  # fmt: skip
    say_table(
        ["place", "status", "since", "text", "clause", "why", "reference"], rows,
        empty="No text that is known here has to do with it.",
    )  # fmt: skip
    talk.print(said["notice"])


def _definitions(json: bool) -> None:
    if json:
        for one in read_definitions():
            say_json(formats.definition_as_data(one))
        return
    say_table(
        ["key", "place", "in force", "title", "reference", "read"],
        ((d.key, d.jurisdiction, d.valid_from, d.title, d.reference, d.certainty)
         for d in read_definitions()),
        empty="No definition is known.",
    )  # fmt: skip
    talk.print(rules.NOTICE)


def law_gaps(
    family: Annotated[str, typer.Argument(help="Key of a family, such as nitazene.")],
    at: Annotated[str, typer.Option(help="The day asked for, 2026-03-31; today without it.")] = "",
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
) -> None:
    """Say which members of a family are controlled where, the widest gaps first.

    Not legal advice. A gap is a substance that one place controls and the lists of another, as far
    as they are held here, do not.
    """
    instance.check()
    row = Family.objects.filter(key=family).first()
    if row is None:
        raise instance.NoInstance(f"there is no family {family!r}; try vedette families list")
    day = rules.day_of(at) if at else timezone.localdate()
    lines = queries.lines_of(members_of(row), at=day)
    if json:
        for one in lines:
            say_json(formats.line_as_data(one))
        return
    say_table(
        ["substance", "missing in", "controlled in", "cannot tell"],
        ((one.name, " ".join(one.gaps), " ".join(one.controlled), " ".join(one.doubts))
         for one in lines),
        empty="No substance of this family is in the register.",
    )  # fmt: skip
    talk.print(rules.NOTICE)


def law_changes(
    since: Annotated[str, typer.Option(help="The first day, 2026-03-31.")],
    until: Annotated[str, typer.Option(help="The last day; today without it.")] = "",
    place: Annotated[str, typer.Option("--in", help="One place: UN, EU or a country.")] = "",
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
) -> None:
    """List what changed in the law between two days, the newest first. Not legal advice."""
    places = (rules.check_jurisdiction(place),) if place else ()
    found = changes.changes(
        since=rules.day_of(since), until=rules.day_of(until) if until else timezone.localdate(),
        places=places,
    )  # fmt: skip
    if json:
        for one in found:
            say_json(formats.change_as_data(one))
        return
    say_table(
        ["day", "place", "what", "text", "reference", "substances"],
        ((one.day, one.jurisdiction, one.kind, one.title, one.reference,
          ", ".join((*one.substances, *one.names))) for one in found),
        empty="No change with a known day.",
    )  # fmt: skip
    talk.print(rules.NOTICE)
