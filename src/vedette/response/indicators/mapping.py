"""How the columns of another office's file become figures: declarative, one TOML file each."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from vedette.evidence.ingest.report import harmless
from vedette.response.indicators.errors import MappingMalformed
from vedette.response.indicators.readers import SHAPES, Row

SHIPPED = Path(__file__).parent / "mappings"
LOCAL = "figure-mappings"
FIELDS = ("country", "period", "value", "numerator", "denominator", "low", "high", "unit",
          "status", "note")  # fmt: skip
MISSING = ("", ":", "-", "–", "..", "NA", "N/A", "NaN", "nan", "not available")
_TOP = frozenset({
    "key", "title", "shape", "source", "series", "unit", "decimal", "missing", "columns", "cell",
    "only", "codes", "options",
})  # fmt: skip
_PERIOD = re.compile(
    r"(\d{4})(?:-?(?:(Q[1-4])|(S[12])|W(\d{2})|M(\d{2})|-(\d{2})))?|(\d{4})-(\d{2})"
)
_COUNTRY = re.compile(r"[A-Z]{2}|")
_FLAGGED = re.compile(r"(.*?)\s*([a-z]{1,3})?$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class FigureMapping:
    """Which column says what.

    Attributes
    ----------
    columns : mapping
        From a field of a figure to the column that says it.
    cell : mapping
        From a breakdown to the column that says it.
    only : mapping
        From a column to the values it must have; other rows are left out, not refused.
    codes : mapping
        For a field or breakdown: from the office's code to ours; "" means all together.
    """

    key: str
    title: str
    shape: str
    source: str
    series: str
    columns: Mapping[str, str]
    unit: str = ""
    decimal: str = "."
    missing: tuple[str, ...] = MISSING
    cell: Mapping[str, str] = field(default_factory=dict)
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReadFigure:
    """One figure as a row gave it."""

    line: int
    country: str
    period: str
    cell: str
    unit: str
    value: float | None
    numerator: float | None = None
    denominator: float | None = None
    low: float | None = None
    high: float | None = None
    status: str = ""
    note: str = ""


class RowRefused(Exception):
    """A row says something that no figure can be made of; caught where files are read."""

    def __init__(self, column: str, value: str, reason: str) -> None:
        super().__init__(column, value, reason)
        self.column, self.value, self.reason = column, value, reason


def mappings_of(folder: Path | None) -> dict[str, FigureMapping]:
    """Return all mappings by key; those of the instance replace shipped ones of the same key."""
    files = sorted(SHIPPED.glob("*.toml"))
    if folder is not None:
        files += sorted((folder / LOCAL).glob("*.toml"))
    found = (read_mapping(path.read_text("utf-8"), file=path.name) for path in files)
    return {one.key: one for one in found}


def read_mapping(text: str, *, file: str) -> FigureMapping:
    """Read one mapping from TOML.

    Raises
    ------
    MappingMalformed
        With the entry at fault.
    """
    try:
        row = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise MappingMalformed(file, "", str(error)) from None
    for entry, why in _faults(row):
        raise MappingMalformed(file, entry, why)
    return FigureMapping(
        key=row["key"], title=row["title"], shape=row["shape"], source=row["source"],
        series=row["series"], columns=row["columns"], unit=row.get("unit", ""),
        decimal=row.get("decimal", "."), missing=(*MISSING, *row.get("missing", ())),
        cell=row.get("cell", {}), codes=row.get("codes", {}), options=row.get("options", {}),
        only={name: tuple(values) for name, values in row.get("only", {}).items()},
    )  # fmt: skip


def _faults(row: Mapping[str, Any]) -> list[tuple[str, str]]:
    faults = [(name, "no entry is called so") for name in sorted(set(row) - _TOP)]
    faults += [
        (name, "is missing")
        for name in ("key", "title", "shape", "source", "series", "columns") if not row.get(name)
    ]  # fmt: skip
    if faults:
        return faults
    if row["shape"] not in SHAPES:
        faults.append(("shape", f"is one of {', '.join(SHAPES)}"))
    strange = sorted(set(row["columns"]) - set(FIELDS))
    faults += [(f"columns.{name}", f"is one of {', '.join(FIELDS)}") for name in strange]
    faults += [(f"columns.{name}", "is missing") for name in ("period", "value")
               if name not in row["columns"]]  # fmt: skip
    if not row.get("unit") and "unit" not in row["columns"]:
        faults.append(("unit", "is said by the file or by a column"))
    if row.get("decimal", ".") not in (".", ","):
        faults.append(("decimal", "is a point or a comma"))
    return faults


def figure_of(row: Row, mapping: FigureMapping) -> ReadFigure | None:
    """Make a figure of a row; None where the row is of something else.

    Raises
    ------
    RowRefused
        With column, value and reason.
    """
    cells = row.cells
    for column, allowed in mapping.only.items():
        if _cell_of(cells, column) not in allowed:
            return None
    said = {name: _cell_of(cells, column) for name, column in mapping.columns.items()}
    status = said.get("status", "")
    number, flag = said["value"], ""
    if mapping.shape == "eurostat":
        match = _FLAGGED.fullmatch(number)
        number, flag = (match.group(1), match.group(2) or "") if match else (number, "")
    numbers = {
        name: _number(said[name] if name != "value" else number, mapping.columns[name], mapping)
        for name in ("value", "numerator", "denominator", "low", "high") if name in said
    }  # fmt: skip
    low, high = numbers.get("low"), numbers.get("high")
    if low is not None and high is not None and low > high:
        raise RowRefused(mapping.columns["low"], said["low"], "is above the upper end")
    return ReadFigure(
        line=row.line, country=_country(said.get("country", ""), mapping),
        period=_period(said["period"], mapping.columns["period"]), cell=_cell(cells, mapping),
        unit=_unit(said.get("unit", ""), mapping),
        status=(status + flag)[:10], note=said.get("note", "")[:300], **numbers,
    )  # fmt: skip


def _cell_of(cells: Mapping[str, str], column: str) -> str:
    if column not in cells:
        raise RowRefused(column, "", "there is no such column")
    return cells[column].strip()


def _coded(name: str, text: str, mapping: FigureMapping) -> str:
    return mapping.codes.get(name, {}).get(text, text)


def _country(text: str, mapping: FigureMapping) -> str:
    code = _coded("country", text, mapping)
    if not _COUNTRY.fullmatch(code):
        raise RowRefused(mapping.columns["country"], text, "is no country code that is mapped")
    return code


def _unit(text: str, mapping: FigureMapping) -> str:
    code = _coded("unit", text, mapping) or mapping.unit
    if harmless(code) != code:  # it stands as it is in files that people open in a spreadsheet
        raise RowRefused(mapping.columns.get("unit", ""), text, "begins as a formula does")
    return code


def _period(text: str, column: str) -> str:
    match = _PERIOD.fullmatch(text)
    if not match:
        raise RowRefused(column, text, "is no year, quarter, month or week")
    year, quarter, half, week, month, month2, year2, month3 = match.groups()
    if year2:
        year, month = year2, month3
    month = month or month2
    if month and not 1 <= int(month) <= 12:
        raise RowRefused(column, text, "is no month")
    tail = quarter or half or (f"W{week}" if week else month)
    return f"{year}-{tail}" if tail else year


def _number(text: str, column: str, mapping: FigureMapping) -> float | None:
    if text in mapping.missing:
        return None
    plain = text.replace("\u00a0", "").replace("\u202f", "").replace(" ", "")
    if mapping.decimal == ",":
        plain = plain.replace(".", "").replace(",", ".")
    try:
        number = float(plain.replace("_", "?"))  # what Python reads as a number is none here
    except ValueError:
        raise RowRefused(column, text, "is no number") from None
    if number != number or number in (float("inf"), float("-inf")):
        raise RowRefused(column, text, "is no number")
    return number


def _cell(cells: Mapping[str, str], mapping: FigureMapping) -> str:
    pairs = []
    for name, column in sorted(mapping.cell.items()):
        text = _coded(name, _cell_of(cells, column), mapping)
        if "=" in text or ";" in text:
            raise RowRefused(column, text, "holds a sign that separates breakdowns")
        if text:
            pairs.append(f"{name}={text}")
    return ";".join(pairs)
