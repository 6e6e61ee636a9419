"""What was known when, and how many reports there were per series and week.

Only what DuckDB and Spark both speak: no ISO year, weeks start by date arithmetic.
"""

from datetime import datetime
from typing import Literal

import ibis
import ibis.expr.types as ir

NODE = "*"
Level = Literal["region", "country", "node"]
Subject = Literal["substance", "family"]
NOT_FOUND_IN_SAMPLE = ("sold_as", "offered")
FINE_ENOUGH = ("day", "week")


def known_at(table: ir.Table, as_of: datetime) -> ir.Table:
    """Rows known at a moment and not yet superseded or retracted then."""
    superseded = table.known_until.notnull() & (table.known_until <= as_of)
    return table.filter((table.known_from <= as_of) & ~superseded)


def week_of(day: ir.DateValue) -> ir.DateValue:
    """Monday of the ISO week in which a day lies."""
    return day.truncate("W").cast("date")


def weekly_counts(
    findings: ir.Table, *, level: Level = "country", subject: Subject = "substance"
) -> ir.Table:
    """Distinct reports per subject, place, context and week.

    What a sample was sold as, or an offer claims to be, is not counted; nor is a finding
    whose date is known only to the month or year.
    """
    found = findings.role.notin(NOT_FOUND_IN_SAMPLE) & findings.precision.isin(FINE_ENOUGH)
    rows = findings.filter(found & findings[subject].notnull()).mutate(
        subject=findings[subject], place=_place(findings, level), week=week_of(findings.occurred_on)
    )
    rows = rows.filter(rows.place.notnull())
    return rows.group_by("subject", "place", "context", "week").agg(
        reports=rows.report_id.nunique()
    )


def examined(reports: ir.Table, *, level: Level = "country") -> ir.Table:
    """Distinct reports per place, context and week: what the counts are out of."""
    rows = reports.filter(reports.precision.isin(FINE_ENOUGH)).mutate(
        place=_place(reports, level), week=week_of(reports.occurred_on)
    )
    rows = rows.filter(rows.place.notnull())
    return rows.group_by("place", "context", "week").agg(reports=rows.report_id.nunique())


def _place(table: ir.Table, level: Level) -> ir.StringValue:
    return ibis.literal(NODE) if level == "node" else table[level]
