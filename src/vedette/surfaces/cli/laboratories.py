"""`vedette laboratories`: the directory, reference standards and proficiency rounds."""

import csv
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from django.utils import timezone

from vedette.base.accounts.models import Body
from vedette.catalogue.laboratories import actions, exchange, queries
from vedette.catalogue.laboratories.models import ProficiencyRound
from vedette.catalogue.laboratories.rules import FactRefused
from vedette.catalogue.substances.models import Family
from vedette.evidence.samples.queries import turn_arounds
from vedette.science.identification import TECHNIQUES
from vedette.surfaces.cli import instance
from vedette.surfaces.cli.people import acting
from vedette.surfaces.cli.substances import known_substance
from vedette.surfaces.cli.talk import say_json, say_table, talk

app = typer.Typer(help="Laboratories: who measures what, and how well.", no_args_is_help=True)
As = Annotated[str, typer.Option("--as", help="Account that acts.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]
Day = typer.Option(formats=["%Y-%m-%d"], help="First day; today if left out.")


@app.command("list")
def list_laboratories(
    country: Annotated[str, typer.Option(help="Two letters.")] = "",
    role: Annotated[str, typer.Option(help="For instance customs.")] = "",
    technique: Annotated[str, typer.Option(help="For instance lc-hrms.")] = "",
    substance: Annotated[str, typer.Option(help="Holds a standard of this key.")] = "",
    json: Json = False,
) -> None:
    """List laboratories with their roles and techniques."""
    instance.check()
    rows = queries.directory(
        country=country, role=role, technique=technique, substance=substance, on=_today()
    )
    if json:
        for row in rows:
            say_json(_brief(row))
        return
    say_table(
        ["code", "name", "country", "roles", "techniques", "standards"],
        ([v["code"], v["name"], v["country"], ", ".join(v["roles"]), ", ".join(v["techniques"]),
          v["standards"]] for v in map(_brief, rows)),
        empty="No laboratory fits.",
    )  # fmt: skip


def _brief(row: Any) -> dict[str, Any]:
    return {
        "code": row.code, "name": row.name, "country": row.country,
        "roles": sorted({one.kind for one in row.roles.all()}),
        "techniques": sorted({TECHNIQUES[one.technique].title for one in row.methods.all()}),
        "standards": row.standards_held,
    }  # fmt: skip


@app.command("show")
def show(code: str) -> None:
    """Print one laboratory with all that is known of it, as JSON."""
    instance.check()
    row, on = queries.find(code), _today()
    say_json(
        {
            "code": row.code, "name": row.name, "country": row.country,
            "body": row.body and row.body.code,
            "roles": [{"role": r.kind, "since": r.since} for r in queries.roles_of(row, on=on)],
            "methods": [_method(one) for one in queries.methods_of(row, on=on)],
            "standards": [
                {"substance": s.substance.key, "since": s.since, "may_share": s.may_share}
                for s in queries.standards_of(row, on=on)
            ],
            "rounds": [
                {"round": one.key, "z": round(score.z, 2), "grade": score.grade}
                for one, score in queries.rounds_of(row)
            ],
            "turn_around_days": [
                {"technique": technique or "all", "answers": took.answers,
                 "median": round(took.median, 2), "ninety": round(took.ninety, 2)}
                for (_code, technique), took in turn_arounds(row).items()
            ],
        }
    )  # fmt: skip


def _method(one: Any) -> dict[str, Any]:
    return {
        "technique": one.technique, "matrix": one.matrix,
        "substances": [s.key for s in one.substances.all()],
        "families": [f.key for f in one.families.all()],
        "detection_limit": one.detection_limit, "unit": one.unit,
        "is_accredited": one.is_accredited, "accredited_until": one.accredited_until,
    }  # fmt: skip


@app.command("enter")
def enter(
    code: str,
    name: Annotated[str, typer.Option(help="As it calls itself.")],
    country: Annotated[str, typer.Option(help="Two letters.")] = "",
    body: Annotated[str, typer.Option(help="Code of the organisation whose people act.")] = "",
    person: As = "",
) -> None:
    """Enter a laboratory, or bring what is known of it up to date."""
    instance.check()
    by = acting(person)
    owner = None
    if body:
        owner, _ = Body.objects.get_or_create(
            code=body, defaults={"name": name, "country": country.upper()}
        )
    row = actions.enter(code=code, name=name, country=country, body=owner, by=by, at=timezone.now())
    talk.print(f"{row.code} is in the directory.")


@app.command("role")
def role(
    code: str,
    kind: Annotated[str, typer.Argument(help="national_representative, customs, forensic …")],
    since: Annotated[datetime | None, Day] = None,
    end: Annotated[bool, typer.Option("--end", help="The role ends today.")] = False,
    person: As = "",
) -> None:
    """Give a laboratory a role, or end it; a state has three representatives at most."""
    instance.check()
    by, now, row = acting(person), timezone.now(), queries.find(code)
    if not end:
        actions.give_role(laboratory=row, kind=kind, since=_day(since), by=by, at=now)
        talk.print(f"{row.name} is {kind.replace('_', ' ')}.")
        return
    held = row.roles.filter(kind=kind, ended_on=None).first()
    if held is None:
        raise FactRefused(f"{row.name} has no role {kind!r}")
    actions.end_role(role=held, on=_today(), by=by, at=now)
    talk.print(f"{row.name} is no longer {kind.replace('_', ' ')}.")


@app.command("method")
def method(
    code: str,
    technique: Annotated[str, typer.Argument(help="For instance gc-ms or lc-hrms.")],
    matrix: Annotated[str, typer.Option(help="powder, urine, sewage …")] = "",
    substance: Annotated[list[str], typer.Option(help="Key; once for each.")] = [],  # noqa: B006
    family: Annotated[list[str], typer.Option(help="Key; once for each.")] = [],  # noqa: B006
    limit: Annotated[float | None, typer.Option(help="Limit of detection.")] = None,
    unit: Annotated[str, typer.Option(help="UCUM unit of the limit.")] = "",
    accredited: Annotated[bool, typer.Option("--accredited", help="In scope of 17025.")] = False,
    since: Annotated[datetime | None, Day] = None,
    person: As = "",
) -> None:
    """Say that a laboratory measures something in some way."""
    instance.check()
    families = [Family.objects.filter(key=key).first() or _no("family", key) for key in family]
    actions.add_method(
        laboratory=queries.find(code), technique=technique, since=_day(since), matrix=matrix,
        substances=[known_substance(key) for key in substance], families=families,
        detection_limit=limit, unit=unit, is_accredited=accredited, by=acting(person),
        at=timezone.now(),
    )  # fmt: skip
    talk.print(f"{code} uses {technique}.")


@app.command("standard")
def standard(
    code: str,
    substance: str,
    share: Annotated[bool, typer.Option("--share", help="May be given to others.")] = False,
    end: Annotated[bool, typer.Option("--end", help="Used up or expired today.")] = False,
    since: Annotated[datetime | None, Day] = None,
    person: As = "",
) -> None:
    """Say that a laboratory holds a reference standard, or no longer does."""
    instance.check()
    by, now = acting(person), timezone.now()
    row, found = queries.find(code), known_substance(substance)
    if not end:
        actions.hold_standard(
            laboratory=row, substance=found, since=_day(since), may_share=share, by=by, at=now
        )
        talk.print(f"{row.name} holds {found.name}.")
        return
    held = row.standards.filter(substance=found, until=None).first()
    if held is None:
        raise FactRefused(f"{row.name} holds no standard of {found.name}")
    actions.end_standard(standard=held, on=_today(), by=by, at=now)
    talk.print(f"{row.name} no longer holds {found.name}.")


@app.command("requests")
def requests(json: Json = False) -> None:
    """List the open requests for reference standards."""
    instance.check()
    rows = [
        {"id": r.pk, "substance": r.substance.key, "asked_by": r.asked_by.code,
         "offered_by": r.offered_by and r.offered_by.code, "status": r.status, "reason": r.reason}
        for r in queries.open_requests()
    ]  # fmt: skip
    if json:
        for row in rows:
            say_json(row)
        return
    say_table(
        ["id", "substance", "asked by", "offered by", "status", "for"],
        (list(row.values()) for row in rows),
        empty="Nobody waits for a standard.",
    )


@app.command("ask")
def ask(
    code: str,
    substance: str,
    reason: Annotated[str, typer.Option(help="What it is needed for.")],
    person: As = "",
) -> None:
    """Ask the network for a reference standard, and say who holds one."""
    instance.check()
    found = known_substance(substance)
    row = exchange.ask(
        laboratory=queries.find(code), substance=found, reason=reason, by=acting(person),
        at=timezone.now(),
    )  # fmt: skip
    talk.print(f"Request {row.pk} is open.")
    say_table(
        ["laboratory", "since", "shares"],
        ([s.laboratory.code, s.since, "yes" if s.may_share else "no"]
         for s in queries.holders_of(found, on=_today())),
        empty="No laboratory here is known to hold one.",
    )  # fmt: skip


@app.command("answer")
def answer(
    request: int,
    status: Annotated[str, typer.Argument(help="offered, sent, received or declined.")],
    laboratory: Annotated[str, typer.Option(help="Who offers.")] = "",
    person: As = "",
) -> None:
    """Take the next step of a request for a standard."""
    instance.check()
    row = exchange.step(
        request=queries.find_request(request), status=status,
        laboratory=queries.find(laboratory) if laboratory else None, by=acting(person),
        at=timezone.now(),
    )  # fmt: skip
    talk.print(f"Request {row.pk} is {row.status}.")


@app.command("round")
def keep_round(
    key: str,
    results: Annotated[Path, typer.Argument(help="CSV with the columns laboratory,value.")],
    title: Annotated[str, typer.Option(help="What was measured.")],
    unit: Annotated[str, typer.Option(help="UCUM.")],
    held: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])] = None,
    substance: Annotated[str, typer.Option(help="Key.")] = "",
    assigned: Annotated[float | None, typer.Option(help="Else the robust consensus.")] = None,
    sd: Annotated[float | None, typer.Option(help="Else the robust spread.")] = None,
    person: As = "",
) -> None:
    """Keep a proficiency round and print the z-score of each laboratory."""
    instance.check()
    row = actions.keep_round(
        key=key, title=title, unit=unit, held_on=_day(held), results=_results(results),
        substance=known_substance(substance) if substance else None, assigned=assigned, sd=sd,
        by=acting(person), at=timezone.now(),
    )  # fmt: skip
    _say_scores(row, json=False)


