"""`vedette indicators`: what each says, from what, and what is missing."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from django.utils import timezone

from vedette.base.accounts.rules import Refused, check_may
from vedette.base.days import known_by
from vedette.base.markings.actions import marking_for
from vedette.evidence.ingest.report import csv_line
from vedette.response.indicators import actions, formats, importing, queries
from vedette.response.indicators.mapping import mappings_of
from vedette.response.indicators.queries import Reading
from vedette.response.indicators.readers import fetch
from vedette.science.wastewater.campaigns import read_campaigns
from vedette.science.wastewater.changes import SPANS, change_table
from vedette.science.wastewater.measurements import read_measurements, weeks_of
from vedette.surfaces.cli import instance
from vedette.surfaces.cli.people import acting
from vedette.surfaces.cli.talk import say_json, say_table, talk

app = typer.Typer(help="Indicators: compute, show, import and export them.", no_args_is_help=True)
As = Annotated[str, typer.Option("--as", help="Account that acts.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]
Day = Annotated[
    datetime | None,
    typer.Option("--as-of", help="As known at the end of this day.", formats=["%Y-%m-%d"]),
]
FORMS = ("csv", "sdmx-csv", "sdmx-json", "turtle", "json-ld")


@app.command("list")
def list_indicators(json: Json = False, as_of: Day = None, person: As = "") -> None:
    """List every indicator with its newest value, how it is known, and what is missing."""
    instance.check()
    found = queries.readings(acting(person), as_of=known_by(as_of))
    if json:
        for one in found:
            say_json(formats.as_data(one))
        return
    say_table(
        ["key", "indicator", "period", "value", "unit", "known", "missing parts"],
        (_line(one) for one in found),
        empty="There are no indicators.",
    )


def _line(one: Reading) -> list[object]:
    said = formats.as_data(one)
    value = "hidden" if said["hidden"] else said["value"]
    if isinstance(value, float):
        value = f"{value:,.1f}".removesuffix(".0")
    return [one.indicator.key, one.indicator.title["en"], said["period"], value,
            said["unit"] if said["period"] else "", said["known"],
            len({lack["part"] for lack in one.missing}) or ""]  # fmt: skip


@app.command("compute")
def compute(
    keys: Annotated[list[str] | None, typer.Argument(help="Which; all of them if none.")] = None,
    as_of: Day = None,
    person: As = "",
) -> None:
    """Compute indicators from what was known; nothing is computed twice."""
    instance.check()
    by = acting(person)
    check_may(by, "detect")
    made = actions.compute_indicators(
        keys=keys or (), as_of=known_by(as_of), by=by, at=timezone.now()
    )
    for row in made:
        talk.print(f"{row.indicator}, up to TLP:{row.ceiling}: revision {row.revision}.")
    talk.print(f"Computed: {len(made)}. What had not changed was left as it is.")


@app.command("show")
def show(
    key: str,
    part: Annotated[str, typer.Option(help="Only this part.")] = "",
    country: Annotated[str, typer.Option(help="Two letters; empty: all together.")] = "",
    json: Json = False,
    as_of: Day = None,
    person: As = "",
) -> None:
    """Show one indicator: its parts and values, and exactly what is missing."""
    instance.check()
    indicator = queries.the_indicator(key)
    found = queries.reading(acting(person), indicator, as_of=known_by(as_of))
    values = [one for one in found.values
              if one.country == country and part in ("", one.part)]  # fmt: skip
    if json:
        say_json(formats.as_data(found) | {"values": formats.values_as_data(values)})
        return
    talk.print(f"{indicator.title['en']}: {indicator.definition}")
    say_table(
        ["part", "period", "cell", "value", "interval", "out of", "unit", "flags"],
        ([one.part, one.period, one.cell, "hidden" if one.hidden else one.value,
          "" if one.low is None else f"{one.low:.4g} to {one.high:.4g}", one.denominator, one.unit,
          ", ".join(one.flags)] for one in values),
        empty="No values.",
    )  # fmt: skip
    for lack in found.missing:
        wanted = f"; wanted: {lack['wanted']}" if lack.get("wanted") else ""
        about = f" ({lack['of']})" if lack.get("of") else ""
        talk.print(f"Missing {lack['part']}: {lack['why'].replace('_', ' ')}{about}{wanted}.")


@app.command("mappings")
def mappings(json: Json = False) -> None:
    """List the mappings by which files of other offices are read."""
    instance.check()
    found = sorted(mappings_of(Path(settings.VEDETTE_HOME)).values(), key=lambda one: one.key)
    if json:
        for one in found:
            say_json({"key": one.key, "title": one.title, "shape": one.shape,
                      "series": one.series, "source": one.source})  # fmt: skip
        return
    say_table(["key", "reads", "shape", "series"],
              ([one.key, one.title, one.shape, one.series] for one in found),
              empty="There are none.")  # fmt: skip


@app.command("import")
def import_figures(
    mapping: Annotated[str, typer.Argument(help="A key that `indicators mappings` lists.")],
    file: Annotated[Path | None, typer.Argument(help="File to read.")] = None,
    url: Annotated[str, typer.Option(help="Whole address of an SDMX query, instead.")] = "",
    tlp: Annotated[str, typer.Option(help="Colour of the figures.")] = "CLEAR",
    person: As = "",
) -> None:
    """Take figures of another office in; bad rows are told of, the others kept.

    Exits with 0 if every row was read, with 1 if any was refused.
    """
    instance.check()
    if (file is None) == (not url):
        raise Refused("name either a file or an address")
    content = fetch(url) if url else file.read_bytes() if file else b""
    row = importing.import_figures(
        content=content, file=file.name if file else url, mapping=importing.the_mapping(mapping),
        marking=marking_for(tlp), by=acting(person), at=timezone.now(),
    )  # fmt: skip
    talk.print(
        f"{row.rows} rows: {row.kept} figures kept, {row.unchanged} unchanged, "
        f"{len(row.refusals)} refused."
    )
    for one in row.refusals:
        where = f"line {one['line']}" + (f", {one['column']}" if one["column"] else "")
        talk.print(f"{where}, {one['value']!r}: {one['reason']}.")
    if row.refusals:
        raise typer.Exit(1)


@app.command("export")
def export(
    key: Annotated[str, typer.Argument(help="An indicator; `all` with turtle or json-ld.")],
    form: Annotated[str, typer.Option(help=" or ".join(FORMS))] = "csv",
    as_of: Day = None,
    person: As = "",
) -> None:
    """Write an indicator's values, or the catalogue of all, to standard output."""
    instance.check()
    who, moment = acting(person), known_by(as_of)
    if form in ("turtle", "json-ld"):
        from vedette.response.indicators.catalogue import catalogue

        graph = catalogue(queries.readings(who, as_of=moment), node=settings.VEDETTE_NODE,
                          address=settings.VEDETTE_PUBLIC_URL, changed=moment)  # fmt: skip
        sys.stdout.write(graph.serialize(format=form))
        return
    found = queries.reading(who, queries.the_indicator(key), as_of=moment)
    if form == "csv":
        sys.stdout.write(csv_line(formats.HEADER))
        for row in formats.rows_of(found):
            sys.stdout.write(csv_line("" if cell is None else cell for cell in row))
    elif form == "sdmx-csv":
        sys.stdout.write(formats.sdmx_csv(found))
    elif form == "sdmx-json":
        sys.stdout.write(formats.sdmx_json(found, prepared=moment).decode() + "\n")
    else:
        raise Refused(f"a form is one of {', '.join(FORMS)}")


