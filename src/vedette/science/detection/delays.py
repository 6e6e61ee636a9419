"""Weeks not yet fully reported: how complete they are, and how to judge them as they are."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betaincinv

from vedette.science.detection.counts import Flags, Floats, InvalidCounts
from vedette.science.detection.sparse import sparse_rise
from vedette.science.detection.tails import upper_tail

POOL_WEIGHT = 20.0  # reports of a place that weigh as much as what its source says
LEAST_MATURITY = 0.2  # below it, a week without events says nothing yet


@dataclass(frozen=True, slots=True)
class ReportingDelay:
    """Share of a week's reports known so many weeks later; the last entry is one.

    ``error`` is the standard error of each share's logarithm; empty if unknown.
    """

    known_within: Floats
    reports: int
    error: Floats = field(default_factory=lambda: np.zeros(0))

    def maturity(self, weeks_since: ArrayLike) -> Floats:
        """Share known of weeks that ended ``weeks_since`` weeks ago; 0 for the running week."""
        at = np.clip(np.asarray(weeks_since, dtype=np.int64), 0, self.known_within.size - 1)
        return self.known_within[at]

    def maturity_error(self, weeks_since: ArrayLike) -> Floats:
        """Standard error of :meth:`maturity`; zero where it is not known."""
        at = np.clip(np.asarray(weeks_since, dtype=np.int64), 0, self.known_within.size - 1)
        if not self.error.size:
            return np.zeros(at.shape)
        return self.known_within[at] * self.error[at]


def reporting_delay(
    happened: ArrayLike,
    learned: ArrayLike,
    *,
    as_of: int,
    max_delay: int = 26,
    report_window: int | None = None,
    pool: ReportingDelay | None = None,
    pool_weight: float = POOL_WEIGHT,
) -> ReportingDelay:
    """Estimate reporting delays from reverse hazards (Lawless 1994).

    Parameters
    ----------
    happened, learned : (n_reports,) array_like of int
        Week numbers of the event and of learning of it.
    as_of : int
        Week number up to which reports are known; later ones are ignored.
    max_delay : int
        Longest delay in weeks that the estimate covers; longer ones are left out.
    report_window : int, optional
        Use only events of so many recent weeks (default three times ``max_delay``).
    pool : ReportingDelay, optional
        Delays of the whole source, for a place with few reports of its own.
    pool_weight : float
        How many reports the pool counts for, at each delay.
    """
    event = np.asarray(happened, dtype=np.int64)
    delay = np.asarray(learned, dtype=np.int64) - event
    window = report_window or 3 * max_delay
    used = (delay >= 0) & (delay <= max_delay) & (event + delay <= as_of)
    used &= event > as_of - window
    event, delay = event[used], delay[used]
    prior = np.zeros(max_delay + 1) if pool is None else _hazards(pool, max_delay)
    weight = 0.0 if pool is None else pool_weight
    known, spread = np.ones(max_delay + 1), np.zeros(max_delay + 1)
    for d in range(max_delay, 0, -1):
        observable = event + d <= as_of
        within = float((observable & (delay <= d)).sum()) + weight
        exactly = float((observable & (delay == d)).sum()) + weight * prior[d]
        hazard = exactly / within if within else 0.0
        known[d - 1] = known[d] * (1 - hazard)
        # Half a report keeps the error of a delay never seen from being none.
        odds = (exactly + 0.5) / max(within - exactly + 0.5, 0.5)
        spread[d - 1] = spread[d] + odds / (within + 1)
    return ReportingDelay(known, int(event.size), np.sqrt(spread))


def delays_by_place(
    happened: ArrayLike,
    learned: ArrayLike,
    sources: Sequence[Hashable],
    places: Sequence[Hashable],
    *,
    as_of: int,
    max_delay: int = 26,
    report_window: int | None = None,
    pool_weight: float = POOL_WEIGHT,
) -> dict[tuple[Hashable, Hashable], ReportingDelay]:
    """Delays of each source in each place, leaning on the source where reports are few.

    Arguments are columns with one entry per report, otherwise as in :func:`reporting_delay`.
    """
    event, told = np.asarray(happened), np.asarray(learned)
    rows: dict[Hashable, dict[Hashable, list[int]]] = {}
    for one, (source, place) in enumerate(zip(sources, places, strict=True)):
        rows.setdefault(source, {}).setdefault(place, []).append(one)
    found = {}
    for source, by_place in rows.items():
        everywhere = [one for some in by_place.values() for one in some]
        whole = reporting_delay(
            event[everywhere], told[everywhere], as_of=as_of, max_delay=max_delay,
            report_window=report_window,
        )  # fmt: skip
        for place, some in by_place.items():
            found[source, place] = reporting_delay(
                event[some], told[some], as_of=as_of, max_delay=max_delay,
                report_window=report_window, pool=whole, pool_weight=pool_weight,
            )  # fmt: skip
    return found


def _hazards(delay: ReportingDelay, max_delay: int) -> Floats:
    """Chance that a report known within d weeks came in the last of them, by d."""
    known = delay.maturity(np.arange(max_delay + 1))
    hazards = np.zeros(max_delay + 1)
    np.divide(known[1:] - known[:-1], known[1:], out=hazards[1:], where=known[1:] > 0)
    return hazards


def thinned(mean: ArrayLike, dispersion: ArrayLike, maturity: ArrayLike) -> tuple[Floats, Floats]:
    """Mean and dispersion of what is known so far of a count, if a share of it is known."""
    share = np.asarray(maturity, dtype=np.float64)
    return share * np.asarray(mean), 1 + share * (np.asarray(dispersion) - 1)


def thinned_tail(
    count: ArrayLike,
    mean: ArrayLike,
    dispersion: ArrayLike,
    maturity: ArrayLike,
    *,
    maturity_error: ArrayLike = 0.0,
    nodes: int = 16,
) -> Floats:
    """P-value of a count still coming in, averaged over what its maturity may be.

    Parameters
    ----------
    count, mean, dispersion, maturity : array_like
        Events known so far; mean and variance over mean of the final count; share of it
        that is known by now. Arrays broadcast.
    maturity_error : array_like
        Standard error of the share; the share then follows a beta distribution.
    nodes : int
        Quantiles of it to average over.
    """
    share, error = np.broadcast_arrays(
        np.asarray(maturity, np.float64), np.asarray(maturity_error, np.float64)
    )
    sure = (error <= 0) | (share <= 0) | (share >= 1)
    spread = np.where(sure, 0.0, np.minimum(error**2, 0.99 * share * (1 - share)))
    with np.errstate(divide="ignore", invalid="ignore"):
        precision = np.where(sure, 1.0, share * (1 - share) / np.where(sure, 1.0, spread) - 1)
    total = np.zeros(np.broadcast_shapes(*(np.shape(v) for v in (count, mean, dispersion, share))))
    for node in (np.arange(nodes) + 0.5) / nodes:
        a, b = np.maximum(share * precision, 1e-9), np.maximum((1 - share) * precision, 1e-9)
        drawn = np.where(sure, share, betaincinv(a, b, node))
        total = total + upper_tail(count, *thinned(mean, dispersion, drawn))
    return total / nodes


def may_be_judged(
    count: ArrayLike, maturity: ArrayLike, *, least_maturity: float = LEAST_MATURITY
) -> Flags:
    """Whether a week can be judged yet: enough of it is known, or something has happened."""
    return (np.asarray(maturity) >= least_maturity) | (np.asarray(count) > 0)


def alpha_spent(maturity: ArrayLike, *, alpha: float) -> Floats:
    """Level of each retest of one week while it fills, so that all together keep ``alpha``.

    ``maturity`` are the shares known at the first, second, ... test of the week; each test
    spends what has been learned since the one before.
    """
    share = np.asarray(maturity, dtype=np.float64)
    if share.ndim != 1 or not ((share >= 0) & (share <= 1)).all() or (np.diff(share) < 0).any():
        raise InvalidCounts("maturity does not rise from zero towards one")
    return alpha * np.diff(share, prepend=0.0)


@dataclass(frozen=True, slots=True)
class Backlog:
    """Whether one week's reports are old work catching up, and both p-values behind that."""

    flagged: bool
    pvalue_learned: float
    pvalue_happened: float


