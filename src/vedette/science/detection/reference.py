"""Which past weeks a Farrington detector compares a week with, and in which season each lies."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

WEEK = 7
UNUSED = 0


@dataclass(frozen=True, slots=True)
class ReferenceSet:
    """Past weeks (indices into the series), the seasonal level of each, and the judged level."""

    weeks: NDArray[np.int64]
    levels: NDArray[np.int64]
    judged_level: int


@dataclass(frozen=True, slots=True)
class ReferenceRule:
    """How far back, how wide, how many seasons, and how much of the recent past to skip."""

    years_back: int
    half_window: int
    n_periods: int
    past_weeks_excluded: int
    weeks_per_year: int = 52


@dataclass(frozen=True, slots=True)
class ReferenceTable:
    """The reference sets of many weeks: row j holds ``sizes[j]`` weeks compared with ``judged[j]``.

    ``weeks`` and ``levels`` are (n_judged, widest); what lies beyond a row's size is nothing.
    """

    judged: NDArray[np.int64]
    weeks: NDArray[np.int64]
    levels: NDArray[np.int64]
    sizes: NDArray[np.int64]


class Calendar:
    """Days at which weeks (or months) start, and the index of each."""

    def __init__(self, days: Sequence[date]) -> None:
        self.days = list(days)
        self.index = {day: position for position, day in enumerate(self.days)}


def reference_set(
    judged: int, rule: ReferenceRule, *, dates: "Sequence[date] | Calendar | None" = None
) -> ReferenceSet | None:
    """Reference weeks of the week at index ``judged``; None where the series is too short.

    Windows of ``2 half_window + 1`` weeks lie around the same week of each earlier year and
    share the judged week's level; what lies between two windows is cut into
    ``n_periods - 1`` blocks, the remainder given one each to the earliest. With ``dates``
    the same week of an earlier year is the same calendar day, moved to the nearest same
    weekday; without, it is exactly ``weeks_per_year`` indices back. Weeks of later windows
    are written first, and a block without room reaches back over its neighbours, as in R.
    """
    centres = _centres(judged, rule, _calendar(dates))
    if centres is None or centres[-1] - rule.half_window < 0:
        return None
    if min(a - b for a, b in pairwise(centres)) < rule.n_periods > 1:
        return None  # more periods than weeks
    level = np.full(judged + 1, UNUSED, dtype=np.int64)
    level[judged - rule.half_window :] = rule.n_periods
    for i in range(1, rule.years_back + 1):
        last = centres[i] + rule.half_window
        level[centres[i] - rule.half_window : last + 1] = rule.n_periods
        if rule.n_periods > 1:
            between = centres[i - 1] - centres[i] - 2 * rule.half_window - 1
            _write_blocks(level, last + 1, between, rule.n_periods - 1)
    level[max(judged - rule.past_weeks_excluded, 0) :] = UNUSED
    weeks = np.flatnonzero(level)
    return ReferenceSet(weeks, level[weeks], rule.n_periods) if weeks.size else None


def windows_of_1996(
    judged: int, rule: ReferenceRule, *, dates: "Sequence[date] | Calendar | None" = None
) -> ReferenceSet | None:
    """Only the windows around the same week of earlier years, those that exist.

    None before ``years_back`` years less ``half_window`` weeks, where R starts by default.
    """
    calendar = _calendar(dates)
    if judged + 1 < rule.years_back * rule.weeks_per_year - rule.half_window:
        return None
    weeks: list[int] = []
    for i in range(rule.years_back, 0, -1):
        if calendar is None:
            centre = judged - i * rule.weeks_per_year
            around = range(centre - rule.half_window, centre + rule.half_window + 1)
            weeks += [week for week in around if week >= 0]
        else:
            weeks += _dated_window(judged, i, rule, calendar)
    chosen = np.array(weeks, dtype=np.int64)
    return ReferenceSet(chosen, np.ones(chosen.size, dtype=np.int64), 1) if weeks else None


def reference_table(
    judged: Sequence[int],
    rule: ReferenceRule,
    *,
    dates: Sequence[date] | None = None,
    choose: Callable[..., ReferenceSet | None] = reference_set,
) -> ReferenceTable:
    """Reference sets of all weeks of ``judged`` that have one."""
    calendar = _calendar(dates)
    sets = {week: choose(week, rule, dates=calendar) for week in judged}
    chosen = {week: one for week, one in sets.items() if one is not None}
    widest = max((one.weeks.size for one in chosen.values()), default=0)
    weeks = np.zeros((len(chosen), widest), dtype=np.int64)
    levels = np.zeros_like(weeks)
    for row, one in enumerate(chosen.values()):
        weeks[row, : one.weeks.size] = one.weeks
        levels[row, : one.weeks.size] = one.levels
    sizes = np.array([one.weeks.size for one in chosen.values()], dtype=np.int64)
    return ReferenceTable(np.array(list(chosen), dtype=np.int64), weeks, levels, sizes)


def _write_blocks(level: NDArray[np.int64], start: int, between: int, blocks: int) -> None:
    short, longer = divmod(between, blocks)
    first = start
    for block in range(1, blocks + 1):
        after = first + short + (block <= longer)
        low, high = min(first, after - 1), max(first, after - 1)
        level[low : high + 1] = block
        first = after


def _calendar(dates: "Sequence[date] | Calendar | None") -> Calendar | None:
    return Calendar(dates) if dates is not None and not isinstance(dates, Calendar) else dates


def _centres(judged: int, rule: ReferenceRule, calendar: Calendar | None) -> list[int] | None:
    if calendar is None:
        return [judged - i * rule.weeks_per_year for i in range(rule.years_back + 1)]
    centres = []
    today = calendar.days[judged]
    for i in range(rule.years_back + 1):
        day = _years_earlier(today, i)
        if rule.weeks_per_year == 52:
            day = _nearest_same_weekday(day, today.weekday())
        if day not in calendar.index:
            return None
        centres.append(calendar.index[day])
    return centres


def _dated_window(judged: int, years: int, rule: ReferenceRule, calendar: Calendar) -> list[int]:
    today = calendar.days[judged]
    centre = _years_earlier(today, years)
    found = []
    for step in range(-rule.half_window, rule.half_window + 1):
        if rule.weeks_per_year == 12:
            day = _months_later(centre, step)
        elif rule.weeks_per_year == 52:
            day = _nearest_same_weekday(centre + timedelta(weeks=step), today.weekday())
        else:
            day = centre + timedelta(days=step)
        if day in calendar.index:
            found.append(calendar.index[day])
    return found


def _months_later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, min(day.day, 28))


def _years_earlier(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return date(day.year - years, 3, 1)


def _nearest_same_weekday(day: date, weekday: int) -> date:
    ahead = (weekday - day.weekday()) % WEEK
    return day + timedelta(days=ahead if ahead <= WEEK // 2 else ahead - WEEK)
