"""Figures come in by mapping files, bad rows are told of, and what goes out can be read again."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest

pytest.importorskip("django", reason="needs the server extra")
sdmx = pytest.importorskip("sdmx", reason="needs the server extra")

NOW = datetime(2026, 6, 30, 9, tzinfo=UTC)
AGENCY = """\
Country code,Year,Clients,Estimate,Lower,Upper,Coverage,Method
IE,2023,10100,20000,45.0,56.0,50.5,capture-recapture
EL,2023,9000,,,,n,multiplier
FR,2023,,,,,:,
XXX,2023,1,2,1,2,50,
DE,20x3,1,2,1,2,50,
PT,2023,16000,32000,60,40,50,
"""
WIDE = (
    "freq,unit,sex,geo\\TIME_PERIOD\t2022 \t2023 \n"
    "A,RT,T,AT\t0.85 \t0.91 p\n"
    "A,RT,F,EL\t: \t0.40 be\n"
    "A,RT,T\t1\t2\n"
)
GENERIC = """<?xml version="1.0" encoding="UTF-8"?>
<m:GenericData xmlns:m="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"
 xmlns:g="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/generic"
 xmlns:c="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common">
<m:Header><m:ID>D</m:ID><m:Test>false</m:Test><m:Prepared>2025-01-01T00:00:00</m:Prepared>
<m:Sender id="X"/><m:Structure structureID="S" dimensionAtObservation="TIME_PERIOD">
<c:Structure><Ref agencyID="X" id="S" version="1.0"/></c:Structure></m:Structure></m:Header>
<m:DataSet structureRef="S"><g:Series><g:SeriesKey><g:Value id="GEO" value="EL"/></g:SeriesKey>
<g:Obs><g:ObsDimension value="2022"/><g:ObsValue value="18.5"/></g:Obs>
<g:Obs><g:ObsDimension value="2023"/><g:ObsValue value="19.25"/></g:Obs></g:Series></m:DataSet>
</m:GenericData>
"""
LABELLED = """\
STRUCTURE,STRUCTURE_ID,GEO: Geography,TIME_PERIOD: Time,OBS_VALUE
dataflow,X:D(1.0),AT: Austria,2023: 2023,21.5
"""


@pytest.fixture
def take(db):
    from vedette.base.markings.actions import marking_for
    from vedette.response.indicators import importing

    def read(mapping, content, *, file="f.csv", tlp="GREEN", at=NOW):
        content = content.encode() if isinstance(content, str) else content
        return importing.import_figures(
            content=content, file=file, mapping=importing.the_mapping(mapping),
            marking=marking_for(tlp), by=None, at=at,
        )  # fmt: skip

    return read


def held(series):
    from vedette.response.indicators.models import Figure

    return {(f.country, f.period, f.cell): f for f in
            Figure.objects.filter(series=series, replaced_by=None)}  # fmt: skip


def test_a_table_keeps_its_good_rows_and_tells_of_the_bad(take):
    got = take("agency_coverage", AGENCY)
    assert (got.rows, got.kept) == (6, 2)
    assert [(r["line"], r["column"], r["value"]) for r in got.refusals] == [
        (3, "Coverage", "n"), (5, "Country code", "XXX"), (6, "Year", "20x3"), (7, "Lower", "60"),
    ]  # fmt: skip
    assert all(r["reason"] for r in got.refusals)
    one = held("coverage.agonist_treatment")["IE", "2023", ""]
    assert (one.value, one.numerator, one.low, one.note) == (50.5, 10100, 45, "capture-recapture")
    assert held("coverage.agonist_treatment")["FR", "2023", ""].value is None


def test_a_workbook_is_read_like_a_table(take, tmp_path):
    import xlsxwriter

    path = tmp_path / "b.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(csv.reader(io.StringIO(AGENCY))):
            sheet.write_row(at, 0, row)
    assert take("agency_coverage", path.read_bytes(), file="b.xlsx").kept == 2


def test_eurostat_writes_periods_as_columns_and_flags_behind_numbers(take):
    got = take("eurostat_homicide", WIDE, file="sdg.tsv")
    figures = held("sdg.homicide")
    assert figures["AT", "2023", ""].value == 0.91
    assert figures["AT", "2023", ""].status == "p"
    assert figures["GR", "2023", "sex=female"].status == "be"
    assert figures["GR", "2022", "sex=female"].value is None
    assert [r["line"] for r in got.refusals] == [4]


@pytest.mark.parametrize(
    ("content", "file", "expected"),
    [
        (GENERIC, "d.xml", {("GR", "2022", ""): 18.5, ("GR", "2023", ""): 19.25}),
        (LABELLED, "d.csv", {("AT", "2023", ""): 21.5}),
    ],
)
def test_sdmx_is_read_in_each_of_its_forms(take, content, file, expected):
    take("sdmx_deaths", content, file=file)
    assert {key: one.value for key, one in held("sdg.deaths").items()} == expected


def test_the_same_file_again_changes_nothing(take):
    from vedette.response.indicators.models import Figure

    first = take("agency_coverage", AGENCY)
    assert take("agency_coverage", AGENCY).pk == first.pk
    again = take("agency_coverage", AGENCY + "\n", at=NOW + timedelta(days=1))
    assert (again.kept, again.unchanged) == (0, 2)
    assert Figure.objects.count() == 2


def test_a_corrected_figure_is_a_revision_and_the_old_one_holds_before_it(take):
    from vedette.response.indicators.queries import figures_held

    take("agency_coverage", AGENCY)
    later = NOW + timedelta(days=9)
    take("agency_coverage", AGENCY.replace("50.5", "51.5"), at=later)
    series = "coverage.agonist_treatment"
    assert figures_held(series, as_of=NOW).get(country="IE").value == 50.5
    assert figures_held(series, as_of=later).get(country="IE").value == 51.5


@pytest.mark.parametrize(
    ("mapping", "content"),
    [("sdmx_deaths", "<xml/>"), ("sdmx_deaths", "{}"), ("agency_coverage", ""),
     ("sdmx_deaths", "{not json")],
)  # fmt: skip
def test_what_is_no_file_of_figures_is_refused_in_one_sentence(take, mapping, content):
    from vedette.response.indicators.errors import FiguresUnread

    with pytest.raises(FiguresUnread):
        take(mapping, content)


def test_a_mapping_names_the_entry_at_fault():
    from vedette.response.indicators.errors import MappingMalformed
    from vedette.response.indicators.mapping import read_mapping

    with pytest.raises(MappingMalformed) as refused:
        read_mapping('key="a"\ntitle="t"\nshape="table"\nsource="s"\nseries="x"\nunit="1"\n'
                     '[columns]\nperiod="p"\n', file="a.toml")  # fmt: skip
    assert refused.value.entry == "columns.value"


@pytest.fixture
def reading(take, people):
    from vedette.response.indicators import actions, queries

    take("agency_coverage", AGENCY)
    actions.compute_indicators(
        keys=["opioid_agonist_treatment"], as_of=NOW, by=None, at=NOW
    )  # fmt: skip
    one = queries.the_indicator("opioid_agonist_treatment")
    return queries.reading(people["viewer"], one, as_of=NOW)


def test_sdmx_json_is_read_back_as_it_was_written(reading):
    from vedette.response.indicators.formats import sdmx_json

    message = sdmx.read_sdmx(io.BytesIO(sdmx_json(reading, prepared=NOW)))
    seen = {
        (str(o.key["GEO"].value), str(o.key["TIME_PERIOD"].value)): o.value
        for o in message.data[0].obs
    }
    assert seen == {("IE", "2023"): 50.5, ("FR", "2023"): None}


def test_sdmx_csv_is_read_back_as_it_was_written(reading):
    from sdmx.model import common, v30

    from vedette.response.indicators.formats import ATTRIBUTES, DIMENSIONS, sdmx_csv

    structure = v30.DataStructureDefinition(id="S")
    for name in DIMENSIONS:
        structure.dimensions.append(common.Dimension(id=name))
    structure.measures.append(v30.Measure(id="OBS_VALUE"))
    for name in ATTRIBUTES:
        structure.attributes.append(common.DataAttribute(id=name))
    stream = io.BytesIO(sdmx_csv(reading).encode())
    message = sdmx.read_sdmx(stream, format="csv", structure=structure)
    (one,) = [o for o in message.data[0].obs if str(o.dimension["GEO"].value) == "IE"]
    assert float(one.value) == 50.5
    assert str(one.attached_attribute["UNIT_MEASURE"].value) == "%"


def test_what_went_out_as_sdmx_csv_can_come_in_again(reading, take):
    from vedette.response.indicators.formats import sdmx_csv

    text = sdmx_csv(reading).replace("IE", "AT")
    take("sdmx_deaths", text, file="again.csv")
    assert held("sdg.deaths")["AT", "2023", ""].value == 50.5


SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
[] a sh:NodeShape ; sh:targetClass dcat:Catalog ;
  sh:property [ sh:path dct:title ; sh:minCount 1 ] ;
  sh:property [ sh:path dct:description ; sh:minCount 1 ] ;
  sh:property [ sh:path dct:publisher ; sh:minCount 1 ; sh:maxCount 1 ; sh:class foaf:Agent ] ;
  sh:property [ sh:path dcat:dataset ; sh:minCount 1 ; sh:class dcat:Dataset ] .
[] a sh:NodeShape ; sh:targetClass dcat:Dataset ;
  sh:property [ sh:path dct:title ; sh:minCount 1 ; sh:uniqueLang true ] ;
  sh:property [ sh:path dct:description ; sh:minCount 1 ] ;
  sh:property [ sh:path dcat:theme ; sh:nodeKind sh:IRI ] ;
  sh:property [ sh:path dcat:distribution ; sh:class dcat:Distribution ] .
[] a sh:NodeShape ; sh:targetClass dcat:Distribution ;
  sh:property [ sh:path dcat:accessURL ; sh:minCount 1 ; sh:nodeKind sh:IRI ] ;
  sh:property [ sh:path dct:format ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] .
"""  # what DCAT-AP makes mandatory of these three classes, in shapes of our own


