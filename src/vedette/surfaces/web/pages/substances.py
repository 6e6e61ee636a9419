"""Substances: find one by any name, and all that is known of it."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from csp.decorators import csp_update
from django.core.cache import cache
from django.db.models import Q
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from vedette.base.accounts.models import User
from vedette.base.markings.queries import sees_totals
from vedette.catalogue.places.registers import read_tiles
from vedette.catalogue.substances import history
from vedette.catalogue.substances.models import Family, Substance
from vedette.catalogue.substances.provisional import unnamed
from vedette.catalogue.substances.queries import (
    counted_as,
    families,
    family_and_below,
    records_of,
    search,
)
from vedette.evidence.observations.queries import Filters, newest_reports, reports_seen_by
from vedette.evidence.snapshots import queries as snapshots
from vedette.evidence.snapshots.models import Snapshot
from vedette.response.alerts.queries import alerts_seen_by
from vedette.surfaces.web import plots, words
from vedette.surfaces.web.access import Known, PersonRequest, known_on, needs
from vedette.surfaces.web.pages.law import of_substance
from vedette.surfaces.web.structures import drawing_of

PAGE = 50
MAP_WEEKS = 52


@needs("see")
@require_GET
def substances(request: PersonRequest) -> HttpResponse:
    """Find substances; without a search, show those met last for the first time."""
    text, key = request.GET.get("q", "").strip(), request.GET.get("family", "")
    rows = search(text) if text else Substance.objects.order_by("name").select_related("family")
    family = Family.objects.filter(key=key).first()
    if family:
        rows = rows.filter(family__in=family_and_below(family))
    after = request.GET.get("after", "")
    if after and not text:
        rows = rows.filter(name__gt=after)
    found = list(rows[: PAGE + 1])
    known = known_on(request)
    totals_seen = sees_totals(request.user)
    context: dict[str, Any] = {
        "substances": found[:PAGE],
        "after": found[PAGE - 1].name if len(found) > PAGE and not text else None,
        "is_after": bool(after),
        "is_cut": bool(text) and len(found) > PAGE,
        "text": text,
        "family": family,
        "families": families(),
        "totals_seen": totals_seen,
        "newest": snapshot_for(known),
        "unnamed_count": unnamed().count(),
        "waiting_count": history.waiting().count(),
    }
    if totals_seen and not (text or family or after):
        context["first"] = first_met(request.user, known, 12)
    return render(request, "web/substances.html", context)


def snapshot_for(known: Known) -> Snapshot | None:
    """Return the newest snapshot, unless the reader asked for a day before it was frozen."""
    newest = snapshots.newest()
    if newest and known.as_of and newest.as_of > known.as_of:
        return None
    return newest


def first_met(person: User, known: Known, limit: int) -> list[dict[str, Any]]:
    """Return the substances met last for the first time, with the report if it may be seen."""
    newest = snapshot_for(known)
    if newest is None:
        return []
    met: Any = cache.get_or_set(
        f"web-first-{newest.pk}-{limit}", lambda: snapshots.newest_substances(limit), 600
    )
    rows = {
        s.key: s
        for s in Substance.objects.filter(key__in=[key for key, _, _ in met]).select_related(
            "family"
        )
    }
    seen = reports_seen_by(person).select_related("place").in_bulk([pk for _, _, pk in met])
    return [
        {"substance": rows[key], "day": day, "report": seen.get(pk)}
        for key, day, pk in met
        if key in rows
    ]


@needs("see")
@require_GET
def substance(request: PersonRequest, key: str) -> HttpResponse:
    """Show what a substance is called, how it is controlled, and where it is found."""
    row = get_object_or_404(
        Substance.objects.select_related("family", "provisional__naming"), key=key
    )
    known = known_on(request)
    ids = tuple(records_of(row))
    page = newest_reports(request.user, Filters(substances=ids), as_of=known.as_of, size=10)
    alerts = alerts_seen_by(request.user).filter(substances__in=ids).distinct()
    totals_seen, newest = sees_totals(request.user), snapshot_for(known)
    context: dict[str, Any] = {
        "substance": row,
        "names": _names(row, known.moment),
        "reports": page.reports,
        "older": page.older,
        "alerts": list(
            alerts.filter(Q(published_at=None) | Q(published_at__lte=known.moment))[:10]
        ),
        "totals_seen": totals_seen,
        "newest": newest,
        **_registered(row, known.moment),
    }
    if totals_seen and newest:
        context |= _counted(request.user, row, newest)
    firsts = context.get("firsts") or [(None, None, None)]
    first = min(
        ((c or "", day) for c, day, _ in firsts if day), key=lambda one: one[1], default=None
    )
    meant = counted_as(row, as_of=known.as_of)
    context |= of_substance(meant, known.day or timezone.localdate(), finding=first)
    return render(request, "web/substance.html", context)


def _registered(row: Substance, moment: datetime) -> dict[str, Any]:
    """Return what the register says, since when and from where, as it stood at a moment."""
    holding = Q(linked_at__lte=moment) & (Q(split_at=None) | Q(split_at__gt=moment))
    facts = history.facts_on(row, moment)
    return {
        "called": next(fact.value for fact in facts if fact.field == "name"),
        "facts": [fact for fact in facts if fact.field not in ("name", "roles")],
        "smiles": next(fact.value for fact in facts if fact.field == "smiles"),
        "spells": history.spells_of(row, moment),
        "changes": [one for one in history.changes_of(row) if one.at <= moment][::-1],
        "waiting": list(history.proposals_of(row).filter(status="open")[:10]),
        "links": list(row.links.filter(holding).select_related("same_as")),
        "counts_as": list(row.linked_from.filter(holding).select_related("substance")),
        "provisional": getattr(row, "provisional", None),
        "is_unnamed": _is_unnamed(row, moment),
    }


def _is_unnamed(row: Substance, moment: datetime) -> bool:
    """Tell whether nobody had named a provisional substance at a moment."""
    measured = getattr(row, "provisional", None)
    if measured is None:
        return False
    naming = measured.naming
    return naming is None or naming.decided_at is None or naming.decided_at > moment


def _names(row: Substance, moment: datetime) -> list[tuple[str, list[Any]]]:
    by_language: dict[str, list[Any]] = defaultdict(list)
    for name in history.names_on(row, moment):
        by_language[name.language].append(name)
    return [(words.language_name(code), names) for code, names in sorted(by_language.items())]


def _counted(person: User, row: Substance, newest: Snapshot) -> dict[str, Any]:
    """Return series, map, company and first detections, from the newest snapshot."""
    weekly = snapshots.weekly(row.key)
    last = timezone.localdate(newest.as_of)
    since = plots.mondays_until(last, MAP_WEEKS)[0]
    by_country: dict[str, int] = defaultdict(int)
    for _context, country, week, n in weekly:
        if country and week >= since:
            by_country[country] += n
    company = snapshots.cooccurring(row.key, 12)
    others = {s.key: s for s in Substance.objects.filter(key__in=[key for key, _ in company])}
    firsts = snapshots.first_detections(row.key)
    seen = reports_seen_by(person).in_bulk([pk for _, _, pk in firsts])
    return {
        "panels": plots.by_context(weekly, last=last) if weekly else [],
        "total": sum(n for *_, n in weekly),
        "map": plots.tile_map(read_tiles(), by_country),
        "by_country": sorted(by_country.items(), key=lambda pair: -pair[1]),
        "company": [(others.get(key), key, n) for key, n in company],
        "firsts": [(country, day, seen.get(pk)) for country, day, pk in firsts],
    }


@csp_update({"style-src": ["'unsafe-inline'"]})  # RDKit draws with style attributes
@needs("see")
@require_GET
def structure(request: PersonRequest, key: str) -> HttpResponse | FileResponse:
    """Send the drawing of a structure; it is drawn once."""
    row = get_object_or_404(Substance, key=key)
    path = drawing_of(row.smiles) if row.smiles else None
    if path is None:
        raise Http404
    response = FileResponse(path.open("rb"), content_type="image/svg+xml")
    response["Cache-Control"] = "private, max-age=86400"
    return response
