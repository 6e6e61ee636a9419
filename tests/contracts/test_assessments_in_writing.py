"""Sections, citations, ratings, dissent, figures, requests and documents of an assessment."""

import io
import json
from datetime import UTC, date, datetime, timedelta

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from judging import NOW, begun, filled, writer

from vedette import pathway
from vedette.base.accounts.models import Body, User
from vedette.base.accounts.rules import Refused
from vedette.base.markings.actions import marking_for
from vedette.evidence.observations.models import Report
from vedette.evidence.snapshots.actions import freeze
from vedette.judgement.assessments import figures, queries, writing
from vedette.judgement.assessments.definitions import kinds_of
from vedette.judgement.assessments.documents import LANGUAGES, as_docx, document
from vedette.judgement.assessments.errors import EntryUnfit, Overtaken, TextFixed
from vedette.judgement.assessments.figures import Change, Number, difference
from vedette.judgement.assessments.formats import as_data
from vedette.judgement.assessments.models import Level, Rating
from vedette.judgement.assessments.rules import UNKNOWN, counts_as
from vedette.judgement.assessments.writing import Source
from vedette.judgement.deadlines.models import Deadline
from vedette.judgement.deadlines.rules import Standing, standing_of

KINDS = kinds_of(None)
BRIEFING, REPORT, RISK = (
    KINDS["national_briefing"], KINDS["initial_report"], KINDS["risk_assessment"],
)  # fmt: skip
OUTSIDE = Source(url="https://example.org/a", title="A study", accessed_on=date(2026, 11, 1))


@pytest.fixture
def officer(people):
    return people["officer"]


@pytest.fixture
def briefing(officer, evidence):
    return begun(BRIEFING, substances=[evidence["substance"]])


def write(row, text, *, read, by, section="message"):
    return writing.write_section(
        assessment=row, section=section, text=text, read=read, by=by, at=NOW
    )


def test_every_revision_of_a_section_is_kept(briefing, officer):
    for read, text in enumerate(["one", "two", "three"]):
        write(briefing, text, read=read, by=officer)
    assert queries.current_texts(briefing)["message"].text == "three"
    kept = briefing.texts.order_by("revision").values_list("text", flat=True)
    assert list(kept) == ["one", "two", "three"]


def test_nobody_writes_over_what_they_have_not_read(briefing, officer, people):
    write(briefing, "one", read=0, by=officer)
    with pytest.raises(Overtaken, match="read theirs first"):
        write(briefing, "mine", read=0, by=people["approver"])
    assert queries.current_texts(briefing)["message"].text == "one"


def test_the_same_text_again_is_no_new_revision(briefing, officer):
    first = write(briefing, "one", read=0, by=officer)
    assert write(briefing, " one ", read=1, by=officer) == first


def test_text_with_a_second_reader_is_not_changed(briefing, officer):
    filled(briefing, BRIEFING)
    pathway.move(assessment=briefing, act="submit", by=officer, at=NOW)
    with pytest.raises(TextFixed, match="second reader"):
        write(briefing, "more", read=1, by=officer)


def test_a_pointer_to_a_restricted_file_has_no_room_for_what_stands_in_it(officer):
    row = begun(RISK)
    with pytest.raises(EntryUnfit, match="where the restricted file is kept"):
        write(row, "x" * 401, read=0, by=officer, section="a_chemistry")
    with pytest.raises(EntryUnfit, match="makes no statements"):
        writing.state(
            assessment=row, section="a_chemistry", text="t", sources=[OUTSIDE], by=officer, at=NOW
        )


def state(row, by, *sources, text="It was seen."):
    return writing.state(
        assessment=row, section="situation", text=text, sources=sources, by=by, at=NOW
    )


def test_a_reader_walks_from_a_statement_to_its_rows(briefing, officer, evidence):
    report = evidence["GREEN"]["report"]
    state(briefing, officer, Source(report=report.pk), OUTSIDE)
    said = as_data(briefing, person=officer, at=NOW)
    section = next(one for one in said["sections"] if one["key"] == "situation")
    rows, outside = section["statements"][0]["rests_on"]
    assert rows == {"report": report.pk, "source_key": "key-GREEN", "holds": True}
    assert outside["url"] == "https://example.org/a"
    assert report in briefing.evidence.all()


