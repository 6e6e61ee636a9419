"""The law at large: which family is controlled where, what is missing, what changed."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from vedette.base.days import period
from vedette.base.markings.queries import sees_totals
from vedette.catalogue.controls import changes as law_changes
from vedette.catalogue.controls import gaps as law_gaps
from vedette.catalogue.controls.listings import extents
from vedette.catalogue.controls.queries import lines_of
from vedette.catalogue.controls.rules import jurisdictions
from vedette.catalogue.substances.models import Family, Substance
from vedette.catalogue.substances.queries import members_of
from vedette.evidence.snapshots import queries as snapshots
from vedette.surfaces.web.access import PersonRequest, known_on, needs
from vedette.surfaces.web.downloads import csv_response
from vedette.surfaces.web.pages.law import place
from vedette.surfaces.web.pages.substances import snapshot_for
from vedette.surfaces.web.typed import day_in

FIRST_FAMILY = "nitazene"  # the one a reader sees who has asked for none
LATELY = timedelta(days=2 * 365)  # lists change once or twice a year


@needs("see")
@require_GET
def gaps(request: PersonRequest) -> HttpResponse:
    """Show which members of a family are controlled where, and how long control took."""
    family, lines, day = _asked(request)
    figures = law_gaps.figures(lines)
    return render(
        request, "web/law_gaps.html",
        {
            "family": family, "lines": lines, "day": day, "figures": figures,
            "families": Family.objects.order_by("name"),
            "places": [(code, place(code)) for code in jurisdictions()],
            "missing": sum(bool(one.gaps) for one in lines),
            "extents": [(place(code), extents()[code]) for code in jurisdictions()],
            "timed": [(place(one.jurisdiction), one) for one in figures if one.times],
        },
    )  # fmt: skip


@needs("see")
@require_GET
def gaps_csv(request: PersonRequest) -> StreamingHttpResponse:
    """Send the table of a family."""
    family, lines, _ = _asked(request)
    of_places = [f"{code}_{what}" for code in jurisdictions() for what in ("status", "since")]
    header = ("key", "name", "gaps", "first_notice_from", "first_notice_to", *of_places)
    rows = (
        (one.key, one.name, " ".join(one.gaps), one.notice and one.notice.earliest,
         one.notice and one.notice.latest,
         *(value for cell in one.cells for value in (cell.outcome, cell.since)))
        for one in lines
    )  # fmt: skip
    return csv_response(f"law-{family.key if family else 'none'}.csv", header, rows)


def _asked(request: PersonRequest) -> tuple[Family | None, list[law_gaps.Line], date]:
    """The family asked for with the law on its members, on the day the page speaks of."""
    known = known_on(request)
    day = known.day or timezone.localdate()
    wanted = request.GET.get("family", "")
    family = Family.objects.filter(key=wanted or FIRST_FAMILY).first()
    if wanted and family is None:
        raise Http404
    if family is None:
        return None, [], day
    members = list(members_of(family))
    found: dict[str, date] = {}
    if sees_totals(request.user) and snapshot_for(known):
        activity = snapshots.activity_of([one.key for one in members])
        found = {key: one.first for key, one in activity.items()}
    return family, lines_of(members, at=day, found_on=found), day


@needs("see")
@require_GET
def changes(request: PersonRequest) -> HttpResponse:
    """List what changed in the law between two days, and what is to come."""
    since, until, places = _changes_asked(request)
    found = law_changes.changes(since=since, until=until, places=places)
    pending = [one for one in law_changes.pending() if not places or one.jurisdiction in places]
    return render(
        request, "web/law_changes.html",
        {
            "since": since, "until": until, "place": next(iter(places), ""),
            "places": [(code, place(code)) for code in jurisdictions()],
            "changes": _rows(found), "pending": _rows(pending), "query": request.GET.urlencode(),
        },
    )  # fmt: skip


@needs("see")
@require_GET
def changes_csv(request: PersonRequest) -> StreamingHttpResponse:
    """Send the changes of a time as a table."""
    since, until, places = _changes_asked(request)
    header = ("day", "place", "kind", "title", "reference", "day_is", "certainty", "substances",
              "names", "definition")  # fmt: skip
    rows = (
        (one.day, one.jurisdiction, one.kind, one.title, one.reference, one.date_is,
         one.certainty, " ".join(one.substances), "; ".join(one.names), one.definition)
        for one in law_changes.changes(since=since, until=until, places=places)
    )  # fmt: skip
    return csv_response(f"law-changes-{since}-{until}.csv", header, rows)


def _changes_asked(request: HttpRequest) -> tuple[date, date, tuple[str, ...]]:
    """The days and places asked for; the last two years of what the page speaks of without any."""
    until = day_in(request.GET.get("until", "")) or known_on(request).day
    since, until = period(day_in(request.GET.get("since", "")), until, usual=LATELY)
    wanted = request.GET.get("place", "")
    return since, until, (wanted,) if wanted in jurisdictions() else ()


def _rows(found: Iterable[law_changes.Change]) -> list[dict[str, Any]]:
    """Changes with their place in words and their substances by name."""
    rows = list(found)
    names = dict(
        Substance.objects.filter(key__in={key for one in rows for key in one.substances})
        .values_list("key", "name")
    )  # fmt: skip
    return [
        {"change": one, "place": place(one.jurisdiction),
         "substances": sorted(((key, names.get(key, key)) for key in one.substances),
                              key=lambda pair: pair[1].casefold())}
        for one in rows
    ]  # fmt: skip
