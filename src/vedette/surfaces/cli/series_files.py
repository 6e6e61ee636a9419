"""Series of counts as files hold them: one row a week, and what is known about each series."""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from vedette.errors import VedetteError
from vedette.science.detection.configurations import Series

MISSING = ("", "NA", "NaN")
META_BESIDE = "series_meta.csv"
TRUE, FALSE = ("TRUE", "T", "1"), ("FALSE", "F", "0", "")


class BadFile(VedetteError, ValueError):
    """A file, or a word on the command line, cannot be read; says where."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return self.reason


@dataclass(frozen=True, slots=True)
class Named:
    """A series, its name, and the number of its first week."""

    name: str
    first: int
    series: Series


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of a file, which knows where it stands."""

    file: str
    line: int
    cells: dict[str, str]

    def wrong(self, column: str, wants: str) -> BadFile:
        given = self.cells.get(column, "")
        return BadFile(f"{self.file}, line {self.line}, column {column}: {given!r} is not {wants}")

    def count(self, column: str, *, whole: bool = True) -> float:
        text = self.cells[column].strip()
        if text in MISSING:
            return np.nan
        try:
            number = float(text)
        except ValueError:
            number = np.inf
        wants = "a count (a whole number from 0, or empty)" if whole else "a number above 0"
        if not np.isfinite(number) or number < 0 or (whole and number != int(number)):
            raise self.wrong(column, wants)
        if not whole and number == 0:
            raise self.wrong(column, wants)
        return number

    def whole(self, column: str) -> int:
        text = self.cells[column].strip()
        if not text.isdecimal() or int(text) < 1:
            raise self.wrong(column, "a whole number from 1")
        return int(text)

    def day(self, column: str) -> date:
        try:
            return date.fromisoformat(self.cells.get(column, "").strip())
        except ValueError:
            raise self.wrong(column, "a date such as 2024-01-29") from None


@dataclass(frozen=True, slots=True)
class _About:
    freq: int = 52
    start_period: int = 1
    has_dates: bool | None = None


def read_series(path: Path, meta: Path | None) -> list[Named]:
    """Every series of a file, in the order in which they begin.

    ``meta`` says frequency, start and whether dates count; without it the file
    ``series_meta.csv`` beside ``path`` does, and without that all is weekly and dates count
    where there are any.

    Raises
    ------
    BadFile
        If a file is missing, empty or no text, a column is missing, or a cell is not what
        its column holds; names file, line and column.
    """
    rows = _rows(path, ("series", "t", "observed"))
    beside = path.parent / META_BESIDE
    about = _about(meta or beside) if meta or beside.is_file() else None
    groups: dict[str, list[_Row]] = {}
    for row in rows:
        groups.setdefault(row.cells["series"], []).append(row)
    if about is not None:
        for name, group in groups.items():
            if name not in about:
                raise group[0].wrong("series", f"in {(meta or beside).name}")
    return [_named(name, group, (about or {}).get(name)) for name, group in groups.items()]


def _named(name: str, rows: list[_Row], about: _About | None) -> Named:
    about = about or _About()
    numbers = [row.whole("t") for row in rows]
    for row, number, expected in zip(rows, numbers, range(numbers[0], 10**9), strict=False):
        if number != expected:
            raise row.wrong("t", f"the next of {name}, which is {expected}")
    population = None
    if "population" in rows[0].cells:
        population = np.array([row.count("population", whole=False) for row in rows])
        unknown = np.flatnonzero(np.isnan(population))
        population = None if unknown.size == len(rows) else population
        if population is not None and unknown.size:
            raise rows[int(unknown[0])].wrong("population", "a number above 0")
    counts = np.array([row.count("observed") for row in rows])
    dates = _dates(rows, about)
    return Named(
        name, numbers[0], Series(counts, about.freq, about.start_period, dates, population)
    )


def _dates(rows: list[_Row], about: _About) -> tuple[date, ...] | None:
    given = any(row.cells.get("date", "").strip() not in MISSING for row in rows)
    if about.has_dates is False or (about.has_dates is None and not given):
        return None
    days = [row.day("date") for row in rows]
    for row, day, before in zip(rows[1:], days[1:], days, strict=False):
        if day <= before:
            raise row.wrong("date", f"later than {before}")
    return tuple(days)


def _about(path: Path) -> dict[str, _About]:
    found = {}
    for row in _rows(path, ("series", "freq")):
        text = row.cells.get("has_dates", "").strip().upper()
        if text not in (*TRUE, *FALSE, "NA"):
            raise row.wrong("has_dates", "TRUE or FALSE")
        dated = None if text in ("", "NA") else text in TRUE
        period = row.cells.get("start_period", "").strip() not in MISSING
        start = row.whole("start_period") if period else 1
        found[row.cells["series"]] = _About(row.whole("freq"), start, dated)
    return found


def _rows(path: Path, wanted: tuple[str, ...]) -> list[_Row]:
    if not path.is_file():
        raise BadFile(f"{path} is not a file")
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = next(reader, None)
            if not header:
                raise BadFile(f"{path.name} is empty")
            return _cells(path.name, [name.strip() for name in header], reader, wanted)
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadFile(f"{path.name} is not a CSV file in UTF-8: {error}") from None


def _cells(name: str, header: list[str], reader: Any, wanted: tuple[str, ...]) -> list[_Row]:
    missing = [column for column in wanted if column not in header]
    if missing:
        raise BadFile(f"{name}, line 1: no column {missing[0]!r} among {', '.join(header)}")
    rows = []
    for cells in reader:
        if not any(cells):
            continue
        if len(cells) != len(header):
            raise BadFile(
                f"{name}, line {reader.line_num}: {len(cells)} cells under {len(header)} columns"
            )
        rows.append(_Row(name, reader.line_num, dict(zip(header, cells, strict=True))))
    if not rows:
        raise BadFile(f"{name} has no rows")
    return rows
