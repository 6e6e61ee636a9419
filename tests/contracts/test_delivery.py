"""Warnings on their way: real SMTP, real HTTP receivers that hang, bounce, redirect and fail."""

import email
import json
import time
from datetime import timedelta
from email.policy import default

import pytest
import time_machine
from django.utils import timezone
from relays import Receiver

from vedette.base.accounts.models import Body
from vedette.base.accounts.rules import Refused
from vedette.response.alerts import actions as alerts
from vedette.response.alerts.models import Alert
from vedette.response.alerts.phrases import say
from vedette.response.exchange import actions, mail, queries, webhook
from vedette.response.exchange.channels import Parcel, Undelivered
from vedette.response.exchange.messages import words_of
from vedette.response.exchange.models import Attempt, Delivery, Receipt, Subscription
from vedette.response.exchange.queries import SubscriptionUnknown
from vedette.response.exchange.sending import deliver

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture(autouse=True)
def fresh_words():
    """Test databases hand out the same numbers again."""
    words_of.cache_clear()


@pytest.fixture
def published(chain):
    """Draft, sign and publish a warning with two accounts."""
    at = timezone.now()
    alert = alerts.draft(assessment=chain["assessment"], by=chain["officer"], at=at)
    alert = alerts.approve(alert=alert, by=chain["approver"], at=at, read_at=alert.changed_at)
    return alerts.publish(alert=alert, by=chain["officer"], at=at)


@pytest.fixture
def subscribe(people):
    """Enter a subscription as the desk does."""

    def enter(channel="mail", address="reader@receiver.example", **wishes):
        wishes.setdefault("by", people["officer"])
        return actions.subscribe(channel=channel, address=address, at=timezone.now(), **wishes)

    return enter


def send(alert):
    actions.queue(alert=alert, at=timezone.now())
    return deliver()


def test_a_mail_arrives_in_the_language_asked_for_and_can_be_left_with_one_click(
    relay, published, subscribe
):
    row = subscribe(language="el", audience="outreach")
    assert send(published).delivered == 1
    (message,) = relay.taken
    assert message["Content-Language"] == "el"
    plain = message.get_body(("plain",)).get_content()
    assert "Τι να γίνει".upper() in plain.upper()
    assert message.get_body(("html",)) is not None
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert (
        message["List-Unsubscribe"].strip() == f"<https://node.example/warnings/leave/{row.token}/>"
    )
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.attempts.get().outcome) == ("delivered", "delivered")


def test_what_was_sent_is_not_sent_again(relay, published, subscribe):
    subscribe()
    assert send(published).delivered == 1
    assert send(published).total == 0
    assert len(relay.taken) == 1


def test_a_second_try_carries_the_same_message_id(relay, published, subscribe):
    subscribe()
    relay.answers["reader@receiver.example"] = "451 try later"
    assert send(published).later == 1
    key = f"<{Delivery.objects.get().pk}.{words_of(published.pk, 'en', 'people').identifier}>"
    relay.answers.clear()
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        assert deliver().delivered == 1
    assert relay.taken[0]["Message-ID"] == key
    assert list(Attempt.objects.values_list("number", "outcome")) == [
        (1, "later"), (2, "delivered"),
    ]  # fmt: skip


def test_a_mailbox_that_is_not_there_is_given_up_and_the_others_get_theirs(
    relay, published, subscribe
):
    subscribe(address="gone@receiver.example")
    subscribe(address="here@receiver.example")
    relay.answers["gone@receiver.example"] = "550 no such user gone@receiver.example"
    sent = send(published)
    assert (sent.delivered, sent.given_up) == (1, 1)
    detail = Attempt.objects.get(outcome="refused").detail
    assert detail.startswith("550")
    assert "gone@" not in detail  # no address in what is kept for long


def test_without_a_relay_everything_waits_and_says_why(settings, published, subscribe):
    settings.VEDETTE_SMTP = ""
    subscribe()
    assert send(published).later == 1
    assert "VEDETTE_SMTP" in Attempt.objects.get().detail


def test_a_relay_that_goes_away_keeps_nothing_back(relay, published, subscribe, settings):
    for n in range(3):
        subscribe(address=f"reader{n}@receiver.example")
    right = settings.VEDETTE_SMTP
    settings.VEDETTE_SMTP = "smtp://127.0.0.1:9"  # nobody listens there
    assert send(published).later == 3
    settings.VEDETTE_SMTP = right
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        assert deliver().delivered == 3


def test_a_webhook_is_signed_and_its_signature_fits_no_other_body(receiver, published, subscribe):
    row = subscribe("webhook", receiver.address, audience="clinical", language="fi")
    assert send(published).delivered == 1
    ((headers, body),) = receiver.got
    now = int(time.time())
    assert webhook.verify(headers["Vedette-Signature"], row.secret, body, now=now)
    assert not webhook.verify(headers["Vedette-Signature"], row.secret, body + b" ", now=now)
    assert not webhook.verify(headers["Vedette-Signature"], "other", body, now=now)
    assert not webhook.verify(headers["Vedette-Signature"], row.secret, body, now=now + 3_600)
    said = json.loads(body)
    assert headers["Idempotency-Key"] == said["delivery"]
    assert (said["language"], said["audience"]) == ("fi", "clinical")
    assert said["warning"]["number"] == published.number


