"""Isotonic Poisson fits, compiled. Imported only where OutbreakP is asked."""

# mypy: disallow-untyped-defs=False
# The compiler infers the types of these kernels from the arrays they are first given.

import numpy as np
from numba import njit


@njit(cache=True, error_model="numpy")
def rising_against_constant(y, first, multiply):
    """Likelihood ratio of a never falling to a constant mean at every week from ``first`` on.

    Neighbouring weeks are pooled into blocks of equal mean as they come in. ``multiply``
    forms the product week by week; otherwise logarithms are added.
    """
    ratios = np.empty(y.size - first)
    sums, sizes = np.zeros(y.size), np.zeros(y.size)
    blocks = 0
    total = 0.0
    average = 0.0
    for now in range(y.size):
        total += y[now]
        average += (y[now] - average) / (now + 1)
        sums[blocks], sizes[blocks] = y[now], 1.0
        blocks += 1
        while blocks > 1 and sums[blocks - 1] * sizes[blocks - 2] <= (
            sums[blocks - 2] * sizes[blocks - 1]
        ):
            sums[blocks - 2] += sums[blocks - 1]
            sizes[blocks - 2] += sizes[blocks - 1]
            blocks -= 1
        if now < first:
            continue
        if multiply:
            ratios[now - first] = _multiplied(y, sums, sizes, blocks, average)
            continue
        logged = 0.0
        for block in range(blocks):
            if sums[block] > 0.0:
                mean = total / (now + 1)
                logged += sums[block] * np.log(sums[block] / sizes[block] / mean)
        ratios[now - first] = np.exp(min(logged, 709.0))
    return ratios


@njit(cache=True, error_model="numpy")
def _multiplied(y, sums, sizes, blocks, average):
    ratio = 1.0
    week = 0
    for block in range(blocks):
        mean = sums[block] / sizes[block]
        step = 1.0 if mean == 0.0 and average == 0.0 else mean / average
        for _ in range(int(sizes[block])):
            ratio *= step ** y[week]
            week += 1
    return ratio
