"""Assessments of every kind but the short one: written, cited, rated and moved on page by page."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vedette import pathway
from vedette.base.accounts.models import Body, User
from vedette.base.markings.actions import marking_for
from vedette.base.numbers import number_in
from vedette.catalogue.controls.queries import substance_called
from vedette.errors import VedetteError
from vedette.evidence.snapshots.queries import newest
from vedette.judgement.assessments import figures, queries, writing
from vedette.judgement.assessments.definitions import Kind, KindMalformed, KindUnknown
from vedette.judgement.assessments.documents import as_docx, document
from vedette.judgement.assessments.errors import AssessmentUnknown, EntryUnfit
from vedette.judgement.assessments.formats import as_data
from vedette.judgement.assessments.models import Assessment
from vedette.judgement.deadlines.queries import every_rule
from vedette.surfaces import background
from vedette.surfaces.web import words
from vedette.surfaces.web.access import PersonRequest, needs
from vedette.surfaces.web.pages.deadlines import in_language
from vedette.surfaces.web.typed import day_in

PARTS = (
    "section", "statement", "rating", "question", "dissent", "figures", "step", "request",
    "answer", "follow-up", "round", "round-closed",
)  # fmt: skip


def kinds_by_key() -> dict[str, Kind]:
    """Return every kind of this node by its key."""
    return {one.key: one for one in queries.every_kind()}


def standing_words(row: Assessment, kinds: Mapping[str, Kind]) -> tuple[str, str]:
    """Return the titles of an assessment's kind and state, in the reader's language."""
    kind = kinds.get(row.kind)
    state = kind.state(row.state) if kind else None
    return (
        in_language(kind.title) if kind else row.kind,
        in_language(state.title) if state else row.state,
    )


def whole_context(request: PersonRequest, row: Assessment, **more: Any) -> dict[str, Any]:
    """Return what the page of one assessment shows."""
    kind, now = queries.kind_of(row), timezone.now()
    state = kind.state(row.state)
    writes = request.user.role in kind.roles
    stage = state.stage if state else "fixed"
    said = as_data(row, person=request.user, at=now)
    titles = {one.act: in_language(one.title) for one in kind.transitions}
    rules = {rule.key: in_language(rule.title) for rule in every_rule()}
    return {
        "assessment": row, "whole": said, "kind_title": in_language(kind.title),
        "state_title": in_language(state.title) if state else row.state, "stage": stage,
        "may_write": writes and stage == "writing", "may_follow_up": writes,
        "may_dissent": writes and row.status == "open",
        "legal_ref": kind.legal_ref,
        "sections": [_section(kind, one) for one in said["sections"]],
        "questions": [{**one, "title": in_language(one["title"])} for one in said["questions"]],
        "ratings": _ratings(kind, said),
        "ways": [{"act": one["act"], "title": in_language(one["title"]), "needs": one["needs"]}
                 for one in said["next"]],
        "steps": [(one, titles.get(one["act"], _("begun"))) for one in said["steps"]],
        "clocks": [(one, rules.get(one["rule"], one["rule"])) for one in said["clocks"]],
        "levels": words.choices("rating"), "answers": words.choices("said"),
        "after": chain_of(row, request.user), **_rounds(row, request.user, kind, said),
        "bodies": Body.objects.order_by("name"), "has_figures": any(s.pulls for s in kind.sections),
        **more,
    }  # fmt: skip


def _rounds(row: Assessment, person: User, kind: Kind, said: dict[str, Any]) -> dict[str, Any]:
    """Return what the part on experts shows beside the rounds themselves."""
    state = kind.state(row.state)
    is_open = any(not one["is_closed"] for one in said["rounds"])
    can_ask = kind.ratings == "apart" and person.role in kind.roles and not is_open
    can_ask = can_ask and bool(state and state.stage == "writing")
    everybody = User.objects.filter(is_active=True).exclude(pk=person.pk).select_related("body")
    return {
        "rated_apart": kind.ratings == "apart",
        "may_ask_experts": can_ask,
        "closable": set(row.rounds.filter(opened_by=person).values_list("pk", flat=True)),
        "closed_rounds": [one["number"] for one in said["rounds"] if one["is_closed"]],
        "may_be_asked": everybody.order_by("username")[:500] if can_ask else [],
    }


def chain_of(row: Assessment, person: User) -> dict[str, Any]:
    """Return what an assessment goes on from, what went on from it, and what may yet."""
    kinds, seen = kinds_by_key(), queries.assessments_seen_by(person)
    return {
        "earlier": [
            (one, standing_words(one, kinds)) for one in seen.filter(pk=row.follows_id or 0)
        ],
        "later": [(one, standing_words(one, kinds)) for one in seen.filter(follows=row)],
        "ways": [(one.key, in_language(one.title)) for one in queries.kinds_after(row, person)],
    }


def _section(kind: Kind, said: dict[str, Any]) -> dict[str, Any]:
    part = kind.section(said["key"])
    return {
        **said, "title": in_language(said["title"]),
        "belongs": part.belongs.get("en", "") if part else "",
        "is_pointer": bool(part and part.is_pointer),
        "is_required": bool(part and part.is_required),
    }  # fmt: skip


def _ratings(kind: Kind, said: dict[str, Any]) -> list[dict[str, Any]]:
    if kind.ratings != "apart":
        return []
    held = {one["scale"]: one for one in said["ratings"]}
    empty = {"said": "", "why": "", "counts_as": "", "round": None}
    rows = [{**empty, **held.get(scale, {})} for scale, _title in words.choices("scale")]
    return [
        {**row, "scale": scale, "title": title,
         "counts_as_words": words.label("rating", row["counts_as"]) if row["counts_as"] else ""}
        for row, (scale, title) in zip(rows, words.choices("scale"), strict=True)
    ]  # fmt: skip


@needs("judge")
@require_POST
def begin(request: PersonRequest) -> HttpResponse:
    """Begin an assessment of a kind, by itself or as one that goes on from an earlier one."""
    typed, now = request.POST, timezone.now()
    named = [one.strip() for one in re.split(r"[,;\n]", typed.get("substances", ""))]
    earlier = _row(request, number_in(typed["follows"]) or 0) if "follows" in typed else None
    try:
        kind = queries.kind_called(typed.get("kind", ""))
        row = pathway.begin(
            kind=kind, title=earlier.title if earlier else typed.get("title", ""), follows=earlier,
            substances=list(earlier.substances.all()) if earlier
            else [substance_called(one) for one in dict.fromkeys(named) if one],
            marking=earlier.marking if earlier else marking_for(typed.get("marking", "")),
            by=request.user, at=now,
        )  # fmt: skip
    except VedetteError as error:
        messages.error(request, str(error))
        return redirect("assessments")
    return redirect("assessment", row.pk)


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@needs("see")
@require_GET
def pdf(request: PersonRequest, assessment_id: int) -> HttpResponse:
    """Return an assessment as a tagged PDF in the reader's language."""
    return _file(request, assessment_id, document, "application/pdf", "pdf")


