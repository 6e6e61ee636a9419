"""`vedette policy report` and its like: what was done about each promise."""

import csv
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from django.conf import settings
from django.utils import timezone

from vedette import pathway
from vedette.base.days import known_by
from vedette.response.exchange import asking
from vedette.response.policy import board, following, queries
from vedette.response.policy.errors import PromiseUnfit
from vedette.response.policy.formats import board_as_data
from vedette.response.policy.models import Evidence, ReportingRound
from vedette.response.policy.rules import reporting_countries
from vedette.response.policy.statuses import statuses_of
from vedette.surfaces.cli import instance
from vedette.surfaces.cli.people import acting
from vedette.surfaces.cli.talk import say_json, say_table, talk

As = Annotated[str, typer.Option("--as", help="Account that acts.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]
Key = Annotated[str, typer.Argument(help="A promise, as plan-2021-2025/A12.")]
Country = Annotated[str, typer.Option(help="Two letters; the promise as a whole if left out.")]
Since = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Today if left out.")]
Known = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], help="As it was known on this day.")
]


def attach(app: typer.Typer) -> None:
    """Add the commands that follow promises up."""
    app.command("board")(show_board)
    app.command("evidence")(evidence)
    app.command("report")(report)
    app.command("validate")(validate)
    app.command("answers")(answers)
    app.command("round")(open_round)
    app.command("remind")(remind)


def show_board(
    key: Annotated[str, typer.Argument(help="A document, as plan-2021-2025.")],
    known: Known = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only what is overdue.")] = False,
    as_json: Json = False,
) -> None:
    """Show how far every promise of a document is, as known now or on a past day."""
    instance.check()
    as_of = known_by(known)
    found = board.board(
        queries.find_instrument(key), as_of=as_of,
        statuses=statuses_of(Path(settings.VEDETTE_HOME)),
    )  # fmt: skip
    rows = board_as_data(found)
    rows = [row for row in rows if row["overdue"] or not overdue]
    if as_json:
        for row in rows:
            say_json(row)
        return
    say_table(
        ["promise", "status", "countries answered", "overdue", "asked"],
        ([r["key"], r["status"], f"{r['answered']} of {len(found.countries)}",
          "overdue" if r["overdue"] else "", " ".join(r["asked"])] for r in rows),
        empty="No promise fits.",
    )  # fmt: skip


def evidence(
    key: Key,
    kind: Annotated[str, typer.Argument(help=f"One of {', '.join(Evidence.Kind)}.")],
    title: Annotated[str, typer.Argument(help="In words; of a document its reference.")],
    url: Annotated[str, typer.Option(help="Where it can be read.")] = "",
    record: Annotated[int | None, typer.Option(help="Number of a record of this node.")] = None,
    indicator: Annotated[str, typer.Option(help="Key of an indicator.")] = "",
    country: Country = "",
    since: Since = None,
    person: As = "",
) -> None:
    """Keep what shows that something was done; prints its number."""
    instance.check()
    row = following.add_evidence(
        entry=queries.find_entry(key), kind=kind, title=title, url=url, record_id=record,
        key=indicator, country=country.upper(), valid_on=day_of(since), by=acting(person),
        at=timezone.now(),
    )  # fmt: skip
    say_json({"evidence": row.pk})


def report(
    key: Key,
    status: Annotated[str, typer.Argument(help="Of the vocabulary, as in_progress.")],
    country: Country = "",
    evidence: Annotated[int | None, typer.Option(help="Number of the evidence.")] = None,
    note: str = "",
    since: Since = None,
    person: As = "",
) -> None:
    """Say how far a promise is. Progress needs evidence; a second person validates."""
    instance.check()
    proof = _evidence(evidence)
    row = following.report(
        entry=queries.find_entry(key), status=status, country=country.upper(), evidence=proof,
        note=note, valid_on=day_of(since), by=acting(person), at=timezone.now(),
    )  # fmt: skip
    say_json({"report": row.pk})


def _evidence(number: int | None) -> Evidence | None:
    if number is None:
        return None
    row = Evidence.objects.filter(pk=number).first()
    if row is None:
        raise PromiseUnfit(f"there is no evidence {number}")
    return row


def validate(
    number: Annotated[int, typer.Argument(help="Of the report.")],
    verdict: Annotated[str, typer.Argument(help="accepted or rejected.")],
    reason: Annotated[str, typer.Option(help="Needed to reject.")] = "",
    person: As = "",
) -> None:
    """Accept or reject what another person reported."""
    instance.check()
    following.validate(
        report=queries.find_report(number), verdict=verdict, reason=reason, by=acting(person),
        at=timezone.now(),
    )  # fmt: skip
    talk.print(f"Report {number} is {verdict}.")


def answers(
    file: Annotated[
        Path,
        typer.Argument(help="CSV with promise, country, status, note and, for progress, document."),
    ],
    round_title: Annotated[str, typer.Option("--round", help="Title of the round.")] = "",
    person: As = "",
) -> None:
    """Take in the answers of a spreadsheet, all or none."""
    instance.check()
    by, at = acting(person), timezone.now()
    with file.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    made = following.take_in_answers(
        rows=rows, asked=_round(round_title), by=by, at=at
    )  # fmt: skip
    talk.print(f"{made} answers taken in.")


def _round(title: str) -> ReportingRound | None:
    if not title:
        return None
    row = ReportingRound.objects.filter(title=title).first()
    if row is None:
        raise PromiseUnfit(f"there is no round {title!r}")
    return row


def open_round(
    key: Annotated[str, typer.Argument(help="A document, as plan-2021-2025.")],
    title: Annotated[str, typer.Argument(help="How the round is called.")],
    due: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="Day of the answers.")],
    country: Annotated[list[str], typer.Option(help="Once for each; all if left out.")] = [],  # noqa: B006
    body: Annotated[list[str], typer.Option(help="Code of a body; once for each.")] = [],  # noqa: B006
    person: As = "",
) -> None:
    """Ask countries and bodies how far their promises are, by a day."""
    instance.check()
    asked = [one.upper() for one in country] or ([] if body else list(reporting_countries()))
    at = timezone.now()
    row = pathway.open_reporting_round(
        instrument=queries.find_instrument(key), title=title, due_on=due.date(), countries=asked,
        bodies=queries.find_bodies(body), by=acting(person), at=at,
    )  # fmt: skip
    told = asking.told_in(row, as_of=at)
    talk.print(f"{row.title}: {len(told)} are asked until {row.due_on}.")
    reached = sum(one.total for one in told.values())
    unheard = sum(not one.may_be for one in told.values())
    talk.print(
        f"Waiting to be sent: {reached}; `vedette deliver` sends it."
        f" Asked without an address here: {unheard}."
    )


def remind() -> None:
    """Write the reminders that have fallen due, and tell those asked; run it every day.

    Prints one line of JSON for each reminder. Bodies whose subscription says so are told, also
    of open rounds that they were not told of yet; `vedette deliver` sends it.
    """
    instance.check()
    for one in pathway.remind_of_rounds(at=timezone.now()):
        asked = one.questionnaire
        said: dict[str, Any] = {
            "round": asked.round.title, "stage": one.stage, "missing": one.missing,
            "to": asked.country or (asked.body and asked.body.code),
            "queued": one.deliveries.count(),
        }  # fmt: skip
        say_json(said)


def day_of(since: datetime | None) -> date:
    """Return a day as it was typed, today if none was."""
    return since.date() if since else timezone.localdate()
