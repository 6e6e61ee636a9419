"""How far promises are, for everybody: no account, no script, the reader's language."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language_from_request, override
from django.views.decorators.http import require_GET

from vedette.response.indicators import words as figure_words
from vedette.response.policy import progress
from vedette.response.policy.models import Publication
from vedette.response.policy.pack.contents import Measure
from vedette.response.policy.progress import Line, Progress
from vedette.surfaces.web import words
from vedette.surfaces.web.downloads import csv_response
from vedette.surfaces.web.pages.indicators import in_language
from vedette.surfaces.web.period_plots import by_period
from vedette.surfaces.web.promise_words import Signs


@require_GET
def documents(request: HttpRequest) -> HttpResponse:
    """List the documents whose progress everybody may read."""
    return _in(request, "web/progress_documents.html", lambda: {"rows": list(progress.published())})


@require_GET
def document(request: HttpRequest, key: str) -> HttpResponse:
    """Show how far one document is, as known on the day that two people signed."""
    row = _published(key)
    return _in(request, "web/progress.html", lambda: _context(row))


def _published(key: str) -> Publication:
    row = progress.published().filter(instrument__key=key).first()
    if row is None:
        raise Http404
    return row


def _context(row: Publication) -> dict[str, Any]:
    signs = Signs()
    found = progress.progress_of(row, statuses=signs.statuses)
    return {
        "document": row.instrument,
        "title": in_language(found.titles) or row.instrument.title,
        "as_of": row.as_of,
        "counts": [(signs.named(key), n) for key, n in found.counts],
        "lines": [_line(one, signs) for one in found.lines],
        "measures": [_measure(one) for one in found.measures],
    }


def _line(one: Line, signs: Signs) -> dict[str, Any]:
    return {
        "line": one,
        "text": in_language(one.texts) or next(iter(one.texts.values()), ""),
        "sign": signs.named(one.status),
        "named": [(words.country(code), signs.named(status)) for code, status in one.named],
    }


def _measure(one: Measure) -> dict[str, Any]:
    part = one.reading.indicator.part(one.part)
    key = one.reading.indicator.key
    return {
        "title": in_language(one.reading.indicator.title),
        "part": in_language(part.title) if part else one.part,
        "unit": words.label("ucum", one.newest.unit),
        "cell": figure_words.cell(one.newest.cell),
        "newest": one.newest, "series": list(reversed(one.series)),
        "wide": by_period(one.series, name=key),
        "narrow": by_period(one.series, name=f"{key}-narrow", most=8, width=350, height=210),
    }  # fmt: skip


@require_GET
def document_csv(request: HttpRequest, key: str) -> Any:
    """Send the board as a table."""
    found = progress.progress_of(_published(key), statuses=Signs().statuses)
    return csv_response(f"{key}-progress.csv", progress.HEADER, progress.rows_of(found))


@require_GET
def document_json(request: HttpRequest, key: str) -> HttpResponse:
    """Send everything on the page as JSON."""
    found: Progress = progress.progress_of(_published(key), statuses=Signs().statuses)
    return JsonResponse(progress.as_data(found))


def _in(request: HttpRequest, template: str, context: Any) -> HttpResponse:
    asked = request.GET.get("language", "")
    known = dict(settings.LANGUAGES)
    language = asked if asked in known else get_language_from_request(request)
    with override(language):
        texts = [(code, words.language_name(code)) for code in known]
        response = render(request, template, context() | {"language": language, "texts": texts})
    response["Content-Language"] = language
    response["Vary"] = "Accept-Language, Cookie"
    return response
