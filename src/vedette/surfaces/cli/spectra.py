"""`vedette spectra`: libraries of reference spectra, and unknowns that laboratories share."""

from pathlib import Path
from typing import Annotated, Any

import typer
from django.utils import timezone

from vedette import pathway
from vedette.catalogue.laboratories import queries as laboratories
from vedette.catalogue.spectra import actions, answering, exchange, formats, measured, queries
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


@app.command("keep")
def keep(
    file: Annotated[Path, typer.Argument(help="Spectra that were measured.")],
    laboratory: Annotated[str, typer.Option(help="Code of the laboratory that measured.")] = "",
    technique: Annotated[str, typer.Option(help="For instance lc-hrms; else as it shows.")] = "",
    sample: Annotated[str, typer.Option(help="Token of the sample.")] = "",
    person: As = "",
) -> None:
    """Keep measured spectra and print what each is of; nobody else sees them."""
    instance.check()
    actions.check_file(file)
    kept = measured.keep_spectra(
        path=file, file=file.name, technique=technique, sample=sample,
        laboratory=laboratories.find(laboratory) if laboratory else None, by=acting(person),
        at=timezone.now(),
    )  # fmt: skip
    for refusal in kept.refusals:
        talk.print(f"Left out: {refusal}.")
    if kept.is_cut:
        talk.print(f"The file holds more; the first {len(kept.spectra)} are kept.")
    say_table(
        ["spectrum", "name", "known", "confidence", "best match", "score"],
        (_answered(row) for row in kept.spectra),
        empty="There is no spectrum.",
    )


def _answered(row: Any) -> list[Any]:
    found = answering.answer(row)
    best = found.best
    sure = "" if found.confidence is None else f"{found.confidence:.2f}"
    return [
        row.pk, row.name, found.why_not or ("yes" if found.known else "no"), sure,
        best.name if best else "", f"{best.score:.2f}" if best else "",
    ]  # fmt: skip


@app.command("offer")
def offer(
    number: Annotated[int, typer.Argument(help="Number of the spectrum.")],
    note: Annotated[str, typer.Option(help="What else is known; never a person's name.")] = "",
    person: As = "",
) -> None:
    """Offer a spectrum to the network; an unknown is held beside those that are alike."""
    instance.check()
    by = acting(person)
    row = queries.find_spectrum(number, by)
    unknown = pathway.offer_spectrum(spectrum=row, note=note, by=by, at=timezone.now())
    if unknown is None:
        row.refresh_from_db()
        talk.print(f"Spectrum {number} is offered as {row.proposed}.")
        return
    seen_by = ", ".join(exchange.standings([unknown])[0].laboratories)
    named = f"; it is {unknown.substance.key}" if unknown.substance else ""
    talk.print(f"Spectrum {number} is offered as unknown {unknown.pk}, seen by {seen_by}{named}.")


@app.command("say")
def say(
    number: Annotated[int, typer.Argument(help="Number of the offered spectrum.")],
    says: Annotated[str, typer.Argument(help="confirms or contests.")],
    laboratory: Annotated[str, typer.Option(help="Code of who says so.")],
    reason: Annotated[str, typer.Option(help="Why; a contest needs it.")] = "",
    own: Annotated[int, typer.Option(help="Number of a spectrum of one's own.")] = 0,
    person: As = "",
) -> None:
    """Confirm or contest what another laboratory offers."""
    instance.check()
    by = acting(person)
    row = pathway.judge_spectrum(
        spectrum=queries.find_spectrum(number, by), laboratory=laboratories.find(laboratory),
        says=says, reason=reason, own=queries.find_spectrum(own, by) if own else None, by=by,
        at=timezone.now(),
    )  # fmt: skip
    alike = "" if row.likeness is None else f", likeness {row.likeness:.2f}"
    talk.print(f"{row.laboratory.name} {row.says} spectrum {number}{alike}.")


@app.command("withdraw")
def withdraw(
    number: Annotated[int, typer.Argument(help="Number of the offered spectrum.")],
    why: Annotated[str, typer.Option(help="Why.")],
    person: As = "",
) -> None:
    """Take an offer back."""
    instance.check()
    by = acting(person)
    row = queries.find_spectrum(number, by)
    pathway.withdraw_spectrum(spectrum=row, why=why, by=by, at=timezone.now())
    talk.print(f"Spectrum {number} is not offered any more.")


@app.command("take-out")
def take_out(
    sighting: Annotated[int, typer.Argument(help="Number of the sighting.")],
    why: Annotated[str, typer.Option(help="Why.")],
    person: As = "",
) -> None:
    """Undo that a spectrum is held to be of an unknown."""
    instance.check()
    by = acting(person)
    row = queries.find_sighting(sighting, by)
    pathway.take_out_sighting(sighting=row, why=why, by=by, at=timezone.now())
    talk.print(f"Spectrum {row.spectrum_id} stands alone again.")


@app.command("unknowns")
def unknowns(json: Json = False) -> None:
    """List what laboratories have measured and nobody has named, the most seen first."""
    instance.check()
    found = exchange.standings()
    if json:
        for one in found:
            say_json(_standing(one))
        return
    say_table(
        ["unknown", "precursor", "laboratories", "spectra", "provisional substance"],
        (
            [one.unknown.pk, one.unknown.precursor_mz or "", ", ".join(one.laboratories),
             ", ".join(str(row.spectrum_id) for row in one.sightings),
             one.unknown.substance.key if one.unknown.substance else ""]
            for one in found
        ),
        empty="No unknown is in the network.",
    )  # fmt: skip


def _standing(one: exchange.Standing) -> dict[str, Any]:
    return {
        "unknown": one.unknown.pk, "precursor_mz": one.unknown.precursor_mz,
        "laboratories": list(one.laboratories),
        "provisional": one.unknown.substance.key if one.unknown.substance else None,
        "sightings": [
            {"sighting": row.pk, "spectrum": row.spectrum_id, "likeness": row.likeness}
            for row in one.sightings
        ],
    }  # fmt: skip
