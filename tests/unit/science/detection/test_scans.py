"""Scans of space and time: against an obvious twin, under no change, and with a real one."""

from math import inf, log, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.science.detection.counts import InvalidCounts
from vedette.science.detection.scans import (
    gumbel_pvalue,
    nearest_zones,
    permutation_scan,
    space_time_scan,
    space_time_scans,
)

seeds = st.integers(0, 2**32 - 1)
STATISTICS = ("expectation", "population", "hotspot")


def random_map(rng, regions):
    at = rng.random((regions, 2))
    return np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1))


def slow_best(y, mu, phi, distances, statistic, spans):
    """The highest score of all zones and spans, written out as in the papers."""
    n, total = len(y), y.sum()
    if statistic == "population":
        mu = mu * total / mu.sum()
    best = (-inf, None, None)
    for centre in range(n):
        for size in range(1, n // 2 + 1):
            zone = np.argsort(distances[centre], kind="stable")[:size]
            for span in range(1, spans + 1):
                cells = np.ix_(zone, range(y.shape[1] - span, y.shape[1]))
                c, b = y[cells].sum(), mu[cells].sum()
                score = 0.0
                if statistic == "hotspot":
                    parts = ((y[cells] - mu[cells]) / phi[cells]).sum()
                    score = parts / sqrt((mu[cells] / phi[cells]).sum())
                elif c > b:
                    score = c * log(c / b) + b - c
                    if statistic == "population":
                        score = c * log(c / b)
                        if total > c:
                            score += (total - c) * log((total - c) / (total - b))
                if score > best[0] + 1e-12:
                    best = (score, frozenset(zone.tolist()), span)
    return best


@pytest.mark.parametrize("statistic", STATISTICS)
@given(seed=seeds)
@settings(max_examples=15, deadline=None)
def test_the_strongest_cluster_is_that_of_the_written_out_search(statistic, seed):
    rng = np.random.default_rng(seed)
    distances = random_map(rng, 6)
    mu = rng.uniform(0.2, 3, (6, 8))
    y, phi = rng.poisson(1.2 * mu), rng.uniform(1, 3, (6, 8))
    score, _, _ = slow_best(y, mu, phi, distances, statistic, 4)
    got = space_time_scan(
        y, mu, nearest_zones(distances), statistic=statistic, dispersion=phi, max_weeks=4,
        replicates=9,
    )  # fmt: skip
    assert (got[0].score if got else 0.0) == pytest.approx(max(score, 0.0), rel=1e-9, abs=1e-12)


def test_replicates_are_scored_like_the_map_itself():
    from vedette.science.detection.cylinders import largest_scores, zone_sums

    rng = np.random.default_rng(2)
    distances, mu = random_map(rng, 6), rng.uniform(0.1, 2, (6, 4))
    zones, y = nearest_zones(distances), rng.poisson(mu, (40, 6, 4))
    since = np.cumsum(y[:, :, ::-1], axis=2).astype(float)
    base = zone_sums(np.cumsum(mu[:, ::-1], axis=1), zones.order, zones.sizes)
    got = largest_scores(since, base, zones.order, zones.sizes, 0.0, 0)
    slow = [slow_best(one, mu, None, distances, "expectation", 4)[0] for one in y]
    np.testing.assert_allclose(got, slow, rtol=1e-9)


@pytest.mark.parametrize("statistic", [*STATISTICS, "permutation"])
def test_without_a_change_every_pvalue_is_as_likely(statistic):
    rng = np.random.default_rng(8)
    zones = nearest_zones(random_map(rng, 15))
    mu = np.full((15, 30), 0.6)
    phi = 1.8 if statistic == "hotspot" else 1.0
    pvalues = []
    for one in range(250):
        y = rng.poisson(mu if phi == 1 else rng.gamma(mu / 0.8, 0.8))
        if statistic == "permutation":
            found = permutation_scan(y, zones, replicates=99, seed=one)
        else:
            found = space_time_scan(
                y, mu, zones, statistic=statistic, dispersion=phi, replicates=99, seed=one
            )
        pvalues.append(found[0].monte_carlo if found else 1.0)
    pvalues = np.array(pvalues)
    for level in (0.05, 0.2, 0.5):
        assert abs((pvalues <= level).mean() - level) < 3.5 * np.sqrt(level * (1 - level) / 250)


@pytest.mark.parametrize("statistic", STATISTICS)
def test_two_places_with_a_rise_are_two_clusters(statistic):
    rng = np.random.default_rng(3)
    at = np.concatenate([rng.random((10, 2)), rng.random((10, 2)) + 5])
    zones = nearest_zones(np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1)))
    mu = np.full((20, 40), 0.5)
    y = rng.poisson(mu)
    for centre in (0, 15):
        y[zones.order[centre, :3], -4:] += 3
    first, second = space_time_scan(
        y, mu, zones, statistic=statistic, dispersion=1.3, most_clusters=2
    )
    assert max(first.pvalue, second.pvalue) < 0.01
    assert first.recurrence_weeks > 100
    assert not set(first.regions) & set(second.regions)
    assert {0, 15} <= set(first.regions) | set(second.regions)


