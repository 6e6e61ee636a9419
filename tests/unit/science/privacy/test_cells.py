"""What a table hides cannot be worked out from what it shows."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.science.privacy.cells import bounds_of, hide_small, lines_of


def with_margins(rows):
    """A table by (row, column), with its margins and its grand total."""
    rows = np.asarray(rows)
    counts = {(f"r{i}", f"c{j}"): int(n) for (i, j), n in np.ndenumerate(rows)}
    counts |= {(f"r{i}", ""): int(n) for i, n in enumerate(rows.sum(axis=1))}
    counts |= {("", f"c{j}"): int(n) for j, n in enumerate(rows.sum(axis=0))}
    return counts | {("", ""): int(rows.sum())}


def every_reading(counts, hidden, most):
    """All whole numbers above zero that the hidden cells could be: the slow and obvious way."""
    inner = sorted(key for key in counts if "" not in key)
    unknown = [key for key in inner if key in hidden]
    for guess in itertools.product(range(1, most + 1), repeat=len(unknown)):
        full = {key: counts[key] for key in inner} | dict(zip(unknown, guess, strict=True))
        sums = {
            margin: sum(n for key, n in full.items()
                        if all(m in ("", k) for m, k in zip(margin, key, strict=True)))
            for margin in counts if "" in margin
        }  # fmt: skip
        if all(sums[margin] == counts[margin] for margin in sums if margin not in hidden):
            yield full | {margin: n for margin, n in sums.items() if margin in hidden}


tables = st.sampled_from([(1, 3), (1, 4), (2, 2)]).flatmap(
    lambda shape: st.lists(
        st.lists(st.integers(0, 7), min_size=shape[1], max_size=shape[1]),
        min_size=shape[0], max_size=shape[0],
    )
)  # fmt: skip


@settings(max_examples=50, deadline=None)
@given(tables)
def test_no_hidden_cell_can_be_recovered_from_margins(rows):
    counts = with_margins(rows)
    hidden = hide_small(counts).all
    readings = list(every_reading(counts, hidden, most=9))
    for key in hidden:
        assert len({reading[key] for reading in readings}) > 1, (counts, hidden, key)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.integers(0, 40), min_size=5, max_size=5), min_size=3, max_size=6))
def test_a_small_cell_could_as_well_be_five_or_more(rows):
    counts = with_margins(rows)
    hidden = hide_small(counts)
    for key in hidden.small:
        assert bounds_of(key, counts, lines_of(counts), hidden.all)[1] >= 5 - 1e-6


@settings(deadline=None)
@given(tables)
def test_every_small_count_is_hidden_and_no_zero_is(rows):
    counts = with_margins(rows)
    hidden = hide_small(counts).all
    assert {key for key, n in counts.items() if 0 < n < 5} <= hidden
    assert not any(counts[key] == 0 for key in hidden)


def test_a_table_without_small_cells_is_shown_whole():
    assert not hide_small(with_margins([[10, 0], [5, 7]])).all


def test_one_small_cell_takes_another_of_its_row_and_column_with_it():
    # By hand: 3 in a 3 x 3 table needs a rectangle of hidden cells, or its margins.
    hidden = hide_small(with_margins([[3, 20, 30], [40, 50, 60], [70, 80, 90]])).all
    assert ("r0", "c0") in hidden
    assert len([key for key in hidden if key[0] == "r0"]) >= 2
    assert len([key for key in hidden if key[1] == "c0"]) >= 2


def test_two_ones_that_make_a_shown_two_are_not_given_away():
    counts = {("a",): 1, ("b",): 1, ("c",): 9, ("",): 11}
    assert ("c",) in hide_small(counts).all


def test_cells_that_do_not_add_up_tell_nothing_of_each_other():
    # A report may name two substances: the total is below the sum of its parts.
    counts = {("a",): 3, ("b",): 90, ("",): 91}
    assert hide_small(counts).all == {("a",)}


def test_what_must_not_be_shown_for_another_reason_is_protected_too():
    counts = {("a",): 50, ("b",): 90, ("",): 140}
    hidden = hide_small(counts, also=[("a",)]).all
    assert len(hidden) == 2


@pytest.mark.parametrize("smallest", [0, 1])
def test_nothing_is_hidden_where_no_count_is_too_small(smallest):
    assert not hide_small(with_margins([[1, 2], [3, 4]]), smallest=smallest).all
