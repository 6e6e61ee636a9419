"""Converged fits of one slope and one mean per season, for many series at once; compiled.

At the optimum the level means follow from the slope, so Newton's method runs on the slope
alone and e^(slope t) on the week grid is a product. Thirty-two series are carried through
every loop side by side, so that the processor's vector units are used; each keeps its own
numbers, and stops on its own. Imported only where a model is fitted.
"""

# mypy: disallow-untyped-defs=False
# The compiler infers the types of these kernels from the arrays they are first given.

import numpy as np
from numba import njit

LANES = 32
CLOSE = 1e-3  # a last step this small leaves an error of its third or fourth power
LARGEST_TURN = 2.0  # no step may change a mean by more than e^2
STEPS = 60
LEAST_ROOM = 1e-12
# What is kept of each series and week, side by side: the compiler then sees that nothing
# overlaps and uses the vector units. Exposure is zero where a week is missing.
REPORTS, ROOTED, EXPOSED, INVERSE, INVERSE6, KNOWN = (place * LANES for place in range(6))
WEEK = 6 * LANES
# What walks along the weeks: a power of e and its factor from week to week, twice, and sums.
POWER, FACTOR, POWER6, FACTOR6, TOTAL, PHI, INFORM = (
    np.uint64(place * LANES) for place in range(7)
)
WALK = 7 * LANES
# Unsigned, or every index is tested for counting from the end and nothing is vectorised.
SIDE = np.uint64(LANES)
# What is known of each level: e^level, its powers -1 and -1/6, one over the sum, mean time.
LIFT, FALL, DROP, OWN, CENTRE = (place * LANES for place in range(5))
LEVEL = 5 * LANES
MOMENTS = 4 * LANES
fast = njit(cache=True, error_model="numpy")


@fast
def _two(base, one, other):
    return np.uint64(base + one), np.uint64(base + other)


@fast
def _set_out(walk, power, factor, rate, share, times, unit):
    """Begin a power of e^(rate x share x t) at the first week."""
    for lane in range(SIDE):
        walk[power + lane] = np.exp(rate[lane] * share * times[0])
        walk[factor + lane] = np.exp(rate[lane] * share * unit)
    # The loops below multiply before they use.
    for lane in range(SIDE):
        walk[power + lane] /= walk[factor + lane]


@fast
def _leap(walk, power, rate, share, gap):
    """Make good a gap of other than one unit of time."""
    for lane in range(SIDE):
        walk[power + lane] *= np.exp(rate[lane] * share * gap)


@fast
def _moments(data, weeks, levels, times, unit, slope, omega, moments):
    """Sums over each level of weight x exposure x e^(slope t) x (1, t, t^2, t^3)."""
    walk = np.empty(WALK)
    _set_out(walk, POWER, FACTOR, slope, 1.0, times, unit)
    moments[:] = 0.0
    for i in range(times.size):
        t = times[i]
        if i > 0 and t - times[i - 1] != unit:
            _leap(walk, POWER, slope, 1.0, t - times[i - 1] - unit)
        exposed, own = np.uint64(weeks[i] * WEEK + EXPOSED), np.uint64(i * LANES)
        zeroth = np.uint64(levels[i] * MOMENTS)
        first = zeroth + SIDE
        second, third = first + SIDE, first + SIDE + SIDE
        for lane in range(SIDE):
            power = walk[POWER + lane] * walk[FACTOR + lane]
            walk[POWER + lane] = power
            mass = data[exposed + lane] * omega[own + lane] * power
            timed = mass * t
            moments[zeroth + lane] += mass
            moments[first + lane] += timed
            moments[second + lane] += timed * t
            moments[third + lane] += timed * t * t


@fast
def _reports(data, weeks, levels, times, omega, sums, timed):
    """Weighted reports of each level, and over all levels times t."""
    sums[:] = 0.0
    timed[:] = 0.0
    for i in range(times.size):
        t = times[i]
        here, own = np.uint64(weeks[i] * WEEK + REPORTS), np.uint64(i * LANES)
        level = np.uint64(levels[i] * LANES)
        for lane in range(SIDE):
            mass = data[here + lane] * omega[own + lane]
            sums[level + lane] += mass
            timed[lane] += mass * t


