"""What was promised in figures: each indicator, what it says, from what, and what is missing."""

import re
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vedette.base.accounts.rules import Refused, check_may
from vedette.base.markings.actions import marking_for
from vedette.base.numbers import number_in
from vedette.errors import VedetteError
from vedette.response.indicators import actions, formats, importing, queries
from vedette.response.indicators.definitions import Part
from vedette.response.indicators.errors import IndicatorUnknown
from vedette.response.indicators.mapping import mappings_of
from vedette.response.indicators.methods import METHODS
from vedette.response.indicators.queries import Reading
from vedette.response.indicators.rules import goes_well, reaches
from vedette.surfaces.web import words
from vedette.surfaces.web.access import PersonRequest, known_on, needs
from vedette.surfaces.web.downloads import csv_response
from vedette.surfaces.web.period_plots import by_period, png_file, svg_file

TLPS = ("CLEAR", "GREEN", "AMBER", "AMBER+STRICT")
MOST_BYTES = 64 << 20
COUNTRY = re.compile(r"[A-Z]{2}")
CATALOGUES = {"ttl": ("turtle", "text/turtle"), "jsonld": ("json-ld", "application/ld+json")}
FILES = ("values.csv", "sdmx.csv", "sdmx.json", "chart.svg", "chart.png")


@needs("see")
@require_GET
def indicators(request: PersonRequest) -> HttpResponse:
    """Show the twelve of the plan and those for the Pact at a glance."""
    return render(request, "web/indicators.html", _list_context(request))


def _list_context(request: PersonRequest, country: str = "") -> dict[str, Any]:
    moment = known_on(request).moment
    found = queries.readings(request.user, as_of=moment, country=country)
    rows = [_glance(one, country) for one in found]
    return {
        "plan": [row for row in rows if row["indicator"].number],
        "others": [row for row in rows if not row["indicator"].number],
        "with_value": sum(row["newest"] is not None for row in rows if row["indicator"].number),
        "countries": sorted(
            ((code, words.country(code))
             for code in queries.countries_with_values(request.user, as_of=moment)),
            key=lambda pair: pair[1],
        ),
        "country": country,
    }  # fmt: skip


def _glance(one: Reading, country: str = "") -> dict[str, Any]:
    part = one.shown_part()
    newest, change = one.newest(part.key, country=country), one.change(part.key, country=country)
    target = one.indicator.target
    goal = one.newest(target.part, country=country) if target and target.part else None
    return {
        "indicator": one.indicator, "title": in_language(one.indicator.title), "part": part,
        "part_title": in_language(part.title), "newest": newest, "change": change,
        "cell": words.cell(newest.cell) if newest else "",
        "goes": goes_well(change, one.indicator.is_better(part)), "known": one.known_how,
        "target": target, "missing": len({lack["part"] for lack in one.missing}),
        "parts": len(one.indicator.parts), "is_closed": one.is_closed,
        "reached": reaches(
            goal.value if goal else None, target.value if target else None,
            one.indicator.direction,
        ),
    }  # fmt: skip


def in_language(texts: Any) -> str:
    """Return a text of an indicator in the reader's language, or in English."""
    return str(texts.get((get_language() or "en")[:2]) or texts.get("en", ""))


@needs("see")
@require_GET
def country(request: PersonRequest, code: str) -> HttpResponse:
    """Show what every indicator says of one country."""
    if not COUNTRY.fullmatch(code):
        raise Http404
    return render(request, "web/indicators.html", _list_context(request, code))


@needs("see")
@require_GET
def indicator(request: PersonRequest, key: str) -> HttpResponse:
    """Show one indicator: figures, parts, revisions, caveats, and what is missing."""
    found = _reading(request, key)
    chosen = _chosen(request, found)
    return render(request, "web/indicator.html", _context(request, found, *chosen))


def _reading(request: PersonRequest, key: str) -> Reading:
    """Return the reading of a day, or of an older revision that the reader asked for."""
    try:
        one = queries.the_indicator(key)
    except IndicatorUnknown:
        raise Http404 from None
    moment = known_on(request).moment
    asked = request.GET.get("revision", "")
    if (number := number_in(asked)) is not None:
        held = queries.computations_seen_by(request.user, key)
        row = held.filter(pk=number, as_of__lte=moment).first()
        if row is None:
            raise Http404
        return Reading(one, row, list(row.values.order_by("part", "country", "period", "cell")))
    return queries.reading(request.user, one, as_of=moment)


