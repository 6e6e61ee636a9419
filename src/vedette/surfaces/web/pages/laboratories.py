"""Laboratories: the directory, one laboratory, reference standards, proficiency rounds."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vedette.base.accounts.models import User
from vedette.base.accounts.rules import may
from vedette.catalogue.laboratories import actions, exchange, queries
from vedette.catalogue.laboratories.models import Laboratory
from vedette.catalogue.laboratories.rules import FactRefused, LaboratoryUnknown, acts_for
from vedette.catalogue.substances.models import Family, Substance
from vedette.errors import VedetteError
from vedette.evidence.samples.queries import turn_arounds
from vedette.science.identification import TECHNIQUES
from vedette.surfaces.web import words
from vedette.surfaces.web.access import PersonRequest, known_on, needs
from vedette.surfaces.web.countries import country_choices
from vedette.surfaces.web.typed import day_in

SHOWN = 200  # in a choice of laboratories
PAGE = 50


@needs("see")
@require_GET
def laboratories(request: PersonRequest) -> HttpResponse:
    """Show the directory, narrowed by country, role, technique or a standard held."""
    return render(request, "web/laboratories.html", _list_context(request))


def _list_context(request: PersonRequest) -> dict[str, Any]:
    query, day = request.GET, timezone.localdate(known_on(request).moment)
    substance = _named(query.get("substance", ""))
    rows = queries.directory(
        country=query.get("country", "")[:2], role=query.get("role", ""),
        technique=query.get("technique", ""), substance=substance.key if substance else "",
        on=day,
    )  # fmt: skip
    found = Paginator(rows, PAGE).get_page(query.get("page"))
    asked = query.get("substance", "").strip()
    return {
        "laboratories": [
            (row, sorted({TECHNIQUES[m.technique].title for m in row.methods.all()}))
            for row in found
        ],
        "found": found,
        "is_filtered": any(query.get(n) for n in ("country", "role", "technique", "substance")),
        "errors": [_("No substance is called “%s”. The list is not narrowed by it.") % asked]
        if asked and substance is None else [],
        "roles": words.choices("laboratory_role"),
        "techniques": _techniques(),
        "countries": country_choices(),
        "requests": list(queries.open_requests()[:50]),
        "request_steps": _request_steps(request.user),
    }  # fmt: skip


def _techniques() -> list[tuple[str, str]]:
    return [(one.key, one.title) for one in TECHNIQUES.values()]


def _request_steps(person: User) -> list[Laboratory]:
    """Return the laboratories that a person may offer a standard for."""
    if not may(person, "handle_samples"):
        return []
    return [row for row in Laboratory.objects.order_by("name")[:SHOWN] if acts_for(person, row)]


@needs("see")
@require_GET
def laboratory(request: PersonRequest, code: str) -> HttpResponse:
    """Show what a laboratory is, measures, holds, and how it does."""
    return render(request, "web/laboratory.html", _context(request, code, {}))


def _context(request: PersonRequest, code: str, typed: Mapping[str, Any]) -> dict[str, Any]:
    try:
        row = queries.find(code)
    except LaboratoryUnknown:
        raise Http404 from None
    known = known_on(request)
    day = timezone.localdate(known.moment)
    is_now = known.day is None
    return {
        "laboratory": row,
        "held_roles": queries.roles_of(row, on=day),
        "methods": [(m, TECHNIQUES[m.technique].title) for m in queries.methods_of(row, on=day)],
        "standards": queries.standards_of(row, on=day),
        "requests": list(queries.open_requests(row)),
        "rounds": queries.rounds_of(row),
        "turn_arounds": [
            (technique, took)
            for (_code, technique), took in turn_arounds(row, person=request.user).items()
        ],
        "may_act": is_now and acts_for(request.user, row),
        "may_keep": is_now and may(request.user, "keep_laboratories"),
        "roles": words.choices("laboratory_role"),
        "techniques": _techniques(),
        "families": Family.objects.order_by("name"),
        "request_steps": _request_steps(request.user) if is_now else [],
        "typed": typed,
    }


@needs("keep_laboratories")
@require_POST
def enter(request: PersonRequest) -> HttpResponse:
    """Enter a laboratory in the directory."""
    form = request.POST
    try:
        row = actions.enter(
            code=form.get("code", ""), name=form.get("name", ""), country=form.get("country", ""),
            by=request.user, at=timezone.now(),
        )  # fmt: skip
    except VedetteError as error:
        context = _list_context(request) | {"errors": [str(error)], "typed": form}
        return render(request, "web/laboratories.html", context, status=409)
    messages.success(request, _("%s is in the directory.") % row.name)
    return redirect("laboratory", row.code)


@needs("handle_samples")
@require_POST
def change(request: PersonRequest, code: str, what: str) -> HttpResponse:
    """Add a role, a method or a standard to a laboratory, or ask for a standard."""
    try:
        row = queries.find(code)
        _CHANGES[what](row, request.POST, request.user, timezone.now())
    except LaboratoryUnknown:
        raise Http404 from None
    except VedetteError as error:
        context = _context(request, code, request.POST) | {"errors": [str(error)]}
        return render(request, "web/laboratory.html", context, status=409)
    messages.success(request, _("It is in the directory."))
    return redirect("laboratory", row.code)


def _role(row: Laboratory, form: Mapping[str, str], by: User, at: datetime) -> None:
    if ended := form.get("end", ""):
        role = row.roles.filter(pk=_id(ended), ended_on=None).first()
        if role is None:
            raise FactRefused("this role has ended already")
        actions.end_role(role=role, on=timezone.localdate(at), by=by, at=at)
        return
    actions.give_role(laboratory=row, kind=form.get("kind", ""), since=_day(form, at), by=by, at=at)


def _method(row: Laboratory, form: Mapping[str, str], by: User, at: datetime) -> None:
    family = Family.objects.filter(key=form.get("family", ""))
    actions.add_method(
        laboratory=row, technique=form.get("technique", ""), since=_day(form, at),
        matrix=form.get("matrix", ""), families=family, detection_limit=_number(form),
        unit=form.get("unit", ""), is_accredited=form.get("is_accredited") == "yes",
        accredited_until=_date(form.get("accredited_until", "")), by=by, at=at,
    )  # fmt: skip


def _standard(row: Laboratory, form: Mapping[str, str], by: User, at: datetime) -> None:
    if ended := form.get("end", ""):
        held = row.standards.filter(pk=_id(ended), until=None).first()
        if held is None:
            raise FactRefused("this standard has ended already")
        actions.end_standard(standard=held, on=timezone.localdate(at), by=by, at=at)
        return
    actions.hold_standard(
        laboratory=row, substance=_substance(form), since=_day(form, at),
        may_share=form.get("may_share") == "yes", by=by, at=at,
    )  # fmt: skip


def _ask(row: Laboratory, form: Mapping[str, str], by: User, at: datetime) -> None:
    exchange.ask(
        laboratory=row, substance=_substance(form), reason=form.get("reason", ""), by=by, at=at
    )


_CHANGES: dict[str, Callable[[Laboratory, Mapping[str, str], User, datetime], None]] = {
    "role": _role,
    "method": _method,
    "standard": _standard,
    "request": _ask,
}


@needs("handle_samples")
@require_POST
def step(request: PersonRequest, number: int) -> HttpResponse:
    """Take the next step of a request for a standard."""
    form, offering = request.POST, request.POST.get("laboratory", "")
    try:
        row = exchange.step(
            request=queries.find_request(number), status=form.get("status", ""),
            laboratory=queries.find(offering) if offering else None, by=request.user,
            at=timezone.now(),
        )  # fmt: skip
    except VedetteError as error:
        context = _list_context(request) | {"errors": [str(error)]}
        return render(request, "web/laboratories.html", context, status=409)
    messages.success(request, _("The request goes on: %s.") % words.label("exchange", row.status))
    return redirect("laboratories")


@needs("see")
@require_GET
def rounds(request: PersonRequest) -> HttpResponse:
    """Show the newest proficiency rounds with the score of each laboratory."""
    return render(request, "web/rounds.html", {"rounds": queries.newest_rounds()})


def _id(text: str) -> int:
    """Return the number of a row; 0, which no row has, for anything else."""
    return int(text) if text.isdecimal() and len(text) < 19 else 0


def _substance(form: Mapping[str, str]) -> Substance:
    named = form.get("substance", "")
    found = _named(named)
    if found is None:
        raise FactRefused(f"no substance is called {named!r}")
    return found


def _named(text: str) -> Substance | None:
    text = text.strip()
    if not text:
        return None
    rows = Substance.objects.filter(key=text) or Substance.objects.filter(name__iexact=text)
    return rows.first()


def _day(form: Mapping[str, str], at: datetime) -> date:
    return _date(form.get("since", "")) or timezone.localdate(at)


def _date(text: str) -> date | None:
    found = day_in(text)
    if text and found is None:
        raise FactRefused(f"{text!r} is no date; write it as year-month-day")
    return found


def _number(form: Mapping[str, str]) -> float | None:
    text = form.get("detection_limit", "").strip().replace(",", ".")
    try:
        return float(text) if text else None
    except ValueError:
        raise FactRefused(f"{text!r} is no number") from None
