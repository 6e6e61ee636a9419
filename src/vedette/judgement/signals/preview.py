"""What a rule would have changed on the desk of the last run; nothing is stored."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils import timezone

from vedette.base.accounts.models import User
from vedette.base.accounts.rules import Refused
from vedette.base.markings.queries import markings_seen_by
from vedette.evidence.snapshots.queries import frozen_tables
from vedette.judgement.signals.candidate import Candidate
from vedette.judgement.signals.closure import Closure
from vedette.judgement.signals.desk_rules import (
    DeskRule,
    catalogue_with,
    policy_with,
    rules_from,
)
from vedette.judgement.signals.detect import desk, find_signals
from vedette.judgement.signals.models import Rule, Run
from vedette.judgement.signals.queries import (
    days_shown,
    last_run,
    open_stories,
    place_names,
    sentence_of,
    signal_catalogue,
)
from vedette.judgement.signals.rule_rows import as_rule
from vedette.judgement.signals.thresholds import policy_from

MOST_SECONDS = 15.0  # a run that took longer is not run twice while somebody waits


@dataclass(frozen=True, slots=True)
class Preview:
    """Sentences of the stories that a rule takes from a desk and brings to it.

    ``hidden`` counts those that the person may not see.
    """

    run: Run
    fewer: tuple[str, ...]
    more: tuple[str, ...]
    hidden: int


def preview(draft: Rule, *, person: User) -> Preview:
    """Lay the desk of the last run again, as it was and with one more rule, and compare.

    Raises
    ------
    Refused
        If there was no run yet, or it took too long to be run again at once.
    """
    run = last_run()
    if run is None:
        raise Refused("nothing has been looked at yet, so that there is nothing to compare with")
    if run.seconds > MOST_SECONDS:
        raise Refused(
            f"the last run took {run.seconds:.0f} seconds, too long to wait for; "
            "make the rule and look again, or replay"
        )
    findings, reports = frozen_tables(run.snapshot)
    before = rules_from(run.policy)
    last = Rule.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    drafted = replace(as_rule(draft), number=last + 1)
    was = _shown(run, before, findings, reports)
    would = _shown(run, (*before, drafted), findings, reports)
    fewer = [one for story, one in was.items() if story not in would]
    more = [one for story, one in would.items() if story not in was]
    closure, seen = Closure(findings, run.as_of), set(markings_seen_by(person))

    def told(candidates: list[Candidate]) -> tuple[str, ...]:
        return tuple(
            sentence_of(one.template, one.sentence_parameters)
            for one in candidates
            if closure.marking_of(one).pk in seen
        )

    shown = told(fewer), told(more)
    return Preview(run, *shown, hidden=len(fewer) + len(more) - sum(map(len, shown)))


def _shown(
    run: Run, rules: Sequence[DeskRule], findings: object, reports: object
) -> dict[str, Candidate]:
    """Return the stories of a run's desk, had these rules been in force."""
    policy = policy_with(rules, policy_from(run.policy))
    catalogue = catalogue_with(rules, signal_catalogue())
    found = find_signals(
        findings, reports, as_of=run.as_of, policy=policy, catalogue=catalogue,
        places=place_names(), rules=rules,
        open_stories=open_stories(as_of=run.as_of, weeks=policy.episode_weeks),
    )  # fmt: skip
    laid = desk(
        found.candidates, today=timezone.localdate(run.as_of), came=days_shown(as_of=run.as_of),
        policy=policy, catalogue=catalogue,
    )  # fmt: skip
    return {one.story: one for one in laid.shown}
