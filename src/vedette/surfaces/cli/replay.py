"""`vedette replay`: what would have been on the desk, and how it meets what truly happened."""

import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from django.utils import timezone

from vedette import pathway
from vedette.base.accounts.rules import Refused
from vedette.evidence.ingest.report import csv_line
from vedette.judgement.signals.candidate import Candidate
from vedette.judgement.signals.keeping import Question, score_against
from vedette.judgement.signals.kept import new_per_week, replays_seen_by, state_of
from vedette.judgement.signals.replay import DeskWeek, learnt, subjects
from vedette.judgement.signals.rule_effects import SILENCED, is_silenced
from vedette.judgement.signals.truth import TruthScore
from vedette.judgement.signals.truth_files import read_truth
from vedette.surfaces.cli import instance
from vedette.surfaces.cli.people import acting
from vedette.surfaces.cli.talk import out, say_json, say_table, talk

COLUMNS = (
    "week", "story", "kind", "subject", "place", "status", "observed", "expected", "rank",
)  # fmt: skip


LEARNT = ("substance", "first_record", "third_record", "first_shown", "lead_days")

app = typer.Typer(invoke_without_command=True)
As = Annotated[str, typer.Option("--as", help="Account that asks.")]


@app.callback()
def replay(
    context: typer.Context,
    start: Annotated[
        datetime | None, typer.Option("--from", help="First day.", formats=["%Y-%m-%d"])
    ] = None,
    end: Annotated[
        datetime | None, typer.Option("--to", help="Last day.", formats=["%Y-%m-%d"])
    ] = None,
    step: Annotated[str, typer.Option(help="Only 'week'.")] = "week",
    source: Annotated[str, typer.Option(help="Only what this source reported.")] = "",
    source_delay: Annotated[
        int | None,
        typer.Option(help="Days until a row is known whose source does not say when.", min=0),
    ] = None,
    rules_then: Annotated[
        bool, typer.Option("--rules-then", help="The desk's rules of each day, not today's.")
    ] = False,
    cap: Annotated[
        int | None, typer.Option(help="Most new signals a week, if not the policy's.", min=1)
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
    keep: Annotated[
        bool, typer.Option("--keep", help="Store it for the page of replays; print its number.")
    ] = False,
    person: As = "",
) -> None:
    """Ask, week by week, what would have been on the desk with what was known by then.

    Prints CSV: for each substance the day of its first shown signal; with --truth, for each
    event the day of the first signal that speaks of it. Nothing is stored but with --keep,
    where the same question of the same evidence is one record.
    """
    if context.invoked_subcommand:
        return
    first, last = _span(start, end, step)
    instance.check()
    events = tuple(read_truth(truth)) if truth else ()
    question = Question(first, last, source, source_delay, events, within, in_time)
    if keep:
        if rules_then:
            raise typer.BadParameter("a kept replay asks with the rules in force now")
        if weekly or json or table:
            raise typer.BadParameter("a kept replay is read with `vedette replay show`")
        _keep(question, cap, person)
        return
    tables = pathway.past(source=source, delay_days=source_delay)
    rules_on = pathway.rules_then() if rules_then else None
    desks = list(pathway.replay(start=first, end=last, cap=cap, tables=tables, rules_on=rules_on))
    if table:
        with table.open("w", encoding="utf-8", newline="") as file:
            file.writelines(csv_line(line) for line in _shown_lines(desks))
    score = score_against(question, desks, learnt(tables[0])) if events else None
    _say(desks, score, weekly=weekly, json=json)


def _span(start: datetime | None, end: datetime | None, step: str) -> tuple[date, date]:
    if start is None or end is None:
        raise typer.BadParameter("say the days: --from 2025-01-06 --to 2025-12-29")
    if step != "week":
        raise typer.BadParameter("only --step week is known")
    return start.date(), end.date()


def _say(desks: list[DeskWeek], score: TruthScore | None, *, weekly: bool, json: bool) -> None:
    if json:
        _say_json(desks, score)
    else:
        for line in _lines(desks, score, weekly):
            sys.stdout.write(csv_line(line))
    mean = sum(len(one.came) for one in desks) / max(len(desks), 1)
    talk.print(f"{len(desks)} weeks, {mean:.2f} new signals a week on average.")
    if score:
        talk.print(_sentence(score))


def _keep(question: Question, cap: int | None, person: str) -> None:
    by = acting(person) if person else None
    with talk.status("Freezing the evidence and replaying"):
        asked = pathway.ask_replay(question, cap=cap, by=by, at=timezone.now())
        done = pathway.run_replay(asked, by=by)
    if done.error:
        raise Refused(done.error)
    out.print(done.pk)
    talk.print(f"Replay {done.pk}, asked on {done.asked_at:%Y-%m-%d}, is at /replays/{done.pk}/.")


@app.command("list")
def list_replays(
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
    person: As = "",
) -> None:
    """List kept replays, the newest first."""
    instance.check()
    rows = [_as_values(one) for one in replays_seen_by(acting(person))]
    if json:
        for row in rows:
            say_json(row)
        return
    say_table(
        ["replay", "from", "to", "source", "delay", "cap", "weeks", "new", "state"],
        ([row[name] for name in
          ("id", "start", "end", "source", "delay_days", "cap", "weeks", "shown", "state")]
         for row in rows),
        empty="No replay has been kept.",
    )  # fmt: skip


@app.command("show")
def show(
    replay: int,
    weekly: Annotated[bool, typer.Option("--weekly", help="Print signals per week.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print it as one JSON object.")] = False,
    person: As = "",
) -> None:
    """Print when each substance was known and when it was first shown, as CSV."""
    instance.check()
    row = replays_seen_by(acting(person)).filter(pk=replay).first()
    if row is None:
        raise instance.NoInstance(f"there is no replay {replay}")
    if json:
        say_json({**_as_values(row), "substances": row.learnt, "score": row.score})
        return
    if weekly:
        lines: list[Sequence[object]] = [["week", "signals"], *new_per_week(row)]
    else:
        lines = [LEARNT, *([one[name] for name in LEARNT] for one in row.learnt)]
    for line in lines:
        sys.stdout.write(csv_line(line))


def _as_values(row: Any) -> dict[str, Any]:
    return {
        "id": row.pk, "start": row.start, "end": row.end, "source": row.source,
        "delay_days": row.delay_days, "cap": row.cap, "weeks": row.done, "shown": row.shown or 0,
        "state": state_of(row), "error": row.error, "asked_at": row.asked_at,
        "by": row.by.username if row.by else None, "snapshot": row.snapshot.digest,
        "policy": row.policy_digest,
    }  # fmt: skip


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
        silenced = {
            one.story: one.parameters[SILENCED]["rule"] for one in week.folded if is_silenced(one)
        }
        folded = [one.story for one in week.folded]
        say_json({"week": week.day, "shown": rows, "folded": folded, "silenced": silenced})
    if score:
        met = [
            {"substance": one.event.substance, "place": one.event.place, "date": one.event.date,
             "first_signal": one.first_shown, "days": one.days}
            for one in score.met
        ]  # fmt: skip
        say_json({"truth": score.as_dict() | {"met": met}})


def _short(share: float | None) -> str:
    return "-" if share is None else f"{share:.2f}"


def _sentence(score: TruthScore) -> str:
    """Return the figures in words; a share or median of nothing reads as a dash."""

    def share(value: float | None) -> str:
        return "-" if value is None else f"{value:.0%}"

    def days(value: float | None) -> str:
        return "-" if value is None else f"{value:g} days"

    return (
        f"{len(score.met)} events ({score.outside} more dated outside): POD {share(score.pod)}, "
        f"in time {share(score.in_time)}; median lag {days(score.median_lag)}, "
        f"lead {days(score.median_lead)}. {score.shown} signals: PPV {share(score.ppv)}. "
        f"Weeks of substances: sensitivity {share(score.weeks.sensitivity)}, specificity "
        f"{share(score.weeks.specificity)}; timeliness {_short(score.timeliness)}."
    )
