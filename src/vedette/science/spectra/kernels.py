"""Compiled loops over peaks: the inner part of every comparison and search.

Peaks of a spectrum are sorted by m/z and no two lie within a tolerance of each other, so a
peak has at most one partner. Weights of a spectrum sum to one; `chords` have length one.
"""

import numba
import numpy as np

HALF_BIT = 0.5 / np.log(2)

compiled = numba.njit(cache=True, nogil=True)


@compiled
def weigh(intensity, out):  # type: ignore[no-untyped-def]
    """Fill ``out`` with weights that sum to one; poor spectra have their strong peaks damped.

    Below an entropy of 3 the intensities are raised to 0.25 + entropy / 4, so that a spectrum
    of one loud and some faint peaks is not judged by the loud one alone.
    """
    total = 0.0
    for value in intensity:
        total += value
    entropy = 0.0
    for value in intensity:
        share = value / total
        if share > 0:
            entropy -= share * np.log(share)
    power = 1.0 if entropy >= 3 else 0.25 + 0.25 * entropy
    total_raised = 0.0
    for i in range(len(intensity)):
        out[i] = (intensity[i] / total) ** power
        total_raised += out[i]
    for i in range(len(intensity)):
        out[i] /= total_raised
    return entropy


@compiled
def shared(a, b):  # type: ignore[no-untyped-def]
    """What one matched pair of weights adds to the entropy similarity."""
    a, b = np.float64(a), np.float64(b)
    return HALF_BIT * ((a + b) * np.log(a + b) - a * np.log(a) - b * np.log(b))


@compiled
def compare(mz, weight, chord, other_mz, other_weight, other_chord, within, ppm):  # type: ignore[no-untyped-def]
    """Return entropy similarity, cosine, matched peaks and matched share of both sides.

    A pair matches within ``within`` Da or ``ppm`` parts per million, whichever is wider.
    """
    entropy = cosine = matched = mine = theirs = 0.0
    i = j = 0
    while i < len(mz) and j < len(other_mz):
        apart = mz[i] - other_mz[j]
        tolerance = max(within, ppm * 0.5e-6 * (mz[i] + other_mz[j]))
        if apart > tolerance:
            j += 1
        elif apart < -tolerance:
            i += 1
        else:
            if weight[i] > 0 and other_weight[j] > 0:
                entropy += shared(weight[i], other_weight[j])
                cosine += chord[i] * other_chord[j]
                mine += weight[i]
                theirs += other_weight[j]
                matched += 1
            i += 1
            j += 1
    return entropy, cosine, matched, mine, theirs


@compiled
def compare_many(  # type: ignore[no-untyped-def]
    mz, weight, chord, start, peak_mz, peak_weight, peak_chord, rows, within, ppm, out
):
    """Compare one spectrum with the ``rows`` of a library; one row of ``out`` each."""
    for k in range(len(rows)):
        low, high = start[rows[k]], start[rows[k] + 1]
        found = compare(
            mz, weight, chord, peak_mz[low:high], peak_weight[low:high], peak_chord[low:high],
            within, ppm,
        )  # fmt: skip
        out[k, 0] = found[0]
        out[k, 1] = found[1]
        out[k, 2] = found[2]
        out[k, 3] = found[3]
        out[k, 4] = found[4]


@compiled
def merge_close(mz, intensity, apart):  # type: ignore[no-untyped-def]
    """Join peaks nearer than ``apart``: mean m/z by intensity, intensities summed.

    The strongest peak takes its neighbours first, then the next strongest left. Returns
    new arrays; ``mz`` must be sorted.
    """
    n = len(mz)
    taken = np.zeros(n, dtype=np.bool_)
    new_mz = np.empty(n)
    new_intensity = np.zeros(n)
    for k in np.argsort(-intensity):
        if taken[k]:
            continue
        low = k
        while low > 0 and not taken[low - 1] and mz[k] - mz[low - 1] < apart:
            low -= 1
        high = k
        while high + 1 < n and not taken[high + 1] and mz[high + 1] - mz[k] < apart:
            high += 1
        total = centre = 0.0
        for i in range(low, high + 1):
            taken[i] = True
            total += intensity[i]
            centre += intensity[i] * mz[i]
        new_mz[k] = centre / total if total > 0 else mz[k]
        new_intensity[k] = total
    kept = new_intensity > 0
    return new_mz[kept], new_intensity[kept]
