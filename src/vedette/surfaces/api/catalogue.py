"""Substances, names and the journal."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Schema

from vedette.base.accounts import rules as rights
from vedette.base.journal.queries import entries_seen_by
from vedette.base.markings.queries import sees_totals
from vedette.catalogue.substances import nomenclature, registers
from vedette.catalogue.substances.models import Substance
from vedette.catalogue.substances.queries import search
from vedette.evidence.snapshots import queries as snapshots
from vedette.surfaces.api.people import person
from vedette.surfaces.api.problems import REFUSED, Problem
from vedette.surfaces.api.schemas import EntryOut, SubstanceOut

router = Router(tags=["catalogue"])


@router.get("/substances", response=list[SubstanceOut])
def find_substances(request: HttpRequest, text: str = "") -> Any:
    """Find substances by any name or identifier."""
    rows = (
        search(text) if text else Substance.objects.select_related("family").order_by("name", "id")
    )
    return rows[:50]


@router.get("/substances/{key}", response={200: SubstanceOut, REFUSED: Problem})
def show_substance(request: HttpRequest, key: str) -> Substance:
    """Show one substance."""
    return get_object_or_404(Substance.objects.select_related("family"), key=key)


@router.get("/substances/{key}/series", response={200: list[dict[str, Any]], REFUSED: Problem})
def show_series(request: HttpRequest, key: str) -> list[dict[str, Any]]:
    """Show weekly counts of a substance by context and country, from the newest snapshot."""
    get_object_or_404(Substance, key=key)
    if not sees_totals(person(request)):
        raise rights.Refused("these totals hold evidence that your role may not see")
    return [
        {"context": context, "country": country, "week": week, "reports": count}
        for context, country, week, count in snapshots.weekly(key)
    ]


class TextsIn(Schema):
    """Texts that name substances."""

    texts: list[str]
    language: str = ""


@router.post("/resolution", response=list[dict[str, Any]])
def resolve(request: HttpRequest, said: TextsIn) -> list[dict[str, Any]]:
    """Say which substances texts name, or that it is not sure."""
    lexicon = registers.standard_lexicon()
    language = said.language or None
    found = [nomenclature.resolve(one, lexicon, language=language) for one in said.texts[:1_000]]
    return [
        {
            "raw": one.raw,
            "status": one.status,
            "matches": [
                {"name": m.name, "key": m.key, "inchikey": m.inchikey, "kind": m.kind,
                 "score": m.score, "span": m.span, "role": m.role} for m in one.matches
            ],
        }
        for one in found
    ]  # fmt: skip


@router.get("/journal", response=list[EntryOut])
def read_journal(request: HttpRequest, before: int | None = None) -> Any:
    """Read the journal, the newest first."""
    rows = entries_seen_by(person(request))
    return (rows.filter(pk__lt=before) if before else rows)[:100]
