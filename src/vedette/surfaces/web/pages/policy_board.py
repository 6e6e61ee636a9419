"""How far every promise is: board, timeline, bodies, overdue, a country, what links to what."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_GET

from vedette.response.policy import board, proof, queries, rules
from vedette.response.policy.board import Board, Row, Standing
from vedette.response.policy.models import (
    Evidence,
    Instrument,
    PolicyBody,
    StatusReport,
    Tie,
    WordingDifference,
)
from vedette.response.policy.unfinished import Line
from vedette.surfaces.web import timelines, words
from vedette.surfaces.web.access import PersonRequest, known_on, needs
from vedette.surfaces.web.downloads import csv_response
from vedette.surfaces.web.pages.policy import in_reader_language, instrument_or_404
from vedette.surfaces.web.promise_words import Signs


def base_context(
    request: PersonRequest, key: str, tab: str, *, with_parts: bool = False
) -> tuple[Board, Signs, dict[str, Any]]:
    """Return the board of a document, the signs, and what every page of it shows."""
    row, signs = instrument_or_404(request, key), Signs()
    found = board.board(
        row, as_of=known_on(request).moment, statuses=signs.statuses, with_parts=with_parts
    )
    context: dict[str, Any] = {
        "document": row, "title": row.title, "tab": tab, "signs": signs.every.values(),
        "overdue_count": len(found.overdue),
    }  # fmt: skip
    if signs.error is not None:
        context["errors"] = [str(signs.error)]
    return found, signs, context


def text_of(row: Row | Line) -> str:
    """What a promise says, in the reader's language where there is one."""
    there = [one for one in row.placed.wordings if one is not None]
    by_reading = {one.reading.language: one for one in there}
    ordered = in_reader_language([one.reading for one in there])
    return by_reading[ordered[0].language].text if ordered else ""


@needs("see")
@require_GET
def board_page(request: PersonRequest, key: str) -> HttpResponse:
    """Show every promise beside every country."""
    found, signs, context = base_context(request, key, "board")
    html = {name: sign.html for name, sign in signs.every.items()}
    chosen = request.GET.get("body", "")
    rows = []
    for row in found.rows:
        if chosen and chosen not in row.bodies:
            continue
        cells = "".join(
            f"<td>{html.get(sign.key) or sign.html}</td>"
            for sign in (signs.of(one, is_asked=row.asks_states) for one in row.cells)
        )
        rows.append(
            {
                "row": row, "text": text_of(row), "whole": signs.of(row.whole),
                "cells": mark_safe(cells),  # noqa: S308 - made of signs, which are escaped
            }
        )  # fmt: skip
    asked = [row for row in found.rows if row.asks_states]
    context |= {
        "rows": rows,
        "countries": [(code, words.country(code)) for code in found.countries],
        "asked_total": len(asked) * len(found.countries),
        "answered_total": sum(row.answered for row in asked),
        "bodies": _bodies_of(found),
        "body": chosen,
    }
    return render(request, "web/promise_board.html", context)


@needs("see")
@require_GET
def board_csv(request: PersonRequest, key: str) -> HttpResponseBase:
    """Give the board as a table: one row a promise, one column a country."""
    found, signs, _context = base_context(request, key, "board")
    head = ["promise", "text", "asked", "status", "overdue", *found.countries]

    def rows() -> Iterator[list[str]]:
        for row in found.rows:
            cells = [signs.of(one, is_asked=row.asks_states).key for one in row.cells]
            yield [
                queries.key_of(row.entry), text_of(row), " ".join(row.bodies),
                signs.of(row.whole).key, "yes" if row.is_overdue else "no", *cells,
            ]  # fmt: skip

    return csv_response(f"{key}-board.csv", head, rows())


def _bodies_of(found: Board) -> list[PolicyBody]:
    codes = {code for row in found.rows for code in row.bodies}
    return list(PolicyBody.objects.filter(code__in=codes).order_by("name"))


