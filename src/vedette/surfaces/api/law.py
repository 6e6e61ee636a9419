"""The law: status by place and day, and the definitions behind it."""

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Router

from vedette.catalogue.controls import changes, formats, gaps, queries, rules
from vedette.catalogue.controls.definitions import read_definitions
from vedette.catalogue.controls.errors import UnknownSubstance
from vedette.catalogue.controls.structures import read_structure
from vedette.catalogue.substances.models import Family
from vedette.catalogue.substances.queries import members_of
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


@router.get("/law/gaps", response={200: dict[str, Any], REFUSED: Problem})
def show_gaps(request: HttpRequest, family: str, at: str = "") -> dict[str, Any]:
    """Say which members of a family are controlled where, and where they are missing."""
    row = get_object_or_404(Family, key=family)
    day = rules.day_of(at) if at else timezone.localdate()
    lines = queries.lines_of(members_of(row), at=day)
    return {
        "family": row.key, "at": day.isoformat(), "notice": rules.NOTICE,
        "places": [formats.figures_as_data(one) for one in gaps.figures(lines)],
        "substances": [formats.line_as_data(one) for one in lines],
    }  # fmt: skip


@router.get("/law/changes", response={200: dict[str, Any], REFUSED: Problem})
def list_changes(
    request: HttpRequest, since: str, until: str = "", place: str = Query("", alias="in")
) -> dict[str, Any]:
    """List what changed in the law between two days, the newest first, and what is pending."""
    places = (rules.check_jurisdiction(place),) if place else ()
    found = changes.changes(
        since=rules.day_of(since), until=rules.day_of(until) if until else timezone.localdate(),
        places=places,
    )  # fmt: skip
    pending = [one for one in changes.pending() if not places or one.jurisdiction in places]
    return {
        "notice": rules.NOTICE,
        "changes": [formats.change_as_data(one) for one in found],
        "pending": [formats.change_as_data(one) for one in pending],
    }


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