@needs("see")
@require_GET
def word_file(request: PersonRequest, assessment_id: int) -> HttpResponse:
    """Return an assessment as DOCX in the reader's language."""
    return _file(request, assessment_id, as_docx, DOCX, "docx")


def _file(
    request: PersonRequest, number: int, write: Callable[..., bytes], mime: str, ending: str
) -> HttpResponse:
    row = _row(request, number)
    try:
        said = as_data(row, person=request.user, at=timezone.now())
    except (KindMalformed, KindUnknown):
        return redirect("assessment", row.pk)  # where it is said
    made = HttpResponse(write(said, language=(get_language() or "en")[:2]), content_type=mime)
    made["Content-Disposition"] = f'attachment; filename="assessment-{row.pk}.{ending}"'
    return made


def _row(request: PersonRequest, number: int) -> Assessment:
    try:
        return queries.the_assessment(number, request.user)
    except AssessmentUnknown:
        raise Http404 from None


@needs("see")
@require_POST
def act(request: PersonRequest, assessment_id: int, part: str) -> HttpResponse:
    """Change one part of an assessment; each act asks for itself who may."""
    row = _row(request, assessment_id)
    try:
        said = _ACTS[part](row, request, timezone.now())
    except (KindMalformed, KindUnknown):
        return redirect("assessment", row.pk)  # where it is said
    except VedetteError as error:
        row.refresh_from_db()
        context = whole_context(request, row, errors=[str(error)], typed=request.POST)
        return render(request, "web/judgement.html", context, status=409)
    messages.success(request, said or _("Kept."))
    return redirect("assessment", row.pk)


def _section_written(row: Assessment, request: PersonRequest, now: datetime) -> str:
    typed = request.POST
    writing.write_section(
        assessment=row, section=typed.get("section", ""), text=typed.get("text", ""),
        read=number_in(typed.get("read", "0")) or 0, by=request.user, at=now,
    )  # fmt: skip
    return ""


def _stated(row: Assessment, request: PersonRequest, now: datetime) -> str:
    typed = request.POST
    url = typed.get("url", "").strip()
    day = day_in(typed.get("accessed_on", ""))
    numbers = [number_in(one) for one in re.split(r"[,; ]+", typed.get("reports", "")) if one]
    if None in numbers:
        raise EntryUnfit(_("rows are named by their numbers"))
    sources = [writing.Source(report=one) for one in numbers]
    if url:
        sources.append(writing.Source(url=url, title=typed.get("title", ""), accessed_on=day))
    writing.state(
        assessment=row, section=typed.get("section", ""), text=typed.get("text", ""),
        sources=sources, by=request.user, at=now,
    )  # fmt: skip
    return ""


