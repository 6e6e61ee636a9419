"""Remind receivers that must answer a warning and have not, until they do or it is over."""

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet

from vedette.base.journal import actions as journal
from vedette.errors import VedetteError
from vedette.response.alerts.models import Alert
from vedette.response.exchange.models import Delivery, Receipt, Subscription

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
        If a severity is not known, its hours do not rise from above nought, or the file
        cannot be opened.
    """
    given = _read(SHIPPED)
    own = folder / LOCAL if folder else None
    if own is not None and own.is_file():
        given |= _read(own)
    return given


def _read(path: Path) -> Schedule:
    try:
        said = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:  # its own words would name the folder of the instance
        raise ScheduleMalformed(path.name, "", error.strerror or "cannot be opened") from None
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


def fault() -> ScheduleMalformed | None:
    """Return what is wrong with the schedule of this instance, as long as nobody mends it."""
    try:
        schedule(Path(settings.VEDETTE_HOME))
    except ScheduleMalformed as found:
        return found
    return None


def unanswered(*, at: datetime, alert: Alert | None = None) -> list[Delivery]:
    """Return the warnings on their way to, or with, receivers that must answer and have not.

    A body answers once, through whichever of its subscriptions. Nobody is asked any more about
    what is cancelled, expired, replaced by a newer version, or played in a drill that is over.

    Parameters
    ----------
    alert : Alert, optional
        Of which alone is asked; without it, of all.
    """
    owing = Subscription.objects.filter(must_answer=True, ended_at=None)
    # Two short lists of numbers: joined in one question, a database walks every delivery.
    rows = Delivery.objects.filter(
        alert__in=list(_open_alerts(at, alert)), kind=Kind.WARNING,
        subscription__in=list(owing.values_list("pk", flat=True)),
    )  # fmt: skip
    found = list(
        rows.select_related("alert", "subscription__body").order_by(
            F("done_at").asc(nulls_last=True), "id"
        )
    )
    by_receiver, by_body = _answers(found)
    return [
        row
        for row in found
        if (row.alert_id, row.subscription_id) not in by_receiver
        and (row.alert_id, row.subscription.body_id) not in by_body
    ]


def _open_alerts(at: datetime, alert: Alert | None) -> QuerySet[Alert, int]:
    """Return the numbers of the warnings that are still to be answered."""
    newer = Alert.objects.filter(replaces=OuterRef("pk"), status=Alert.Status.PUBLISHED)
    rows = (
        Alert.objects.filter(status=Alert.Status.PUBLISHED, expires_at__gt=at)
        .exclude(message=Alert.Message.CANCEL)
        .exclude(assessment__drill__ended_at__lte=at)
        .exclude(Exists(newer))
    )
    return (rows.filter(pk=alert.pk) if alert else rows).values_list("pk", flat=True)


Answered = set[tuple[int | None, int | None]]


def _answers(rows: list[Delivery]) -> tuple[Answered, Answered]:
    """Return which of these warnings were answered: by which receivers, and by which bodies."""
    bodies = {row.subscription.body_id for row in rows if row.subscription.body_id}
    said = Receipt.objects.filter(
        Q(delivery__subscription__in={row.subscription_id for row in rows})
        | Q(delivery__subscription__body__in=bodies),
        kind__in=Receipt.ANSWERS, delivery__alert__in={row.alert_id for row in rows},
    ).values_list(
        "delivery__alert", "delivery__subscription", "delivery__subscription__body"
    )  # fmt: skip
    by_receiver: Answered = set()
    by_body: Answered = set()
    for alert, receiver, body in said:
        by_receiver.add((alert, receiver))
        if body is not None:
            by_body.add((alert, body))
    return by_receiver, by_body


@transaction.atomic
def chase(*, at: datetime) -> int:
    """Queue the reminders that have fallen due, and drop those that nobody needs any more.

    After a long silence of this node only the latest reminder goes out, not all at once.

    Returns
    -------
    int
        How many reminders were queued.
    """
    rows = unanswered(at=at)
    _drop(rows, at)
    waits, sent = schedule(Path(settings.VEDETTE_HOME)), _sent(rows)
    made: dict[Alert, int] = defaultdict(int)
    reminders = []
    for row in rows:
        due = _due(waits, row, at) if row.state == State.DELIVERED else 0
        if due > sent.get((row.alert_id, row.subscription_id), _NONE).count:
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
    return len(reminders)


def _due(waits: Schedule, row: Delivery, at: datetime) -> int:
    """Return the number of the latest reminder that is due by now; 0 if none is."""
    since = row.done_at or at
    return sum(since + wait <= at for wait in waits.get(row.warning.severity, ()))


@dataclass(frozen=True, slots=True)
class _Reminders:
    """How many reminders of one warning went to one receiver, and when the last one."""

    count: int = 0
    last_at: datetime | None = None


_NONE = _Reminders()


def _sent(rows: list[Delivery]) -> dict[tuple[int | None, int], _Reminders]:
    """Return what reminders there are, by warning and receiver."""
    found = (
        Delivery.objects.filter(
            kind=Kind.REMINDER, alert__in={row.alert_id for row in rows},
            subscription__in={row.subscription_id for row in rows},
        )
        .values_list("alert", "subscription")
        .annotate(last=Max("round"), last_at=Max("made_at"))
    )  # fmt: skip
    return {(alert, who): _Reminders(last, last_at) for alert, who, last, last_at in found}


def _drop(rows: list[Delivery], at: datetime) -> None:
    needed = {(row.alert_id, row.subscription_id) for row in rows}
    waiting = Delivery.objects.filter(kind=Kind.REMINDER, state=State.WAITING)
    over = [
        pk
        for pk, alert, who in waiting.values_list("pk", "alert", "subscription")
        if (alert, who) not in needed
    ]
    Delivery.objects.filter(pk__in=over, state=State.WAITING).update(
        state=State.DROPPED, next_at=None, done_at=at
    )


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
        When the next reminder falls due; None: it has had them all, was not reached, or
        nobody can tell.
    fault : str
        Why nobody can tell and none goes out: the schedule cannot be read.
    """

    who: str
    channel: str
    state: str
    reached_at: datetime | None
    reminders: int
    last_at: datetime | None
    next_at: datetime | None
    fault: str = ""


def awaited(alert: Alert, *, at: datetime) -> list[Awaited]:
    """Return who must answer a warning and has not, those reached longest ago first."""
    waits, wrong = _waits(alert)
    rows = unanswered(at=at, alert=alert)
    sent = _sent(rows)
    found = []
    for row in rows:
        had, body = sent.get((row.alert_id, row.subscription_id), _NONE), row.subscription.body
        is_more = row.state == State.DELIVERED and row.done_at and had.count < len(waits)
        found.append(
            Awaited(
                body.name if body else f"{row.subscription_id}", row.subscription.channel,
                row.state, row.done_at, had.count, had.last_at,
                row.done_at + waits[had.count] if is_more and row.done_at else None, wrong,
            )
        )  # fmt: skip
    return found


def _waits(alert: Alert) -> tuple[tuple[timedelta, ...], str]:
    """Return the waits for a warning; who is awaited is known without them too."""
    try:
        return schedule(Path(settings.VEDETTE_HOME)).get(alert.severity, ()), ""
    except ScheduleMalformed as found:
        return (), str(found)
