"""What people tell without an account: it waits for a person, and nothing leads to them."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from vedette import pathway
from vedette.base.journal.models import Entry
from vedette.base.markings.models import Marking
from vedette.evidence.ingest.actions import blob_path
from vedette.evidence.ingest.models import HeldRow, Submission
from vedette.evidence.observations.models import Report
from vedette.evidence.tellings import rules
from vedette.evidence.tellings.models import Remark, Telling
from vedette.pathway import telling

pytestmark = pytest.mark.django_db
ADDRESS = "203.0.113.77"
YESTERDAY = (timezone.localdate() - timedelta(days=1)).isoformat()
AHEAD = (timezone.localdate() + timedelta(days=3)).isoformat()


@pytest.fixture
def tell(client, registers):
    """Return a function that sends the public form."""

    def send(**typed):
        said = {
            "day": YESTERDAY, "country": "IE",
            "town": "Galway", "taken_for": "oxycodone", "test": "test_strip",
            "test_showed": "nitazene", "form": "tablet",
            "effects": ["slow_breathing", "not_waking"],
            "help": "naloxone", "who": "somebody_else", "words": "Two people fell asleep.",
        }  # fmt: skip
        return client.post("/tell/?language=en", said | typed, REMOTE_ADDR=ADDRESS)

    return send


def code_in(answer):
    page = answer.content.decode()
    return page.split('class="code">')[1].split("<")[0]


def photo_with_place():
    """Draw a picture as a telephone writes it: with a place, an owner, and lying on its side."""
    picture, exif = Image.new("RGB", (2_000, 1_000), "navy"), Image.Exif()
    exif[0x010F], exif[0x013B], exif[0x0112] = "Telephone maker", "Owner of it", 6
    exif.get_ifd(0x8825)[2] = (53.0, 16.0, 30.0)
    body = io.BytesIO()
    picture.save(body, "JPEG", exif=exif)
    return body.getvalue()


@pytest.mark.database
def test_what_is_told_waits_in_the_queue_and_counts_only_when_a_person_lets_it_in(
    tell, people, client
):
    assert tell().status_code == 200
    (row,) = HeldRow.objects.all()
    assert (row.status, row.conflicts[0]["code"]) == ("waiting", "unverified")
    assert not Report.objects.exists()
    client.force_login(people["officer"])
    assert "told without an account" in client.get("/queue/").content.decode()
    client.post(f"/queue/rows/{row.pk}/", {"decision": "accept", "reason": "two reports agree"})
    report = Report.objects.get()
    assert (report.context, report.country) == ("told", "IE")
    assert {one.identity for one in report.findings.filter(role="found")} == {"presumptive"}
    found = {
        (f.role, f.substance.name if f.substance else f.family.key) for f in report.findings.all()
    }
    assert ("sold_as", "oxycodone") in found
    assert any(role == "found" and "nitazene" in name for role, name in found)


@pytest.mark.database
def test_the_code_opens_a_conversation_both_ways(tell, client, people):
    code = code_in(tell())
    row = Telling.objects.get()
    assert len(code.replace("-", "")) == rules.LENGTH
    client.force_login(people["officer"])
    client.post(f"/queue/told/{row.pk}/", {"text": "Was there an imprint on them?"})
    client.logout()
    page = client.post("/tell/more/", {"code": code.lower().replace("-", " ")}).content.decode()
    assert "Was there an imprint on them?" in page
    client.post("/tell/more/", {"code": code, "text": "Yes: M30."})
    client.force_login(people["officer"])
    assert "Yes: M30." in client.get(f"/queue/told/{row.pk}/").content.decode()
    assert [one.by_id is None for one in Remark.objects.order_by("number")] == [False, True]


def test_neither_address_nor_code_is_kept_anywhere(tell, client, instance_folder):
    answer = tell(photo=SimpleUploadedFile("x.jpg", photo_with_place(), "image/jpeg"))
    code = code_in(answer)
    assert not answer.cookies
    assert answer["Referrer-Policy"] == "no-referrer"
    kept = " ".join(
        str(one)
        for model in (Telling, HeldRow, Submission, Entry)
        for one in model.objects.values()
    )
    kept += " ".join(
        path.read_bytes().decode("latin-1") for path in instance_folder.rglob("*") if path.is_file()
    )
    for trace in (ADDRESS, code, code.replace("-", ""), "Telephone maker", "Owner of it"):
        assert trace not in kept


def test_a_picture_loses_what_the_camera_wrote_and_stands_upright(tell):
    tell(photo=SimpleUploadedFile("x.jpg", photo_with_place(), "image/jpeg"))
    with Image.open(blob_path(Telling.objects.get().photo)) as kept:
        assert not kept.getexif()
        assert set(kept.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert kept.height > kept.width
        assert max(kept.size) <= 1_600


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"day": AHEAD}, "future"),
        ({"day": "yesterday"}, "choose the day"),
        ({"country": "XX"}, "XX"),
        ({"words": "Ask Jo at +353 86 123 4567"}, "telephone"),
        ({"words": "He sells at https://shop.example"}, "links"),
        ({"taken_for": "", "test_showed": "", "words": ""}, "say what was taken"),
        ({"effects": ["joy"]}, "joy"),
        ({"words": "x" * 5_000}, "4,000"),
        ({"photo": SimpleUploadedFile("x.jpg", b"not a picture", "image/jpeg")}, "no picture"),
        ({"photo": SimpleUploadedFile("x.svg", b"<svg/>", "image/svg+xml")}, "no picture"),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_said_and_opens_no_conversation(tell, typed, says):
    answer = tell(**typed)
    assert answer.status_code == 409
    assert says in answer.content.decode()
    assert not Telling.objects.exists()
    assert not HeldRow.objects.filter(status="waiting").exists()


def test_a_report_that_breaks_off_before_its_code_leaves_no_row_no_words_and_no_picture(
    tell, client, monkeypatch, instance_folder
):
    def break_off(**_given):
        raise RuntimeError("the power went")

    picture = SimpleUploadedFile("x.jpg", photo_with_place(), "image/jpeg")
    with monkeypatch.context() as broken:
        broken.setattr(telling.tellings, "keep", break_off)
        with pytest.raises(RuntimeError):
            tell(photo=picture)
    assert not HeldRow.objects.exists()
    assert not Submission.objects.exists()
    assert not [
        path for path in instance_folder.rglob("*") if path.is_file() and "locks" not in path.parts
    ]
    tell()  # told again, it is one report with its code
    assert HeldRow.objects.get().submission.telling == Telling.objects.get()


def test_what_a_killed_process_left_of_a_report_is_forgotten_within_the_hour(
    tell, monkeypatch, instance_folder
):
    def blobs():
        return [path for path in instance_folder.glob("blobs/*/*") if path.is_file()]

    tell()
    (whole,) = blobs()
    telling._note(whole.name).touch()  # killed just after the rows were there
    with monkeypatch.context() as killed:
        killed.setattr(telling, "_drop_needless", lambda _contents: None)
        killed.setattr(telling, "_take_in", lambda *_given: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            tell(photo=SimpleUploadedFile("x.jpg", photo_with_place(), "image/jpeg"))
    assert len(blobs()) == 3
    pathway.forget_tellings(at=timezone.now() + timedelta(minutes=50))
    assert len(blobs()) == 3  # somebody may be telling it just now
    pathway.forget_tellings(at=timezone.now() + timedelta(minutes=70))
    assert blobs() == [whole]


def test_a_large_body_is_refused_before_it_is_read(client, registers):
    answer = client.post(
        "/tell/",
        data=b"x",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH="99999999",
    )
    assert answer.status_code == 413


def test_a_cell_that_a_spreadsheet_would_run_waits_with_that_said(tell):
    assert tell(words='=HYPERLINK("x")&cmd()').status_code == 200
    (row,) = HeldRow.objects.all()
    assert [one["code"] for one in row.conflicts] == ["formula_cell", "unverified"]


def test_nobody_floods_the_queue(tell):
    answers = [tell().status_code for _ in range(8)]
    assert answers[:6] == [200] * 6
    assert set(answers[6:]) == {409}
    assert HeldRow.objects.count() == 6


def test_behind_a_proxy_each_reporter_counts_alone_and_no_address_is_kept(
    tell, client, settings, instance_folder
):
    settings.VEDETTE_TRUSTED_PROXIES = 1
    client.defaults["HTTP_X_FORWARDED_FOR"] = "198.51.100.9, 192.0.2.4"
    assert [tell().status_code for _ in range(7)] == [200] * 6 + [409]
    client.defaults["HTTP_X_FORWARDED_FOR"] = "198.51.100.9, 192.0.2.5"
    assert tell().status_code == 200
    kept = "".join(p.read_text("latin-1") for p in instance_folder.rglob("*") if p.is_file())
    kept += " ".join(str(one) for model in (Telling, Entry) for one in model.objects.values())
    assert "192.0.2.5" not in kept


def test_a_machine_that_fills_the_hidden_field_leaves_nothing(tell):
    assert tell(website="https://x.example").status_code == 200
    assert not Telling.objects.exists()


def test_nobody_guesses_codes(client, registers):
    answers = [client.post("/tell/more/", {"code": f"AAAA-{n}"}) for n in range(25)]
    assert {answer.status_code for answer in answers} == {409}
    assert "no report has this code" in answers[0].content.decode()
    assert "too many" in answers[-1].content.decode()


def test_what_is_told_is_as_closed_as_its_marking(tell, client, people):
    tell()
    row = Telling.objects.get()
    closed = Marking.objects.create(tlp="RED", purpose="public health")
    type(row.submission.source).objects.update(marking=closed)
    for role in ("officer", "administrator"):
        client.force_login(people[role])
        assert client.get(f"/queue/told/{row.pk}/").status_code == 404
    client.force_login(people["viewer"])
    assert client.get(f"/queue/told/{row.pk}/").status_code == 403


def test_the_same_words_told_twice_are_two_reports(tell):
    tell()
    tell()
    assert HeldRow.objects.filter(status="waiting").count() == 2
    assert len(set(Telling.objects.values_list("code", flat=True))) == 2


@pytest.mark.parametrize("language", ["nl", "da", "el"])
def test_the_form_speaks_the_language_of_the_reader(client, registers, language):
    answer = client.get(f"/tell/?language={language}")
    assert answer["Content-Language"] == language
    assert "112" in answer.content.decode()


@pytest.mark.database
def test_words_and_picture_are_forgotten_after_two_years_and_evidence_stays(
    tell, client, people, instance_folder
):
    code = code_in(tell(photo=SimpleUploadedFile("x.jpg", photo_with_place(), "image/jpeg")))
    row, held = Telling.objects.get(), HeldRow.objects.get()
    client.force_login(people["officer"])
    client.post(f"/queue/rows/{held.pk}/", {"decision": "accept", "reason": "it fits"})
    assert pathway.forget_tellings(at=row.told_at + timedelta(days=700)) == 0
    assert pathway.forget_tellings(at=row.told_at + timedelta(days=740)) == 2
    assert not Telling.objects.exists()
    assert not blob_path(row.photo).exists()
    held.refresh_from_db()
    assert (held.status, held.cells) == ("accepted", {})
    assert Report.objects.count() == 1
    kept = "".join(p.read_text("latin-1") for p in instance_folder.rglob("*") if p.is_file())
    assert "Two people fell asleep" not in kept
    assert client.post("/tell/more/", {"code": code}).status_code == 409


def test_a_picture_that_two_people_sent_stays_until_both_are_forgotten(tell):
    for _person in range(2):
        tell(photo=SimpleUploadedFile("x.jpg", photo_with_place(), "image/jpeg"))
    first, second = Telling.objects.order_by("id")
    assert first.photo == second.photo
    later = first.told_at + timedelta(days=200)
    Telling.objects.filter(pk=second.pk).update(told_at=later)
    assert pathway.forget_tellings(at=first.told_at + timedelta(days=740)) == 1
    assert blob_path(second.photo).exists()
    assert pathway.forget_tellings(at=later + timedelta(days=740)) == 2
    assert not blob_path(second.photo).exists()
