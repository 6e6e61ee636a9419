"""Which warnings are there, for whom."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from vedette.base.accounts.models import User
from vedette.base.accounts.rules import may
from vedette.response.alerts.models import Alert


def alerts_seen_by(person: User) -> QuerySet[Alert]:
    """Return all warnings for those who judge; published ones for everybody else."""
    alerts = Alert.objects.select_related("assessment", "drafted_by", "approved_by").order_by("-id")
    if may(person, "see_drafts"):
        return alerts
    return alerts.filter(status=Alert.Status.PUBLISHED)


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
