"""Patterns between series: clusters of regions, one substance for another, new company.

A rise is one series above its own past. What is here shows only between series, and is
looked for where there are records enough to tell.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from vedette.judgement.signals.records import Codes, Records, first_of_each
from vedette.judgement.signals.thresholds import Policy
from vedette.science.detection.displacement import displacement, rivals, share_shift
from vedette.science.detection.disproportion import share_change
from vedette.science.detection.multiplicity import benjamini_hochberg
from vedette.science.detection.scans import Zones, nearest_zones, space_time_scan
from vedette.science.detection.tails import upper_tail

RECENT = 13  # weeks in which a pattern must show
PAST = 52  # weeks before, against which it is held
LONGEST_CLUSTER = 8  # weeks
LEAST_EVENTS = 5
LEAST_REGIONS = 3
REPLICATES = 199  # enough for the limit of the highest score (Abrams 2010)
SHRINK = 50.0  # examined reports that a country's share weighs in each of its regions


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern; substance, country and context are codes, ``detail`` what else it is about.

    ``weeks`` is how long it goes back from ``week``, ``reports`` the ids it rests on.
    """

    kind: str
    substance: int
    country: int
    context: int
    detail: str
    week: int
    weeks: int
    observed: int
    expected: float
    pvalue: float
    reports: Codes


def patterns(found: Records, examined: Records, last: int, policy: Policy) -> list[Pattern]:
    """Patterns of the weeks up to ``last``, a false share of each kind at most."""
    found = found.where(found.counts & (found.week <= last) & (found.substance >= 0))
    found = found.where(found.week > last - RECENT - PAST)
    examined = examined.where(examined.counts & (examined.week <= last))
    examined = examined.where(examined.week > last - RECENT - PAST)
    if not found.report.size or not examined.report.size:
        return []
    kinds = (
        _clusters(found, examined, last), _displacements(found, last, policy),
        _company(found, last, policy),
    )  # fmt: skip
    return [one for kind in kinds for one in _passing(list(kind), policy.pattern_false_share)]


def neighbourhoods(regions: list[str]) -> Zones:
    """Zones by NUTS: regions are as near as the code that they share is long.

    No map is shipped, and the levels of NUTS are neighbourhoods that offices know.
    """
    depth = max(len(code) for code in regions)
    shared = [[_shared(one, two) for two in regions] for one in regions]
    return nearest_zones(depth - np.array(shared, dtype=float))


def _shared(one: str, two: str) -> int:
    same = 0
    for a, b in zip(one, two, strict=False):
        if a != b:
            break
        same += 1
    return same


def _passing(tested: list[Pattern], q: float) -> list[Pattern]:
    if not tested:
        return []
    passed = benjamini_hochberg(np.array([one.pvalue for one in tested]), q=q)
    return [one for one, passes in zip(tested, passed, strict=True) if passes]


def _streams(found: Records) -> Iterator[tuple[int, int, Records]]:
    """Rows of one country and context: what another stream examines does not mix in."""
    told = found.where((found.country >= 0) & (found.context >= 0))
    for country in np.unique(told.country).tolist():
        here = told.where(told.country == country)
        for context in np.unique(here.context).tolist():
            yield country, context, here.where(here.context == context)


def _often(things: Codes, reports: Codes, least: int = LEAST_EVENTS) -> list[int]:
    """Things that so many different reports hold."""
    rows = first_of_each(things, reports)
    codes, sizes = np.unique(things[rows], return_counts=True)
    return [int(code) for code in codes[sizes >= least]]


def _weekly(rows: Records, name: str, codes: Codes, last: int) -> np.ndarray:
    """Different reports of each code in each week, the last week last."""
    n_weeks = RECENT + PAST
    thing = np.searchsorted(codes, getattr(rows, name))
    once = first_of_each(rows.report, thing)
    cell = thing[once] * n_weeks + rows.week[once] - (last - n_weeks + 1)
    return np.bincount(cell, minlength=codes.size * n_weeks).reshape(codes.size, n_weeks)


def _clusters(found: Records, examined: Records, last: int) -> Iterator[Pattern]:
    """Neighbouring regions that together have more than their samples would hold."""
    for country, context, here in _streams(found):
        seen = examined.where((examined.country == country) & (examined.context == context))
        seen = seen.where(seen.region >= 0)
        regions = np.unique(seen.region)
        here = here.where(np.isin(here.region, regions))
        recent = here.where(here.week > last - LONGEST_CLUSTER)
        if regions.size < LEAST_REGIONS or not recent.report.size:
            continue
        effort = _weekly(seen, "region", regions, last).astype(float)
        zones = neighbourhoods([found.names["region"][code] for code in regions])
        for substance in _often(recent.substance, recent.report):
            mine = here.where(here.substance == substance)
            counts = _weekly(mine, "region", regions, last)
            scanned = space_time_scan(
                counts[:, -RECENT:], _share_of_past(counts, effort), zones,
                max_weeks=LONGEST_CLUSTER, replicates=REPLICATES, most_clusters=1,
            )  # fmt: skip
            for cluster in scanned:
                members = regions[list(cluster.regions)]
                rows = np.isin(mine.region, members) & (mine.week > last - cluster.weeks)
                names = ", ".join(sorted(found.names["region"][code] for code in members))
                yield _pattern(
                    "cluster", mine.where(rows), country, names, last, cluster.weeks,
                    cluster.expected, cluster.pvalue,
                )  # fmt: skip


