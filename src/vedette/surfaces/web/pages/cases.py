"""Cases: the list, one case with its parts and remarks, the form of a part, files of parts."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import Http404, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vedette import pathway
from vedette.base.accounts.models import Body, Role, User
from vedette.base.accounts.rules import Refused, may
from vedette.base.journal.actions import consulted
from vedette.base.journal.models import Consultation
from vedette.base.markings.actions import marking_for
from vedette.base.markings.models import Marking
from vedette.base.markings.rules import GIVEN_IN_FORMS, usual_colour
from vedette.base.numbers import number_in
from vedette.catalogue.laboratories.models import Laboratory
from vedette.errors import VedetteError
from vedette.evidence.cases import fields, queries
from vedette.evidence.cases.checks import CHECKS
from vedette.evidence.cases.files import COLUMNS
from vedette.evidence.cases.models import Case, CasePart
from vedette.evidence.cases.queries import CaseFile
from vedette.evidence.cases.reading import MOST_LINES
from vedette.evidence.cases.rules import CaseUnknown, Overtaken, PartRefused, may_speak
from vedette.science.identification import TECHNIQUES
from vedette.surfaces.web import words
from vedette.surfaces.web.access import PersonRequest, known_on, needs
from vedette.surfaces.web.downloads import csv_response
from vedette.surfaces.web.pages.samples import own_laboratories

PAGE = 50
LINES = 8  # of a new panel; "more lines" doubles them
REMARKS = 500  # cases looked through for the list of remarks


@needs("see")
@require_GET
def cases(request: PersonRequest) -> HttpResponse:
    """List cases, the newest first, with which parts are there and what the checks find."""
    return render(request, "web/cases.html", _list_context(request))


def _list_context(request: PersonRequest) -> dict[str, Any]:
    files, older = queries.files_seen_by(
        request.user, as_of=known_on(request).as_of, size=PAGE,
        before=number_in(request.GET.get("before", "")),
    )  # fmt: skip
    return {
        "files": [(one, one.remarks) for one in files],
        "older": older,
        "is_older": bool(request.GET.get("before")),
        "waiting": len(queries.proposed_links(request.user, newest=PAGE)),
        "kinds": fields.KINDS,
        "colours": GIVEN_IN_FORMS,
        "colour": _usual_colour(request.user),
    }


def _usual_colour(person: User) -> str:
    # Whoever belongs to a body sees what that body tells, whatever its marking.
    return usual_colour(person, sees_own=person.body_id is not None)


def found_case(request: PersonRequest, token: str) -> Case:
    """Return a case that the reader may see, or say that there is none."""
    try:
        return queries.find(token, request.user)
    except CaseUnknown:
        raise Http404 from None


@needs("see")
@require_GET
def case(request: PersonRequest, token: str) -> HttpResponse:
    """Show one case: its parts, what was looked for, how sure, and what does not fit."""
    context = _case_context(request, token)
    if file := context["file"]:
        consulted(file.parts, by=request.user, at=timezone.now(), via=Consultation.Via.PAGE)
    return render(request, "web/case.html", context)


def _case_context(request: PersonRequest, token: str) -> dict[str, Any]:
    row = found_case(request, token)
    as_of = known_on(request).as_of
    file = queries.file_of(row, person=request.user, as_of=as_of)
    cases_of = [file.case, *file.members] if file else [row]
    return {
        "case": file.case if file else row,
        "file": file,
        "remarks": file.remarks if file else (),
        "parts": _parts(file, request.user) if file else [],
        "revisions": queries.revisions_of(cases_of, request.user, as_of=as_of),
        "links": [
            link for link in queries.decisions_seen_by(request.user)
            if link.undone_at is None and (as_of is None or link.decided_at <= as_of)
            and {link.case_id, link.other_id} & {c.pk for c in cases_of}
        ],
        "kinds": fields.KINDS,
        "may_tell": may(request.user, "keep_cases") and as_of is None,
    }  # fmt: skip


def _parts(file: CaseFile, person: User) -> list[dict[str, Any]]:
    """Return each part with its answers in words, set apart from why some are missing."""
    return [
        {
            "row": part, "view": view,
            "answers": [
                (one.key, part.facts[one.key].split(";"), part.facts[one.key] in fields.MISSING)
                for one in fields.fields_of(part.kind) if part.facts.get(one.key)
            ],
            "lines": view.lines, "is_own": may_speak(person, part),
        }
        for part, view in zip(file.parts, file.view.parts, strict=True)
    ]  # fmt: skip


@needs("keep_cases")
@require_http_methods(["GET", "POST"])
def tell(request: PersonRequest) -> HttpResponseBase:
    """Show the form of a part, and keep what comes back."""
    form = request.POST if request.method == "POST" else request.GET
    kind = form.get("kind", "")
    if kind not in fields.KINDS:
        raise Http404
    token = form.get("case", "")
    row = found_case(request, token) if token else None
    before = _told_before(request, kind, row, form)
    errors: list[str] = []
    if request.method == "POST" and "more" not in form:
        try:
            return _kept(request, kind, row, before)
        except PartRefused as error:
            errors = [_flaw(flaw.column, str(flaw)) for flaw in error.flaws]
        except VedetteError as error:
            errors = [str(error)]
    if before is not None:
        consulted([before], by=request.user, at=timezone.now(), via=Consultation.Via.PAGE)
    context = _form_context(request, kind, row, before, form) | {"errors": errors}
    return render(request, "web/case_tell.html", context, status=409 if errors else 200)


def _flaw(column: str, sentence: str) -> str:
    label = words.label("case_field", column)
    return f"{label}: {sentence.partition(': ')[2] or sentence}"


def _kept(
    request: PersonRequest, kind: str, row: Case | None, before: CasePart | None
) -> HttpResponse:
    form = request.POST
    if form.get("correct") and before is None:
        raise Overtaken("this part has been corrected or taken back meanwhile; look again")
    body, laboratory = _teller(form, before)
    answers = {
        one.key: ";".join(filter(None, form.getlist(one.key))) for one in fields.fields_of(kind)
    } | {key: form.get(key, "") for key in ("occurred_on", "country", "region")}
    case_row, part = pathway.tell_part(
        kind=kind, reference=form.get("reference", ""), case=row, answers=answers,
        panel=_panel(form) if kind == fields.TOXICOLOGY else (), body=body, laboratory=laboratory,
        is_own_number=form.get("number_of") == "own", marking=_marking(form, before),
        by=request.user, at=timezone.now(),
    )  # fmt: skip
    if part is None:
        messages.success(request, _("This was told before; nothing changed."))
    else:
        messages.success(request, _("The part is kept, and the evidence follows it."))
    return redirect("case", case_row.token)


def _teller(
    form: Mapping[str, Any], before: CasePart | None
) -> tuple[Body | None, Laboratory | None]:
    """Return who speaks; a correction speaks for whoever told the part."""
    if before is not None:
        return before.body, before.laboratory
    return queries.teller_named(form.get("body", ""), form.get("laboratory", ""))


def _marking(form: Mapping[str, Any], before: CasePart | None) -> Marking:
    """Return the marking that is asked for; the same colour again is the same marking."""
    asked = form.get("tlp", "")
    if before is not None and asked == before.marking.tlp:
        return before.marking
    return marking_for(asked)


def _panel(form: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return the lines in which anything is typed, each with its number on the form."""
    if _lines_asked(form) > MOST_LINES:
        raise Refused(f"a panel has at most {MOST_LINES} lines; send the rest with another part")
    return [
        line | {"": str(number)}
        for number, line in enumerate(_typed_lines(form), start=1) if any(line.values())
    ]  # fmt: skip


