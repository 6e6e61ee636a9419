"""One substance taking the place of another: its share rises as the other's falls."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import norm

from vedette.science.detection.counts import Floats, InvalidCounts, as_weekly_counts
from vedette.science.detection.growth import Growth, growth

EXACT_UP_TO = 60  # events of the pair for which every arrangement is counted
PRIOR_SPREAD = 2.5  # prior standard deviation of a log odds, so that few events settle


@dataclass(frozen=True, slots=True)
class Displacement:
    """Whether a rising substance takes the place of a falling one.

    ``pvalue`` is one-sided, that the pair's shares did not move; ``crossing`` the week at
    which both are equal on the fitted curve, with its 95 % interval (NaN where the curve
    never crosses within a span of weeks on either side). ``family_growth`` is that of the
    pair together: a rise of both is growth, not displacement.
    """

    pvalue: float
    odds_per_week: float
    crossing: float
    crossing_low: float
    crossing_high: float
    rising_growth: Growth
    falling_growth: Growth
    family_growth: Growth

    @property
    def is_stable(self) -> bool:
        """Nothing says that the pair together grows or shrinks."""
        return self.family_growth.low <= 0 <= self.family_growth.high

    @property
    def is_displacement(self) -> bool:
        """The one more likely rises, the other falls, and the pair as a whole does neither."""
        up = self.rising_growth.probability_rising > 0.5
        down = self.falling_growth.probability_rising < 0.5
        return up and down and self.is_stable


def displacement(
    rising: ArrayLike, falling: ArrayLike, *, maturity: ArrayLike | None = None
) -> Displacement:
    """Test whether one substance takes the place of another, and when both were equal.

    The p-value is that of :func:`share_shift`.

    Parameters
    ----------
    rising, falling : (n_weeks,) array_like of int
        Events per week, the oldest first. Swap them to ask for the opposite.
    maturity : (n_weeks,) array_like, optional
        Share of each week already reported; shares within a week do not need it, growth
        does.

    Raises
    ------
    InvalidCounts
        If one of them has no event at all, or lengths differ.
    """
    up, down = _pair(rising, falling)
    pair, week = up + down, np.arange(up.size, dtype=np.float64)
    slope, crossing, error = _crossing(up, pair, week)
    near = -up.size <= crossing <= 2 * up.size
    at, reach = (crossing, 1.96 * error) if near else (np.nan, np.nan)
    return Displacement(
        share_shift(up, down), slope, at, at - reach, at + reach,
        growth(up, maturity=maturity), growth(down, maturity=maturity),
        growth(pair, maturity=maturity),
    )  # fmt: skip


def share_shift(rising: ArrayLike, falling: ArrayLike) -> float:
    """P-value that events of one substance come later than those of another only by chance.

    Given how many events of both each week had, which of them are of the rising substance
    is a shuffle unless shares move. The statistic is the sum of the weeks of its events: up
    to sixty events against every arrangement, beyond by its normal limit, widened where
    weeks scatter more than a shuffle would (Cochran 1954; Armitage 1955).

    Arguments and errors are those of :func:`displacement`.
    """
    up, down = _pair(rising, falling)
    pair = up + down
    if pair.sum() <= EXACT_UP_TO:
        return _every_arrangement(up.astype(int), pair.astype(int))
    return _normal_limit(up, pair, np.arange(up.size, dtype=np.float64))


def _pair(rising: ArrayLike, falling: ArrayLike) -> tuple[Floats, Floats]:
    up, down = as_weekly_counts(rising)[0], as_weekly_counts(falling)[0]
    if up.shape != down.shape:
        raise InvalidCounts("two series of different length")
    if not up.any() or not down.any():
        raise InvalidCounts("a substance without events neither displaces nor is displaced")
    return up, down


def displacements(
    counts: ArrayLike,
    families: Sequence[Hashable],
    *,
    min_events: int = 3,
    maturity: ArrayLike | None = None,
) -> dict[tuple[int, int], Displacement]:
    """Ask of every pair within a family which one takes the place of the other.

    Parameters
    ----------
    counts : (n_substances, n_weeks) array_like of int
        Events per week, the oldest first.
    families : sequence, one entry per substance
        Only substances of one family can stand in for each other.
    min_events : int
        Substances with fewer are left out.

    Returns
    -------
    dict
        By (rising, falling), the direction in which shares move.
    """
    table = as_weekly_counts(counts)
    return {
        (later, earlier): displacement(table[later], table[earlier], maturity=maturity)
        for later, earlier in rivals(table, families, min_events=min_events)
    }


def rivals(
    counts: ArrayLike, families: Sequence[Hashable], *, min_events: int = 3
) -> list[tuple[int, int]]:
    """Pairs of one family with enough events each, the one whose events come later first."""
    table = as_weekly_counts(counts)
    week = np.arange(table.shape[1])
    enough = table.sum(axis=1) >= max(min_events, 1)
    centre = table @ week / np.maximum(table.sum(axis=1), 1)
    return [
        (i, j) if centre[i] > centre[j] else (j, i)
        for i, j in combinations(range(len(table)), 2)
        if enough[i] and enough[j] and families[i] == families[j]
    ]


def _every_arrangement(up: np.ndarray, pair: np.ndarray) -> float:
    """P(sum of weeks as late) when the rising substance's events are drawn from the pair's.

    Built up week by week: ways to have taken so many events with such a sum of weeks.
    """
    weeks = np.flatnonzero(pair)
    sizes, taken = pair[weeks], int(up.sum())
    ways = np.zeros((taken + 1, int(taken * weeks.max(initial=0)) + 1))
    ways[0, 0] = 1.0
    for week, size in zip(weeks, sizes, strict=True):
        following = ways.copy()
        choose = 1.0
        for m in range(1, min(int(size), taken) + 1):
            choose *= (size - m + 1) / m
            shift = m * int(week)
            following[m:, shift:] += choose * ways[: taken + 1 - m, : ways.shape[1] - shift]
        ways = following
    sums = ways[taken] / ways[taken].sum()
    return float(min(sums[int(up @ np.arange(up.size)) :].sum(), 1.0))


def _normal_limit(up: Floats, pair: Floats, week: Floats) -> float:
    total, taken = float(pair.sum()), float(up.sum())
    mean = pair @ week / total
    spread = pair @ (week - mean) ** 2
    variance = taken * (total - taken) / total / (total - 1) * spread
    excess = up @ week - taken * mean
    share = taken / total
    slope = excess / (share * (1 - share) * spread) if spread > 0 else 0.0
    # Residuals about a moving share, or the movement itself would count as scatter.
    fitted = np.clip(share + share * (1 - share) * slope * (week - mean), 0.01, 0.99)
    held = pair > 0
    scatter = ((up - pair * fitted) ** 2)[held] / (pair * fitted * (1 - fitted))[held]
    dispersion = max(1.0, scatter.sum() / max(held.sum() - 2, 1))
    return float(norm.sf(excess / np.sqrt(variance * dispersion))) if variance > 0 else 1.0


def _crossing(up: Floats, pair: Floats, week: Floats) -> tuple[float, float, float]:
    """Slope of the log odds per week, the week of even odds and its standard error."""
    scale = max(week.size / 4, 1.0)
    x = np.column_stack([np.ones(week.size), (week - week.mean()) / scale])
    prior = np.eye(2) / PRIOR_SPREAD**2
    beta = np.zeros(2)
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
        information = x.T @ (x * (pair * p * (1 - p))[:, None]) + prior
        step = np.linalg.solve(information, x.T @ (up - pair * p) - prior @ beta)
        beta = beta + np.clip(step, -2, 2)
        if np.abs(step).max() < 1e-10:
            break
    if abs(beta[1]) < 1e-9:
        return 0.0, np.inf, np.inf
    at = -beta[0] / beta[1]
    slope = np.array([-1 / beta[1], beta[0] / beta[1] ** 2])
    error = np.sqrt(slope @ np.linalg.solve(information, slope))
    return float(beta[1] / scale), float(week.mean() + scale * at), float(scale * error)