@app.command("wastewater-loads")
def wastewater_loads(
    file: Annotated[
        Path,
        typer.Argument(help="CSV: site,date,residue,concentration,flow,population[,limit,event]."),
    ],
    json: Json = False,
) -> None:
    """Make weekly loads of concentration (ng/L), flow (m³/day) and people served."""
    weeks = weeks_of(read_measurements(file))
    if json:
        for one in weeks:
            say_json({
                "site": one.site, "residue": one.residue, "start": one.start,
                "mean": _known(one.week.mean), "weekend": _known(one.week.weekend),
                "weekday": _known(one.week.weekday), "days": one.week.days,
                "below_limit": one.week.below, "whole": one.week.is_whole,
                "flags": one.week.flags, "consumption": one.consumption,
                "factor": one.factor and {"drug": one.factor.drug, "value": one.factor.value,
                                          "version": one.factor.version},
            })  # fmt: skip
        return
    say_table(
        ["site", "residue", "week from", "mg/day/1,000", "weekend", "weekday", "days", "careful",
         "consumption"],
        ([one.site, one.residue, one.start, *(f"{n:.2f}" for n in
          (one.week.mean, one.week.weekend, one.week.weekday)), one.week.days,
          ", ".join(one.week.flags),
          f"{one.consumption:.1f} (factor {one.factor.value:g}, {one.factor.version})"
          if one.factor and one.consumption is not None else "load only"] for one in weeks),
        empty="There are no measurements.",
    )  # fmt: skip


def _known(number: float) -> float | None:
    return None if number != number else number


@app.command("wastewater-changes")
def wastewater_changes(
    file: Annotated[Path, typer.Argument(help="Campaign file: a row a year, residue and site.")],
    json: Json = False,
) -> None:
    """Class each city's change from year to year: rise, fall, stable, or why none is drawn."""
    table = change_table(read_campaigns(file))
    if json:
        for one in table:
            say_json({"residue": one.residue, "site": one.site, "city": one.city,
                      "country": one.country, "from": one.before, "to": one.after,
                      "share": one.share, "class": one.kind})  # fmt: skip
        return
    counts: dict[tuple[str, int], dict[str, int]] = {}
    for one in table:
        row = counts.setdefault((one.residue, one.after), dict.fromkeys(SPANS, 0))
        row[one.kind] += 1
    say_table(["residue", "year", *SPANS],
              ([residue, year, *row.values()] for (residue, year), row in sorted(counts.items())),
              empty="No city has two years.")  # fmt: skip
