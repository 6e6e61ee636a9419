"""Where and since when: prospective scans of neighbouring regions over the last weeks."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from vedette.science.detection.counts import Floats, InvalidCounts, as_weekly_counts

EULER = 0.5772156649015329
MONTE_CARLO_FROM = 0.01  # below it, so few replicates reach the score that a fitted tail is surer
SAME = 1 - 1e-9  # a replicate as extreme but for rounding counts as reaching the score
Statistic = Literal["expectation", "population", "hotspot"]
Regions = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Zones:
    """The regions nearest to each, itself first, and how many of them a zone may hold."""

    order: Regions
    sizes: Regions

    def members(self, centre: int, size: int) -> tuple[int, ...]:
        """Return the numbers of the ``size`` regions nearest to ``centre``."""
        return tuple(int(r) for r in self.order[centre, :size])


@dataclass(frozen=True, slots=True)
class Cluster:
    """Regions that together had more than expected over the last ``weeks`` weeks.

    ``monte_carlo`` and ``gumbel`` are the chances that the highest score anywhere would be
    as high; ``pvalue`` is the first, or the second where that is below one in a hundred.
    """

    centre: int
    regions: tuple[int, ...]
    weeks: int
    observed: float
    expected: float
    score: float
    monte_carlo: float
    gumbel: float

    @property
    def pvalue(self) -> float:
        """Chance of a cluster as strong anywhere on the map, if nothing had changed."""
        sparse = self.monte_carlo < MONTE_CARLO_FROM and np.isfinite(self.gumbel)
        return self.gumbel if sparse else self.monte_carlo

    @property
    def recurrence_weeks(self) -> float:
        """Weeks between clusters as strong by chance alone, if scanned every week."""
        return 1 / max(self.pvalue, 1e-300)


def nearest_zones(
    distances: ArrayLike,
    *,
    population: ArrayLike | None = None,
    most_share: float = 0.5,
    most_regions: int | None = None,
) -> Zones:
    """List the zones to scan: every region with its nearest neighbours, up to half of all.

    Parameters
    ----------
    distances : (n_regions, n_regions) array_like
        Any measure, from row to column; equally near regions are taken by number.
    population : (n_regions,) array_like, optional
        People, or what stands for them; default one for each region.
    most_share : float
        Largest share of the population in a zone; a region alone is always a zone.
    most_regions : int, optional
        Largest number of regions in a zone.

    Raises
    ------
    InvalidCounts
        If distances are not a square, or a population is negative or all zero.
    """
    apart = np.array(distances, dtype=np.float64)
    if apart.ndim != 2 or apart.shape[0] != apart.shape[1] or np.isnan(apart).any():
        raise InvalidCounts("distances are not a full square of regions")
    people = np.ones(len(apart)) if population is None else np.asarray(population, np.float64)
    if people.shape != (len(apart),) or not (people >= 0).all() or not people.sum() > 0:
        raise InvalidCounts("a population is negative or missing, or nobody lives anywhere")
    np.fill_diagonal(apart, -1.0)
    order = np.argsort(apart, axis=1, kind="stable")
    held = np.cumsum(people[order], axis=1) <= most_share * people.sum() * (1 + 1e-12)
    sizes = np.maximum(held.sum(axis=1), 1)
    if most_regions is not None:
        sizes = np.minimum(sizes, most_regions)
    return Zones(order[:, : sizes.max()], sizes)


def space_time_scan(
    counts: ArrayLike,
    expected: ArrayLike,
    zones: Zones,
    *,
    statistic: Statistic = "expectation",
    dispersion: ArrayLike = 1.0,
    max_weeks: int = 13,
    replicates: int = 999,
    most_clusters: int = 3,
    seed: int = 0,
) -> tuple[Cluster, ...]:
    """Search for regions with more than expected over the last weeks.

    Parameters
    ----------
    counts, expected : (n_regions, n_weeks) array_like
        Events, and their expectation (baseline of a detector), the last week last. For
        ``"population"`` only the proportions of ``expected`` matter, over all weeks given.
    statistic : {"expectation", "population", "hotspot"}
        Expectation-based Poisson (Neill 2005); Poisson given the total (Kulldorff 2001),
        which finds only what differs between places or weeks; negative binomial of given
        ``dispersion`` (Tango 2011).
    dispersion : array_like, broadcast to counts
        Variance over mean; used by ``"hotspot"`` only.
    max_weeks, replicates, most_clusters : int
        Longest span, simulations under no change, and clusters returned at most.
    seed : int
        Of the simulations: the same counts and seed give the same p-values.

    Returns
    -------
    tuple of Cluster
        The strongest first; each further one shares no centre with those before, and its
        p-value is against the highest score anywhere, so conservative. Empty if no zone
        has more than expected.

    Raises
    ------
    InvalidCounts
        If counts are no counts, or an expectation is missing, zero or negative.
    """
    y = as_weekly_counts(counts)
    mu = np.asarray(expected, dtype=np.float64)
    phi = np.broadcast_to(np.asarray(dispersion, dtype=np.float64), y.shape)
    if mu.shape != y.shape or not (np.isfinite(mu) & (mu > 0)).all():
        raise InvalidCounts("an expected count is missing, zero or negative")
    if not (np.isfinite(phi) & (phi >= 1)).all():
        raise InvalidCounts("a dispersion is missing or below one")
    rng, spans = np.random.default_rng(seed), min(max_weeks, y.shape[1])
    if statistic == "population":
        mu = mu * (y.sum() / mu.sum())
        drawn = rng.multinomial(int(y.sum()), (mu / max(mu.sum(), 1e-300)).ravel(), replicates)
        drawn = drawn.reshape(replicates, *y.shape)[:, :, -spans:]
        return _found(y, mu, drawn, zones, statistic, float(y.sum()), most_clusters)
    y, mu, phi = y[:, -spans:], mu[:, -spans:], phi[:, -spans:]
    if statistic == "hotspot":
        over = np.maximum(phi - 1, 1e-9)
        pace = rng.gamma(mu / over, over, (replicates, *mu.shape))
        # Each cell counts by what it tells: its mean over its variance.
        return _found(y, mu, rng.poisson(pace), zones, statistic, 0.0, most_clusters, 1 / phi)
    drawn = rng.poisson(mu, (replicates, *mu.shape))
    return _found(y, mu, drawn, zones, statistic, 0.0, most_clusters)


def space_time_scans(
    counts: ArrayLike,
    expected: ArrayLike,
    zones: Zones,
    *,
    statistic: Statistic = "expectation",
    dispersion: ArrayLike = 1.0,
    max_weeks: int = 13,
    replicates: int = 999,
    most_clusters: int = 3,
    seed: int = 0,
) -> tuple[tuple[Cluster, ...], ...]:
    """Scan many substances over one map, each as :func:`space_time_scan` would alone.

    ``counts`` and ``expected`` are (n_substances, n_regions, n_weeks); a substance without a
    case in the longest span has no cluster and costs nothing.
    """
    y = np.asarray(counts, dtype=np.float64)
    if y.ndim != 3:
        raise InvalidCounts("expected substances by regions by weeks")
    mu = np.broadcast_to(np.asarray(expected, dtype=np.float64), y.shape)
    phi = np.broadcast_to(np.asarray(dispersion, dtype=np.float64), y.shape)
    return tuple(
        space_time_scan(
            y[one], mu[one], zones, statistic=statistic, dispersion=phi[one],
            max_weeks=max_weeks, replicates=replicates, most_clusters=most_clusters, seed=seed,
        )
        if y[one, :, -max_weeks:].any() else ()
        for one in range(len(y))
    )  # fmt: skip


def permutation_scan(
    counts: ArrayLike,
    zones: Zones,
    *,
    max_weeks: int = 13,
    replicates: int = 999,
    most_clusters: int = 3,
    seed: int = 0,
) -> tuple[Cluster, ...]:
    """Search for regions whose cases fall in the last weeks more than others' (Kulldorff 2005).

    Needs no expectation: every region's share and every week's load are as they were found,
    and only who fell into which week is shuffled. A rise in all regions alike is not found.

    ``counts`` are (n_regions, n_weeks), half a year or more of weeks; everything else is as
    in :func:`space_time_scan`.
    """
    y = as_weekly_counts(counts)
    total, spans = float(y.sum()), min(max_weeks, y.shape[1])
    mu = y.sum(axis=1, keepdims=True) * y.sum(axis=0, keepdims=True) / max(total, 1.0)
    rng = np.random.default_rng(seed)
    region = np.repeat(np.arange(y.shape[0]), y.sum(axis=1).astype(int))
    week = np.repeat(np.tile(np.arange(y.shape[1]), y.shape[0]), y.ravel().astype(int))
    drawn = np.zeros((replicates, y.shape[0], spans))
    for one in range(replicates):
        shuffled = rng.permutation(week) - (y.shape[1] - spans)
        late = shuffled >= 0
        cell = region[late] * spans + shuffled[late]
        drawn[one] = np.bincount(cell, minlength=y.shape[0] * spans).reshape(y.shape[0], spans)
    return _found(y, mu, drawn, zones, "population", total, most_clusters)


def _found(
    y: Floats,
    mu: Floats,
    drawn: ArrayLike,
    zones: Zones,
    statistic: Statistic,
    total: float,
    most_clusters: int,
    weight: Floats | float = 1.0,
) -> tuple[Cluster, ...]:
    """Score the cylinders, then the strongest against the replicates' strongest."""
    from vedette.science.detection import cylinders as compiled

    kind = {"expectation": compiled.EXPECTATION, "population": compiled.POPULATION,
            "hotspot": compiled.HOTSPOT}[statistic]  # fmt: skip
    replicates = np.asarray(drawn, dtype=np.float64)
    spans = replicates.shape[2]
    shape = (zones.order, zones.sizes)
    base = compiled.zone_sums(_since(mu * weight, spans), *shape)
    held = compiled.zone_sums(_since(y * weight, spans), *shape)
    scores = compiled.all_scores(held, base, zones.sizes, total, kind)
    highest = compiled.largest_scores(_since(replicates * weight, spans), base, *shape, total, kind)
    observed = compiled.zone_sums(_since(y, spans), *shape)
    wanted = compiled.zone_sums(_since(mu, spans), *shape)
    clusters = []
    for centre, last, span in _strongest(scores, zones, most_clusters):
        score = float(scores[centre, last, span])
        clusters.append(
            Cluster(
                centre, zones.members(centre, last + 1), span + 1,
                float(observed[centre, last, span]), float(wanted[centre, last, span]), score,
                (1 + int((highest >= score * SAME).sum())) / (1 + highest.size),
                gumbel_pvalue(score, highest),
            )
        )  # fmt: skip
    return tuple(clusters)


