"""Assessments made ready for any step, by the actions that people use."""

from datetime import UTC, datetime

from vedette import pathway
from vedette.base.accounts.models import User
from vedette.base.markings.actions import marking_for
from vedette.catalogue.substances.models import Substance
from vedette.judgement.assessments import writing
from vedette.judgement.assessments.models import Assessment, Rating
from vedette.judgement.deadlines.models import Deadline

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


def writer():
    """Return somebody who writes, and is nobody of the ``people``."""
    row, _ = User.objects.get_or_create(username="writer", defaults={"role": "officer"})
    return row


def substances(kind):
    """Return as many substances as a kind is at least about."""
    return [
        Substance.objects.get_or_create(key=f"substance-{n}", defaults={"name": f"substance {n}"})[
            0
        ]
        for n in range(kind.least)
    ]


def begun(kind, *, by=None, signal=None, **values):
    """Begin an assessment of a kind."""
    by = by or writer()
    if kind.needs_signal:
        return pathway.take_up(signal=signal, title="t", reason="worth it", by=by, at=NOW)
    return pathway.begin(
        **{"kind": kind, "title": "t", "substances": substances(kind), "by": by, "at": NOW,
           "marking": marking_for("GREEN"), **values}
    )  # fmt: skip


def filled(row, kind, *, by=None, at=NOW):
    """Write, rate and answer all that any step of a kind needs."""
    by = by or writer()
    for part in kind.sections:
        writing.write_section(
            assessment=row, section=part.key, text="What is known.", read=0, by=by, at=at
        )
    if kind.ratings == "apart":
        for scale in Rating.Scale.values:
            writing.rate(assessment=row, scale=scale, said="low", why="few cases", by=by, at=at)
    for one in kind.questions:
        free = "no" if one.blocks_if == "yes" else "yes"
        writing.answer(assessment=row, question=one.key, said=free, why="asked", by=by, at=at)
    if kind.ratings == "form":
        said = dict.fromkeys(("likelihood", "impact", "confidence"), "low")
        why = dict.fromkeys(("likelihood_why", "impact_why", "confidence_why", "summary"), "w")
        Assessment.objects.filter(pk=row.pk).update(**said, **why)
        row.refresh_from_db()
    return row


def placed(row, kind, state):
    """Put an assessment into a state without walking there; no clock runs then."""
    stage = kind.state(state).stage
    status = {"fixed": "concluded", "dropped": "dropped"}.get(stage, "open")
    row.state, row.status = state, status
    row.concluded_at = None if status == "open" else NOW
    row.save()
    Deadline.objects.filter(subject_id=row.pk, met_at=None).update(withdrawn_at=NOW)
    return row
