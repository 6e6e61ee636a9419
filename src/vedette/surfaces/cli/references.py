"""`vedette references`: ask a reference centre, answer, confirm or dispute."""

from datetime import datetime
from typing import Annotated

import typer
from django.utils import timezone

from vedette import pathway
from vedette.catalogue.laboratories import queries as laboratories
from vedette.evidence.reference_analyses import actions, queries
from vedette.evidence.samples.queries import find as find_sample
from vedette.surfaces.cli import instance
from vedette.surfaces.cli.people import acting
from vedette.surfaces.cli.talk import out, say_json, say_table, talk

app = typer.Typer(help="Reference analyses of unknown samples.", no_args_is_help=True)
As = Annotated[str, typer.Option("--as", help="Account that acts.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]
Number = Annotated[int, typer.Argument(help="Of the analysis.")]


@app.command("list")
def list_analyses(
    stage: Annotated[
        str,
        typer.Option(help="asked, received, analysed, answered, confirmed, disputed or ended."),
    ] = "",
    json: Json = False,
    person: As = "",
) -> None:
    """List reference analyses with where each stands, the newest first."""
    instance.check()
    now = timezone.now()
    lines = queries.lines_seen_by(acting(person), stage=stage)
    if json:
        for one in lines:
            said = one.answer
            say_json(
                {"id": one.analysis.pk, "sample": one.sample.token, "asked_by": one.asker.code,
                 "centre": one.centre.code, "stage": one.course.stage.value,
                 "is_late": one.is_late(now), "wanted_by": one.analysis.wanted_by,
                 "asked_at": one.course.asked_at, "received_at": one.course.received_at,
                 "answered_at": one.course.answered_at, "names": said.names if said else [],
                 "level": said.level if said else "",
                 "confidence": said.confidence if said else None}
            )  # fmt: skip
        return
    say_table(
        ["analysis", "sample", "asked by", "centre", "stage", "late", "found"],
        ([one.analysis.pk, one.sample.token, one.asker.code, one.centre.code,
          one.course.stage.value, "late" if one.is_late(now) else "",
          ", ".join(one.answer.names) if one.answer else ""] for one in lines),
        empty="No reference analysis fits.",
    )  # fmt: skip


@app.command("figures")
def figures(
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Asked from this day on.")
    ] = None,
    json: Json = False,
    person: As = "",
) -> None:
    """Print how many days each stage takes at each centre; few answers are said so."""
    instance.check()
    found = queries.figures(
        queries.lines_seen_by(acting(person)), at=timezone.now(),
        since=since.date() if since else None,
    )  # fmt: skip
    if json:
        for one in found:
            say_json(
                {"centre": one.centre.code, "open": one.open, "late": one.late,
                 "disputed": one.disputed, "is_few": one.is_few,
                 "days": {name: {"answers": t.answers, "median": t.median, "ninety": t.ninety}
                          for name, t in one.spans.items()}}
            )  # fmt: skip
        return
    say_table(
        ["centre", "stage", "answers", "median", "nine in ten", "open", "late"],
        ([one.centre.code, name, t.answers, f"{t.median:.1f}", f"{t.ninety:.1f}", one.open,
          one.late] for one in found for name, t in one.spans.items()),
        empty="No centre has answered yet.",
    )  # fmt: skip


@app.command("ask")
def ask(
    sample: Annotated[str, typer.Argument(help="Token.")],
    centre: Annotated[str, typer.Argument(help="Code of a reference laboratory.")],
    question: Annotated[str, typer.Option(help="What is to be found out.")],
    wanted: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="When it is needed.")
    ] = None,
    person: As = "",
) -> None:
    """Ask a reference centre what a sample holds, and print the number of the analysis."""
    instance.check()
    by = acting(person)
    row = pathway.ask_reference(
        sample=find_sample(sample, by), centre=laboratories.find(centre), question=question,
        wanted_by=wanted.date() if wanted else None, by=by, at=timezone.now(),
    )  # fmt: skip
    out.print(row.pk)


@app.command("analysed")
def analysed(number: Number, person: As = "") -> None:
    """Say that the measurements are done."""
    instance.check()
    by = acting(person)
    actions.analysed(analysis=queries.find(number, by).analysis, by=by, at=timezone.now())
    talk.print(f"Analysis {number} is analysed; its answer follows.")


@app.command("answer")
def answer(
    number: Number,
    method: Annotated[str, typer.Option(help="All methods used: NMR; LC-HRMS …")],
    found: Annotated[list[str], typer.Option(help="Substance; once for each.")] = [],  # noqa: B006
    confidence: Annotated[float | None, typer.Option(help="0 to 1.")] = None,
    note: Annotated[str, typer.Option(help="What else there is to say.")] = "",
    person: As = "",
) -> None:
    """Give the answer of the centre; it counts once the asking laboratory confirms it."""
    instance.check()
    by = acting(person)
    row = pathway.answer_reference(
        analysis=queries.find(number, by).analysis, names=found, method=method,
        confidence=confidence, note=note, by=by, at=timezone.now(),
    )  # fmt: skip
    talk.print(f"Analysis {number} is answered: {row.level or 'nothing identified'}.")


@app.command("confirm")
def confirm(
    number: Number,
    feeds: Annotated[str, typer.Option(help="Tell the register: substance or provisional.")] = "",
    reason: Annotated[str, typer.Option(help="A note.")] = "",
    person: As = "",
) -> None:
    """Confirm an answer, so that it counts."""
    instance.check()
    by = acting(person)
    row = pathway.confirm_reference(
        analysis=queries.find(number, by).analysis, reason=reason, feeds=feeds, by=by,
        at=timezone.now(),
    )  # fmt: skip
    made = f" Proposal {row.proposal_id} waits for a second person." if row.proposal_id else ""
    talk.print(f"Analysis {number} is confirmed and counts.{made}")


@app.command("dispute")
def dispute(
    number: Number,
    reason: Annotated[str, typer.Option(help="Why it cannot be right.")],
    person: As = "",
) -> None:
    """Dispute an answer; it stays out of the evidence, with the reason."""
    instance.check()
    by = acting(person)
    actions.dispute(
        analysis=queries.find(number, by).analysis, reason=reason, by=by, at=timezone.now()
    )
    talk.print(f"Analysis {number} is disputed and does not count.")
