"""Keep a replay: what was asked, the desk of every week, and what it came to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from vedette.base.accounts.models import User
from vedette.base.journal import actions as journal
from vedette.evidence.snapshots.models import Snapshot
from vedette.judgement.signals.actions import policy_digest
from vedette.judgement.signals.candidate import Candidate
from vedette.judgement.signals.models import Replay, ReplayWeek
from vedette.judgement.signals.replay import DeskWeek, Learnt
from vedette.judgement.signals.truth import Event, TruthScore, score_desks

MOST_FOLDED = 50  # a week; beyond these only their number is kept
MOST_PARTS = 20


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the past; ``within`` and ``in_time`` are as in :func:`score_desks`."""

    start: date
    end: date
    source: str = ""
    delay_days: int | None = None
    truth: tuple[Event, ...] = ()
    within: int = 182
    in_time: int = 0


@transaction.atomic
def ask(
    *, question: Question, snapshot: Snapshot, policy: Mapping[str, Any], markings: Iterable[int],
    by: User | None, at: datetime,
) -> Replay:  # fmt: skip
    """Keep a question, or return the record of the same one asked before."""
    truth = _truth(question)
    replay, is_new = Replay.objects.get_or_create(
        snapshot=snapshot, start=question.start, end=question.end, source=question.source,
        delay_days=question.delay_days, policy_digest=policy_digest(dict(policy)),
        truth_digest=policy_digest(truth) if truth else "",
        defaults={
            "policy": dict(policy), "cap": policy["new_per_week"], "truth": truth, "by": by,
            "asked_at": at,
        },
    )  # fmt: skip
    if is_new:
        replay.markings.set(markings)
        journal.record(
            "replay.asked", subject=replay, by=by, at=at, start=question.start.isoformat(),
            end=question.end.isoformat(), source=question.source,
            truth=replay.truth_digest,
        )  # fmt: skip
    return replay


def question_of(replay: Replay) -> Question:
    """Return what was asked."""
    truth = replay.truth
    return Question(
        replay.start, replay.end, replay.source, replay.delay_days,
        tuple(
            Event(one["substance"], date.fromisoformat(one["date"]), one["place"])
            for one in truth.get("events", ())
        ),
        **{name: truth[name] for name in ("within", "in_time") if name in truth},
    )  # fmt: skip


def score_against(
    question: Question, desks: Sequence[DeskWeek], known: Mapping[str, Learnt]
) -> TruthScore:
    """Hold desks against the known dates of a question; ``known`` says what could be shown."""
    others = [key for key, one in known.items() if one.first <= question.end]
    return score_desks(
        desks, question.truth, within=question.within, in_time=question.in_time, others=others
    )


@transaction.atomic
def begin(*, replay: Replay) -> Replay:
    """Clear away what a broken attempt left; each attempt starts at the first week."""
    ReplayWeek.objects.filter(replay=replay).delete()
    replay.finished_at, replay.error = None, ""
    replay.save(update_fields=["finished_at", "error"])
    return replay


def keep_week(*, replay: Replay, week: DeskWeek) -> ReplayWeek:
    """Store one desk, so that others see how far the replay has come."""
    return ReplayWeek.objects.create(
        replay=replay, day=week.day, came=[_row(one) for one in week.came],
        went_on=[_row(one) for one in week.went_on],
        folded=[_row(one) for one in week.folded[:MOST_FOLDED]],
        came_total=len(week.came), folded_total=len(week.folded),
    )  # fmt: skip


@transaction.atomic
def finish(
    *,
    replay: Replay,
    first_shown: Mapping[str, date],
    learnt: Mapping[str, Learnt],
    score: TruthScore | None,
    by: User | None,
    at: datetime,
) -> Replay:
    """Close a replay with what it came to."""
    replay.learnt = [_learnt(key, day, learnt.get(key)) for key, day in first_shown.items()]
    replay.score = _plain_score(score) if score else None
    replay.finished_at = at
    replay.save(update_fields=["learnt", "score", "finished_at"])
    shown = sum(replay.weeks.values_list("came_total", flat=True))
    journal.record("replay.finished", subject=replay, by=by, at=at, signals=shown)
    return replay


@transaction.atomic
def fail(*, replay: Replay, error: str, by: User | None, at: datetime) -> Replay:
    """Say why a replay could not be done."""
    replay.finished_at, replay.error = at, error
    replay.save(update_fields=["finished_at", "error"])
    journal.record("replay.failed", subject=replay, by=by, at=at)
    return replay


def _truth(question: Question) -> dict[str, Any]:
    if not question.truth:
        return {}
    told = sorted((one.substance, one.date.isoformat(), one.place) for one in question.truth)
    events = [dict(zip(("substance", "date", "place"), one, strict=True)) for one in told]
    return {"events": events, "within": question.within, "in_time": question.in_time}


def _row(one: Candidate) -> dict[str, Any]:
    parts = [
        {
            "kind": part.kind,
            "subject": part.subject,
            "place": part.place,
            "context": part.context or "",
            "template": part.template,
            "facts": part.sentence_parameters,
        }
        for part in one.parts[:MOST_PARTS]
    ]
    return {
        "story": one.story, "kind": one.kind, "subject": one.subject,
        "subject_kind": one.subject_kind, "place": one.place,
        "country": one.country if len(one.country) == 2 else "", "context": one.context or "",
        "week": one.week.isoformat(), "observed": one.observed, "expected": one.expected,
        "rank": one.score, "template": one.template, "facts": one.sentence_parameters,
        "rows": one.reports_total, "parts": parts,
    }  # fmt: skip


def _learnt(key: str, shown: date, learnt: Learnt | None) -> dict[str, Any]:
    third = learnt.third if learnt else None
    return {
        "substance": key, "first_record": learnt.first.isoformat() if learnt else None,
        "third_record": third.isoformat() if third else None, "first_shown": shown.isoformat(),
        "lead_days": (third - shown).days if third else None,
    }  # fmt: skip


def _plain_score(score: TruthScore) -> dict[str, Any]:
    met = [
        asdict(one.event)
        | {"date": one.event.date.isoformat(), "days": one.days,
           "first_shown": one.first_shown.isoformat() if one.first_shown else None}
        for one in score.met
    ]  # fmt: skip
    return {**score.as_dict(), "met": met}
