"""Weighted quasi-Poisson regression, compiled. Imported only where a model is fitted."""

# mypy: disallow-untyped-defs=False
# The compiler infers the types of these kernels from the arrays they are first given.

import numpy as np
from numba import njit

MAX_ETA = 700.0  # beyond it exp overflows
R_TOLERANCE, R_STEPS = 1e-8, 25  # R's glm: where it stops, and when it gives up
TIGHT_TOLERANCE, TIGHT_STEPS = 1e-12, 60


@njit(cache=True)
def _cholesky_inverse(a):  # noqa: C901 - a kernel is one loop
    """Invert a symmetric positive definite matrix; the flag is False if it is not one."""
    q = a.shape[0]
    low = np.zeros((q, q))
    inv = np.zeros((q, q))
    for i in range(q):
        for j in range(i + 1):
            s = a[i, j]
            for k in range(j):
                s -= low[i, k] * low[j, k]
            if i == j:
                if not s > 0.0:
                    return inv, False
                low[i, i] = np.sqrt(s)
            else:
                low[i, j] = s / low[j, j]
    half = np.zeros((q, q))
    for c in range(q):
        half[c, c] = 1.0 / low[c, c]
        for i in range(c + 1, q):
            s = 0.0
            for k in range(c, i):
                s -= low[i, k] * half[k, c]
            half[i, c] = s / low[i, i]
    for i in range(q):
        for j in range(i + 1):
            s = 0.0
            for k in range(i, q):
                s += half[k, i] * half[k, j]
            inv[i, j] = s
            inv[j, i] = s
    return inv, True


@njit(cache=True)
def _normal_equations(x, working, target):
    n, q = x.shape
    cross = np.zeros((q, q))
    right = np.zeros(q)
    for i in range(n):
        for a in range(q):
            xa = x[i, a]
            if xa == 0.0:
                continue
            wx = working[i] * xa
            right[a] += wx * target[i]
            for b in range(a + 1):
                cross[a, b] += wx * x[i, b]
    for a in range(q):
        for b in range(a):
            cross[b, a] = cross[a, b]
    return cross, right


@njit(cache=True)
def _deviance(y, mu, prior):
    total = 0.0
    for i in range(y.size):
        term = mu[i] - y[i]
        if y[i] > 0.0:
            term += y[i] * np.log(y[i] / mu[i])
        total += prior[i] * term
    return 2.0 * total


@njit(cache=True)
def fit(x, y, offset, prior, tolerance, max_steps):
    """Fit log mu = x beta + offset by iterated least squares from mu = y + 0.1.

    Returns beta, mu, the working weights and covariance of the last step (as R keeps them)
    and whether the relative change of the deviance fell below the tolerance.
    """
    n, q = x.shape
    mu = y + 0.1
    eta = np.log(mu)
    working = np.empty(n)
    target = np.empty(n)
    beta = np.zeros(q)
    covariance = np.zeros((q, q))
    before = _deviance(y, mu, prior)
    for _ in range(max_steps):
        for i in range(n):
            working[i] = prior[i] * mu[i]
            target[i] = eta[i] - offset[i] + (y[i] - mu[i]) / mu[i]
        cross, right = _normal_equations(x, working, target)
        covariance, solved = _cholesky_inverse(cross)
        if not solved:
            return beta, mu, working, covariance, False
        beta = covariance @ right
        for i in range(n):
            e = offset[i]
            for a in range(q):
                e += x[i, a] * beta[a]
            eta[i] = min(e, MAX_ETA)
            mu[i] = max(np.exp(eta[i]), 1e-300)
        after = _deviance(y, mu, prior)
        if not np.isfinite(after):
            return beta, mu, working, covariance, False
        if abs(after - before) / (abs(after) + 0.1) < tolerance:
            return beta, mu, working, covariance, True
        before = after
    return beta, mu, working, covariance, False


@njit(cache=True)
def quasi_poisson(x, y, offset, tolerance, max_steps):
    """Fit once; beta, covariance, Pearson's dispersion before flooring at one, converged."""
    n, q = x.shape
    beta, mu, working, covariance, converged = fit(x, y, offset, np.ones(n), tolerance, max_steps)
    pearson = 0.0
    for i in range(n):
        r = (y[i] - mu[i]) / mu[i]
        pearson += working[i] * r * r
    return beta, covariance, pearson / max(n - q, 1), converged
