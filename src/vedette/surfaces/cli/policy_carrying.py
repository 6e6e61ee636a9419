"""`vedette policy carry-over`: what an ending document leaves undone, and what becomes of it."""

from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from django.utils import timezone

from vedette.base.days import known_by
from vedette.response.policy import carrying, queries, unfinished
from vedette.response.policy.models import CarryOverDecision, CarryOverVerdict
from vedette.response.policy.statuses import statuses_of
from vedette.response.policy.unfinished import CarryOverTable, Line
from vedette.surfaces.cli import instance
from vedette.surfaces.cli.people import acting
from vedette.surfaces.cli.policy_following import As, Json, Key, Known, Since, day_of
from vedette.surfaces.cli.talk import say_json, say_table, talk

app = typer.Typer(
    help="What an ending document leaves undone, and what becomes of it.", no_args_is_help=True
)
OUTCOMES = ", ".join(CarryOverDecision.Outcome.values)
VERDICTS = ", ".join(CarryOverVerdict.Verdict.values)


@app.command("list")
def list_unfinished(
    key: Annotated[str, typer.Argument(help="A document, as plan-2021-2025.")],
    known: Known = None,
    is_open: Annotated[bool, typer.Option("--open", help="Only what nobody has decided.")] = False,
    as_json: Json = False,
) -> None:
    """List every promise that is not done with what was decided, as known now or on a past day."""
    instance.check()
    as_of = known_by(known)
    found = unfinished.table(
        queries.find_instrument(key, as_of), as_of=as_of,
        statuses=statuses_of(Path(settings.VEDETTE_HOME)),
    )  # fmt: skip
    told = unfinished.as_data(found)["unfinished"]
    rows = [row for row in zip(found.lines, told, strict=True) if row[0].is_open or not is_open]
    if as_json:
        for _line, data in rows:
            say_json(data)
        return
    say_table(
        ["promise", "ends", "status", "decision", "to", "number", "confirmed"],
        (_cells(line) for line, _data in rows),
        empty="Nothing is open." if is_open else "Everything is done.",
    )
    _say_counts(found)


def _cells(line: Line) -> list[object]:
    one, status = line.decided, line.whole.status if line.whole else "unknown"
    cells: list[object] = [queries.key_of(line.entry), line.ends_on, status, line.outcome]
    if one is None:
        return [*cells, "", "", ""]
    to = "successor not yet written" if one.awaits_successor else one.goes_to
    return [*cells, to, one.row.pk, "yes" if one.is_confirmed else "not yet"]


def _say_counts(found: CarryOverTable) -> None:
    talk.print(
        f"{len(found.open)} open, {len(found.decided)} decided, "
        f"{len(found.unconfirmed)} of these not confirmed yet."
    )


@app.command("decide")
def decide(
    key: Key,
    outcome: Annotated[str, typer.Argument(help=f"One of {OUTCOMES}.")],
    reason: Annotated[str, typer.Option(help="Why; needed.")] = "",
    to: Annotated[
        str,
        typer.Option(
            help="Entry of another document, as plan-2026-2030/A3. Carried over without it "
            "means: to a successor that is not yet written."
        ),
    ] = "",
    replaces: Annotated[
        int | None, typer.Option(help="Number of the decision that this one takes the place of.")
    ] = None,
    since: Since = None,
    person: As = "",
) -> None:
    """Decide what becomes of a promise that is not done; prints the number of the decision."""
    instance.check()
    row = carrying.decide(
        entry=queries.find_entry(key), outcome=outcome,
        target=queries.find_entry(to) if to else None, reason=reason, decided_on=day_of(since),
        replaces=replaces, by=acting(person), at=timezone.now(),
    )  # fmt: skip
    say_json({"decision": row.pk})


@app.command("confirm")
def confirm(
    number: Annotated[int, typer.Argument(help="Of the decision.")],
    verdict: Annotated[str, typer.Argument(help=f"One of {VERDICTS}.")] = "accepted",
    reason: Annotated[str, typer.Option(help="Needed to reject.")] = "",
    person: As = "",
) -> None:
    """Confirm or reject what another person decided; what is rejected counts no longer."""
    instance.check()
    carrying.confirm(
        decision=carrying.find_decision(number), verdict=verdict, reason=reason,
        by=acting(person), at=timezone.now(),
    )  # fmt: skip
    talk.print(f"Decision {number} is {verdict}.")


@app.command("history")
def history(key: Key, known: Known = None) -> None:
    """Print every decision about a promise, the newest first, as lines of JSON."""
    instance.check()
    entry = queries.find_entry(key)
    for one in unfinished.decisions_known(as_of=known_by(known), entry=entry):
        say_json(unfinished.decision_as_data(one))
