"""How well laboratories agree on one test item, and how long they take."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from vedette.errors import VedetteError

FEWEST = 3
_TO_SD = 1.483  # median absolute deviation to standard deviation of a normal distribution
_AFTER_TRIM = 1.134  # what holding values at 1.5 standard deviations takes from the spread
ROUNDING = 1e-12  # of the largest result; what is nearer is the same
_STEPS = 200


class RoundTooSmall(VedetteError, ValueError):
    """A round has too few results for a consensus."""

    def __init__(self, needed: int, got: int) -> None:
        super().__init__(needed, got)
        self.needed, self.got = needed, got

    def __str__(self) -> str:
        return f"a consensus needs at least {self.needed} results, got {self.got}"


class RoundWithoutSpread(VedetteError, ValueError):
    """More than half of the results are alike, so that no score can be formed from them."""

    def __str__(self) -> str:
        return (
            "the results do not differ enough to score them; give the standard deviation for "
            "proficiency assessment"
        )


class InvalidResults(VedetteError, ValueError):
    """Results that are no finite numbers in one row."""

    def __str__(self) -> str:
        return "results must be finite numbers, one a laboratory"


@dataclass(frozen=True, slots=True)
class Consensus:
    """Robust centre and spread of a round, in the unit of its results."""

    mean: float
    sd: float
    results: int

    @property
    def uncertainty(self) -> float:
        """Return the standard uncertainty of the centre, 1.25 s* / √p."""
        return float(1.25 * self.sd / np.sqrt(self.results))


def consensus(results: ArrayLike) -> Consensus:
    """Return the robust mean and standard deviation of a round (algorithm A).

    Parameters
    ----------
    results : (n_laboratories,) array_like of float
        One result a laboratory, all in one unit.

    Returns
    -------
    Consensus
        Far values are drawn to 1.5 standard deviations from the centre, again
        and again until nothing moves, so that one wild result moves it little.

    Raises
    ------
    RoundTooSmall
        With fewer than three results.
    InvalidResults
        If a result is missing or not finite.

    References
    ----------
    .. [1] ISO 13528:2022, annex C.3 (algorithm A); Analyst 114, 1693-1697 (1989).
    """
    values = _checked(results)
    centre = float(np.median(values))
    spread = _TO_SD * float(np.median(np.abs(values - centre)))
    # Results that differ in their last digit only, as after a change of unit, are alike.
    alike = ROUNDING * float(np.abs(values).max())
    if spread <= alike:  # more than half are alike: the plain deviation is where to begin
        spread = float(values.std(ddof=1))
    for _step in range(_STEPS):
        held = np.clip(values, centre - 1.5 * spread, centre + 1.5 * spread)
        new, new_spread = float(held.mean()), _AFTER_TRIM * float(held.std(ddof=1))
        moved = max(abs(new - centre), abs(new_spread - spread))
        centre, spread = new, new_spread
        if moved <= 1e-9 * spread:
            break
    return Consensus(centre, spread if spread > alike else 0.0, values.size)


def z_scores(
    results: ArrayLike, *, assigned: float | None = None, sd: float | None = None
) -> NDArray[np.float64]:
    """Return how far each result lies from the assigned value, in standard deviations.

    Parameters
    ----------
    results : (n_laboratories,) array_like of float
    assigned : float, optional
        The assigned value; the robust consensus if left out.
    sd : float, optional
        Standard deviation for proficiency assessment, above 0; the robust
        spread of the results if left out.

    Returns
    -------
    (n_laboratories,) ndarray
        Satisfactory within 2 either way, unsatisfactory from 3 on.

    Raises
    ------
    RoundTooSmall, InvalidResults
        As `consensus`; with both values given one result is enough.
    RoundWithoutSpread
        If the spread is zero.
    """
    if assigned is not None and sd is not None:
        values = _checked(results, fewest=1)
    else:
        values = _checked(results)
        agreed = consensus(values)
        assigned = agreed.mean if assigned is None else assigned
        sd = agreed.sd if sd is None else sd
    if not (np.isfinite(sd) and sd > 0):
        raise RoundWithoutSpread
    scores: NDArray[np.float64] = (values - assigned) / sd
    return scores


def grade(z: float) -> str:
    """Say a score in a word: satisfactory to 2, questionable below 3, unsatisfactory from 3."""
    if abs(z) <= 2:
        return "satisfactory"
    return "questionable" if abs(z) < 3 else "unsatisfactory"


def _checked(results: ArrayLike, *, fewest: int = FEWEST) -> NDArray[np.float64]:
    try:
        values = np.asarray(results, dtype=np.float64)
    except (TypeError, ValueError):
        raise InvalidResults from None
    if values.ndim != 1 or not np.isfinite(values).all():
        raise InvalidResults
    if values.size < fewest:
        raise RoundTooSmall(fewest, values.size)
    return values


@dataclass(frozen=True, slots=True)
class TurnAround:
    """How many days answers took: how many there were, the middle, and nine in ten."""

    answers: int
    median: float
    ninety: float


def turn_around(days: ArrayLike) -> TurnAround | None:
    """Return median and 90th percentile of waiting times in days; None without any.

    The percentile is interpolated linearly, as NumPy does by default.
    """
    values = np.asarray(days, dtype=np.float64)
    if not values.size:
        return None
    return TurnAround(values.size, float(np.median(values)), float(np.quantile(values, 0.9)))
