"""The register of promises: documents, what each says in every language, search, acts cited."""

from collections import Counter
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from vedette.base.numbers import LARGEST_ID
from vedette.response.policy import queries, search, unfinished
from vedette.response.policy.errors import EntryUnknown
from vedette.response.policy.models import (
    ActCitation,
    CitedAct,
    Instrument,
    Mention,
    PolicyEntry,
    Reading,
    UnplacedLines,
    WordingDifference,
)
from vedette.surfaces.web import words
from vedette.surfaces.web.access import PersonRequest, known_on, needs
from vedette.surfaces.web.promise_words import Signs

SHOWN_ACTS = 500
EXCERPT = 260  # characters of a hit
KINDS = ("recital", "recommendation", "priority", "action", "indicator", "footnote")


def instrument_or_404(request: PersonRequest, key: str) -> Instrument:
    """Return a document as it was known on the chosen day, or say that there is none."""
    try:
        return queries.find_instrument(key, known_on(request).as_of)
    except EntryUnknown as error:
        raise Http404(str(error)) from None


def in_reader_language(readings: list[Reading]) -> list[Reading]:
    """The reader's language first, then the others as they came."""
    own = (get_language() or "en")[:2]
    return sorted(readings, key=lambda one: one.language != own)


@needs("see")
@require_GET
def documents(request: PersonRequest) -> HttpResponse:
    """List the documents kept, and find entries by their words."""
    as_of = known_on(request).as_of
    rows = list(queries.instruments(as_of)[:200])
    readings: dict[int, list[Reading]] = {}
    for one in queries.current_readings(as_of).filter(instrument__in=rows):
        readings.setdefault(one.instrument_id, []).append(one)
    counts: dict[int, Counter[str]] = {}
    kinds = PolicyEntry.objects.filter(instrument__in=rows).values_list("instrument_id", "kind")
    for instrument_id, kind in kinds:
        counts.setdefault(instrument_id, Counter())[kind] += 1
    context = {
        "documents": [
            {
                "row": row,
                "readings": sorted(readings.get(row.pk, ()), key=lambda one: one.pk),
                "title": _title(row, readings.get(row.pk, [])),
                "counts": [
                    (words.label("promise_kinds", kind), counts[row.pk][kind])
                    for kind in KINDS
                    if row.pk in counts and counts[row.pk][kind]
                ],
            }
            for row in rows
        ],
        **_found(request),
    }  # fmt: skip
    return render(request, "web/promise_documents.html", context)


def _title(row: Instrument, readings: list[Reading]) -> str:
    ordered = in_reader_language(sorted(readings, key=lambda one: one.pk))
    return (ordered[0].title if ordered else "") or row.title or row.key


def _found(request: PersonRequest) -> dict[str, Any]:
    text = request.GET.get("q", "").strip()[:200]
    kind, language = request.GET.get("kind", ""), request.GET.get("language", "")[:3]
    found = search.find(
        text, kind=kind if kind in PolicyEntry.Kind.values else "", language=language,
        as_of=known_on(request).as_of,
    )  # fmt: skip
    return {
        "text": text,
        "found": found,
        "hits": [(one, _excerpt(one.text, text)) for one in found.wordings],
        "most": search.MOST_RANKED,
        "kinds": words.choices("promise_kind"),
        "kind": kind,
        "language": language,
        "tongues": sorted(
            set(Reading.objects.values_list("language", flat=True))
        ),
    }  # fmt: skip


