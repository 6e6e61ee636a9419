"""Signals as people see them: ranked, explained, with the rows behind."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from django.db.models import (
    Case,
    Exists,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest
from django.db.models.lookups import Exact
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext

from vedette.base.accounts.models import User
from vedette.base.markings.queries import markings_seen_by
from vedette.catalogue.places.models import Place
from vedette.catalogue.places.names import country_name
from vedette.catalogue.substances.models import Family, Substance
from vedette.evidence.observations.models import Context, Report
from vedette.judgement.signals.candidate import SENTENCES
from vedette.judgement.signals.desk_rules import RuleKind, of_kind
from vedette.judgement.signals.episodes import OpenStory
from vedette.judgement.signals.experience import Experience
from vedette.judgement.signals.models import Continuation, Decision, Outcome, Run, Signal
from vedette.judgement.signals.rule_rows import rules_in_force
from vedette.judgement.signals.rules import fill

WHOLE_NETWORK = "the whole network"
_DECIMAL = re.compile(r"\d+\.\d+")
DESK = 20  # signals a person can judge in a morning
FADES_IN = timedelta(weeks=8)  # a story unseen so long counts half


def signals_seen_by(person: User, *, as_of: datetime | None = None) -> QuerySet[Signal]:
    """Return signals with their latest decision, now or as of a moment, the newest first.

    A signal is as closed as the strictest of its rows. ``silenced`` is the number of the
    rule that keeps it from the desk, 0 for none.
    """
    if not (person.is_authenticated and person.is_active):
        return Signal.objects.none()
    latest = Decision.objects.filter(signal=OuterRef("pk")).order_by("-id")
    seen = Signal.objects.filter(marking_id__in=markings_seen_by(person))
    if as_of is not None:
        latest, seen = latest.filter(at__lte=as_of), seen.filter(raised_at__lte=as_of)
    return (
        seen.select_related("substance", "family", "place", "run__snapshot")
        .annotate(
            outcome=Subquery(latest.values("outcome")[:1]),
            until=Subquery(latest.values("until")[:1]),
            silenced=_silencing(as_of or timezone.now()),
        )
        .order_by("-raised_at", "-rank")
    )


def _silencing(as_of: datetime) -> Any:
    """Return which rule in force silenced a signal when it was last found by a moment."""
    silences = [one.number for one in of_kind(rules_in_force(as_of=as_of), RuleKind.SILENCE)]
    if not silences:
        return Value(0)
    found = Continuation.objects.filter(signal=OuterRef("pk"), run__as_of__lte=as_of)
    last = found.order_by("-run__as_of", "-pk").annotate(rule=Coalesce("silenced_by_id", 0))
    rule = Coalesce(Subquery(last.values("rule")[:1]), "silenced_by_id", 0)
    return Case(
        *(When(Exact(rule, number), then=Value(number)) for number in silences),
        default=Value(0), output_field=IntegerField(),
    )  # fmt: skip


def desk(*, person: User, as_of: datetime) -> list[Signal]:
    """Return what waits for a decision: undecided or due again, the strongest first.

    A story that goes on is ranked by the strongest it has been, and fades when
    nothing more is seen of it; it stays until somebody decides, however old it is.
    """
    strongest = Max("continuations__rank", filter=Q(continuations__run__as_of__lte=as_of))
    latest = Max("continuations__run__as_of", filter=Q(continuations__run__as_of__lte=as_of))
    waiting = (
        _waiting(person, as_of)
        .filter(Q(silenced=0), shown_at__lte=as_of)
        .annotate(
            strongest=Greatest("rank", Coalesce(strongest, "rank")),
            last_seen=Greatest("raised_at", Coalesce(latest, "raised_at")),
        )
        .order_by("-strongest", "-last_seen")
    )

    rows: list[Any] = list(waiting[: DESK * 20])

    def weight(signal: Any) -> float:
        return float(signal.strongest) * 0.5 ** ((as_of - signal.last_seen) / FADES_IN)

    return sorted(rows, key=weight, reverse=True)[:DESK]


def folded(*, person: User, as_of: datetime) -> QuerySet[Signal]:
    """Return undecided signals below the weekly budget or silenced; none is dropped."""
    below = Q(shown_at=None) | Q(shown_at__gt=as_of) | Q(silenced__gt=0)
    return _waiting(person, as_of).filter(below).order_by("-raised_at", "-rank")


def _waiting(person: User, as_of: datetime) -> QuerySet[Signal]:
    due = Q(outcome=Outcome.MONITORED, until__lte=timezone.localdate(as_of))
    return signals_seen_by(person, as_of=as_of).filter(Q(outcome=None) | due)


def sentence(signal: Signal) -> str:
    """Return the signal in one plain sentence in the reader's language."""
    place = signal.place
    is_country = place is not None and place.scheme == Place.Scheme.ISO3166_1
    return sentence_at(signal.template, signal.facts, place.code if place and is_country else "")


