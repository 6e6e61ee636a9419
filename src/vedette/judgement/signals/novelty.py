"""Firsts: a substance, or a substance somewhere or somehow, that was never recorded before."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from vedette.judgement.signals.records import (
    Codes,
    Records,
    first_of_each,
    microseconds,
    week_number,
)
from vedette.judgement.signals.thresholds import Catalogue, Policy
from vedette.science.detection.tails import upper_tail

STRAY = 0.05  # share of oldest reports that do not start a history yet
SURPRISING = 0.05  # chance of so many in a region, below which an old substance is new there
SCOPES = {
    "first_country": "country",
    "first_region": "region",
    "first_context": "context",
    "first_form": "form",
    "first_role": "role",
}


@dataclass(frozen=True, slots=True)
class First:
    """A substance seen for the first time in a scope, and the rows that say so.

    ``needed`` is the least number of records on which such a first is raised.
    """

    kind: str
    substance: int
    detail: str
    rows: Codes
    backlog: bool
    needed: int = 1


class Novelty:
    """What is new in a set of known findings, as of a moment."""

    def __init__(
        self, found: Records, examined: Records, as_of: datetime, policy: Policy,
        catalogue: Catalogue,
    ) -> None:  # fmt: skip
        self.found = found.where((found.substance >= 0) & found.in_sample)
        self.examined, self.policy = examined, policy
        self.now = week_number(as_of.date())
        self.since = microseconds(as_of - timedelta(days=policy.lookback_days))
        keys = found.names["substance"]
        self.watched = np.array([policy.is_watched(key, catalogue) for key in keys], dtype=bool)
        order = np.lexsort((self.found.report, self.found.known))
        self.found = self.found.rows(order)
        self.first_week = self._first_weeks()
        self.learning_since = (
            int(np.quantile(examined.week, STRAY)) if examined.week.size else self.now
        )
        self.learnt_by = self.learning_since + policy.learning_weeks

    def __iter__(self) -> Iterator[First]:
        if not self.found.report.size or not self._has_learnt(self.examined.week):
            return
        new = set()
        for first in self._firsts("first_node", np.zeros(self.found.report.size, dtype=np.int64)):
            new.add(first.substance)
            yield first
        for kind, scope in SCOPES.items():
            for first in self._firsts(kind, getattr(self.found, scope)):
                if first.substance in new or self._may_raise(first, scope):
                    yield first
        yield from self._returns()
        yield from self._combinations()

    def _first_weeks(self) -> Codes:
        weeks = np.full(len(self.found.names["substance"]), self.now, dtype=np.int64)
        np.minimum.at(weeks, self.found.substance, self.found.week)
        return weeks

    def _has_learnt(self, weeks: Codes) -> bool:
        """Whether reports have come regularly for long enough; stray old ones are no history."""
        if not weeks.size:
            return False
        return bool(self.now - np.quantile(weeks, STRAY) >= self.policy.learning_weeks)

    def _may_raise(self, first: First, scope: str) -> bool:
        """A first in a place or context of its own history, of a substance that matters."""
        emerging = self._is_emerging(first.substance)
        if not (emerging or self.watched[first.substance]):
            return False
        if scope in ("form", "role"):
            return bool(emerging)
        code = self.found.names[scope].index(first.detail)
        if not self._has_learnt(self.examined.week[getattr(self.examined, scope) == code]):
            return False
        return scope != "region" or bool(emerging) or self._is_more_than_samples_hold(first, code)

    def _is_more_than_samples_hold(self, first: First, region: int) -> bool:
        """Whether a region has more of a substance than its samples hold elsewhere.

        Else a service that examines three times as much would find old things new.
        """
        since, rows = self.now - self.policy.novelty_weeks, first.rows
        expected = 0.0
        for context in np.unique(self.found.context[rows]):
            there = self.examined.where(self.examined.context == context)
            held = (self.found.context == context) & (self.found.substance == first.substance)
            elsewhere = np.unique(self.found.report[held & (self.found.region != region)]).size
            share = (elsewhere + 0.5) / ((there.region != region).sum() + 1)
            expected += share * ((there.region == region) & (there.week >= since)).sum()
        fresh = np.unique(self.found.report[rows][self.found.week[rows] >= since]).size
        return bool(upper_tail(fresh, expected, 1.0) <= SURPRISING)

    def _is_emerging(self, substances: Codes | int) -> np.ndarray:
        # What was there while the node learnt is no arrival, however short its history.
        since = max(self.now - self.policy.emerging_weeks, self.learnt_by)
        return np.asarray(self.first_week[substances] >= since)

    def _needed(self, kind: str, substances: Codes) -> Codes:
        """Records that such a first rests on: one where that alone is news.

        That a substance known for long reaches one more region is not, however grave it is.
        """
        policy = self.policy
        least = policy.records_for_first_ever if kind == "first_node" else policy.records_for_first
        alone = self.watched[substances]
        if kind == "first_region":
            alone = alone & self._is_emerging(substances)
        return np.where(alone, 1, least)

    def _firsts(self, kind: str, scope: Codes) -> Iterator[First]:
        """Scopes whose deciding record (the first, or third of an unwatched one) is fresh."""
        found = self.found
        width = int(scope.max(initial=0)) + 1
        usable = np.flatnonzero(scope >= 0)
        key = found.substance[usable] * width + scope[usable]
        rows = np.sort(usable[first_of_each(key, found.report[usable])])
        key = found.substance[rows] * width + scope[rows]
        order = np.argsort(key, kind="stable")
        keys, starts, sizes = np.unique(key[order], return_index=True, return_counts=True)
        needed = self._needed(kind, keys // width)
        enough = sizes >= needed
        deciding = rows[order[(starts + needed - 1)[enough]]]
        fresh = found.known[deciding] > self.since
        for start, size in zip(starts[enough][fresh], sizes[enough][fresh], strict=True):
            group = rows[order[start : start + size]]
            first = self._first(kind, group, scope)
            if first is not None:
                yield first

    def _first(self, kind: str, group: Codes, scope: Codes) -> First | None:
        weeks = self.found.week[group]
        recent = self.now - self.policy.novelty_weeks
        substance = int(self.found.substance[group[0]])
        needed = int(self._needed(kind, np.array([substance]))[0])
        if (weeks >= recent).sum() < needed:
            return None  # imported history, or records too far apart to be one arrival
        detail = "" if kind == "first_node" else self._name(kind, int(scope[group[0]]))
        return First(kind, substance, detail, group, bool((weeks < recent).any()), needed)

    def _name(self, kind: str, code: int) -> str:
        return self.found.names[SCOPES[kind]][code]

    def _returns(self) -> Iterator[First]:
        """Substances whose newest records follow a long silence."""
        found, policy = self.found, self.policy
        order = np.lexsort((found.week, found.substance))
        substance, week = found.substance[order], found.week[order]
        gap = np.diff(week)
        silent = (np.diff(substance) == 0) & (gap >= policy.silence_weeks)
        fresh_from = self.now - policy.novelty_weeks
        for i in np.flatnonzero(silent & (week[1:] >= fresh_from)):
            back = order[i + 1 :][substance[i + 1 :] == substance[i]]
            back = back[np.argsort(found.known[back], kind="stable")]
            reports = np.unique(found.report[back], return_index=True)[1]
            needed = int(self._needed("reoccurrence", np.array([substance[i]]))[0])
            if reports.size < needed:
                continue
            deciding = back[np.sort(reports)[needed - 1]]
            if found.known[deciding] > self.since:
                yield First(
                    "reoccurrence", int(substance[i]), str(int(gap[i])), back, False, needed
                )

    def _combinations(self) -> Iterator[First]:
        """Watched substances in the company of something they were never found with."""
        keys = self.found.names["substance"]
        cutting = np.array([key in self.policy.cutting_agents for key in keys], dtype=bool)
        rows, one, two = self._pairs(~cutting)
        if not rows.size:
            return
        width = len(keys)
        pair = one * width + two
        order = np.argsort(pair, kind="stable")
        found, needed = self.found, self.policy.records_for_combination
        unique, starts, sizes = np.unique(pair[order], return_index=True, return_counts=True)
        for key, start, size in zip(unique, starts, sizes, strict=True):
            if size < needed:
                continue
            group = rows[order[start : start + size]]
            group = group[np.argsort(found.known[group], kind="stable")]
            old = np.minimum(self.now - self.first_week[[key // width, key % width]], 999)
            if found.known[group[needed - 1]] <= self.since or (old < 26).any():
                continue
            if (found.week[group] >= self.now - self.policy.novelty_weeks).sum() < needed:
                continue
            yield First(
                "combination", int(key // width), keys[int(key % width)], group, False, needed
            )

    def _pairs(self, usable: np.ndarray) -> tuple[Codes, Codes, Codes]:
        """Rows and codes (watched first) of pairs of different substances in one report."""
        found = self.found
        rows = np.flatnonzero(usable[found.substance] & found.counts)
        rows = rows[first_of_each(found.report[rows], found.substance[rows])]
        report, substance = found.report[rows], found.substance[rows]
        parts = []
        for step in range(1, 12):
            same = np.flatnonzero(report[step:] == report[:-step])
            if not same.size:
                break
            a, b = substance[same], substance[same + step]
            keep = self.watched[a] | self.watched[b]
            swap = ~self.watched[a]
            one, two = np.where(swap, b, a), np.where(swap, a, b)
            both = self.watched[a] & self.watched[b]
            one, two = np.where(both, np.minimum(a, b), one), np.where(both, np.maximum(a, b), two)
            parts.append(np.column_stack([rows[same], one, two])[keep])
        table = np.concatenate(parts) if parts else np.empty((0, 3), dtype=np.int64)
        return table[:, 0], table[:, 1], table[:, 2]
