"""How one warning went, and how the warnings of a year did."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from vedette.response.alerts.models import Alert
from vedette.response.evaluation.models import Feedback, Hindsight
from vedette.response.evaluation.times import Times, times_of
from vedette.response.exchange.models import Delivery, Receipt

# What is timed: each step of the chain from the one before it, and the whole.
SPANS = {
    "noticing": ("first_row", "signal"),
    "deciding": ("signal", "decision"),
    "judging": ("assessed", "concluded"),
    "writing": ("drafted", "approved"),
    "publishing": ("approved", "published"),
    "reaching": ("published", "reached_half"),
    "answering": ("published", "answered_half"),
    "whole": ("first_row", "published"),
}
QUESTIONS = ("understood", "useful", "acted")


@dataclass(frozen=True, slots=True)
class ReachLine:
    """How many receivers of one kind a warning was sent to, and how far it came with them."""

    audience: str
    channel: str
    language: str
    sent: int
    delivered: int
    given_up: int
    acknowledged: int
    acted: int


def reach_of(alert: Alert) -> list[ReachLine]:
    """Return how far a warning came, by audience, channel and language."""
    said = Receipt.objects.filter(delivery=OuterRef("pk"))
    kinds = [f"subscription__{name}" for name in ("audience", "channel", "language")]
    rows = (
        Delivery.objects.filter(alert=alert, kind=Delivery.Kind.WARNING)
        .annotate(
            has_acknowledged=Exists(said.filter(kind=Receipt.Kind.ACKNOWLEDGED)),
            has_acted=Exists(said.filter(kind=Receipt.Kind.ACTED)),
        )
        .values(*kinds)
        .annotate(
            sent=Count("pk"),
            delivered=Count("pk", filter=Q(state=Delivery.State.DELIVERED)),
            given_up=Count("pk", filter=Q(state=Delivery.State.GIVEN_UP)),
            acknowledged=Count("pk", filter=Q(has_acknowledged=True)),
            acted=Count("pk", filter=Q(has_acted=True)),
        )
        .order_by(*kinds)
        .values_list(*kinds, "sent", "delivered", "given_up", "acknowledged", "acted")
    )
    return [ReachLine(*row) for row in rows]


def feedback_on(rows: QuerySet[Feedback]) -> dict[str, dict[str, int]]:
    """Return how often each question was answered how, by question."""
    found: dict[str, Counter[str]] = {name: Counter() for name in QUESTIONS}
    for answers in rows.values_list(*QUESTIONS):
        for name, said in zip(QUESTIONS, answers, strict=True):
            found[name][said] += bool(said)
    return {
        name: {said: counts[said] for said in Feedback.Said.values}
        for name, counts in found.items()
    }


def verdict_on(alert: Alert) -> Hindsight | None:
    """Return the judgement that holds of a warning, whichever version it was made on."""
    rows = Hindsight.objects.filter(alert__number=alert.number).select_related("by")
    return rows.order_by("-id").first()


def spans_of(times: Times) -> dict[str, timedelta | None]:
    """Return how long each step took; None where either end of it is not known."""
    at = dict(times.stages())
    return {
        name: end - start if (start := at[first]) and (end := at[last]) else None
        for name, (first, last) in SPANS.items()
    }


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How one warning went."""

    alert: Alert
    times: Times
    spans: Mapping[str, timedelta | None]
    reach: Sequence[ReachLine]
    feedback: Mapping[str, Mapping[str, int]]
    words: Sequence[str]
    verdict: Hindsight | None


def evaluation_of(alert: Alert) -> Evaluation:
    """Return how one version of a warning went."""
    times = times_of(alert)
    said = Feedback.objects.filter(alert=alert)
    words = said.exclude(words="").order_by("id").values_list("words", flat=True)
    return Evaluation(
        alert, times, spans_of(times), reach_of(alert), feedback_on(said), list(words[:200]),
        verdict_on(alert),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle of some durations, and how far they lie apart."""

    count: int
    least: timedelta
    lower: timedelta
    median: timedelta
    upper: timedelta
    most: timedelta


def spread(durations: Iterable[timedelta | None]) -> Spread | None:
    """Return the quartiles of those durations that are known; None if none is.

    Between two durations it is interpolated in a straight line.
    """
    seconds = [one.total_seconds() for one in durations if one is not None]
    if not seconds:
        return None
    marks = np.quantile(seconds, (0, 0.25, 0.5, 0.75, 1))
    return Spread(len(seconds), *(timedelta(seconds=float(one)) for one in marks))


@dataclass(frozen=True, slots=True)
class Summary:
    """How some warnings went together."""

    warnings: int
    spans: Mapping[str, Spread | None]
    verdicts: Mapping[str, int]
    feedback: Mapping[str, Mapping[str, int]]


def summary_of(alerts: Sequence[Alert]) -> Summary:
    """Return the medians and spread of each step over some warnings, and how they were judged."""
    found = [spans_of(times_of(alert)) for alert in alerts]
    judged = Counter(one.verdict if (one := verdict_on(alert)) else "" for alert in alerts)
    said = Feedback.objects.filter(alert__number__in=[alert.number for alert in alerts])
    return Summary(
        len(alerts),
        {name: spread(spans[name] for spans in found) for name in SPANS},
        {verdict: judged[verdict] for verdict in (*Hindsight.Verdict.values, "")},
        feedback_on(said),
    )


def warnings_of(rows: QuerySet[Alert], year: int, *, before: datetime) -> QuerySet[Alert]:
    """Return the first versions of warnings that were published in a year, by the node's clock."""
    first = rows.filter(message=Alert.Message.ALERT, published_at__year=year)
    return first.filter(published_at__lte=before).select_related("assessment__signal")
