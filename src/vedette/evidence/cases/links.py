"""Which cases may be one: near days, the same region, age and sex, a substance in common."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from vedette.evidence.cases.fields import AUTOPSY, CLINICAL

NEAR_DAYS = 7
ENOUGH = 4  # points from which a person should look
# A hospital or a mortuary tells its case once; two laboratories may both have looked.
ONCE_EACH = frozenset({CLINICAL, AUTOPSY})


@dataclass(frozen=True, slots=True)
class Brief:
    """As much of a case as is compared; empty means that no part says it."""

    id: int
    day: date
    country: str
    region: str = ""
    age_band: str = ""
    sex: str = ""
    kinds: frozenset[str] = frozenset()
    substances: frozenset[str] = frozenset()
    died_on: date | None = None
    alive_on: date | None = None  # the last day on which a part saw the person alive


@dataclass(frozen=True, slots=True)
class Proposed:
    """Two cases that may be one, and what speaks for it, the strongest first."""

    one: Brief
    other: Brief
    points: int
    reasons: tuple[str, ...]
    days: int
    shared: tuple[str, ...]


def propose(
    briefs: Iterable[Brief], *, near_days: int = NEAR_DAYS, enough: int = ENOUGH
) -> list[Proposed]:
    """Return the pairs of cases that may be one, the likeliest first.

    Parameters
    ----------
    briefs : iterable of Brief
        In any order.
    near_days : int
        How far apart the days of two parts of one case may lie.
    enough : int
        Points a pair needs: one substance in common counts 3, the same region 2, the same age
        2, the same sex 1, and days at most two apart 1.

    Notes
    -----
    What contradicts (another country, region, age or sex, a patient seen after the death, or two
    parts of a kind that a case has once) rules a pair out; what is not said does not. It is a
    queue for a person: nothing here links anything.
    """
    ordered = sorted(briefs, key=lambda brief: (brief.country, brief.day, brief.id))
    found: list[Proposed] = []
    for _country, among in groupby(ordered, key=lambda brief: brief.country):
        found += [pair for pair in _pairs(list(among), near_days) if pair.points >= enough]
    return sorted(found, key=lambda pair: (-pair.points, pair.one.id, pair.other.id))


def _pairs(briefs: list[Brief], near_days: int) -> Iterator[Proposed]:
    for place, one in enumerate(briefs):
        for other in briefs[place + 1 :]:
            days = (other.day - one.day).days
            if days > near_days:
                break
            older, younger = sorted((one, other), key=lambda brief: brief.id)
            pair = _compared(older, younger, days)
            if pair is not None:
                yield pair


def _compared(one: Brief, other: Brief, days: int) -> Proposed | None:
    if ONCE_EACH & one.kinds & other.kinds:
        return None
    if not _fits(one.age_band, other.age_band) or not _fits(one.sex, other.sex):
        return None
    if one.region and other.region and not _within(one.region, other.region):
        return None
    if _seen_after_death(one, other) or _seen_after_death(other, one):
        return None
    shared = tuple(sorted(one.substances & other.substances))
    told = (
        ("substance", 3, bool(shared)),
        ("region", 2, bool(one.region and other.region)),
        ("age_band", 2, bool(one.age_band and other.age_band)),
        ("sex", 1, bool(one.sex and other.sex)),
        ("day", 1, days <= 2),
    )
    reasons = tuple(key for key, _points, holds in told if holds)
    points = sum(points for _key, points, holds in told if holds)
    return Proposed(one, other, points, reasons, days, shared)


def _fits(one: str, other: str) -> bool:
    return not one or not other or one == other


def _within(one: str, other: str) -> bool:
    """Tell whether one region is the other or lies inside it."""
    return one.startswith(other) or other.startswith(one)


def _seen_after_death(dead: Brief, seen: Brief) -> bool:
    return bool(dead.died_on and seen.alive_on and seen.alive_on > dead.died_on)
