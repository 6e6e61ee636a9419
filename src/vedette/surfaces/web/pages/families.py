"""Watch lists: a family, how closely it is watched, and what is going on in it."""

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.cache import cache
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vedette.base.accounts.models import User
from vedette.base.markings.queries import sees_totals
from vedette.catalogue.controls.definitions import read_definitions
from vedette.catalogue.controls.queries import verdict_of
from vedette.catalogue.controls.structures import read_structure
from vedette.catalogue.substances.models import Family, Substance
from vedette.catalogue.substances.queries import members_of
from vedette.catalogue.substances.watching import set_watch, watches_of
from vedette.errors import VedetteError
from vedette.evidence.snapshots import queries as snapshots
from vedette.evidence.snapshots.models import Snapshot
from vedette.judgement.signals.models import Signal
from vedette.judgement.signals.queries import signals_seen_by
from vedette.surfaces.web import plots, words
from vedette.surfaces.web.access import Known, PersonRequest, known_on, needs
from vedette.surfaces.web.downloads import csv_response
from vedette.surfaces.web.pages.law import place
from vedette.surfaces.web.pages.substances import snapshot_for

NEW_DAYS = 90
MOST_SIGNALS = 2_000  # read to find the latest of each member
JUDGED = 24  # members asked about the law, spread over the family
LAW_HOURS = 24


@dataclass(frozen=True, slots=True)
class Member:
    """A substance of a family with what is going on with it, as far as the reader may see."""

    substance: Substance
    activity: snapshots.Activity | None
    signal: Signal | None

    @property
    def rank(self) -> tuple[bool, int, str]:
        """Return what orders a watch list: the last met first, then by name."""
        last = self.activity.last.toordinal() if self.activity else 0
        return (self.activity is None, -last, self.substance.name.casefold())


@needs("see")
@require_GET
def families(request: PersonRequest) -> HttpResponse:
    """List the families by how closely they are watched, with what is inside each."""
    rows = list(Family.objects.order_by("name"))
    counts: dict[int, int] = {}
    for family in Substance.objects.exclude(family=None).values_list("family_id", flat=True):
        if family is not None:
            counts[family] = counts.get(family, 0) + 1
    levels = [
        (level, [(row, counts.get(row.pk, 0)) for row in rows if row.watch == level])
        for level in Family.Watch.values
    ]
    return render(request, "web/families.html", {"levels": levels})


@needs("see")
@require_GET
def family(request: PersonRequest, key: str) -> HttpResponse:
    """Show the watch list of a family."""
    row = get_object_or_404(Family.objects.select_related("parent"), key=key)
    return render(request, "web/family.html", _context(request, row))


def _context(request: PersonRequest, row: Family) -> dict[str, Any]:
    known = known_on(request)
    members = _members(request.user, row, known)
    newest = snapshot_for(known)
    since = timezone.localdate(known.moment) - timedelta(days=NEW_DAYS)
    watches = watches_of(row, known.moment)
    return {
        "family": row,
        "watch": watches[0],
        "watches": watches,
        "levels": words.choices("watch"),
        "children": list(row.children.order_by("name")),
        "members": members,
        "met": [one for one in members if one.activity],
        "unmet": [one for one in members if not one.activity],
        "new": _new(members, since),
        "new_days": NEW_DAYS,
        "totals_seen": sees_totals(request.user),
        "newest": newest,
        "panels": _panels(members, newest) if newest and sees_totals(request.user) else [],
        "law": _law(row, [one.substance for one in members]),
    }


def _members(person: User, row: Family, known: Known) -> list[Member]:
    substances = list(members_of(row).select_related("family"))
    newest = snapshot_for(known)
    is_open = newest is not None and sees_totals(person)
    activity = _activity(newest, row, substances) if newest and is_open else {}
    latest: dict[int, Signal] = {}
    seen = signals_seen_by(person, as_of=known.as_of).filter(substance__in=substances)
    for signal in seen[:MOST_SIGNALS]:
        if signal.substance_id is not None:
            latest.setdefault(signal.substance_id, signal)
    members = [Member(one, activity.get(one.key), latest.get(one.pk)) for one in substances]
    return sorted(members, key=lambda one: one.rank)


