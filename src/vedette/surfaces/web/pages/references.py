"""Reference analyses: where each stands, how long centres take, and the steps of one sample."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vedette import pathway
from vedette.base.accounts.models import User
from vedette.base.accounts.rules import Refused, may
from vedette.catalogue.laboratories import queries as laboratories
from vedette.catalogue.laboratories.rules import acts_for
from vedette.errors import VedetteError
from vedette.evidence.reference_analyses import actions, queries
from vedette.evidence.reference_analyses.models import ReferenceStep
from vedette.evidence.reference_analyses.queries import SPANS, Line
from vedette.evidence.reference_analyses.rules import BY_CENTRE, NEXT, AnalysisUnknown
from vedette.evidence.samples.models import CustodyStep
from vedette.evidence.samples.queries import Line as SampleLine
from vedette.evidence.samples.queries import find
from vedette.evidence.samples.rules import NEXT as NEXT_OF_CUSTODY
from vedette.evidence.samples.rules import SampleUnknown
from vedette.surfaces.web import words
from vedette.surfaces.web.access import PersonRequest, needs
from vedette.surfaces.web.downloads import csv_response
from vedette.surfaces.web.typed import day_if_any

SHOWN = 100


@needs("see")
@require_GET
def references(request: PersonRequest) -> HttpResponse:
    """List reference analyses with where each stands, and how long each centre takes."""
    now, stage = timezone.now(), request.GET.get("stage", "")
    lines = queries.lines_seen_by(request.user)
    shown = [one for one in lines if not stage or one.course.stage.value == stage]
    context = {
        "lines": [
            (one, one.is_late(now), one.waits_for(request.user))
            for one in queries.open_and_newest(shown, SHOWN)
        ],
        "all": len(shown),
        "late": sum(one.is_late(now) for one in lines),
        "open": sum(one.course.is_open for one in lines),
        "figures": [
            (one, [(name, one.spans.get(name)) for name in SPANS])
            for one in queries.figures(lines, at=now)
        ],
        "spans": SPANS,
        "few": queries.FEW,
        "stage_choices": words.choices("reference_stage"),
    }
    return render(request, "web/references.html", context)


@needs("see")
@require_GET
def references_csv(request: PersonRequest) -> HttpResponseBase:
    """Send every analysis with its moments as a file."""
    now = timezone.now()
    header = ("analysis", "sample", "asked_by", "centre", "stage", "late", "wanted_by", "asked_at",
              "received_at", "analysed_at", "answered_at", "settled_at", "found", "level",
              "confidence")  # fmt: skip
    return csv_response("reference-analyses.csv", header, _table(request.user, now))


def _table(person: User, now: Any) -> Iterable[tuple[Any, ...]]:
    for one in queries.lines_seen_by(person):
        course, said = one.course, one.answer
        yield (
            one.analysis.pk, one.sample.token, one.asker.code, one.centre.code, course.stage.value,
            "yes" if one.is_late(now) else "no", one.analysis.wanted_by, course.asked_at,
            course.received_at, course.analysed_at, course.answered_at, course.settled_at,
            "; ".join(said.names) if said else "", said.level if said else "",
            said.confidence if said else "",
        )  # fmt: skip


def references_context(line: SampleLine, person: User) -> dict[str, Any]:
    """Return what the page of a sample says of its reference analyses, and what may be done."""
    rows = []
    for one in queries.lines_on(line.sample):
        open_to = {
            kind for kind in NEXT[one.course.stage]
            if acts_for(person, one.centre if kind in BY_CENTRE else one.asker)
        }  # fmt: skip
        if one.answer and one.answer.by_id == person.pk:
            open_to -= {"confirmed", "disputed"}
        rows.append((one, [kind for kind in ReferenceStep.Kind.values if kind in open_to]))
    may_ask = (
        may(person, "handle_samples")
        and CustodyStep.Kind.ASKED in NEXT_OF_CUSTODY[line.last.kind]
        and acts_for(person, line.last.holder)
    )
    centres = (
        laboratories.directory(role="reference", on=timezone.localdate())
        .exclude(pk=line.last.holder_id)
        .prefetch_related(None)
        if may_ask else []
    )  # fmt: skip
    in_hand = queries.open_at(line.sample, line.last.holder) is not None
    return {"references": rows, "centres": list(centres), "in_hand": in_hand}


@needs("handle_samples")
@require_POST
def ask(request: PersonRequest, token: str) -> HttpResponse:
    """Ask a reference centre what a sample holds."""
    form = request.POST
    try:
        pathway.ask_reference(
            sample=find(token, request.user), centre=laboratories.find(form.get("centre", "")),
            question=form.get("question", ""), wanted_by=day_if_any(form.get("wanted_by", "")),
            by=request.user, at=timezone.now(),
        )  # fmt: skip
    except SampleUnknown:
        raise Http404 from None
    except VedetteError as error:
        messages.error(request, str(error))
        return redirect("sample", token)
    messages.success(request, _("The reference centre is asked."))
    return redirect("sample", token)


@needs("handle_samples")
@require_POST
def step(request: PersonRequest, number: int) -> HttpResponse:
    """Take the next step of a reference analysis."""
    try:
        line = queries.find(number, request.user)
    except AnalysisUnknown:
        raise Http404 from None
    try:
        _take(line, request)
    except VedetteError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The reference analysis goes on."))
    return redirect("sample", line.sample.token)


def _take(line: Line, request: PersonRequest) -> None:
    form, by, at = request.POST, request.user, timezone.now()
    kind, reason = form.get("step", ""), form.get("reason", "")
    if kind == ReferenceStep.Kind.ANALYSED:
        actions.analysed(analysis=line.analysis, by=by, at=at)
    elif kind == ReferenceStep.Kind.ANSWERED:
        pathway.answer_reference(
            analysis=line.analysis, names=form.get("names", "").split(";"),
            method=form.get("method", ""), confidence=_share(form.get("confidence", "")),
            note=reason, by=by, at=at,
        )  # fmt: skip
    elif kind == ReferenceStep.Kind.DISPUTED:
        actions.dispute(analysis=line.analysis, reason=reason, by=by, at=at)
    elif kind == ReferenceStep.Kind.CONFIRMED:
        pathway.confirm_reference(
            analysis=line.analysis, reason=reason, feeds=form.get("feeds", ""), by=by, at=at
        )
    else:
        raise Refused(f"no step is called {kind!r}")


def _share(text: str) -> float | None:
    """Read a confidence as people type it: 0.97, 0,97 or 97 %."""
    text = text.strip().replace(",", ".")
    try:
        if text.endswith("%"):
            return float(text.removesuffix("%")) / 100
        return float(text) if text else None
    except ValueError:
        raise Refused(f"{text!r} is no confidence; write 0.97 or 97 %") from None
