"""Rare events: what makes a few of them surprising, written out or given as events only."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, stats

from vedette.science.detection.counts import InvalidCounts
from vedette.science.detection.pooling import pooled_prior
from vedette.science.detection.sparse import WINDOWS, sparse_rise, sparse_week
from vedette.science.detection.tails import upper_tail

seeds = st.integers(0, 2**32 - 1)
PRIOR = (0.4, 12.0)


def slow_pvalue(counts, prior, gap=26):
    """The last week's p-value, by integrating over the rate: an obvious twin."""
    shape, rate = prior[0] + counts[:-gap].sum(), prior[1] + len(counts) - gap
    found = [counts[-w:].sum() for w in WINDOWS]
    marginal = [stats.nbinom(shape, rate / (rate + w)) for w in WINDOWS]
    rarest = min(m.sf(n - 1) for m, n in zip(marginal, found, strict=True)) * (1 + 1e-9)
    limits = [next(k for k in range(1, 99) if m.sf(k - 1) <= rarest) for m in marginal]

    def unnoticed(pace):
        state = {n: stats.poisson(pace).pmf(n) for n in range(1, limits[0])}
        for j in range(1, 5):
            step = stats.poisson(pace * (WINDOWS[j] - WINDOWS[j - 1])).pmf(np.arange(limits[j]))
            following = dict.fromkeys(range(1, limits[j]), 0.0)
            for n, p in state.items():
                for m in range(limits[j] - n):
                    following[n + m] += p * step[m]
            state = following
        return sum(state.values()) * stats.gamma(shape, scale=1 / rate).pdf(pace)

    silent = integrate.quad(unnoticed, 0, (shape + 50) / rate, epsabs=1e-13, limit=200)[0]
    return 1 - silent / marginal[0].sf(0)


@pytest.mark.parametrize("burst", [{149: 2}, {149: 1, 147: 1, 143: 1}, {149: 1, 139: 2, 5: 1}])
def test_the_pvalue_is_the_chance_of_any_window_being_as_rare(burst):
    weeks = np.zeros(150)
    for week, events in burst.items():
        weeks[week] = events
    got = sparse_rise(weeks, prior=PRIOR, last=1).pvalue[-1]
    assert got == pytest.approx(slow_pvalue(weeks, PRIOR), rel=1e-5)


@given(seed=seeds, rate=st.sampled_from([0.005, 0.05, 0.3]), at=st.integers(0, 99))
@settings(max_examples=25, deadline=None)
def test_events_alone_give_the_verdicts_of_the_whole_table(seed, rate, at):
    rng = np.random.default_rng(seed)
    weeks = rng.poisson(rate, (40, 100))
    maturity = np.clip(np.linspace(2, 0.3, 100), None, 1)
    whole = sparse_rise(weeks[:, : at + 1], prior=PRIOR, maturity=maturity[: at + 1], last=1)
    series, when = np.nonzero(weeks)
    order = rng.permutation(series.size)
    series, when = series[order], when[order]
    few = sparse_week(series, when, weeks[series, when], at=at, prior=PRIOR, maturity=maturity)
    active = np.flatnonzero(weeks[:, at])
    np.testing.assert_array_equal(few.series, active)
    np.testing.assert_array_equal(few.pvalue, whole.pvalue[active, at])
    np.testing.assert_array_equal(few.expected, whole.expected[active, at])
    np.testing.assert_array_equal(few.dispersion, whole.dispersion[active, at])


@given(seed=seeds)
@settings(max_examples=15, deadline=None)
def test_series_can_be_judged_in_parts_and_later_events_do_not_exist_yet(seed):
    rng = np.random.default_rng(seed)
    series, when = rng.integers(0, 60, 400), rng.integers(0, 120, 400)
    events = rng.integers(1, 3, 400)
    whole = sparse_week(series, when, events, at=100, prior=PRIOR)
    parts = [
        sparse_week(series[some], when[some], events[some], at=100, prior=PRIOR)
        for some in ((series < 30) & (when <= 100), (series >= 30) & (when <= 100))
    ]
    for name in ("series", "pvalue", "weekly", "expected", "window"):
        joined = np.concatenate([getattr(part, name) for part in parts])
        np.testing.assert_array_equal(joined, getattr(whole, name))


