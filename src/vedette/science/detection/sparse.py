"""Rare events: how surprising a few of them are, given how few there have been."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from vedette.science.detection.counts import (
    Aberrations,
    Flags,
    Floats,
    InvalidCounts,
    aberrations,
    as_weekly_counts,
    not_judged,
    running_totals,
)
from vedette.science.detection.multiplicity import benjamini_hochberg, cauchy_combination
from vedette.science.detection.tails import upper_tail

WINDOWS = (1, 2, 4, 8, 13)
YEAR = 52
YOUNG_GAP = 4  # series younger than a year cannot spare half a year
NO_POOL = (0.5, 0.0)  # the prior where nothing is known of similar series

Weeks = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class SparseWeek:
    """Verdicts on the series that had an event in the judged week, in order of their number.

    ``pvalue`` is conditional on the week having an event, ``weekly`` the chance per week of
    anything as rare, events or not. ``flagged`` are the Benjamini-Hochberg rejections.
    """

    series: Weeks
    pvalue: Floats
    weekly: Floats
    expected: Floats
    dispersion: Floats
    window: Weeks
    flagged: Flags


def sparse_rise(
    counts: ArrayLike,
    *,
    windows: Sequence[int] = WINDOWS,
    prior: tuple[float, float] = NO_POOL,
    past_weeks_excluded: int = 26,
    exposure: ArrayLike | None = None,
    maturity: ArrayLike | None = None,
    extra_dispersion: ArrayLike | float = 0.0,
    alpha: float = 0.001,
    last: int | None = None,
) -> Aberrations:
    """Judge bursts of rare events by their Gamma-Poisson predictive distribution.

    Parameters
    ----------
    counts : (n_weeks,) or (n_series, n_weeks) array_like of int
        Events per week, oldest first, none missing.
    windows : sequence of int
        Lengths in weeks of the windows that end with the judged week.
    prior : (float, float)
        Gamma shape and rate of the event rate per unit of exposure.
    past_weeks_excluded : int
        Weeks before the judged one that the baseline leaves out, at least the longest
        window; four, and the windows up to four weeks, in a series' first year.
    exposure : array_like, shape of counts, optional
        Weeks, tests or cases examined; default one per week. A series begins with its
        first exposure.
    maturity : array_like, shape of counts, optional
        Share of each week's events already reported; a thinned window is judged thinned.
    extra_dispersion : float or (n_series, 1) array_like
        Variance over mean beyond one that the source is known to show.
    last : int, optional
        Judge only so many weeks at the end.

    Returns
    -------
    Aberrations
        Only weeks with at least one event are judged, and the p-value is conditional on
        that, so millions of empty series cost no power and one event alone never flags.
        ``expected`` and ``dispersion`` are those of the judged week. The p-value is the exact
        chance that any window is as rare as the rarest one found, ``score`` the length of
        that window, and flagged means ``pvalue <= alpha``. Threshold is NaN: there is one
        per window. Without a prior rate, weeks before the first baseline are not judged.

    Raises
    ------
    InvalidCounts
        If a count is missing, negative or fractional, or there is no window.
    """
    from vedette.science.detection.bursts import weeks_ahead

    series = as_weekly_counts(counts)
    first = 0 if last is None else max(series.shape[1] - last, 0)
    weeks = np.arange(first, series.shape[1])
    lengths = _lengths(windows)
    clock = _clock(series.shape, exposure, maturity)
    total = running_totals(series)
    age = weeks - clock.begun[:, None]
    ends = clock.baseline(weeks[None, :], age, windows, past_weeks_excluded)
    extra = np.broadcast_to(np.asarray(extra_dispersion, np.float64), (series.shape[0], 1))[:, 0]
    mean, dispersion, pvalue, best = (not_judged(series.shape) for _ in range(4))
    weeks_ahead(total, clock.known, ends, extra, prior, first, mean, dispersion)
    row, column = np.nonzero((series[:, first:] >= 1) & (mean[:, first:] > 0))
    week, one = weeks[column], np.minimum(row, clock.known.shape[0] - 1)
    starts, end = np.maximum(week[:, None] + 1 - lengths, 0), ends[one, column]
    judged = _judge(
        prior[0] + total[row, end],
        prior[1] + clock.known[one, end],
        extra[row],
        clock.known[one, week + 1][:, None] - clock.known[one[:, None], starts],
        total[row, week + 1][:, None] - total[row[:, None], starts],
        _usable(age[one, column], lengths, windows),
    )
    pvalue[row, week], best[row, week] = judged.pvalue, lengths[judged.best]
    flagged = np.zeros(series.shape, bool)
    flagged[row, week] = judged.pvalue <= alpha
    return aberrations(
        np.shape(counts), expected=mean, threshold=np.broadcast_to(np.nan, series.shape),
        flagged=flagged, pvalue=pvalue, score=best, dispersion=dispersion,
    )  # fmt: skip


def sparse_week(
    series: ArrayLike,
    weeks: ArrayLike,
    counts: ArrayLike,
    *,
    at: int,
    begun: int = 0,
    groups: ArrayLike | None = None,
    exposure: ArrayLike | None = None,
    maturity: ArrayLike | None = None,
    prior: ArrayLike = NO_POOL,
    windows: Sequence[int] = WINDOWS,
    past_weeks_excluded: int = 26,
    extra_dispersion: ArrayLike = 0.0,
    q: float = 0.10,
) -> SparseWeek:
    """Judge one week of any number of series, given only their events.

    Series without an event in the week cost nothing; verdicts equal those of
    :func:`sparse_rise` on the same counts written out.

    Parameters
    ----------
    series, weeks, counts : (n_events,) array_like of int
        Number of the series (from 0), of the week, and events; in any order, repeats add up.
    at : int
        The judged week; later events are not looked at.
    begun : int
        First week under watch; earlier events are not looked at.
    groups : (n_series,) array_like of int, optional
        Which source or class a series belongs to; default one for all.
    exposure, maturity : (n_weeks,) or (n_groups, n_weeks) array_like, optional
        As for :func:`sparse_rise`, from week ``begun`` to ``at`` at least.
    prior : (2,) or (n_groups, 2) array_like
        Gamma shape and rate, of each group (see :func:`.pooling.pooled_prior`).
    extra_dispersion : float or (n_groups,) array_like
        As for :func:`sparse_rise`.
    q : float
        Share of false alarms allowed among the flagged; the family are the judged series.

    Raises
    ------
    InvalidCounts
        If a number of events is negative or fractional, or the judged week is not covered.
    """
    from vedette.science.detection.events import gathered

    lengths = _lengths(windows)
    judged_week = at - begun
    clock = _clock((1, judged_week + 1), _cut(exposure, judged_week), _cut(maturity, judged_week))
    age = judged_week - clock.begun
    now = np.array([[judged_week]])
    ends = clock.baseline(now, age[:, None], windows, past_weeks_excluded)[:, 0]
    starts = np.maximum(judged_week + 1 - lengths, 0)
    found = gathered(series, weeks, counts, at=at, begun=begun, groups=groups, ends=ends,
                     starts=starts)  # fmt: skip
    curve = np.minimum(found.group, clock.known.shape[0] - 1)
    shape, rate = _of_groups(np.atleast_2d(np.asarray(prior, np.float64)), found.group).T
    extra = _of_groups(np.atleast_1d(np.asarray(extra_dispersion, np.float64)), found.group)
    seen = clock.known[curve, ends[curve]]
    ahead = clock.known[curve, -1][:, None] - clock.known[curve][:, starts]
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(rate + seen > 0, ahead[:, 0] / (rate + seen), np.nan)
    mean, dispersion = (shape + found.history) * share, 1 + extra + share
    judged = _judge(
        shape + found.history, rate + seen, extra, ahead, found.windows,
        _usable(age[curve], lengths, windows),
    )  # fmt: skip
    return SparseWeek(
        series=found.series,
        pvalue=judged.pvalue,
        weekly=judged.pvalue * judged.week,
        expected=mean,
        dispersion=dispersion,
        window=lengths[judged.best],
        flagged=benjamini_hochberg(judged.pvalue, q=q),
    )


@dataclass(frozen=True, slots=True)
class _Clock:
    """Exposure known up to each week, one row for all series or one for each."""

    known: Floats
    begun: Weeks

    def baseline(self, weeks: Weeks, age: Weeks, windows: Sequence[int], excluded: int) -> Weeks:
        """Week before which the baseline of each judged week stops, (n_clocks, n_weeks)."""
        gap = np.where(age < YEAR, max(YOUNG_GAP, min(windows)), max(excluded, *windows))
        most = self.known.shape[1] - 1
        return np.minimum(np.maximum(weeks - gap + 1, self.begun[:, None]), most)


def _clock(
    shape: tuple[int, ...], exposure: ArrayLike | None, maturity: ArrayLike | None
) -> _Clock:
    effort = np.ones((1, shape[1]))
    for given in (exposure, maturity):
        if given is not None:
            effort = effort * np.atleast_2d(np.asarray(given, dtype=np.float64))
    if effort.shape[1] == 1:
        effort = np.broadcast_to(effort, (effort.shape[0], shape[1]))
    exposed = effort > 0
    begun = np.where(exposed.any(axis=1), exposed.argmax(axis=1), shape[1])
    return _Clock(running_totals(effort), begun)


def _lengths(windows: Sequence[int]) -> Weeks:
    """Window lengths, ascending, the week itself always first."""
    if not len(windows) or min(windows) < 1:
        raise InvalidCounts("there is no window to judge, or one shorter than a week")
    return np.unique([1, *windows]).astype(np.int64)


def _usable(age: Weeks, lengths: Weeks, windows: Sequence[int]) -> Flags:
    """Which windows lie within the series and outside its baseline."""
    longest = np.where(age < YEAR, max(YOUNG_GAP, min(windows)), max(windows))
    longest = np.minimum(longest, age + 1)
    return (lengths <= longest[:, None]) & np.isin(lengths, windows)


@dataclass(frozen=True, slots=True)
class _Judged:
    pvalue: Floats
    week: Floats
    best: Weeks


def _judge(
    shape: Floats, rate: Floats, extra: Floats, ahead: Floats, counts: Floats, usable: Flags
) -> _Judged:
    """Judge weeks with events; columns are windows, and the first is the week itself."""
    from vedette.science.detection.bursts import TOO_MANY, burst_pvalues

    pvalue, week = np.full(shape.size, np.nan), np.full(shape.size, np.nan)
    best = np.zeros(shape.size, np.int64)
    at = np.flatnonzero((rate > 0) & (ahead[:, 0] > 0) & usable.any(axis=1))
    if at.size:
        part = [np.empty(at.size), np.empty(at.size), np.empty(at.size, np.int64)]
        spread = np.broadcast_to(np.asarray(extra, np.float64), shape.shape)
        burst_pvalues(
            shape[at], rate[at], spread[at], np.ascontiguousarray(ahead[at]),
            usable[at], np.minimum(counts[at], 2.0**40).astype(np.int64), *part,
        )  # fmt: skip
        many = part[0] == TOO_MANY
        rest = at[many]
        part[0][many], part[2][many] = _many_events(
            shape[rest], rate[rest], spread[rest], ahead[rest], counts[rest], usable[rest]
        )
        pvalue[at], week[at], best[at] = part
    return _Judged(pvalue, week, best)


def _many_events(
    shape: Floats, rate: Floats, extra: Floats, ahead: Floats, counts: Floats, usable: Flags
) -> tuple[Floats, Weeks]:
    """Combine the windows' own tails, where counts are large enough to be nearly continuous."""
    mean = shape[:, None] * ahead / rate[:, None]
    dispersion = 1 + extra[:, None] + ahead / rate[:, None]
    tails = np.where(usable, upper_tail(counts, mean, dispersion), np.nan)
    at_least_one = upper_tail(1.0, mean[:, :1], dispersion[:, :1])
    combined = cauchy_combination(np.minimum(tails / at_least_one, 1.0), axis=1)
    return combined, np.argmin(np.where(usable, tails, 2.0), axis=1)


def _of_groups(values: Floats, group: Weeks) -> Floats:
    return values[np.minimum(group, values.shape[0] - 1)]


def _cut(given: ArrayLike | None, judged_week: int) -> Floats | None:
    if given is None:
        return None
    array = np.atleast_2d(np.asarray(given, dtype=np.float64))
    if array.shape[1] <= judged_week:
        raise InvalidCounts(f"exposure or maturity covers {array.shape[1]} weeks only")
    return array[:, : judged_week + 1]
