"""From a signal to a judgement: the assessment, and the clock that runs until it is concluded."""

from datetime import datetime

from django.db import transaction

from vedette.base.accounts.models import User
from vedette.judgement.assessments import actions as assessments
from vedette.judgement.assessments.models import Assessment
from vedette.judgement.deadlines import actions as deadlines
from vedette.judgement.deadlines.queries import running_for
from vedette.judgement.signals import actions as signals
from vedette.judgement.signals.models import Outcome, Signal

# A focal point that has not said where it is works by the calendar of the institutions.
WITHOUT_COUNTRY = "EU"


@transaction.atomic
def take_up(*, signal: Signal, title: str, reason: str, by: User, at: datetime) -> Assessment:
    """Decide that a signal is worth an assessment, open that and start its clock."""
    signals.decide(signal=signal, outcome=Outcome.ASSESSED, reason=reason, until=None, by=by, at=at)
    row = assessments.open_assessment(signal=signal, title=title, by=by, at=at)
    country = by.body.country if by.body else ""
    deadlines.start(
        rule="rapid_assessment", about=row.title, event_at=at, marking=row.marking, subject=row,
        body=by.body, calendar=country or WITHOUT_COUNTRY, by=by, at=at,
    )  # fmt: skip
    return row


@transaction.atomic
def conclude(*, assessment: Assessment, by: User, at: datetime) -> Assessment:
    """Conclude an assessment; what was due by it is done."""
    row = assessments.conclude(assessment=assessment, by=by, at=at)
    for clock in running_for(row):
        deadlines.meet(deadline=clock, by=by, at=at)
    return row
