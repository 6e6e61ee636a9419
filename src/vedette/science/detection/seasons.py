"""Quasi-Poisson fits with one slope and one mean per season, walked as R walks them; compiled.

One season is a level of a factor. With only a slope beside the levels, each least-squares
step has a closed form: level means first, the slope from what is left within levels.
Imported only where a model is fitted.
"""

# mypy: disallow-untyped-defs=False
# The compiler infers the types of these kernels from the arrays they are first given.

import numpy as np
from numba import njit

TOLERANCE, STEPS = 1e-8, 25  # R's glm: where it stops, and when it gives up
SMALLEST = 2.0**-52  # R's log link never predicts less
CERTAIN = 1.0 - 10.0 * SMALLEST  # R takes a leverage beyond as one
NOT_FITTED = np.nan


@njit(cache=True, error_model="numpy")
def _deviance(y, mu, prior):
    total = 0.0
    for i in range(y.size):
        term = mu[i]
        if y[i] > 0.0:
            term = y[i] * np.log(y[i] / mu[i]) - (y[i] - mu[i])
        total += prior[i] * term
    return 2.0 * total


@njit(cache=True, error_model="numpy")
def _step(t, z, working, level, means, centres, sums, with_trend):
    """One weighted least-squares step: level means of target and time, slope, information."""
    means[:] = 0.0
    centres[:] = 0.0
    sums[:] = 0.0
    for i in range(t.size):
        g = level[i]
        sums[g] += working[i]
        means[g] += working[i] * z[i]
        centres[g] += working[i] * t[i]
    for g in range(sums.size):
        if sums[g] > 0.0:
            means[g] /= sums[g]
            centres[g] /= sums[g]
    if not with_trend:
        return 0.0, 0.0
    information = 0.0
    cross = 0.0
    for i in range(t.size):
        g = level[i]
        away = t[i] - centres[g]
        information += working[i] * away * away
        cross += working[i] * away * (z[i] - means[g])
    return (cross / information if information > 0.0 else np.nan), information


@njit(cache=True, error_model="numpy")
def _predict(t, offset, level, intercepts, slope, eta, mu):
    for i in range(t.size):
        eta[i] = offset[i] + intercepts[level[i]] + slope * t[i]
        mu[i] = max(np.exp(eta[i]), SMALLEST)


@njit(cache=True, error_model="numpy")
def fit(t, y, offset, level, n_levels, prior, with_trend, tolerance, steps):
    """Fit log mu = level + slope t + offset from mu = y + 0.1 by iterated least squares.

    Returns intercepts, slope, mu, and of the last step, as R keeps them, the working
    weights, level sums and centres and the slope's information; then whether the relative
    change of the deviance fell below the tolerance. A step to an infinite deviance is halved.
    """
    n = t.size
    mu = y + 0.1
    eta = np.log(mu)
    working = np.empty(n)
    z = np.empty(n)
    means, centres, sums = np.zeros(n_levels), np.zeros(n_levels), np.zeros(n_levels)
    intercepts, kept = np.zeros(n_levels), np.zeros(n_levels)
    slope, kept_slope, information = 0.0, 0.0, 0.0
    before = _deviance(y, mu, prior)
    for step in range(steps):
        for i in range(n):
            working[i] = prior[i] * mu[i]
            z[i] = eta[i] - offset[i] + (y[i] - mu[i]) / mu[i]
        slope, information = _step(t, z, working, level, means, centres, sums, with_trend)
        if not np.isfinite(slope):
            return kept, slope, mu, working, sums, centres, information, False
        for g in range(n_levels):
            intercepts[g] = means[g] - slope * centres[g]
        _predict(t, offset, level, intercepts, slope, eta, mu)
        after = _deviance(y, mu, prior)
        halvings = 0
        while not np.isfinite(after):
            halvings += 1
            if step == 0 or halvings > steps:
                return kept, np.nan, mu, working, sums, centres, information, False
            slope = (slope + kept_slope) / 2.0
            for g in range(n_levels):
                intercepts[g] = (intercepts[g] + kept[g]) / 2.0
            _predict(t, offset, level, intercepts, slope, eta, mu)
            after = _deviance(y, mu, prior)
        kept[:] = intercepts
        kept_slope = slope
        if abs(after - before) / (0.1 + abs(after)) < tolerance:
            return kept, slope, mu, working, sums, centres, information, True
        before = after
    return kept, slope, mu, working, sums, centres, information, False


@njit(cache=True, error_model="numpy")
def downweight(t, y, mu, working, level, sums, centres, information, phi, above):
    """Weights that shrink weeks whose standardised Anscombe residual exceeds ``above``."""
    n = t.size
    omega = np.ones(n)
    total = 0.0
    for i in range(n):
        g = level[i]
        leverage = 1.0 / sums[g]
        if information > 0.0:
            leverage += (t[i] - centres[g]) ** 2 / information
        leverage *= working[i]
        if leverage > CERTAIN:
            leverage = 1.0
        raw = 1.5 * (y[i] ** (2.0 / 3.0) * mu[i] ** (-1.0 / 6.0) - np.sqrt(mu[i]))
        room = phi * (1.0 - leverage)
        s = raw / np.sqrt(room) if room > 0.0 else (np.nan if raw == 0.0 else raw * np.inf)
        if np.isnan(s):
            omega[i] = np.nan
        elif s > above:
            omega[i] = s**-2.0
        total += omega[i]
    return omega * (n / total)


@njit(cache=True, error_model="numpy")
def _dispersions(y, mu, working, prior, parameters):
    """Pearson's dispersion, and the one R uses for errors once it has put weights in place."""
    pearson = 0.0
    swapped = 0.0
    used = 0
    for i in range(y.size):
        if prior[i] > 0.0:
            used += 1
            r = (y[i] - mu[i]) / mu[i]
            pearson += working[i] * r * r
            swapped += prior[i] * r * r
    free = used - parameters
    if free < 1:
        return np.nan, np.nan, free
    return pearson / free, swapped / free, free


