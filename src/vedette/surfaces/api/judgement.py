"""Runs, signals and assessments."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router
from pydantic import AwareDatetime

from vedette import pathway
from vedette.base.accounts import rules as rights
from vedette.judgement.assessments import actions as assessments
from vedette.judgement.assessments.models import Assessment
from vedette.judgement.assessments.queries import assessments_seen_by
from vedette.judgement.signals import actions as signals
from vedette.judgement.signals.explanation import ladder
from vedette.judgement.signals.models import Decision, Run, Signal
from vedette.judgement.signals.precision import By, precision_by
from vedette.judgement.signals.queries import desk, signals_seen_by, with_rows_seen_by
from vedette.surfaces.api.people import person
from vedette.surfaces.api.problems import REFUSED, Problem
from vedette.surfaces.api.schemas import (
    AssessmentIn,
    AssessmentOut,
    AssessmentText,
    DecisionIn,
    DecisionOut,
    RungOut,
    RunOut,
    SignalOut,
)

router = Router(tags=["judgement"])


@router.post("/runs", response={200: RunOut, REFUSED: Problem})
def detect(request: HttpRequest, as_of: AwareDatetime | None = None) -> Run:
    """Look for what departs from what was expected, with nothing received after `as_of`."""
    rights.check_may(person(request), "detect")
    now = timezone.now()
    return pathway.detect(as_of=as_of or now, by=person(request), at=now)


@router.get("/desk", response=list[SignalOut])
def show_desk(request: HttpRequest) -> list[Signal]:
    """List what waits for a decision, ranked, at most twenty."""
    who = person(request)
    return with_rows_seen_by(who, desk(person=who, as_of=timezone.now()))


@router.get("/signals", response=list[SignalOut])
def list_signals(request: HttpRequest, before: int | None = None) -> Any:
    """List all signals, the newest first."""
    rows = signals_seen_by(person(request)).order_by("-id")
    page = (rows.filter(pk__lt=before) if before else rows)[:50]
    return with_rows_seen_by(person(request), page)


@router.get("/signals/{number}", response={200: SignalOut, REFUSED: Problem})
def show_signal(request: HttpRequest, number: int) -> Signal:
    """Show one signal with its numbers and rows."""
    row = get_object_or_404(signals_seen_by(person(request)), pk=number)
    return with_rows_seen_by(person(request), [row])[0]


@router.post("/signals/{number}/decisions", response={200: DecisionOut, REFUSED: Problem})
def decide(request: HttpRequest, number: int, said: DecisionIn) -> Decision:
    """Discard a signal, or watch it until a day."""
    signal = get_object_or_404(signals_seen_by(person(request)), pk=number)
    return signals.decide(
        signal=signal, outcome=said.outcome, reason=said.reason, until=said.until,
        by=person(request), at=timezone.now(),
    )  # fmt: skip


@router.get("/precision", response=list[dict[str, Any]])
def precision(request: HttpRequest, by: By = "detector") -> list[dict[str, Any]]:
    """Show the share of decided signals that were worth a person's time, null where too few."""
    rights.check_may(person(request), "see")
    return precision_by(by, person=person(request))


@router.get("/policy", response=list[RungOut])
def policy(request: HttpRequest) -> list[dict[str, Any]]:
    """Show which detector judges which series, the most demanding first."""
    rights.check_may(person(request), "see")
    return ladder()


@router.get("/assessments", response=list[AssessmentOut])
def list_assessments(request: HttpRequest) -> Any:
    """List assessments, the newest first."""
    return assessments_seen_by(person(request))[:50]


@router.post("/assessments", response={201: AssessmentOut, REFUSED: Problem})
def open_assessment(request: HttpRequest, said: AssessmentIn) -> tuple[int, Assessment]:
    """Open an assessment of a signal."""
    signal = get_object_or_404(signals_seen_by(person(request)), pk=said.signal)
    return 201, pathway.take_up(
        signal=signal, title=said.title, reason=said.reason, by=person(request), at=timezone.now()
    )


@router.get("/assessments/{number}", response={200: AssessmentOut, REFUSED: Problem})
def show_assessment(request: HttpRequest, number: int) -> Assessment:
    """Show one assessment."""
    return get_object_or_404(assessments_seen_by(person(request)), pk=number)


@router.put("/assessments/{number}", response={200: AssessmentOut, REFUSED: Problem})
def write_assessment(request: HttpRequest, number: int, said: AssessmentText) -> Assessment:
    """Keep what has been written so far."""
    row = get_object_or_404(assessments_seen_by(person(request)), pk=number)
    return assessments.save(assessment=row, by=person(request), at=timezone.now(), **said.dict())


@router.post("/assessments/{number}/conclusion", response={200: AssessmentOut, REFUSED: Problem})
def conclude(request: HttpRequest, number: int) -> Assessment:
    """Close an assessment that says all it must."""
    row = get_object_or_404(assessments_seen_by(person(request)), pk=number)
    return assessments.conclude(assessment=row, by=person(request), at=timezone.now())
