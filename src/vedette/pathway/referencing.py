"""From a sample to a reference centre and back: what it identifies counts once confirmed."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from vedette.base.accounts.models import User
from vedette.base.accounts.rules import Refused
from vedette.base.locks import alone
from vedette.catalogue.laboratories.identification import sureness
from vedette.catalogue.laboratories.models import Laboratory
from vedette.catalogue.substances import proposals, provisional
from vedette.catalogue.substances.models import Proposal, Substance
from vedette.catalogue.substances.proposals import Evidence
from vedette.evidence.reference_analyses import actions as references
from vedette.evidence.reference_analyses import rules
from vedette.evidence.reference_analyses.models import ReferenceAnalysis, ReferenceStep
from vedette.evidence.reference_analyses.queries import Line, line_of
from vedette.evidence.samples import actions as samples
from vedette.evidence.samples.models import Result, Sample
from vedette.evidence.samples.queries import line_of as sample_line
from vedette.evidence.samples.rules import Standing as SampleStanding
from vedette.evidence.samples.rules import agree, in_question, standing_of
from vedette.pathway.examining import report_inside
from vedette.pathway.first_notices import LOOK
from vedette.science.identification import read_methods, write_methods

FEEDS = ("", "substance", "provisional")  # nothing, a proposal, or an unnamed substance


@transaction.atomic
def ask_reference(
    *, sample: Sample, centre: Laboratory, question: str, wanted_by: date | None = None,
    by: User, at: datetime,
) -> ReferenceAnalysis:  # fmt: skip
    """Ask a reference centre what a sample holds; its custody goes on from the request."""
    references.check_centre(centre, at=at)
    asked = samples.ask(sample=sample, laboratory=centre, reason=question, by=by, at=at)
    return references.open_analysis(asked=asked, wanted_by=wanted_by, by=by, at=at)


def answer_reference(
    *,
    analysis: ReferenceAnalysis,
    names: Sequence[str],
    method: str,
    confidence: float | None = None,
    note: str = "",
    by: User,
    at: datetime,
) -> ReferenceStep:
    """Give the answer of the centre; how sure it is follows from the methods."""
    used = write_methods(read_methods(method))
    return references.answer(
        analysis=analysis, names=names, method=used, sure=sureness(used), confidence=confidence,
        note=note, by=by, at=at,
    )  # fmt: skip


def confirm_reference(
    *,
    analysis: ReferenceAnalysis,
    reason: str = "",
    feeds: str = "",
    by: User,
    at: datetime,
) -> ReferenceStep:
    """Confirm the answer of a centre: from now on it counts as the centre's result.

    Where it differs from what was held before, it is a retest of that. With `feeds` the
    register gets a proposal for a substance it lacks, or an unnamed substance.

    Raises
    ------
    Refused
        If the person answered it, acts for another laboratory, or feeds it otherwise.
    """
    with alone(LOOK), transaction.atomic():
        return _confirm(analysis, reason, feeds, by=by, at=at)


def _confirm(
    analysis: ReferenceAnalysis, reason: str, feeds: str, *, by: User, at: datetime
) -> ReferenceStep:
    line = line_of(analysis)
    rules.check_step(line.course, ReferenceStep.Kind.CONFIRMED)
    references.check_judges(line, by)
    said, held = line.answer, line.received_step
    if said is None or held is None:  # cannot be: only what was answered can be confirmed
        raise Refused("there is no answer yet that could be confirmed")
    if feeds not in FEEDS:
        raise Refused(f"a confirmed answer feeds the register as {' or '.join(FEEDS[1:])}")
    if feeds == "provisional" and said.names:
        raise Refused("an answer with names is of no unnamed substance; propose the name instead")
    before = sample_line(line.sample).results
    # What nobody can name is entered first: the report is made under the key it has here, which
    # stays when it is named and is read as nothing else.
    proposal, unnamed = _feed(line, said, feeds, by=by, at=at)
    names = [unnamed.key] if unnamed else said.names
    kind = _kind_beside(before, names)
    result = report_inside(
        sample=line.sample, kind=kind, laboratory=line.centre, names=names,
        method=said.method, held=held, is_told_at_once=True, by=by, at=at,
        reason=f"reference analysis {analysis.pk}" + (f"; {said.reason}" if said.reason else ""),
    )  # fmt: skip
    return references.confirm(
        line=line, result=result, proposal=proposal, provisional=unnamed, reason=reason, by=by,
        at=at,
    )  # fmt: skip


def _kind_beside(before: Sequence[Result], names: Sequence[str]) -> str:
    """Return whether an answer goes on from the results before it, or tests one of them again."""
    last = in_question(before)
    if last is None:
        return Result.Kind.RESULT
    is_contested = standing_of(before) is SampleStanding.CONTESTED
    is_same = agree(last.names, names)
    return Result.Kind.RESULT if is_same and not is_contested else Result.Kind.RETEST


def _feed(
    line: Line, said: ReferenceStep, feeds: str, *, by: User, at: datetime
) -> tuple[Proposal | None, Substance | None]:
    """Tell the register what it lacks: a proposal that a second person accepts, or an unknown."""
    told = (
        f"Reference analysis {line.analysis.pk} of {line.centre.name}, confirmed by"
        f" {line.asker.name}: {said.method}."
    )
    if feeds == "substance":
        if len(said.names) != 1:
            raise Refused("a proposal names one substance; propose each by itself")
        evidence = Evidence(text=told, samples=(line.sample.token,))
        return proposals.propose_substance(
            facts={"name": said.names[0]}, evidence=evidence, by=by, at=at
        ), None
    if feeds == "provisional":
        seen = provisional.Seen(description=said.reason or f"of sample {line.sample.token}")
        return None, provisional.propose(seen=seen, evidence=told, by=by, at=at)
    return None, None
