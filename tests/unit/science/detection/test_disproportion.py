"""Pairs found together too often: figures worked by hand, and priors learned from all pairs."""

from math import exp, log, log2, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate, stats

from vedette.science.detection.counts import InvalidCounts
from vedette.science.detection.disproportion import (
    GammaMixture,
    disproportion,
    empirical_bayes,
    gamma_mixture,
    information_component,
    pair_table,
    share_change,
)

MIXTURE = GammaMixture((0.3, 2.5), (0.2, 3.0), 0.3)
reports = st.integers(0, 500)


def test_a_table_worked_by_hand():
    # 25 reports with both, 75 with the substance alone, 100 with the adulterant alone, 800.
    got = disproportion(25, 75, 100, 800)
    assert got.expected == pytest.approx(100 * 125 / 1000)
    assert got.prr == pytest.approx((25 / 100) / (100 / 900))
    assert got.chi_squared == pytest.approx(
        1000 * (abs(25 * 800 - 75 * 100) - 500) ** 2 / (100 * 900 * 125 * 875)
    )
    assert got.chi_squared == pytest.approx(14.6286, abs=1e-4)
    assert got.ror == pytest.approx(25 * 800 / (75 * 100))
    reach = 1.959963984540054 * sqrt(1 / 25 + 1 / 75 + 1 / 100 + 1 / 800)
    assert got.ror_low == pytest.approx(exp(log(8 / 3) - reach))
    assert got.ror_high == pytest.approx(exp(log(8 / 3) + reach))
    assert got.ic == pytest.approx(log2(25.5 / 13))
    assert got.ic025 == pytest.approx(log2(stats.gamma(25.5, scale=1 / 13).ppf(0.025)))
    assert got.prr_signal
    assert got.signal


def test_an_empty_cell_gets_half_a_report_in_the_odds_ratio_only():
    got = disproportion([3, 0], [0, 5], [7, 4], [90, 91])
    assert got.ror[0] == pytest.approx(3.5 * 90.5 / (0.5 * 7.5))
    assert got.prr[1] == 0
    assert np.isfinite(got.ic025).all()


@given(a=reports, b=reports, c=reports, d=st.integers(1, 500))
def test_odds_and_information_do_not_care_which_of_a_pair_comes_first(a, b, c, d):
    one, two = disproportion(a, b, c, d), disproportion(a, c, b, d)
    assert one.ror == pytest.approx(two.ror)
    assert one.ic025 == pytest.approx(two.ic025)
    assert one.chi_squared == pytest.approx(two.chi_squared, nan_ok=True)
    assert one.ic025 < one.ic


@pytest.mark.parametrize(("o", "e"), [(1, 0.2), (7, 1.7), (30, 40.0)])
def test_empirical_bayes_is_the_posterior_by_integration(o, e):
    def prior(x):
        one, two = (
            stats.gamma(a, scale=1 / b).pdf(x)
            for a, b in zip(MIXTURE.shape, MIXTURE.rate, strict=True)
        )
        return MIXTURE.first_share * one + (1 - MIXTURE.first_share) * two

    def weight(x):
        return prior(x) * stats.poisson(x * e).pmf(o)

    points = {"points": [o / e / 10, o / e, 3 * o / e], "limit": 400}
    top = 60 * (o + 5) / (e + 1)
    total = integrate.quad(weight, 0, top, **points)[0]
    mean_log = integrate.quad(lambda x: weight(x) * log(x), 1e-12, top, **points)[0] / total
    ebgm, eb05 = empirical_bayes([o], [e], MIXTURE)
    assert ebgm[0] == pytest.approx(exp(mean_log), rel=1e-4)
    below = integrate.quad(weight, 0, eb05[0], limit=400)[0] / total
    assert below == pytest.approx(0.05, rel=1e-4)


@pytest.mark.parametrize("zeros_seen", [True, False])
def test_the_mixture_fits_no_worse_than_the_truth(zeros_seen):
    rng = np.random.default_rng(0)
    truth = GammaMixture((0.8, 4.0), (0.3, 5.0), 0.2)
    n = 6000
    expected = rng.gamma(0.7, 2, n)
    rate = np.where(rng.random(n) < 0.2, rng.gamma(0.8, 1 / 0.3, n), rng.gamma(4, 1 / 5, n))
    observed = rng.poisson(rate * expected)

    def fit(m):
        chance = sum(
            share * stats.nbinom(a, b / (b + expected)).pmf(np.stack([observed, 0 * observed]))
            for share, a, b in zip((m.first_share, 1 - m.first_share), m.shape, m.rate, strict=True)
        )
        if zeros_seen:
            return np.log(chance[0]).sum()
        seen = observed > 0
        return np.log(chance[0][seen] / (1 - chance[1][seen])).sum()

    assert fit(gamma_mixture(observed, expected, zeros_seen=zeros_seen)) > fit(truth) - 0.01


def test_pairs_are_counted_per_report_and_expected_per_stratum():
    # Two laboratories: one sees both things often, the other neither; together they only
    # seem related.
    report = np.arange(200)
    lab = (report >= 100).astype(int)
    has = (report % 2 == 0) & (lab == 0)
    with_other = (report // 2 % 2 == 0) & (lab == 0)
    rows, others = np.flatnonzero(has), np.flatnonzero(with_other)
    twice = np.concatenate([rows, rows])
    table = pair_table(
        twice, np.zeros(twice.size, int), others, np.zeros(others.size, int), strata=lab
    )
    assert (table.both[0], table.only_first[0]) == (25, 25)
    assert (table.only_second[0], table.neither[0]) == (25, 125)
    assert table.expected[0] == pytest.approx(25)
    cells = (table.both, table.only_first, table.only_second, table.neither)
    assert disproportion(*cells).signal[0]
    assert not disproportion(*cells, expected=table.expected).signal[0]


def test_a_share_that_moved_between_halves_shows():
    _, low = share_change([30, 11], 100, [10, 10], 100)
    assert low.tolist()[0] > 0 > low.tolist()[1]
    assert information_component(0, 0)[0] == 0


def test_reports_cannot_be_negative_nor_pairs_too_few():
    with pytest.raises(InvalidCounts):
        disproportion(-1, 1, 1, 1)
    with pytest.raises(InvalidCounts):
        gamma_mixture([1, 2], [0.5, 0.5])
