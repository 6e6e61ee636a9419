"""Indicators on every surface: who may compute, what stays hidden and closed, what goes out."""

import io
import xml.etree.ElementTree as ET
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

NOW = datetime(2026, 6, 30, 9, tzinfo=UTC)
LATER = datetime(2026, 7, 30, 9, tzinfo=UTC)


@pytest.fixture
def deaths(people):
    """Thirty men and two women who died in 2025, under AMBER; seven more under GREEN."""
    from vedette.base.markings.models import Marking
    from vedette.evidence.ingest.models import Source
    from vedette.evidence.observations.models import Report
    from vedette.response.indicators.actions import compute_indicators

    def record(tlp, sexes):
        marking = Marking.objects.create(tlp=tlp, purpose="public health")
        source = Source.objects.create(name=f"s{tlp}", title="t", context="death", marking=marking)
        for number, sex in enumerate(sexes):
            Report.objects.create(
                source=source, source_key=f"k{number}", context="death", digest=b"d", sex=sex,
                occurred_on=date(2025, 3, 1), received_at=NOW, country="IE", marking=marking,
            )  # fmt: skip

    record("AMBER", ["male"] * 30 + ["female"] * 2)
    record("GREEN", ["male"] * 7)
    compute_indicators(keys=["plan_09"], as_of=NOW, by=None, at=NOW)
    return people


def as_(person):
    client = Client()
    client.force_login(person)
    return client


def body(response):
    whole = b"".join(response.streaming_content) if response.streaming else response.content
    return whole.decode()


def rows(client, address):
    import csv

    return list(csv.DictReader(io.StringIO(body(client.get(address)))))


def test_a_small_cell_has_no_number_on_any_surface(deaths):
    client = as_(deaths["officer"])
    (women,) = [row for row in rows(client, "/indicators/plan_09/values.csv")
                if row["cell"] == "sex=female" and row["part"] == "deaths"]  # fmt: skip
    assert women["state"] == "hidden"
    assert not (women["value"] + women["numerator"] + women["denominator"])
    values = client.get("/api/indicators/plan_09/values?part=deaths").json()
    hidden = [one for one in values if one["state"] == "hidden"]
    assert {one["cell"] for one in hidden} == {"sex=female", "sex=male"}
    assert all(one["value"] is None for one in hidden)
    sdmx = [row for row in rows(client, "/indicators/plan_09/sdmx.csv")
            if row["BREAKDOWN"] == "SEX_FEMALE" and row["PART"] == "DEATHS"]  # fmt: skip
    assert [(row["OBS_VALUE"], row["OBS_STATUS"]) for row in sdmx] == [("", "Q")]
    page = body(client.get("/indicators/plan_09/?part=deaths&cell=sex%3Dfemale"))
    assert "hidden" in page


def test_each_reader_sees_the_sum_that_is_theirs(deaths):
    for role, total in (("viewer", 7), ("laboratory", 7), ("officer", 39), ("approver", 39)):
        values = as_(deaths[role]).get("/api/indicators/plan_09/values?part=deaths&country=").json()
        assert [one["value"] for one in values if not one["cell"]] == [total], role


def test_a_reader_cannot_ask_for_a_revision_of_a_closed_colour(deaths):
    from vedette.response.indicators.models import Computation

    closed = Computation.objects.get(indicator="plan_09", ceiling="AMBER")
    address = f"/indicators/plan_09/?revision={closed.pk}"
    assert as_(deaths["viewer"]).get(address).status_code == 404
    assert as_(deaths["officer"]).get(address).status_code == 200


def test_only_those_who_may_look_for_signals_may_compute(deaths):
    assert as_(deaths["viewer"]).post("/indicators/compute/").status_code == 403
    said = as_(deaths["viewer"]).post(
        "/api/indicators/computations", {"keys": []}, content_type="application/json"
    )
    assert said.status_code == 403
    done = as_(deaths["officer"]).post(
        "/api/indicators/computations", {"keys": ["plan_11"]}, content_type="application/json"
    )
    assert [one["indicator"] for one in done.json()] == ["plan_11"]


