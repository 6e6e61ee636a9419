"""Entries, keys, periods, terms and statuses: what is decided before any record exists."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.response.policy.documents import plan_text
from vedette.response.policy.drafts import drafts_of
from vedette.response.policy.identity import as_key, proposed_key
from vedette.response.policy.lines import Page
from vedette.response.policy.periods import first_day, last_day
from vedette.response.policy.reading import read_text
from vedette.response.policy.simulation import EXAMPLE, Promise, simulated_rounds
from vedette.response.policy.statuses import (
    StatusesMalformed,
    StatusUnknown,
    status_of,
    statuses_of,
)
from vedette.response.policy.terms import fold, terms_of


@pytest.mark.parametrize(
    ("point", "first", "last"),
    [(2026, date(2026, 1, 1), date(2026, 12, 31)), ("2026-Q3", date(2026, 7, 1), date(2026, 9, 30)),
     ("2028-02", date(2028, 2, 1), date(2028, 2, 29)), (None, None, None),
     ("2026-H2", date(2026, 7, 1), date(2026, 12, 31))],
)  # fmt: skip
def test_a_period_ends_on_the_last_day_it_names(point, first, last):
    assert (first_day(point), last_day(point)) == (first, last)


@given(st.text())
def test_folding_twice_changes_nothing_and_leaves_only_words(text):
    folded = fold(text)
    assert fold(folded) == folded
    assert all(part.isalnum() for word in folded.split() for part in word)


@given(st.text(), st.text())
def test_a_text_holds_the_terms_of_its_parts(text, more):
    assert set(terms_of(text, most=10_000)) <= set(fold(f"{text} {more}").split())


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Laboratoriën", "laboratorien"), ("FORANSTALTNING nr. 2", "foranstaltning nr 2"),
     ("stærke — opioïden", "staerke opioiden"), ("10265/25", "10265 25")],
)  # fmt: skip
def test_accents_capitals_and_signs_do_not_matter(text, folded):
    assert fold(text) == folded


def test_each_entry_of_a_document_has_a_code_of_its_own():
    twice = plan_text().replace("Action no. 4.", "Action no. 3.")
    codes = [one.code for one in drafts_of(read_text([Page(1, twice)], file="p.txt"))]
    assert len(codes) == len(set(codes))
    assert {"A3", "A3-2"} <= set(codes)


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [("", "", "plan-2026-2030"), ("(2026-2030)", "", "plan-abcdef12"),
     ("(2026-2030)\n", "(2026-2030)\n10001/31\n", "plan-2026-2030")],
)  # fmt: skip
def test_a_plan_is_called_by_its_years_else_by_its_file(old, new, key):
    text = plan_text().replace(old, new) if old else plan_text()
    assert proposed_key(read_text([Page(1, text)], file="p.txt"), "abcdef1234") == key


def test_a_key_has_nothing_that_an_address_would_escape():
    assert as_key("COM(2020) 606 final") == "com-2020-606-final"


def test_the_shipped_statuses_say_themselves_in_three_languages():
    known = statuses_of(None)
    assert set(known) == {
        "not_started", "in_progress", "on_track", "delayed", "completed", "continuous",
        "superseded", "not_assessed",
    }  # fmt: skip
    assert all({"en", "nl", "da"} <= set(one.title) for one in known.values())
    assert {key for key, one in known.items() if one.is_progress} == {
        "in_progress", "on_track", "completed", "continuous",
    }  # fmt: skip
    assert len({one.sign for one in known.values()}) == len(known)


def test_a_node_replaces_a_status_by_its_key_and_adds_its_own(tmp_path):
    (tmp_path / "policy-statuses.toml").write_text(
        '[[status]]\nkey = "delayed"\ntitle = { en = "late" }\n'
        '[[status]]\nkey = "handed_over"\ntitle = { en = "handed over" }\nprogress = true\n'
    )
    assert statuses_of(tmp_path)["delayed"].title["en"] == "late"
    assert status_of("handed_over", folder=tmp_path).is_progress
    with pytest.raises(StatusUnknown, match="handed_over"):
        status_of("handed_over", folder=None)


@pytest.mark.parametrize(
    "text",
    ["not toml [", '[[status]]\nkey = "a b"\ntitle = { en = "x" }', '[[status]]\nkey = "a"',
     '[[status]]\nkey = "a"\ntitle = { en = "x" }\ntone = "pink"',
     '[[status]]\nkey = "a"\ntitle = { en = "x" }\ncolour = "red"', 'status = "all"'],
)  # fmt: skip
def test_a_vocabulary_that_cannot_be_read_is_named(tmp_path, text):
    (tmp_path / "policy-statuses.toml").write_text(text)
    with pytest.raises(StatusesMalformed, match=r"policy-statuses\.toml"):
        statuses_of(tmp_path)


def test_the_example_documents_mirror_the_shape_of_a_plan_and_are_read_whole():
    registers = {
        one.name: read_text([Page(1, one.read_text("utf-8"))], file=one.name)
        for one in EXAMPLE.glob("*.txt")
    }
    plan = registers["plan.en.txt"]
    assert (len(plan.priorities), len(plan.actions), len(plan.indicators)) == (8, 53, 12)
    assert sum(one.governance for one in plan.actions) == 7
    assert not any(one.unplaced for one in registers.values())
    assert {
        len(one.recommendations) for name, one in registers.items() if name.startswith("c")
    } == {10}


def test_simulated_answers_are_the_same_for_the_same_seed():
    promises = [Promise("A1", asks_states=True, ongoing=False)]
    first, again = (
        [list(one) for one in simulated_rounds(promises, ["IE", "MT"], rounds=3, seed=7)]
        for _ in range(2)
    )
    assert first == again
    assert all(one.country in ("", "IE", "MT") for said in first for one in said)
