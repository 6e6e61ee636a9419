"""Weekly counts as series, and detectors run over partitions of them on any engine."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from vedette.science.detection.counts import Floats
from vedette.science.detection.harmonic import harmonic_rise
from vedette.science.detection.policy import choose
from vedette.science.detection.sparse import NO_POOL, sparse_week

MONDAY_BEFORE_1970 = 3  # days from the Monday of week 0 to 1 January 1970
RECENT = 26  # weeks that say nothing of a series' usual rate
HARMONICS = {"harmonic-1": 1, "harmonic-2": 2}
CHUNK = 20_000  # series in a batch
KEYS = ("subject", "place", "context")
VERDICTS = pa.schema([
    *((key, pa.string()) for key in KEYS),
    ("begun", pa.int64()), ("reports", pa.int64()), ("detector", pa.string()),
    ("pvalue", pa.float64()), ("expected", pa.float64()), ("dispersion", pa.float64()),
])  # fmt: skip

Weeks = NDArray[np.int64]


def week_number(monday: ir.DateValue) -> ir.IntegerValue:
    """Weeks since Monday 29 December 1969, for a column of Mondays."""
    return ((monday.epoch_days() + MONDAY_BEFORE_1970) // 7).cast("int64")


def series_of(counts: ir.Table, watched: ir.Table) -> ir.Table:
    """One row per series: its keys, the week its place came under watch, and its events.

    Parameters
    ----------
    counts : table
        As :func:`.counting.weekly_counts` makes them.
    watched : table
        As :func:`.counting.examined` makes them, at the same level; a series whose place and
        context are not among them is left out.

    Returns
    -------
    table
        ``subject``, ``place``, ``context``; ``begun``, the number of the first week in which
        anything was examined there; ``events``, an array of (week number, reports), the
        oldest first. A row stands by itself, so any cut into partitions will do.
    """
    since = watched.group_by("place", "context").agg(begun=week_number(watched.week.min()))
    # Spark cannot collect in an order, so week and count travel together and are sorted after.
    event = ibis.struct({"week": week_number(counts.week), "reports": counts.reports})
    rows = counts.mutate(event=event).group_by(*KEYS)
    gathered = rows.agg(events=lambda t: t.event.collect().sort())
    return gathered.join(since, ["place", "context"]).select(*KEYS, "begun", "events")


def judge_partitions(
    series: ir.Table, *, at: int, prior: tuple[float, float] = NO_POOL, chunk: int = CHUNK
) -> pa.Table:
    """Judge one week of every series by the detector its history allows, where the data are.

    On Spark each partition is judged by its own worker; on other engines batch after batch
    here. Verdicts are the same, for no series looks at another: what weighs all of them
    against each other (Benjamini-Hochberg) is for the caller to do with the p-values.

    Parameters
    ----------
    series : table
        As :func:`series_of` makes them.
    at : int
        Number of the judged week; later events are not looked at.
    prior : (float, float)
        As for :func:`~vedette.science.detection.sparse.sparse_rise`.
    chunk : int
        Series in a batch at most, where batches are read here.

    Returns
    -------
    pyarrow.Table
        One row per series with an event in the judged week, ordered by its keys, with the
        columns ``VERDICTS``. ``detector`` is null, and the figures NaN, where the history is
        too short for any; figures are NaN also where a fit did not converge.
    """
    judge = partial(_judged_batches, at=at, prior=prior)
    engine = series.get_backend()
    if engine.name == "pyspark":
        frame = engine.raw_sql(ibis.to_sql(series, dialect="pyspark"))
        columns = ", ".join(f"{field.name} {_SPARK_TYPES[field.type]}" for field in VERDICTS)
        verdicts = frame.mapInArrow(judge, columns).toArrow().cast(VERDICTS)
    else:
        batches = series.to_pyarrow_batches(chunk_size=chunk)
        verdicts = pa.Table.from_batches(judge(batches), VERDICTS)
    return verdicts.sort_by([(key, "ascending") for key in KEYS])


def judge_batch(
    batch: pa.RecordBatch, *, at: int, prior: tuple[float, float] = NO_POOL
) -> pa.RecordBatch:
    """Judge week ``at`` of the series in a batch; see :func:`judge_partitions`."""
    events = _events(batch, at)
    now = np.zeros(batch.num_rows)
    np.add.at(now, events.series[events.weeks == at], events.counts[events.weeks == at])
    active = np.flatnonzero(now > 0)
    detector = _detectors(events, active, at)
    figures = np.full((3, batch.num_rows), np.nan)
    for name in ("harmonic-2", "harmonic-1"):
        _by_curve(figures, events, active[detector == name], at, HARMONICS[name])
    _by_rate(figures, events, active[detector == "sparse"], at, prior)
    kept = pa.array(active)
    return pa.RecordBatch.from_arrays(
        [
            *(batch.column(key).cast(pa.string()).take(kept) for key in KEYS),
            pa.array(events.begun[active]), pa.array(now[active].astype(np.int64)),
            pa.array(detector, pa.string()), *(pa.array(figure[active]) for figure in figures),
        ],
        schema=VERDICTS,
    )  # fmt: skip


_SPARK_TYPES = {pa.string(): "string", pa.int64(): "bigint", pa.float64(): "double"}


def _judged_batches(
    batches: Iterable[pa.RecordBatch], *, at: int, prior: tuple[float, float]
) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        yield judge_batch(batch, at=at, prior=prior)


@dataclass(frozen=True, slots=True)
class _Events:
    """Events of a batch as columns, and the first week of each of its series."""

    series: Weeks
    weeks: Weeks
    counts: Floats
    begun: Weeks

    def written_out(self, some: Weeks, at: int) -> Floats:
        """Counts of series that began together, (n_some, n_weeks), the judged week last."""
        begun = int(self.begun[some[0]])
        place = np.full(self.begun.size, -1)
        place[some] = np.arange(some.size)
        row, column = place[self.series], self.weeks - begun
        held = (row >= 0) & (column >= 0)
        counts = np.zeros((some.size, at - begun + 1))
        np.add.at(counts, (row[held], column[held]), self.counts[held])
        return counts


def _events(batch: pa.RecordBatch, at: int) -> _Events:
    lists = batch.column("events")
    series = np.repeat(np.arange(batch.num_rows), np.diff(np.asarray(lists.offsets)))
    flat = lists.flatten()
    weeks = np.asarray(flat.field("week"), dtype=np.int64)
    counts = np.asarray(flat.field("reports"), dtype=np.float64)
    known = weeks <= at
    begun = np.asarray(batch.column("begun"), dtype=np.int64)
    return _Events(series[known], weeks[known], counts[known], begun)


def _detectors(events: _Events, active: Weeks, at: int) -> NDArray[np.object_]:
    usual = events.weeks <= at - RECENT
    sums = np.bincount(events.series[usual], events.counts[usual], events.begun.size)[active]
    history = at - events.begun[active] + 1
    rates = sums / np.maximum(history - RECENT, 1)
    chosen = [choose(int(n), float(r)).detector for n, r in zip(history, rates, strict=True)]
    return np.array(chosen, dtype=object)


def _by_curve(figures: Floats, events: _Events, some: Weeks, at: int, harmonics: int) -> None:
    for begun in np.unique(events.begun[some]):
        alike = some[events.begun[some] == begun]
        counts = events.written_out(alike, at)
        got = harmonic_rise(counts, harmonics=harmonics, last=1)
        figures[:, alike] = got.pvalue[:, -1], got.expected[:, -1], got.dispersion[:, -1]


def _by_rate(
    figures: Floats, events: _Events, some: Weeks, at: int, prior: tuple[float, float]
) -> None:
    if not some.size:
        return
    starts, clock = np.unique(events.begun[some], return_inverse=True)
    groups = np.zeros(events.begun.size, np.int64)
    groups[some] = clock
    exposure = (np.arange(starts[0], at + 1) >= starts[:, None]).astype(np.float64)
    held = np.isin(events.series, some) & (events.weeks >= events.begun[events.series])
    got = sparse_week(
        events.series[held], events.weeks[held], events.counts[held], at=at, begun=int(starts[0]),
        groups=groups, exposure=exposure, prior=prior,
    )  # fmt: skip
    figures[:, got.series] = got.pvalue, got.expected, got.dispersion
