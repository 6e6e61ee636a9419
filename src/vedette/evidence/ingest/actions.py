"""Receive files, keep their bytes, and account for every row."""

import contextlib
import hashlib
import os
import shutil
import tempfile
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import connection, transaction

from vedette.base.accounts import rules as rights
from vedette.base.accounts.models import Body, User
from vedette.base.journal import actions as journal
from vedette.base.markings.models import Marking, Tlp
from vedette.evidence.ingest.definitions import SourceDefinition
from vedette.evidence.ingest.models import HeldRow, Source, Submission
from vedette.evidence.ingest.reading import ReadRow, row_digest
from vedette.evidence.ingest.values import storable

COUNTERS = ("rows", "recorded", "updated", "refused", "queued", "ignored")


class AlreadyMoved(rights.Refused):
    """Somebody else changed the record since it was read."""


def blob_path(content: str) -> Path:
    """Return where bytes of a given SHA-256 are kept."""
    return Path(settings.VEDETTE_HOME) / "blobs" / content[:2] / content


def keep_bytes(stream: BinaryIO) -> tuple[str, int]:
    """Store a stream under its own hash; return the hash and the size.

    The bytes land under their name only when all of them are on disk, so a
    crash or a full disk never leaves half a file behind a good name.
    """
    folder = Path(settings.VEDETTE_HOME) / "blobs"
    folder.mkdir(parents=True, exist_ok=True)
    _sweep(folder)
    digest, size = hashlib.sha256(), 0
    descriptor, partial = tempfile.mkstemp(dir=folder, prefix="incoming-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            while part := stream.read(1 << 20):
                digest.update(part)
                size += len(part)
                file.write(part)
            file.flush()
            os.fsync(file.fileno())
        target = blob_path(digest.hexdigest())
        target.parent.mkdir(exist_ok=True)
        shutil.move(partial, target)
    finally:
        Path(partial).unlink(missing_ok=True)
    return digest.hexdigest(), size


def _sweep(folder: Path) -> None:
    """Remove what a killed process left half received, a day after its last byte."""
    for partial in folder.glob("incoming-*"):
        with contextlib.suppress(FileNotFoundError):
            if time.time() - partial.stat().st_mtime > 86_400:
                partial.unlink()


@transaction.atomic
def register_source(definition: SourceDefinition) -> Source:
    """Give a source its row, and bring title and marking up to date with its file."""
    marks = definition.marking
    body = None
    if definition.body:
        body, _ = Body.objects.get_or_create(
            code=definition.body, defaults={"name": definition.body}
        )
    marking, _ = Marking.objects.get_or_create(
        tlp=marks.get("tlp", Tlp.AMBER),
        handling=marks.get("handling", ""),
        purpose=marks.get("purpose", "public health"),
        legal_regime=marks.get("legal_regime", "GDPR"),
        retention_years=marks.get("retention_years", 10),
        provider=body,
    )
    source, _ = Source.objects.update_or_create(
        name=definition.name,
        defaults={
            "title": definition.title,
            "context": definition.context,
            "marking": marking,
            "body": body,
            "simulated": definition.simulated,
            "typical_delay_days": definition.typical_delay_days,
        },
    )
    return source


def receive(
    *, source: Source, stream: BinaryIO, file: str, archive: bool, by: User | None, at: datetime
) -> Submission:
    """Keep a file's bytes and open a submission for it.

    Bytes that were received before but never read to their end go on where
    they stopped.
    """
    if by is not None:
        rights.check_may(by, "import")
    content, size = keep_bytes(stream)  # before the transaction: others write meanwhile
    return _submit(source, content, size, file, archive, by, at)


@transaction.atomic
def _submit(
    source: Source, content: str, size: int, file: str, archive: bool, by: User | None, at: datetime
) -> Submission:
    one_writer(source.pk)  # two people who send the same file at once get the same submission
    unfinished = (
        Submission.objects.filter(source=source, content=content)
        .exclude(status=Submission.Status.DONE)
        .order_by("-id")
        .first()
    )
    if unfinished:
        return unfinished
    submission = Submission.objects.create(
        source=source, file=storable(file), content=content, size=size, archive=archive,
        received_at=at, received_by=by,
    )  # fmt: skip
    journal.record("file.received", subject=submission, by=by, at=at, content=content, size=size)
    return submission


@dataclass(slots=True)
class Tally:
    """What became of the rows of one chunk."""

    rows: int = 0
    recorded: int = 0
    updated: int = 0
    refused: int = 0
    queued: int = 0
    ignored: int = 0


def claim(submission: Submission, *, expected_rows: int) -> bool:
    """Lock a submission for one chunk; False if another process has read on meanwhile."""
    rows = Submission.objects.filter(pk=submission.pk)
    one_writer(submission.source_id)
    if connection.vendor == "postgresql":
        rows = rows.select_for_update()
    return rows.get().rows == expected_rows


def one_writer(source_id: int) -> None:
    """Wait, inside a transaction, until nobody else writes rows of the source.

    Two files of one source must see each other's rows. SQLite has one writer anyway.
    """
    if connection.vendor == "postgresql":
        Source.objects.select_for_update().get(pk=source_id)


def account(submission: Submission, tally: Tally, *, seconds: float) -> None:
    """Add a chunk to the submission's counters, inside the chunk's own transaction."""
    for name in COUNTERS:
        setattr(submission, name, getattr(submission, name) + getattr(tally, name))
    submission.seconds += seconds
    submission.status = Submission.Status.READING
    submission.save(update_fields=[*COUNTERS, "seconds", "status"])


def hold(rows: list[ReadRow], *, submission: Submission) -> Tally:
    """Keep rows that cannot go in, each with all its reasons; the same row is held once."""
    digests = [_held_digest(row, submission) for row in rows]
    held_before = {
        bytes(digest)
        for digest in HeldRow.objects.filter(
            source=submission.source_id, digest__in=set(digests)
        ).values_list("digest", flat=True)
    }
    tally, fresh = Tally(), []
    for row, digest in zip(rows, digests, strict=True):
        if digest in held_before:
            tally.ignored += 1
            continue
        held_before.add(digest)
        refused = row.is_refused
        tally.refused += refused
        tally.queued += not refused
        status = HeldRow.Status.REFUSED if refused else HeldRow.Status.WAITING
        fresh.append(
            HeldRow(
                submission=submission, source_id=submission.source_id, status=status,
                line=row.line, digest=digest, cells=_storable(row.cells),
                conflicts=[conflict.as_json() for conflict in row.conflicts],
            )
        )  # fmt: skip
    HeldRow.objects.bulk_create(fresh, batch_size=500)
    return tally


def _held_digest(row: ReadRow, submission: Submission) -> bytes:
    """Return the fingerprint of a row; one without cells is known by its place in its file."""
    if row.report is None and row.conflicts and not row.conflicts[0].column:
        place = "" if row.cells else f"{submission.content}:{row.line}"
        return row_digest({**row.cells, "\x00fault": row.conflicts[0].value, "\x00place": place})
    return row_digest(row.cells)


def _storable(cells: dict[str, str]) -> dict[str, str]:
    """Return cells as JSON can hold them."""
    return {storable(name): storable(text[:5_000]) for name, text in cells.items()}


@transaction.atomic
def finish(
    *, submission: Submission, status: str, error: str, by: User | None, at: datetime
) -> Submission:
    """Close a submission and say in the journal what became of its rows."""
    submission.status, submission.error, submission.finished_at = status, error, at
    submission.stop_asked = False
    submission.save(update_fields=["status", "error", "finished_at", "stop_asked"])
    counts = {name: getattr(submission, name) for name in COUNTERS}
    journal.record(f"file.{status}", subject=submission, by=by, at=at, **counts)
    return submission


def ask_to_stop(*, submission: Submission, by: User, at: datetime) -> None:
    """Ask whoever reads the file to stop after the chunk at hand."""
    rights.check_may(by, "import")
    with transaction.atomic():
        Submission.objects.filter(pk=submission.pk).update(stop_asked=True)
        journal.record("file.stop_asked", subject=submission, by=by, at=at)


def decide(*, held: HeldRow, status: str, reason: str, by: User, at: datetime) -> HeldRow:
    """Take a waiting row off the queue, inside the caller's transaction.

    Raises
    ------
    Refused
        If the person may not decide, or gives no reason.
    AlreadyMoved
        If somebody else decided first.
    """
    rights.check_may(by, "decide_queue")
    if not reason.strip():
        raise rights.Refused("a decision needs its reason")
    waiting = HeldRow.objects.filter(pk=held.pk, status=HeldRow.Status.WAITING)
    moved = waiting.update(status=status, decided_by=by, decided_at=at, reason=reason.strip())
    if not moved:
        raise AlreadyMoved("somebody else has decided about this row already")
    journal.record(f"row.{status}", subject=held, by=by, at=at, reason=reason.strip())
    held.refresh_from_db()
    return held
