"""`vedette simulate` and `vedette score`: a network with known events, for demos and exercises."""

import time
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone

from vedette import pathway
from vedette.science.simulation import (
    KINDS,
    Truth,
    write,
)
from vedette.science.simulation import (
    score as score_truth,
)
from vedette.science.simulation import (
    simulate as simulate_network,
)
from vedette.surfaces.cli import instance
from vedette.surfaces.cli.talk import out, say_json, say_table, talk


def simulate(
    folder: Annotated[Path, typer.Argument(help="Where to write the files.")],
    seed: Annotated[int, typer.Option(help="The same seed gives the same files.")] = 1,
    until: Annotated[
        datetime | None, typer.Option(help="The day after the last one.", formats=["%Y-%m-%d"])
    ] = None,
    years: Annotated[float, typer.Option(help="Years of history.")] = 3.0,
    scale: Annotated[float, typer.Option(help="1 is about 83,000 rows; 12 a million.")] = 1.0,
) -> None:
    """Write the files of a simulated network of 29 countries, and the truth behind them."""
    started = time.perf_counter()
    end = until.date() if until else timezone.localdate()
    simulation = simulate_network(seed=seed, until=end, years=years, scale=scale)
    folder.mkdir(parents=True, exist_ok=True)
    files = write(simulation, folder)
    for kind in KINDS:
        out.print(
            f"{files[kind]}  {simulation.counts()[kind]:,} rows, "
            f"source {pathway.simulated_source(kind)}"
        )
    talk.print(
        f"{sum(simulation.counts().values()):,} rows in {time.perf_counter() - started:.1f} s; "
        f"what truly happens is in {folder / 'truth.json'}."
    )


def score(
    truth: Annotated[
        Path, typer.Argument(help="The truth.json of a simulated network.", exists=True)
    ],
    since: Annotated[
        datetime | None, typer.Option(help="Count signals from this day.", formats=["%Y-%m-%d"])
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Score what this instance noticed against the truth of an exercise.

    Exits with 1 if something was missed or a must-not-alarm event alarmed.
    """
    instance.check()
    known = Truth.from_json(truth.read_text("utf-8"))
    first_day: date | None = since.date() if since else None
    card = score_truth(known, pathway.noticed(known), since=first_day)
    if json:
        say_json(card.as_dict())
    else:
        say_table(
            ["event", "kind", "passed", "signals", "first noticed", "days after first record"],
            ([m.id, m.kind, "yes" if m.passed else "no", m.signals, m.first_noticed,
              m.days_after_first_record] for m in card.marks),
            empty="The truth holds no event.",
        )  # fmt: skip
        out.print(
            f"False alarms per week: {card.false_alarms_per_week:.2f} over {card.weeks} weeks."
        )
    if not all(mark.passed for mark in card.marks):
        raise typer.Exit(1)