@needs("see")
@require_GET
def timeline(request: PersonRequest, key: str) -> HttpResponse:
    """Draw the period of each promise and its milestones, with the same as a table."""
    found, signs, context = base_context(request, key, "timeline")
    moment = known_on(request).moment
    milestones = defaultdict(list)
    for one in board.milestones_known([row.entry.pk for row in found.rows], as_of=moment):
        milestones[one.entry_id].append(one)
    lines = [
        {
            "row": row, "said": row.placed.said, "sign": signs.of(row.whole),
            "text": text_of(row), "milestones": milestones[row.entry.pk],
        }
        for row in found.rows
    ]  # fmt: skip
    spans = [
        timelines.Span(
            row.entry.code, said.starts_on, said.ends_on, said.ongoing,
            "late" if row.is_overdue else signs.of(row.whole).tone,
            tuple(one.due_on for one in milestones[row.entry.pk]),
        )
        for row in found.rows
        if (said := row.placed.said)
    ]  # fmt: skip
    today = timezone.localdate(moment)
    context |= {"lines": lines, "chart": timelines.timeline(spans, today=today)}
    return render(request, "web/promise_timeline.html", context)


@needs("see")
@require_GET
def bodies(request: PersonRequest, key: str) -> HttpResponse:
    """Show bodies beside promises, and how much each has to carry."""
    found, signs, context = base_context(request, key, "bodies")
    leads = board.leads_known(found.instrument, as_of=known_on(request).moment)
    leading: dict[str, set[int]] = defaultdict(set)
    for one in leads:
        leading[one.body.code].add(one.entry_id)
    lines: list[dict[str, Any]] = []
    rows = {one.code: one for one in _bodies_of(found)}
    rows |= {one.body.code: one.body for one in leads}
    for code, body in sorted(rows.items()):
        own = [row for row in found.rows if code in row.bodies or row.entry.pk in leading[code]]
        lines.append(
            {
                "body": body, "load": _load(own, signs),
                "leads": len(leading[code]),
                "cells": [
                    (row, signs.of(row.whole)) if row in own else (row, None)
                    for row in found.rows
                ],
            }
        )  # fmt: skip
    lines.sort(key=lambda one: (-one["load"]["total"], one["body"].code))
    context |= {"lines": lines, "entries": [row.entry for row in found.rows]}
    return render(request, "web/promise_bodies.html", context)


def _load(own: list[Row], signs: Signs) -> dict[str, int]:
    """How many promises a body has, and how they stand."""
    done = sum(
        bool(row.whole and (known := signs.statuses.get(row.whole.status)) and known.is_done)
        for row in own
    )
    return {
        "total": len(own),
        "done": done,
        "overdue": sum(row.is_overdue for row in own),
        "unknown": sum(row.whole is None for row in own),
    }


@needs("see")
@require_GET
def overdue(request: PersonRequest, key: str) -> HttpResponse:
    """List what is overdue: promises whose period is over, milestones whose day has passed."""
    found, signs, context = base_context(request, key, "overdue")
    moment = known_on(request).moment
    today = timezone.localdate(moment)
    known = board.milestones_known([row.entry.pk for row in found.rows], as_of=moment)
    context |= {
        "rows": [
            (row, signs.of(row.whole), text_of(row), _days_late(row, today))
            for row in sorted(found.overdue, key=lambda one: (_ends(one), one.entry.position))
        ],
        "milestones": [
            (one, (today - one.due_on).days)
            for one in known
            if one.state == "planned" and one.due_on < today
        ],
    }
    return render(request, "web/promise_overdue.html", context)


def _ends(row: Row) -> date:
    said = row.placed.said
    return said.ends_on if said and said.ends_on else date.max


def _days_late(row: Row, today: date) -> int:
    return (today - _ends(row)).days


