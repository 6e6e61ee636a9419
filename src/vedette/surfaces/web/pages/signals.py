"""Signals: the list, one signal with its evidence, and the decision about it."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vedette import pathway
from vedette.base.numbers import number_in
from vedette.errors import VedetteError
from vedette.evidence.observations.queries import with_findings
from vedette.evidence.samples.queries import contested_among
from vedette.judgement.assessments.queries import assessments_seen_by
from vedette.judgement.signals import actions, queries
from vedette.judgement.signals.explanation import explanation, ladder
from vedette.judgement.signals.models import Outcome, Signal
from vedette.judgement.signals.precision import precision_by
from vedette.response.alerts.queries import alerts_seen_by
from vedette.surfaces import background
from vedette.surfaces.web import plots, words
from vedette.surfaces.web.access import PersonRequest, known_on, needs
from vedette.surfaces.web.downloads import csv_response
from vedette.surfaces.web.pages.situation import desk_line, series_of, title_of
from vedette.surfaces.web.typed import day_in

PAGE = 30
# Told in sentences, not in the list of parameters.
TOLD = {"note", "corroboration", "vanishes_at", "records_needed", "learning_since", "silenced"}
SHOWS = ("desk", "folded", "all", "discarded", "monitored", "assessed")


@needs("see")
@require_GET
def signals(request: PersonRequest) -> HttpResponse:
    """List signals: the desk, the folded ones, or all, older ones by key."""
    known, person = known_on(request), request.user
    show = request.GET.get("show", "desk")
    show = show if show in SHOWS else "desk"
    if show == "desk":
        rows, older = queries.desk(person=person, as_of=known.moment), None
    else:
        rows, older = _page(request, show)
    context = {
        "rows": [desk_line(signal) for signal in rows],
        "older": older,
        "is_older": "before" in request.GET,
        "show": show,
        "shows": _shows(),
        "precision": precision_by("detector", person=person),
        "is_looking": background.is_looking(),
        "run": queries.last_run(),
    }
    return render(request, "web/signals.html", context)


def _shows() -> list[tuple[str, str]]:
    return [
        ("desk", _("On the desk")),
        ("folded", _("Folded below the budget")),
        ("all", _("All")),
        ("monitored", _("Watched")),
        ("assessed", _("Taken up")),
        ("discarded", _("Discarded")),
    ]


def _page(request: PersonRequest, show: str) -> tuple[list[Signal], int | None]:
    known, person = known_on(request), request.user
    if show == "folded":
        rows = queries.folded(person=person, as_of=known.moment)
    else:
        rows = queries.signals_seen_by(person, as_of=known.moment)
    if show in Outcome.values:
        rows = rows.filter(Q(outcome=show))
    before = request.GET.get("before", "")
    if (number := number_in(before)) is not None:
        rows = rows.filter(pk__lt=number)
    found = list(rows.order_by("-pk")[: PAGE + 1])
    return found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else None


@needs("see")
@require_GET
def signal(request: PersonRequest, signal_id: int) -> HttpResponse:
    """Show one signal: what was seen, what was expected, on which rows it rests."""
    return render(request, "web/signal.html", _context(request, signal_id))


def _context(request: PersonRequest, signal_id: int) -> dict[str, Any]:
    row = get_object_or_404(queries.signals_seen_by(request.user), pk=signal_id)
    series = series_of(row)
    rows = list(
        with_findings(queries.reports_behind(row, request.user).prefetch_related(None))[:30]
    )
    decided = precision_by("detector", person=request.user)
    kin = [group for group in decided if group["detector"] == row.detector]
    opened = assessments_seen_by(request.user).filter(signal=row)
    return {
        "signal": row,
        "sentence": title_of(row),
        "series": list(reversed(series[-26:])),
        "all_weeks": list(reversed(series)),
        "wide": plots.epicurve(series, name="signal"),
        "narrow": plots.narrow(series, name="signal"),
        "rows": rows,
        "hidden": max(row.report_total - len(row.report_ids), 0),
        "strata": strata(row),
        "opinions": queries.opinions(row),
        "explanation": explanation(row),
        "corroboration": row.parameters.get("corroboration"),
        "parameters": sorted((k, v) for k, v in row.parameters.items() if k not in TOLD),
        "components": sorted(row.components.items()),
        "decisions": list(row.decisions.select_related("by").order_by("-id")),
        "continuations": list(row.continuations.select_related("run").order_by("-week")[:8]),
        "precision": kin[0] if kin else None,
        "assessments": list(opened),
        "alerts": list(alerts_seen_by(request.user).filter(assessment__signal=row)),
        "levels": words.choices("level"),
        "contested": contested_among(row.report_ids, request.user),
    }


@needs("see")
@require_GET
def policy(request: PersonRequest) -> HttpResponse:
    """Show which detector judges which series, and how often signals were real so far."""
    person = request.user
    context = {
        "ladder": ladder(),
        "by_detector": precision_by("detector", person=person),
        "by_country": precision_by("country", person=person),
        "by_family": precision_by("family", person=person),
    }
    return render(request, "web/policy.html", context)


def strata(row: Signal) -> list[dict[str, Any]]:
    """Return the parts folded into a signal, each with its own sentence."""
    return [
        {**part, "sentence": queries.sentence_of(part["template"], part["facts"])}
        for part in row.parts
        if "template" in part
    ]


@needs("detect")
@require_POST
def look(request: PersonRequest) -> HttpResponse:
    """Freeze the evidence and look for signals, beside the answering of requests."""
    background.look(by=request.user)
    messages.success(request, _("Looking at all evidence; new signals appear here."))
    return redirect("signals")


@needs("see")
@require_GET
def signal_csv(request: PersonRequest, signal_id: int) -> HttpResponseBase:
    """Send the numbers behind the plot."""
    row = get_object_or_404(queries.signals_seen_by(request.user), pk=signal_id)
    lines = (
        (
            p["week"].isoformat(),
            p["observed"],
            p["expected"],
            p["limit"],
            int(p["is_incomplete"]),
            p.get("likely"),
            p.get("low"),
            p.get("high"),
        )
        for p in series_of(row)
    )
    header = (
        "week", "observed", "expected", "limit", "is_incomplete", "likely", "low_90", "high_90",
    )  # fmt: skip
    return csv_response(f"vedette-signal-{row.pk}.csv", header, lines)


@needs("judge")
@require_POST
def decide(request: PersonRequest, signal_id: int) -> HttpResponse:
    """Decide about a signal: discard, watch until a day, or take it up."""
    row = get_object_or_404(queries.signals_seen_by(request.user), pk=signal_id)
    outcome, reason = request.POST.get("outcome", ""), request.POST.get("reason", "").strip()
    until = day_in(request.POST.get("until", ""))
    now = timezone.now()
    try:
        if outcome == Outcome.ASSESSED:
            opened = pathway.take_up(
                signal=row, title=title_of(row), reason=reason, by=request.user, at=now
            )
            messages.success(request, _("Taken up. Say what it means below."))
            return redirect("assessment", opened.pk)
        actions.decide(
            signal=row, outcome=outcome, reason=reason, until=until, by=request.user, at=now
        )
    except VedetteError as error:
        context = _context(request, signal_id)
        typed = {"reason": reason, "until": request.POST.get("until", ""), "outcome": outcome}
        context |= {"errors": [str(error)], "typed": typed}
        return render(request, "web/signal.html", context, status=409)
    messages.success(request, _("Decided: %s.") % words.label("outcome", outcome))
    return redirect("signal", row.pk)
