"""One entry: what it says in every language, what is known of it, and what may be said of it."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vedette.base.accounts.models import User
from vedette.base.accounts.rules import may
from vedette.base.numbers import number_in
from vedette.errors import VedetteError
from vedette.response.policy import (
    board,
    following,
    proof,
    publishing,
    queries,
    rules,
    unfinished,
)
from vedette.response.policy.errors import EntryUnknown, PromiseUnfit
from vedette.response.policy.models import (
    Evidence,
    Mention,
    Milestone,
    PolicyBody,
    PolicyEntry,
    ReportingRound,
    Tie,
)
from vedette.surfaces.web import words
from vedette.surfaces.web.access import PersonRequest, known_on, needs
from vedette.surfaces.web.pages.policy import in_reader_language, instrument_or_404
from vedette.surfaces.web.pages.policy_board import differences_of
from vedette.surfaces.web.pages.situation import title_of
from vedette.surfaces.web.promise_words import Signs
from vedette.surfaces.web.typed import day_in

Form = Mapping[str, str]
TIED = ("signal", "assessment", "alert")


@needs("see")
@require_GET
def entry(request: PersonRequest, key: str, code: str) -> HttpResponse:
    """Show one entry with its place in the document and all that is known of it."""
    return render(request, "web/promise.html", _context(request, _entry(request, key, code)))


def _entry(request: PersonRequest, key: str, code: str) -> PolicyEntry:
    instrument = instrument_or_404(request, key)
    try:
        return queries.find_entry(f"{instrument.key}/{code}")
    except EntryUnknown as error:
        raise Http404(str(error)) from None


def _context(request: PersonRequest, row: PolicyEntry) -> dict[str, Any]:
    known, signs = known_on(request), Signs()
    readings = in_reader_language(queries.newest_readings(row.instrument, known.as_of))
    placed = queries.placed_entries(row.instrument, readings, only=row)
    if not placed and row.kind != PolicyEntry.Kind.AREA:
        raise Http404
    said = placed[0].said if placed else None
    acts = [one.act for one in said.citations.all()] if said else []
    parts = PolicyEntry.objects.filter(parent=row).order_by("position")
    context: dict[str, Any] = {
        "entry": row,
        "document": row.instrument,
        "key": queries.key_of(row),
        "pairs": list(zip(readings, placed[0].wordings, strict=True)) if placed else [],
        "said": said,
        "parts": queries.placed_entries(row.instrument, readings, parts=parts),
        "acts": acts,
        "here": queries.named_documents(acts),
        "differences": differences_of(row.pk),
        "mentions": list(
            Mention.objects.filter(wording=said).select_related("substance", "place")
        ) if said else [],
        "is_followed": row.kind in rules.FOLLOWED,
        "may_act": may(request.user, "judge") and not known.day and row.kind in rules.FOLLOWED,
        "typed": {},
    }  # fmt: skip
    if row.kind in rules.FOLLOWED:
        context |= _followed(request, row, signs)
        context |= {
            "carried": unfinished.counting(as_of=known.moment, entry=row).get(row.pk),
            "carried_here": unfinished.carried_here(as_of=known.moment, target=row),
        }
    return context


def _followed(request: PersonRequest, row: PolicyEntry, signs: Signs) -> dict[str, Any]:
    moment = known_on(request).moment
    found = board.followed(row, as_of=moment)
    cells = {code: one for code, one in found.standings.items() if code}
    ties = proof.visible_ties(found.ties, request.user)
    return {
        "whole": signs.of(found.standings.get("")),
        "whole_standing": found.standings.get(""),
        "reports": [(one, signs.named(one.status)) for one in found.reports],
        "by_country": [
            (code, words.country(code), signs.of(cells.get(code)), cells.get(code))
            for code in rules.reporting_countries()
        ],
        "answered": len(cells),
        "evidence": found.evidence,
        "open_records": proof.visible(found.evidence, request.user),
        "milestones": found.milestones,
        "leads": found.leads,
        "ties": [_tied(*one) for one in ties],
        "hidden_ties": len(found.ties) - len(ties),
        "statuses": signs.choices,
        "countries": [(code, words.country(code)) for code in rules.reporting_countries()],
        "kinds": words.choices("evidence_kind"),
        "bodies": list(PolicyBody.objects.order_by("name")),
        "rounds": list(ReportingRound.objects.filter(instrument=row.instrument).order_by("-pk")),
        "today": timezone.localdate(),
    }


def _tied(one: Tie, kind: str, number: int) -> dict[str, Any]:
    sentence = title_of(one.signal) if one.signal else ""
    return {"tie": one, "kind": kind, "number": number, "sentence": sentence}


@needs("judge")
@require_POST
def say(request: PersonRequest, key: str, code: str, what: str) -> HttpResponse:
    """Add what somebody says of a promise; what is refused keeps what was typed."""
    row = _entry(request, key, code)
    if what not in _ACTS:
        raise Http404
    try:
        _ACTS[what](row, request.POST, request.user, timezone.now())
    except VedetteError as error:
        context = _context(request, row) | {"errors": [str(error)], "typed": request.POST}
        return render(request, "web/promise.html", context, status=409)
    messages.success(request, _("Kept."))
    return redirect("promise", key, code)


def _report(row: PolicyEntry, form: Form, by: User, at: datetime) -> None:
    country, day = form.get("country", ""), day_of(form, "valid_on", at)
    evidence = _evidence(row, form)
    if evidence is None and form.get("title", "").strip():
        evidence = _new_evidence(row, form, by, at)
    asked = form.get("round", "")
    following.report(
        entry=row, status=form.get("status", ""), country=country, evidence=evidence,
        note=form.get("note", ""), valid_on=day, by=by, at=at,
        round=ReportingRound.objects.filter(pk=_number(asked)).first() if asked else None,
    )  # fmt: skip


def _new_evidence(row: PolicyEntry, form: Form, by: User, at: datetime) -> Evidence:
    where = form.get("where", "").strip()
    kind = form.get("kind", "document")
    is_record = kind in proof.RECORDS
    return following.add_evidence(
        entry=row, kind=kind, title=form.get("title", ""), country=form.get("country", ""),
        url=where if kind in ("link", "document") else "",
        record_id=_number(where) or None if is_record else None,
        key=where if kind == "indicator" else "", valid_on=day_of(form, "valid_on", at),
        by=by, at=at,
    )  # fmt: skip


def _validate(row: PolicyEntry, form: Form, by: User, at: datetime) -> None:
    report = row.reports.filter(pk=_number(form.get("report", ""))).first()
    if report is None:
        raise PromiseUnfit("there is no such report of this promise")
    following.validate(
        report=report, verdict=form.get("verdict", ""), reason=form.get("reason", ""), by=by, at=at
    )


def _mark(row: PolicyEntry, form: Form, by: User, at: datetime) -> None:
    report = row.reports.filter(pk=_number(form.get("report", ""))).first()
    if report is None:
        raise PromiseUnfit("there is no such report of this promise")
    publishing.mark_answer(report=report, tlp=form.get("tlp", ""), by=by, at=at)


def _milestone(row: PolicyEntry, form: Form, by: User, at: datetime) -> None:
    number = _number(form.get("number", "")) or None
    old = row.milestones.filter(number=number).order_by("-revision").first() if number else None
    due = day_of(form, "due_on", at) if form.get("due_on") or old is None else old.due_on
    following.set_milestone(
        entry=row, number=number, title=form.get("title", "") or (old.title if old else ""),
        due_on=due, state=form.get("state", Milestone.State.PLANNED),
        evidence=_evidence(row, form), valid_on=timezone.localdate(at), by=by, at=at,
    )  # fmt: skip


def _lead(row: PolicyEntry, form: Form, by: User, at: datetime) -> None:
    body = PolicyBody.objects.filter(code=form.get("body", "")).first()
    if body is None:
        raise PromiseUnfit("name a body of the register")
    following.lead(
        entry=row, body=body, holds=form.get("ends") != "yes", reason=form.get("reason", ""),
        valid_on=timezone.localdate(at), by=by, at=at,
    )  # fmt: skip


def _tie(row: PolicyEntry, form: Form, by: User, at: datetime) -> None:
    kind, number = form.get("record", ""), _number(form.get("number", ""))
    if kind not in TIED:
        raise PromiseUnfit("tie a signal, an assessment or an alert")
    subject = proof.RECORDS[kind](by).filter(pk=number).first()
    if subject is None:
        raise PromiseUnfit(f"there is no {kind} {number} that you may see")
    following.tie(
        entry=row, subject=subject, reason=form.get("reason", ""),
        holds=form.get("ends") != "yes", by=by, at=at,
    )  # fmt: skip


_ACTS: dict[str, Callable[[PolicyEntry, Form, User, datetime], object]] = {
    "report": _report,
    "evidence": _new_evidence,
    "validation": _validate,
    "marking": _mark,
    "milestone": _milestone,
    "lead": _lead,
    "tie": _tie,
}


def _evidence(row: PolicyEntry, form: Form) -> Evidence | None:
    asked = form.get("evidence", "")
    return Evidence.objects.filter(pk=_number(asked)).first() if asked else None


def _number(text: str) -> int:
    """Return the number of a row; 0, which no row has, for anything else."""
    return number_in(text) or 0


def day_of(form: Form, name: str, at: datetime) -> date:
    """Return a day as it was typed, today if nothing was; refuse what is none."""
    text = form.get(name, "").strip()
    if not text:
        return timezone.localdate(at)
    found = day_in(text)
    if found is None:
        raise PromiseUnfit(f"{text!r} is no date; write it as year-month-day")
    return found


@needs("judge")
@require_POST
def tie_record(request: PersonRequest, kind: str, number: int) -> HttpResponse:
    """Tie a signal, assessment or alert to a promise from its own page."""
    if kind not in TIED:
        raise Http404
    form = request.POST
    try:
        row = queries.find_entry(form.get("promise", "").strip())
        _tie(row, {**form.dict(), "record": kind, "number": str(number)}, request.user,
             timezone.now())  # fmt: skip
        messages.success(request, _("Kept."))
    except VedetteError as error:
        messages.error(request, _("This was not done: %s.") % error)
    return redirect(kind, number)
