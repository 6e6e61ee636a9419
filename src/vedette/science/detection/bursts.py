"""Bursts of rare events, compiled: the exact chance of any window being as surprising.

Imported only where a burst is judged. The predictive of a window of exposure ``e`` after a
baseline with shape ``a`` and rate ``b`` is negative binomial with mean ``a e / b`` and
dispersion ``1 + extra + e / b``. Windows end together, so counts only grow from one to the
next, and what the shorter one held updates the baseline for the rest of the longer one.
"""

# mypy: disallow-untyped-defs=False
# The compiler infers the types of these kernels from the arrays they are first given.

import numpy as np
from numba import njit

MOST_EVENTS = 64  # in a window; beyond, the caller combines the windows' own tails
SUMMED = 1e-3  # tails below it are summed upwards, for one minus the rest has no digits left
TIE = 1 + 1e-12  # two windows with the same tail must not differ by rounding
TOO_MANY = -1.0


@njit(cache=True)
def _size_and_share(shape, rate, ahead, extra):
    excess = extra + ahead / rate
    return shape * ahead / rate / excess, excess / (1.0 + excess)


@njit(cache=True)
def _upwards(term, count, size, share):
    """Sum of the probabilities from ``count`` on, given the one of ``count``."""
    total = 0.0
    while term > 1e-17 * total:
        total += term
        term *= share * (size + count) / (count + 1.0)
        count += 1
    return total


@njit(cache=True)
def _tail(count, size, share):
    """P(N >= count) of a negative binomial with P(0) = (1 - share) ** size."""
    if count <= 0:
        return 1.0
    none = size * np.log1p(-share)
    if count == 1:
        return -np.expm1(none)
    term = np.exp(none)
    below = 0.0
    for k in range(count):
        below += term
        term *= share * (size + k) / (k + 1.0)
    if 1.0 - below > SUMMED:
        return 1.0 - below
    return _upwards(term, count, size, share)


@njit(cache=True)
def _rarest(shape, rate, extra, ahead, usable, counts, tails):
    """Fill the tail of each window; the smallest, and the index of its window."""
    rarest, best = 2.0, -1
    for j in range(counts.size):
        if usable[j]:
            size, share = _size_and_share(shape, rate, ahead[j], extra)
            tails[j] = _tail(counts[j], size, share)
            if tails[j] * TIE < rarest:
                rarest, best = tails[j], j
    return rarest, best


@njit(cache=True)
def _limits(shape, rate, extra, ahead, usable, counts, tails, rarest, limits):
    """Fill the first count of each window that is as rare as the rarest one found."""
    for j in range(counts.size - 1, -1, -1):
        if not usable[j]:
            # No window of its own: it crosses where the next longer one does.
            limits[j] = limits[j + 1] if j + 1 < counts.size else 0
            continue
        size, share = _size_and_share(shape, rate, ahead[j], extra)
        k, tail = counts[j], tails[j]
        while k <= MOST_EVENTS and tail > rarest * TIE:
            k += 1
            tail = _tail(k, size, share)
        limits[j] = k


@njit(cache=True)
def _advance(now, nxt, limit, sizes, shares, states):
    """Spread one state over the next window; what reaches ``limit`` has crossed."""
    crossed = 0.0
    for n in range(1, states):
        if now[n] == 0.0:
            continue
        size, share = sizes[n], shares[n]
        term, below = np.exp(size * np.log1p(-share)), 0.0
        for m in range(limit - n):
            nxt[n + m] += now[n] * term
            below += term
            term *= share * (size + m) / (m + 1.0)
        steps = max(limit - n, 0)
        rest = 1.0 - below
        if rest <= SUMMED:
            rest = _upwards(term, steps, size, share)
        crossed += now[n] * rest
    return crossed


@njit(cache=True)
def _any_crossing(shape, rate, extra, ahead, usable, limits, work):
    """P(the week has an event and some window reaches its limit)."""
    now, nxt, sizes, shares = work[0], work[1], work[2], work[3]
    size, share = _size_and_share(shape, rate, ahead[0], extra)
    states = limits[0]
    term = np.exp(size * np.log1p(-share))
    for n in range(states):
        now[n] = term if n else 0.0
        term *= share * (size + n) / (n + 1.0)
    crossed = _tail(max(states, 1), size, share)
    done = ahead[0]
    for j in range(1, limits.size):
        if not usable[j] or ahead[j] <= done:
            continue
        step, known = ahead[j] - done, rate + done / (1.0 + extra)
        for n in range(1, states):
            size, share = _size_and_share(shape + n / (1.0 + extra), known, step, extra)
            sizes[n], shares[n] = size, share
        nxt[: limits[j]] = 0.0
        crossed += _advance(now, nxt, limits[j], sizes, shares, states)
        now, nxt = nxt, now
        states, done = limits[j], ahead[j]
    return crossed


@njit(cache=True)
def burst_pvalues(shape, rate, extra, ahead, usable, counts, pvalue, week, best):
    """Fill, for weeks that had an event, the p-value given that, P(an event) and the window.

    ``shape``, ``rate``, ``extra`` are (n,); ``ahead`` and ``counts`` (n, n_windows) hold the
    exposure and events of windows that end with the week, the shortest first; column 0 is
    the week itself, and ``usable`` says which windows are asked. The p-value is ``TOO_MANY``
    where windows hold more events than are summed here.
    """
    n_windows = counts.shape[1]
    limits, tails = np.empty(n_windows, np.int64), np.empty(n_windows)
    work = np.zeros((4, MOST_EVENTS + 2))
    for i in range(shape.size):
        a, b, over, e, asked = shape[i], rate[i], extra[i], ahead[i], usable[i]
        size, share = _size_and_share(a, b, e[0], over)
        week[i] = -np.expm1(size * np.log1p(-share))
        if counts[i].max() > MOST_EVENTS:
            pvalue[i] = TOO_MANY
            continue
        rarest, best[i] = _rarest(a, b, over, e, asked, counts[i], tails)
        if asked[0] and rarest * TIE >= week[i]:
            pvalue[i] = 1.0  # any event at all is as rare
            continue
        _limits(a, b, over, e, asked, counts[i], tails, rarest, limits)
        if limits.max() > MOST_EVENTS:
            pvalue[i] = TOO_MANY
        else:
            joint = _any_crossing(a, b, over, e, asked, limits, work)
            pvalue[i] = min(joint / week[i], 1.0)


@njit(cache=True)
def weeks_ahead(total, known, ends, extra, prior, first, mean, dispersion):
    """Fill mean and dispersion of every series and week, from week ``first`` on.

    ``total`` (n, n_weeks + 1) holds the events before each week, ``known`` (n or 1, ...) the
    exposure, ``ends`` (n or 1, ...) where the baseline of each judged week stops.
    """
    for i in range(total.shape[0]):
        one = i if known.shape[0] > 1 else 0
        for t in range(first, total.shape[1] - 1):
            end = ends[one, t - first]
            rate = prior[1] + known[one, end]
            if rate > 0:
                ahead = (known[one, t + 1] - known[one, t]) / rate
                mean[i, t] = (prior[0] + total[i, end]) * ahead
                dispersion[i, t] = 1.0 + extra[i] + ahead
