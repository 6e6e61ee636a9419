"""`vedette ingest`: take files in."""

import errno
import time
from collections import Counter
from pathlib import Path
from typing import Annotated, Any

import typer
from django.utils import timezone
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from vedette import pathway
from vedette.evidence.ingest.errors import FileRefused
from vedette.evidence.ingest.models import HeldRow, Submission
from vedette.evidence.ingest.report import counts_of, import_report, report_csv
from vedette.evidence.ingest.values import storable
from vedette.surfaces.cli import instance
from vedette.surfaces.cli.talk import out, say_json, say_table, talk

imports = typer.Typer(help="What was imported, and the report of each import.")


def ingest(
    files: Annotated[list[Path], typer.Argument(help="Files to take in.", exists=False)],
    source: Annotated[str, typer.Option(help="Name of the source; see `vedette sources list`.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read only; store nothing.")] = False,
    archive: Annotated[
        bool,
        typer.Option(
            "--archive",
            help="History: rows count as known since the day the source reported them.",
        ),
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object a file.")] = False,
) -> None:
    """Take files in under a source and print what became of every row.

    Exits with 0 if every file was read to its end, with 1 if one was not;
    rows that were refused or queued do not change that.
    """
    instance.check()
    failed = False
    for path in files:
        if not path.is_file():
            why = f"{path} is a folder" if path.is_dir() else f"there is no file {path}"
            talk.print(f"Refused: {why}.", style="bold")
            failed = True
            continue
        try:
            done = _one(path, source, archive=archive, dry_run=dry_run, as_json=json)
        except FileRefused as refusal:  # the other files still go in
            talk.print(f"Refused: {path.name}: {refusal}.", style="bold")
            done = False
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise
            talk.print(f"Not done: {path}: {error.strerror or error}.", style="bold")
            done = False
        failed = failed or not done
    if failed:
        raise typer.Exit(1)


def _one(path: Path, source: str, *, archive: bool, dry_run: bool, as_json: bool) -> bool:
    """Take one file in and say what became of it; True if it was read to its end."""
    if dry_run:
        counts, error = _rehearse(path, source), ""
    else:
        submission = _take_in(path, source, archive=archive)
        counts, error = counts_of(submission), submission.error
        if submission.refused or submission.queued:
            talk.print(f"Each reason: vedette imports show {submission.pk}")
    _say(counts, error, as_json=as_json, dry=dry_run)
    return not error


def _take_in(path: Path, source: str, *, archive: bool) -> Submission:
    with path.open("rb") as stream:
        submission = pathway.receive(
            stream=stream,
            file=path.name,
            source=source,
            archive=archive,
            by=None,
            at=timezone.now(),
        )
    return read_with_progress(submission)


def read_with_progress(submission: Submission) -> Submission:
    """Read a submission while its counters are shown on the terminal."""
    columns = (
        TextColumn("{task.description}"), BarColumn(pulse_style="cyan"),
        TextColumn("{task.fields[rows]:,} rows, {task.fields[rate]:,.0f}/s"), TimeElapsedColumn(),
    )  # fmt: skip
    with Progress(*columns, console=talk, transient=True, disable=not talk.is_terminal) as bar:
        task: TaskID = bar.add_task(submission.file, total=None, rows=0, rate=0.0)

        def show(now: Submission) -> None:
            bar.update(task, rows=now.rows, rate=now.rows / max(now.seconds, 1e-3))

        try:
            return pathway.take_in(submission, by=None, progress=show)
        except KeyboardInterrupt:
            talk.print("Stopped. What was read is kept; vedette resume goes on from there.")
            raise typer.Exit(130) from None


def _rehearse(path: Path, source: str) -> dict[str, Any]:
    started, fates = time.perf_counter(), Counter[str]()
    for row in pathway.rehearse(path, file=path.name, source=source, at=timezone.now()):
        if not row.conflicts:
            fates["readable"] += 1
            continue
        fates["refused" if row.is_refused else "queued"] += 1
        for conflict in row.conflicts:
            where = f"line {row.line}, {conflict.column}"
            talk.print(f"{where}: {conflict.sentence} [{conflict.code}]")
    return {
        "source": source, "file": storable(path.name), "rows": fates.total(),
        "readable": fates["readable"], "refused": fates["refused"], "queued": fates["queued"],
        "dry_run": True,
        "seconds": round(time.perf_counter() - started, 3),
    }  # fmt: skip


def _say(counts: dict[str, Any], error: str, *, as_json: bool, dry: bool) -> None:
    if as_json:
        say_json(counts | ({"error": error} if error else {}))
        return
    numbers = [f"{counts[name]:,} {name}" for name in counts if isinstance(counts[name], int)
               and name not in ("rows", "dry_run")]  # fmt: skip
    dry_note = " Nothing was stored." if dry else ""
    out.print(
        f"{counts['file']}: {counts['rows']:,} rows = {' + '.join(numbers)}"
        f" ({counts['seconds']} s).{dry_note}",
        markup=False,
    )
    if error:
        talk.print(f"Not read to its end: {error}.", style="bold", markup=False)


def resume(
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object a file.")] = False,
) -> None:
    """Go on with every import that was interrupted.

    Exits with 1 if one of them could not be read to its end.
    """
    instance.check()
    failed = False
    unfinished = Submission.objects.exclude(status__in=["done", "failed"]).order_by("id")
    if not unfinished.exists():
        talk.print("Every import is finished.")
    for submission in unfinished.select_related("source"):
        read = read_with_progress(submission)
        _say(counts_of(read), read.error, as_json=json, dry=False)
        failed = failed or bool(read.error)
    if failed:
        raise typer.Exit(1)


@imports.command("list")
def list_imports(
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
    limit: Annotated[int, typer.Option(help="How many, the newest first.")] = 20,
) -> None:
    """List imports, the newest first."""
    instance.check()
    rows = Submission.objects.select_related("source").order_by("-id")[:limit]
    if json:
        for row in rows:
            say_json({"id": row.pk, "status": row.status, **counts_of(row)})
        return
    say_table(
        ["id", "received", "source", "file", "status", "rows", "recorded", "updated", "refused",
         "queued", "ignored"],
        ([r.pk, f"{r.received_at:%Y-%m-%d %H:%M}", r.source.name, r.file, r.status, r.rows,
          r.recorded, r.updated, r.refused, r.queued, r.ignored] for r in rows),
        empty="Nothing was imported yet. Start with: vedette ingest FILE --source NAME",
    )  # fmt: skip


@imports.command("show")
def show_import(
    submission: Annotated[int, typer.Argument(help="Number of the import.")],
    json: Annotated[bool, typer.Option("--json", help="Print the whole report as JSON.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="Print the conflicts as CSV.")] = False,
) -> None:
    """Show the report of an import: its counts, and every conflict with its reason."""
    instance.check()
    row = Submission.objects.select_related("source").filter(pk=submission).first()
    if row is None:
        raise instance.NoInstance(f"there is no import {submission}")
    if csv:
        out.file.write("".join(report_csv(row)))
        return
    if json:
        say_json(import_report(row))
        return
    _say(counts_of(row), row.error, as_json=False, dry=False)
    held = HeldRow.objects.filter(submission=row).order_by("line")[:200]
    say_table(
        ["line", "column", "value", "code", "reason", "state"],
        ([h.line, c["column"], c["value"], c["code"], c["sentence"], h.status]
         for h in held for c in h.conflicts),
        empty="No row was refused or queued.",
    )  # fmt: skip
