"""Weekly counts as every detector takes them, and verdicts as every detector gives them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from vedette.errors import VedetteError

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Aberrations:
    """One verdict per series and week; every array has the shape of the counts given.

    ``expected`` and ``threshold`` are in reports per week, ``pvalue`` is the one-sided tail
    probability, ``score`` the detector's own continuous statistic. NaN means not judged, and
    an unjudged week is never flagged. ``dispersion`` is variance over mean where modelled.
    """

    expected: Floats
    threshold: Floats
    flagged: Flags
    pvalue: Floats
    score: Floats
    dispersion: Floats


class InvalidCounts(VedetteError, ValueError):
    """A count is missing, negative or fractional."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return f"these are not weekly counts: {self.reason}"


class SeriesTooShort(VedetteError, ValueError):
    """A detector was given fewer weeks than its windows need."""

    def __init__(self, needed: int, got: int) -> None:
        super().__init__(needed, got)
        self.needed, self.got = needed, got

    def __str__(self) -> str:
        return f"needs at least {self.needed} weeks of counts, got {self.got}"


def as_weekly_counts(counts: ArrayLike, *, missing: str = "refuse") -> Floats:
    """Return counts as a (n_series, n_weeks) array of floats, the oldest week first.

    A missing week is refused, never read as zero; with ``missing="skip"`` NaN is kept, for
    detectors that can leave a week out of their baseline.
    """
    array = np.atleast_2d(np.asarray(counts, dtype=np.float64))
    if array.ndim != 2:
        raise InvalidCounts(f"expected one or two dimensions, got {array.ndim}")
    given = array[~np.isnan(array)]
    if missing != "skip" and given.size != array.size:
        raise InvalidCounts("a week is missing")
    if (given < 0).any() or not np.isfinite(given).all():
        raise InvalidCounts("a count is negative or infinite")
    if (given != np.floor(given)).any():
        raise InvalidCounts("a count is fractional")
    return array


def aberrations(
    shape: tuple[int, ...],
    *,
    expected: Floats,
    threshold: Floats,
    flagged: Flags,
    pvalue: Floats,
    score: Floats,
    dispersion: Floats,
) -> Aberrations:
    """Verdicts in the shape in which the counts were given."""
    return Aberrations(
        expected=expected.reshape(shape),
        threshold=threshold.reshape(shape),
        flagged=flagged.reshape(shape),
        pvalue=pvalue.reshape(shape),
        score=score.reshape(shape),
        dispersion=dispersion.reshape(shape),
    )


def not_judged(shape: tuple[int, ...]) -> Floats:
    """An array of NaN, the mark of a week that was not judged."""
    return np.full(shape, np.nan)


def running_totals(array: Floats) -> Floats:
    """Totals of each row before every week: (n_series, n_weeks + 1), the first zero."""
    return np.concatenate([np.zeros((array.shape[0], 1)), np.cumsum(array, axis=1)], axis=1)
