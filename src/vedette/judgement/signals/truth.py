"""Hold a replay against what truly happened: how much was shown, how soon, how much in vain."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from statistics import fmean, median

from vedette.judgement.signals.candidate import Candidate
from vedette.judgement.signals.records import NODE
from vedette.judgement.signals.replay import DeskWeek, subjects


@dataclass(frozen=True, slots=True)
class Event:
    """Something that a desk should have heard of: a substance, by a day, anywhere or in a place.

    ``place`` is the code of a country or a region, or empty; ``date`` is the day to compare
    with, such as that on which the event became known by another way.
    """

    substance: str
    date: date
    place: str = ""


@dataclass(frozen=True, slots=True)
class Met:
    """An event, and the day of the first signal that spoke of it."""

    event: Event
    first_shown: date | None

    @property
    def days(self) -> int | None:
        """Days from the event's date to the signal; negative if the signal came first."""
        return (self.first_shown - self.event.date).days if self.first_shown else None


@dataclass(frozen=True, slots=True)
class SubstanceWeeks:
    """Every substance in every week: whether an event of it was near, and whether it was told."""

    told_near: int
    told_far: int
    silent_near: int
    silent_far: int

    @property
    def sensitivity(self) -> float | None:
        """Share of the weeks near an event in which the desk spoke of its substance."""
        return _share(self.told_near, self.told_near + self.silent_near)

    @property
    def specificity(self) -> float | None:
        """Share of the weeks far from any event in which the desk was silent."""
        return _share(self.silent_far, self.told_far + self.silent_far)

    @property
    def fpr(self) -> float | None:
        """Share of the weeks far from any event in which the desk spoke all the same."""
        return _share(self.told_far, self.told_far + self.silent_far)


@dataclass(frozen=True, slots=True)
class TruthScore:
    """How a replay met a truth. A share or median of nothing is None.

    ``outside`` counts events dated outside the replayed days; they are not judged.
    """

    met: tuple[Met, ...]
    outside: int
    shown: int
    true: int
    in_time_days: int
    within_days: int
    weeks: SubstanceWeeks

    @property
    def pod(self) -> float | None:
        """Share of events of which any signal spoke."""
        return _share(sum(one.first_shown is not None for one in self.met), len(self.met))

    @property
    def ppv(self) -> float | None:
        """Share of signals that speak of an event."""
        return _share(self.true, self.shown)

    @property
    def median_lag(self) -> float | None:
        """Median days after the date, over events noticed after it."""
        return _median([days for days in self._days if days > 0])

    @property
    def median_lead(self) -> float | None:
        """Median days before the date, over events noticed on it or before."""
        return _median([-days for days in self._days if days <= 0])

    @property
    def in_time(self) -> float | None:
        """Share of all events noticed no later than so many days after their date."""
        return _share(sum(days <= self.in_time_days for days in self._days), len(self.met))

    @property
    def timeliness(self) -> float | None:
        """Mean share of the days after an event's date that passed unnoticed; 0 is best.

        An event noticed on its date or before counts 0, one never noticed counts 1.
        """
        passed = [self._passed(one.days) for one in self.met]
        return fmean(passed) if passed else None

    def _passed(self, days: int | None) -> float:
        if days is None:
            return 1.0
        return max(days, 0) / self.within_days if self.within_days else 0.0

    @property
    def _days(self) -> list[int]:
        return [one.days for one in self.met if one.days is not None]

    def as_dict(self) -> dict[str, object]:
        """The figures, for JSON."""
        return {
            "events": len(self.met), "outside": self.outside, "shown": self.shown,
            "true": self.true, "pod": self.pod, "ppv": self.ppv, "median_lag_days": self.median_lag,
            "median_lead_days": self.median_lead, "in_time": self.in_time,
            "in_time_days": self.in_time_days, "within_days": self.within_days,
            "timeliness": self.timeliness, "sensitivity": self.weeks.sensitivity,
            "specificity": self.weeks.specificity, "fpr": self.weeks.fpr,
            "substance_weeks": asdict(self.weeks),
        }  # fmt: skip


def score_desks(
    desks: Sequence[DeskWeek],
    events: Sequence[Event],
    *,
    within: int = 182,
    in_time: int = 0,
    others: Iterable[str] = (),
) -> TruthScore:
    """Compare what came to the desks with the events that truly were.

    Parameters
    ----------
    desks : sequence of DeskWeek
        Of consecutive weeks.
    events : sequence of Event
        Those dated between the first and the last desk are judged; any of them can make a
        signal true.
    within : int
        Days before and after an event's date in which a signal can speak of it.
    in_time : int
        Days after the date up to which a signal is in time.
    others : iterable of str
        Further substances of which the desk might have spoken; each of their weeks without
        a word is a right silence.

    Notes
    -----
    A signal, with all that is folded into it, speaks of an event if it names its substance,
    and its place, a place that holds it, one inside it, or the whole network. It counts on
    the day it came to the desk; weeks in which it goes on count for nothing. A signal about
    a family speaks of no event, so it lowers the share of true ones.

    Sensitivity and specificity count weeks, not events: each substance in each week is near
    an event of it or far from all, and on the desk, new or going on, or not. Places do not
    count there.
    """
    came = [(week.day, one) for week in desks for one in week.came]
    window = timedelta(days=within)
    met: list[Met] = []
    true: set[int] = set()
    outside = 0
    for event in events:
        spoke = [
            at
            for at, (day, one) in enumerate(came)
            if abs(day - event.date) <= window and _speaks_of(one, event)
        ]
        true.update(spoke)
        if not desks or not desks[0].day <= event.date <= desks[-1].day:
            outside += 1
            continue
        met.append(Met(event, min((came[at][0] for at in spoke), default=None)))
    weeks = _substance_weeks(desks, events, window, others)
    return TruthScore(tuple(met), outside, len(came), len(true), in_time, within, weeks)


def _substance_weeks(
    desks: Sequence[DeskWeek], events: Sequence[Event], window: timedelta, others: Iterable[str]
) -> SubstanceWeeks:
    told = {
        (subject, week.day)
        for week in desks
        for one in (*week.came, *week.went_on)
        for subject in subjects(one)
    }
    near = {
        (event.substance, week.day)
        for event in events
        for week in desks
        if abs(week.day - event.date) <= window
    }
    known = {*others, *(subject for subject, _ in told), *(event.substance for event in events)}
    told_near, told_far, silent_near = len(told & near), len(told - near), len(near - told)
    every = len(known) * len({week.day for week in desks})
    return SubstanceWeeks(told_near, told_far, silent_near, every - len(told | near))


def _speaks_of(candidate: Candidate, event: Event) -> bool:
    if event.substance not in subjects(candidate):
        return False
    told = {_place(one) for one in (candidate, *candidate.parts)}
    if not event.place or NODE in told:
        return True
    return any(code.startswith(event.place) or event.place.startswith(code) for code in told)


def _place(candidate: Candidate) -> str:
    """Where a candidate was judged; one of the whole network may lie in one country alone."""
    return candidate.country if candidate.place in ("", NODE) else candidate.place


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _median(days: list[int]) -> float | None:
    return float(median(days)) if days else None
