"""How a drill went: every step with its time and who took it, and when each stage was reached."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Model, Q, QuerySet

from vedette.base.accounts.models import User
from vedette.base.journal.queries import entries_seen_by
from vedette.judgement.assessments.models import Assessment, InformationRequest
from vedette.judgement.deadlines.models import Deadline
from vedette.judgement.drills.models import Drill
from vedette.response.alerts.models import Alert
from vedette.response.alerts.queries import alerts_seen_by
from vedette.response.evaluation.times import Times, times_of
from vedette.response.exchange.models import Delivery


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the timeline."""

    at: datetime
    since: timedelta
    act: str
    who: str
    kind: str
    number: int


def timeline(drill: Drill, person: User) -> list[Step]:
    """Return what was done in a drill, the first first, to those who may read the journal."""
    assessments = Assessment.objects.filter(drill=drill)
    alerts = Alert.objects.filter(assessment__in=assessments)
    asked = InformationRequest.objects.filter(assessment__in=assessments)
    subjects = _about(Assessment, assessments) | _about(Alert, alerts)
    clocks = Deadline.objects.filter(
        _about(Assessment, assessments) | _about(Alert, alerts) | _about(InformationRequest, asked)
    )  # fmt: skip
    subjects |= _about(Drill, Drill.objects.filter(pk=drill.pk)) | _about(Deadline, clocks)
    subjects |= _about(Delivery, Delivery.objects.filter(alert__in=alerts))
    entries = entries_seen_by(person).filter(subjects, at__gte=drill.started_at)
    return [
        Step(one.at, one.at - drill.started_at, one.act, one.by.username if one.by else "",
             one.subject_kind, one.subject_id or 0)
        for one in entries.order_by("id")
    ]  # fmt: skip


def _about(model: type[Model], rows: QuerySet[Any]) -> Q:
    """Return what the journal, or a clock, says of any of these records."""
    return Q(subject_kind=model._meta.label_lower, subject_id__in=rows.values("pk"))


def stages(drill: Drill, person: User) -> list[tuple[Alert, Times]]:
    """Return when each warning of a drill that a person may see reached each stage."""
    rows = (
        alerts_seen_by(person).filter(assessment__drill=drill).select_related("assessment__signal")
    )
    return [(row, times_of(row)) for row in rows.order_by("id")]
