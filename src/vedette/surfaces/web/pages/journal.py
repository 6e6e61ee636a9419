"""The journal: who did what, and the proof that nobody rewrote it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_GET

from vedette.base.journal.models import Entry
from vedette.base.journal.queries import entries_seen_by, first_broken_entry
from vedette.base.numbers import number_in
from vedette.surfaces.web.access import PersonRequest, known_on, needs

PAGE = 60
# Where the record that an entry speaks of can be read.
DOORS = {
    "observations.report": "report",
    "ingest.submission": "import",
    "signals.signal": "signal",
    "assessments.assessment": "assessment",
    "alerts.alert": "alert",
    "drills.drill": "drill",
    "deadlines.deadline": "deadline",
    "substances.namequestion": "question",
}


@needs("read_journal")
@require_GET
def journal(request: PersonRequest) -> HttpResponse:
    """List acts, the newest first; verify the chain if asked."""
    entries = entries_seen_by(request.user)
    if (as_of := known_on(request).as_of) is not None:
        entries = entries.filter(at__lte=as_of)
    act, subject = request.GET.get("act", "").strip(), request.GET.get("subject", "").strip()
    before = request.GET.get("before", "")
    if act:
        entries = entries.filter(act__startswith=act)
    if subject:
        kind, _colon, number = subject.partition(":")
        entries = entries.filter(subject_kind=kind)
        if (wanted := number_in(number)) is not None:
            entries = entries.filter(subject_id=wanted)
    if (last := number_in(before)) is not None:
        entries = entries.filter(pk__lt=last)
    found = list(entries[: PAGE + 1])
    context: dict[str, Any] = {
        "lines": [(entry, _door(entry)) for entry in found[:PAGE]],
        "older": found[PAGE - 1].pk if len(found) > PAGE else None,
        "is_older": bool(before),
        "act": act,
        "subject": subject,
        "kinds": sorted(DOORS),
    }
    if "verify" in request.GET:
        context |= {"is_verified": True, "broken": first_broken_entry()}
    return render(request, "web/journal.html", context)


def _door(entry: Entry) -> str:
    name = DOORS.get(entry.subject_kind)
    if name is None or entry.subject_id is None:
        return ""
    try:
        return reverse(name, args=[entry.subject_id])
    except NoReverseMatch:
        return ""
