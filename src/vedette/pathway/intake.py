"""From a file to rows: receive, read, identify, record; and what people decide of what waits."""

import dataclasses
import gc
import itertools
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
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
from vedette.catalogue.substances.models import Family, NameQuestion, Substance
from vedette.evidence.ingest import actions as ingest
from vedette.evidence.ingest.definitions import SourceDefinition, find_source, known_sources
from vedette.evidence.ingest.errors import FileRefused
from vedette.evidence.ingest.formats import RawRow, Table, open_table
from vedette.evidence.ingest.keys import KeyCounter
from vedette.evidence.ingest.locks import reading_alone
from vedette.evidence.ingest.models import HeldRow, Submission
from vedette.evidence.ingest.reading import ReadRow, RowReader
from vedette.evidence.ingest.values import Conflict
from vedette.evidence.observations import actions as observations
from vedette.evidence.observations.bulk import refresh_statistics
from vedette.evidence.observations.models import Report
from vedette.evidence.observations.rows import NewFinding, NewReport
from vedette.evidence.observations.rules import SENTENCES, Fate
from vedette.pathway.first_notices import tell_firsts
from vedette.pathway.warning import ask_again
from vedette.science.privacy import pseudonym

WORTH_COUNTING = 1_000  # rows after which the database should look at its tables anew
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
            with seldom_collecting():
                stopped = _read_all(submission, progress)
        except FileRefused as error:
            return ingest.finish(
                submission=submission, status="failed", error=str(error), by=by, at=now()
            )
        if submission.recorded + submission.updated >= WORTH_COUNTING:
            refresh_statistics()
        if submission.updated:  # what a source corrected, a warning may rest on
            ask_again(at=now())
        if not submission.archive:
            _tell_firsts(submission, by=by, at=now())
        status = "stopped" if stopped else "done"
        return ingest.finish(submission=submission, status=status, error="", by=by, at=now())


def _tell_firsts(submission: Submission, *, by: User | None, at: datetime) -> None:
    """Tell at once what a source of declared goods identifies for the first time."""
    definition = find_source(submission.source.name, Path(settings.VEDETTE_HOME))
    if definition.declared is not None:
        rows = Report.objects.filter(submission=submission).values_list("pk", flat=True)
        tell_firsts(reports=rows, by=by, at=at)


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Let the garbage collector look seldom: rows are many objects and hold no cycles.

    The register alone is some hundred thousand objects, which every full
    collection would walk; that took a third of the time of an intake.
    """
    before = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def _read_all(submission: Submission, progress: Progress) -> bool:
    intake, table = _open(submission)
    chunks = _chunks(itertools.islice(iter(table.rows), submission.rows, None))
    started = time.perf_counter()
    for read in _ahead([intake.reader.read(raw) for raw in chunk] for chunk in chunks):
        sound = [row.report for row in read if row.report and not row.conflicts]
        name_mentions(intake.book, sound)
        with transaction.atomic():
            if not ingest.claim(submission, expected_rows=submission.rows):
                raise FileRefused("another process is reading this file")
            tally = _record(intake, read, sound)
            now = time.perf_counter()
            ingest.account(submission, tally, seconds=now - started)
        started = now
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
    needed = definition.columns | set(definition.key)
    if twice := sorted(name for name in needed if table.columns.count(name) > 1):
        raise FileRefused(f"the header names the column {twice[0]!r} more than once")
    if missing:
        raise FileRefused(
            f"the file lacks the column{'s' * (len(missing) > 1)} {', '.join(map(repr, missing))}; "
            f"it has {', '.join(map(repr, table.columns[:40]))}"
        )


def _chunks(rows: Iterator[RawRow]) -> Iterator[list[RawRow]]:
    """Yield rows by the chunk; what stood before a break in the file comes before its error."""
    chunk: list[RawRow] = []
    try:
        for row in rows:
            chunk.append(row)
            if len(chunk) == CHUNK:
                yield chunk
                chunk = []
    except FileRefused:
        if chunk:
            yield chunk
        raise
    if chunk:
        yield chunk


def _ahead(items: Iterator[list[ReadRow]]) -> Iterator[list[ReadRow]]:
    """Yield each item while the next is made already: the database writes, meanwhile we read."""
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="reader") as reader:
        coming = reader.submit(next, items, None)
        while (item := coming.result()) is not None:
            coming = reader.submit(next, items, None)
            yield item


def name_mentions(book: NameBook, reports: list[NewReport]) -> None:
    """Say which substance each mention is, outside any transaction where there are many."""
    for report in reports:
        for mention in report.mentions:
            for answer in book.identify(mention.raw, free_text=mention.free_text):
                report.findings.append(
                    NewFinding(
                        mention, answer.name, answer.status, answer.substance_id,
                        answer.family_id, answer.question_id, answer.isomer,
                    )
                )  # fmt: skip


def _point(intake: Intake, reports: list[NewReport], *, at: datetime) -> None:
    """Point reports at the rows of their places, laboratories and questions about names."""
    places.locate(reports, index=intake.places)
    laboratories.locate(reports)
    substances.ask(reports, book=intake.book, at=at)


def _record(intake: Intake, read: list[ReadRow], sound: list[NewReport]) -> ingest.Tally:
    """Store one chunk; whatever cannot go in is held. The tally counts every row once."""
    _point(intake, sound, at=intake.submission.received_at)
    verdicts = observations.record(sound, reception=intake.reception)
    held = [row for row in read if row.conflicts or row.report is None]
    fates = dict.fromkeys(Fate, 0)
    owners = (row for row in read if row.report and not row.conflicts)
    for row, report, verdict in zip(list(owners), sound, verdicts, strict=True):
        fates[verdict.fate] += 1
        if verdict.fate is Fate.QUEUE:
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
    ingest.one_writer(held.source_id)
    name_mentions(intake.book, [read.report])
    _point(intake, [read.report], at=at)
    # Known since now, not since the file came: what was frozen meanwhile must not change.
    reception = dataclasses.replace(intake.reception, received_at=at, accepted=True)
    (verdict,) = observations.record([read.report], reception=reception)
    if verdict.fate is Fate.IGNORE:
        raise FileRefused("the records hold this very row already; there is nothing to accept")
    return held


@transaction.atomic
def answer_name(
    *,
    question: NameQuestion,
    substance: Substance | None,
    family: Family | None,
    reason: str,
    by: User,
    at: datetime,
) -> int:
    """Remember what a name means and identify every finding that waited for it."""
    answered = substances.answer(
        question=question, substance=substance, family=family, reason=reason, by=by, at=at
    )
    kin = substance.family if substance else family
    return observations.identify(question=answered, substance=substance, family=kin, at=at)


def simulated_source(kind: str) -> str:
    """Return the source under which a kind of simulated record is taken in."""
    known = find_sources()
    return next(s.name for s in known.values() if s.simulated and s.context == kind)


def find_sources() -> dict[str, SourceDefinition]:
    """Return every source that intake understands."""
    return known_sources(Path(settings.VEDETTE_HOME))
