"""Reports, imports, the queue and the names in doubt."""

from collections.abc import Iterable
from typing import Any, BinaryIO, cast

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import File, Form, Query, Router, Schema
from ninja.files import UploadedFile

from vedette import pathway
from vedette.base.accounts import rules as rights
from vedette.base.accounts.models import User
from vedette.base.journal.actions import consulted
from vedette.base.journal.models import Consultation
from vedette.catalogue.substances.models import Family, NameQuestion, Substance
from vedette.catalogue.substances.queries import open_questions
from vedette.evidence.ingest import actions as ingest
from vedette.evidence.ingest.models import HeldRow, Source, Submission
from vedette.evidence.ingest.queries import submissions_seen_by, waiting_rows
from vedette.evidence.ingest.report import import_report
from vedette.evidence.observations.models import Report
from vedette.evidence.observations.queries import (
    Filters,
    newest_reports,
    reports_seen_by,
    with_findings,
)
from vedette.evidence.observations.retention import is_about_somebody
from vedette.surfaces import background
from vedette.surfaces.api.people import person
from vedette.surfaces.api.problems import REFUSED, Problem
from vedette.surfaces.api.schemas import (
    AnswerIn,
    HeldRowOut,
    QuestionOut,
    ReasonIn,
    ReportOut,
    ReportPageOut,
    SourceOut,
    SubmissionOut,
)

router = Router(tags=["evidence"])
MOST = 200


class ReportQuery(Schema):
    """What to narrow the list to; empty means no narrowing."""

    substance: str = ""
    family: str = ""
    context: str = ""
    country: str = ""
    source: str = ""
    before: int | None = None
    limit: int = 50


@router.get("/reports", response={200: ReportPageOut, REFUSED: Problem})
def list_reports(request: HttpRequest, wanted: Query[ReportQuery]) -> dict[str, Any]:
    """List current reports, the newest first, by key and never by page number."""
    filters = Filters(
        substances=_ids(Substance, wanted.substance),
        families=_ids(Family, wanted.family),
        context=wanted.context,
        country=wanted.country,
        source=_source(wanted.source),
    )
    size = max(1, min(wanted.limit, MOST))
    page = newest_reports(person(request), filters, before=wanted.before, size=size)
    _note(page.reports, person(request))
    return {"reports": page.reports, "older": page.older}


def _source(name: str) -> int | None:
    return get_object_or_404(Source, name=name).pk if name else None


def _ids(model: Any, key: str) -> tuple[int, ...] | None:
    if not key:
        return None
    return tuple(model.objects.filter(key=key).values_list("id", flat=True))


@router.get("/reports/{report_id}", response={200: ReportOut, REFUSED: Problem})
def show_report(request: HttpRequest, report_id: int) -> Report:
    """Show one current report with its findings."""
    row = get_object_or_404(with_findings(reports_seen_by(person(request))), pk=report_id)
    _note([row], person(request))
    return row


def _note(reports: Iterable[Report], by: User) -> None:
    """Keep that somebody was shown reports that tell of people."""
    told = [row for row in reports if is_about_somebody(row)]
    consulted(told, by=by, at=timezone.now(), via=Consultation.Via.API)


@router.post("/reports/{report_id}/retraction", response={200: ReportOut, REFUSED: Problem})
def retract_report(request: HttpRequest, report_id: int, why: ReasonIn) -> Report:
    """Withdraw a report; the old revision stays and counts are taken without it."""
    report = get_object_or_404(with_findings(reports_seen_by(person(request))), pk=report_id)
    pathway.retract(report=report, reason=why.reason, by=person(request), at=timezone.now())
    return report


def _submissions(request: HttpRequest) -> QuerySet[Submission]:
    """Return the imports; their conflicts quote cells, which are not for every reader."""
    rights.check_may(person(request), "import")
    return submissions_seen_by(person(request))


def _waiting(request: HttpRequest) -> QuerySet[HeldRow]:
    rights.check_may(person(request), "decide_queue")
    return waiting_rows(person(request))


def _names(request: HttpRequest) -> QuerySet[NameQuestion]:
    rights.check_may(person(request), "decide_queue")
    return open_questions()


@router.get("/sources", response=list[SourceOut])
def list_sources(request: HttpRequest) -> list[Any]:
    """List what intake understands."""
    return list(pathway.find_sources().values())


