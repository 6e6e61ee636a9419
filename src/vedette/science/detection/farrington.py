"""Farrington's detectors: a week against the same season of earlier years."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import norm
from scipy.stats import t as student_t

from vedette.science.detection.counts import (
    Aberrations,
    Flags,
    Floats,
    InvalidCounts,
    as_weekly_counts,
    not_judged,
)
from vedette.science.detection.quantiles import quantile_as_in_r, tail_beyond
from vedette.science.detection.reference import (
    ReferenceRule,
    ReferenceSet,
    ReferenceTable,
    reference_set,
    reference_table,
    windows_of_1996,
)
from vedette.science.detection.tails import upper_quantile, upper_tail

Bound = Literal["delta", "nbPlugin", "muan"]
Power = Literal["2/3", "1/2", "none", "skewness"]
Compat = Literal["converged", "r"]
LEAST_RESPONSE = 2.0**-52


@dataclass(frozen=True, slots=True)
class Predictions(Aberrations):
    """Verdicts of a model with a time trend; ``slope`` is per week (per month with freq 12).

    ``slope`` is NaN where the trend was not kept or the week was not modelled, and
    ``dispersion`` is NaN where nothing was modelled.
    """

    slope: Floats


def farrington_flexible(
    counts: ArrayLike,
    *,
    years_back: int = 5,
    half_window: int = 3,
    n_periods: int = 10,
    past_weeks_excluded: int | None = 26,
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
    compat: Compat = "converged",
) -> Predictions:
    """Flag weeks above a quasi-Poisson prediction from earlier years (Noufaily et al.).

    Parameters
    ----------
    counts : (n_weeks,) or (n_series, n_weeks) array_like
        Reports per week, oldest first. NaN weeks are left out of baselines, never read as 0.
    years_back, half_window, n_periods, past_weeks_excluded : int
        The reference set, see :func:`~vedette.science.detection.reference.reference_set`;
        None excludes ``half_window`` past weeks.
    reweight, reweight_above : bool, float
        Shrink past weeks whose standardised Anscombe residual exceeds ``reweight_above``.
    trend, trend_alpha : bool, float
        Keep a time trend if its p-value is below ``trend_alpha``, there are at least three
        years, and the prediction does not exceed the largest count of the baseline.
    bound, power : str
        How the threshold is computed; ``power`` is the transformation of ``"delta"``: a
        power of two thirds takes out the skewness of counts (``"skewness"`` is another name
        of it), a half makes their variance steady, ``"none"`` leaves them.
    alpha : float
        One-sided false-alarm probability per week.
    min_recent : (int, int)
        At least so many known cases within so many weeks, the judged one included, or no
        verdict.
    population : array_like, shape of counts, optional
        Exposure per week (people, tests), entering as an offset.
    dates : sequence of date, optional
        Start of each week; with it reference weeks follow the calendar.
    last : int, optional
        Judge only so many weeks at the end; default all.
    compat : {"converged", "r"}
        The default converges, uses Pearson's dispersion throughout, and gives no verdict
        where the season has no reports at all (use the sparse detector there). ``"r"``
        walks the path of R surveillance 1.20.3, see Notes.

    Returns
    -------
    Predictions
        ``score`` is (count - expected) / (threshold - expected). Flagged means
        ``count > threshold`` and ``count > 0``.

    Raises
    ------
    InvalidCounts
        If a count is negative or fractional, or an exposure missing or not above zero.

    Notes
    -----
    With ``compat="r"`` the iteration stops where R's stops, also on seasons without reports;
    after reweighting the standard errors use the outlier weights in place of the working
    weights; a missing count within ``min_recent[1]`` weeks, or too few cases there, leaves
    threshold and expectation empty; ``score`` mixes scales for ``"nbPlugin"`` and ``"muan"``
    and a week is flagged when it exceeds one; where calendar weeks are missing at the oldest
    end of the baseline the judged week's time is moved. Where R stops with an error (no week
    of the season is known, more parameters than weeks) the week is not judged. Means above
    1e15 have thresholds to 15 digits only.

    References
    ----------
    .. [1] Noufaily et al., Statistics in Medicine 32:1206, 2013.
    .. [2] Salmon, Schumacher, Höhle, Journal of Statistical Software 70(10), 2016.
    """
    rule = _rule(years_back, half_window, n_periods, past_weeks_excluded, weeks_per_year)
    model = _Model(trend and years_back >= 3, trend_alpha, reweight, reweight_above, compat == "r")
    fits = _fit_weeks(counts, population, rule, dates, last, model)
    threshold, pvalue = _bounds(fits, bound, power, alpha, walk_r=compat == "r")
    if compat == "r":
        return _verdict_as_in_r(counts, fits, threshold, pvalue, min_recent, bound)
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
    compat: Compat = "converged",
) -> Predictions:
    """Flag weeks as the 1996 paper did: windows of earlier years only, two-sided ``alpha``.

    Past weeks with a residual above one are shrunk, the trend is kept at 5 %, the bound is
    the upper end of a two-sided interval. Parameters and result otherwise as in
    :func:`farrington_flexible`. ``compat="r"`` follows R's ``farrington`` with its fast
    fitter: time is the index also in a calendar, windows that begin before the series are
    cut, a fit that did not converge is used, and too few recent cases are a bound and a
    score of zero. Where R stops because a baseline week is missing, that week is left out.
    """
    rule = _rule(years_back, half_window, 1, half_window, weeks_per_year)
    walk = compat == "r"
    model = _Model(trend and years_back >= 3, 0.05, reweight, 1.0, walk, old=True)
    fits = _fit_weeks(counts, None, rule, dates, last, model)
    threshold, pvalue = _bounds(fits, "delta", power, alpha / 2, walk_r=walk)
    if not walk:
        return _verdict(counts, fits, threshold, pvalue, min_recent)
    return _verdict_of_1996(counts, fits, threshold, pvalue, min_recent)


@dataclass(frozen=True, slots=True)
class _Model:
    """What is fitted to each week's baseline, and whose path the fit follows."""

    trend: bool
    trend_alpha: float
    reweight: bool
    reweight_above: float
    walk_r: bool
    old: bool = False

    @property
    def choose(self) -> Callable[..., ReferenceSet | None]:
        return windows_of_1996 if self.old and self.walk_r else reference_set

    def critical(self, n_weeks: int) -> Floats:
        """What the slope's t value must exceed, by degrees of freedom."""
        if self.trend_alpha >= 1:
            return np.full(n_weeks + 1, -1.0)
        return student_t.isf(self.trend_alpha / 2, np.maximum(np.arange(n_weeks + 1), 1))