def test_a_statement_on_a_retracted_row_says_that_it_holds_no_more(
    briefing, officer, another_report
):
    report = another_report("later-retracted")
    state(briefing, officer, Source(report=report.pk))
    another_report(
        "later-retracted", revision=2, replaces=report, kind="retraction", reason="wrong tablet"
    )
    said = json.dumps(as_data(briefing, person=officer, at=NOW))
    assert '"holds": false' in said
    assert b"%PDF" in document(json.loads(said))


def test_an_assessment_is_marked_no_freer_than_a_row_it_cites(briefing, officer, evidence):
    assert briefing.marking.tlp == "GREEN"
    state(briefing, officer, Source(report=evidence["AMBER"]["report"].pk))
    briefing.refresh_from_db()
    assert briefing.marking.tlp == "AMBER"


@pytest.mark.parametrize(
    ("source", "says"),
    [
        (Source(), "names one thing"),
        (Source(report=1, url="https://example.org"), "names one thing"),
        (Source(report=999_999), "not here for you"),
        (Source(figure=999_999), "not here for you"),
        (Source(url="https://example.org"), "title and the day"),
        (Source(url="javascript:alert(1)", title="t", accessed_on=date(2026, 1, 1)), "begins with"),
    ],
)
def test_a_citation_of_nothing_is_refused_and_the_statement_with_it(
    briefing, officer, source, says
):
    with pytest.raises(EntryUnfit, match=says):
        state(briefing, officer, source)
    with pytest.raises(EntryUnfit, match="rests on"):
        state(briefing, officer)
    assert not briefing.statements.exists()


def test_what_is_closed_to_the_writer_is_not_cited(briefing, officer, evidence):
    with pytest.raises(EntryUnfit, match="not here for you"):
        state(briefing, officer, Source(report=evidence["RED"]["report"].pk))


@given(scale=st.sampled_from(Rating.Scale.values), said=st.sampled_from([*Level.values, UNKNOWN]))
def test_what_nobody_knows_never_counts_as_the_safer_side(scale, said):
    order = list(Level.values)
    counted = order.index(counts_as(scale, said))
    known = [order.index(one) for one in order]
    if said != UNKNOWN:
        assert order[counted] == said
    elif scale == "confidence":
        assert counted == min(known)
    else:
        assert counted == max(known)


def test_impact_on_health_society_safety_and_security_stand_apart(briefing, officer):
    for scale, said in [("health", "high"), ("social", "low"), ("safety", "unknown")]:
        writing.rate(assessment=briefing, scale=scale, said=said, why="w", by=officer, at=NOW)
    said = as_data(briefing, person=officer, at=NOW)
    assert {one["scale"]: one["counts_as"] for one in said["ratings"]} == {
        "health": "high", "social": "low", "safety": "high",
    }  # fmt: skip
    assert not {"score", "overall", "risk"} & set(said)


def test_a_rating_without_a_reason_is_refused(briefing, officer):
    with pytest.raises(EntryUnfit, match="reason"):
        writing.rate(assessment=briefing, scale="health", said="low", why=" ", by=officer, at=NOW)


def test_dissent_stays_with_the_assessment(briefing, officer):
    writing.dissent(
        assessment=briefing, holder="member of the committee", view="the risk is low",
        why="two cases only", by=officer, at=NOW,
    )  # fmt: skip
    filled(briefing, BRIEFING)
    pathway.move(assessment=briefing, act="submit", by=officer, at=NOW)
    said = as_data(briefing, person=officer, at=NOW)
    assert said["dissents"][0]["holder"] == "member of the committee"


lines = st.lists(
    st.builds(Number, st.sampled_from("abcdef"), st.integers(0, 9)),
    unique_by=lambda one: one.label,
)


