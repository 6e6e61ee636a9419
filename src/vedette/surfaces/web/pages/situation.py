"""The first page of the day: what is new, what waits, how fresh it all is."""

from typing import Any, cast

from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from vedette.base.accounts.models import User
from vedette.base.accounts.rules import may
from vedette.base.markings.queries import sees_totals
from vedette.catalogue.places.registers import read_tiles
from vedette.catalogue.substances.queries import open_questions
from vedette.evidence.ingest import queries as ingest
from vedette.evidence.snapshots import queries as snapshots
from vedette.judgement.signals import queries as signals
from vedette.judgement.signals.models import Signal
from vedette.response.alerts import queries as alerts
from vedette.surfaces.web import plots
from vedette.surfaces.web.access import Known, PersonRequest, known_on, needs
from vedette.surfaces.web.pages.substances import first_met, snapshot_for
from vedette.surfaces.web.texts import with_headlines

MAP_WEEKS = 4
DESK = 10
NEW_THERE = ("first_node", "first_country")


@needs("see")
@require_GET
def situation(request: PersonRequest) -> HttpResponse:
    """Open with a sentence; under it the desk, the map, what waits and how fresh it is."""
    known, person = known_on(request), request.user
    desk = signals.desk(person=person, as_of=known.moment)
    active = with_headlines(alerts.active_alerts(person=person, at=known.moment)[:12])
    sources = ingest.freshness(person)
    newest = snapshot_for(known)
    totals_seen = sees_totals(person)
    context = {
        "desk": [desk_line(signal) for signal in desk[:DESK]],
        "more": max(len(desk) - DESK, 0),
        "alerts": active,
        "sources": sources,
        "newest": newest,
        "totals_seen": totals_seen,
        "opening": opening_sentence(desk),
        "under": _under(person, known, active, newest),
        "map_title": _("Europe, reports of the last 4 weeks"),
        **_waiting(person),
    }
    if totals_seen:
        context["first"] = first_met(person, known, 8)
        if newest:
            context |= _map(newest.pk, desk)
    return render(request, "web/situation.html", context)


def desk_line(signal: Signal) -> dict[str, Any]:
    """Return one signal with its sentence and its last half year."""
    return {
        "signal": signal,
        "sentence": title_of(signal),
        "spark": plots.sparkline(series_of(signal)),
    }


def title_of(signal: Signal) -> str:
    """Return a signal's sentence as a heading, which ends without a full stop."""
    return signals.sentence(signal).rstrip(".")


def series_of(signal: Signal) -> list[plots.WeekPoint]:
    """Return the weeks of a signal's plot, as the shapes want them."""
    return [cast(plots.WeekPoint, week) for week in signals.plot_series(signal)]


def opening_sentence(desk: list[Signal]) -> str:
    """Say in one sentence what the desk holds."""
    if not desk:
        return _("Nothing new waits for you")
    first = sum("first" in signal.kind for signal in desk)
    others = len(desk) - first
    new = ngettext("%d first detection", "%d first detections", first) % first
    rise = ngettext("%d other departure", "%d other departures", others) % others
    if first and others:
        return _("%(new)s and %(rise)s from what was expected wait for you") % {
            "new": new,
            "rise": rise,
        }
    if first:
        return _("%s waits for you") % new if first == 1 else _("%s wait for you") % new
    sentence = ngettext(
        "%d departure from what was expected waits for you",
        "%d departures from what was expected wait for you",
        others,
    )
    return sentence % others


def _under(person: User, known: Known, active: list[Any], newest: Any) -> list[str]:
    count = len(active)
    lines = [ngettext("%d alert is active.", "%d alerts are active.", count) % count]
    last = ingest.submissions_seen_by(person).filter(received_at__lte=known.moment).first()
    if last:
        lines.append(
            _("The last file, from %(source)s, had %(rows)s rows: %(recorded)s recorded.")
            % {
                "source": last.source.title,
                "rows": number_format(last.rows, force_grouping=True),
                "recorded": number_format(last.recorded, force_grouping=True),
            }
        )
    if newest is None:
        lines.append(_("No evidence has been frozen and searched yet."))
    return lines


def _waiting(person: User) -> dict[str, int]:
    if not may(person, "decide_queue"):
        return {}
    return {
        "rows_waiting": ingest.capped_count(ingest.waiting_rows(person)),
        "names_waiting": ingest.capped_count(open_questions()),
    }


def _map(snapshot: int, desk: list[Signal]) -> dict[str, Any]:
    totals: Any = cache.get_or_set(
        f"web-totals-{snapshot}", lambda: list(snapshots.totals_by_country(MAP_WEEKS)), 3_600
    )
    new = frozenset(s.country for s in desk if s.kind in NEW_THERE and s.country)
    return {
        "totals": totals,
        "map": plots.tile_map(read_tiles(), dict(totals), new=new),
    }
