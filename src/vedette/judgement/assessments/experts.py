"""Ask experts in blinded rounds: each answers apart, and nobody sees an answer before the end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils import timezone

from vedette.base.accounts.models import User
from vedette.base.accounts.rules import Refused
from vedette.base.journal import actions as journal
from vedette.judgement.assessments import queries, rules
from vedette.judgement.assessments.errors import EntryUnfit, Overtaken, RoundClosed
from vedette.judgement.assessments.models import (
    Assessment,
    ExpertInvitation,
    ExpertOpinion,
    ExpertRound,
    Rating,
)
from vedette.judgement.assessments.opinions import SAID

LONGEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class View:
    """What an expert says on one scale."""

    scale: str
    said: str
    why: str


@transaction.atomic
def open_round(
    *, assessment: Assessment, question: str, scales: Sequence[str], experts: Sequence[User],
    closes_on: date, by: User, at: datetime,
) -> ExpertRound:  # fmt: skip
    """Ask experts a question, each apart; they may answer to the end of the closing day.

    Raises
    ------
    Refused
        If the person's role may not write this kind.
    EntryUnfit
        If its kind has no ratings apart, or scales, experts or day cannot stand.
    RoundClosed, TextFixed, Overtaken
        If the round before is open still, the text is fixed, or somebody else opened one.
    """
    kind = queries.kind_of(assessment)
    rules.check_role(by, kind.roles)
    assessment.refresh_from_db(fields=["state"])
    rules.check_writable(assessment, kind)
    if kind.ratings != "apart":
        raise EntryUnfit("this kind of assessment is not rated on scales of its own")
    question = rules.check_said(question, "the question", at_most=4_000)
    asked = _scales(scales)
    invited = _experts(experts, by)
    closes_at = _end_of(closes_on, at)
    last = assessment.rounds.order_by("-number").first()
    if last and not rules.is_round_closed(last, at=at):
        raise RoundClosed("the round before it is still open; close that first")
    try:
        with transaction.atomic():
            row = ExpertRound.objects.create(
                assessment=assessment, number=last.number + 1 if last else 1, question=question,
                scales=asked, opened_by=by, opened_at=at, closes_at=closes_at,
            )  # fmt: skip
    except IntegrityError:
        raise Overtaken("somebody else opened a round a moment before") from None
    ExpertInvitation.objects.bulk_create(ExpertInvitation(round=row, expert=one) for one in invited)
    journal.record(
        "assessment.round_opened", subject=assessment, by=by, at=at, round=row.number,
        scales=asked, asked=len(invited),
    )  # fmt: skip
    return row


def _scales(named: Sequence[str]) -> list[str]:
    unknown = [one for one in named if one not in Rating.Scale.values]
    if unknown or not named:
        raise EntryUnfit(f"ask at least one of the scales {', '.join(Rating.Scale.values)}")
    return [scale for scale in Rating.Scale.values if scale in named]


def _experts(named: Sequence[User], by: User) -> list[User]:
    experts = list({one.pk: one for one in named}.values())
    if not experts:
        raise EntryUnfit("a round needs somebody to ask")
    if any(one.pk == by.pk for one in experts):
        raise EntryUnfit("whoever opens a round is not asked in it")
    if not all(one.is_active for one in experts):
        raise EntryUnfit("only people with an active account can be asked")
    return experts


def _end_of(day: date, at: datetime) -> datetime:
    """Return the first moment after a day, by the clock of the node."""
    if not timezone.localdate(at) <= day <= timezone.localdate(at + LONGEST):
        raise EntryUnfit("the closing day is today or later, and within a year")
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


@transaction.atomic
def give_opinions(
    *, invitation: ExpertInvitation, views: Sequence[View], by: User, at: datetime
) -> list[ExpertOpinion]:
    """Keep what an expert says on some of the scales asked; each time is a revision.

    What is said again unchanged is kept again: the journal, which everybody of the desk may
    read, must not tell who changed their mind.

    Raises
    ------
    Refused
        If it is not the person's own invitation.
    EntryUnfit
        If it says nothing, or something on a scale that was not asked.
    RoundClosed
        If the round is closed, or the assessment is.
    """
    row = invitation.round
    if invitation.expert_id != by.pk or not by.is_active:
        raise Refused("only those who were asked in a round answer in it")
    _check_views(row, views)
    # Writing to the round first makes this and its closing wait for each other.
    still_open = ExpertRound.objects.filter(
        pk=row.pk, closed_at=None, closes_at__gt=at, assessment__status=Assessment.Status.OPEN
    )
    if not still_open.update(number=F("number")):
        raise RoundClosed("this round is closed; opinions are no longer taken")
    held = dict(
        invitation.opinions.order_by().values_list("scale").annotate(last=Max("revision"))
    )  # fmt: skip
    made = ExpertOpinion.objects.bulk_create(
        ExpertOpinion(
            invitation=invitation, scale=one.scale, revision=held.get(one.scale, 0) + 1,
            said=one.said, why=one.why.strip(), at=at,
        )
        for one in views
    )  # fmt: skip
    journal.record(
        "assessment.round_answered", subject=row.assessment, by=by, at=at, round=row.number
    )
    return made


def _check_views(row: ExpertRound, views: Sequence[View]) -> None:
    scales = [one.scale for one in views]
    if not views:
        raise EntryUnfit("say a level, or unknown, on at least one scale")
    if len(set(scales)) < len(scales) or set(scales) - set(row.scales):
        raise EntryUnfit(f"this round asks {', '.join(row.scales)}, each once")
    for one in views:
        if one.said not in SAID:
            raise EntryUnfit(f"{one.scale}: say one of {', '.join(SAID)}")
        rules.check_said(one.why, f"the reason for {one.scale}", at_most=4_000)


@transaction.atomic
def close_round(*, row: ExpertRound, reason: str, by: User, at: datetime) -> ExpertRound:
    """Close a round before its day; only who opened it may, and says why.

    Raises
    ------
    Refused
        If somebody else opened it.
    RoundClosed
        If it is closed already.
    """
    if row.opened_by_id != by.pk:
        raise Refused("a round is closed early only by who opened it")
    rules.check_role(by, queries.kind_of(row.assessment).roles)
    reason = rules.check_said(reason, "the reason", at_most=2_000)
    still_open = ExpertRound.objects.filter(pk=row.pk, closed_at=None, closes_at__gt=at)
    if not still_open.update(closed_at=at, closed_why=reason):
        raise RoundClosed("this round is closed already")
    row.refresh_from_db()
    journal.record(
        "assessment.round_closed", subject=row.assessment, by=by, at=at, round=row.number
    )
    return row
