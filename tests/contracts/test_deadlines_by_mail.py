"""Bodies that asked for it are told when a duty of theirs falls due, through the same queue."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from vedette import pathway
from vedette.base.accounts.models import Body
from vedette.base.accounts.rules import Refused
from vedette.base.markings.actions import marking_for
from vedette.judgement.deadlines import actions as deadlines
from vedette.response.exchange import actions, webhook
from vedette.response.exchange.channels import Parcel
from vedette.response.exchange.messages import words_of_deadline
from vedette.response.exchange.models import Delivery
from vedette.response.exchange.sending import deliver

pytestmark = [pytest.mark.django_db, pytest.mark.database]
EVENT = datetime(2026, 3, 2, 9, tzinfo=UTC)  # a Monday


@pytest.fixture(autouse=True)
def fresh_words():
    """Test databases hand out the same numbers again."""
    words_of_deadline.cache_clear()


@pytest.fixture
def body(db):
    return Body.objects.create(code="nfp", name="National focal point", country="IE")


@pytest.fixture
def subscribe(people):
    def enter(body, address="duty@nfp.example", **wishes):
        return actions.subscribe(
            channel="mail", address=address, body=body, by=people["officer"], at=EVENT,
            **{"deadlines": True, **wishes},
        )  # fmt: skip

    return enter


@pytest.fixture
def clock(people, body):
    def start(tlp="GREEN", **said):
        return deadlines.start(
            rule="information_request", about="Request about substance Q", event_at=EVENT,
            marking=marking_for(tlp), by=people["officer"], at=EVENT, **{"body": body, **said},
        )  # fmt: skip

    return start


def told(clock, relay, *, before=timedelta(days=1)):
    """Remind so long before the end, and send."""
    at = clock.due_at - before + timedelta(minutes=1)
    pathway.remind(at=at)
    deliver(now=lambda: at)
    return relay.taken


def test_the_body_that_must_act_is_told_what_and_by_when(clock, body, subscribe, relay):
    subscribe(body)
    row = clock()
    (mail,) = told(row, relay)
    plain = mail.get_body(("plain",)).get_content()
    assert mail["Subject"].startswith("Due soon")
    assert "Request about substance Q" in plain
    assert f"https://node.example/deadlines/{row.pk}/" in plain
    assert "feedback" not in plain


def test_what_is_overdue_says_so(clock, body, subscribe, relay):
    subscribe(body)
    told(clock(), relay, before=timedelta(0))
    assert relay.taken[-1]["Subject"].startswith("Not done in time")


def test_each_reminder_is_told_once(clock, body, subscribe, relay):
    subscribe(body)
    row = clock()
    told(row, relay)
    told(row, relay)
    assert len(relay.taken) == 1


def test_nobody_is_told_who_did_not_ask_or_is_another_body(clock, body, subscribe, relay):
    subscribe(body, deadlines=False)
    subscribe(Body.objects.create(code="other", name="Other"), "o@other.example")
    assert told(clock(), relay) == []


def test_what_may_not_leave_the_house_is_not_in_the_message(clock, body, subscribe, relay):
    subscribe(body)
    (mail,) = told(clock(tlp="AMBER+STRICT"), relay)
    whole = mail.as_string()
    assert "substance Q" not in whole
    assert "Due soon" in mail["Subject"]


def test_an_exercise_is_marked_and_goes_to_those_who_practise(clock, body, subscribe, relay):
    subscribe(body)
    subscribe(body, "drill@nfp.example", drills="only")
    (mail,) = told(clock(exercise=True), relay)
    assert mail["To"] == "drill@nfp.example"
    assert mail["Subject"].strip().startswith("EXERCISE")


def test_a_machine_reads_which_deadline_it_is(clock, body, subscribe, relay):
    row, subscription = clock(), subscribe(body)
    told(row, relay)
    words = words_of_deadline(Delivery.objects.get().reminder_id, "nl")
    said = json.loads(webhook.body_of(Parcel("k", 1, subscription, words)))
    assert said["warning"]["deadline"] == row.pk
    assert said["exercise"] is False


def test_a_word_of_a_deadline_cannot_be_answered_as_a_warning(
    client, clock, body, subscribe, relay
):
    subscription = subscribe(body, must_answer=True)
    (mail,) = told(clock(), relay)
    assert "/answer/" not in mail.as_string()
    number = Delivery.objects.get().pk
    assert client.get(f"/warnings/answer/{subscription.token}/{number}/").status_code == 404
    assert client.get(f"/warnings/feedback/{subscription.token}/{number}/").status_code == 404


def test_only_the_desk_enters_bodies_that_are_told(db, body, people):
    for wishes in ({"body": None, "by": people["officer"]}, {"body": body, "by": None}):
        with pytest.raises(Refused, match="desk"):
            actions.subscribe(
                channel="mail", address="a@b.example", deadlines=True, at=timezone.now(), **wishes
            )
