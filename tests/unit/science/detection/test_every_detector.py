"""What is asked of every detector: no view of the future, and no care for order or company.

A detector joins by its line in one of the tables; the last test finds any that did not.
"""

import dataclasses
import importlib
import inspect
import pkgutil
import typing
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.science import detection
from vedette.science.detection.bayes import bayes
from vedette.science.detection.configurations import CONFIGURATIONS, Series, judge
from vedette.science.detection.counts import Aberrations
from vedette.science.detection.cusum import cusum
from vedette.science.detection.daily import daily_rise
from vedette.science.detection.delays import backlog, delays_by_place, reporting_delay
from vedette.science.detection.displacement import Displacement, displacement, displacements
from vedette.science.detection.disproportion import (
    Disproportion,
    PairTable,
    disproportion,
    gamma_mixture,
    pair_table,
)
from vedette.science.detection.ears import ears_c1, ears_c2, ears_c3
from vedette.science.detection.farrington import farrington_1996, farrington_flexible
from vedette.science.detection.glr import glr
from vedette.science.detection.growth import Growth, growth
from vedette.science.detection.harmonic import harmonic_rise
from vedette.science.detection.loads import LoadVerdicts, load_rise
from vedette.science.detection.nowcasting import Nowcast, nowcast
from vedette.science.detection.outbreakp import outbreak_p
from vedette.science.detection.proportion import ProportionVerdicts, proportion_rise
from vedette.science.detection.rki import rki
from vedette.science.detection.scans import (
    Cluster,
    nearest_zones,
    permutation_scan,
    space_time_scan,
    space_time_scans,
)
from vedette.science.detection.sparse import SparseWeek, sparse_rise, sparse_week
from vedette.science.detection.stroup import stroup

THEN, LATER = 172, 185  # weeks known then, and weeks known later
SHORT = {"years_back": 2, "n_periods": 4, "past_weeks_excluded": 6}


def effort(y):
    """Effort that moves from week to week, and never below what was found."""
    return 40.0 + np.arange(np.shape(y)[-1]) % 7 * 11 + np.asarray(y)


def ripening(y):
    """Shares already known, by week of the calendar."""
    return np.broadcast_to(0.6 + np.arange(np.shape(y)[-1]) % 5 / 10, np.shape(y))


def loads(y):
    """Each series as a site sampled every few days, some samples below the limit of 2."""
    days = np.arange(np.shape(y)[-1]) * 5.0
    sites = [load_rise(one + 0.5, 2.0, days=days, min_samples=140) for one in np.atleast_2d(y)]
    fields = [field.name for field in dataclasses.fields(LoadVerdicts)]
    return {name: np.reshape([getattr(one, name) for one in sites], np.shape(y)) for name in fields}


def days(y):
    """Each number as four days alike, judged on the last of them."""
    verdicts = told(daily_rise(np.repeat(y, 4, axis=-1)))
    return {name: values[..., 3::4] for name, values in verdicts.items()}


WEEKLY = {
    "C1": ears_c1,
    "C2": ears_c2,
    "C3": ears_c3,
    "C3 as in R": lambda y: ears_c3(y, compat="r"),
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
    "epidemic GLR": lambda y: glr(y, change="epidemic", overdispersion=None, at_most=12),
    "epidemic GLR as in R": lambda y: glr(y, change="epidemic", at_least=2, compat="r"),
    "OutbreakP": outbreak_p,
    "Farrington 1996": lambda y: farrington_1996(y, years_back=2),
    "Farrington 1996 as in R": lambda y: farrington_1996(y, years_back=2, compat="r"),
    "Farrington": lambda y: farrington_flexible(y, **SHORT),
    "Farrington, delta": lambda y: farrington_flexible(y, **SHORT, bound="delta", trend_alpha=0.05),
    "Farrington as in R": lambda y: farrington_flexible(y, **SHORT, compat="r"),
    "Farrington by tests": lambda y: farrington_flexible(y, **SHORT, population=effort(y)),
    "harmonic": harmonic_rise,
    "harmonic, one wave": lambda y: harmonic_rise(y, harmonics=1, past_weeks_excluded=8),
    "harmonic by tests": lambda y: harmonic_rise(y, exposure=effort(y)),
    "harmonic on young weeks": lambda y: harmonic_rise(y, maturity=ripening(y)),
    "sparse": sparse_rise,
    "sparse, pooled": lambda y: sparse_rise(y, prior=(0.2, 9.0), extra_dispersion=0.3),
    "sparse by tests": lambda y: sparse_rise(y, exposure=effort(y), maturity=ripening(y)),
    "proportion": lambda y: proportion_rise(y, effort(y)),
    "proportion, weeks alike": lambda y: proportion_rise(y, effort(y), intra_class=0.02),
    "daily": days,
    "loads": loads,
}
weekly = pytest.mark.parametrize("detect", WEEKLY.values(), ids=WEEKLY)
configurations = pytest.mark.parametrize("config", CONFIGURATIONS)
CHARTS = {name for name in CONFIGURATIONS if name.startswith(("cusum", "glr"))}
seeds = st.integers(0, 2**32 - 1)
rates = st.floats(0.02, 9)
SOME = np.arange(LATER) % 29 == 3  # a series without any report is no baseline
some = settings(max_examples=6, deadline=None)


