"""`vedette spectra`: libraries of reference spectra, and unknowns that laboratories share."""

from pathlib import Path
from typing import Annotated, Any

import typer
from django.utils import timezone

from vedette.catalogue.spectra import actions, formats, queries
from vedette.surfaces.cli import instance
from vedette.surfaces.cli.people import acting
from vedette.surfaces.cli.talk import say_json, say_table, talk

app = typer.Typer(
    help="Reference spectra, and unknowns that laboratories share.", no_args_is_help=True
)
As = Annotated[str, typer.Option("--as", help="Account that acts.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]


@app.command("import")
def import_library(
    file: Annotated[Path, typer.Argument(help="MSP, MGF, mzML, JCAMP-DX, MassBank, Parquet …")],
    library: Annotated[str, typer.Option(help="Name of the library.")],
    licence: Annotated[str, typer.Option(help="Of records that state none themselves.")],
    owner: Annotated[str, typer.Option(help="Whose it is.")] = "",
    source: Annotated[str, typer.Option(help="Where it was taken from.")] = "",
    kind: Annotated[str, typer.Option(help="ms2, ei, ir or raman; else by its spectra.")] = "",
    may_export: Annotated[
        bool, typer.Option("--may-export", help="Its records may be passed on.")
    ] = False,
    withhold: Annotated[
        list[str], typer.Option(help="A licence whose records stay all the same; repeat it.")
    ] = [],  # noqa: B006
    person: As = "",
) -> None:
    """Keep the references of a file, and build the index that is searched.

    What cannot be read is named on stderr with its line, and the rest is kept.
    """
    instance.check()
    by, now = acting(person), timezone.now()
    actions.check_file(file)
    row = actions.announce_library(
        path=file, file=file.name, name=library, licence=licence, kind=kind, owner=owner,
        source=source, may_export=may_export, withheld=withhold, by=by, at=now,
    )  # fmt: skip
    actions.fill_library(library=row, path=file, by=by, at=now)
    for refusal in row.refusals:
        talk.print(f"Left out: {refusal}.")
    if row.refused > len(row.refusals):
        talk.print(f"Left out {row.refused:,} records in all.")
    talk.print(f"{row.name} holds {row.spectra:,} spectra and is searched from now on.")


@app.command("libraries")
def list_libraries(json: Json = False) -> None:
    """List the libraries with what they hold, under which licence, and what may leave."""
    instance.check()
    rows = list(queries.libraries())
    if json:
        for row in rows:
            say_json(_brief(row))
        return
    say_table(
        ["library", "kind", "spectra", "refused", "licence", "may leave", "owner", "state"],
        (
            [row.name, row.kind, f"{row.spectra:,}", row.refused, row.licence,
             "yes" if row.may_export else "no", row.owner,
             "retired" if row.retired_at else row.problem or row.status]
            for row in rows
        ),
        empty="No library is kept. Import one with `vedette spectra import`.",
    )  # fmt: skip


def _brief(row: Any) -> dict[str, Any]:
    return {
        "name": row.name, "kind": row.kind, "spectra": row.spectra, "refused": row.refused,
        "licence": row.licence, "owner": row.owner, "source": row.source,
        "may_export": row.may_export, "withheld": row.withheld, "content": row.content,
        "status": row.status, "problem": row.problem, "kept_at": row.kept_at,
        "retired_at": row.retired_at,
    }  # fmt: skip


@app.command("export")
def export_library(
    target: Annotated[Path, typer.Argument(help="MSP file to write.")],
    library: Annotated[str, typer.Option(help="Name of the library.")],
) -> None:
    """Write what may leave a library as MSP; what stays is counted by licence on stderr."""
    instance.check()
    plan = formats.plan_export(queries.find_library(library))
    with target.open("w", encoding="utf-8") as stream:
        for record in formats.exported(plan):
            stream.write(record)
    if plan.why:
        talk.print(f"{plan.why}.")
    talk.print(f"{target} holds {sum(plan.leaving.values()):,} records.")


@app.command("retire")
def retire_library(
    library: Annotated[str, typer.Argument(help="Name of the library.")], person: As = ""
) -> None:
    """Search a library no longer; its records stay."""
    instance.check()
    row = queries.find_library(library)
    actions.retire_library(library=row, by=acting(person), at=timezone.now())
    talk.print(f"{row.name} is not searched any more.")


@app.command("index")
def index() -> None:
    """Build every index that is missing, as after an upgrade."""
    instance.check()
    for kind, count in actions.index_libraries().items():
        talk.print(f"{kind}: {count} libraries.")
