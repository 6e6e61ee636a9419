"""What a warning rests on is withdrawn: the question is opened, and whoever was warned is told."""

import pytest
from django.utils import timezone

from vedette import pathway
from vedette.base.accounts.rules import Refused
from vedette.catalogue.substances.models import Substance
from vedette.evidence.observations.renaming import Scope
from vedette.response.alerts import actions as alerts
from vedette.response.alerts.models import AlertQuestion
from vedette.response.alerts.rules import AlreadyMoved
from vedette.response.exchange import actions
from vedette.response.exchange.messages import words_of
from vedette.response.exchange.models import Delivery
from vedette.response.exchange.sending import deliver

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def warned(chain, relay):
    """A published warning that one reader of Polish was sent."""
    words_of.cache_clear()
    at = timezone.now()
    actions.subscribe(channel="mail", address="a@b.example", language="pl", by=chain["officer"],
                      at=at)  # fmt: skip
    alert = alerts.draft(assessment=chain["assessment"], by=chain["officer"], at=at)
    alert = alerts.approve(alert=alert, by=chain["approver"], at=at, read_at=alert.changed_at)
    alert = pathway.publish(alert=alert, by=chain["officer"], at=at)
    assert deliver().delivered == 1
    return alert


def retract(chain, tlp="GREEN"):
    return pathway.retract(report=chain[tlp]["report"], reason="contaminated",
                           by=chain["officer"], at=timezone.now())  # fmt: skip


def test_a_retraction_opens_the_question_and_tells_whoever_was_warned(chain, warned, relay):
    retract(chain)
    (question,) = warned.questions.all()
    assert question.report == chain["GREEN"]["report"]
    assert deliver().delivered == 1
    told = relay.taken[1]
    assert told["Subject"].startswith("W trakcie przeglądu:")
    assert "wycofano" in told.get_body(("plain",)).get_content()
    assert told["Message-ID"] != relay.taken[0]["Message-ID"]


def test_it_is_asked_and_told_once_however_often_it_is_looked_at(chain, warned):
    retract(chain)
    assert pathway.ask_again(at=timezone.now()) == []
    assert Delivery.objects.filter(kind="review").count() == 1
    retract(chain, "RED")
    assert warned.questions.count() == 2
    assert Delivery.objects.filter(kind="review").count() == 1


def test_evidence_that_proves_to_be_of_another_substance_opens_it_too(chain, warned):
    other = Substance.objects.create(key="caffeine", name="caffeine")
    pathway.divide(scope=Scope(substance=chain["substance"]), to=other, reason="wrong spectrum",
                   by=chain["officer"], at=timezone.now())  # fmt: skip
    assert warned.questions.filter(answered_at=None).count() == 1  # the RED row is closed to them


def test_somebody_with_the_right_says_why_it_stands_all_the_same(chain, warned, client):
    retract(chain)
    with pytest.raises(Refused, match="roles"):
        alerts.stand_by(alert=warned, reason="two others", by=chain["officer"], at=timezone.now())
    with pytest.raises(Refused, match="why"):
        alerts.stand_by(alert=warned, reason=" ", by=chain["approver"], at=timezone.now())
    public = client.get(f"/warnings/{warned.number}/?language=fi").content.decode()
    assert "Tarkistamme sen uudelleen" in public
    client.force_login(chain["approver"])
    assert "still stand" in client.get(f"/alerts/{warned.pk}/").content.decode()
    client.post(f"/alerts/{warned.pk}/stand-by/", {"reason": "two other laboratories agree"})
    assert warned.questions.get().answer == "stands"
    with pytest.raises(AlreadyMoved):
        alerts.stand_by(alert=warned, reason="x", by=chain["approver"], at=timezone.now())
    public = client.get(f"/warnings/{warned.number}/?language=fi").content.decode()
    assert "Tarkistamme sen uudelleen" not in public


def test_the_next_version_is_the_answer(chain, warned):
    retract(chain)
    at = timezone.now()
    ended = alerts.cancel(alert=warned, reason="Salt.", by=chain["officer"], at=at)
    ended = alerts.approve(alert=ended, by=chain["approver"], at=at, read_at=ended.changed_at)
    pathway.publish(alert=ended, by=chain["officer"], at=at)
    assert warned.questions.get().answer == "new_version"


def test_what_is_over_or_a_draft_is_not_asked_about(chain, warned):
    type(warned).objects.filter(pk=warned.pk).update(expires_at=timezone.now())
    retract(chain)
    assert not AlertQuestion.objects.filter(alert=warned).exists()
