"""What is due, for whom, and how often it was done in time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from vedette.base.accounts.models import User
from vedette.base.markings.queries import markings_seen_by
from vedette.base.numbers import LARGEST_ID
from vedette.judgement.deadlines import definitions
from vedette.judgement.deadlines.calendars import calendar_of
from vedette.judgement.deadlines.counting import Calendar
from vedette.judgement.deadlines.definitions import DeadlineRule
from vedette.judgement.deadlines.models import CalendarDay, Deadline
from vedette.judgement.deadlines.rules import DeadlineUnknown, Standing, reminder_due, standing_of


def folder() -> Path:
    """Return where an instance keeps its own rules."""
    return Path(settings.VEDETTE_HOME)


def rule_on(key: str, at: datetime) -> DeadlineRule:
    """Return the rule of a key, of this instance if it has one, on the day of a moment."""
    return definitions.rule_on(key, timezone.localdate(at), folder=folder())


def rule_of(deadline: Deadline) -> DeadlineRule | None:
    """Return the version of the rule that a clock runs under, or None if it is gone."""
    versions = definitions.rules_of(folder()).get(deadline.rule, ())
    return next((one for one in versions if one.valid_from == deadline.rule_from), None)


def every_rule() -> list[DeadlineRule]:
    """Return all rules of the instance, in the order of their files."""
    return [rule for versions in definitions.rules_of(folder()).values() for rule in versions]


def calendar(code: str) -> Calendar:
    """Return a calendar with the days that people entered for it."""
    entered = CalendarDay.objects.filter(calendar=code.strip().upper())
    return calendar_of(code, {row.day: row.name or None for row in entered})


def deadlines_seen_by(person: User) -> QuerySet[Deadline]:
    """Return the clocks whose marking a person may see."""
    rows = Deadline.objects.filter(marking_id__in=markings_seen_by(person))
    return rows.select_related("body", "marking")


def open_at(rows: QuerySet[Deadline], at: datetime) -> QuerySet[Deadline]:
    """Return the clocks that had started and were not over at a moment, the first due first."""
    over = Q(met_at__lte=at) | Q(withdrawn_at__lte=at)
    return rows.filter(event_at__lte=at).exclude(over).order_by("due_at", "id")


def running_for(subject: Model) -> list[Deadline]:
    """Return the open clocks about one record."""
    rows = Deadline.objects.filter(
        subject_kind=subject._meta.label_lower, subject_id=subject.pk, met_at=None,
        withdrawn_at=None,
    )  # fmt: skip
    return list(rows.order_by("id"))


def due_for(
    person: User, *, at: datetime, body: int | None = None
) -> list[tuple[Deadline, Standing]]:
    """Return what is open for a person, missed ones first, then by their end."""
    rows = open_at(deadlines_seen_by(person), at)
    if body is not None:
        rows = rows.filter(body=body)
    order = (Standing.MISSED, Standing.RUNNING, Standing.NO_LIMIT, Standing.PAUSED)
    found = [(row, standing_of(row, at=at)) for row in rows]
    return sorted(found, key=lambda pair: order.index(pair[1]))


def to_remind(at: datetime) -> list[tuple[Deadline, str, datetime]]:
    """Return the clocks of which nobody was reminded yet as they should be by now.

    With the stage of reminding, and the end it speaks of.
    """
    rows = open_at(Deadline.objects.filter(due_at__isnull=False, paused_at=None), at)
    rows = rows.select_related("body", "marking").prefetch_related("reminders")
    found = [(row, reminder_due(row, at=at), row.due_at) for row in rows]
    return [
        (row, stage, due_at)
        for row, stage, due_at in found
        if stage and due_at and not _reminded(row, stage)
    ]


def _reminded(row: Deadline, stage: str) -> bool:
    return any(one.stage == stage and one.due_at == row.due_at for one in row.reminders.all())


@dataclass(frozen=True, slots=True)
class Punctuality:
    """How the duties of a body under a rule ended, among those due in a year."""

    body: str
    rule: str
    in_time: int
    late: int
    missed: int

    @property
    def share(self) -> float | None:
        """Return the share met in time, of all that fell due; None where nothing did."""
        due = self.in_time + self.late + self.missed
        return self.in_time / due if due else None


def punctuality(rows: Iterable[Deadline], *, at: datetime) -> list[Punctuality]:
    """Count how often each body met each rule in time; drills are not counted.

    A clock still running counts nowhere: it may still be met. One met before its
    end counts as in time even while that end is still ahead.
    """
    counted: dict[tuple[str, str], dict[Standing, int]] = {}
    for row in rows:
        standing = standing_of(row, at=at)
        if row.exercise or row.due_at is None:
            continue
        name = row.body.name if row.body else ""
        kept = counted.setdefault((name, row.rule), {})
        kept[standing] = kept.get(standing, 0) + 1
    return [
        Punctuality(
            body, rule, kept.get(Standing.MET, 0), kept.get(Standing.MET_LATE, 0),
            kept.get(Standing.MISSED, 0),
        )
        for (body, rule), kept in sorted(counted.items())
        if kept.keys() & {Standing.MET, Standing.MET_LATE, Standing.MISSED}
    ]  # fmt: skip


def due_in_year(rows: QuerySet[Deadline], year: int) -> QuerySet[Deadline]:
    """Return the clocks that ended in a year, by the clock of the node."""
    return rows.filter(due_at__year=year)


def the_deadline(number: int, person: User) -> Deadline:
    """Return one clock that a person may see.

    Raises
    ------
    DeadlineUnknown
        If there is none, or it is closed to the person.
    """
    row = deadlines_seen_by(person).filter(pk=number).first() if number <= LARGEST_ID else None
    if row is None:
        raise DeadlineUnknown(number)
    return row
