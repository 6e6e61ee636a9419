"""Those asked in a reporting round, or as experts, hear of it through the queue of warnings."""

import json
from datetime import date, timedelta

import pytest
from django.utils import timezone
from judging import NOW, begun, writer

from tests.contracts.promised import follow_a_plan
from vedette import pathway
from vedette.base.accounts.models import Body, User
from vedette.base.journal.models import Entry
from vedette.base.markings.actions import marking_for
from vedette.judgement.assessments.definitions import kinds_of
from vedette.judgement.drills import actions as drills
from vedette.judgement.drills.models import Drill
from vedette.response.exchange import actions, asking, webhook
from vedette.response.exchange.channels import Parcel
from vedette.response.exchange.models import Delivery
from vedette.response.exchange.sending import deliver
from vedette.response.policy import following
from vedette.response.policy.models import PolicyBody, RoundReminder

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DUE = date(2026, 12, 31)
LONG_BEFORE, SOON = NOW, NOW + timedelta(days=30)  # 41 and 11 days before the day
LATE = NOW + timedelta(days=43)
KIND = kinds_of(None)["risk_assessment"]


@pytest.fixture(autouse=True)
def fresh_words():
    """Test databases hand out the same numbers again."""
    for composed in (
        asking.words_of_questionnaire, asking.words_of_reminder, asking.words_of_opinion,
        asking._counted,
    ):  # fmt: skip
        composed.cache_clear()


@pytest.fixture
def plan(people):
    """Keep the plan of the tests, in which one action asks the Member States and CEPOL."""
    return follow_a_plan(people, at=NOW - timedelta(days=90))


@pytest.fixture
def irish(db):
    return Body.objects.create(code="nfp-ie", name="National focal point", country="IE")


@pytest.fixture
def subscribe(people):
    def enter(body, address="duty@nfp.example", **wishes):
        return actions.subscribe(
            body=body, by=people["officer"], at=NOW,
            **{"channel": "mail", "address": address, "deadlines": True, **wishes},
        )  # fmt: skip

    return enter


@pytest.fixture
def opened(plan, people):
    def open_round(title="Second half", **changes):
        return pathway.open_reporting_round(
            instrument=plan, title=title, due_on=DUE, by=people["officer"], at=LONG_BEFORE,
            **{"countries": ["IE", "MT"], **changes},
        )  # fmt: skip

    return open_round


def sent(relay, *, at=LONG_BEFORE):
    """Send what waits; return what was sent now."""
    before = len(relay.taken)
    deliver(now=lambda: at)
    return relay.taken[before:]


def reminded(relay, *, at):
    pathway.remind_of_rounds(at=at)
    return sent(relay, at=at)


def plain(mail):
    return mail.get_body(("plain",)).get_content()


def test_the_bodies_of_a_country_are_told_of_which_document_how_much_and_by_when(
    opened, irish, subscribe, relay
):
    subscribe(irish)
    row = opened()
    (mail,) = sent(relay)
    text = plain(mail)
    assert mail["Subject"] == "Please answer: Second half"
    assert "EU plan on shared warning" in text
    assert "Asked: Ireland" in text
    assert "1 promise asks you; 1 answer is missing." in text
    assert "Dec. 31, 2026" in text
    assert f"https://node.example/policy/plan-2026-2030/rounds/{row.pk}/" in text
    assert "feedback" not in text
    entry = Entry.objects.get(act="promise.round_told")
    assert (entry.subject_id, entry.facts["deliveries"]) == (row.pk, 1)


def test_a_body_of_the_union_is_told_by_its_code_and_only_if_a_promise_asks_it(
    opened, subscribe, relay
):
    for code in ("cepol", "OLAF"):
        PolicyBody.objects.get_or_create(code=code.upper(), defaults={"name": code})
        subscribe(Body.objects.create(code=code, name=code), f"{code}@bodies.example")
    opened(countries=[], bodies=list(PolicyBody.objects.filter(code__in=["CEPOL", "OLAF"])))
    (mail,) = sent(relay)
    assert mail["To"] == "cepol@bodies.example"


@pytest.mark.parametrize(
    "wishes", [{"deadlines": False}, {"drills": "only"}], ids=["did not ask", "practises alone"]
)
def test_who_did_not_ask_to_be_told_of_duties_is_not_told(opened, irish, subscribe, relay, wishes):
    subscribe(irish, **wishes)
    subscribe(Body.objects.create(code="nl", name="Another", country="NL"), "o@other.example")
    ended = subscribe(irish, "gone@nfp.example")
    actions.leave(token=ended.token, at=NOW)
    opened()
    assert sent(relay) == []


