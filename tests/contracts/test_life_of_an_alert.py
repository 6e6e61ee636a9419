"""What may happen to a warning, and what may not."""

from datetime import timedelta

import pytest
from django.utils import timezone

from vedette.base.accounts import actions as accounts
from vedette.base.accounts.rules import Refused
from vedette.response.alerts import actions, queries
from vedette.response.alerts.models import Alert
from vedette.response.alerts.rules import AlreadyMoved

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def published(chain):
    """Draft, sign and publish a warning with two accounts."""
    at = timezone.now()
    alert = actions.draft(assessment=chain["assessment"], by=chain["officer"], at=at)
    alert = actions.approve(alert=alert, by=chain["approver"], at=at, read_at=alert.changed_at)
    return actions.publish(alert=alert, by=chain["officer"], at=at)


def test_the_author_cannot_sign(chain):
    at = timezone.now()
    alert = actions.draft(assessment=chain["assessment"], by=chain["approver"], at=at)
    with pytest.raises(Refused, match="cannot sign"):
        actions.approve(alert=alert, by=chain["approver"], at=at, read_at=alert.changed_at)


def test_a_text_changed_since_it_was_read_is_not_signed(chain):
    at = timezone.now()
    alert = actions.draft(assessment=chain["assessment"], by=chain["officer"], at=at)
    stale = alert.changed_at - timedelta(seconds=1)
    with pytest.raises(AlreadyMoved):
        actions.approve(alert=alert, by=chain["approver"], at=at, read_at=stale)


def test_an_update_stands_in_only_when_it_is_published_itself(chain, published):
    at = timezone.now()
    update = actions.update(alert=published, by=chain["officer"], at=at)
    assert published in queries.public_alerts(at=at)
    update = actions.approve(alert=update, by=chain["approver"], at=at, read_at=update.changed_at)
    update = actions.publish(alert=update, by=chain["officer"], at=at)
    shown = list(queries.public_alerts(at=timezone.now()))
    assert update in shown
    assert published not in shown


def test_an_unfinished_update_does_not_stand_in_the_way_of_a_cancellation(chain, published):
    at = timezone.now()
    update = actions.update(alert=published, by=chain["officer"], at=at)
    cancelled = actions.cancel(alert=published, reason="wrong", by=chain["officer"], at=at)
    assert cancelled.pk == update.pk
    assert cancelled.message == Alert.Message.CANCEL
    cancelled = actions.approve(
        alert=cancelled, by=chain["approver"], at=at, read_at=cancelled.changed_at
    )
    actions.publish(alert=cancelled, by=chain["officer"], at=at)
    assert (
        not queries.active_alerts(person=chain["officer"], at=timezone.now())
        .filter(number=published.number)
        .exists()
    )


@pytest.mark.parametrize("field", ["sold_as", "look"])
def test_no_field_of_a_warning_carries_a_link(chain, field):
    at = timezone.now()
    alert = actions.draft(assessment=chain["assessment"], by=chain["officer"], at=at)
    with pytest.raises(Refused, match="link"):
        actions.edit(
            alert=alert, by=chain["officer"], at=at, read_at=alert.changed_at, texts={},
            **{field: "see https://shop.example"},
        )  # fmt: skip


def test_a_draft_is_as_closed_as_what_it_rests_on(chain):
    at = timezone.now()
    chain["assessment"].marking = chain["RED"]["marking"]
    chain["assessment"].save()
    chain["RED"]["marking"].named.add(chain["officer"])
    alert = actions.draft(assessment=chain["assessment"], by=chain["officer"], at=at)
    assert alert in queries.alerts_seen_by(chain["officer"])
    assert alert not in queries.alerts_seen_by(chain["approver"])


def test_nobody_changes_their_own_role_or_takes_a_weak_password(people):
    at, by = timezone.now(), people["administrator"]
    with pytest.raises(Refused, match="own role"):
        accounts.change_role(person=by, role="viewer", by=by, at=at)
    with pytest.raises(Refused, match="password"):
        accounts.change_password(person=by, password="short", by=by, at=at)
    with pytest.raises(Refused, match="administrator"):
        accounts.change_password(
            person=by, password="a long password indeed", by=people["viewer"], at=at
        )
    accounts.change_password(person=by, password="a long password indeed", by=by, at=at)
    by.refresh_from_db()
    assert by.check_password("a long password indeed")


def test_nobody_looks_as_of_a_day_to_come(db):
    from vedette import pathway

    now = timezone.now()
    with pytest.raises(Refused, match="lies ahead"):
        pathway.detect(as_of=now + timedelta(days=9), by=None, at=now)
