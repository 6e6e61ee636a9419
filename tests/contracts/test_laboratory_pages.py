"""Pages of laboratories and samples: what they say, who may act, what a refusal keeps."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from vedette.base.accounts.models import Body
from vedette.catalogue.laboratories import actions as directory
from vedette.catalogue.laboratories.models import Laboratory, ReferenceStandard
from vedette.evidence.samples.models import Sample

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def browser(people, evidence):
    """A chemist of one of two laboratories, signed in."""
    for code in ("north", "south"):
        body = Body.objects.create(code=f"body-{code}", name=code, country="IE")
        directory.enter(code=code, name=code.title(), country="IE", body=body,
                        by=people["officer"], at=timezone.now())  # fmt: skip
    people["laboratory"].body = Body.objects.get(code="body-north")
    people["laboratory"].save()
    return as_(people["laboratory"])


def as_(person):
    client = Client()
    client.force_login(person)
    return client


def register(browser, **said):
    return browser.post("/samples/register/", {
        "laboratory": "north", "context": "seizure", "occurred_on": "2026-11-01", "tlp": "GREEN",
        "form": "powder", **said,
    })  # fmt: skip


def test_a_sample_page_says_how_sure_it_is_and_why(browser):
    register(browser)
    token = Sample.objects.get().token
    assert "No result on this sample yet" in browser.get(f"/samples/{token}/").content.decode()
    said = {"laboratory": "north", "kind": "result", "names": "protonitazene; caffeine",
            "method": "FTIR"}  # fmt: skip
    assert browser.post(f"/samples/{token}/say/", said).status_code == 302
    body = browser.get(f"/samples/{token}/").content.decode()
    assert "protonitazene, caffeine: preliminary" in body
    assert "no independent second one is recorded" in body
    said = {"laboratory": "north", "kind": "contest", "reason": "a doubt"}
    browser.post(f"/samples/{token}/say/", said)
    body = browser.get(f"/samples/{token}/").content.decode()
    assert "Contested: protonitazene, caffeine" in body
    report = Sample.objects.get().results.first().report
    assert f"/samples/{token}/" in browser.get(f"/reports/{report.pk}/").content.decode()


@pytest.mark.parametrize(
    ("said", "told"),
    [({"occurred_on": "yesterday"}, "is no date"), ({"place": "ZZ9"}, "no place is known"),
     ({"laboratory": "south"}, "only people of South"), ({"tlp": "BLUE"}, "no marking")],
)  # fmt: skip
def test_a_refused_sample_keeps_what_was_typed(browser, said, told):
    answer = register(browser, reference="K-17", **said)
    body = answer.content.decode()
    assert answer.status_code == 409
    assert told in body.replace("&#x27;", "'")
    assert 'value="K-17"' in body
    assert not Sample.objects.exists()


def test_a_label_holds_the_token_and_its_code(browser):
    register(browser)
    token = Sample.objects.get().token
    page = browser.get(f"/samples/{token}/label/").content.decode()
    assert token in page
    svg = browser.get(f"/samples/{token}/label.svg")
    assert svg["Content-Type"] == "image/svg+xml"
    assert svg.content.startswith(b"<svg")
    assert browser.get(f"/samples/{token}/label.png").content.startswith(b"\x89PNG")


def test_the_code_on_a_label_is_the_address_of_the_sample():
    """The modules drawn are those of the standard for that address, quiet zone included."""
    from io import BytesIO

    import qrcode
    from PIL import Image

    from vedette.evidence.samples.labels import label_png

    address = "https://node.example/samples/ABCDEFGH23/"
    drawn = Image.open(BytesIO(label_png(address))).convert("L")
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_Q, border=4)
    code.add_data(address)
    matrix = code.get_matrix()
    side = drawn.width // len(matrix)
    seen = [[drawn.getpixel((x * side + 2, y * side + 2)) < 128 for x in range(len(matrix))]
            for y in range(len(matrix))]  # fmt: skip
    assert seen == matrix


def test_a_sample_nobody_may_see_is_not_there(browser, people):
    register(as_(people["officer"]), laboratory="south", tlp="AMBER")
    token = Sample.objects.get().token
    assert browser.get(f"/samples/{token}/").status_code == 404
    assert browser.post(f"/samples/{token}/say/", {"kind": "result"}).status_code == 404
    assert token not in browser.get("/samples/").content.decode()
    assert browser.get("/samples/NOTHERE/label.svg").status_code == 404


def test_a_viewer_reads_and_does_not_act(browser, people):
    register(browser)
    token = Sample.objects.get().token
    viewer = as_(people["viewer"])
    body = viewer.get(f"/samples/{token}/").content.decode()
    assert not re.search(r'action="/samples/[^"]+/(say|move)/"', body)
    assert viewer.post(f"/samples/{token}/move/", {"step": "asked"}).status_code == 403
    assert viewer.post("/laboratories/north/method/", {"technique": "ms"}).status_code == 403


def test_a_laboratory_keeps_its_own_page(browser, people):
    said = {"technique": "lc-hrms", "family": "nitazene", "detection_limit": "0,1", "unit": "ug/L",
            "is_accredited": "yes", "accredited_until": "2030-01-01"}  # fmt: skip
    assert browser.post("/laboratories/north/method/", said).status_code == 302
    assert browser.post("/laboratories/south/method/", said).status_code == 409
    assert browser.post("/laboratories/north/method/", {**said, "detection_limit": "few"}
                        ).status_code == 409  # fmt: skip
    held = {"substance": "protonitazene", "may_share": "yes"}
    assert browser.post("/laboratories/north/standard/", held).status_code == 302
    assert browser.post("/laboratories/north/standard/", {"substance": "x"}).status_code == 409
    officer = as_(people["officer"])
    need = {"substance": "protonitazene", "reason": "a case"}
    assert officer.post("/laboratories/south/request/", need).status_code == 302
    role = {"kind": "national_representative"}
    assert browser.post("/laboratories/north/role/", role).status_code == 409
    assert officer.post("/laboratories/north/role/", role).status_code == 302
    body = browser.get("/laboratories/north/").content.decode()
    assert "Nitazenes" in body
    assert "0.1 ug/L" in body
    assert "national representative" in body
    assert "protonitazene" in browser.get("/laboratories/").content.decode()
    assert browser.get("/laboratories/nobody/").status_code == 404
    standard = ReferenceStandard.objects.get().pk
    for end, status in ((standard, 302), (standard, 409), ("9" * 40, 409)):
        said = {"end": str(end)}
        assert browser.post("/laboratories/north/standard/", said).status_code == status


def test_the_signal_says_that_what_it_rests_on_is_contested(chain, browser, people):
    register(browser)
    token = Sample.objects.get().token
    said = {"laboratory": "north", "kind": "result", "names": "protonitazene", "method": "FTIR"}
    browser.post(f"/samples/{token}/say/", said)
    signal = chain["signal"]
    signal.report_ids = [Sample.objects.get().results.get().report_id]
    signal.save()
    officer = as_(people["officer"])
    assert f"/samples/{token}/" not in officer.get(f"/signals/{signal.pk}/").content.decode()
    browser.post(
        f"/samples/{token}/say/", {"laboratory": "north", "kind": "contest", "reason": "r"}
    )
    body = officer.get(f"/signals/{signal.pk}/").content.decode()
    assert "The result of a sample it rests on is contested." in body
    assert f"/samples/{token}/" in body


@pytest.mark.parametrize("address", ["/", "/imports/", "/reports/", "/queue/", "/reports/list.csv"])
def test_evidence_without_a_file_behind_it_is_evidence_like_any_other(browser, people, address):
    register(browser)
    token = Sample.objects.get().token
    said = {"laboratory": "north", "kind": "result", "names": "protonitazene", "method": "FTIR"}
    browser.post(f"/samples/{token}/say/", said)
    answer = as_(people["officer"]).get(address)
    assert answer.status_code == 200
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert (token in body.decode()) == address.startswith("/reports/")


@pytest.mark.parametrize("code", ["ab/12", "a~2fb", "50% ~", "ä ö"])
def test_a_laboratory_has_a_page_whatever_a_source_calls_it(browser, people, code):
    row = Laboratory.objects.create(code=code, name="Named by a source", country="IE")
    browser.force_login(people["officer"])
    assert browser.get("/laboratories/").status_code == 200
    page = browser.get(reverse("laboratory", args=[code]))
    assert page.context["laboratory"] == row
    kept = browser.post(reverse("laboratory-role", args=[code]), {"kind": "reference"})
    assert kept.status_code in (302, 409)


def test_a_year_before_anything_was_recorded_is_read_as_now(browser, people, evidence):
    browser.force_login(people["officer"])
    address = f"/substances/families/{evidence['family'].key}/?known=0001-01-01"
    assert browser.get(address).status_code == 200
