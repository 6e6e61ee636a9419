"""Indicators: what each says, its definition, and its values."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from vedette.base.accounts import rules as rights
from vedette.base.days import known_by
from vedette.response.indicators import actions, formats, queries
from vedette.surfaces.api.people import person
from vedette.surfaces.api.problems import REFUSED, Problem

router = Router(tags=["response"])
Answer = {200: dict[str, Any], REFUSED: Problem}


class ComputeIn(Schema):
    """Which indicators to compute; none named means all of them."""

    keys: list[str] = Field([], max_length=200)


@router.get("/indicators", response=list[dict[str, Any]])
def list_indicators(
    request: HttpRequest, as_of: date | None = None, country: str = ""
) -> list[dict[str, Any]]:
    """List every indicator at a glance, as known on a day, of all countries or of one."""
    who = person(request)
    rights.check_may(who, "see")
    found = queries.readings(who, as_of=known_by(as_of), country=country)
    return [formats.as_data(one, country=country) for one in found]


@router.post("/indicators/computations", response={200: list[dict[str, Any]], REFUSED: Problem})
def compute_indicators(request: HttpRequest, said: ComputeIn) -> list[dict[str, Any]]:
    """Compute indicators from what is known now; returns the revisions that were made."""
    who, now = person(request), timezone.now()
    rights.check_may(who, "detect")
    made = actions.compute_indicators(keys=said.keys, as_of=now, by=who, at=now)
    return [
        {"id": row.pk, "indicator": row.indicator, "ceiling": row.ceiling,
         "revision": row.revision, "as_of": row.as_of}
        for row in made
    ]  # fmt: skip


@router.get("/indicators/{key}", response=Answer)
def show_indicator(request: HttpRequest, key: str, as_of: date | None = None) -> dict[str, Any]:
    """Show one indicator: its definition, what it says, and what is missing."""
    who = person(request)
    rights.check_may(who, "see")
    found = queries.reading(who, queries.the_indicator(key), as_of=known_by(as_of))
    said = formats.definition_as_data(found.indicator)
    return formats.as_data(found) | {"definition": said}


@router.get("/indicators/{key}/values", response={200: list[dict[str, Any]], REFUSED: Problem})
def list_values(
    request: HttpRequest, key: str, as_of: date | None = None, part: str = "",
    country: str | None = None,
) -> list[dict[str, Any]]:  # fmt: skip
    """List the values of an indicator; a hidden one has no number."""
    who = person(request)
    rights.check_may(who, "see")
    found = queries.reading(who, queries.the_indicator(key), as_of=known_by(as_of))
    values = [one for one in found.values
              if part in ("", one.part) and country in (None, one.country)]  # fmt: skip
    return formats.values_as_data(values)


@router.get("/indicators/{key}/revisions", response={200: list[dict[str, Any]], REFUSED: Problem})
def list_revisions(request: HttpRequest, key: str) -> list[dict[str, Any]]:
    """List every computation of an indicator that you may see, the newest first."""
    who = person(request)
    rights.check_may(who, "see")
    indicator = queries.the_indicator(key)
    return [
        {"id": row.pk, "revision": row.revision, "ceiling": row.ceiling, "as_of": row.as_of,
         "computed_at": row.computed_at, "definition": row.definition, "evidence": row.evidence,
         "methods": row.methods, "missing": row.missing}
        for row in queries.computations_seen_by(who, indicator.key)[:200]
    ]  # fmt: skip
