"""The law: what definitions say, and what they mean for a structure on a day."""

from datetime import date
from typing import Any
from urllib.parse import quote

from csp.decorators import csp_update
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from vedette.catalogue.controls import formats, queries, rules
from vedette.catalogue.controls.definitions import Definition, read_definitions
from vedette.catalogue.controls.engine import Obstacle
from vedette.catalogue.controls.listings import precursors_of, read_duties, read_precursors
from vedette.catalogue.controls.structures import read_structure
from vedette.catalogue.substances.models import Substance
from vedette.errors import VedetteError
from vedette.surfaces.web import words
from vedette.surfaces.web.access import PersonRequest, known_on, needs
from vedette.surfaces.web.structures import drawing_of


@needs("see")
@require_GET
def law(request: PersonRequest) -> HttpResponse:
    """List the definitions; for a name or structure asked for, say what the law is."""
    asked = request.GET.get("q", "").strip()
    context: dict[str, Any] = {
        "definitions": read_definitions(), "asked": asked, "duties": read_duties(),
        "precursors": read_precursors(),
    }  # fmt: skip
    if asked:
        try:
            context |= _answered(asked, known_on(request).day or timezone.localdate())
        except VedetteError as refusal:
            context["refusal"] = str(refusal)
    return render(request, "web/law.html", context)


def _answered(asked: str, day: date) -> dict[str, Any]:
    """Read what was asked as a name first, then as a structure."""
    try:
        row = queries.substance_called(asked)
    except VedetteError as no_name:
        try:
            structure = read_structure(asked)
        except VedetteError:
            raise no_name from None
        return {
            "law": as_rows(queries.status_of_structure(structure, at=day)), "law_day": day,
            "law_query": f"smiles={_quoted(structure.smiles)}",
        }  # fmt: skip
    return {"row": row, **of_substance(row, day)}


def of_substance(
    row: Substance, day: date, *, finding: tuple[str, date] | None = None
) -> dict[str, Any]:
    """Return what the page of a substance shows of the law; a finding may be its first notice."""
    rows = as_rows(queries.status_of(row, at=day))
    country, found_on = finding or ("", None)
    notice = rules.first_notice(row.eu_first_notified, finding=found_on, country=country)
    return {
        "law": rows,
        "law_day": day,
        "law_query": f"substance={_quoted(row.key)}",
        "law_precursors": precursors_of(row.key),
        "law_notice": notice,
        "law_times": times(notice, rows),
    }


def as_rows(statuses: tuple[rules.ControlStatus, ...]) -> list[dict[str, Any]]:
    """Return places with what their texts say, in the reader's words; silent places not."""
    rows = []
    for status in statuses:
        texts = [
            {"control": one, "why": why(one), "places_of_atoms": one.verdict and one.verdict.atoms}
            for one in formats.telling(status.controls)
        ]
        if texts:
            rows.append({"status": status, "place": place(status.jurisdiction), "texts": texts})
    return rows


def place(code: str) -> str:
    """Say a jurisdiction in the reader's language."""
    return {"UN": _("United Nations"), "EU": _("European Union")}.get(code) or words.country(code)


def why(control: rules.Control) -> str:
    """Say why a text has its outcome, in the reader's language."""
    obstacles = control.verdict.obstacles[:3] if control.verdict else ()
    said = "; ".join(obstacle_in_words(one) for one in obstacles)
    return str(words.label("law_reason", control.reason)).format(why=said or "–")


def obstacle_in_words(one: Obstacle) -> str:
    """Say what stands against a definition, in the reader's language."""
    text = str(words.label("law_obstacle", one.code))
    return text.format(place=one.place, group=one.group, limit=one.limit)


def times(
    notice: rules.Notice | None, found: list[dict[str, Any]]
) -> list[rules.TimeToControl]:  # fmt: skip
    """Return how long control took from a first notice, in each place that controls."""
    if notice is None:
        return []
    dated = [(one["status"].jurisdiction, one["status"].since) for one in found]
    return [
        rules.time_to_control(notice, place=code, since=since) for code, since in dated if since
    ]


def _quoted(text: str) -> str:
    return quote(text, safe="")


@needs("see")
@require_GET
def definition(request: PersonRequest, key: str) -> HttpResponse:
    """Show one definition: its text in our terms, its dates and what is simplified."""
    one = _known(key)
    clauses = [{"clause": clause, "places": list(clause.places.values())} for clause in one.clauses]
    return render(
        request, "web/law_definition.html",
        {"definition": one, "clauses": clauses, "place": place(one.jurisdiction)},
    )  # fmt: skip


@csp_update({"style-src": ["'unsafe-inline'"]})  # RDKit draws with style attributes
@needs("see")
@require_GET
def drawing(request: PersonRequest, key: str) -> HttpResponse | FileResponse:
    """Send the drawing of a structure with the atoms that a definition found in it."""
    if wanted := request.GET.get("substance", ""):
        smiles = get_object_or_404(Substance, key=wanted).smiles
    else:
        smiles = request.GET.get("smiles", "")
    try:
        structure = read_structure(smiles)
    except VedetteError:
        raise Http404 from None
    verdict = queries.verdict_of(structure, _known(key))
    marked = {atom for one in verdict.obstacles for atom in one.atoms}
    path = drawing_of(structure.smiles, atoms=verdict.atoms, against=tuple(sorted(marked)))
    if structure.doubt or path is None:
        raise Http404
    response = FileResponse(path.open("rb"), content_type="image/svg+xml")
    response["Cache-Control"] = "private, max-age=86400"
    return response


def _known(key: str) -> Definition:
    for one in read_definitions():
        if one.key == key:
            return one
    raise Http404