def _excerpt(text: str, asked: str) -> str:
    """The part of a text around the first word asked for that stands in it as it was typed."""
    low = text.casefold()
    places = [at for word in asked.casefold().split() if (at := low.find(word)) >= 0]
    start = max(min(places, default=0) - EXCERPT // 3, 0)
    start = text.find(" ", start) + 1 if start else 0
    end = start + EXCERPT
    shown = text[start:end].rsplit(" ", 1)[0] if end < len(text) else text[start:]
    return ("… " if start else "") + shown + (" …" if end < len(text) else "")


@needs("see")
@require_GET
def document(request: PersonRequest, key: str) -> HttpResponse:
    """Show a document: every entry beside its place in the file, in every language."""
    row, known = instrument_or_404(request, key), known_on(request)
    as_of = known.as_of
    readings = in_reader_language(queries.newest_readings(row, as_of))
    carried = unfinished.table(row, as_of=known.moment, statuses=Signs().statuses)
    placed = queries.placed_entries(row, readings)
    kind = request.GET.get("kind", "")
    differences: dict[int, list[WordingDifference]] = {}
    newest = max(readings, key=lambda one: one.pk, default=None)
    for one in WordingDifference.objects.filter(reading=newest).order_by("pk"):
        differences.setdefault(one.entry_id, []).append(one)
    shown = [one for one in placed if not kind or one.entry.kind == kind]
    if request.GET.get("differ"):
        shown = [one for one in shown if one.entry.pk in differences]
    context = {
        "document": row,
        "title": _title(row, readings),
        "readings": readings,
        "rows": [(one, differences.get(one.entry.pk, [])) for one in shown],
        "kinds": [
            (value, label, sum(one.entry.kind == value for one in placed))
            for value, label in words.choices("promise_kinds")
        ],
        "kind": kind,
        "differing": len(differences),
        "only_differing": bool(request.GET.get("differ")),
        "unplaced": list(
            UnplacedLines.objects.filter(reading__in=readings, what="unplaced")
            .select_related("reading").order_by("reading", "first_line")[:200]
        ),
        "set_aside": UnplacedLines.objects.filter(reading__in=readings).exclude(what="unplaced")
        .count(),
        "older": list(
            row.readings.exclude(pk__in=[one.pk for one in readings])
            .order_by("language", "-revision")
        ),
        "tab": "text",
        "carried": carried if carried.is_told else None,
    }  # fmt: skip
    return render(request, "web/promise_document.html", context)


@needs("see")
@require_GET
def reading(request: PersonRequest, key: str, number: int) -> HttpResponse:
    """Show one reading as it was, also one that a later one replaced, with what had no place."""
    row = instrument_or_404(request, key)
    found = row.readings.filter(pk=min(number, LARGEST_ID)).select_related("kept_by").first()
    if found is None:
        raise Http404
    context = {
        "document": row,
        "title": found.title or row.title,
        "reading": found,
        "rows": queries.placed_entries(row, [found]),
        "unplaced": list(found.unplaced.order_by("first_line")),
        "tab": "text",
    }
    return render(request, "web/promise_reading.html", context)


@needs("see")
@require_GET
def acts(request: PersonRequest) -> HttpResponse:
    """List the acts and documents cited, by whom, and which of them are here themselves."""
    current = queries.current_readings(known_on(request).as_of)
    citations = (
        ActCitation.objects.filter(wording__reading__in=current)
        .select_related("act", "wording__entry__instrument")
        .defer("wording__raw", "wording__folded")
        .order_by("act__type", "act__identifier", "wording__entry__position")[:5_000]
    )
    by_act: dict[int, tuple[CitedAct, dict[int, PolicyEntry]]] = {}
    for one in citations:
        _act, entries = by_act.setdefault(one.act_id, (one.act, {}))
        entries[one.wording.entry_id] = one.wording.entry
    every = [act for act, _entries in by_act.values()][:SHOWN_ACTS]
    here = queries.named_documents(every)
    rows = [(act, list(by_act[act.pk][1].values()), here.get(act.pk)) for act in every]
    named = (
        Mention.objects.filter(wording__reading__in=current)
        .select_related("substance", "place", "wording__entry__instrument")
        .order_by("substance__name", "place__name")[:2_000]
    )
    subjects: dict[Any, dict[int, PolicyEntry]] = {}
    for mention in named:
        subject = mention.substance or mention.place
        subjects.setdefault(subject, {})[mention.wording.entry_id] = mention.wording.entry
    context = {
        "acts": rows,
        "substances": [(s, list(e.values())) for s, e in subjects.items() if hasattr(s, "key")],
        "places": [(s, list(e.values())) for s, e in subjects.items() if not hasattr(s, "key")],
    }
    return render(request, "web/promise_acts.html", context)
