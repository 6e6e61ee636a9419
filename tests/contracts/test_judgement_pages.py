"""The pages on which every kind of assessment is written and moved on."""

import pytest
from judging import NOW, begun, filled

from vedette.evidence.snapshots.actions import freeze
from vedette.judgement.assessments.definitions import kinds_of
from vedette.judgement.assessments.models import Assessment
from vedette.judgement.assessments.queries import current_answers, current_ratings, current_texts

KINDS = kinds_of(None)


@pytest.fixture
def officer(client, people):
    client.force_login(people["officer"])
    return client


@pytest.fixture
def page(officer):
    """Return a function that posts to one part of an assessment's page."""

    def post(row, part, follow=True, **typed):
        return officer.post(f"/assessments/{row.pk}/{part}/", typed, follow=follow)

    return post


@pytest.mark.parametrize("language", ["en", "nl", "da"])
@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.key)
def test_every_kind_has_a_page_in_three_languages(officer, chain, kind, language):
    row = filled(begun(kind, signal=chain["signal"]), kind)
    officer.cookies["django_language"] = language
    text = officer.get(f"/assessments/{row.pk}/").content.decode()
    assert "t</h1>" in text
    for part in kind.sections:
        assert part.title[language] in text.replace("&#x27;", "'")
    listed = officer.get(f"/assessments/?kind={kind.key}").content.decode()
    assert kind.title[language] in listed


def test_an_officer_begins_writes_answers_rates_and_moves_on_by_page(officer, page, evidence):
    officer.post(
        "/assessments/begin/",
        {"kind": "risk_assessment", "title": "Of one", "substances": "protonitazene",
         "marking": "AMBER"},
    )  # fmt: skip
    row = Assessment.objects.get(kind="risk_assessment")
    page(row, "section", section="b_pharmacology", text="An opioid.", read="0")
    assert current_texts(row)["b_pharmacology"].text == "An opioid."
    page(row, "rating", scale="health", said="unknown", why="no data")
    assert current_ratings(row)["health"].said == "unknown"
    refused = page(row, "step", act="begin")
    assert refused.status_code == 409
    assert "still to be done" in refused.content.decode()
    for question in ("who_review", "un_decision", "medicine"):
        page(row, "question", question=question, said="no", why="asked today")
    assert len(current_answers(row)) == 3
    page(row, "step", act="begin")
    row.refresh_from_db()
    assert row.state == "assessing"


def test_a_statement_leads_from_the_page_to_its_row(officer, page, evidence):
    row = begun(KINDS["national_briefing"])
    report = evidence["GREEN"]["report"]
    page(row, "statement", section="situation", text="It was seen.", reports=str(report.pk))
    assert f"/reports/{report.pk}/" in officer.get(f"/assessments/{row.pk}/").content.decode()


def test_filling_figures_tells_what_changed(page, evidence, people):
    pytest.importorskip("rdkit", reason="needs the chem extra: the law is judged on structures")
    row = begun(KINDS["national_briefing"], substances=[evidence["substance"]])
    assert page(row, "figures").status_code == 409
    freeze(as_of=NOW, by=None, at=NOW)
    told = page(row, "figures").content.decode()
    assert "IE: – → 4" in told
    assert "Nothing changed" in page(row, "figures").content.decode()


@pytest.mark.parametrize(
    ("part", "typed"),
    [
        ("section", {"section": "guess", "text": "x", "read": "0"}),
        ("section", {"section": "message", "text": "x", "read": "7"}),
        ("statement", {"section": "message", "text": "x", "reports": "one"}),
        ("statement", {"section": "message", "text": "x", "url": "https://x.org"}),
        ("statement", {"section": "message", "text": "x", "accessed_on": "2026-13-40"}),
        ("rating", {"scale": "overall", "said": "low", "why": "w"}),
        ("question", {"question": "guess", "said": "no", "why": "w"}),
        ("dissent", {"holder": "", "view": "v", "why": "w"}),
        ("figures", {}),
        ("step", {"act": "guess"}),
        ("step", {"act": "abandon", "reason": "r", "on": "2026-13-40T00:00"}),
        ("step", {"act": "abandon", "reason": "r", "on": "2199-01-01T00:00"}),
        ("request", {"body": "nobody", "text": "?"}),
        ("follow-up", {"text": ""}),
    ],
)
def test_what_cannot_stand_is_refused_on_the_page_and_nothing_is_kept(page, people, part, typed):
    row = begun(KINDS["national_briefing"])
    answer = page(row, part, **typed)
    assert answer.status_code == 409
    assert 'class="errors"' in answer.content.decode()
    row.refresh_from_db()
    assert row.state == "draft"
    assert not row.texts.exists()
    assert not row.statements.exists()


