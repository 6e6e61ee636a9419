"""Drills: start one, walk the chain in it, and read how long each stage took."""

import re
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vedette import pathway
from vedette.base.accounts.rules import Refused
from vedette.base.markings.actions import marking_for
from vedette.base.numbers import number_in
from vedette.catalogue.controls.queries import substance_called
from vedette.errors import VedetteError
from vedette.judgement.assessments.queries import assessments_seen_by, kind_called
from vedette.judgement.drills import actions
from vedette.judgement.drills.models import Drill
from vedette.judgement.drills.queries import drills_seen_by, the_drill
from vedette.judgement.drills.rules import DrillUnknown
from vedette.judgement.signals.models import Signal
from vedette.judgement.signals.queries import signals_seen_by
from vedette.response.evaluation.drills import stages, timeline
from vedette.surfaces.web import words
from vedette.surfaces.web.access import PersonRequest, needs
from vedette.surfaces.web.pages.deadlines import TLPS, in_language
from vedette.surfaces.web.pages.journal import DOORS
from vedette.surfaces.web.pages.judgements import kinds_by_key

PAGE = 40


@needs("see")
@require_GET
def drills(request: PersonRequest) -> HttpResponse:
    """List drills, with a form for the next one."""
    return render(request, "web/drills.html", _listed(request))


def _listed(request: PersonRequest) -> dict[str, Any]:
    rows = drills_seen_by(request.user)
    before = request.GET.get("before", "")
    if (number := number_in(before)) is not None:
        rows = rows.filter(pk__lt=number)
    found = list(rows[: PAGE + 1])
    return {
        "drills": found[:PAGE],
        "older": found[PAGE - 1].pk if len(found) > PAGE else None,
        "is_older": bool(before),
        "reaches": words.choices("drill_reach"),
        "tlps": TLPS,
        "typed": request.POST or {"signal": request.GET.get("signal", "")},
    }


@needs("drill")
@require_POST
def start(request: PersonRequest) -> HttpResponse:
    """Start a drill; show the form again if it is refused."""
    typed = request.POST
    try:
        row = actions.start(
            name=typed.get("name", ""), scenario=typed.get("scenario", ""),
            signal=_signal(request, typed.get("signal", "").strip()),
            event=typed.get("event", ""), reach=typed.get("reach", ""),
            marking=marking_for(typed.get("marking", "")), by=request.user, at=timezone.now(),
        )  # fmt: skip
    except VedetteError as error:
        context = {**_listed(request), "errors": [str(error)]}
        return render(request, "web/drills.html", context, status=409)
    messages.success(request, _("The drill has begun; its clock runs."))
    return redirect("drill", row.pk)


def _signal(request: PersonRequest, number: str) -> Signal | None:
    if not number:
        return None
    row = signals_seen_by(request.user).filter(pk=number_in(number) or 0).first()
    if row is None:
        raise Refused(_("there is no signal of this number that you may see"))
    return row


@needs("see")
@require_GET
def drill(request: PersonRequest, drill_id: int) -> HttpResponse:
    """Show a drill with its timeline."""
    return render(request, "web/drill.html", _context(request, _row(request, drill_id)))


def _row(request: PersonRequest, number: int) -> Drill:
    try:
        return the_drill(number, request.user)
    except DrillUnknown:
        raise Http404 from None


def _context(request: PersonRequest, row: Drill) -> dict[str, Any]:
    role = request.user.role
    return {
        "drill": row,
        "assessments": list(assessments_seen_by(request.user).filter(drill=row)),
        "steps": [(one, DOORS.get(one.kind, "")) for one in timeline(row, request.user)],
        "warned": [
            (alert, [(name, at, at - row.started_at) for name, at in times.stages()
                     if at and at >= row.started_at])
            for alert, times in stages(row, request.user)
        ],
        "kinds": [
            (one.key, in_language(one.title)) for one in kinds_by_key().values()
            if not one.needs_signal and role in one.roles
        ],
    }  # fmt: skip


@needs("drill")
@require_POST
def begin(request: PersonRequest, drill_id: int) -> HttpResponse:
    """Begin an assessment in a drill: of its signal, or of a kind that needs none."""
    row, typed, now = _row(request, drill_id), request.POST, timezone.now()
    try:
        if row.signal and not typed.get("kind"):
            fresh = pathway.take_up(
                signal=row.signal, title=typed.get("title", ""), reason="", drill=row,
                by=request.user, at=now,
            )  # fmt: skip
        else:
            named = [one.strip() for one in re.split(r"[,;\n]", typed.get("substances", ""))]
            fresh = pathway.begin(
                kind=kind_called(typed.get("kind", "")), title=typed.get("title", ""),
                substances=[substance_called(one) for one in dict.fromkeys(named) if one],
                marking=row.marking, drill=row, by=request.user, at=now,
            )  # fmt: skip
    except VedetteError as error:
        context = {**_context(request, row), "errors": [str(error)], "typed": typed}
        return render(request, "web/drill.html", context, status=409)
    return redirect("assessment", fresh.pk)


@needs("drill")
@require_POST
def end(request: PersonRequest, drill_id: int) -> HttpResponse:
    """End a drill with all that still runs in it."""
    row = _row(request, drill_id)
    try:
        pathway.end_drill(drill=row, by=request.user, at=timezone.now())
    except VedetteError as error:
        context = {**_context(request, row), "errors": [str(error)]}
        return render(request, "web/drill.html", context, status=409)
    messages.success(request, _("The drill has ended."))
    return redirect("drill", row.pk)
