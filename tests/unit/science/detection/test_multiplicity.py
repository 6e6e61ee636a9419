"""Many tests at once: families, weeks after weeks, and streams that support each other."""

from math import exp, log, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from vedette.science.detection.counts import InvalidCounts
from vedette.science.detection.multiplicity import (
    _most_rejections,
    batch_benjamini_hochberg,
    benjamini_hochberg,
    benjamini_yekutieli,
    corroboration,
    fisher_combination,
    harmonic_mean_pvalue,
    lord,
    storey,
    stouffer_combination,
)

pvalues = st.lists(st.floats(0, 1), min_size=1, max_size=12).map(np.array)


def test_combinations_agree_with_scipy():
    p = np.array([0.01, 0.2, 0.03])
    assert fisher_combination(p) == pytest.approx(stats.combine_pvalues(p, "fisher").pvalue)
    weighted = stats.combine_pvalues(p, "stouffer", weights=[1, 2, 3]).pvalue
    assert stouffer_combination(p, weights=[1, 2, 3]) == pytest.approx(weighted)
    assert harmonic_mean_pvalue(p) == pytest.approx(stats.hmean(p))


@pytest.mark.parametrize(
    "combine", [fisher_combination, stouffer_combination, harmonic_mean_pvalue]
)
def test_a_stream_without_a_test_is_left_out_of_a_combination(combine):
    with_gap = combine(np.array([[0.02, np.nan], [np.nan, np.nan], [0.3, np.nan]]))
    assert with_gap[0] == pytest.approx(float(combine(np.array([0.02, 0.3]))))
    assert np.isnan(with_gap[1])


@given(p=pvalues)
def test_stricter_families_flag_no_more(p):
    plain = benjamini_hochberg(p)
    assert not (benjamini_yekutieli(p) & ~plain).any()
    assert not (plain & ~storey(p) & (p <= 0.5)).any()
    assert not (benjamini_hochberg(p, tests=50) & ~plain).any()


def test_storey_uses_that_half_of_the_tests_find_something():
    p = np.concatenate([np.full(50, 0.001), np.linspace(0.02, 0.999, 50)])
    assert storey(p).sum() > benjamini_hochberg(p).sum()


@given(p=pvalues, level=st.floats(0.01, 0.5))
def test_the_most_rejections_come_from_trying_every_pvalue(p, level):
    tried = []
    for i in range(p.size):
        one = p.copy()
        one[i] = 0
        tried.append(benjamini_hochberg(one, q=level).sum())
    assert _most_rejections(p, level) == max(tried)


def test_two_batches_worked_by_hand():
    first, second = batch_benjamini_hochberg([[0.001, 0.9], [0.05, 0.04]], alpha=0.2)
    # First level 0.2 x 0.43749; one flagged, two if the other were zero.
    level = 0.2 * 0.43749
    assert first.level == pytest.approx(level)
    assert first.flagged.tolist() == [True, False]
    budget = 0.2 * 0.43749 * (1 + 2**-1.6)
    # Nothing else was flagged, so all of the first level counts as spent.
    assert second.level == pytest.approx((budget - level) * (2 + 1) / 2)
    assert second.flagged.tolist() == [False, False]


@given(batches=st.lists(pvalues, min_size=2, max_size=6))
@settings(deadline=None)
def test_later_batches_and_tests_change_no_earlier_verdict(batches):
    whole, part = batch_benjamini_hochberg(batches), batch_benjamini_hochberg(batches[:-1])
    for now, then in zip(whole, part, strict=False):
        np.testing.assert_array_equal(now.flagged, then.flagged)
    row = np.concatenate(batches)
    np.testing.assert_array_equal(lord(row)[: row.size - 1], lord(row[:-1]))


def test_the_order_within_a_batch_changes_nothing():
    rng = np.random.default_rng(0)
    batches = [rng.random(20) ** 3 for _ in range(5)]
    mixed = [rng.permutation(20) for _ in batches]
    whole = batch_benjamini_hochberg(batches)
    other = batch_benjamini_hochberg([b[i] for b, i in zip(batches, mixed, strict=True)])
    for now, then, i in zip(whole, other, mixed, strict=True):
        np.testing.assert_array_equal(now.flagged[i], then.flagged)


@pytest.mark.parametrize("judge", ["batches", "one by one"])
def test_false_alarms_stay_a_small_part_over_many_weeks(judge):
    rng = np.random.default_rng(1)
    shares = []
    for _ in range(60):
        real = rng.random((30, 20)) < 0.2
        p = stats.norm.sf(rng.normal(np.where(real, 3.5, 0)))
        if judge == "batches":
            flags = np.array([week.flagged for week in batch_benjamini_hochberg(p)])
        else:
            flags = lord(p.ravel()).reshape(p.shape)
        shares.append((flags & ~real).sum() / max(flags.sum(), 1))
        assert flags[real].mean() > 0.2
    assert np.mean(shares) < 0.1


def test_the_first_levels_of_one_by_one_by_hand():
    def fade(j):
        return 0.0772084 * log(max(j, 2)) / (j * exp(sqrt(log(j))))

    start = 0.1 / 10
    first = start * fade(1)
    second = start * fade(2) + (0.1 - start) * fade(1)
    assert lord([first, second]).tolist() == [True, True]
    assert lord([first * 1.01, second]).tolist() == [False, False]
    assert lord([first, np.nan, second * 1.01]).tolist() == [True, False, False]


def test_streams_of_one_type_average_and_types_multiply():
    got = corroboration([30.0, 10.0, np.nan, 6.0], ["seizures", "seizures", "ems", "deaths"])
    assert got.by_type == {"seizures": 20.0, "deaths": 6.0}
    assert got.evalue == 120
    assert got.strength == "strong"
    assert corroboration([], []).evalue == 1
    with pytest.raises(InvalidCounts):
        corroboration([-1.0], ["ems"])
