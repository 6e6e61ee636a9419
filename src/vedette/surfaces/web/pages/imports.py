"""Files: send one, try one without storing it, watch it being read, read its report."""

from collections import Counter
from pathlib import Path
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vedette import pathway
from vedette.base.numbers import number_in
from vedette.errors import VedetteError
from vedette.evidence.ingest import actions
from vedette.evidence.ingest.actions import COUNTERS
from vedette.evidence.ingest.definitions import known_sources
from vedette.evidence.ingest.queries import held_rows, submissions_seen_by
from vedette.evidence.ingest.report import import_report, report_csv
from vedette.evidence.ingest.values import Conflict
from vedette.surfaces import background
from vedette.surfaces.web.access import PersonRequest, needs
from vedette.surfaces.web.downloads import text_response

PAGE = 30
REHEARSED = 20_000
SHOWN = 50


@needs("import")
@require_GET
def imports(request: PersonRequest) -> HttpResponse:
    """List the files received, with a form for the next one."""
    return render(request, "web/imports.html", _context(request))


def _context(request: PersonRequest) -> dict[str, Any]:
    before = request.GET.get("before", "")
    rows = submissions_seen_by(request.user)
    if (number := number_in(before)) is not None:
        rows = rows.filter(pk__lt=number)
    found = list(rows[: PAGE + 1])
    return {
        "submissions": found[:PAGE],
        "older": found[PAGE - 1].pk if len(found) > PAGE else None,
        "is_older": bool(before),
        "sources": list(known_sources(Path(settings.VEDETTE_HOME)).values()),
    }


@needs("import")
@require_POST
def send(request: PersonRequest) -> HttpResponse:
    """Keep a file and begin to read it, or read it without storing anything."""
    source, upload = request.POST.get("source", ""), request.FILES.get("file")
    try:
        if not isinstance(upload, TemporaryUploadedFile):
            return _again(request, _("Choose a file."))
        if "dry" in request.POST:
            return _rehearse(request, upload, source)
        submission = pathway.receive(
            stream=cast(BinaryIO, upload.file),
            file=upload.name or "",
            source=source,
            archive="archive" in request.POST,
            by=request.user,
            at=timezone.now(),
        )
    except VedetteError as error:
        return _again(request, str(error))
    background.read(submission, by=request.user)
    return redirect("import", submission.pk)


def _again(request: PersonRequest, error: str) -> HttpResponse:
    typed = {"source": request.POST.get("source", ""), "archive": "archive" in request.POST}
    context = _context(request) | {"errors": [error], "typed": typed}
    return render(request, "web/imports.html", context, status=400)


def _rehearse(request: PersonRequest, upload: TemporaryUploadedFile, source: str) -> HttpResponse:
    rows = pathway.rehearse(
        Path(upload.temporary_file_path()),
        file=upload.name or "",
        source=source,
        at=timezone.now(),
    )
    counts, codes, is_cut = Counter[str](), Counter[str](), False
    shown: list[tuple[int, Conflict]] = []
    for number, row in enumerate(rows):
        if number >= REHEARSED:
            is_cut = True
            break
        fate = "refused" if row.is_refused else "doubtful" if row.conflicts else "sound"
        counts[fate] += 1
        codes.update(conflict.code for conflict in row.conflicts)
        if row.conflicts and len(shown) < SHOWN:
            shown.extend((row.line, conflict) for conflict in row.conflicts)
    context = {
        "file": upload.name, "source": source, "counts": counts, "total": sum(counts.values()),
        "codes": codes.most_common(), "shown": shown[:SHOWN], "is_cut": is_cut,
    }  # fmt: skip
    return render(request, "web/rehearsal.html", context)


@needs("import")
@require_GET
def submission(request: PersonRequest, submission_id: int) -> HttpResponse:
    """Show how far a file is, and what became of its rows."""
    row = get_object_or_404(submissions_seen_by(request.user), pk=submission_id)
    part = "#progress" if request.headers.get("HX-Request") else ""
    is_running = background.is_reading(row)
    context: dict[str, Any] = {
        "submission": row,
        "is_running": is_running,
        "is_unfinished": row.status in ("received", "reading", "stopped") and not is_running,
        "counters": [(name, getattr(row, name)) for name in COUNTERS],
        "speed": row.rows / row.seconds if row.seconds else None,
    }
    if part and not is_running:  # now the conflicts below are complete too
        return HttpResponse(headers={"HX-Refresh": "true"})
    if not part:
        before = request.GET.get("after", "")
        held = held_rows(row)
        if (number := number_in(before)) is not None:
            held = held.filter(line__gt=number)
        found = list(held[: SHOWN + 1])
        context |= {
            "held": found[:SHOWN],
            "after": found[SHOWN - 1].line if len(found) > SHOWN else None,
        }
    return render(request, f"web/import.html{part}", context)


@needs("import")
@require_GET
def report_as_csv(request: PersonRequest, submission_id: int) -> HttpResponseBase:
    """Send every conflict of an import as CSV."""
    row = get_object_or_404(submissions_seen_by(request.user), pk=submission_id)
    return text_response(f"vedette-import-{row.pk}.csv", report_csv(row))


@needs("import")
@require_GET
def report_as_json(request: PersonRequest, submission_id: int) -> HttpResponse:
    """Send the whole import report as JSON."""
    row = get_object_or_404(submissions_seen_by(request.user), pk=submission_id)
    return JsonResponse(import_report(row))


@needs("import")
@require_POST
def stop(request: PersonRequest, submission_id: int) -> HttpResponse:
    """Stop after the rows at hand; what was read stays."""
    row = get_object_or_404(submissions_seen_by(request.user), pk=submission_id)
    actions.ask_to_stop(submission=row, by=request.user, at=timezone.now())
    messages.success(request, _("It stops after the rows at hand. You can resume it later."))
    return redirect("import", row.pk)


@needs("import")
@require_POST
def resume(request: PersonRequest, submission_id: int) -> HttpResponse:
    """Go on reading where it stopped."""
    row = get_object_or_404(submissions_seen_by(request.user), pk=submission_id)
    background.read(row, by=request.user)
    return redirect("import", row.pk)