def _activity(
    newest: Snapshot, row: Family, substances: list[Substance]
) -> dict[str, snapshots.Activity]:
    keys = [one.key for one in substances]
    found: dict[str, snapshots.Activity] = cache.get_or_set(
        f"family-{newest.pk}-{row.pk}-{len(keys)}", lambda: snapshots.activity_of(keys), 600
    )  # type: ignore[assignment] # the cache may not know what it holds
    return found


def _panels(members: list[Member], newest: Snapshot) -> list[plots.Panel]:
    weekly = snapshots.weekly_together(one.substance.key for one in members if one.activity)
    return plots.by_context(weekly, last=timezone.localdate(newest.as_of)) if weekly else []


def _new(members: list[Member], since: date) -> list[Member]:
    """Return the members that were met for the first time since a day, the newest first."""
    fresh = [one for one in members if one.activity and one.activity.first >= since]
    return sorted(fresh, key=lambda one: (one.activity and one.activity.first) or since)[::-1]


def _law(row: Family, members: list[Substance]) -> list[dict[str, Any]]:
    """Return the definitions that cover members, with how many of those that were asked about."""
    drawn = sorted({one.smiles for one in members if one.smiles})
    asked = drawn[:: max(len(drawn) // JUDGED, 1)][:JUDGED]
    digest = hashlib.sha256("|".join(asked).encode()).hexdigest()
    definitions = {one.key: one for one in read_definitions()}
    counted: dict[str, int] = cache.get_or_set(
        f"family-law-{row.pk}-{digest[:24]}",
        lambda: _covering(asked),
        LAW_HOURS * 3_600,
    )  # type: ignore[assignment] # the cache may not know what it holds
    return [
        {"definition": definitions[key], "place": place(definitions[key].jurisdiction),
         "covered": n, "asked": len(asked)}
        for key, n in sorted(counted.items(), key=lambda pair: -pair[1]) if key in definitions
    ]  # fmt: skip


def _covering(structures: list[str]) -> dict[str, int]:
    counted: dict[str, int] = {}
    for smiles in structures:
        try:
            structure = read_structure(smiles)
        except VedetteError:
            continue
        for one in read_definitions():
            if verdict_of(structure, one).outcome == "covered":
                counted[one.key] = counted.get(one.key, 0) + 1
    return counted


@needs("see")
@require_GET
def family_csv(request: PersonRequest, key: str) -> StreamingHttpResponse:
    """Send the watch list of a family as a table."""
    row = get_object_or_404(Family, key=key)
    header = ("key", "name", "family", "first_seen", "last_seen", "reports", "countries",
              "latest_signal")  # fmt: skip
    rows = (
        (
            one.substance.key, one.substance.name,
            one.substance.family.key if one.substance.family else "",
            *((a.first, a.last, a.reports, a.countries) if (a := one.activity) else ("",) * 4),
            one.signal.raised_at.date() if one.signal else "",
        )
        for one in _members(request.user, row, known_on(request))
    )  # fmt: skip
    return csv_response(f"{row.key}.csv", header, rows)


@needs("make_rules")
@require_POST
def watch(request: PersonRequest, key: str) -> HttpResponse:
    """Watch a family more or less closely, and say why."""
    row = get_object_or_404(Family.objects.select_related("parent"), key=key)
    read = request.POST.get("read", row.watch)
    row.watch = read if read in Family.Watch.values else row.watch
    level, reason = request.POST.get("level", ""), request.POST.get("reason", "")
    try:
        set_watch(family=row, level=level, reason=reason, by=request.user, at=timezone.now())
    except VedetteError as error:
        row.refresh_from_db()
        context = {**_context(request, row), "errors": [str(error)], "typed": request.POST}
        return render(request, "web/family.html", context, status=409)
    said = {"family": row.name, "level": words.label("watch", row.watch)}
    text = _("%(family)s: %(level)s from now on.") % said
    messages.success(request, text)
    return redirect("family", row.key)
