"""`vedette assessments`: what a signal means."""

from typing import Annotated

import typer
from django.utils import timezone

from vedette import pathway
from vedette.judgement.assessments import actions
from vedette.judgement.assessments.models import Assessment
from vedette.judgement.assessments.queries import assessments_seen_by
from vedette.surfaces.cli import instance
from vedette.surfaces.cli.people import acting
from vedette.surfaces.cli.talk import say_table, talk

app = typer.Typer(help="Assessments of signals.", no_args_is_help=True)
As = Annotated[str, typer.Option("--as", help="Account that judges.")]


@app.command("list")
def list_assessments(person: As = "") -> None:
    """List assessments, the newest first."""
    instance.check()
    say_table(
        ["id", "title", "status", "likelihood", "impact", "confidence"],
        ([a.pk, a.title, a.status, a.likelihood, a.impact, a.confidence]
         for a in assessments_seen_by(acting(person))[:50]),
        empty="No assessment yet. Open one with: vedette signals assess SIGNAL",
    )  # fmt: skip


@app.command("conclude")
def conclude(
    assessment: int,
    likelihood: Annotated[str, typer.Option(help="very_low, low, moderate or high.")],
    likelihood_why: Annotated[str, typer.Option(help="Why that likelihood.")],
    impact: Annotated[str, typer.Option(help="very_low, low, moderate or high.")],
    impact_why: Annotated[str, typer.Option(help="Why that impact.")],
    confidence: Annotated[str, typer.Option(help="very_low, low, moderate or high.")],
    confidence_why: Annotated[str, typer.Option(help="Why that confidence.")],
    summary: Annotated[str, typer.Option(help="What is the case, in a few sentences.")],
    person: As = "",
) -> None:
    """Write an assessment and conclude it."""
    instance.check()
    by, at = acting(person), timezone.now()
    row: Assessment | None = assessments_seen_by(by).filter(pk=assessment).first()
    if row is None:
        raise instance.NoInstance(f"there is no assessment {assessment} that you may see")
    actions.save(
        assessment=row, by=by, at=at, likelihood=likelihood, likelihood_why=likelihood_why,
        impact=impact, impact_why=impact_why, confidence=confidence,
        confidence_why=confidence_why, summary=summary,
    )  # fmt: skip
    pathway.conclude(assessment=row, by=by, at=at)
    talk.print(f"Assessment {assessment} is concluded. Next: vedette alerts draft {assessment}")
