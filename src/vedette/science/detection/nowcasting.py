"""What a week will come to once every report is in, and how far that can be trusted."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import gammaln
from scipy.stats import nbinom

from vedette.science.detection.counts import Floats, InvalidCounts, SeriesTooShort
from vedette.science.detection.delays import POOL_WEIGHT

Weeks = NDArray[np.int64]
STEADINESS = (1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 200.0)  # candidate Gamma shapes of a week's rate
LEVELS = (4, 8, 16)  # candidate weeks around one that say what to expect of it
STRETCHES = 2.0 ** np.arange(-5, 3.5, 0.5)  # candidate corrections of the predictive's size
STRETCH_SPREAD = 1.0  # log-scale spread of that correction before any error was seen


@dataclass(frozen=True, slots=True)
class Nowcast:
    """Counts known so far and negative-binomial predictions of the reports still to come.

    Every array is (n_weeks,), the newest week last. ``missing`` is the mean of what is to
    come and ``size`` its negative-binomial size, so its variance is
    ``missing + missing ** 2 / size``.
    """

    weeks: Weeks
    known: Floats
    maturity: Floats
    missing: Floats
    size: Floats

    @property
    def point(self) -> Floats:
        """Expected final counts."""
        return self.known + self.missing

    def quantile(self, level: float) -> Floats:
        """Quantile of the final counts."""
        share = self.size / (self.size + np.maximum(self.missing, 1e-12))
        return self.known + nbinom.ppf(level, self.size, share)

    def chance_up_to(self, counts: ArrayLike) -> Floats:
        """Predicted chance that the final counts are at most ``counts``."""
        share = self.size / (self.size + np.maximum(self.missing, 1e-12))
        return nbinom.cdf(np.asarray(counts) - self.known, self.size, share)

    def interval(self, share: float) -> tuple[Floats, Floats]:
        """Central interval that holds the final counts with chance ``share``."""
        return self.quantile((1 - share) / 2), self.quantile((1 + share) / 2)


def nowcast(
    happened: ArrayLike,
    learned: ArrayLike,
    *,
    as_of: int,
    begun: int,
    max_delay: int = 26,
    report_window: int | None = None,
    past_errors: int = 26,
    pool: tuple[ArrayLike, ArrayLike] | None = None,
    pool_weight: float = POOL_WEIGHT,
) -> Nowcast:
    """Predict the final counts of the last ``max_delay`` weeks.

    A week's rate is a Gamma around the level of the weeks near it, updated by what is known
    of the week itself; delays are reverse hazards. How wide the Gamma is, how many weeks
    make the level, and how much wider each horizon is in truth are fitted to the errors
    that the same rule made in the past, with the delays known at the time.

    Parameters
    ----------
    happened, learned : (n_reports,) array_like of int
        Week numbers of the event and of learning of it, of one source in one place.
    as_of, begun : int
        Week up to which reports are known, later ones are ignored; first week under watch.
    max_delay : int
        Weeks after which a count is taken as final; reports later still are left out.
    report_window : int, optional
        Recent weeks that say how long reports take (default three times ``max_delay``). A
        source without a report in them counts as prompt, so give a pool to sparse ones.
    past_errors : int
        Number of past weeks on which errors are measured.
    pool : (happened, learned), optional
        All reports of the source, for a place with few of its own.
    pool_weight : float
        How many reports of the place the pool counts for, at each delay.

    Raises
    ------
    InvalidCounts
        If weeks happened and learned are not columns of one length.
    SeriesTooShort
        If fewer weeks are under watch than ``max_delay``.
    """
    if as_of - begun < max_delay:
        raise SeriesTooShort(needed=max_delay + 1, got=as_of - begun + 1)
    window = report_window or 3 * max_delay
    own = _triangle(happened, learned, as_of, begun, max_delay)
    whole = None if pool is None else _triangle(*pool, as_of, begun, max_delay)
    last = as_of - begun
    oldest = max(last - max_delay - past_errors + 1, 2 * max_delay)
    judged = np.append(np.arange(oldest, last - max_delay + 1), last)
    shares = _shares(own, judged, window, whole, pool_weight)
    then = own.cumsum(axis=1)
    lags = np.arange(max_delay)
    known = then[judged[:, None] - lags, lags]
    final = then[judged[:-1, None] - lags, max_delay]
    ripe = shares[:, :max_delay]
    best = (-np.inf, 1.0, ripe, STRETCHES[:0])
    for level in LEVELS:
        expected = _levels(then, shares, judged, level)
        for steady in STEADINESS:
            missing = _missing(known, ripe, expected, steady)
            fit, stretch = _stretched(final - known[:-1], missing[:-1], known[:-1] + steady)
            if fit > best[0]:
                best = (fit, steady, missing, stretch)
    _, steady, missing, stretch = best
    size = (known[-1] + steady) * stretch
    newest_last = slice(None, None, -1)
    return Nowcast(
        weeks=(as_of - lags)[newest_last],
        known=known[-1, newest_last],
        maturity=ripe[-1, newest_last],
        missing=missing[-1, newest_last],
        size=size[newest_last],
    )


def _triangle(
    happened: ArrayLike, learned: ArrayLike, as_of: int, begun: int, max_delay: int
) -> Floats:
    """Reports by week of the event and weeks until they were known."""
    event, told = np.asarray(happened, np.int64), np.asarray(learned, np.int64)
    if event.shape != told.shape or event.ndim != 1:
        raise InvalidCounts("weeks happened and learned are not columns of one length")
    delay = told - event
    used = (event >= begun) & (told <= as_of) & (delay >= 0) & (delay <= max_delay)
    shape = (as_of - begun + 1, max_delay + 1)
    cell = (event[used] - begun) * shape[1] + delay[used]
    return np.bincount(cell, minlength=shape[0] * shape[1]).reshape(shape).astype(np.float64)


def _shares(
    own: Floats, judged: Weeks, window: int, whole: Floats | None, pool_weight: float
) -> Floats:
    """Share known after each delay, as it was estimated at each judged week."""
    hazards = _ratio(*_hazard_counts(own, judged, window))
    if whole is not None:
        exactly, within = _hazard_counts(own, judged, window)
        prior = _ratio(*_hazard_counts(whole, judged, window))
        hazards = _ratio(exactly + pool_weight * prior, within + pool_weight)
    kept = np.cumprod(1 - hazards[:, ::-1], axis=1)[:, ::-1]
    known = np.concatenate([kept[:, 1:], np.ones((judged.size, 1))], axis=1)
    return np.clip(known, 1e-3, 1.0)


def _hazard_counts(triangle: Floats, judged: Weeks, window: int) -> tuple[Floats, Floats]:
    """Reports that took exactly, and at most, each delay, of weeks seen so long by then."""
    delays = np.arange(triangle.shape[1])
    ends = np.maximum(judged[:, None] - delays + 1, 0)
    starts = np.minimum(np.maximum(judged[:, None] - window + 1, 0), ends)
    counts = []
    for cells in (triangle, triangle.cumsum(axis=1)):
        before = np.concatenate([np.zeros((1, delays.size)), cells.cumsum(axis=0)])
        counts.append(before[ends, delays] - before[starts, delays])
    return counts[0], counts[1]


def _ratio(exactly: Floats, within: Floats) -> Floats:
    return np.divide(exactly, within, out=np.zeros_like(exactly), where=within > 0)


def _levels(then: Floats, shares: Floats, judged: Weeks, level: int) -> Floats:
    """Expected final count of each week from the weeks within ``level``, without itself."""
    max_delay = shares.shape[1] - 1
    lags = np.arange(max_delay + level)
    weeks = judged[:, None] - lags
    watched = weeks >= 0
    delay = np.minimum(lags, max_delay)
    seen = np.where(watched, then[np.maximum(weeks, 0), delay], 0.0)
    effort = np.where(watched, shares[:, delay], 0.0)
    sums = []
    for part in (seen, effort):
        before = np.concatenate([np.zeros((judged.size, 1)), part.cumsum(axis=1)], axis=1)
        at = np.arange(max_delay)
        around = before[:, at + level] - before[:, np.maximum(at - level + 1, 0)]
        sums.append(around - part[:, :max_delay])
    # Half a report, so that a quiet source is not certain to stay quiet.
    return (sums[0] + 0.5) / np.maximum(sums[1], 1e-3)


def _missing(known: Floats, ripe: Floats, expected: Floats, steady: float) -> Floats:
    return (1 - ripe) * (steady + known) / (steady / expected + ripe)


def _stretched(came: Floats, missing: Floats, size: Floats) -> tuple[float, Floats]:
    """Log likelihood of past errors, and the correction of the size at each horizon.

    Neighbouring horizons share what they saw; arrays are (n_past, n_horizons).
    """
    mu = np.maximum(missing, 1e-9)[..., None]
    r = size[..., None] * STRETCHES
    y = came[..., None]
    each = gammaln(y + r) - gammaln(r) - gammaln(y + 1)
    each = each + r * np.log(r / (r + mu)) + y * np.log(mu / (r + mu))
    told = each.sum(axis=0)
    near = told.copy()
    near[1:] += told[:-1]
    near[:-1] += told[1:]
    prior = -0.5 * (np.log(STRETCHES) / STRETCH_SPREAD) ** 2
    chosen = np.argmax(near + prior, axis=1)
    return float(told[np.arange(chosen.size), chosen].sum()), STRETCHES[chosen]


def covered(prediction: Nowcast, final: ArrayLike, *, share: float) -> Floats:
    """How much of each final count lies in the central interval, 0 to 1.

    A count at the edge of an interval belongs to it in part, as far as the prediction says
    (randomised coverage, in expectation). Counting edges as inside would make every interval
    of small counts look too wide, though none narrower exists.
    """
    y = np.asarray(final, dtype=np.float64)
    upper, lower = prediction.chance_up_to(y), prediction.chance_up_to(y - 1)
    low, high = (1 - share) / 2, (1 + share) / 2
    inside = np.minimum(upper, high) - np.maximum(lower, low)
    step = upper - lower
    certain = (lower >= low) & (upper <= high)
    part = np.divide(inside, step, out=certain.astype(np.float64), where=step > 1e-12)
    return np.clip(part, 0.0, 1.0)


def interval_score(final: ArrayLike, low: ArrayLike, high: ArrayLike, *, share: float) -> Floats:
    """Width of a central interval, plus a penalty where the final count lies outside."""
    y, lo, hi = (np.asarray(v, dtype=np.float64) for v in (final, low, high))
    outside = np.maximum(lo - y, 0) + np.maximum(y - hi, 0)
    return hi - lo + 2 / (1 - share) * outside


def weighted_interval_score(
    final: ArrayLike, median: ArrayLike, intervals: dict[float, tuple[ArrayLike, ArrayLike]]
) -> Floats:
    """How far a prediction was off, in reports; zero is perfect (Bracher 2021).

    ``intervals`` maps the chance of each central interval to its low and high ends. With no
    interval this is half the absolute error of the median, over one half: the error itself.
    """
    y = np.asarray(final, dtype=np.float64)
    total = 0.5 * np.abs(y - np.asarray(median, dtype=np.float64))
    for share, (low, high) in intervals.items():
        total = total + (1 - share) / 2 * interval_score(y, low, high, share=share)
    return total / (len(intervals) + 0.5)
