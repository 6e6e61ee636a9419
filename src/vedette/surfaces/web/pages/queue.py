"""What waits for a person: doubtful rows, and names that nobody knows."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vedette import pathway
from vedette.base.accounts.rules import Refused
from vedette.base.numbers import number_in
from vedette.catalogue.substances.models import Family, NameQuestion, Substance
from vedette.catalogue.substances.queries import families, near, open_questions, search
from vedette.errors import VedetteError
from vedette.evidence.ingest import actions as ingest
from vedette.evidence.ingest.models import HeldRow
from vedette.evidence.ingest.queries import capped_count, waiting_rows
from vedette.evidence.observations.queries import reports_seen_by, with_findings
from vedette.surfaces.web.access import PersonRequest, needs

PAGE = 25


@needs("decide_queue")
@require_GET
def queue(request: PersonRequest) -> HttpResponse:
    """List the doubtful rows and the unknown names."""
    return render(request, "web/queue.html", _context(request))


def _context(request: PersonRequest) -> dict[str, Any]:
    before, names_before = request.GET.get("before", ""), request.GET.get("names", "")
    rows, questions = waiting_rows(request.user), open_questions()
    counts = {"rows_waiting": capped_count(rows), "names_waiting": capped_count(questions)}
    if (number := number_in(before)) is not None:
        rows = rows.filter(pk__lt=number)
    if (number := number_in(names_before)) is not None:
        questions = questions.filter(pk__lt=number)
    rows = rows.select_related("source", "submission__telling")
    found, asked = list(rows[: PAGE + 1]), list(questions[: PAGE + 1])
    return {
        **counts,
        "rows": found[:PAGE],
        "older": found[PAGE - 1].pk if len(found) > PAGE else None,
        "is_older": bool(before),
        "questions": asked[:PAGE],
        "older_names": asked[PAGE - 1].pk if len(asked) > PAGE else None,
    }


@needs("decide_queue")
@require_POST
def decide_row(request: PersonRequest, row_id: int) -> HttpResponse:
    """Let a doubtful row in as it stands, or leave it out; either way with the reason."""
    held = get_object_or_404(waiting_rows(request.user), pk=row_id)
    reason, now = request.POST.get("reason", ""), timezone.now()
    try:
        if request.POST.get("decision") == "accept":
            pathway.accept_held_row(held=held, reason=reason, by=request.user, at=now)
            messages.success(request, _("The row went in."))
        else:
            with transaction.atomic():
                ingest.decide(
                    held=held,
                    status=HeldRow.Status.REJECTED,
                    reason=reason,
                    by=request.user,
                    at=now,
                )
            messages.success(request, _("The row stays out."))
    except VedetteError as error:
        context = _context(request) | {"errors": [str(error)], "typed": {row_id: reason}}
        return render(request, "web/queue.html", context, status=409)
    return redirect("queue")


@needs("decide_queue")
@require_http_methods(["GET", "POST"])
def question(request: PersonRequest, question_id: int) -> HttpResponse:
    """Show where an unknown name stands, and let a chemist say what it is."""
    row = get_object_or_404(
        NameQuestion.objects.select_related("substance", "family"), pk=question_id
    )
    errors: list[str] = []
    if request.method == "POST":
        try:
            _answer(request, row)
        except VedetteError as error:
            errors.append(str(error))
        else:
            messages.success(request, _("Decided. Every row with this name follows."))
            return redirect("queue")
    text = request.GET.get("q", "").strip() or row.text
    seen = reports_seen_by(request.user).filter(
        pk__in=row.findings.order_by("-report_id").values("report_id")[:10]
    )
    context = {
        "question": row,
        "errors": errors,
        "typed": request.POST,
        "search_text": text,
        "candidates": _candidates(row),
        "found": list(search(text)[:20]) if "q" in request.GET else [],
        "families": families(),
        "reports": list(with_findings(seen).order_by("-id")),
        "earlier": list(
            row.decisions.select_related("substance", "family", "decided_by", "ended_by").order_by(
                "-until"
            )
        ),
        "follow": row.findings.filter(report__replaced_by=None).count(),
    }
    return render(request, "web/question.html", context, status=409 if errors else 200)


def _candidates(row: NameQuestion) -> list[Substance]:
    """Return what the name may mean: what reading it suggested, then names spelt alike."""
    suggested = Substance.objects.filter(key__in=row.candidates).select_related("family")
    alike = near(row.text)
    return list({found.pk: found for found in [*suggested, *alike]}.values())[:12]


def _answer(request: PersonRequest, row: NameQuestion) -> None:
    choice = request.POST.get("choice", "")
    kind, _colon, key = choice.partition(":")
    if row.status != NameQuestion.Status.OPEN:
        _answer_anew(request, row, kind, key)
        return
    substance = Substance.objects.filter(key=key).first() if kind == "substance" else None
    family = None
    if kind == "family":
        family = Family.objects.filter(key=request.POST.get("family", "")).first()
    if kind != "none" and substance is None and family is None:
        raise Refused(_("Choose a substance, a family, or that it is no substance."))
    pathway.answer_name(
        question=row,
        substance=substance,
        family=family,
        reason=request.POST.get("reason", ""),
        by=request.user,
        at=timezone.now(),
    )


def _answer_anew(request: PersonRequest, row: NameQuestion, kind: str, key: str) -> None:
    """Put another answer in the place of the one that stands."""
    substance = Substance.objects.filter(key=key).first() if kind == "substance" else None
    family = None
    if kind == "family":
        family = Family.objects.filter(key=request.POST.get("family", "")).first()
    if kind not in ("none", "several") and substance is None and family is None:
        raise Refused(_("Choose a substance, a family, or that it is no substance."))
    pathway.decide_name_anew(
        question=row,
        substance=substance,
        family=family,
        is_open=kind == "several",
        reason=request.POST.get("reason", ""),
        by=request.user,
        at=timezone.now(),
    )
