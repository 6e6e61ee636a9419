"""Many tests at once: combining them, and keeping the false alarms among the alarms few."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import chi2, norm

from vedette.science.detection.counts import Flags, Floats, InvalidCounts
from vedette.science.detection.tails import log_probability

MULTIPLIERS = (1.5, 2.0, 3.0, 5.0, 10.0)
SURELY, HARDLY = 1e-15, 0.99  # p-values of exactly 0 or 1 would decide a combination alone
NULL_FROM = 0.5  # p-values above it are taken to come from tests with nothing to find
MODERATE, STRONG = 20.0, 100.0


def cauchy_combination(pvalues: ArrayLike, *, axis: int = 0) -> Floats:
    """One p-value from several dependent ones (Liu and Xie 2020); NaN entries are left out."""
    p = np.asarray(pvalues, dtype=np.float64)
    clipped = np.clip(p, SURELY, HARDLY)
    weight = (~np.isnan(p)).sum(axis=axis)
    total = np.nansum(np.tan((0.5 - clipped) * np.pi), axis=axis)
    mean = np.where(weight > 0, total / np.maximum(weight, 1), np.nan)
    return 0.5 - np.arctan(mean) / np.pi


def fisher_combination(pvalues: ArrayLike, *, axis: int = 0) -> Floats:
    """One p-value from independent ones (Fisher 1932); NaN entries are left out."""
    p = np.asarray(pvalues, dtype=np.float64)
    told = (~np.isnan(p)).sum(axis=axis)
    total = -2 * np.nansum(np.log(np.clip(p, SURELY, HARDLY)), axis=axis)
    return np.where(told > 0, chi2.sf(total, 2 * np.maximum(told, 1)), np.nan)


def stouffer_combination(pvalues: ArrayLike, *, weights: ArrayLike = 1.0, axis: int = 0) -> Floats:
    """One p-value from independent ones, by weight (Stouffer 1949); NaN entries are left out.

    The best ``weights`` are the square roots of the expected information. Broadcast.
    """
    p = np.asarray(pvalues, dtype=np.float64)
    weight = np.where(np.isnan(p), 0.0, np.broadcast_to(np.asarray(weights, float), p.shape))
    z = norm.isf(np.where(np.isnan(p), 0.5, np.clip(p, SURELY, HARDLY)))
    length = np.sqrt((weight**2).sum(axis=axis))
    with np.errstate(invalid="ignore", divide="ignore"):
        return norm.sf((weight * z).sum(axis=axis) / length)


def harmonic_mean_pvalue(pvalues: ArrayLike, *, weights: ArrayLike = 1.0, axis: int = 0) -> Floats:
    """Harmonic mean of dependent p-values (Wilson 2019); NaN entries are left out.

    Approximately a p-value below 0.05 and for a handful of tests; above that it is too small.
    """
    p = np.asarray(pvalues, dtype=np.float64)
    weight = np.where(np.isnan(p), 0.0, np.broadcast_to(np.asarray(weights, float), p.shape))
    inverse = np.where(np.isnan(p), 0.0, 1 / np.clip(p, SURELY, 1.0))
    with np.errstate(invalid="ignore", divide="ignore"):
        return weight.sum(axis=axis) / (weight * inverse).sum(axis=axis)


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


def benjamini_yekutieli(pvalues: ArrayLike, *, q: float = 0.10, tests: int | None = None) -> Flags:
    """As :func:`benjamini_hochberg`, but valid under any dependence; about ln(tests) stricter."""
    p = np.asarray(pvalues, dtype=np.float64)
    family = max(tests or 0, int((~np.isnan(p)).sum()), 1)
    return benjamini_hochberg(p, q=q / (1 / np.arange(1, family + 1)).sum(), tests=tests)


def storey(
    pvalues: ArrayLike, *, q: float = 0.10, tests: int | None = None, null_from: float = NULL_FROM
) -> Flags:
    """As :func:`benjamini_hochberg`, at a level raised by the share of tests that find nothing.

    That share is estimated from the p-values above ``null_from`` (Storey 2002), with one
    added, and is never above one; tests of the family without a p-value count as null.
    """
    p = np.asarray(pvalues, dtype=np.float64)
    judged = p[~np.isnan(p)]
    family = max(tests or 0, judged.size, 1)
    null = 1 + (judged > null_from).sum() + family - judged.size
    share = min(float(null) / (family * (1 - null_from)), 1.0)
    return benjamini_hochberg(p, q=q / share, tests=tests) & (p <= null_from)


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


@dataclass(frozen=True, slots=True)
class OnlineBatch:
    """Which tests of one batch to act on, and the level at which it was judged."""

    flagged: Flags
    level: float


def batch_benjamini_hochberg(
    batches: Sequence[ArrayLike], *, alpha: float = 0.10
) -> tuple[OnlineBatch, ...]:
    """Benjamini-Hochberg week after week, with the false alarms of all weeks among all alarms.

    Each batch (one-dimensional p-values, NaN never flagged) is judged by those before it
    only (BatchBH, Zrnic 2020). What is left to spend fades over the years, so begin anew
    each year. P-values must be independent between and positively dependent within batches.
    """
    judged: list[OnlineBatch] = []
    flagged, most = np.zeros(0), np.zeros(0)
    spending = np.zeros(0)
    for t, batch in enumerate(batches):
        p = np.asarray(batch, dtype=np.float64)
        n = int((~np.isnan(p)).sum())
        budget = alpha * (0.43749 / np.arange(1, t + 2) ** 1.6).sum()
        others = flagged.sum() - flagged
        spent = (spending * most / np.maximum(most + others, 1)).sum()
        level = max(float((budget - spent) * (n + flagged.sum()) / n), 0.0) if n else 0.0
        flags = benjamini_hochberg(p, q=level)
        judged.append(OnlineBatch(flags, level))
        flagged, spending = np.append(flagged, flags.sum()), np.append(spending, level)
        most = np.append(most, _most_rejections(p, level))
    return tuple(judged)


def _most_rejections(pvalues: Floats, level: float) -> int:
    """How many would be flagged if one p-value, whichever flags most, were zero."""
    ordered = np.sort(pvalues[~np.isnan(pvalues)])
    if not ordered.size:
        return 0
    # Setting the largest to zero leaves every other rank the smallest p-value it can have.
    best = np.append(0.0, ordered[:-1])
    passing = np.flatnonzero(best <= np.arange(1, best.size + 1) * level / best.size)
    return int(passing[-1]) + 1


def lord(pvalues: ArrayLike, *, alpha: float = 0.10) -> Flags:
    """Judge tests one after the other, each by those before it only (LORD++, Ramdas 2017).

    ``pvalues`` are (n_tests,) in order of time; NaN is skipped and costs nothing. Alarms earn
    back some level; without any it fades, so begin anew each year.
    """
    p = np.asarray(pvalues, dtype=np.float64)
    start = alpha / 10
    j = np.arange(1, p.size + 2, dtype=np.float64)
    fade = 0.0772084 * np.log(np.maximum(j, 2)) / (j * np.exp(np.sqrt(np.log(j))))
    flags = np.zeros(p.shape, dtype=bool)
    alarms: list[int] = []
    for at, i in enumerate(np.flatnonzero(~np.isnan(p)), start=1):
        level = start * fade[at - 1]
        if alarms:
            level += (alpha - start) * fade[at - alarms[0] - 1]
            level += alpha * sum(fade[at - one - 1] for one in alarms[1:])
        if p[i] <= level:
            flags[i] = True
            alarms.append(at)
    return flags


@dataclass(frozen=True, slots=True)
class Corroboration:
    """Evidence of all source types together, and what each of them gave."""

    evalue: float
    by_type: dict[Hashable, float]

    @property
    def strength(self) -> str:
        """``"strong"`` above 100, ``"moderate"`` above 20, else ``"weak"``."""
        if self.evalue > STRONG:
            return "strong"
        return "moderate" if self.evalue > MODERATE else "weak"


def corroboration(evalues: ArrayLike, source_types: Sequence[Hashable]) -> Corroboration:
    """Put the evidence of several streams together.

    Parameters
    ----------
    evalues : (n_streams,) array_like
        One of each stream (see :func:`e_value`); NaN is left out.
    source_types : sequence, one entry per stream
        Streams of one type see the same market, customers or laboratory, so they average;
        types are independent, so they multiply. A type that saw nothing new lowers the
        product.

    Raises
    ------
    InvalidCounts
        If an e-value is negative.
    """
    e = np.asarray(evalues, dtype=np.float64)
    if (e < 0).any():
        raise InvalidCounts("an e-value is negative")
    groups: dict[Hashable, list[float]] = {}
    for value, kind in zip(e, source_types, strict=True):
        if not np.isnan(value):
            groups.setdefault(kind, []).append(float(value))
    by_type: dict[Hashable, float] = {kind: float(np.mean(v)) for kind, v in groups.items()}
    return Corroboration(float(np.prod(list(by_type.values()))), by_type)
