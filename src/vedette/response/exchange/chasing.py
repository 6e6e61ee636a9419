"""Remind receivers that must answer a warning and have not, until they do or it is over."""

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from vedette.base.journal import actions as journal
from vedette.errors import VedetteError
from vedette.response.alerts.models import Alert
from vedette.response.exchange.models import Delivery, Receipt

SHIPPED = Path(__file__).parent / "chasing.toml"
LOCAL = "chasing.toml"
LONGEST = 24 * 366  # hours
Kind, State = Delivery.Kind, Delivery.State
Schedule = dict[str, tuple[timedelta, ...]]


class ScheduleMalformed(VedetteError, ValueError):
    """A schedule of reminders that cannot be read: which file, which severity, and why."""

    def __init__(self, file: str, severity: str, why: str) -> None:
        super().__init__(file, severity, why)
        self.file, self.severity, self.why = file, severity, why

    def __str__(self) -> str:
        return f"{self.file}, {self.severity or 'as a whole'}: {self.why}"


def schedule(folder: Path | None = None) -> Schedule:
    """Return after how long each reminder goes out, by severity; an instance may have its own.

    Raises
    ------
    ScheduleMalformed
        If a severity is not known, or its hours do not rise from above nought.
    """
    given = _read(SHIPPED)
    own = folder / LOCAL if folder else None
    if own is not None and own.is_file():
        given |= _read(own)
    return given


def _read(path: Path) -> Schedule:
    try:
        said = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ScheduleMalformed(path.name, "", str(error)) from None
    for severity, hours in said.items():
        if severity not in Alert.Severity.values:
            known = ", ".join(Alert.Severity.values)
            raise ScheduleMalformed(path.name, severity, f"no severity; they are {known}")
        numbers = hours if isinstance(hours, list) else [hours]
        if not all(type(one) in (int, float) and 0 < one <= LONGEST for one in numbers):
            raise ScheduleMalformed(path.name, severity, "hours are numbers above 0, in a list")
        if numbers != sorted(set(numbers)) or not isinstance(hours, list):
            raise ScheduleMalformed(path.name, severity, "hours rise from one to the next")
    return {name: tuple(timedelta(hours=one) for one in hours) for name, hours in said.items()}


def unanswered(*, at: datetime) -> QuerySet[Delivery]:
    """Return the warnings on their way to, or with, receivers that must answer and have not.

    A body answers once, through whichever of its subscriptions. Nobody is asked any more about
    what is cancelled, expired, replaced by a newer version, or played in a drill that is over.
    """
    said = Receipt.objects.filter(kind__in=Receipt.ANSWERS, delivery__alert=OuterRef("alert"))
    answered = said.filter(
        Q(delivery__subscription=OuterRef("subscription"))
        | Q(delivery__subscription__body=OuterRef("subscription__body"))
    )
    newer = Alert.objects.filter(replaces=OuterRef("alert"), status=Alert.Status.PUBLISHED)
    return (
        Delivery.objects.filter(
            kind=Kind.WARNING, subscription__must_answer=True, subscription__ended_at=None,
            alert__expires_at__gt=at,
        )
        .exclude(alert__message=Alert.Message.CANCEL)
        .exclude(alert__assessment__drill__ended_at__lte=at)
        .exclude(Exists(answered))
        .exclude(Exists(newer))
    )  # fmt: skip


@transaction.atomic
def chase(*, at: datetime) -> int:
    """Queue the reminders that have fallen due, and drop those that nobody needs any more.

    After a long silence of this node only the latest reminder goes out, not all at once.

    Returns
    -------
    int
        How many reminders were queued.
    """
    open_rows = unanswered(at=at)
    _drop(open_rows, at)
    rows = open_rows.filter(state=State.DELIVERED).select_related("alert", "subscription")
    waits = schedule(Path(settings.VEDETTE_HOME))
    made: dict[Alert, int] = defaultdict(int)
    reminders = []
    for row in rows.order_by("id"):
        due = _due(waits, row, at)
        last = _reminders(row).aggregate(last=Max("round"))["last"] or 0
        if due > last:
            reminders.append(
                Delivery(
                    alert=row.alert, subscription=row.subscription, kind=Kind.REMINDER, round=due,
                    next_at=at, made_at=at,
                )
            )  # fmt: skip
            made[row.warning] += 1
    # Another machine may look at the same moment; the same reminder stands once all the same.
    Delivery.objects.bulk_create(reminders, ignore_conflicts=True)
    for alert, count in made.items():
        journal.record("alert.reminded", subject=alert, by=None, at=at, receivers=count)
    return sum(made.values())


def _due(waits: Schedule, row: Delivery, at: datetime) -> int:
    """Return the number of the latest reminder that is due by now; 0 if none is."""
    since = row.done_at or at
    return sum(since + wait <= at for wait in waits.get(row.warning.severity, ()))


def _reminders(row: Delivery) -> QuerySet[Delivery]:
    return Delivery.objects.filter(
        alert=row.alert_id, subscription=row.subscription_id, kind=Kind.REMINDER
    )


def _drop(open_rows: QuerySet[Delivery], at: datetime) -> None:
    waiting = Delivery.objects.filter(kind=Kind.REMINDER, state=State.WAITING)
    needed = open_rows.filter(alert=OuterRef("alert"), subscription=OuterRef("subscription"))
    waiting.exclude(Exists(needed)).update(state=State.DROPPED, next_at=None, done_at=at)


@dataclass(frozen=True, slots=True)
class Awaited:
    """Somebody that must answer a warning and has not.

    Attributes
    ----------
    who : str
        The body, or the number of the subscription where it stands for none.
    reminders : int
        How many went out, or wait to.
    next_at : datetime or None
        When the next reminder falls due; None: it has had them all, or was not reached.
    """

    who: str
    channel: str
    state: str
    reached_at: datetime | None
    reminders: int
    last_at: datetime | None
    next_at: datetime | None


def awaited(alert: Alert, *, at: datetime) -> list[Awaited]:
    """Return who must answer a warning and has not, those reached longest ago first."""
    waits = schedule(Path(settings.VEDETTE_HOME)).get(alert.severity, ())
    rows = unanswered(at=at).filter(alert=alert).select_related("subscription__body")
    found = []
    for row in rows.order_by("done_at", "id"):
        sent = (
            _reminders(row)
            .exclude(state=State.DROPPED)
            .aggregate(last=Max("round"), last_at=Max("made_at"))
        )
        count, body = sent["last"] or 0, row.subscription.body
        is_more = row.state == State.DELIVERED and row.done_at and count < len(waits)
        found.append(
            Awaited(
                body.name if body else f"{row.subscription_id}", row.subscription.channel,
                row.state, row.done_at, count, sent["last_at"],
                row.done_at + waits[count] if is_more and row.done_at else None,
            )
        )  # fmt: skip
    return found
