"""`vedette reports`: the line list."""

from typing import Annotated, Any

import typer
from django.db.models import QuerySet
from django.utils import timezone

from vedette import pathway
from vedette.catalogue.substances.models import Substance
from vedette.evidence.ingest.models import Source
from vedette.evidence.observations.models import Report
from vedette.evidence.observations.queries import (
    Filters,
    newest_reports,
    reports_seen_by,
    why_sure,
)
from vedette.surfaces.cli import instance
from vedette.surfaces.cli.people import acting
from vedette.surfaces.cli.talk import say_json, say_table, talk

app = typer.Typer(help="Reports and their findings.", no_args_is_help=True)
As = Annotated[str, typer.Option("--as", help="Account that looks or decides.")]


def as_values(report: Report) -> dict[str, Any]:
    """Return a report with its findings as plain values."""
    return {
        "id": report.pk, "source": report.source.name, "source_key": report.source_key,
        "revision": report.revision, "kind": report.kind, "context": report.context,
        "occurred_on": report.occurred_on, "precision": report.precision,
        "reported_at": report.reported_at, "received_at": report.received_at,
        "country": report.country, "place": report.place and report.place.code,
        "form": report.form, "marking": str(report.marking), "details": report.details,
        "findings": [
            {
                "raw": f.raw, "substance": f.substance and f.substance.key,
                "family": f.family and f.family.key, "status": f.status, "role": f.role,
                "identity": f.identity, "identity_reason": why_sure(f), "isomer": f.isomer,
                "method": f.method, "value": f.value, "unit": f.unit, "below_loq": f.below_loq,
            }
            for f in report.findings.all()
        ],
    }  # fmt: skip


@app.command("list")
def list_reports(
    substance: Annotated[str, typer.Option(help="Key of a substance.")] = "",
    context: Annotated[str, typer.Option(help="seizure, drug_checking, death ...")] = "",
    country: Annotated[str, typer.Option(help="Two letters.")] = "",
    source: Annotated[str, typer.Option(help="Name of a source.")] = "",
    before: Annotated[int | None, typer.Option(help="Older than this report.")] = None,
    limit: Annotated[int, typer.Option(help="How many, the newest first.")] = 20,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
    person: As = "",
) -> None:
    """List current reports, the newest first."""
    instance.check()
    wanted = Filters(
        substances=_ids(Substance.objects.filter(key=substance)) if substance else None,
        context=context,
        country=country,
        source=_source(source) if source else None,
    )
    rows = newest_reports(acting(person), wanted, before=before, size=limit).reports
    if json:
        for row in rows:
            say_json(as_values(row))
        return
    say_table(
        ["id", "occurred", "context", "country", "place", "found"],
        ([r.pk, r.occurred_on, r.context, r.country, r.place,
          ", ".join(str(f.substance or f.raw) for f in r.findings.all() if f.role != "sold_as")]
         for r in rows),
        empty="No report fits.",
    )  # fmt: skip


@app.command("show")
def show(report: int, person: As = "") -> None:
    """Print one report with its findings as JSON."""
    instance.check()
    say_json(as_values(_seen(report, person)))


@app.command("retract")
def retract(
    report: int,
    reason: Annotated[str, typer.Option(help="Why; it is kept.")],
    person: As = "",
) -> None:
    """Withdraw a report; first detections and counts are taken without it."""
    instance.check()
    pathway.retract(
        report=_seen(report, person), reason=reason, by=acting(person), at=timezone.now()
    )
    talk.print(f"Report {report} is retracted. Run vedette detect to count without it.")


def _ids(rows: QuerySet[Substance]) -> tuple[int, ...]:
    return tuple(rows.values_list("pk", flat=True))


def _source(name: str) -> int:
    row = Source.objects.filter(name=name).first()
    if row is None:
        raise instance.NoInstance(f"there is no source {name}")
    return row.pk


def _seen(number: int, person: str) -> Report:
    row = reports_seen_by(acting(person)).filter(pk=number).first()
    if row is None:
        raise instance.NoInstance(f"there is no current report {number} that you may see")
    return row