def _share_of_past(counts: np.ndarray, effort: np.ndarray) -> np.ndarray:
    """Expected reports of the recent weeks, from each region's past share of its samples."""
    held, samples = counts[:, :PAST].sum(axis=1), effort[:, :PAST].sum(axis=1)
    country = (held.sum() + 0.5) / (samples.sum() + 1)
    share = (held + SHRINK * country) / (samples + SHRINK)
    return np.asarray(np.maximum(share[:, None] * effort[:, -RECENT:], 1e-6))


def _displacements(found: Records, last: int, policy: Policy) -> Iterator[Pattern]:
    """Substances that take the place of another of their family, within a country."""
    for country, _, here in _streams(found.where(found.family >= 0)):
        recent = here.where(here.week > last - 2 * RECENT)
        substances = np.array(_often(recent.substance, recent.report), dtype=np.int64)
        mine = recent.where(np.isin(recent.substance, substances))
        rows = first_of_each(mine.substance)
        families = mine.family[rows].tolist()
        if len(families) == len(set(families)):
            continue
        counts = _weekly(mine, "substance", substances, last)[:, -2 * RECENT :]
        for rising, falling in rivals(counts, families, min_events=LEAST_EVENTS):
            both = counts[[rising, falling]]
            late, early = both[:, -RECENT:].sum(axis=1), both[:, :RECENT].sum(axis=1)
            up = mine.where((mine.substance == substances[rising]) & (mine.week > last - RECENT))
            if up.report.size:
                yield _pattern(
                    "displacement", up, country, found.names["substance"][substances[falling]],
                    last, RECENT, late.sum() * (early[0] + 0.5) / (early.sum() + 1),
                    _chance(both, int(late[0]), policy),
                )  # fmt: skip


def _chance(both: np.ndarray, lately: int, policy: Policy) -> float:
    """P-value of a displacement; one where shares moved, but not since the other gave way."""
    chance = share_shift(*both)
    if chance > policy.pattern_false_share:
        return chance
    return chance if lately >= LEAST_EVENTS and displacement(*both).is_displacement else 1.0


def _company(found: Records, last: int, policy: Policy) -> Iterator[Pattern]:
    """Pairs known for long that are found together more often than a year before."""
    names = found.names["substance"]
    cutting = np.array([name in policy.cutting_agents for name in names], dtype=bool)
    for country, _, here in _streams(found.where(~cutting[found.substance])):
        rows = first_of_each(here.report, here.substance)
        here = here.rows(rows)
        recent = here.week > last - RECENT
        for substance in _often(here.substance[recent], here.report[recent], 2 * LEAST_EVENTS):
            with_it = np.isin(here.report, here.report[here.substance == substance])
            total = [
                int(((here.substance == substance) & part).sum()) for part in (recent, ~recent)
            ]
            if total[1] < 2 * LEAST_EVENTS:
                continue
            others = here.where(with_it & recent & (here.substance != substance))
            for other in _often(others.substance, others.report):
                then = int((with_it & ~recent & (here.substance == other)).sum())
                now = others.where(others.substance == other)
                lowest = float(share_change(now.report.size, total[0], then, total[1])[1])
                if then == 0:
                    continue  # never before is a first, and has its own kind
                expected = total[0] * (then + 0.5) / (total[1] + 1)
                chance = float(upper_tail(now.report.size, expected, 1.0)) if lowest > 0 else 1.0
                yield _pattern(
                    "company", now, country, names[other], last, RECENT, expected, chance,
                    substance=substance,
                )  # fmt: skip


def _pattern(
    kind: str,
    rows: Records,
    country: int,
    detail: str,
    last: int,
    weeks: int,
    expected: float,
    pvalue: float,
    *,
    substance: int | None = None,
) -> Pattern:
    reports = np.unique(rows.report)
    return Pattern(
        kind, int(rows.substance[0]) if substance is None else substance, country,
        int(rows.context[0]), detail, last, weeks, int(reports.size),
        float(expected), float(pvalue), reports,
    )  # fmt: skip
