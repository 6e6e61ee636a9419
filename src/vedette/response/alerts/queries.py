"""Which warnings are there, for whom."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from vedette.base.accounts.models import User
from vedette.base.accounts.rules import may
from vedette.base.markings.queries import markings_seen_by
from vedette.response.alerts.models import Alert


def alerts_seen_by(person: User) -> QuerySet[Alert]:
    """Return published warnings, and drafts for those who judge and may see what they rest on."""
    alerts = Alert.objects.select_related("assessment", "drafted_by", "approved_by").order_by("-id")
    public = Q(status=Alert.Status.PUBLISHED)
    if may(person, "see_drafts"):
        own = Q(drafted_by=person)
        return alerts.filter(public | own | Q(assessment__marking_id__in=markings_seen_by(person)))
    return alerts.filter(public)


def public_alerts(*, at: datetime) -> QuerySet[Alert]:
    """Return the version of each warning that was public at a moment, the newest first."""
    newer = Alert.objects.filter(replaces=OuterRef("pk"), published_at__lte=at)
    return (
        Alert.objects.filter(published_at__lte=at)
        .exclude(Exists(newer))
        .prefetch_related("texts", "substances", "places")
        .order_by("-published_at", "-id")
    )


def active_alerts(*, at: datetime) -> QuerySet[Alert]:
    """Return warnings in force: public, neither cancelled nor expired."""
    return public_alerts(at=at).filter(expires_at__gt=at).exclude(message=Alert.Message.CANCEL)
