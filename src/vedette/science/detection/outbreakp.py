"""OutbreakP: is the series rising rather than constant? Needs no baseline."""

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from vedette.science.detection.counts import (
    Aberrations,
    aberrations,
    as_weekly_counts,
    not_judged,
)


def outbreak_p(
    counts: ArrayLike,
    *,
    limit: float = 100.0,
    last: int | None = None,
    compat: Literal["documented", "r"] = "documented",
) -> Aberrations:
    """Flag weeks at which a rising mean is ``limit`` times as likely as a constant one.

    Parameters
    ----------
    counts : (n_weeks,) or (n_series, n_weeks) array_like of int
        Reports per week since the series began, oldest first, none missing.
    limit : float
        What the likelihood ratio must exceed.
    last : int, optional
        Judge only so many weeks at the end; default all.
    compat : {"documented", "r"}
        ``"r"`` multiplies the ratio up as R does, which overflows on long rises (infinite,
        or NaN and not judged); otherwise logarithms are added.

    Returns
    -------
    Aberrations
        ``expected`` is the mean so far; ``score`` and ``threshold`` are both the ratio: the
        limit is not in reports. ``pvalue`` is not known (NaN).

    References
    ----------
    .. [1] Frisén, Andersson, Schiöler, Statistics in Medicine 28:1320, 2009.
    """
    # Compiling costs seconds and memory, so only those who ask pay for it.
    from vedette.science.detection.rising import rising_against_constant

    series = as_weekly_counts(counts)
    n_weeks = series.shape[1]
    first = 0 if last is None else max(n_weeks - last, 0)
    ratio = not_judged(series.shape)
    for row, y in enumerate(series):
        ratio[row, first:] = rising_against_constant(y, first, compat == "r")
    mean = np.cumsum(series, axis=1) / np.arange(1, n_weeks + 1)
    expected = np.where(np.isnan(ratio), np.nan, mean)
    return aberrations(
        np.shape(counts), expected=expected, threshold=ratio, flagged=ratio > limit,
        pvalue=not_judged(series.shape), score=ratio, dispersion=not_judged(series.shape),
    )  # fmt: skip
