"""Keep what receivers say, and what a person judges afterwards."""

from datetime import datetime

from django.db import IntegrityError, transaction

from vedette.base.accounts import rules as rights
from vedette.base.accounts.models import User
from vedette.base.journal import actions as journal
from vedette.response.alerts.models import Alert
from vedette.response.alerts.rules import check_act
from vedette.response.evaluation import rules
from vedette.response.evaluation.models import Feedback, Hindsight
from vedette.response.exchange.queries import delivery_of, warning_behind


@transaction.atomic
def give_feedback(
    *,
    token: str,
    delivery: int,
    understood: str = "",
    useful: str = "",
    acted: str = "",
    words: str = "",
    at: datetime,
) -> Feedback:
    """Keep what a receiver says of a warning, once, without keeping who it was.

    Raises
    ------
    SubscriptionUnknown
        If the token and the delivery are not of each other.
    FeedbackUnfit
        If it says nothing, or something by which a person could be found.
    Refused
        If this receiver has said something already.
    """
    row = warning_behind(delivery_of(token, delivery))
    answers = {"understood": understood, "useful": useful, "acted": acted}
    words = words.strip()
    subscription = row.subscription
    rules.check_feedback(answers, words, subscription.language)
    try:
        with transaction.atomic():
            kept = Feedback.objects.create(
                alert=row.warning, key=rules.key_of(row), channel=subscription.channel,
                audience=subscription.audience, language=subscription.language, words=words,
                at=at, **answers,
            )  # fmt: skip
    except IntegrityError:
        raise rights.Refused("you have told us already; thank you") from None
    journal.record("feedback.given", subject=row.warning, by=None, at=at)
    return kept


@transaction.atomic
def judge(
    *, alert: Alert, verdict: str, reason: str, unwanted: str = "", by: User, at: datetime
) -> Hindsight:
    """Say whether a warning was right, with the reason; a later judgement replaces it."""
    check_act("judge", alert, by)
    rules.check_hindsight(verdict, reason)
    row = Hindsight.objects.create(
        alert=alert, verdict=verdict, reason=reason.strip(), unwanted=unwanted.strip(), by=by, at=at
    )
    journal.record("alert.judged", subject=alert, by=by, at=at, verdict=verdict)
    return row
