"""Likelihood ratios of reports that beget reports, compiled. Imported only where charted."""

# mypy: disallow-untyped-defs=False
# The compiler infers the types of these kernels from the arrays they are first given.

import numpy as np
from numba import njit

from vedette.science.detection.ratios import LOWEST_SHIFT, NEWTON_STEPS, NONE_FOUND, _newton

CLOSE = 1e-6
BISECTIONS = 60


@njit(cache=True, error_model="numpy")
def _slope(y, m, before, a, first, last, share):
    """Slope of the log likelihood in the share of last week's reports that is passed on."""
    total = 0.0
    for i in range(first, last + 1):
        if not np.isnan(y[i]) and before[i] > 0.0:
            mean = m[i] + share * before[i]
            total += before[i] * (y[i] - mean) / (mean * (1.0 + a * mean))
    return total


@njit(cache=True, error_model="numpy")
def _most_likely(y, m, before, a, first, last):
    """The share at which the slope is zero; none if the likelihood falls from zero on."""
    if _slope(y, m, before, a, first, last, 0.0) <= 0.0:
        return 0.0
    low, high = 0.0, 1.0
    while _slope(y, m, before, a, first, last, high) > 0.0 and high < 1e9:
        low, high = high, 2.0 * high
    for _ in range(BISECTIONS):
        middle = 0.5 * (low + high)
        if _slope(y, m, before, a, first, last, middle) > 0.0:
            low = middle
        else:
            high = middle
    return low


@njit(cache=True, error_model="numpy")
def _walked(y, m, before, first, last, share):
    """R's search on the logarithm of the share, from that of the beginning before."""
    old, new = 2.0, np.log(share)
    steps = 0
    while new > LOWEST_SHIFT and abs(np.exp(new) - np.exp(old)) > CLOSE and steps < NEWTON_STEPS:
        steps += 1
        old = new
        grown = np.exp(old)
        score, bend = 0.0, 0.0
        for i in range(first, last + 1):
            mean = m[i] + grown * before[i]
            score += y[i] * before[i] / mean - before[i]
            bend += y[i] * before[i] * before[i] / (mean * mean)
        score *= grown
        new = old + score / (grown * grown * bend - score)
    return np.exp(new)


@njit(cache=True, error_model="numpy")
def _ratio(y, m, before, a, first, last, share):
    """Log likelihood ratio of passing on ``share`` of last week's reports, over first..last."""
    total = 0.0
    for i in range(first, last + 1):
        if np.isnan(y[i]) or np.isnan(before[i]):
            continue
        more = share * before[i]
        if a == 0.0:
            total += y[i] * np.log(1.0 + more / m[i]) - more
        else:
            mean = m[i] + more
            odds = np.log((1.0 + a * m[i]) / (1.0 + a * mean))
            total += y[i] * (np.log(mean / m[i]) + odds) + odds / a
    return total


@njit(cache=True, error_model="numpy")
def _statistic(y, m, before, a, begin, now, window, walk):
    at_least, at_most = window
    oldest = begin if at_most < 0 else max(begin, now - at_most)
    best = NONE_FOUND
    share = 0.5
    for first in range(oldest, now - at_least + 2):
        if not walk:
            share = _most_likely(y, m, before, a, first, now)
        elif a == 0.0:
            share = _walked(y, m, before, first, now, share)
        else:  # R looks for the shift of a mean, and takes it for the logarithm of the share
            shift = np.log(share) if first > oldest else 0.5
            share = np.exp(_newton(y, m, a, first, now, shift))
        value = _ratio(y, m, before, a, first, now, share)
        if value > best:
            best = value
    return best


@njit(cache=True, error_model="numpy")
def spreading(y, m, a, limit, at_least, at_most, earlier, walk):
    """Statistic and alarm of every week, starting again after an alarm.

    ``earlier`` is the count of the week before the first; ``at_most`` of -1 is no limit.
    """
    statistic, flagged = np.full(y.size, np.nan), np.zeros(y.size, dtype=np.bool_)
    before = np.empty(y.size)
    before[0] = earlier
    before[1:] = y[:-1]
    begin = 0
    for now in range(y.size):
        statistic[now] = 0.0
        if now - begin < at_least - 1:
            continue
        if np.isnan(y[now]) and not walk:
            statistic[now] = np.nan
            continue
        value = _statistic(y, m, before, a, begin, now, (at_least, at_most), walk)
        # R's Poisson chart must exceed its limit, its other one need only reach it.
        flagged[now] = value > limit if walk and a == 0.0 else value >= limit
        statistic[now] = max(value, 0.0)
        if flagged[now]:
            begin = now + 1
    return statistic, flagged