@pytest.mark.parametrize("form", ["turtle", "json-ld"])
def test_the_catalogue_keeps_to_what_dcat_ap_makes_mandatory(reading, form):
    pyshacl = pytest.importorskip("pyshacl", reason="needs the dev extra")
    from rdflib import Graph

    from vedette.response.indicators.catalogue import catalogue

    text = catalogue([reading], node="N", address="https://x.example", changed=NOW)
    graph = Graph().parse(data=text.serialize(format=form), format=form)
    shapes = Graph().parse(data=SHAPES, format="turtle")
    conforms, _graph, why = pyshacl.validate(graph, shacl_graph=shapes)
    assert conforms, why


def test_sdmx_json_comes_in_as_it_went_out(reading, take):
    from vedette.response.indicators.formats import sdmx_json

    take("sdmx_deaths", sdmx_json(reading, prepared=NOW), file="again.json")
    assert held("sdg.deaths")["IE", "2023", ""].value == 50.5
    assert held("sdg.deaths")["FR", "2023", ""].value is None


@pytest.fixture
def service():
    """A service on this machine that answers one address with SDMX, another with nothing."""
    import http.server
    import threading

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200 if self.path.startswith("/data/") else 404)
            self.end_headers()
            self.wfile.write(GENERIC.encode())

        def log_message(self, *_said):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_service_is_asked_by_its_whole_address(service, take):
    from vedette.response.indicators.readers import fetch

    take("sdmx_deaths", fetch(f"{service}/data/X,D/all"), file="query")
    assert held("sdg.deaths")["GR", "2023", ""].value == 19.25


