"""Open, write and conclude assessments."""

from datetime import datetime

from django.db import transaction

from vedette.base.accounts import rules as rights
from vedette.base.accounts.models import User
from vedette.base.journal import actions as journal
from vedette.base.markings.queries import markings_seen_by
from vedette.judgement.assessments import rules
from vedette.judgement.assessments.models import Assessment
from vedette.judgement.signals.models import Signal


@transaction.atomic
def open_assessment(*, signal: Signal, title: str, by: User, at: datetime) -> Assessment:
    """Open an assessment of a signal, resting on the rows behind the signal."""
    rights.check_may(by, "judge")
    evidence = rules.evidence_of(signal, seen=markings_seen_by(by))
    assessment = Assessment.objects.create(
        title=title.strip() or rules.title_of(signal),
        signal=signal,
        author=by,
        opened_at=at,
        marking=rules.marking_of(evidence),
    )
    assessment.evidence.set(evidence)
    journal.record("assessment.opened", subject=assessment, by=by, at=at, signal=signal.pk)
    return assessment


@transaction.atomic
def save(
    *,
    assessment: Assessment,
    by: User,
    at: datetime,
    likelihood: str,
    likelihood_why: str,
    impact: str,
    impact_why: str,
    confidence: str,
    confidence_why: str,
    summary: str,
) -> Assessment:
    """Keep what has been written so far; a concluded assessment is not changed."""
    rights.check_may(by, "judge")
    rules.check_level(likelihood, impact, confidence)
    still_open = Assessment.objects.filter(pk=assessment.pk, status=Assessment.Status.OPEN)
    if not still_open.update(
        likelihood=likelihood, likelihood_why=likelihood_why.strip(), impact=impact,
        impact_why=impact_why.strip(), confidence=confidence,
        confidence_why=confidence_why.strip(), summary=summary.strip(),
    ):  # fmt: skip
        raise rights.Refused("this assessment is concluded; open a new one to say something else")
    journal.record("assessment.saved", subject=assessment, by=by, at=at)
    assessment.refresh_from_db()
    return assessment


@transaction.atomic
def conclude(*, assessment: Assessment, by: User, at: datetime) -> Assessment:
    """Close an assessment that says all it must."""
    rights.check_may(by, "judge")
    assessment.refresh_from_db()
    rules.check_complete(assessment)
    still_open = Assessment.objects.filter(pk=assessment.pk, status=Assessment.Status.OPEN)
    if not still_open.update(status=Assessment.Status.CONCLUDED, concluded_at=at):
        raise rights.Refused("this assessment is concluded already")
    journal.record("assessment.concluded", subject=assessment, by=by, at=at)
    assessment.refresh_from_db()
    return assessment