@given(before=lines, after=lines)
def test_a_difference_carries_one_state_of_a_figure_into_the_other(before, after):
    changed = {one.label: one.value for one in before}
    for change in difference(before, after):
        assert change.before != change.after
        if change.after is None:
            del changed[change.label]
        else:
            changed[change.label] = change.after
    assert changed == {one.label: one.value for one in after}


def reported(record, key, country, **fields):
    """Record one more report, from another country than the others."""
    Report.objects.filter(pk=record(key, **fields).pk).update(country=country, place=None)


def fill(row, by, snapshot):
    found = figures.refresh(assessment=row, snapshot=snapshot, by=by, at=NOW)
    return {(one.fill.section, one.fill.figure): one for one in found}


def test_figures_are_counted_in_a_snapshot_and_a_refresh_tells_the_difference(
    officer, evidence, another_report
):
    pytest.importorskip("rdkit", reason="needs the chem extra: the law is judged on structures")
    row = begun(REPORT, substances=[evidence["substance"]])
    reported(another_report, "a-death", "NL", context="death")
    first = fill(row, officer, freeze(as_of=NOW, by=None, at=NOW))
    seen = {one["label"]: one["value"] for one in first["a_incidents", "spread"].fill.numbers}
    assert seen == {"IE": 4, "NL": 1}  # RED is in no snapshot
    assert first["a_incidents", "deaths"].fill.numbers == [{"label": "found", "value": 1}]

    reported(another_report, "one-more", "NL", received_at=NOW + timedelta(hours=1))
    later = NOW + timedelta(days=1)
    second = fill(row, officer, freeze(as_of=later, by=None, at=later))
    assert second["a_incidents", "spread"].changes == (Change("NL", 1, 2),)
    assert second["a_incidents", "deaths"].changes == ()
    kept = row.figures.filter(section="a_incidents", figure="spread").order_by("revision")
    assert [one.revision for one in kept] == [1, 2]
    assert kept[0].snapshot_id != kept[1].snapshot_id
    row.refresh_from_db()
    assert row.marking.tlp == "AMBER+STRICT"  # of the rows that were counted


def test_figures_agree_with_the_rows_themselves(officer, evidence, another_report):
    for n in range(7):
        reported(another_report, f"more-{n}", ("NL", "DE")[n % 2], context="seizure")
    snapshot = freeze(as_of=NOW, by=None, at=NOW)
    got = figures.numbers_of("spread", substances=[evidence["substance"]], snapshot=snapshot)
    rows = Report.objects.exclude(marking__tlp="RED").values_list("country", flat=True)
    assert {one.label: one.value for one in got} == {c: list(rows).count(c) for c in set(rows)}


def test_figures_without_a_substance_are_refused(people, officer, evidence):
    row = begun(BRIEFING)
    with pytest.raises(EntryUnfit, match="no figures"):
        fill(row, officer, freeze(as_of=NOW, by=None, at=NOW))


@pytest.fixture
def laboratory(people):
    body = Body.objects.create(code="lab-ie", name="Laboratory", country="IE")
    User.objects.filter(pk=people["laboratory"].pk).update(body=body)
    people["laboratory"].refresh_from_db()
    return people["laboratory"]


def ask(row, body, by, at=NOW, **values):
    return pathway.ask_body(
        assessment=row, body=body, question="How many tablets?", by=by, at=at, **values
    )


def test_a_body_is_asked_under_its_own_clock_and_answers_itself(briefing, officer, laboratory):
    at = datetime(2026, 11, 2, 9, tzinfo=UTC)
    request = ask(briefing, laboratory.body, officer, at, rule="agency_data_request")
    clock = Deadline.objects.get(subject_id=request.pk, rule="agency_data_request")
    assert (clock.body, clock.last_day) == (laboratory.body, date(2026, 11, 16))
    assert standing_of(clock, at=NOW) is Standing.MISSED
    assert request in queries.open_requests(laboratory)

    pathway.answer_request(request=request, text="Forty.", by=laboratory, at=NOW)
    clock.refresh_from_db()
    assert standing_of(clock, at=NOW) is Standing.MET_LATE
    assert request not in queries.open_requests(officer)
    with pytest.raises(Overtaken):
        pathway.answer_request(request=request, text="Fifty.", by=laboratory, at=NOW)


