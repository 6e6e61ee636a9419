"""The stages in order: the one place that sets them in motion.

receive → read → identify → record → freeze → notice. Each step reads rows an
earlier one left and leaves its own; what is unfinished is found by looking.
"""

import itertools
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from vedette.base.accounts.models import User
from vedette.catalogue.laboratories import actions as laboratories
from vedette.catalogue.places import actions as places
from vedette.catalogue.places.queries import PlaceIndex, place_index
from vedette.catalogue.substances import actions as substances
from vedette.catalogue.substances.identify import NameBook, name_book
from vedette.evidence.ingest import actions as ingest
from vedette.evidence.ingest.definitions import SourceDefinition, find_source
from vedette.evidence.ingest.errors import FileRefused
from vedette.evidence.ingest.formats import RawRow, Table, open_table
from vedette.evidence.ingest.keys import KeyCounter
from vedette.evidence.ingest.locks import reading_alone
from vedette.evidence.ingest.models import HeldRow, Submission
from vedette.evidence.ingest.reading import ReadRow, RowReader
from vedette.evidence.ingest.values import Conflict
from vedette.evidence.observations import actions as observations
from vedette.evidence.observations.rows import NewFinding, NewReport
from vedette.evidence.observations.rules import SENTENCES, Fate
from vedette.science.privacy import pseudonym

CHUNK = 4_000
Progress = Callable[[Submission], None]


def silent(_submission: Submission) -> None:
    """Show nothing."""


@dataclass
class Intake:
    """What one reading of one file needs at every chunk."""

    submission: Submission
    definition: SourceDefinition
    reader: RowReader
    book: NameBook
    places: PlaceIndex
    counter: KeyCounter
    seen_before: bool

    @property
    def reception(self) -> observations.Reception:
        """Return what all rows of the file have in common."""
        source = self.submission.source
        return observations.Reception(
            source_id=source.pk,
            submission_id=self.submission.pk,
            context=source.context,
            marking_id=source.marking_id,
            received_at=self.submission.received_at,
            archive=self.submission.archive,
            typical_delay_days=source.typical_delay_days,
            separate=self.definition.repeats == "separate",
            seen_before=self.seen_before,
            rows_in_file=self.counter,
        )


def receive(
    *,
    stream: BinaryIO,
    file: str,
    source: str,
    archive: bool,
    by: User | None,
    at: datetime,
) -> Submission:
    """Keep a file's bytes under a source; nothing of it is read yet."""
    definition = find_source(source, Path(settings.VEDETTE_HOME))
    row = ingest.register_source(definition)
    return ingest.receive(source=row, stream=stream, file=file, archive=archive, by=by, at=at)


def take_in(
    submission: Submission,
    *,
    by: User | None,
    progress: Progress = silent,
    now: Callable[[], datetime] = timezone.now,
) -> Submission:
    """Read a submission to its end, from wherever it stands.

    Every chunk is one transaction that stores rows, holds doubtful ones and
    moves the counters, so that a crash at any moment loses nothing and a
    second run repeats nothing.
    """
    with reading_alone(submission.pk):
        submission.refresh_from_db()
        if submission.status == Submission.Status.DONE:
            return submission
        try:
            stopped = _read_all(submission, progress)
        except FileRefused as error:
            return ingest.finish(
                submission=submission, status="failed", error=str(error), by=by, at=now()
            )
        status = "stopped" if stopped else "done"
        return ingest.finish(submission=submission, status=status, error="", by=by, at=now())


def _read_all(submission: Submission, progress: Progress) -> bool:
    intake, table = _open(submission)
    for chunk in _chunks(itertools.islice(iter(table.rows), submission.rows, None)):
        started = time.perf_counter()
        read = [intake.reader.read(raw) for raw in chunk]
        sound = [row.report for row in read if row.report and not row.conflicts]
        _identify(intake, sound)
        with transaction.atomic():
            if not ingest.claim(submission, expected_rows=submission.rows):
                raise FileRefused("another process is reading this file")
            tally = _record(intake, read, sound)
            ingest.account(submission, tally, seconds=time.perf_counter() - started)
        progress(submission)
        if Submission.objects.filter(pk=submission.pk, stop_asked=True).exists():
            return True
    return False


