"""The past again: what would have been on the desk, and answers that are kept."""

import dataclasses
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
from django.conf import settings
from django.utils import timezone

from vedette.base.accounts.models import User
from vedette.base.locks import alone
from vedette.errors import VedetteError
from vedette.evidence.ingest.definitions import find_source
from vedette.evidence.snapshots.models import Snapshot
from vedette.evidence.snapshots.queries import frozen_tables
from vedette.judgement.signals import keeping
from vedette.judgement.signals.closure import markings_of_rows
from vedette.judgement.signals.desk_rules import (
    DeskRule,
    as_plain,
    in_force,
    policy_with,
    rules_from,
)
from vedette.judgement.signals.kept import lock_of
from vedette.judgement.signals.models import Replay
from vedette.judgement.signals.queries import (
    place_names,
    signal_catalogue,
)
from vedette.judgement.signals.replay import DeskWeek, delayed, learnt, summarise
from vedette.judgement.signals.replay import replay as replay_desks
from vedette.judgement.signals.rule_rows import all_rules, rules_in_force
from vedette.judgement.signals.rules import check_span
from vedette.judgement.signals.thresholds import Policy, policy_from
from vedette.pathway.noticing import freeze, plain_policy


def past(*, source: str = "", delay_days: int | None = None) -> tuple[pa.Table, pa.Table]:
    """Freeze the evidence and return its findings and reports, for a replay.

    With ``delay_days``, rows whose source does not say when it reported them count as
    known so many days after they happened.
    """
    now = timezone.now()
    return _past_of(freeze(as_of=now, by=None, at=now), source, delay_days)


def _past_of(snapshot: Snapshot, source: str, delay_days: int | None) -> tuple[pa.Table, pa.Table]:
    findings, reports = frozen_tables(snapshot, source=source)
    if delay_days is None:
        return findings, reports
    return delayed(findings, reports, days=delay_days)


def replay(
    *,
    start: date,
    end: date,
    source: str = "",
    delay_days: int | None = None,
    cap: int | None = None,
    policy: Policy | None = None,
    rules_on: Callable[[date], tuple[DeskRule, ...]] | None = None,
    tables: tuple[pa.Table, pa.Table] | None = None,
) -> Iterator[DeskWeek]:
    """Ask each week of the past what would have been on the desk with what was known by then.

    The rules of the desk are those in force now, or what ``rules_on`` says of each day;
    ``cap`` is the most new signals a week, whatever they say.
    ``tables`` are those of :func:`past`, if they are at hand already.
    """
    findings, reports = tables or past(source=source, delay_days=delay_days)
    now = timezone.now()
    today = in_force(all_rules(), at=now, day=timezone.localdate(now))
    return replay_desks(
        findings, reports, start=start, end=end, cap=cap, policy=policy or Policy(),
        catalogue=signal_catalogue(), places=place_names(), rules_on=rules_on or (lambda _: today),
    )  # fmt: skip


def rules_then() -> Callable[[date], tuple[DeskRule, ...]]:
    """Return what tells the rules of the desk that were in force on a day."""
    made = all_rules()
    return lambda day: in_force(
        made, at=datetime(day.year, day.month, day.day, tzinfo=UTC), day=day
    )


def ask_replay(
    question: keeping.Question,
    *,
    cap: int | None = None,
    policy: Policy | None = None,
    by: User | None,
    at: datetime,
) -> Replay:
    """Freeze the evidence and keep a question about the past; the same one is one record.

    It is answered by :func:`run_replay`.
    """
    check_span(question.start, question.end, timezone.localdate(at))
    if question.source:
        find_source(question.source, Path(settings.VEDETTE_HOME))
    rules = rules_in_force(as_of=at)
    knobs = policy_with(rules, policy or Policy())
    if cap is not None:
        knobs = dataclasses.replace(knobs, new_per_week=cap)
    asked_under = plain_policy(dataclasses.asdict(knobs)) | {
        "rules": [as_plain(one) for one in rules]
    }
    snapshot = freeze(as_of=at, by=by, at=at)
    _, reports = frozen_tables(snapshot, source=question.source)
    return keeping.ask(
        question=question, snapshot=snapshot, policy=asked_under,
        markings=markings_of_rows(reports, until=at), by=by, at=at,
    )  # fmt: skip


def run_replay(
    asked: Replay, *, by: User | None, now: Callable[[], datetime] = timezone.now
) -> Replay:
    """Answer a kept question week by week, or return it as it is if it was answered already.

    Every week is stored as soon as it is known. An attempt that broke off begins again:
    each week rests on those before it.
    """
    with alone(lock_of(asked)):
        asked.refresh_from_db()
        if asked.finished_at is not None and not asked.error:
            return asked
        keeping.begin(replay=asked)
        try:
            return _answer(asked, by=by, now=now)
        except VedetteError as error:
            return keeping.fail(replay=asked, error=str(error), by=by, at=now())


def _answer(asked: Replay, *, by: User | None, now: Callable[[], datetime]) -> Replay:
    question = keeping.question_of(asked)
    tables = _past_of(asked.snapshot, asked.source, asked.delay_days)
    rules = rules_from(asked.policy)
    desks = []
    for week in replay(
        start=asked.start, end=asked.end, cap=asked.cap, policy=policy_from(asked.policy),
        tables=tables, rules_on=lambda _: rules,
    ):  # fmt: skip
        keeping.keep_week(replay=asked, week=week)
        # What was not shown is heavy, and counts for nothing below.
        light = dataclasses.replace(week.detection, candidates=())
        desks.append(dataclasses.replace(week, detection=light, folded=()))
    known = learnt(tables[0])
    score = keeping.score_against(question, desks, known) if question.truth else None
    return keeping.finish(
        replay=asked, first_shown=summarise(desks).first_shown, learnt=known, score=score,
        by=by, at=now(),
    )  # fmt: skip
