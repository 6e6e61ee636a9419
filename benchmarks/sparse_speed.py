"""How long rare events take: a series-week, a week of three million series, and a scan.

Each stands beside a named peer in the same run, and beside a bound: what the least
arithmetic costs on this core in the same run, each step a multiplication and an addition
that wait for the step before, in a compiled loop. Word: `quick`.
"""

import time
from functools import partial

import measuring
import numpy as np
from measuring import QUICK, say
from scipy import stats

from vedette.science.detection.multiplicity import benjamini_hochberg
from vedette.science.detection.scans import nearest_zones, permutation_scan, space_time_scan
from vedette.science.detection.sparse import WINDOWS, sparse_rise, sparse_week

PROMISE = "sparse speed"
RATES = (0.001, 0.005, 0.02, 0.05, 0.1, 0.2)
SERIES, WEEKS = (3_000, 312) if QUICK else (20_000, 312)
SUBSTANCES, REGIONS, SOURCES = 10_000, 50, 6
BUSY = 0.01  # share of series that ever had an event
MOST_MICROSECONDS, MOST_RUN_SECONDS, MOST_SCAN_SECONDS = 0.2, 10, 1
PLACES, REPLICATES, SPANS = 100, 999, 13
FEW = 9  # replicates of the slow peer


def main():
    measuring.on_one_core()
    step = seconds_per_step()
    series_weeks(step)
    every_series(step)
    scan(step)


def best_of(times, work):
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return min(taken)


def seconds_per_step():
    from numba import njit

    @njit
    def steps(n, factor):
        total = 1.0
        for i in range(n):
            total = total * factor + i
        return total

    steps(10, 0.5)
    return best_of(3, lambda: steps(20_000_000, 0.5)) / 20_000_000


def series_weeks(step):
    rng = np.random.default_rng(measuring.SEED)
    counts = rng.poisson(np.resize(RATES, SERIES)[:, None], (SERIES, WEEKS)).astype(np.float64)
    sparse_rise(counts[:6])
    ours = best_of(3, lambda: sparse_rise(counts)) / counts.size
    peer = best_of(1, lambda: plain_tails(counts[:1_000])) / counts[:1_000].size
    say(PROMISE, "rare events, a series-week, five windows", 1e6 * ours, "us",
        peer="scipy nbinom.sf of five windows", peer_value=1e6 * peer,
        at_most=MOST_MICROSECONDS)  # fmt: skip
    # Reading a count and adding it to its sum; a mean and a dispersion.
    say(PROMISE, "rare events, steps of arithmetic a series-week", ours / step, "steps",
        peer="four steps", peer_value=4)  # fmt: skip


def plain_tails(counts):
    """Tail of each window that ends with each week, not combined, a baseline of all before."""
    before = np.cumsum(np.pad(counts, ((0, 0), (13, 0))), axis=1)
    history, seen = before[:, 13:], np.arange(1, WEEKS + 1)
    for window in WINDOWS:
        burst = history - before[:, 13 - window : -window]
        stats.nbinom.sf(burst - 1, history + 0.5, seen / (seen + window))


def every_series(step):
    """A weekly run of all substances in all regions of all sources, given only events."""
    rng = np.random.default_rng([measuring.SEED, 3])
    n = SUBSTANCES * REGIONS * SOURCES
    busy = rng.choice(n, int(BUSY * n), replace=False)
    series = np.repeat(busy, rng.geometric(0.08, busy.size))
    weeks, events = rng.integers(0, WEEKS, series.size), np.ones(series.size)
    groups = np.arange(n) % SOURCES
    priors = np.tile([0.3, 40.0], (SOURCES, 1))
    exposure = np.ones((SOURCES, WEEKS))

    def run():
        return sparse_week(
            series, weeks, events, at=WEEKS - 1, groups=groups, prior=priors, exposure=exposure
        )

    run()
    ours = best_of(3, run)
    flagged = run().flagged.size
    pvalues = np.ones(n)
    pvalues[:flagged] = run().pvalue
    peer = best_of(1, lambda: plain_family(pvalues))
    say(PROMISE, f"a week of {n:,} series with {series.size:,} events, {flagged:,} judged", ours,
        "s", peer="Benjamini-Hochberg of all in NumPy", peer_value=peer,
        at_most=MOST_RUN_SECONDS)  # fmt: skip
    say(PROMISE, "the same, steps of arithmetic an event", ours / step / series.size, "steps",
        peer="six sums", peer_value=6)  # fmt: skip
    assert np.array_equal(benjamini_hochberg(pvalues), plain_family(pvalues))


def plain_family(pvalues, q=0.10):
    order = np.argsort(pvalues)
    passing = np.flatnonzero(pvalues[order] <= np.arange(1, order.size + 1) * q / order.size)
    flags = np.zeros(order.size, bool)
    if passing.size:
        flags[order[: passing[-1] + 1]] = True
    return flags


def scan(step):
    rng = np.random.default_rng([measuring.SEED, 4])
    at = rng.random((PLACES, 2))
    zones = nearest_zones(np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1)))
    expected = np.full((PLACES, 52), 0.1)
    counts = rng.poisson(expected)
    space_time_scan(counts, expected, zones, replicates=2)
    for statistic in ("expectation", "population", "hotspot"):
        options = {"statistic": statistic, "dispersion": 1.5, "replicates": REPLICATES}
        space_time_scan(counts, expected, zones, **{**options, "replicates": 2})
        ours = best_of(3, partial(space_time_scan, counts, expected, zones, **options))
        peer = best_of(1, partial(plain_scan, rng, expected, zones, FEW)) / FEW * REPLICATES
        say(PROMISE, f"scan of {PLACES} regions, {REPLICATES} replicates, {statistic}", ours, "s",
            peer="expectation-based in NumPy", peer_value=peer,
            at_most=MOST_SCAN_SECONDS)  # fmt: skip
    permutation_scan(counts, zones, replicates=2)
    say(PROMISE, f"scan of {PLACES} regions, {REPLICATES} replicates, permutation",
        best_of(3, partial(permutation_scan, counts, zones, replicates=REPLICATES)), "s",
        peer="expectation-based in NumPy", peer_value=peer, at_most=MOST_SCAN_SECONDS)  # fmt: skip
    sums = float(zones.sizes.sum()) * SPANS * REPLICATES
    say(PROMISE, "hotspot scan, steps of arithmetic a cylinder", ours / step / sums, "steps",
        peer="one sum", peer_value=1)  # fmt: skip


def plain_scan(rng, expected, zones, replicates):
    """Highest expectation-based score of each replicate, by array operations."""
    held = [np.cumsum(e, axis=0) for e in spans(expected)[zones.order]]
    highest = []
    for _ in range(replicates):
        count = np.cumsum(spans(rng.poisson(expected))[zones.order], axis=1)
        base = np.stack(held)
        with np.errstate(divide="ignore", invalid="ignore"):
            score = np.where(count > base, count * np.log(count / base) + base - count, 0.0)
        highest.append(score.max())
    return highest


def spans(cells):
    return np.cumsum(cells[:, ::-1][:, :SPANS], axis=1)


if __name__ == "__main__":
    main()
