"""Reporting rounds: who is asked what by when, who has answered, and reminders."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from vedette.base.accounts import rules as rights
from vedette.base.accounts.models import User
from vedette.base.journal import actions as journal
from vedette.response.policy import queries, rules
from vedette.response.policy.board import asked_by, reports_that_count
from vedette.response.policy.errors import PromiseUnfit
from vedette.response.policy.models import (
    Instrument,
    PolicyBody,
    Questionnaire,
    ReportingRound,
    RoundReminder,
)
from vedette.response.policy.queries import Placed

# Days before the end at which each stage falls due; the last falls due the day after.
STAGES = {
    RoundReminder.Stage.TWO_WEEKS: 14,
    RoundReminder.Stage.TWO_DAYS: 2,
    RoundReminder.Stage.MISSED: -1,
}


@dataclass(frozen=True, slots=True)
class Answered:
    """How much of a questionnaire is answered: promises it asks about, and those answered."""

    questionnaire: Questionnaire
    asked: tuple[int, ...]
    answered: frozenset[int]

    @property
    def missing(self) -> int:
        """Promises without an answer."""
        return len(set(self.asked) - self.answered)

    @property
    def share(self) -> float | None:
        """Share answered; None where nothing is asked."""
        return 1 - self.missing / len(self.asked) if self.asked else None


@transaction.atomic
def open_round(
    *,
    instrument: Instrument,
    title: str,
    due_on: date,
    countries: Sequence[str] = (),
    bodies: Sequence[PolicyBody] = (),
    by: User,
    at: datetime,
) -> ReportingRound:
    """Ask countries and bodies how far their promises are, by a day."""
    rights.check_may(by, "judge")
    today = timezone.localdate(at)
    rules.check_note(title)
    if not title.strip():
        raise PromiseUnfit("a round needs a title")
    if due_on <= today:
        raise PromiseUnfit("leave time to answer: the day must lie ahead")
    if not countries and not bodies:
        raise PromiseUnfit("say whom the round asks")
    for country in countries:
        if not country:
            raise PromiseUnfit("a country has a code of two letters")
        rules.check_country(country)
    try:
        with transaction.atomic():
            row = ReportingRound.objects.create(
                instrument=instrument, title=title.strip(), opened_on=today, due_on=due_on,
                at=at, by=by,
            )  # fmt: skip
    except IntegrityError:
        raise PromiseUnfit(f"there is a round {title.strip()!r} already") from None
    Questionnaire.objects.bulk_create(
        [Questionnaire(round=row, country=one) for one in dict.fromkeys(countries)]
        + [Questionnaire(round=row, body=one) for one in dict.fromkeys(bodies)]
    )
    journal.record(
        "promise.round_opened", subject=row, by=by, at=at, due=due_on.isoformat(),
        asked=len(countries) + len(bodies),
    )  # fmt: skip
    return row


def completeness(row: ReportingRound, *, as_of: datetime) -> list[Answered]:
    """Who has answered how much, as known at a moment."""
    readings = queries.newest_readings(row.instrument, as_of)
    placed = queries.placed_entries(row.instrument, readings, kinds=rules.FOLLOWED[:2])
    said = reports_that_count(as_of).filter(round=row).values_list("country", "entry_id")
    by_country: dict[str, set[int]] = {}
    for country, entry in said:
        by_country.setdefault(country, set()).add(entry)
    found = []
    for one in row.questionnaires.select_related("body").order_by("country", "body__code"):
        code = one.body.code if one.body else rules.EVERY_STATE
        asked = tuple(asked_entries(placed, code))
        found.append(Answered(one, asked, frozenset(by_country.get(one.country, set()))))
    return found


def unanswered(*, as_of: datetime) -> list[Answered]:
    """Who still owes answers in the rounds that take them, as known at a moment."""
    taking = ReportingRound.objects.filter(at__lte=as_of, due_on__gte=timezone.localdate(as_of))
    rows = taking.select_related("instrument").order_by("pk")
    return [one for row in rows for one in completeness(row, as_of=as_of) if one.missing]


def asked_entries(placed: Iterable[Placed], code: str) -> list[int]:
    """Numbers of the promises that ask a body."""
    return [one.entry.pk for one in placed if code in asked_by(one)]


@transaction.atomic
def remind(*, at: datetime) -> list[RoundReminder]:
    """Write the reminders that have fallen due where answers are missing, each stage once.

    Only the latest stage that is due is written: whoever runs this late does not remind thrice.
    """
    today, made = timezone.localdate(at), []
    soon = today + timedelta(days=max(STAGES.values()))
    for row in ReportingRound.objects.filter(at__lte=at, due_on__lte=soon).order_by("pk"):
        stage = stage_on(today, row.due_on)
        if stage is None:
            continue
        for one in completeness(row, as_of=at):
            if not one.missing:
                continue
            reminder, is_new = RoundReminder.objects.get_or_create(
                questionnaire=one.questionnaire, stage=stage,
                defaults={"missing": one.missing, "at": at},
            )  # fmt: skip
            if is_new:
                journal.record(
                    "promise.reminded", subject=one.questionnaire, by=None, at=at, stage=stage
                )
                made.append(reminder)
    return made


def stage_on(today: date, due_on: date) -> str | None:
    """The latest stage of reminding that has been reached, or None."""
    due = [s for s, days in STAGES.items() if today >= due_on - timedelta(days=days)]
    return due[-1] if due else None
