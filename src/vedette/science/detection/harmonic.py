"""The default for regular series: a smooth season and trend, and the onset of a burst."""

import numpy as np
from numpy.typing import ArrayLike

from vedette.science.detection.counts import (
    Aberrations,
    Floats,
    InvalidCounts,
    aberrations,
    as_weekly_counts,
    not_judged,
    running_totals,
)
from vedette.science.detection.tails import MOST_REPORTS, upper_quantile, upper_tail

YEAR = 52.0
LOOSEST = 2.0  # largest standard error of a log mean on which a curve is believed
BURST_SIZES = (1.5, 3.0, 5.0, 8.0)  # reports of a burst, in standard deviations of a week
FIRST_WEEK, SECOND_WEEK = 0.5, 0.42  # share of a burst's reports in its first two weeks
LATE = 0.38  # weight of a burst that began the week before, beside one that begins now
SURE_TAIL = 1e-12  # chances below are taken from the tails of one and two weeks
LEAST_MEAN = 1e-6
CAUTION = 0.7  # standard errors by which the dispersion may be too small by chance


def harmonic_rise(
    counts: ArrayLike,
    *,
    harmonics: int = 2,
    trend: bool = True,
    past_weeks_excluded: int = 26,
    min_baseline: int = 52,
    reweight_above: float = 2.58,
    exposure: ArrayLike | None = None,
    maturity: ArrayLike | None = None,
    alpha: float = 0.001,
    last: int | None = None,
    only: ArrayLike | None = None,
) -> Aberrations:
    """Judge whether a burst begins this week or began the week before.

    Trend and season of all history (quasi-Poisson, ``log mu = a + b t + harmonics``, past
    outbreaks shrunk) give the expected counts of both weeks. The evidence is the likelihood
    ratio of negative binomials whose mean a burst has raised, averaged over sizes of the
    burst and over its two starts; its chance without a burst is summed exactly over the
    counts of both weeks, the dispersion holding the uncertainty of the fit as well.

    Parameters
    ----------
    counts : (n_weeks,) or (n_series, n_weeks) array_like of int
        Reports per week, oldest first, none missing.
    past_weeks_excluded, min_baseline : int
        Weeks before the judged one that no fit uses, and fewest weeks for a fit.
    reweight_above : float
        Weeks whose Anscombe residual exceeds it are shrunk, by the fourth power of how far.
        Farrington Flexible drops to the inverse square at once, which makes the dispersion
        of a quiet series too small.
    exposure : array_like, shape of counts, optional
        Tests or cases examined per week, above zero; enters as an offset.
    maturity : array_like, shape of counts, optional
        Share of each week's reports already in; a young week is judged thinned.
    last : int, optional
        Judge only so many weeks at the end.
    only : array_like of bool, shape of counts, optional
        Judge only these weeks of these series; each costs a fit of its own.

    Returns
    -------
    Aberrations
        ``score`` is the likelihood ratio, ``pvalue`` the chance of as much without a burst;
        flagged means ``pvalue <= alpha``. ``threshold`` is the one-week quantile, for
        drawing. Where no curve can be fitted (no reports yet, or a prediction less sure
        than ``LOOSEST``) the baseline's plain rate is used, so every week with a baseline
        has a verdict.

    Notes
    -----
    Measured on the 42 scenarios of Noufaily et al. (2013) in ``benchmarks/vb42.py``. The
    shares of a burst are those of its reporting there: half at once, nearly all by the next
    week. Slower rises are the business of the longer windows of the sparse detector.
    """
    from vedette.science.detection.curves import follow

    series = as_weekly_counts(counts)
    offsets = _log_exposure(exposure, series)
    ripe = np.ones(series.shape) if maturity is None else np.broadcast_to(maturity, series.shape)
    wanted = np.ones(series.shape, bool) if only is None else np.reshape(only, series.shape).copy()
    first = max(past_weeks_excluded + min_baseline, 1)
    first = first if last is None else max(series.shape[1] - last, first)
    wanted[:, :first] = False
    curve = _curve(series.shape[1], harmonics, trend)
    fits = follow(curve, series, offsets, wanted, past_weeks_excluded, reweight_above)
    rows, weeks = np.nonzero(wanted)
    mean, spread = _predicted(fits[rows, weeks], series, offsets, rows, weeks, past_weeks_excluded)
    pair = weeks[:, None] + np.array([-1, 0])
    share = ripe[rows[:, None], pair]
    mean, spread = np.maximum(mean * share, LEAST_MEAN), 1 + share * (spread - 1)
    evidence, chance = _onset_chance(series[rows[:, None], pair], mean, spread)
    placed = [not_judged(series.shape) for _ in range(4)]
    for array, values in zip(placed, (mean[:, 1], spread[:, 1], evidence, chance), strict=True):
        array[rows, weeks] = values
    expected, dispersion, score, pvalue = placed
    return aberrations(
        np.shape(counts),
        expected=expected,
        threshold=upper_quantile(alpha, expected, dispersion),
        flagged=np.nan_to_num(pvalue, nan=1.0) <= alpha,
        pvalue=pvalue,
        score=score,
        dispersion=dispersion,
    )


