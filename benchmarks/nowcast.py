"""How well weeks still coming in are foretold, and judged, beside simpler ways.

Coverage is that of the predictive distribution (a count at the edge of an interval belongs
to it in part), by weeks since the event; the score is the weighted interval score of the
median and the 50 and 90 % intervals. Peers are the chain ladder, with the intervals that a
binomial share gives it, and the last complete count carried forward as a Poisson mean.
Delays are simulated, also those of the deaths of Milwaukee, whose office publishes after
toxicology, 60 to 90 days. Words: `quick`, `--seed 1`.
"""

import csv
import gzip
import os
import sys
from datetime import date
from pathlib import Path

import measuring
import numpy as np
from measuring import QUICK, ROOT, say, talk
from scipy import stats

from vedette.science.detection.delays import may_be_judged, reporting_delay, thinned_tail
from vedette.science.detection.nowcasting import (
    Nowcast,
    covered,
    nowcast,
    weighted_interval_score,
)

PROMISE = "nowcast"
SHARES = (0.5, 0.9)
POINTS = 5  # percentage points that coverage may be off
DELAYS = np.array([10, 15, 20, 15, 10, 10, 5, 5, 3, 3, 2, 1, 1]) / 100
MAX_DELAY = DELAYS.size - 1
SETTINGS = {  # mean per week, dispersion, weekly sd of the log mean
    "0.3 a week": (0.3, 1.0, 0.0),
    "2 a week": (2.0, 1.0, 0.0),
    "10 a week, drifting": (10.0, 1.5, 0.1),
    "60 a week, drifting": (60.0, 3.0, 0.05),
}
TIMES = 300 if QUICK else 1500
WEEKS = 141
DEATHS = "milwaukee_me_drug_2020_2024h1.csv.gz"
OFFICE_WEEKS, OFFICE_DELAY = 10.5, 20  # median weeks until published; the longest


def main():
    seed = int(measuring.word_after("--seed")) if "--seed" in sys.argv else measuring.SEED
    for name, setting in SETTINGS.items():
        rng = np.random.default_rng([seed, len(name)])
        report(name, simulated(rng, *setting), strict=not QUICK)
    deaths = milwaukee()
    if deaths is not None:
        report("deaths in Milwaukee", real(np.random.default_rng(seed), deaths), strict=False)
    false_alarms(np.random.default_rng([seed, 7]))


def simulated(rng, mean, dispersion, walk):
    rows = []
    for _ in range(TIMES):
        level = mean * np.exp(np.cumsum(rng.normal(0, walk, WEEKS)))
        if dispersion > 1:
            counts = rng.negative_binomial(level / (dispersion - 1), 1 / dispersion)
        else:
            counts = rng.poisson(level)
        happened = np.repeat(np.arange(WEEKS), counts)
        learned = happened + rng.choice(DELAYS.size, happened.size, p=DELAYS)
        rows.append(judged(happened, learned, counts, WEEKS - 1, MAX_DELAY))
    return gathered(rows)


def real(rng, happened):
    """Each week from the middle of the second year on, as seen then, under drawn delays."""
    counts = np.bincount(happened)
    rows = []
    for _ in range(2 if QUICK else 10):
        weeks = np.round(OFFICE_WEEKS * np.exp(rng.normal(0, 0.15, happened.size)))
        learned = happened + np.clip(weeks, 0, OFFICE_DELAY).astype(int)
        for as_of in range(78, counts.size - 1, 3 if QUICK else 1):
            rows.append(judged(happened, learned, counts, as_of, OFFICE_DELAY))
    return gathered(rows)


