"""The register goes out and comes back unchanged; what a file says otherwise is a proposal."""

import csv
import io
import json
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytest.importorskip("rdkit", reason="needs the chem extra")

from vedette.catalogue.substances import formats, importing, proposals
from vedette.catalogue.substances.actions import load_registers
from vedette.catalogue.substances.errors import FileUnfit
from vedette.catalogue.substances.models import (
    FactChange,
    Proposal,
    Substance,
    SubstanceName,
)
from vedette.errors import VedetteError
from vedette.evidence.ingest.report import csv_line

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
WHY = proposals.Evidence("the yearly list", source="Ministry, 2026", batch="list.csv")
CAFFEINE = {"name": "caffeine", "smiles": "Cn1c(=O)c2c(ncn2C)n(C)c1=O", "cas": "58-08-2"}


def every():
    return Substance.objects.select_related("family").prefetch_related("names").order_by("id")


def written(form, rows=None):
    rows = every() if rows is None else rows
    if form == "csv":
        return "".join(formats.as_csv(rows, line=csv_line))
    return "".join((formats.as_json if form == "json" else formats.as_sdf)(rows))


def taken_in(people, text, form="csv", by="laboratory"):
    return importing.propose_records(
        formats.read(text, form=form), evidence=WHY, by=people[by], at=NOW
    )


def accept_all(people):
    for one in Proposal.objects.filter(status="open").order_by("id"):
        proposals.accept(proposal=one, by=people["officer"], at=NOW)


@pytest.fixture
def register(people):
    """Three hundred substances of the register as shipped, with their names."""
    load_registers()
    kept = list(Substance.objects.order_by("id").values_list("id", flat=True)[::9])
    SubstanceName.objects.exclude(substance__in=kept).delete()
    Substance.objects.exclude(id__in=kept).delete()
    return people


@pytest.mark.parametrize("form", formats.FORMS)
def test_what_went_out_comes_back_as_known(register, form):
    done = taken_in(register, written(form), form)
    assert done.refused == []
    assert (done.records, done.known) == (Substance.objects.count(),) * 2
    assert Proposal.objects.count() == 0


@pytest.mark.parametrize("form", formats.FORMS)
def test_another_node_that_accepts_the_file_says_the_same(register, form):
    before = {row["name"]: row for row in formats.table_of(every())}
    text = written(form)
    SubstanceName.objects.all().delete()
    Substance.objects.all().delete()
    done = taken_in(register, text, form)
    assert (done.refused, done.proposed) == ([], len(before))
    assert Substance.objects.count() == 0
    accept_all(register)
    after = {row["name"]: row for row in formats.table_of(every())}
    assert set(after) == set(before)
    for name, row in after.items():
        facts = {field: row[field] for field in formats.FIELDS}
        assert facts == {field: before[name][field] for field in formats.FIELDS}
        assert set(before[name]["names"].split("|")) <= set(row["names"].split("|"))
        assert row["sources"] == "Ministry, 2026"


def test_a_new_record_is_proposed_and_changes_nothing(people):
    done = taken_in(people, json.dumps([CAFFEINE]), "json")
    assert (done.proposed, Substance.objects.count()) == (1, 0)
    again = taken_in(people, json.dumps([CAFFEINE]), "json")
    assert (again.proposed, again.waiting) == (0, 1)
    accept_all(people)
    assert taken_in(people, json.dumps([CAFFEINE]), "json").known == 1


def test_what_a_file_says_otherwise_becomes_a_correction_and_a_name(people):
    taken_in(people, json.dumps([CAFFEINE]), "json")
    accept_all(people)
    said = {**CAFFEINE, "unii": "3G6A5W338E", "names": [{"text": "koffein", "language": "da"}]}
    done = taken_in(people, json.dumps([said]), "json")
    assert done.proposed == 2
    row = Substance.objects.get()
    assert row.unii == ""
    accept_all(people)
    row.refresh_from_db()
    assert row.unii == "3G6A5W338E"
    assert row.names.filter(text="koffein", language="da").exists()
    assert FactChange.objects.get(field="unii").source == "Ministry, 2026"


def test_what_a_file_leaves_out_is_no_contradiction(people):
    taken_in(people, json.dumps([CAFFEINE]), "json")
    accept_all(people)
    done = taken_in(people, "name,cas\ncaffeine,\n")
    assert (done.known, done.proposed) == (1, 0)


def test_a_bad_record_is_refused_by_line_column_and_value_and_the_rest_goes_in(people):
    text = (
        "name,smiles,cas,inchikey\n"
        "one,C1CC,,\n"
        "two,,58-08-3,\n"
        "three,CCO,,RYYVLZVUVIJVGH-UHFFFAOYSA-N\n"
        "four,CCO,64-17-5,\n"
    )
    done = taken_in(people, text)
    told = [(r.record, r.line, r.column, r.value) for r in done.refused]
    assert told == [
        (1, 2, "smiles", "C1CC"), (2, 3, "cas", "58-08-3"),
        (3, 4, "inchikey", "RYYVLZVUVIJVGH-UHFFFAOYSA-N"),
    ]  # fmt: skip
    assert all(refusal.reason for refusal in done.refused)
    assert (done.records, done.proposed) == (4, 1)