def _lines_asked(form: Mapping[str, Any]) -> int:
    return number_in(str(form.get("lines", ""))) or LINES


def _typed_lines(form: Mapping[str, Any]) -> list[dict[str, str]]:
    return [
        {column: str(form.get(f"{column}-{number}", "")).strip() for column in fields.PANEL_COLUMNS}
        for number in range(1, min(_lines_asked(form), MOST_LINES) + 1)
    ]


def _form_context(
    request: PersonRequest, kind: str, row: Case | None, before: CasePart | None,
    form: QueryDict,
) -> dict[str, Any]:  # fmt: skip
    if before and request.method == "GET":
        typed, lines = _as_typed(before), _lines_of(before)
        several = {key: list(fields.listed(value)) for key, value in typed.items()}
    else:
        typed, lines = {key: form.get(key, "") for key in form}, _typed_lines(form)
        several = dict(form.lists())
    if "more" in form:
        lines += [dict.fromkeys(fields.PANEL_COLUMNS, "")] * len(lines)
    return {
        "kind": kind, "case": row, "before": before, "typed": typed, "lines": lines[:MOST_LINES],
        "asked": [(one, several.get(one.key, ())) for one in fields.fields_of(kind)],
        "missing": fields.MISSING,
        "matrices": fields.MATRICES, "states": fields.STATES,
        "techniques": [one.title for one in TECHNIQUES.values()],
        "units": fields.UNITS, "levels": ("presumptive", "probable", "confirmed"),
        "own_laboratories": own_laboratories(request.user), "bodies": _bodies(request.user),
        "colours": _colours_for(before), "colour": typed.get("tlp") or _usual_colour(request.user),
    }  # fmt: skip