def told(verdicts):
    """Everything a detector says, by name."""
    if isinstance(verdicts, dict):
        return verdicts
    fields = [field.name for field in dataclasses.fields(verdicts)]
    return {name: np.asarray(getattr(verdicts, name)) for name in fields}


def same(one, other, *where, rtol=0.0):
    """Ask that two verdicts are one, to the last bit unless said otherwise."""
    first, second = told(one), told(other)
    for name in first:
        np.testing.assert_allclose(first[name], second[name][where], rtol=rtol, err_msg=name)


@weekly
@given(seed=seeds, rate=rates)
@some
def test_no_verdict_changes_when_later_weeks_are_appended_or_are_other_weeks(detect, seed, rate):
    weeks = np.random.default_rng(seed).poisson(rate, (2, LATER)) + SOME
    then = detect(weeks[:, :THEN])
    same(then, detect(weeks), slice(None), slice(THEN))
    canary = weeks.copy()
    canary[:, THEN] += 400
    same(then, detect(canary), slice(None), slice(THEN))


@weekly
@given(seed=seeds, rate=rates)
@some
def test_neither_order_nor_number_of_series_changes_a_verdict(detect, seed, rate):
    rng = np.random.default_rng(seed)
    weeks = rng.poisson(rate, (13, THEN)) + SOME[:THEN]
    together, order = detect(weeks), rng.permutation(13)
    same(detect(weeks[order]), together, order)
    same(detect(weeks[5:7]), together, slice(5, 7))
    same(detect(weeks[11]), together, 11)


@pytest.mark.parametrize(
    "detect",
    [harmonic_rise, sparse_rise, farrington_flexible, outbreak_p],
    ids=lambda f: f.__name__,
)
@given(seed=seeds, rate=st.floats(0.3, 9))
@some
def test_judging_fewer_weeks_changes_none_of_them(detect, seed, rate):
    weeks = np.random.default_rng(seed).poisson(rate, (2, 330))
    # A fit begins where that of the week before ended, and stops once it is close enough.
    same(
        {name: values[:, -9:] for name, values in told(detect(weeks, last=9)).items()},
        told(detect(weeks)), slice(None), slice(-9, None), rtol=1e-6,
    )  # fmt: skip


@configurations
@pytest.mark.parametrize("dated", [False, True], ids=["by index", "by calendar"])
def test_no_named_configuration_sees_later_weeks(config, dated):
    rng = np.random.default_rng(20261121)
    weeks = rng.poisson(4 + 2 * np.sin(np.arange(360) / 8.3)).astype(float)
    days = tuple(date(2015, 1, 5) + timedelta(weeks=n) for n in range(360)) if dated else None
    canary = weeks.copy()
    canary[345:] += 300
    then = judge(config, Series(weeks[:345], dates=days and days[:345]), last=None)
    upto = slice(then.index.size)
    same(then, judge(config, Series(weeks, dates=days), last=None), upto)
    same(then, judge(config, Series(canary, dates=days), last=None), upto)
    if config not in CHARTS:  # a chart starts with the first week that is asked for
        fewer = judge(config, Series(weeks[:345], dates=days and days[:345]), last=12)
        same(fewer, then, slice(-12, None), rtol=1e-9)


