"""Assessments: what a signal means, how likely, how bad, how sure."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vedette import pathway
from vedette.base.numbers import LARGEST_ID, number_in
from vedette.errors import VedetteError
from vedette.evidence.observations.queries import reports_seen_by, with_findings
from vedette.judgement.assessments import actions
from vedette.judgement.assessments.definitions import KindMalformed, KindUnknown, kinds_of
from vedette.judgement.assessments.models import Assessment
from vedette.judgement.assessments.queries import assessments_seen_by, kind_of
from vedette.response.alerts.queries import alerts_seen_by
from vedette.surfaces.web import words
from vedette.surfaces.web.access import PersonRequest, known_on, needs
from vedette.surfaces.web.pages.deadlines import TLPS, in_language
from vedette.surfaces.web.pages.judgements import (
    chain_of,
    kinds_by_key,
    standing_words,
    whole_context,
)
from vedette.surfaces.web.pages.situation import title_of

PAGE = 40
FIELDS = (
    "likelihood", "likelihood_why", "impact", "impact_why", "confidence", "confidence_why",
    "summary",
)  # fmt: skip


@needs("see")
@require_GET
def assessments(request: PersonRequest) -> HttpResponse:
    """List assessments, open ones or all."""
    return _listed(request)


def _listed(request: PersonRequest, error: VedetteError | None = None) -> HttpResponse:
    """Show the list; if a kind is gone or cannot be read, with that said above it."""
    try:
        kinds = kinds_by_key()
    except KindMalformed as malformed:
        kinds, error = kinds_of(None), malformed
    rows = assessments_seen_by(request.user).filter(opened_at__lte=known_on(request).moment)
    status, before = request.GET.get("status", ""), request.GET.get("before", "")
    kind = request.GET.get("kind", "")
    if status in Assessment.Status.values:
        rows = rows.filter(status=status)
    if kind in kinds:
        rows = rows.filter(kind=kind)
    if (number := number_in(before)) is not None:
        rows = rows.filter(pk__lt=number)
    found = list(rows[: PAGE + 1])
    context: dict[str, Any] = {
        "assessments": [(row, *standing_words(row, kinds)) for row in found[:PAGE]],
        "kind": kind,
        "kinds": [(one.key, in_language(one.title)) for one in kinds.values()],
        "begun_by_hand": [
            (one.key, in_language(one.title))
            for one in kinds.values()
            if not one.needs_signal and request.user.role in one.roles
        ],
        "tlps": TLPS,
        "older": found[PAGE - 1].pk if len(found) > PAGE else None,
        "is_older": bool(before),
        "status": status,
        "statuses": words.choices("assessment"),
        "open_count": sum(row.status == "open" for row in found[:PAGE]),
    }
    if error is not None:
        context["errors"] = [str(error)]
    return render(request, "web/assessments.html", context, status=409 if error else 200)


@needs("see")
@require_GET
def assessment(request: PersonRequest, assessment_id: int) -> HttpResponse:
    """Show one assessment; while it is open, as the form that writes it."""
    row = assessments_seen_by(request.user).filter(pk=min(assessment_id, LARGEST_ID)).first()
    try:
        if row is not None and kind_of(row).ratings != "form":
            return render(request, "web/judgement.html", whole_context(request, row))
    except (KindMalformed, KindUnknown) as error:
        return _listed(request, error)
    return render(request, "web/assessment.html", _context(request, assessment_id))


def _context(request: PersonRequest, assessment_id: int) -> dict[str, Any]:
    row = assessments_seen_by(request.user).filter(pk=assessment_id).first()
    if row is None:
        raise Http404
    seen = reports_seen_by(request.user).filter(pk__in=row.evidence.values("pk"))
    evidence = list(with_findings(seen).order_by("-id")[:31])
    return {
        "assessment": row,
        "values": {name: getattr(row, name) for name in FIELDS},
        "questions": _questions(row),
        "evidence": evidence[:30],
        "is_cut": len(evidence) > 30,
        "sentence": title_of(row.signal) if row.signal else "",
        "alerts": list(alerts_seen_by(request.user).filter(assessment=row)),
        "after": chain_of(row, request.user),
        "levels": words.choices("level"),
    }


def _questions(row: Assessment) -> list[dict[str, Any]]:
    """Return the three scales, each a question of its own; they are never multiplied."""
    texts = (
        ("likelihood", _("How likely is it that this is real and goes on?"), _("Likelihood")),
        ("impact", _("How much harm would it do?"), _("Impact")),
        ("confidence", _("How sure are you of this judgement?"), _("Confidence")),
    )
    return [
        {
            "name": name,
            "question": question,
            "title": title,
            "value": getattr(row, name),
            "why": getattr(row, f"{name}_why"),
        }
        for name, question, title in texts
    ]


@needs("judge")
@require_POST
def write(request: PersonRequest, assessment_id: int) -> HttpResponse:
    """Keep what was written; conclude if asked."""
    row = get_object_or_404(assessments_seen_by(request.user), pk=min(assessment_id, LARGEST_ID))
    typed = {name: request.POST.get(name, "") for name in FIELDS}
    now = timezone.now()
    try:
        actions.save(assessment=row, by=request.user, at=now, **typed)
        if "conclude" in request.POST:
            pathway.conclude(assessment=row, by=request.user, at=now)
            messages.success(request, _("Concluded. A warning can be drafted from it."))
        else:
            messages.success(request, _("Kept."))
    except VedetteError as error:
        context = _context(request, assessment_id)
        for question in context["questions"]:
            question["value"] = typed[question["name"]]
            question["why"] = typed[f"{question['name']}_why"]
        context |= {"errors": [str(error)], "values": typed}
        return render(request, "web/assessment.html", context, status=409)
    return redirect("assessment", row.pk)
