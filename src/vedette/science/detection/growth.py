"""How fast a series grows."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import norm

from vedette.science.detection.counts import Floats, InvalidCounts, SeriesTooShort, as_weekly_counts

FEW_EVENTS = 20  # below it, a regression's standard error is not to be trusted
WIDEST = 1.0  # prior standard deviation of the weekly log growth of a few events
RATES = np.linspace(-4, 4, 4001)


@dataclass(frozen=True, slots=True)
class Growth:
    """Log growth per week with its 95 % interval, and how sure the growth is.

    ``crowding`` is the p-value of :func:`laplace_trend`, where events are too few for a
    regression and at least four; else NaN.
    """

    rate: float
    low: float
    high: float
    probability_rising: float
    crowding: float = float("nan")

    @property
    def doubling_weeks(self) -> float:
        """Weeks until counts double; negative while they halve."""
        return float(np.log(2) / self.rate) if self.rate else np.inf


def growth(counts: ArrayLike, *, maturity: ArrayLike | None = None) -> Growth:
    """Fit log-linear growth to a short recent stretch.

    Quasi-Poisson regression; below twenty events the posterior of the rate given their
    number, under a normal prior with a standard deviation of one per week: then ``rate`` is
    the median.

    Parameters
    ----------
    counts : (n_weeks,) array_like of int
        Reports per week, oldest first.
    maturity : (n_weeks,) array_like, optional
        Share of each week already reported, without which the newest weeks would bend
        every rate down.

    Raises
    ------
    SeriesTooShort
        If there are fewer than four weeks.
    InvalidCounts
        If no report is in them.
    """
    from vedette.science.detection.regression import TIGHT_STEPS, TIGHT_TOLERANCE, quasi_poisson

    y = as_weekly_counts(counts)[0]
    if y.size < 4:
        raise SeriesTooShort(needed=4, got=y.size)
    if not y.any():
        raise InvalidCounts("a series without reports does not grow")
    share = np.ones(y.size) if maturity is None else np.asarray(maturity, dtype=np.float64)
    share = np.clip(share, 1e-3, 1)
    if y.sum() < FEW_EVENTS:
        return _growth_of_few(y, share)
    x = np.column_stack([np.ones(y.size), np.arange(y.size) - (y.size - 1) / 2])
    beta, covariance, phi, converged = quasi_poisson(
        x, y, np.log(share), TIGHT_TOLERANCE, TIGHT_STEPS
    )
    if not converged:
        return Growth(np.nan, np.nan, np.nan, np.nan)
    error = float(np.sqrt(max(phi, 1.0) * covariance[1, 1]))
    rate, reach = float(beta[1]), 1.959963984540054 * error
    return Growth(rate, rate - reach, rate + reach, float(norm.cdf(rate / error)))


def _growth_of_few(y: Floats, share: Floats) -> Growth:
    """Posterior of the rate given the number of events: their weeks are then multinomial."""
    week = np.arange(y.size) - (y.size - 1) / 2
    lifted = RATES[:, None] * week + np.log(share)
    top = lifted.max(axis=1, keepdims=True)
    total = np.log(np.exp(lifted - top).sum(axis=1)) + top[:, 0]
    log_posterior = RATES * (y @ week) - y.sum() * total - 0.5 * (RATES / WIDEST) ** 2
    mass = np.exp(log_posterior - log_posterior.max())
    below = np.cumsum(mass) / mass.sum()
    low, rate, high = (float(np.interp(level, below, RATES)) for level in (0.025, 0.5, 0.975))
    rising = float((mass * np.where(RATES == 0, 0.5, RATES > 0)).sum() / mass.sum())
    when = np.repeat(np.arange(y.size) + 0.5, y.astype(int))
    crowding = laplace_trend(when, span=y.size, maturity=share)
    return Growth(rate, low, high, rising, crowding)


def laplace_trend(weeks: ArrayLike, *, span: float, maturity: ArrayLike | None = None) -> float:
    """P-value that a handful of events crowds towards the end of ``span`` weeks.

    ``weeks`` are the times of the events since the start, in weeks, at least four (else
    NaN). ``maturity``, one share for each whole week of the span, takes out that the newest
    events are not all known; then the middles of weeks stand for the times.
    """
    at = np.asarray(weeks, dtype=np.float64)
    if at.size < 4:
        return float("nan")
    middle, spread = span / 2, span / np.sqrt(12)
    if maturity is not None:
        share = np.asarray(maturity, dtype=np.float64)
        times = np.arange(share.size) + 0.5
        middle = float(np.average(times, weights=share))
        spread = float(np.sqrt(np.average((times - middle) ** 2, weights=share)))
    return float(norm.sf((at.mean() - middle) / (spread / np.sqrt(at.size))))
