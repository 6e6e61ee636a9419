"""`vedette drills`: the chain as an exercise."""

from typing import Annotated

import typer
from django.utils import timezone

from vedette import pathway
from vedette.base.accounts.rules import Refused
from vedette.base.markings.actions import marking_for
from vedette.judgement.drills import actions
from vedette.judgement.drills.queries import drills_seen_by, the_drill
from vedette.judgement.signals.queries import signals_seen_by
from vedette.response.evaluation.drills import timeline
from vedette.surfaces.cli import instance
from vedette.surfaces.cli.people import acting
from vedette.surfaces.cli.talk import say_table, talk

app = typer.Typer(help="Drills: the whole chain as an exercise.", no_args_is_help=True)
As = Annotated[str, typer.Option("--as", help="Account that acts.")]


@app.command("list")
def list_drills(person: As = "") -> None:
    """List drills, the newest first."""
    instance.check()
    say_table(
        ["id", "name", "told", "started", "ended"],
        ([row.pk, row.name, row.reach, f"{row.started_at:%Y-%m-%d %H:%M}",
          f"{row.ended_at:%Y-%m-%d %H:%M}" if row.ended_at else ""]
         for row in drills_seen_by(acting(person))[:50]),
        empty="No drill yet.",
    )  # fmt: skip


@app.command("start")
def start(
    name: str,
    scenario: Annotated[str, typer.Option(help="What is supposed to have happened.")],
    signal: Annotated[int | None, typer.Option(help="Number of the signal it starts from.")] = None,
    event: Annotated[str, typer.Option(help="Or the event, in words.")] = "",
    reach: Annotated[str, typer.Option(help="desk, bodies or everybody.")] = "desk",
    tlp: Annotated[str, typer.Option(help="Marking, where it starts from an event.")] = "GREEN",
    person: As = "",
) -> None:
    """Start a drill from a signal or an event."""
    instance.check()
    by = acting(person)
    row = signals_seen_by(by).filter(pk=signal).first() if signal else None
    if signal and row is None:
        raise Refused(f"there is no signal {signal} that you may see")
    drill = actions.start(
        name=name, scenario=scenario, signal=row, event=event, reach=reach,
        marking=marking_for(tlp), by=by, at=timezone.now(),
    )  # fmt: skip
    talk.print(f"Drill {drill.pk} runs.")


@app.command("show")
def show(number: int, person: As = "") -> None:
    """Print every step of a drill with its time since the start, in seconds."""
    instance.check()
    by = acting(person)
    say_table(
        ["seconds", "act", "who", "subject"],
        ([round(one.since.total_seconds()), one.act, one.who, f"{one.kind}:{one.number}"]
         for one in timeline(the_drill(number, by), by)),
        empty="Nothing was done in it.",
    )  # fmt: skip


@app.command("end")
def end(number: int, person: As = "") -> None:
    """End a drill; its clocks are withdrawn and its waiting messages dropped."""
    instance.check()
    by = acting(person)
    row = pathway.end_drill(drill=the_drill(number, by), by=by, at=timezone.now())
    talk.print(f"Drill {row.pk} has ended.")