def _rated(row: Assessment, request: PersonRequest, now: datetime) -> str:
    typed = request.POST
    cited = typed.get("round", "")
    writing.rate(
        assessment=row, scale=typed.get("scale", ""), said=typed.get("said", ""),
        why=typed.get("why", ""), by=request.user, at=now,
        cites=queries.the_round(row, number_in(cited) or 0) if cited else None,
    )  # fmt: skip
    return ""


def _round_opened(row: Assessment, request: PersonRequest, now: datetime) -> str:
    typed = request.POST
    day = day_in(typed.get("closes_on", ""))
    if day is None:
        raise EntryUnfit(_("say on which day the round closes"))
    made = pathway.ask_experts(
        assessment=row, question=typed.get("question", ""), scales=typed.getlist("scale"),
        panel=queries.experts_called(typed.getlist("expert")), closes_on=day, by=request.user,
        at=now,
    )  # fmt: skip
    transaction.on_commit(background.send)
    told = made.deliveries.count()
    opened = _("The round is open; those asked find it under “Asked of you”.")
    reach = _("None of their bodies has an address to be told at.")
    if told:
        reach = ngettext(
            "%d receiver of their bodies is told.", "%d receivers of their bodies are told.", told
        )
        reach %= told
    return f"{opened} {reach}"


def _round_closed(row: Assessment, request: PersonRequest, now: datetime) -> str:
    typed = request.POST
    one = queries.the_round(row, number_in(typed.get("number", "")) or 0)
    pathway.close_expert_round(row=one, reason=typed.get("reason", ""), by=request.user, at=now)
    return _("The round is closed.")


def _answered(row: Assessment, request: PersonRequest, now: datetime) -> str:
    typed = request.POST
    writing.answer(
        assessment=row, question=typed.get("question", ""), said=typed.get("said", ""),
        why=typed.get("why", ""), excepted=typed.get("excepted", ""), by=request.user, at=now,
    )  # fmt: skip
    return ""


def _dissented(row: Assessment, request: PersonRequest, now: datetime) -> str:
    typed = request.POST
    writing.dissent(
        assessment=row, holder=typed.get("holder", ""), view=typed.get("view", ""),
        why=typed.get("why", ""), by=request.user, at=now,
    )  # fmt: skip
    return ""


def _filled(row: Assessment, request: PersonRequest, now: datetime) -> str:
    snapshot = newest()
    if snapshot is None:
        raise EntryUnfit(_("there is no snapshot yet; freeze the evidence first"))
    done = figures.refresh(assessment=row, snapshot=snapshot, by=request.user, at=now)
    changed = {(one.fill.figure, c.label): c for one in done for c in one.changes}
    told = [
        f"{words.label('figure', figure)}, {c.label}: {c.before or '–'} → {c.after or '–'}"
        for (figure, _label), c in list(changed.items())[:20]
    ]
    return "; ".join(told) if told else _("Nothing changed since the last time.")


def _moved(row: Assessment, request: PersonRequest, now: datetime) -> str:
    typed = request.POST
    try:
        when = parse_datetime(typed.get("on", "")) if typed.get("on") else None
    except ValueError:
        raise EntryUnfit(_("this is no moment")) from None
    if when is not None and timezone.is_naive(when):
        when = timezone.make_aware(when)
    pathway.move(
        assessment=row, act=typed.get("act", ""), reason=typed.get("reason", ""),
        happened_at=when, by=request.user, at=now,
    )  # fmt: skip
    return _("Done.")


def _asked(row: Assessment, request: PersonRequest, now: datetime) -> str:
    typed = request.POST
    body = Body.objects.filter(code=typed.get("body", "")).first()
    if body is None:
        raise EntryUnfit(_("choose a body"))
    pathway.ask_body(
        assessment=row, body=body, question=typed.get("text", ""), by=request.user, at=now
    )
    return ""


def _answer_kept(row: Assessment, request: PersonRequest, now: datetime) -> str:
    typed = request.POST
    one = row.requests.filter(pk=number_in(typed.get("request", "")) or 0).first()
    if one is None:
        raise Http404
    pathway.answer_request(
        request=one, text=typed.get("text", ""), has_nothing="nothing" in typed, by=request.user,
        at=now,
    )  # fmt: skip
    return ""


def _followed(row: Assessment, request: PersonRequest, now: datetime) -> str:
    writing.follow_up(assessment=row, text=request.POST.get("text", ""), by=request.user, at=now)
    return ""


_ACTS: dict[str, Callable[[Assessment, PersonRequest, datetime], str]] = {
    "section": _section_written, "statement": _stated, "rating": _rated, "question": _answered,
    "dissent": _dissented, "figures": _filled, "step": _moved, "request": _asked,
    "answer": _answer_kept, "follow-up": _followed, "round": _round_opened,
    "round-closed": _round_closed,
}  # fmt: skip
