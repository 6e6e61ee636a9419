"""Working groups: their sets beside the register, meetings, documents, contacts of functions."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.db.models import F
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vedette.base.accounts.models import User
from vedette.base.markings.actions import marking_for
from vedette.base.markings.rules import colours_open_to
from vedette.base.numbers import LARGEST_ID
from vedette.catalogue.laboratories.rounds import keep_rounds
from vedette.catalogue.laboratories.tables import MOST_BYTES, TableUnread
from vedette.catalogue.spectra.models import SpectrumLibrary
from vedette.catalogue.working_groups import actions, queries
from vedette.catalogue.working_groups.models import GroupContact, WorkingGroup
from vedette.catalogue.working_groups.rules import GroupUnfit, GroupUnknown
from vedette.errors import VedetteError
from vedette.surfaces.web import words
from vedette.surfaces.web.access import PersonRequest, needs
from vedette.surfaces.web.countries import country_choices
from vedette.surfaces.web.downloads import csv_response
from vedette.surfaces.web.typed import day_in

PAGE = 100


@needs("see")
@require_GET
def groups(request: PersonRequest) -> HttpResponse:
    """List the working groups."""
    return render(request, "web/groups.html", {"groups": queries.groups_counted(request.user)})


@needs("see")
@require_GET
def group(request: PersonRequest, key: str) -> HttpResponse:
    """Show a group: its sets and how far the register covers them, meetings, contacts."""
    return render(request, "web/group.html", _context(request.user, key, {}))


def _context(person: User, key: str, typed: Mapping[str, Any]) -> dict[str, Any]:
    row = _found(key)
    sets = row.sets.annotate(collection=F("library__name")).order_by("-kept_at", "-id")[:20]
    return {
        "group": row,
        "sets": [(one, queries.coverage(one)) for one in sets[:5]],
        "older_sets": sets[5:],
        "records": queries.records_seen_by(person, row)[:200],
        "contacts": row.contacts.filter(ended_on=None).order_by("function", "institute"),
        "libraries": SpectrumLibrary.objects.filter(status="ready").order_by("name")[:200],
        "kinds": words.choices("group_record"),
        "colours": colours_open_to(person),
        "countries": country_choices(),
        "typed": typed,
    }


def _found(key: str) -> WorkingGroup:
    try:
        return queries.find(key)
    except GroupUnknown:
        raise Http404 from None


@needs("keep_laboratories")
@require_POST
def enter(request: PersonRequest) -> HttpResponse:
    """Enter a working group."""
    form = request.POST
    try:
        row = actions.enter_group(
            key=form.get("key", ""), name=form.get("name", ""), by=request.user,
            at=timezone.now(),
        )  # fmt: skip
    except VedetteError as error:
        context = {
            "groups": queries.groups_counted(request.user), "errors": [str(error)], "typed": form,
        }  # fmt: skip
        return render(request, "web/groups.html", context, status=409)
    return redirect("group", row.key)


@needs("keep_laboratories")
@require_POST
def change(request: PersonRequest, key: str, what: str) -> HttpResponse:
    """Keep a set, a meeting or document, or a contact of a group."""
    row = _found(key)
    try:
        _CHANGES[what](row, request, timezone.now())
    except VedetteError as error:
        context = _context(request.user, key, request.POST) | {"errors": [str(error)]}
        return render(request, "web/group.html", context, status=409)
    messages.success(request, _("It is kept with the group."))
    return redirect("group", row.key)


def _set(row: WorkingGroup, request: PersonRequest, at: datetime) -> None:
    form, library = request.POST, None
    if form.get("library", "").isdecimal():
        number = min(int(form["library"][:18]), LARGEST_ID)
        library = get_object_or_404(SpectrumLibrary, pk=number)
        names = actions.names_of(library)
    else:
        names = actions.read_names(uploaded_table(request))
    actions.keep_set(
        group=row, title=form.get("title", ""), version=form.get("version", ""),
        licence=form.get("licence", ""), may_export=form.get("may_export") == "yes",
        names=names, library=library, by=request.user, at=at,
    )  # fmt: skip


def uploaded_table(request: PersonRequest) -> bytes:
    """Return the bytes of the table that was sent, or refuse."""
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        raise TableUnread("choose a CSV file")
    if (file.size or 0) > MOST_BYTES:
        raise TableUnread(f"at most {MOST_BYTES // 1_000_000} MB are read")
    data: bytes = file.read()
    return data


def _record(row: WorkingGroup, request: PersonRequest, at: datetime) -> None:
    form = request.POST
    actions.keep_record(
        group=row, kind=form.get("kind", ""), title=form.get("title", ""),
        dated=_day(form.get("dated", "")), place=form.get("place", ""),
        marking=marking_for(form.get("tlp", "")), by=request.user, at=at,
    )  # fmt: skip


def _contact(row: WorkingGroup, request: PersonRequest, at: datetime) -> None:
    form = request.POST
    if (ended := form.get("end", "")).isdecimal():
        contact = get_object_or_404(GroupContact, pk=min(int(ended[:18]), LARGEST_ID), group=row)
        actions.end_contact(contact=contact, on=timezone.localdate(at), by=request.user, at=at)
        return
    actions.keep_contact(
        group=row, function=form.get("function", ""), institute=form.get("institute", ""),
        country=form.get("country", ""), mailbox=form.get("mailbox", ""),
        since=timezone.localdate(at), by=request.user, at=at,
    )  # fmt: skip


def _day(text: str) -> date:
    day = day_in(text)
    if day is None:
        raise GroupUnfit(f"{text!r} is no date; write it as year-month-day")
    return day


_CHANGES: dict[str, Callable[[WorkingGroup, PersonRequest, datetime], None]] = {
    "set": _set,
    "record": _record,
    "contact": _contact,
}


@needs("see")
@require_GET
def name_set(request: PersonRequest, number: int) -> HttpResponse:
    """Show what a set and the register have that the other lacks."""
    try:
        row = queries.find_set(number)
    except GroupUnknown:
        raise Http404 from None
    side = "ours" if request.GET.get("side") == "ours" else "theirs"
    rows: Any = (
        queries.ours_without_match(row) if side == "ours" else queries.theirs_without_match(row)
    )
    found = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {"set": row, "cover": queries.coverage(row), "found": found, "side": side}
    return render(request, "web/name_set.html", context)


@needs("see")
@require_GET
def name_set_csv(request: PersonRequest, number: int, side: str) -> HttpResponseBase:
    """Send our records without a match there, or their names without one here if they may leave."""
    try:
        row = queries.find_set(number)
    except GroupUnknown:
        raise Http404 from None
    if side == "ours":
        ours = queries.ours_without_match(row).values_list("key", "name", "inchikey", "cas")
        return csv_response("ours-without-match.csv", ("key", "name", "inchikey", "cas"), ours)
    if not row.may_export:
        messages.error(request, _("The licence of this set keeps its names here."))
        return redirect("name-set", row.pk)
    theirs = queries.theirs_that_leave(row).values_list("line", "name", "inchikey", "match")
    lines = ((*one, row.licence) for one in theirs)
    header = ("line", "name", "inchikey", "match", "licence")
    return csv_response("theirs-without-match.csv", header, lines)


@needs("keep_laboratories")
@require_POST
def map_again(request: PersonRequest, number: int) -> HttpResponse:
    """Hold a set against the register as it is now."""
    try:
        row = queries.find_set(number)
    except GroupUnknown:
        raise Http404 from None
    try:
        actions.map_again(row=row, by=request.user, at=timezone.now())
    except VedetteError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The set was held against the register."))
    return redirect("name-set", row.pk)


@needs("keep_laboratories")
@require_POST
def import_rounds(request: PersonRequest) -> HttpResponse:
    """Keep the rounds of a table, or none of them."""
    try:
        rows = keep_rounds(data=uploaded_table(request), by=request.user, at=timezone.now())
    except VedetteError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Rounds kept: %s.") % len(rows))
    return redirect("rounds")
