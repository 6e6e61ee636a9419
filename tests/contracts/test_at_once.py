"""Two people at the same moment: both are heard, or one is told that the other came first."""

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from promised import follow_a_plan

from tests.unit.response.policy.documents import plan_text
from vedette.response.alerts import actions as alerts
from vedette.response.alerts.models import Alert
from vedette.response.alerts.rules import AlreadyMoved
from vedette.response.policy import actions as policy
from vedette.response.policy import following
from vedette.response.policy.lines import Page
from vedette.response.policy.models import Instrument, Milestone, Reading
from vedette.response.policy.reading import read_text

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
PATIENCE = 1  # seconds for which the one waits for the other where both would write


@pytest.fixture
def both(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[Any]]:
    """Return a function that does an act in two threads, which meet before either writes."""

    def at_once(act: Callable[[], Any], *, writing: Any) -> list[Any]:
        meeting, real, ends = threading.Barrier(2), writing.create, []

        def wait_for_the_other(**fields: Any) -> Any:
            with suppress(threading.BrokenBarrierError):  # the other waits for a lock: go on
                meeting.wait(PATIENCE)
            return real(**fields)

        def do() -> None:
            try:
                ends.append(act())
            except Exception as error:
                ends.append(error)
            finally:
                connection.close()

        with monkeypatch.context() as patch:
            patch.setattr(writing, "create", wait_for_the_other)
            threads = [threading.Thread(target=do) for _ in range(2)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        return ends

    return at_once


def test_two_warnings_begun_at_once_have_two_numbers(chain, both):
    def begin():
        return alerts.draft(
            assessment=chain["assessment"], by=chain["officer"], at=timezone.now()
        ).number

    first, second = sorted(both(begin, writing=Alert.objects))
    assert first < second


def test_of_two_updates_begun_at_once_one_is_told_that_there_is_another(chain, both):
    def update():
        alert = Alert.objects.get(pk=chain["alert"].pk)
        return alerts.update(alert=alert, by=chain["officer"], at=timezone.now()).version

    ends = both(update, writing=Alert.objects)
    assert 2 in ends
    (refused,) = [one for one in ends if one != 2]
    assert isinstance(refused, AlreadyMoved)


def test_two_milestones_set_at_once_have_two_numbers_and_two_moves_two_revisions(people, both):
    now = timezone.now()
    entry = follow_a_plan(people, at=now).entries.get(code="A2")
    day = timezone.localdate(now)

    def plan(number=None):
        row = following.set_milestone(
            entry=entry, title="Second course", due_on=day + timedelta(days=20), number=number,
            valid_on=day, by=people["officer"], at=now,
        )  # fmt: skip
        return row.number, row.revision

    assert sorted(both(plan, writing=Milestone.objects)) == [(2, 1), (3, 1)]
    assert sorted(both(lambda: plan(2), writing=Milestone.objects)) == [(2, 2), (2, 3)]


def test_a_document_brought_twice_at_once_is_kept_once(people, both):
    def bring(text):
        return policy.keep(
            register=read_text([Page(1, text)], file="plan.txt"),
            content=sha256(text.encode()).hexdigest(), by=people["officer"], at=timezone.now(),
        ).outcome  # fmt: skip

    new = both(lambda: bring(plan_text()), writing=Instrument.objects)
    assert sorted(map(str, new)) == ["new", "unchanged"]
    changed = plan_text().replace("Action no. 1.", "Action no. 1. Jointly")
    again = both(lambda: bring(changed), writing=Reading.objects)
    assert sorted(map(str, again)) == ["revision", "unchanged"]
    assert Instrument.objects.count() == 1
