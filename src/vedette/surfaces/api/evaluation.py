"""How warnings went."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from vedette.base.accounts import rules as rights
from vedette.response.alerts.models import Alert
from vedette.response.alerts.queries import alerts_seen_by
from vedette.response.evaluation import actions
from vedette.response.evaluation.formats import as_data, summary_as_data, verdict_as_data
from vedette.response.evaluation.queries import evaluation_of, summary_of, warnings_of
from vedette.surfaces.api.people import person
from vedette.surfaces.api.problems import REFUSED, Problem

router = Router(tags=["evaluation"])


class HindsightIn(Schema):
    """Whether a warning was right: right, partly, wrong or cannot_tell; and why."""

    verdict: str
    reason: str = Field(max_length=4_000)
    unwanted: str = Field("", max_length=4_000)


@router.get("/alerts/{number}/evaluation", response={200: dict[str, Any], REFUSED: Problem})
def show_evaluation(request: HttpRequest, number: int) -> dict[str, Any]:
    """Show how one version of a warning went: times, reach, feedback, judgement."""
    rights.check_may(person(request), "see_drafts")
    return as_data(evaluation_of(_seen(request, number)))


@router.post("/alerts/{number}/hindsight", response={201: dict[str, Any], REFUSED: Problem})
def judge_alert(request: HttpRequest, number: int, said: HindsightIn) -> tuple[int, dict[str, Any]]:
    """Say whether a warning was right; a later judgement replaces it."""
    row = actions.judge(
        alert=_seen(request, number), by=person(request), at=timezone.now(), **said.dict()
    )
    return 201, verdict_as_data(row)


@router.get("/evaluation", response={200: dict[str, Any], REFUSED: Problem})
def show_year(request: HttpRequest, year: int) -> dict[str, Any]:
    """Show how the warnings of a year went together, drills apart."""
    rights.check_may(person(request), "see_drafts")
    if not 1 <= year <= 9_999:
        raise rights.Refused(f"there is no year {year}")
    rows = warnings_of(alerts_seen_by(person(request)), year, before=timezone.now())
    return {
        "year": year,
        "warnings": summary_as_data(summary_of(list(rows.filter(exercise=False)))),
        "drills": summary_as_data(summary_of(list(rows.filter(exercise=True)))),
    }


def _seen(request: HttpRequest, number: int) -> Alert:
    return get_object_or_404(alerts_seen_by(person(request)), pk=number)
