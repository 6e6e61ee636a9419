"""Every file format as one stream of rows: line number and cells as text."""

import contextlib
import csv
import gzip
import itertools
import json
import math
import re
import shutil
import sqlite3
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import orjson

from vedette.evidence.ingest.errors import FileRefused
from vedette.evidence.ingest.opening import (
    PushedBack,
    guess_encoding,
    is_gzip,
    lines_of,
    open_bytes,
    sample_of,
)

WHOLE_JSON_LIMIT = 256 << 20
CELL_LIMIT = 1 << 20
_DELIMITERS = ",;\t|"
csv.field_size_limit(CELL_LIMIT)


@dataclass(slots=True)
class RawRow:
    """One row as it stood in the file; `fault` says what is wrong with its shape."""

    line: int
    cells: dict[str, str]
    fault: tuple[str, str, str, str] | None = None  # column, value, code, sentence


@dataclass
class Table:
    """A file opened for reading: what it looks like, and its rows."""

    format: str
    columns: list[str]
    rows: Iterable[RawRow]
    facts: dict[str, str] = field(default_factory=dict)


def open_table(path: Path, *, name: str, options: dict[str, Any]) -> Table:
    """Open a file of any format that intake knows.

    Raises
    ------
    FileRefused
        If the file is empty, of no known format, or damaged from its start.
    """
    if path.stat().st_size == 0:
        raise FileRefused("the file is empty")
    kind = options.get("format") or guess_format(path, name)
    opened = _OPENERS[kind](path, options)
    if not opened.columns and kind != "json":
        raise FileRefused("the file has no header")
    return opened


def guess_format(path: Path, name: str) -> str:
    """Tell the format by content first, by name where content does not say."""
    head = sample_of(path)[:65_536]
    if head.startswith(b"PK\x03\x04"):
        return "xlsx"
    if head.startswith(b"SQLite format 3\x00"):
        return "sqlite"
    if head.startswith(b"PAR1"):
        return "parquet"
    stem = name.lower().removesuffix(".gz")
    if stem.endswith((".jsonl", ".ndjson")):
        return "jsonl"
    text = head.decode(guess_encoding(head), errors="replace").lstrip("\ufeff \r\n\t")
    if text.startswith("{") and "}" in text.split("\n", 1)[0]:
        return "jsonl"
    if re.match(r"\{|\[\s*[\[{\]]", text):  # "[a],b" is a header like any other
        return "json"
    return "tsv" if stem.endswith((".tsv", ".tab")) else "csv"


def _delimited(path: Path, options: dict[str, Any]) -> Table:
    sample = sample_of(path)
    encoding = options.get("encoding") or guess_encoding(sample)
    text = sample.decode(encoding, errors="replace")
    if not text.strip("\ufeff \r\n\t"):
        raise FileRefused("the file is empty")
    delimiter = options.get("delimiter") or _guess_delimiter(text, options.get("format", ""))
    lines = PushedBack(lines_of(path, encoding))
    header = _first_row(csv.reader(lines, delimiter=delimiter))
    rows = _delimited_rows(lines, header, delimiter)
    return Table("csv", header, rows, {"encoding": encoding, "delimiter": delimiter})


def _first_row(reader: Any) -> list[str]:
    for cells in reader:
        names = [cell.strip().lstrip("\ufeff") for cell in cells]
        if any(names):
            return names
    raise FileRefused("the file has no header")


def _delimited_rows(lines: PushedBack, header: list[str], delimiter: str) -> Iterator[RawRow]:
    width = len(header)
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        start = lines.number + 1
        lines.taken.clear()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if len(lines.taken) > 1:
                yield _unclosed(lines, start)
                continue
            sentence = f"this row cannot be read as CSV: {error}"
            yield RawRow(start, {}, ("", lines.taken[0], "row_unreadable", sentence))
            continue
        if lines.at_end or (len(lines.taken) > 1 and len(cells) != width):
            yield _unclosed(lines, start)
            continue
        if len(cells) == width:
            row = RawRow(start, dict(zip(header, cells, strict=True)))
        elif not any(cells):
            continue  # a blank line is no row
        else:
            row = _ragged(start, header, cells)
        yield row