def test_another_body_neither_sees_nor_answers_a_request(briefing, officer, laboratory, people):
    amber = begun(BRIEFING, marking=marking_for("AMBER"))
    request = ask(amber, Body.objects.create(code="x", name="X", country="NL"), officer)
    assert request not in queries.open_requests(laboratory)
    with pytest.raises(Refused):
        pathway.answer_request(request=request, text="Forty.", by=laboratory, at=NOW)
    request.refresh_from_db()
    assert request.answered_at is None


def test_nothing_to_tell_is_an_answer_and_an_empty_one_is_not(briefing, officer, laboratory):
    request = ask(briefing, laboratory.body, officer)
    with pytest.raises(EntryUnfit, match="nothing to tell"):
        pathway.answer_request(request=request, text=" ", by=officer, at=NOW)
    pathway.answer_request(request=request, text="", has_nothing=True, by=officer, at=NOW)
    assert request.answered_at == NOW


def test_late_requests_are_listed_first(client, briefing, officer, laboratory):
    ask(briefing, laboratory.body, officer)
    long_ago = datetime(2025, 1, 7, 9, tzinfo=UTC)
    late = ask(briefing, Body.objects.create(code="x", name="X", country="NL"), officer, long_ago)
    client.force_login(officer)
    found = client.get("/api/information-requests").json()
    assert found[0]["id"] == late.pk
    assert found[0]["clock"]["standing"] == "missed"
    assert found[0]["clock"]["about"] == ""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.key)
def test_every_kind_is_set_as_a_tagged_pdf(chain, kind, language):
    row = filled(begun(kind, signal=chain["signal"]), kind)
    said = as_data(row, person=chain["officer"], at=NOW)
    pdf = document(said, language=language)
    assert pdf.startswith(b"%PDF")
    assert b"pdfuaid" in pdf
    assert b"/StructTreeRoot" in pdf


def test_a_word_processor_opens_an_assessment_with_its_headings_and_tables(briefing, officer):
    filled(briefing, BRIEFING)
    said = as_data(briefing, person=officer, at=NOW)
    opened = docx.Document(io.BytesIO(as_docx(said, language="da")))
    headings = [one.text for one in opened.paragraphs if one.style.name == "Heading 2"]
    assert headings[: len(BRIEFING.sections)] == [one.title["da"] for one in BRIEFING.sections]
    assert opened.tables[0].rows[1].cells[1].text == "lav"
    assert opened.sections[0].header.paragraphs[0].text == "TLP:GREEN"


def test_no_document_names_a_person(client, briefing):
    filled(briefing, BRIEFING)
    said = json.dumps(as_data(briefing, person=writer(), at=NOW))
    assert "writer" not in said


def test_an_assessment_is_read_whole_and_as_pdf_through_the_api(client, officer, evidence):
    client.force_login(officer)
    made = client.post(
        "/api/assessment-kinds/edas_notification/assessments",
        {"title": "Tablets in Cork", "substances": ["protonitazene"], "tlp": "GREEN"},
        content_type="application/json",
    ).json()
    assert [clock["rule"] for clock in made["clocks"]] == ["serious_risk"]
    assert {step["act"] for step in made["next"]} == {"send", "abandon"}
    here = f"/api/assessments/{made['id']}"
    assert client.get(f"{here}/whole").json()["substances"] == ["protonitazene"]
    assert client.get(f"{here}/document.pdf?language=nl").content.startswith(b"%PDF")
    refused = client.post(f"{here}/steps", {"act": "send"}, content_type="application/json")
    assert refused.status_code == 409
    assert "write 'Type and origin of the risk'" in refused.json()["detail"]


def test_a_kind_nobody_knows_is_not_found(client, officer):
    client.force_login(officer)
    assert client.get("/api/assessment-kinds/guess").status_code == 404
