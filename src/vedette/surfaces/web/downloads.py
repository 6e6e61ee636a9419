"""Tables as files that no spreadsheet will execute, sent as they are read."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import StreamingHttpResponse

from vedette.evidence.ingest.report import csv_line


def csv_response(
    name: str, header: Iterable[Any], rows: Iterable[Iterable[Any]]
) -> StreamingHttpResponse:
    """Send a table without holding it."""
    return text_response(name, _lines(header, rows))


def text_response(name: str, lines: Iterable[str]) -> StreamingHttpResponse:
    """Send lines of CSV as a file."""
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _lines(header: Iterable[Any], rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    yield csv_line(header)
    for row in rows:
        yield csv_line("" if cell is None else cell for cell in row)
