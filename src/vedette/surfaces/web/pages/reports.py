"""The line list, one report, and what rests on it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.db import models
from django.http import Http404, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vedette import pathway
from vedette.base.journal.actions import consulted
from vedette.base.journal.models import Consultation
from vedette.base.journal.queries import consultations_of
from vedette.base.markings.queries import markings_seen_by
from vedette.base.numbers import number_in
from vedette.catalogue.places.models import Place
from vedette.catalogue.substances.models import Family, Substance
from vedette.catalogue.substances.queries import families, family_and_below
from vedette.errors import VedetteError
from vedette.evidence.cases.queries import case_of
from vedette.evidence.ingest.queries import sources_seen_by
from vedette.evidence.observations import queries
from vedette.evidence.observations.models import Report
from vedette.evidence.observations.retention import is_about_somebody
from vedette.evidence.samples.queries import sample_of
from vedette.judgement.assessments.models import Assessment
from vedette.judgement.signals import queries as signals
from vedette.response.alerts.queries import alerts_seen_by
from vedette.surfaces.web import words
from vedette.surfaces.web.access import PersonRequest, known_on, needs
from vedette.surfaces.web.countries import country_choices
from vedette.surfaces.web.downloads import csv_response
from vedette.surfaces.web.models import SavedView
from vedette.surfaces.web.pages.customs import declared_with
from vedette.surfaces.web.pages.situation import title_of

PAGE = 50
SHOWN_CONSULTATIONS = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters of an address, and what in it made no sense."""

    filters: queries.Filters
    errors: list[str]
    substance: Substance | None = None
    place: Place | None = None


def read_filters(query: QueryDict) -> Asked:
    """Read the filters from an address; what cannot be understood is said, not ignored."""
    errors: list[str] = []
    substance = _substance(query.get("substance", "").strip(), errors)
    family = query.get("family", "")
    place = _place(query.get("region", "").strip(), errors)
    source = query.get("source", "")
    inside = _inside_family(family, errors) if family else None
    substances: tuple[int, ...] | None = (substance.pk,) if substance else None
    if inside is not None and substances is None:
        substances = tuple(Substance.objects.filter(family__in=inside).values_list("pk", flat=True))
    filters = queries.Filters(
        substances=substances,
        families=inside if inside is not None and substance is None else None,
        context=query.get("context", ""),
        country=query.get("country", "").strip().upper()[:2],
        place=place.pk if place else None,
        source=number_in(source),
        since=_day(query.get("since", ""), errors),
        until=_day(query.get("until", ""), errors),
        form=query.get("form", "").strip(),
        identity=query.get("identity", ""),
        text=query.get("text", "").strip()[:100],
    )
    return Asked(filters, errors, substance, place)


def _substance(text: str, errors: list[str]) -> Substance | None:
    if not text:
        return None
    substance = (
        Substance.objects.filter(key=text).first()
        or Substance.objects.filter(name__iexact=text).first()
        or Substance.objects.filter(names__text__iexact=text, names__ambiguous=False).first()
    )
    if substance is None:
        errors.append(_("No substance is called “%s”. The list is not narrowed by it.") % text)
    return substance


def _inside_family(key: str, errors: list[str]) -> tuple[int, ...] | None:
    family = Family.objects.filter(key=key).first()
    if family is None:
        errors.append(_("There is no family “%s”.") % key)
        return None
    return tuple(family_and_below(family))


def _place(code: str, errors: list[str]) -> Place | None:
    if not code:
        return None
    place = Place.objects.filter(
        models.Q(code__iexact=code) | models.Q(name__iexact=code), level__gte=1
    ).first()
    if place is None:
        errors.append(_("No region or city is known as “%s”.") % code)
    return place


def _day(text: str, errors: list[str]) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        errors.append(_("“%s” is no date. Write it as year-month-day.") % text)
        return None


@needs("see")
@require_GET
def reports(request: PersonRequest) -> HttpResponse:
    """Show one page of the line list."""
    known, asked = known_on(request), read_filters(request.GET)
    before = request.GET.get("before", "")
    page = queries.newest_reports(
        request.user,
        asked.filters,
        as_of=known.as_of,
        before=number_in(before),
        size=PAGE,
    )
    context = {
        "page": page,
        "older": page.older,
        "is_older": bool(before),
        "asked": asked,
        "errors": asked.errors,
        "sources": sources_seen_by(request.user),
        "families": families(),
        "contexts": words.choices("context"),
        "identities": words.choices("identity")[1:],
        "countries": country_choices(),
        "saved": SavedView.objects.filter(owner=request.user),
        "is_filtered": _is_filtered(request.GET),
        "find_text": "",
    }
    return render(request, "web/reports.html", context)


def _is_filtered(query: QueryDict) -> bool:
    return any(value for name, value in query.items() if name not in ("known", "before"))


HEADER = (
    "report", "revision", "source", "source_key", "context", "occurred_on", "precision",
    "reported_at", "received_at", "country", "place", "laboratory", "form", "marking",
    "substance", "raw", "role", "identity", "method", "value", "unit", "below_loq",
)  # fmt: skip


