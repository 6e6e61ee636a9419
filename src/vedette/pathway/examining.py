"""From a sample to evidence: what laboratories say of it, and what the records make of that."""

from collections.abc import Sequence
from contextlib import nullcontext
from datetime import datetime

from django.db import transaction

from vedette.base.accounts.models import User
from vedette.base.accounts.rules import Refused
from vedette.base.locks import alone
from vedette.catalogue.laboratories.identification import Sureness, sureness
from vedette.catalogue.laboratories.models import Laboratory
from vedette.catalogue.substances import actions as substances
from vedette.catalogue.substances.identify import name_book
from vedette.evidence.customs.models import Declaration
from vedette.evidence.ingest import actions as ingest
from vedette.evidence.ingest.models import Source
from vedette.evidence.observations import actions as observations
from vedette.evidence.observations.models import Report
from vedette.evidence.observations.rows import NewReport
from vedette.evidence.reference_analyses.queries import open_at
from vedette.evidence.samples import actions as samples
from vedette.evidence.samples import rules as sample_rules
from vedette.evidence.samples.models import CustodyStep, Result, Sample
from vedette.evidence.samples.queries import line_of
from vedette.evidence.samples.rows import report_of
from vedette.pathway.first_notices import LOOK, tell_firsts_inside
from vedette.pathway.intake import name_mentions
from vedette.pathway.warning import ask_again
from vedette.science.identification import read_methods, write_methods


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

    Raises
    ------
    Refused
        If it cannot be said now, or a reference centre would speak past who asked it.
    """
    is_told_at_once = Declaration.objects.filter(sample=sample).exists()
    with alone(LOOK) if is_told_at_once else nullcontext(), transaction.atomic():
        return report_inside(
            sample=sample, kind=kind, laboratory=laboratory, names=names, method=method,
            reason=reason, is_told_at_once=is_told_at_once, by=by, at=at,
        )  # fmt: skip


def report_inside(
    *,
    sample: Sample,
    kind: str,
    laboratory: Laboratory,
    names: Sequence[str] = (),
    method: str = "",
    reason: str = "",
    held: CustodyStep | None = None,
    is_told_at_once: bool,
    by: User,
    at: datetime,
) -> Result:
    """Keep a word on a sample inside a transaction; to tell firsts, the caller looks alone.

    ``held`` is the step by which a reference centre had the sample whose confirmed answer
    this is; the sample may have gone on since. The duty to report is then that of whoever
    handed it over to be analysed.
    """
    source = samples.source_of(sample)
    ingest.one_writer(source.pk)
    line = line_of(sample)
    names = [name.strip() for name in names if name.strip()]
    sample_rules.check_result(
        kind, line.results, names=names, method=method, reason=reason, holder=held or line.last,
        laboratory=laboratory,
    )  # fmt: skip
    if held is None and kind != Result.Kind.CONTEST and open_at(sample, laboratory):
        raise Refused(
            f"{laboratory.name} has a reference analysis of this sample; answer that, and the"
            " laboratory that asked confirms it"
        )
    used, behind, sure = "", "", Sureness("", "no_method")
    if kind != Result.Kind.CONTEST:
        behind = sample_rules.methods_behind(kind, line.results, names=names, method=method)
        used, sure = write_methods(read_methods(method)), sureness(behind)
    else:
        names = []
    number = len(line.results) + 1
    report = report_of(sample, laboratory, names, behind, sure.level, number, kind, at)
    _keep_report(report, sample, source, at)
    revision = Report.objects.filter(source=source, source_key=sample.token).order_by("-revision")
    said = samples.say(
        sample=sample, kind=kind, number=number, laboratory=laboratory,
        of=sample_rules.in_question(line.results) if kind != Result.Kind.RESULT else None,
        names=names, used=used, method=behind, level=sure.level if names else "",
        because=sure.reason if names else "", reason=reason, report=revision[0],
        through=held.other if held else None, by=by, at=at,
    )  # fmt: skip
    ask_again(at=at)
    if is_told_at_once and names:
        bound = (held.other if held else None) or laboratory
        tell_firsts_inside(reports=[said.report_id], laboratory=bound, by=by, at=at)
    return said


def _keep_report(report: NewReport, sample: Sample, source: Source, at: datetime) -> None:
    book = name_book("en")
    name_mentions(book, [report])
    substances.ask([report], book=book, at=at)
    reception = observations.Reception(
        source_id=source.pk, submission_id=None, context=sample.context,
        marking_id=sample.marking_id, received_at=at, archive=False, typical_delay_days=0,
        separate=False, seen_before=False, rows_in_file=lambda _key: 1,
    )  # fmt: skip
    observations.record([report], reception=reception)
