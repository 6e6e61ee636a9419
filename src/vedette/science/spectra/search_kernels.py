"""Compiled searches through the sorted arrays of a library."""

import numpy as np

from vedette.science.spectra.kernels import compare, compiled

STEPS = 16384  # of the table of x log2 x; its error is below 1e-6 where weights matter
TABLE = np.concatenate([[0.0], (x := np.arange(1, 2 * STEPS + 2) / STEPS) * np.log2(x)])


@compiled
def x_log_x(table, x):  # type: ignore[no-untyped-def]
    """Read x log2 x for x from 0 to 2 off a table."""
    place = x * STEPS
    step = int(place)
    low = table[step]
    return low + (place - step) * (table[step + 1] - low)


@compiled
def add_fragments(mz, weight, table, fragment_mz, row, fragment_weight, within, ppm, scores):  # type: ignore[no-untyped-def]
    """Add up the entropy similarity with every row at once, whatever its precursor."""
    for i in range(len(mz)):
        a = weight[i]
        own = x_log_x(table, a)
        tolerance = max(within, ppm * 1e-6 * mz[i])
        low = np.searchsorted(fragment_mz, mz[i] - tolerance)
        for k in range(low, len(fragment_mz)):
            if fragment_mz[k] > mz[i] + tolerance:
                break
            b = fragment_weight[k]
            gain = x_log_x(table, a + b) - own - x_log_x(table, b)
            scores[row[k]] += np.float32(0.5 * gain)


@compiled
def add_fragments_and_losses(  # type: ignore[no-untyped-def]
    mz, weight, precursor, table, fragment_mz, row, fragment_weight, peak, loss, loss_row,
    loss_weight, loss_peak, within, ppm, scores, met, used, query,
):  # fmt: skip
    """As above, where a peak may match by its loss from the precursor instead.

    ``met`` (rows) and ``used`` (peaks) remember, by a number that only rises, what this
    query has matched already, so that no peak of either side counts twice. Returns the next
    such number.
    """
    first = query
    for i in np.argsort(-weight):
        a = weight[i]
        own = x_log_x(table, a)
        tolerance = max(within, ppm * 1e-6 * mz[i])
        for pass_ in range(2):
            target = mz[i] if pass_ == 0 else precursor - mz[i]
            values = fragment_mz if pass_ == 0 else loss
            rows = row if pass_ == 0 else loss_row
            weights = fragment_weight if pass_ == 0 else loss_weight
            peaks = peak if pass_ == 0 else loss_peak
            for k in range(np.searchsorted(values, target - tolerance), len(values)):
                if values[k] > target + tolerance:
                    break
                r = rows[k]
                if met[r] == query or used[peaks[k]] >= first:
                    continue
                met[r] = query
                used[peaks[k]] = query
                b = weights[k]
                gain = x_log_x(table, a + b) - own - x_log_x(table, b)
                scores[r] += np.float32(0.5 * gain)
        query += 1
    return query


@compiled
def best_rows(scores, mode, wanted_mode, source, left_out, most):  # type: ignore[no-untyped-def]
    """Return the ``most`` rows with the highest scores above zero, the best first."""
    heap = np.zeros(most)
    rows = np.full(most, -1)
    floor = 0.0
    for r in range(len(scores)):
        if scores[r] <= floor or source[r] == left_out:
            continue
        if wanted_mode != 0 and mode[r] == -wanted_mode:
            continue
        place = 0
        while True:  # the smallest of the best stands first; sink the new one from there
            child = 2 * place + 1
            if child >= most:
                break
            if child + 1 < most and heap[child + 1] < heap[child]:
                child += 1
            if heap[child] >= scores[r]:
                break
            heap[place], rows[place] = heap[child], rows[child]
            place = child
        heap[place], rows[place] = scores[r], r
        floor = heap[0]
    order = np.argsort(-heap)
    order = order[rows[order] >= 0]
    return rows[order], heap[order]


