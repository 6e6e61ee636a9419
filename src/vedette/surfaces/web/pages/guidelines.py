"""Guidelines: each in its versions, who has adopted which points, what is missing."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vedette.base.accounts.rules import Refused, may
from vedette.catalogue.laboratories import queries as laboratories
from vedette.catalogue.laboratories.models import Laboratory
from vedette.errors import VedetteError
from vedette.response.guidelines import actions, formats, queries
from vedette.response.guidelines.errors import GuidelineUnfit, GuidelineUnknown
from vedette.response.guidelines.models import Adoption, Guideline
from vedette.response.guidelines.queries import ANSWERS, Table
from vedette.surfaces.web import words
from vedette.surfaces.web.access import PersonRequest, known_on, needs
from vedette.surfaces.web.downloads import csv_response
from vedette.surfaces.web.pages.samples import own_laboratories
from vedette.surfaces.web.typed import day_in

MOST_GAPS = 200


@needs("see")
@require_GET
def guidelines(request: PersonRequest) -> HttpResponse:
    """List the guidelines in their newest version, with a form for the next one."""
    return render(request, "web/guidelines.html", _list_context(request))


def _list_context(request: PersonRequest) -> dict[str, Any]:
    as_of = known_on(request).as_of
    rows = queries.newest_versions(as_of=as_of)
    return {"tables": [queries.table_of(row, as_of=as_of) for row in rows[:20]]}


@needs("keep_laboratories")
@require_POST
def keep(request: PersonRequest) -> HttpResponse:
    """Keep a version of a guideline from a file."""
    try:
        upload = request.FILES.get("file")
        if upload is None or (upload.size or 0) > formats.LARGEST_FILE:
            raise Refused(_("Choose a file of at most one megabyte."))
        row, is_new = actions.keep(
            given=formats.read(upload.read()), by=request.user, at=timezone.now()
        )
    except VedetteError as error:
        errors = [str(flaw) for flaw in error.flaws] if isinstance(error, GuidelineUnfit) else []
        context = _list_context(request) | {"errors": errors or [str(error)]}
        return render(request, "web/guidelines.html", context, status=409)
    if is_new:
        messages.success(request, _("The version is kept."))
    else:
        messages.success(request, _("This version was kept before; nothing changed."))
    return redirect("guideline", row.key)


@needs("see")
@require_GET
def guideline(request: PersonRequest, key: str) -> HttpResponse:
    """Show one version: its points, the answers by country and laboratory, gaps, open points."""
    return render(request, "web/guideline.html", _context(request, key))


def _found(request: PersonRequest, key: str) -> Guideline:
    try:
        return queries.find(key, request.GET.get("version", ""), as_of=known_on(request).as_of)
    except GuidelineUnknown:
        raise Http404 from None


def _context(request: PersonRequest, key: str) -> dict[str, Any]:
    as_of = known_on(request).as_of
    table = queries.table_of(_found(request, key), as_of=as_of)
    own = own_laboratories(request.user)
    chosen = next((one for one in own if one.code == request.GET.get("laboratory")), None)
    gaps = list(table.gaps)
    return {
        "table": table, "guideline": table.guideline, "versions": queries.versions_of(key),
        "answers": words.choices("adoption"), "codes": ANSWERS,
        "given": words.choices("adoption")[:-1], "gaps": gaps[:MOST_GAPS], "gap_total": len(gaps),
        "own_laboratories": own, "laboratory": chosen or _first_asked(own, table),
        "may_ask": may(request.user, "keep_laboratories") and as_of is None,
        "others": _not_asked(table), "is_past": as_of is not None,
    }  # fmt: skip


def _first_asked(own: list[Laboratory], table: Table) -> Laboratory | None:
    asked = {one.pk for one in table.asked}
    return next((one for one in own if one.pk in asked), own[0] if own else None)


def _not_asked(table: Table) -> list[Laboratory]:
    asked = [one.pk for one in table.asked]
    return list(Laboratory.objects.exclude(pk__in=asked).order_by("country", "name")[:500])


@needs("keep_laboratories")
@require_POST
def ask(request: PersonRequest, key: str) -> HttpResponse:
    """Ask laboratories which points they have adopted."""
    try:
        named = [laboratories.find(code) for code in request.POST.getlist("laboratory")[:500]]
        count = actions.ask(
            guideline=_found(request, key), laboratories=named, by=request.user, at=timezone.now()
        )
    except VedetteError as error:
        return _again(request, key, error)
    messages.success(request, _("Laboratories asked now: %s") % count)
    return redirect("guideline", key)


@needs("handle_samples")
@require_POST
def answer(request: PersonRequest, key: str) -> HttpResponse:
    """Keep a laboratory's answers to the points that the form names."""
    form, row = request.POST, _found(request, key)
    try:
        laboratory = laboratories.find(form.get("laboratory", ""))
        with transaction.atomic():  # all answers of a form, or none
            for item in row.items.order_by("place"):
                said = form.get(f"answer-{item.pk}", "")
                if said:
                    actions.answer(
                        item=item, laboratory=laboratory, answer=said,
                        since=_since(said, form.get(f"since-{item.pk}", "")), by=request.user,
                        remark=form.get(f"remark-{item.pk}", ""), at=timezone.now(),
                    )  # fmt: skip
    except VedetteError as error:
        return _again(request, key, error)
    messages.success(request, _("The answers are kept."))
    return redirect("guideline", key)


def _since(said: str, text: str) -> Any:
    day = day_in(text)
    if text.strip() and day is None:
        raise Refused(f"{text[:40]!r} is no date; write it as year-month-day")
    return None if said == Adoption.Answer.NO else day


def _again(request: PersonRequest, key: str, error: VedetteError) -> HttpResponse:
    context = _context(request, key) | {"errors": [str(error)]}
    return render(request, "web/guideline.html", context, status=409)


@needs("see")
@require_GET
def adoption_csv(request: PersonRequest, key: str) -> HttpResponseBase:
    """Send every answer of every laboratory asked."""
    table = queries.table_of(_found(request, key), as_of=known_on(request).as_of)
    return csv_response(
        "adoption.csv",
        ("guideline", "version", "point", "laboratory", "country", "answer", "since", "remark"),
        (
            (table.guideline.key, table.guideline.version, line.item.number, one.code, one.country,
             line.of(one), told.since if told else None, told.remark if told else "")
            for line in table.lines for one in table.asked
            for told in [line.answers.get(one.pk)]
        ),
    )  # fmt: skip
