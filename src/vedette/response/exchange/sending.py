"""Send what waits: in small groups, each kept before the next, so that a crash loses nothing.

A delivery is at least once by nature: between the moment a relay takes a message and the moment
that is written down, a machine can die. What goes out again then carries the same key
(Message-ID, Idempotency-Key, file name), by which every receiver knows it for the same.
"""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from vedette.base.locks import alone
from vedette.response.exchange import asking, mail, rules, sms, webhook
from vedette.response.exchange.channels import (
    Opening,
    Parcel,
    Send,
    Undelivered,
    every_channel,
)
from vedette.response.exchange.chasing import ScheduleMalformed, chase
from vedette.response.exchange.digests import bundle, words_of_digest
from vedette.response.exchange.messages import words_of, words_of_deadline
from vedette.response.exchange.models import Attempt, Delivery, Subscription

GROUP = 100  # deliveries written down together; at most so many go out again after a crash
# Receivers of webhooks are many machines, and some hang: they are tried beside each other.
SLOW = frozenset({Subscription.Channel.WEBHOOK})
BESIDE = 16
CHANNELS: dict[str, Opening] = {
    Subscription.Channel.MAIL: mail.opened,
    Subscription.Channel.WEBHOOK: webhook.opened,
    Subscription.Channel.SMS: sms.opened,
}


@dataclass(slots=True)
class Sent:
    """How many deliveries of a run went how."""

    delivered: int = 0
    later: int = 0
    given_up: int = 0

    @property
    def total(self) -> int:
        """Return how many were tried."""
        return self.delivered + self.later + self.given_up


def deliver(
    *,
    now: Callable[[], datetime] = timezone.now,
    channels: dict[str, Opening] | None = None,
    at_most: int | None = None,
) -> Sent:
    """Send everything that is due, once through, with the reminders that have fallen due.

    One process sends at a time for an instance; a second one waits for it. On
    PostgreSQL several machines may send beside each other: rows in hand are skipped.

    Raises
    ------
    ScheduleMalformed
        If the instance's own schedule of reminders cannot be read; warnings are sent first.
    """
    sent = Sent()
    with alone("delivery"), every_channel(channels or CHANNELS) as send:
        fault = _chase(now())
        bundle(at=now())
        while at_most is None or sent.total < at_most:
            size = GROUP if at_most is None else min(GROUP, at_most - sent.total)
            if not _send_group(send, now, size, sent):
                break
    if fault is not None:
        raise fault
    return sent


def _chase(at: datetime) -> ScheduleMalformed | None:
    """Queue reminders; a slip in their schedule must not keep warnings back, so it waits."""
    try:
        chase(at=at)
    except ScheduleMalformed as fault:
        return fault
    return None


def _send_group(send: Send, now: Callable[[], datetime], size: int, sent: Sent) -> bool:
    """Send one group and write down together how each went; False if none was due.

    On PostgreSQL the rows in hand are locked meanwhile, and other machines pass them by.
    SQLite has one lock for everything, which nobody may hold through a network: there the
    lock on the instance keeps others away.
    """
    rows = Delivery.objects.filter(state=Delivery.State.WAITING, next_at__lte=now())
    rows = rows.select_related("subscription").order_by("next_at", "id")
    if connection.vendor != "postgresql":
        return _send_rows(list(rows[:size]), send, now, sent)
    with transaction.atomic():
        locked = rows.select_for_update(skip_locked=True, of=("self",))
        return _send_rows(list(locked[:size]), send, now, sent)