@fast
def _newton(moments, sums, timed, slope, done, kept, information, reach):
    """One step (Halley's) of every lane still moving; True when all have stopped."""
    score, curvature, bend = timed.copy(), np.zeros(LANES), np.zeros(LANES)
    for at in range(0, sums.size, LANES):
        for lane in range(LANES):
            reports, place = sums[at + lane], at // LANES * MOMENTS + lane
            if reports > 0.0 and moments[place] > 0.0:
                share = 1.0 / moments[place]
                centre = moments[place + LANES] * share
                second, third = (
                    moments[place + 2 * LANES] * share,
                    moments[place + 3 * LANES] * share,
                )
                score[lane] -= reports * centre
                curvature[lane] += reports * (second - centre * centre)
                bend[lane] += reports * (third - centre * (3.0 * second - 2.0 * centre * centre))
    stopped = True
    for lane in range(LANES):
        if done[lane]:
            continue
        step = score[lane] / curvature[lane] if curvature[lane] > 0.0 else np.nan
        if np.isnan(step):
            slope[lane], done[lane] = np.nan, True
            continue
        turn = bend[lane] * step / (2.0 * curvature[lane])
        step = min(max(step / (1.0 + max(turn, -0.5)), -LARGEST_TURN / reach), LARGEST_TURN / reach)
        slope[lane] += step
        if abs(step) * reach < CLOSE:
            done[lane] = True
            information[lane] = curvature[lane] + bend[lane] * step
            _keep(moments, kept, lane, step)
        else:
            stopped = False
    return stopped


@fast
def _keep(moments, kept, lane, step):
    """Moments after a small last step, from those before it."""
    for at in range(lane, moments.size, MOMENTS):
        first, second = moments[at + LANES], moments[at + 2 * LANES]
        third = moments[at + 3 * LANES]
        kept[at] = moments[at] + step * (first + step / 2.0 * (second + step / 3.0 * third))
        kept[at + LANES] = first + step * (second + step / 2.0 * third)


@fast
def _fit(data, weeks, levels, times, unit, slope, trended, omega, sums, timed):
    """What is known of each level, and information, at the best slope; ``slope`` is moved."""
    n_levels, information = sums.size // LANES, np.zeros(LANES)
    moments, kept = np.empty(n_levels * MOMENTS), np.zeros(n_levels * MOMENTS)
    if trended:
        reach = max(abs(times[0]), abs(times[times.size - 1]), 1.0)
        done = np.isnan(slope)
        for _ in range(STEPS):
            _moments(data, weeks, levels, times, unit, slope, omega, moments)
            if _newton(moments, sums, timed, slope, done, kept, information, reach):
                break
        for lane in range(LANES):
            if not done[lane]:
                slope[lane] = np.nan
    else:
        _moments(data, weeks, levels, times, unit, slope, omega, kept)
    known = np.zeros(n_levels * LEVEL)
    for g in range(n_levels):
        for lane in range(LANES):
            zeroth, reports = kept[g * MOMENTS + lane], sums[g * LANES + lane]
            if zeroth > 0.0:
                known[g * LEVEL + LIFT + lane] = reports / zeroth
                known[g * LEVEL + CENTRE + lane] = kept[g * MOMENTS + LANES + lane] / zeroth
                if reports > 0.0:
                    known[g * LEVEL + OWN + lane] = 1.0 / reports
                    known[g * LEVEL + FALL + lane] = zeroth / reports
    return known, information


