"""CUSUM charts: small excesses over an in-control mean, added up until they matter."""

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from vedette.errors import VedetteError
from vedette.science.detection.counts import (
    Aberrations,
    Floats,
    SeriesTooShort,
    aberrations,
    as_weekly_counts,
    not_judged,
)

Transform = Literal[
    "standard", "rossi", "anscombe", "anscombe2nd", "pearsonNegBin", "anscombeNegBin", "none"
]
TRANSFORMS: tuple[Transform, ...] = (
    "standard", "rossi", "anscombe", "anscombe2nd", "pearsonNegBin", "anscombeNegBin", "none"
)  # fmt: skip
LARGEST_COUNT = 1e9  # where the search for a bound without a formula gives up


class NoInControlMean(VedetteError, ValueError):
    """A chart was given no way to know its in-control mean."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return f"the in-control mean is not known: {self.reason}"


def cusum(
    counts: ArrayLike,
    *,
    start: int = 52,
    k: float = 1.04,
    h: float = 2.26,
    transform: Transform = "rossi",
    mean: ArrayLike | Literal["past", "season"] = "past",
    overdispersion: float = 0.1,
    reset: bool = False,
    weeks_per_year: int = 52,
    start_period: int = 1,
    compat: Literal["documented", "r"] = "documented",
) -> Aberrations:
    """Flag weeks at which standardised excesses over ``k`` add up to ``h``.

    Parameters
    ----------
    counts : (n_weeks,) or (n_series, n_weeks) array_like
        Reports per week, oldest first; NaN is a missing week.
    start : int
        Index of the first judged week; the chart starts there at zero.
    k, h : float
        Allowance per week, and the sum that alarms, in units of the transformed counts. The
        defaults give about 550 weeks between false alarms if those were normal.
    transform : str
        How a count y with in-control mean m becomes nearly normal: ``"standard"``
        (y - m)/√m, ``"rossi"`` (y - 3m + 2√(ym))/(2√m), ``"anscombe"`` and its second-order
        form, Pearson or Anscombe residuals of a negative binomial, or ``"none"``.
    mean : "past", "season", number, (n_weeks,) or (n_series, n_weeks) array_like
        In-control mean: of all weeks before ``start``; a Poisson regression with one yearly
        wave on them; or given.
    overdispersion : float
        a in the negative binomial's variance m + a m².
    reset : bool
        Start again from zero after an alarm.
    start_period : int
        Week of the year of the first week, for ``"season"``.
    compat : {"documented", "r"}
        ``"r"`` follows R surveillance 1.20.3: a missing week leaves all later ones without a
        verdict (and a threshold of zero), a missing week before ``start`` all of them with
        ``"past"``; the threshold is rounded up for ``"standard"``, uses another power of m
        for ``"anscombe2nd"``, is what is left of ``h`` (and a table is read) for
        ``"anscombeNegBin"`` and ``"none"``, and never negative. Otherwise missing weeks are
        left out and leave the sum as it was.

    Returns
    -------
    Aberrations
        ``score`` is the sum; flagged means ``score >= h``. ``threshold`` is the count at
        which the week would alarm, given the weeks before. ``pvalue`` is not known (NaN).

    Raises
    ------
    SeriesTooShort
        If there is no week before ``start`` or none from it on.
    NoInControlMean
        If the regression converges for none of the series; where it does for some, the
        others are not judged.
    InvalidCounts
        If a count is negative or fractional.

    References
    ----------
    .. [1] Rossi, Lampugnani, Marchi, Statistics in Medicine 18:2111, 1999.
    """
    series = as_weekly_counts(counts, missing="skip")
    if start < 1 or series.shape[1] <= start:
        raise SeriesTooShort(needed=max(start, 1) + 1, got=series.shape[1])
    walk = compat == "r"
    m = _in_control(series, start, mean, weeks_per_year, start_period, walk)
    expected, sums = not_judged(series.shape), not_judged(series.shape)
    before = np.zeros(series.shape)
    with np.errstate(all="ignore"):
        z = standardise(series, m, transform, overdispersion, tabulated=walk)
    state = np.zeros(series.shape[0])
    for week in range(start, series.shape[1]):
        before[:, week] = state
        added = np.maximum(state + (z[:, week] - k), 0)
        sums[:, week] = added
        kept = added if walk else np.where(np.isnan(added), state, added)
        state = np.where(kept >= h, 0.0, kept) if reset else kept
    expected[:, start:] = m[:, start:]
    room = h + k - before
    with np.errstate(all="ignore"):
        bound = _count_reaching(room, m, transform, overdispersion)
        if walk:
            bound = _bound_of_r(bound, room, h - sums, m, transform)
    bound[:, :start] = np.nan
    return aberrations(
        np.shape(counts), expected=expected, threshold=bound, flagged=sums >= h,
        pvalue=not_judged(series.shape), score=sums, dispersion=not_judged(series.shape),
    )  # fmt: skip


def standardise(
    y: Floats, m: Floats, transform: Transform, a: float, *, tabulated: bool = False
) -> Floats:
    """Counts as nearly normal deviates from an in-control mean; arrays broadcast.

    ``tabulated`` rounds the argument of the hypergeometric function as R's table does.
    """
    if transform == "rossi":
        return (y - 3 * m + 2 * np.sqrt(y * m)) / (2 * np.sqrt(m))
    if transform == "standard":
        return (y - m) / np.sqrt(m)
    if transform == "anscombe":
        return 1.5 * (y ** (2 / 3) - m ** (2 / 3)) / m ** (1 / 6)
    if transform == "anscombe2nd":
        return 1.5 * (y ** (2 / 3) - (m ** (2 / 3) - m ** (-1 / 3) / 9)) / m ** (1 / 6)
    if transform == "pearsonNegBin":
        return (y - m) / np.sqrt(m + a * m**2)
    if transform == "anscombeNegBin":
        hyper = _tabulated if tabulated else _hyper
        up = 1.5 * (y ** (2 / 3) * hyper(-a * y) - m ** (2 / 3) * hyper(-a * m))
        return up / (m + a * m**2) ** (1 / 6)
    return np.broadcast_to(y, np.broadcast_shapes(np.shape(y), np.shape(m)))


def _hyper(x: Floats) -> Floats:
    return special.hyp2f1(1 / 3, 2 / 3, 5 / 3, x)


def _tabulated(x: Floats) -> Floats:
    """R's table: every hundredth down to -10, then lines between whole numbers to -100."""
    low = np.floor(x)
    at_low, at_high = np.round(_hyper(low), 10), np.round(_hyper(low + 1), 10)
    beyond = np.where(x < -100, np.nan, at_low + (at_high - at_low) * (x - low))
    return np.where(x >= -10, np.round(_hyper(np.round(x, 2)), 10), beyond)


