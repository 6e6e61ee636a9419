"""Positives among those tested: exact tails, and what testing alone explains."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import betabinom

from vedette.science.detection.proportion import beta_binomial_tail, is_effort, proportion_rise

shapes = st.floats(0.3, 400)


@given(tested=st.integers(1, 600), share=st.floats(0, 1), a=shapes, b=shapes)
@settings(deadline=None)
def test_the_tail_is_the_sum_of_its_probabilities(tested, share, a, b):
    count = round(share * tested)
    arrays = (np.array([float(v)]) for v in (count, tested, a, b))
    above = betabinom(tested, a, b).pmf(np.arange(count, tested + 1)).sum()
    assert beta_binomial_tail(*arrays)[0] == pytest.approx(above, rel=1e-8, abs=1e-11)


def test_all_positive_by_hand():
    # With a = b = 1 every number of positives among three is as likely.
    tail = beta_binomial_tail(*(np.full(4, v) for v in (np.arange(4.0), 3.0, 1.0, 1.0)))
    assert tail == pytest.approx([1, 0.75, 0.5, 0.25])


def test_more_testing_alone_is_called_effort():
    rng = np.random.default_rng(1)
    tested = np.append(rng.poisson(50, 150), 400)
    positives = np.append(rng.binomial(tested[:-1], 0.05), 20)
    share = proportion_rise(positives, tested).pvalue[-1]
    assert is_effort(1e-6, share)
    assert not is_effort(1e-6, 1e-6)
    assert not is_effort(1e-6, np.nan)
    assert not is_effort(0.5, share)


def test_a_week_without_tests_is_not_judged():
    tested = np.full(80, 20)
    tested[-1] = 0
    assert np.isnan(proportion_rise(np.zeros(80), tested).pvalue[-1])
