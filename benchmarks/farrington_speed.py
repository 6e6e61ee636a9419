"""What one week of one series costs Farrington's detector, beside R and beside arithmetic.

Weeks of Poisson-like counts with trend and season, five years back, ten seasons. The bound
of arithmetic counts the multiplications and additions that a converged fit cannot do
without: for each of the 237 baseline weeks, two passes over the moments of e^(slope t) for
each of two fits (seven operations), two dispersions (six) and one reweighting (twenty), so
60 operations a week and 14,000 a verdict; the rate is that of this machine's own
multiply-adds over numbers that stay in the nearest cache, in one core.
"""

import shutil
import subprocess
import time

import measuring
import numpy as np
from measuring import QUICK, say, talk

PROMISE = "Farrington"
WEEKS, JUDGED, ALL = 624, 49, 312
SERIES = 200 if QUICK else 2_000
WALKED = 20 if QUICK else 200
R_SERIES, R_WEEKS = 2, 20
OPERATIONS = 237 * (2 * 2 * 7 + 2 * 6 + 20)
MICROSECOND = 1e-6


def main():
    measuring.on_one_core()
    from vedette.science.detection.farrington import farrington_flexible

    counts = simulated(SERIES)
    quick = {"last": JUDGED, "min_recent": (0, 4)}
    farrington_flexible(counts[:3], **quick)
    farrington_flexible(counts[:3], compat="r", **quick)
    fast, converged = best_of(3, farrington_flexible, counts, **quick)
    slow, walked = best_of(2, farrington_flexible, counts[:WALKED], compat="r", **quick)
    history, _ = best_of(2, farrington_flexible, counts[: SERIES // 4], last=ALL, min_recent=(0, 4))
    fast, slow = fast / (SERIES * JUDGED), slow / (WALKED * JUDGED)
    differing = int((converged.flagged[:WALKED] != walked.flagged).sum()) / (WALKED * JUDGED)
    r = seconds_in_r(counts)
    peer = {"peer": "R farringtonFlexible", "peer_value": r / MICROSECOND} if r else {}
    history /= SERIES // 4 * ALL
    say(PROMISE, "converged, of 49 weeks", fast / MICROSECOND, "µs", at_most=5.0, **peer)
    say(PROMISE, "converged, of 312 weeks", history / MICROSECOND, "µs", at_most=5.0, **peer)
    say(PROMISE, "as R walks, of 49 weeks", slow / MICROSECOND, "µs", at_most=60.0, **peer)
    say(PROMISE, "alarms that differ between the two", 1e4 * differing, "in 10,000", at_most=1.0)
    if r:
        say(PROMISE, "R, of 20 weeks", r / MICROSECOND, "µs")
        say(PROMISE, "times as fast as R, converged", r / fast, "times")
    bound = OPERATIONS / arithmetic_rate()
    say(PROMISE, "bound of arithmetic", bound / MICROSECOND, "µs")
    say(PROMISE, "share of that bound reached", 100 * bound / history, "%")


def simulated(n_series):
    rng = np.random.default_rng(20261121)
    t = np.arange(WEEKS)
    level, swing = rng.uniform(-0.5, 3.0, (n_series, 1)), rng.uniform(0, 0.6, (n_series, 1))
    mean = np.exp(level + 0.001 * t + swing * np.cos(2 * np.pi * t / 52))
    spread = rng.uniform(1.05, 3.0, (n_series, 1))
    return rng.negative_binomial(mean / (spread - 1), 1 / spread).astype(float)


def best_of(times, call, *args, **options):
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        result = call(*args, **options)
        taken.append(time.perf_counter() - begun)
    return min(taken), result


def seconds_in_r(counts):
    """Seconds of one verdict in R, or None where R or the package is missing."""
    if shutil.which("Rscript") is None:
        talk("R is not installed; its figures are left out")
        return None
    columns = ",".join(f"c({','.join(str(int(y)) for y in row)})" for row in counts[:R_SERIES])
    code = f"""
        suppressMessages(library(surveillance))
        x <- sts(cbind({columns}), frequency = 52)
        control <- list(range = {WEEKS - R_WEEKS + 1}:{WEEKS}, b = 5, w = 3, reweight = TRUE,
          weightsThreshold = 2.58, alpha = 0.01, pThresholdTrend = 1, noPeriods = 10,
          pastWeeksNotIncluded = 26, thresholdMethod = "nbPlugin", limit54 = c(0, 4))
        invisible(farringtonFlexible(x[, 1], control))
        cat(system.time(farringtonFlexible(x, control))["elapsed"])
    """
    done = subprocess.run(["Rscript", "-e", code], capture_output=True, text=True, check=False)
    if done.returncode:
        talk("R has no package surveillance; its figures are left out")
        return None
    return float(done.stdout.split()[-1]) / (R_SERIES * R_WEEKS)


def arithmetic_rate():
    """Multiplications and additions a second of one core, on numbers in the nearest cache."""
    from numba import njit

    @njit
    def multiply_add(values, factor, term, rounds):
        for _ in range(rounds):
            for lane in range(values.size):
                values[lane] = values[lane] * factor + term

    values, rounds = np.ones(512), 100_000
    multiply_add(values, 0.999, 0.001, 1)
    seconds, _ = best_of(3, multiply_add, values, 0.999, 0.001, rounds)
    return 2 * values.size * rounds / seconds


if __name__ == "__main__":
    main()
