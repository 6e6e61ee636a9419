"""`vedette cases`: parts of cases, which are one, what does not fit, how complete they are."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from django.utils import timezone

from vedette import pathway
from vedette.base.days import known_by, period
from vedette.base.markings.actions import marking_for
from vedette.errors import VedetteError
from vedette.evidence.cases import formats, overview, queries
from vedette.evidence.cases.checks import CHECKS
from vedette.evidence.cases.completeness import BY, MEASURES
from vedette.evidence.cases.files import COLUMNS
from vedette.evidence.cases.models import CaseLink
from vedette.surfaces.cli import instance
from vedette.surfaces.cli.people import acting
from vedette.surfaces.cli.talk import out, say_json, say_table, talk

app = typer.Typer(help="Poisonings and deaths, part by part.", no_args_is_help=True)
As = Annotated[str, typer.Option("--as", help="Account that acts.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]
Known = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], help="As known at the end of a day.")
]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Day of the period.")]
Country = Annotated[str, typer.Option(help="Two letters.")]


def _date(day: datetime | None) -> date | None:
    return day.date() if day else None


def _moment(known: datetime | None) -> datetime | None:
    return known_by(known.date()) if known else None


@app.command("list")
def list_cases(known: Known = None, json: Json = False, person: As = "") -> None:
    """List cases with their parts and how many remarks the checks make, the newest first."""
    instance.check()
    files, _older = queries.files_seen_by(acting(person), as_of=_moment(known), size=200)
    if json:
        for file in files:
            say_json(formats.brief(file))
        return
    say_table(
        ["case", "context", "day", "country", "parts", "found", "remarks"],
        (
            [file.case.token, file.context, file.day, file.view.parts[0].country,
             ", ".join(file.kinds), ", ".join(file.names), len(file.remarks)]
            for file in files
        ),
        empty="No case is known here.",
    )  # fmt: skip


@app.command("show")
def show(token: str, known: Known = None, person: As = "") -> None:
    """Print a case with every part, panel and remark, as JSON."""
    instance.check()
    by = acting(person)
    file = queries.file_of(queries.find(token, by), person=by, as_of=_moment(known))
    if file is None:
        talk.print("No part of this case stands.")
        raise typer.Exit(1)
    say_json(formats.whole(file))


@app.command("import")
def take_in(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A table of parts.")],
    tlp: Annotated[str, typer.Option(help="CLEAR, GREEN, AMBER …")] = "AMBER",
    json: Json = False,
    person: As = "",
) -> None:
    """Take in a table of parts. A part with a flaw stays out whole, the others go in.

    Exits with 0 if every part went in, with 1 if some stayed out.
    """
    instance.check()
    taken = pathway.take_in_parts(
        path=file, name=file.name, marking=marking_for(tlp), by=acting(person), at=timezone.now()
    )
    counts = {
        "rows": taken.rows, "told": taken.told, "corrected": taken.corrected,
        "unchanged": taken.unchanged, "refused": taken.refused,
    }  # fmt: skip
    flaws = [
        {"line": flaw.line, "column": flaw.column, "value": flaw.value, "reason": flaw.reason}
        for flaw in taken.flaws
    ]
    if json:
        say_json(counts | {"flaws": flaws})
    else:
        out.print(", ".join(f"{name} {count}" for name, count in counts.items()))
        for flaw in taken.flaws:
            talk.print(str(flaw))
    if flaws:
        raise typer.Exit(1)


@app.command("template")
def template() -> None:
    """Print the header of a table of parts."""
    out.print(",".join(COLUMNS))


@app.command("checks")
def checks(
    table: Annotated[
        bool, typer.Option("--table", help="Print the table of checks, not what they find.")
    ] = False,
    known: Known = None,
    json: Json = False,
    person: As = "",
) -> None:
    """Print what the consistency checks find in the newest cases."""
    if table:
        rows = [formats.check_data(check) for check in CHECKS]
        _print(rows, ["key", "weight", "sentence"], json, "")
        return
    instance.check()
    files, _older = queries.files_seen_by(acting(person), as_of=_moment(known), size=500)
    found = [
        {"case": file.case.token} | formats.remark_data(remark)
        for file in files for remark in file.remarks
    ]  # fmt: skip
    _print(found, ["case", "check", "sentence"], json, "Nothing contradicts.")


def _print(rows: list[dict[str, Any]], columns: list[str], json: bool, empty: str) -> None:
    if json:
        for row in rows:
            say_json(row)
        return
    say_table(columns, ([row[name] for name in columns] for row in rows), empty=empty)


@app.command("links")
def links(json: Json = False, person: As = "") -> None:
    """Print the pairs of cases that may be one, the likeliest first."""
    instance.check()
    rows = [formats.proposal_data(one) for one in queries.proposed_links(acting(person))]
    _print(rows, ["one", "other", "points", "reasons"], json, "No pair waits.")


@app.command("link")
def link(
    one: str,
    other: str,
    reason: Annotated[str, typer.Option(help="Why.")],
    apart: Annotated[bool, typer.Option("--apart", help="They are two cases.")] = False,
    person: As = "",
) -> None:
    """Decide that two cases are one, or that they are two; what is one is counted once."""
    instance.check()
    by = acting(person)
    verdict = CaseLink.Verdict.APART if apart else CaseLink.Verdict.SAME
    row = pathway.link_cases(
        one=queries.find(one, by), other=queries.find(other, by), verdict=verdict, reason=reason,
        by=by, at=timezone.now(),
    )  # fmt: skip
    talk.print(f"Decision {row.pk}; undo it with: vedette cases unlink {row.pk}")


@app.command("unlink")
def unlink(number: int, reason: Annotated[str, typer.Option(help="Why.")], person: As = "") -> None:
    """Undo a decision about two cases."""
    instance.check()
    pathway.undo_link(
        link=queries.find_link(number), reason=reason, by=acting(person), at=timezone.now()
    )
    talk.print(f"Decision {number} is undone.")


@app.command("completeness")
def completeness(
    by: Annotated[str, typer.Option(help="country, region, quarter or teller.")] = "country",
    since: Day = None,
    until: Day = None,
    country: Country = "",
    known: Known = None,
    json: Json = False,
    person: As = "",
) -> None:
    """Print how completely deaths are told; small numbers are hidden."""
    instance.check()
    if by not in BY:
        raise VedetteError(f"deaths are not grouped by {by!r}; one of {', '.join(BY)}")
    first, last = period(_date(since), _date(until))
    told = overview.completeness_for(
        acting(person), by=by, country=country.upper(), as_of=_moment(known), since=first,
        until=last,
    )  # fmt: skip
    data = formats.completeness_data(told)
    if json:
        say_json(data)
        return
    names = [(measure, name) for measure, some in MEASURES.items() for name in some]
    say_table(
        [by, "deaths", *(f"{measure} {name}" for measure, name in names)],
        ([row["group"], row["deaths"], *(row[m][n] for m, n in names)] for row in data["rows"]),
        empty="",
    )
    talk.print(f"{told.definition.title} {told.definition.version}: {told.definition.words}")


@app.command("coverage")
def coverage(
    since: Day = None, until: Day = None, country: Country = "", known: Known = None,
    json: Json = False, person: As = "",
) -> None:  # fmt: skip
    """Print which watched families the panels of a period could have seen."""
    instance.check()
    first, last = period(_date(since), _date(until))
    found, _panels = overview.coverage_for(
        acting(person), country=country.upper(), as_of=_moment(known), since=first, until=last
    )
    rows = [formats.coverage_data(one) for _family, one in found]
    _print(rows, ["family", "looked", "screened", "not_looked"], json, "No family is watched.")