def test_each_reminder_is_told_once_and_says_how_near_the_day_is(opened, irish, subscribe, relay):
    subscribe(irish)
    opened()
    sent(relay)
    said = [
        [mail["Subject"] for mail in reminded(relay, at=at)]
        for at in (SOON, SOON, NOW + timedelta(days=40), LATE, LATE)
    ]
    assert said == [
        ["Due soon: Second half"], [], ["Due soon: Second half"],
        ["Not answered in time: Second half"], [],
    ]  # fmt: skip


def test_whoever_has_answered_is_not_reminded(opened, irish, subscribe, relay, plan, people):
    subscribe(irish)
    row = opened()
    sent(relay)
    following.report(
        entry=plan.entries.get(code="A2"), status="not_started", country="IE", round=row,
        valid_on=NOW.date(), by=people["officer"], at=NOW,
    )  # fmt: skip
    assert reminded(relay, at=SOON) == []


def test_whoever_gets_an_address_later_hears_of_an_open_round_once(opened, irish, subscribe, relay):
    opened()
    subscribe(irish)
    later = LONG_BEFORE + timedelta(days=1)
    assert len(reminded(relay, at=later)) == 1
    assert reminded(relay, at=later) == []
    subscribe(irish, "new@nfp.example")
    found = [(mail["To"], mail["Subject"]) for mail in reminded(relay, at=SOON)]
    assert sorted(found) == [
        ("duty@nfp.example", "Due soon: Second half"),
        ("new@nfp.example", "Due soon: Second half"),
    ]
    assert reminded(relay, at=SOON) == []


def test_a_round_on_a_simulated_document_is_an_exercise(opened, irish, subscribe, relay, plan):
    plan.simulated = True
    plan.save()
    subscribe(irish)
    subscribe(irish, "practises@nfp.example", drills="also")
    opened()
    (mail,) = sent(relay)
    assert mail["To"] == "practises@nfp.example"
    assert mail["Subject"].startswith("EXERCISE")


def test_a_machine_reads_which_round_it_is_the_same_at_every_try(
    opened, irish, subscribe, plan, people
):
    row, subscription = opened(), subscribe(irish, "https://a.example/h", channel="webhook")
    pathway.remind_of_rounds(at=SOON)
    delivery = Delivery.objects.get()
    bodies = []
    for _try in range(2):
        words = asking.words_of(delivery, "en")
        bodies.append(webhook.body_of(Parcel("k", delivery.pk, subscription, words)))
        following.report(
            entry=plan.entries.get(code="A2"), status="not_started", country="IE", round=row,
            valid_on=SOON.date(), by=people["officer"], at=SOON + timedelta(hours=1),
        )  # fmt: skip
        asking._counted.cache_clear()
        asking.words_of_reminder.cache_clear()
    assert bodies[0] == bodies[1]
    said = json.loads(bodies[0])
    assert said["exercise"] is False
    assert said["warning"] == {
        "round": row.pk, "questionnaire": delivery.round_reminder.questionnaire_id,
        "stage": "two_weeks", "due_on": "2026-12-31", "promises": 1, "missing": 1,
        "exercise": False,
    }  # fmt: skip


KILLED = """
import os
from vedette.response.exchange import asking
queue = asking._queue
def die(due, at):
    queue(due, at)
    print("queued", len(due), file=sys.stderr, flush=True)
    os.kill(os.getpid(), 9)
asking._queue = die
"""


def test_killed_between_a_reminder_and_its_word_the_next_run_does_both_once(instance, officer):
    now = timezone.now()
    follow_a_plan({"officer": officer}, at=now - timedelta(days=50))
    body = Body.objects.create(code="nfp-mt", name="Focal point", country="MT")
    actions.subscribe(
        channel="sms", address="+35621234567", body=body, deadlines=True, by=officer, at=now
    )
    child = instance.start("policy", "remind", setup=KILLED)
    _out, err = child.communicate(timeout=120)
    assert (child.returncode, "queued 1" in err) == (-9, True)
    assert not RoundReminder.objects.exists()
    for told in (1, 0):
        said = instance.vedette("policy", "remind").out.splitlines()
        assert [json.loads(line)["queued"] for line in said] == [1] * told
        assert instance.vedette("deliver").code == 0
    (file,) = (instance.home / "sms-outbox").glob("*.json")
    text = json.loads(file.read_text("utf-8"))["text"]
    assert text.startswith("Due soon: First half (")
    assert text.isascii()


