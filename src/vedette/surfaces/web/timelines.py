"""Periods as bars over years: pure functions from days to shapes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

LEFT, TOP, STEP, HEIGHT = 48.0, 22.0, 16.0, 10.0


@dataclass(frozen=True, slots=True)
class Span:
    """One promise: from when until when, how it stands, and the days of its milestones."""

    code: str
    starts_on: date | None
    ends_on: date | None
    ongoing: bool
    tone: str
    milestones: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawn:
    """A bar with its label; one without an end fades out at the right side."""

    code: str
    y: float
    x: float
    width: float
    tone: str
    is_open: bool
    spots: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """All bars, the years below them and where today lies."""

    width: float
    height: float
    bars: tuple[Drawn, ...]
    years: tuple[tuple[float, int], ...]
    today: float | None


def timeline(spans: Sequence[Span], *, today: date, width: float = 960) -> Timeline | None:
    """Draw periods over the years they cover; None where no promise has one.

    Parameters
    ----------
    spans : sequence of Span
        In the order in which they are drawn. Without a start a span begins with the first
        year of all; without an end, or if ongoing, it reaches to the right side.
    """
    days = [day for one in spans for day in (one.starts_on, one.ends_on, *one.milestones) if day]
    if not days:
        return None
    first = date(min(days).year, 1, 1)
    last = date(max(*days, min(today, date(max(days).year + 2, 1, 1))).year + 1, 1, 1)
    whole = (last - first).days

    def x_of(day: date) -> float:
        return round(LEFT + (width - LEFT) * (min(max(day, first), last) - first).days / whole, 1)

    bars = []
    for place, one in enumerate(spans):
        begin = x_of(one.starts_on or first)
        is_open = one.ongoing or one.ends_on is None
        end = width if is_open or one.ends_on is None else x_of(one.ends_on)
        is_drawn = bool(one.starts_on or one.ends_on or one.ongoing)
        bars.append(
            Drawn(
                one.code, TOP + place * STEP, begin, max(end - begin, 3) if is_drawn else 0,
                one.tone, is_open, tuple(x_of(day) for day in one.milestones),
            )
        )  # fmt: skip
    years = tuple((x_of(date(y, 1, 1)), y) for y in range(first.year, last.year))
    here = x_of(today) if first <= today < last else None
    return Timeline(width, TOP + len(spans) * STEP + 6, tuple(bars), years, here)
