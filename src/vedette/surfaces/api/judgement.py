"""Runs, signals and assessments."""

from datetime import date
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
from vedette.judgement.signals import kept
from vedette.judgement.signals.explanation import ladder
from vedette.judgement.signals.keeping import Question
from vedette.judgement.signals.models import Decision, Replay, Run, Signal
from vedette.judgement.signals.precision import By, precision_by
from vedette.judgement.signals.queries import desk, signals_seen_by, with_rows_seen_by
from vedette.judgement.signals.truth_files import Names
from vedette.surfaces import background
from vedette.surfaces.api.people import person
from vedette.surfaces.api.problems import REFUSED, Problem
from vedette.surfaces.api.schemas import (
    AssessmentIn,
    AssessmentOut,
    AssessmentText,
    DecisionIn,
    DecisionOut,
    ReplayIn,
    ReplayOut,
    ReplayWhole,
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


@router.get("/replays", response=list[ReplayOut])
def list_replays(request: HttpRequest, before: int | None = None) -> Any:
    """List kept replays, the newest first."""
    rows = kept.replays_seen_by(person(request))
    return (rows.filter(pk__lt=before) if before else rows)[:50]


@router.post("/replays", response={202: ReplayOut, REFUSED: Problem})
def ask_replay(request: HttpRequest, said: ReplayIn) -> tuple[int, Replay]:
    """Ask what would have been on the desk; it is answered beside the requests.

    The same question of the same evidence gives the replay that was asked before.
    """
    who = person(request)
    rights.check_may(who, "detect")
    names = Names()
    events = tuple(
        names.event(one.substance, one.date, one.place, where=f"truth, event {number}")
        for number, one in enumerate(said.truth, start=1)
    )
    row = pathway.ask_replay(
        Question(
            said.start, said.end, said.source, said.delay_days, events, said.within, said.in_time
        ),
        cap=said.cap, by=who, at=timezone.now(),
    )  # fmt: skip
    background.replay(row, by=who)
    return 202, get_object_or_404(kept.replays_seen_by(who), pk=row.pk)


@router.get("/replays/{number}", response={200: ReplayWhole, REFUSED: Problem})
def show_replay(request: HttpRequest, number: int, week: date | None = None) -> Replay:
    """Show one replay: its substances, its score and, if a day is named, the desk of its week."""
    row: Any = get_object_or_404(kept.replays_seen_by(person(request)), pk=number)
    row.week = kept.desk_on(row, week) if week else None
    return row


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
    return pathway.conclude(assessment=row, by=person(request), at=timezone.now())
