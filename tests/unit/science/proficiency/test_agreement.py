"""Agreement of a method with a reference."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.science.proficiency.agreement import InvalidTrialCounts, agreement

counts = st.integers(0, 500)


def test_kappa_agrees_with_the_worked_example_of_two_raters():
    # 20 and 15 of 50 alike, 5 and 10 not: observed 0.70, by chance 0.50, kappa 0.40
    assert agreement(20, 5, 15, 10).kappa == pytest.approx(0.4)


def test_intervals_agree_with_wilson_in_r():
    # R: binom::binom.wilson(8, 10) and binom.wilson(0, 10)
    got = agreement(8, 0, 10, 2)
    assert (got.sensitivity.low, got.sensitivity.high) == pytest.approx(
        (0.4901625, 0.9433178), rel=1e-6
    )
    assert agreement(0, 0, 1, 10).sensitivity.high == pytest.approx(0.2775328, rel=1e-6)


@given(counts, counts, counts, counts)
def test_a_share_lies_within_its_interval(tp, fp, tn, fn):
    got = agreement(tp, fp, tn, fn)
    for share in (got.agreement, got.sensitivity, got.specificity):
        if share is not None:
            assert 0 <= share.low <= share.value + 1e-12
            assert share.value - 1e-12 <= share.high <= 1


@given(counts, counts, counts, counts)
def test_what_is_called_positive_does_not_matter_for_agreement(tp, fp, tn, fn):
    one, other = agreement(tp, fp, tn, fn), agreement(tn, fn, tp, fp)
    assert one.agreement == other.agreement
    assert one.sensitivity == other.specificity
    assert one.kappa == (None if other.kappa is None else pytest.approx(other.kappa))


def test_of_nothing_there_is_no_share():
    assert agreement(0, 0, 0, 0).agreement is None
    assert agreement(3, 0, 0, 1).specificity is None
    assert agreement(3, 0, 0, 0).kappa is None


@pytest.mark.parametrize("wrong", [-1, 1.5, True])
def test_what_is_no_count_is_refused(wrong):
    with pytest.raises(InvalidTrialCounts):
        agreement(1, 1, 1, wrong)
