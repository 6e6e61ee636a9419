"""Samples: the list, one sample with its line of custody and results, and its label."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vedette import pathway
from vedette.base.accounts.models import User
from vedette.base.accounts.rules import Refused, may
from vedette.base.markings.actions import marking_for
from vedette.base.markings.rules import GIVEN_IN_FORMS, usual_colour
from vedette.catalogue.laboratories import queries as laboratories
from vedette.catalogue.laboratories.identification import SENTENCES
from vedette.catalogue.laboratories.models import Laboratory
from vedette.catalogue.laboratories.rules import acts_for
from vedette.catalogue.spectra.queries import spectra_of_sample
from vedette.catalogue.spectra.rules import KIND_OF
from vedette.errors import VedetteError
from vedette.evidence.samples import actions, queries
from vedette.evidence.samples.labels import label_png, label_svg
from vedette.evidence.samples.models import CustodyStep, Result, Sample
from vedette.evidence.samples.queries import Line
from vedette.evidence.samples.rules import NEXT, SampleUnknown, Standing
from vedette.judgement.signals.queries import signals_seen_by
from vedette.science.identification import TECHNIQUES
from vedette.surfaces.web import words
from vedette.surfaces.web.access import PersonRequest, needs
from vedette.surfaces.web.pages.customs import declared_context
from vedette.surfaces.web.pages.references import references_context
from vedette.surfaces.web.typed import day_in

PAGE = 50
# What a person can hold in hand; the other contexts are counts and lists.
HELD_CONTEXTS = (
    "seizure", "collected_sample", "drug_checking", "syringe_residue", "death", "emergency",
    "wastewater",
)  # fmt: skip


@needs("see")
@require_GET
def samples(request: PersonRequest) -> HttpResponse:
    """List samples, the newest first, with who holds each and where its result stands."""
    return render(request, "web/samples.html", _list_context(request, {}))


def _list_context(request: PersonRequest, typed: Mapping[str, Any]) -> dict[str, Any]:
    query, before = request.GET, request.GET.get("before", "")
    lines, older = queries.lines_seen_by(
        request.user, standing=query.get("standing", ""), laboratory=query.get("laboratory", ""),
        before=int(before[:18]) if before.isdecimal() else None, size=PAGE,
    )  # fmt: skip
    return {
        "lines": lines,
        "older": older,
        "is_older": bool(before),
        "waiting": queries.waiting_for(request.user),
        "standings": words.choices("standing"),
        "is_filtered": bool(query.get("standing") or query.get("laboratory")),
        "all_laboratories": Laboratory.objects.order_by("name")[:500],
        "own_laboratories": own_laboratories(request.user),
        "contexts": [(code, words.label("context", code)) for code in HELD_CONTEXTS],
        "colours": GIVEN_IN_FORMS,
        "colour": typed.get("tlp") or usual_colour(request.user),
        "typed": typed,
    }


def own_laboratories(person: User) -> list[Laboratory]:
    """Return the laboratories a person may act for."""
    if not may(person, "handle_samples"):
        return []
    return [row for row in Laboratory.objects.order_by("name")[:500] if acts_for(person, row)]


@needs("handle_samples")
@require_POST
def register(request: PersonRequest) -> HttpResponse:
    """Register a sample, and show its label."""
    form = request.POST
    try:
        day = _day(form.get("occurred_on", ""))
        row = actions.register(
            laboratory=laboratories.find(form.get("laboratory", "")),
            context=form.get("context", ""), occurred_on=day,
            marking=marking_for(form.get("tlp", "")),
            place=actions.place_of(form.get("place", "")), form=form.get("form", ""),
            reference=form.get("reference", ""), by=request.user, at=timezone.now(),
        )  # fmt: skip
    except VedetteError as error:
        context = _list_context(request, form) | {"errors": [str(error)]}
        return render(request, "web/samples.html", context, status=409)
    messages.success(request, _("Sample %s is registered. Print its label.") % row.token)
    return redirect("sample", row.token)


def _day(text: str) -> Any:
    day = day_in(text)
    if day is None:
        raise Refused(f"{text!r} is no date; write it as year-month-day")
    return day


@needs("see")
@require_GET
def sample(request: PersonRequest, token: str) -> HttpResponse:
    """Show one sample: what it holds, how sure, who had it, and what rests on it."""
    return render(request, "web/sample.html", _context(request, token, {}))


def _found(request: PersonRequest, token: str) -> Sample:
    try:
        return queries.find(token, request.user)
    except SampleUnknown:
        raise Http404 from None


def _context(request: PersonRequest, token: str, typed: Mapping[str, Any]) -> dict[str, Any]:
    line = queries.line_of(_found(request, token))
    newest = line.newest
    return {
        "line": line,
        "sample": line.sample,
        "results": [(one, SENTENCES.get(one.because, "")) for one in reversed(line.results)],
        "sentence": SENTENCES.get(newest.because, "") if newest else "",
        "steps": _steps(request.user, line),
        "is_sent": line.last.kind == CustodyStep.Kind.SENT,
        "holder_acts": acts_for(request.user, line.last.holder)
        and line.last.kind != CustodyStep.Kind.SENT,
        "answers": _answers(line),
        "may_say": may(request.user, "handle_samples"),
        "own_laboratories": own_laboratories(request.user),
        "others": Laboratory.objects.exclude(pk=line.last.holder_id).order_by("name")[:500],
        "techniques": [one.title for one in TECHNIQUES.values()],
        "resting": _resting(request.user, line),
        "spectra": spectra_of_sample(line.sample.token, request.user).defer("points"),
        "spectrum_techniques": [(key, TECHNIQUES[key].title) for key in KIND_OF],
        "typed": typed,
        **declared_context(line.sample, request.user),
        **references_context(line, request.user),
    }


def _steps(person: User, line: Line) -> list[str]:
    """Return the steps of custody that a person may take now."""
    last = line.last
    mover = {
        CustodyStep.Kind.ACCEPTED: last.other, CustodyStep.Kind.DECLINED: last.other,
        CustodyStep.Kind.RECEIVED: last.other,
    }  # fmt: skip
    return [
        kind for kind in CustodyStep.Kind.values if kind in NEXT[last.kind]
        and acts_for(person, mover.get(CustodyStep.Kind(kind)) or last.holder)
    ]  # fmt: skip


def _answers(line: Line) -> list[str]:
    """Return what can be said of a sample now."""
    if line.standing is Standing.OPEN:
        return [Result.Kind.RESULT.value]
    if line.standing is Standing.CONTESTED:
        return [Result.Kind.RETEST.value]
    return [Result.Kind.RESULT.value, Result.Kind.RETEST.value, Result.Kind.CONTEST.value]


def _resting(person: User, line: Line) -> list[Any]:
    """Return the signals that rest on any revision of the sample's report."""
    reports = queries.reports_of(line.sample)
    since = line.sample.registered_at
    rows = signals_seen_by(person).filter(raised_at__gte=since)[:500]
    return [signal for signal in rows if reports.intersection(signal.report_ids)][:20]


