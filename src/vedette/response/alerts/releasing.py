"""Release for life: two people lift a restriction for one warning; its provider is told."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from vedette.base.accounts import rules as rights
from vedette.base.accounts.models import Body, User
from vedette.base.journal import actions as journal
from vedette.base.markings.queries import markings_seen_by
from vedette.evidence.ingest.models import Source
from vedette.evidence.observations.models import Report
from vedette.response.alerts import evidence, rules
from vedette.response.alerts.actions import recount
from vedette.response.alerts.models import Alert, AlertQuestion, Release, ReleaseNotice

LONGEST = timedelta(days=14)  # a danger that lasts longer leaves time to ask the provider


@transaction.atomic
def ask(
    *,
    alert: Alert,
    reason: str,
    reports: Sequence[Report] = (),
    sources: Sequence[Source] = (),
    unknown: bool = False,
    until: datetime,
    by: User,
    at: datetime,
) -> Release:
    """Ask that a draft may rest on rows that their markings keep from it.

    Parameters
    ----------
    reports, sources
        Rows behind the warning, or sources all of whose rows behind it are meant.
    unknown : bool
        Something was named that is not here. The answer is that to what is closed, so
        that nobody learns from it which rows there are.

    Raises
    ------
    Refused
        If nothing kept is named, a row is closed to the person or not behind the warning,
        the reason is missing, or it were to hold longer than `LONGEST`.
    """
    rules.check_act("ask_release", alert, by)
    rules.check_release_fits(alert, reason=reason, until=until, longest=LONGEST, at=at)
    kept = evidence.kept_rows(alert.assessment)
    seen = kept.filter(marking_id__in=markings_seen_by(by))
    rows = {row.pk for row in reports}
    origins = {source.pk for source in sources}
    meant = kept.filter(source__in=origins)
    is_behind = seen.filter(pk__in=rows).count() == len(rows)
    is_behind &= origins == set(meant.values_list("source", flat=True))
    is_behind &= not meant.exclude(pk__in=seen.values("pk")).exists()
    if unknown or not (rows or origins) or not is_behind:
        raise rights.Refused(
            "name rows behind this warning that are kept from it and that you may see"
        )
    release = Release.objects.create(
        alert=alert, reason=reason.strip(), until=until, asked_by=by, asked_at=at
    )
    release.reports.set(rows)
    release.sources.set(origins)
    journal.record(
        "release.asked", subject=release, by=by, at=at, alert=alert.pk, reports=sorted(rows),
        sources=sorted(origins), until=until.isoformat(), reason=reason.strip(),
    )  # fmt: skip
    return release


@transaction.atomic
def grant(*, release: Release, reason: str, by: User, at: datetime) -> list[Body]:
    """Grant a release that somebody else asked for; the draft is counted anew.

    Returns
    -------
    list of Body
        The providers who are to be told, at once.

    Raises
    ------
    Refused
        If the person asked for it, may not see the rows, or the asker's account was closed.
    AlreadyMoved
        If it was granted or ended already, or its time has run out.
    """
    rules.check_act("grant_release", release.alert, by)
    rules.check_grant(release, person=by, reason=reason, at=at)
    rows = evidence.released_rows(release)
    if rows.exclude(marking_id__in=markings_seen_by(by)).exists():
        raise rights.Refused("you may not see the rows yourself, so you cannot judge them")
    waiting = Release.objects.filter(pk=release.pk, granted_by=None, ended_at=None)
    if not waiting.update(granted_by=by, granted_at=at, granted_why=reason.strip()):
        raise rules.AlreadyMoved("somebody else has answered this request")
    release.refresh_from_db()
    told = evidence.providers_of(release)
    ReleaseNotice.objects.bulk_create(
        ReleaseNotice(release=release, body=body, told_at=at) for body in told
    )
    recount(alert=release.alert, at=at)
    journal.record(
        "release.granted", subject=release, by=by, at=at, alert=release.alert_id,
        rows=sorted(rows.values_list("pk", flat=True)), told=[body.code for body in told],
        reason=reason.strip(),
    )  # fmt: skip
    return told


@transaction.atomic
def end(*, release: Release, reason: str, by: User, at: datetime) -> list[AlertQuestion]:
    """Refuse a release that was asked for, or withdraw one that was granted.

    A draft is counted anew without it. What is public and rests on it is put in question.

    Returns
    -------
    list of AlertQuestion
        The questions that it opens.
    """
    rights.check_may(by, "ask_release")
    if not reason.strip():
        raise rights.Refused("say why the release ends")
    holds = Release.objects.filter(pk=release.pk, ended_at=None)
    if not holds.update(ended_by=by, ended_at=at, ended_why=reason.strip()):
        raise rules.AlreadyMoved("this release has ended already")
    release.refresh_from_db()
    journal.record("release.ended", subject=release, by=by, at=at, reason=reason.strip())
    recount(alert=release.alert, at=at)
    return _question(release, at) if release.granted_at else []


def _question(release: Release, at: datetime) -> list[AlertQuestion]:
    """Ask again about the public version of a warning whose released rows are kept again."""
    versions = Alert.objects.filter(number=release.alert.number, status=Alert.Status.PUBLISHED)
    public = versions.exclude(message=Alert.Message.CANCEL).filter(expires_at__gt=at)
    alert = public.filter(replaced_by=None).first() or public.order_by("-version").first()
    if alert is None:
        return []
    usable = evidence.rows_for(alert.assessment, number=alert.number, at=at)
    made = []
    for row in evidence.released_rows(release).exclude(pk__in=usable.values("pk")):
        question, is_new = AlertQuestion.objects.get_or_create(
            alert=alert, report=row, defaults={"opened_at": at}
        )
        if is_new:
            journal.record("alert.questioned", subject=alert, by=None, at=at, report=row.pk)
            made.append(question)
    return made


@transaction.atomic
def see(*, notice: ReleaseNotice, by: User, at: datetime) -> None:
    """Keep that somebody of the provider has read what it was told."""
    if by.body_id != notice.body_id or not by.is_active:
        raise rights.Refused("only people of the provider say that it knows")
    if ReleaseNotice.objects.filter(pk=notice.pk, seen_at=None).update(seen_by=by, seen_at=at):
        journal.record("release.seen", subject=notice.release, by=by, at=at, body=notice.body.code)