@router.post("/submissions", response={200: SubmissionOut, 202: SubmissionOut, REFUSED: Problem})
def submit(
    request: HttpRequest,
    file: File[UploadedFile],
    source: Form[str],
    archive: Form[bool] = False,
    wait: Form[bool] = False,
) -> tuple[int, Submission]:
    """Send a file. With `wait` the answer comes when it is read; else ask again for progress."""
    rights.check_may(person(request), "import")
    submission = pathway.receive(
        stream=cast(BinaryIO, file.file), file=file.name or "upload", source=source,
        archive=archive, by=person(request), at=timezone.now(),
    )  # fmt: skip
    if wait:
        return 200, pathway.take_in(submission, by=person(request))
    background.read(submission, by=person(request))
    return 202, submission


@router.get("/submissions", response={200: list[SubmissionOut], REFUSED: Problem})
def list_submissions(request: HttpRequest, before: int | None = None) -> Any:
    """List files received, the newest first."""
    rows = _submissions(request)
    return (rows.filter(pk__lt=before) if before else rows)[:50]


@router.get("/submissions/{number}", response={200: SubmissionOut, REFUSED: Problem})
def show_submission(request: HttpRequest, number: int) -> Submission:
    """Show what became of a file's rows so far."""
    return get_object_or_404(_submissions(request), pk=number)


@router.get("/submissions/{number}/report", response={200: dict[str, Any], REFUSED: Problem})
def show_import_report(request: HttpRequest, number: int) -> dict[str, Any]:
    """Show every conflict of a file with line, column, value, code and sentence."""
    return import_report(get_object_or_404(_submissions(request), pk=number))


@router.post("/submissions/{number}/stop", response={200: SubmissionOut, REFUSED: Problem})
def stop_submission(request: HttpRequest, number: int) -> Submission:
    """Stop reading after the chunk at hand; reading can go on later."""
    submission = get_object_or_404(_submissions(request), pk=number)
    ingest.ask_to_stop(submission=submission, by=person(request), at=timezone.now())
    return submission


@router.post("/submissions/{number}/resumption", response={202: SubmissionOut, REFUSED: Problem})
def resume_submission(request: HttpRequest, number: int) -> tuple[int, Submission]:
    """Go on reading a file that was interrupted or stopped."""
    submission = get_object_or_404(_submissions(request), pk=number)
    background.read(submission, by=person(request))
    return 202, submission


@router.get("/queue", response={200: list[HeldRowOut], REFUSED: Problem})
def list_queue(request: HttpRequest, before: int | None = None) -> Any:
    """List rows that wait for a person."""
    rows = _waiting(request)
    return (rows.filter(pk__lt=before) if before else rows)[:100]


@router.post("/queue/{row}/acceptance", response={200: HeldRowOut, REFUSED: Problem})
def accept_row(request: HttpRequest, row: int, why: ReasonIn) -> HeldRow:
    """Let a waiting row in as it stands."""
    held = get_object_or_404(_waiting(request), pk=row)
    return pathway.accept_held_row(
        held=held, reason=why.reason, by=person(request), at=timezone.now()
    )


@router.post("/queue/{row}/rejection", response={200: HeldRowOut, REFUSED: Problem})
def reject_row(request: HttpRequest, row: int, why: ReasonIn) -> HeldRow:
    """Keep a waiting row out."""
    held = get_object_or_404(_waiting(request), pk=row)
    with transaction.atomic():
        return ingest.decide(
            held=held, status=HeldRow.Status.REJECTED, reason=why.reason,
            by=person(request), at=timezone.now(),
        )  # fmt: skip


@router.get("/names", response={200: list[QuestionOut], REFUSED: Problem})
def list_names(request: HttpRequest) -> Any:
    """List names that wait for a chemist."""
    return _names(request)[:100]


@router.post("/names/{number}/answer", response={200: dict[str, int], REFUSED: Problem})
def answer_name(request: HttpRequest, number: int, said: AnswerIn) -> dict[str, int]:
    """Decide once what a name means; returns how many findings it identified."""
    question = get_object_or_404(_names(request), pk=number)
    substance = Substance.objects.filter(key=said.substance).first()
    family = Family.objects.filter(key=said.family).first()
    if (said.substance and not substance) or (said.family and not family):
        raise Http404
    filled = pathway.answer_name(
        question=question, substance=substance, family=family, reason=said.reason,
        by=person(request), at=timezone.now(),
    )  # fmt: skip
    return {"identified": filled}