class _Fits:
    """Linear predictor, its error, dispersion and slope, all (n_series, n_judged)."""

    def __init__(self, series: Floats, judged: NDArray[np.int64], verdicts: Floats) -> None:
        self.series, self.judged, self.counts = series, judged, series[:, judged]
        stands = verdicts[:, :, 4] == 1
        self.eta, self.error, self.dispersion, self.slope = (
            np.where(stands, verdicts[:, :, column], np.nan) for column in range(4)
        )

    def mean(self, *, least: float = 0.0) -> Floats:
        """The predicted mean; R's response, unlike its link, is never below 2^-52."""
        with np.errstate(over="ignore"):
            return np.maximum(np.exp(self.eta), least)

    def recent(self, weeks: int, *, known: bool = False) -> Floats:
        """Reports of the last ``weeks`` weeks, those before the start counting as none.

        NaN where one of them is missing, unless only the ``known`` are asked for.
        """
        series = np.nan_to_num(self.series) if known else self.series
        padded = np.concatenate([np.zeros((series.shape[0], weeks)), series], axis=1)
        total = padded[:, self.judged + weeks]
        for i in range(1, weeks):
            total += padded[:, self.judged + weeks - i]
        return total


def _rule(
    years_back: int, half_window: int, n_periods: int, past: int | None, weeks_per_year: int
) -> ReferenceRule:
    excluded = half_window if past is None else past
    return ReferenceRule(years_back, half_window, n_periods, excluded, weeks_per_year)


