"""Several warnings in one mail, for those who asked to be told once a day or once a week."""

from collections import defaultdict
from datetime import datetime
from html import escape

from django.db import transaction
from django.utils.translation import gettext, ngettext, override

from vedette.response.alerts.phrases import say_nearest
from vedette.response.exchange.messages import (
    Words,
    answer_address,
    feedback_address,
    words_of,
)
from vedette.response.exchange.models import Delivery, Subscription

RULE = "-" * 60


@transaction.atomic
def bundle(*, at: datetime) -> int:
    """Join the warnings that are due for one digest; returns how many mails that saves.

    The first of them carries the others. What was joined stays joined however often it is
    tried, so that every try is the same mail under the same key.
    """
    due = Delivery.objects.filter(
        state=Delivery.State.WAITING, kind=Delivery.Kind.WARNING, next_at__lte=at,
        attempts_made=0, subscription__channel=Subscription.Channel.MAIL, carried=None,
    ).exclude(subscription__digest=Subscription.Digest.AT_ONCE)  # fmt: skip
    by_receiver: dict[int, list[int]] = defaultdict(list)
    for pk, receiver in due.order_by("id").values_list("pk", "subscription_id"):
        by_receiver[receiver].append(pk)
    saved = 0
    for first, *others in by_receiver.values():
        waiting = Delivery.objects.filter(pk__in=others, state=Delivery.State.WAITING)
        saved += waiting.update(state=Delivery.State.CARRIED, carried_by=first, next_at=None)
    return saved


def words_of_digest(rows: list[Delivery], subscription: Subscription) -> Words:
    """Return several warnings as the words of one mail, each with its own marks and addresses."""
    found = [
        words_of(row.warning.pk, subscription.language, subscription.audience, row.kind, row.round)
        for row in rows
    ]
    first = found[0]
    with override(subscription.language):
        headline = ngettext("%d drug warning", "%d drug warnings", len(found)) % len(found)
        answer = gettext("Please answer:")
    if all(words.warning["exercise"] for words in found):
        headline = f"{say_nearest(subscription.language, 'mark-exercise')}: {headline}"
    texts, shapes = [], []
    for row, words in zip(rows, found, strict=True):
        links = [(words.feedback, feedback_address(subscription.token, row.pk))]
        if subscription.must_answer:
            links.insert(0, (answer, answer_address(subscription.token, row.pk)))
        texts.append("\n".join([words.text, "", *(f"{said} {link}" for said, link in links)]))
        inner = words.html.partition("<body>")[2]
        inner = inner.replace("h2>", "h3>").replace("h1>", "h2>")
        shapes.append(
            inner
            + "".join(f'<p>{escape(said)} <a href="{link}">{link}</a></p>' for said, link in links)
        )
    contents = [f"{number}. {words.headline}" for number, words in enumerate(found, start=1)]
    return Words(
        language=subscription.language, headline=headline,
        text=f"\n\n{RULE}\n\n".join(["\n".join([headline, "", *contents]), *texts]),
        html=(
            f'<!doctype html><html lang="{subscription.language}"><head><meta charset="utf-8">'
            f"<title>{headline}</title></head><body><h1>{headline}</h1>{'<hr>'.join(shapes)}"
        ),
        sms=first.sms, address=first.address, identifier=f"{first.identifier}.digest",
        warning=first.warning, is_answered=False,
    )  # fmt: skip
