"""Which warnings are there, for whom."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from vedette.base.accounts.models import User
from vedette.base.accounts.rules import may
from vedette.base.markings.models import Tlp
from vedette.base.markings.queries import markings_seen_by
from vedette.base.markings.rules import SEEN_BY_ROLE
from vedette.evidence.observations.models import Finding, Report
from vedette.judgement.drills.models import Drill
from vedette.response.alerts.models import Alert, AlertQuestion


def alerts_seen_by(person: User) -> QuerySet[Alert]:
    """Return published warnings, and drafts for those who judge and may see what they rest on.

    A published one is seen by whoever its marking is for: by role, or as a body it names.
    """
    alerts = Alert.objects.select_related("assessment", "drafted_by", "approved_by").order_by("-id")
    named = Alert.recipients.through.objects.filter(alert=OuterRef("pk"), body=person.body_id)
    seen = Q(tlp__in=SEEN_BY_ROLE.get(person.role, ())) | Q(Exists(named))
    public = Q(status=Alert.Status.PUBLISHED) & seen
    if may(person, "see_drafts"):
        own = Q(drafted_by=person)
        return alerts.filter(public | own | Q(assessment__marking_id__in=markings_seen_by(person)))
    return alerts.filter(public)


def public_alerts(*, at: datetime) -> QuerySet[Alert]:
    """Return the public version of each warning, the newest first; drills only if for everybody.

    What lists and feeds offer; a drill that stays with the desk is found by its address alone.
    """
    return open_alerts(at=at).filter(
        Q(assessment__drill=None) | Q(assessment__drill__reach=Drill.Reach.EVERYBODY)
    )


def open_alerts(*, at: datetime) -> QuerySet[Alert]:
    """Return what stood at a moment and is for everybody, drills too, the newest first."""
    return published_alerts(at=at).filter(tlp=Tlp.CLEAR)


def published_alerts(*, at: datetime) -> QuerySet[Alert]:
    """Return the version of each warning that stood at a moment, drills too, the newest first."""
    newer = Alert.objects.filter(replaces=OuterRef("pk"), published_at__lte=at)
    return (
        Alert.objects.filter(published_at__lte=at)
        .exclude(Exists(newer))
        .prefetch_related("texts", "substances", "places")
        .order_by("-published_at", "-id")
    )


def active_alerts(*, person: User, at: datetime) -> QuerySet[Alert]:
    """Return warnings in force that a person may see, without what is played in drills."""
    seen = alerts_seen_by(person).order_by().values("pk")
    return alerts_in_force(at=at).filter(assessment__drill=None, pk__in=seen)


def alerts_in_force(*, at: datetime) -> QuerySet[Alert]:
    """Return warnings in force, drills too: published, neither cancelled nor expired."""
    return published_alerts(at=at).filter(expires_at__gt=at).exclude(message=Alert.Message.CANCEL)


def shaken(*, at: datetime) -> list[tuple[Alert, Report]]:
    """Return warnings in force beside each row they rest on that no longer says what it said.

    A row is gone if its newest revision is a retraction, or holds none of the substances
    that the warning names: corrected, contested, or found to be something else. Pairs that
    were asked about before are left out.
    """
    found = []
    for alert in alerts_in_force(at=at).select_related("assessment__signal"):
        asked = alert.questions.values("report")
        replaced = Report.objects.filter(replaces=OuterRef("pk"))
        rows = alert.assessment.evidence.filter(Exists(replaced)).exclude(pk__in=asked)
        named = {substance.pk for substance in alert.substances.all()}
        found += [(alert, row) for row in rows if not _still_says(_newest(row), named)]
    return found


def _newest(report: Report) -> Report:
    same = Report.objects.filter(
        source_id=report.source_id, source_key=report.source_key, occurrence=report.occurrence
    )
    return same.order_by("-revision")[0]


def _still_says(report: Report, named: set[int]) -> bool:
    """Tell whether a revision holds a named substance; a warning on a family needs any finding."""
    if report.kind == Report.Kind.RETRACTION:
        return False
    findings = report.findings.exclude(role=Finding.Role.SOLD_AS)
    return findings.filter(substance__in=named).exists() if named else findings.exists()


def open_questions(alert: Alert) -> list[AlertQuestion]:
    """Return the questions about a warning that nobody has answered."""
    return list(alert.questions.filter(answered_at=None).select_related("report").order_by("id"))