def sentence_at(template: str, facts: dict[str, Any], country: str) -> str:
    """Fill a translated sentence whose place is a country, by its code, or if empty another."""
    told = dict(facts)
    if country:
        told["place"] = country_name(country, otherwise=str(facts.get("place", "")))
    elif told.get("place") == WHOLE_NETWORK:
        told["place"] = gettext("the whole network")
    return sentence_of(template, told)


def sentence_of(template: str, facts: dict[str, Any]) -> str:
    """Fill a translated sentence with localised figures and dates."""
    contexts = dict(Context.choices)
    shown = {
        name: str(contexts[value]) if value in contexts else _shown(value)
        for name, value in facts.items()
    }
    return fill(gettext(SENTENCES.get(template, template)), shown)


def _shown(value: Any) -> str:
    if isinstance(value, str):
        if _DECIMAL.fullmatch(value):
            return str(number_format(value, value[::-1].index(".")))
        try:
            return date_format(date.fromisoformat(value), "DATE_FORMAT")
        except ValueError:
            return value
    if isinstance(value, float):
        return str(number_format(value, 1))
    return str(value)


def reports_behind(signal: Signal, person: User) -> QuerySet[Report]:
    """Return the rows a signal rests on, as far as the person may see them."""
    return (
        Report.objects.filter(pk__in=signal.report_ids, marking_id__in=markings_seen_by(person))
        .select_related("source", "place", "marking")
        .prefetch_related("findings__substance")
        .order_by("-occurred_on", "-id")
    )


def with_rows_seen_by(person: User, signals: Iterable[Signal]) -> list[Signal]:
    """Return signals whose `report_ids` name only rows the person may open."""
    found = list(signals)
    seen: set[int] = set()
    markings = markings_seen_by(person)
    for ids in _batched({pk for signal in found for pk in signal.report_ids}):
        rows = Report.objects.filter(pk__in=ids, marking_id__in=markings)
        seen.update(rows.values_list("pk", flat=True))
    for signal in found:
        signal.report_ids = [pk for pk in signal.report_ids if pk in seen]
    return found


def _batched(ids: Iterable[int], size: int = 5_000) -> Iterator[list[int]]:
    """Yield ids by the thousand: a statement has an end to its parameters."""
    rest = iter(ids)
    while batch := list(islice(rest, size)):
        yield batch


def plot_series(signal: Signal) -> list[dict[str, Any]]:
    """Return the weeks of a signal's plot, the oldest first, as they stood when it was raised."""
    return [{**week, "week": date.fromisoformat(week["week"])} for week in signal.series]


def opinions(signal: Signal) -> list[dict[str, Any]]:
    """Return what the classical detectors say of the signal's week, each with a sentence."""
    said = []
    for one in signal.opinions:
        if "needed" in one:
            text = gettext(
                "{weeks} weeks of history are too few for {detector}; it needs {needed}."
            )
        elif one["flagged"]:
            text = gettext("{detector} flags the week: limit {threshold}, expected {expected}.")
        elif one["threshold"] is None:
            text = gettext("{detector} gives no verdict on so few findings.")
        else:
            text = gettext("{detector} does not flag the week: its limit is {threshold}.")
        said.append({**one, "sentence": fill(text, {k: _shown(v) for k, v in one.items()})})
    return said


