"""Rare events: how surprising a few of them are, given how few there have been."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from vedette.science.detection.counts import Aberrations, Floats, as_weekly_counts, not_judged
from vedette.science.detection.multiplicity import cauchy_combination
from vedette.science.detection.tails import upper_tail

WINDOWS = (1, 2, 4, 8, 13)
YEAR = 52
YOUNG_GAP = 4  # series younger than a year cannot spare half a year


def sparse_rise(
    counts: ArrayLike,
    *,
    windows: Sequence[int] = WINDOWS,
    prior: tuple[float, float] = (0.5, 0.0),
    past_weeks_excluded: int = 26,
    exposure: ArrayLike | None = None,
    maturity: ArrayLike | None = None,
    extra_dispersion: ArrayLike | float = 0.0,
    alpha: float = 0.001,
    last: int | None = None,
) -> Aberrations:
    """Judge bursts of rare events by their Gamma-Poisson predictive distribution.

    Parameters
    ----------
    counts : (n_weeks,) or (n_series, n_weeks) array_like of int
        Events per week, oldest first, none missing.
    windows : sequence of int
        Lengths in weeks of the windows that end with the judged week.
    prior : (float, float)
        Gamma shape and rate of the event rate per unit of exposure.
    past_weeks_excluded : int
        Weeks before the judged one that the baseline leaves out; four in the first year.
    exposure : array_like, shape of counts, optional
        Weeks, tests or cases examined; default one per week.
    maturity : array_like, shape of counts, optional
        Share of each week's events already reported; a thinned window is judged thinned.
    extra_dispersion : float or (n_series, 1) array_like
        Variance over mean beyond one that the source is known to show.
    last : int, optional
        Judge only so many weeks at the end.

    Returns
    -------
    Aberrations
        Only weeks with at least one event are judged, and the p-value is conditional on
        that, so millions of empty series cost no power and one event alone never flags.
        ``expected`` and ``dispersion`` are those of the judged week, the p-value combines
        all windows (Cauchy), ``score`` is the length of the most surprising window, and
        flagged means ``pvalue <= alpha``. Threshold is NaN: there is one per window.
    """
    series = as_weekly_counts(counts)
    effort = np.ones(series.shape) if exposure is None else np.broadcast_to(exposure, series.shape)
    ripe = np.ones(series.shape) if maturity is None else np.broadcast_to(maturity, series.shape)
    first = 0 if last is None else max(series.shape[1] - last, 0)
    weeks = np.arange(first, series.shape[1])
    extra = np.asarray(extra_dispersion, dtype=np.float64)
    parts = [
        _window_tail(series, effort, ripe, weeks, w, prior, past_weeks_excluded, extra)
        for w in windows
    ]
    tails = np.stack([part[0] for part in parts])
    mean, dispersion = parts[int(np.argmin(windows))][1:]
    at_least_one = upper_tail(1.0, mean, dispersion)
    with np.errstate(divide="ignore", invalid="ignore"):
        conditional = np.minimum(tails / at_least_one, 1.0)
    judged = (series[:, weeks] >= 1) & ~np.isnan(mean)
    combined = np.where(judged, cauchy_combination(conditional), np.nan)
    best = np.array(windows)[np.argmin(np.nan_to_num(conditional, nan=2.0), axis=0)]
    return _placed(counts, series, weeks, mean, dispersion, combined, best, alpha)


def _window_tail(
    series: Floats,
    effort: Floats,
    ripe: Floats,
    weeks: np.ndarray,
    window: int,
    prior: tuple[float, float],
    past_weeks_excluded: int,
    extra: Floats,
) -> tuple[Floats, Floats, Floats]:
    """Tail probability, mean and dispersion of the events in a window, given the baseline."""
    shape, rate = prior
    gap = np.where(weeks < YEAR, YOUNG_GAP, past_weeks_excluded)
    ends = np.maximum(weeks - np.maximum(gap, window) + 1, 0)
    starts = np.maximum(weeks - window + 1, 0)
    total, weight = _running(series), _running(effort * ripe)
    history, seen = total[:, ends], weight[:, ends]
    burst = total[:, weeks + 1] - total[:, starts]
    ahead = weight[:, weeks + 1] - weight[:, starts]
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = (shape + history) * ahead / (rate + seen)
        dispersion = 1 + extra + ahead / (rate + seen)
    usable = (seen > 0) & (weeks + 1 >= window)
    mean, dispersion = np.where(usable, mean, np.nan), np.where(usable, dispersion, np.nan)
    return upper_tail(burst, mean, dispersion), mean, dispersion


def _running(array: Floats) -> Floats:
    return np.concatenate([np.zeros((array.shape[0], 1)), np.cumsum(array, axis=1)], axis=1)


def _placed(
    counts: ArrayLike,
    series: Floats,
    weeks: np.ndarray,
    mean: Floats,
    dispersion: Floats,
    combined: Floats,
    best: np.ndarray,
    alpha: float,
) -> Aberrations:
    full = [not_judged(series.shape) for _ in range(4)]
    for array, part in zip(full, (mean, dispersion, combined, best), strict=True):
        array[:, weeks] = part
    expected, spread, pvalue, score = (array.reshape(np.shape(counts)) for array in full)
    flagged = np.nan_to_num(pvalue, nan=1.0) <= alpha
    return Aberrations(expected, not_judged(expected.shape), flagged, pvalue, score, spread)
