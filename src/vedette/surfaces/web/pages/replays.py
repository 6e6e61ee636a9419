"""Replays: ask what would have been on the desk, and go through the weeks of the answer."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vedette import pathway
from vedette.base.accounts.rules import Refused
from vedette.base.markings.rules import strictest_marking
from vedette.base.numbers import number_in
from vedette.errors import VedetteError
from vedette.evidence.ingest.definitions import known_sources
from vedette.judgement.signals import kept
from vedette.judgement.signals.keeping import Question
from vedette.judgement.signals.models import Replay
from vedette.judgement.signals.thresholds import Policy
from vedette.judgement.signals.truth import Event
from vedette.judgement.signals.truth_files import read_truth
from vedette.surfaces import background
from vedette.surfaces.web import plots
from vedette.surfaces.web.access import PersonRequest, needs
from vedette.surfaces.web.downloads import csv_response
from vedette.surfaces.web.typed import day_in

PAGE = 30
MOST_WEEKS = 522  # ten years: what one machine answers in minutes
WITHIN = 182
LARGEST_TRUTH = 1_000_000  # bytes
SHOWN = ("week", "status", "story", "kind", "subject", "place", "context", "observed", "expected",
         "rank", "sentence")  # fmt: skip
LEARNT = ("substance", "name", "first_record", "third_record", "first_shown", "lead_days")
MET = ("substance", "place", "date", "first_shown", "days")


@needs("see")
@require_GET
def replays(request: PersonRequest) -> HttpResponse:
    """List kept replays, with a form for the next one."""
    return render(request, "web/replays.html", _listed(request))


def _listed(request: PersonRequest) -> dict[str, Any]:
    rows = kept.replays_seen_by(request.user)
    before = request.GET.get("before", "")
    if (number := number_in(before)) is not None:
        rows = rows.filter(pk__lt=number)
    found = list(rows[: PAGE + 1])
    return {
        "rows": [{"replay": row, "state": kept.state_of(row)} for row in found[:PAGE]],
        "older": found[PAGE - 1].pk if len(found) > PAGE else None,
        "is_older": bool(before),
        "sources": list(known_sources(Path(settings.VEDETTE_HOME)).values()),
        "cap": Policy().new_per_week,
        "within": WITHIN,
        "today": timezone.localdate(),
    }


@needs("detect")
@require_POST
def ask(request: PersonRequest) -> HttpResponse:
    """Keep a question about the past, and begin to answer it beside the requests."""
    try:
        question = _question(request)
        cap = _whole(request, "cap", _("Most new signals a week"), least=1)
        row = pathway.ask_replay(question, cap=cap, by=request.user, at=timezone.now())
    except VedetteError as error:
        context = _listed(request) | {"errors": [str(error)], "typed": request.POST}
        return render(request, "web/replays.html", context, status=400)
    if row.finished_at and not row.error:
        messages.success(request, _("This was asked before of the same evidence; here it is."))
    else:
        background.replay(row, by=request.user)
    return redirect("replay", row.pk)


def _question(request: PersonRequest) -> Question:
    start = _day(request, "start", _("First day"))
    end = _day(request, "end", _("Last day"))
    if (end - start).days // 7 + 1 > MOST_WEEKS:
        raise Refused(
            _("at most %d weeks can be asked for here; for more, use `vedette replay --keep`")
            % MOST_WEEKS
        )
    within = _whole(request, "within", _("Days around a date"))
    return Question(
        start,
        end,
        source=request.POST.get("source", ""),
        delay_days=_whole(request, "delay_days", _("Delay in days")),
        truth=tuple(_truth(request)),
        within=WITHIN if within is None else within,
        in_time=_whole(request, "in_time", _("Days in time")) or 0,
    )


def _truth(request: PersonRequest) -> list[Event]:
    upload = request.FILES.get("truth")
    if not isinstance(upload, TemporaryUploadedFile):
        return []
    if (upload.size or 0) > LARGEST_TRUTH:
        raise Refused(_("a list of known dates is at most a million bytes long"))
    return read_truth(Path(upload.temporary_file_path()), name=upload.name or "")


def _day(request: PersonRequest, name: str, label: str) -> date:
    text = request.POST.get(name, "")
    day = day_in(text)
    if day is None:
        raise Refused(_("%(label)s: %(text)s is not a day") % {"label": label, "text": repr(text)})
    return day


def _whole(request: PersonRequest, name: str, label: str, *, least: int = 0) -> int | None:
    text = request.POST.get(name, "").strip()
    if not text:
        return None
    if not text.isdecimal() or len(text) > 6 or not least <= int(text) <= 36_500:
        raise Refused(
            _("%(label)s: %(text)s is not a whole number from %(least)s to 36500")
            % {"label": label, "text": repr(text), "least": least}
        )
    return int(text)


@needs("detect")
@require_POST
def again(request: PersonRequest, replay_id: int) -> HttpResponse:
    """Begin again where an attempt broke off or failed."""
    row = get_object_or_404(kept.replays_seen_by(request.user), pk=replay_id)
    background.replay(row, by=request.user)
    return redirect("replay", row.pk)


@needs("see")
@require_GET
def replay(request: PersonRequest, replay_id: int) -> HttpResponse:
    """Show one week of a replay, with a slider over all; or how far it has come."""
    row = get_object_or_404(kept.replays_seen_by(request.user), pk=replay_id)
    state, is_part = kept.state_of(row), "HX-Request" in request.headers
    context: dict[str, Any] = {
        "replay": row, "state": state, "weeks_total": kept.weeks_of(row),
        "marking": _marking(row),
    }  # fmt: skip
    if state != "done":
        if is_part and state != "running":
            return HttpResponse(headers={"HX-Refresh": "true"})
        part = "#progress" if is_part else ""
        return render(request, f"web/replay.html{part}", context)
    context |= _week(request, row, context["weeks_total"])
    context |= {"met": kept.met_of(row), "score": row.score}
    return render(request, f"web/replay.html{'#week' if is_part else ''}", context)


def _marking(row: Replay) -> Any:
    used = list(row.markings.all())
    return strictest_marking(used) if used else None


def _week(request: PersonRequest, row: Replay, total: int) -> dict[str, Any]:
    number = _number(request.GET.get("week", ""), row, total)
    week = kept.week_at(row, number)
    counts = kept.new_per_week(row)
    day = row.start + kept.WEEK * (number - 1)
    return {
        "number": number, "week": week, "day": day,
        "last_day": row.start + kept.WEEK * (total - 1),
        "came": kept.told(week.came) if week else [],
        "went_on": kept.told(week.went_on) if week else [],
        "folded": kept.told(week.folded) if week else [],
        "learnt": kept.learnt_by(row, day=day),
        "learnt_total": len(row.learnt),
        "counts": counts, "mean": sum(n for _day, n in counts) / max(len(counts), 1),
        "wide": plots.weekly_counts(counts, here=day, name="new", width=1_180),
        "narrow": plots.weekly_counts(
            counts, here=day, name="new-narrow", weeks=26, width=350, height=150
        ),
    }  # fmt: skip


def _number(text: str, row: Replay, total: int) -> int:
    """Return a week's number from its number or from a day in it; else the last one."""
    if text.isdecimal() and len(text) < 7:
        return min(max(int(text), 1), total)
    day = day_in(text)
    return min(max((day - row.start).days // 7 + 1, 1), total) if day else total


@needs("see")
@require_GET
def shown_csv(request: PersonRequest, replay_id: int) -> HttpResponseBase:
    """Send every shown signal of every week."""
    row = get_object_or_404(kept.replays_seen_by(request.user), pk=replay_id)
    lines = ([line[name] for name in SHOWN] for line in _shown(row))
    return csv_response(f"vedette-replay-{row.pk}.csv", SHOWN, lines)


def _shown(row: Replay) -> Iterator[dict[str, Any]]:
    for week in row.weeks.order_by("day").iterator(chunk_size=50):
        for status, rows in (("first", week.came), ("goes on", week.went_on)):
            for one in kept.told(rows):
                yield {**one, "week": week.day.isoformat(), "status": status}


@needs("see")
@require_GET
def substances_csv(request: PersonRequest, replay_id: int) -> HttpResponseBase:
    """Send of each substance when its records were known and when it was first shown."""
    row = get_object_or_404(kept.replays_seen_by(request.user), pk=replay_id)
    lines = ([one[name] for name in LEARNT] for one in kept.learnt_by(row))
    return csv_response(f"vedette-replay-{row.pk}-substances.csv", LEARNT, lines)


@needs("see")
@require_GET
def truth_csv(request: PersonRequest, replay_id: int) -> HttpResponseBase:
    """Send every known date with the day of the first signal that spoke of it."""
    row = get_object_or_404(kept.replays_seen_by(request.user), pk=replay_id)
    lines = ([one[name] for name in MET] for one in kept.met_of(row))
    return csv_response(f"vedette-replay-{row.pk}-known-dates.csv", MET, lines)