def test_groups_of_series_have_their_own_prior_and_exposure():
    when = np.array([5, 70, 119, 119, 119, 80])
    series = np.array([0, 0, 0, 1, 1, 1])
    exposure = np.array([np.ones(120), np.where(np.arange(120) < 60, 0.0, 3.0)])
    priors = np.array([[0.2, 30.0], [0.7, 5.0]])
    both = sparse_week(
        series, when, np.ones(6), at=119, groups=[0, 1], exposure=exposure, prior=priors
    )
    for one in (0, 1):
        counts = np.bincount(when[series == one], minlength=120)
        alone = sparse_rise(counts, exposure=exposure[one], prior=tuple(priors[one]), last=1)
        assert both.pvalue[one] == pytest.approx(alone.pvalue[-1], rel=1e-12)


def test_three_in_a_month_where_one_in_four_years_is_usual():
    weeks = np.zeros(260)
    weeks[[12, 256, 257, 259]] = 1
    verdict = sparse_rise(weeks, last=1)
    weekly = verdict.pvalue[-1] * upper_tail(1.0, verdict.expected[-1], verdict.dispersion[-1])
    assert weekly < 1e-4
    assert verdict.score[-1] == 4


def test_every_exposed_week_with_an_event_has_a_verdict():
    weeks = np.ones((2, 120))
    late = np.where(np.arange(120) < 100, 0.0, 1.0)
    verdict = sparse_rise(weeks, prior=PRIOR, exposure=np.stack([np.ones(120), late]))
    assert np.isfinite(verdict.pvalue[0]).all()
    assert np.isfinite(verdict.pvalue[1, 100:]).all()
    assert np.isnan(verdict.pvalue[1, :100]).all()


def test_a_young_series_is_judged_on_long_windows_alone_if_only_they_are_asked():
    weeks = np.zeros(45)
    weeks[[10, 38, 40, 42, 44]] = 1
    assert 0 < sparse_rise(weeks, windows=(8,), last=1).pvalue[-1] < 0.2


@pytest.mark.parametrize("rate", [2.0, 6.0, 30.0])
def test_false_alarms_stay_under_their_promise_where_events_are_many(rate):
    weeks = np.random.default_rng(9).poisson(rate, (3000, 90))
    flagged = sparse_rise(weeks, alpha=0.01, last=5).flagged[:, -5:]
    assert flagged.mean() < 0.012


@pytest.mark.parametrize("events", [40, 80, 10**9])
def test_an_absurd_burst_is_a_tiny_pvalue_and_takes_no_time(events):
    weeks = np.zeros(150)
    weeks[-1] = events
    assert 0 <= sparse_rise(weeks, last=1).pvalue[-1] < 1e-12


@pytest.mark.parametrize("extra", [0.0, 0.5, 2.0])
def test_known_overdispersion_is_not_mistaken_for_a_burst(extra):
    rng = np.random.default_rng(4)
    mean = 0.3
    shape = (20_000, 120)
    if extra:
        weeks = rng.negative_binomial(mean / extra, 1 / (1 + extra), shape)
    else:
        weeks = rng.poisson(mean, shape)
    pvalue = sparse_rise(weeks, extra_dispersion=extra, last=1).pvalue[:, -1]
    pvalue = pvalue[~np.isnan(pvalue)]
    for level in (0.01, 0.001):
        assert (pvalue <= level).mean() < 1.35 * level + 3 * np.sqrt(level / pvalue.size)


def test_the_pooled_prior_recovers_how_rates_differ():
    rng = np.random.default_rng(0)
    rates = rng.gamma(0.4, 1 / 20, 100_000)
    prior = pooled_prior(rng.poisson(100 * rates), 100.0)
    assert prior == pytest.approx((0.4, 20), rel=0.05)


def test_a_million_empty_series_are_one_entry():
    events = np.array([0, 1, 2])
    few = pooled_prior(events, 50.0, repeats=[1000, 20, 3])
    many = pooled_prior(np.repeat(events, [1000, 20, 3]), 50.0)
    assert few == pytest.approx(many, rel=1e-6)


def test_a_class_without_events_still_gives_a_prior_that_hardly_expects_any():
    prior = pooled_prior(np.zeros(100), 52.0)
    assert prior.shape == 0.1
    assert prior.shape / prior.rate == pytest.approx(0.5 / 5200)
    with pytest.raises(InvalidCounts, match="exposure"):
        pooled_prior([0, 0], 0.0)


def test_events_must_be_whole_and_their_week_covered():
    with pytest.raises(InvalidCounts, match="fractional"):
        sparse_week([0], [5], [0.5], at=5)
    with pytest.raises(InvalidCounts, match="covers"):
        sparse_week([0], [5], [1], at=5, exposure=[1.0, 1.0])
    with pytest.raises(InvalidCounts, match="window"):
        sparse_rise(np.zeros(60), windows=())
