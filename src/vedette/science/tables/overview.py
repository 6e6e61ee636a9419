"""What pages ask of the evidence as a whole, as expressions for any engine."""

import ibis
from ibis.expr.types import Table

COUNTED_ROLES = ("found", "cause", "contributed", "load")


def counted(findings: Table) -> Table:
    """Keep what was found; what was believed, offered or sold is not evidence of presence."""
    return findings.filter(findings.role.isin(COUNTED_ROLES), findings.substance.notnull())


def weekly_by_country(findings: Table) -> Table:
    """Count reports by substance, context, country and ISO week (its Monday).

    Reports dated no finer than a month are left out: they belong to no week.
    """
    rows = counted(findings)
    rows = rows.filter(rows.precision.isin(("day", "week")))
    week = rows.occurred_on.truncate("W").cast("date")
    grouped = rows.group_by(
        substance=rows.substance, context=rows.context, country=rows.country, week=week
    )
    table = grouped.aggregate(n=rows.report_id.nunique())
    return table.order_by("substance", "week", "context", "country")


def found_together(findings: Table) -> Table:
    """Count reports in which two substances were found together, in both directions."""
    rows = counted(findings).select("report_id", "substance").distinct()
    other = rows.view().rename(other="substance")
    pairs = rows.join(other, "report_id").filter(lambda t: t.substance != t.other)
    table = pairs.group_by("substance", "other").aggregate(n=lambda t: t.report_id.nunique())
    return table.order_by("substance", ibis.desc("n"), "other")


def first_detections(findings: Table) -> Table:
    """Return the earliest report of each substance in each country; ties go to the lower id."""
    rows = counted(findings)
    order = ibis.window(
        group_by=[rows.substance, rows.country], order_by=[rows.occurred_on, rows.report_id]
    )
    ranked = rows.mutate(nth=ibis.row_number().over(order))
    firsts = ranked.filter(ranked.nth == 0)
    return firsts.select("substance", "country", "occurred_on", "report_id").order_by(
        "substance", "occurred_on", "report_id"
    )
