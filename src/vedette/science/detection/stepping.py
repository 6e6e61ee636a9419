"""Tails and quantiles of counts by stepping through them from zero; compiled.

Quicker than the special functions while counts are small. Imported only where many are asked.
"""

# mypy: disallow-untyped-defs=False
# The compiler infers the types of these kernels from the arrays they are first given.

import numpy as np
from numba import njit

POISSON_BELOW = 1.0 + 1e-9
LEAST_LOG = -600.0  # below it the chance of zero is no float to start from
MOST_STEPS = 4000
CLEAR = 1e-3  # tails below are summed themselves, not as what is left of one
SMALL = 1e-17


@njit(cache=True, error_model="numpy")
def _tail(probability, k, base, rate):
    """Sum of the probabilities from count k on, the first being given."""
    total, term = 0.0, probability
    while term > SMALL * total and k < 100 * MOST_STEPS:
        total += term
        term *= (base + k * rate) / (k + 1.0)
        k += 1.0
    return total


@njit(cache=True, error_model="numpy")
def step_through(count, mean, dispersion, alpha):
    """Quantile and tail of every cell, flat arrays: NaN where stepping is not the way.

    Returns the smallest c with P(Y > c) <= alpha and P(Y >= count), as
    :func:`~vedette.science.detection.tails.upper_quantile` and ``upper_tail`` define them.
    """
    quantile, pvalue = np.full(mean.size, np.nan), np.full(mean.size, np.nan)
    for i in range(mean.size):
        mu, phi, y = mean[i], dispersion[i], count[i]
        if not (mu > 0.0 and phi >= 1.0 and alpha > 1e-9) or y > MOST_STEPS:
            continue
        # From one count to the next the probability grows by (base + k rate) / (k + 1).
        plain = phi <= POISSON_BELOW
        base = mu if plain else mu / phi
        rate = 0.0 if plain else 1.0 - 1.0 / phi
        log_none = -mu if plain else -mu / (phi - 1.0) * np.log(phi)
        if log_none < LEAST_LOG:
            continue
        probability, below, k = np.exp(log_none), 0.0, 0.0
        found, tail = np.nan, np.nan
        wanted = not np.isnan(y)
        while k < MOST_STEPS and (np.isnan(found) or (wanted and np.isnan(tail))):
            if wanted and k == y:
                tail = 1.0 - below
                if tail < CLEAR:
                    tail = _tail(probability, k, base, rate)
            below += probability
            if np.isnan(found) and 1.0 - below <= alpha:
                found = k
            probability *= (base + k * rate) / (k + 1.0)
            k += 1.0
        quantile[i], pvalue[i] = found, tail
    return quantile, pvalue