def _chosen(request: PersonRequest, found: Reading) -> tuple[Part, str, str]:
    """Return part, country and cell that the page draws."""
    part = found.indicator.part(request.GET.get("part", "")) or found.shown_part()
    place = request.GET.get("country", "")
    cells = {one.cell for one in found.values if one.part == part.key}
    cell = request.GET.get("cell", "")
    if cell not in cells:
        cell = found.shown_cell(part.key)
    places = {one.country for one in found.values if one.part == part.key}
    if place not in places:
        place = "" if "" in places or not places else min(places)
    return part, place, cell


def _context(
    request: PersonRequest, found: Reading, part: Part, place: str, cell: str
) -> dict[str, Any]:
    one = found.indicator
    series = found.of(part.key, country=place, cell=cell)
    of_part = [value for value in found.values if value.part == part.key]
    target = one.target if one.target and one.target.part == part.key else None
    aim = target.value if target else None
    narrow = {"most": 8, "width": 350, "height": 210}
    return {
        **_glance(found), "reading": found, "chosen": part, "place": place, "cell": cell,
        "chosen_title": in_language(part.title), "cell_words": words.cell(cell),
        "series": [(value, _flags(value)) for value in reversed(series)],
        "wide": by_period(series, name="indicator", target=aim),
        "narrow": by_period(series, name="indicator-narrow", target=aim, **narrow),
        "parts_shown": [_part(found, p) for p in one.parts],
        "cells": [(c, words.cell(c) or _("all")) for c in sorted({v.cell for v in of_part})],
        "by_country": _by_country(found, part, cell), "lacks": _lacks(found),
        "revisions": list(queries.computations_seen_by(request.user, one.key).filter(
            as_of__lte=known_on(request).moment)[:20]),
        "row": found.computation, "context": _only_context(part),
        "method": (found.computation.methods if found.computation else {}).get(part.key, ""),
    }  # fmt: skip


def _only_context(part: Part) -> str:
    """Return the one context that a part is counted in, empty where there are more or none."""
    found = METHODS[part.method].contexts(part.parameters) if part.method else ()
    return found[0] if len(found) == 1 else ""


def _flags(value: Any) -> list[str]:
    return [str(words.label("indicator_flag", flag)) for flag in value.flags]


def _part(found: Reading, part: Part) -> dict[str, Any]:
    newest, change = found.newest(part.key), found.change(part.key)
    return {
        "part": part, "title": in_language(part.title), "newest": newest, "change": change,
        "cell": words.cell(newest.cell) if newest else "",
        "goes": goes_well(change, found.indicator.is_better(part)),
        "has_values": any(one.part == part.key for one in found.values),
    }  # fmt: skip


def _by_country(found: Reading, part: Part, cell: str) -> list[Any]:
    """Return the newest whole value of each country, named, for one part and cell."""
    places = {one.country for one in found.values
              if one.part == part.key and one.cell == cell and one.country}  # fmt: skip
    rows = [
        (code, words.country(code) if code != "ZZ" else _("country not reported"),
         found.newest(part.key, country=code, cell=cell),
         found.change(part.key, country=code, cell=cell))
        for code in places
    ]  # fmt: skip
    return sorted(rows, key=lambda row: row[1])


def _lacks(found: Reading) -> list[dict[str, Any]]:
    titles = {part.key: in_language(part.title) for part in found.indicator.parts}
    return [
        {"title": titles.get(lack["part"], lack["part"]),
         "why": words.label("indicator_why", lack["why"]),
         "of": words.label("indicator_of", lack["of"]) if lack.get("of") else "",
         "wanted": lack.get("wanted", "")}
        for lack in found.missing
    ]  # fmt: skip