def test_an_unknown_indicator_is_not_found(deaths):
    client = as_(deaths["officer"])
    assert client.get("/indicators/stars/").status_code == 404
    assert client.get("/api/indicators/stars").status_code == 404
    assert client.get("/indicators/countries/ireland/").status_code == 404


def test_a_past_day_shows_the_revision_that_stood_then(deaths):
    from vedette.evidence.observations.models import Report
    from vedette.response.indicators.actions import compute_indicators

    first = Report.objects.filter(marking__tlp="GREEN").first()
    Report.objects.create(
        source=first.source, source_key="late", context="death", digest=b"d", sex="male",
        occurred_on=date(2025, 4, 1), received_at=LATER, country="IE", marking=first.marking,
    )  # fmt: skip
    compute_indicators(keys=["plan_09"], as_of=LATER, by=None, at=LATER)

    def total(day):
        values = as_(deaths["viewer"]).get(
            f"/api/indicators/plan_09/values?part=deaths&country=&as_of={day}"
        )
        return [one["value"] for one in values.json() if not one["cell"]]

    assert total(NOW.date()) == [7]
    assert total(LATER.date()) == [8]
    assert total((NOW - timedelta(days=1)).date()) == []


def test_charts_are_files_that_stand_alone(deaths):
    from PIL import Image

    client = as_(deaths["officer"])
    drawn = ET.fromstring(body(client.get("/indicators/plan_09/chart.svg")))  # noqa: S314 - ours
    assert drawn.tag == "{http://www.w3.org/2000/svg}svg"
    assert "Drug-related illness and death" in "".join(drawn.itertext())
    image = Image.open(io.BytesIO(client.get("/indicators/plan_09/chart.png").content))
    assert image.width > 1000


def test_without_a_figure_there_is_no_chart_to_send(deaths):
    assert as_(deaths["officer"]).get("/indicators/plan_01/chart.svg").status_code == 404


def test_figures_are_taken_in_on_a_page_and_bad_rows_are_shown(deaths):
    client = as_(deaths["officer"])
    text = (
        "Country code,Year,Clients,Estimate,Lower,Upper,Coverage,Method\n"
        "IE,2023,10,20,45,56,50.5,m\nIE,next,10,20,45,56,50.5,m\n"
    )
    file = io.BytesIO(text.encode())
    file.name = "coverage.csv"
    said = {"mapping": "agency_coverage", "marking": "GREEN", "file": file}
    assert client.post("/indicators/figures/", said).status_code == 302
    page = body(client.get("/indicators/figures/"))
    assert "coverage.csv" in page
    assert "is no year, quarter, month or week" in page
    assert as_(deaths["viewer"]).get("/indicators/figures/").status_code == 403


def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(deaths):
    client = as_(deaths["officer"])
    said = {"mapping": "agency_coverage", "marking": "GREEN", "file": io.BytesIO(b"")}
    assert client.post("/indicators/figures/", {**said, "mapping": "stars"}).status_code == 409
    assert client.post("/indicators/figures/", {"mapping": "agency_coverage"}).status_code == 409


def test_a_note_of_the_source_stands_beside_its_figure(deaths):
    from vedette.base.markings.actions import marking_for
    from vedette.response.indicators import actions, importing

    text = (
        "Country code,Year,Clients,Estimate,Lower,Upper,Coverage,Method\n"
        "IE,2023,10,20,45,56,50.5,capture-recapture\n"
    )
    importing.import_figures(
        content=text.encode(), file="c.csv", mapping=importing.the_mapping("agency_coverage"),
        marking=marking_for("CLEAR"), by=None, at=NOW,
    )  # fmt: skip
    actions.compute_indicators(
        keys=["opioid_agonist_treatment"], as_of=NOW, by=None, at=NOW
    )  # fmt: skip
    page = body(as_(deaths["viewer"]).get("/indicators/opioid_agonist_treatment/"))
    assert "capture-recapture" in page
