"""What stands in a pack, before any language: read from rows that were known on its day."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dateutil.relativedelta import relativedelta
from django.utils import timezone

from vedette.base.accounts import rules as rights
from vedette.base.accounts.models import User
from vedette.base.days import last_moment
from vedette.base.markings.rules import ORDER, SEEN_BY_ROLE, strictest
from vedette.response.indicators import queries as figures
from vedette.response.indicators.queries import Reading as Figures
from vedette.response.indicators.rules import Change, reaches
from vedette.response.policy import board, queries, rounds, unfinished
from vedette.response.policy.board import UNKNOWN, Board, Row, Standing
from vedette.response.policy.models import (
    Evidence,
    Instrument,
    Lead,
    Milestone,
    Reading,
    ReportingRound,
    Tie,
)
from vedette.response.policy.pack.errors import CeilingClosed, DayAhead
from vedette.response.policy.pack.records import open_records
from vedette.response.policy.queries import Placed
from vedette.response.policy.statuses import Status

# What is said of promises is GREEN; a pack holds it, so that no pack is freer.
FREEST, MONTHS = "GREEN", 6
Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Shown:
    """One piece of evidence; a record that stays closed under the ceiling has no title."""

    kind: str
    title: str | None
    country: str
    url: str
    valid_on: date


@dataclass(frozen=True, slots=True)
class Step:
    """One milestone as it stood: planned, met, dropped or missed."""

    title: str
    due_on: date
    state: str


@dataclass(frozen=True, slots=True)
class Promise:
    """One recommendation or action: what it says, how far it is, what shows it."""

    code: str
    kind: str
    priority: str
    texts: Texts
    bodies: tuple[str, ...]
    leads: tuple[str, ...]
    starts_on: date | None
    ends_on: date | None
    ongoing: bool
    status: str
    status_since: date | None
    is_validated: bool
    before: str
    is_overdue: bool
    asks_states: bool
    answers: tuple[tuple[str, str], ...]  # country and status, of those that answered
    asked: int
    evidence: tuple[Shown, ...]
    milestones: tuple[Step, ...]
    ties: int

    @property
    def share(self) -> float | None:
        """Share of the countries asked that answered; None where none was asked."""
        return len(self.answers) / self.asked if self.asked else None

    @property
    def has_moved(self) -> bool:
        """Whether its status is another than half a year before."""
        return self.status != self.before


@dataclass(frozen=True, slots=True)
class Country:
    """How far one country answered what it was asked."""

    code: str
    asked: int
    answered: int
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Round:
    """The newest reporting round that was open by the day."""

    title: str
    due_on: date
    asked: int
    complete: int
    silent: tuple[str, ...]  # codes of countries and bodies that answered nothing


@dataclass(frozen=True, slots=True)
class Measure:
    """One indicator at a glance, as it had been computed by the day."""

    reading: Figures
    part: str
    series: tuple[Any, ...]
    newest: Any
    change: Change | None
    is_reached: bool | None


@dataclass(frozen=True, slots=True)
class Source:
    """One file of the document, as it was read."""

    file: str
    language: str
    revision: int
    content: str


@dataclass(frozen=True, slots=True)
class Pack:
    """All that a pack says, as known at a moment under a ceiling."""

    key: str
    kind: str
    titles: Texts
    number: str
    dated_on: date | None
    simulated: bool
    as_of: datetime
    since: datetime
    ceiling: str
    marking: str
    issuer: str
    priorities: tuple[tuple[str, Texts], ...]
    promises: tuple[Promise, ...]
    countries: tuple[Country, ...]
    newest_round: Round | None
    measures: tuple[Measure, ...]
    by_number: bool  # the indicators are those of the same numbers, not named by the document
    sources: tuple[Source, ...]
    undecided: tuple[str, ...]  # codes of what an ending document leaves undone and nobody settled
    statuses: Mapping[str, Status]

    @property
    def day(self) -> date:
        """The day as known on which it speaks."""
        return timezone.localdate(self.as_of)

    def is_done(self, status: str) -> bool:
        """Whether a status ends a promise."""
        known = self.statuses.get(status)
        return bool(known and known.is_done)


def end_of(day: date | None, *, now: datetime) -> datetime:
    """Return the moment of which a pack of a day speaks: the day's end, or now if it is today.

    Raises
    ------
    DayAhead
        If the day has not come yet.
    """
    today = timezone.localdate(now)
    if day is not None and day > today:
        raise DayAhead(day)
    if day is None or day == today:
        return now
    return last_moment(day)


def ceilings_for(person: User) -> tuple[str, ...]:
    """Return the colours under which a person may make a pack, the freest first."""
    if not rights.may(person, "see"):
        return ()
    open_to = SEEN_BY_ROLE[person.role]
    return tuple(
        str(one) for one in ORDER[ORDER.index(FREEST) :] if one in open_to and one != "RED"
    )


def pack_of(
    instrument: Instrument,
    *,
    as_of: datetime,
    ceiling: str = FREEST,
    statuses: Mapping[str, Status],
    issuer: str,
    person: User,
) -> Pack:
    """Gather the pack of a document as it was known at a moment.

    Parameters
    ----------
    ceiling : str
        The strictest colour that may be counted or named in it.
    issuer : str
        Who sends it.

    Raises
    ------
    Refused, CeilingClosed
        If the person may not see it, or not under that colour.
    """
    rights.check_may(person, "see")
    if ceiling not in ceilings_for(person):
        raise CeilingClosed(ceiling, ceilings_for(person))
    since = as_of - relativedelta(months=MONTHS)
    readings = queries.newest_readings(instrument, as_of)
    found = board.board(instrument, as_of=as_of, statuses=statuses)
    shown = _Shown(found, as_of, ceiling, person)
    before = board.standings(instrument, as_of=since)
    promises = tuple(_promise(row, found, before, shown) for row in found.rows)
    measures, by_number = measures_of(instrument, as_of, ceiling)
    return Pack(
        key=instrument.key, kind=instrument.kind,
        titles={one.language: one.title or instrument.key for one in readings},
        number=_number(readings), dated_on=instrument.dated_on, simulated=instrument.simulated,
        as_of=as_of, since=since, ceiling=ceiling,
        marking=strictest([FREEST, *shown.colours, *_colours(measures)]), issuer=issuer,
        priorities=_priorities(instrument, readings), promises=promises,
        countries=_countries(found), newest_round=_round(instrument, as_of),
        measures=measures, by_number=by_number,
        sources=tuple(Source(one.file, one.language, one.revision, one.content)
                      for one in readings),
        undecided=_undecided(found, as_of, statuses), statuses=statuses,
    )  # fmt: skip


class _Shown:
    """What was said of the promises of a document by its day, each kind read once."""

    def __init__(self, found: Board, as_of: datetime, ceiling: str, person: User) -> None:
        self.day, instrument = timezone.localdate(as_of), found.instrument
        self._leads: dict[int, list[Lead]] = defaultdict(list)
        for one in board.leads_known(instrument, as_of=as_of):
            self._leads[one.entry_id].append(one)
        entries = [row.entry.pk for row in found.rows]
        self._steps: dict[int, list[Milestone]] = defaultdict(list)
        for step in board.milestones_known(entries, as_of=as_of):
            self._steps[step.entry_id].append(step)
        self._ties: Counter[int] = Counter(
            one.entry_id
            for one in board.ties_known(
                Tie.objects.filter(entry__instrument=instrument), as_of=as_of
            )
        )
        rows = list(
            Evidence.objects.filter(entry__instrument=instrument, at__lte=as_of)
            .order_by("-valid_on", "-at", "-pk")
        )  # fmt: skip
        self._open = open_records(rows, person=person, ceiling=ceiling)
        self.colours = sorted(set(self._open.values()))
        self._evidence: dict[int, list[Evidence]] = defaultdict(list)
        for row in rows:
            self._evidence[row.entry_id].append(row)

    def leads(self, entry: int) -> tuple[str, ...]:
        """Return the codes of those who lead."""
        return tuple(sorted(one.body.code for one in self._leads[entry]))

    def ties(self, entry: int) -> int:
        """Return how many records bear on a promise."""
        return self._ties[entry]

    def evidence(self, entry: int) -> tuple[Shown, ...]:
        """Return what shows that something was done, the newest first."""
        return tuple(self._shown(one) for one in self._evidence[entry])

    def _shown(self, one: Evidence) -> Shown:
        is_open = one.record_id is None or (one.kind, one.record_id) in self._open
        return Shown(
            one.kind, one.title if is_open else None, one.country, one.url if is_open else "",
            one.valid_on,
        )  # fmt: skip

    def steps(self, entry: int) -> tuple[Step, ...]:
        """Return the milestones; one whose day is over without a word is missed."""
        return tuple(
            Step(one.title, one.due_on,
                 "missed" if one.state == "planned" and one.due_on < self.day else one.state)
            for one in self._steps[entry]
        )  # fmt: skip


def _promise(
    row: Row, found: Board, before: Mapping[tuple[int, str], Standing], shown: _Shown
) -> Promise:
    entry, said, then = row.entry, row.placed.said, before.get((row.entry.pk, ""))
    answers = tuple(
        (country, one.status)
        for country, one in zip(found.countries, row.cells, strict=True)
        if one is not None
    )
    return Promise(
        code=entry.code, kind=entry.kind,
        priority=entry.parent.code if entry.parent and entry.parent.kind == "priority" else "",
        texts=_texts(row.placed), bodies=row.bodies, leads=shown.leads(entry.pk),
        starts_on=said.starts_on if said else None, ends_on=said.ends_on if said else None,
        ongoing=bool(said and said.ongoing),
        status=row.whole.status if row.whole else UNKNOWN,
        status_since=row.whole.valid_on if row.whole else None,
        is_validated=bool(row.whole and row.whole.is_validated),
        before=then.status if then else UNKNOWN, is_overdue=row.is_overdue,
        asks_states=row.asks_states, answers=answers,
        asked=len(found.countries) if row.asks_states else len(answers),
        evidence=shown.evidence(entry.pk), milestones=shown.steps(entry.pk),
        ties=shown.ties(entry.pk),
    )  # fmt: skip


def _texts(placed: Placed) -> Texts:
    return {one.reading.language: one.text for one in placed.wordings if one is not None}


def _number(readings: Sequence[Reading]) -> str:
    """Return the number that the readings of the day gave; a later one may know another."""
    known = Reading.objects.filter(pk__in=[one.pk for one in readings]).order_by("pk")
    numbers = known.values_list("register__document__number", flat=True)
    return next((str(one) for one in numbers if one), "")


def _priorities(
    instrument: Instrument, readings: Sequence[Reading]
) -> tuple[tuple[str, Texts], ...]:
    placed = queries.placed_entries(instrument, readings, kinds=["priority"])
    return tuple((one.entry.code, _texts(one)) for one in placed)


def _undecided(found: Board, as_of: datetime, statuses: Mapping[str, Status]) -> tuple[str, ...]:
    """Return the codes of what is undone and undecided; none of a document that goes on."""
    left = unfinished.table_of(found, as_of=as_of, statuses=statuses)
    is_leaving = left.is_over or left.is_ending
    return tuple(one.entry.code for one in left.open) if is_leaving else ()


def _countries(found: Board) -> tuple[Country, ...]:
    made = []
    for place, code in enumerate(found.countries):
        cells = [row.cells[place] for row in found.rows]
        there = Counter(one.status for one in cells if one is not None)
        asked = sum(
            row.asks_states or one is not None for row, one in zip(found.rows, cells, strict=True)
        )
        counts = tuple(sorted(there.items()))
        made.append(Country(code, asked, sum(there.values()), counts))
    return tuple(made)


def _round(instrument: Instrument, as_of: datetime) -> Round | None:
    newest = (
        ReportingRound.objects.filter(instrument=instrument, at__lte=as_of)
        .order_by("-opened_on", "-pk")
        .first()
    )
    if newest is None:
        return None
    found = [one for one in rounds.completeness(newest, as_of=as_of) if one.asked]
    silent = tuple(
        one.questionnaire.country or (one.questionnaire.body and one.questionnaire.body.code) or ""
        for one in found
        if not one.answered
    )
    complete = sum(not one.missing for one in found)
    return Round(newest.title, newest.due_on, len(found), complete, silent)


def measures_of(
    instrument: Instrument, as_of: datetime, ceiling: str
) -> tuple[tuple[Measure, ...], bool]:
    """Return the indicators that name the document; of a simulated one, those so numbered."""
    colours = [str(one) for one in ORDER[: ORDER.index(ceiling) + 1]]
    every = figures.readings_by(colours, as_of=as_of)
    named = [
        one for one in every
        if any(p.partition("/")[0] == instrument.key for p in one.indicator.promises)
    ]  # fmt: skip
    if named or not instrument.simulated:
        return tuple(map(_measure, named)), False
    numbers = set(instrument.entries.filter(kind="indicator").values_list("number", flat=True))
    return tuple(_measure(one) for one in every if one.indicator.number in numbers), True


def _measure(one: Figures) -> Measure:
    part = one.shown_part()
    target = one.indicator.target
    goal = one.newest(target.part) if target and target.part else None
    newest = one.newest(part.key)
    series = one.of(part.key, cell=one.shown_cell(part.key)) if newest else []
    return Measure(
        one, part.key, tuple(series), newest, one.change(part.key),
        reaches(
            goal.value if goal else None, target.value if target else None,
            one.indicator.direction,
        ),
    )  # fmt: skip


def _colours(measures: Iterable[Measure]) -> list[str]:
    made = (one.reading.computation for one in measures)
    return [one.ceiling for one in made if one is not None]