def backlog(
    happened: ArrayLike,
    learned: ArrayLike,
    *,
    as_of: int,
    begun: int,
    delay: ReportingDelay,
    alpha: float = 0.001,
) -> Backlog:
    """Recognise a laboratory clearing its backlog: many reports at once of no busy week.

    Flagged if the reports learned in week ``as_of`` are too many, but no week in which they
    happened is, judged as far as it is known (Bonferroni over those weeks).

    Parameters
    ----------
    happened, learned : (n_reports,) array_like of int
        Week numbers of the event and of learning of it; later reports are ignored.
    as_of, begun : int
        The judged week, and the first week under watch.
    delay : ReportingDelay
        Of the source in ordinary times.
    """
    event, told = np.asarray(happened, np.int64), np.asarray(learned, np.int64)
    known = (told <= as_of) & (told >= begun) & (event >= begun) & (event <= told)
    n_weeks = as_of - begun + 1
    by_report = np.bincount(told[known] - begun, minlength=n_weeks)
    by_event = np.bincount(event[known] - begun, minlength=n_weeks)
    ripe = delay.maturity(np.arange(n_weeks)[::-1])
    reach = min(delay.known_within.size, n_weeks)
    reported = _latest(by_report, None, 1)
    touched = np.unique(event[known & (told == as_of)]) - begun
    weeks = _latest(by_event, np.maximum(ripe, 1e-3), reach)[touched[touched >= n_weeks - reach]]
    tests = int((~np.isnan(weeks)).sum())
    busy = min(1.0, tests * float(np.nanmin(weeks))) if tests else 1.0
    surge = float(np.nan_to_num(reported[-1], nan=1.0))
    return Backlog(surge <= alpha < busy, surge, busy)


def _latest(counts: np.ndarray, maturity: Floats | None, last: int) -> Floats:
    """P-values of single weeks against the rest of the series; NaN before the last ones."""
    past = counts[: max(counts.size - last, 1)]
    over = np.clip(past.var() / max(past.mean(), 0.05) - 1, 0, 20) if past.mean() >= 0.2 else 0.0
    return sparse_rise(
        counts, windows=(1,), maturity=maturity, extra_dispersion=float(over), last=last
    ).pvalue
