"""The page for everybody: two people publish it, and nothing above CLEAR is on it."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from tests.contracts.promised import follow_a_plan
from tests.contracts.test_policy_pack import (
    _computed,
    numbered,  # noqa: F401 - a fixture
    with_indicator,  # noqa: F401 - a fixture
)
from vedette.base.accounts.rules import Refused

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
PLAN = "plan-2026-2030"
PAGE = f"/progress/{PLAN}/"


@pytest.fixture
def plan(people):
    """The plan of the tests, followed for a month."""
    return follow_a_plan(people, at=NOW - timedelta(days=30))


def published(plan, people, *, at=NOW):
    from vedette.response.policy import publishing

    row = publishing.propose(instrument=plan, by=people["officer"], at=at)
    return publishing.publish(publication=row, by=people["approver"], at=at)


def everything(page=PAGE):
    """All that a stranger can read of a document."""
    stranger = Client()
    table = b"".join(stranger.get(f"{page}progress.csv").streaming_content)
    return (
        stranger.get(page).content.decode()
        + table.decode()
        + stranger.get(f"{page}progress.json").content.decode()
    )


def test_nothing_is_shown_until_a_second_person_publishes(people, plan):
    from vedette.response.policy import publishing

    stranger = Client()
    assert stranger.get(PAGE).status_code == 404
    row = publishing.propose(instrument=plan, by=people["approver"], at=NOW)
    for address in (PAGE, f"{PAGE}progress.csv", f"{PAGE}progress.json"):
        assert stranger.get(address).status_code == 404
    with pytest.raises(Refused, match="second person"):
        publishing.publish(publication=row, by=people["approver"], at=NOW)
    with pytest.raises(Refused, match="roles"):
        publishing.publish(publication=row, by=people["officer"], at=NOW)
    assert stranger.get(PAGE).status_code == 404


def test_each_step_is_in_the_journal_and_withdrawing_closes_the_page(people, plan):
    from vedette.base.journal.models import Entry
    from vedette.response.policy import publishing
    from vedette.response.policy.errors import PromiseUnfit

    published(plan, people)
    assert Client().get(PAGE).status_code == 200
    with pytest.raises(PromiseUnfit, match="say why"):
        publishing.withdraw(instrument=plan, reason=" ", by=people["officer"], at=NOW)
    publishing.withdraw(instrument=plan, reason="A mistake", by=people["officer"], at=NOW)
    assert Client().get(PAGE).status_code == 404
    assert plan.title not in Client().get("/progress/").content.decode()
    acts = list(Entry.objects.filter(act__startswith="progress.").order_by("id").values_list("act"))
    assert acts == [("progress.proposed",), ("progress.published",), ("progress.withdrawn",)]


def test_a_new_page_takes_the_place_of_the_one_before(people, plan):
    from vedette.response.policy.models import Publication

    published(plan, people)
    published(plan, people, at=NOW + timedelta(days=1))
    shown = Publication.objects.order_by("pk").values_list("status", flat=True)
    assert list(shown) == ["replaced", "published"]


def test_the_page_tells_what_was_known_when_it_was_proposed(people, plan):
    from vedette.response.policy import following

    published(plan, people)
    before = everything()
    following.report(
        entry=plan.entries.get(code="A2"), status="delayed", valid_on=NOW.date(),
        by=people["officer"], at=NOW + timedelta(hours=1),
    )  # fmt: skip
    assert everything() == before


def test_a_country_is_named_only_if_its_answer_was_clear_and_still_is(people, plan):
    from vedette.response.policy import publishing
    from vedette.response.policy.errors import PromiseUnfit

    answer = plan.entries.get(code="A2").reports.get(country="IE")
    published(plan, people)
    assert "Ireland" not in everything()
    assert '"IE"' not in everything()
    said = {"report": answer, "by": people["officer"]}
    with pytest.raises(PromiseUnfit, match="CLEAR"):
        publishing.mark_answer(tlp="AMBER", at=NOW, **said)
    publishing.mark_answer(tlp="CLEAR", at=NOW + timedelta(hours=1), **said)
    assert "Ireland" not in everything()  # two people have not seen it yet
    published(plan, people, at=NOW + timedelta(hours=2))
    assert "Ireland" in everything()
    assert json.loads(Client().get(f"{PAGE}progress.json").content)["promises"][1]["countries"] == {
        "IE": "on_track"
    }
    publishing.mark_answer(tlp="GREEN", at=NOW + timedelta(hours=3), **said)
    assert "Ireland" not in everything()


def test_no_figure_above_clear_and_no_hidden_count_is_shown(people, with_indicator):  # noqa: F811
    colours = {"GREEN": 20_202, "AMBER": 30_303, "AMBER+STRICT": 40_404}
    for tlp, value in colours.items():
        _computed("plan_02", tlp, value)
    published(with_indicator, people)
    assert "presentations" not in everything()
    _computed("plan_02", "CLEAR", 10_101, as_of=NOW + timedelta(hours=1))
    published(with_indicator, people, at=NOW + timedelta(hours=2))
    said = everything()
    assert "10101.0" in said
    for value in colours.values():
        assert str(value) not in said
        assert f"{value:,}" not in said
    _computed("plan_02", "CLEAR", 3, as_of=NOW + timedelta(hours=3), hidden=True)
    published(with_indicator, people, at=NOW + timedelta(hours=4))
    shown = json.loads(Client().get(f"{PAGE}progress.json").content)
    assert shown["indicators"] == []


@pytest.mark.parametrize("tlp", ["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"])
def test_evidence_and_notes_stay_inside_whatever_their_marking(people, plan, chain, tlp):
    from vedette.base.markings.actions import marking_for
    from vedette.judgement.signals.models import Signal
    from vedette.response.policy.models import Evidence

    Signal.objects.filter(pk=chain["signal"].pk).update(marking=marking_for(tlp))
    Evidence.objects.create(
        entry=plan.entries.get(code="A2"), kind="signal", title="A very closed rise",
        record_id=chain["signal"].pk, valid_on=NOW.date(), at=NOW, by=people["officer"],
    )  # fmt: skip
    published(plan, people)
    said = everything()
    for inside in ("A very closed rise", "Course list 2026", "Two courses were held", "officer"):
        assert inside not in said


def test_the_page_has_no_script_needs_no_account_and_speaks_the_readers_language(people, plan):
    published(plan, people)
    made = Client().get(f"{PAGE}?language=da")
    body = made.content.decode()
    assert "<script" not in body
    assert 'lang="da"' in body
    assert made["Content-Language"] == "da"
    assert "ukendt" in body
    assert Client().get(f"{PAGE}?language=xx").status_code == 200


def test_a_desk_publishes_and_withdraws_by_its_page(client, people, plan):
    act = f"/policy/{PLAN}/pack/publish/"
    client.force_login(people["officer"])
    assert client.post(act, {"step": "propose"}).status_code == 302
    assert client.post(act, {"step": "propose"}).status_code == 409
    assert client.post(act, {"step": "publish"}).status_code == 409
    assert client.post(act, {"step": "jump"}).status_code == 404
    client.force_login(people["viewer"])
    assert client.post(act, {"step": "withdraw", "reason": "r"}).status_code == 403
    client.force_login(people["approver"])
    assert client.post(act, {"step": "publish"}).status_code == 302
    assert Client().get(PAGE).status_code == 200
    assert client.post(act, {"step": "withdraw", "reason": "r"}).status_code == 302
    assert Client().get(PAGE).status_code == 404