def events(rng, rate=0.4, series=9, weeks=100):
    """One row per event: its series, the week it happened and the week it was learned of."""
    table = rng.poisson(rate, (series, weeks))
    row, happened = np.nonzero(table)
    row, happened = np.repeat(row, table[row, happened]), np.repeat(happened, table[row, happened])
    return np.stack([row, happened, happened + np.minimum(rng.geometric(0.4, row.size) - 1, 6)])


DELAY = reporting_delay([0, 0, 1, 2, 3], [0, 1, 3, 2, 5], as_of=9, max_delay=6)
AS_OF = {
    "sparse week": lambda rows, at: sparse_week(rows[0], rows[1], np.ones(rows[0].size), at=at),
    "nowcast": lambda rows, at: nowcast(rows[1], rows[2], as_of=at, begun=0, max_delay=6),
    "nowcast of a place": lambda rows, at: nowcast(
        *rows[1:, rows[0] == 2], as_of=at, begun=0, max_delay=6, pool=(rows[1], rows[2])
    ),
    "delay": lambda rows, at: reporting_delay(rows[1], rows[2], as_of=at, max_delay=6),
    "delays by place": lambda rows, at: dict(
        sorted(delays_by_place(*rows[1:], rows[0] % 2, rows[0], as_of=at, max_delay=6).items())
    ),
    "backlog": lambda rows, at: backlog(rows[1], rows[2], as_of=at, begun=0, delay=DELAY),
}
as_of = pytest.mark.parametrize("ask", AS_OF.values(), ids=AS_OF)


def said(answer):
    """An answer as plain values that can be compared."""
    if isinstance(answer, dict):
        return {key: said(one) for key, one in answer.items()}
    return {name: values.tolist() for name, values in told(answer).items()}


@as_of
@given(seed=seeds, at=st.integers(60, 90))
@some
def test_a_fact_received_later_changes_nothing_said_as_of_an_earlier_week(ask, seed, at):
    rng = np.random.default_rng(seed)
    rows = events(rng)
    then = said(ask(rows[:, rows[2] <= at] if ask is not AS_OF["sparse week"] else rows, at))
    canary = np.array([[2, at + 1, at + 1]] * 50 + [[2, at - 3, at + 1]] * 50).T
    if ask is AS_OF["sparse week"]:  # it knows when an event happened, not when it was learned
        canary = canary[:, :50]
    later = np.concatenate([rows, canary], axis=1)
    np.testing.assert_equal(said(ask(later, at)), then)


@as_of
@given(seed=seeds, at=st.integers(60, 90))
@some
def test_the_order_of_rows_changes_nothing(ask, seed, at):
    rng = np.random.default_rng(seed)
    rows = events(rng)
    shuffled = rows[:, rng.permutation(rows.shape[1])]
    np.testing.assert_equal(said(ask(shuffled, at)), said(ask(rows, at)))


REGIONS = np.random.default_rng(3).random((8, 2))
APART = np.hypot(*(REGIONS[:, None] - REGIONS[None]).transpose(2, 0, 1))
MEAN = np.random.default_rng(4).uniform(0.3, 2, (8, 40))
SCANS = {
    "expectation": lambda y, mu, zones: space_time_scan(y, mu, zones, replicates=19),
    "population": lambda y, mu, zones: space_time_scan(
        y, mu, zones, statistic="population", replicates=19
    ),
    "hotspot": lambda y, mu, zones: space_time_scan(
        y, mu, zones, statistic="hotspot", dispersion=1.4, replicates=19
    ),
    "permutation": lambda y, _, zones: permutation_scan(y, zones, replicates=19),
}
scans = pytest.mark.parametrize("scan", SCANS.values(), ids=SCANS)


@scans
@given(seed=seeds)
@some
def test_a_map_as_of_a_week_holds_no_later_case_and_no_order_of_regions(scan, seed):
    rng = np.random.default_rng(seed)
    y = rng.poisson(MEAN)
    y[2, -2:] += 4
    zones = nearest_zones(APART)
    then = scan(y[:, :38], MEAN[:, :38], zones)
    y[:, 38] += 50
    assert scan(y[:, :38], MEAN[:, :38], zones) == then
    new = rng.permutation(8)
    other = scan(y[new, :38], MEAN[new, :38], nearest_zones(APART[np.ix_(new, new)]))
    assert other[0].score == pytest.approx(then[0].score, rel=1e-9)
    assert {int(new[r]) for r in other[0].regions} == set(then[0].regions)
    assert other[0].weeks == then[0].weeks


