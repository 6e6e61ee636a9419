"""`vedette assessments`: experts asked in blinded rounds."""

import json
from datetime import datetime
from typing import Annotated

import typer
from django.utils import timezone

from vedette import pathway
from vedette.judgement.assessments import experts, queries
from vedette.judgement.assessments.formats import invitation_as_data
from vedette.surfaces.cli import instance
from vedette.surfaces.cli.people import acting
from vedette.surfaces.cli.talk import talk

As = Annotated[str, typer.Option("--as", help="Account that acts.")]


def attach(app: typer.Typer) -> None:
    """Add these commands to those of assessments."""
    app.command("ask-experts")(ask_experts)
    app.command("opinion")(give_opinion)
    app.command("asked")(show_asked)
    app.command("close-round")(close_round)


def ask_experts(
    assessment: int,
    question: Annotated[str, typer.Argument(help="In words; every expert reads it.")],
    scale: Annotated[list[str], typer.Option(help="Such as health; may be said again.")],
    expert: Annotated[list[str], typer.Option(help="Account; may be said again.")],
    until: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="Last day to answer.")],
    person: As = "",
) -> None:
    """Ask experts a question, each apart; nobody sees an answer before the end."""
    instance.check()
    by = acting(person)
    row = pathway.ask_experts(
        assessment=queries.the_assessment(assessment, by), question=question, scales=scale,
        panel=queries.experts_called(expert), closes_on=until.date(), by=by, at=timezone.now(),
    )  # fmt: skip
    talk.print(
        f"Round {row.number} is open; its number for experts is {row.pk}."
        f" Waiting to be sent to receivers of their bodies: {row.deliveries.count()};"
        " `vedette deliver` sends it."
    )


def give_opinion(
    number: Annotated[int, typer.Argument(help="Of the round, as it was told to experts.")],
    scale: str,
    said: Annotated[str, typer.Argument(help="very_low, low, moderate, high or unknown.")],
    why: Annotated[str, typer.Option(help="The reason; it names no person.")],
    person: As = "",
) -> None:
    """Say what you think on one scale of a round in which you are asked."""
    instance.check()
    by = acting(person)
    experts.give_opinions(
        invitation=queries.the_invitation(number, by), views=[experts.View(scale, said, why)],
        by=by, at=timezone.now(),
    )  # fmt: skip
    talk.print("Kept. You may change it until the round is closed.")


def show_asked(person: As = "") -> None:
    """Print the rounds in which you are asked, with what you said yourself, as JSON."""
    instance.check()
    now = timezone.now()
    for one in queries.invitations_of(acting(person)):
        typer.echo(json.dumps(invitation_as_data(one, at=now), ensure_ascii=False))


def close_round(
    assessment: int,
    number: Annotated[int, typer.Argument(help="Of the round in the assessment: 1, 2, …")],
    reason: Annotated[str, typer.Option(help="Why before its day.")],
    person: As = "",
) -> None:
    """Close a round before its day; only who opened it may."""
    instance.check()
    by = acting(person)
    row = queries.the_round(queries.the_assessment(assessment, by), number)
    pathway.close_expert_round(row=row, reason=reason, by=by, at=timezone.now())
    talk.print(f"Round {number} is closed. Read it: vedette assessments show {assessment}")
