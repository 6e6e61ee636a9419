"""Measurements of a laboratory: concentration, flow and people, a row a day, into weeks."""

import csv
import io
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from vedette.errors import VedetteError
from vedette.science.wastewater.loads import (
    Factor,
    LoadRefused,
    Week,
    daily_loads,
    factor_for,
    week_of_loads,
)

NEEDED = ("site", "date", "residue", "concentration", "flow", "population")
ESTIMATED = frozenset({"ammonium", "mobile", "estimated", "hydrochemical"})


class MeasurementsUnread(VedetteError, ValueError):
    """A file of measurements lacks a column, or a row of it cannot be made into a load."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """One composite of 24 hours; ``concentration`` in ng/L is None below the limit."""

    site: str
    day: date
    residue: str
    concentration: float | None
    flow: float
    population: float
    limit: float = 0.0
    is_event: bool = False
    population_method: str = ""


@dataclass(frozen=True, slots=True)
class WeekAtSite:
    """A residue at a site in one week of seven days from its first sample on.

    ``consumption`` is the week's mean times the factor, None where no factor is agreed on.
    """

    site: str
    residue: str
    start: date
    week: Week
    factor: Factor | None
    consumption: float | None


def read_measurements(path: Path) -> list[Measurement]:
    """Read measurements from CSV.

    Columns: ``site``, ``date`` (ISO), ``residue``, ``concentration`` (ng/L, empty or ``<LOQ``
    where not quantified), ``flow`` (m³/day), ``population``; and if there are any ``limit``
    (ng/L), ``event`` (yes) and ``population_method``.

    Raises
    ------
    MeasurementsUnread
        With the line and the column at fault.
    """
    rows = csv.DictReader(io.StringIO(path.read_text("utf-8-sig")))
    if gone := [one for one in NEEDED if one not in (rows.fieldnames or ())]:
        raise MeasurementsUnread(f"{path.name} has no column {gone[0]!r}")
    return [_measurement(row, f"{path.name}, line {rows.line_num}") for row in rows]


def _measurement(row: dict[str, str], where: str) -> Measurement:
    said = {name: (value or "").strip() for name, value in row.items() if name}
    try:
        day = date.fromisoformat(said["date"])
    except ValueError:
        raise MeasurementsUnread(f"{where}, date: {said['date']!r} is no day") from None
    level = said["concentration"]
    return Measurement(
        said["site"], day, said["residue"].lower(),
        None if not level or level.startswith("<") else _number(level, "concentration", where),
        _number(said["flow"], "flow", where), _number(said["population"], "population", where),
        _number(said.get("limit") or "0", "limit", where),
        said.get("event", "").lower() in ("yes", "1", "true"), said.get("population_method", ""),
    )  # fmt: skip


def _number(text: str, column: str, where: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise MeasurementsUnread(f"{where}, {column}: {text!r} is no number") from None


def weeks_of(measurements: list[Measurement]) -> list[WeekAtSite]:
    """Sum measurements up by site, residue and week; a week begins with its first sample.

    Raises
    ------
    LoadRefused
        If a flow or a population is not above zero, or a day comes twice.
    """
    series: dict[tuple[str, str], list[Measurement]] = defaultdict(list)
    for one in measurements:
        series[one.site, one.residue].append(one)
    weeks = []
    for (site, residue), some in sorted(series.items()):
        rest = sorted(some, key=lambda one: one.day)
        while rest:
            end = rest[0].day + timedelta(days=7)
            weeks.append(_week(site, residue, [one for one in rest if one.day < end]))
            rest = [one for one in rest if one.day >= end]
    return weeks


def _week(site: str, residue: str, some: list[Measurement]) -> WeekAtSite:
    levels = [np.nan if one.concentration is None else one.concentration for one in some]
    try:
        loads = daily_loads(
            levels, [one.flow for one in some], [one.population for one in some],
            limit=[one.limit for one in some],
        )  # fmt: skip
        week = week_of_loads(
            loads.load, [one.day for one in some], flow=[one.flow for one in some],
            events=[one.day for one in some if one.is_event],
            population_estimated=any(one.population_method in ESTIMATED for one in some),
        )  # fmt: skip
    except LoadRefused as refused:
        raise LoadRefused(
            f"{site}, {residue}, {some[0].day}: {refused.what}", refused.why
        ) from None
    factor = factor_for(residue)
    used = week.mean * factor.value if factor and not np.isnan(week.mean) else None
    return WeekAtSite(site, residue, some[0].day, week, factor, used)