@needs("handle_samples")
@require_POST
def move(request: PersonRequest, token: str) -> HttpResponse:
    """Take the next step of custody."""
    form, row = request.POST, _found(request, token)
    try:
        asked = form.get("laboratory", "")
        actions.move(
            sample=row, kind=form.get("step", ""),
            laboratory=laboratories.find(asked) if asked else None, reason=form.get("reason", ""),
            seal=form.get("seal", ""), is_seal_intact=form.get("intact") == "yes",
            condition=form.get("condition", ""), by=request.user, at=timezone.now(),
        )  # fmt: skip
    except VedetteError as error:
        return _again(request, token, error)
    messages.success(request, _("The line of custody has a new step."))
    return redirect("sample", row.token)


@needs("handle_samples")
@require_POST
def say(request: PersonRequest, token: str) -> HttpResponse:
    """Report a result, contest it, or report a retest."""
    form, row = request.POST, _found(request, token)
    try:
        pathway.report_on_sample(
            sample=row, kind=form.get("kind", ""),
            laboratory=laboratories.find(form.get("laboratory", "")),
            names=form.get("names", "").split(";"), method=form.get("method", ""),
            reason=form.get("reason", ""), by=request.user, at=timezone.now(),
        )  # fmt: skip
    except VedetteError as error:
        return _again(request, token, error)
    messages.success(request, _("It is kept, and the evidence follows it."))
    return redirect("sample", row.token)


def _again(request: PersonRequest, token: str, error: VedetteError) -> HttpResponse:
    context = _context(request, token, request.POST) | {"errors": [str(error)]}
    return render(request, "web/sample.html", context, status=409)


@needs("see")
@require_GET
def label(request: PersonRequest, token: str) -> HttpResponse:
    """Show a label to print: the code, the token, and nothing that names anybody."""
    return render(request, "web/sample_label.html", {"sample": _found(request, token)})


@needs("see")
@require_GET
def label_image(request: PersonRequest, token: str, ending: str) -> HttpResponse:
    """Send the code of a label as SVG or PNG."""
    row = _found(request, token)
    address = settings.VEDETTE_PUBLIC_URL + reverse("sample", args=[row.token])
    if ending == "svg":
        return HttpResponse(label_svg(address), content_type="image/svg+xml")
    return HttpResponse(label_png(address), content_type="image/png")