@given(seed=seeds)
@some
def test_a_substance_is_scanned_the_same_in_any_company_and_order(seed):
    rng = np.random.default_rng(seed)
    y = rng.poisson(MEAN, (4, *MEAN.shape))
    mu, zones = np.broadcast_to(MEAN, y.shape), nearest_zones(APART)
    together = space_time_scans(y, mu, zones, replicates=19)
    assert space_time_scans(y[::-1], mu, zones, replicates=19) == together[::-1]
    assert space_time_scans(y[1:2], mu[1:2], zones, replicates=19) == together[1:2]


@given(seed=seeds)
@some
def test_growth_and_displacement_care_for_no_order_of_substances(seed):
    rng = np.random.default_rng(seed)
    counts = rng.poisson(3, (4, 26)) + (np.arange(26) == 7)
    families = ["benzodiazepine", "benzodiazepine", "nitazene", "benzodiazepine"]
    found, order = displacements(counts, families), rng.permutation(4)
    moved = displacements(counts[order], [families[one] for one in order])
    back = {(int(order[up]), int(order[down])): one for (up, down), one in moved.items()}
    assert set(back) == set(found)
    for pair, one in found.items():
        np.testing.assert_equal(dataclasses.asdict(back[pair]), dataclasses.asdict(one))
        alone = displacement(*counts[list(pair)])
        np.testing.assert_equal(dataclasses.asdict(alone), dataclasses.asdict(one))
        assert one.rising_growth == growth(counts[pair[0]]) or np.isnan(one.rising_growth.crowding)


@given(seed=seeds)
@some
def test_pairs_care_for_no_order_of_rows_and_are_measured_alone_as_together(seed):
    rng = np.random.default_rng(seed)
    report, thing = rng.integers(0, 200, 500), rng.integers(0, 12, 500)
    other, with_it = rng.integers(0, 200, 400), rng.integers(0, 9, 400)
    strata = rng.integers(0, 4, 200)
    table = pair_table(report, thing, other, with_it, strata=strata)
    one, two = rng.permutation(500), rng.permutation(400)
    moved = pair_table(report[one], thing[one], other[two], with_it[two], strata=strata)
    np.testing.assert_equal(said(moved), said(table))
    mixture = gamma_mixture(table.both, table.expected)
    cells = (table.both, table.only_first, table.only_second, table.neither)
    whole = disproportion(*cells, expected=table.expected, mixture=mixture)
    some_of = rng.permutation(table.both.size)[:5]
    part = disproportion(
        *(cell[some_of] for cell in cells), expected=table.expected[some_of], mixture=mixture
    )
    same(part, whole, some_of)


ASKED_ABOVE = {
    "ears_c1", "ears_c2", "ears_c3", "rki", "bayes", "stroup", "cusum", "glr", "outbreak_p",
    "farrington_1996", "farrington_flexible", "harmonic_rise", "sparse_rise", "sparse_week",
    "proportion_rise", "load_rise", "nowcast", "space_time_scan", "space_time_scans",
    "permutation_scan", "growth", "displacement", "displacements", "disproportion", "pair_table",
    "daily_rise",
}  # fmt: skip
VERDICTS = (
    Aberrations, ProportionVerdicts, LoadVerdicts, SparseWeek, Nowcast, Cluster, Growth,
    Displacement, Disproportion, PairTable,
)  # fmt: skip


def gives_verdicts(hint):
    if isinstance(hint, type) and not typing.get_args(hint):
        return issubclass(hint, VERDICTS)
    return any(gives_verdicts(one) for one in typing.get_args(hint))


def test_every_detector_there_is_was_asked():
    found = set()
    for one in pkgutil.iter_modules(detection.__path__):
        module = importlib.import_module(f"{detection.__name__}.{one.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            public = not name.startswith("_") and function.__module__ == module.__name__
            if public and gives_verdicts(typing.get_type_hints(function).get("return")):
                found.add(name)
    assert found - {"aberrations"} == ASKED_ABOVE  # which is but the shape of verdicts
