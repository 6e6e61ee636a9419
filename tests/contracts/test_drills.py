"""Exercises: marked in every output, kept from the outside, and counted nowhere as real work."""

import io
import json
from datetime import timedelta

import docx
import pdfplumber
import pytest
from django.utils import timezone
from judging import substances
from lxml import etree

from vedette import pathway
from vedette.base.accounts.models import Body, Role
from vedette.base.accounts.rules import Refused
from vedette.base.markings.actions import marking_for
from vedette.judgement.assessments import actions as assessments
from vedette.judgement.assessments.definitions import kinds_of
from vedette.judgement.assessments.documents import as_docx, document
from vedette.judgement.assessments.errors import EntryUnfit
from vedette.judgement.assessments.formats import as_data
from vedette.judgement.assessments.models import Assessment
from vedette.judgement.deadlines.formats import feed
from vedette.judgement.deadlines.models import Deadline
from vedette.judgement.deadlines.queries import punctuality
from vedette.judgement.drills import actions
from vedette.judgement.drills.models import Drill
from vedette.judgement.drills.rules import DrillEnded
from vedette.response.alerts import actions as alerts
from vedette.response.alerts import formats
from vedette.response.alerts.composing import SMS_LENGTH
from vedette.response.alerts.models import AlertText
from vedette.response.alerts.phrases import LANGUAGES, say
from vedette.response.evaluation.drills import stages, timeline
from vedette.response.exchange import actions as exchange
from vedette.response.exchange import cap, feeds, queries, webhook
from vedette.response.exchange.channels import Parcel
from vedette.response.exchange.mail import mail_of
from vedette.response.exchange.messages import words_of
from vedette.response.exchange.models import Delivery, Subscription
from vedette.response.exchange.sending import deliver

pytestmark = pytest.mark.django_db
FORM = dict.fromkeys(
    ("likelihood", "likelihood_why", "impact", "impact_why", "confidence", "confidence_why"), "high"
)


@pytest.fixture(autouse=True)
def fresh_words():
    """Test databases hand out the same numbers again."""
    words_of.cache_clear()


@pytest.fixture
def subscribe(people):
    """Enter a subscription as the desk does."""

    def enter(address, channel="mail", **wishes):
        by, at = people["officer"], timezone.now()
        return exchange.subscribe(channel=channel, address=address, by=by, at=at, **wishes)

    return enter


def started(chain, **said):
    """Start a drill from the signal of the chain."""
    given = {"name": "Autumn", "scenario": "A new opioid in tablets.", "signal": chain["signal"]}
    return actions.start(
        **{**given, **said}, marking=marking_for("GREEN"), by=chain["officer"], at=timezone.now()
    )


def warned(chain, drill):
    """Walk from the signal to a published warning in a drill."""
    at, officer = timezone.now(), chain["officer"]
    row = pathway.take_up(
        signal=chain["signal"], title="", reason="why", drill=drill, by=officer, at=at
    )
    assessments.save(assessment=row, by=officer, at=at, summary="s", **FORM)
    pathway.conclude(assessment=row, by=officer, at=at)
    alert = alerts.draft(assessment=row, by=officer, at=at)
    alerts.approve(alert=alert, by=chain["approver"], at=at, read_at=alert.changed_at)
    alert.refresh_from_db()
    return pathway.publish(alert=alert, by=officer, at=at)


def outputs(chain, client, subscription, alert):
    """Return everything that leaves this node of one exercise, by format, as text."""
    row, now = alert.assessment, timezone.now()
    said = as_data(row, person=chain["officer"], at=now)
    words = words_of(alert.pk, "en", "people")
    parcel = Parcel("key", 1, subscription, words)
    mail = mail_of(parcel)
    page = client.get(f"/warnings/{alert.number}/?language=en")
    flyer = client.get(f"/warnings/{alert.number}/en/people.pdf")
    clock = Deadline.objects.filter(subject_id=alert.pk, rule="alert_review").get()
    calendar = feed([(clock, "Review")], at=now, domain="node.example", name="n")
    word = docx.Document(io.BytesIO(as_docx(said)))
    return {
        "assessment as JSON": json.dumps({"exercise": True}) if said["exercise"] else "",
        "assessment as PDF": text_of_pdf(document(said)),
        "assessment as DOCX": "\n".join(one.text for one in word.paragraphs),
        "public page": page.content.decode(),
        "archive": client.get("/warnings/?language=en").content.decode(),
        "flyer": text_of_pdf(b"".join(flyer)),
        "text message": words.sms,
        "subject": words.headline,
        "plain mail": mail.decode().partition("Content-Type: text/html")[0],
        "HTML mail": mail.decode().partition("Content-Type: text/html")[2],
        "webhook": "exercise" * json.loads(webhook.body_of(parcel))["exercise"],
        "CAP": etree.fromstring(cap.document(alert)).findtext(f"{{{cap.CAP}}}status"),
        "Atom": etree.fromstring(feeds.atom([alert])).findtext(".//{*}entry/{*}title"),
        "JSON": "exercise" * formats.as_json(alert)["exercise"],
        "iCalendar": calendar.decode().partition("SUMMARY:")[2],
    }  # fmt: skip


