"""Weeks still coming in: how complete they are, what they will be, how to judge them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.science.detection.counts import InvalidCounts, SeriesTooShort
from vedette.science.detection.delays import (
    alpha_spent,
    backlog,
    delays_by_place,
    may_be_judged,
    reporting_delay,
    thinned,
    thinned_tail,
)
from vedette.science.detection.nowcasting import (
    Nowcast,
    covered,
    interval_score,
    nowcast,
    weighted_interval_score,
)
from vedette.science.detection.tails import upper_tail

DELAYS = np.array([0.2, 0.3, 0.2, 0.2, 0.1])
seeds = st.integers(0, 2**32 - 1)


def reports(rng, counts):
    happened = np.repeat(np.arange(counts.size), counts)
    return happened, happened + rng.choice(DELAYS.size, happened.size, p=DELAYS)


def test_the_error_of_a_delay_is_what_repeated_samples_show():
    rng = np.random.default_rng(0)
    logs, errors = [], []
    for _ in range(200):
        happened, learned = reports(rng, np.full(60, 10))
        known = learned < 60
        delay = reporting_delay(happened[known], learned[known], as_of=59, max_delay=4)
        logs.append(np.log(delay.known_within[:4]))
        errors.append(delay.error[:4])
    np.testing.assert_allclose(np.mean(errors, axis=0), np.std(logs, axis=0), rtol=0.2)
    assert delay.maturity_error(0) == pytest.approx(delay.known_within[0] * delay.error[0])


def test_a_place_with_few_reports_leans_on_its_source():
    rng = np.random.default_rng(1)
    happened, learned = reports(rng, np.full(80, 12))
    places = np.where(np.arange(happened.size) % 200 == 0, "small", "large")
    late = np.where(places == "small", 4, learned - happened)
    found = delays_by_place(
        happened, happened + late, ["lab"] * happened.size, places, as_of=83, max_delay=4,
        report_window=80,
    )  # fmt: skip
    alone = reporting_delay(
        happened[places == "small"], happened[places == "small"] + 4, as_of=83, max_delay=4,
        report_window=80,
    )  # fmt: skip
    small, large = (found["lab", place].known_within[0] for place in ("small", "large"))
    assert alone.known_within[0] == 0
    assert 0.02 < small < large
    assert large == pytest.approx(0.2, abs=0.03)


@given(seed=seeds, as_of=st.integers(40, 60))
@settings(max_examples=15, deadline=None)
def test_what_is_learned_later_changes_no_earlier_nowcast(seed, as_of):
    rng = np.random.default_rng(seed)
    happened, learned = reports(rng, rng.poisson(3, 70))
    known = learned <= as_of
    order = rng.permutation(happened.size)
    whole = nowcast(happened[order], learned[order], as_of=as_of, begun=0, max_delay=4)
    then = nowcast(happened[known], learned[known], as_of=as_of, begun=0, max_delay=4)
    np.testing.assert_array_equal(whole.missing, then.missing)
    np.testing.assert_array_equal(whole.size, then.size)


@pytest.mark.parametrize("mean", [0.5, 6.0])
def test_intervals_hold_the_final_counts_as_often_as_they_say(mean):
    rng = np.random.default_rng(2)
    rows = {0.5: [], 0.9: []}
    for _ in range(250):
        counts = rng.poisson(mean, 80)
        happened, learned = reports(rng, counts)
        got = nowcast(happened, learned, as_of=75, begun=0, max_delay=4)
        for share, some in rows.items():
            some.append(covered(got, counts[got.weeks], share=share).mean())
    for share, some in rows.items():
        assert np.mean(some) == pytest.approx(share, abs=0.04)


def test_a_place_of_a_source_is_foretold_with_the_delays_of_the_source():
    rng = np.random.default_rng(3)
    happened, learned = reports(rng, np.full(80, 20))
    few = np.arange(happened.size) % 40 == 0
    got = nowcast(
        happened[few], learned[few], as_of=78, begun=0, max_delay=4,
        report_window=60, pool=(happened, learned), pool_weight=200,
    )  # fmt: skip
    assert got.maturity[-1] == pytest.approx(0.2, abs=0.05)
    assert got.point[-1] == pytest.approx(0.5, abs=0.4)


def test_scores_of_intervals_by_hand():
    # Width 4, and two reports beyond an interval of one half cost 2 / 0.5 each.
    assert interval_score(9, 3, 7, share=0.5) == pytest.approx(4 + 4 * 2)
    got = weighted_interval_score(9, 5, {0.5: (3, 7)})
    assert got == pytest.approx((0.5 * 4 + 0.25 * 12) / 1.5)


def test_a_count_known_to_the_full_is_its_own_interval():
    done = Nowcast(np.array([3]), np.array([7.0]), np.ones(1), np.zeros(1), np.ones(1))
    assert done.interval(0.9)[0] == done.interval(0.9)[1] == 7
    assert covered(done, [7.0], share=0.5) == pytest.approx(0.5)


@given(count=st.integers(0, 12), maturity=st.floats(0.05, 0.95), error=st.floats(0.01, 0.2))
def test_an_unsure_maturity_averages_over_what_it_may_be(count, maturity, error):
    got = float(thinned_tail(count, 6.0, 1.5, maturity, maturity_error=error))
    surest = float(thinned_tail(count, 6.0, 1.5, maturity))
    assert surest == pytest.approx(float(upper_tail(count, *thinned(6.0, 1.5, maturity))))
    everything = float(upper_tail(count, 6.0, 1.5))
    assert 0 <= got <= everything * (1 + 1e-9)


def test_more_doubt_about_maturity_makes_a_burst_less_sure():
    tails = [float(thinned_tail(9, 6.0, 1.2, 0.4, maturity_error=e)) for e in (0.0, 0.05, 0.15)]
    assert tails == sorted(tails)
    assert tails[0] < tails[-1]


def test_retests_of_one_week_spend_its_level_once():
    levels = alpha_spent([0.2, 0.5, 0.5, 0.97], alpha=0.01)
    assert levels == pytest.approx([0.002, 0.003, 0.0, 0.0047])
    assert may_be_judged([0, 0, 1], [0.1, 0.2, 0.01]).tolist() == [False, True, True]
    with pytest.raises(InvalidCounts):
        alpha_spent([0.5, 0.2], alpha=0.01)


def test_a_cleared_backlog_is_told_from_a_real_burst():
    rng = np.random.default_rng(5)
    happened, learned = reports(rng, rng.poisson(4, 120))
    held = (happened > 90) & (happened < 112) & (rng.random(happened.size) < 0.5)
    cleared = np.where(held, 115, learned)
    ordinary = happened < 90
    delay = reporting_delay(
        happened[ordinary], learned[ordinary], as_of=90, max_delay=26, report_window=60
    )
    got = backlog(happened, cleared, as_of=115, begun=0, delay=delay)
    assert got.flagged
    assert got.pvalue_learned < 1e-6
    burst = (np.append(happened, np.full(30, 115)), np.append(learned, np.full(30, 115)))
    assert not backlog(*burst, as_of=115, begun=0, delay=delay).flagged
    assert not backlog(happened, learned, as_of=115, begun=0, delay=delay).flagged


def test_a_nowcast_needs_a_full_delay_of_weeks():
    with pytest.raises(SeriesTooShort):
        nowcast([3], [4], as_of=5, begun=0, max_delay=26)
    with pytest.raises(InvalidCounts):
        nowcast([3, 4], [4], as_of=50, begun=0, max_delay=26)
