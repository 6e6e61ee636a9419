"""The report of an import: what became of the rows, and why."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from vedette.evidence.ingest.models import HeldRow, Submission

HEADER = ("line", "column", "value", "code", "sentence", "state")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def counts_of(submission: Submission) -> dict[str, Any]:
    """Return the import report's head: the names that every surface prints."""
    return {
        "source": submission.source.name,
        "file": submission.file,
        "rows": submission.rows,
        "recorded": submission.recorded,
        "updated": submission.updated,
        "refused": submission.refused,
        "queued": submission.queued,
        "ignored": submission.ignored,
        "seconds": round(submission.seconds, 3),
    }


def import_report(submission: Submission) -> dict[str, Any]:
    """Return counts and conflicts in one document, with counts under the names of DHIS2 too."""
    counts = counts_of(submission)
    return {
        "status": {"done": "SUCCESS", "failed": "ERROR"}.get(submission.status, "WARNING"),
        **counts,
        "importCount": {
            "created": submission.recorded,
            "updated": submission.updated,
            "ignored": submission.ignored,
            "refused": submission.refused,
            "queued": submission.queued,
        },
        "error": submission.error,
        "conflicts": list(_conflicts(submission)),
    }


def report_csv(submission: Submission) -> Iterator[str]:
    """Yield the conflicts as CSV, safe to open in a spreadsheet."""
    yield csv_line(HEADER)
    for conflict in _conflicts(submission):
        yield csv_line([conflict[name] for name in HEADER])


def csv_line(cells: Any) -> str:
    """Return one line of CSV in which no cell can start a formula."""
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow([harmless(cell) for cell in cells])
    return line.getvalue()


def harmless(cell: Any) -> Any:
    """Put an apostrophe before text that a spreadsheet would run."""
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return f"'{cell}"
    return cell


def _conflicts(submission: Submission) -> Iterator[dict[str, Any]]:
    held = HeldRow.objects.filter(submission=submission).order_by("line", "id")
    for row in held.iterator(chunk_size=1_000):
        for conflict in row.conflicts:
            yield {"line": row.line, **conflict, "state": row.status}
