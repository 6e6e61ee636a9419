"""Small counts in a document that others read."""

from hypothesis import given
from hypothesis import strategies as st

from vedette.judgement.assessments.documents import without_small


def lines(*values):
    return [{"label": f"place {n}", "value": value} for n, value in enumerate(values)]


@given(values=st.lists(st.integers(0, 40), max_size=8))
def test_no_count_from_one_to_four_is_shown_or_worked_out_from_the_sum(values):
    shown = [value for _label, value in without_small(lines(*values))]
    assert not {1, 2, 3, 4} & set(shown)
    assert all(now in (None, was) for now, was in zip(shown, values, strict=True))
    hidden = [was for now, was in zip(shown, values, strict=True) if now is None]
    if len(values) > 1 and hidden:
        assert len(hidden) != 1 or not any(values[n] for n in range(len(values)) if shown[n])


def test_a_second_count_is_hidden_where_the_sum_would_give_the_first_away():
    assert [value for _label, value in without_small(lines(3, 20, 9))] == [None, 20, None]


def test_zero_days_and_words_stay():
    assert [value for _label, value in without_small(lines(0, "2026-01-01", 12))] == [
        0, "2026-01-01", 12,
    ]  # fmt: skip
