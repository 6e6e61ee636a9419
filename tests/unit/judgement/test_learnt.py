"""When a replay says the records of a substance became known."""

from datetime import date, datetime, timedelta

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from vedette.judgement.signals.replay import Learnt, learnt

FIRST = datetime(2024, 1, 1)  # noqa: DTZ001 - as Arrow has them


def table(*rows):
    """Rows as (report, day known, day replaced or None), all of one substance."""
    return pa.table(
        {
            "substance": ["a"] * len(rows),
            "report_id": [report for report, _since, _until in rows],
            "role": pa.array(["found"] * len(rows), pa.string()),
            "known_from": pa.array(
                [FIRST + timedelta(days=since) for _r, since, _u in rows], pa.timestamp("us")
            ),
            "known_until": pa.array(
                [None if until is None else FIRST + timedelta(days=until) for *_, until in rows],
                pa.timestamp("us"),
            ),
        }
    )


def day(number):
    return date(2024, 1, 1) + timedelta(days=number)


def test_the_third_record_is_the_third_report_and_not_the_third_finding():
    rows = table((1, 0, None), (1, 0, None), (1, 0, None), (2, 3, None), (3, 9, None))
    assert learnt(rows) == {"a": Learnt(day(0), day(9))}


def test_a_corrected_report_counts_once():
    rows = table((1, 0, 5), (2, 5, 6), (3, 6, None), (4, 7, None), (5, 8, None))
    assert learnt(rows)["a"] == Learnt(day(0), day(8))


def test_without_three_records_there_is_no_third():
    assert learnt(table((1, 4, None), (2, 9, None)))["a"] == Learnt(day(4), None)


def test_what_a_sample_was_sold_as_is_no_record_of_it():
    rows = table((1, 0, None), (2, 3, None))
    sold = rows.set_column(2, "role", pa.array(["sold_as", "found"]))
    assert learnt(sold)["a"].first == day(3)


def test_a_row_replaced_before_anybody_could_know_it_was_never_known():
    assert learnt(table((1, 9, 4))) == {}


@given(st.lists(st.integers(0, 400), min_size=1, max_size=12))
def test_without_corrections_it_is_the_first_and_third_day_in_order(days):
    rows = table(*((number, since, None) for number, since in enumerate(days)))
    known = sorted(days)
    third = day(known[2]) if len(known) > 2 else None
    assert learnt(rows)["a"] == Learnt(day(known[0]), third)
