"""Over all cases: which may be one, how completely deaths are told, what panels could have seen."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vedette import pathway
from vedette.base.accounts.models import User
from vedette.base.days import period
from vedette.base.journal.actions import consulted
from vedette.base.journal.models import Consultation
from vedette.base.numbers import number_in
from vedette.errors import VedetteError
from vedette.evidence.cases import overview, queries
from vedette.evidence.cases.completeness import BY, COULD, MEASURES, DefinitionUnfit
from vedette.evidence.cases.overview import Completeness
from vedette.evidence.cases.rules import LinkUnknown
from vedette.surfaces.web import words
from vedette.surfaces.web.access import PersonRequest, known_on, needs
from vedette.surfaces.web.countries import country_choices
from vedette.surfaces.web.downloads import csv_response
from vedette.surfaces.web.typed import day_in

CLASSES = [(measure, name) for measure, names in MEASURES.items() for name in names]
SHOWN = [one for one in CLASSES if one[1] != "not_told"]  # a page has room for so many columns


@needs("link_cases")
@require_GET
def links(request: PersonRequest) -> HttpResponse:
    """List the pairs of cases that may be one, and what was decided."""
    return render(request, "web/case_links.html", _links_context(request.user))


def _links_context(person: User) -> dict[str, Any]:
    proposed = queries.proposed_links(person)
    consulted(queries.parts_of(proposed), by=person, at=timezone.now(), via=Consultation.Via.PAGE)
    return {
        "proposed": proposed,
        "decided": queries.decisions_seen_by(person),
    }


@needs("link_cases")
@require_POST
def decide(request: PersonRequest) -> HttpResponse:
    """Decide whether two cases are one."""
    form = request.POST
    try:
        pathway.link_cases(
            one=queries.find(form.get("one", ""), request.user),
            other=queries.find(form.get("other", ""), request.user),
            verdict=form.get("verdict", ""), reason=form.get("reason", ""), by=request.user,
            at=timezone.now(),
        )  # fmt: skip
    except VedetteError as error:
        return _links_again(request, error)
    messages.success(request, _("It is decided; it can be undone here."))
    return redirect("case-links")


@needs("link_cases")
@require_POST
def undo(request: PersonRequest) -> HttpResponse:
    """Undo a decision about two cases."""
    try:
        link = queries.find_link(number_in(request.POST.get("link", "")) or 0)
        if link.case not in queries.cases_seen_by(request.user):
            raise LinkUnknown(link.pk)
        pathway.undo_link(
            link=link, reason=request.POST.get("reason", ""), by=request.user, at=timezone.now()
        )
    except VedetteError as error:
        return _links_again(request, error)
    messages.success(request, _("It is undone; both cases stand as before."))
    return redirect("case-links")


def _links_again(request: PersonRequest, error: VedetteError) -> HttpResponse:
    context = _links_context(request.user) | {"errors": [str(error)]}
    return render(request, "web/case_links.html", context, status=409)


@needs("see")
@require_GET
def completeness(request: PersonRequest) -> HttpResponse:
    """Show how completely deaths are told, and what panels could have seen."""
    asked = _asked(request)
    wanted = {key: value for key, value in asked.items() if key != "by"}
    files = overview.cases_between(request.user, **wanted)
    try:
        told = overview.completeness_for(request.user, files=files, **asked)
    except DefinitionUnfit as error:
        return render(request, "web/case_completeness.html", {"errors": [str(error)]}, status=409)
    coverage, panels = overview.coverage_for(request.user, files=files, **wanted)
    return render(request, "web/case_completeness.html", {
        "told": told, "classes": SHOWN, "shares": _shares(told), "asked": asked,
        "by_choices": words.choices("completeness_by"), "countries": country_choices(),
        "coverage": coverage, "panels": panels, "could": COULD,
        "has_rates": any(row.rate is not None for row in told.report.rows),
    })  # fmt: skip


def _asked(request: PersonRequest) -> dict[str, Any]:
    """Return what is asked for; what makes no sense means what is usual."""
    known, query = known_on(request), request.GET
    until = day_in(query.get("until", "")) or known.day
    since, until = period(day_in(query.get("since", "")), until)
    by = query.get("by", "")
    return {
        "since": since, "until": until, "by": by if by in BY else BY[0],
        "country": query.get("country", "").upper()[:2], "as_of": known.as_of,
    }  # fmt: skip


def _shares(told: Completeness) -> list[tuple[Any, list[tuple[int | None, float | None]]]]:
    """Return each row with the count and the share of every class."""
    return [
        (row, [(row.counts[one], row.share(*one)) for one in SHOWN]) for row in told.report.rows
    ]


@needs("see")
@require_GET
def completeness_csv(request: PersonRequest) -> HttpResponseBase:
    """Send the completeness report; a hidden number is an empty cell that says so."""
    asked = _asked(request)
    try:
        told = overview.completeness_for(request.user, **asked)
    except DefinitionUnfit as error:
        return render(request, "web/case_completeness.html", {"errors": [str(error)]}, status=409)
    header = [asked["by"], "deaths", *(f"{m}_{name}" for m, name in CLASSES),
              "deaths_per_100000_a_year", "since", "until", "definition"]  # fmt: skip
    return csv_response("completeness.csv", header, _csv_rows(told))


def _csv_rows(told: Completeness) -> Iterator[list[Any]]:
    definition = f"{told.definition.key} {told.definition.version}"
    for row in told.report.rows:
        counts = [row.deaths, *(row.counts[one] for one in CLASSES)]
        yield [
            row.group or "all", *("hidden" if one is None else one for one in counts),
            None if row.rate is None else round(row.rate, 3), told.since, told.until, definition,
        ]  # fmt: skip
