"""Who asked for a digest gets one mail with several warnings, tried and counted as each of them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from vedette import pathway
from vedette.response.alerts import actions as alerts
from vedette.response.alerts.models import Alert
from vedette.response.exchange import actions, queries
from vedette.response.exchange.messages import words_of
from vedette.response.exchange.models import Attempt, Delivery
from vedette.response.exchange.sending import deliver

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def fresh_words():
    """Test databases hand out the same numbers again."""
    words_of.cache_clear()


@pytest.fixture
def publish(chain):
    """Publish one more warning, moderate unless said otherwise."""

    def make(severity="Moderate"):
        at = timezone.now()
        alert = alerts.draft(assessment=chain["assessment"], by=chain["officer"], at=at)
        Alert.objects.filter(pk=alert.pk).update(severity=severity)
        alert.refresh_from_db()
        alerts.approve(alert=alert, by=chain["approver"], at=at, read_at=alert.changed_at)
        alert.refresh_from_db()
        return pathway.publish(alert=alert, by=chain["officer"], at=at)

    return make


@pytest.fixture
def reader(chain):
    def enter(address="daily@receiver.example", digest="daily", **wishes):
        return actions.subscribe(
            channel="mail", address=address, digest=digest, by=chain["officer"],
            at=timezone.now(), **wishes,
        )  # fmt: skip

    return enter


def tomorrow():
    return timezone.now() + DAY


def test_two_warnings_of_a_day_are_one_mail(publish, reader, relay):
    row = reader(language="nl")
    first, second = publish(), publish()
    sent = deliver(now=tomorrow)
    assert sent.delivered == 1
    (mail,) = relay.taken
    assert mail["Subject"].startswith("2 ")
    plain = mail.get_body(("plain",)).get_content()
    shape = mail.get_body(("html",)).get_content()
    for alert in (first, second):
        assert f"/warnings/{alert.number}/?language=nl" in plain
        assert f"/warnings/{alert.number}/?language=nl" in shape
        number = Delivery.objects.get(alert=alert).pk
        assert f"/warnings/feedback/{row.token}/{number}/" in plain
        assert queries.progress(alert).delivered == 1
    assert set(Delivery.objects.values_list("state", flat=True)) == {"delivered"}
    assert Attempt.objects.count() == 2
    assert deliver(now=tomorrow).total == 0


def test_one_warning_alone_is_a_mail_of_its_own(publish, reader, relay):
    reader()
    alert = publish()
    deliver(now=tomorrow)
    assert relay.taken[0]["Subject"] == words_of(alert.pk, "en", "people").headline


def test_who_wants_each_at_once_gets_each(publish, reader, relay):
    reader(digest="at_once")
    publish()
    publish()
    assert deliver(now=tomorrow).delivered == 2


def test_what_is_extreme_waits_for_no_digest(publish, reader, relay):
    reader()
    publish()
    publish("Extreme")
    assert deliver().delivered == 1
    assert deliver(now=tomorrow).delivered == 1


def test_a_digest_that_is_tried_again_is_the_same_mail(publish, reader, relay):
    reader()
    publish()
    publish()
    relay.answers["daily@receiver.example"] = "451 later"
    assert deliver(now=tomorrow).later == 1
    keys = set(Delivery.objects.values_list("carried_by", flat=True))
    publish()  # comes too late for this one
    relay.answers.clear()
    sent = deliver(now=lambda: tomorrow() + timedelta(minutes=2))
    assert sent.delivered == 2
    assert len(keys) == 2
    by_subject = sorted(mail["Subject"][:2] for mail in relay.taken)
    assert by_subject[0] == "2 "
    assert Attempt.objects.filter(outcome="later").count() == 2
    assert set(Delivery.objects.values_list("state", flat=True)) == {"delivered"}


def test_a_mailbox_that_is_not_there_ends_all_that_its_digest_carried(publish, reader, relay):
    reader()
    publish()
    publish()
    relay.answers["daily@receiver.example"] = "550 no such user"
    deliver(now=tomorrow)
    assert set(Delivery.objects.values_list("state", flat=True)) == {"given_up"}


def test_a_warning_that_is_dropped_lets_the_others_go(publish, reader, relay):
    reader()
    first, second = publish(), publish()
    relay.answers["daily@receiver.example"] = "451 later"
    deliver(now=tomorrow)
    actions.drop(alert=first, because="over", at=tomorrow())
    relay.answers.clear()
    deliver(now=lambda: tomorrow() + timedelta(minutes=9))
    (mail,) = relay.taken
    plain = mail.get_body(("plain",)).get_content()
    assert second.number in plain
    assert f"/warnings/{first.number}/" not in plain


def test_a_digest_of_exercises_says_so_in_its_subject(publish, reader, relay):
    reader()
    for _ in range(2):
        alert = publish()
        Alert.objects.filter(pk=alert.pk).update(exercise=True)
    deliver(now=tomorrow)
    assert relay.taken[0]["Subject"].startswith("EXERCISE")


def test_every_warning_of_a_digest_can_be_answered(publish, reader, relay):
    row = reader(must_answer=True)
    publish()
    second = publish()
    deliver(now=tomorrow)
    number = Delivery.objects.get(alert=second).pk
    assert f"/warnings/answer/{row.token}/{number}/" in (
        relay.taken[0].get_body(("plain",)).get_content()
    )