def _since(cells: Floats, spans: int) -> Floats:
    """Sums over the last 1, 2, ... ``spans`` weeks."""
    return np.ascontiguousarray(np.cumsum(cells[..., ::-1][..., :spans], axis=-1))


def _strongest(scores: Floats, zones: Zones, most: int) -> list[tuple[int, int, int]]:
    """Cylinders by falling score, none holding the centre of another."""
    chosen: list[tuple[int, int, int]] = []
    left = scores.copy()
    while len(chosen) < most:
        centre, last, span = (int(i) for i in np.unravel_index(np.argmax(left), left.shape))
        if not left[centre, last, span] > 0:
            break
        chosen.append((centre, last, span))
        left[zones.order[centre, : last + 1]] = -np.inf
        place = np.argmax(zones.order == centre, axis=1)
        holds = (zones.order == centre).any(axis=1)
        beyond = np.arange(zones.order.shape[1]) >= place[:, None]
        left[holds[:, None] & beyond] = -np.inf
    return chosen


def gumbel_pvalue(score: float, highest: ArrayLike) -> float:
    """Tail of a Gumbel distribution with the replicates' mean and spread (Abrams 2010).

    NaN if the replicates do not vary.
    """
    maxima = np.asarray(highest, dtype=np.float64)
    scale = float(maxima.std(ddof=1)) * np.sqrt(6) / np.pi if maxima.size > 1 else 0.0
    if not scale > 0:
        return float("nan")
    reduced = (score - (float(maxima.mean()) - EULER * scale)) / scale
    return float(-np.expm1(-np.exp(-reduced)))
