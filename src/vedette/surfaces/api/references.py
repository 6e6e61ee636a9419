"""Reference analyses: asked, received, analysed, answered; counted once confirmed."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from vedette import pathway
from vedette.base.accounts import rules as rights
from vedette.catalogue.laboratories import queries as laboratories
from vedette.evidence.reference_analyses import actions, queries
from vedette.evidence.reference_analyses.queries import Line
from vedette.evidence.samples.queries import find as find_sample
from vedette.surfaces.api.people import person
from vedette.surfaces.api.problems import REFUSED, Problem

router = Router(tags=["evidence"])


class AnalysisIn(Schema):
    """A sample, the reference centre that is asked, and the question."""

    sample: str
    centre: str
    question: str
    wanted_by: date | None = None


class AnswerIn(Schema):
    """What a centre identified, by which methods, and how confident it is."""

    names: list[str] = []
    method: str
    confidence: float | None = Field(None, allow_inf_nan=False)
    note: str = ""


class ConfirmationIn(Schema):
    """A confirmation; it may feed the register with a substance or a provisional one."""

    reason: str = ""
    feeds: str = ""


class DisputeIn(Schema):
    """Why an answer cannot be right."""

    reason: str


@router.get("/reference-analyses", response=list[dict[str, Any]])
def list_reference_analyses(request: HttpRequest, stage: str = "") -> list[dict[str, Any]]:
    """List open reference analyses and the newest of the others, 500 or more, newest first."""
    rights.check_may(person(request), "see")
    lines = queries.lines_seen_by(person(request), stage=stage, limit=500)
    return [_line(one) for one in lines]


@router.get("/reference-analyses/turn-around", response=list[dict[str, Any]])
def show_turn_around(request: HttpRequest, since: date | None = None) -> list[dict[str, Any]]:
    """Show how many days each stage takes at each centre, and what is open or late."""
    rights.check_may(person(request), "see")
    lines = queries.lines_seen_by(person(request))
    return [
        {"centre": one.centre.code, "open": one.open, "late": one.late,
         "disputed": one.disputed, "confirmed": one.settled, "is_few": one.is_few,
         "days": {name: {"answers": took.answers, "median": took.median, "ninety": took.ninety}
                  for name, took in one.spans.items()}}
        for one in queries.figures(lines, at=timezone.now(), since=since)
    ]  # fmt: skip


@router.post("/reference-analyses", response={201: dict[str, Any], REFUSED: Problem})
def ask_reference_centre(request: HttpRequest, said: AnalysisIn) -> tuple[int, dict[str, Any]]:
    """Ask a reference centre what a sample holds."""
    by = person(request)
    row = pathway.ask_reference(
        sample=find_sample(said.sample, by), centre=laboratories.find(said.centre),
        question=said.question, wanted_by=said.wanted_by, by=by, at=timezone.now(),
    )  # fmt: skip
    return 201, _line(queries.find(row.pk, by))


@router.get("/reference-analyses/{number}", response={200: dict[str, Any], REFUSED: Problem})
def show_reference_analysis(request: HttpRequest, number: int) -> dict[str, Any]:
    """Show one reference analysis with its steps."""
    rights.check_may(person(request), "see")
    return _line(queries.find(number, person(request)))


@router.post(
    "/reference-analyses/{number}/analysed", response={200: dict[str, Any], REFUSED: Problem}
)
def say_analysed(request: HttpRequest, number: int) -> dict[str, Any]:
    """Say that the measurements are done."""
    by = person(request)
    line = queries.find(number, by)
    actions.analysed(analysis=line.analysis, by=by, at=timezone.now())
    return _line(queries.find(number, by))


@router.post(
    "/reference-analyses/{number}/answer", response={200: dict[str, Any], REFUSED: Problem}
)
def answer_reference_analysis(request: HttpRequest, number: int, said: AnswerIn) -> dict[str, Any]:
    """Give the answer of the centre; it counts once the asking laboratory confirms it."""
    by = person(request)
    line = queries.find(number, by)
    pathway.answer_reference(
        analysis=line.analysis, names=said.names, method=said.method,
        confidence=said.confidence, note=said.note, by=by, at=timezone.now(),
    )  # fmt: skip
    return _line(queries.find(number, by))


@router.post(
    "/reference-analyses/{number}/confirmation", response={200: dict[str, Any], REFUSED: Problem}
)
def confirm_reference_analysis(
    request: HttpRequest, number: int, said: ConfirmationIn
) -> dict[str, Any]:
    """Confirm an answer, so that it counts."""
    by = person(request)
    line = queries.find(number, by)
    pathway.confirm_reference(
        analysis=line.analysis, reason=said.reason, feeds=said.feeds, by=by, at=timezone.now()
    )
    return _line(queries.find(number, by))


@router.post(
    "/reference-analyses/{number}/dispute", response={200: dict[str, Any], REFUSED: Problem}
)
def dispute_reference_analysis(
    request: HttpRequest, number: int, said: DisputeIn
) -> dict[str, Any]:
    """Dispute an answer; it stays out of the evidence."""
    by = person(request)
    line = queries.find(number, by)
    actions.dispute(analysis=line.analysis, reason=said.reason, by=by, at=timezone.now())
    return _line(queries.find(number, by))


def _line(one: Line) -> dict[str, Any]:
    course = one.course
    return {
        "id": one.analysis.pk, "sample": one.sample.token, "asked_by": one.asker.code,
        "centre": one.centre.code, "question": one.analysis.asked.reason,
        "wanted_by": one.analysis.wanted_by, "stage": course.stage.value,
        "is_late": one.is_late(timezone.now()), "asked_at": course.asked_at,
        "received_at": course.received_at, "analysed_at": course.analysed_at,
        "answered_at": course.answered_at, "settled_at": course.settled_at,
        "steps": [
            {"number": s.number, "step": s.kind, "names": s.names, "method": s.method,
             "level": s.level, "confidence": s.confidence, "reason": s.reason,
             "result": s.result_id, "proposal": s.proposal_id, "at": s.at} for s in one.steps
        ],
    }  # fmt: skip