@njit(cache=True, error_model="numpy")
def robust_fit(t, y, offset, level, n_levels, with_trend, reweight, above, rigour, old):
    """Fit, shrink past outbreaks, fit again.

    ``rigour`` is (tolerance, steps); ``old`` also takes a first fit without trend as it
    stops. Returns intercepts, slope, level sums, centres,
    information, Pearson's dispersion, R's dispersion of the errors, degrees of freedom and
    whether the fit stands: the first must converge, the second is taken as it stops.
    """
    tolerance, steps = rigour
    prior = np.ones(t.size)
    parameters = 1 if with_trend else 0
    present = np.zeros(n_levels, dtype=np.bool_)
    for i in range(t.size):
        if not present[level[i]]:
            present[level[i]] = True
            parameters += 1
    a, b, mu, working, sums, centres, info, stands = fit(
        t, y, offset, level, n_levels, prior, with_trend, tolerance, steps
    )
    pearson, errors, free = _dispersions(y, mu, working, prior, parameters)
    errors = pearson
    stands = stands or (old and not with_trend)
    if stands and reweight and free > 0:
        phi = max(pearson, 1.0)
        prior = downweight(t, y, mu, working, level, sums, centres, info, phi, above)
        if np.isnan(prior.sum()):
            return a, b, sums, centres, info, pearson, errors, free, False
        a, b, mu, working, sums, centres, info, _ = fit(
            t, y, offset, level, n_levels, prior, with_trend, tolerance, steps
        )
        pearson, errors, free = _dispersions(y, mu, working, prior, parameters)
    return a, b, sums, centres, info, pearson, errors, free, stands and free > 0


@njit(cache=True, error_model="numpy")
def _forecast(t0, offset0, g0, a, b, sums, centres, info, dispersion):
    """Linear predictor of the judged week and its standard error."""
    form = 1.0 / sums[g0] if sums[g0] > 0.0 else np.inf
    if info > 0.0:
        form += (t0 - centres[g0]) ** 2 / info
    return offset0 + a[g0] + b * t0, np.sqrt(form * dispersion)


@njit(cache=True, error_model="numpy")
def judge_week(
    t, y, offset, level, n_levels, t0, offset0, want_trend, critical, reweight, above,
    rigour, old,
):  # fmt: skip
    """Farrington's fit for one week; ``level`` counts from 0 and the last is the judged one.

    ``critical[df]`` is what the trend's t value must exceed; ``old`` is the code of 1996,
    which uses Pearson's dispersion for errors and keeps a fit that did not converge.
    Returns the linear predictor, its standard error, the dispersion, the slope (NaN without
    trend) and 1 where fitted.
    """
    g0 = n_levels - 1
    if want_trend:
        a, b, sums, centres, info, phi, errors, free, stands = robust_fit(
            t, y, offset, level, n_levels, True, reweight, above, rigour, old
        )
        if stands:
            if old:
                errors = phi
            known = np.sqrt(errors / info)
            eta, _ = _forecast(t0, offset0, g0, a, b, sums, centres, info, errors)
            if abs(b) / known > critical[free] and max(np.exp(eta), SMALLEST) <= y.max():
                phi = max(phi, 1.0)
                eta, se = _forecast(
                    t0, offset0, g0, a, b, sums, centres, info, phi if old else errors
                )
                return eta, se, phi, b, 1.0
    a, b, sums, centres, info, phi, errors, free, stands = robust_fit(
        t, y, offset, level, n_levels, False, reweight, above, rigour, old
    )
    if not stands:
        return NOT_FITTED, NOT_FITTED, NOT_FITTED, NOT_FITTED, 0.0
    phi = max(phi, 1.0)
    eta, se = _forecast(t0, offset0, g0, a, 0.0, sums, centres, 0.0, phi if old else errors)
    return eta, se, phi, NOT_FITTED, 1.0


@njit(cache=True, error_model="numpy")
def judge_weeks(
    counts, offsets, judged, weeks, levels, sizes, times, times0, late_start, n_levels,
    want_trend, critical, reweight, above, rigour, old,
):  # fmt: skip
    """:func:`judge_week` for every series and judged week.

    ``weeks``, ``levels`` and ``times`` (n_judged, widest) hold each week's reference set, of
    which ``sizes`` rows count; ``times0`` is the judged week's own time. ``late_start`` moves
    it as R does where the oldest reference weeks are missing. Returns (n_series, n_judged, 5).
    """
    verdicts = np.full((counts.shape[0], judged.size, 5), np.nan)
    widest = weeks.shape[1]
    t, y, offset = np.empty(widest), np.empty(widest), np.empty(widest)
    level = np.empty(widest, dtype=np.int64)
    for s in range(counts.shape[0]):
        for j in range(judged.size):
            n = 0
            own = False
            for i in range(sizes[j]):
                value = counts[s, weeks[j, i]]
                if np.isnan(value):
                    continue
                y[n], t[n], level[n] = value, times[j, i], levels[j, i]
                offset[n] = offsets[s, weeks[j, i]]
                own = own or levels[j, i] == n_levels - 1
                n += 1
            if not own:
                continue
            t0 = times0[j]
            if late_start:
                t0 -= t[0] - times[j, 0]
            verdicts[s, j] = judge_week(
                t[:n], y[:n], offset[:n], level[:n], n_levels, t0, offsets[s, judged[j]],
                want_trend, critical, reweight, above, rigour, old,
            )  # fmt: skip
    return verdicts