def test_a_receiver_that_fails_for_two_days_still_gets_its_warning(receiver, published, subscribe):
    subscribe("webhook", receiver.address)
    receiver.status = 500
    start = timezone.now()
    actions.queue(alert=published, at=start)
    for hours in range(49):
        with time_machine.travel(start + timedelta(hours=hours)):
            deliver()
    assert Delivery.objects.get().state == "waiting"
    receiver.status = 204
    with time_machine.travel(start + timedelta(hours=73)):
        assert deliver().delivered == 1
    keys = {headers["Idempotency-Key"] for headers, _body in receiver.got}
    assert len(keys) == 1
    assert len(receiver.got) == Attempt.objects.count()


def test_who_never_answers_is_given_up_in_the_end(receiver, published, subscribe):
    subscribe("webhook", receiver.address)
    receiver.status = 503
    start = timezone.now()
    actions.queue(alert=published, at=start)
    for hours in range(0, 24 * 8, 2):
        with time_machine.travel(start + timedelta(hours=hours)):
            deliver()
    row = Delivery.objects.get()
    assert (row.state, row.next_at) == ("given_up", None)


def test_a_redirect_is_not_followed(receiver, published, subscribe):
    other = Receiver()
    receiver.status, receiver.extra = 302, {"Location": other.address}
    subscribe("webhook", receiver.address)
    assert send(published).later == 1
    assert other.got == []
    assert "redirects are not followed" in Attempt.objects.get().detail
    other.server.shutdown()


def test_a_receiver_that_is_gone_ends_its_subscription(receiver, published, subscribe):
    row = subscribe("webhook", receiver.address)
    receiver.status = 410
    assert send(published).given_up == 1
    row.refresh_from_db()
    assert (row.ended_at is None, row.address, row.secret) == (False, "", "")


def test_a_receiver_that_hangs_holds_up_nobody(receiver, published, subscribe, monkeypatch):
    monkeypatch.setattr(webhook, "PATIENCE", (1, 1))
    hanging = Receiver()
    hanging.wait = 3.0
    for n in range(8):
        subscribe("webhook", f"{hanging.address}/{n}")
    subscribe("webhook", receiver.address)
    sent = send(published)
    assert (sent.delivered, sent.later) == (1, 8)
    hanging.server.shutdown()


def test_a_webhook_into_the_nodes_own_network_is_refused(published, subscribe, receiver, settings):
    settings.VEDETTE_PRIVATE_WEBHOOKS = False
    subscribe("webhook", receiver.address)
    assert send(published).given_up == 1
    assert receiver.got == []
    assert "private" in Attempt.objects.get().detail


def test_a_text_message_lies_in_the_outbox_once(published, subscribe, instance_folder):
    subscribe("sms", "+353 86 123 4567", language="ga")
    assert send(published).delivered == 1
    (file,) = (instance_folder / "sms-outbox").iterdir()
    said = json.loads(file.read_text(encoding="utf-8"))
    assert said["to"] == "+353861234567"
    assert len(said["text"]) <= 160


def test_whoever_was_warned_is_told_how_it_ended(relay, published, subscribe, chain):
    at = timezone.now()
    subscribe(least_severity="Moderate")
    send(published)
    ended = alerts.cancel(alert=published, reason="It was salt.", by=chain["officer"], at=at)
    Alert.objects.filter(pk=ended.pk).update(severity="Minor")
    ended.refresh_from_db()
    ended = alerts.approve(alert=ended, by=chain["approver"], at=at, read_at=ended.changed_at)
    ended = alerts.publish(alert=ended, by=chain["officer"], at=at)
    assert send(ended).delivered == 1
    assert "withdrawn" in relay.taken[1].get_body(("plain",)).get_content()


@pytest.mark.parametrize(
    ("wishes", "wanted"),
    [
        ({}, True),
        ({"families": ["nitazene"]}, True),
        ({"families": ["cathinone"]}, False),
        ({"places": ["IE", "FR"]}, True),
        ({"places": ["FR"]}, False),
        ({"least_severity": "Moderate"}, True),
        ({"families": ["nitazene"], "places": ["FR"]}, False),
    ],
)
def test_a_subscription_gets_what_it_asked_for(published, subscribe, wishes, wanted):
    subscribe(**wishes)
    assert actions.queue(alert=published, at=timezone.now()) == int(wanted)
    assert queries.who_will_see(published).total == int(wanted)


def test_a_digest_waits_for_the_morning_unless_life_is_in_danger(published, subscribe):
    subscribe(address="daily@receiver.example", digest="daily")
    subscribe(address="weekly@receiver.example", digest="weekly")
    Alert.objects.filter(pk=published.pk).update(severity="Moderate")
    published.refresh_from_db()
    at = timezone.now()
    actions.queue(alert=published, at=at)
    daily, weekly = Delivery.objects.order_by("id")
    assert timezone.localtime(daily.next_at).hour == 8
    assert at < daily.next_at <= at + timedelta(days=1)
    assert timezone.localtime(weekly.next_at).weekday() == 0
    Delivery.objects.all().delete()
    Alert.objects.filter(pk=published.pk).update(severity="Extreme")
    published.refresh_from_db()
    actions.queue(alert=published, at=at)
    assert {row.next_at for row in Delivery.objects.all()} == {at}


