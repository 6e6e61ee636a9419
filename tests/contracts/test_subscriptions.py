"""Anybody can ask for warnings, confirm, leave and answer, without an account."""

import pytest
from django.utils import timezone

from vedette.response.alerts import actions as alerts
from vedette.response.exchange import actions
from vedette.response.exchange.messages import words_of
from vedette.response.exchange.models import Delivery, Receipt, Subscription
from vedette.response.exchange.sending import deliver

pytestmark = pytest.mark.django_db
SAID = {"address": "reader@receiver.example", "tongue": "fr", "audience": "people",
        "digest": "daily", "place": "IE"}  # fmt: skip


def test_a_wish_holds_only_after_a_click_in_the_mail(client, relay, chain):
    page = client.post("/warnings/subscribe/", SAID).content.decode()
    assert "Look into your mailbox" in page
    (mail,) = relay.taken
    link = mail.get_body(("plain",)).get_content().split("https://node.example")[1].split()[0]
    row = Subscription.objects.get()
    assert (row.language, row.places, row.digest, row.confirmed_at) == ("fr", ["IE"], "daily", None)
    assert client.get(link).status_code == 200  # a mail program that opens it confirms nothing
    row.refresh_from_db()
    assert row.confirmed_at is None
    client.post(link)
    row.refresh_from_db()
    assert row.confirmed_at is not None


def test_one_click_leaves_and_the_address_is_forgotten(client, people):
    row = actions.subscribe(channel="mail", address="a@b.example", by=people["officer"],
                            at=timezone.now())  # fmt: skip
    leave = f"/warnings/leave/{row.token}/"
    assert client.get(leave).status_code == 200
    row.refresh_from_db()
    assert row.address == "a@b.example"
    answer = client.post(leave, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    row.refresh_from_db()
    assert row.address == ""
    assert client.post(leave).status_code == 200
    assert client.get("/warnings/leave/made-up/").status_code == 404


@pytest.mark.parametrize(
    ("changes", "says"),
    [({"address": "nobody"}, "no e-mail address"), ({"tongue": "xx"}, "xx"),
     ({"audience": "kings"}, "kings"), ({"digest": "hourly"}, "hourly")],
)  # fmt: skip
def test_a_wish_that_cannot_be_met_is_refused(client, relay, chain, changes, says):
    answer = client.post("/warnings/subscribe/", SAID | changes)
    assert (answer.status_code, says in answer.content.decode()) == (409, True)
    assert relay.taken == []


def test_nobody_fills_the_mailbox_of_another(client, relay, chain):
    statuses = []
    for _ in range(7):
        Subscription.objects.all().delete()
        statuses.append(client.post("/warnings/subscribe/", SAID | {"tongue": "fr"}).status_code)
    assert statuses == [200] * 5 + [409] * 2
    assert len(relay.taken) == 5


def test_a_machine_that_fills_the_hidden_field_is_told_nothing(client, relay, chain):
    assert client.post("/warnings/subscribe/", SAID | {"website": "x"}).status_code == 200
    assert not Subscription.objects.exists()


def test_a_failing_relay_is_said_and_nothing_is_kept(client, settings, chain):
    settings.VEDETTE_SMTP = ""
    assert client.post("/warnings/subscribe/", SAID).status_code == 409
    assert not Subscription.objects.exists()


def test_a_receiver_answers_what_was_done(client, relay, chain):
    words_of.cache_clear()
    row = actions.subscribe(channel="mail", address="er@hospital.example", by=chain["officer"],
                            must_answer=True, at=timezone.now())  # fmt: skip
    at = timezone.now()
    alert = alerts.draft(assessment=chain["assessment"], by=chain["officer"], at=at)
    alert = alerts.approve(alert=alert, by=chain["approver"], at=at, read_at=alert.changed_at)
    alert = alerts.publish(alert=alert, by=chain["officer"], at=at)
    actions.queue(alert=alert, at=at)
    assert deliver().delivered == 1
    where = f"/warnings/answer/{row.token}/{Delivery.objects.get().pk}/"
    assert client.get(where).status_code == 200
    assert client.post(where, {"kind": "acted", "note": "Naloxone stocked."}).status_code == 200
    assert Receipt.objects.get().note == "Naloxone stocked."
    assert client.post(where, {"kind": "sang"}).status_code == 409
    client.force_login(chain["officer"])
    assert "Acted" in client.get(f"/alerts/{alert.pk}/").content.decode()


def test_publishing_on_the_page_queues_what_is_owed(client, relay, chain):
    actions.subscribe(channel="mail", address="a@b.example", by=chain["officer"],
                      at=timezone.now())  # fmt: skip
    at = timezone.now()
    alert = alerts.draft(assessment=chain["assessment"], by=chain["officer"], at=at)
    client.force_login(chain["officer"])
    assert "It would be sent to one receiver" in client.get(f"/alerts/{alert.pk}/").content.decode()
    alerts.approve(alert=alert, by=chain["approver"], at=at, read_at=alert.changed_at)
    client.post(f"/alerts/{alert.pk}/publish/")
    assert Delivery.objects.count() == 1
