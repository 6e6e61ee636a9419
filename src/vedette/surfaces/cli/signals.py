"""`vedette freeze`, `detect` and `signals`: notice, and judge."""

from datetime import UTC, datetime, time
from enum import StrEnum
from typing import Annotated

import typer
from django.utils import timezone

from vedette import pathway
from vedette.base.accounts.rules import Refused
from vedette.judgement.signals import actions
from vedette.judgement.signals.explanation import explanation, ladder
from vedette.judgement.signals.models import Outcome, Signal
from vedette.judgement.signals.precision import precision_by
from vedette.judgement.signals.queries import (
    desk,
    raised_or_promoted_by,
    sentence,
    signals_seen_by,
)
from vedette.judgement.signals.rule_sentences import silence_of
from vedette.surfaces.cli import desk_rules, instance
from vedette.surfaces.cli.people import acting
from vedette.surfaces.cli.talk import out, say_json, say_table, talk

app = typer.Typer(help="Signals and what became of them.", no_args_is_help=True)
app.add_typer(desk_rules.app, name="rules")
Day = Annotated[datetime, typer.Option(formats=["%Y-%m-%d"])]
As = Annotated[str, typer.Option("--as", help="Account that judges.")]


def freeze() -> None:
    """Freeze the evidence as it is known now, and print the snapshot's name."""
    instance.check()
    now = timezone.now()
    snapshot = pathway.freeze(as_of=now, by=None, at=now)
    talk.print(f"{snapshot.reports:,} reports, {snapshot.findings:,} findings.")
    out.print(snapshot.digest)