def test_what_a_service_refuses_or_what_is_not_asked_safely_is_said(service):
    from vedette.response.indicators.errors import FiguresUnread
    from vedette.response.indicators.readers import fetch

    for address in (f"{service}/gone", "http://example.org/data", "file:///etc/hosts"):
        with pytest.raises(FiguresUnread):
            fetch(address)


@pytest.mark.parametrize(
    ("unit", "number"), [("=cmd()", "1"), ("@SUM(1)", "1"), ("PC", "1_000"), ("PC", "1e999")]
)
def test_a_unit_that_a_spreadsheet_would_run_and_a_number_of_programs_are_refused(unit, number):
    from vedette.response.indicators.mapping import RowRefused, figure_of, read_mapping
    from vedette.response.indicators.readers import Row

    mapping = read_mapping(
        'key = "m"\ntitle = "t"\nshape = "table"\nsource = "s"\nseries = "x"\n'
        'columns = { period = "p", value = "v", unit = "u" }\n', file="m.toml",
    )  # fmt: skip
    good = figure_of(Row(1, {"p": "2025", "v": "1000", "u": "PC"}), mapping)
    assert good is not None
    assert (good.value, good.unit) == (1_000, "PC")
    with pytest.raises(RowRefused):
        figure_of(Row(2, {"p": "2025", "v": number, "u": unit}), mapping)


@pytest.mark.django_db(transaction=True)
def test_the_same_file_taken_in_twice_at_once_is_one_file(take, instance_folder):
    from concurrent.futures import ThreadPoolExecutor

    from django.db import connection

    from vedette.base.markings.actions import marking_for
    from vedette.response.indicators.models import Figure, FigureFile

    marking_for("GREEN")

    def once(_number):
        try:
            return take("agency_coverage", AGENCY).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as beside:
        assert len(set(beside.map(once, range(4)))) == 1
    assert FigureFile.objects.count() == 1
    assert set(Figure.objects.values_list("revision", flat=True)) == {1}