@fast
def _pearson(data, weeks, levels, times, unit, slope, omega, sums, known):
    """Sum of weight x (y - mu)^2 / mu, by which Pearson's dispersion is known."""
    walk = np.empty(WALK)
    _set_out(walk, POWER, FACTOR, slope, -1.0, times, unit)
    walk[TOTAL : TOTAL + LANES] = 0.0
    for i in range(times.size):
        t = times[i]
        if i > 0 and t - times[i - 1] != unit:
            _leap(walk, POWER, slope, -1.0, t - times[i - 1] - unit)
        reports, inverse = _two(weeks[i] * WEEK, REPORTS, INVERSE)
        own, fall = np.uint64(i * LANES), np.uint64(levels[i] * LEVEL + FALL)
        for lane in range(SIDE):
            power = walk[POWER + lane] * walk[FACTOR + lane]
            walk[POWER + lane] = power
            y = data[reports + lane]
            over = data[inverse + lane] * known[fall + lane] * power
            walk[TOTAL + lane] += omega[own + lane] * y * y * over
    total = walk[TOTAL : TOTAL + LANES].copy()
    for g in range(sums.size // LANES):
        for lane in range(LANES):
            total[lane] -= sums[g * LANES + lane]
    return total


@fast
def _shrink(data, weeks, levels, times, unit, slope, omega, known, information, phi, above):
    """Overwrite ``omega`` by what outlying weeks keep; return the weights' sum of each lane."""
    walk = np.empty(WALK)
    _set_out(walk, POWER, FACTOR, slope, 1.0, times, unit)
    _set_out(walk, POWER6, FACTOR6, slope, -1.0 / 6.0, times, unit)
    for lane in range(SIDE):
        walk[TOTAL + lane], walk[PHI + lane] = 0.0, phi[lane]
        walk[INFORM + lane] = 1.0 / information[lane] if information[lane] > 0.0 else 0.0
    for at in range(0, known.size, LEVEL):
        for lane in range(LANES):
            lift = known[at + LIFT + lane]
            known[at + DROP + lane] = lift ** (-1.0 / 6.0) if lift > 0.0 else 0.0
    least = above * above
    for i in range(times.size):
        t = times[i]
        if i > 0 and t - times[i - 1] != unit:
            _leap(walk, POWER, slope, 1.0, t - times[i - 1] - unit)
            _leap(walk, POWER6, slope, -1.0 / 6.0, t - times[i - 1] - unit)
        own = np.uint64(i * LANES)
        exposed, root = _two(weeks[i] * WEEK, EXPOSED, ROOTED)
        over6, seen = _two(weeks[i] * WEEK, INVERSE6, KNOWN)
        lift, drop = _two(levels[i] * LEVEL, LIFT, DROP)
        share, centre = _two(levels[i] * LEVEL, OWN, CENTRE)
        for lane in range(SIDE):
            power = walk[POWER + lane] * walk[FACTOR + lane]
            sixth = walk[POWER6 + lane] * walk[FACTOR6 + lane]
            walk[POWER + lane] = power
            walk[POWER6 + lane] = sixth
            mean = data[exposed + lane] * power * known[lift + lane]
            small = sixth * known[drop + lane] * data[over6 + lane]
            away = t - known[centre + lane]
            leverage = mean * (known[share + lane] + away * away * walk[INFORM + lane])
            room = 1.0 - leverage
            room = walk[PHI + lane] * (room if room > LEAST_ROOM else LEAST_ROOM)
            raw = 1.5 * (data[root + lane] * small - mean * small * small * small)
            square = raw * raw
            weight = room / square
            weight = weight if (raw > 0.0) & (square > least * room) else 1.0
            omega[own + lane] = weight
            walk[TOTAL + lane] += weight * data[seen + lane]
    return walk[TOTAL : TOTAL + LANES].copy()


@fast
def _robust(
    data, weeks, levels, times, unit, slope, trended, reweight, above, n_levels, omega, free, count,
    sums, timed,
):  # fmt: skip
    """Fit, shrink, fit again; (level sums, what is known of levels, information, dispersion)."""
    omega[: times.size * LANES] = 1.0
    known, information = _fit(data, weeks, levels, times, unit, slope, trended, omega, sums, timed)
    squares = _pearson(data, weeks, levels, times, unit, slope, omega, sums, known)
    if not reweight:
        return sums, known, information, squares / free
    phi = np.maximum(squares / free, 1.0)
    total = _shrink(data, weeks, levels, times, unit, slope, omega, known, information, phi, above)
    gamma = count / total
    sums, timed = np.empty(sums.size), np.empty(LANES)
    _reports(data, weeks, levels, times, omega, sums, timed)
    known, information = _fit(data, weeks, levels, times, unit, slope, trended, omega, sums, timed)
    squares = _pearson(data, weeks, levels, times, unit, slope, omega, sums, known)
    for at in range(0, sums.size, LANES):
        for lane in range(LANES):
            sums[at + lane] *= gamma[lane]
    return sums, known, information * gamma, squares * gamma / free


@fast
def _survey(data, weeks, levels, times, n_levels):
    """Weeks seen, levels seen, the largest count, reports of each level and times t."""
    count, parameters, largest = np.zeros(LANES), np.zeros(LANES), np.zeros(LANES)
    present, sums, timed = np.zeros(n_levels * LANES), np.zeros(n_levels * LANES), np.zeros(LANES)
    for i in range(weeks.size):
        t = times[i]
        known, reports = _two(weeks[i] * WEEK, KNOWN, REPORTS)
        level = np.uint64(levels[i] * LANES)
        for lane in range(SIDE):
            y = data[reports + lane]
            sums[level + lane] += y
            timed[lane] += y * t
            largest[lane] = y if y > largest[lane] else largest[lane]
        for lane in range(SIDE):
            present[level + lane] += data[known + lane]
    for at in range(0, present.size, LANES):
        for lane in range(LANES):
            count[lane] += present[at + lane]
            parameters[lane] += 1.0 if present[at + lane] > 0.0 else 0.0
    return count, parameters, largest, sums, timed


@fast
def _judge(data, weeks, levels, times, t0, exposure0, unit, slope, options, n_levels, omega, out):
    """Judge one week of thirty-two series; ``out`` (LANES, 5) as in ``converge_weeks``."""
    want_trend, critical, reweight, above = options
    count, parameters, largest, first, timed = _survey(data, weeks, levels, times, n_levels)
    own, home = (n_levels - 1) * LANES, (n_levels - 1) * LEVEL
    plain = not want_trend
    if want_trend:
        free = count - parameters - 1.0
        sums, known, information, phi = _robust(
            data, weeks, levels, times, unit, slope, True, reweight, above, n_levels, omega,
            free, count, first, timed,
        )  # fmt: skip
        for lane in range(LANES):
            if not (free[lane] >= 1.0 and sums[own + lane] > 0.0):
                continue
            mean = known[home + LIFT + lane] * np.exp(slope[lane] * t0) * exposure0[lane]
            t_value = abs(slope[lane]) * np.sqrt(information[lane] / phi[lane])
            if not (t_value > critical[int(free[lane])] and mean <= largest[lane]):
                plain = True
                continue
            away = t0 - known[home + CENTRE + lane]
            form = 1.0 / sums[own + lane] + away * away / information[lane]
            _write(out[lane], mean, form, phi[lane], slope[lane])
    if plain:
        free = count - parameters
        flat = np.zeros(LANES)
        sums, known, information, phi = _robust(
            data, weeks, levels, times, unit, flat, False, reweight, above, n_levels, omega,
            free, count, first, timed,
        )  # fmt: skip
        for lane in range(LANES):
            if out[lane, 4] == 0.0 and free[lane] >= 1.0 and sums[own + lane] > 0.0:
                mean = known[home + LIFT + lane] * exposure0[lane]
                _write(out[lane], mean, 1.0 / sums[own + lane], phi[lane], np.nan)


@fast
def _write(out, mean, form, phi, slope):
    phi = max(phi, 1.0)
    out[0], out[1], out[2], out[3], out[4] = np.log(mean), np.sqrt(form * phi), phi, slope, 1.0


@fast
def _load(counts, exposure, first, oldest, roots, data):
    """Lay thirty-two series side by side, week by week."""
    for week in range(oldest, counts.shape[1]):
        for lane in range(LANES):
            s = min(first + lane, counts.shape[0] - 1)
            shared = min(s, exposure.shape[0] - 1)
            y, x, at = counts[s, week], exposure[shared, week], week * WEEK + lane
            seen = not np.isnan(y)
            y = y if seen else 0.0
            data[at + REPORTS] = y
            data[at + ROOTED] = roots[int(y)] if y < roots.size else np.cbrt(y * y)
            data[at + EXPOSED] = x if seen else 0.0
            data[at + INVERSE] = 1.0 / x
            data[at + INVERSE6] = 1.0 if x == 1.0 else x ** (-1.0 / 6.0)
            data[at + KNOWN] = 1.0 if seen else 0.0


@fast
def converge_weeks(
    counts, exposure, judged, weeks, levels, sizes, times, times0, unit, n_levels,
    want_trend, critical, reweight, above,
):  # fmt: skip
    """Converged fit of every series (n_series, n_weeks) and judged week.

    Reference sets as in :func:`~vedette.science.detection.seasons.judge_weeks`; ``times``
    should be near zero, and ``unit`` is their usual step. ``exposure`` has one row or as
    many as ``counts``. Returns (n_series, n_judged, 5): linear predictor, its standard error,
    dispersion, slope (NaN without trend) and 1 where fitted; not fitted where the judged
    season has no reports.
    """
    n_series, n_weeks = counts.shape
    verdicts = np.full((n_series, judged.size, 5), np.nan)
    omega, data = np.empty(weeks.shape[1] * LANES), np.empty(n_weeks * WEEK)
    out, exposure0 = np.empty((LANES, 5)), np.empty(LANES)
    roots = np.cbrt(np.arange(1000.0) ** 2)
    options = (want_trend, critical, reweight, above)
    for first in range(0, n_series, LANES):
        _load(counts, exposure, first, weeks[:, 0].min(), roots, data)
        slope = np.zeros(LANES)
        for j in range(judged.size):
            n = sizes[j]
            for lane in range(LANES):
                if not abs(slope[lane]) < 1.0:
                    slope[lane] = 0.0
                exposure0[lane] = 1.0 / data[judged[j] * WEEK + INVERSE + lane]
            out[:] = 0.0
            _judge(
                data, weeks[j, :n], levels[j, :n], times[j, :n], times0[j], exposure0, unit,
                slope, options, n_levels, omega, out,
            )  # fmt: skip
            for lane in range(min(LANES, n_series - first)):
                verdicts[first + lane, j] = out[lane]
    return verdicts