def detect(
    as_of: Annotated[
        datetime | None,
        typer.Option(help="Use nothing received after this day.", formats=["%Y-%m-%d"]),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object a signal.")] = False,
) -> None:
    """Look for what departs from what was expected, and print the new signals, ranked."""
    instance.check()
    moment = end_of(as_of) if as_of else timezone.now()
    with talk.status("Freezing the evidence and looking"):
        run = pathway.detect(as_of=moment, by=None, at=timezone.now())
    signals = sorted(raised_or_promoted_by(run), key=lambda one: (not one.shown, -one.rank))
    if json:
        for signal in signals:
            say_json(as_values(signal))
        return
    talk.print(
        f"{run.series_tested:,} series as of {run.as_of:%Y-%m-%d %H:%M} in {run.seconds:.1f} s."
    )
    shown = [signal for signal in signals if signal.shown]
    say_table(
        ["", "signal", "what"],
        ([n, s.pk, sentence(s)] for n, s in enumerate(shown, start=1)),
        empty="Nothing new.",
    )
    if rest := len(signals) - len(shown):
        talk.print(f"{rest} more are folded: vedette signals list --folded")


def as_values(signal: Signal) -> dict[str, object]:
    """Return a signal as plain values."""
    return {
        "id": signal.pk, "sentence": sentence(signal), "kind": signal.kind,
        "explanation": explanation(signal),
        "substance": signal.substance and signal.substance.key,
        "family": signal.family and signal.family.key, "country": signal.country,
        "place": signal.place and signal.place.code, "context": signal.context,
        "week": signal.week, "observed": signal.observed, "expected": signal.expected,
        "threshold": signal.threshold, "pvalue": signal.pvalue, "detector": signal.detector,
        "parameters": signal.parameters, "rank": round(signal.rank, 4),
        "components": signal.components, "shown": signal.shown,
        "shown_at": signal.shown_at, "silenced": silence_of(signal), "as_of": signal.raised_at,
        "snapshot": signal.run.snapshot.digest,
        "reports": signal.report_ids, "report_total": signal.report_total,
    }  # fmt: skip


def end_of(day: datetime) -> datetime:
    """Return the last moment of a day, in UTC."""
    return datetime.combine(day.date(), time.max, UTC)


@app.command("list")
def list_signals(
    folded: Annotated[
        bool, typer.Option("--folded", help="Also those below the weekly budget.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
    limit: Annotated[int, typer.Option(help="How many.")] = 50,
    person: As = "",
) -> None:
    """List what waits for a decision, or every signal with --folded."""
    instance.check()
    by = acting(person)
    rows = list(signals_seen_by(by)[:limit]) if folded else desk(person=by, as_of=timezone.now())
    if json:
        for row in rows:
            say_json(as_values(row))
        return
    say_table(
        ["signal", "raised", "what", "outcome"],
        ([s.pk, f"{s.raised_at:%Y-%m-%d}", sentence(s), _fate(s)] for s in rows),
        empty="Nothing waits for a decision.",
    )


def _fate(signal: Signal) -> str:
    """Return what became of a signal from a list: its outcome, or which rule keeps it back."""
    rule = getattr(signal, "silenced", 0)
    return getattr(signal, "outcome", "") or (f"silenced by rule {rule}" if rule else "")


@app.command("show")
def show(signal: int, person: As = "") -> None:
    """Print one signal as JSON, with the numbers and the rows behind it."""
    instance.check()
    say_json(as_values(_seen(signal, person)))


@app.command("decide")
def decide(
    signal: int,
    outcome: Annotated[str, typer.Option(help="discarded or monitored.")],
    reason: Annotated[str, typer.Option(help="Why; it is kept.")],
    until: Annotated[
        datetime | None, typer.Option(help="Watch until.", formats=["%Y-%m-%d"])
    ] = None,
    person: As = "",
) -> None:
    """Discard a signal, or watch it until a day."""
    instance.check()
    if outcome == Outcome.ASSESSED:
        raise Refused(f"take it up with `vedette signals assess {signal}`")
    actions.decide(
        signal=_seen(signal, person), outcome=outcome, reason=reason,
        until=until.date() if until else None, by=acting(person), at=timezone.now(),
    )  # fmt: skip
    talk.print(f"Signal {signal} is {outcome}.")


@app.command("assess")
def assess(
    signal: int,
    reason: Annotated[str, typer.Option(help="Why it is worth an assessment.")],
    title: Annotated[str, typer.Option(help="Working title.")] = "",
    person: As = "",
) -> None:
    """Open an assessment of a signal."""
    instance.check()
    assessment = pathway.take_up(
        signal=_seen(signal, person), title=title, reason=reason, by=acting(person),
        at=timezone.now(),
    )  # fmt: skip
    talk.print(
        f"Assessment {assessment.pk} is open: vedette assessments conclude {assessment.pk} …"
    )


class Grouping(StrEnum):
    """What decided signals can be counted by."""

    DETECTOR = "detector"
    COUNTRY = "country"
    FAMILY = "family"


@app.command("precision")
def precision(
    by: Annotated[Grouping, typer.Option(help="What to count by.")] = Grouping.DETECTOR,
    person: As = "",
) -> None:
    """Print the share of decided signals that were worth it, by detector, country or family."""
    instance.check()
    rows = precision_by(by.value, person=acting(person))
    say_table(
        [by.value, "decided", "worth it", "share"],
        (
            [
                r[by.value] or "none", r["decided"], r["real"],
                "too few decisions yet" if r["share"] is None else f"{r['share']:.0%}",
            ]
            for r in rows
        ),
        empty="No signal is decided yet.",
    )  # fmt: skip


@app.command("policy")
def policy(
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object a detector.")] = False,
) -> None:
    """Print which detector judges which series, the most demanding first; then the desk's rules.

    With --json only the detectors; the rules are `vedette signals rules list --json`.
    """
    if json:
        for rung in ladder():
            say_json(rung)
        return
    say_table(
        ["detector", "weeks of history", "reports a week", "why"],
        ([r["detector"], r["min_weeks"], r["min_rate"], r["reason"]] for r in ladder()),
        empty="",
    )
    if instance.is_there():
        desk_rules.say_rules(desk_rules.standing())


def _seen(number: int, person: str) -> Signal:
    row = signals_seen_by(acting(person)).filter(pk=number).first()
    if row is None:
        raise instance.NoInstance(f"there is no signal {number}")
    return row
