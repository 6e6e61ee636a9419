"""Judge what was noticed in a simulation against what was injected."""

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from vedette.science.simulation.places import country_of
from vedette.science.simulation.substances import canonical
from vedette.science.simulation.truth import Truth, TruthEvent


class Noticed(NamedTuple):
    """A signal: when, about what, where, in which contexts.

    An empty substance, and empty places or contexts, mean that the signal names none and so
    speaks of all of them. A place is a country or a NUTS region.
    """

    date: date
    substance: str
    places: Collection[str] = ()
    contexts: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """How one injected event was met."""

    id: str
    kind: str
    signals: int
    first_noticed: date | None
    days_after_first_record: int | None

    @property
    def passed(self) -> bool:
        """Noticed if it must be, silent if it must not alarm."""
        return (self.signals > 0) == (self.kind == "must_notice")


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The result of an exercise."""

    marks: tuple[Mark, ...]
    signals: int
    false_alarms: int
    weeks: float

    @property
    def false_alarms_per_week(self) -> float:
        return self.false_alarms / self.weeks

    @property
    def noticed(self) -> tuple[Mark, ...]:
        """Events that had to be noticed and were."""
        return tuple(m for m in self.marks if m.kind == "must_notice" and m.passed)

    @property
    def missed(self) -> tuple[Mark, ...]:
        """Events that had to be noticed and were not."""
        return tuple(m for m in self.marks if m.kind == "must_notice" and not m.passed)

    @property
    def alarmed(self) -> dict[str, bool]:
        """For each event that must not alarm, whether it did."""
        return {m.id: not m.passed for m in self.marks if m.kind == "must_not_alarm"}

    def as_dict(self) -> dict[str, Any]:
        """The facts and what follows from them, for JSON."""
        return asdict(self) | {
            "false_alarms_per_week": self.false_alarms_per_week,
            "noticed": [m.id for m in self.noticed],
            "missed": [m.id for m in self.missed],
            "alarmed": self.alarmed,
        }


def score(
    truth: Truth,
    noticed: Iterable[Noticed | tuple[date, str, Collection[str], Collection[str]]],
    *,
    since: date | None = None,
    patience: int = 112,
) -> Scorecard:
    """Compare signals with the truth.

    Parameters
    ----------
    truth : Truth
        Of the simulation that was watched.
    noticed : iterable of (date, substance, places, contexts)
        Any spelling the simulator uses will do for a substance.
    since : date, optional
        First day of the watch; the start of the simulation unless given. Earlier signals do not
        count.
    patience : int
        Days after the first record during which a signal counts against an event that must not
        alarm.

    Notes
    -----
    A signal speaks of an event if its substance, a place and a context agree and it is not
    earlier than the event's first record. One that speaks of no event that must be noticed is a
    false alarm, whether or not it also speaks of one that must not alarm.
    """
    since = since or truth.start
    signals = sorted(
        (Noticed(*n) for n in noticed if since <= n[0] <= truth.end), key=lambda n: n.date
    )
    marks, true = [], set()
    for event in truth.events:
        met = [i for i, signal in enumerate(signals) if _speaks_of(signal, event, patience)]
        if event.kind == "must_notice":
            true.update(met)
        first = signals[met[0]].date if met else None
        late = (first - event.first_record).days if first and event.first_record else None
        marks.append(Mark(event.id, event.kind, len(met), first, late))
    days = (truth.end - since).days + 1
    return Scorecard(tuple(marks), len(signals), len(signals) - len(true), max(days, 1) / 7)


def _speaks_of(signal: Noticed, event: TruthEvent, patience: int) -> bool:
    if event.first_record is None or signal.date < event.first_record:
        return False
    if event.kind == "must_not_alarm" and signal.date > event.first_record + timedelta(patience):
        return False
    named = {canonical(name) for name in (*event.substances, *event.related)}
    if signal.substance and canonical(signal.substance) not in named:
        return False
    if signal.contexts and not set(signal.contexts) & set(event.contexts):
        return False
    return not signal.places or any(_touches(place, event) for place in signal.places)


def _touches(place: str, event: TruthEvent) -> bool:
    """Whether a place is one of the event's regions, holds one, or lies within one."""
    place = place.upper()
    if len(place) == 2:
        return country_of(place) in event.countries
    return any(place.startswith(r) or r.startswith(place) for r in event.regions)