def _unclosed(lines: PushedBack, start: int) -> RawRow:
    """Refuse the line that opens a quotation, and give back those that it would swallow."""
    first = lines.give_back_all_but_first()
    sentence = "a quotation mark is opened on this line and never closed as it should be"
    return RawRow(start, {}, ("", first, "quote_unclosed", sentence))


def _ragged(line: int, header: list[str], cells: list[str]) -> RawRow:
    named = dict(itertools.zip_longest(header, cells[: len(header)], fillvalue=""))
    extra = cells[len(header) :]
    if not any(extra):
        if len(cells) >= len(header):
            return RawRow(line, named)  # only empty cells too many
        sentence = f"the row has {len(cells)} cells, the header has {len(header)}"
        return RawRow(line, named, ("", "", "cells_missing", sentence))
    sentence = f"the row has {len(cells)} cells, the header has {len(header)}"
    return RawRow(line, named, ("", "; ".join(extra), "cells_too_many", sentence))


def _guess_delimiter(text: str, kind: str) -> str:
    if kind == "tsv":
        return "\t"
    lines = [line for line in text.splitlines()[:50] if line.strip()]
    counts = {mark: [line.count(mark) for line in lines] for mark in _DELIMITERS}
    steady = [m for m, seen in counts.items() if seen[0] and len(set(seen)) == 1]
    if len(steady) == 1:
        return steady[0]
    import clevercsv  # slow to start and seldom needed

    sample = "\n".join(lines).replace("\x00", "")
    with contextlib.suppress(clevercsv.Error):
        dialect = clevercsv.Sniffer().sniff(sample, delimiters=list(_DELIMITERS))
        if dialect and dialect.delimiter:
            return str(dialect.delimiter)
    return max(_DELIMITERS, key=lambda mark: counts[mark][0])


def _workbook(path: Path, options: dict[str, Any]) -> Table:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_path(str(path))
        name = options.get("sheet") or book.sheet_names[0]
        if name not in book.sheet_names:
            raise FileRefused(f"the workbook has no sheet {name!r}; it has {book.sheet_names}")
        lines = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (CalamineError, OSError, IndexError) as error:
        raise FileRefused(f"the workbook cannot be read: {error}") from None
    skip = int(options.get("header_row", 1)) - 1
    header = [as_text(cell).strip() for cell in lines[skip]] if len(lines) > skip else []
    body = enumerate(lines[skip + 1 :], start=skip + 2)
    rows = (
        RawRow(n, {h: as_text(v) for h, v in zip(header, cells, strict=False) if h})
        for n, cells in body
        if any(cell != "" for cell in cells)
    )
    return Table("xlsx", [name for name in header if name], rows, {"sheet": name})


def _json(path: Path, options: dict[str, Any]) -> Table:
    encoding = guess_encoding(sample_of(path))
    with open_bytes(path) as file, refusing("the JSON cannot be read"):
        content = file.read(WHOLE_JSON_LIMIT + 1)
    if len(content) > WHOLE_JSON_LIMIT:
        raise FileRefused("JSON of this size must come as JSON Lines, one record a line")
    with refusing("not valid JSON"):
        data = orjson.loads(content if encoding == "utf-8" else content.decode(encoding))
    if isinstance(data, dict):
        data = data.get(options["records"]) if "records" in options else [data]
    if not isinstance(data, list):
        raise FileRefused("the JSON holds no list of records")
    flat = [_flat(item) for item in data]
    columns = list(dict.fromkeys(name for row in flat[:1000] for name in row))
    return Table("json", columns, (_record(n, row) for n, row in enumerate(flat, start=1)))


def _flat(item: Any) -> dict[str, str]:
    """Return one record; ``{"id": {...}}`` becomes the fields with the id as ``_key``."""
    if not isinstance(item, dict):
        return {}
    if len(item) == 1 and isinstance(next(iter(item.values())), dict):
        key, inner = next(iter(item.items()))
        return {"_key": key, **_flat(inner)} if inner else {"_key": key}
    return {str(name): as_text(value) for name, value in item.items()}


def _record(line: int, cells: dict[str, str]) -> RawRow:
    if cells:
        return RawRow(line, cells)
    return RawRow(line, {}, ("", "", "row_unreadable", "this record is not an object with fields"))


