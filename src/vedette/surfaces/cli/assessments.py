"""`vedette assessments`: what a signal or a substance means."""

import json
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone

from vedette import pathway
from vedette.base.markings.actions import marking_for
from vedette.catalogue.controls.queries import substance_called
from vedette.judgement.assessments import actions, queries
from vedette.judgement.assessments.documents import document
from vedette.judgement.assessments.formats import as_data
from vedette.judgement.assessments.models import Assessment
from vedette.judgement.assessments.queries import assessments_seen_by
from vedette.surfaces.cli import instance
from vedette.surfaces.cli.experts import attach as attach_experts
from vedette.surfaces.cli.people import acting
from vedette.surfaces.cli.talk import say_table, talk

app = typer.Typer(help="Assessments of signals and substances.", no_args_is_help=True)
attach_experts(app)
As = Annotated[str, typer.Option("--as", help="Account that judges.")]


@app.command("list")
def list_assessments(person: As = "") -> None:
    """List assessments, the newest first."""
    instance.check()
    say_table(
        ["id", "kind", "title", "state", "likelihood", "impact", "confidence", "exercise"],
        ([a.pk, a.kind, a.title, a.state, a.likelihood, a.impact, a.confidence,
          "EXERCISE" if a.exercise else ""]
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


@app.command("kinds")
def kinds() -> None:
    """List the kinds of assessment of this node, with the states of each."""
    instance.check()
    say_table(
        ["key", "title", "begun by", "states", "source"],
        ([one.key, one.title["en"], ", ".join(sorted(one.roles)),
          ", ".join(state.key for state in one.states), one.legal_ref]
         for one in queries.every_kind()),
        empty="No kind is known.",
    )  # fmt: skip


@app.command("begin")
def begin(
    kind: Annotated[str, typer.Argument(help="Key of a kind; vedette assessments kinds.")],
    title: Annotated[str, typer.Argument(help="What it is about, in words.")],
    substance: Annotated[list[str] | None, typer.Option(help="Name; may be said again.")] = None,
    follows: Annotated[int | None, typer.Option(help="Assessment it goes on from.")] = None,
    tlp: Annotated[str, typer.Option(help="Marking.")] = "AMBER",
    person: As = "",
) -> None:
    """Begin an assessment of a kind; the clocks of its opening begin to run."""
    instance.check()
    by, at = acting(person), timezone.now()
    row = pathway.begin(
        kind=queries.kind_called(kind), title=title,
        substances=[substance_called(name) for name in dict.fromkeys(substance or [])],
        follows=queries.the_assessment(follows, by) if follows is not None else None,
        marking=marking_for(tlp), by=by, at=at,
    )  # fmt: skip
    talk.print(f"Assessment {row.pk} is begun: {row.state}.")


@app.command("move")
def move(
    assessment: int,
    act: Annotated[str, typer.Argument(help="Step of its kind, such as submit.")],
    reason: Annotated[str, typer.Option(help="Why, where the step asks for it.")] = "",
    on: Annotated[datetime | None, typer.Option(help="When it happened, if not now.")] = None,
    person: As = "",
) -> None:
    """Take one step with an assessment; the clocks that it names start, are met or end."""
    instance.check()
    by = acting(person)
    row = pathway.move(
        assessment=queries.the_assessment(assessment, by), act=act, reason=reason,
        happened_at=timezone.make_aware(on) if on and timezone.is_naive(on) else on, by=by,
        at=timezone.now(),
    )  # fmt: skip
    talk.print(f"Assessment {row.pk} is {row.state}.")


@app.command("show")
def show(assessment: int, person: As = "") -> None:
    """Print one assessment, whole, as JSON."""
    instance.check()
    by = acting(person)
    row = queries.the_assessment(assessment, by)
    typer.echo(json.dumps(as_data(row, person=by, at=timezone.now()), ensure_ascii=False, indent=2))


@app.command("document")
def write_document(
    assessment: int,
    target: Annotated[Path, typer.Argument(help="PDF to write; nothing is overwritten.")],
    language: Annotated[str, typer.Option(help="Of headings: en, nl or da.")] = "en",
    person: As = "",
) -> None:
    """Write one assessment as a tagged PDF, fit to send."""
    instance.check()
    by = acting(person)
    row = queries.the_assessment(assessment, by)
    pdf = document(as_data(row, person=by, at=timezone.now()), language=language)
    try:
        with target.open("xb") as file:
            file.write(pdf)
    except OSError as error:
        raise instance.NoInstance(f"{target} cannot be written: {error.strerror}") from None
    talk.print(f"Written: {target}")
