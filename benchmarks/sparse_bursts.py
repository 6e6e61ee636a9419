"""How many small bursts of rare events are found, at equal false alarms per week.

The generated set *sparse*: Poisson events at six rates, five lengths of history, and bursts
of 2 to 8 further events at random within 1 to 8 weeks. Detection is an alarm in a week of
the burst. Each method is set on its own statistic so that false alarms pooled over rates
and histories are one in 100, 1,000 or 10,000 weeks; "nominal" is the method's own level.
Ours is asked without a prior from similar series, and with one pooled over the set, by its
chance per week; "given an event" is the same by the p-value that the weekly family uses.
Counts are whole, so the rarer events are, the further the false alarms stay below nominal. A
pooled prior holds over the class, not for its busiest members: those it expects to be quiet.
Peers
are Farrington Flexible (no verdict is no alarm; five years of history and fewer series, for
it takes long), EARS C2 with a least spread of half a report, and "three in four weeks".
Words: `quick`, `--seed 1`.
"""

import sys

import measuring
import numpy as np
from measuring import QUICK, say, talk

from vedette.science.detection.ears import ears_c2
from vedette.science.detection.farrington import farrington_flexible
from vedette.science.detection.pooling import pooled_prior
from vedette.science.detection.sparse import sparse_rise, sparse_week
from vedette.science.detection.tails import upper_tail

PROMISE = "sparse"
RATES = (0.001, 0.005, 0.02, 0.05, 0.1, 0.2)
HISTORIES = (26, 52, 104, 260, 520)
SIZES, SPANS = (2, 3, 5, 8), (1, 2, 4, 8)
LEVELS = (1e-2, 1e-3, 1e-4)
MOST = {1e-2: 1.25, 1e-3: 2.0, 1e-4: 2.0}  # observed over nominal false alarms
SERIES = 6_000 if QUICK else 40_000
BURSTS = 100 if QUICK else 400
FARRINGTON = (100, 40) if QUICK else (1_000, 200)
JUDGED = 8
NAMED = (0.005, 3, 4)
FOUND = 0.5


def main():
    seed = int(measuring.word_after("--seed")) if "--seed" in sys.argv else measuring.SEED
    priors = class_priors(seed)
    methods = {
        "ours": lambda y, last, history: ours(y, last, (0.5, 0.0)),
        "ours, pooled": lambda y, last, history: ours(y, last, priors[history]),
        "ours, given an event": lambda y, last, history: given_an_event(y, last),
        "EARS C2": ears,
        "3 in 4 weeks": three_in_four,
    }
    tables = {name: Table(seed, judge) for name, judge in methods.items()}
    tables["Farrington"] = Table(seed, farrington, *FARRINGTON, histories=(520,))
    for name, table in tables.items():
        report(name, table, owns_p=name.startswith("ours") or name == "Farrington")
    peers = {name: tables[name].found(NAMED, 1e-4) for name in ("EARS C2", "Farrington")}
    for name in ("ours", "ours, pooled"):
        for peer, value in peers.items():
            say(PROMISE, f"{name}: 3 in 4 weeks at 0.005 a week found, at 1e-4",
                tables[name].found(NAMED, 1e-4), "share", peer=peer, peer_value=value,
                at_least=FOUND)  # fmt: skip
    weekly_family(np.random.default_rng([seed, 9]))


def weekly_family(rng):
    """One week of a million series, 200 with a burst: what the family of active ones flags."""
    n, weeks, shape, rate = (200_000 if QUICK else 1_000_000), 260, 0.1, 200.0
    found, false, active = [], [], []
    for _ in range(5):
        events = rng.poisson(rng.gamma(shape, 1 / rate, n) * weeks)
        series = np.repeat(np.arange(n), events)
        when = rng.integers(0, weeks, series.size)
        real = rng.choice(n, 200, replace=False)
        burst = np.repeat(real, rng.choice([2, 3, 5], real.size))
        series = np.concatenate([series, burst])
        when = np.concatenate([when, weeks - 1 - rng.integers(0, 4, burst.size)])
        past = np.bincount(series[when < weeks - 26], minlength=n)
        prior = pooled_prior(past, float(weeks - 26))
        got = sparse_week(series, when, np.ones(series.size), at=weeks - 1, prior=prior)
        is_real = np.isin(got.series, real)
        active.append(is_real.sum())
        found.append((got.flagged & is_real).sum())
        false.append((got.flagged & ~is_real).sum() / max(got.flagged.sum(), 1))
    name = f"a week of {n:,} series"
    say(PROMISE, f"{name}: bursts with an event that week, flagged",
        float(np.sum(found) / np.sum(active)), "share")  # fmt: skip
    say(PROMISE, f"{name}: false among flagged", float(np.mean(false)), "share", at_most=0.1)


