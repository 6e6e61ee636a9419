"""Scores of a proficiency round, and turn-around times."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import root

from vedette.science.proficiency import (
    InvalidResults,
    RoundTooSmall,
    RoundWithoutSpread,
    consensus,
    grade,
    turn_around,
    z_scores,
)

WITH_A_WILD_ONE = [4.5, 4.9, 5.6, 4.2, 6.2, 5.2, 9.9]
# Means of nine laboratories for creosote, from ISO 5725-5:1998.
CREOSOTE = [24.140, 20.155, 19.500, 20.300, 20.705, 17.570, 20.100, 20.940, 21.185]
rounds = st.lists(st.floats(-1e6, 1e6), min_size=3, max_size=40)


@pytest.mark.parametrize("results", [WITH_A_WILD_ONE, CREOSOTE])
def test_the_consensus_solves_the_equations_that_define_it(results):
    def misfit(guess):
        held = np.clip(results, guess[0] - 1.5 * guess[1], guess[0] + 1.5 * guess[1])
        return held.mean() - guess[0], 1.134 * held.std(ddof=1) - guess[1]

    solved = root(misfit, x0=(np.mean(results), np.std(results)))
    assert solved.success
    agreed = consensus(results)
    assert (agreed.mean, agreed.sd) == pytest.approx(tuple(solved.x), rel=1e-6)


def test_one_wild_result_is_unsatisfactory_and_the_others_are_not():
    assert [grade(z) for z in z_scores(WITH_A_WILD_ONE)] == ["satisfactory"] * 6 + [
        "unsatisfactory"
    ]


@given(st.lists(st.floats(-1e3, 1e3), min_size=5, max_size=30), st.floats(1e6, 1e12))
def test_a_wild_result_moves_the_centre_no_further_than_a_far_one(results, wild):
    spread = max(results) - min(results) + 1
    near = consensus([*results, max(results) + 20 * spread]).mean
    far = consensus([*results, max(results) + 20 * spread + wild]).mean
    assert far - near <= 20 * spread


@given(rounds, st.floats(-1e4, 1e4), st.floats(0.1, 100))
def test_scores_do_not_depend_on_zero_point_or_unit(results, shift, factor):
    values = np.array(results)
    if consensus(values).sd < 1e-3 * (1 + np.abs(values).max()):
        return
    moved = z_scores(values * factor + shift)
    np.testing.assert_allclose(moved, z_scores(values), rtol=1e-3, atol=1e-3)


def test_a_score_uses_the_assigned_value_where_there_is_one():
    assert list(z_scores([12.0], assigned=10, sd=0.5)) == [4.0]


@pytest.mark.parametrize(
    ("results", "error"),
    [([1, 2], RoundTooSmall), ([1, float("nan"), 2], InvalidResults), ([[1, 2], [3, 4]],
     InvalidResults), (["a", "b", "c"], InvalidResults), ([5, 5, 5, 5], RoundWithoutSpread)],
)  # fmt: skip
def test_results_that_cannot_be_scored_are_refused(results, error):
    with pytest.raises(error):
        z_scores(results)


@pytest.mark.parametrize(
    ("z", "word"),
    [(0, "satisfactory"), (-2, "satisfactory"), (2.01, "questionable"), (-2.99, "questionable"),
     (3, "unsatisfactory")],
)  # fmt: skip
def test_the_limits_of_a_score_are_two_and_three(z, word):
    assert grade(z) == word


def test_turn_around_is_the_middle_and_nine_in_ten():
    took = turn_around(range(1, 12))
    assert (took.answers, took.median, took.ninety) == (11, 6.0, 10.0)
    assert turn_around([]) is None