def _fit_weeks(
    counts: ArrayLike,
    population: ArrayLike | None,
    rule: ReferenceRule,
    dates: Sequence[date] | None,
    last: int | None,
    model: _Model,
) -> _Fits:
    series = as_weekly_counts(counts, missing="skip")
    exposure = _exposure(population, series)
    n_weeks = series.shape[1]
    first = 0 if last is None else max(n_weeks - last, 0)
    table = reference_table(range(first, n_weeks), rule, dates=dates, choose=model.choose)
    fit = _walk if model.walk_r else _converge
    if not table.judged.size:
        return _Fits(series, table.judged, np.empty((series.shape[0], 0, 5)))
    time = _weeks_since_start(n_weeks, None if model.old and model.walk_r else dates)
    verdicts = fit(series, exposure, table, rule, time, model, dated=dates is not None)
    return _Fits(series, table.judged, verdicts)


def _walk(
    series: Floats, exposure: Floats, table: ReferenceTable, rule: ReferenceRule, time: Floats,
    model: _Model, *, dated: bool,
) -> Floats:  # fmt: skip
    # Compiling costs seconds and memory, so only those who fit pay for it.
    from vedette.science.detection.seasons import STEPS, TOLERANCE, judge_weeks

    return judge_weeks(
        series, np.log(np.broadcast_to(exposure, series.shape)), table.judged, table.weeks,
        table.levels - 1, table.sizes, time[table.weeks], time[table.judged],
        dated and not model.old, rule.n_periods, model.trend, model.critical(series.shape[1]),
        model.reweight, model.reweight_above, (TOLERANCE, STEPS), model.old,
    )  # fmt: skip


def _converge(
    series: Floats, exposure: Floats, table: ReferenceTable, rule: ReferenceRule, time: Floats,
    model: _Model, *, dated: bool,
) -> Floats:  # fmt: skip
    from vedette.science.detection.slopes import converge_weeks

    # Time from the middle of the baseline keeps its powers small.
    newest = table.weeks[np.arange(table.sizes.size), table.sizes - 1]
    middle = (time[table.weeks[:, 0]] + time[newest]) / 2
    unit = float(np.median(np.diff(time))) if time.size > 1 else 1.0
    return converge_weeks(
        series, exposure, table.judged, table.weeks, table.levels - 1, table.sizes,
        time[table.weeks] - middle[:, None], time[table.judged] - middle, unit, rule.n_periods,
        model.trend, model.critical(series.shape[1]), model.reweight, model.reweight_above,
    )  # fmt: skip


def _exposure(population: ArrayLike | None, series: Floats) -> Floats:
    if population is None:
        return np.ones((1, series.shape[1]))
    exposure = np.atleast_2d(np.asarray(population, dtype=np.float64))
    if not (exposure > 0).all():
        raise InvalidCounts("an exposure is missing, zero or negative")
    return np.ascontiguousarray(np.broadcast_to(exposure, series.shape))


def _weeks_since_start(n_weeks: int, dates: Sequence[date] | None) -> Floats:
    if dates is None:
        return np.arange(n_weeks, dtype=np.float64)
    return np.array([(day - dates[0]).days / 7 for day in dates], dtype=np.float64)


def _bounds(
    fits: _Fits, bound: Bound, power: Power, alpha: float, *, walk_r: bool
) -> tuple[Floats, Floats]:
    y, z = fits.counts, norm.isf(alpha)
    mean = fits.mean()
    if bound == "delta":
        mean = fits.mean(least=LEAST_RESPONSE)
        return _delta(y, mean, fits.dispersion + mean * fits.error**2, power, z)
    if bound == "muan":
        with np.errstate(over="ignore"):
            mean = np.exp(fits.eta + z * fits.error)
    if not walk_r:
        return _quantile_and_tail(y, mean, fits.dispersion, alpha)
    endless = np.isinf(mean)
    pvalue = tail_beyond(y - 1, np.where(endless, np.nan, mean), fits.dispersion)
    return quantile_as_in_r(alpha, mean, fits.dispersion), pvalue


def _delta(y: Floats, mean: Floats, tau: Floats, power: Power, z: float) -> tuple[Floats, Floats]:
    exponent = {"2/3": 2 / 3, "skewness": 2 / 3, "1/2": 1 / 2, "none": 1.0}[power]
    centre = mean**exponent
    with np.errstate(invalid="ignore", over="ignore"):
        spread = exponent * mean ** (exponent - 0.5) * np.sqrt(tau)
        threshold = (centre + abs(z) * spread) ** (1 / exponent)
        return threshold, norm.sf((y**exponent - centre) / spread)