def _colours_for(before: CasePart | None) -> list[str]:
    """Return the markings to choose from; the one that a part has stays among them."""
    has = [] if before is None else [before.marking.tlp]
    return list(dict.fromkeys([*GIVEN_IN_FORMS, *has]))


def _told_before(
    request: PersonRequest, kind: str, row: Case | None, form: QueryDict
) -> CasePart | None:
    """Return the part that is corrected: the one of this very case, if the person may speak.

    Parts of several cases that are told as one may have the same number.
    """
    number = number_in(form.get("correct", ""))
    file = queries.file_of(row, person=request.user) if row and number is not None else None
    if file is None or row is None:
        return None
    wanted = (row.pk, number, kind)
    part = next((p for p in file.parts if (p.case_id, p.number, p.kind) == wanted), None)
    return part if part is not None and may_speak(request.user, part) else None


def _as_typed(part: CasePart) -> dict[str, str]:
    return {
        **part.facts, "occurred_on": part.occurred_on.isoformat(), "country": part.country,
        "region": part.place.code if part.place else "", "tlp": part.marking.tlp,
    }  # fmt: skip


def _lines_of(part: CasePart) -> list[dict[str, str]]:
    told = [
        {
            "substance": one.name, "matrix": one.matrix, "state": one.state,
            "method": one.method, "claimed_level": one.claimed_level,
            "value": "" if one.value is None else repr(one.value), "unit": one.unit,
            "below_loq": "yes" if one.below_loq else "",
        }
        for one in part.lines.all()
    ]  # fmt: skip
    return told + [dict.fromkeys(fields.PANEL_COLUMNS, "")] * 2


def _bodies(person: User) -> Iterable[Body]:
    """Return the organisations for which a person may tell a part."""
    if person.role == Role.LABORATORY:
        return [person.body] if person.body else []
    return Body.objects.order_by("name")[:500]


@needs("keep_cases")
@require_POST
def withdraw(request: PersonRequest, token: str) -> HttpResponse:
    """Take a part back."""
    row = found_case(request, token)
    file = queries.file_of(row, person=request.user)
    number = number_in(request.POST.get("part", ""))
    part = next((p for p in file.parts if p.pk == number), None) if file else None
    if part is None:
        raise Http404
    try:
        pathway.withdraw_part(
            part=part, reason=request.POST.get("reason", ""), by=request.user, at=timezone.now()
        )
    except VedetteError as error:
        context = _case_context(request, token) | {"errors": [str(error)]}
        return render(request, "web/case.html", context, status=409)
    messages.success(request, _("The part is taken back."))
    return redirect("case", token)


@needs("keep_cases")
@require_POST
def take_in(request: PersonRequest) -> HttpResponse:
    """Take in a table of parts, and say what stays out and why."""
    upload = request.FILES.get("file")
    try:
        if not isinstance(upload, TemporaryUploadedFile):
            raise Refused(_("Choose a file."))
        taken = pathway.take_in_parts(
            path=Path(upload.temporary_file_path()), name=(upload.name or "")[:200],
            marking=marking_for(request.POST.get("tlp", "")), by=request.user, at=timezone.now(),
        )  # fmt: skip
    except VedetteError as error:
        context = _list_context(request) | {"errors": [str(error)]}
        return render(request, "web/cases.html", context, status=409)
    context = _list_context(request) | {"taken": taken, "file_name": upload.name}
    return render(request, "web/cases.html", context)


@needs("see")
@require_GET
def template(_request: PersonRequest) -> HttpResponseBase:
    """Send an empty table with every column of a file of parts."""
    return csv_response("cases.csv", COLUMNS, ())


@needs("see")
@require_GET
def checks(request: PersonRequest) -> HttpResponse:
    """Show the table of checks, and the newest cases in which they find something."""
    return render(request, "web/case_checks.html", {
        "checks": CHECKS, "found": list(_remarks(request)), "looked": REMARKS,
    })  # fmt: skip


@needs("see")
@require_GET
def remarks_csv(request: PersonRequest) -> HttpResponseBase:
    """Send what the checks find in the newest cases."""
    return csv_response(
        "remarks.csv", ("case", "context", "day", "country", "check", "weight", "sentence"),
        (
            (one.case.token, one.context, one.day, one.view.parts[0].country, remark.key,
             remark.weight, remark.sentence)
            for one, remark in _remarks(request)
        ),
    )  # fmt: skip


def _remarks(request: PersonRequest) -> Iterable[tuple[CaseFile, Any]]:
    files, _older = queries.files_seen_by(request.user, as_of=known_on(request).as_of, size=REMARKS)
    told = [part for one in files if one.remarks for part in one.parts]
    consulted(told, by=request.user, at=timezone.now(), via=Consultation.Via.PAGE)
    return ((one, remark) for one in files for remark in one.remarks)
