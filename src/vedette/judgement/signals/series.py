"""The weeks behind a signal: what was seen, what was expected, and what other detectors say."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vedette.judgement.signals.candidate import Candidate
from vedette.judgement.signals.records import (
    NODE,
    NOT_FOUND_IN_SAMPLE,
    microseconds,
    week_number,
    week_start,
)
from vedette.science.detection.counts import Aberrations, SeriesTooShort
from vedette.science.detection.delays import ReportingDelay, reporting_delay
from vedette.science.detection.ears import ears_c1, ears_c2, ears_c3
from vedette.science.detection.farrington import farrington_flexible
from vedette.science.detection.harmonic import harmonic_rise
from vedette.science.detection.nowcasting import nowcast
from vedette.science.detection.policy import choose
from vedette.science.detection.sparse import sparse_rise

SHOWN_WEEKS = 104
LONGEST_DELAY = 26  # weeks after which a week's count is taken as final
COMPLETE = 0.95
EARS_WEEKS = 12  # seven weeks of baseline, a gap, and the weeks C3 looks back
FARRINGTON_WEEKS = 52 * 5 + 4
MONDAY_BEFORE_1970 = 3


@dataclass(frozen=True, slots=True)
class Week:
    """One bar of the plot; None means not judged, never zero.

    ``likely``, ``low`` and ``high`` are what a week that is still arriving will come to: the
    expectation and the bounds of nine in ten.
    """

    week: str
    observed: int
    expected: float | None
    limit: float | None
    is_incomplete: bool
    likely: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass
class SeriesReader:
    """Reads the series of candidates from frozen tables, as known at one moment."""

    findings: pa.Table
    reports: pa.Table
    as_of: datetime
    delays: dict[str, ReportingDelay] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.findings = _known_at(self.findings, self.as_of)
        self.reports = _known_at(self.reports, self.as_of)
        counted = pc.invert(
            pc.is_in(self.findings["role"], value_set=pa.array(NOT_FOUND_IN_SAMPLE))
        )
        self.findings = self.findings.filter(counted)

    def weeks_of(self, candidate: Candidate) -> tuple[list[Week], list[dict[str, Any]]]:
        """Return the last two years of a candidate's series, and second opinions on its week."""
        rows = _of_place(self.findings, candidate)
        rows = rows.filter(pc.equal(rows[candidate.subject_kind], candidate.subject))
        examined = _of_place(self.reports, candidate)
        if not examined.num_rows:
            return [], []
        now = week_number(self.as_of.date())
        first = min(_weeks(examined).min(), now - SHOWN_WEEKS)
        size = int(now - first)
        counts = _counted(rows, int(first), size)
        effort = _counted(examined, int(first), size) if "by rate" in candidate.flags else None
        start = int(np.argmax(_counted(examined, int(first), size) > 0))
        judged = _judged(counts[start:], None if effort is None else effort[start:])
        ripe = self._maturity(candidate.context, now, size)
        final = self._final_counts(rows, examined, now)
        weeks = [
            Week(
                week_start(int(first) + at).isoformat(),
                int(counts[at]),
                _figure(judged.expected, at - start),
                _figure(judged.threshold, at - start),
                bool(ripe[at] < COMPLETE),
                *(final.get(int(first) + at, ()) if ripe[at] < COMPLETE else ()),
            )
            for at in range(max(size - SHOWN_WEEKS, 0), size)
        ]
        return weeks, _opinions(counts[start:], week_number(candidate.week) - int(first) - start)

    def _final_counts(
        self, rows: pa.Table, examined: pa.Table, now: int
    ) -> dict[int, tuple[float, float, float]]:
        """What the newest weeks will come to, with the delays of all that is examined there."""
        try:
            got = nowcast(
                *self._dated(rows, now), as_of=now, begun=int(_weeks(examined).min()),
                max_delay=LONGEST_DELAY,
                pool=self._dated(examined, now),
            )  # fmt: skip
        except SeriesTooShort:
            return {}
        bounds = np.column_stack([got.point, got.quantile(0.05), got.quantile(0.95)])
        return {
            int(week): (float(point), float(low), float(high))
            for week, (point, low, high) in zip(got.weeks, bounds.round(1), strict=True)
        }

    def _dated(self, table: pa.Table, now: int) -> tuple[np.ndarray, np.ndarray]:
        """Week in which each report happened, and week up to the as-of in which it was learned.

        Weeks of learning end with the moment of the run, so that none of them is half over.
        """
        since = microseconds(self.as_of) - np.asarray(table["known_from"].cast(pa.int64()))
        learned = now - since // (7 * 86_400_000_000)
        once = np.unique(np.asarray(table["report_id"]), return_index=True)[1]
        return _weeks(table)[once], learned[once]

    def _maturity(self, context: str, now: int, size: int) -> np.ndarray:
        if context not in self.delays:
            rows = self.reports  # a window may hold all contexts together
            if context:
                rows = rows.filter(pc.equal(rows["context"], context))
            learned = np.asarray(rows["known_from"].cast(pa.int64())) // 86_400_000_000
            self.delays[context] = reporting_delay(
                _weeks(rows), (learned + MONDAY_BEFORE_1970) // 7, as_of=now
            )
        return self.delays[context].maturity(np.arange(size, 0, -1))


