"""Open assessments of any kind and move them on; write and conclude the short form."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from vedette.base.accounts import rules as rights
from vedette.base.accounts.models import User
from vedette.base.journal import actions as journal
from vedette.base.markings.models import Marking
from vedette.base.markings.queries import markings_seen_by
from vedette.base.markings.rules import strictest_marking
from vedette.catalogue.substances.models import Substance
from vedette.judgement.assessments import queries, rules
from vedette.judgement.assessments.definitions import Kind, Transition
from vedette.judgement.assessments.errors import EntryUnfit, Overtaken
from vedette.judgement.assessments.models import Assessment, AssessmentStep
from vedette.judgement.drills import rules as drills
from vedette.judgement.drills.models import Drill
from vedette.judgement.signals.models import Signal

STATUS_OF_STAGE = {"fixed": Assessment.Status.CONCLUDED, "dropped": Assessment.Status.DROPPED}


@transaction.atomic
def open_assessment(
    *, signal: Signal, title: str, drill: Drill | None = None, by: User, at: datetime
) -> Assessment:
    """Open an assessment of a signal, resting on the rows behind the signal."""
    rights.check_may(by, "judge")
    drills.check_runs(drill)
    evidence = rules.evidence_of(signal, seen=markings_seen_by(by))
    assessment = Assessment.objects.create(
        title=title.strip() or rules.title_of(signal),
        signal=signal,
        author=by,
        opened_at=at,
        marking=rules.marking_of(evidence),
        drill=drill,
        exercise=drill is not None or any(row.source.simulated for row in evidence),
    )
    assessment.evidence.set(evidence)
    if signal.substance:
        assessment.substances.set([signal.substance])
    _keep_step(assessment, "open", "", happened_at=at, by=by, at=at)
    journal.record("assessment.opened", subject=assessment, by=by, at=at, signal=signal.pk)
    return assessment


@transaction.atomic
def begin(
    *,
    kind: Kind,
    title: str,
    substances: Sequence[Substance],
    follows: Assessment | None = None,
    marking: Marking,
    happened_at: datetime | None = None,
    drill: Drill | None = None,
    by: User,
    at: datetime,
) -> Assessment:
    """Begin an assessment of a kind, about substances, perhaps going on from an earlier one.

    It takes over the rows that the earlier one rests on, and is marked no freer than that.
    What goes on from an exercise is one, and stays in the same drill.

    Raises
    ------
    Refused
        If the person's role may not begin this kind, or it begins with a signal.
    EntryUnfit
        If it has no title, the wrong number of substances, or follows the wrong kind.
    """
    rules.check_role(by, kind.roles)
    if kind.needs_signal:
        raise EntryUnfit("this kind begins with a signal; take one up")
    rules.check_substances(kind, len(substances))
    rules.check_follows(kind, follows)
    drill = rules.drill_of(drill, follows)
    drills.check_runs(drill)
    if happened_at and happened_at > at:
        raise EntryUnfit("what is still ahead has not begun")
    parts = [marking, follows.marking] if follows else [marking]
    row = Assessment.objects.create(
        kind=kind.key, state=kind.first.key, title=rules.check_said(title, "a title", at_most=300),
        author=by, opened_at=at, marking=strictest_marking(parts), follows=follows,
        signal=follows.signal if follows else None, drill=drill,
        exercise=drill is not None or bool(follows and follows.exercise),
    )  # fmt: skip
    row.substances.set(substances)
    if follows:
        row.evidence.set(follows.evidence.filter(marking_id__in=markings_seen_by(by)))
    _keep_step(row, "open", "", happened_at=happened_at or at, by=by, at=at)
    journal.record("assessment.opened", subject=row, by=by, at=at, kind=kind.key)
    return row


@transaction.atomic
def move(
    *,
    assessment: Assessment,
    act: str,
    reason: str = "",
    happened_at: datetime | None = None,
    by: User,
    at: datetime,
) -> Transition:
    """Take one step of the table of its kind, now or as of an earlier moment.

    Raises
    ------
    Refused
        If the person's role may not.
    StepUnfit, NotReady
        If the step does not follow, or something it needs is missing.
    Overtaken
        If somebody else moved it since it was read.
    """
    kind = queries.kind_of(assessment)
    step = rules.step_of(kind, assessment, act, by)
    rules.check_needs(assessment, kind, step, person=by, reason=reason)
    when = happened_at or at
    last = assessment.steps.order_by("-number").first()
    if when > at:
        raise EntryUnfit("what is still ahead was not done yet")
    if last and when < last.happened_at:
        raise EntryUnfit("this cannot have happened before the step it follows on")
    origin, target = assessment.state, kind.state(step.target)
    assert target is not None  # noqa: S101 - the table was checked when it was read
    changes: dict[str, Any] = {
        "state": target.key,
        "status": STATUS_OF_STAGE.get(target.stage, "open"),
    }
    if assessment.concluded_at is None and target.stage in STATUS_OF_STAGE:
        changes["concluded_at"] = when
    unmoved = Assessment.objects.filter(pk=assessment.pk, state=origin)
    if not unmoved.update(**changes):
        raise Overtaken("somebody else has moved this assessment; look again")
    assessment.refresh_from_db()
    _keep_step(assessment, act, origin, happened_at=when, by=by, at=at, reason=reason)
    journal.record(
        "assessment.moved", subject=assessment, by=by, at=at, step=act, state=assessment.state
    )
    return step


def _keep_step(
    row: Assessment, act: str, origin: str, *, happened_at: datetime, by: User, at: datetime,
    reason: str = "",
) -> None:  # fmt: skip
    last = row.steps.aggregate(last=Max("number"))["last"] or 0
    AssessmentStep.objects.create(
        assessment=row, number=last + 1, act=act, origin=origin, target=row.state,
        happened_at=happened_at, at=at, by=by, role=by.role, reason=reason.strip(),
    )  # fmt: skip


@transaction.atomic
def save(
    *,
    assessment: Assessment,
    by: User,
    at: datetime,
    likelihood: str,
    likelihood_why: str,
    impact: str,
    impact_why: str,
    confidence: str,
    confidence_why: str,
    summary: str,
) -> Assessment:
    """Keep what has been written so far; a concluded assessment is not changed."""
    rights.check_may(by, "judge")
    _check_form(assessment)
    rules.check_level(likelihood, impact, confidence)
    still_open = Assessment.objects.filter(pk=assessment.pk, status=Assessment.Status.OPEN)
    if not still_open.update(
        likelihood=likelihood, likelihood_why=likelihood_why.strip(), impact=impact,
        impact_why=impact_why.strip(), confidence=confidence,
        confidence_why=confidence_why.strip(), summary=summary.strip(),
    ):  # fmt: skip
        raise rights.Refused("this assessment is concluded; open a new one to say something else")
    journal.record("assessment.saved", subject=assessment, by=by, at=at)
    assessment.refresh_from_db()
    return assessment


@transaction.atomic
def conclude(*, assessment: Assessment, by: User, at: datetime) -> Assessment:
    """Close an assessment that says all it must."""
    rights.check_may(by, "judge")
    _check_form(assessment)
    assessment.refresh_from_db()
    rules.check_complete(assessment)
    still_open = Assessment.objects.filter(pk=assessment.pk, status=Assessment.Status.OPEN)
    if not still_open.update(
        status=Assessment.Status.CONCLUDED, state="concluded", concluded_at=at
    ):
        raise rights.Refused("this assessment is concluded already")
    assessment.refresh_from_db()
    _keep_step(assessment, "conclude", "open", happened_at=at, by=by, at=at)
    journal.record("assessment.concluded", subject=assessment, by=by, at=at)
    return assessment


def _check_form(assessment: Assessment) -> None:
    if queries.kind_of(assessment).ratings != "form":
        raise rights.Refused("this kind of assessment is written section by section")