@app.command("scores")
def scores(key: str, json: Json = False) -> None:
    """Print the z-scores of a proficiency round."""
    instance.check()
    row = ProficiencyRound.objects.filter(key=key).first()
    if row is None:
        raise FactRefused(f"no round is kept as {key!r}")
    _say_scores(row, json=json)


def _say_scores(row: ProficiencyRound, *, json: bool) -> None:
    found = queries.scores_of(row)
    if json:
        for one in found.scores:
            say_json({"laboratory": one.laboratory.code, "value": one.value,
                      "z": round(one.z, 4), "grade": one.grade})  # fmt: skip
        return
    say_table(
        ["laboratory", row.unit, "z", "grade"],
        ([s.laboratory.code, s.value, f"{s.z:+.2f}", s.grade] for s in found.scores),
        empty=f"No scores: {found.why_not}.",
    )


def _results(path: Path) -> dict[str, float]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (UnicodeDecodeError, csv.Error):
        raise FactRefused(f"{path} is no CSV in UTF-8") from None
    try:
        found = {row["laboratory"].strip().casefold(): float(row["value"]) for row in rows}
    except (KeyError, TypeError, ValueError, AttributeError):
        raise FactRefused(
            f"{path} needs the columns laboratory and value, and a number in every row"
        ) from None
    if len(found) != len(rows):
        raise FactRefused(f"{path} names a laboratory more than once")
    return found


def _no(what: str, key: str) -> Any:
    raise FactRefused(f"there is no {what} {key!r}")


def _day(said: datetime | None) -> date:
    return said.date() if said else _today()


def _today() -> date:
    return timezone.localdate()
