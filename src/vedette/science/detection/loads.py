"""Loads in wastewater: continuous, log-normal, and often below what can be measured."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import log_ndtr
from scipy.stats import t as student

from vedette.science.detection.counts import (
    Flags,
    Floats,
    InvalidCounts,
    SeriesTooShort,
    not_judged,
)
from vedette.science.detection.multiplicity import cauchy_combination

LEAST_SD = 0.15  # of a log load; sampling and laboratory alone vary as much
MAD_TO_SD = 1.4826
SPARE_VALUES = 3  # measured values a fit needs beyond its coefficients
STEPS, TOLERANCE = 500, 1e-9


@dataclass(frozen=True, slots=True)
class LoadVerdicts:
    """One verdict per sample; NaN where not judged.

    ``expected`` is the median load, in the unit given. ``first_found`` marks the first
    measured value of a site after enough samples without one; it has no p-value, and one
    such sample alone is weak evidence.
    """

    expected: Floats
    residual: Floats
    pvalue: Floats
    first_found: Flags


@dataclass(frozen=True, slots=True)
class CensoredFit:
    """Coefficients of log loads on covariates, standard deviation, and their uncertainty."""

    coefficients: Floats
    sd: float
    covariance: Floats
    measured: int


def load_rise(
    loads: ArrayLike,
    limits: ArrayLike,
    *,
    days: ArrayLike,
    covariates: ArrayLike | None = None,
    min_samples: int = 8,
    samples_excluded: int = 3,
    last: int | None = None,
) -> LoadVerdicts:
    """Judge each sample of a site, and it with the two before, against the site's past.

    Log loads follow a line in time and the covariates; what lies below the limit of
    quantification enters as just that (Tobit), neither as zero nor as half the limit.

    Parameters
    ----------
    loads : (n_samples,) array_like
        mg per day and 1,000 inhabitants, or any one unit, oldest first; anything below
        its limit, NaN included, counts as not quantified.
    limits : (n_samples,) array_like
        Limit of quantification of each sample in the same unit, above zero.
    days : (n_samples,) array_like
        When each sample was taken.
    covariates : (n_samples, k) array_like, optional
        Weekdays, rain and the like.
    min_samples : int
        Fewest earlier samples, for a fit as for a first finding.
    samples_excluded : int
        Samples before the judged one that the past leaves out, at least the two it is
        judged with.
    last : int, optional
        Judge only so many samples at the end.

    Returns
    -------
    LoadVerdicts
        One-sided p-values from Student's distribution, the one-sample and three-sample
        tests combined (Cauchy). A sample below its limit is no rise: one.

    Raises
    ------
    InvalidCounts
        If a limit is missing or not above zero, or lengths differ.
    """
    y, floor, x = _as_samples(loads, limits, days, covariates)
    measured = ~np.isnan(y)
    expected, residual, pvalue = (not_judged(y.shape) for _ in range(3))
    first_found = np.zeros(y.shape, dtype=bool)
    start = 0 if last is None else max(y.size - last, 0)
    for at in range(start, y.size):
        if measured[at] and at >= min_samples and not measured[:at].any():
            first_found[at] = True
        past = slice(0, at - max(samples_excluded, 2))
        if past.stop < min_samples:
            continue
        kept = np.append(0, 1 + np.flatnonzero(np.ptp(x[past, 1:], axis=0) > 0))
        if measured[past].sum() < kept.size + SPARE_VALUES:
            continue
        fit = censored_fit(y[past], floor[past], x[past][:, kept])
        window = slice(at - 2, at + 1)
        one, three, z = _tails(fit, y[window], floor[window], x[window][:, kept])
        expected[at] = np.exp(x[at, kept] @ fit.coefficients)
        residual[at] = z
        pvalue[at] = cauchy_combination([one, three]) if measured[at] else 1.0
    return LoadVerdicts(expected, residual, pvalue, first_found)


def censored_fit(logs: Floats, floors: Floats, x: Floats) -> CensoredFit:
    """Fit a line to logarithms of which those that are NaN lie below their floors.

    Maximum likelihood by expectation and maximisation; the standard deviation is then the
    larger of that of the likelihood, the scaled median deviation of the measured values
    where most are, and 0.15.

    Parameters
    ----------
    logs, floors : (n,) array
        Log loads and log limits.
    x : (n, q) array
        Design, a column of ones included.

    Raises
    ------
    SeriesTooShort
        If hardly more values are measured than there are coefficients.
    """
    measured = ~np.isnan(logs)
    if measured.sum() < x.shape[1] + 1:
        raise SeriesTooShort(needed=x.shape[1] + 1, got=int(measured.sum()))
    below = ~measured
    filled = np.where(measured, logs, floors)
    solve: Floats = np.linalg.pinv(x).astype(np.float64)
    beta, variance = solve @ filled, LEAST_SD**2
    for _ in range(STEPS):
        mean = x @ beta
        sd = np.sqrt(variance)
        c = (floors[below] - mean[below]) / sd
        ratio = np.exp(-0.5 * c**2 - 0.5 * np.log(2 * np.pi) - log_ndtr(c))
        filled[below] = mean[below] - sd * ratio
        left = variance * np.maximum(1 - c * ratio - ratio**2, 0)
        new = solve @ filled
        variance = max((((filled - x @ new) ** 2).sum() + left.sum()) / logs.size, 1e-8)
        moved, beta = np.abs(new - beta).max() + abs(np.sqrt(variance) - sd), new
        if moved < TOLERANCE:
            break
    count = int(measured.sum())
    sd = np.sqrt(variance * logs.size / max(logs.size - x.shape[1], 1))
    off = logs[measured] - x[measured] @ beta
    robust = MAD_TO_SD * float(np.median(np.abs(off - np.median(off))))
    sd = max(float(sd) if below.any() else robust, robust if count > below.sum() else 0.0, LEAST_SD)
    # A censored sample says less than a measured one; measured ones alone bound the error.
    covariance = (sd**2 * np.linalg.pinv(x[measured].T @ x[measured])).astype(np.float64)
    return CensoredFit(beta, sd, covariance, count)


def flow_normalised(
    concentration: ArrayLike, flow: ArrayLike, population: ArrayLike
) -> tuple[Floats, Flags]:
    """Loads in mg per day and 1,000 inhabitants, and which are concentrations still.

    ``concentration`` is in ng per litre, ``flow`` in cubic metres per day, NaN where it was
    not measured: there the concentration itself is returned and marked, and must not be
    judged together with loads.
    """
    level, volume, people = np.broadcast_arrays(
        *(np.asarray(v, dtype=np.float64) for v in (concentration, flow, population))
    )
    unknown = np.isnan(volume) | np.isnan(people)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(unknown, level, level * volume / people), unknown


def _as_samples(
    loads: ArrayLike, limits: ArrayLike, days: ArrayLike, covariates: ArrayLike | None
) -> tuple[Floats, Floats, Floats]:
    """Log loads (NaN below the limit), log limits and the design, time in years."""
    load, limit = np.asarray(loads, np.float64), np.asarray(limits, np.float64)
    limit = np.broadcast_to(limit, load.shape)
    when = np.asarray(days, np.float64)
    if load.ndim != 1 or when.shape != load.shape or not np.isfinite(when).all():
        raise InvalidCounts("loads and their days are not columns of one length")
    if not (np.isfinite(limit) & (limit > 0)).all():
        raise InvalidCounts("a limit of quantification is missing or not above zero")
    quantified = np.isfinite(load) & (load >= limit)
    logs = np.log(np.where(quantified, load, 1.0))
    years = (when - when[0]) / 365.25 if when.size else when
    columns = [np.ones(load.size), years]
    if covariates is not None:
        columns += list(np.asarray(covariates, np.float64).reshape(load.size, -1).T)
    return np.where(quantified, logs, np.nan), np.log(limit), np.column_stack(columns)


def _tails(fit: CensoredFit, logs: Floats, floors: Floats, x: Floats) -> tuple[float, float, float]:
    """P-values of the last sample and of the mean of all three, and its residual."""
    mean = x @ fit.coefficients
    c = (floors - mean) / fit.sd
    # What a sample below its limit is expected to be, given that it is.
    inside = mean - fit.sd * np.exp(-0.5 * c**2 - 0.5 * np.log(2 * np.pi) - log_ndtr(c))
    off = np.where(np.isnan(logs), inside, logs) - mean
    freedom = max(fit.measured - x.shape[1], 1)
    tails = []
    for some in (slice(-1, None), slice(None)):
        at = x[some].mean(axis=0)
        error = np.sqrt(fit.sd**2 / len(off[some]) + at @ fit.covariance @ at)
        tails.append(float(student.sf(off[some].mean() / error, freedom)))
    return tails[0], tails[1], float(off[-1] / fit.sd)
