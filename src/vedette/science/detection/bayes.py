"""The Bayesian detector: a week against the Gamma-Poisson prediction of its baseline."""

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
from vedette.science.detection.quantiles import quantile_as_in_r, tail_beyond

PRIOR_SHAPE = 0.5  # Jeffreys' prior of a Poisson rate


def bayes(
    counts: ArrayLike,
    *,
    years_back: int = 0,
    half_window: int = 6,
    recent: bool = True,
    alpha: float = 0.05,
    weeks_per_year: int = 52,
    compat: Literal["documented", "r"] = "documented",
) -> Aberrations:
    """Flag weeks above the predictive quantile of a few recent or seasonal weeks.

    Parameters
    ----------
    counts : (n_weeks,) or (n_series, n_weeks) array_like
        Reports per week, oldest first; NaN is a missing week, left out of baselines.
    years_back, half_window, recent : int, int, bool
        Baseline as in :func:`~vedette.science.detection.rki.rki`. Bayes 1 is (0, 6, True),
        Bayes 2 is (1, 6, True), Bayes 3 is (2, 4, False).
    alpha : float
        One-sided false-alarm probability per week.
    compat : {"documented", "r"}
        Both are the same detector; the word is there so that callers need not know.

    Returns
    -------
    Aberrations
        With S reports in m baseline weeks the prediction is negative binomial with mean
        (S + 1/2) / m and variance (m + 1) / m times the mean. Flagged means
        ``count > threshold``; ``score`` is the excess in units of (threshold - expected).

    Raises
    ------
    SeriesTooShort
        If no week has a full baseline, or the baseline has no week at all.
    InvalidCounts
        If a count is negative or fractional.

    References
    ----------
    .. [1] Höhle, Computational Statistics 22:571, 2007.
    """
    series = as_weekly_counts(counts, missing="skip")
    baselines, first = recent_and_seasonal(
        series, years_back=years_back, half_window=half_window, recent=recent,
        weeks_per_year=weeks_per_year,
    )  # fmt: skip
    if not baselines.size:
        raise SeriesTooShort(needed=first + 1, got=series.shape[1])
    weeks = (~np.isnan(baselines)).sum(axis=2).astype(np.float64)
    weeks[weeks == 0] = np.nan
    expected, dispersion = not_judged(series.shape), not_judged(series.shape)
    expected[:, first:] = (np.nansum(baselines, axis=2) + PRIOR_SHAPE) / weeks
    dispersion[:, first:] = (weeks + 1) / weeks
    threshold = quantile_as_in_r(alpha, expected, dispersion)
    with np.errstate(invalid="ignore", divide="ignore"):
        score = (series - expected) / (threshold - expected)
    return aberrations(
        np.shape(counts), expected=expected, threshold=threshold, flagged=series > threshold,
        pvalue=tail_beyond(series - 1, expected, dispersion), score=score, dispersion=dispersion,
    )  # fmt: skip
