"""Decide what becomes of a promise that an ending document leaves undone; a second confirms."""

from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Max, QuerySet

from vedette.base.accounts import rules as rights
from vedette.base.accounts.models import User
from vedette.base.accounts.rules import Refused
from vedette.base.journal import actions as journal
from vedette.base.locks import queue_for
from vedette.base.numbers import LARGEST_ID
from vedette.response.policy import board, rules
from vedette.response.policy.errors import DecisionOvertaken, EntryUnknown, PromiseUnfit
from vedette.response.policy.models import CarryOverDecision, CarryOverVerdict, PolicyEntry
from vedette.response.policy.queries import key_of
from vedette.response.policy.statuses import statuses_of
from vedette.response.policy.unfinished import Decided, counting

Outcome = CarryOverDecision.Outcome
Verdict = CarryOverVerdict.Verdict
WHOLE = rules.FOLLOWED[:2]  # parts go with the promise that they are part of


def find_decision(number: int) -> CarryOverDecision:
    """Return a decision by its number, or refuse."""
    rows = CarryOverDecision.objects.select_related("entry__instrument", "target", "by")
    row = rows.filter(pk=min(number, LARGEST_ID)).first()
    if row is None:
        raise EntryUnknown(f"decision {number}")
    return row


@transaction.atomic
def decide(
    *,
    entry: PolicyEntry,
    outcome: str,
    target: PolicyEntry | None = None,
    reason: str,
    decided_on: date,
    replaces: int | None = None,
    by: User,
    at: datetime,
) -> CarryOverDecision:
    """Say what becomes of a promise that is not done.

    Parameters
    ----------
    outcome : str
        One of `CarryOverDecision.Outcome`.
    target : PolicyEntry, optional
        Of another document: where it is carried over to, or what replaces it. Carried over
        without it means to a successor that is not yet written.
    replaces : int, optional
        Number of the decision that counts now and that this one takes the place of.

    Raises
    ------
    Refused, PromiseUnfit
        If the role does not allow it, the promise is done, or the decision does not fit.
    DecisionOvertaken
        If the decision that counts is another one than ``replaces``.
    """
    rights.check_may(by, "judge")
    _one_after_the_other()
    check_whole(entry)
    rules.check_note(reason)
    check_outcome(entry, outcome, target, reason)
    _check_seen(entry, replaces, decided_on, at)
    rules.check_days(decided_on, at, _said(entry))
    _check_not_done(entry, at)
    if target is not None:
        _check_no_circle(entry, target, at)
    newest = entry.carry_decisions.order_by("-revision").first()
    row = CarryOverDecision.objects.create(
        entry=entry, revision=newest.revision + 1 if newest else 1, outcome=outcome,
        target=target, reason=reason.strip(), decided_on=decided_on, at=at, by=by,
    )  # fmt: skip
    journal.record(
        "promise.carry_over_decided", subject=row, by=by, at=at, entry=key_of(entry),
        outcome=outcome, to=key_of(target) if target else "",
    )  # fmt: skip
    return row


@transaction.atomic
def confirm(
    *,
    decision: CarryOverDecision,
    verdict: str = Verdict.ACCEPTED,
    reason: str = "",
    by: User,
    at: datetime,
) -> CarryOverVerdict:
    """Confirm or reject what another person decided; a rejected decision counts no longer.

    Raises
    ------
    Refused, PromiseUnfit
        If the role does not allow it, ``by`` decided, or a rejection gives no reason.
    DecisionOvertaken
        If a newer decision counts, or a second person has spoken already.
    """
    rights.check_may(by, "sign")
    _one_after_the_other()
    if decision.by_id == by.pk:
        raise Refused("whoever decided cannot confirm or reject; a second person does")
    rules.check_note(reason)
    if verdict not in Verdict.values:
        raise PromiseUnfit(f"{verdict!r} is neither accepted nor rejected")
    if verdict == Verdict.REJECTED and not reason.strip():
        raise PromiseUnfit("say why it is rejected; whoever decided will read it")
    _check_waits(decision, at)
    rules.check_days(decision.decided_on, at, _said(decision.entry))
    row = CarryOverVerdict.objects.create(
        decision=decision, verdict=verdict, reason=reason.strip(), decided_by=decision.by, by=by,
        at=at,
    )  # fmt: skip
    if verdict == Verdict.REJECTED:
        _check_what_counts_again(decision.entry, at)
    journal.record(
        f"promise.carry_over_{'confirmed' if verdict == Verdict.ACCEPTED else 'rejected'}",
        subject=row, by=by, at=at, entry=key_of(decision.entry), decision=decision.pk,
    )  # fmt: skip
    return row


