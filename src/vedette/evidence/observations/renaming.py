"""Findings that turned out to be of another substance: new revisions, nothing overwritten."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from vedette.catalogue.substances.models import Family, NameQuestion, Substance
from vedette.evidence.observations.models import Finding, Report

BATCH = 500


@dataclass(frozen=True, slots=True)
class Scope:
    """Which findings are meant; what is left empty covers everything.

    ``markings`` are those whose rows a person may see: nobody moves, counts or reads
    the names of what is closed to them.
    """

    question: NameQuestion | None = None
    substance: Substance | None = None
    name: str = ""
    source: int | None = None
    country: str = ""
    since: date | None = None
    until: date | None = None
    markings: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Meaning:
    """What findings are of; without a substance or family they wait for a chemist again."""

    substance: Substance | None = None
    family: Family | None = None
    status: str = "resolved"


def findings_in(scope: Scope) -> QuerySet[Finding]:
    """Return the findings that hold now and lie in a scope."""
    found = Finding.objects.filter(report__replaced_by=None, report__kind=Report.Kind.RECORD)
    asked = {
        "question": scope.question, "substance": scope.substance, "name__iexact": scope.name,
        "report__source": scope.source, "report__country": scope.country,
        "report__occurred_on__gte": scope.since, "report__occurred_on__lte": scope.until,
        "report__marking__in": scope.markings,
    }  # fmt: skip
    return found.filter(**{name: value for name, value in asked.items() if value not in (None, "")})


@transaction.atomic
def rename(scope: Scope, meaning: Meaning, *, reason: str, at: datetime) -> list[int]:
    """Write a new revision of each report in a scope; return the ids of the new revisions.

    The digest stays that of the row as it was received, so that the same row sent
    again is still known; the old revision holds until now, and says what it said.
    """
    touched = findings_in(scope)
    ids = list(touched.order_by("report_id").values_list("report_id", flat=True).distinct())
    changed = set(touched.values_list("id", flat=True))
    made: list[int] = []
    for part in _parts(ids):
        old = list(Report.objects.filter(id__in=part).order_by("id"))
        lines = list(Finding.objects.filter(report__in=part).order_by("id"))
        made += _revise(old, lines, changed, meaning, reason, at)
    return made


def _parts(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]


def _revise(
    old: list[Report],
    lines: list[Finding],
    changed: set[int],
    meaning: Meaning | None,
    reason: str,
    at: datetime,
) -> list[int]:
    followers = {report.pk: _next(report, reason, at) for report in old}
    Report.objects.bulk_create(followers.values())
    for line in lines:
        if meaning is not None and line.pk in changed:
            line.substance, line.family = meaning.substance, meaning.family
            line.status = meaning.status
            line.identified_at = None if meaning.status == "ambiguous" else at
        line.pk, line.report = None, followers[line.report_id]
        line._state.adding = True
    Finding.objects.bulk_create(lines)
    return [report.pk for report in followers.values()]


def _next(report: Report, reason: str, at: datetime) -> Report:
    copied = {
        field.attname: getattr(report, field.attname)
        for field in Report._meta.concrete_fields
        if field.name not in ("id", "revision", "replaces", "received_at", "reason")
    }
    return Report(
        **copied, revision=report.revision + 1, replaces=report, received_at=at, reason=reason
    )


@transaction.atomic
def rename_back(ids: list[int], *, reason: str, at: datetime) -> int:
    """Restore what stood before `rename`, where nothing has been said since; return how many."""
    restored = 0
    for part in _parts(ids):
        moved = list(
            Report.objects.filter(id__in=part, replaced_by=None, kind=Report.Kind.RECORD)
            .exclude(replaces=None)
            .order_by("id")
        )
        by_old = {report.replaces_id: report for report in moved}
        lines = list(Finding.objects.filter(report__in=list(by_old)).order_by("id"))
        for line in lines:
            line.report_id = by_old[line.report_id].pk
        _revise(moved, lines, set(), None, reason, at)
        restored += len(moved)
    return restored
