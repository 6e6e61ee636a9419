"""`vedette deadlines`: what is due, and every step with a clock."""

from datetime import datetime
from typing import Annotated

import typer
from django.utils import timezone

from vedette import pathway
from vedette.base.accounts.models import Body, User
from vedette.base.accounts.rules import Refused
from vedette.base.markings.actions import marking_for
from vedette.judgement.deadlines import actions, queries
from vedette.judgement.deadlines.calendars import calendar_of
from vedette.judgement.deadlines.counting import Period, Unit, end_of
from vedette.judgement.deadlines.formats import as_data
from vedette.judgement.deadlines.models import Deadline
from vedette.surfaces.cli import instance
from vedette.surfaces.cli.people import acting
from vedette.surfaces.cli.talk import out, say_json, say_table, talk

app = typer.Typer(help="Deadlines, counted as Regulation 1182/71 says.", no_args_is_help=True)
As = Annotated[str, typer.Option("--as", help="Account that acts.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]
Reason = Annotated[str, typer.Option(help="Why; it is kept with the deadline.")]


@app.command("due")
def due(json: Json = False, person: As = "") -> None:
    """List what is open, the missed first."""
    instance.check()
    now = timezone.now()
    found = queries.due_for(acting(person), at=now)
    if json:
        for row, _standing in found:
            say_json(as_data(row, at=now))
        return
    say_table(
        ["id", "duty", "about", "who", "due", "stands"],
        ([row.pk, row.rule, row.about, row.body.name if row.body else row.calendar,
          row.last_day or (f"{row.due_at:%Y-%m-%d %H:%M} UTC" if row.due_at else "no limit"),
          standing.value] for row, standing in found),
        empty="Nothing is due.",
    )  # fmt: skip


@app.command("rules")
def rules(json: Json = False) -> None:
    """List the rules with their periods and sources."""
    instance.check()
    found = queries.every_rule()
    if json:
        for rule in found:
            period = rule.period
            say_json({"key": rule.key, "title": rule.title["en"], "actor": rule.actor,
                      "amount": period and period.amount, "unit": period and period.unit,
                      "limit": rule.limit, "legal_ref": rule.legal_ref,
                      "certainty": rule.certainty})  # fmt: skip
        return
    say_table(
        ["key", "duty", "period", "source", "certainty"],
        ([rule.key, rule.title["en"],
          f"{rule.period.amount} {rule.period.unit}" if rule.period else rule.limit or "fixed day",
          rule.legal_ref, rule.certainty] for rule in found),
        empty="No rule is known.",
    )  # fmt: skip


@app.command("count")
def count(
    amount: Annotated[int, typer.Argument(help="How many.")],
    unit: Annotated[Unit, typer.Argument(help="Of what.")],
    event: Annotated[datetime, typer.Argument(help="Day or moment of the event.")],
    calendar: Annotated[str, typer.Option(help="Country, DE-BE, EU, EUDA …")] = "EU",
    before: Annotated[bool, typer.Option(help="Count back from the event.")] = False,
) -> None:
    """Count one period, and say why it ends when it does; nothing is kept."""
    clock = calendar_of(calendar)
    moment = event if event.tzinfo else event.replace(tzinfo=clock.zone)
    end = end_of(Period(amount, unit, before), moment, clock)
    if end.last_day is None:
        out.print(f"{end.moment.astimezone(clock.zone):%A %Y-%m-%d %H:%M %Z}")
        return
    out.print(f"{end.last_day:%A %Y-%m-%d}, to its end in {clock.zone.key}")
    if end.moved_because:
        out.print(f"The count alone ends on {end.counted_to:%A %Y-%m-%d}: {end.moved_because}.")


@app.command("start")
def start(
    rule: Annotated[str, typer.Argument(help="Key of a rule; vedette deadlines rules.")],
    about: Annotated[str, typer.Option(help="What it is about.")],
    event: Annotated[datetime, typer.Option(help="Day or moment of the event.")],
    body: Annotated[str, typer.Option(help="Code of who must act.")] = "",
    calendar: Annotated[str, typer.Option(help="Whose holidays; usually those of the body.")] = "",
    tlp: Annotated[str, typer.Option(help="Marking.")] = "GREEN",
    exercise: Annotated[bool, typer.Option(help="A drill.")] = False,
    person: As = "",
) -> None:
    """Start the clock of a rule from an event."""
    instance.check()
    now = timezone.now()
    who = Body.objects.filter(code=body).first() if body else None
    if body and who is None:
        raise Refused(f"no body is known as {body!r}")
    moment = event if event.tzinfo else timezone.make_aware(event)
    row = actions.start(
        rule=rule, about=about, event_at=moment, marking=marking_for(tlp), body=who,
        calendar=calendar, exercise=exercise, by=acting(person), at=now,
    )  # fmt: skip
    _say(row)


def _say(row: Deadline) -> None:
    end = row.last_day or (f"{row.due_at:%Y-%m-%d %H:%M} UTC" if row.due_at else "no limit")
    talk.print(f"Deadline {row.pk}, {row.rule}: {end}.")


def _chosen(number: int, person: str) -> tuple[Deadline, User]:
    instance.check()
    by = acting(person)
    return queries.the_deadline(number, by), by


@app.command("meet")
def meet(
    number: int,
    on: Annotated[datetime | None, typer.Option(help="When it was done, if not now.")] = None,
    reason: Annotated[str, typer.Option(help="What was done.")] = "",
    person: As = "",
) -> None:
    """Say that a duty was done."""
    row, by = _chosen(number, person)
    moment = timezone.make_aware(on) if on and not on.tzinfo else on
    row = actions.meet(deadline=row, on=moment, reason=reason, by=by, at=timezone.now())
    talk.print(f"Deadline {row.pk} is {as_data(row, at=timezone.now())['standing']}.")


@app.command("extend")
def extend(
    number: int,
    reason: Reason,
    amount: Annotated[int | None, typer.Option(help="How many more.")] = None,
    unit: Annotated[Unit | None, typer.Option(help="Of what.")] = None,
    person: As = "",
) -> None:
    """Extend a deadline as its rule allows."""
    row, by = _chosen(number, person)
    more = Period(amount, unit) if amount and unit else None
    _say(actions.extend(deadline=row, by_period=more, reason=reason, by=by, at=timezone.now()))


@app.command("pause")
def pause(number: int, reason: Reason, person: As = "") -> None:
    """Stop a clock."""
    row, by = _chosen(number, person)
    actions.pause(deadline=row, reason=reason, by=by, at=timezone.now())
    talk.print(f"Deadline {row.pk} stands still.")


@app.command("resume")
def resume(number: int, reason: Reason, person: As = "") -> None:
    """Let a clock run again; what was left is counted from now."""
    row, by = _chosen(number, person)
    _say(actions.resume(deadline=row, reason=reason, by=by, at=timezone.now()))


@app.command("withdraw")
def withdraw(number: int, reason: Reason, person: As = "") -> None:
    """End a clock that should not run."""
    row, by = _chosen(number, person)
    actions.withdraw(deadline=row, reason=reason, by=by, at=timezone.now())
    talk.print(f"Deadline {row.pk} is withdrawn.")


@app.command("enter-day")
def enter_day(
    calendar: Annotated[str, typer.Argument(help="Country, DE-BE, EU, EUDA …")],
    day: Annotated[datetime, typer.Argument(help="The day.", formats=["%Y-%m-%d"])],
    source: Annotated[str, typer.Option(help="Where it is published.")],
    name: Annotated[str, typer.Option(help="Of the holiday; empty: a working day.")] = "",
    person: As = "",
) -> None:
    """Enter a holiday or a working day; open deadlines are counted anew."""
    instance.check()
    moved = actions.enter_day(
        calendar=calendar, day=day.date(), name=name, source=source, by=acting(person),
        at=timezone.now(),
    )  # fmt: skip
    talk.print(f"Kept. Deadlines that moved: {len(moved)}")
    for row in moved:
        _say(row)


@app.command("remind")
def remind() -> None:
    """Write the reminders that have fallen due, each once; run it every hour.

    Bodies whose subscription says so are told; `vedette deliver` sends it.
    """
    instance.check()
    made = pathway.remind(at=timezone.now())
    talk.print(f"Reminders written: {len(made)}")