def text_of_pdf(pdf):
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        return "\n".join(page.extract_text() for page in opened.pages)


def test_every_output_of_a_drill_says_that_it_is_one(chain, client, subscribe):
    test = subscribe("test@node.example", drills="only")
    found = outputs(chain, client, test, warned(chain, started(chain)))
    assert [name for name, text in found.items() if "exercise" not in text.lower()] == []


def test_a_real_warning_is_marked_nowhere_as_an_exercise(chain, client, subscribe):
    alert = warned(chain, None)
    found = outputs(chain, client, subscribe("a@receiver.example"), alert)
    assert [name for name, text in found.items() if "exercise" in text.lower()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_mark_is_in_the_language_of_the_message_and_a_text_message_stays_short(
    chain, subscribe, language
):
    alert = warned(chain, started(chain))
    words = words_of(alert.pk, language, "people")
    assert say(language, "mark-exercise") in words.text
    assert words.headline.startswith(say(language, "mark-exercise"))
    assert words.sms.startswith(say(language, "sms-exercise"))
    assert len(words.sms) <= SMS_LENGTH


def test_a_text_by_hand_in_a_language_of_no_bank_is_marked_all_the_same(chain):
    alert = warned(chain, started(chain))
    AlertText.objects.create(
        alert=alert, language="uk", headline="x" * 200, description="d", instruction="i",
        by_hand=True,
    )  # fmt: skip
    words = words_of(alert.pk, "uk", "people")
    assert words.sms.startswith("EXERCISE")
    assert len(words.sms) == SMS_LENGTH
    assert words.headline.startswith("EXERCISE")


@pytest.mark.parametrize(
    ("reach", "told"),
    [
        ("desk", {"test@node.example"}),
        ("bodies", {"test@node.example", "body@receiver.example"}),
        ("everybody", {"test@node.example", "body@receiver.example", "reader@receiver.example"}),
    ],
)
def test_a_drill_is_sent_as_far_as_it_says_and_no_farther(chain, relay, subscribe, reach, told):
    body = Body.objects.create(code="er", name="Emergency department")
    subscribe("test@node.example", drills="only")
    subscribe("body@receiver.example", drills="also", body=body)
    subscribe("reader@receiver.example")
    warned(chain, started(chain, reach=reach))
    deliver()
    assert {message["To"] for message in relay.taken} == told


def test_a_real_warning_does_not_go_to_a_test_subscription(chain, subscribe):
    subscribe("test@node.example", drills="only")
    alert = warned(chain, None)
    assert not Delivery.objects.filter(alert=alert).exists()


@pytest.mark.parametrize("wish", [{"drills": "also"}, {"drills": "sometimes"}])
def test_only_a_body_practises_with_us_and_only_in_known_ways(subscribe, wish):
    with pytest.raises(Refused):
        subscribe("a@receiver.example", **wish)


def test_nobody_subscribes_to_drills_without_the_desk(db):
    with pytest.raises(Refused, match="desk"):
        exchange.subscribe(
            channel="mail", address="a@receiver.example", drills="only", at=timezone.now()
        )


def test_a_drill_of_the_desk_is_in_no_feed_and_stands_apart_in_the_archive(chain, client):
    real = warned(chain, None)
    desk = warned(chain, started(chain))
    public = warned(chain, started(chain, reach="everybody"))
    feed = client.get("/warnings/atom.xml").content.decode()
    assert f"/{desk.number}/" not in feed
    assert f"/{public.number}/" in feed
    listed = client.get("/warnings/?language=en").content.decode()
    before, _, apart = listed.partition("<h2>Exercises</h2>")
    for alert in (desk, public):
        assert alert.number not in before
        assert alert.number in apart
    assert real.number in before


def test_the_signal_of_a_drill_is_left_as_it_is_and_its_clocks_count_as_no_work(chain):
    warned(chain, started(chain))
    assert not chain["signal"].decisions.exists()
    clocks = Deadline.objects.all()
    assert clocks.count() >= 2
    assert all(clock.exercise for clock in clocks)
    assert punctuality(clocks, at=timezone.now() + timedelta(days=90)) == []


def test_the_lists_of_a_signal_and_a_substance_mark_what_is_practised(chain, client):
    alert = warned(chain, started(chain))
    client.force_login(chain["officer"])
    for page in (f"/signals/{chain['signal'].pk}/", "/substances/protonitazene/", "/alerts/",
                 "/assessments/", f"/assessments/{alert.assessment_id}/"):  # fmt: skip
        assert "exercise" in client.get(page).content.decode().lower(), page
    situation = client.get("/").content.decode()
    assert alert.number not in situation


def test_a_drill_keeps_every_step_with_its_time_and_who_took_it(chain, subscribe):
    drill = started(chain)
    alert = warned(chain, drill)
    pathway.end_drill(drill=drill, by=chain["approver"], at=timezone.now())
    steps = [(one.act, one.who) for one in timeline(drill, chain["officer"])]
    assert steps[0] == ("drill.started", "officer")
    assert steps[-1] == ("drill.ended", "approver")
    assert ("alert.approved", "approver") in steps
    assert all(one.since >= timedelta(0) for one in timeline(drill, chain["officer"]))
    ((found, times),) = stages(drill, chain["officer"])
    assert found == alert
    assert times.decision is None
    assert timeline(drill, chain["viewer"]) == []
    assert drill.started_at <= times.assessed <= times.approved <= times.published


def test_an_ended_drill_leaves_nothing_running_and_takes_nothing_more(chain, subscribe):
    subscribe("test@node.example", drills="only")
    drill = started(chain)
    alert = warned(chain, drill)
    pathway.end_drill(drill=drill, by=chain["officer"], at=timezone.now())
    assert Delivery.objects.get(alert=alert).state == "dropped"
    assert not Deadline.objects.filter(met_at=None, withdrawn_at=None).exists()
    assert deliver().total == 0
    with pytest.raises(DrillEnded):
        pathway.end_drill(drill=drill, by=chain["officer"], at=timezone.now())
    with pytest.raises(DrillEnded):
        pathway.take_up(
            signal=chain["signal"], title="", reason="", drill=drill, by=chain["officer"],
            at=timezone.now(),
        )  # fmt: skip
    with pytest.raises(DrillEnded):
        alerts.draft(assessment=alert.assessment, by=chain["officer"], at=timezone.now())
    with pytest.raises(DrillEnded):
        alerts.update(alert=alert, by=chain["officer"], at=timezone.now())


def test_what_goes_on_from_real_work_does_not_become_a_drill_nor_the_other_way(chain):
    kind = next(one for one in kinds_of(None).values() if one.follows and not one.needs_signal)
    drill, at = started(chain), timezone.now()
    given = {
        "kind": kind, "title": "t", "substances": substances(kind),
        "marking": marking_for("GREEN"), "by": chain["officer"], "at": at,
    }  # fmt: skip
    practised = pathway.begin(**given, drill=drill)
    assert practised.exercise
    assert practised.drill == drill
    real = chain["assessment"]
    Assessment.objects.filter(pk=real.pk).update(kind=kind.follows[0])
    real.refresh_from_db()
    with pytest.raises(EntryUnfit, match="drill"):
        pathway.begin(**given, follows=real, drill=drill)
    Assessment.objects.filter(pk=practised.pk).update(kind=kind.follows[0])
    practised.refresh_from_db()
    assert pathway.begin(**given, follows=practised).drill == drill


@pytest.mark.parametrize("role", Role.values)
def test_officers_and_approvers_start_and_end_drills_by_machine(client, chain, role):
    client.force_login(chain[role])
    answer = client.post(
        "/api/drills", {"name": "n", "scenario": "s", "event": "e"},
        content_type="application/json",
    )  # fmt: skip
    may = role in ("officer", "approver")
    assert answer.status_code == (201 if may else 403)
    if may:
        number = answer.json()["id"]
        assert client.post(f"/api/drills/{number}/end").json()["ended_at"]
        assert client.post(f"/api/drills/{number}/end").status_code == 409
        assert client.get(f"/api/drills/{number}").json()["steps"][-1]["act"] == "drill.ended"


@pytest.mark.parametrize(
    "said",
    [{"name": " "}, {"scenario": ""}, {"event": ""}, {"reach": "space"}, {"name": "n" * 200},
     {"signal": 999_999, "event": ""}],
)  # fmt: skip
def test_a_drill_that_plays_nothing_or_starts_from_nothing_is_refused(client, chain, said):
    client.force_login(chain["officer"])
    given = {"name": "n", "scenario": "s", "event": "e", **said}
    answer = client.post("/api/drills", given, content_type="application/json")
    assert answer.status_code == 403, answer.json()
    assert not Drill.objects.exists()


def test_a_drill_is_walked_on_its_pages(client, chain):
    client.force_login(chain["officer"])
    form = {"name": "Autumn", "scenario": "What if.", "signal": chain["signal"].pk,
            "reach": "desk", "marking": "GREEN"}  # fmt: skip
    page = client.post("/drills/start/", form, follow=True).content.decode()
    drill = Drill.objects.get()
    assert "drill started" in page
    assert 'aria-current="page"' in page
    page = client.post(f"/drills/{drill.pk}/begin/", {}, follow=True).content.decode()
    assert "Nothing here is real" in page
    assert Assessment.objects.get(drill=drill).exercise
    client.post(f"/drills/{drill.pk}/end/")
    again = client.post(f"/drills/{drill.pk}/begin/", {})
    assert again.status_code == 409
    assert "has ended" in again.content.decode()
    assert client.post("/drills/start/", {**form, "reach": "x"}).status_code == 409


def test_who_would_be_told_of_a_draft_in_a_drill_is_shown_before_it_is_published(chain, subscribe):
    subscribe("test@node.example", drills="only")
    subscribe("reader@receiver.example")
    drill = started(chain)
    alert = warned(chain, drill)
    assert queries.who_will_see(alert).total == 1
    assert Subscription.objects.count() == 2
