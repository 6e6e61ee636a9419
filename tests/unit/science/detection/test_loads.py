"""Wastewater loads: the censored line, what is a rise, and what is a first finding."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize
from scipy.stats import norm

from vedette.science.detection.counts import InvalidCounts
from vedette.science.detection.loads import censored_fit, flow_normalised, load_rise

seeds = st.integers(0, 2**32 - 1)


def site(rng, samples=60, level=1.0, sd=0.4):
    days = np.arange(samples) * 7.0
    return np.exp(rng.normal(level, sd, samples)), days


def test_the_line_is_the_one_of_greatest_likelihood():
    rng = np.random.default_rng(1)
    x = np.column_stack([np.ones(80), np.linspace(0, 2, 80)])
    logs = x @ [0.2, 0.5] + rng.normal(0, 0.6, 80)
    floors = np.full(80, 0.5)
    logs[logs < floors] = np.nan

    def misfit(at):
        sd, mean = np.exp(at[2]), x @ at[:2]
        seen = ~np.isnan(logs)
        below = norm.logcdf((floors[~seen] - mean[~seen]) / sd).sum()
        return -below - norm.logpdf(logs[seen], mean[seen], sd).sum()

    best = minimize(misfit, [0.0, 0.0, 0.0], method="Nelder-Mead", options={"xatol": 1e-9}).x
    assert censored_fit(logs, floors, x).coefficients == pytest.approx(best[:2], abs=1e-4)


@pytest.mark.parametrize("limit", [0.01, 2.0])
def test_without_a_rise_few_samples_alarm(limit):
    rng = np.random.default_rng(2)
    pvalues = np.concatenate(
        [load_rise(loads, limit, days=days, last=20).pvalue[-20:]
         for loads, days in (site(rng) for _ in range(100))]
    )  # fmt: skip
    assert np.mean(pvalues <= 0.01) < 0.01 * 1.6
    assert np.isfinite(pvalues).all()


def test_a_slow_rise_shows_in_three_samples_and_a_sample_below_its_limit_is_none():
    rng = np.random.default_rng(3)
    loads, days = site(rng)
    loads[-3:] *= 3
    assert load_rise(loads, 0.5, days=days, last=1).pvalue[-1] < 1e-3
    loads[-1] = np.nan
    assert load_rise(loads, 0.5, days=days, last=1).pvalue[-1] == 1


def test_the_first_value_after_eight_samples_without_one_is_a_first_finding():
    loads = np.zeros(20)
    loads[[12, 15]] = 3.0
    got = load_rise(loads, 0.5, days=np.arange(20))
    assert np.flatnonzero(got.first_found).tolist() == [12]
    assert np.isnan(got.pvalue).all()
    loads[4] = 3.0
    assert not load_rise(loads, 0.5, days=np.arange(20)).first_found.any()


@given(seed=seeds)
@settings(max_examples=10, deadline=None)
def test_later_samples_and_the_unit_change_no_verdict(seed):
    rng = np.random.default_rng(seed)
    loads, days = site(rng, samples=30)
    rain = rng.random(30)
    whole = load_rise(loads, 1.5, days=days, covariates=rain).pvalue
    part = load_rise(loads[:25], 1.5, days=days[:25], covariates=rain[:25]).pvalue
    np.testing.assert_array_equal(whole[:25], part)
    grams = load_rise(loads / 1000, 0.0015, days=days, covariates=rain).pvalue
    np.testing.assert_allclose(grams, whole, rtol=1e-5, atol=1e-9)


def test_a_load_is_concentration_times_flow_per_thousand_people():
    # 100 ng/l in 20,000 m3 a day are 2 g; of 50,000 people, 40 mg for each thousand.
    load, unknown = flow_normalised([100.0, 100.0], [20_000.0, np.nan], 50_000.0)
    assert load.tolist() == [40.0, 100.0]
    assert unknown.tolist() == [False, True]


def test_a_limit_must_be_told():
    with pytest.raises(InvalidCounts, match="limit"):
        load_rise([1.0, 2.0], [0.0, 1.0], days=[0, 1])
    with pytest.raises(InvalidCounts, match="days"):
        load_rise([1.0, 2.0], 1.0, days=[0])
