"""Find outbreaks in simulated daily counts of emergency services, at equal false alarms.

Sixteen signals of seven years, twenty runs each, with weekdays, seasons and one outbreak in
the last 49 weeks (Noufaily et al. 2019); the file with the counts and the one with what each
outbreak added lie in the shared data folder. False alarms are days without an outbreak case,
in the last 343 days, pooled over all series; the threshold of each method is set on its own
statistic so that they are one day in 100, or in 1,000. Found (POD): an alarm on any day from
the first to the last of the outbreak; by day: share of those days with an alarm.
Beside it: EARS C2, and the day held against the mean and spread of the last seven same weekdays.
Words: `quick` (four of the twenty runs, chosen by `--seed 1`; the files are what they are).
"""

import sys

import measuring
import numpy as np
import pyarrow.parquet as pq
from measuring import QUICK, say, talk
from real_history import shared_data

from vedette.science.detection.daily import daily_rise
from vedette.science.detection.ears import ears_c2

PROMISE = "daily counts"
JUDGED, RUNS, SIGNALS = 343, 20, 16
LEVELS = (1e-2, 1e-3)
WEEKDAYS = 7


def same_weekday(y, *, weeks=WEEKDAYS, min_sd=0.5):
    """How many standard deviations each day is above the last ``weeks`` of its weekday."""
    score = np.full(y.shape, -np.inf)
    lags = np.arange(1, weeks + 1) * WEEKDAYS
    days = np.arange(lags[-1], y.shape[1])
    past = y[:, days[:, None] - lags]
    spread = np.maximum(past.std(axis=2, ddof=1), min_sd)
    score[:, days] = (y[:, days] - past.mean(axis=2)) / spread
    return score


METHODS = {  # higher is stranger
    "Vedette": lambda y: -np.nan_to_num(daily_rise(y, last=JUDGED).pvalue, nan=1.0),
    "EARS C2": lambda y: np.nan_to_num(ears_c2(y, min_sd=0.5).score, nan=-np.inf),
    "same weekday": same_weekday,
}


def main():
    folder = shared_data()
    if folder is None:
        talk("daily counts are not measured: the shared data folder is not on this machine")
        return
    names, counts = table(folder / "benchmarks" / "sim_daily_counts.parquet")
    same, added = table(folder / "benchmarks" / "sim_daily_outbreaks_truth.parquet")
    assert names == same, "counts and truth name different series"
    runs = chosen()
    kept = [i for i, name in enumerate(names) if int(name[-3:]) in runs]
    counts, added = counts[kept], added[kept, -JUDGED:]
    signal = np.array([names[i][:5] for i in kept])
    talk(f"{len(kept)} series of {counts.shape[1]} days, {(added > 0).any(axis=1).sum()} outbreaks")
    scores = {name: method(counts)[:, -JUDGED:] for name, method in METHODS.items()}
    for level in LEVELS:
        shares = {name: found(score, added, level) for name, score in scores.items()}
        for name, (pod, by_day, each) in shares.items():
            talk(f"{name:14} at {level:g}: found {pod:.1f} %, by day {by_day:.1f} %")
            by_signal = [100 * np.nanmean(each[signal == one]) for one in np.unique(signal)]
            talk(f"{'':14} by signal: " + " ".join(f"{share:.0f}" for share in by_signal))
        for peer in list(METHODS)[1:]:
            say(PROMISE, f"found at {level:g}", float(shares["Vedette"][0]), "%", peer=peer,
                peer_value=float(shares[peer][0]), at_least=float(shares[peer][0]))  # fmt: skip
    nominal(-scores["Vedette"], added)


def nominal(pvalue, added):
    quiet = pvalue[added == 0]
    for level in LEVELS:
        say(
            PROMISE,
            f"observed over nominal at {level:g}",
            float((quiet <= level).mean() / level),
            "x",
        )


def chosen():
    """Numbers of the runs that are looked at."""
    if not QUICK:
        return set(range(1, RUNS + 1))
    seed = int(measuring.word_after("--seed")) if "--seed" in sys.argv else measuring.SEED
    return set((np.random.default_rng(seed).permutation(RUNS)[:4] + 1).tolist())


def table(path):
    read = pq.read_table(path).drop_columns(["day"])
    return read.column_names, np.stack([np.asarray(column) for column in read.columns]).astype(
        float
    )


def found(score, added, level):
    """Per cent of outbreaks found, of their days alarmed, and whether each was found."""
    limit = np.quantile(score[added == 0], 1 - level, method="higher")
    alarms = score > limit
    sick = added > 0
    lived = sick.any(axis=1)
    days = np.arange(JUDGED)
    last = JUDGED - 1 - sick[:, ::-1].argmax(axis=1)
    span = (days >= sick.argmax(axis=1)[:, None]) & (days <= last[:, None]) & lived[:, None]
    each = np.where(lived, (alarms & span).any(axis=1), np.nan)
    return 100 * np.nanmean(each), 100 * float(alarms[span].mean()), each


if __name__ == "__main__":
    main()
