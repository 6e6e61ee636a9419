"""`vedette replay`: what would have been on the desk, and how it meets what truly happened."""

import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from vedette import pathway
from vedette.evidence.ingest.report import csv_line
from vedette.judgement.signals.candidate import Candidate
from vedette.judgement.signals.replay import DeskWeek, subjects
from vedette.judgement.signals.truth import TruthScore, score_desks
from vedette.judgement.signals.truth_files import read_truth
from vedette.surfaces.cli import instance
from vedette.surfaces.cli.talk import say_json, talk

COLUMNS = (
    "week", "story", "kind", "subject", "place", "status", "observed", "expected", "rank",
)  # fmt: skip


def replay(
    start: Annotated[datetime, typer.Option("--from", help="First day.", formats=["%Y-%m-%d"])],
    end: Annotated[datetime, typer.Option("--to", help="Last day.", formats=["%Y-%m-%d"])],
    step: Annotated[str, typer.Option(help="Only 'week'.")] = "week",
    source: Annotated[str, typer.Option(help="Only what this source reported.")] = "",
    source_delay: Annotated[
        int | None,
        typer.Option(help="Days until a row is known whose source does not say when.", min=0),
    ] = None,
    weekly: Annotated[
        bool, typer.Option("--weekly", help="Print signals per week instead.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object a week.")] = False,
    table: Annotated[
        Path | None,
        typer.Option("--csv", help="Write one row per shown signal and week to this file."),
    ] = None,
    truth: Annotated[
        Path | None,
        typer.Option(help="CSV with the columns substance, date and perhaps place: score it."),
    ] = None,
    within: Annotated[
        int, typer.Option(help="Days around a true date in which a signal can speak of it.", min=0)
    ] = 182,
    in_time: Annotated[
        int, typer.Option(help="Days after a true date up to which a signal is in time.", min=0)
    ] = 0,
) -> None:
    """Ask, week by week, what would have been on the desk with what was known by then.

    Prints CSV: for each substance the day of its first shown signal; with --truth, for each
    event the day of the first signal that speaks of it. Nothing is stored.
    """
    instance.check()
    if step != "week":
        raise typer.BadParameter("only --step week is known")
    events = read_truth(truth) if truth else None
    desks = list(
        pathway.replay(start=start.date(), end=end.date(), source=source, delay_days=source_delay)
    )
    if table:
        with table.open("w", encoding="utf-8", newline="") as file:
            file.writelines(csv_line(line) for line in _shown_lines(desks))
    score = score_desks(desks, events, within=within, in_time=in_time) if events else None
    if json:
        _say_json(desks, score)
    else:
        for line in _lines(desks, score, weekly):
            sys.stdout.write(csv_line(line))
    mean = sum(len(one.came) for one in desks) / max(len(desks), 1)
    talk.print(f"{len(desks)} weeks, {mean:.2f} new signals a week on average.")
    if score:
        talk.print(_sentence(score))


def _lines(
    desks: list[DeskWeek], score: TruthScore | None, weekly: bool
) -> Iterator[Sequence[object]]:
    if weekly:
        return _weekly_lines(desks)
    return _event_lines(score) if score else _first_lines(desks)


def _weekly_lines(desks: list[DeskWeek]) -> Iterator[Sequence[object]]:
    yield ["week", "signals"]
    yield from ([one.day, len(one.came)] for one in desks)


def _first_lines(desks: list[DeskWeek]) -> Iterator[Sequence[object]]:
    yield ["substance", "first_signal", "kind", "place"]
    met: set[str] = set()
    for week in desks:
        for one in sorted(week.came, key=lambda one: one.subject):
            for subject in subjects(one):
                if subject not in met:
                    met.add(subject)
                    yield [subject, week.day, one.kind, one.place]


def _event_lines(score: TruthScore) -> Iterator[Sequence[object]]:
    yield ["substance", "place", "date", "first_signal", "days"]
    for one in score.met:
        event = one.event
        yield [event.substance, event.place, event.date, one.first_shown, one.days]


def _shown_lines(desks: list[DeskWeek]) -> Iterator[Sequence[object]]:
    yield COLUMNS
    for week in desks:
        for row in _rows(week):
            yield [row[name] for name in COLUMNS]


def _rows(week: DeskWeek) -> list[dict[str, Any]]:
    first = [_row(week, one, "first") for one in week.came]
    return first + [_row(week, one, "goes on") for one in week.went_on]


def _row(week: DeskWeek, one: Candidate, status: str) -> dict[str, Any]:
    return {
        "week": week.day, "story": one.story, "kind": one.kind, "subject": one.subject,
        "place": one.place, "status": status, "observed": one.observed,
        "expected": None if one.expected is None else round(one.expected, 3),
        "rank": round(one.score, 4),
    }  # fmt: skip


def _say_json(desks: list[DeskWeek], score: TruthScore | None) -> None:
    for week in desks:
        rows = [{k: v for k, v in row.items() if k != "week"} for row in _rows(week)]
        say_json({"week": week.day, "shown": rows, "folded": [one.story for one in week.folded]})
    if score:
        met = [
            {"substance": one.event.substance, "place": one.event.place, "date": one.event.date,
             "first_signal": one.first_shown, "days": one.days}
            for one in score.met
        ]  # fmt: skip
        say_json({"truth": score.as_dict() | {"met": met}})


def _sentence(score: TruthScore) -> str:
    """Return the figures in words; a share or median of nothing reads as a dash."""

    def share(value: float | None) -> str:
        return "-" if value is None else f"{value:.0%}"

    def days(value: float | None) -> str:
        return "-" if value is None else f"{value:g} days"

    return (
        f"{len(score.met)} events ({score.outside} more dated outside): POD {share(score.pod)}, "
        f"in time {share(score.in_time)}; median lag {days(score.median_lag)}, "
        f"lead {days(score.median_lead)}. {score.shown} signals: PPV {share(score.ppv)}."
    )