def _json_lines(path: Path, _options: dict[str, Any]) -> Table:
    encoding = guess_encoding(sample_of(path))

    def rows() -> Iterator[RawRow]:
        for number, line in enumerate(lines_of(path, encoding), start=1):
            if not line.strip():
                continue
            try:
                cells = _flat(orjson.loads(line.encode("utf-8", "surrogateescape")))
            except orjson.JSONDecodeError as error:
                sentence = f"this line is not valid JSON: {error}"
                yield RawRow(number, {}, ("", line[:200], "row_unreadable", sentence))
            else:
                yield _record(number, cells)

    stream = rows()
    first = list(itertools.islice(stream, 1000))
    columns = list(dict.fromkeys(name for row in first for name in row.cells))
    return Table("jsonl", columns, itertools.chain(first, stream), {"encoding": encoding})


def _sqlite(path: Path, options: dict[str, Any]) -> Table:
    with refusing("the database file cannot be read"), _plain_file(path) as plain:
        # On Linux an open file stays readable when its name is gone.
        # Rows are read by one thread after another, never by two at once.
        connection = sqlite3.connect(
            f"file:{plain}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
        found = connection.execute(
            "SELECT name FROM sqlite_master WHERE type='table' AND name NOT LIKE 'sqlite_%'"
        )
        tables = [row[0] for row in found]
        table = options.get("table") or (tables[0] if len(tables) == 1 else "")
        if table not in tables:
            raise FileRefused(f"say which table to read with file.table; the file has {tables}")
        quoted = '"' + table.replace('"', '""') + '"'
        cursor = connection.execute(f"SELECT * FROM {quoted}")  # noqa: S608 - checked above
    header = [column[0] for column in cursor.description]

    def rows() -> Iterator[RawRow]:
        with refusing("the database file is damaged"):
            for number, values in enumerate(cursor, start=1):
                yield RawRow(number, {h: as_text(v) for h, v in zip(header, values, strict=True)})

    return Table("sqlite", header, rows(), {"table": table})


@contextmanager
def _plain_file(path: Path) -> Iterator[Path]:
    """Give a file that libraries can open by name; an unpacked copy is gone afterwards."""
    if not is_gzip(path):
        yield path
        return
    with tempfile.NamedTemporaryFile(prefix="vedette-") as plain:
        with open_bytes(path) as packed:
            shutil.copyfileobj(packed, plain)
        plain.flush()
        yield Path(plain.name)


@contextmanager
def refusing(what: str) -> Iterator[None]:
    """Turn what a format's library says of a damaged file into our refusal."""
    try:
        yield
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise FileRefused("the compressed file is cut short or damaged") from None
    except (ValueError, sqlite3.DatabaseError) as error:  # Arrow's and JSON's are ValueErrors
        raise FileRefused(f"{what}: {error}") from None
    except OSError as error:
        if error.errno is not None:  # the disk's trouble, not the file's
            raise
        raise FileRefused(f"{what}: {error}") from None


def _parquet(path: Path, _options: dict[str, Any]) -> Table:
    import pyarrow as pa
    import pyarrow.parquet as pq

    with refusing("the Parquet file cannot be read"), _plain_file(path) as plain:
        file = pq.ParquetFile(pa.OSFile(str(plain)))

    def rows() -> Iterator[RawRow]:
        number = 0
        batches = file.iter_batches(batch_size=5_000)
        with refusing("the Parquet file is damaged"):
            for batch in batches:
                for record in batch.to_pylist():
                    number += 1
                    yield RawRow(number, {name: as_text(value) for name, value in record.items()})

    return Table("parquet", list(file.schema_arrow.names), rows())


def as_text(value: Any) -> str:
    """Return a cell of any typed format as the text a person would have typed."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and math.isnan(value):
        return ""  # how data frames write an empty cell
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return (
            value.date().isoformat()
            if value.time().isoformat() == "00:00:00"
            else value.isoformat()
        )
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False, default=as_text)
    return str(value)


_OPENERS = {
    "csv": _delimited,
    "tsv": _delimited,
    "xlsx": _workbook,
    "json": _json,
    "jsonl": _json_lines,
    "sqlite": _sqlite,
    "parquet": _parquet,
}
