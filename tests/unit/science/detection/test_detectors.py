"""What single detectors and their parts are for, and what they promise."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.science.detection.delays import reporting_delay
from vedette.science.detection.ears import ears_c3
from vedette.science.detection.farrington import farrington_flexible
from vedette.science.detection.growth import growth
from vedette.science.detection.harmonic import harmonic_rise
from vedette.science.detection.multiplicity import (
    benjamini_hochberg,
    cauchy_combination,
    e_benjamini_hochberg,
    e_value,
)
from vedette.science.detection.policy import choose
from vedette.science.detection.proportion import proportion_rise
from vedette.science.detection.reference import ReferenceRule, reference_set
from vedette.science.detection.sparse import sparse_rise
from vedette.science.detection.tails import log_probability, upper_quantile, upper_tail


def test_c3_sees_the_judged_week_itself():
    weeks = np.tile([2, 3, 4], 8)
    weeks[20] = 30
    assert ears_c3(weeks).flagged[20]
    assert not ears_c3(weeks, compat="r").flagged[20]


def test_the_worked_reference_set_of_week_600():
    chosen = reference_set(599, ReferenceRule(5, 3, 10, 26))
    assert chosen.weeks.size == 237
    assert (chosen.weeks[0] + 1, chosen.weeks[-1] + 1) == (337, 573)


def test_farrington_walks_a_level_without_reports_by_leaving_it_out():
    weeks = np.random.default_rng(3).poisson(3, 330)
    season = np.arange(330) % 52
    weeks[(season > 20) & (season < 40)] = 0
    got = farrington_flexible(weeks, min_recent=(0, 4))
    assert np.isfinite(got.pvalue[-1])


@pytest.mark.parametrize("rate", [0.02, 0.1, 1.0])
def test_sparse_false_alarms_stay_under_their_promise(rate):
    weeks = np.random.default_rng(11).poisson(rate, (400, 200))
    verdicts = sparse_rise(weeks, alpha=0.01, last=100)
    assert verdicts.flagged.mean() < 0.012


def test_one_event_alone_never_alarms_and_a_cluster_does():
    weeks = np.zeros(150)
    weeks[[10, 90]] = 1
    assert not sparse_rise(weeks, alpha=0.05).flagged.any()
    weeks[146:] = [2, 0, 1, 2]
    assert sparse_rise(weeks, alpha=0.01).flagged[-1]


def test_harmonic_false_alarms_are_about_what_is_promised():
    weeks = np.random.default_rng(5).poisson(4, (300, 260))
    flagged = harmonic_rise(weeks, alpha=0.01, last=12).flagged[:, -12:]
    assert 0.003 < flagged.mean() < 0.02


def test_past_outbreaks_neither_raise_what_is_expected_nor_the_doubt_about_it():
    rng = np.random.default_rng(13)
    calm = rng.poisson(5, (60, 400))
    eventful = calm.copy()
    for row in eventful:
        row[rng.choice(np.arange(200, 370), 4, replace=False)] += 22
    one, other = (harmonic_rise(weeks, last=1) for weeks in (calm, eventful))
    np.testing.assert_allclose(other.expected[:, -1], one.expected[:, -1], rtol=0.06)
    assert np.median(other.dispersion[:, -1]) < 1.1 * np.median(one.dispersion[:, -1])


def test_growing_testing_alone_is_no_rise_in_the_proportion():
    rng = np.random.default_rng(7)
    tested = rng.poisson(np.linspace(50, 400, 150))
    positives = rng.binomial(tested, 0.05)
    assert proportion_rise(positives, tested).pvalue[-1] > 0.001
    assert sparse_rise(positives).pvalue[-1] < 0.001
    positives[-1] = tested[-1] // 5
    assert proportion_rise(positives, tested).pvalue[-1] < 1e-6


@given(mean=st.floats(0.01, 200), dispersion=st.floats(1, 20), alpha=st.floats(1e-4, 0.2))
@settings(deadline=None)
def test_a_quantile_is_the_first_count_whose_excess_is_rare(mean, dispersion, alpha):
    bound = upper_quantile(alpha, mean, dispersion)
    assert upper_tail(bound + 1, mean, dispersion) <= alpha
    assert bound == 0 or upper_tail(bound, mean, dispersion) > alpha


@given(mean=st.floats(0.1, 20), dispersion=st.floats(1, 5))
@settings(max_examples=20, deadline=None)
def test_an_e_value_averages_one_under_no_change(mean, dispersion):
    y = np.arange(0, 3000)
    probability = np.exp(log_probability(y, mean, dispersion))
    assert (probability * e_value(y, mean, dispersion)).sum() <= 1 + 1e-6


def test_families_of_tests_keep_the_small_ones():
    p = np.array([0.001, 0.8, np.nan, 0.02, 0.5])
    assert benjamini_hochberg(p).tolist() == [True, False, False, True, False]
    assert not benjamini_hochberg(p, tests=10_000).any()
    assert e_benjamini_hochberg([200.0, 1.0, np.nan, 0.5]).tolist() == [True, False, False, False]
    assert cauchy_combination(np.array([[0.001], [0.9]]))[0] == pytest.approx(0.00201, rel=0.02)


def test_delays_are_recovered_though_the_newest_weeks_are_cut_off():
    rng = np.random.default_rng(1)
    happened = rng.integers(0, 100, 20_000)
    learned = happened + np.minimum(rng.geometric(0.4, 20_000) - 1, 8)
    known = learned <= 100
    delay = reporting_delay(happened[known], learned[known], as_of=100, max_delay=8)
    assert delay.known_within[:3] == pytest.approx([0.4, 0.64, 0.784], abs=0.02)


def test_growth_is_not_bent_down_by_weeks_still_coming_in():
    counts = np.round(10 * np.exp(0.1 * np.arange(12)))
    ripe = np.where(np.arange(12) > 9, 0.5, 1.0)
    seen = np.floor(counts * ripe)
    assert growth(seen, maturity=ripe).rate == pytest.approx(0.1, abs=0.01)
    assert growth(seen).rate < 0.08


def test_the_policy_says_why_a_wish_is_not_granted():
    assert choose(400, 3.0).detector == "harmonic-2"
    assert choose(120, 3.0).detector == "harmonic-1"
    assert choose(400, 0.01).detector == "sparse"
    short = choose(40, 3.0)
    assert short.detector == "sparse"
    assert "40 weeks" in short.note
    assert choose(5, 3.0).detector is None
