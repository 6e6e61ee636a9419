"""How warnings went: one by one, and a year together."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vedette.base.numbers import LARGEST_ID
from vedette.errors import VedetteError
from vedette.response.alerts.models import Alert
from vedette.response.alerts.queries import alerts_seen_by
from vedette.response.evaluation import actions
from vedette.response.evaluation.formats import COLUMNS, line_of
from vedette.response.evaluation.queries import evaluation_of, summary_of, warnings_of
from vedette.surfaces.web import words
from vedette.surfaces.web.access import PersonRequest, known_on, needs
from vedette.surfaces.web.downloads import csv_response
from vedette.surfaces.web.texts import text_of, with_headlines
from vedette.surfaces.web.time_bars import MARKS, bars_of

FIRST_YEAR, LAST_YEAR = 1990, 2200


@needs("see_drafts")
@require_GET
def one(request: PersonRequest, alert_id: int) -> HttpResponse:
    """Show how one warning went."""
    return render(request, "web/evaluation.html", _context(_row(request, alert_id)))


def _row(request: PersonRequest, alert_id: int) -> Alert:
    rows = alerts_seen_by(request.user).prefetch_related("texts")
    row = rows.filter(pk=min(alert_id, LARGEST_ID)).first()
    if row is None:
        raise Http404
    return row


def _context(row: Alert) -> dict[str, Any]:
    found, text = evaluation_of(row), text_of(row)
    return {
        "alert": row, "found": found, "headline": text.headline if text else "",
        "bars": bars_of(found.spans), "marks": MARKS, "whole": found.spans["whole"],
        "passed": list(found.times.stages()), "first": found.times.first_row,
        "verdicts": words.choices("verdict"),
    }  # fmt: skip


@needs("judge")
@require_POST
def judge(request: PersonRequest, alert_id: int) -> HttpResponse:
    """Keep whether a warning was right, and why."""
    row, typed = _row(request, alert_id), request.POST
    try:
        actions.judge(
            alert=row, verdict=typed.get("verdict", ""), reason=typed.get("reason", ""),
            unwanted=typed.get("unwanted", ""), by=request.user, at=timezone.now(),
        )  # fmt: skip
    except VedetteError as error:
        context = {**_context(row), "errors": [str(error)], "typed": typed}
        return render(request, "web/evaluation.html", context, status=409)
    messages.success(request, _("Kept."))
    return redirect("alert-evaluation", row.pk)


def _year(request: PersonRequest) -> int:
    asked = request.GET.get("year", "")
    this = timezone.localdate().year
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else this
    return year if FIRST_YEAR <= year <= LAST_YEAR else this


@needs("see_drafts")
@require_GET
def year(request: PersonRequest) -> HttpResponse:
    """Show how the warnings of a year went together; drills apart."""
    chosen = _year(request)
    rows = warnings_of(alerts_seen_by(request.user), chosen, before=known_on(request).moment)
    parts = []
    for title, is_drill in ((_("Warnings"), False), (_("Exercises"), True)):
        alerts = with_headlines(rows.filter(exercise=is_drill))
        summary = summary_of(alerts)
        parts.append((title, summary, bars_of(summary.spans), alerts))
    context = {"year": chosen, "parts": parts, "marks": MARKS}
    return render(request, "web/evaluations.html", context)


@needs("see_drafts")
@require_GET
def year_csv(request: PersonRequest) -> HttpResponseBase:
    """Send one line a warning of a year: its times, its reach, and how it was judged."""
    chosen = _year(request)
    rows = warnings_of(alerts_seen_by(request.user), chosen, before=timezone.now())

    def lines() -> Iterator[list[Any]]:
        for row in rows:
            yield list(line_of(evaluation_of(row)).values())

    return csv_response(f"warnings-{chosen}.csv", COLUMNS, lines())