@needs("see")
@require_GET
def country(request: PersonRequest, key: str, code: str) -> HttpResponse:
    """Show how far one country is with everything it was asked."""
    code = code.upper()
    if code not in rules.reporting_countries():
        raise Http404
    found, signs, context = base_context(request, key, "board")
    place = found.countries.index(code)
    moment = known_on(request).moment
    shown = [row for row in found.rows if row.asks_states or row.cells[place] is not None]
    cells = {row.entry.pk: row.cells[place] for row in shown}
    reports = StatusReport.objects.filter(
        pk__in=[one.report_id for one in cells.values() if one]
    ).select_related("evidence")
    by_number = {one.pk: one for one in reports}
    rows = []
    for row in shown:
        one = cells[row.entry.pk]
        report = by_number.get(one.report_id) if one else None
        rows.append(
            {
                "row": row, "text": text_of(row), "standing": one,
                "sign": signs.of(one, is_asked=row.asks_states), "report": report,
            }
        )  # fmt: skip
    proofs = [report.evidence for report in by_number.values() if report.evidence]
    context |= {
        "code": code,
        "name": words.country(code),
        "rows": rows,
        "answered": sum(one is not None for one in cells.values()),
        "open_records": proof.visible(proofs, request.user),
        "chart": _counts(cells, signs),
        "moment": moment,
    }
    return render(request, "web/promise_country.html", context)


def _counts(cells: Mapping[int, Standing | None], signs: Signs) -> list[tuple[Any, int]]:
    """How many promises stand where, in the order of the vocabulary."""
    counted: dict[str, int] = defaultdict(int)
    for one in cells.values():
        counted[signs.of(one).key] += 1
    known = [(sign, counted.pop(key)) for key, sign in signs.every.items() if key in counted]
    return known + [(signs.named(key), n) for key, n in counted.items()]


@needs("see")
@require_GET
def links(request: PersonRequest, key: str) -> HttpResponse:
    """Show what each promise leads to: acts, bodies, indicators, records, other promises."""
    found, signs, context = base_context(request, key, "links")
    moment, instrument = known_on(request).moment, found.instrument
    ties: dict[int, list[Tie]] = defaultdict(list)
    for tie in board.ties_known(Tie.objects.filter(entry__instrument=instrument), as_of=moment):
        ties[tie.entry_id].append(tie)
    proofs: dict[int, list[Evidence]] = defaultdict(list)
    for one in Evidence.objects.filter(entry__instrument=instrument, at__lte=moment):
        proofs[one.entry_id].append(one)
    context |= {
        "rows": [
            {
                "row": row, "text": text_of(row), "sign": signs.of(row.whole),
                "acts": [c.act for c in row.placed.said.citations.all()]
                if row.placed.said else [],
                "ties": len(ties[row.entry.pk]),
                "kinds": _by_kind(proofs[row.entry.pk]),
                "indicators": sorted({p.key for p in proofs[row.entry.pk] if p.key}),
            }
            for row in found.rows
        ],
        "indicators": _indicators(instrument, request),
    }  # fmt: skip
    return render(request, "web/promise_links.html", context)


def _by_kind(proofs: list[Evidence]) -> list[tuple[Any, int]]:
    counted: dict[str, int] = defaultdict(int)
    for one in proofs:
        counted[one.kind] += 1
    return [(words.label("evidence_kind", kind), n) for kind, n in sorted(counted.items())]


def _indicators(instrument: Instrument, request: PersonRequest) -> list[Any]:
    readings = queries.newest_readings(instrument, known_on(request).as_of)
    return queries.placed_entries(instrument, readings, kinds=["indicator"])


def differences_of(entry_id: int) -> list[WordingDifference]:
    """Where the newest language versions of an entry differ."""
    newest = (
        WordingDifference.objects.filter(entry=entry_id).order_by("-reading_id")
        .values_list("reading_id", flat=True).first()
    )  # fmt: skip
    return list(WordingDifference.objects.filter(entry=entry_id, reading=newest))