def test_a_shuffle_of_dates_finds_a_local_rise_and_ignores_one_of_all():
    rng = np.random.default_rng(5)
    zones = nearest_zones(random_map(rng, 20))
    everywhere = rng.poisson(0.6, (20, 40))
    everywhere[:, -3:] = rng.poisson(2.4, (20, 3))
    assert permutation_scan(everywhere, zones)[0].pvalue > 0.01
    local = rng.poisson(0.6, (20, 40))
    local[zones.order[4, :3], -3:] += 4
    found = permutation_scan(local, zones)[0]
    assert found.pvalue < 0.001
    assert set(zones.order[4, :3]) <= set(found.regions)


@given(seed=seeds)
@settings(max_examples=10, deadline=None)
def test_the_order_of_regions_and_weeks_before_the_longest_span_change_nothing(seed):
    rng = np.random.default_rng(seed)
    distances, mu = random_map(rng, 8), rng.uniform(0.3, 2, (8, 20))
    y = rng.poisson(mu)
    found = space_time_scan(y, mu, nearest_zones(distances), replicates=19, seed=4)
    short = space_time_scan(
        y[:, -13:], mu[:, -13:], nearest_zones(distances), replicates=19, seed=4
    )
    assert short == found
    new = rng.permutation(8)
    other = space_time_scan(
        y[new], mu[new], nearest_zones(distances[np.ix_(new, new)]), replicates=19, seed=4
    )
    assert other[0].score == pytest.approx(found[0].score, rel=1e-9)
    assert {int(new[r]) for r in other[0].regions} == set(found[0].regions)


def test_a_substance_without_a_recent_case_has_no_cluster():
    rng = np.random.default_rng(6)
    zones, mu = nearest_zones(random_map(rng, 8)), np.full((4, 8, 20), 0.5)
    y = rng.poisson(mu)
    y[2, :, -13:] = 0
    together = space_time_scans(y, mu, zones, replicates=19)
    assert together[1] == space_time_scan(y[1], mu[1], zones, replicates=19)
    assert together[2] == ()


def test_zones_hold_at_most_half_of_the_people_but_always_their_centre():
    distances = np.abs(np.subtract.outer([0, 1, 2, 10], [0, 1, 2, 10]))
    zones = nearest_zones(distances, population=[10, 10, 10, 60])
    assert zones.sizes.tolist() == [3, 3, 3, 1]
    assert zones.members(0, 2) == (0, 1)


def test_a_gumbel_tail_meets_its_own_quantiles():
    rng = np.random.default_rng(1)
    maxima = rng.gumbel(4, 1.3, 20_000)
    assert gumbel_pvalue(np.quantile(maxima, 0.99), maxima) == pytest.approx(0.01, rel=0.1)
    assert np.isnan(gumbel_pvalue(3.0, np.zeros(9)))


def test_a_map_without_cases_has_no_cluster_and_a_missing_expectation_is_refused():
    zones = nearest_zones(np.zeros((3, 3)))
    nothing, mu = np.zeros((3, 20)), np.ones((3, 20))
    assert space_time_scan(nothing, mu, zones) == ()
    assert space_time_scan(nothing, mu, zones, statistic="population") == ()
    assert permutation_scan(nothing, zones) == ()
    with pytest.raises(InvalidCounts, match="expected"):
        space_time_scan(nothing, nothing, zones)
