"""Which rows a warning may rest on: those that are open to it, and those released for it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from vedette.base.accounts.models import Body, User
from vedette.base.markings.models import Marking
from vedette.base.markings.queries import markings_kept_from_warnings, markings_seen_by
from vedette.evidence.ingest.models import Source
from vedette.evidence.observations.models import Report
from vedette.judgement.assessments.models import Assessment
from vedette.response.alerts.models import Alert, Release, ReleaseNotice


def rows_for(assessment: Assessment, *, number: str = "", at: datetime) -> QuerySet[Report]:
    """Return the rows of an assessment on which the warning of a number may rest at a moment."""
    released = Q()
    for release in in_force(number, at=at):
        released |= named_by(release)
    return assessment.evidence.exclude(_kept() & ~released if released else _kept())


def kept_rows(assessment: Assessment) -> QuerySet[Report]:
    """Return the rows of an assessment that their markings keep from every warning."""
    return assessment.evidence.filter(_kept()).select_related("marking", "source")


def _kept() -> Q:
    return Q(marking__in=Marking.objects.filter(markings_kept_from_warnings()))


def named_by(release: Release) -> Q:
    """Return which rows a release names, by themselves or by their source."""
    return Q(pk__in=release.reports.values("pk")) | Q(source__in=release.sources.values("pk"))


def in_force(number: str, *, at: datetime) -> QuerySet[Release]:
    """Return the releases that hold for a warning, whatever its version."""
    return Release.objects.filter(
        alert__number=number, granted_at__lte=at, until__gt=at, ended_at=None
    )


def released_rows(release: Release) -> QuerySet[Report]:
    """Return the restricted rows behind a warning that a release names."""
    return kept_rows(release.alert.assessment).filter(named_by(release))


def providers_of(release: Release) -> list[Body]:
    """Return the bodies whose restrictions a release lifts, as far as their markings name them."""
    rows = released_rows(release).select_related("marking__provider", "source__marking__provider")
    bodies = {
        body.pk: body
        for row in rows
        if (body := row.marking.provider or row.source.marking.provider)
    }
    return [bodies[pk] for pk in sorted(bodies)]


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept from a warning, as far as a person may see it."""

    seen: tuple[Report, ...]
    unseen: int

    @property
    def sources(self) -> tuple[Source, ...]:
        """Return the sources of the rows that are seen, each once."""
        return tuple({row.source_id: row.source for row in self.seen}.values())


def kept_from(alert: Alert, *, person: User, at: datetime) -> Kept:
    """Return the rows behind a warning that it may not rest on just now."""
    usable = rows_for(alert.assessment, number=alert.number, at=at)
    rows = kept_rows(alert.assessment).exclude(pk__in=usable.values("pk"))
    seen = tuple(rows.filter(marking_id__in=markings_seen_by(person)).order_by("id")[:100])
    return Kept(seen, rows.count() - len(seen))


def releases_of(alert: Alert) -> QuerySet[Release]:
    """Return all releases for a warning, the newest first, with who asked and granted."""
    rows = Release.objects.filter(alert__number=alert.number)
    named = rows.select_related("alert__assessment", "asked_by", "granted_by", "ended_by")
    return named.prefetch_related("notices__body").order_by("-id")


def notices_for(person: User) -> QuerySet[ReleaseNotice]:
    """Return what a person's own body was told of, the newest first."""
    if person.body_id is None or not person.is_active:
        return ReleaseNotice.objects.none()
    rows = ReleaseNotice.objects.filter(body_id=person.body_id)
    return rows.select_related("release__alert", "body", "seen_by").order_by("-id")