def _curve(n_weeks: int, harmonics: int, trend: bool) -> Floats:
    """Columns of the fit; the same for a week whatever comes after it."""
    weeks = np.arange(n_weeks)
    columns = [np.ones(n_weeks)]
    if trend:
        columns.append(weeks / YEAR)
    for j in range(1, harmonics + 1):
        angle = 2 * np.pi * j * weeks / YEAR
        columns += [np.cos(angle), np.sin(angle)]
    return np.column_stack(columns)


def _predicted(
    fits: Floats, series: Floats, offsets: Floats, rows: np.ndarray, weeks: np.ndarray, gap: int
) -> tuple[Floats, Floats]:
    """Mean and predictive dispersion of (week before, week), by curve or else by plain rate."""
    pair = weeks[:, None] + np.array([-1, 0])
    effort = np.exp(offsets)
    reports, seen = (
        running_totals(series)[rows, weeks - gap],
        running_totals(effort)[rows, weeks - gap],
    )
    rate = ((reports + 0.5) / seen)[:, None] * effort[rows[:, None], pair]
    by_rate = 1 + effort[rows[:, None], pair] / seen[:, None]
    mean, unsure, phi = fits[:, :2], fits[:, 2:4], fits[:, 4:]
    with np.errstate(over="ignore", invalid="ignore"):
        variance = unsure * phi
        believed = (variance <= LOOSEST**2) & (mean < MOST_REPORTS)
        spread = phi + CAUTION * _dispersion_error(mean, phi, weeks - gap) + mean * variance
    sure = np.all(believed, axis=1)[:, None]
    return np.where(sure, mean, rate), np.where(sure, spread, by_rate)


def _dispersion_error(mean: Floats, phi: Floats, weeks: np.ndarray) -> Floats:
    """Standard error of Pearson's dispersion, from the kurtosis of the negative binomial."""
    kurtosis = 2 + (6 * (phi - 1) + 1 / phi) / np.maximum(mean, LEAST_MEAN)
    return np.asarray(phi * np.sqrt(kurtosis / weeks[:, None]))


def _onset_chance(y: Floats, mean: Floats, spread: Floats) -> tuple[Floats, Floats]:
    """Evidence and its chance for rows of (week before, week)."""
    from vedette.science.detection.onsets import onsets

    found = onsets(y, mean, spread, np.array(BURST_SIZES), FIRST_WEEK, SECOND_WEEK, LATE)
    evidence, chance = found[:, 0], found[:, 1]
    far = np.flatnonzero(chance < SURE_TAIL)  # beyond the lattice
    if far.size:
        both, wide = mean[far].sum(axis=1), (mean * spread)[far].sum(axis=1)
        tails = upper_tail(y[far, 1], mean[far, 1], spread[far, 1])
        pairs = upper_tail(y[far].sum(axis=1), both, wide / both)
        chance[far] = np.minimum(2 * np.minimum(tails, pairs), SURE_TAIL)
    return evidence, chance


def _log_exposure(exposure: ArrayLike | None, series: Floats) -> Floats:
    if exposure is None:
        return np.zeros(series.shape)
    effort = np.broadcast_to(np.asarray(exposure, dtype=np.float64), series.shape)
    if not (effort > 0).all():
        raise InvalidCounts("an exposure is missing, zero or negative")
    return np.log(effort)
