"""Files of other offices as rows of named cells: tables, Eurostat's wide shape, SDMX."""

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests

from vedette.evidence.ingest.errors import FileRefused
from vedette.evidence.ingest.formats import open_table
from vedette.response.indicators.errors import FiguresUnread

WIDE = "TIME_PERIOD"
MOST_BYTES = 256 << 20
ACCEPT = (
    "application/vnd.sdmx.data+csv;version=1.0.0, application/vnd.sdmx.data+json;version=1.0.0, "
    "application/vnd.sdmx.genericdata+xml;version=2.1"
)
_LOCAL = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its line (in SDMX the number of the observation) and its cells by column."""

    line: int
    cells: Mapping[str, str]
    fault: str = ""


def rows_of(path: Path, *, name: str, shape: str, options: Mapping[str, Any]) -> Iterator[Row]:
    """Read a file in the shape it is said to have.

    Raises
    ------
    FiguresUnread
        If the file has not that shape.
    """
    yield from SHAPES[shape](path, name, options)


def _table(path: Path, name: str, options: Mapping[str, Any]) -> Iterator[Row]:
    """CSV, TSV, XLSX and the like; SDMX-CSV too, with or without its labels."""
    try:
        opened = open_table(path, name=name, options=dict(options))
        for row in opened.rows:
            yield Row(row.line, row.cells, row.fault[3] if row.fault else "")
    except FileRefused as refused:
        raise FiguresUnread(str(refused)) from None


def _eurostat(path: Path, name: str, options: Mapping[str, Any]) -> Iterator[Row]:
    """A first column of joined dimensions, then one column a period.

    Each cell becomes a row of its own, with the period under ``TIME_PERIOD`` and the value,
    with its flags, under ``OBS_VALUE``.
    """
    try:
        opened = open_table(path, name=name, options={"format": "tsv", **options})
        first, *periods = opened.columns
        dimensions = [one.strip() for one in first.split("\\")[0].split(",")]
        for row in opened.rows:
            if row.fault:
                yield Row(row.line, {}, row.fault[3])
                continue
            values = [one.strip() for one in row.cells[first].split(",")]
            if len(values) != len(dimensions):
                yield Row(row.line, {}, f"says {len(values)} of {len(dimensions)} dimensions")
                continue
            shared = dict(zip(dimensions, values, strict=True))
            for period in periods:
                value = row.cells.get(period, "")
                yield Row(row.line, {**shared, WIDE: period.strip(), "OBS_VALUE": value})
    except FileRefused as refused:
        raise FiguresUnread(str(refused)) from None


def _sdmx(path: Path, name: str, options: Mapping[str, Any]) -> Iterator[Row]:
    """SDMX in any of its forms, told by content: CSV, or a message of XML or JSON."""
    head = path.read_bytes()[:512].lstrip(b"\xef\xbb\xbf \r\n\t")
    if not head.startswith((b"<", b"{")):
        yield from _sdmx_csv(path, name, options)
        return
    import sdmx  # brings pandas along, which no other command should wait for

    try:
        message = sdmx.read_sdmx(io.BytesIO(path.read_bytes()))
    except Exception as error:  # the library raises whatever the parser met
        raise FiguresUnread(f"is no SDMX message that can be read: {error}") from None
    sets = getattr(message, "data", None)
    if sets is None:
        raise FiguresUnread("is an SDMX message without data")
    yield from _observations(sets)


def _sdmx_csv(path: Path, name: str, options: Mapping[str, Any]) -> Iterator[Row]:
    """Columns and cells may carry a name after a colon: ``GEO: Geography``, ``AT: Austria``."""
    for row in _table(path, name, {"format": "csv", "delimiter": ",", **options}):
        cells = {column.split(":")[0].strip(): _code(value) for column, value in row.cells.items()}
        yield Row(row.line, cells, row.fault)


def _code(text: str) -> str:
    head, colon, _name = text.partition(": ")
    return head if colon else text


def _observations(sets: Iterable[Any]) -> Iterator[Row]:
    number = 0
    for data in sets:
        attached = {name: _plain(one) for name, one in getattr(data, "attrib", {}).items()}
        for observation in data.obs:
            number += 1
            key = observation.key
            cells = dict(attached)
            cells |= {name: _plain(one) for name, one in observation.attrib.items()}
            cells |= {one.id: _plain(one) for one in key.values.values()}
            cells["OBS_VALUE"] = "" if observation.value is None else str(observation.value)
            yield Row(number, cells)


def _plain(value: Any) -> str:
    inner = getattr(value, "value", value)
    return str(getattr(inner, "id", inner))


def fetch(address: str, *, seconds: float = 60) -> bytes:
    """Ask an SDMX service by a whole address for data.

    Raises
    ------
    FiguresUnread
        If the address is not https (or this machine), the service does not answer with
        data, or answers with more than 256 MB.
    """
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOCAL):
        raise FiguresUnread("figures are asked for over https only")
    try:
        answer = requests.get(
            address, headers={"Accept": ACCEPT}, timeout=seconds, stream=True, allow_redirects=False
        )
        if answer.status_code != 200:
            raise FiguresUnread(f"the service answered {answer.status_code}")
        body = answer.raw.read(MOST_BYTES + 1, decode_content=True)
    except (requests.RequestException, OSError) as error:
        raise FiguresUnread(f"the service cannot be reached: {type(error).__name__}") from None
    if len(body) > MOST_BYTES:
        raise FiguresUnread("the service answered with more than 256 MB")
    return bytes(body)


SHAPES: dict[str, Callable[[Path, str, Mapping[str, Any]], Iterator[Row]]] = {
    "table": _table,
    "eurostat": _eurostat,
    "sdmx": _sdmx,
}
