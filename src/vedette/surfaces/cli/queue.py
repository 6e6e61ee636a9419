"""`vedette queue`: rows that wait for a person."""

from typing import Annotated

import typer
from django.db import transaction
from django.utils import timezone

from vedette import pathway
from vedette.evidence.ingest import actions
from vedette.evidence.ingest.models import HeldRow
from vedette.surfaces.cli import instance
from vedette.surfaces.cli.people import acting
from vedette.surfaces.cli.talk import say_json, say_table, talk

app = typer.Typer(help="Rows that wait for a person.", no_args_is_help=True)
As = Annotated[str, typer.Option("--as", help="Account that decides.")]
Reason = Annotated[str, typer.Option(help="Why; it is kept in the journal.")]


@app.command("list")
def list_queue(
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
    limit: Annotated[int, typer.Option(help="How many.")] = 50,
) -> None:
    """List waiting rows with their doubts."""
    instance.check()
    rows = HeldRow.objects.filter(status=HeldRow.Status.WAITING).select_related(
        "source", "submission"
    )
    rows = rows.order_by("id")[:limit]
    if json:
        for row in rows:
            say_json(
                {
                    "id": row.pk, "source": row.source.name, "file": row.submission.file,
                    "line": row.line, "conflicts": row.conflicts, "cells": row.cells,
                }
            )  # fmt: skip
        return
    say_table(
        ["id", "source", "file", "line", "doubt"],
        ([r.pk, r.source.name, r.submission.file, r.line,
          "; ".join(c["sentence"] for c in r.conflicts)] for r in rows),
        empty="Nothing waits.",
    )  # fmt: skip


def _held(number: int) -> HeldRow:
    row = HeldRow.objects.select_related("submission__source").filter(pk=number).first()
    if row is None:
        raise instance.NoInstance(f"there is no held row {number}")
    return row


@app.command("accept")
def accept(row: int, reason: Reason, person: As = "") -> None:
    """Let a waiting row in as it stands."""
    instance.check()
    by = acting(person)
    pathway.accept_held_row(held=_held(row), reason=reason, by=by, at=timezone.now())
    talk.print(f"Row {row} went in.")


@app.command("reject")
def reject(row: int, reason: Reason, person: As = "") -> None:
    """Keep a waiting row out for good; its bytes stay with the file."""
    instance.check()
    with transaction.atomic():
        actions.decide(
            held=_held(row), status=HeldRow.Status.REJECTED, reason=reason, by=acting(person),
            at=timezone.now(),
        )  # fmt: skip
    talk.print(f"Row {row} stays out.")


@app.command("forget")
def forget() -> None:
    """Delete what people told longer ago than it may be kept; a new report does so too."""
    instance.check()
    talk.print(f"{pathway.forget_tellings(at=timezone.now())} files were removed.")
