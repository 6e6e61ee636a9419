"""Findings of customs laboratories: what was declared, what was found, and whether it fits."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vedette.base.accounts.models import User
from vedette.base.accounts.rules import may
from vedette.catalogue.laboratories.rules import acts_for
from vedette.catalogue.tariffs.mismatch import Fit
from vedette.catalogue.tariffs.registers import RegisterMalformed, read_register
from vedette.errors import VedetteError
from vedette.evidence.customs import actions, queries
from vedette.evidence.customs.models import Flow
from vedette.evidence.customs.queries import CustomsFinding
from vedette.evidence.observations.models import Report
from vedette.evidence.samples.models import CustodyStep, Sample
from vedette.evidence.samples.queries import find, line_of
from vedette.evidence.samples.rules import SampleUnknown
from vedette.surfaces.web import words
from vedette.surfaces.web.access import PersonRequest, needs
from vedette.surfaces.web.countries import country_choices
from vedette.surfaces.web.downloads import csv_response
from vedette.surfaces.web.words_of_networks import goods_title, sentence_of_hint


@needs("see")
@require_GET
def customs(request: PersonRequest) -> HttpResponse:
    """List findings of customs laboratories, the newest first, hints at masked precursors told."""
    try:
        rows = _rows(request)
    except RegisterMalformed as error:
        context = {"errors": [str(error)], "fits": words.choices("fit"),
                   "countries": country_choices(), "is_filtered": True}  # fmt: skip
        return render(request, "web/customs.html", context, status=409)
    newest = rows[: queries.SHOWN]
    shown = [_shown(one) for one in newest]
    steps = _help([one.sample for one in newest if one.sample])
    for row in shown:
        row["help"] = steps.get(row["sample"].pk) if row["sample"] else None
    context = {
        "rows": shown,
        "masked": sum(one.comparison.fit is Fit.MASKED for one in rows),
        "fits": words.choices("fit"),
        "countries": country_choices(),
        "is_filtered": bool(request.GET.get("fit") or request.GET.get("country")),
        "is_cut": len(rows) > queries.SHOWN,
        "all": len(rows),
        "most": queries.SHOWN,
    }
    return render(request, "web/customs.html", context)


def _rows(request: PersonRequest) -> list[CustomsFinding]:
    country, fit = request.GET.get("country", "")[:2].upper(), request.GET.get("fit", "")
    return queries.findings_seen_by(request.user, country=country, fit=fit)


def _shown(one: CustomsFinding) -> dict[str, Any]:
    register = read_register(Path(settings.VEDETTE_HOME))
    heading = register.heading_of(one.declared.code)
    return {
        "occurred_on": one.occurred_on, "country": one.country, "code": one.declared.code.plain,
        "year": one.declared.code.year, "goods": goods_title(register, one.declared.goods),
        "heading": heading.title if heading else None, "flow": one.flow,
        "names": one.names, "fit": one.comparison.fit.value,
        "hints": [sentence_of_hint(hint) for hint in one.comparison.hints],
        "sample": one.sample, "report": one.report,
    }  # fmt: skip


def _help(samples: list[Sample]) -> dict[int, CustodyStep]:
    """Return the last step of custody of each sample of which another laboratory was asked."""
    steps = CustodyStep.objects.filter(sample__in=samples, other__isnull=False)
    rows = steps.select_related("holder", "other").order_by("sample", "number")
    return {one.sample_id: one for one in rows}


@needs("see")
@require_GET
def customs_csv(request: PersonRequest) -> HttpResponseBase:
    """Send the same findings as a file."""
    try:
        found = _rows(request)
    except RegisterMalformed as error:
        messages.error(request, str(error))
        return redirect("customs")
    header = ("date", "country", "tariff_code", "tariff_year", "goods", "flow", "found", "fit",
              "reasons", "sample", "report")  # fmt: skip
    rows = (
        (one.occurred_on, one.country, one.declared.code.digits, one.declared.code.year,
         one.declared.goods, one.flow, "; ".join(one.names), one.comparison.fit.value,
         "; ".join(f"{h.reason.value}: {h.substance} {h.fact}" for h in one.comparison.hints),
         one.sample.token if one.sample else "", one.report.pk if one.report else "")
        for one in found
    )  # fmt: skip
    return csv_response("customs.csv", header, rows)


@needs("handle_samples")
@require_POST
def declare(request: PersonRequest, token: str) -> HttpResponse:
    """Keep as what the goods of a sample were declared."""
    form = request.POST
    try:
        row = find(token, request.user)
        year = form.get("year", "")
        actions.declare(
            sample=row, code=form.get("code", ""),
            year=int(year) if year.isdecimal() and len(year) == 4 else 0,
            goods=form.get("goods", ""), flow=form.get("flow", ""), by=request.user,
            at=timezone.now(),
        )  # fmt: skip
    except SampleUnknown:
        raise Http404 from None
    except VedetteError as error:
        messages.error(request, str(error))
        return redirect("sample", token)
    messages.success(request, _("The declaration is kept beside the sample."))
    return redirect("sample", row.token)


def declared_context(sample: Sample, person: User) -> dict[str, Any]:
    """Return what the page of a sample says of the goods as they were declared."""
    try:
        register = read_register(Path(settings.VEDETTE_HOME))
    except RegisterMalformed:  # the page of customs says which entry; a sample shows without it
        return {"declared": None, "may_declare": False}
    found = queries.finding_of(sample, person)
    first = line_of(sample).custody[0].holder if found is None else None
    return {
        "declared": _shown(found) if found else None,
        "may_declare": first is not None and may(person, "handle_samples")
        and acts_for(person, first) and sample.context == "seizure",
        "goods": [(key, goods_title(register, key)) for key in register.goods],
        "flows": [(one, words.label("flow", one)) for one in Flow.values if one],
        "this_year": timezone.localdate().year,
    }  # fmt: skip


def declared_with(report: Report) -> dict[str, Any] | None:
    """Return what the page of a report says of the goods as they were declared, if it does."""
    try:
        found = queries.finding_in(report)
    except RegisterMalformed:  # the page of customs says which entry
        return None
    return _shown(found) if found else None
