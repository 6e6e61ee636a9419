"""`vedette samples`: register, pass on, report, contest."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from django.conf import settings
from django.utils import timezone

from vedette import pathway
from vedette.base.markings.actions import marking_for
from vedette.catalogue.laboratories import queries as laboratories
from vedette.catalogue.laboratories.identification import SENTENCES
from vedette.catalogue.laboratories.rules import FactRefused
from vedette.evidence.samples import actions, queries
from vedette.evidence.samples.labels import label_png, label_svg
from vedette.surfaces.cli import instance
from vedette.surfaces.cli.people import acting
from vedette.surfaces.cli.talk import out, say_json, say_table, talk

app = typer.Typer(help="Samples between laboratories.", no_args_is_help=True)
As = Annotated[str, typer.Option("--as", help="Account that acts.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]


@app.command("list")
def list_samples(
    standing: Annotated[
        str, typer.Option(help="open, preliminary, confirmed, contested or corrected.")
    ] = "",
    laboratory: Annotated[str, typer.Option(help="Code; held, sent or asked.")] = "",
    json: Json = False,
    person: As = "",
) -> None:
    """List samples with who holds each and where its result stands, the newest first."""
    instance.check()
    lines, _older = queries.lines_seen_by(
        acting(person), standing=standing, laboratory=laboratory, size=200
    )
    if json:
        for line in lines:
            say_json(_brief(line))
        return
    say_table(
        ["sample", "since", "context", "holder", "step", "result", "found"],
        (
            [line.sample.token, f"{line.sample.registered_at:%Y-%m-%d}", line.sample.context,
             line.last.holder.code, line.last.kind, line.standing_word,
             ", ".join(line.newest.names) if line.newest else ""]
            for line in lines
        ),
        empty="No sample fits.",
    )  # fmt: skip


def _brief(line: Any) -> dict[str, Any]:
    return {
        "token": line.sample.token, "context": line.sample.context,
        "registered_at": line.sample.registered_at, "holder": line.last.holder.code,
        "step": line.last.kind, "standing": line.standing_word,
        "names": line.newest.names if line.newest else [],
    }  # fmt: skip


@app.command("show")
def show(token: str, person: As = "") -> None:
    """Print a sample with its custody and every result, as JSON."""
    instance.check()
    line = queries.line_of(queries.find(token, acting(person)))
    say_json(
        _brief(line)
        | {
            "custody": [
                {"number": s.number, "step": s.kind, "holder": s.holder.code,
                 "other": s.other and s.other.code, "seal": s.seal,
                 "is_seal_intact": s.is_seal_intact, "condition": s.condition,
                 "reason": s.reason, "at": s.at} for s in line.custody
            ],
            "results": [
                {"number": r.number, "kind": r.kind, "laboratory": r.laboratory.code,
                 "of": r.of and r.of.number, "names": r.names, "used": r.used, "method": r.method,
                 "level": r.level, "because": str(SENTENCES.get(r.because, "")),
                 "reason": r.reason, "report": r.report_id, "at": r.at} for r in line.results
            ],
        }
    )  # fmt: skip


@app.command("register")
def register(
    laboratory: Annotated[str, typer.Argument(help="Code of the laboratory that has it.")],
    context: Annotated[str, typer.Argument(help="For instance seizure or drug_checking.")],
    occurred: Annotated[
        datetime, typer.Argument(formats=["%Y-%m-%d"], help="Day of seizure or collection.")
    ],
    place: Annotated[str, typer.Option(help="Code of a region.")] = "",
    form: Annotated[str, typer.Option(help="powder, tablet …")] = "",
    reference: Annotated[str, typer.Option(help="Own number; never a name.")] = "",
    tlp: Annotated[str, typer.Option(help="CLEAR, GREEN, AMBER …")] = "AMBER",
    person: As = "",
) -> None:
    """Register a sample and print the token for its label."""
    instance.check()
    row = actions.register(
        laboratory=laboratories.find(laboratory), context=context, occurred_on=occurred.date(),
        marking=marking_for(tlp), place=actions.place_of(place), form=form,
        reference=reference, by=acting(person), at=timezone.now(),
    )  # fmt: skip
    out.print(row.token)


@app.command("move")
def move(
    token: str,
    step: Annotated[
        str, typer.Argument(help="asked, accepted, declined, withdrawn, sent or received.")
    ],
    laboratory: Annotated[str, typer.Option(help="Who is asked.")] = "",
    reason: Annotated[str, typer.Option(help="What is asked, or why not.")] = "",
    seal: Annotated[str, typer.Option(help="Token on the seal.")] = "",
    broken: Annotated[bool, typer.Option("--broken", help="The seal is not intact.")] = False,
    condition: Annotated[str, typer.Option(help="How the sample is.")] = "",
    person: As = "",
) -> None:
    """Take the next step of a sample's custody."""
    instance.check()
    by = acting(person)
    row = actions.move(
        sample=queries.find(token, by), kind=step,
        laboratory=laboratories.find(laboratory) if laboratory else None, reason=reason,
        seal=seal, is_seal_intact=not broken, condition=condition, by=by, at=timezone.now(),
    )  # fmt: skip
    talk.print(f"{row.sample.token} is {row.kind}; {row.holder.name} has it or had it last.")


@app.command("report")
def report(
    token: str,
    kind: Annotated[str, typer.Argument(help="result, contest or retest.")],
    laboratory: Annotated[str, typer.Option(help="Code of who says so.")],
    found: Annotated[list[str], typer.Option(help="Substance; once for each.")] = [],  # noqa: B006
    method: Annotated[str, typer.Option(help="All methods used: FTIR; GC-MS …")] = "",
    reason: Annotated[str, typer.Option(help="Why; a contest or retest needs it.")] = "",
    person: As = "",
) -> None:
    """Say what a sample holds, contest that, or report a retest; evidence follows."""
    instance.check()
    by = acting(person)
    row = pathway.report_on_sample(
        sample=queries.find(token, by), kind=kind, laboratory=laboratories.find(laboratory),
        names=found, method=method, reason=reason, by=by, at=timezone.now(),
    )  # fmt: skip
    line = queries.line_of(row.sample)
    talk.print(f"{row.sample.token} is {line.standing_word}. {SENTENCES.get(row.because, '')}")


@app.command("label")
def label(
    token: str,
    target: Annotated[Path, typer.Argument(help="A file that ends in .svg or .png.")],
    person: As = "",
) -> None:
    """Write the QR code for a sample's label."""
    instance.check()
    row = queries.find(token, acting(person))
    draw = {".svg": label_svg, ".png": label_png}.get(target.suffix)
    if draw is None:
        raise FactRefused("a label is written as .svg or .png")
    target.write_bytes(draw(f"{settings.VEDETTE_PUBLIC_URL}/samples/{row.token}/"))
    talk.print(f"{target} holds the code of {row.token}.")
