"""The law: status by place and day, and the definitions behind it."""

from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Query, Router

from vedette.catalogue.controls import formats, queries, rules
from vedette.catalogue.controls.definitions import read_definitions
from vedette.catalogue.controls.errors import UnknownSubstance
from vedette.catalogue.controls.structures import read_structure
from vedette.surfaces.api.problems import REFUSED, Problem

router = Router(tags=["law"])


@router.get("/law", response={200: dict[str, Any], REFUSED: Problem})
def show_law(
    request: HttpRequest,
    name: str = "",
    smiles: str = "",
    inchikey: str = "",
    at: str = "",
    place: str = Query("", alias="in"),
) -> dict[str, Any]:
    """Say where a substance or a structure is controlled on a day. Not legal advice."""
    day = rules.day_of(at) if at else timezone.localdate()
    places = (rules.check_jurisdiction(place),) if place else ()
    if smiles:
        structure = read_structure(smiles, inchikey=inchikey)
        found = queries.status_of_structure(structure, at=day, places=places)
        return formats.answer(found, name=name, smiles=structure.smiles)
    if not name:
        raise UnknownSubstance(name)
    row = queries.substance_called(name)
    found = queries.status_of(row, at=day, places=places)
    return formats.answer(
            found, name=row.name, smiles=read_structure(row.smiles).smiles,
            first_notice=rules.notice_in_register(row.eu_first_notified),
        )  # fmt: skip


@router.get("/law/definitions", response=list[dict[str, Any]])
def list_definitions(request: HttpRequest) -> list[dict[str, Any]]:
    """List the generic definitions with their clauses. Not legal advice."""
    return [formats.definition_as_data(one) for one in read_definitions()]


@router.get("/law/definitions/{key}", response={200: dict[str, Any], REFUSED: Problem})
def show_definition(request: HttpRequest, key: str) -> dict[str, Any]:
    """Show one generic definition with its clauses. Not legal advice."""
    for one in read_definitions():
        if one.key == key:
            return formats.definition_as_data(one)
    raise Http404
