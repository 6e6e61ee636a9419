"""From rows to signals: freeze the evidence, look as of a moment, take up what matters."""

import dataclasses
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from vedette.base.accounts.models import User
from vedette.base.accounts.rules import Refused
from vedette.base.locks import alone
from vedette.catalogue.substances.identify import name_book
from vedette.evidence.snapshots import actions as snapshots
from vedette.evidence.snapshots.models import Snapshot
from vedette.evidence.snapshots.queries import frozen_tables
from vedette.judgement.signals import actions as signals
from vedette.judgement.signals.closure import Closure
from vedette.judgement.signals.desk_rules import (
    as_plain,
    catalogue_with,
    policy_with,
)
from vedette.judgement.signals.detect import desk, find_signals
from vedette.judgement.signals.models import Run, Signal
from vedette.judgement.signals.queries import (
    days_shown,
    experience,
    open_stories,
    place_names,
    signal_catalogue,
)
from vedette.judgement.signals.rule_rows import rules_in_force
from vedette.judgement.signals.rules import EARLIEST
from vedette.judgement.signals.series import SeriesReader
from vedette.judgement.signals.thresholds import Policy
from vedette.pathway.first_notices import LOOK
from vedette.pathway.intake import seldom_collecting
from vedette.science.simulation import Noticed, Truth


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
    """One run at a time: a second one must see the stories that the first has raised."""
    with alone(LOOK):
        return _run_in(snapshot, as_of=as_of, by=by, at=at, policy=policy)


def _run_in(
    snapshot: Snapshot, *, as_of: datetime, by: User | None, at: datetime, policy: Policy
) -> Run:
    rules = rules_in_force(as_of=as_of)
    policy = policy_with(rules, policy)
    settings_of_run = plain_policy(dataclasses.asdict(policy))
    if rules:
        settings_of_run["rules"] = [as_plain(rule) for rule in rules]
    if done := signals.run_of(snapshot=snapshot, as_of=as_of, policy=settings_of_run):
        return done
    findings, reports = frozen_tables(snapshot)
    here = timezone.localtime(as_of)  # which week is over is a question of the node's own day
    catalogue = catalogue_with(rules, signal_catalogue())
    found = find_signals(
        findings, reports, as_of=here, policy=policy, catalogue=catalogue,
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
        folded=chosen.folded, series=SeriesReader(findings, reports, here),
        closure=Closure(findings, as_of), by=by, at=at,
    )  # fmt: skip


def plain_policy(policy: dict[str, Any]) -> dict[str, Any]:
    """Return the knobs of a policy as values that can be kept."""
    return {k: sorted(v) if isinstance(v, frozenset) else v for k, v in policy.items()}


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
