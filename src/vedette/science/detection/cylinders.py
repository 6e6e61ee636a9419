"""Scores of every cylinder of regions and last weeks, compiled. Imported only by a scan.

``sums`` are (..., n_regions, n_spans), the last column the longest span of weeks; ``order``
(n_regions, most) lists the regions nearest to each, itself first, and ``sizes`` how many of
them a zone may hold; ``base`` (n_regions, most, n_spans) is what the zone is held against.
"""

# mypy: disallow-untyped-defs=False
# The compiler infers the types of these kernels from the arrays they are first given.

import numpy as np
from numba import njit

EXPECTATION, POPULATION, HOTSPOT = 0, 1, 2


@njit(cache=True)
def zone_sums(sums, order, sizes):
    """Sums over zones, (n_regions, most, n_spans); zero beyond a centre's largest zone."""
    out = np.zeros((order.shape[0], order.shape[1], sums.shape[1]))
    for centre in range(order.shape[0]):
        for d in range(sums.shape[1]):
            total = 0.0
            for k in range(sizes[centre]):
                total += sums[order[centre, k], d]
                out[centre, k, d] = total
    return out


@njit(cache=True)
def _score(count, base, total, kind):
    if kind == HOTSPOT:
        return (count - base) / np.sqrt(base) if base > 0.0 else 0.0
    if count <= base:
        return 0.0
    if kind == EXPECTATION:
        return count * np.log(count / base) + base - count
    inside = count * np.log(count / base)
    rest = total - count
    return inside + rest * np.log(rest / (total - base)) if rest > 0.0 else inside


@njit(cache=True)
def all_scores(counts, base, sizes, total, kind):
    """Score of each cylinder; minus infinity where there is no such zone."""
    out = np.full(base.shape, -np.inf)
    for centre in range(base.shape[0]):
        for k in range(sizes[centre]):
            for d in range(base.shape[2]):
                out[centre, k, d] = _score(counts[centre, k, d], base[centre, k, d], total, kind)
    return out


@njit(cache=True)
def largest_scores(sums, base, order, sizes, total, kind):
    """Largest score of each replicate; ``sums`` is (n_replicates, n_regions, n_spans).

    No log-likelihood ratio exceeds the squared excess over the variance of the count, so
    logarithms are taken only where that could beat the best so far.
    """
    n_spans = sums.shape[2]
    out = np.zeros(sums.shape[0])
    count = np.empty(n_spans)
    for i in range(sums.shape[0]):
        best = 0.0
        for centre in range(order.shape[0]):
            count[:] = 0.0
            for k in range(sizes[centre]):
                region = order[centre, k]
                for d in range(n_spans):
                    count[d] += sums[i, region, d]
                    held = base[centre, k, d]
                    excess = count[d] - held
                    if excess <= 0.0:
                        continue
                    spread = held if kind != POPULATION else held * (1.0 - held / total)
                    bound = best * best if kind == HOTSPOT else best
                    if excess * excess > bound * spread:
                        best = max(best, _score(count[d], held, total, kind))
        out[i] = best
    return out
