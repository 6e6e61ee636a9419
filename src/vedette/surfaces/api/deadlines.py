"""Deadlines: what is due, and every step with a clock."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from pydantic import AwareDatetime, Field

from vedette.base.accounts import rules as rights
from vedette.base.accounts.models import Body
from vedette.base.markings.actions import marking_for
from vedette.base.numbers import LARGEST_ID
from vedette.judgement.deadlines import actions, queries
from vedette.judgement.deadlines.counting import Period, Unit
from vedette.judgement.deadlines.definitions import DeadlineRule
from vedette.judgement.deadlines.formats import as_data
from vedette.surfaces.api.people import person
from vedette.surfaces.api.problems import REFUSED, Problem

router = Router(tags=["judgement"])
Answer = {200: dict[str, Any], REFUSED: Problem}


class DeadlineIn(Schema):
    """A duty that begins to run."""

    rule: str
    about: str = Field(max_length=200)
    event_at: AwareDatetime
    tlp: str = "GREEN"
    body: str = ""
    calendar: str = ""
    exercise: bool = False


class StepIn(Schema):
    """Why a clock is moved."""

    reason: str = Field(max_length=300)


class MetIn(Schema):
    """When and how a duty was done; without a moment it is now."""

    on: AwareDatetime | None = None
    reason: str = Field("", max_length=300)


class ExtensionIn(StepIn):
    """By how much a clock is extended; empty: by what the law says."""

    amount: int | None = None
    unit: Unit | None = None


class CalendarDayIn(Schema):
    """A holiday, or without a name a working day."""

    calendar: str
    day: date
    name: str = Field("", max_length=100)
    source: str = Field(max_length=300)


@router.get("/deadlines", response=list[dict[str, Any]])
def list_deadlines(request: HttpRequest, body: int | None = None) -> list[dict[str, Any]]:
    """List what is open, the missed first."""
    rights.check_may(person(request), "see")
    now = timezone.now()
    found = queries.due_for(person(request), at=now, body=body and min(body, LARGEST_ID))
    return [as_data(row, at=now) for row, _standing in found]


@router.post("/deadlines", response={201: dict[str, Any], REFUSED: Problem})
def start_deadline(request: HttpRequest, said: DeadlineIn) -> tuple[int, dict[str, Any]]:
    """Start the clock of a rule from an event."""
    now, who = timezone.now(), person(request)
    rights.check_may(who, "judge")
    row = actions.start(
        rule=said.rule, about=said.about, event_at=said.event_at, marking=marking_for(said.tlp),
        body=_body(said.body), calendar=said.calendar, exercise=said.exercise, by=who, at=now,
    )  # fmt: skip
    return 201, as_data(row, at=now)


def _body(code: str) -> Body | None:
    if not code:
        return None
    row = Body.objects.filter(code=code).first()
    if row is None:
        raise rights.Refused(f"no body is known as {code!r}")
    return row


@router.get("/deadlines/rules", response=list[dict[str, Any]])
def list_deadline_rules(request: HttpRequest) -> list[dict[str, Any]]:
    """List the rules with their periods and sources."""
    rights.check_may(person(request), "see")
    return [_rule(rule) for rule in queries.every_rule()]


def _rule(rule: DeadlineRule) -> dict[str, Any]:
    period = rule.period
    return {
        "key": rule.key, "title": dict(rule.title), "starts": dict(rule.starts),
        "actor": rule.actor, "amount": period and period.amount,
        "unit": period and period.unit.value, "before": bool(period and period.before),
        "limit": rule.limit, "days": [list(day) for day in rule.days],
        "legal_ref": rule.legal_ref, "certainty": rule.certainty, "valid_from": rule.valid_from,
        "valid_to": rule.valid_to, "note": rule.note, "extended_by": rule.extended_by,
    }  # fmt: skip


@router.get("/deadlines/{number}", response=Answer)
def show_deadline(request: HttpRequest, number: int) -> dict[str, Any]:
    """Show one clock with everything that happened to it."""
    return _shown(request, number, timezone.now())


def _shown(request: HttpRequest, number: int, now: datetime) -> dict[str, Any]:
    row = queries.the_deadline(number, person(request))
    steps = [
        {
            "number": step.number, "kind": step.kind, "at": step.at, "reason": step.reason,
            "due_at": step.due_at, "counted_to": step.counted_to,
            "moved_because": step.moved_because,
        }
        for step in row.steps.order_by("number")
    ]  # fmt: skip
    return as_data(row, at=now) | {"steps": steps}


@router.post("/deadlines/{number}/meet", response=Answer)
def meet_deadline(request: HttpRequest, number: int, said: MetIn) -> dict[str, Any]:
    """Say that the duty was done."""
    now, who = timezone.now(), person(request)
    row = queries.the_deadline(number, who)
    actions.meet(deadline=row, on=said.on, reason=said.reason, by=who, at=now)
    return _shown(request, number, now)


@router.post("/deadlines/{number}/extend", response=Answer)
def extend_deadline(request: HttpRequest, number: int, said: ExtensionIn) -> dict[str, Any]:
    """Extend a clock as its rule allows."""
    now, who = timezone.now(), person(request)
    row = queries.the_deadline(number, who)
    more = Period(said.amount, said.unit) if said.amount and said.unit else None
    actions.extend(deadline=row, by_period=more, reason=said.reason, by=who, at=now)
    return _shown(request, number, now)


@router.post("/deadlines/{number}/pause", response=Answer)
def pause_deadline(request: HttpRequest, number: int, said: StepIn) -> dict[str, Any]:
    """Stop a clock."""
    now, who = timezone.now(), person(request)
    row = queries.the_deadline(number, who)
    actions.pause(deadline=row, reason=said.reason, by=who, at=now)
    return _shown(request, number, now)


@router.post("/deadlines/{number}/resume", response=Answer)
def resume_deadline(request: HttpRequest, number: int, said: StepIn) -> dict[str, Any]:
    """Let a clock run again."""
    now, who = timezone.now(), person(request)
    row = queries.the_deadline(number, who)
    actions.resume(deadline=row, reason=said.reason, by=who, at=now)
    return _shown(request, number, now)


@router.post("/deadlines/{number}/withdraw", response=Answer)
def withdraw_deadline(request: HttpRequest, number: int, said: StepIn) -> dict[str, Any]:
    """End a clock that should not run."""
    now, who = timezone.now(), person(request)
    row = queries.the_deadline(number, who)
    actions.withdraw(deadline=row, reason=said.reason, by=who, at=now)
    return _shown(request, number, now)


@router.post("/calendar-days", response={200: list[dict[str, Any]], REFUSED: Problem})
def enter_calendar_day(request: HttpRequest, said: CalendarDayIn) -> list[dict[str, Any]]:
    """Enter a day in a calendar; returns the deadlines that moved."""
    now = timezone.now()
    moved = actions.enter_day(
        calendar=said.calendar, day=said.day, name=said.name, source=said.source,
        by=person(request), at=now,
    )  # fmt: skip
    return [as_data(row, at=now) for row in moved]
