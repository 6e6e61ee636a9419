"""From a question to those who hear that they are asked: reporting rounds, rounds of experts."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from vedette.base.accounts.models import User
from vedette.judgement.assessments import experts
from vedette.judgement.assessments.models import Assessment, ExpertRound
from vedette.response.exchange import asking
from vedette.response.policy import rounds
from vedette.response.policy.models import (
    Instrument,
    PolicyBody,
    ReportingRound,
    RoundReminder,
)


@transaction.atomic
def open_reporting_round(
    *,
    instrument: Instrument,
    title: str,
    due_on: date,
    countries: Sequence[str] = (),
    bodies: Sequence[PolicyBody] = (),
    by: User,
    at: datetime,
) -> ReportingRound:
    """Ask countries and bodies how far their promises are, and tell those who want to hear it.

    Whoever is asked about no promise owes no answer, and is not told.
    """
    row = rounds.open_round(
        instrument=instrument, title=title, due_on=due_on, countries=countries, bodies=bodies,
        by=by, at=at,
    )  # fmt: skip
    asked = [one.questionnaire for one in rounds.completeness(row, as_of=at) if one.missing]
    asking.ask(questionnaires=asked, at=at)
    return row


@transaction.atomic
def remind_of_rounds(*, at: datetime) -> list[RoundReminder]:
    """Write the reminders of reporting rounds that fell due, and tell those whose answers miss.

    Whoever got an address here after a round was opened is told of the round now.
    """
    made = rounds.remind(at=at)
    asking.remind(reminders=made, at=at)
    owing = [one.questionnaire for one in rounds.unanswered(as_of=at)]
    asking.ask(questionnaires=owing, at=at)
    return made


@transaction.atomic
def ask_experts(
    *, assessment: Assessment, question: str, scales: Sequence[str], panel: Sequence[User],
    closes_on: date, by: User, at: datetime,
) -> ExpertRound:  # fmt: skip
    """Open a round of experts, and tell their bodies that somebody of theirs is asked."""
    row = experts.open_round(
        assessment=assessment, question=question, scales=scales, experts=panel,
        closes_on=closes_on, by=by, at=at,
    )  # fmt: skip
    asking.ask_for_opinions(row=row, at=at)
    return row


@transaction.atomic
def close_expert_round(*, row: ExpertRound, reason: str, by: User, at: datetime) -> ExpertRound:
    """Close a round before its day, and send no more word of it."""
    closed = experts.close_round(row=row, reason=reason, by=by, at=at)
    asking.drop(asked=[closed], because="the round was closed", at=at)
    return closed
