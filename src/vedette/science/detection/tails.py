"""Tails of the counting distributions: how surprising a count is, and which would be."""

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from vedette.science.detection.counts import Floats

POISSON_BELOW = 1 + 1e-9  # closer to one, the negative binomial is the Poisson in floats
MOST_REPORTS = 2.0**20  # reports in a week; far beyond, tails take minutes and mean nothing
_LARGEST_MEAN = 16 * MOST_REPORTS


def upper_tail(count: ArrayLike, mean: ArrayLike, dispersion: ArrayLike = 1.0) -> Floats:
    """P(Y >= count) for a negative binomial of given mean and variance = dispersion x mean.

    Arrays broadcast. A dispersion of one is the Poisson. NaN in, NaN out; a mean of zero
    gives zero for any positive count.
    """
    y, mu, phi = np.broadcast_arrays(
        np.asarray(count, float), np.asarray(mean, float), np.asarray(dispersion, float)
    )
    tail = np.where(y >= 1, 0.0, 1.0)
    counted = (y >= 1) & (mu > 0)
    over = phi > POISSON_BELOW
    # The special functions cost a microsecond each: only where they decide.
    wide = counted & over
    if wide.any():
        safe, positive = np.minimum(phi[wide], MOST_REPORTS), np.minimum(mu[wide], _LARGEST_MEAN)
        tail[wide] = special.betainc(y[wide], positive / (safe - 1), 1 - 1 / safe)
    plain = counted & ~over
    if plain.any():
        tail[plain] = special.gammainc(y[plain], np.minimum(mu[plain], _LARGEST_MEAN))
    return np.where(np.isnan(y) | np.isnan(mu) | np.isnan(phi), np.nan, tail)


def upper_quantile(alpha: float, mean: ArrayLike, dispersion: ArrayLike = 1.0) -> Floats:
    """Smallest count c with P(Y > c) <= alpha; arrays as in :func:`upper_tail`.

    Found by bisection, since a library's root search can take hours on means like 1e13.
    Infinite above a million reports a week.
    """
    mu, phi = np.broadcast_arrays(np.asarray(mean, float), np.asarray(dispersion, float))
    told = ~(np.isnan(mu) | np.isnan(phi))
    if not told.all():  # most cells of a long history are never judged
        found = np.full(mu.shape, np.nan)
        if told.any():
            found[told] = upper_quantile(alpha, mu[told], phi[told])
        return found
    endless = mu >= MOST_REPORTS
    mu = np.where(endless, 1.0, mu)
    low = np.full(mu.shape, -1.0)
    high = np.maximum(1.0, np.ceil(mu))
    for _ in range(60):
        short = (upper_tail(high + 1, mu, phi) > alpha) & (high < MOST_REPORTS)
        if not short.any():
            break
        low, high = np.where(short, high, low), np.where(short, 2 * high, high)
    while ((high - low) > 1).any():
        middle = np.floor((low + high) / 2)
        enough = upper_tail(middle + 1, mu, phi) <= alpha
        low, high = np.where(enough, low, middle), np.where(enough, middle, high)
    return np.where(endless | (high >= MOST_REPORTS), np.inf, high)


def log_probability(count: ArrayLike, mean: ArrayLike, dispersion: ArrayLike = 1.0) -> Floats:
    """log P(Y = count); arrays as in :func:`upper_tail`, the mean above zero."""
    y, mu, phi = np.broadcast_arrays(
        np.asarray(count, float), np.asarray(mean, float), np.asarray(dispersion, float)
    )
    over = phi > POISSON_BELOW
    safe = np.where(over, phi, 2.0)
    size = mu / (safe - 1)
    wide = special.gammaln(y + size) - special.gammaln(size) - special.gammaln(y + 1)
    wide = wide - size * np.log(safe) + y * np.log1p(-1 / safe)
    return np.where(over, wide, y * np.log(mu) - mu - special.gammaln(y + 1))