def test_the_page_of_a_round_says_whom_its_word_reached(
    client, people, opened, irish, subscribe, relay, plan
):
    subscribe(irish)
    row = opened()
    client.force_login(people["officer"])

    def cells():
        page = client.get(f"/policy/plan-2026-2030/rounds/{row.pk}/").content.decode()
        assert "vedette subscriptions add mail" in page
        found = [part for part in page.split("<tr>") if '<th scope="row">' in part]
        return {name: next(p for p in found if name in p) for name in ("Ireland", "Malta")}

    assert "1 on its way" in cells()["Ireland"]
    sent(relay)
    assert "1 told" in cells()["Ireland"]
    assert "nobody has an address" in cells()["Malta"]


@pytest.fixture
def asked(irish):
    """Return a round of experts: two of one body, one of none."""
    experts = [User.objects.create(username=f"expert-{n}", body=irish) for n in range(2)]
    experts.append(User.objects.create(username="expert-alone"))

    def ask(tlp="GREEN", question="How bad is substance Q?", **values):
        return pathway.ask_experts(
            assessment=begun(KIND, title="Title of it", marking=marking_for(tlp), **values),
            question=question, scales=["health"], panel=experts,
            closes_on=date(2026, 11, 27), by=writer(), at=NOW,
        )  # fmt: skip

    return ask


def test_the_body_of_an_expert_is_told_once_until_when_and_never_who(
    asked, irish, subscribe, relay
):
    subscribe(irish)
    asked()
    (mail,) = sent(relay)
    whole = mail.as_string()
    assert mail["Subject"] == "An expert opinion is asked of your body"
    assert "How bad is substance Q?" in whole
    assert "Nov. 27, 2026" in whole
    assert "https://node.example/requests/" in whole
    assert "Title of it" not in whole
    assert "expert-" not in whole
    assert Entry.objects.get(act="assessment.round_told").facts["deliveries"] == 1


@pytest.mark.parametrize("tlp", ["AMBER", "AMBER+STRICT"])
def test_a_question_that_may_not_leave_the_house_is_not_in_the_message(
    asked, irish, subscribe, relay, tlp
):
    subscribe(irish)
    asked(tlp=tlp)
    (mail,) = sent(relay)
    assert "substance Q" not in mail.as_string()


@pytest.mark.parametrize(("reach", "told"), [("bodies", 1), ("desk", 0)])
def test_an_expert_asked_in_a_drill_is_told_as_far_as_the_drill_reaches(
    asked, irish, subscribe, relay, people, reach, told
):
    subscribe(irish)
    subscribe(irish, "practises@nfp.example", drills="also")
    drill = drills.start(
        name="Drill", scenario="Practice.", event="A call.", reach=Drill.Reach(reach),
        marking=marking_for("GREEN"), by=people["officer"], at=NOW,
    )  # fmt: skip
    asked(drill=drill)
    found = sent(relay)
    assert [mail["To"] for mail in found] == ["practises@nfp.example"] * told
    assert all(mail["Subject"].startswith("EXERCISE") for mail in found)


def test_a_long_question_is_broken_into_lines_that_every_relay_takes(
    asked, irish, subscribe, relay
):
    subscribe(irish)
    asked(question="How bad is substance Q? " * 160)
    (mail,) = sent(relay)
    assert max(len(line) for line in mail.as_bytes().splitlines()) < 998
    assert " ".join(mail.get_body(("plain",)).get_content().split()).count("substance Q?") == 160


def test_of_a_round_that_was_closed_nobody_hears_any_more(asked, irish, subscribe, relay):
    subscribe(irish)
    pathway.close_expert_round(row=asked(), reason="A slip.", by=writer(), at=NOW)
    assert sent(relay) == []
    assert Delivery.objects.get().state == "dropped"


def test_when_a_drill_ends_its_experts_hear_no_more_of_it(asked, irish, subscribe, relay, people):
    subscribe(irish, drills="also")
    drill = drills.start(
        name="Drill", scenario="Practice.", event="A call.", reach=Drill.Reach.BODIES,
        marking=marking_for("GREEN"), by=people["officer"], at=NOW,
    )  # fmt: skip
    asked(drill=drill)
    pathway.end_drill(drill=drill, by=people["officer"], at=NOW)
    assert sent(relay) == []
    assert Delivery.objects.get().state == "dropped"
