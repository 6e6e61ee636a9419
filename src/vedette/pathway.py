"""The stages in order: the one place that sets them in motion.

receive → read → identify → record → freeze → notice. Each step reads rows an
earlier one left and leaves its own; what is unfinished is found by looking.
"""

import dataclasses
import gc
import itertools
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from vedette.base.accounts.models import User
from vedette.base.accounts.rules import Refused
from vedette.catalogue.laboratories import actions as laboratories
from vedette.catalogue.laboratories.identification import Sureness, sureness
from vedette.catalogue.laboratories.models import Laboratory
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
from vedette.evidence.ingest.models import HeldRow, Source, Submission
from vedette.evidence.ingest.reading import ReadRow, RowReader
from vedette.evidence.ingest.values import Conflict
from vedette.evidence.observations import actions as observations
from vedette.evidence.observations.bulk import refresh_statistics
from vedette.evidence.observations.models import Report
from vedette.evidence.observations.rows import NewFinding, NewReport
from vedette.evidence.observations.rules import SENTENCES, Fate
from vedette.evidence.samples import actions as samples
from vedette.evidence.samples import rules as sample_rules
from vedette.evidence.samples.models import Result, Sample
from vedette.evidence.samples.queries import line_of
from vedette.evidence.samples.rows import report_of
from vedette.evidence.snapshots import actions as snapshots
from vedette.evidence.snapshots.models import Snapshot
from vedette.evidence.snapshots.queries import frozen_tables
from vedette.judgement.assessments import actions as assessments
from vedette.judgement.assessments.models import Assessment
from vedette.judgement.signals import actions as signals
from vedette.judgement.signals.closure import Closure
from vedette.judgement.signals.desk_rules import (
    DeskRule,
    as_plain,
    catalogue_with,
    in_force,
    policy_with,
)
from vedette.judgement.signals.detect import desk, find_signals
from vedette.judgement.signals.models import Outcome, Run, Signal
from vedette.judgement.signals.queries import (
    days_shown,
    experience,
    open_stories,
    place_names,
    signal_catalogue,
)
from vedette.judgement.signals.replay import DeskWeek, delayed
from vedette.judgement.signals.replay import replay as replay_desks
from vedette.judgement.signals.rule_rows import all_rules, rules_in_force
from vedette.judgement.signals.series import SeriesReader
from vedette.judgement.signals.thresholds import Policy
from vedette.science.privacy import pseudonym
from vedette.science.simulation import Noticed, Truth

WORTH_COUNTING = 1_000  # rows after which the database should look at its tables anew
CHUNK = 4_000
EARLIEST = 1900  # the weeks before a moment must exist too
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
        status = "stopped" if stopped else "done"
        return ingest.finish(submission=submission, status=status, error="", by=by, at=now())


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
        _identify(intake, sound)
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


def _identify(intake: Intake, reports: list[NewReport]) -> None:
    """Say which substance each mention is, outside any transaction."""
    _name(intake.book, reports)


def _name(book: NameBook, reports: list[NewReport]) -> None:
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
    _identify(intake, [read.report])
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


@transaction.atomic
def report_on_sample(
    *,
    sample: Sample,
    kind: str,
    laboratory: Laboratory,
    names: Sequence[str] = (),
    method: str = "",
    reason: str = "",
    by: User,
    at: datetime,
) -> Result:
    """Keep what a laboratory says of a sample, and let the evidence follow.

    A result is the next revision of the sample's one report. A contest leaves that
    report without findings, so that nothing contested stays counted; a retest fills
    it again, linked to what it answers.
    """
    source = samples.source_of(sample)
    ingest.one_writer(source.pk)
    line = line_of(sample)
    names = [name.strip() for name in names if name.strip()]
    sample_rules.check_result(
        kind, line.results, names=names, method=method, reason=reason, holder=line.last,
        laboratory=laboratory,
    )  # fmt: skip
    behind, sure = "", Sureness("", "no_method")
    if kind != Result.Kind.CONTEST:
        behind = sample_rules.methods_behind(kind, line.results, names=names, method=method)
        sure = sureness(behind)
    else:
        names = []
    number = len(line.results) + 1
    report = report_of(sample, laboratory, names, behind, sure.level, number, kind, at)
    _keep_report(report, sample, source, at)
    revision = Report.objects.filter(source=source, source_key=sample.token).order_by("-revision")
    return samples.say(
        sample=sample, kind=kind, number=number, laboratory=laboratory,
        of=sample_rules.in_question(line.results) if kind != Result.Kind.RESULT else None,
        names=names, method=behind, level=sure.level if names else "", because=sure.reason,
        reason=reason, report=revision[0], by=by, at=at,
    )  # fmt: skip


def _keep_report(report: NewReport, sample: Sample, source: Source, at: datetime) -> None:
    book = name_book("en")
    _name(book, [report])
    substances.ask([report], book=book, at=at)
    reception = observations.Reception(
        source_id=source.pk, submission_id=None, context=sample.context,
        marking_id=sample.marking_id, received_at=at, archive=False, typical_delay_days=0,
        separate=False, seen_before=False, rows_in_file=lambda _key: 1,
    )  # fmt: skip
    observations.record([report], reception=reception)


def freeze(*, as_of: datetime, by: User | None, at: datetime) -> Snapshot:
    """Freeze what had been received by a moment."""
    with seldom_collecting():
        return snapshots.freeze(as_of=as_of, by=by, at=at)


