"""The detectors that R has too: what each must hold, and what each is for."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.errors import VedetteError
from vedette.science.detection.bayes import bayes
from vedette.science.detection.counts import SeriesTooShort
from vedette.science.detection.cusum import TRANSFORMS, NoInControlMean, cusum, standardise
from vedette.science.detection.ears import ears_c1, ears_c3
from vedette.science.detection.farrington import farrington_1996, farrington_flexible
from vedette.science.detection.glr import ImpossibleChart, glr
from vedette.science.detection.outbreakp import outbreak_p
from vedette.science.detection.quantiles import quantile_as_in_r, tail_beyond
from vedette.science.detection.rki import UPPER_LIMITS, rki
from vedette.science.detection.stepping import step_through
from vedette.science.detection.stroup import stroup
from vedette.science.detection.tails import upper_quantile, upper_tail

SHORT = {"years_back": 2, "n_periods": 4, "past_weeks_excluded": 6}
DETECTORS = {
    "RKI 1": rki,
    "RKI 2": lambda y: rki(y, years_back=1),
    "Bayes 1": bayes,
    "Bayes 3": lambda y: bayes(y, years_back=2, half_window=4, recent=False),
    "Stroup": lambda y: stroup(y, years_back=2),
    "CUSUM": cusum,
    "CUSUM with a season": lambda y: cusum(y, mean="season", start=104),
    "CUSUM of negative binomials": lambda y: cusum(y, transform="anscombeNegBin", reset=True),
    "CUSUM as in R": lambda y: cusum(y, compat="r"),
    "Poisson GLR": glr,
    "Poisson GLR as in R": lambda y: glr(y, at_least=2, at_most=8, compat="r"),
    "negative binomial GLR": lambda y: glr(y, overdispersion=None, at_most=12),
    "LR-CUSUM": lambda y: glr(y, shift=0.7),
    "epidemic GLR": lambda y: glr(y, change="epidemic", at_most=12),
    "OutbreakP": outbreak_p,
    "C1": ears_c1,
    "C3 as in R": lambda y: ears_c3(y, compat="r"),
    "Farrington 1996": lambda y: farrington_1996(y, years_back=3),
    "Farrington 1996 as in R": lambda y: farrington_1996(y, years_back=2, compat="r"),
    "Farrington": lambda y: farrington_flexible(y, **SHORT),
    "Farrington, delta": lambda y: farrington_flexible(y, **SHORT, bound="delta", trend_alpha=0.05),
    "Farrington as in R": lambda y: farrington_flexible(y, **SHORT, compat="r"),
}
MISSING_REFUSED = {"OutbreakP"}
detectors = pytest.mark.parametrize("name", DETECTORS)
seeds = st.integers(0, 2**32 - 1)
rates = st.floats(0.3, 8)


@pytest.mark.parametrize("name", [name for name in DETECTORS if name not in MISSING_REFUSED])
def test_a_missing_week_is_never_read_as_zero(name):
    weeks = np.random.default_rng(8).poisson(5, 180).astype(float)
    weeks[[30, 120, 170]] = np.nan
    verdicts = DETECTORS[name](weeks)
    assert not verdicts.flagged[[30, 120, 170]].any()
    zeros = DETECTORS[name](np.nan_to_num(weeks))
    assert not np.array_equal(verdicts.threshold, zeros.threshold, equal_nan=True)


@detectors
def test_a_large_jump_is_seen(name):
    weeks = np.random.default_rng(4).poisson(3, 180)
    weeks[176:] += 60
    assert DETECTORS[name](weeks).flagged[176:].any()


@detectors
def test_negative_counts_are_refused(name):
    weeks = np.full(200, 3.0)
    weeks[7] = -1
    with pytest.raises(VedetteError, match="negative"):
        DETECTORS[name](weeks)


@pytest.mark.parametrize(
    ("detect", "needed"),
    [
        (rki, 7), (lambda y: rki(y, years_back=1), 59), (bayes, 7), (stroup, 268), (cusum, 53),
        (glr, 53),
    ],
)  # fmt: skip
def test_a_series_too_short_is_refused_with_what_it_needs(detect, needed):
    with pytest.raises(SeriesTooShort, match=f"at least {needed} weeks"):
        detect(np.ones(needed - 1))
    assert np.isfinite(detect(np.ones(needed)).threshold[-1])


def test_rki_reads_the_table_up_to_a_mean_of_twenty_and_then_adds_two_deviations():
    assert rki(np.array([2, 3, 2, 3, 2, 2, 9])).threshold[-1] == UPPER_LIMITS[2] == 6.686
    weeks = np.array([20, 22, 24, 26, 28, 30, 1])
    assert rki(weeks).threshold[-1] == pytest.approx(25 + 2 * np.std(weeks[:6], ddof=1))


def test_bayes_predicts_as_its_formula_says():
    # qnbinom(0.95, 12.5, 6/7) in R 4.2.2, of six weeks with twelve reports
    assert bayes(np.array([1, 2, 3, 2, 1, 3, 5])).threshold[-1] == 5


@pytest.mark.parametrize("transform", TRANSFORMS)
def test_the_threshold_of_a_chart_is_where_its_sum_reaches_the_limit(transform):
    weeks = np.random.default_rng(2).poisson(6, 120)
    verdicts = cusum(weeks, transform=transform, h=2.26, k=1.04, overdispersion=0.1)
    week = 100
    before = verdicts.score[week - 1]
    mean = verdicts.expected[week]
    z = standardise(verdicts.threshold[week], mean, transform, 0.1)
    if verdicts.threshold[week] > 0:
        assert before + z - 1.04 == pytest.approx(2.26, abs=1e-6)


def test_a_chart_reset_after_an_alarm_starts_from_zero():
    weeks = np.random.default_rng(2).poisson(4, 90)
    weeks[70] = 40
    kept, reset = cusum(weeks), cusum(weeks, reset=True)
    assert kept.flagged[71]
    assert not reset.flagged[71]


def test_rossi_charts_raise_few_false_alarms():
    weeks = np.random.default_rng(9).poisson(5, (60, 352))
    known = cusum(weeks, mean=5.0, reset=True)
    assert 0.0005 < known.flagged[:, 52:].mean() < 0.012


def test_a_series_without_an_in_control_mean_takes_no_verdict_from_the_others():
    weeks = np.random.default_rng(12).poisson(3, (3, 150))
    weeks[1, :104] = 0
    together = cusum(weeks, mean="season", start=104)
    assert np.isnan(together.score[1]).all()
    assert not together.flagged[1].any()
    alone = cusum(weeks[2], mean="season", start=104)
    np.testing.assert_array_equal(together.score[2], alone.score)
    with pytest.raises(NoInControlMean, match="no report before"):
        cusum(weeks[1], mean="season", start=104)


def test_a_chart_starts_again_after_an_alarm():
    weeks = np.full(80, 4)
    weeks[60] = 30
    verdicts = glr(weeks)
    assert verdicts.flagged[60]
    assert not verdicts.flagged[61:].any()


def test_the_ratio_is_that_of_the_best_shift_searched_by_hand():
    weeks = np.random.default_rng(6).poisson(5, 58)
    verdicts = glr(weeks, mean=5.0, limit=1e9)
    shifts = np.linspace(0, 3, 30_001)
    best = max(
        (shifts * weeks[first:58].sum() - (np.exp(shifts) - 1) * 5.0 * (58 - first)).max()
        for first in range(52, 58)
    )
    assert verdicts.score[57] == pytest.approx(best, rel=1e-6)


def test_negative_binomial_ratios_approach_the_poisson_as_dispersion_vanishes():
    weeks = np.random.default_rng(6).poisson(5, 90)
    narrow, plain = glr(weeks, overdispersion=1e-6, limit=50), glr(weeks, limit=50)
    np.testing.assert_allclose(narrow.score[52:], plain.score[52:], rtol=1e-3, atol=1e-4)


def test_the_cases_of_a_chart_are_the_fewest_that_alarm():
    weeks = np.random.default_rng(6).poisson(5, 60)
    cases = int(glr(weeks, wants_cases=True).cases[59])
    for count, alarms in ((cases, True), (cases - 1, False)):
        weeks[59] = count
        assert glr(weeks).flagged[59] == alarms


@pytest.mark.parametrize("a", [0.0, 0.3])
def test_the_epidemic_ratio_is_that_of_the_best_share_searched_by_hand(a):
    weeks = np.array([2.0] * 10 + [3, 4, 5, 7, 10])
    got = glr(weeks, start=10, mean=2.0, overdispersion=a, limit=1e9, change="epidemic")
    shares = np.linspace(0, 2, 20_001)[:, None]
    best = 0.0
    for first in range(10, 15):
        y, mean = weeks[first:], 2.0 + shares * weeks[first - 1 : -1]
        size = 1 / a if a else 1.0
        each = (y * np.log(mean / 2) - (mean - 2)) if a == 0 else (
            y * np.log(mean / 2) - (y + size) * np.log((1 + a * mean) / (1 + a * 2))
        )  # fmt: skip
        best = max(best, each.sum(axis=1).max())
    assert got.score[-1] == pytest.approx(best, rel=1e-6)


def test_an_epidemic_chart_hears_doubling_before_the_chart_of_a_lasting_shift():
    weeks = np.array([2, 1, 3, 2, 2, 1, 2, 3] * 8 + [2, 3, 4, 6, 9, 13, 20])
    shift, epidemic = glr(weeks, limit=4), glr(weeks, limit=4, change="epidemic")
    assert epidemic.score[-3] > shift.score[-3]
    steady = np.where(np.arange(71) < 52, 2, 3)
    assert glr(steady, mean=2, change="epidemic").score[-1] < glr(steady, mean=2).score[-1]


def test_a_decrease_is_found_when_asked_for():
    weeks = np.random.default_rng(3).poisson(12, 90)
    weeks[80:] = 1
    assert glr(weeks, direction="dec").flagged[80:].any()
    assert not glr(weeks).flagged[80:].any()


@pytest.mark.parametrize(
    "wrong",
    [
        {"at_least": 0},
        {"at_least": 5, "at_most": 3},
        {"shift": 0.0},
        {"change": "epidemic", "direction": "dec"},
    ],
)
def test_an_impossible_chart_is_refused(wrong):
    with pytest.raises(ImpossibleChart):
        glr(np.ones(80), **wrong)


def test_a_rising_series_needs_no_baseline():
    flat = np.random.default_rng(1).poisson(3, (40, 30))
    rising = np.random.default_rng(1).poisson(np.linspace(1, 9, 30))
    assert outbreak_p(flat).flagged[:, -1].mean() < 0.1
    assert outbreak_p(rising).flagged[-1]


@given(
    mean=st.floats(0.01, 3000), dispersion=st.floats(1, 30), alpha=st.floats(1e-4, 0.3),
    count=st.integers(0, 4000),
)  # fmt: skip
@settings(deadline=None)
def test_stepping_agrees_with_the_special_functions(mean, dispersion, alpha, count):
    cells = [np.array([float(value)]) for value in (count, mean, dispersion)]
    quantile, pvalue = step_through(*cells, alpha)
    if np.isfinite(quantile[0]):
        at = quantile[0]
        assert upper_tail(at + 1, mean, dispersion) <= alpha * (1 + 1e-9)
        assert at == 0 or upper_tail(at, mean, dispersion) >= alpha * (1 - 1e-9)
    if np.isfinite(pvalue[0]) and pvalue[0] > 1e-290:
        assert pvalue[0] == pytest.approx(float(upper_tail(count, mean, dispersion)), rel=1e-8)


def test_quantiles_of_any_mean_are_those_of_r():
    # qnbinom(0.95, m/0.3, 1/1.3) and qpois(0.95, m) in R 4.2.2
    assert quantile_as_in_r(0.05, 1e7, 1.3) == 10_005_931
    assert quantile_as_in_r(0.05, 1e13, 1.3) == pytest.approx(10_000_005_930_605, rel=1e-12)
    assert quantile_as_in_r(0.05, 1e20, 1.0) == pytest.approx(100_000_000_016_448_536_576)
    assert np.isnan(quantile_as_in_r(0.05, np.inf, 1.0))
    assert tail_beyond(-1, 4.0, 1.5) == 1
    assert quantile_as_in_r(0.01, 6.5, 1.9) == upper_quantile(0.01, 6.5, 1.9)


def test_converged_and_walked_fits_agree_but_for_where_r_stops():
    rng = np.random.default_rng(20261121)
    season = np.cos(2 * np.pi * np.arange(360) / 52)
    mean = np.exp(rng.uniform(-0.5, 3, 40)[:, None] + 0.4 * season + 0.002 * np.arange(360))
    weeks = rng.negative_binomial(mean / 0.8, 1 / 1.8)
    one = farrington_flexible(weeks, min_recent=(0, 4), last=40)
    other = farrington_flexible(weeks, min_recent=(0, 4), last=40, compat="r")
    assert (one.flagged != other.flagged).sum() == 0
    np.testing.assert_allclose(one.expected[:, -40:], other.expected[:, -40:], rtol=1e-3)


def test_an_exposure_that_doubles_doubles_what_is_expected():
    weeks = np.random.default_rng(5).poisson(6, 330)
    exposure = np.ones(330)
    once = farrington_flexible(weeks, population=exposure)
    exposure[-1] = 2
    twice = farrington_flexible(weeks, population=exposure)
    assert twice.expected[-1] == pytest.approx(2 * once.expected[-1])
    everywhere = farrington_flexible(weeks, population=np.full(330, 7.0))
    np.testing.assert_allclose(everywhere.threshold, once.threshold)


def test_a_sum_over_years_without_any_report_is_flagged():
    weeks = np.zeros(300)
    weeks[297:] = [1, 0, 1]
    assert stroup(weeks).flagged[[297, 299]].all()
    assert np.isinf(stroup(weeks).score[299])


def test_too_few_known_cases_give_no_verdict_and_missing_weeks_are_no_cases():
    weeks = np.random.default_rng(5).poisson(6, 330).astype(float)
    weeks[326:] = [np.nan, np.nan, np.nan, 4]
    assert np.isnan(farrington_flexible(weeks).threshold[-1])
    assert np.isfinite(farrington_flexible(weeks, min_recent=(4, 4)).threshold[-1])
    assert np.isnan(farrington_flexible(weeks, min_recent=(4, 4), compat="r").threshold[-1])