def judged(happened, learned, counts, as_of, max_delay):
    known = learned <= as_of
    got = nowcast(happened[known], learned[known], as_of=as_of, begun=0, max_delay=max_delay)
    final = counts[got.weeks]
    rows = [covered(got, final, share=share) for share in SHARES]
    # Of a week of which nearly nothing is known, the ladder alone would say absurd numbers.
    size, ripe = got.known + 1, np.maximum(got.maturity, 0.1)
    ladder = Nowcast(got.weeks, got.known, ripe, size * (1 - ripe) / ripe, size)
    carried = stats.poisson(counts[as_of - max_delay] + 0.5)
    flat = {s: carried.interval(s) for s in SHARES}
    return np.stack([*rows, score(got, final), score(ladder, final),
                     weighted_interval_score(final, carried.median(), flat)])  # fmt: skip


def score(got, final):
    return weighted_interval_score(final, got.quantile(0.5), {s: got.interval(s) for s in SHARES})


def gathered(rows):
    """Means by weeks since the event, the newest first."""
    return np.mean(rows, axis=0)[:, ::-1]


def report(name, means, *, strict):
    for share, row in zip(SHARES, means, strict=False):
        worst = float(100 * np.abs(row - share).max())
        talk(f"{name}: coverage of {share:.0%} by weeks since: {np.round(100 * row).astype(int)}")
        say(PROMISE, f"{name}: coverage of {share:.0%} off by, worst horizon", worst, "points",
            at_most=POINTS if strict else None)  # fmt: skip
        say(PROMISE, f"{name}: coverage of {share:.0%} off by, all horizons",
            float(100 * abs(row.mean() - share)), "points", at_most=POINTS)  # fmt: skip
    ours, ladder, carried = means[2:].mean(axis=1).tolist()
    for peer, value in {"chain ladder": ladder, "carried forward": carried}.items():
        say(PROMISE, f"{name}: interval score", ours, "reports", peer=peer, peer_value=value,
            at_most=round(value, 3))  # fmt: skip


def false_alarms(rng):
    """The thinning test on weeks of known mean, with the delays of the last weeks."""
    mean, dispersion, level = 6.0, 1.5, 0.01
    alarms, tests = np.zeros(MAX_DELAY), np.zeros(MAX_DELAY)
    for _ in range(4 * TIMES):
        counts = rng.negative_binomial(mean / (dispersion - 1), 1 / dispersion, 60)
        happened = np.repeat(np.arange(60), counts)
        learned = happened + rng.choice(DELAYS.size, happened.size, p=DELAYS)
        seen = learned <= 59
        delay = reporting_delay(happened[seen], learned[seen], as_of=59, max_delay=MAX_DELAY)
        since = np.arange(MAX_DELAY)
        known = np.bincount(happened[seen], minlength=60)[59 - since]
        ripe, error = delay.maturity(since), delay.maturity_error(since)
        ready = may_be_judged(known, ripe)
        tail = thinned_tail(known, mean, dispersion, ripe, maturity_error=error)
        alarms += (tail <= level) & ready
        tests += ready
    talk(f"thinning test, false alarms over level: {np.round(alarms / tests / level, 2)}")
    rate = float(alarms.sum() / tests.sum())
    say(PROMISE, "thinning test, false alarms over their level", rate / level, "times",
        at_most=1.25)  # fmt: skip


def milwaukee():
    """Weeks of the deaths, from the folder of shared data beside the project, if there."""
    given = os.environ.get("VEDETTE_SHARED_DATA")
    folders = [Path(given)] if given else [p / "shared" / "data" for p in ROOT.parents]
    path = next((f / "deaths" / DEATHS for f in folders if (f / "deaths" / DEATHS).exists()), None)
    if path is None:
        talk("the deaths of Milwaukee are not on this machine; their figures are left out")
        return None
    with gzip.open(path, "rt", newline="") as file:
        days = [
            date.fromisoformat(row["death_date"])
            for row in csv.DictReader(file)
            if row["death_type"] == "Drug Related"
        ]
    first = date(2020, 1, 6)
    weeks = np.array([(day - first).days // 7 for day in days if day >= first])
    return weeks[weeks < weeks.max()]


if __name__ == "__main__":
    main()
