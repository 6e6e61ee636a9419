"""Which assessments a person may see."""

from django.db.models import QuerySet

from vedette.base.accounts.models import User
from vedette.base.markings.queries import markings_seen_by
from vedette.judgement.assessments.models import Assessment


def assessments_seen_by(person: User) -> QuerySet[Assessment]:
    """Return assessments whose marking the person may see, the newest first."""
    return (
        Assessment.objects.filter(marking_id__in=markings_seen_by(person))
        .select_related("signal", "author", "marking")
        .order_by("-id")
    )
