"""Small tables of evidence, so small that a figure can be counted by hand."""

from datetime import UTC, date, datetime

import pyarrow as pa

from vedette.response.indicators.evidence import ACTS, FINDINGS, REPORTS, Evidence

NOW = datetime(2026, 6, 30, tzinfo=UTC)


def table(schema, rows, **usual):
    columns = {field.name: [row.get(field.name, usual.get(field.name)) for row in rows]
               for field in schema}  # fmt: skip
    return pa.table(columns, schema=schema)


def report(number, context, day, country="IE", **more):
    return {"report_id": number, "context": context, "occurred_on": date.fromisoformat(day),
            "country": country, **more}  # fmt: skip


def evidence(*reports, findings=(), acts=()):
    """Evidence of reports as made by :func:`report`; a finding names the number of its report."""
    of = {one["report_id"]: one for one in reports}
    shared = ("context", "occurred_on", "country", "colour")
    found = [{**{name: of[one["report_id"]].get(name) for name in shared}, **one}
             for one in findings]  # fmt: skip
    return Evidence(
        NOW,
        table(REPORTS, list(reports), precision="day", colour="GREEN"),
        table(FINDINGS, [{**one, "colour": one["colour"] or "GREEN"} for one in found],
              precision="day", role="found", identity="confirmed", is_new=False, below_loq=False,
              unit=""),
        table(ACTS, list(acts), colour="CLEAR"),
    )  # fmt: skip


def finding(number, substance, **more):
    return {"report_id": number, "substance": substance, **more}


def act(kind, number, day, substance=None):
    return {"kind": kind, "number": number, "day": date.fromisoformat(day), "substance": substance}