def _verdict(
    counts: ArrayLike,
    fits: _Fits,
    threshold: Floats,
    pvalue: Floats,
    min_recent: tuple[int, int],
) -> Predictions:
    y, mean = fits.counts, fits.mean()
    enough = fits.recent(min_recent[1], known=True) >= min_recent[0]
    threshold = np.where(enough, threshold, np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        score = (y - mean) / (threshold - mean)
        flagged: Flags = enough & (y > threshold) & (y > 0)
    pvalue = np.where(np.isnan(mean), np.nan, pvalue)
    return _shaped(counts, fits, mean, threshold, flagged, pvalue, score)


def _verdict_as_in_r(
    counts: ArrayLike,
    fits: _Fits,
    threshold: Floats,
    pvalue: Floats,
    min_recent: tuple[int, int],
    bound: Bound,
) -> Predictions:
    """Alarm above a score of one, on whichever scale R predicted."""
    y, mean = fits.counts, fits.mean(least=LEAST_RESPONSE if bound == "delta" else 0.0)
    predicted = mean if bound == "delta" else fits.eta
    enough = fits.recent(min_recent[1]) >= min_recent[0]
    with np.errstate(divide="ignore", invalid="ignore"):
        score = (y - predicted) / (threshold - predicted)
        flagged: Flags = enough & (score > 1) & (y != 0)
    threshold = np.where(enough, threshold, np.nan)
    expected = np.where(np.isnan(threshold), np.nan, mean)
    return _shaped(counts, fits, expected, threshold, flagged, pvalue, score)


def _verdict_of_1996(
    counts: ArrayLike,
    fits: _Fits,
    threshold: Floats,
    pvalue: Floats,
    min_recent: tuple[int, int],
) -> Predictions:
    """Too few recent cases are a bound of zero; an unknown recent week gives no verdict."""
    y, mean = fits.counts, fits.mean()
    recent = fits.recent(min_recent[1])
    few = recent < min_recent[0]
    with np.errstate(divide="ignore", invalid="ignore"):
        score = np.where(few, 0.0, (y - mean) / (threshold - mean))
    known = ~np.isnan(mean) & ~np.isnan(recent)
    threshold = np.where(known, np.where(few, 0.0, threshold), np.nan)
    score = np.where(known, score, np.nan)
    return _shaped(counts, fits, mean, threshold, score > 1, pvalue, score)


def _shaped(
    counts: ArrayLike,
    fits: _Fits,
    expected: Floats,
    threshold: Floats,
    flagged: Flags,
    pvalue: Floats,
    score: Floats,
) -> Predictions:
    shape = np.shape(counts)
    marks = np.zeros(fits.series.shape, dtype=np.bool_)
    marks[:, fits.judged] = flagged
    spread = []
    for judged in (expected, threshold, pvalue, score, fits.dispersion, fits.slope):
        everywhere = not_judged(fits.series.shape)
        everywhere[:, fits.judged] = judged
        spread.append(everywhere.reshape(shape))
    expected, threshold, pvalue, score, dispersion, slope = spread
    return Predictions(
        expected, threshold, marks.reshape(shape), pvalue, score, dispersion, slope
    )  # fmt: skip


def _quantile_and_tail(y: Floats, mean: Floats, phi: Floats, alpha: float) -> tuple[Floats, Floats]:
    """By stepping while counts are small, else by the special functions."""
    from vedette.science.detection.stepping import step_through

    counts, means, phis = (np.ascontiguousarray(array).reshape(-1) for array in (y, mean, phi))
    quantile, pvalue = (
        found.reshape(y.shape) for found in step_through(counts, means, phis, alpha)
    )
    large = np.isnan(quantile) & ~np.isnan(mean)
    if large.any():
        quantile[large] = upper_quantile(alpha, mean[large], phi[large])
        pvalue[large] = upper_tail(y[large], mean[large], phi[large])
    return quantile, pvalue
