"""Change from year to year, in classes that say as well why a change is not drawn."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from vedette.science.wastewater.campaigns import Campaign

LEAST_SHARE = 0.10  # a change of more than a tenth is a rise or a fall
LEAST_DAYS = 5  # of seven: fewer leave out the weekend or the weekdays
SPANS = ("rise", "fall", "stable", "not_next_year", "too_few_days", "no_load", "method_changed")


@dataclass(frozen=True, slots=True)
class YearChange:
    """From one campaign of a site to its next one.

    ``share`` is the change over the earlier mean; None where ``kind`` is none of rise, fall
    and stable.
    """

    residue: str
    site: str
    city: str
    country: str
    before: int
    after: int
    share: float | None
    kind: str


def change_table(
    campaigns: Iterable[Campaign], *, least_share: float = LEAST_SHARE,
    least_days: int = LEAST_DAYS, methods: Mapping[tuple[str, int], str] | None = None,
) -> list[YearChange]:  # fmt: skip
    """Class the change between each two campaigns that follow each other at a site.

    Parameters
    ----------
    campaigns : iterable of Campaign
    least_share : float
        A change is a rise if it is more than this share of the earlier mean, a fall if it
        is less than minus it, strictly; else it is stable.
    least_days : int
        Days with a load that both campaigns need.
    methods : mapping of (site, year) to str, optional
        By which method a site's people or loads were found; where it changed no change is
        drawn.

    Returns
    -------
    list of YearChange
        Ordered by residue, site and year. A pause of a year or more is ``not_next_year``:
        it is no change from year to year.
    """
    series: dict[tuple[str, str], dict[int, Campaign]] = {}
    for one in campaigns:
        series.setdefault((one.residue, one.site), {})[one.year] = one
    table = []
    for (residue, site), years in sorted(series.items()):
        for before, after in pairwise(sorted(years)):
            first, second = years[before], years[after]
            kind, share = _judged(first, second, least_share, least_days, methods or {})
            table.append(YearChange(
                residue, site, second.city, second.country, before, after, share, kind
            ))  # fmt: skip
    return table


def _judged(
    first: Campaign, second: Campaign, least_share: float, least_days: int,
    methods: Mapping[tuple[str, int], str],
) -> tuple[str, float | None]:  # fmt: skip
    used = [methods.get((one.site, one.year)) for one in (first, second)]
    if None not in used and used[0] != used[1]:
        return "method_changed", None
    if second.year != first.year + 1:
        return "not_next_year", None
    if not first.mean or second.mean is None:
        return "no_load", None
    if min(first.days, second.days) < least_days:
        return "too_few_days", None
    share = (second.mean - first.mean) / first.mean
    return _class_of(share, least_share), share


def _class_of(share: float, least: float) -> str:
    if share > least:
        return "rise"
    return "fall" if share < -least else "stable"
