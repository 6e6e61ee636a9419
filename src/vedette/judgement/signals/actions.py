"""Keep what a run found, and what people decide about it."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from vedette.base.accounts import rules as rights
from vedette.base.accounts.models import User
from vedette.base.journal import actions as journal
from vedette.base.markings.models import Marking
from vedette.base.markings.rules import strictest_marking
from vedette.catalogue.places.models import Place
from vedette.catalogue.substances.models import Family, Substance
from vedette.evidence.snapshots.models import Snapshot
from vedette.judgement.signals import rules
from vedette.judgement.signals.candidate import Candidate
from vedette.judgement.signals.closure import Closure
from vedette.judgement.signals.models import Continuation, Decision, Run, Signal
from vedette.judgement.signals.series import SeriesReader


def policy_digest(policy: dict[str, Any]) -> str:
    """Return what names a policy: two runs with the same one must agree."""
    text = json.dumps(policy, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def run_of(*, snapshot: Snapshot, as_of: datetime, policy: dict[str, Any]) -> Run | None:
    """Return the run that asked exactly this before, if there was one."""
    return Run.objects.filter(
        snapshot=snapshot, as_of=as_of, policy_digest=policy_digest(policy)
    ).first()


@transaction.atomic
def keep_run(
    *,
    snapshot: Snapshot,
    as_of: datetime,
    policy: dict[str, Any],
    series_tested: int,
    seconds: float,
    shown: Sequence[Candidate],
    folded: Sequence[Candidate],
    series: SeriesReader,
    closure: Closure,
    by: User | None,
    at: datetime,
) -> Run:
    """Store a run with its signals; a story that is already open is continued, not raised again.

    What an earlier run folded comes to the desk as of this one if it is among ``shown``.
    """
    run = Run.objects.create(
        as_of=as_of, snapshot=snapshot, policy=policy, policy_digest=policy_digest(policy), by=by,
        finished_at=at, series_tested=series_tested, seconds=seconds,
    )  # fmt: skip
    names = _Rows(closure)
    running = {c.episode for c in (*shown, *folded) if c.episode}
    earlier_ones = {
        str(s.pk): s
        for s in Signal.objects.filter(pk__in=map(int, running)).select_related("marking")
    }
    fresh: list[Signal] = []
    promoted = 0
    for candidate, is_shown in [(c, True) for c in shown] + [(c, False) for c in folded]:
        earlier = earlier_ones.get(candidate.episode or "")
        if earlier is not None:
            Continuation.objects.get_or_create(
                signal=earlier, run=run,
                defaults={
                    "week": candidate.week, "observed": candidate.observed,
                    "expected": candidate.expected, "template": candidate.template,
                    "facts": candidate.sentence_parameters, "rank": candidate.score,
                    "report_ids": list(candidate.reports),
                    "report_total": candidate.reports_total,
                },
            )  # fmt: skip
            _close(earlier, closure.marking_of(candidate))
            promoted += is_shown and _promote(earlier, as_of)
            continue
        signal = names.signal(candidate, run, shown=is_shown)
        weeks, signal.opinions = series.weeks_of(candidate)
        signal.series = [asdict(week) for week in weeks]
        fresh.append(signal)
    Signal.objects.bulk_create(fresh, batch_size=200)
    journal.record(
        "detection.run", subject=run, by=by, at=at, as_of=as_of.isoformat(),
        signals=len(fresh), promoted=promoted, series=series_tested,
    )  # fmt: skip
    return run


class _Rows:
    """From the codes of a candidate to the rows of the register."""

    def __init__(self, closure: Closure) -> None:
        self.closure = closure
        self.substances = dict(Substance.objects.values_list("key", "id"))
        self.families = dict(Family.objects.values_list("key", "id"))
        self.places: dict[str, int] = {}
        for pk, scheme, code in Place.objects.values_list("id", "scheme", "code"):
            if scheme == Place.Scheme.ISO3166_1 or code not in self.places:
                self.places[code] = pk

    def signal(self, candidate: Candidate, run: Run, *, shown: bool) -> Signal:
        """Return the row of a candidate, not yet stored."""
        is_family = candidate.subject_kind == "family"
        return Signal(
            run=run, raised_at=run.as_of, kind=candidate.kind, story=candidate.story,
            substance_id=None if is_family else self.substances.get(candidate.subject),
            family_id=self.families.get(candidate.subject) if is_family else None,
            country=candidate.country if len(candidate.country) == 2 else "",
            place_id=self.places.get(candidate.place), context=candidate.context or "",
            week=candidate.week, observed=candidate.observed, expected=candidate.expected,
            threshold=candidate.threshold, pvalue=candidate.pvalue, evalue=candidate.evalue,
            detector=candidate.detector,
            parameters={
                **candidate.parameters, "baseline_weeks": candidate.baseline_weeks,
                "weeks_left_out": candidate.weeks_left_out, "maturity": candidate.maturity,
                "flags": list(candidate.flags),
            },
            template=candidate.template, facts=candidate.sentence_parameters,
            rank=candidate.score, components=candidate.components,
            shown_at=run.as_of if shown else None,
            parts=[_part(part) for part in candidate.parts[:50]],
            report_ids=list(candidate.reports), report_total=candidate.reports_total,
            marking=self.closure.marking_of(candidate),
        )  # fmt: skip


def _close(signal: Signal, marking: Marking) -> None:
    """Let a signal that goes on be as closed as the rows that joined it."""
    if strictest_marking([signal.marking, marking]) != signal.marking:
        signal.marking = marking
        signal.save(update_fields=["marking"])


def _promote(signal: Signal, as_of: datetime) -> bool:
    """Bring a folded signal to the desk, and say whether it was not there yet as of a moment."""
    if signal.shown_at is not None and signal.shown_at <= as_of:
        return False
    signal.shown_at = as_of
    signal.save(update_fields=["shown_at"])
    return True


def _part(part: Candidate) -> dict[str, Any]:
    return {
        "kind": part.kind, "story": part.story, "place": part.place, "context": part.context,
        "week": part.week.isoformat(), "observed": part.observed, "expected": part.expected,
        "template": part.template, "facts": part.sentence_parameters, "evalue": part.evalue,
    }  # fmt: skip


@transaction.atomic
def decide(
    *, signal: Signal, outcome: str, reason: str, until: date | None, by: User, at: datetime
) -> Decision:
    """Give a signal its outcome; a later decision stands beside the earlier one.

    Raises
    ------
    Refused
        If the person may not judge, or the decision lacks its reason or end.
    """
    rights.check_may(by, "judge")
    rules.check_decision(outcome, reason, until, timezone.localdate(at))
    decision = Decision.objects.create(
        signal=signal, outcome=outcome, reason=reason.strip(), until=until, by=by, at=at
    )
    journal.record(f"signal.{outcome}", subject=signal, by=by, at=at, reason=reason.strip())
    return decision