def _send_rows(group: list[Delivery], send: Send, now: Callable[[], datetime], sent: Sent) -> bool:
    carried = _carried_by(group)
    parcels = [(delivery, _parcel(delivery, carried[delivery.pk])) for delivery in group]
    slow = [pair for pair in parcels if pair[0].subscription.channel in SLOW]
    quick = [pair for pair in parcels if pair[0].subscription.channel not in SLOW]
    outcomes = [(delivery, _try(send, parcel)) for delivery, parcel in quick]
    with ThreadPoolExecutor(BESIDE) as beside:
        faults = beside.map(lambda pair: _try(send, pair[1]), slow)
        outcomes += [(pair[0], fault) for pair, fault in zip(slow, faults, strict=True)]
    outcomes += [(row, fault) for delivery, fault in outcomes for row in carried[delivery.pk]]
    _keep(outcomes, now, sent)
    return bool(group)


def _carried_by(group: list[Delivery]) -> dict[int | None, list[Delivery]]:
    """Return the warnings that travel in the digests of a group, by the delivery that carries."""
    found: dict[int | None, list[Delivery]] = defaultdict(list)
    rows = Delivery.objects.filter(carried_by__in=group, state=Delivery.State.CARRIED)
    for row in rows.select_related("subscription").order_by("id"):
        found[row.carried_by_id].append(row)
    return found


Outcome = tuple[Delivery, Undelivered | None]


def _parcel(delivery: Delivery, carried: list[Delivery]) -> Parcel | None:
    """Pack a delivery with those it carries; there is none to pack if its receiver has left."""
    subscription = delivery.subscription
    if subscription.ended_at is not None:
        return None
    if carried:
        words = words_of_digest([delivery, *carried], subscription)
    elif delivery.reminder_id is not None:
        words = words_of_deadline(delivery.reminder_id, subscription.language)
    elif delivery.alert_id is None:
        words = asking.words_of(delivery, subscription.language)
    else:
        words = words_of(
            delivery.warning.pk, subscription.language, subscription.audience, delivery.kind,
            delivery.round,
        )  # fmt: skip
    return Parcel(f"{delivery.pk}.{words.identifier}", delivery.pk, subscription, words)


def _try(send: Send, parcel: Parcel | None) -> Undelivered | None:
    """Send one parcel; return why not, if it was not taken."""
    if parcel is None:
        return Undelivered("the subscription has ended", for_good=True)
    try:
        send(parcel)
    except ConnectionError as error:
        return Undelivered(str(error))
    except Undelivered as error:
        return error
    return None


@transaction.atomic
def _keep(outcomes: list[Outcome], now: Callable[[], datetime], sent: Sent) -> None:
    attempts, at = [], now()
    for delivery, fault in outcomes:
        delivery.attempts_made += 1
        outcome = fault.outcome if fault else Attempt.Outcome.DELIVERED
        attempts.append(
            Attempt(delivery=delivery, number=delivery.attempts_made, at=at, outcome=outcome,
                    detail=fault.detail if fault else "")
        )  # fmt: skip
        again = None
        if fault and not fault.for_good:
            again = rules.next_attempt(delivery.attempts_made, at=at)
        delivery.next_at = again if delivery.carried_by_id is None else None
        if again is None:
            delivery.state = Delivery.State.GIVEN_UP if fault else Delivery.State.DELIVERED
            delivery.done_at = at
        if delivery.carried_by_id is not None:
            continue
        sent.delivered += fault is None
        sent.later += again is not None
        sent.given_up += fault is not None and again is None
        if fault and fault.is_gone:
            _end(delivery.subscription, "the receiver said it is gone", at)
    Attempt.objects.bulk_create(attempts)
    Delivery.objects.bulk_update(
        [delivery for delivery, _fault in outcomes],
        ["state", "attempts_made", "next_at", "done_at"],
    )


def _end(subscription: Subscription, why: str, at: datetime) -> None:
    Subscription.objects.filter(pk=subscription.pk, ended_at=None).update(
        ended_at=at, ended_because=why, address="", secret=""
    )


def watch(*, pause: float = 5.0, until: Callable[[], bool] = lambda: False) -> Iterator[Sent]:
    """Send for as long as it is wanted, looking anew after a pause, in seconds."""
    while not until():
        yield deliver()
        time.sleep(pause)