def test_a_drawing_that_contradicts_the_smiles_beside_it_is_refused(people):
    taken_in(people, json.dumps([CAFFEINE]), "json")
    accept_all(people)
    text = written("sdf").replace("Cn1c(=O)c2c(ncn2C)n(C)c1=O", "CCO")
    done = taken_in(people, text, "sdf")
    assert [refusal.column for refusal in done.refused] == ["smiles"]


def test_a_file_that_ends_in_the_middle_loses_only_its_last_record(people):
    taken_in(people, json.dumps([CAFFEINE, {"name": "ethanol", "smiles": "CCO"}]), "json")
    accept_all(people)
    text = written("sdf")
    done = taken_in(people, text[: text.rindex("$$$$")], "sdf")
    assert (done.records, done.known, len(done.refused)) == (2, 1, 1)


def test_no_cell_of_the_table_is_run_by_a_spreadsheet_and_it_comes_back_whole(people):
    evil = "=HYPERLINK(1)"
    Substance.objects.create(key="evil", name=evil, un_control="+1", sources="@x")
    text = written("csv")
    [row] = csv.DictReader(io.StringIO(text))
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row.values())
    [record] = formats.read(text, form="csv")
    assert record.facts["name"] == evil
    assert taken_in(people, text).known == 1


@pytest.mark.parametrize(
    ("text", "form", "why"),
    [
        ("a,b\n1,2\n", "csv", "no column"),
        ("name,name\na,b\n", "csv", "more than once"),
        ("{", "json", "no JSON"),
        ("{}", "json", "array"),
        ("[" * 100_000, "json", "no JSON"),
        ("x", "xlsx", "one of sdf, csv, json"),
    ],
)
def test_a_file_that_is_none_is_refused_as_a_whole(people, text, form, why):
    with pytest.raises(FileUnfit, match=why):
        taken_in(people, text, form)


def test_a_viewer_proposes_nothing_by_file(people):
    with pytest.raises(VedetteError, match="roles"):
        taken_in(people, json.dumps([CAFFEINE]), "json", by="viewer")


@given(st.text(max_size=200), st.sampled_from(formats.FORMS))
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
def test_whatever_is_in_a_file_is_read_or_refused_in_words(text, form):
    said, records = "", None
    try:
        records = list(formats.read(text, form=form))
    except FileUnfit as refusal:
        said = str(refusal)
    assert said or records is not None


def test_a_whole_file_is_accepted_by_a_second_person_and_what_cannot_be_goes_on_waiting(people):
    taken_in(people, json.dumps([CAFFEINE, {"name": "ethanol", "smiles": "CCO"}]), "json")
    Substance.objects.create(key="ethanol", name="ethanol")  # entered meanwhile
    said = {"batch": "list.csv", "reason": "checked against the list", "at": NOW}
    with pytest.raises(VedetteError, match="roles"):
        proposals.accept_batch(by=people["laboratory"], **said)
    done = proposals.accept_batch(by=people["officer"], **said)
    assert done.decided == 1
    [(number, why)] = done.refused
    assert "the register has it" in why
    assert Proposal.objects.get(pk=number).status == "open"
    with pytest.raises(VedetteError, match="nothing waits"):
        proposals.accept_batch(by=people["officer"], **{**said, "batch": "other.csv"})


def test_who_sent_a_file_does_not_accept_it(people):
    taken_in(people, json.dumps([CAFFEINE]), "json", by="officer")
    done = proposals.accept_batch(batch="list.csv", reason="r", by=people["officer"], at=NOW)
    assert (done.decided, len(done.refused)) == (0, 1)
    assert Substance.objects.count() == 0


def test_a_name_without_a_language_is_a_name_all_the_same(people):
    accept_caffeine(people)
    done = taken_in(people, "key,names\ncaffeine,trimethylxanthine|en:theine\n")
    assert (done.proposed, done.known, done.refused) == (2, 0, [])
    said = [(one.says["language"], one.says["text"]) for one in waiting_names()]
    assert said == [("", "trimethylxanthine"), ("en", "theine")]


def waiting_names():
    return Proposal.objects.filter(kind="name", status="open").order_by("id")


def accept_caffeine(people):
    proposals.propose_substance(facts=CAFFEINE, evidence=WHY, by=people["laboratory"], at=NOW)
    accept_all(people)


def test_a_comma_without_quotes_moves_no_fact_into_another_column(people):
    done = taken_in(people, "name,smiles,cas\n1,4-butanediol,OCCCCO,110-63-4\nwater,O,\n")
    assert [(one.record, one.line, one.column) for one in done.refused] == [(1, 2, "record")]
    assert "more cells than there are columns" in done.refused[0].reason
    assert done.proposed == 1


def test_a_mass_of_hundreds_of_digits_is_refused_and_the_rest_goes_in(people):
    said = [{"name": "one", "monoisotopic_mass": 10**400}, CAFFEINE]
    done = taken_in(people, json.dumps(said), "json")
    assert [(one.record, one.column) for one in done.refused] == [(1, "monoisotopic_mass")]
    assert done.proposed == 1