def _open(submission: Submission) -> tuple[Intake, Table]:
    definition = find_source(submission.source.name, Path(settings.VEDETTE_HOME))
    path = ingest.blob_path(submission.content)
    table = open_table(path, name=submission.file, options=definition.file)
    check_columns(definition, table)
    index = place_index()
    intake = Intake(
        submission=submission,
        definition=definition,
        reader=row_reader(definition, index, submission.received_at),
        book=name_book(definition.language),
        places=index,
        counter=KeyCounter(path, submission.file, definition),
        seen_before=Submission.objects.filter(
            source=submission.source, content=submission.content, pk__lt=submission.pk
        ).exists(),
    )
    return intake, table


def row_reader(definition: SourceDefinition, index: PlaceIndex, at: datetime) -> RowReader:
    """Build the reader of one source, as of a moment."""
    key = settings.VEDETTE_PSEUDONYM_KEY.encode()
    return RowReader(
        definition,
        index,
        timezone.localdate(at),
        lambda text: pseudonym(text, key=key, domain=definition.name),
    )


def check_columns(definition: SourceDefinition, table: Table) -> None:
    """Refuse a file that lacks a column the source reads, naming it."""
    if table.format in ("json", "jsonl"):
        missing = sorted(set(definition.key) - set(table.columns))  # records may leave fields out
    else:
        missing = sorted(definition.columns - set(table.columns))
    if missing:
        raise FileRefused(
            f"the file lacks the column{'s' * (len(missing) > 1)} {', '.join(map(repr, missing))}; "
            f"it has {', '.join(map(repr, table.columns[:40]))}"
        )


def _chunks(rows: Iterator[RawRow]) -> Iterator[list[RawRow]]:
    while chunk := list(itertools.islice(rows, CHUNK)):
        yield chunk


def _identify(intake: Intake, reports: list[NewReport]) -> None:
    """Say which substance each mention is, outside any transaction."""
    for report in reports:
        for mention in report.mentions:
            for answer in intake.book.identify(mention.raw, free_text=mention.free_text):
                report.findings.append(
                    NewFinding(
                        mention, answer.name, answer.status, answer.substance_id,
                        answer.family_id, answer.question_id, answer.isomer,
                    )
                )  # fmt: skip


def _record(intake: Intake, read: list[ReadRow], sound: list[NewReport]) -> ingest.Tally:
    """Store one chunk; whatever cannot go in is held. The tally counts every row once."""
    places.locate(sound, index=intake.places)
    laboratories.locate(sound)
    substances.ask(sound, book=intake.book, at=intake.submission.received_at)
    verdicts = observations.record(sound, reception=intake.reception)
    held = [row for row in read if row.conflicts or row.report is None]
    fates = dict.fromkeys(Fate, 0)
    by_line = {row.line: row for row in read}
    for report, verdict in zip(sound, verdicts, strict=True):
        fates[verdict.fate] += 1
        if verdict.fate is Fate.QUEUE:
            row = by_line[report.line]
            sentence = SENTENCES[verdict.code].format(key=report.key)
            column = intake.definition.key[0] if intake.definition.key else ""
            row.conflicts.append(Conflict(column, report.key, verdict.code, sentence, queue=True))
            held.append(row)
    kept = ingest.hold(held, submission=intake.submission)
    return ingest.Tally(
        rows=len(read),
        recorded=fates[Fate.RECORD],
        updated=fates[Fate.UPDATE],
        refused=kept.refused,
        queued=kept.queued,
        ignored=fates[Fate.IGNORE] + kept.ignored,
    )


def rehearse(path: Path, *, file: str, source: str, at: datetime) -> Iterator[ReadRow]:
    """Read a file as intake would, and store nothing."""
    definition = find_source(source, Path(settings.VEDETTE_HOME))
    table = open_table(path, name=file, options=definition.file)
    check_columns(definition, table)
    reader = row_reader(definition, place_index(), at)
    return (reader.read(raw) for raw in table.rows)


@transaction.atomic
def accept_held_row(*, held: HeldRow, reason: str, by: User, at: datetime) -> HeldRow:
    """Let a waiting row in as it stands, because a person says it is right."""
    intake, _ = _open(held.submission)
    read = intake.reader.read(RawRow(held.line, held.cells))
    if read.is_refused or read.report is None:
        raise FileRefused("this row cannot go in as it stands; correct it at its source")
    ingest.decide(held=held, status=HeldRow.Status.ACCEPTED, reason=reason, by=by, at=at)
    _identify(intake, [read.report])
    places.locate([read.report], index=intake.places)
    laboratories.locate([read.report])
    substances.ask([read.report], book=intake.book, at=at)
    observations.record([read.report], reception=intake.reception)
    return held