def raised_or_promoted_by(run: Run) -> QuerySet[Signal]:
    """Return what a run changed: the signals it raised, and those it brought from the fold."""
    promoted = Q(continuations__run=run, shown_at=run.as_of)
    return Signal.objects.filter(Q(run=run) | promoted).distinct()


def days_shown(*, as_of: datetime) -> list[date]:
    """Return the day on which each signal came to the desk by a moment, of late."""
    lately = Signal.objects.filter(shown_at__lte=as_of, shown_at__gt=as_of - timedelta(days=9))
    return [timezone.localdate(at) for at in lately.values_list("shown_at", flat=True) if at]


def open_stories(*, as_of: datetime, weeks: int) -> list[OpenStory]:
    """Return the episodes of the last weeks until a moment, with the day each was last seen.

    What another run raised as of this very moment is among them: a second snapshot
    of the same moment continues its stories.

    What was told inside another story is open too, unless somebody has decided on that:
    then what comes next is to be seen by itself.
    """
    since = as_of - timedelta(weeks=weeks, days=1)  # whole days decide, not the hour of the run
    decided = Decision.objects.filter(signal=OuterRef("pk"), at__lt=as_of)
    seen = (
        Signal.objects.filter(raised_at__lte=as_of)
        .annotate(
            last=Max("continuations__run__as_of", filter=Q(continuations__run__as_of__lte=as_of)),
            is_decided=Exists(decided),
        )
        .filter(Q(raised_at__gt=since) | Q(last__gt=since))
        .order_by("raised_at", "pk")
        .values_list("story", "pk", "raised_at", "last", "shown_at", "is_decided", "parts")
    )
    told = []
    for story, pk, raised, last, shown, is_decided, parts in seen:
        day, is_shown = timezone.localdate(last or raised), shown is not None and shown <= as_of
        told.append(OpenStory(story, str(pk), day, is_shown))
        inside = {part.get("story", story) for part in parts} - {story}
        if not is_decided:
            told += [OpenStory(one, str(pk), day, is_shown, is_part=True) for one in inside]
    return told


def experience(*, as_of: datetime) -> Experience:
    """Return what the decisions before a moment teach; only the last on each signal counts."""
    latest = Decision.objects.filter(signal=OuterRef("pk"), at__lt=as_of).order_by("-id")
    rows = (
        Signal.objects.annotate(outcome=Subquery(latest.values("outcome")[:1]))
        .exclude(outcome=None)
        .values_list(
            "detector", "country", Coalesce("family__key", "substance__family__key"), "outcome"
        )
        .order_by("pk")
    )
    return Experience.of((d, c, f, outcome != Outcome.DISCARDED) for d, c, f, outcome in rows)


def last_run() -> Run | None:
    """Return the newest run that looked at all evidence; a first told at once is no look."""
    rows = Run.objects.exclude(policy__has_key="at_once")
    return rows.select_related("snapshot").order_by("-id").first()


def signal_catalogue() -> dict[str, tuple[str, str | None, float]]:
    """Return what detection must know of each substance and family: name, family, severity."""
    rows = Substance.objects.values_list("key", "name", "family__key", "family__severity")
    known: dict[str, tuple[str, str | None, float]] = {
        key: (name, family, severity or 0.0) for key, name, family, severity in rows
    }
    for key, name, parent, severity in Family.objects.values_list(
        "key", "name", "parent__key", "severity"
    ):
        known.setdefault(key, (name, parent, severity))
    return known


def place_names() -> dict[str, str]:
    """Return the name of every place by its code; a country's code wins over a region's."""
    rows = Place.objects.order_by("-level").values_list("code", "name")
    return {**dict(rows), "*": WHOLE_NETWORK}
