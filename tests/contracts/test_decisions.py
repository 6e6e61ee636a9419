"""What becomes of a signal: whole or not at all, and as it stood on any day."""

from datetime import timedelta

import pytest
from django.utils import timezone

from vedette.judgement.assessments.models import Assessment
from vedette.judgement.signals import actions
from vedette.judgement.signals.models import Decision
from vedette.judgement.signals.queries import desk


@pytest.fixture
def signal(chain):
    return chain["signal"]


def test_a_signal_without_rows_left_is_refused_and_not_half_taken_up(client, chain, signal):
    signal.report_ids = []
    signal.save()
    before = Assessment.objects.count()
    client.force_login(chain["officer"])
    answer = client.post(
        f"/signals/{signal.pk}/decide/", {"outcome": "assessed", "reason": "worth it"}
    )
    assert answer.status_code == 409
    assert not Decision.objects.exists()
    assert Assessment.objects.count() == before


def test_the_api_takes_a_signal_up_only_with_an_assessment(client, chain, signal):
    client.force_login(chain["officer"])
    where, body = f"/api/signals/{signal.pk}/decisions", {"outcome": "assessed", "reason": "r"}
    assert client.post(where, body, content_type="application/json").status_code == 422
    assert not Decision.objects.exists()


def test_the_desk_of_a_past_day_holds_what_was_decided_later(chain, signal):
    officer, now = chain["officer"], timezone.now()
    yesterday = signal.raised_at + timedelta(minutes=1)
    later = max(now, yesterday + timedelta(days=1))
    actions.decide(signal=signal, outcome="discarded", reason="r", until=None, by=officer, at=later)
    assert signal in desk(person=officer, as_of=yesterday)
    assert signal not in desk(person=officer, as_of=later)
