"""Reports as a person may see them: the current revision of each, newest first.

Lists are read by key ("older than this id"), never counted. Where a filter
names substances the query starts at their findings, whose index runs from
the newest report down, so that a page costs the same in a small table and in
one of a million reports.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.expressions import NegatedExpression

from vedette.base.accounts.models import User
from vedette.base.markings.queries import markings_seen_by
from vedette.base.numbers import LARGEST_ID
from vedette.catalogue.laboratories.identification import sureness
from vedette.catalogue.substances.models import Substance
from vedette.evidence.observations.models import Finding, Report

# A word inside a reported text has no index: one page looks through this many reports.
TEXT_WINDOW = 40_000
# Findings from which on a substance is common.
COMMON = 5_000


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list of reports is narrowed to; None and empty mean no narrowing."""

    substances: tuple[int, ...] | None = None
    families: tuple[int, ...] | None = None
    context: str = ""
    country: str = ""
    place: int | None = None
    source: int | None = None
    since: date | None = None
    until: date | None = None
    form: str = ""
    identity: str = ""
    text: str = ""

    @property
    def names_substances(self) -> bool:
        """Tell whether the list starts at findings rather than at reports."""
        return self.substances is not None or self.families is not None


@dataclass(frozen=True, slots=True)
class ReportPage:
    """One page of reports; `older` is the id to go on from, None at the end."""

    reports: list[Report]
    older: int | None
    searched_to_end: bool = True


def reports_seen_by(person: User, *, as_of: datetime | None = None) -> QuerySet[Report]:
    """Return the revisions that hold, now or at a moment, under markings a person may see."""
    return Report.objects.filter(*_hold(person, as_of))


def _hold(person: User, as_of: datetime | None, *, of: str = "") -> list[Q | NegatedExpression]:
    """Return what must be true of a report that holds; `of` leads to it from another record.

    From a finding this joins to one report at a time, where "report in (...)"
    would have the database list every report first.
    """
    replaced = Report.objects.filter(replaces=OuterRef(f"{of}pk"))
    conditions: dict[str, Any] = {
        "marking_id__in": markings_seen_by(person),
        "kind": Report.Kind.RECORD,
    }
    if as_of is not None:
        conditions["received_at__lte"] = as_of
        replaced = replaced.filter(received_at__lte=as_of)
    return [Q(**{of + name: value for name, value in conditions.items()}), ~Exists(replaced)]


def revisions_seen_by(person: User, report: Report) -> QuerySet[Report]:
    """Return every revision of one report, retractions too, newest first."""
    return Report.objects.filter(
        source_id=report.source_id,
        source_key=report.source_key,
        occurrence=report.occurrence,
        marking_id__in=markings_seen_by(person),
    ).order_by("-revision")


def why_sure(finding: Finding) -> str:
    """Say why a finding is, or is not, analytically confirmed; nothing of what was only heard."""
    return sureness(finding.method, finding.identity).sentence if finding.identity else ""


def with_findings(reports: QuerySet[Report]) -> QuerySet[Report]:
    """Load with each report what a line of a list shows of it."""
    findings = Finding.objects.select_related("substance", "family", "question").order_by("id")
    return reports.select_related("source", "place", "laboratory", "marking").prefetch_related(
        Prefetch("findings", queryset=findings)
    )


def newest_reports(
    person: User,
    filters: Filters,
    *,
    as_of: datetime | None = None,
    before: int | None = None,
    size: int = 50,
) -> ReportPage:
    """Return one page of reports, newest id first, older than `before`."""
    lowest = None
    before = min(before, LARGEST_ID) if before else None
    if filters.text:
        before = (
            before or (Report.objects.order_by("-id").values_list("id", flat=True).first() or 0) + 1
        )
        lowest = max(before - TEXT_WINDOW, 0)
    if (filters.names_substances or filters.text) and not _country_first(filters):
        conditions = [*_hold(person, as_of, of="report__"), _narrow(filters, of="report__")]
        findings = _bounded(_findings(filters).filter(*conditions), before, lowest)
        ids = _newest_of(findings, filters, size + 1)
    else:
        reports = reports_seen_by(person, as_of=as_of).filter(_narrow(filters), *_within(filters))
        reports = reports.filter(id__lt=before) if before else reports
        ids = list(reports.order_by("-id").values_list("id", flat=True)[: size + 1])
    rows = with_findings(Report.objects.filter(id__in=ids[:size])).order_by("-id")
    if len(ids) > size:
        return ReportPage(list(rows), older=ids[size - 1])
    if lowest:
        return ReportPage(list(rows), older=lowest, searched_to_end=False)
    return ReportPage(list(rows), older=None)


