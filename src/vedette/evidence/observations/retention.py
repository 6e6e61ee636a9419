"""How long a report may tell of a person, and what becomes of it then.

The years stand in the marking and count from the day of receipt. What is over loses its pseudonym,
age band, sex and details; that something was found, when and where stays, for that is about nobody.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count, Min, QuerySet

from vedette.base.accounts import rules as rights
from vedette.base.accounts.models import User
from vedette.base.journal import actions as journal
from vedette.base.markings.queries import years_are_over
from vedette.evidence.ingest.models import Source
from vedette.evidence.observations.models import Report

CHUNK = 2_000  # rows a transaction; what is done stays done if the process is killed
EMPTY = {"person": "", "age_band": "", "sex": "", "details": {}}


@dataclass(frozen=True, slots=True)
class Overdue:
    """Reports of one source that tell of people longer than they may."""

    source: str
    years: int
    rows: int
    received_first: date


def is_about_somebody(report: Report) -> bool:
    """Whether a report tells of a person: by a pseudonym, an age band or a sex."""
    return bool(report.person or report.age_band or report.sex)


def overdue(*, at: datetime) -> list[Overdue]:
    """Return what tells of people longer than it may, source by source."""
    counted = (
        kept_too_long(at)
        .values_list("source__name", "marking__retention_years")
        .annotate(n=Count("pk"), first=Min("received_at"))
        .order_by("source__name", "marking__retention_years")
    )
    return [Overdue(source, years, n, first.date()) for source, years, n, first in counted]


def kept_too_long(at: datetime) -> QuerySet[Report]:
    """Return reports with something left to erase whose years are over."""
    over = years_are_over("marking", "received_at", at=at)
    return Report.objects.filter(over).exclude(**EMPTY)


def erase(*, by: User, at: datetime) -> int:
    """Take from reports what tells of people, where their years are over.

    Returns
    -------
    int
        How many reports were changed; a second run changes none.

    Raises
    ------
    Refused
        If the person does not administer the node.
    """
    rights.check_may(by, "administer")
    return sum(_erase_chunk(ids, by=by, at=at) for ids in _chunks(at))


def _chunks(at: datetime) -> Iterator[list[int]]:
    while ids := list(kept_too_long(at).order_by("pk").values_list("pk", flat=True)[:CHUNK]):
        yield ids


@transaction.atomic
def _erase_chunk(ids: list[int], *, by: User, at: datetime) -> int:
    counted = (
        Report.objects.filter(pk__in=ids).values_list("source").annotate(n=Count("pk")).order_by()
    )
    sources = Source.objects.in_bulk([source for source, _ in counted])
    for source, n in counted:
        journal.record("reports.erased", subject=sources[source], by=by, at=at, rows=n)
    return Report.objects.filter(pk__in=ids).update(**EMPTY)
