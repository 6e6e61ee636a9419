"""Durations as bars on one scale from a minute to a year, whose steps grow tenfold.

The bars stand in the table that says the same in words, so that none needs a twin.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from vedette.response.evaluation.queries import Spread

SHORTEST, LONGEST = 60.0, 366 * 86_400.0  # seconds
HOUR, DAY, WEEK, MONTH = 3_600.0, 86_400.0, 604_800.0, 30 * 86_400.0
WIDTH = 240.0


@dataclass(frozen=True, slots=True)
class TimeBar:
    """One step: how long it took, and where its bar ends; both None where it is not known.

    Attributes
    ----------
    low, high : float or None
        Between which the middle half of several durations lies.
    """

    name: str
    length: timedelta | None
    end: float | None
    spread: Spread | None = None
    low: float | None = None
    high: float | None = None


def bars_of(spans: Mapping[str, timedelta | Spread | None]) -> list[TimeBar]:
    """Draw one bar a step; a step whose duration is not known has none."""
    return [_bar(name, value) for name, value in spans.items()]


def _bar(name: str, value: timedelta | Spread | None) -> TimeBar:
    if value is None:
        return TimeBar(name, None, None)
    if isinstance(value, timedelta):
        return TimeBar(name, value, position(value))
    low, high = position(value.lower), position(value.upper)
    return TimeBar(name, value.median, position(value.median), value, low, high)


def position(length: timedelta) -> float:
    """Return where a duration lies on the scale; what is beyond either end lies at it."""
    seconds = min(max(length.total_seconds(), SHORTEST), LONGEST)
    return round(WIDTH * math.log(seconds / SHORTEST) / math.log(LONGEST / SHORTEST), 1)


# Where an hour, a day, a week and a month lie.
MARKS = tuple(position(timedelta(seconds=one)) for one in (HOUR, DAY, WEEK, MONTH))
