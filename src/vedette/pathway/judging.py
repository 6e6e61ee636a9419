"""From a signal or a substance to a judgement, and the clocks that each step starts and meets."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from vedette.base.accounts.models import Body, User
from vedette.base.markings.models import Marking
from vedette.catalogue.substances.models import Substance
from vedette.judgement.assessments import actions as assessments
from vedette.judgement.assessments import requests, writing
from vedette.judgement.assessments.definitions import Kind
from vedette.judgement.assessments.errors import EntryUnfit
from vedette.judgement.assessments.models import Assessment, InformationRequest
from vedette.judgement.deadlines import actions as deadlines
from vedette.judgement.deadlines.calendars import INSTITUTIONS
from vedette.judgement.deadlines.models import Deadline, Reminder
from vedette.judgement.deadlines.queries import rule_on, running_for
from vedette.judgement.drills.models import Drill
from vedette.judgement.signals import actions as signals
from vedette.judgement.signals.models import Outcome, Signal
from vedette.response.exchange import actions as exchange

# A focal point that has not said where it is works by the calendar of the institutions.
WITHOUT_COUNTRY = "EU"


def calendar_for(body: Body | None) -> str:
    """Return the calendar by which a body works."""
    return body.country if body and body.country else WITHOUT_COUNTRY


@transaction.atomic
def take_up(
    *, signal: Signal, title: str, reason: str, drill: Drill | None = None, by: User, at: datetime
) -> Assessment:
    """Decide that a signal is worth an assessment, open that and start its clock.

    In a drill the signal itself is left as it is: practice decides nothing about it, and
    counts in no figure of how often signals are worth a person's time.
    """
    if drill is None:
        signals.decide(
            signal=signal, outcome=Outcome.ASSESSED, reason=reason, until=None, by=by, at=at
        )
    row = assessments.open_assessment(signal=signal, title=title, drill=drill, by=by, at=at)
    deadlines.start(
        rule="rapid_assessment", about=row.title, event_at=at, marking=row.marking, subject=row,
        body=by.body, calendar=calendar_for(by.body), exercise=row.exercise, by=by, at=at,
    )  # fmt: skip
    return row


@transaction.atomic
def conclude(*, assessment: Assessment, by: User, at: datetime) -> Assessment:
    """Conclude an assessment; what was due by it is done."""
    row = assessments.conclude(assessment=assessment, by=by, at=at)
    for clock in running_for(row):
        deadlines.meet(deadline=clock, by=by, at=at)
    return row


@transaction.atomic
def begin(
    *,
    kind: Kind,
    title: str,
    substances: Sequence[Substance],
    follows: Assessment | None = None,
    marking: Marking,
    happened_at: datetime | None = None,
    drill: Drill | None = None,
    by: User,
    at: datetime,
) -> Assessment:
    """Begin an assessment of a kind and move the clocks that its opening moves.

    What it goes on from gives its sections a first wording.
    """
    row = assessments.begin(
        kind=kind, title=title, substances=substances, follows=follows, marking=marking,
        happened_at=happened_at, drill=drill, by=by, at=at,
    )  # fmt: skip
    if follows:
        writing.carry_over(assessment=row, by=by, at=at)
    when = happened_at or at
    _meet(row, kind.meets, on=when, by=by, at=at)
    for rule in kind.starts:
        _start(row, rule, event_at=when, by=by, at=at)
    return row


@transaction.atomic
def move(
    *,
    assessment: Assessment,
    act: str,
    reason: str = "",
    happened_at: datetime | None = None,
    by: User,
    at: datetime,
) -> Assessment:
    """Take one step with an assessment, and with it move the clocks that its table names."""
    step = assessments.move(
        assessment=assessment, act=act, reason=reason, happened_at=happened_at, by=by, at=at
    )
    when = happened_at or at
    _meet(assessment, step.meets, on=when, by=by, at=at)
    for clock in _running(assessment, step.withdraws):
        deadlines.withdraw(deadline=clock, reason=reason.strip() or step.title["en"], by=by, at=at)
    for rule in step.starts:
        _start(assessment, rule, event_at=when, by=by, at=at)
    return assessment


def _start(row: Assessment, rule: str, *, event_at: datetime, by: User, at: datetime) -> Deadline:
    """Start a clock on the calendar of whoever must act: an institution, or the person's body."""
    version = rule_on(rule, event_at)
    is_ours = version.actor not in INSTITUTIONS
    return deadlines.start(
        rule=rule, about=row.title, event_at=event_at, marking=row.marking, subject=row,
        body=by.body if is_ours else None,
        calendar=calendar_for(by.body) if is_ours else "", exercise=row.exercise, by=by, at=at,
    )  # fmt: skip


def _meet(row: Assessment, rules: Iterable[str], *, on: datetime, by: User, at: datetime) -> None:
    for clock in _running(row, rules):
        deadlines.meet(deadline=clock, by=by, at=at, on=max(on, clock.event_at))


def _running(row: Assessment, rules: Iterable[str]) -> list[Deadline]:
    """Return the open clocks of these rules about an assessment or the one it goes on from."""
    named = frozenset(rules)
    about = [row, row.follows] if row.follows else [row]
    return [clock for one in about for clock in running_for(one) if clock.rule in named]


@transaction.atomic
def remind(*, at: datetime) -> list[Reminder]:
    """Write the reminders of deadlines that fell due, and tell the bodies that asked for it."""
    made = deadlines.remind(at=at)
    exchange.remind(reminders=made, at=at)
    return made


ASKED_UNDER = ("agency_data_request", "information_request")


@transaction.atomic
def ask_body(
    *, assessment: Assessment, body: Body, question: str, rule: str = "information_request",
    by: User, at: datetime,
) -> InformationRequest:  # fmt: skip
    """Ask a body for information; its clock starts, on the calendar of its own country."""
    if rule not in ASKED_UNDER:
        raise EntryUnfit(f"bodies are asked under {' or '.join(ASKED_UNDER)}")
    row = requests.ask(assessment=assessment, body=body, question=question, rule=rule, by=by, at=at)
    deadlines.start(
        rule=rule, about=f"{assessment.title}: {body.name}", event_at=at, subject=row, body=body,
        marking=assessment.marking, calendar=calendar_for(body), exercise=assessment.exercise,
        by=by, at=at,
    )  # fmt: skip
    return row


@transaction.atomic
def answer_request(
    *, request: InformationRequest, text: str, has_nothing: bool = False, by: User, at: datetime
) -> InformationRequest:
    """Keep what a body answered; its duty is done with it."""
    row = requests.answer(request=request, text=text, has_nothing=has_nothing, by=by, at=at)
    for clock in running_for(row):
        # The clock of a body is met by its answer, whoever of that body enters it.
        deadlines.meet(deadline=clock, by=None, at=at, reason="answered")
    return row
