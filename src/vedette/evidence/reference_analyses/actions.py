"""Open a reference analysis, and keep each step of it."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from vedette.base.accounts.models import User
from vedette.base.accounts.rules import Refused
from vedette.base.journal import actions as journal
from vedette.catalogue.laboratories.identification import Sureness
from vedette.catalogue.laboratories.models import Laboratory, LaboratoryRole
from vedette.catalogue.laboratories.queries import roles_of
from vedette.catalogue.laboratories.rules import check_acts_for
from vedette.catalogue.substances.models import Proposal, Substance
from vedette.evidence.reference_analyses import rules
from vedette.evidence.reference_analyses.models import ReferenceAnalysis, ReferenceStep
from vedette.evidence.reference_analyses.queries import Line, line_of
from vedette.evidence.samples.models import CustodyStep, Result

Kind = ReferenceStep.Kind


def check_centre(laboratory: Laboratory, *, at: datetime) -> None:
    """Refuse a laboratory that is no reference centre on the day."""
    held = roles_of(laboratory, on=timezone.localdate(at))
    if not any(role.kind == LaboratoryRole.Kind.REFERENCE for role in held):
        raise Refused(f"{laboratory.name} is no reference laboratory of the network")


@transaction.atomic
def open_analysis(
    *, asked: CustodyStep, wanted_by: date | None = None, by: User, at: datetime
) -> ReferenceAnalysis:
    """Make a request between laboratories a reference analysis."""
    check_acts_for(by, asked.holder)
    if wanted_by is not None and wanted_by < timezone.localdate(at):
        raise Refused(f"{wanted_by} is over; say a day that comes")
    row = ReferenceAnalysis.objects.create(asked=asked, wanted_by=wanted_by)
    journal.record("reference.asked", subject=row, by=by, at=at, wanted_by=str(wanted_by or ""))
    return row


def analysed(*, analysis: ReferenceAnalysis, by: User, at: datetime) -> ReferenceStep:
    """Say that the measurements are done; the answer follows."""
    line = _line(analysis, Kind.ANALYSED)
    check_acts_for(by, line.centre)
    return _step(line, Kind.ANALYSED, by=by, at=at)


def answer(
    *,
    analysis: ReferenceAnalysis,
    names: Sequence[str],
    method: str,
    sure: Sureness,
    confidence: float | None = None,
    note: str = "",
    by: User,
    at: datetime,
) -> ReferenceStep:
    """Give the centre's answer; it counts once the asking laboratory confirms it.

    Raises
    ------
    Refused
        If no method is named, the confidence is no share, or nothing was received yet.
    """
    line = _line(analysis, Kind.ANSWERED)
    check_acts_for(by, line.centre)
    if not method:
        raise Refused("an answer names the methods it rests on, for instance: NMR; LC-HRMS")
    if confidence is not None and not 0 <= confidence <= 1:
        raise Refused("a confidence lies between 0 and 1")
    said = [name.strip() for name in names if name.strip()]
    return _step(
        line, Kind.ANSWERED, names=said, method=method, level=sure.level if said else "",
        because=sure.reason if said else "", confidence=confidence, reason=note.strip(), by=by,
        at=at,
    )  # fmt: skip


def dispute(*, analysis: ReferenceAnalysis, reason: str, by: User, at: datetime) -> ReferenceStep:
    """Say that the answer cannot be right; it stays out of the evidence, with the reason."""
    line = _line(analysis, Kind.DISPUTED)
    check_judges(line, by)
    if not reason.strip():
        raise Refused("whoever disputes an answer says why")
    return _step(line, Kind.DISPUTED, reason=reason.strip(), by=by, at=at)


def confirm(
    *,
    line: Line,
    result: Result,
    proposal: Proposal | None,
    provisional: Substance | None,
    reason: str,
    by: User,
    at: datetime,
) -> ReferenceStep:
    """Keep that the asking laboratory confirmed, inside the transaction that made the result."""
    return _step(
        line, Kind.CONFIRMED, result=result, proposal=proposal, provisional=provisional,
        reason=reason.strip(), by=by, at=at,
    )  # fmt: skip


def check_judges(line: Line, by: User) -> None:
    """Refuse a judgement by another laboratory, or by the person who answered."""
    check_acts_for(by, line.asker)
    last = line.answer
    if last is not None and last.by_id == by.pk:
        raise Refused("whoever gave the answer cannot confirm or dispute it")


def _line(analysis: ReferenceAnalysis, kind: str) -> Line:
    line = line_of(analysis)
    rules.check_step(line.course, kind)
    return line


@transaction.atomic
def _step(line: Line, kind: str, *, by: User, at: datetime, **facts: object) -> ReferenceStep:
    """Add one step after the last one read; whoever comes second is told so."""
    try:
        with transaction.atomic():
            row = ReferenceStep.objects.create(
                analysis=line.analysis, number=len(line.steps) + 1, kind=kind, at=at, by=by,
                **facts,
            )  # fmt: skip
    except IntegrityError:
        raise rules.Overtaken("somebody else has taken a step meanwhile; look again") from None
    journal.record(f"reference.{kind}", subject=line.analysis, by=by, at=at, level=row.level)
    return row
