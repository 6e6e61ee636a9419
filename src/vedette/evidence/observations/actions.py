"""Record reports and findings; retract them. Nothing is overwritten."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import orjson
from django.db import connection, transaction

from vedette.base.accounts import rules as rights
from vedette.base.accounts.models import User
from vedette.base.journal import actions as journal
from vedette.catalogue.substances.models import Family, NameQuestion, Substance
from vedette.evidence.observations import bulk
from vedette.evidence.observations.models import Finding, Report
from vedette.evidence.observations.rows import NewFinding, NewReport
from vedette.evidence.observations.rules import RETRACTED, Fate, Known, Verdict, settle

_REPORT_COLUMNS = (
    "id", "source_id", "source_key", "occurrence", "revision", "replaces_id", "kind", "context",
    "submission_id", "line", "digest", "occurred_on", "precision", "reported_at", "received_at",
    "country", "place_id", "laboratory_id", "person", "age_band", "sex", "form", "details",
    "reason", "marking_id",
)  # fmt: skip
_FINDING_COLUMNS = (
    "id", "report_id", "raw", "name", "status", "substance_id", "family_id", "question_id",
    "role", "component", "identity", "isomer", "method", "value", "unit", "below_loq",
)  # fmt: skip

_KNOWN = """
SELECT r.source_key, r.id, r.occurrence, r.revision, r.digest, r.submission_id, n.id
FROM observations_report r LEFT JOIN observations_report n ON n.replaces_id = r.id
WHERE r.source_id = %s AND r.source_key"""


@dataclass(frozen=True, slots=True)
class Reception:
    """What all rows of one submission have in common."""

    source_id: int
    submission_id: int | None
    context: str
    marking_id: int
    received_at: datetime
    archive: bool
    typical_delay_days: int
    separate: bool
    seen_before: bool
    rows_in_file: Callable[[str], int]
    accepted: bool = False  # a person let the row in: it asks no further question
    _noons: dict[date, datetime] = field(default_factory=dict, compare=False, repr=False)

    def received(self, report: NewReport) -> datetime:
        """Return since when this node counts as knowing the row.

        Rows of an archive were known when the source reported them, or
        after its usual delay where it does not say when that was.
        """
        if not self.archive:
            return self.received_at
        day = report.reported_at or report.occurred_on + timedelta(days=self.typical_delay_days)
        if day not in self._noons:
            self._noons[day] = min(datetime.combine(day, time(12), UTC), self.received_at)
        return self._noons[day]


def record(reports: list[NewReport], *, reception: Reception) -> list[Verdict]:
    """Store a chunk of rows inside the caller's transaction; say what became of each."""
    known = _known(reception.source_id, {report.key for report in reports})
    verdicts: list[Verdict] = []
    stored: list[tuple[NewReport, Verdict]] = []
    provisional = -1  # rows of this chunk get their real ids when it is written
    for report in reports:
        same_key = known[report.key]
        verdict = _verdict(report, same_key, reception)
        verdicts.append(verdict)
        if verdict.fate not in (Fate.RECORD, Fate.UPDATE):
            continue
        stored.append((report, verdict))
        _remember(same_key, report, verdict, provisional, reception.submission_id)
        provisional -= 1
    _store(stored, reception)
    return verdicts


def _verdict(report: NewReport, same_key: list[Known], reception: Reception) -> Verdict:
    verdict = settle(
        report, same_key, rows_in_file=1, separate=reception.separate,
        seen_before=reception.seen_before,
    )  # fmt: skip
    if verdict.fate is not Fate.UPDATE and verdict.code != "which_result":
        return verdict
    # Only now is it worth knowing whether this file names the key more than once.
    verdict = settle(
        report, same_key, rows_in_file=reception.rows_in_file(report.key),
        separate=reception.separate, seen_before=reception.seen_before,
    )  # fmt: skip
    if reception.accepted and verdict.fate is Fate.QUEUE:
        # Nobody said which result it corrects, so it replaces none of them.
        return Verdict(Fate.RECORD, occurrence=max(row.occurrence for row in same_key) + 1)
    return verdict


def _known(source_id: int, keys: set[str]) -> dict[str, list[Known]]:
    found: dict[str, list[Known]] = defaultdict(list)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"{_KNOWN} = ANY(%s)", [source_id, list(keys)])
        else:  # one parameter, whatever the number of keys: the statement is prepared once
            listed = orjson.dumps(list(keys)).decode()
            among = f"{_KNOWN} IN (SELECT value FROM json_each(%s))"  # noqa: S608 - constants
            cursor.execute(among, [source_id, listed])
        for key, pk, occurrence, revision, digest, submission, replaced_by in cursor.fetchall():
            found[key].append(
                Known(pk, occurrence, revision, bytes(digest), submission, replaced_by is None)
            )
    return found


def _remember(
    same_key: list[Known], report: NewReport, verdict: Verdict, pk: int, submission_id: int | None
) -> None:
    """Let later rows of the chunk see this one as stored."""
    revision = 1
    if verdict.follows:
        old = verdict.follows
        revision = old.revision + 1
        same_key[same_key.index(old)] = Known(
            old.id, old.occurrence, old.revision, old.digest, old.submission_id, is_current=False
        )
    same_key.append(
        Known(pk, verdict.occurrence, revision, report.digest, submission_id, is_current=True)
    )


