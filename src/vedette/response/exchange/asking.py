"""Tell bodies what is asked of them: answers in reporting rounds, opinions of their experts."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext, override

from vedette.base.accounts.models import Body
from vedette.base.journal import actions as journal
from vedette.base.markings.models import Tlp
from vedette.base.markings.rules import is_kept_from_warnings
from vedette.catalogue.places.names import country_name
from vedette.judgement.assessments.models import ExpertRound
from vedette.judgement.assessments.rules import last_day_of
from vedette.response.exchange import queries
from vedette.response.exchange.messages import Words, notice
from vedette.response.exchange.models import Delivery, Subscription
from vedette.response.policy import rounds
from vedette.response.policy.models import Questionnaire, ReportingRound, RoundReminder

Kind, State = Delivery.Kind, Delivery.State


def bodies_of(questionnaire: Questionnaire) -> QuerySet[Body]:
    """Return the bodies that a questionnaire goes to: the one asked, or those of the country."""
    if questionnaire.body is not None:
        return Body.objects.filter(code__iexact=questionnaire.body.code)
    return Body.objects.filter(country=questionnaire.country)


def receivers(questionnaire: Questionnaire) -> QuerySet[Subscription]:
    """Return who is told of a questionnaire; of a simulated document, those who practise."""
    rows = queries.told_of_duties(exercise=questionnaire.round.instrument.simulated)
    return rows.filter(body__in=list(bodies_of(questionnaire).values_list("pk", flat=True)))


@transaction.atomic
def ask(*, questionnaires: Sequence[Questionnaire], at: datetime) -> int:
    """Queue questionnaires for those asked; whoever was told of one already is not told again.

    Returns
    -------
    int
        How many deliveries were added.
    """
    due = []
    for one in questionnaires:
        rows = receivers(one).exclude(
            pk__in=Delivery.objects.filter(_of([one])).values("subscription")
        )
        due += [
            (one.round, Delivery(
                questionnaire=one, subscription=row, kind=Kind.QUESTIONNAIRE, next_at=at,
                made_at=at,
            ))
            for row in rows
        ]  # fmt: skip
    return _queue(due, at)


@transaction.atomic
def remind(*, reminders: Sequence[RoundReminder], at: datetime) -> int:
    """Queue reminders of reporting rounds for those whose answers are missing.

    Returns
    -------
    int
        How many deliveries were added.
    """
    due = [
        (one.questionnaire.round, Delivery(
            round_reminder=one, subscription=row, kind=Kind.ROUND_REMINDER, next_at=at, made_at=at,
        ))
        for one in reminders
        for row in receivers(one.questionnaire)
    ]  # fmt: skip
    return _queue(due, at)


def _queue(due: Sequence[tuple[ReportingRound, Delivery]], at: datetime) -> int:
    """Write deliveries down, and in the journal how many each round has made."""
    # Another run may look at the same moment; the same word stands once all the same.
    Delivery.objects.bulk_create([one for _row, one in due], ignore_conflicts=True)
    made: dict[ReportingRound, int] = defaultdict(int)
    for row, _one in due:
        made[row] += 1
    for row, count in made.items():
        journal.record("promise.round_told", subject=row, by=None, at=at, deliveries=count)
    return len(due)


@transaction.atomic
def ask_for_opinions(*, row: ExpertRound, at: datetime) -> int:
    """Queue the word that somebody of a body is asked as an expert; once a round.

    Returns
    -------
    int
        How many deliveries were added.
    """
    assessment = row.assessment
    asked = row.invitations.filter(expert__body__isnull=False).values_list("expert__body")
    rows = queries.told_of_duties(exercise=assessment.exercise).filter(
        queries.within_reach(assessment.drill, exercise=assessment.exercise),
        body__in=set(asked.values_list("expert__body", flat=True)),
    )
    made = Delivery.objects.bulk_create(
        Delivery(expert_round=row, subscription=one, kind=Kind.OPINION, next_at=at, made_at=at)
        for one in rows
    )
    if made:
        journal.record(
            "assessment.round_told", subject=assessment, by=None, at=at, round=row.number,
            deliveries=len(made),
        )  # fmt: skip
    return len(made)


@transaction.atomic
def drop(*, asked: Iterable[ExpertRound], because: str, at: datetime) -> int:
    """Send no more word of rounds of experts; returns how many deliveries were dropped."""
    waiting = Delivery.objects.filter(expert_round__in=list(asked), state=State.WAITING)
    dropped = waiting.update(state=State.DROPPED, next_at=None, done_at=at)
    if dropped:
        journal.record(
            "opinions.dropped", subject=None, by=None, at=at, deliveries=dropped, because=because
        )
    return dropped


@dataclass(frozen=True, slots=True)
class Told:
    """How many receivers a questionnaire reached, with its reminders.

    Attributes
    ----------
    reached, waiting, failed : int
        Told at least once; not yet, but on the way; given up.
    may_be : bool
        Somebody of those asked has an address here now.
    """

    reached: int
    waiting: int
    failed: int
    may_be: bool

    @property
    def total(self) -> int:
        """Return for how many receivers anything was queued."""
        return self.reached + self.waiting + self.failed


def told_in(row: ReportingRound, *, as_of: datetime) -> dict[int, Told]:
    """Return how far the word of a round got by a moment, by number of the questionnaire."""
    asked = list(row.questionnaires.select_related("body", "round__instrument"))
    best: dict[int, dict[int, int]] = defaultdict(dict)
    for one in Delivery.objects.filter(_of(asked), made_at__lte=as_of).select_related(
        "round_reminder"
    ):
        about = one.round_reminder.questionnaire_id if one.round_reminder else one.questionnaire_id
        assert about is not None  # noqa: S101 - the table holds no other
        held = best[about]
        held[one.subscription_id] = max(held.get(one.subscription_id, 0), _how_far(one, as_of))
    listening = set(
        queries.told_of_duties(exercise=row.instrument.simulated).values_list("body", flat=True)
    )
    found = {}
    for each in asked:
        stages = list(best[each.pk].values())
        may_be = bool(stages) or not listening.isdisjoint(
            bodies_of(each).values_list("pk", flat=True)
        )
        found[each.pk] = Told(stages.count(2), stages.count(1), stages.count(0), may_be)
    return found


def _how_far(one: Delivery, as_of: datetime) -> int:
    """Return 2 if a delivery was there by a moment, 1 if it was on its way, else 0."""
    if one.done_at is None or one.done_at > as_of:
        return 1
    return 2 if one.state == State.DELIVERED else 0


def _of(questionnaires: Iterable[Questionnaire]) -> Q:
    """Return which deliveries speak of questionnaires, reminders included."""
    pks = [one.pk for one in questionnaires]
    return Q(questionnaire__in=pks) | Q(
        round_reminder__in=list(
            RoundReminder.objects.filter(questionnaire__in=pks).values_list("pk", flat=True)
        )
    )


def words_of(delivery: Delivery, language: str) -> Words:
    """Return what a body is told of something that is asked of it; the same at every try."""
    if delivery.expert_round_id is not None:
        return words_of_opinion(delivery.expert_round_id, language)
    if delivery.round_reminder_id is not None:
        return words_of_reminder(delivery.round_reminder_id, language)
    if delivery.questionnaire_id is None:
        raise LookupError(f"delivery {delivery.pk} asks nothing")
    return words_of_questionnaire(delivery.questionnaire_id, language, delivery.made_at)


@lru_cache(maxsize=512)
def words_of_questionnaire(number: int, language: str, as_of: datetime) -> Words:
    """Return what those asked in a reporting round are told, as it stood at a moment."""
    asked = Questionnaire.objects.select_related("round__instrument", "body").get(pk=number)
    promises, missing = _counted(asked.round_id, as_of)[asked.pk]
    return _of_round(asked, language, promises, missing)


@lru_cache(maxsize=512)
def words_of_reminder(number: int, language: str) -> Words:
    """Return what those are told whose answers in a reporting round are missing."""
    one = RoundReminder.objects.select_related(
        "questionnaire__round__instrument", "questionnaire__body"
    ).get(pk=number)
    promises, _missing = _counted(one.questionnaire.round_id, one.at)[one.questionnaire.pk]
    return _of_round(one.questionnaire, language, promises, one.missing, stage=one.stage)


@lru_cache(maxsize=32)
def _counted(number: int, as_of: datetime) -> dict[int, tuple[int, int]]:
    """Return promises asked about and answers missing, by questionnaire of a round.

    Rows of promises only grow, so that what was known at a moment stays what it is.
    """
    row = ReportingRound.objects.select_related("instrument").get(pk=number)
    found = rounds.completeness(row, as_of=as_of)
    return {one.questionnaire.pk: (len(one.asked), one.missing) for one in found}


def _of_round(
    asked: Questionnaire, language: str, promises: int, missing: int, *, stage: str = ""
) -> Words:
    row = asked.round
    with override(language):
        match stage:
            case "":
                opening = gettext("Please answer")
            case RoundReminder.Stage.MISSED:
                opening = gettext("Not answered in time")
            case _:
                opening = gettext("Due soon")
        until = date_format(row.due_on, "DATE_FORMAT")
        who = asked.body.name if asked.body else country_name(asked.country)
        about = ngettext("%d promise asks you", "%d promises ask you", promises) % promises
        left = ngettext("%d answer is missing", "%d answers are missing", missing) % missing
        document, asks, due = gettext("Document"), gettext("Asked"), gettext("Answers due")
        lines = [
            f"{document}: {row.instrument}", f"{asks}: {who}", f"{about}; {left}.",
            f"{due}: {until}",
        ]  # fmt: skip
    return notice(
        f"{opening}: {row.title}", lines, language=language, until=until,
        where=f"{settings.VEDETTE_PUBLIC_URL}/policy/{row.instrument.key}/rounds/{row.pk}/",
        identifier=".".join(filter(None, [f"questionnaire-{asked.pk}", stage])),
        said={
            "round": row.pk, "questionnaire": asked.pk, "stage": stage, "due_on": row.due_on,
            "promises": promises, "missing": missing, "exercise": row.instrument.simulated,
        },
    )  # fmt: skip


@lru_cache(maxsize=512)
def words_of_opinion(number: int, language: str) -> Words:
    """Return what a body is told of which somebody is asked as an expert; it names nobody.

    The question stands in it only if the marking of the assessment lets it out of the house,
    and nothing else of the assessment ever: those asked see no more themselves.
    """
    row = ExpertRound.objects.select_related("assessment__marking").get(pk=number)
    marking, day = row.assessment.marking, last_day_of(row)
    with override(language):
        headline = gettext("An expert opinion is asked of your body")
        who = gettext("Somebody of your body is asked for an opinion, apart from others.")
        until, taken = date_format(day, "DATE_FORMAT"), gettext("Opinions are taken to the end of")
        where = gettext("Whoever is asked finds the question here after signing in:")
    question = []
    is_for_the_network = marking.tlp in (Tlp.CLEAR, Tlp.GREEN)
    if is_for_the_network and not is_kept_from_warnings(marking):
        colour = [] if marking.tlp == Tlp.CLEAR else [f"TLP:{marking.tlp}"]
        question = [*colour, *row.question.splitlines()]
    lines = [who, *question, f"{taken}: {until}", where]
    return notice(
        headline, lines, language=language, until=until,
        where=f"{settings.VEDETTE_PUBLIC_URL}/requests/", identifier=f"opinion-{row.pk}",
        said={"expert_round": row.pk, "closes_on": day, "exercise": row.assessment.exercise},
    )  # fmt: skip
