"""`vedette signals rules`: what the desk has ruled, and how to rule otherwise."""

import json as text_json
from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Any

import typer
from django.utils import timezone

from vedette.judgement.signals import actions
from vedette.judgement.signals.desk_rules import RuleMalformed, Scope
from vedette.judgement.signals.models import Rule
from vedette.judgement.signals.preview import preview
from vedette.judgement.signals.rule_rows import (
    as_rule,
    check_days,
    drafted,
    rules_seen_by,
    scope_of,
)
from vedette.judgement.signals.rule_sentences import rule_sentence
from vedette.surfaces.cli import instance
from vedette.surfaces.cli.people import acting
from vedette.surfaces.cli.talk import say_json, say_table, talk

app = typer.Typer(help="Rules of the desk: values, watches, silences.", no_args_is_help=True)
As = Annotated[str, typer.Option("--as", help="Account that acts.")]


@app.command("list")
def list_rules(
    every: Annotated[bool, typer.Option("--all", help="Also those that ended.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
    person: As = "",
) -> None:
    """List the rules that hold today, or every rule with --all."""
    instance.check()
    rows = list(rules_seen_by(acting(person)))
    rows = rows if every else [row for row in rows if _holds(row)]
    if json:
        for row in rows:
            say_json(as_values(row))
        return
    say_rules(rows)


@app.command("make")
def make(
    kind: Annotated[str, typer.Argument(help="value, watch, silence, window or minimum.")],
    reason: Annotated[str, typer.Option(help="Why; it is kept, and everybody reads it.")],
    says: Annotated[
        list[str], typer.Option("--says", help="name=value; once for each, as weeks=4.")
    ] = [],  # noqa: B006 - typer reads the default and never changes it
    substance: Annotated[str, typer.Option(help="Key of a substance.")] = "",
    family: Annotated[str, typer.Option(help="Key of a family.")] = "",
    country: Annotated[str, typer.Option(help="Two letters.")] = "",
    place: Annotated[str, typer.Option(help="Code of a region.")] = "",
    context: Annotated[str, typer.Option(help="For instance seizure or death.")] = "",
    source: Annotated[str, typer.Option(help="Name of a source.")] = "",
    since: Annotated[
        datetime | None,
        typer.Option("--from", help="First day; today if left out.", formats=["%Y-%m-%d"]),
    ] = None,
    until: Annotated[
        datetime | None, typer.Option(help="Day on which it is over.", formats=["%Y-%m-%d"])
    ] = None,
    try_it: Annotated[
        bool, typer.Option("--preview", help="Only say what it would have changed.")
    ] = False,
    person: As = "",
) -> None:
    """Make a rule, or with --preview say what it would have changed on the last desk."""
    instance.check()
    by, now = acting(person), timezone.now()
    scope = Scope(substance, family, country, place, context, source)
    told, last_day = _told(says), until.date() if until else None
    if try_it:
        draft = drafted(kind=kind, says=told, scope=scope)
        draft.valid_from, draft.until = (since or now).date(), last_day
        check_days(draft, timezone.localdate(now))
        _say_preview(draft, by)
        return
    rule = actions.make_rule(
        kind=kind, says=told, scope=scope, reason=reason, until=last_day,
        valid_from=since.date() if since else None, by=by, at=now,
    )  # fmt: skip
    talk.print(f"Rule {rule.pk} holds from {rule.valid_from}. {rule_sentence(rule)}")


@app.command("end")
def end(
    rule: int,
    reason: Annotated[str, typer.Option(help="Why; it is kept.")],
    person: As = "",
) -> None:
    """End a rule now."""
    instance.check()
    by = acting(person)
    row = rules_seen_by(by).filter(pk=rule).first()
    if row is None:
        raise instance.NoInstance(f"there is no rule {rule}")
    actions.end_rule(rule=row, reason=reason, by=by, at=timezone.now())
    talk.print(f"Rule {rule} has ended.")


def standing() -> list[Rule]:
    """Return the rules that hold today, the newest first."""
    return [row for row in Rule.objects.order_by("-pk") if _holds(row)]


def say_rules(rows: Iterable[Rule]) -> None:
    """Print rules as a table."""
    say_table(
        ["rule", "what", "why", "who", "from", "until", "ended"],
        (
            [
                row.pk, rule_sentence(row), row.reason, row.made_by.username, row.valid_from,
                row.until, f"{row.ended_at:%Y-%m-%d}" if row.ended_at else "",
            ]
            for row in rows
        ),
        empty="No rule holds.",
    )  # fmt: skip


def as_values(row: Rule) -> dict[str, Any]:
    """Return a rule as plain values."""
    return {
        "id": row.pk, "kind": row.kind, "says": row.says, "scope": scope_of(row).told,
        "sentence": rule_sentence(row), "reason": row.reason, "made_by": row.made_by.username,
        "made_at": row.made_at, "valid_from": row.valid_from, "until": row.until,
        "ended_by": row.ended_by and row.ended_by.username, "ended_at": row.ended_at,
        "end_reason": row.end_reason,
    }  # fmt: skip


def _holds(row: Rule) -> bool:
    now = timezone.now()
    return as_rule(row).is_in_force(at=now, day=timezone.localdate(now))


def _told(says: list[str]) -> dict[str, Any]:
    """Read name=value; a value is JSON where it can be, else a text."""
    told: dict[str, Any] = {}
    for one in says:
        name, given, value = one.partition("=")
        if not given:
            raise RuleMalformed("--says", one, "write name=value")
        try:
            told[name] = text_json.loads(value)
        except ValueError:
            told[name] = value
    return told


def _say_preview(draft: Rule, by: Any) -> None:
    seen = preview(draft, person=by)
    say_table(
        ["", "what"],
        [*(["gone", one] for one in seen.fewer), *(["new", one] for one in seen.more)],
        empty="The desk of the last run would have been the same.",
    )
    if seen.hidden:
        talk.print(f"{seen.hidden} more changes are of signals that you may not see.")
