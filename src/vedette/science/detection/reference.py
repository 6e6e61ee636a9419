"""Which past weeks a Farrington detector compares a week with, and in which season each lies."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

WEEK = 7


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


def reference_set(
    judged: int, rule: ReferenceRule, *, dates: Sequence[date] | None = None
) -> ReferenceSet | None:
    """Reference weeks of the week at index ``judged``; None where the series is too short.

    Windows of ``2 half_window + 1`` weeks lie around the same week of each earlier year and
    share the judged week's level; what lies between two windows is cut into
    ``n_periods - 1`` blocks, the remainder given one each to the earliest. With ``dates``
    the same week of an earlier year is the same calendar day, moved to the nearest same
    weekday; without, it is exactly ``weeks_per_year`` indices back.
    """
    centres = _centres(judged, rule, dates)
    if centres is None or centres[-1] - rule.half_window < 0:
        return None
    newest_allowed = judged - rule.past_weeks_excluded - 1
    weeks: list[int] = []
    levels: list[int] = []
    for i in range(rule.years_back, 0, -1):
        window = range(centres[i] - rule.half_window, centres[i] + rule.half_window + 1)
        upper = centres[i - 1] - rule.half_window
        weeks += window
        levels += [rule.n_periods] * len(window)
        if rule.n_periods > 1:
            between = range(window[-1] + 1, upper)
            weeks += between
            levels += _blocks(len(between), rule.n_periods - 1)
    if rule.half_window >= rule.past_weeks_excluded:
        recent = range(centres[0] - rule.half_window, judged)
        weeks += recent
        levels += [rule.n_periods] * len(recent)
    kept = [(w, g) for w, g in zip(weeks, levels, strict=True) if w <= newest_allowed]
    if not kept:
        return None
    chosen, grouped = np.array(kept, dtype=np.int64).T
    return ReferenceSet(chosen, grouped, rule.n_periods)


def _blocks(length: int, blocks: int) -> list[int]:
    short, longer = divmod(length, blocks)
    sizes = [short + 1] * longer + [short] * (blocks - longer)
    return [level for level, size in enumerate(sizes, start=1) for _ in range(size)]


def _centres(judged: int, rule: ReferenceRule, dates: Sequence[date] | None) -> list[int] | None:
    if dates is None:
        return [judged - i * rule.weeks_per_year for i in range(rule.years_back + 1)]
    index = {day: position for position, day in enumerate(dates)}
    centres = []
    for i in range(rule.years_back + 1):
        day = _years_earlier(dates[judged], i)
        if rule.weeks_per_year == 52:
            day = _nearest_same_weekday(day, dates[judged].weekday())
        if day not in index:
            return None
        centres.append(index[day])
    return centres


def _years_earlier(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return date(day.year - years, 3, 1)


def _nearest_same_weekday(day: date, weekday: int) -> date:
    ahead = (weekday - day.weekday()) % WEEK
    return day + timedelta(days=ahead if ahead <= WEEK // 2 else ahead - WEEK)
