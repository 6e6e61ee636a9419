"""What feedback and judgements may say. Nothing here writes."""

import re

from django.utils.crypto import salted_hmac

from vedette.base.accounts.rules import Refused
from vedette.response.alerts.wording import faults_of
from vedette.response.evaluation.models import Feedback, Hindsight
from vedette.response.exchange.models import Delivery

LONGEST = 1_000
_MAIL = re.compile(r"\S@\S+\.\S")
_NUMBER = re.compile(r"(?<!\d)\+?\d[\d\s()./-]{6,}\d")


class FeedbackUnfit(Refused):
    """Feedback that says nothing, or what is not kept: links, addresses and numbers of people."""


def key_of(delivery: Delivery) -> str:
    """Return what keeps a receiver from being counted twice, and leads back to nobody."""
    return salted_hmac("vedette.feedback", str(delivery.pk), algorithm="sha256").hexdigest()


def check_feedback(answers: dict[str, str], words: str, language: str) -> None:
    """Refuse feedback that says nothing, or by which a person could be found."""
    for name, said in answers.items():
        if said and said not in Feedback.Said.values:
            raise FeedbackUnfit(f"{name} is yes, partly or no")
    if not any(answers.values()) and not words:
        raise FeedbackUnfit("answer a question, or write something")
    if len(words) > LONGEST:
        raise FeedbackUnfit(f"at most {LONGEST} characters are kept")
    is_traced = any(fault.kind == "link" for fault in faults_of(words, language))
    if is_traced or _MAIL.search(words) or _NUMBER.search(words):
        raise FeedbackUnfit("leave out links, addresses and telephone numbers: nobody is named")


def check_hindsight(verdict: str, reason: str) -> None:
    """Refuse a judgement that is none of the four, or that has no reason."""
    if verdict not in Hindsight.Verdict.values:
        raise Refused(f"{verdict!r} is none of {', '.join(Hindsight.Verdict.values)}")
    if not reason.strip():
        raise Refused("say why you judge so")
