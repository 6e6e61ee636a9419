"""Many tests at once: combining them, and keeping the false alarms among the alarms few."""

import numpy as np
from numpy.typing import ArrayLike

from vedette.science.detection.counts import Flags, Floats
from vedette.science.detection.tails import log_probability

MULTIPLIERS = (1.5, 2.0, 3.0, 5.0, 10.0)
SURELY, HARDLY = 1e-15, 0.99  # p-values of exactly 0 or 1 would decide a combination alone


def cauchy_combination(pvalues: ArrayLike, *, axis: int = 0) -> Floats:
    """One p-value from several dependent ones (Liu and Xie 2020); NaN entries are left out."""
    p = np.asarray(pvalues, dtype=np.float64)
    clipped = np.clip(p, SURELY, HARDLY)
    weight = (~np.isnan(p)).sum(axis=axis)
    total = np.nansum(np.tan((0.5 - clipped) * np.pi), axis=axis)
    mean = np.where(weight > 0, total / np.maximum(weight, 1), np.nan)
    return 0.5 - np.arctan(mean) / np.pi


def benjamini_hochberg(pvalues: ArrayLike, *, q: float = 0.10, tests: int | None = None) -> Flags:
    """Which p-values to act on so that about ``q`` of the actions are false; NaN never is.

    ``tests`` is the size of the family if larger than the p-values given.
    """
    p = np.asarray(pvalues, dtype=np.float64)
    judged = np.sort(p[~np.isnan(p)])
    family = max(tests or 0, judged.size)
    passing = np.flatnonzero(judged <= np.arange(1, judged.size + 1) * q / max(family, 1))
    if not passing.size:
        return np.zeros(p.shape, dtype=bool)
    return p <= judged[passing[-1]]


def e_benjamini_hochberg(evalues: ArrayLike, *, q: float = 0.10) -> Flags:
    """As :func:`benjamini_hochberg`, on e-values: valid under any dependence."""
    e = np.asarray(evalues, dtype=np.float64)
    judged = -np.sort(-e[~np.isnan(e)])
    passing = np.flatnonzero(judged >= judged.size / (q * np.arange(1, judged.size + 1)))
    if not passing.size:
        return np.zeros(e.shape, dtype=bool)
    return e >= judged[passing[-1]]


def e_value(count: ArrayLike, mean: ArrayLike, dispersion: ArrayLike = 1.0) -> Floats:
    """Evidence that the mean has risen 1.5 to 10 times; averages one if it has not.

    Evidence of independent sources multiplies, of dependent ones averages. Above 20 is
    moderate, above 100 strong. The mean must be above zero.
    """
    y, mu, phi = np.broadcast_arrays(
        np.asarray(count, float), np.asarray(mean, float), np.asarray(dispersion, float)
    )
    unchanged = log_probability(y, mu, phi)
    ratios = [
        np.exp(np.minimum(log_probability(y, k * mu, phi) - unchanged, 600)) for k in MULTIPLIERS
    ]
    return np.mean(ratios, axis=0)
