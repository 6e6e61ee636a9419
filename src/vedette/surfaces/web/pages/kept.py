"""What is kept from a warning, and its releases for life, as its page shows them."""

from typing import Any

from django.utils import timezone

from vedette.base.accounts.rules import may
from vedette.response.alerts import releasing
from vedette.response.alerts.evidence import kept_from, releases_of
from vedette.response.alerts.models import Alert, Release
from vedette.surfaces.web.access import PersonRequest


def release_context(request: PersonRequest, alert: Alert) -> dict[str, Any]:
    """Return what the page of a warning shows of what is kept from it, and of its releases."""
    person, now = request.user, timezone.now()
    if not may(person, "see_drafts"):
        return {}
    is_draft = alert.status == Alert.Status.DRAFT and alert.message != Alert.Message.CANCEL
    return {
        "releases": [
            {"row": row, "state": state_of(row),
             "can_grant": not (row.granted_at or row.ended_at) and row.until > now and is_draft
             and may(person, "grant_release") and person.pk != row.asked_by_id,
             "can_end": not row.ended_at and may(person, "ask_release")}
            for row in releases_of(alert)
        ],
        "kept": kept_from(alert, person=person, at=now),
        "can_release": is_draft and may(person, "ask_release"),
        "longest_release": timezone.localtime(now + releasing.LONGEST),
    }  # fmt: skip


def state_of(release: Release) -> str:
    """Return how a release stands now."""
    if release.ended_at:
        return "withdrawn" if release.granted_at else "refused"
    if release.until <= timezone.now():
        return "run_out"
    return "in_force" if release.granted_at else "asked"
