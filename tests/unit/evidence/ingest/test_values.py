"""One cell is one value, or a conflict that says why not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("django", reason="needs the server extra")

from vedette.evidence.ingest.definitions import DateRule, QuantityRule
from vedette.evidence.ingest.values import (
    Conflict,
    Quantity,
    read_date,
    read_number,
    read_quantity,
    split_cell,
    storable,
)

TODAY = date(2026, 11, 20)
ISO = DateRule("day", ("%Y-%m-%d",))
MANY = DateRule("day", ("%Y-%m-%d", "%d/%m/%Y", "%d %b %Y"))
GRAMS = QuantityRule("amount", "g", "unit")
COMMA = QuantityRule("amount", "g", "unit", decimal=",")


@pytest.mark.parametrize(
    ("text", "rule", "day"),
    [
        ("2026-02-28", ISO, date(2026, 2, 28)),
        ("2026-02-28T10:00:00", ISO, date(2026, 2, 28)),
        ("2026-02-28 10:00:00.123456+01:00", ISO, date(2026, 2, 28)),
        ("1/2/2026", MANY, date(2026, 2, 1)),
        ("01/02/2026", MANY, date(2026, 2, 1)),
        ("4 Mar 2026", MANY, date(2026, 3, 4)),
        ("2026-05", DateRule("day", ("%Y-%m",), "month"), date(2026, 5, 1)),
        ("2026-W08", DateRule("day", ("%G-W%V",), "week"), date(2026, 2, 16)),
        ("2026-11-21", ISO, date(2026, 11, 21)),  # tomorrow: somewhere it is tomorrow already
    ],
)
def test_days_are_read_in_every_format_of_the_rule(text, rule, day):
    assert read_date(text, rule, TODAY) == day


@pytest.mark.parametrize(
    ("text", "code", "may_be_accepted"),
    [
        ("", "date_missing", False),
        ("31/02/2026", "date_unreadable", False),
        ("2026-02-31", "date_unreadable", False),
        ("2026-W01-1", "date_unreadable", False),
        ("2026-01-01 and so", "date_unreadable", False),
        ("2027-01-01", "date_in_future", True),
        ("1026-01-01", "date_too_early", True),
    ],
)
def test_a_day_that_cannot_be_says_why(text, code, may_be_accepted):
    found = read_date(text, MANY, TODAY)
    assert (found.column, found.value, found.code) == ("day", text, code)
    assert found.queue == may_be_accepted == (found.meant is not None)
    assert found.sentence


@pytest.mark.parametrize(
    ("text", "decimal", "number"),
    [
        ("1.5", ".", 1.5), ("1,5", ",", 1.5), ("1,234.5", ".", 1234.5), ("1.234,5", ",", 1234.5),
        ("1 234,5", ",", 1234.5), ("€ 20", ".", 20.0), ("1e3", ".", 1000.0), ("-2", ".", -2.0),
        ("1,5", ".", None), ("1.5", ",", None), ("12,34", ".", None), ("1,2345", ".", None),
        ("1e999", ".", None), ("nan", ".", None), ("inf", ".", None), ("", ".", None),
        ("1.2.3", ".", None), ("--1", ".", None), ("0x10", ".", None),
    ],
)  # fmt: skip
def test_numbers_are_read_as_written_or_not_at_all(text, decimal, number):
    assert read_number(text, decimal) == number


@given(st.floats(allow_nan=False, allow_infinity=False), st.sampled_from(".,"))
def test_every_number_written_with_its_mark_comes_back(number, mark):
    assert read_number(repr(number).replace(".", mark), mark) == number


@pytest.mark.parametrize(
    ("text", "unit", "rule", "wanted"),
    [
        ("", "g", GRAMS, None),
        ("1.5", "mg", GRAMS, Quantity(1.5, "mg", below_loq=False)),
        ("1.5", "", GRAMS, Quantity(1.5, "g", below_loq=False)),
        ("0,5", "µg", COMMA, Quantity(0.5, "ug", below_loq=False)),
        ("<LOQ", "mg", GRAMS, Quantity(None, "mg", below_loq=True)),
        ("<0.1", "mg", GRAMS, Quantity(None, "mg", below_loq=True)),
    ],
)
def test_an_amount_keeps_its_unit_and_its_limit(text, unit, rule, wanted):
    assert read_quantity(text, unit, rule) == wanted


@pytest.mark.parametrize(
    ("text", "unit", "column", "code"),
    [
        ("1", "spoon", "unit", "unit_unknown"),
        ("some", "g", "amount", "number_unreadable"),
        ("-1", "g", "amount", "number_negative"),
    ],
)
def test_an_amount_that_cannot_be_says_which_cell(text, unit, column, code):
    found = read_quantity(text, unit, GRAMS)
    assert (found.column, found.code) == (column, code)


@pytest.mark.parametrize(
    ("text", "split", "names"),
    [
        ("a; b;; c", (";",), ("a", "b", "c")),
        ("MDMA (3,4-x), caffeine", (",",), ("MDMA (3,4-x)", "caffeine")),
        ("a) b, c", (",",), ("a) b", "c")),
        ("['a', 'b', '']", "list", ("a", "b")),
        ('["a", "b"]', "list", ("a", "b")),
        ("a, b", "text", ("a, b",)),
        ("a", (), ("a",)),
    ],
)
def test_lists_are_taken_apart(text, split, names):
    assert split_cell(text, split) == names


@pytest.mark.parametrize("text", ["['a'", "a, b", "{'a': 1}", "__import__('os')", "[" * 5_000])
def test_a_broken_list_is_a_question(text):
    found = split_cell(text, "list")
    assert (found.code, found.queue) == ("list_unreadable", True)


@given(st.text(st.characters(exclude_categories=()), max_size=300))
def test_a_conflict_can_be_stored_whatever_the_cell_holds(text):
    for shown in Conflict(text, text, "code", text).as_json().values():
        assert "\x00" not in shown
        assert shown.encode("utf-8").decode() == storable(shown)