def test_nobody_is_told_before_they_confirmed_and_nobody_after_they_left(published, subscribe):
    row = subscribe(by=None)
    assert actions.queue(alert=published, at=timezone.now()) == 0
    actions.confirm(token=row.token, at=timezone.now())
    assert actions.queue(alert=published, at=timezone.now()) == 1
    left = actions.leave(token=row.token, at=timezone.now())
    assert (left.address, left.ended_because) == ("", "asked to")
    assert actions.leave(token=row.token, at=timezone.now()).ended_at == left.ended_at
    assert deliver().given_up == 1
    with pytest.raises(Refused, match="ended"):
        actions.confirm(token=row.token, at=timezone.now())
    with pytest.raises(SubscriptionUnknown):
        actions.leave(token="made-up", at=timezone.now())


@pytest.mark.parametrize(
    ("channel", "address"),
    [
        ("mail", "no address"), ("mail", "a@b"), ("mail", "a@b.example\nBcc: c@d.example"),
        ("mail", "<x>@b.example"), ("sms", "0861234567"), ("sms", "+1"), ("webhook", "ftp://x"),
        ("webhook", "http://user:word@host/"), ("webhook", "javascript:alert(1)"),
        ("pigeon", "x"),
    ],
)  # fmt: skip
def test_an_address_that_cannot_be_told_is_refused(subscribe, channel, address):
    with pytest.raises(Refused):
        subscribe(channel, address)
    assert not Subscription.objects.exists()


def test_the_same_subscription_is_not_entered_twice(subscribe):
    subscribe()
    with pytest.raises(Refused, match="already"):
        subscribe(address="reader@RECEIVER.example")
    subscribe(language="nl")


def test_bodies_that_must_answer_are_named_until_they_do(relay, published, subscribe):
    body = Body.objects.create(code="er", name="Emergency department")
    row = subscribe(body=body, must_answer=True)
    send(published)
    delivery = Delivery.objects.get()
    assert queries.progress(published).silent == ("Emergency department",)
    link = f"https://node.example/warnings/answer/{row.token}/{delivery.pk}/"
    assert link in relay.taken[0].get_body(("plain",)).get_content()
    at = timezone.now()
    actions.answer(token=row.token, delivery=delivery.pk, kind="acted", note="stocked", at=at)
    actions.answer(token=row.token, delivery=delivery.pk, kind="acted", note="again", at=at)
    assert Receipt.objects.get().note == "stocked"
    found = queries.progress(published)
    assert (found.silent, found.acted, found.delivered) == ((), 1, 1)
    with pytest.raises(SubscriptionUnknown):
        actions.answer(token=row.token, delivery=delivery.pk + 1, kind="acted", at=at)


def test_an_exercise_says_so_in_its_subject(relay, published, subscribe):
    Alert.objects.filter(pk=published.pk).update(exercise=True)
    published.editions.all().delete()
    subscribe(language="de")
    send(published)
    (taken,) = relay.taken
    assert taken["Subject"].startswith(say(taken["Content-Language"], "mark-exercise"))


def test_a_draft_is_sent_to_nobody(chain, subscribe):
    subscribe()
    with pytest.raises(Refused, match="published"):
        actions.queue(alert=chain["draft"], at=timezone.now())


def test_a_message_never_breaks_its_headers(published, subscribe):
    row = subscribe()
    published.texts.filter(language="en").update(headline="Two\nlines", by_hand=True)
    words = words_of(published.pk, "en", "people")
    whole = mail.mail_of(Parcel("1.x", 1, row, words))
    message = email.message_from_bytes(whole, policy=default)
    assert message["Subject"].endswith("Two lines")
    assert message["To"] == "reader@receiver.example"
    assert abs(message["Date"].datetime - timezone.now()) < timedelta(minutes=1)
    assert b"vedette" not in whole.split(b"\r\n\r\n", 1)[1].replace(b"/vedette", b"")


@pytest.mark.parametrize("language", ["bg", "de", "el", "mt"])
def test_a_relay_that_takes_only_ascii_gets_the_same_words(published, subscribe, language):
    row = subscribe(language=language)
    words = words_of(published.pk, language, "people")
    whole = mail.mail_of(Parcel("1.x", 1, row, words))
    narrow = mail._in_seven_bits(whole)
    assert narrow.isascii()
    assert max(len(line) for line in whole.split(b"\r\n")) <= 998
    said = [
        email.message_from_bytes(one, policy=default).get_body(("plain",)).get_content().split()
        for one in (whole, narrow)
    ]
    assert said[0] == said[1]
    assert words.headline.split()[0].strip(":") in " ".join(said[0])


def test_an_undelivered_message_keeps_a_short_reason():
    assert len(str(Undelivered("x" * 1_000))) == 300
