"""Receivers that must answer are reminded on a schedule, until they answer or nobody needs it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from vedette import pathway
from vedette.base.accounts.models import Body
from vedette.response.alerts import actions as alerts
from vedette.response.alerts.composing import SMS_LENGTH
from vedette.response.alerts.models import Alert
from vedette.response.alerts.phrases import LANGUAGES
from vedette.response.exchange import actions, chasing, queries
from vedette.response.exchange.chasing import ScheduleMalformed, awaited, chase, schedule
from vedette.response.exchange.messages import words_of
from vedette.response.exchange.models import Attempt, Delivery
from vedette.response.exchange.sending import deliver

HOUR = timedelta(hours=1)
database = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture(autouse=True)
def fresh_words():
    """Test databases hand out the same numbers again."""
    words_of.cache_clear()


@pytest.fixture
def warned(chain, relay):
    """A body that must answer was sent an extreme warning: which, to whom, when."""
    at = timezone.now()
    body = Body.objects.create(code="er", name="Emergency department")
    row = actions.subscribe(
        channel="mail", address="er@receiver.example", body=body, must_answer=True,
        by=chain["officer"], at=at,
    )  # fmt: skip
    alert = published(chain, at)
    deliver(now=lambda: at)
    return alert, row, at


def published(chain, at, severity="Extreme"):
    alert = alerts.draft(assessment=chain["assessment"], by=chain["officer"], at=at)
    Alert.objects.filter(pk=alert.pk).update(severity=severity)
    alert.refresh_from_db()
    alerts.approve(alert=alert, by=chain["approver"], at=at, read_at=alert.changed_at)
    alert.refresh_from_db()
    return pathway.publish(alert=alert, by=chain["officer"], at=at)


def rounds():
    return list(
        Delivery.objects.filter(kind="reminder").order_by("round").values_list("round", flat=True)
    )


def test_the_shipped_schedule_reminds_of_what_is_extreme_after_1_4_and_24_hours():
    hours = {name: [wait / HOUR for wait in waits] for name, waits in schedule().items()}
    assert hours["Extreme"] == [1, 4, 24]
    assert set(hours) == set(Alert.Severity.values)
    first = [hours[name][0] for name in ("Extreme", "Severe", "Moderate", "Minor")]
    assert first == sorted(first)


def test_an_instance_reminds_on_its_own_schedule(tmp_path):
    (tmp_path / "chasing.toml").write_text("Extreme = [0.5]\n")
    found = schedule(tmp_path)
    assert found["Extreme"] == (timedelta(minutes=30),)
    assert found["Severe"] == schedule()["Severe"]


@pytest.mark.parametrize(
    "text",
    ["Extrem = [1]", "Extreme = 1", "Extreme = [0]", "Extreme = [4, 1]", "Extreme = [1, 1]",
     "Extreme = ['1']", "Extreme = [true]", "Extreme = [", "Extreme = [1e300]"],
)  # fmt: skip
def test_a_schedule_that_cannot_be_read_is_refused_by_name(tmp_path, text):
    (tmp_path / "chasing.toml").write_text(text)
    with pytest.raises(ScheduleMalformed, match=r"chasing\.toml"):
        schedule(tmp_path)


@given(
    waits=st.lists(st.integers(1, 500), unique=True, max_size=5).map(sorted),
    passed=st.integers(0, 600),
)
def test_the_reminder_that_is_due_is_the_number_of_waits_that_are_over(waits, passed):
    at = timezone.now()
    row = Delivery(alert=Alert(severity="Extreme"), done_at=at)
    table = {"Extreme": tuple(wait * HOUR for wait in waits)}
    due = chasing._due(table, row, at + passed * HOUR)
    assert due == len([wait for wait in waits if wait <= passed])


class TestReminders:
    pytestmark = database

    def test_they_go_out_when_due_and_each_once(self, warned, relay):
        _alert, _row, at = warned
        for hours, expected in ((0.9, []), (1, [1]), (1.5, [1]), (4, [1, 2]), (24, [1, 2, 3]),
                                (400, [1, 2, 3])):  # fmt: skip
            moment = at + hours * HOUR
            if hours < 300:
                deliver(now=lambda moment=moment: moment)
            assert rounds() == expected
        assert len(relay.taken) == 4
        assert Attempt.objects.filter(delivery__kind="reminder").count() == 3
        assert {"Reminder" in mail["Subject"] for mail in relay.taken[1:]} == {True}

    def test_a_slip_in_the_schedule_keeps_no_warning_back(self, chain, relay, instance_folder):
        (instance_folder / "chasing.toml").write_text("Extreme = [")
        with pytest.raises(ScheduleMalformed):
            self._warn(chain)
        assert Delivery.objects.get().state == "delivered"
        assert len(relay.taken) == 1

    def _warn(self, chain):
        at = timezone.now()
        actions.subscribe(channel="mail", address="er@receiver.example", by=chain["officer"], at=at)
        published(chain, at)
        deliver(now=lambda: at)

    def test_a_node_that_was_away_sends_only_the_latest(self, warned, relay):
        _alert, _row, at = warned
        deliver(now=lambda: at + 30 * HOUR)
        assert rounds() == [3]

    def test_an_answer_through_the_reminder_ends_them(self, warned, relay):
        alert, row, at = warned
        deliver(now=lambda: at + HOUR)
        reminder = Delivery.objects.get(kind="reminder")
        link = f"/warnings/answer/{row.token}/{reminder.pk}/"
        assert link in relay.taken[-1].get_body(("plain",)).get_content()
        actions.answer(token=row.token, delivery=reminder.pk, kind="acknowledged", at=at + 2 * HOUR)
        assert queries.progress(alert).silent == ()
        deliver(now=lambda: at + 30 * HOUR)
        assert rounds() == [1]
        assert awaited(alert, at=at + 30 * HOUR) == []

    def test_having_opened_it_is_no_answer(self, warned):
        _alert, row, at = warned
        number = Delivery.objects.get().pk
        actions.answer(token=row.token, delivery=number, kind="opened", at=at)
        assert chase(at=at + HOUR) == 1

    def test_one_answer_of_a_body_counts_for_all_its_subscriptions(self, chain, relay):
        at = timezone.now()
        body = Body.objects.create(code="er", name="Emergency department")
        rows = [
            actions.subscribe(
                channel="mail", address=f"{name}@receiver.example", body=body, must_answer=True,
                by=chain["officer"], at=at,
            )
            for name in ("a", "b")
        ]  # fmt: skip
        published(chain, at)
        deliver(now=lambda: at)
        number = Delivery.objects.get(subscription=rows[0]).pk
        actions.answer(token=rows[0].token, delivery=number, kind="acted", at=at)
        assert chase(at=at + HOUR) == 0

    @pytest.mark.parametrize("how", ["cancelled", "expired", "left", "answered"])
    def test_a_reminder_that_waits_is_dropped_when_nobody_needs_it(self, chain, warned, relay, how):
        alert, row, at = warned
        assert chase(at=at + HOUR) == 1
        if how == "cancelled":
            fresh = alerts.cancel(alert=alert, reason="in error", by=chain["officer"], at=at)
            alerts.approve(alert=fresh, by=chain["approver"], at=at, read_at=fresh.changed_at)
            fresh.refresh_from_db()
            alerts.publish(alert=fresh, by=chain["officer"], at=at)
        elif how == "expired":
            Alert.objects.filter(pk=alert.pk).update(expires_at=at)
        elif how == "left":
            actions.leave(token=row.token, at=at)
        else:
            number = Delivery.objects.get(kind="warning").pk
            actions.answer(token=row.token, delivery=number, kind="acted", at=at)
        deliver(now=lambda: at + 2 * HOUR)
        assert Delivery.objects.get(kind="reminder").state == "dropped"
        assert len(relay.taken) == 1
        assert awaited(alert, at=at + 2 * HOUR) == []

    def test_who_need_not_answer_is_never_reminded(self, chain, relay):
        at = timezone.now()
        actions.subscribe(channel="mail", address="a@b.example", by=chain["officer"], at=at)
        published(chain, at)
        deliver(now=lambda: at)
        assert chase(at=at + 100 * HOUR) == 0

    def test_who_was_not_reached_is_named_and_not_reminded(self, chain, relay):
        at = timezone.now()
        relay.answers["gone@receiver.example"] = "550 no such user"
        body = Body.objects.create(code="er", name="Emergency department")
        actions.subscribe(
            channel="mail", address="gone@receiver.example", body=body, must_answer=True,
            by=chain["officer"], at=at,
        )  # fmt: skip
        alert = published(chain, at)
        deliver(now=lambda: at)
        assert chase(at=at + 100 * HOUR) == 0
        (one,) = awaited(alert, at=at)
        assert (one.who, one.state, one.next_at) == ("Emergency department", "given_up", None)

    def test_what_is_less_severe_is_reminded_of_later(self, chain, relay):
        at = timezone.now()
        actions.subscribe(
            channel="mail", address="a@b.example", must_answer=True, by=chain["officer"], at=at
        )
        published(chain, at, severity="Moderate")
        deliver(now=lambda: at)
        assert chase(at=at + 23 * HOUR) == 0
        assert chase(at=at + 24 * HOUR) == 1

    def test_the_page_and_the_api_list_who_has_not_answered(self, client, chain, warned):
        alert, _row, at = warned
        deliver(now=lambda: at + HOUR)
        client.force_login(chain["officer"])
        page = client.get(f"/alerts/{alert.pk}/").content.decode()
        assert "Must answer and have not" in page
        (said,) = client.get(f"/api/alerts/{alert.pk}/awaited").json()
        assert (said["who"], said["reminders"]) == ("Emergency department", 1)
        client.force_login(chain["viewer"])
        assert client.get(f"/api/alerts/{alert.pk}/awaited").status_code == 403

    def test_with_a_slip_in_the_schedule_page_and_api_still_open_and_say_why(
        self, client, chain, warned, instance_folder
    ):
        alert, _row, _at = warned
        (instance_folder / "chasing.toml").write_text("Extreme = [4, 1]")
        client.force_login(chain["officer"])
        answer = client.get(f"/alerts/{alert.pk}/")
        assert answer.status_code == 200
        page = answer.content.decode()
        assert "The schedule of reminders cannot be read" in page
        assert "chasing.toml, Extreme: hours rise from one to the next" in page
        answer = client.get(f"/api/alerts/{alert.pk}/awaited")
        assert answer.status_code == 200
        (said,) = answer.json()
        assert (said["who"], said["next_at"]) == ("Emergency department", None)
        assert "chasing.toml" in said["fault"]

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_a_reminder_fits_one_text_message_and_says_what_it_reminds_of(self, warned, language):
        alert, _row, _at = warned
        words = words_of(alert.pk, language, "clinical", "reminder", 2)
        assert len(words.sms) <= SMS_LENGTH
        assert words.identifier.endswith(".reminder2")
        assert words_of(alert.pk, language, "clinical").headline in words.headline
