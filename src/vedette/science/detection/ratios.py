"""Likelihood ratios of a shifted mean, compiled. Imported only where a chart is drawn."""

# mypy: disallow-untyped-defs=False
# The compiler infers the types of these kernels from the arrays they are first given.

import numpy as np
from numba import njit

NONE_FOUND = -1e99
NEVER = 1e99
MOST_CASES = 10_000
LOWEST_SHIFT = -18.0
CLOSE = 1e-6
NEWTON_STEPS = 1000


@njit(cache=True, error_model="numpy")
def _newton(y, m, a, first, last, start):
    """The shift at which the score of a negative binomial is zero, from a starting shift."""
    old, new = 0.4, start
    steps = 0
    while new > LOWEST_SHIFT and abs(new - old) > CLOSE and steps < NEWTON_STEPS:
        steps += 1
        old = new
        grown = np.exp(old)
        score, information = 0.0, 0.0
        for i in range(first, last + 1):
            if not np.isnan(y[i]):
                below = 1.0 + a * grown * m[i]
                score += (y[i] - grown * m[i]) / below
                information += m[i] * (a * y[i] + 1.0) / (below * below)
        new = old + score / (grown * information)
    return new


@njit(cache=True, error_model="numpy")
def _ratio(y, m, a, first, last, shift):
    """Log likelihood ratio of a shift over weeks first..last; a of zero is the Poisson."""
    total = 0.0
    grown = np.exp(shift)
    for i in range(first, last + 1):
        if np.isnan(y[i]):
            continue
        if a == 0.0:
            total += shift * y[i] - (grown - 1.0) * m[i]
        else:
            odds = np.log((1.0 + a * m[i]) / (1.0 + a * m[i] * grown))
            total += shift * y[i] + (y[i] + 1.0 / a) * odds
    return total


@njit(cache=True, error_model="numpy")
def _poisson(y, m, begin, now, window, direction, walk):
    """Best ratio over all beginnings of a shift; backwards, so that sums grow."""
    at_least, at_most = window
    oldest = begin if at_most < 0 else max(begin, now - at_most)
    shortest = at_least
    if walk:
        shortest = 1 if at_most < 0 else at_least + 1
    best = NONE_FOUND
    reports, mean = 0.0, 0.0
    for first in range(now, oldest - 1, -1):
        if not np.isnan(y[first]):
            reports += y[first]
            mean += m[first]
        if now - first + 1 < shortest or mean == 0.0:
            continue
        if reports == 0.0:
            if direction < 0:
                if not walk:
                    best = max(best, mean)
                continue
            value = 0.0
        else:
            shift = direction * max(0.0, direction * np.log(reports / mean))
            value = shift * reports + (1.0 - np.exp(shift)) * mean
        best = max(best, value)
    return best


@njit(cache=True, error_model="numpy")
def _negative_binomial(y, m, a, begin, now, window, direction, walk):
    at_least, at_most = window
    oldest = begin if at_most < 0 else max(begin, now - at_most)
    best = NONE_FOUND
    shift = 0.5
    for first in range(oldest, now - at_least + 2):
        reports, mean = 0.0, 0.0
        for i in range(first, now + 1):
            if not np.isnan(y[i]):
                reports += y[i]
                mean += m[i]
        if not walk:
            if mean == 0.0:
                continue
            # From the Poisson value the search is short and cannot run away.
            shift = np.log(max(reports, 1e-8) / mean)
        shift = _newton(y, m, a, first, now, shift)
        shift = direction * max(0.0, direction * shift) if not np.isnan(shift) else 0.0
        best = max(best, _ratio(y, m, a, first, now, shift))
    return best


@njit(cache=True, error_model="numpy")
def _statistic(y, m, a, begin, now, window, direction, walk):
    if a == 0.0:
        return _poisson(y, m, begin, now, window, direction, walk)
    return _negative_binomial(y, m, a, begin, now, window, direction, walk)


@njit(cache=True, error_model="numpy")
def _cases(y, m, a, begin, now, window, limit, direction, statistic, walk):
    """The count of week ``now`` from which (for a decrease: up to which) it alarms."""
    changed = y.copy()
    if walk and a > 0.0:
        if np.isnan(y[now]):
            return np.nan
        alarmed = statistic >= limit
        if direction < 0 and not alarmed:
            return NEVER
        step = -1.0 if alarmed else 1.0
        while MOST_CASES >= changed[now] >= 1.0:
            changed[now] += step
            value = _statistic(changed, m, a, begin, now, window, direction, walk)
            if alarmed and value < limit:
                return changed[now] + 1.0
            if not alarmed and value >= limit:
                return changed[now]
        return np.nan if alarmed else NEVER
    for count in range(MOST_CASES):
        changed[now] = count
        value = _statistic(changed, m, a, begin, now, window, direction, walk)
        if direction * value >= direction * limit:
            return float(count)
    return np.nan


@njit(cache=True, error_model="numpy")
def _known_shift(y, m, a, limit, shift):
    statistic, flagged = np.full(y.size, np.nan), np.zeros(y.size, dtype=np.bool_)
    cases = np.full(y.size, np.nan)
    state = 0.0
    for now in range(y.size):
        if np.isnan(y[now]):
            continue
        flat = (np.exp(shift) - 1.0) * m[now]
        slope = shift
        if a > 0.0:
            odds = np.log((1.0 + a * m[now]) / (1.0 + a * m[now] * np.exp(shift)))
            flat = -odds / a
            slope = shift + odds
        cases[now] = (limit - state + flat) / slope
        state = max(0.0, state + _ratio(y, m, a, now, now, shift))
        statistic[now] = state
        flagged[now] = state > limit
        if flagged[now]:
            state = 0.0
    return statistic, flagged, cases


@njit(cache=True, error_model="numpy")
def chart(
    y, m, a, limit, at_least, at_most, shift, direction, wants_cases, walk
):  # fmt: skip
    """Statistic, alarm and count needed for every week, starting again after an alarm.

    ``at_most`` of -1 is no limit, ``shift`` of 0 an unknown shift.
    """
    if shift != 0.0:
        return _known_shift(y, m, a, limit, shift)
    statistic, flagged = np.full(y.size, np.nan), np.zeros(y.size, dtype=np.bool_)
    cases = np.full(y.size, np.nan)
    window = (at_least, at_most)
    waiting = at_least - 1
    if walk and a == 0.0 and at_most > 0:
        waiting = at_least
    begin = 0
    for now in range(y.size):
        statistic[now] = 0.0
        if now - begin < waiting:
            if wants_cases and walk and a > 0.0:
                cases[now] = NEVER
            continue
        if np.isnan(y[now]) and not walk:
            statistic[now] = np.nan
            continue
        value = _statistic(y, m, a, begin, now, window, direction, walk)
        if wants_cases:
            cases[now] = _cases(
                y, m, a, begin, now, window, limit, direction, value, walk
            )  # fmt: skip
        flagged[now] = value >= limit
        statistic[now] = max(value, 0.0)
        if flagged[now]:
            begin = now + 1
    return statistic, flagged, cases
