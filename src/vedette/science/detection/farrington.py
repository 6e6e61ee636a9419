"""Farrington's detectors: a week against the same season of earlier years."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import norm
from scipy.stats import t as student_t

from vedette.science.detection.counts import (
    Aberrations,
    Flags,
    Floats,
    InvalidCounts,
    aberrations,
    as_weekly_counts,
    not_judged,
)
from vedette.science.detection.reference import ReferenceRule, ReferenceSet, reference_set
from vedette.science.detection.tails import upper_quantile, upper_tail

Bound = Literal["delta", "nbPlugin", "muan"]
Power = Literal["2/3", "1/2", "none"]


def farrington_flexible(
    counts: ArrayLike,
    *,
    years_back: int = 5,
    half_window: int = 3,
    n_periods: int = 10,
    past_weeks_excluded: int = 26,
    reweight: bool = True,
    reweight_above: float = 2.58,
    trend: bool = True,
    trend_alpha: float = 1.0,
    bound: Bound = "nbPlugin",
    power: Power = "2/3",
    alpha: float = 0.01,
    min_recent: tuple[int, int] = (5, 4),
    population: ArrayLike | None = None,
    dates: Sequence[date] | None = None,
    weeks_per_year: int = 52,
    last: int | None = None,
    compat: Literal["converged", "r"] = "converged",
) -> Aberrations:
    """Flag weeks above a quasi-Poisson prediction from earlier years (Noufaily et al.).

    Parameters
    ----------
    counts : (n_weeks,) or (n_series, n_weeks) array_like
        Reports per week, oldest first. NaN weeks are left out of baselines, never read as 0.
    years_back, half_window, n_periods, past_weeks_excluded : int
        The reference set, see :func:`~vedette.science.detection.reference.reference_set`.
    reweight, reweight_above : bool, float
        Shrink past weeks whose standardised Anscombe residual exceeds ``reweight_above``.
    trend, trend_alpha : bool, float
        Keep a time trend if its p-value is below ``trend_alpha``, there are at least three
        years, and the prediction does not exceed the largest count of the baseline.
    bound, power : str
        How the threshold is computed; ``power`` is the transformation of ``"delta"``.
    alpha : float
        One-sided false-alarm probability per week.
    min_recent : (int, int)
        At least so many cases within so many weeks, the judged one included, or no verdict.
    population : array_like, shape of counts, optional
        Exposure per week (people, tests), entering as an offset.
    dates : sequence of date, optional
        Start of each week; with it reference weeks follow the calendar.
    last : int, optional
        Judge only so many weeks at the end; default all.
    compat : {"converged", "r"}
        ``"r"`` walks the path of R surveillance 1.20.3: where its iteration stops, and
        which dispersion its standard errors use. The default converges, uses Pearson's
        dispersion throughout, and gives no verdict where the season has no reports at all
        (use the sparse detector there).

    Returns
    -------
    Aberrations
        ``score`` is (count - expected) / (threshold - expected). Flagged means
        ``count > threshold`` and ``count > 0``.

    References
    ----------
    .. [1] Noufaily et al., Statistics in Medicine 32:1206, 2013.
    .. [2] Salmon, Schumacher, Höhle, Journal of Statistical Software 70(10), 2016.
    """
    rule = ReferenceRule(years_back, half_window, n_periods, past_weeks_excluded, weeks_per_year)
    fits = _fit_weeks(
        counts, population, rule, dates, last,
        trend and years_back >= 3, trend_alpha, reweight, reweight_above, compat == "r", False,
    )  # fmt: skip
    threshold, pvalue = _bounds(fits, bound, power, alpha, two_sided=False)
    return _verdict(counts, fits, threshold, pvalue, min_recent)


def farrington_1996(
    counts: ArrayLike,
    *,
    years_back: int = 5,
    half_window: int = 3,
    reweight: bool = True,
    trend: bool = True,
    power: Power = "2/3",
    alpha: float = 0.05,
    min_recent: tuple[int, int] = (5, 4),
    dates: Sequence[date] | None = None,
    weeks_per_year: int = 52,
    last: int | None = None,
    compat: Literal["converged", "r"] = "converged",
) -> Aberrations:
    """Flag weeks as the 1996 paper did: windows of earlier years only, two-sided ``alpha``.

    Past weeks with a residual above one are shrunk, the trend is kept at 5 %, the bound is
    the upper end of a two-sided interval. Parameters and result otherwise as in
    :func:`farrington_flexible`.
    """
    rule = ReferenceRule(years_back, half_window, 1, half_window, weeks_per_year)
    fits = _fit_weeks(
        counts, None, rule, dates, last,
        trend and years_back >= 3, 0.05, reweight, 1.0, compat == "r", True,
    )  # fmt: skip
    threshold, pvalue = _bounds(fits, "delta", power, alpha, two_sided=True)
    return _verdict(counts, fits, threshold, pvalue, min_recent)


class _Fits:
    """Means, variances of the means, dispersions of every judged week."""

    def __init__(self, series: Floats) -> None:
        self.series = series
        self.mean = not_judged(series.shape)
        self.variance = not_judged(series.shape)
        self.dispersion = not_judged(series.shape)


def _fit_weeks(
    counts: ArrayLike,
    population: ArrayLike | None,
    rule: ReferenceRule,
    dates: Sequence[date] | None,
    last: int | None,
    trend: bool,
    trend_alpha: float,
    reweight: bool,
    reweight_above: float,
    compat: bool,
    pearson_errors: bool,
) -> _Fits:
    # Compiling costs seconds and memory, so only those who fit pay for it.
    from vedette.science.detection.regression import judge_series_by_levels

    series = as_weekly_counts(counts, missing="skip")
    offsets = _log_exposure(population, series)
    time = _weeks_since_start(series.shape[1], dates)
    critical = student_t.isf(trend_alpha / 2, np.maximum(np.arange(series.shape[1] + 1), 1))
    critical = np.where(trend_alpha >= 1, -1.0, critical)
    fits = _Fits(series)
    first = 0 if last is None else max(series.shape[1] - last, 0)
    for week in range(first, series.shape[1]):
        reference = reference_set(week, rule, dates=dates)
        if reference is None:
            continue
        x, x0 = _design(reference, time, week)
        verdicts = judge_series_by_levels(
            x, series[:, reference.weeks], offsets[:, reference.weeks], x0, offsets[:, week],
            trend, critical, reweight, reweight_above, compat, pearson_errors,
        )  # fmt: skip
        fitted = verdicts[:, 4] == 1
        for array, column in ((fits.mean, 0), (fits.variance, 1), (fits.dispersion, 2)):
            array[fitted, week] = verdicts[fitted, column]
    return fits


def _design(reference: ReferenceSet, time: Floats, week: int) -> tuple[Floats, Floats]:
    """Time, centred and in years so that the equations stay well conditioned; then levels."""
    used = time[reference.weeks]
    present = np.unique(np.append(reference.levels, reference.judged_level))
    scale = 52.0
    x = np.column_stack(
        [(used - used.mean()) / scale, reference.levels[:, None] == present[None, :]]
    ).astype(np.float64)
    level0 = (present == reference.judged_level).astype(np.float64)
    return x, np.concatenate([[(time[week] - used.mean()) / scale], level0])


def _log_exposure(population: ArrayLike | None, series: Floats) -> Floats:
    if population is None:
        return np.zeros(series.shape)
    exposure = np.broadcast_to(np.asarray(population, dtype=np.float64), series.shape)
    if not (exposure > 0).all():
        raise InvalidCounts("an exposure is missing, zero or negative")
    return np.log(exposure)


def _weeks_since_start(n_weeks: int, dates: Sequence[date] | None) -> Floats:
    if dates is None:
        return np.arange(n_weeks, dtype=np.float64)
    return np.array([(day - dates[0]).days / 7 for day in dates], dtype=np.float64)


def _bounds(
    fits: _Fits, bound: Bound, power: Power, alpha: float, *, two_sided: bool
) -> tuple[Floats, Floats]:
    mean, y = fits.mean, fits.series
    z = norm.isf(alpha / 2 if two_sided else alpha)
    if bound == "delta":
        return _delta(y, mean, fits.dispersion + fits.variance / mean, power, z)
    if bound == "muan":
        with np.errstate(over="ignore"):
            mean = mean * np.exp(z * np.sqrt(fits.variance) / mean)
    threshold = upper_quantile(alpha, mean, fits.dispersion)
    return threshold, upper_tail(y, mean, fits.dispersion)


def _delta(y: Floats, mean: Floats, tau: Floats, power: Power, z: float) -> tuple[Floats, Floats]:
    exponent = {"2/3": 2 / 3, "1/2": 1 / 2, "none": 1.0}[power]
    centre = mean**exponent
    spread = exponent * mean ** (exponent - 0.5) * np.sqrt(tau)
    threshold = (centre + z * spread) ** (1 / exponent)
    return threshold, norm.sf((y**exponent - centre) / spread)


def _verdict(
    counts: ArrayLike,
    fits: _Fits,
    threshold: Floats,
    pvalue: Floats,
    min_recent: tuple[int, int],
) -> Aberrations:
    y, mean = fits.series, fits.mean
    enough = _recent_cases(y, min_recent[1]) >= min_recent[0]
    threshold = np.where(enough, threshold, np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        score = (y - mean) / (threshold - mean)
        flagged: Flags = enough & (y > threshold) & (y > 0)
    pvalue = np.where(np.isnan(mean), np.nan, pvalue)
    return aberrations(
        np.shape(counts),
        expected=mean,
        threshold=threshold,
        flagged=flagged,
        pvalue=pvalue,
        score=score,
        dispersion=fits.dispersion,
    )


def _recent_cases(series: Floats, weeks: int) -> Floats:
    padded = np.concatenate([np.zeros((series.shape[0], 1)), np.nan_to_num(series)], axis=1)
    total = np.cumsum(padded, axis=1)
    start = np.maximum(np.arange(series.shape[1]) - weeks + 1, 0)
    return total[:, 1:] - total[:, start]
