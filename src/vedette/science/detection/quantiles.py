"""Quantiles of counts as R finds them, for means of any size."""

import numpy as np
from numpy.typing import ArrayLike
from scipy import special
from scipy.stats import norm

from vedette.science.detection.counts import Floats

FUZZ = 64 * 2.0**-52  # R takes a tail this close to alpha as reached
COUNTABLE = 1e15  # beyond it neighbouring counts are one float
_NEVER = 1.0 + 1e-14  # a dispersion at or below is the Poisson


def tail_beyond(count: ArrayLike, mean: ArrayLike, dispersion: ArrayLike) -> Floats:
    """P(Y > count) for a negative binomial of given mean and variance = dispersion x mean.

    Arrays broadcast; a dispersion of one is the Poisson. Unlike
    :func:`~vedette.science.detection.tails.upper_tail` the mean may have any size.
    """
    y, mu, phi = np.broadcast_arrays(
        np.asarray(count, float), np.asarray(mean, float), np.asarray(dispersion, float)
    )
    over = phi > _NEVER
    above = np.where(y >= 0, y + 1.0, 1.0)
    with np.errstate(over="ignore", invalid="ignore"):
        wide = special.betainc(above, mu / np.where(over, phi - 1, 1.0), 1 - 1 / phi)
    plain = special.gammainc(above, np.where(over, 1.0, mu))
    return np.where(y < 0, np.where(np.isnan(mu), np.nan, 1.0), np.where(over, wide, plain))


def quantile_as_in_r(alpha: float, mean: ArrayLike, dispersion: ArrayLike) -> Floats:
    """Smallest count c with P(Y > c) <= alpha, as ``qnbinom`` and ``qpois`` give it.

    NaN where the mean is infinite or unknown. Means above 1e15 are answered by the
    expansion in normal quantiles and skewness, from which R itself starts its search.
    """
    mu, phi = np.broadcast_arrays(np.asarray(mean, float), np.asarray(dispersion, float))
    found = np.full(mu.shape, np.nan)
    told = np.isfinite(mu) & np.isfinite(phi)
    far = told & (mu > COUNTABLE)
    found[far] = _expansion(alpha, mu[far], phi[far])
    near = told & ~far
    found[near] = _search(alpha, mu[near], phi[near])
    return found


def _expansion(alpha: float, mu: Floats, phi: Floats) -> Floats:
    z = norm.isf(alpha)
    spread = np.sqrt(mu) * np.sqrt(phi)
    skewness = (2 * phi - 1) / spread
    return np.floor(mu + spread * (z + skewness * (z * z - 1) / 6) + 0.5)


def _search(alpha: float, mu: Floats, phi: Floats) -> Floats:
    low, high = np.full(mu.shape, -1.0), np.maximum(1.0, np.ceil(mu))
    enough = alpha + FUZZ
    while (short := tail_beyond(high, mu, phi) > enough).any():
        low, high = np.where(short, high, low), np.where(short, 2 * high, high)
    while True:
        middle = np.floor((low + high) / 2)
        open_ = (middle > low) & (middle < high)
        if not open_.any():
            return high
        reached = tail_beyond(middle, mu, phi) <= enough
        low, high = (
            np.where(open_ & ~reached, middle, low), np.where(open_ & reached, middle, high)
        )  # fmt: skip
