"""Start clocks, extend them, stop them and let them run again; say when a duty is met."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import Max

from vedette.base.accounts import rules as rights
from vedette.base.accounts.models import Body, User
from vedette.base.journal import actions as journal
from vedette.base.markings.models import Marking
from vedette.judgement.deadlines import queries, rules
from vedette.judgement.deadlines.calendars import INSTITUTIONS, calendar_of
from vedette.judgement.deadlines.counting import End, Period, PeriodRefused, end_of
from vedette.judgement.deadlines.definitions import DeadlineRule
from vedette.judgement.deadlines.models import CalendarDay, Deadline, DeadlineStep, Reminder

Kind = DeadlineStep.Kind


@transaction.atomic
def start(
    *,
    rule: str,
    about: str,
    event_at: datetime,
    marking: Marking,
    subject: models.Model | None = None,
    body: Body | None = None,
    calendar: str = "",
    exercise: bool = False,
    by: User | None,
    at: datetime,
) -> Deadline:
    """Start the clock of a rule from an event.

    Parameters
    ----------
    rule : str
        Key; the version that holds on the day of the event counts.
    calendar : str
        Whose holidays count; empty: those of the institution that the rule names,
        or of the country of ``body``.

    Raises
    ------
    Refused
        If the same duty runs already, nobody can be told to act, or the event lies ahead
        of a rule that counts from it.
    RuleUnknown, CalendarUnknown
        If there is no such rule on that day, or no such calendar.
    """
    if by is not None:
        rights.check_may(by, "judge")
    if not about.strip():
        raise rights.Refused("a deadline says what it is about")
    version = queries.rule_on(rule, event_at)
    code = (calendar or _calendar_code(version, body)).upper()
    if version.period and not version.period.before and event_at > at:
        raise rights.Refused("this clock starts with its event, which lies ahead")
    row = Deadline(
        rule=version.key, rule_from=version.valid_from, about=about.strip(), body=body,
        subject_kind=subject._meta.label_lower if subject else "",
        subject_id=subject.pk if subject else None, calendar=code, event_at=event_at,
        marking=marking, exercise=exercise,
    )  # fmt: skip
    end = _count(row, version)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise rights.Refused("this clock is running already") from None
    _keep_step(row, Kind.STARTED, end, by=by, at=at)
    journal.record("deadline.started", subject=row, by=by, at=at, rule=rule, due=_said(row))
    return row


def _calendar_code(rule: DeadlineRule, body: Body | None) -> str:
    if rule.actor in INSTITUTIONS:
        return rule.actor
    if body is None or not body.country:
        raise rights.Refused("say whose holidays count: name a body with a country, or a calendar")
    return body.country


def _count(row: Deadline, rule: DeadlineRule) -> End | None:
    """Set the end of a new clock from its rule."""
    clock = queries.calendar(row.calendar)
    if rule.days:
        day = _next_fixed(rule, row.event_at.astimezone(clock.zone).date())
        end = End(clock.midnight(date.fromordinal(day.toordinal() + 1)), day, day)
    elif rule.period:
        row.amount, row.unit = rule.period.amount, rule.period.unit
        row.before = rule.period.before
        end = end_of(rule.period, row.event_at, clock)
    else:
        return None
    row.due_at, row.last_day = end.moment, end.last_day
    return end


def _next_fixed(rule: DeadlineRule, day: date) -> date:
    """Return the first fixed day of a rule on or after a day; nothing moves it."""
    ahead = [one for year in (day.year, day.year + 1) for one in rule.days_in(year) if one >= day]
    if not ahead:
        raise PeriodRefused(f"no day of this rule lies after {day}")
    return min(ahead)


def _keep_step(
    row: Deadline, kind: str, end: End | None, *, by: User | None, at: datetime, reason: str = ""
) -> None:
    last = row.steps.aggregate(last=Max("number"))["last"] or 0
    DeadlineStep.objects.create(
        deadline=row, number=last + 1, kind=kind, at=at, by=by, reason=reason,
        due_at=row.due_at, counted_to=end.counted_to if end else None,
        moved_because=end.moved_because if end else "",
    )  # fmt: skip


def _said(row: Deadline) -> str:
    return str(row.last_day or row.due_at or "")


def _change(row: Deadline, **values: Any) -> Deadline:
    """Write a change, unless somebody else moved the same clock since it was read."""
    still = Deadline.objects.filter(
        pk=row.pk, due_at=row.due_at, paused_at=row.paused_at, met_at=None, withdrawn_at=None
    )
    if not still.update(**values):
        raise rules.Overtaken("somebody else has moved this clock; look again")
    row.refresh_from_db()
    return row


@transaction.atomic
def extend(
    *, deadline: Deadline, by_period: Period | None = None, reason: str, by: User, at: datetime
) -> Deadline:
    """Extend a clock as its rule allows, on a reasoned request; counted anew from the event."""
    rights.check_may(by, "judge")
    _check_reason(reason)
    rule = queries.rule_of(deadline)
    if rule is None:
        raise rights.Refused("the rule of this deadline is gone; withdraw it and start anew")
    period = rules.extended(deadline, rule, by_period)
    end = end_of(period, deadline.event_at, queries.calendar(deadline.calendar))
    row = _change(
        deadline, amount=period.amount, unit=period.unit, due_at=end.moment, last_day=end.last_day
    )
    _keep_step(row, Kind.EXTENDED, end, by=by, at=at, reason=reason.strip())
    journal.record("deadline.extended", subject=row, by=by, at=at, due=_said(row))
    return row


@transaction.atomic
def pause(*, deadline: Deadline, reason: str, by: User, at: datetime) -> Deadline:
    """Stop a clock: what it waits for is not the duty of whoever must act."""
    rights.check_may(by, "judge")
    _check_reason(reason)
    rules.check_runs(deadline)
    if deadline.paused_at:
        raise rights.Refused("this clock stands still already")
    if deadline.amount is None or deadline.before:
        raise rights.Refused("a duty without a period, or counted back, is not stopped")
    if deadline.due_at and at >= deadline.due_at:
        raise rights.Refused("its end has passed already")
    row = _change(deadline, paused_at=at)
    _keep_step(row, Kind.PAUSED, None, by=by, at=at, reason=reason.strip())
    journal.record("deadline.paused", subject=row, by=by, at=at)
    return row


@transaction.atomic
def resume(*, deadline: Deadline, reason: str, by: User, at: datetime) -> Deadline:
    """Let a clock run again; what was left of its period is counted from now."""
    rights.check_may(by, "judge")
    _check_reason(reason)
    if deadline.paused_at is None:
        raise rights.Refused("this clock is running")
    clock = queries.calendar(deadline.calendar)
    before = rules.recount(deadline, clock)
    assert before is not None  # noqa: S101 - only periods are ever stopped
    left = rules.remaining(deadline, before, at=deadline.paused_at, calendar=clock)
    end = end_of(left, at, clock)
    row = _change(
        deadline, paused_at=None, event_at=at, amount=left.amount, unit=left.unit,
        due_at=end.moment, last_day=end.last_day,
    )  # fmt: skip
    _keep_step(row, Kind.RESUMED, end, by=by, at=at, reason=reason.strip())
    journal.record("deadline.resumed", subject=row, by=by, at=at, due=_said(row))
    return row


@transaction.atomic
def meet(
    *, deadline: Deadline, by: User | None, at: datetime, on: datetime | None = None,
    reason: str = "",
) -> Deadline:  # fmt: skip
    """Say that the duty was done, now or at an earlier moment; late or not follows from it."""
    if by is not None:
        rights.check_may(by, "judge")
    rules.check_runs(deadline)
    done = on or at
    first = deadline.steps.order_by("number").first()
    if done > at:
        raise rights.Refused("what is still ahead was not done yet")
    if first and not deadline.before and done < min(first.at, deadline.event_at):
        raise rights.Refused("the duty cannot have been done before it began")
    row = _change(deadline, met_at=done, paused_at=None)
    _keep_step(row, Kind.MET, None, by=by, at=at, reason=reason.strip())
    journal.record("deadline.met", subject=row, by=by, at=at, on=done.isoformat())
    return row


@transaction.atomic
def withdraw(*, deadline: Deadline, reason: str, by: User, at: datetime) -> Deadline:
    """End a clock that should not run: started in error, or the duty fell away."""
    rights.check_may(by, "judge")
    _check_reason(reason)
    rules.check_runs(deadline)
    row = _change(deadline, withdrawn_at=at, paused_at=None)
    _keep_step(row, Kind.WITHDRAWN, None, by=by, at=at, reason=reason.strip())
    journal.record("deadline.withdrawn", subject=row, by=by, at=at)
    return row


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise rights.Refused("say why; the reason is kept with the deadline")


@transaction.atomic
def enter_day(
    *, calendar: str, day: date, name: str, source: str, by: User, at: datetime
) -> list[Deadline]:
    """Enter a holiday, or without a name a working day, and count the open clocks anew.

    Returns
    -------
    list of Deadline
        Those whose end it moved.
    """
    rights.check_may(by, "make_rules")
    code = calendar_of(calendar).code
    if not source.strip():
        raise rights.Refused("say where this day is published")
    CalendarDay.objects.update_or_create(
        calendar=code, day=day,
        defaults={"name": name.strip(), "source": source.strip(), "entered_by": by,
                  "entered_at": at},
    )  # fmt: skip
    journal.record(
        "calendar.day_entered", subject=None, by=by, at=at, calendar=code, day=day.isoformat(),
        name=name.strip(),
    )  # fmt: skip
    clock, moved = queries.calendar(code), []
    open_rows = Deadline.objects.filter(
        calendar=code, met_at=None, withdrawn_at=None, amount__isnull=False
    )
    for row in open_rows.order_by("id"):
        end = rules.recount(row, clock)
        if end is not None and end.moment != row.due_at:
            row = _change(row, due_at=end.moment, last_day=end.last_day)
            _keep_step(row, Kind.RECOUNTED, end, by=by, at=at, reason=name.strip())
            moved.append(row)
    return moved


@transaction.atomic
def remind(*, at: datetime) -> list[Reminder]:
    """Write the reminders that have fallen due, each once; whoever delivers reads these rows."""
    made = []
    for deadline, stage, due_at in queries.to_remind(at):
        row, is_new = Reminder.objects.get_or_create(
            deadline=deadline, stage=stage, due_at=due_at, defaults={"at": at}
        )
        if is_new:
            journal.record("deadline.reminded", subject=deadline, by=None, at=at, stage=stage)
            made.append(row)
    return made


@transaction.atomic
def tell_begun(*, deadline: Deadline, at: datetime) -> Reminder:
    """Write at once that a duty without a number has begun; it speaks of its event."""
    row, is_new = Reminder.objects.get_or_create(
        deadline=deadline, stage=Reminder.Stage.BEGUN, due_at=deadline.event_at,
        defaults={"at": at},
    )  # fmt: skip
    if is_new:
        journal.record("deadline.told", subject=deadline, by=None, at=at, stage=row.stage)
    return row
