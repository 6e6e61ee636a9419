"""Where a clock stands, who may move it and how far. Nothing here writes."""

from datetime import datetime, timedelta
from enum import Enum

from vedette.base.accounts.rules import Refused
from vedette.errors import VedetteError
from vedette.judgement.deadlines.counting import DAY, Calendar, End, Period, Unit, end_of
from vedette.judgement.deadlines.definitions import DeadlineRule
from vedette.judgement.deadlines.models import Deadline, Reminder

# How long before the end each reminder falls due; the last one comes with the end.
REMINDERS: tuple[tuple[str, timedelta], ...] = (
    (Reminder.Stage.WEEK, timedelta(days=7)),
    (Reminder.Stage.TWO_DAYS, timedelta(days=2)),
    (Reminder.Stage.DAY, timedelta(days=1)),
    (Reminder.Stage.MISSED, timedelta(0)),
)


class Overtaken(VedetteError):
    """Somebody else moved the same clock a moment before."""


class DeadlineUnknown(VedetteError, LookupError):
    """Somebody named a deadline that is not here, or is closed to them."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number

    def __str__(self) -> str:
        return f"there is no deadline {self.number} here"


class Standing(Enum):
    """Where a clock stands at a moment."""

    RUNNING = "running"
    NO_LIMIT = "no_limit"
    PAUSED = "paused"
    MISSED = "missed"
    MET = "met"
    MET_LATE = "met_late"
    WITHDRAWN = "withdrawn"


def standing_of(deadline: Deadline, *, at: datetime) -> Standing:
    """Say where a clock stood at a moment; what happened after it is not known then."""
    if deadline.withdrawn_at and deadline.withdrawn_at <= at:
        return Standing.WITHDRAWN
    if deadline.met_at and deadline.met_at <= at:
        is_late = deadline.due_at is not None and deadline.met_at >= deadline.due_at
        return Standing.MET_LATE if is_late else Standing.MET
    if deadline.paused_at and deadline.paused_at <= at:
        return Standing.PAUSED
    if deadline.due_at is None:
        return Standing.NO_LIMIT
    return Standing.MISSED if at >= deadline.due_at else Standing.RUNNING


def period_of(deadline: Deadline) -> Period | None:
    """Return the period of a clock as it is counted now, or None if it has no number."""
    if deadline.amount is None:
        return None
    return Period(deadline.amount, Unit(deadline.unit), deadline.before)


def check_runs(deadline: Deadline) -> None:
    """Refuse to move a clock that is over."""
    if deadline.met_at or deadline.withdrawn_at:
        word = "met" if deadline.met_at else "withdrawn"
        raise Refused(f"this deadline is {word} already")


def extended(deadline: Deadline, rule: DeadlineRule, by: Period | None) -> Period:
    """Return the period that an extension makes of a clock's own: both counted from the event.

    Raises
    ------
    Refused
        If the rule knows no extension, or the two are not in the same unit.
    """
    check_runs(deadline)
    own = period_of(deadline)
    if not rule.extended_by or own is None:
        raise Refused("the law knows no extension of this deadline")
    if deadline.paused_at:
        raise Refused("a clock that stands still is not extended; let it run again first")
    more = by or rule.extension
    if more is None:
        raise Refused("say by how much it is extended")
    if rule.extension is not None and more != rule.extension:
        raise Refused(f"the law allows {rule.extension.amount} {rule.extension.unit} more")
    if {own.unit, more.unit} == {Unit.DAYS, Unit.WEEKS}:
        own, more = _in_days(own), _in_days(more)
    if more.unit != own.unit:
        raise Refused(f"this deadline is counted in {own.unit}, so its extension is too")
    return Period(own.amount + more.amount, own.unit, own.before)


def _in_days(period: Period) -> Period:
    days = 7 * period.amount if period.unit is Unit.WEEKS else period.amount
    return Period(days, Unit.DAYS, period.before)


def remaining(deadline: Deadline, end: End, *, at: datetime, calendar: Calendar) -> Period:
    """Return what is left of a period when its clock stops: at least one of its days or hours.

    The law counts no pauses; this is our reading of "until the file is complete". What
    is left is counted from the bare end, not from the working day it was moved to.
    """
    if end.counted_to is None:
        left = -(-(end.moment - at) // timedelta(hours=1))
        return Period(max(left, 1), Unit.HOURS)
    today = at.astimezone(calendar.zone).date()
    if deadline.unit == Unit.WORKING_DAYS:
        days = range((end.counted_to - today).days)
        left = sum(calendar.works_on(today + (n + 1) * DAY) for n in days)
        return Period(max(left, 1), Unit.WORKING_DAYS)
    return Period(max((end.counted_to - today).days, 1), Unit.DAYS)


def recount(deadline: Deadline, calendar: Calendar) -> End | None:
    """Count a clock's period anew from its event, or None if it has no number."""
    period = period_of(deadline)
    return end_of(period, deadline.event_at, calendar) if period else None


def reminder_due(deadline: Deadline, *, at: datetime) -> str:
    """Return the latest stage of reminding that has come, or the empty text."""
    if deadline.due_at is None or standing_of(deadline, at=at) not in (
        Standing.RUNNING, Standing.MISSED,
    ):  # fmt: skip
        return ""
    come = [stage for stage, ahead in REMINDERS if at >= deadline.due_at - ahead]
    return come[-1] if come else ""