def _in_control(
    series: Floats,
    start: int,
    mean: ArrayLike | Literal["past", "season"],
    weeks_per_year: int,
    start_period: int,
    walk_r: bool,
) -> Floats:
    past = series[:, :start]
    if isinstance(mean, str) and mean == "season":
        return _season(series, start, weeks_per_year, start_period)
    if isinstance(mean, str):
        known = (~np.isnan(past)).sum(axis=1)
        average = np.nansum(past, axis=1) / np.where(known > 0, known, np.nan)
        if walk_r:
            average[known < start] = np.nan
        return np.broadcast_to(average[:, None], series.shape)
    return np.broadcast_to(np.asarray(mean, dtype=np.float64), series.shape)


def _season(series: Floats, start: int, weeks_per_year: int, start_period: int) -> Floats:
    # Compiling costs seconds and memory, so only those who fit pay for it.
    from vedette.science.detection.regression import R_STEPS, R_TOLERANCE, fit

    angle = 2 * np.pi / weeks_per_year * (start_period + np.arange(series.shape[1]))
    x = np.column_stack([np.ones(angle.size), np.cos(angle), np.sin(angle)])
    means, reason = not_judged(series.shape), "no series"
    for row, past in enumerate(series[:, :start]):
        known = ~np.isnan(past)
        y = past[known]
        if y.sum() == 0:
            reason = "no report before the first judged week"
            continue
        ones = np.ones(y.size)
        beta, _, _, _, converged = fit(x[:start][known], y, 0 * ones, ones, R_TOLERANCE, R_STEPS)
        if converged:
            means[row] = np.exp(x @ beta)
        else:
            reason = "the regression on earlier weeks did not converge"
    if np.isnan(means).all():
        raise NoInControlMean(reason)
    return means


def _count_reaching(room: Floats, m: Floats, transform: Transform, a: float) -> Floats:
    """The (continuous) count whose transformed value is ``room``; zero if any reaches it."""
    if transform == "rossi":
        root = np.sqrt(4 * m + 2 * np.sqrt(m) * room) - np.sqrt(m)
        return np.where(root > 0, root, 0.0) ** 2
    if transform == "standard":
        bound = np.sqrt(m) * room + m
    elif transform == "anscombe":
        bound = np.maximum(2 / 3 * m ** (1 / 6) * room + m ** (2 / 3), 0) ** 1.5
    elif transform == "anscombe2nd":
        centre = m ** (2 / 3) - m ** (-1 / 3) / 9
        bound = np.maximum(2 / 3 * m ** (1 / 6) * room + centre, 0) ** 1.5
    elif transform == "pearsonNegBin":
        bound = np.sqrt(m + a * m**2) * room + m
    elif transform == "none":
        bound = room
    else:
        bound = _searched(room, m, a)
    return np.maximum(bound, 0)


def _searched(room: Floats, m: Floats, a: float) -> Floats:
    low, high = np.zeros(room.shape), np.full(room.shape, LARGEST_COUNT)
    for _ in range(100):
        middle = (low + high) / 2
        short = standardise(middle, m, "anscombeNegBin", a) < room
        low, high = np.where(short, middle, low), np.where(short, high, middle)
    return np.where(np.isnan(m), np.nan, high)


def _bound_of_r(
    bound: Floats, room: Floats, left: Floats, m: Floats, transform: Transform
) -> Floats:
    if transform == "rossi":  # the same parabola, but its left branch too
        bound = (np.sqrt(4 * m + 2 * np.sqrt(m) * room) - np.sqrt(m)) ** 2
    elif transform == "standard":
        bound = np.ceil(np.sqrt(m) * room + m)
    elif transform == "anscombe2nd":
        centre = m ** (2 / 3) - m ** (1 / 3) / 9
        bound = np.maximum(2 / 3 * m ** (1 / 6) * room + centre, 0) ** 1.5
    elif transform in ("anscombeNegBin", "none"):
        bound = left.copy()
    return np.where(np.isnan(bound) | (bound < 0), 0.0, bound)
