"""Positives among those tested: a rise in testing alone is no rise."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from vedette.science.detection.counts import (
    Flags,
    Floats,
    InvalidCounts,
    as_weekly_counts,
    not_judged,
)
from vedette.science.detection.sparse import YEAR, YOUNG_GAP


@dataclass(frozen=True, slots=True)
class ProportionVerdicts:
    """Expected positives and tail probability per series and week; NaN where not judged."""

    expected: Floats
    pvalue: Floats


def proportion_rise(
    positives: ArrayLike,
    tested: ArrayLike,
    *,
    past_weeks_excluded: int = 26,
    intra_class: float = 0.0,
    last: int | None = None,
) -> ProportionVerdicts:
    """Judge each week's positives by the beta-binomial predictive of the weeks before.

    Parameters
    ----------
    positives, tested : (n_weeks,) or (n_series, n_weeks) array_like of int
        ``tested`` is at least ``positives``; a week without tests is not judged.
    intra_class : float
        Correlation of results within a week, 0 to 1; caps how sure the baseline can be.
    """
    x = as_weekly_counts(positives)
    n = np.broadcast_to(as_weekly_counts(tested), x.shape)
    if (x > n).any():
        raise InvalidCounts("more positives than tests")
    weeks = np.arange(0 if last is None else max(x.shape[1] - last, 0), x.shape[1])
    gap = np.where(weeks < YEAR, YOUNG_GAP, past_weeks_excluded)
    ends = np.maximum(weeks - gap + 1, 0)
    zero = np.zeros((x.shape[0], 1))
    seen = np.concatenate([zero, np.cumsum(x, axis=1)], axis=1)[:, ends]
    effort = np.concatenate([zero, np.cumsum(n, axis=1)], axis=1)[:, ends]
    a, b = 0.5 + seen, 0.5 + effort - seen
    share = a / (a + b)
    most = np.inf if intra_class <= 0 else max(1 / intra_class - 1, 1e-6)
    precision = np.minimum(a + b, most)
    expected, pvalue = not_judged(x.shape), not_judged(x.shape)
    judged = (n[:, weeks] > 0) & (effort > 0)
    tail = beta_binomial_tail(
        x[:, weeks][judged], n[:, weeks][judged], (share * precision)[judged],
        ((1 - share) * precision)[judged],
    )  # fmt: skip
    rows, columns = np.nonzero(judged)
    pvalue[rows, weeks[columns]] = tail
    expected[rows, weeks[columns]] = (share * n[:, weeks])[judged]
    shape = np.shape(positives)
    return ProportionVerdicts(expected.reshape(shape), pvalue.reshape(shape))


def beta_binomial_tail(count: Floats, tested: Floats, a: Floats, b: Floats) -> Floats:
    """P(X >= count) for beta-binomials; one-dimensional arrays of equal length."""
    from vedette.science.detection.positives import beta_binomial_tails

    tail = np.empty(count.size)
    x, n, one, two = (np.ascontiguousarray(v, dtype=np.float64) for v in (count, tested, a, b))
    beta_binomial_tails(x, n, one, two, tail)
    return tail


def is_effort(
    count_pvalue: ArrayLike, proportion_pvalue: ArrayLike, *, alpha: float = 0.001
) -> Flags:
    """Whether only testing rose: the count alarms, the share of positives does not.

    A week of which no share can be judged is not explained by effort.
    """
    more = np.asarray(count_pvalue, dtype=np.float64) <= alpha
    return more & (np.asarray(proportion_pvalue, dtype=np.float64) > alpha)