def test_a_viewer_reads_and_changes_nothing(client, people):
    row = begun(KINDS["national_briefing"])
    client.force_login(people["viewer"])
    text = client.get(f"/assessments/{row.pk}/").content.decode()
    assert "<textarea" not in text
    for part in ("section", "step", "dissent", "follow-up"):
        typed = {"section": "message", "text": "x", "read": "0", "act": "abandon", "reason": "r",
                 "holder": "h", "view": "v", "why": "w"}  # fmt: skip
        assert client.post(f"/assessments/{row.pk}/{part}/", typed).status_code == 409
    assert not row.texts.exists()
    assert client.get(f"/assessments/{row.pk}/pdf/").content.startswith(b"%PDF")


def test_a_page_nobody_has_is_not_found(officer):
    for number in (987_654, 10**30):
        assert officer.get(f"/assessments/{number}/").status_code == 404
        assert officer.get(f"/assessments/{number}/pdf/").status_code == 404


@pytest.mark.parametrize("said", ["", 'key = "own"'], ids=["gone", "malformed"])
def test_a_kind_that_is_gone_or_cannot_be_read_is_said_and_breaks_nothing(
    officer, people, instance_folder, said
):
    row = begun(KINDS["national_briefing"])
    Assessment.objects.filter(pk=row.pk).update(kind="regional_note")
    if said:
        (instance_folder / "assessment-kinds").mkdir()
        (instance_folder / "assessment-kinds" / "own.toml").write_text(said, "utf-8")
    for address in ("/assessments/", f"/assessments/{row.pk}/"):
        answer = officer.get(address)
        is_whole = address == "/assessments/" and not said
        assert answer.status_code == (200 if is_whole else 409)
        if not is_whole:
            assert ("own.toml" if said else "regional_note") in answer.content.decode()
    assert officer.get(f"/assessments/{row.pk}/pdf/").status_code == 302
    assert officer.post(f"/assessments/{row.pk}/step/", {"act": "x"}).status_code == 302


def test_a_notification_goes_on_from_a_judgement_with_its_words_and_rows(officer, chain):
    earlier = chain["assessment"]
    page = officer.get(f"/assessments/{earlier.pk}/").content.decode()
    assert "edas_notification" in page
    assert "risk_assessment" not in page
    officer.post("/assessments/begin/", {"kind": "edas_notification", "follows": str(earlier.pk)})
    row = Assessment.objects.get(kind="edas_notification")
    assert (row.follows, row.signal, row.title) == (earlier, earlier.signal, earlier.title)
    assert list(row.substances.all()) == list(earlier.substances.all())
    texts = current_texts(row)
    assert texts["a_risk"].text == earlier.summary
    assert earlier.impact_why in texts["f_health"].text
    rows = set(row.evidence.values_list("pk", flat=True))
    said = row.statements.get(section="b_when_where")
    assert {one.report_id for one in said.citations.all()} == rows
    assert f": {len(rows)}; " in said.text
    assert row.marking == earlier.marking
    for number, other in ((row.pk, earlier.pk), (earlier.pk, row.pk)):
        assert f'/assessments/{other}/"' in officer.get(f"/assessments/{number}/").content.decode()


def test_what_goes_on_from_nothing_or_from_the_wrong_kind_is_refused(officer, chain, evidence):
    count = Assessment.objects.count()
    typed = {"kind": "edas_notification", "follows": "987654"}
    assert officer.post("/assessments/begin/", typed).status_code == 404
    typed = {"kind": "risk_assessment", "follows": str(chain["assessment"].pk)}
    assert officer.post("/assessments/begin/", typed, follow=True).status_code == 200
    assert Assessment.objects.count() == count