@compiled
def candidates(  # type: ignore[no-untyped-def]
    precursor, neutral, tolerance, n_precursors, row_precursor, row_neutral, neutral_order,
    mode, wanted_mode, source, left_out,
):  # fmt: skip
    """Return rows of the same ion, and rows of the same molecule as another ion.

    With each goes whether it is the same ion, and how far its mass is off in ppm.
    """
    low = np.searchsorted(row_precursor[:n_precursors], precursor - tolerance)
    high = np.searchsorted(row_precursor[:n_precursors], precursor + tolerance, side="right")
    low2 = np.searchsorted(row_neutral, neutral - tolerance)
    high2 = np.searchsorted(row_neutral, neutral + tolerance, side="right")
    rows = np.empty(high - low + high2 - low2, dtype=np.int64)
    same = np.zeros(len(rows), dtype=np.bool_)
    off = np.zeros(len(rows))
    n = 0
    for r in range(low, high):
        if source[r] != left_out and (wanted_mode == 0 or mode[r] != -wanted_mode):
            rows[n], same[n] = r, True
            off[n] = 1e6 * abs(row_precursor[r] - precursor) / precursor
            n += 1
    for k in range(low2, high2):
        r = neutral_order[k]
        within = low <= r < high and (wanted_mode == 0 or mode[r] != -wanted_mode)
        if source[r] != left_out and not within:
            rows[n] = r
            off[n] = 1e6 * abs(row_neutral[k] - neutral) / precursor
            n += 1
    return rows[:n], same[:n], off[:n]


@compiled
def by_compound(  # type: ignore[no-untyped-def]
    mz, weight, chord, start, peak_mz, peak_weight, peak_chord, rows, same, off, compound, slot,
    within, ppm,
):  # fmt: skip
    """Compare with each row and keep the best of each compound.

    Returns one row a compound: its best row, then entropy similarity, cosine, matched
    peaks, both explained shares, best similarity as another ion, spectra, whether there was
    one of the same ion, and the least error of mass in ppm. ``slot`` (compounds) is -1
    everywhere, before and after.
    """
    best = np.zeros(len(rows), dtype=np.int64)
    out = np.zeros((len(rows), 9))
    n = 0
    for k in range(len(rows)):
        r = rows[k]
        c = compound[r]
        fresh = slot[c] < 0
        if fresh:
            slot[c] = n
            best[n] = r
            out[n, 8] = off[k]
            n += 1
        p = slot[c]
        out[p, 8] = min(out[p, 8], off[k])
        low, high = start[r], start[r + 1]
        found = compare(
            mz, weight, chord, peak_mz[low:high], peak_weight[low:high], peak_chord[low:high],
            within, ppm,
        )  # fmt: skip
        out[p, 6] += 1
        if same[k]:
            if out[p, 7] == 0 or found[0] > out[p, 0]:
                best[p] = r
                for f in range(5):
                    out[p, f] = found[f]
            out[p, 7] = 1
        elif found[0] > out[p, 5]:
            out[p, 5] = found[0]
            if out[p, 7] == 0:
                best[p] = r
                for f in range(2, 5):
                    out[p, f] = found[f]
    for k in range(len(rows)):
        slot[compound[rows[k]]] = -1
    return best[:n], out[:n]


@compiled
def neighbour_ratios(  # type: ignore[no-untyped-def]
    mz, intensity, start, peak_mz, peak_intensity, rows, within, ppm, ratio, common
):
    """Fill in, for each row, how alike intensities of neighbouring common peaks are related.

    A ratio of ratios is turned over where it is above one, so that 1 says the same.
    """
    for k in range(len(rows)):
        i, j = 0, start[rows[k]]
        last_mine = last_theirs = total = 0.0
        count = 0
        while i < len(mz) and j < start[rows[k] + 1]:
            apart = mz[i] - peak_mz[j]
            tolerance = max(within, ppm * 0.5e-6 * (mz[i] + peak_mz[j]))
            if apart > tolerance:
                j += 1
            elif apart < -tolerance:
                i += 1
            else:
                if count:
                    one = intensity[i] / last_mine * (last_theirs / peak_intensity[j])
                    total += min(one, 1 / one)
                last_mine, last_theirs = intensity[i], peak_intensity[j]
                count += 1
                i += 1
                j += 1
        common[k] = count
        ratio[k] = total / (count - 1) if count > 1 else 0.0
