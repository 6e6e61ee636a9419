"""`vedette customs`: goods as declared and as found."""

from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from django.utils import timezone

from vedette.catalogue.tariffs.registers import read_register
from vedette.evidence.customs import actions, queries
from vedette.evidence.samples.queries import find
from vedette.surfaces.cli import instance
from vedette.surfaces.cli.people import acting
from vedette.surfaces.cli.talk import say_json, say_table, talk

app = typer.Typer(help="Customs findings: goods as declared, and as found.", no_args_is_help=True)
As = Annotated[str, typer.Option("--as", help="Account that acts.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]


@app.command("list")
def list_findings(
    country: Annotated[str, typer.Option(help="Two letters.")] = "",
    fit: Annotated[str, typer.Option(help="open, fits, differs or masked.")] = "",
    json: Json = False,
    person: As = "",
) -> None:
    """List the newest findings with whether the papers fit; a hint is no proof."""
    instance.check()
    rows = queries.findings_seen_by(
        acting(person), country=country.upper(), fit=fit, limit=queries.SHOWN
    )
    if json:
        for one in rows:
            say_json(
                {"occurred_on": one.occurred_on, "country": one.country,
                 "tariff_code": one.declared.code.digits, "tariff_year": one.declared.code.year,
                 "goods": one.declared.goods, "flow": one.flow, "found": one.names,
                 "fit": one.comparison.fit.value,
                 "reasons": [[h.reason.value, h.substance, h.fact] for h in one.comparison.hints],
                 "sample": one.sample and one.sample.token, "report": one.report and one.report.pk}
            )  # fmt: skip
        return
    say_table(
        ["date", "country", "declared", "goods", "found", "papers", "reasons"],
        ([one.occurred_on, one.country, one.declared.code, one.declared.goods,
          ", ".join(one.names), one.comparison.fit.value,
          ", ".join(h.reason.value for h in one.comparison.hints)] for one in rows),
        empty="No finding fits.",
    )  # fmt: skip


@app.command("declare")
def declare(
    token: Annotated[str, typer.Argument(help="Of the sample.")],
    code: Annotated[str, typer.Argument(help="Tariff code: six digits (HS) or eight (CN).")],
    goods: Annotated[str, typer.Argument(help="Kind of goods, as `customs goods` lists them.")],
    year: Annotated[int, typer.Option(help="Of the nomenclature; this year if 0.")] = 0,
    flow: Annotated[str, typer.Option(help="import, export, transit or post.")] = "",
    person: As = "",
) -> None:
    """Say as what the goods of a sample were declared; it is said once."""
    instance.check()
    by, now = acting(person), timezone.now()
    row = actions.declare(
        sample=find(token, by), code=code, year=year or now.year, goods=goods, flow=flow, by=by,
        at=now,
    )  # fmt: skip
    talk.print(f"{row.sample.token} was declared as {row.goods} under {row.tariff_code}.")


@app.command("goods")
def goods(json: Json = False) -> None:
    """List the kinds of goods and the headings that are known here."""
    instance.check()
    register = read_register(Path(settings.VEDETTE_HOME))
    if json:
        for kind in register.goods.values():
            say_json({"goods": kind.key, "title": dict(kind.title)})
        return
    say_table(
        ["goods", "what it is", "headings"],
        ([one.key, one.title["en"],
          ", ".join(h.code for h in register.headings if one.key in h.goods)]
         for one in register.goods.values()),
        empty="No kind of goods is known.",
    )  # fmt: skip
    talk.print(f"{register.source} ({register.certainty}).")
