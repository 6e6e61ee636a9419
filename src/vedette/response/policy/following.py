"""Say something of a promise: each act adds a row and changes none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from vedette.base.accounts import rules as rights
from vedette.base.accounts.models import User
from vedette.base.journal import actions as journal
from vedette.errors import VedetteError
from vedette.judgement.assessments.models import Assessment
from vedette.judgement.signals.models import Signal
from vedette.response.alerts.models import Alert
from vedette.response.policy import rules
from vedette.response.policy.errors import PromiseUnfit
from vedette.response.policy.models import (
    Evidence,
    Lead,
    Milestone,
    PolicyBody,
    PolicyEntry,
    ReportingRound,
    StatusReport,
    Tie,
    Validation,
)
from vedette.response.policy.proof import check_record
from vedette.response.policy.queries import find_entry
from vedette.response.policy.statuses import status_of


@transaction.atomic
def add_evidence(
    *,
    entry: PolicyEntry,
    kind: str,
    title: str,
    country: str = "",
    url: str = "",
    record_id: int | None = None,
    key: str = "",
    valid_on: date,
    by: User,
    at: datetime,
) -> Evidence:
    """Keep what shows that something was done.

    Parameters
    ----------
    kind : str
        One of `Evidence.Kind`.
    record_id : int, optional
        Of a signal, assessment, alert, report or sample that ``by`` may see.
    key : str
        Of an indicator.

    Raises
    ------
    Refused, PromiseUnfit
        If the role does not allow it, or the evidence says not where it is.
    """
    rights.check_may(by, "judge")
    rules.check_followed(entry)
    rules.check_country(country)
    rules.check_note(title, url, key)
    rules.check_link(url)
    rules.check_days(valid_on, at, [entry.evidence.all()])
    check_record(kind, record_id, key=key, url=url, title=title, person=by)
    row = Evidence.objects.create(
        entry=entry, kind=kind, title=title.strip(), country=country, url=url.strip(),
        record_id=record_id, key=key.strip(), valid_on=valid_on, at=at, by=by,
    )  # fmt: skip
    journal.record("promise.evidence_added", subject=row, by=by, at=at, entry=_name(entry))
    return row


@transaction.atomic
def report(
    *,
    entry: PolicyEntry,
    status: str,
    country: str = "",
    evidence: Evidence | None = None,
    note: str = "",
    round: ReportingRound | None = None,  # noqa: A002 - the word of the trade
    valid_on: date,
    by: User,
    at: datetime,
) -> StatusReport:
    """Say how far a promise is, for one country or as a whole.

    Raises
    ------
    StatusUnknown
        If the vocabulary has no such status.
    PromiseUnfit
        If it is progress without evidence, of another promise or day, or no promise.
    """
    rights.check_may(by, "judge")
    rules.check_followed(entry)
    rules.check_days(valid_on, at, [entry.reports.all()])
    row = _report(entry, Said(entry, status, country, evidence, note, round, valid_on), by, at)
    row.save(force_insert=True)
    journal.record(
        "promise.reported", subject=row, by=by, at=at, entry=_name(entry), country=country,
        status=status,
    )  # fmt: skip
    return row


@dataclass(frozen=True, slots=True)
class Said:
    """One status of many that are entered together."""

    entry: PolicyEntry
    status: str
    country: str = ""
    evidence: Evidence | None = None
    note: str = ""
    round: ReportingRound | None = None
    valid_on: date | None = None


@transaction.atomic
def report_many(*, said: Sequence[Said], by: User, at: datetime) -> list[StatusReport]:
    """Enter many answers at once, all or none; one entry of the journal tells of them."""
    rights.check_may(by, "judge")
    entries = {one.entry.pk for one in said}
    for one in said:
        rules.check_followed(one.entry)
    latest = max((one.valid_on for one in said if one.valid_on), default=timezone.localdate(at))
    rules.check_days(latest, at, [StatusReport.objects.filter(entry__in=entries)])
    rows = StatusReport.objects.bulk_create([_report(one.entry, one, by, at) for one in said])
    journal.record("promise.many_reported", subject=None, by=by, at=at, reports=len(rows))
    return rows


def _report(entry: PolicyEntry, said: Said, by: User, at: datetime) -> StatusReport:
    rules.check_country(said.country)
    rules.check_note(said.note)
    status = status_of(said.status, folder=Path(settings.VEDETTE_HOME))
    rules.check_evidence(entry, said.country, said.evidence, needed=status.is_progress)
    if said.round is not None and said.round.instrument_id != entry.instrument_id:
        raise PromiseUnfit("this round asks about another document")
    valid_on = said.valid_on or timezone.localdate(at)
    return StatusReport(
        entry=entry, country=said.country, status=status.key, is_progress=status.is_progress,
        evidence=said.evidence, note=said.note.strip(), round=said.round, valid_on=valid_on,
        at=at, by=by,
    )  # fmt: skip


@transaction.atomic
def take_in_answers(
    *,
    rows: Sequence[Mapping[str, str | None]],
    asked: ReportingRound | None = None,
    by: User,
    at: datetime,
) -> int:
    """Enter the rows of a spreadsheet, all or none; a document named in a row is its evidence.

    Parameters
    ----------
    rows : sequence of mapping
        promise (``plan-2021-2025/A12``), country, status, note, document.

    Raises
    ------
    PromiseUnfit
        With the number of the row, counted from the first below the heading.
    """
    said = []
    for number, row in enumerate(rows, start=1):
        cells = {name: (value or "").strip() for name, value in row.items() if name}
        try:
            said.append(_answer(cells, asked, by, at))
        except VedetteError as error:
            raise PromiseUnfit(f"row {number}: {error}") from None
    return len(report_many(said=said, by=by, at=at))


def _answer(cells: Mapping[str, str], asked: ReportingRound | None, by: User, at: datetime) -> Said:
    entry, country = find_entry(cells.get("promise", "")), cells.get("country", "").upper()
    proof = None
    if cells.get("document"):
        proof = add_evidence(
            entry=entry, kind=Evidence.Kind.DOCUMENT, title=cells["document"], country=country,
            valid_on=timezone.localdate(at), by=by, at=at,
        )  # fmt: skip
    said = Said(entry, cells.get("status", ""), country, proof, cells.get("note", ""), asked)
    _report(entry, said, by, at)  # what is wrong is told with its row
    return said


@transaction.atomic
def validate(
    *, report: StatusReport, verdict: str, reason: str = "", by: User, at: datetime
) -> Validation:
    """Accept or reject what somebody else reported; a rejected report counts no longer."""
    rights.check_may(by, "judge")
    rules.check_second_person(report, by.pk)
    rules.check_note(reason)
    if verdict not in Validation.Verdict.values:
        raise PromiseUnfit(f"{verdict!r} is neither accepted nor rejected")
    if verdict == Validation.Verdict.REJECTED and not reason.strip():
        raise PromiseUnfit("say why it is rejected; whoever reported will read it")
    if at < report.at:
        raise PromiseUnfit("a report is validated after it was made")
    rules.check_days(report.valid_on, at, [report.validations.all()])
    row = Validation.objects.create(
        report=report, verdict=verdict, reason=reason.strip(), reported_by_id=report.by_id,
        by=by, at=at,
    )  # fmt: skip
    journal.record(
        "promise.validated", subject=row, by=by, at=at, report=report.pk, verdict=verdict
    )
    return row


@transaction.atomic
def set_milestone(
    *,
    entry: PolicyEntry,
    title: str,
    due_on: date,
    number: int | None = None,
    state: str = Milestone.State.PLANNED,
    evidence: Evidence | None = None,
    valid_on: date,
    by: User,
    at: datetime,
) -> Milestone:
    """Plan a step on the way, move it, or say that it was met; without a number it is a new one."""
    rights.check_may(by, "judge")
    rules.check_followed(entry)
    PolicyEntry.objects.select_for_update(no_key=True).get(pk=entry.pk)  # numbers one by one
    rules.check_days(valid_on, at, [entry.milestones.all()])
    rules.check_note(title)
    if not title.strip():
        raise PromiseUnfit("say what is to be reached")
    if state not in Milestone.State.values:
        raise PromiseUnfit(f"{state!r} is no state of a milestone")
    rules.check_evidence(entry, "", evidence, needed=state == Milestone.State.MET)
    rows = list(entry.milestones.order_by("number", "revision"))
    if number is None:
        number = max((one.number for one in rows), default=0) + 1
    elif not any(one.number == number for one in rows):
        raise PromiseUnfit(f"there is no milestone {number}")
    revision = sum(one.number == number for one in rows) + 1
    row = Milestone.objects.create(
        entry=entry, number=number, revision=revision, title=title.strip(), due_on=due_on,
        state=state, evidence=evidence, valid_on=valid_on, at=at, by=by,
    )  # fmt: skip
    journal.record("promise.milestone", subject=row, by=by, at=at, entry=_name(entry), state=state)
    return row


@transaction.atomic
def lead(
    *,
    entry: PolicyEntry,
    body: PolicyBody,
    holds: bool = True,
    reason: str = "",
    valid_on: date,
    by: User,
    at: datetime,
) -> Lead:
    """Say that a body leads on a promise, or no longer does and why."""
    rights.check_may(by, "judge")
    rules.check_followed(entry)
    rules.check_days(valid_on, at, [entry.leads.all()])
    rules.check_note(reason)
    if not holds and not reason.strip():
        raise PromiseUnfit("say why it no longer leads")
    row = Lead.objects.create(
        entry=entry, body=body, holds=holds, reason=reason.strip(), valid_on=valid_on, at=at, by=by
    )
    journal.record(
        "promise.led", subject=row, by=by, at=at, entry=_name(entry), body=body.code, holds=holds
    )
    return row


@transaction.atomic
def tie(
    *,
    entry: PolicyEntry,
    subject: Signal | Assessment | Alert,
    reason: str,
    holds: bool = True,
    by: User,
    at: datetime,
) -> Tie:
    """Say that a signal, assessment or alert bears on a promise, or that it does not after all."""
    rights.check_may(by, "judge")
    rules.check_followed(entry)
    rules.check_note(reason)
    if not reason.strip():
        raise PromiseUnfit("say why it bears on the promise")
    field = subject._meta.model_name or ""
    check_record(field, subject.pk, title=reason, person=by)
    rules.check_days(timezone.localdate(at), at, [entry.ties.all()])
    row = Tie(entry=entry, reason=reason.strip(), holds=holds, by=by, at=at)
    setattr(row, field, subject)
    row.save(force_insert=True)
    journal.record(
        "promise.tied", subject=row, by=by, at=at, entry=_name(entry), record=field,
        record_id=subject.pk, holds=holds,
    )  # fmt: skip
    return row


def _name(entry: PolicyEntry) -> str:
    return f"{entry.instrument.key}/{entry.code}"