def _store(stored: list[tuple[NewReport, Verdict]], reception: Reception) -> None:
    ids = list(bulk.take_ids(Report, len(stored)))
    write = _Writer(as_text=connection.vendor == "sqlite")
    bulk.insert(
        Report,
        _REPORT_COLUMNS,
        [
            _report_row(pk, report, verdict, reception, ids, write)
            for pk, (report, verdict) in zip(ids, stored, strict=True)
        ],
    )
    lines = [
        (pk, report, finding)
        for pk, (report, _) in zip(ids, stored, strict=True)
        for finding in report.findings
    ]
    bulk.insert(
        Finding,
        _FINDING_COLUMNS,
        [
            (
                pk, report_id, f.mention.raw, f.name, f.status, f.substance_id, f.family_id,
                f.question_id, f.mention.role, f.mention.component, _identity(report, f), f.isomer,
                f.mention.method or report.method, f.mention.value, f.mention.unit,
                f.mention.below_loq,
            )
            for pk, (report_id, report, f) in zip(
                bulk.take_ids(Finding, len(lines)), lines, strict=True
            )
        ],
    )  # fmt: skip


def _identity(report: NewReport, finding: NewFinding) -> str:
    """Return how sure a finding is; what somebody was told to have bought was not measured."""
    heard = finding.mention.role in (Finding.Role.SOLD_AS, Finding.Role.OFFERED)
    return "" if heard else finding.mention.identity or report.identity


def _report_row(
    pk: int,
    report: NewReport,
    verdict: Verdict,
    reception: Reception,
    ids: list[int],
    write: "_Writer",
) -> tuple[Any, ...]:
    follows = verdict.follows
    replaces = None
    if follows:  # a negative id counts the rows of this chunk: -1 is the first
        replaces = follows.id if follows.id > 0 else ids[-follows.id - 1]
    return (
        pk, reception.source_id, report.key, verdict.occurrence,
        follows.revision + 1 if follows else 1, replaces, Report.Kind.RECORD.value,
        reception.context, reception.submission_id, report.line, report.digest,
        write.day(report.occurred_on), report.precision, write.day(report.reported_at),
        write.moment(reception.received(report)), report.country, report.place_id,
        report.laboratory_id, report.person, report.age_band, report.sex, report.form,
        orjson.dumps(report.details).decode(), "", reception.marking_id,
    )  # fmt: skip


class _Writer:
    """Dates as the database stores them, each worked out once a chunk."""

    def __init__(self, *, as_text: bool) -> None:
        self.as_text = as_text
        self.known: dict[Any, Any] = {None: None}

    def day(self, day: date | None) -> Any:
        if not self.as_text:
            return day
        if day not in self.known:
            self.known[day] = day.isoformat() if day else None
        return self.known[day]

    def moment(self, moment: datetime) -> Any:
        if not self.as_text:
            return moment
        if moment not in self.known:
            self.known[moment] = connection.ops.adapt_datetimefield_value(moment)
        return self.known[moment]


@transaction.atomic
def retract(*, report: Report, reason: str, by: User, at: datetime) -> Report:
    """Withdraw a report; the old revision stays, first detections are counted without it.

    Raises
    ------
    Refused
        If the person may not, gives no reason, or the report is no longer current.
    """
    rights.check_may(by, "retract")
    return retract_told(report=report, reason=reason, by=by, at=at)


@transaction.atomic
def retract_told(*, report: Report, reason: str, by: User, at: datetime) -> Report:
    """Withdraw a report because what it was told from was taken back by whoever told it.

    The caller has asked whether the person may speak for the teller.

    Raises
    ------
    Refused
        If there is no reason, or the report is no longer current.
    """
    if connection.vendor == "postgresql":
        Report.objects.select_for_update(of=("self",)).get(pk=report.pk)  # one at a time
    if not reason.strip():
        raise rights.Refused("a retraction needs its reason")
    if report.kind == Report.Kind.RETRACTION or Report.objects.filter(replaces=report).exists():
        raise rights.Refused("this revision has been replaced already; open the newest one")
    withdrawn = Report.objects.create(
        source_id=report.source_id, source_key=report.source_key, occurrence=report.occurrence,
        revision=report.revision + 1, replaces=report, kind=Report.Kind.RETRACTION,
        context=report.context, digest=RETRACTED, occurred_on=report.occurred_on,
        precision=report.precision, received_at=at, country=report.country,
        place_id=report.place_id, reason=reason.strip(), marking_id=report.marking_id,
    )  # fmt: skip
    journal.record("report.retracted", subject=report, by=by, at=at, reason=reason.strip())
    return withdrawn


def identify(
    *, question: NameQuestion, substance: Substance | None, family: Family | None, at: datetime
) -> int:
    """Fill in what a chemist decided where nothing was identified before; return how many."""
    status = "resolved" if substance else "family" if family else "none"
    waiting = Finding.objects.filter(question=question, substance=None, identified_at=None)
    return waiting.update(substance=substance, family=family, status=status, identified_at=at)