@needs("see")
@require_GET
def reports_csv(request: PersonRequest) -> HttpResponseBase:
    """Send the filtered list as CSV, one line a finding."""
    known, asked = known_on(request), read_filters(request.GET)
    pages = queries.pages_of_reports(request.user, asked.filters, as_of=known.as_of)
    rows = (row for page in pages for report in page for row in csv_rows(report))
    return csv_response("vedette-reports.csv", HEADER, rows)


def csv_rows(report: Report) -> Iterator[tuple[Any, ...]]:
    """Yield a report as lines, one a finding; one line if nothing was found."""
    head = (
        report.pk, report.revision, report.source.name, report.source_key, report.context,
        report.occurred_on.isoformat(), report.precision,
        report.reported_at.isoformat() if report.reported_at else "",
        report.received_at.isoformat(timespec="seconds"), report.country,
        report.place.code if report.place else "",
        report.laboratory.code if report.laboratory else "", report.form, str(report.marking),
    )  # fmt: skip
    findings = list(report.findings.all())
    for f in findings:
        yield (
            *head, f.substance.key if f.substance else "", f.raw, f.role, f.identity, f.method,
            f.value, f.unit, "yes" if f.below_loq else "",
        )  # fmt: skip
    if not findings:
        yield (*head, *[""] * 8)


@needs("see")
@require_GET
def report(request: PersonRequest, report_id: int) -> HttpResponse:
    """Show one report with its findings, its origin and all that rests on it."""
    context = _report_context(request, report_id)
    if is_about_somebody(row := context["report"]):
        consulted([row], by=request.user, at=timezone.now(), via=Consultation.Via.PAGE)
        context["consultations"] = consultations_of(row, request.user)[:SHOWN_CONSULTATIONS]
    return render(request, "web/report.html", context)


def _report_context(request: PersonRequest, report_id: int) -> dict[str, Any]:
    visible = Report.objects.filter(marking_id__in=markings_seen_by(request.user))
    row = (
        queries.with_findings(visible)
        .select_related("source", "place", "laboratory", "marking", "submission")
        .filter(pk=report_id)
        .first()
    )
    if row is None:
        raise Http404
    revisions = list(queries.revisions_seen_by(request.user, row))
    return {
        "report": row,
        "revisions": revisions,
        "is_current": revisions[0].pk == row.pk and row.kind == Report.Kind.RECORD,
        "newest": revisions[0],
        "sample": sample_of(row.pk, request.user),
        "case": case_of(row, request.user),
        "details": [(name.replace("_", " "), _plain(v)) for name, v in row.details.items()],
        "declared": declared_with(row),
        **_rests_on(request, row),
    }


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _rests_on(request: PersonRequest, row: Report) -> dict[str, Any]:
    """Return what would fall if this report fell."""
    substances = {f.substance_id for f in row.findings.all() if f.substance_id}
    candidates = signals.signals_seen_by(request.user).filter(substance__in=substances)
    resting = [s for s in candidates.order_by("-raised_at")[:200] if row.pk in s.report_ids]
    assessments = Assessment.objects.filter(
        models.Q(evidence=row) | models.Q(signal__in=[s.pk for s in resting]),
        marking_id__in=markings_seen_by(request.user),
    ).distinct()
    alerts = alerts_seen_by(request.user).filter(assessment__in=assessments)
    return {
        "resting_signals": [(s, title_of(s)) for s in resting[:20]],
        "resting_assessments": list(assessments[:20]),
        "resting_alerts": list(alerts[:20]),
    }


@needs("retract")
@require_POST
def retract(request: PersonRequest, report_id: int) -> HttpResponse:
    """Withdraw a report with a reason; the old revision stays readable."""
    row = get_object_or_404(queries.reports_seen_by(request.user), pk=report_id)
    reason = request.POST.get("reason", "")
    try:
        withdrawn = pathway.retract(report=row, reason=reason, by=request.user, at=timezone.now())
    except VedetteError as error:
        context = _report_context(request, report_id)
        context |= {"errors": [str(error)], "reason": reason}
        return render(request, "web/report.html", context, status=409)
    messages.success(request, _("The report is withdrawn. What rested on it is listed below."))
    return redirect("report", withdrawn.pk)


@needs("see")
@require_POST
def save_view(request: PersonRequest) -> HttpResponse:
    """Keep the filters of a list under a name, or forget them."""
    address = request.POST.get("address", "/reports/")
    if not address.startswith("/") or not url_has_allowed_host_and_scheme(address, None):
        address = "/reports/"
    forgotten = request.POST.get("forget", "")
    if (number := number_in(forgotten)) is not None:
        SavedView.objects.filter(owner=request.user, pk=number).delete()
        return redirect(address)
    title = request.POST.get("title", "").strip()[:100]
    if title:
        SavedView.objects.update_or_create(
            owner=request.user, title=title, defaults={"address": address}
        )
        messages.success(request, _("Saved as “%s”.") % title)
    return redirect(address)