def detect(*, as_of: datetime, by: User | None, at: datetime, policy: Policy | None = None) -> Run:
    """Freeze, look, rank, and keep what is new; the same question gives the same run."""
    if as_of > at + timedelta(days=1):
        raise Refused(f"{as_of:%Y-%m-%d} lies ahead; look as of a day that has been")
    if as_of.year < EARLIEST:
        raise Refused(f"there is no evidence from before {EARLIEST}")
    snapshot = freeze(as_of=at, by=by, at=at)
    return _detect_in(snapshot, as_of=as_of, by=by, at=at, policy=policy or Policy())


def detect_weekly(
    *, weeks: int, by: User | None, now: datetime, policy: Policy | None = None
) -> list[Run]:
    """Look as of each of the last weeks in turn, as if an officer had been there each Monday."""
    snapshot = freeze(as_of=now, by=by, at=now)
    moments = [now - timedelta(weeks=back) for back in range(weeks - 1, -1, -1)]
    rules = policy or Policy()
    return [_detect_in(snapshot, as_of=one, by=by, at=now, policy=rules) for one in moments]


def _detect_in(
    snapshot: Snapshot, *, as_of: datetime, by: User | None, at: datetime, policy: Policy
) -> Run:
    rules = rules_in_force(as_of=as_of)
    policy = policy_with(rules, policy)
    settings_of_run = _plain(dataclasses.asdict(policy))
    if rules:
        settings_of_run["rules"] = [as_plain(rule) for rule in rules]
    if done := signals.run_of(snapshot=snapshot, as_of=as_of, policy=settings_of_run):
        return done
    findings, reports = frozen_tables(snapshot)
    catalogue = catalogue_with(rules, signal_catalogue())
    found = find_signals(
        findings, reports, as_of=as_of, policy=policy, catalogue=catalogue,
        places=place_names(), rules=rules,
        open_stories=open_stories(
            as_of=as_of, weeks=max(policy.episode_weeks, policy.spread_weeks)
        ),
        experience=experience(as_of=as_of),
    )  # fmt: skip
    chosen = desk(
        found.candidates, today=timezone.localdate(as_of), came=days_shown(as_of=as_of),
        policy=policy, catalogue=catalogue,
    )  # fmt: skip
    return signals.keep_run(
        snapshot=snapshot, as_of=as_of, policy=settings_of_run,
        series_tested=found.series_tested, seconds=found.seconds, shown=chosen.shown,
        folded=chosen.folded, series=SeriesReader(findings, reports, as_of),
        closure=Closure(findings, as_of), by=by, at=at,
    )  # fmt: skip


def _plain(policy: dict[str, Any]) -> dict[str, Any]:
    return {k: sorted(v) if isinstance(v, frozenset) else v for k, v in policy.items()}


@transaction.atomic
def take_up(*, signal: Signal, title: str, reason: str, by: User, at: datetime) -> Assessment:
    """Decide that a signal is worth an assessment, and open that; both or neither."""
    signals.decide(signal=signal, outcome=Outcome.ASSESSED, reason=reason, until=None, by=by, at=at)
    return assessments.open_assessment(signal=signal, title=title, by=by, at=at)


def replay(
    *,
    start: date,
    end: date,
    source: str = "",
    delay_days: int | None = None,
    policy: Policy | None = None,
    rules_then: bool = False,
) -> Iterator[DeskWeek]:
    """Ask each week of the past what would have been on the desk with what was known by then.

    With ``delay_days``, rows whose source does not say when it reported them count as
    known so many days after they happened. The rules of the desk are those in force now,
    or with ``rules_then`` those that were in force on each day.
    """
    now = timezone.now()
    made = all_rules()
    today = in_force(made, at=now, day=timezone.localdate(now))

    def rules_on(day: date) -> tuple[DeskRule, ...]:
        begin = datetime(day.year, day.month, day.day, tzinfo=UTC)
        return in_force(made, at=begin, day=day) if rules_then else today

    findings, reports = frozen_tables(freeze(as_of=now, by=None, at=now), source=source)
    if delay_days is not None:
        findings, reports = delayed(findings, reports, days=delay_days)
    return replay_desks(
        findings, reports, start=start, end=end, policy=policy or Policy(),
        catalogue=signal_catalogue(), places=place_names(), rules_on=rules_on,
    )  # fmt: skip


def noticed(truth: Truth) -> list[Noticed]:
    """Return every signal on the desk in the words of an exercise's truth.

    The truth names substances as its author did; the register decides which
    of its substances that is.
    """
    book = name_book("en")
    named = {
        answer.substance_id: name
        for event in truth.events
        for name in (*event.substances, *event.related)
        for answer in book.identify(name)
        if answer.substance_id
    }
    rows = Signal.objects.exclude(shown_at=None).select_related("substance", "family", "place")
    return [
        Noticed(
            timezone.localdate(row.shown_at),
            named.get(row.substance_id or 0, str(row.substance or row.family)),
            _codes(
                row.country, row.place.code if row.place else "", *(p["place"] for p in row.parts)
            ),
            _codes(row.context, *(part["context"] for part in row.parts)),
        )
        for row in rows
    ]


def _codes(*codes: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for code in codes if code and code != "*"))


def simulated_source(kind: str) -> str:
    """Return the source under which a kind of simulated record is taken in."""
    known = find_sources()
    return next(s.name for s in known.values() if s.simulated and s.context == kind)


def find_sources() -> dict[str, SourceDefinition]:
    """Return every source that intake understands."""
    return known_sources(Path(settings.VEDETTE_HOME))
