"""One row is one report, or every reason why not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("django", reason="needs the server extra")

from vedette.catalogue.places.queries import PlaceIndex
from vedette.evidence.ingest.definitions import parse
from vedette.evidence.ingest.formats import RawRow
from vedette.evidence.ingest.reading import RowReader, key_of

SOURCE = """
name = "s"
title = "S"
context = "drug_checking"
key = ["id", "part"]
dates.occurred_on.column = "day"
dates.reported_at.column = "told"
substances = [{columns = ["found"], split = [";"]}, {columns = ["MDMA"], split = "flags"}]
results.nothing_found = ["Nothing"]
quantity = {column = "amount", unit_column = "unit"}
person.token = "who"
details.note = "note"
"""
SOUND = {
    "id": "1", "part": "", "day": "2026-09-01", "told": "", "found": "ketamine", "MDMA": "",
    "amount": "", "unit": "", "who": "", "note": "",
}  # fmt: skip
READER = RowReader(
    parse(SOURCE, "s.toml"), PlaceIndex.__new__(PlaceIndex), date(2026, 11, 20), lambda t: f"p{t}"
)


def read(**cells):
    return READER.read(RawRow(5, {**SOUND, **cells}))


def codes(row):
    return [(c.column, c.code) for c in row.conflicts]


def test_a_sound_row_has_no_doubts():
    row = read(found="ketamine; Nothing", MDMA="yes", who="Jo")
    assert row.conflicts == []
    assert [m.raw for m in row.report.mentions] == ["ketamine", "MDMA"]
    assert row.report.details == {"nothing_found": True}
    assert row.report.person == "pJo"


@pytest.mark.parametrize("text", ["=cmd()", "=1+1", "=HYPERLINK(1)", "=@SUM(A1)", "=-1"])
def test_a_formula_waits_for_a_person(text):
    row = read(note=text)
    assert codes(row) == [("note", "formula_cell")]
    assert not row.is_refused


@pytest.mark.parametrize("text", ["== title ==", "-", "a=b", "= 5", "@home"])
def test_text_that_only_looks_like_one_goes_in(text):
    assert read(note=text).conflicts == []


@pytest.mark.parametrize("text", ["a\x00b", "caf\udce9"])
def test_what_is_no_text_is_refused(text):
    row = read(note=text)
    assert codes(row) == [("note", "wrong_encoding")]
    assert row.is_refused


def test_all_doubts_are_told_at_once():
    row = read(id="", day="2031-01-01", amount="x", unit="g", MDMA="maybe", note="=cmd()")
    assert codes(row) == [
        ("note", "formula_cell"), ("day", "date_in_future"), ("id", "key_missing"),
        ("MDMA", "flag_unreadable"), ("amount", "number_unreadable"),
    ]  # fmt: skip
    assert row.is_refused


def test_names_and_keys_without_end_are_refused():
    assert codes(read(found="x" * 2_001)) == [("found", "cell_too_long")]
    assert codes(read(id="x" * 201)) == [("id", "key_too_long")]


def test_a_day_a_person_must_believe_is_kept_as_written():
    assert read(day="2031-01-01").report.occurred_on == date(2031, 1, 1)
    assert codes(read(day="2026-09-03", told="2026-09-01")) == [("told", "dates_reversed")]


def test_the_parts_of_a_key_keep_their_places():
    source = READER.source
    assert key_of({"id": "", "part": "a"}, source) != key_of({"id": "a", "part": ""}, source)
    assert key_of({"id": " ", "part": ""}, source) == ""


@given(st.dictionaries(st.sampled_from(sorted(SOUND)), st.text(max_size=40)))
def test_any_text_gives_a_report_or_a_reason(cells):
    row = read(**cells)
    assert row.report or row.conflicts
    assert all(c.sentence and c.code for c in row.conflicts)


@given(st.dictionaries(st.sampled_from(sorted(SOUND)), st.text(max_size=20)))
def test_the_same_row_has_the_same_digest(cells):
    one, two = read(**cells), read(**cells)
    assert (one.report and one.report.digest) == (two.report and two.report.digest)
