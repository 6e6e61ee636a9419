"""Stroup's rule: four weeks together against the same and adjacent months of earlier years."""

from typing import Literal

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import ArrayLike
from scipy.stats import norm

from vedette.science.detection.counts import (
    Aberrations,
    SeriesTooShort,
    aberrations,
    as_weekly_counts,
    not_judged,
)

MONTH = 4  # weeks


def stroup(
    counts: ArrayLike,
    *,
    years_back: int = 5,
    months_around: int = 1,
    alpha: float = 0.025,
    weeks_per_year: int = 52,
    compat: Literal["documented", "r"] = "documented",
) -> Aberrations:
    """Flag weeks whose last four weeks exceed such sums of earlier years (CDC, Stroup).

    Parameters
    ----------
    counts : (n_weeks,) or (n_series, n_weeks) array_like
        Reports per week, oldest first; where a week is missing in a sum nothing is judged.
    years_back, months_around : int
        Years, and four-week sums to either side of the same one, in the baseline.
    alpha : float
        Two-sided false-alarm probability, as in the paper.
    compat : {"documented", "r"}
        Both are the same; R also accepts weeks whose oldest sum is cut, and stops there.

    Returns
    -------
    Aberrations
        ``expected`` and ``threshold`` are in reports per four weeks, and flagged means that
        the sum of the judged and the three weeks before exceeds the threshold.

    Raises
    ------
    SeriesTooShort
        If no week has a full baseline.
    InvalidCounts
        If a count is negative or fractional.

    References
    ----------
    .. [1] Stroup et al., Statistics in Medicine 8:323, 1989.
    """
    series = as_weekly_counts(counts, missing="skip")
    first = years_back * weeks_per_year + MONTH * months_around + MONTH - 1
    if series.shape[1] <= first:
        raise SeriesTooShort(needed=first + 1, got=series.shape[1])
    months = not_judged(series.shape)
    months[:, MONTH - 1 :] = sliding_window_view(series, MONTH, axis=1).sum(axis=2)
    back = [
        year * weeks_per_year - MONTH * month
        for year in range(years_back, 0, -1)
        for month in range(-months_around, months_around + 1)
    ]
    judged = np.arange(first, series.shape[1])
    baseline = months[:, judged[:, None] - np.array(back)[None, :]]
    expected, spread = not_judged(series.shape), not_judged(series.shape)
    expected[:, first:] = baseline.mean(axis=2)
    spread[:, first:] = baseline.std(axis=2, ddof=1) * np.sqrt(1 + 1 / len(back))
    threshold = expected + norm.isf(alpha / 2) * spread
    over = months - expected
    # Equal sums have no spread: any excess over them is infinite, equality is none.
    flat = np.where(over > 0, np.inf, np.where(over < 0, -np.inf, over))
    with np.errstate(invalid="ignore", divide="ignore"):
        score = np.where(spread == 0, flat, over / spread)
    return aberrations(
        np.shape(counts), expected=expected, threshold=threshold, flagged=months > threshold,
        pvalue=norm.sf(score), score=score, dispersion=not_judged(series.shape),
    )  # fmt: skip
