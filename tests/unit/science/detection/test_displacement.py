"""Growth of few and many events, and one substance taking the place of another."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.science.detection.counts import InvalidCounts
from vedette.science.detection.displacement import displacement, displacements
from vedette.science.detection.growth import growth, laplace_trend


def handover(rng, weeks=60, middle=35.0, pace=0.15, total=3.0):
    share = 1 / (1 + np.exp(-pace * (np.arange(weeks) - middle)))
    pair = rng.poisson(total, weeks)
    rising = rng.binomial(pair, share)
    return rising, pair - rising


def test_a_handover_at_a_stable_total_is_displacement_with_its_week():
    got = displacement(*handover(np.random.default_rng(1)))
    assert got.pvalue < 1e-6
    assert got.is_displacement
    assert got.crossing == pytest.approx(35, abs=5)
    assert got.crossing_low < 35 < got.crossing_high
    assert displacement(*handover(np.random.default_rng(1))[::-1]).pvalue > 0.99


def test_two_substances_growing_together_are_no_displacement():
    rng = np.random.default_rng(2)
    rate = 0.5 * np.exp(0.05 * np.arange(60))
    got = displacement(rng.poisson(rate), rng.poisson(rate))
    assert got.pvalue > 0.01
    assert not got.is_displacement


@given(
    rising=st.lists(st.integers(0, 2), min_size=6, max_size=6),
    falling=st.lists(st.integers(0, 2), min_size=6, max_size=6),
)
@settings(max_examples=40, deadline=None)
def test_few_events_are_judged_against_every_arrangement(rising, falling):
    if not sum(rising) or not sum(falling):
        with pytest.raises(InvalidCounts):
            displacement(rising, falling)
        return
    weeks = np.repeat(np.arange(6), np.add(rising, falling))
    found = np.dot(rising, np.arange(6))
    sums = [sum(weeks[list(some)]) for some in combinations(range(weeks.size), sum(rising))]
    assert displacement(rising, falling).pvalue == pytest.approx(np.mean(np.array(sums) >= found))


@pytest.mark.parametrize("total", [0.5, 4.0])
def test_shares_that_do_not_move_are_rarely_called_moving(total):
    rng = np.random.default_rng(3)
    pvalues = []
    while len(pvalues) < 300:
        pair = rng.poisson(total, 52)
        rising = rng.binomial(pair, 0.4)
        if 0 < rising.sum() < pair.sum():
            pvalues.append(displacement(rising, pair - rising).pvalue)
    assert np.mean(np.array(pvalues) <= 0.05) < 0.05 + 3 * np.sqrt(0.05 * 0.95 / 300)


def test_pairs_are_asked_within_families_only():
    rising, falling = handover(np.random.default_rng(4))
    found = displacements([rising, falling, rising, np.zeros(60)], ["a", "a", "b", "a"])
    assert list(found) == [(0, 1)]


@pytest.mark.parametrize("rate", [-0.1, 0.0, 0.1])
def test_the_growth_of_a_few_events_is_covered_by_its_interval(rate):
    rng = np.random.default_rng(5)
    ripe = np.where(np.arange(26) > 20, 0.4, 1.0)
    pace = np.exp(rate * np.arange(26)) * ripe
    hits = []
    for _ in range(300):
        counts = rng.multinomial(8, pace / pace.sum())
        got = growth(counts, maturity=ripe)
        hits.append(got.low <= rate <= got.high)
        assert (got.rate > 0) == (got.probability_rising > 0.5)
    assert 0.9 < np.mean(hits) <= 1


def test_few_and_many_events_agree_on_how_fast_they_grow():
    many = np.round(8 * np.exp(0.08 * np.arange(20)))
    few = np.array([0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 1, 0, 1, 1, 1, 2, 1, 2, 2, 3])
    assert growth(many).rate == pytest.approx(0.08, abs=0.01)
    got = growth(few)
    assert got.low < 0.15 < got.high
    assert got.probability_rising > 0.99
    assert got.crowding < 0.01


def test_events_crowding_towards_the_end_by_hand():
    # Four events at 6, 8, 9 and 9 of 10 weeks: mean 8, null mean 5, error 10 / sqrt(48).
    from scipy.stats import norm

    expected = norm.sf((8 - 5) / (10 / np.sqrt(48)))
    assert laplace_trend([6, 8, 9, 9], span=10) == pytest.approx(expected)
    assert np.isnan(laplace_trend([1, 2, 3], span=10))
    even = laplace_trend([2.5, 4.5, 5.5, 7.5], span=10, maturity=np.ones(10))
    assert even == pytest.approx(0.5)


def test_missing_newest_weeks_do_not_hide_that_events_crowd():
    ripe = np.where(np.arange(20) > 15, 0.1, 1.0)
    when = np.array([9.5, 11.5, 12.5, 13.5, 14.5, 15.5])
    with_delay = laplace_trend(when, span=20, maturity=ripe)
    assert with_delay < laplace_trend(when, span=20)
