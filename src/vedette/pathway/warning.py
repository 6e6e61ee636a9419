"""From a signed warning to everybody it concerns, and the clock until it is looked at again."""

from datetime import datetime

from django.db import transaction

from vedette.base.accounts.models import User
from vedette.base.markings.actions import marking_for
from vedette.evidence.observations import actions as observations
from vedette.evidence.observations.models import Report
from vedette.judgement.deadlines import actions as deadlines
from vedette.judgement.deadlines.queries import running_for
from vedette.pathway.judging import calendar_for
from vedette.response.alerts import actions as alerts
from vedette.response.alerts import releasing
from vedette.response.alerts.models import Alert, AlertQuestion, Release
from vedette.response.exchange import actions as exchange


@transaction.atomic
def publish(*, alert: Alert, by: User, at: datetime) -> Alert:
    """Publish a warning, sign its document, queue it for whoever asked, and run its clock.

    All or nothing: what is public is owed to its receivers. Sending comes after and
    apart, so that no receiver's server can hold up a publication.
    """
    alert = alerts.publish(alert=alert, by=by, at=at)
    exchange.sign(alert=alert, at=at)
    exchange.queue(alert=alert, at=at)
    for earlier in Alert.objects.filter(number=alert.number).exclude(pk=alert.pk):
        for clock in running_for(earlier):
            deadlines.withdraw(deadline=clock, reason="a newer version is out", by=by, at=at)
    if alert.message != Alert.Message.CANCEL:
        deadlines.start(
            rule="alert_review", about=alert.number, event_at=alert.expires_at, subject=alert,
            marking=marking_for(alert.tlp), body=by.body, calendar=calendar_for(by.body),
            exercise=alert.exercise, by=by, at=at,
        )  # fmt: skip
    return alert


@transaction.atomic
def grant_release(*, release: Release, reason: str, by: User, at: datetime) -> Release:
    """Grant a release for life, and tell its providers in the same breath."""
    told = releasing.grant(release=release, reason=reason, by=by, at=at)
    exchange.tell(release=release, bodies=told, at=at)
    return release


@transaction.atomic
def end_release(*, release: Release, reason: str, by: User, at: datetime) -> Release:
    """Refuse or withdraw a release; whoever was warned on its strength hears that we look again."""
    opened = releasing.end(release=release, reason=reason, by=by, at=at)
    for alert in {question.alert_id: question.alert for question in opened}.values():
        exchange.queue_review(alert=alert, at=at)
    return release


@transaction.atomic
def ask_again(*, at: datetime) -> list[AlertQuestion]:
    """Open the question on warnings whose rows no longer hold, and tell whoever was warned.

    Called wherever rows can change: after a retraction, a file, a result on a sample.
    """
    opened = alerts.ask_again(at=at)
    for alert in {question.alert_id: question.alert for question in opened}.values():
        exchange.queue_review(alert=alert, at=at)
    return opened


@transaction.atomic
def retract(*, report: Report, reason: str, by: User, at: datetime) -> Report:
    """Withdraw a report, and ask again about every warning that rests on it."""
    withdrawn = observations.retract(report=report, reason=reason, by=by, at=at)
    ask_again(at=at)
    return withdrawn
