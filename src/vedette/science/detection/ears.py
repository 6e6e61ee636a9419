"""EARS C1, C2 and C3: a week against the few weeks just before it."""

from typing import Literal

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import ArrayLike
from scipy.stats import norm

from vedette.science.detection.counts import (
    Aberrations,
    Floats,
    SeriesTooShort,
    aberrations,
    as_weekly_counts,
    not_judged,
)

LAGGED_WEEKS = 2  # C2 and C3 leave these two weeks out, so a slow rise does not hide itself


def ears_c1(
    counts: ArrayLike, *, baseline: int = 7, alpha: float = 0.001, min_sd: float = 0.0
) -> Aberrations:
    """Flag weeks above the mean of the ``baseline`` weeks just before them (EARS C1).

    Parameters
    ----------
    counts : (n_weeks,) or (n_series, n_weeks) array_like of int
        Reports per week, oldest first. A missing week (NaN) is not judged, nor one whose
        baseline misses a week.
    baseline : int
        Length of the baseline in weeks.
    alpha : float
        One-sided false-alarm probability per week, under normality.
    min_sd : float
        Floor of the baseline's standard deviation; 0.5 to 1 for sparse series.

    Returns
    -------
    Aberrations
        ``score`` is the standardised excess. Flagged means ``count > threshold``, strictly.

    Raises
    ------
    InvalidCounts
        If a count is negative or fractional.
    SeriesTooShort
        If no week has a full baseline.
    """
    return _against_baseline(counts, baseline=baseline, gap=0, alpha=alpha, min_sd=min_sd)


def ears_c2(
    counts: ArrayLike, *, baseline: int = 7, alpha: float = 0.001, min_sd: float = 0.0
) -> Aberrations:
    """Flag weeks above a baseline that ends two weeks earlier (EARS C2).

    Parameters, result and errors are those of :func:`ears_c1`.
    """
    gap = LAGGED_WEEKS
    return _against_baseline(counts, baseline=baseline, gap=gap, alpha=alpha, min_sd=min_sd)


def ears_c3(
    counts: ArrayLike,
    *,
    baseline: int = 7,
    alpha: float = 0.025,
    min_sd: float = 0.0,
    compat: Literal["documented", "r"] = "documented",
) -> Aberrations:
    """Flag weeks at which C2's excess over three weeks adds up (EARS C3).

    The statistic is ``sum(max(0, C2(t - i) - 1) for i in 0, 1, 2)``; a week is flagged when
    it reaches the ``1 - alpha`` normal quantile. ``compat="r"`` follows R surveillance 1.20.3,
    which puts the judged count in place of the mean: it leaves the judged week itself out
    and so fires one to two weeks late.

    Parameters, result and errors are otherwise those of :func:`ears_c1`; ``score`` is the
    statistic, and in the documented form flagged means ``count >= threshold``.
    """
    series = as_weekly_counts(counts, missing="skip")
    lag = baseline + LAGGED_WEEKS
    if series.shape[1] <= lag + 2:
        raise SeriesTooShort(needed=lag + 3, got=series.shape[1])
    expected, spread, excess = _standardised(series, baseline, LAGGED_WEEKS, min_sd)
    if compat == "r":  # neither over nor under a flat baseline is no number there
        excess = np.where((spread == 0) & (series == expected), np.nan, excess)
    carried = np.maximum(excess - 1, 0)
    earlier = not_judged(series.shape)
    earlier[:, 2:] = carried[:, 1:-1] + carried[:, :-2]
    limit = norm.isf(alpha)
    if compat == "r":
        with np.errstate(invalid="ignore"):
            threshold = np.maximum(series + spread * (limit - earlier), 0)
        flagged, score = series > threshold, earlier
    else:
        # Where the weeks before suffice alone, any count is reached.
        reach = np.where(earlier >= limit, 0.0, 1 + limit - earlier)
        threshold = np.where(earlier >= limit, 0.0, expected + spread * reach)
        score = carried + earlier
        flagged = score >= limit
    return _shaped(counts, expected, threshold, flagged, norm.sf(score), score)


def _against_baseline(
    counts: ArrayLike, *, baseline: int, gap: int, alpha: float, min_sd: float
) -> Aberrations:
    series = as_weekly_counts(counts, missing="skip")
    if series.shape[1] <= baseline + gap:
        raise SeriesTooShort(needed=baseline + gap + 1, got=series.shape[1])
    expected, spread, excess = _standardised(series, baseline, gap, min_sd)
    threshold = expected + norm.isf(alpha) * spread
    return _shaped(counts, expected, threshold, series > threshold, norm.sf(excess), excess)


def _standardised(
    series: Floats, baseline: int, gap: int, min_sd: float
) -> tuple[Floats, Floats, Floats]:
    """Mean, standard deviation and standardised excess; NaN before the first full baseline."""
    lag = baseline + gap
    windows = sliding_window_view(series, baseline, axis=1)[:, : series.shape[1] - lag]
    expected, spread = not_judged(series.shape), not_judged(series.shape)
    expected[:, lag:] = windows.mean(axis=2)
    spread[:, lag:] = np.maximum(windows.std(axis=2, ddof=1), min_sd)
    over = series - expected
    # A flat baseline has no spread: any excess over it is infinite, equality is none.
    flat = np.where(over > 0, np.inf, np.where(over < 0, -np.inf, 0.0))
    with np.errstate(divide="ignore", invalid="ignore"):
        excess = np.where(spread > 0, over / spread, flat)
    excess[np.isnan(expected)] = np.nan
    return expected, spread, excess


def _shaped(
    counts: ArrayLike,
    expected: Floats,
    threshold: Floats,
    flagged: np.ndarray,
    pvalue: Floats,
    score: Floats,
) -> Aberrations:
    return aberrations(
        np.shape(counts),
        expected=expected,
        threshold=threshold,
        flagged=flagged & ~np.isnan(threshold),
        pvalue=pvalue,
        score=score,
        dispersion=not_judged(expected.shape),
    )