class Table:
    """What a method says of every series without and with a burst; small means unusual."""

    def __init__(self, seed, judge, series=SERIES, bursts=BURSTS, histories=HISTORIES):
        self.null = {}
        self.burst = {}
        for rate in RATES:
            for history in histories:
                y = quiet(seed, rate, history, series)
                self.null[rate, history] = judge(y, JUDGED, history)
                for size in SIZES:
                    for span in SPANS:
                        z = with_burst(seed, rate, history, size, span, bursts)
                        lowest = judge(z, span, history).min(axis=1)
                        self.burst[rate, history, size, span] = lowest

    def threshold(self, level):
        """Largest value that at most ``level`` of all weeks without a burst reach."""
        values = np.sort(np.concatenate([cell.ravel() for cell in self.null.values()]))
        last = int(level * values.size)
        if np.isinf(values[last]):
            return values[last - 1] if last and np.isfinite(values[last - 1]) else -np.inf
        below = values[values < values[last]]
        return below[-1] if below.size else -np.inf

    def false_alarms(self, limit, rate=None):
        cells = [v for (one, _), v in self.null.items() if rate in (None, one)]
        return float(np.mean([(cell <= limit).mean() for cell in cells]))

    def found(self, kind, level, history=None):
        limit = self.threshold(level)
        cells = [
            v for (rate, long, size, span), v in self.burst.items()
            if kind in (None, (rate, size, span)) and history in (None, long)
        ]  # fmt: skip
        return float(np.mean([(cell <= limit).mean() for cell in cells]))


def class_priors(seed):
    """What series of all six rates together say, by length of history."""
    priors = {}
    for history in HISTORIES:
        past = [quiet(seed, rate, history, 2_000)[:, :history] for rate in RATES]
        priors[history] = pooled_prior(np.concatenate(past).sum(axis=1), float(history))
    return priors


def quiet(seed, rate, history, series):
    rng = np.random.default_rng([seed, int(rate * 1e4), history])
    return rng.poisson(rate, (series, history + JUDGED)).astype(np.float64)


def with_burst(seed, rate, history, size, span, bursts):
    rng = np.random.default_rng([seed, int(rate * 1e4), history, size, span])
    weeks = rng.poisson(rate, (bursts, history + span)).astype(np.float64)
    weeks[:, history:] += rng.multinomial(size, np.full(span, 1 / span), bursts)
    return weeks


def ours(y, last, prior):
    got = sparse_rise(y, prior=prior, last=last)
    weekly = got.pvalue * upper_tail(1.0, got.expected, got.dispersion)
    return np.nan_to_num(weekly[:, -last:], nan=np.inf)


def given_an_event(y, last):
    return np.nan_to_num(sparse_rise(y, last=last).pvalue[:, -last:], nan=np.inf)


def ears(y, last, history):
    return np.nan_to_num(-ears_c2(y, min_sd=0.5).score[:, -last:], nan=np.inf)


def three_in_four(y, last, history):
    padded = np.cumsum(np.pad(y, ((0, 0), (4, 0))), axis=1)
    return -np.minimum(padded[:, 4:] - padded[:, :-4], 3.0)[:, -last:]


def farrington(y, last, history):
    got = farrington_flexible(y, last=last, min_recent=(0, 4))
    return np.nan_to_num(got.pvalue[:, -last:], nan=np.inf)


def report(name, table, *, owns_p):
    for level in LEVELS:
        limit = -3.0 if name == "3 in 4 weeks" else table.threshold(level)
        real = table.false_alarms(limit)
        talk(f"{name}: statistic below {limit:.3g}: {real:.2g} false alarms a week")
        say(PROMISE, f"{name}: bursts found at {level:g}", table.found(None, level), "share")
        by_history = [round(table.found(NAMED, level, h), 2) for h in sorted(
            {h for _, h in table.null})]  # fmt: skip
        talk(f"{name}: 3 in 4 weeks at 0.005 found at {level:g}, by history: {by_history}")
        if owns_p:
            by_rate = [table.false_alarms(level, rate) / level for rate in RATES]
            talk(f"{name}: nominal {level:g}, observed over it by rate: {np.round(by_rate, 2)}")
            nominal = [(v <= level).mean() for v in table.burst.values()]
            say(PROMISE, f"{name}: bursts found at nominal {level:g}", float(np.mean(nominal)),
                "share")  # fmt: skip
            say(PROMISE, f"{name}: observed over nominal {level:g}, pooled",
                table.false_alarms(level) / level, "times",
                at_most=MOST[level] if name.startswith("ours") else None)  # fmt: skip
            say(PROMISE, f"{name}: observed over nominal {level:g}, worst rate",
                float(max(by_rate)), "times",
                at_most=MOST[level] if name == "ours" else None)  # fmt: skip


if __name__ == "__main__":
    main()
