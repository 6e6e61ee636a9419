"""What similar series say of a rare one: a prior for its rate, learned from all of them."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import minimize
from scipy.special import gammaln, psi

from vedette.science.detection.counts import Floats, InvalidCounts

LEAST_SHAPE = 0.1  # below it a single event in a new series would hardly count
MOST_SHAPE = 1e4  # rates then differ by one percent, less than any series can tell


class GammaPrior(NamedTuple):
    """Gamma shape of a rate, and its rate parameter in units of exposure; mean shape / rate."""

    shape: float
    rate: float


def pooled_prior(
    events: ArrayLike,
    exposure: ArrayLike,
    *,
    repeats: ArrayLike | None = None,
    least_shape: float = LEAST_SHAPE,
) -> GammaPrior:
    """Learn the spread of event rates from the baselines of many series of one class.

    Maximises the negative-binomial marginal likelihood of the events over shape and rate
    (empirical Bayes).

    Parameters
    ----------
    events : (n_series,) array_like of int
        Events of each series in its baseline.
    exposure : (n_series,) array_like
        Weeks, tests or cases examined in it; series without are left out.
    repeats : (n_series,) array_like of int, optional
        How many series an entry stands for: one entry can hold a million empty series.
    least_shape : float
        Floor of the shape, against classes in which nearly every series is empty.

    Returns
    -------
    GammaPrior
        Half an event in all the exposure there is, if there was none.

    Raises
    ------
    InvalidCounts
        If an entry is negative or missing, or there is no exposure.
    """
    y, e = np.broadcast_arrays(np.asarray(events, float), np.asarray(exposure, float))
    n = np.broadcast_to(np.ones(1) if repeats is None else np.asarray(repeats, float), y.shape)
    if not (np.isfinite([y, e, n]).all() and min(y.min(), e.min(), n.min()) >= 0):
        raise InvalidCounts("events, exposure or repeats are negative or missing")
    pairs, at = np.unique(np.stack([y, e]), axis=1, return_inverse=True)
    weight = np.bincount(at.ravel(), n.ravel(), pairs.shape[1])
    kept = (weight > 0) & (pairs[1] > 0)
    (y, e), n = pairs[:, kept], weight[kept]
    if not n.size:
        raise InvalidCounts("no series has any exposure")
    total, everything = float((n * y).sum()), float((n * e).sum())
    if total == 0:
        return GammaPrior(least_shape, least_shape * everything / 0.5)
    mean = total / everything
    found = minimize(
        _minus_log_marginal, [0.0, np.log(mean)], (y, e, n), jac=True, method="L-BFGS-B",
        bounds=[(np.log(least_shape), np.log(MOST_SHAPE)), (np.log(mean) - 7, np.log(mean) + 7)],
    )  # fmt: skip
    shape = float(np.exp(found.x[0]))
    return GammaPrior(shape, shape / float(np.exp(found.x[1])))


def _minus_log_marginal(at: Floats, y: Floats, e: Floats, n: Floats) -> tuple[float, Floats]:
    """Per series, with its slope; ``at`` holds the logarithms of shape and mean rate."""
    shape, rate = np.exp(at[0]), np.exp(at[0] - at[1])
    none = -np.log1p(e / rate)  # log of the share the prior has in the posterior
    odds = np.log(e / (rate + e))
    value = gammaln(y + shape) - gammaln(shape) + shape * none + y * odds
    by_shape = psi(y + shape) - psi(shape) + none
    by_rate = shape / rate - (shape + y) / (rate + e)
    slope = np.array([(n * (by_shape * shape + by_rate * rate)).sum(), -(n * by_rate * rate).sum()])
    return -float((n * value).sum()) / n.sum(), -slope / n.sum()
