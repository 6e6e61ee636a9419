"""Pairs found together more often than apart: substance and adulterant, drug and effect."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import sparse
from scipy.optimize import minimize
from scipy.special import betaln, gammainc, gammaincinv, psi

from vedette.science.detection.counts import Flags, Floats, InvalidCounts

Z = 1.959963984540054
START = (0.2, 0.1, 2.0, 4.0, 1 / 3)  # usual first guess for the mixture


@dataclass(frozen=True, slots=True)
class PairTable:
    """Reports with both, only the first, only the second and neither of each pair.

    Arrays are (n_pairs,). ``expected`` is the number with both if the two were unrelated
    within each stratum.
    """

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    both: Floats
    only_first: Floats
    only_second: Floats
    neither: Floats
    expected: Floats


@dataclass(frozen=True, slots=True)
class GammaMixture:
    """Two kinds of pairs: Gamma shape and rate of observed over expected in each."""

    shape: tuple[float, float]
    rate: tuple[float, float]
    first_share: float


@dataclass(frozen=True, slots=True)
class Disproportion:
    """Measures of each pair with their usual bounds, (n_pairs,); NaN where not defined.

    ``signal`` is the default: the lower bound of the information component is above zero.
    ``ebgm`` and ``eb05`` are NaN if no mixture was given.
    """

    expected: Floats
    prr: Floats
    chi_squared: Floats
    ror: Floats
    ror_low: Floats
    ror_high: Floats
    ic: Floats
    ic025: Floats
    ebgm: Floats
    eb05: Floats
    prr_signal: Flags
    signal: Flags
    eb_signal: Flags


def pair_table(
    first_reports: ArrayLike,
    first: ArrayLike,
    second_reports: ArrayLike,
    second: ArrayLike,
    *,
    strata: ArrayLike,
) -> PairTable:
    """Count every pair that some report holds.

    Parameters
    ----------
    first_reports, first : (n_rows,) array_like of int
        Which report (from 0) holds which thing of the first kind; repeats count once.
    second_reports, second : (n_rows,) array_like of int
        The same of the second kind.
    strata : (n_reports,) array_like of int
        Of every report there is, also those with neither: its source and half-year.
    """
    layer = np.asarray(strata, dtype=np.int64)
    one = _incidence(first_reports, first, layer.size)
    two = _incidence(second_reports, second, layer.size)
    met = (one.T @ two).tocoo()
    a, at, on = met.data.astype(np.float64), met.row, met.col
    held, with_second = np.asarray(one.sum(axis=0))[0, at], np.asarray(two.sum(axis=0))[0, on]
    by_layer = sparse.csr_array(
        (np.ones(layer.size), (layer, np.arange(layer.size))), (int(layer.max()) + 1, layer.size)
    )
    size = np.bincount(layer).astype(np.float64)
    firsts, seconds = (by_layer @ one).toarray(), (by_layer @ two).toarray()
    expected = np.zeros(a.size)
    for s in np.flatnonzero(size):
        expected += firsts[s, at] * seconds[s, on] / size[s]
    b, c = held - a, with_second - a
    return PairTable(
        at.astype(np.int64), on.astype(np.int64), a, b, c, layer.size - a - b - c, expected
    )


def _incidence(reports: ArrayLike, things: ArrayLike, n_reports: int) -> sparse.csr_matrix:
    row, column = np.asarray(reports, np.int64), np.asarray(things, np.int64)
    if row.shape != column.shape or (row.size and (row.max() >= n_reports or row.min() < 0)):
        raise InvalidCounts("rows name a report that has no stratum, or columns differ in length")
    pairs = np.unique(np.stack([row, column]), axis=1)
    shape = (n_reports, int(column.max(initial=0)) + 1)
    return sparse.csr_matrix((np.ones(pairs.shape[1]), (pairs[0], pairs[1])), shape)


def disproportion(
    both: ArrayLike,
    only_first: ArrayLike,
    only_second: ArrayLike,
    neither: ArrayLike,
    *,
    expected: ArrayLike | None = None,
    mixture: GammaMixture | None = None,
) -> Disproportion:
    """Measure how much more often than expected pairs are found together.

    Parameters
    ----------
    both, only_first, only_second, neither : array_like of one shape
        Reports with both things of a pair, one of them, none.
    expected : array_like, optional
        Expected reports with both, stratified (see :func:`pair_table`); default that of the
        one table. The information component and the mixture are held against it.
    mixture : GammaMixture, optional
        Fitted to all pairs (:func:`gamma_mixture`); gives EBGM and EB05.

    Returns
    -------
    Disproportion
        PRR with the chi-squared of Yates (signal: PRR >= 2, chi-squared >= 4, three
        reports); ROR with its 95 % interval, half a report added to each cell if one is
        empty; IC and its 2.5 % quantile (Noren 2013); EBGM and its 5 % quantile (DuMouchel
        1999; signal: EB05 >= 2).

    Raises
    ------
    InvalidCounts
        If a number is negative or missing.
    """
    a, b, c, d = np.broadcast_arrays(
        *(np.asarray(v, dtype=np.float64) for v in (both, only_first, only_second, neither))
    )
    if not all((np.isfinite(v) & (v >= 0)).all() for v in (a, b, c, d)):
        raise InvalidCounts("a number of reports is negative or missing")
    n = a + b + c + d
    nan = np.full(a.shape, np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        usual = (a + b) * (a + c) / n
        e = usual if expected is None else np.broadcast_to(np.asarray(expected, float), a.shape)
        prr = a / (a + b) / (c / (c + d))
        margins = (a + b) * (c + d) * (a + c) * (b + d)
        chi_squared = n * np.maximum(np.abs(a * d - b * c) - n / 2, 0) ** 2 / margins
    half = np.where((a == 0) | (b == 0) | (c == 0) | (d == 0), 0.5, 0.0)
    cells = [cell + half for cell in (a, b, c, d)]
    log_ror = np.log(cells[0] * cells[3] / (cells[1] * cells[2]))
    reach = Z * np.sqrt(sum(1 / cell for cell in cells))
    ic, ic025 = information_component(a, e)
    ebgm, eb05 = (nan, nan) if mixture is None else empirical_bayes(a, e, mixture)
    return Disproportion(
        e, prr, chi_squared, np.exp(log_ror), np.exp(log_ror - reach), np.exp(log_ror + reach),
        ic, ic025, ebgm, eb05, (prr >= 2) & (chi_squared >= 4) & (a >= 3), ic025 > 0, eb05 >= 2,
    )  # fmt: skip


def information_component(observed: ArrayLike, expected: ArrayLike) -> tuple[Floats, Floats]:
    """Binary logarithm of observed over expected, shrunk by half a report, and its 2.5 %."""
    o, e = np.asarray(observed, dtype=np.float64), np.asarray(expected, dtype=np.float64)
    quantile = gammaincinv(o + 0.5, 0.025) / (e + 0.5)
    return np.log2((o + 0.5) / (e + 0.5)), np.log2(quantile)


def share_change(
    now: ArrayLike, total_now: ArrayLike, before: ArrayLike, total_before: ArrayLike
) -> tuple[Floats, Floats]:
    """Information component of the later half, expecting the share of the earlier one."""
    share = (np.asarray(before, float) + 0.5) / (np.asarray(total_before, float) + 1)
    return information_component(now, share * np.asarray(total_now, float))


def gamma_mixture(
    observed: ArrayLike, expected: ArrayLike, *, zeros_seen: bool = False
) -> GammaMixture:
    """Fit the two-component prior to all pairs by maximum likelihood.

    ``observed`` and ``expected`` are (n_pairs,). Pairs never met are usually not listed, so
    the likelihood is that of counts above zero unless ``zeros_seen``.
    """
    o, e = np.asarray(observed, dtype=np.float64), np.asarray(expected, dtype=np.float64)
    kept = (e > 0) & ((o > 0) | zeros_seen)
    o, e = o[kept], e[kept]
    if o.size < 10:
        raise InvalidCounts("fewer than ten pairs do not tell how pairs differ")

    def misfit(at: Floats) -> float:
        mixture = _mixture(at)
        one, two = _log_parts(o, e, mixture)
        value = np.logaddexp(one, two)
        if not zeros_seen:
            none = np.logaddexp(*_log_parts(np.zeros(e.size), e, mixture))
            value = value - np.log(-np.expm1(np.minimum(none, -1e-12)))
        return -float(value.mean())

    start = np.append(np.log(START[:4]), np.log(START[4] / (1 - START[4])))
    found = minimize(misfit, start, method="L-BFGS-B", bounds=[(-6, 8)] * 4 + [(-8, 8)])
    found = minimize(misfit, found.x, method="Nelder-Mead", options={"maxiter": 400})
    return _mixture(found.x)


def _mixture(at: Floats) -> GammaMixture:
    a1, b1, a2, b2 = (float(v) for v in np.exp(np.clip(at[:4], -7, 9)))
    return GammaMixture((a1, a2), (b1, b2), float(1 / (1 + np.exp(-at[4]))))


def _log_parts(o: Floats, e: Floats, mixture: GammaMixture) -> tuple[Floats, Floats]:
    """Log of each component's share times its negative binomial, up to the same constant.

    The constant is that of the count alone, which the mixture does not change.
    """
    parts = []
    for a, b, share in zip(
        mixture.shape, mixture.rate, (mixture.first_share, 1 - mixture.first_share), strict=True
    ):
        # Gamma(o + a) / (Gamma(a) o!) through the beta function, with o! left in for zeros.
        ways = -betaln(a, o + 1) - np.log(o + a)
        parts.append(
            np.log(max(share, 1e-300)) + ways - a * np.log1p(e / b) + o * np.log(e / (b + e))
        )
    return parts[0], parts[1]


def empirical_bayes(
    observed: ArrayLike, expected: ArrayLike, mixture: GammaMixture
) -> tuple[Floats, Floats]:
    """Geometric mean of the posterior of observed over expected, and its 5 % quantile."""
    o, e = np.broadcast_arrays(np.asarray(observed, float), np.asarray(expected, float))
    one, two = _log_parts(o, e, mixture)
    q = np.exp(one - np.logaddexp(one, two))
    shapes = [a + o for a in mixture.shape]
    rates = [b + e for b in mixture.rate]
    logs = [psi(a) - np.log(b) for a, b in zip(shapes, rates, strict=True)]
    low, high = np.full(o.shape, -60.0), np.full(o.shape, 60.0)
    for _ in range(60):
        middle = (low + high) / 2
        at = np.exp(middle)
        below = q * gammainc(shapes[0], rates[0] * at)
        below = below + (1 - q) * gammainc(shapes[1], rates[1] * at)
        low, high = np.where(below < 0.05, middle, low), np.where(below < 0.05, high, middle)
    return np.exp(q * logs[0] + (1 - q) * logs[1]), np.exp((low + high) / 2)
