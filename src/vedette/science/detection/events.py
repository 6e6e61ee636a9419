"""Events of millions of series, most of them empty, gathered for one judged week."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from vedette.science.detection.counts import Floats, InvalidCounts

Weeks = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Gathered:
    """Series with an event in the judged week: their baseline and window sums."""

    series: Weeks
    group: Weeks
    history: Floats
    windows: Floats


def gathered(
    series: ArrayLike,
    weeks: ArrayLike,
    counts: ArrayLike,
    *,
    at: int,
    begun: int,
    groups: ArrayLike | None,
    ends: Weeks,
    starts: Weeks,
) -> Gathered:
    """Add up events of the series that had one in week ``at``.

    ``ends`` (one for each group, or one for all) are the weeks since ``begun`` at which a
    baseline stops, ``starts`` those at which the windows begin.
    """
    who = np.asarray(series, dtype=np.int64)
    when = np.asarray(weeks, dtype=np.int64) - begun
    events = np.asarray(counts, dtype=np.float64)
    if not (who.shape == when.shape == events.shape) or who.ndim != 1:
        raise InvalidCounts("series, weeks and counts are not three columns of one length")
    if who.size and (who.min() < 0 or not (np.isfinite(events) & (events >= 0)).all()):
        raise InvalidCounts("a series or a number of events is negative or missing")
    if (events != np.floor(events)).any():
        raise InvalidCounts("a count is fractional")
    active = np.unique(who[(when == at - begun) & (events > 0)])
    place = np.full(int(who.max()) + 1 if who.size else 0, -1, dtype=np.int32)
    place[active] = np.arange(active.size)
    used = (when >= 0) & (when <= at - begun)
    row = place[who]
    used &= row >= 0
    row, when, events = row[used], when[used], events[used]
    group = np.zeros(active.size, np.int64) if groups is None else np.asarray(groups)[active]
    stop = ends[np.minimum(group, ends.size - 1)]
    size = active.size
    history = np.bincount(row, np.where(when < stop[row], events, 0.0), size).astype(np.float64)
    windows = [np.bincount(row, np.where(when >= start, events, 0.0), size) for start in starts]
    return Gathered(active, group, history, np.stack(windows, axis=1))
