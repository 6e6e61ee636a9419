"""Daily counts: each day beside its own weekday of all earlier weeks."""

import numpy as np
from numpy.typing import ArrayLike

from vedette.science.detection.counts import (
    Aberrations,
    aberrations,
    as_weekly_counts,
    not_judged,
)
from vedette.science.detection.harmonic import harmonic_rise
from vedette.science.detection.tails import upper_quantile, upper_tail

WEEKDAYS = 7


def daily_rise(
    counts: ArrayLike, *, harmonics: int = 3, alpha: float = 0.001, last: int | None = None
) -> Aberrations:
    """Judge each day against trend and season of its weekday.

    Every weekday is a weekly series of its own, fitted by the curve of
    :func:`.harmonic.harmonic_rise`, so that Mondays may be busy and Sundays closed.

    Parameters
    ----------
    counts : (n_days,) or (n_series, n_days) array_like of int
        Reports per day, oldest first, none missing.
    harmonics : int
        Waves of the yearly season; days show sharper seasons than a desk's weeks do.
    last : int, optional
        Judge only so many days at the end.

    Returns
    -------
    Aberrations
        ``score`` and ``pvalue`` are the tail probability of the day's count alone: a day
        after a burst is not called unusual for what came before it. Flagged means
        ``count > threshold``. The first one and a half years are not judged.

    Raises
    ------
    InvalidCounts
        If a count is missing, negative or fractional.
    """
    days = as_weekly_counts(counts)
    n = days.shape[1]
    first = 0 if last is None else max(n - last, 0)
    expected, dispersion = not_judged(days.shape), not_judged(days.shape)
    for weekday in range(min(WEEKDAYS, n)):
        at = np.arange(weekday, n, WEEKDAYS)
        fitted = harmonic_rise(days[:, at], harmonics=harmonics, last=int((at >= first).sum()))
        expected[:, at], dispersion[:, at] = fitted.expected, fitted.dispersion
    threshold = upper_quantile(alpha, expected, dispersion)
    pvalue = np.where(np.isnan(expected), np.nan, upper_tail(days, expected, dispersion))
    with np.errstate(invalid="ignore"):
        flagged = days > threshold
    return aberrations(
        np.shape(counts), expected=expected, threshold=threshold, flagged=flagged,
        pvalue=pvalue, score=pvalue, dispersion=dispersion,
    )  # fmt: skip
