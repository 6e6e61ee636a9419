"""What stands around every page: node, stages, day, marking, language, account."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from vedette.base.accounts.rules import MAY, may
from vedette.base.markings.rules import SEEN_BY_ROLE, strictest
from vedette.evidence.ingest.models import Source
from vedette.surfaces.web.access import known_on


@dataclass(frozen=True, slots=True)
class Stage:
    """One door in the bar of stages."""

    title: str
    address: str
    is_current: bool


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return what the base template needs; nothing here asks the database twice a minute."""
    person = getattr(request, "user", None)
    known = known_on(request)
    return {
        "node": settings.VEDETTE_NODE,
        "known": known,
        "known_query": f"?known={known.day.isoformat()}" if known.day else "",
        "as_of": known.moment,
        "stages": SimpleLazyObject(lambda: _stages(request, known.day)),
        "may": SimpleLazyObject(lambda: {act: bool(person and may(person, act)) for act in MAY}),
        "marking_shown": SimpleLazyObject(lambda: _marking(person)),
        "languages": settings.LANGUAGES,
        "is_simulated": SimpleLazyObject(_is_simulated),
    }


def _stages(request: HttpRequest, day: date | None) -> list[Stage]:
    person: Any = request.user
    doors = [
        (_("Situation"), "situation", "see"),
        (_("Imports"), "imports", "import"),
        (_("Queue"), "queue", "decide_queue"),
        (_("Reports"), "reports", "see"),
        (_("Samples"), "samples", "see"),
        (_("Cases"), "cases", "see"),
        (_("Substances"), "substances", "see"),
        (_("Spectra"), "spectra", "see"),
        (_("Law"), "law", "see"),
        (_("Laboratories"), "laboratories", "see"),
        (_("Signals"), "signals", "see"),
        (_("Assessments"), "assessments", "see"),
        (_("Alerts"), "alerts", "see"),
        (_("Promises"), "promises", "see"),
        (_("Indicators"), "indicators", "see"),
        (_("Journal"), "journal", "read_journal"),
        (pgettext("stage", "Administration"), "administration", "administer"),
    ]
    here = request.path
    suffix = f"?known={day.isoformat()}" if day else ""
    stages = []
    for title, name, act in doors:
        if not may(person, act):
            continue
        address = reverse(name)
        is_current = here == address if address == "/" else here.startswith(address)
        is_current |= name == "signals" and here.startswith(reverse("replays"))
        is_current |= name == "laboratories" and here.startswith(reverse("guidelines"))
        is_current |= name == "assessments" and here.startswith(
            (reverse("deadlines"), reverse("asked"))
        )
        is_current |= name == "alerts" and here.startswith((reverse("drills"), reverse("releases")))
        stages.append(Stage(title, address + suffix, is_current))
    return stages


def _marking(person: Any) -> str:
    if person is None or not person.is_authenticated:
        return "TLP:CLEAR"
    return f"TLP:{strictest(list(SEEN_BY_ROLE[person.role]))}"


def _is_simulated() -> bool:
    known: bool | None = cache.get("web-is-simulated")
    if known is None:
        known = Source.objects.filter(simulated=True).exists()
        cache.set("web-is-simulated", known, 60)
    return known
