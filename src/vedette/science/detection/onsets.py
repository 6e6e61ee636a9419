"""How surprising two weeks are as the onset of a burst, compiled. Imported only where judged."""

# mypy: disallow-untyped-defs=False
# The compiler infers the types of these kernels from the arrays they are first given.

from math import lgamma

import numpy as np
from numba import njit

POISSON_BELOW = 1 + 1e-6
REACH = 9.0  # standard deviations of the lattice either side
CELLS = 24  # lattice cells to a standard deviation, where counts are that many
HUGE = 1e150  # evidence beyond it is not told apart


@njit(cache=True)
def _log_probability(y, mu, phi):
    if phi > POISSON_BELOW:
        size = mu / (phi - 1)
        value = lgamma(y + size) - lgamma(size) - lgamma(y + 1)
        return value - size * np.log(phi) + y * np.log(1 - 1 / phi)
    return y * np.log(mu) - mu - lgamma(y + 1)


@njit(cache=True)
def _lattice(mu, phi):
    """First count, stride and number of counts that hold all but nothing of the distribution."""
    sd = np.sqrt(phi * mu)
    stride = max(1, int(sd / CELLS))
    low = max(0, int((mu - REACH * sd) / stride) * stride)
    high = int(mu + REACH * sd + 25 * phi) + 10
    return low, stride, (high - low) // stride + 1


@njit(cache=True)
def _ratios(into, low, stride, mu, phi, added):
    """P(count) with ``added`` reports expected beyond the mean, over P(count) without."""
    if phi > POISSON_BELOW:
        size, more = mu / (phi - 1), (mu + added) / (phi - 1)
        constant = lgamma(size) - lgamma(more) - (more - size) * np.log(phi)
        if stride == 1:
            value = np.exp(min(lgamma(low + more) - lgamma(low + size) + constant, 345.0))
            for i in range(into.size):
                into[i] = value
                value = min(value * (low + i + more) / (low + i + size), HUGE)
            return
        for i in range(into.size):
            y = low + i * stride
            into[i] = np.exp(min(lgamma(y + more) - lgamma(y + size) + constant, 345.0))
        return
    value = np.exp(min(low * np.log1p(added / mu) - added, 345.0))
    step = (1 + added / mu) ** stride
    for i in range(into.size):
        into[i] = value
        value = min(value * step, HUGE)


@njit(cache=True)
def _survival(low, stride, n, mu, phi):
    """P(count >= lattice point), n + 1 entries, the last zero."""
    tail = np.zeros(n + 1)
    for i in range(n - 1, -1, -1):
        tail[i] = tail[i + 1] + np.exp(_log_probability(low + i * stride, mu, phi))
    return tail / tail[0]


@njit(cache=True)
def _evidence(y, mu, phi, sizes, first, second, late):
    """Likelihood ratio of a burst that began this week or the week before (index 1 and 0)."""
    one = np.empty(1)
    total = 0.0
    before, now = np.sqrt(phi[0] * mu[0]), np.sqrt(phi[1] * mu[1])
    for size in sizes:
        _ratios(one, y[1], 1, mu[1], phi[1], size * now * first)
        total += (1 - late) * one[0]
        _ratios(one, y[1], 1, mu[1], phi[1], size * before * second)
        carried = one[0]
        _ratios(one, y[0], 1, mu[0], phi[0], size * before * first)
        total += late * min(carried * one[0], HUGE)
    return total / sizes.size


@njit(cache=True)
def _onset(y, mu, phi, sizes, first, second, late):
    """Evidence of an onset, and the chance of as much of it without one.

    The evidence rises with both counts, so for every count of the week before there is a
    least count of this week that reaches it; both are walked at once.
    """
    reached = _evidence(y, mu, phi, sizes, first, second, late)
    low0, stride0, n0 = _lattice(mu[0], phi[0])
    low1, stride1, n1 = _lattice(mu[1], phi[1])
    k = sizes.size
    before, now = np.sqrt(phi[0] * mu[0]), np.sqrt(phi[1] * mu[1])
    fresh, row = np.zeros(n1), np.empty(n1)
    carried, opening = np.empty((k, n1)), np.empty((k, n0))
    for j in range(k):
        _ratios(row, low1, stride1, mu[1], phi[1], sizes[j] * now * first)
        fresh += (1 - late) / k * row
        _ratios(carried[j], low1, stride1, mu[1], phi[1], sizes[j] * before * second)
        _ratios(opening[j], low0, stride0, mu[0], phi[0], sizes[j] * before * first)
    tail = _survival(low1, stride1, n1, mu[1], phi[1])
    chance, total, least = 0.0, 0.0, n1
    for i in range(n0):
        weight = np.exp(_log_probability(low0 + i * stride0, mu[0], phi[0]))
        total += weight
        while least > 0:
            value = fresh[least - 1]
            for j in range(k):
                value += late / k * carried[j, least - 1] * opening[j, i]
            if value < reached * (1 - 1e-9):
                break
            least -= 1
        chance += weight * tail[least]
    return reached, chance / total


@njit(cache=True)
def onsets(counts, mean, dispersion, sizes, first, second, late):
    """Evidence and chance (n, 2) for rows of (week before, week); NaN means stay NaN."""
    found = np.full((counts.shape[0], 2), np.nan)
    for i in range(counts.shape[0]):
        if np.isfinite(mean[i]).all() and np.isfinite(dispersion[i]).all():
            found[i] = _onset(counts[i], mean[i], dispersion[i], sizes, first, second, late)
    return found
