"""Weeks not yet fully reported: how complete they are, and how to judge them as they are."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from vedette.science.detection.counts import Floats


@dataclass(frozen=True, slots=True)
class ReportingDelay:
    """Share of a week's reports known so many weeks later; the last entry is one."""

    known_within: Floats
    reports: int

    def maturity(self, weeks_since: ArrayLike) -> Floats:
        """Share known of weeks that ended ``weeks_since`` weeks ago; 0 for the running week."""
        at = np.clip(np.asarray(weeks_since, dtype=np.int64), 0, self.known_within.size - 1)
        return self.known_within[at]


def reporting_delay(
    happened: ArrayLike,
    learned: ArrayLike,
    *,
    as_of: int,
    max_delay: int = 26,
    report_window: int | None = None,
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
    """
    event = np.asarray(happened, dtype=np.int64)
    delay = np.asarray(learned, dtype=np.int64) - event
    window = report_window or 3 * max_delay
    used = (delay >= 0) & (delay <= max_delay) & (event + delay <= as_of)
    used &= event > as_of - window
    event, delay = event[used], delay[used]
    known = np.ones(max_delay + 1)
    for d in range(max_delay, 0, -1):
        observable = event + d <= as_of
        within = (observable & (delay <= d)).sum()
        exactly = (observable & (delay == d)).sum()
        hazard = exactly / within if within else 0.0
        known[d - 1] = known[d] * (1 - hazard)
    return ReportingDelay(known, int(event.size))


def thinned(mean: ArrayLike, dispersion: ArrayLike, maturity: ArrayLike) -> tuple[Floats, Floats]:
    """Mean and dispersion of what is known so far of a count, if a share of it is known."""
    share = np.asarray(maturity, dtype=np.float64)
    return share * np.asarray(mean), 1 + share * (np.asarray(dispersion) - 1)


def completed(count: ArrayLike, maturity: ArrayLike) -> NDArray[np.float64]:
    """Point nowcast of the final count; for drawing, never for a detector to judge."""
    share = np.clip(np.asarray(maturity, dtype=np.float64), 1e-3, 1)
    return (np.asarray(count) + 1 - share) / share
