"""Small tables that people send: read whole or refused whole, naming each wrong cell."""

import csv
import io
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from vedette.errors import VedetteError

MOST_BYTES = 20_000_000
MOST_ROWS = 50_000
_NUMBER = re.compile(r"-?[0-9]+([.,][0-9]+)?([eE]-?[0-9]+)?")
_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2},[0-9]{3}")  # 1,234: one and a bit, or many?
TOLD = 5  # faults that a sentence names before it says how many more


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one cell."""

    line: int
    column: str
    value: str
    why: str

    def __str__(self) -> str:
        return f"line {self.line}, column {self.column}, {self.value[:80]!r}: {self.why}"


class TableRefused(VedetteError, ValueError):
    """A table with cells that cannot be read; nothing of it was kept."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(faults)
        self.faults = faults

    def __str__(self) -> str:
        told = "; ".join(map(str, self.faults[:TOLD]))
        more = len(self.faults) - TOLD
        return told + (f"; and {more} more" if more > 0 else "")


class TableUnread(VedetteError, ValueError):
    """A file that is no table of the form it should have."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One line of a table; a cell that is not there is empty."""

    line: int
    cells: dict[str, str]
    has_decimal_commas: bool = False

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def fault(self, column: str, why: str) -> Fault:
        """Say what is wrong with a cell."""
        return Fault(self.line, column, self[column], why)


def read_table(data: bytes, *, needed: Collection[str]) -> Iterator[TableRow]:
    """Yield the rows of a CSV in UTF-8, delimiter sniffed, cells stripped, empty rows left out.

    A file whose columns are parted by semicolons writes decimals with a comma, as
    spreadsheets do; in another one, a comma before three digits is no number.

    Raises
    ------
    TableUnread
        If it is no text, too large, lacks a column or has one twice.
    TableRefused
        After the last row, with every row that has more cells than columns or a line break.
    """
    if len(data) > MOST_BYTES:
        raise TableUnread(f"at most {MOST_BYTES // 1_000_000} MB are read")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise TableUnread("the file is no text in UTF-8") from None
    if "\0" in text:
        raise TableUnread("the file is no table: it holds bytes that are no text")
    header = text.split("\n", 1)[0]
    mark = max(",;\t", key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    try:
        columns = _columns(next(reader, []), needed)
        yield from _rows(reader, columns, has_decimal_commas=mark == ";")
    except csv.Error as error:
        raise TableUnread(f"the file is no CSV: {error}") from None


def _columns(header: Sequence[str], needed: Collection[str]) -> list[str]:
    columns = [name.strip().casefold() for name in header]
    if missing := sorted(set(needed) - set(columns)):
        raise TableUnread(f"the file lacks the column {missing[0]!r}")
    if doubled := sorted({name for name in columns if name and columns.count(name) > 1}):
        raise TableUnread(f"the file has the column {doubled[0]!r} more than once")
    return columns


def _rows(reader: Any, columns: Sequence[str], *, has_decimal_commas: bool) -> Iterator[TableRow]:
    faults: list[Fault] = []
    line = reader.line_num + 1
    for count, cells in enumerate(reader, start=1):
        if count > MOST_ROWS:
            raise TableUnread(f"at most {MOST_ROWS:,} rows are read")
        cells = [cell.strip() for cell in cells]
        wrong = list(_misshapen(line, columns, cells))
        if not wrong and any(cells):
            named = dict(zip(columns, cells, strict=False))
            yield TableRow(line, named, has_decimal_commas)
        faults += wrong
        line = reader.line_num + 1
    if faults:
        raise TableRefused(tuple(faults))


def _misshapen(line: int, columns: Sequence[str], cells: Sequence[str]) -> Iterator[Fault]:
    """Yield what would shift or tear the cells of a row."""
    for number, cell in enumerate(cells, start=1):
        name = columns[number - 1] if number <= len(columns) else ""
        if number > len(columns) or (cell and not name):
            yield Fault(line, str(number), cell, "no column has a name for this cell")
        elif "\n" in cell or "\r" in cell:
            yield Fault(line, name, cell, "a line break stands inside the cell")


def day_of(row: TableRow, column: str, faults: list[Fault]) -> date | None:
    """Read a day, or note that it is none."""
    try:
        return date.fromisoformat(row[column])
    except ValueError:
        faults.append(row.fault(column, "no date of the form year-month-day"))
        return None


def number_of(row: TableRow, column: str, faults: list[Fault]) -> float | None:
    """Read a finite number, or note that it is none; empty is none at all."""
    text = row[column]
    if not text:
        return None
    if _THOUSANDS.fullmatch(text) and not row.has_decimal_commas:
        faults.append(row.fault(column, "the comma may be one of decimals or of thousands"))
        return None
    is_one = _NUMBER.fullmatch(text) is not None
    value = float(text.replace(",", ".")) if is_one else float("inf")
    if not abs(value) < float("inf"):
        faults.append(row.fault(column, "no finite number"))
        return None
    return value
