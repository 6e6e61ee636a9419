"""Replay the past: what would have been on the desk each week, with what was known by then."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from vedette.judgement.signals.candidate import Candidate
from vedette.judgement.signals.desk_rules import DeskRule, catalogue_with, policy_with
from vedette.judgement.signals.detect import WEEK, Detection, desk, judge
from vedette.judgement.signals.episodes import OpenStory
from vedette.judgement.signals.experience import Experience
from vedette.judgement.signals.records import NOT_FOUND_IN_SAMPLE, read_records
from vedette.judgement.signals.thresholds import Catalogue, Policy


@dataclass(frozen=True, slots=True)
class DeskWeek:
    """The desk of one week: what came to it, what went on, and what was folded."""

    detection: Detection
    came: tuple[Candidate, ...]
    went_on: tuple[Candidate, ...]
    folded: tuple[Candidate, ...]

    @property
    def day(self) -> date:
        """The day as of which the desk was laid."""
        return self.detection.as_of.date()


def replay(
    findings: Any,
    reports: Any,
    *,
    start: date,
    end: date,
    cap: int | None = None,
    policy: Policy | None = None,
    catalogue: Catalogue | None = None,
    places: Mapping[str, str] | None = None,
    rules_on: Callable[[date], Sequence[DeskRule]] = lambda _day: (),
) -> Iterator[DeskWeek]:
    """The desk of every week from ``start`` to ``end``, each knowing only what was known.

    Parameters
    ----------
    findings, reports : pyarrow.Table or ibis.Table
        Rows with ``known_from`` and ``known_until``, as :func:`find_signals` takes them.
    cap : int, optional
        Most new signals a week, in place of the policy's ``new_per_week``. First detections
        of watched opioids are shown even where they exceed it.
    rules_on : callable
        Rules of the desk to apply to the desk of a day.
    """
    found, examined = read_records(findings, reports)
    open_stories: dict[tuple[str, bool], OpenStory] = {}
    day = start
    while day <= end:
        as_of = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - as Arrow has them
        ruling = rules_on(day)
        rules = policy_with(ruling, policy or Policy())
        rules = rules if cap is None else replace(rules, new_per_week=cap)
        known = catalogue_with(ruling, catalogue or {})
        got = judge(
            found, examined, as_of, None, rules, known, places or {},
            tuple(open_stories.values()), Experience(), ruling,
        )  # fmt: skip
        laid = desk(got.candidates, today=day, policy=rules, catalogue=known)
        shown = {one.story for one in laid.shown}
        for one in got.candidates:
            episode = one.episode or f"{one.story}#{day.isoformat()}"
            told = one.is_on_desk or one.story in shown
            for part in one.parts:
                if part.story != one.story and part.kind.startswith("first_"):
                    open_stories[part.story, True] = OpenStory(part.story, episode, day, told, True)
            open_stories[one.story, False] = OpenStory(one.story, episode, day, told)
        came = tuple(one for one in laid.shown if not one.is_on_desk)
        went_on = tuple(one for one in laid.shown if one.is_on_desk)
        yield DeskWeek(got, came, went_on, laid.folded)
        day += WEEK


@dataclass(frozen=True, slots=True)
class Summary:
    """What a replay showed: first day per substance, and new signals per week."""

    first_shown: dict[str, date]
    new_per_week: dict[date, int]


def summarise(desks: Iterable[DeskWeek]) -> Summary:
    """First shown signal of every substance, and the number of new ones of every week."""
    first: dict[str, date] = {}
    new: dict[date, int] = {}
    for one in desks:
        new[one.day] = len(one.came)
        for subject in (s for candidate in one.came for s in subjects(candidate)):
            first.setdefault(subject, one.day)
    return Summary(first, new)


def subjects(candidate: Candidate) -> tuple[str, ...]:
    """Substances that a signal speaks of, in itself or in what was folded into it."""
    told = (candidate, *candidate.parts)
    return tuple(dict.fromkeys(one.subject for one in told if one.subject_kind == "substance"))


@dataclass(frozen=True, slots=True)
class Learnt:
    """The first days on which one record of a substance was known, and on which three were."""

    first: date
    third: date | None


def learnt(findings: pa.Table) -> dict[str, Learnt]:
    """When each substance's records became known, with what was known by then.

    Parameters
    ----------
    findings : pyarrow.Table
        Rows with ``known_from`` and ``known_until``. A corrected report stands only until
        its correction, so that it counts once; what a sample was sold as does not count.
    """
    is_found = pc.invert(pc.is_in(findings["role"], value_set=pa.array(NOT_FOUND_IN_SAMPLE)))
    rows = findings.filter(pc.and_(pc.is_valid(findings["substance"]), is_found))
    reports = rows.group_by(["substance", "report_id"]).aggregate(
        [("known_from", "min"), ("known_until", "max")]
    )
    changes: dict[str, list[tuple[datetime, int]]] = {}
    columns = (reports[name].to_pylist() for name in
               ("substance", "known_from_min", "known_until_max"))  # fmt: skip
    for substance, since, until in zip(*columns, strict=True):
        if until is not None and until <= since:
            continue  # replaced before anybody could know it
        changes.setdefault(substance, []).append((since, 1))
        if until is not None:
            changes[substance].append((until, -1))
    return {substance: _learnt(sorted(known)) for substance, known in changes.items()}


def _learnt(changes: list[tuple[datetime, int]]) -> Learnt:
    standing, third = 0, None
    for moment, change in changes:
        standing += change
        if standing >= 3:
            third = moment.date()
            break
    return Learnt(changes[0][0].date(), third)


def delayed(findings: pa.Table, reports: pa.Table, *, days: int) -> tuple[pa.Table, pa.Table]:
    """Tables whose undated rows count as known so many days after they happened.

    Undated are rows whose source does not say when it reported them; an archive tells
    when something happened, but seldom when anybody learnt of it.
    """
    told = findings.filter(pc.is_valid(findings["reported_on"]))
    dated = pc.unique(told["report_id"])
    return _delayed(findings, dated, days), _delayed(reports, dated, days)


def _delayed(table: pa.Table, dated: pa.Array, days: int) -> pa.Table:
    happened = table["occurred_on"].cast(pa.date32()).cast(pa.timestamp("us"))
    wait = pa.scalar(timedelta(days=days), pa.duration("us"))
    is_dated = pc.is_in(table["report_id"], value_set=dated)
    known = pc.if_else(is_dated, table["known_from"], pc.add(happened, wait))
    return table.set_column(table.schema.get_field_index("known_from"), "known_from", known)
