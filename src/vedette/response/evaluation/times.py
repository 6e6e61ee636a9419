"""When a warning passed each stage of the chain, from the first row to its receipts."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta

from django.db.models import Min

from vedette.judgement.signals.models import Outcome
from vedette.response.alerts.models import Alert
from vedette.response.exchange.models import Delivery, Receipt

SHARES = {"first": 0.0, "half": 0.5, "most": 0.9}


@dataclass(frozen=True, slots=True)
class Times:
    """When each stage was reached; None where it has not been, or does not apply.

    Attributes
    ----------
    first_row : datetime or None
        When this node received the earliest row that the warning rests on.
    reached_first, reached_half, reached_most : datetime or None
        When it had been delivered to the first, half, and nine tenths of its receivers.
    answered_first, answered_half, answered_most : datetime or None
        When so many of those that must answer had acknowledged it, or acted on it.
    """

    first_row: datetime | None = None
    signal: datetime | None = None
    decision: datetime | None = None
    assessed: datetime | None = None
    concluded: datetime | None = None
    drafted: datetime | None = None
    approved: datetime | None = None
    published: datetime | None = None
    reached_first: datetime | None = None
    reached_half: datetime | None = None
    reached_most: datetime | None = None
    answered_first: datetime | None = None
    answered_half: datetime | None = None
    answered_most: datetime | None = None

    def stages(self) -> Iterator[tuple[str, datetime | None]]:
        """Return the stages in their order."""
        return ((one.name, getattr(self, one.name)) for one in fields(self))

    def since(self, start: datetime | None) -> dict[str, timedelta | None]:
        """Return how long after a moment each stage was reached."""
        return {name: at - start if at and start else None for name, at in self.stages()}


def times_of(alert: Alert) -> Times:
    """Return when one version of a warning passed each stage."""
    assessment = alert.assessment
    signal = assessment.signal
    decision = None
    if signal and not assessment.drill_id:
        taken = signal.decisions.filter(outcome=Outcome.ASSESSED, at__lte=assessment.opened_at)
        decision = taken.order_by("-id").values_list("at", flat=True).first()
    sent = Delivery.objects.filter(alert=alert, kind=Delivery.Kind.WARNING)
    reached = sent.filter(state=Delivery.State.DELIVERED).values_list("done_at", flat=True)
    owing = sent.filter(subscription__must_answer=True)
    return Times(
        first_row=assessment.evidence.aggregate(at=Min("received_at"))["at"],
        signal=signal.raised_at if signal else None,
        decision=decision,
        assessed=assessment.opened_at,
        concluded=assessment.concluded_at,
        drafted=alert.drafted_at,
        approved=alert.approved_at,
        published=alert.published_at,
        **_shares("reached", [at for at in reached if at], sent.count()),
        **_shares("answered", _answers(alert, owing), owing.count()),
    )


def _answers(alert: Alert, owing: Iterable[Delivery]) -> list[datetime]:
    """Return when each of the receivers that must answer first did, through whichever message."""
    who = {row.subscription_id for row in owing}
    rows = Receipt.objects.filter(
        delivery__alert=alert, delivery__subscription__in=who, kind__in=Receipt.ANSWERS
    )
    first = rows.values("delivery__subscription").annotate(first=Min("at"))
    return [row["first"] for row in first]


def _shares(name: str, moments: list[datetime], total: int) -> dict[str, datetime | None]:
    return {f"{name}_{word}": when_share(moments, total, share) for word, share in SHARES.items()}


def when_share(moments: Sequence[datetime], total: int, share: float) -> datetime | None:
    """Return when a share of so many was reached; None while fewer have been.

    Parameters
    ----------
    moments : sequence of datetime
        One for each that was reached, in any order.
    total : int
        How many there are in all.
    share : float
        Between 0 and 1; 0 asks for the first.
    """
    needed = max(1, math.ceil(share * total))
    return sorted(moments)[needed - 1] if total and len(moments) >= needed else None
