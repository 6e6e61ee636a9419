"""The default for regular series: a smooth season and trend, judged on one and two weeks."""

import numpy as np
from numpy.typing import ArrayLike

from vedette.science.detection.counts import (
    Aberrations,
    Floats,
    InvalidCounts,
    aberrations,
    as_weekly_counts,
    not_judged,
)
from vedette.science.detection.tails import upper_quantile, upper_tail

# False-alarm rate per week of min(p1/2, p2), measured on the 42 scenarios of Noufaily 2013.
CALIBRATION = np.array(
    [[0.000038, 0.0002], [0.00024, 0.001], [0.0035, 0.01], [0.0080, 0.02], [1.0, 1.0]]
)
YEAR = 52.0
LOOSEST = 2.0  # largest standard error of a log mean on which a week is judged


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
    """Judge a week, and it with the week before, against trend and season of all history.

    Quasi-Poisson fit of ``log mu = a + b t + harmonics`` with outbreaks shrunk, on every
    week before the last ``past_weeks_excluded``; negative-binomial tails whose dispersion
    holds the uncertainty of the fit as well.

    Parameters
    ----------
    counts : (n_weeks,) or (n_series, n_weeks) array_like of int
        Reports per week, oldest first, none missing.
    min_baseline : int
        Fewest baseline weeks on which a fit is attempted.
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
        ``score`` is ``min(p1 / 2, p2)``, ``pvalue`` that statistic calibrated to its
        false-alarm rate; flagged means ``pvalue <= alpha``. ``threshold`` is the one-week
        quantile, for drawing.
    """
    from vedette.science.detection.regression import judge_series_by_curve

    series = as_weekly_counts(counts)
    offsets = _log_exposure(exposure, series)
    ripe = np.ones(series.shape) if maturity is None else np.broadcast_to(maturity, series.shape)
    mean, dispersion = not_judged(series.shape), not_judged(series.shape)
    score = not_judged(series.shape)
    wanted = np.ones(series.shape, bool) if only is None else np.reshape(only, series.shape)
    first = 1 if last is None else max(series.shape[1] - last, 1)
    for week in range(first, series.shape[1]):
        baseline = week - past_weeks_excluded
        at = np.flatnonzero(wanted[:, week])
        if baseline < min_baseline or not at.size:
            continue
        curve = _curve(np.arange(week + 1), baseline, harmonics, trend)
        pair = slice(week - 1, week + 1)
        mu, variance, phi, fitted = judge_series_by_curve(
            curve[:baseline], series[at, :baseline], offsets[at, :baseline],
            curve[pair], offsets[at, pair], True, reweight_above,
        )  # fmt: skip
        # A prediction this unsure says nothing, and its tails take minutes.
        with np.errstate(over="ignore"):
            sure = np.isfinite(variance) & (variance <= (LOOSEST * mu) ** 2)
        fitted = fitted & sure.all(axis=1)
        mu, variance = (
            np.where(fitted[:, None], mu, np.nan),
            np.where(fitted[:, None], variance, np.nan),
        )
        y, pi = series[at, pair], ripe[at, pair]
        score[at, week] = np.where(fitted, _two_windows(y, mu, variance, phi, pi), np.nan)
        mean[at, week] = mu[:, 1] * pi[:, 1]
        spread = phi + variance[:, 1] / mu[:, 1]
        dispersion[at, week] = 1 + pi[:, 1] * (spread - 1)
    return _judged(counts, mean, dispersion, score, alpha)


def _curve(weeks: np.ndarray, baseline: int, harmonics: int, trend: bool) -> Floats:
    columns = [np.ones(weeks.size)]
    if trend:
        columns.append((weeks - (baseline - 1) / 2) / YEAR)
    for j in range(1, harmonics + 1):
        angle = 2 * np.pi * j * weeks / YEAR
        columns += [np.cos(angle), np.sin(angle)]
    return np.column_stack(columns)


def _two_windows(y: Floats, mean: Floats, variance: Floats, phi: Floats, ripe: Floats) -> Floats:
    """min(p1 / 2, p2) of each series; arrays (n_series, 2), the judged week second."""
    spread = phi[:, None] + variance / mean
    p_week = upper_tail(y[:, 1], mean[:, 1] * ripe[:, 1], 1 + ripe[:, 1] * (spread[:, 1] - 1))
    both = mean.sum(axis=1)
    share = (mean * ripe).sum(axis=1) / both
    wide = phi + np.sqrt(variance).sum(axis=1) ** 2 / both
    p_pair = upper_tail(y.sum(axis=1), both * share, 1 + share * (wide - 1))
    return np.minimum(p_week / 2, p_pair)


def _judged(
    counts: ArrayLike, mean: Floats, dispersion: Floats, score: Floats, alpha: float
) -> Aberrations:
    pvalue = calibrated(score)
    threshold = upper_quantile(alpha, mean, dispersion)
    flagged = np.nan_to_num(pvalue, nan=1.0) <= alpha
    return aberrations(
        np.shape(counts),
        expected=mean,
        threshold=threshold,
        flagged=flagged,
        pvalue=pvalue,
        score=score,
        dispersion=dispersion,
    )


def calibrated(score: ArrayLike) -> Floats:
    """False-alarm rate of ``min(p1 / 2, p2)``, by log-log interpolation."""
    s = np.clip(np.asarray(score, dtype=np.float64), 1e-300, 1.0)
    known, rate = np.log(CALIBRATION[:, 0]), np.log(CALIBRATION[:, 1])
    inside = np.interp(np.log(s), known, rate)
    slope = (rate[1] - rate[0]) / (known[1] - known[0])
    below = rate[0] + slope * (np.log(s) - known[0])
    return np.exp(np.where(np.log(s) < known[0], below, inside))


def _log_exposure(exposure: ArrayLike | None, series: Floats) -> Floats:
    if exposure is None:
        return np.zeros(series.shape)
    effort = np.broadcast_to(np.asarray(exposure, dtype=np.float64), series.shape)
    if not (effort > 0).all():
        raise InvalidCounts("an exposure is missing, zero or negative")
    return np.log(effort)
