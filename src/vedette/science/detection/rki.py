"""RKI's rule: a week above what a Poisson baseline of a few weeks allows."""

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from vedette.science.detection.baseline import recent_and_seasonal
from vedette.science.detection.counts import (
    Aberrations,
    SeriesTooShort,
    aberrations,
    as_weekly_counts,
    not_judged,
)
from vedette.science.detection.tails import upper_tail

LARGE_MEAN = 20  # above it, two standard deviations stand in for the table
# Upper ends of the 95 % confidence intervals of Crow and Gardner for a Poisson mean of 0..20.
UPPER_LIMITS = np.array(
    [3.285, 5.323, 6.686, 8.102, 9.598, 11.177, 12.817, 13.765, 14.921, 16.768, 17.633, 19.05,
     20.335, 21.364, 22.945, 23.762, 25.4, 26.306, 27.735, 28.966, 30.017]
)  # fmt: skip


def rki(
    counts: ArrayLike,
    *,
    years_back: int = 0,
    half_window: int = 6,
    recent: bool = True,
    weeks_per_year: int = 52,
    compat: Literal["documented", "r"] = "documented",
) -> Aberrations:
    """Flag weeks above the upper limit of a few recent or seasonal weeks (RKI 1, 2 and 3).

    Parameters
    ----------
    counts : (n_weeks,) or (n_series, n_weeks) array_like
        Reports per week, oldest first; NaN is a missing week.
    years_back, half_window, recent : int, int, bool
        Baseline: ``half_window`` weeks just before the judged one if ``recent``, and
        ``2 half_window + 1`` weeks around the same week of each of ``years_back`` years.
        RKI 1 is (0, 6, True), RKI 2 is (1, 6, True), RKI 3 is (2, 4, False).
    compat : {"documented", "r"}
        With ``"r"`` a week whose baseline misses a week is not judged (R stops there);
        otherwise the missing weeks are left out. Nothing else differs.

    Returns
    -------
    Aberrations
        ``expected`` is the baseline's mean m; the threshold is m + 2 sd for m above 20, else
        Crow and Gardner's 95 % upper limit at the whole number below m. Flagged means
        ``count > threshold``. ``pvalue`` is the Poisson tail at m, ``score`` the excess over
        m in units of (threshold - m).

    Raises
    ------
    SeriesTooShort
        If no week has a full baseline, or the baseline has no week at all.
    InvalidCounts
        If a count is negative or fractional.

    References
    ----------
    .. [1] Crow & Gardner, Biometrika 46:441, 1959.
    .. [2] Salmon, Schumacher, Höhle, Journal of Statistical Software 70(10), 2016.
    """
    series = as_weekly_counts(counts, missing="skip")
    baselines, first = recent_and_seasonal(
        series, years_back=years_back, half_window=half_window, recent=recent,
        weeks_per_year=weeks_per_year,
    )  # fmt: skip
    if not baselines.size:
        raise SeriesTooShort(needed=first + 1, got=series.shape[1])
    missing = np.isnan(baselines)
    known = (~missing).sum(axis=2)
    total = np.where(missing, 0, baselines).sum(axis=2)
    mean = np.where(known > 0, total / np.maximum(known, 1), np.nan)
    away = np.where(missing, 0, baselines - mean[:, :, None])
    spread = np.sqrt((away**2).sum(axis=2) / np.maximum(known - 1, 1))
    if compat == "r":
        mean[missing.any(axis=2)] = np.nan
    row = np.clip(np.nan_to_num(np.floor(mean)), 0, LARGE_MEAN).astype(int)
    bound = np.where(mean > LARGE_MEAN, mean + 2 * spread, UPPER_LIMITS[row])
    expected, threshold = not_judged(series.shape), not_judged(series.shape)
    expected[:, first:] = mean
    threshold[:, first:] = np.where(np.isnan(mean), np.nan, bound)
    with np.errstate(invalid="ignore", divide="ignore"):
        score = (series - expected) / (threshold - expected)
    return aberrations(
        np.shape(counts), expected=expected, threshold=threshold, flagged=series > threshold,
        pvalue=upper_tail(series, expected), score=score, dispersion=not_judged(series.shape),
    )  # fmt: skip
