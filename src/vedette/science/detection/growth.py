"""How fast a series grows."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import norm

from vedette.science.detection.counts import InvalidCounts, SeriesTooShort, as_weekly_counts


@dataclass(frozen=True, slots=True)
class Growth:
    """Log growth per week with its 95 % interval, and how sure the growth is."""

    rate: float
    low: float
    high: float
    probability_rising: float

    @property
    def doubling_weeks(self) -> float:
        """Weeks until counts double; negative while they halve."""
        return float(np.log(2) / self.rate) if self.rate else np.inf


def growth(counts: ArrayLike, *, maturity: ArrayLike | None = None) -> Growth:
    """Fit log-linear growth to a short recent stretch, by quasi-Poisson regression.

    ``counts`` are (n_weeks,), oldest first; ``maturity`` is the share of each week already
    reported, without which the newest weeks would bend every rate down.
    """
    from vedette.science.detection.regression import TIGHT_STEPS, TIGHT_TOLERANCE, robust_fit

    y = as_weekly_counts(counts)[0]
    if y.size < 4:
        raise SeriesTooShort(needed=4, got=y.size)
    if not y.any():
        raise InvalidCounts("a series without reports does not grow")
    share = np.ones(y.size) if maturity is None else np.asarray(maturity, dtype=np.float64)
    x = np.column_stack([np.ones(y.size), np.arange(y.size) - (y.size - 1) / 2])
    beta, covariance, phi, _, _, converged = robust_fit(
        x, y, np.log(np.clip(share, 1e-3, 1)), False, 0.0, TIGHT_TOLERANCE, TIGHT_STEPS
    )
    if not converged:
        return Growth(np.nan, np.nan, np.nan, np.nan)
    error = float(np.sqrt(max(phi, 1.0) * covariance[1, 1]))
    rate, reach = float(beta[1]), 1.959963984540054 * error
    return Growth(rate, rate - reach, rate + reach, float(norm.cdf(rate / error)))


def laplace_trend(weeks: ArrayLike, *, span: float) -> float:
    """P-value that a handful of events crowds towards the end of ``span`` weeks (N >= 4)."""
    at = np.asarray(weeks, dtype=np.float64)
    if at.size < 4:
        return float("nan")
    return float(norm.sf((at.mean() - span / 2) / (span * np.sqrt(1 / (12 * at.size)))))
