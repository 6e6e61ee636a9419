"""A smooth curve followed from week to week, compiled. Imported only where one is fitted."""

# mypy: disallow-untyped-defs=False
# The compiler infers the types of these kernels from the arrays they are first given.

import numpy as np
from numba import njit

STEPS, SMALLEST_STEP, LONGEST_STEP = 60, 1e-8, 2.0
MAX_ETA = 50.0  # beyond it no weekly count lies, and sums of squares stay finite
PASSES = 2  # once from the plain fit, whose dispersion outbreaks still swell, once from itself
JUMP = 0.5  # reports that a count may be above a limit only for being whole
FLAT = 1.0  # prior precision of slopes and seasons: a yearly change of e either way is one sd


@njit(cache=True, fastmath=True)
def _factor(a):
    """Cholesky factor of the information, and whether it has one."""
    q = a.shape[0]
    low = np.zeros((q, q))
    for i in range(q):
        for j in range(i + 1):
            s = a[i, j]
            for k in range(j):
                s -= low[i, k] * low[j, k]
            if i == j:
                if not s > 0.0:
                    return low, False
                low[i, i] = np.sqrt(s)
            else:
                low[i, j] = s / low[j, j]
    return low, True


@njit(cache=True, fastmath=True)
def _forward(low, x):
    q = x.size
    z = np.empty(q)
    for i in range(q):
        s = x[i]
        for k in range(i):
            s -= low[i, k] * z[k]
        z[i] = s / low[i, i]
    return z


@njit(cache=True, fastmath=True)
def _solved(low, x):
    z = _forward(low, x)
    for i in range(z.size - 1, -1, -1):
        for k in range(i + 1, z.size):
            z[i] -= low[k, i] * z[k]
        z[i] /= low[i, i]
    return z


@njit(cache=True, fastmath=True)
def _newton(curve, y, offset, weight, n, beta, mu):
    """Fit the first ``n`` weeks from ``beta`` on, in place; the factor, and whether it met."""
    q = curve.shape[1]
    low = np.zeros((q, q))
    for _ in range(STEPS):
        information = np.zeros((q, q))
        gradient = np.zeros(q)
        for i in range(n):
            eta = offset[i]
            for c in range(q):
                eta += curve[i, c] * beta[c]
            mu[i] = np.exp(min(eta, MAX_ETA))
            wm = weight[i] * mu[i]
            over = weight[i] * y[i] - wm
            for c in range(q):
                gradient[c] += over * curve[i, c]
                wx = wm * curve[i, c]
                for d in range(c + 1):
                    information[c, d] += wx * curve[i, d]
        for c in range(1, q):
            gradient[c] -= FLAT * beta[c]
            information[c, c] += FLAT
        low, sound = _factor(information)
        if not sound:
            return low, False
        step = _solved(low, gradient)
        longest = np.abs(step).max()
        beta += step * min(1.0, LONGEST_STEP / max(longest, 1e-300))
        if longest < SMALLEST_STEP:
            return low, True
    return low, False


@njit(cache=True, fastmath=True)
def _dispersion(y, mu, weight, n, free):
    total = 0.0
    for i in range(n):
        total += weight[i] * (y[i] - mu[i]) ** 2 / mu[i]
    return max(total / free, 1.0)


@njit(cache=True, fastmath=True)
def _shrink(y, mu, phi, above, weight, n):
    """Weights that shrink weeks far above the curve, so that past outbreaks hide no new one.

    Half a report is let pass, for whole numbers jump: where there are few, a usual count
    would else be taken for an outbreak, and mean and dispersion for less than they are.
    """
    total = 0.0
    for i in range(n):
        count = max(y[i] - JUMP, 0.0)
        raw = 1.5 * (count ** (2.0 / 3.0) * mu[i] ** (-1.0 / 6.0) - np.sqrt(mu[i]))
        s = raw / np.sqrt(phi)
        weight[i] = (above / s) ** 4 if s > above else 1.0
        total += weight[i]
    for i in range(n):
        weight[i] *= n / total


@njit(cache=True, fastmath=True)
def _robust(curve, y, offset, weight, n, beta, mu, phi, above):
    """Fit again without what the fit before calls outbreaks; ``mu`` and ``phi`` are its own."""
    free = n - curve.shape[1]
    low, met = np.empty((0, 0)), False
    for _ in range(PASSES):
        _shrink(y, mu, phi, above, weight, n)
        low, met = _newton(curve, y, offset, weight, n, beta, mu)
        if not met:
            break
        phi = _dispersion(y, mu, weight, n, free)
    return low, met, phi


@njit(cache=True)
def follow(curve, counts, offsets, wanted, gap, above):
    """Predict every wanted week and the week before it from all weeks before the last ``gap``.

    ``curve`` is (n_weeks, q), its first column ones; ``counts``, ``offsets`` and ``wanted``
    are (n_series, n_weeks). Returns (n_series, n_weeks, 5): mean of the week before and of
    the week, the variance of their logarithms before dispersion, and the dispersion; NaN
    where not wanted or not fitted. Each fit starts where the week before ended.
    """
    n_series, n_weeks = counts.shape
    q = curve.shape[1]
    found = np.full((n_series, n_weeks, 5), np.nan)
    even, weight, mu = np.ones(n_weeks), np.ones(n_weeks), np.empty(n_weeks)
    for s in range(n_series):
        y, offset = counts[s], offsets[s]
        plain, robust, started = np.zeros(q), np.zeros(q), False
        for week in range(1, n_weeks):
            n = week - gap
            if not wanted[s, week] or n <= q or y[:n].sum() == 0.0:
                continue
            if not started:
                plain[:] = 0.0
                plain[0] = np.log(y[:n].sum() / np.exp(offset[:n]).sum())
            low, met = _newton(curve, y, offset, even, n, plain, mu)
            if not met:
                started = False
                continue
            if not started:
                robust[:] = plain
            started = True
            phi = _dispersion(y, mu, even, n, n - q)
            low, met, phi = _robust(curve, y, offset, weight, n, robust, mu, phi, above)
            if not met:
                started = False
                continue
            found[s, week, 4] = phi
            for j in range(2):
                at = week - 1 + j
                eta = offset[at]
                for c in range(q):
                    eta += curve[at, c] * robust[c]
                found[s, week, j] = np.exp(min(eta, MAX_ETA))
                found[s, week, 2 + j] = (_forward(low, curve[at]) ** 2).sum()
    return found