def _narrow(filters: Filters, *, of: str = "") -> Q:
    exact = {
        "context": filters.context,
        "country": filters.country,
        "place_id": filters.place,
        "source_id": filters.source,
        "form": filters.form,
        "occurred_on__gte": filters.since,
        "occurred_on__lte": filters.until,
    }
    return Q(**{of + name: value for name, value in exact.items() if value})


def _country_first(filters: Filters) -> bool:
    """Tell whether a country's reports are a shorter way in than a substance's findings.

    A country's index also holds the context, so that reports of another are passed
    over unread; the findings of a common substance would all have to be read.
    """
    if not filters.country or filters.text or filters.families:
        return False
    if filters.substances is None or len(filters.substances) != 1:
        return False
    of_it = Finding.objects.filter(substance=filters.substances[0])
    return of_it[:COMMON].count() == COMMON


def _within(filters: Filters) -> list[Exists]:
    """Return what must stand in one finding of a report."""
    asked = {"identity": filters.identity, "substance__in": filters.substances}
    wanted = {name: value for name, value in asked.items() if value}
    if not wanted:
        return []
    return [Exists(Finding.objects.filter(report=OuterRef("pk"), **wanted))]


def _findings(filters: Filters) -> QuerySet[Finding]:
    findings = Finding.objects.all()
    if filters.identity:
        findings = findings.filter(identity=filters.identity)
    if filters.text:
        findings = findings.filter(raw__icontains=filters.text)
    return findings


def _bounded(
    findings: QuerySet[Finding], before: int | None, lowest: int | None
) -> QuerySet[Finding]:
    if before:
        findings = findings.filter(report_id__lt=before)
    if lowest:
        findings = findings.filter(report_id__gte=lowest)
    return findings


def _newest_of(findings: QuerySet[Finding], filters: Filters, size: int) -> list[int]:
    """Merge the newest reports of each named substance and family.

    One IN list over many substances would make the database sort every
    finding of all of them; each by itself stops after one page.
    """
    if not filters.names_substances:
        ordered = findings.order_by("-report_id").values_list("report_id", flat=True)
        return list(ordered.distinct()[:size])
    wanted = [findings.filter(substance=pk) for pk in _found_ones(filters.substances or ())]
    wanted += [findings.filter(family=pk) for pk in filters.families or ()]
    newest = {pk for part in _each_in_one_go(wanted, size) for pk in part}
    return sorted(newest, reverse=True)[:size]


def _found_ones(substances: tuple[int, ...]) -> Iterable[int]:
    """Return those of many substances that were ever found at all."""
    if len(substances) <= 1:
        return substances
    found = Finding.objects.filter(substance=OuterRef("pk"))
    return Substance.objects.filter(Exists(found), pk__in=substances).values_list("pk", flat=True)


def _each_in_one_go(parts: list[QuerySet[Finding]], size: int) -> Iterable[list[int]]:
    """Run many limited queries as compound statements of at most 100 parts."""
    for start in range(0, len(parts), 100):
        statements: list[str] = []
        parameters: list[Any] = []
        for part in parts[start : start + 100]:
            ordered = part.order_by("-report_id").values("report_id").distinct()[:size]
            try:
                sql, values = ordered.query.sql_with_params()
            except EmptyResultSet:  # nothing can fit, as where no marking may be seen
                continue
            statements.append(f"SELECT * FROM ({sql}) AS part")  # noqa: S608 - made by the ORM
            parameters.extend(values)
        if not statements:
            continue
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(statements), parameters)
            yield [row[0] for row in cursor.fetchall()]


def pages_of_reports(
    person: User, filters: Filters, *, as_of: datetime | None = None, size: int = 1_000
) -> Iterable[list[Report]]:
    """Yield a whole filtered list, page after page, for export."""
    before = None
    while True:
        page = newest_reports(person, filters, as_of=as_of, before=before, size=size)
        yield page.reports
        if page.older is None:
            return
        before = page.older