def _one_after_the_other() -> None:
    """Let one person at a time decide: what counts, and a circle, rest on several promises."""
    queue_for("carry-over")


def _check_what_counts_again(entry: PolicyEntry, at: datetime) -> None:
    """Refuse a rejection after which the decision before would close a circle."""
    before = _counts_now(entry, at)
    if before is None or before.row.target is None:
        return
    try:
        _check_no_circle(entry, before.row.target, at)
    except PromiseUnfit as circle:
        raise PromiseUnfit(
            f"decision {before.row.pk} would count again, but {circle}; decide about it anew"
        ) from None


def _said(entry: PolicyEntry) -> list[QuerySet]:
    return [
        entry.carry_decisions.all(),
        CarryOverVerdict.objects.filter(decision__entry=entry),
    ]


def _counts_now(entry: PolicyEntry, at: datetime) -> Decided | None:
    """The decision that counts, also if somebody was quicker by a moment than ``at``."""
    newest = [rows.aggregate(newest=Max("at"))["newest"] for rows in _said(entry)]
    moment = max([at, *(one for one in newest if one is not None)])
    return counting(as_of=moment, entry=entry).get(entry.pk)


def check_whole(entry: PolicyEntry) -> None:
    """Refuse what is no whole promise: parts go with the promise that they are part of."""
    rules.check_followed(entry)
    if entry.kind not in WHOLE:
        of = entry.parent.code if entry.parent else "its promise"
        raise PromiseUnfit(f"{entry.code} goes with {of}; decide about that one")


def check_outcome(
    entry: PolicyEntry, outcome: str, target: PolicyEntry | None, reason: str
) -> None:
    """Refuse a decision that leads nowhere, to the same document, or gives no reason."""
    if outcome not in Outcome.values:
        raise PromiseUnfit(f"{outcome!r} is none of {', '.join(Outcome.values)}")
    if not reason.strip():
        raise PromiseUnfit("say why; without a reason nothing is decided")
    if target is None:
        if outcome == Outcome.REPLACE:
            raise PromiseUnfit("say which entry of another document replaces it")
        return
    if outcome == Outcome.DROP:
        raise PromiseUnfit("what is dropped goes on nowhere; leave the other entry out")
    rules.check_followed(target)
    if target.instrument_id == entry.instrument_id:
        raise PromiseUnfit(f"{target.code} is of the same document; name an entry of another one")


def _check_seen(entry: PolicyEntry, replaces: int | None, decided_on: date, at: datetime) -> None:
    """Refuse a decision by somebody who has not seen the one that counts."""
    now = _counts_now(entry, at)
    if (now.row.pk if now else None) != replaces:
        raise DecisionOvertaken(
            f"decision {now.row.pk} counts for {entry.code}; look at it, and name it to replace it"
            if now
            else f"decision {replaces} does not count for {entry.code}; look again"
        )
    if now and decided_on < now.row.decided_on:
        raise PromiseUnfit(
            f"the decision that counts is of {now.row.decided_on}; one of an earlier day "
            "does not replace it"
        )


def _check_not_done(entry: PolicyEntry, at: datetime) -> None:
    whole = board.standings(entry.instrument, as_of=at, only=[entry.pk]).get((entry.pk, ""))
    known = statuses_of(Path(settings.VEDETTE_HOME)).get(whole.status) if whole else None
    if known and known.is_done:
        raise PromiseUnfit(
            f"{entry.code} is {known.title['en']}: of what is done nothing is left to decide"
        )


def _check_no_circle(entry: PolicyEntry, target: PolicyEntry, at: datetime) -> None:
    """Refuse to carry a promise over to one that is itself carried over to it."""
    here: PolicyEntry | None = target
    seen: set[int] = set()
    while here is not None and here.pk not in seen:
        if here.pk == entry.pk:
            raise PromiseUnfit(f"{key_of(target)} is itself carried over to {entry.code}")
        seen.add(here.pk)
        found = counting(as_of=at, entry=here).get(here.pk)
        here = found.row.target if found else None


def _check_waits(decision: CarryOverDecision, at: datetime) -> None:
    """Refuse a word on a decision that counts no longer or has been spoken on."""
    said = decision.verdicts.first()
    if said is not None:
        raise DecisionOvertaken(f"decision {decision.pk} was {said.verdict} already")
    now = _counts_now(decision.entry, at)
    if now is None or now.row.pk != decision.pk:
        raise DecisionOvertaken(
            f"decision {decision.pk} was replaced by decision {now.row.pk}"
            if now
            else f"decision {decision.pk} does not count"
        )