@needs("see")
@require_GET
def export(request: PersonRequest, key: str, file: str) -> Any:
    """Send an indicator as a file: a table, SDMX, or the drawn chart."""
    found = _reading(request, key)
    if file == "values.csv":
        return csv_response(f"{key}.csv", formats.HEADER, formats.rows_of(found))
    if file == "sdmx.csv":
        return _file(formats.sdmx_csv(found).encode(), "text/csv", f"{key}-sdmx.csv")
    if file == "sdmx.json":
        made = formats.sdmx_json(found, prepared=_prepared(found))
        return _file(made, "application/json", f"{key}-sdmx.json")
    svg = _chart(request, found)
    if file == "chart.svg":
        return _file(svg.encode(), "image/svg+xml", f"{key}.svg")
    return _file(png_file(svg), "image/png", f"{key}.png")


def _prepared(found: Reading) -> datetime:
    return found.computation.computed_at if found.computation else timezone.now()


def _chart(request: PersonRequest, found: Reading) -> str:
    part, place, cell = _chosen(request, found)
    target = found.indicator.target
    aim = target.value if target and target.part == part.key else None
    plot = by_period(found.of(part.key, country=place, cell=cell), name="chart", target=aim)
    if plot is None:
        raise Http404
    title = ": ".join(filter(None, (in_language(found.indicator.title), in_language(part.title))))
    about = [words.country(place) if place else "", words.cell(cell),
             str(words.label("ucum", part.unit)), settings.VEDETTE_NODE,
             f"{_prepared(found):%Y-%m-%d}"]  # fmt: skip
    return svg_file(plot, title=title, note=" · ".join(filter(None, about)))


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@needs("see")
@require_GET
def catalogue(request: PersonRequest, ending: str) -> HttpResponse:
    """Send the catalogue of all indicators as DCAT-AP."""
    from vedette.response.indicators.catalogue import catalogue as made

    form, kind = CATALOGUES[ending]
    moment = known_on(request).moment
    graph = made(queries.readings(request.user, as_of=moment), node=settings.VEDETTE_NODE,
                 address=settings.VEDETTE_PUBLIC_URL, changed=moment)  # fmt: skip
    return _file(graph.serialize(format=form).encode(), kind, f"indicators.{ending}")


@needs("detect")
@require_POST
def compute(request: PersonRequest) -> HttpResponse:
    """Compute every indicator from what is known now."""
    now = timezone.now()
    made = actions.compute_indicators(as_of=now, by=request.user, at=now)
    changed = len({row.indicator for row in made})
    messages.success(request, _("Computed. Indicators that changed: %d") % changed)
    return redirect("indicators")


@needs("import")
@require_http_methods(["GET", "POST"])
def figures(request: PersonRequest) -> HttpResponse:
    """Take figures of other offices in, and show what became of earlier files."""
    context: dict[str, Any] = {"typed": request.POST, "tlps": TLPS, "most": importing.MOST_REFUSALS}
    status = 200
    if request.method == "POST":
        try:
            row = _take_in(request)
        except VedetteError as error:
            context["errors"], status = [str(error)], 409
        else:
            said = _("%(kept)d figures kept, %(same)d unchanged, %(bad)d rows refused.")
            told = {"kept": row.kept, "same": row.unchanged, "bad": len(row.refusals)}
            messages.success(request, said % told)
            return redirect("indicator-figures")
    context["mappings"] = sorted(_mappings().values(), key=lambda one: one.title)
    context["rows"] = queries.files_seen_by(request.user)[:30]
    return render(request, "web/figures.html", context, status=status)


def _mappings() -> dict[str, Any]:
    from pathlib import Path

    return mappings_of(Path(settings.VEDETTE_HOME))


def _take_in(request: PersonRequest) -> Any:
    check_may(request.user, "import")
    file = request.FILES.get("file")
    if file is None:
        raise Refused(_("choose a file"))
    if (file.size or 0) > MOST_BYTES:
        raise Refused(_("files of more than 64 MB are taken in by the command line"))
    return importing.import_figures(
        content=file.read(), file=file.name or "", by=request.user, at=timezone.now(),
        mapping=importing.the_mapping(request.POST.get("mapping", "")),
        marking=marking_for(request.POST.get("marking", "")),
    )  # fmt: skip
