"""Findings and reports as arrays, each kept with when it was known."""

from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

Codes = NDArray[np.int64]
NODE = "*"
NOT_FOUND_IN_SAMPLE = ("sold_as", "offered")
FINE = ("day", "week")
MONDAY_BEFORE_1970 = 3  # 1970-01-01 was a Thursday
FOREVER = np.iinfo(np.int64).max
NAMED = ("context", "substance", "family", "role", "form", "country", "region", "source")


@dataclass(frozen=True, slots=True)
class Records:
    """Rows of findings or reports; text columns are codes into ``names``, -1 where null.

    ``week`` counts ISO weeks from Monday 29 December 1969; ``known`` and ``until`` are
    microseconds since 1970; ``counts`` marks rows that weekly counting may use.
    """

    report: Codes
    context: Codes
    substance: Codes
    family: Codes
    role: Codes
    form: Codes
    country: Codes
    region: Codes
    source: Codes
    week: Codes
    known: Codes
    until: Codes
    counts: NDArray[np.bool_]
    names: dict[str, list[str]]

    @property
    def in_sample(self) -> NDArray[np.bool_]:
        """Rows of what was found, not of what a sample was only sold or offered as."""
        return _in_sample(self.role, self.names["role"])

    def where(self, mask: NDArray[np.bool_]) -> "Records":
        """Only the rows of a mask."""
        return self.rows(np.flatnonzero(mask))

    def rows(self, at: NDArray[np.int64]) -> "Records":
        """The rows of these indices, in their order."""
        arrays = {f.name: getattr(self, f.name)[at] for f in fields(self) if f.name != "names"}
        return replace(self, **arrays)

    def known_at(self, as_of: datetime) -> "Records":
        """Only what was known, and not yet superseded, at a moment."""
        moment = microseconds(as_of)
        return self.where((self.known <= moment) & (self.until > moment))


def read_records(findings: Any, reports: Any) -> tuple[Records, Records]:
    """Findings and reports (Arrow or Ibis tables) as arrays with common codes."""
    tables = [_arrow(findings), _arrow(reports)]
    names: dict[str, list[str]] = {}
    codes: list[dict[str, Codes]] = [{}, {}]
    for name in NAMED:
        columns = [_text(table, name) for table in tables]
        values = pa.concat_arrays(columns).unique().drop_null()
        values = values.take(pc.array_sort_indices(values))
        names[name] = values.to_pylist()
        for code, column in zip(codes, columns, strict=True):
            index = pc.fill_null(pc.index_in(column, value_set=values), -1)
            code[name] = np.asarray(index, dtype=np.int64)
    one, two = (_records(t, c, names) for t, c in zip(tables, codes, strict=True))
    return one, two


def first_of_each(*keys: Codes) -> Codes:
    """Index of the first row of every different combination of keys, in their order."""
    order = np.lexsort(keys[::-1])
    new = np.zeros(order.size, dtype=bool)
    new[:1] = True
    for key in keys:
        new[1:] |= np.diff(key[order]) != 0
    return order[new]


def microseconds(moment: datetime) -> int:
    """Microseconds since 1970; a moment without a zone is taken as UTC."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return (aware - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


def week_number(day: date) -> int:
    """Number of the ISO week in which a day lies."""
    return ((day - date(1970, 1, 1)).days + MONDAY_BEFORE_1970) // 7


def week_start(number: int) -> date:
    """Monday of a numbered week."""
    return date(1970, 1, 1) + timedelta(days=int(number) * 7 - MONDAY_BEFORE_1970)


def _arrow(table: Any) -> pa.Table:
    return table if isinstance(table, pa.Table) else table.to_pyarrow()


def _text(table: pa.Table, name: str) -> pa.Array:
    if name not in table.column_names:
        return pa.nulls(table.num_rows, pa.string())
    column = table[name].cast(pa.string())
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def _in_sample(role: Codes, names: list[str]) -> NDArray[np.bool_]:
    unseen = [code for code, name in enumerate(names) if name in NOT_FOUND_IN_SAMPLE]
    return ~np.isin(role, unseen)


def _records(table: pa.Table, codes: dict[str, Codes], names: dict[str, list[str]]) -> Records:
    day = np.asarray(table["occurred_on"].cast(pa.date32()).cast(pa.int32()), dtype=np.int64)
    fine = np.asarray(pc.is_in(_text(table, "precision"), value_set=pa.array(FINE)))
    return Records(
        report=np.asarray(table["report_id"], dtype=np.int64),
        week=(day + MONDAY_BEFORE_1970) // 7,
        known=_moments(table["known_from"], FOREVER),
        until=_moments(table["known_until"], FOREVER),
        counts=fine & _in_sample(codes["role"], names["role"]),
        names=names,
        **codes,
    )


def _moments(column: pa.ChunkedArray, null: int) -> Codes:
    if pa.types.is_null(column.type):
        return np.full(len(column), null, dtype=np.int64)
    zone = getattr(column.type, "tz", None)
    whole = column.cast(pa.timestamp("us", tz=zone)).cast(pa.int64())
    return np.asarray(pc.fill_null(whole, null), dtype=np.int64)