def _known_at(table: pa.Table, as_of: datetime) -> pa.Table:
    moment = microseconds(as_of)
    since = table["known_from"].cast(pa.int64())
    until = pc.fill_null(table["known_until"].cast(pa.int64()), np.iinfo(np.int64).max)
    fine = pc.is_in(table["precision"], value_set=pa.array(["day", "week"]))
    held = pc.and_(pc.less_equal(since, moment), pc.greater(until, moment))
    return table.filter(pc.and_(held, fine))


def _of_place(table: pa.Table, candidate: Candidate) -> pa.Table:
    if candidate.context:
        table = table.filter(pc.equal(table["context"], candidate.context))
    if candidate.place == NODE:
        return table
    column = "country" if len(candidate.place) == len("XX") else "region"
    return table.filter(pc.equal(table[column], candidate.place))


def _weeks(table: pa.Table) -> np.ndarray:
    days = np.asarray(table["occurred_on"].cast(pa.int32()), dtype=np.int64)
    return (days + MONDAY_BEFORE_1970) // 7


def _counted(table: pa.Table, first: int, size: int) -> np.ndarray:
    """Count distinct reports a week."""
    pairs = np.unique(np.column_stack([np.asarray(table["report_id"]), _weeks(table)]), axis=0)
    at = pairs[:, 1] - first
    return np.bincount(at[(at >= 0) & (at < size)], minlength=size).astype(float)


def _judged(counts: np.ndarray, effort: np.ndarray | None) -> Aberrations:
    """Fit the detector that the history allows to every shown week."""
    exposure = None if effort is None else np.maximum(effort, 0.5)
    choice = choose(counts.size, float(counts[:-26].mean()) if counts.size > 26 else 0.0)
    last = min(SHOWN_WEEKS, counts.size - 1)
    if choice.detector in ("harmonic-1", "harmonic-2"):
        harmonics = 1 if choice.detector == "harmonic-1" else 2
        return harmonic_rise(counts, harmonics=harmonics, exposure=exposure, alpha=0.01, last=last)
    return sparse_rise(counts, exposure=exposure, alpha=0.01, last=last)


def _figure(values: np.ndarray, at: int) -> float | None:
    value = np.ravel(values)[at] if at >= 0 else np.nan
    return round(float(value), 3) if np.isfinite(value) else None


def _opinions(counts: np.ndarray, at: int) -> list[dict[str, Any]]:
    """Ask the classical detectors where the history allows it; say in a sentence where not."""
    if not 0 <= at < counts.size:
        return []  # the week is not over yet, or lies before the first regular one
    past = counts[: at + 1]
    classical = (
        ("EARS C1", EARS_WEEKS, lambda: ears_c1(past, min_sd=0.5)),
        ("EARS C2", EARS_WEEKS, lambda: ears_c2(past, min_sd=0.5)),
        ("EARS C3", EARS_WEEKS, lambda: ears_c3(past)),
        ("Farrington Flexible", FARRINGTON_WEEKS, lambda: farrington_flexible(past, last=1)),
    )
    said = []
    for name, needed, judge in classical:
        if past.size < needed:
            said.append({"detector": name, "needed": needed, "weeks": int(past.size)})
            continue
        verdict = judge()
        said.append(
            {
                "detector": name,
                "flagged": bool(np.ravel(verdict.flagged)[-1]),
                "expected": _figure(verdict.expected, past.size - 1),
                "threshold": _figure(verdict.threshold, past.size - 1),
                "weeks": int(past.size),
            }
        )
    return said
