"""Beta-binomial tails, compiled. Imported only where positives are judged."""

# mypy: disallow-untyped-defs=False
# The compiler infers the types of these kernels from the arrays they are first given.

from math import exp, lgamma

from numba import njit


@njit(cache=True)
def _log_beta(a, b):
    return lgamma(a) + lgamma(b) - lgamma(a + b)


@njit(cache=True)
def _sum_from(k, n, a, b, step):
    """Sum of the probabilities from ``k`` on, upwards or downwards."""
    term = exp(
        lgamma(n + 1.0) - lgamma(k + 1.0) - lgamma(n - k + 1.0)
        + _log_beta(k + a, n - k + b) - _log_beta(a, b)
    )  # fmt: skip
    total = term
    last = n if step > 0 else 0.0
    while k != last:
        if step > 0:
            ratio = (n - k) / (k + 1.0) * (k + a) / (n - k - 1.0 + b)
        else:
            ratio = k / (n - k + 1.0) * (n - k + b) / (k - 1.0 + a)
        term *= ratio
        total += term
        k += step
        # Past the mode the terms fall, and soon add nothing.
        if ratio < 1.0 and term < 1e-17 * total:
            break
    return total


@njit(cache=True)
def beta_binomial_tails(count, tested, a, b, tail):
    """Fill P(X >= count); one-dimensional arrays of equal length."""
    for i in range(count.size):
        k, n = count[i], tested[i]
        if k <= 0.0:
            tail[i] = 1.0
        elif k > n * a[i] / (a[i] + b[i]):
            tail[i] = min(_sum_from(k, n, a[i], b[i], 1.0), 1.0)
        else:
            tail[i] = max(1.0 - _sum_from(k - 1.0, n, a[i], b[i], -1.0), 0.0)
