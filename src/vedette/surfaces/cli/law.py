"""`vedette law`: since when, and by which text, something is controlled."""

from typing import Annotated, Any

import typer
from django.utils import timezone

from vedette.catalogue.controls import formats, queries, rules
from vedette.catalogue.controls.definitions import read_definitions
from vedette.catalogue.controls.errors import UnknownSubstance
from vedette.catalogue.controls.structures import read_structure
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
