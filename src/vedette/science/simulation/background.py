"""The ordinary stream of reports, before anything is injected."""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vedette.science.simulation import places, substances

SLOTS = 4  # most substances named in one record
# Records over three years at scale 1, all countries together.
RECORDS = {"drug_checking": 24_000, "seizure": 26_000, "death": 5_000, "emergency": 12_000}
RECORDS["syringe_residue"] = 5_000
# Shape and scale (days) of the gamma distribution of reporting delays, and a least delay.
DELAYS = {
    "drug_checking": (2.0, 3.5, 1),
    "seizure": (2.5, 10.0, 4),
    "death": (6.0, 15.0, 30),
    "emergency": (1.5, 3.0, 0),
    "wastewater": (4.0, 7.0, 10),
    "syringe_residue": (5.0, 10.0, 14),
}
# Share of records in which nothing was found (or nothing is known).
NOTHING = {
    "drug_checking": 0.04,
    "seizure": 0.02,
    "death": 0.05,
    "emergency": 0.08,
    "syringe_residue": 0.12,
}
# Probability that a further slot is filled, and whether from usual mixtures or from other drugs.
MIXED = {"drug_checking": 0.22, "seizure": 0.18}
COMBINED = {"death": 0.6, "emergency": 0.3, "syringe_residue": 0.35}
WEEKEND = {"emergency": (0.8, 0.7, 0.8, 0.9, 1.2, 1.6, 1.4), "seizure": (1, 1, 1, 1, 1.2, 0.5, 0.3)}
# Countries where 2-MMC is common enough for another cathinone to take its place.
CATHINONE_COUNTRIES = ("PL", "CZ", "SK", "HU")


@dataclass(frozen=True, slots=True)
class Frame:
    """Records of one kind; every array has one entry (or row) per record."""

    kind: str
    occurred: NDArray[np.datetime64]
    reported: NDArray[np.datetime64]
    region: NDArray[np.int_]  # position in places.REGIONS
    found: NDArray[np.int16]  # (n, SLOTS) codes of substances, -1 for an empty slot
    sold_as: NDArray[np.int16]  # -1 where not stated
    event: NDArray[np.int8]  # number of the injected event; 0 for background

    def __len__(self) -> int:
        return len(self.occurred)

    def take(self, which: NDArray[np.int_] | NDArray[np.bool_]) -> "Frame":
        """The records at the given positions, in that order."""
        return self._each(lambda name: getattr(self, name)[which])

    def joined(self, other: "Frame") -> "Frame":
        """These records, then the other's."""
        return self._each(lambda name: np.concatenate([getattr(self, name), getattr(other, name)]))

    def _each(self, make: Callable[[str], NDArray]) -> "Frame":
        changed: dict[str, Any] = {f.name: make(f.name) for f in fields(self) if f.name != "kind"}
        return replace(self, **changed)


@dataclass(frozen=True, slots=True)
class Period:
    """Whole weeks, from a Monday to a Sunday."""

    start: np.datetime64
    end: np.datetime64

    @property
    def weeks(self) -> int:
        return int((self.end - self.start).astype(int) + 1) // 7


def background(kind: str, rng: np.random.Generator, *, period: Period, scale: float) -> Frame:
    """Draw the ordinary records of a source kind (not wastewater, see ``loads``).

    Notes
    -----
    One Poisson total shared out over weeks, regions and substances is the same as independent
    Poisson counts in every cell, and needs no loop over cells.
    """
    count = rng.poisson(RECORDS[kind] * scale * period.weeks / 157)
    region = rng.choice(len(places.REGIONS), size=count, p=places.region_weights(kind))
    return draw(kind, rng, region=region, days=_days(kind, rng, count, period))


def draw(
    kind: str,
    rng: np.random.Generator,
    *,
    region: NDArray[np.int_],
    days: NDArray[np.datetime64],
) -> Frame:
    """Records in the given regions on the given days, with substances as usual there and then."""
    found = _substances(kind, rng, region, days)
    sold_as = found[:, 0].copy()
    surprised = rng.random(len(days)) < 0.08
    sold_as[surprised] = _pick(
        rng, _shares_by_place_and_month(kind), region[surprised], days[surprised]
    )
    found[rng.random(len(days)) < NOTHING[kind]] = -1
    return Frame(
        kind,
        occurred=days,
        reported=days + delays(kind, rng, region),
        region=region,
        found=found,
        sold_as=sold_as,
        event=np.zeros(len(days), dtype=np.int8),
    )


def delays(
    kind: str, rng: np.random.Generator, region: NDArray[np.int_]
) -> NDArray[np.timedelta64]:
    """Days from occurrence to report; some countries are always slower than others."""
    shape, scale, least = DELAYS[kind]
    slowness = 0.7 + 0.6 * (places.COUNTRY_OF[region] * 7 % 29) / 28
    days = least + rng.gamma(shape, scale, size=len(region)) * slowness
    return days.astype(int).astype("timedelta64[D]")


def season(days: NDArray[np.datetime64]) -> NDArray[np.float64]:
    """+1 in the middle of July, -1 in the middle of January."""
    day_of_year = (days - days.astype("datetime64[Y]")).astype(int)
    return np.cos(2 * np.pi * (day_of_year - 196) / 365.25)


def _days(
    kind: str, rng: np.random.Generator, count: int, period: Period
) -> NDArray[np.datetime64]:
    every = np.arange(period.start, period.end + 1)
    weekday = np.arange(len(every)) % 7  # a period begins on a Monday
    seasonal = 0.25 if kind in ("drug_checking", "emergency") else 0.08
    growth = 0.05 if kind == "drug_checking" else 0.02
    intensity = (1 + seasonal * season(every)) * np.exp(growth * np.arange(len(every)) / 365.25)
    intensity *= np.array(WEEKEND.get(kind, (1.0,) * 7))[weekday]
    cumulative = np.cumsum(intensity)
    return every[np.searchsorted(cumulative, rng.random(count) * cumulative[-1], side="right")]


def _substances(
    kind: str, rng: np.random.Generator, region: NDArray[np.int_], days: NDArray[np.datetime64]
) -> NDArray[np.int16]:
    table = _shares_by_place_and_month(kind)
    found = np.full((len(days), SLOTS), -1, dtype=np.int16)
    found[:, 0] = _pick(rng, table, region, days)
    filled = np.ones(len(days), dtype=bool)
    for slot in (1, 2):
        filled = filled & (rng.random(len(days)) < (MIXED.get(kind) or COMBINED[kind]))
        at = np.flatnonzero(filled)
        if kind in MIXED:
            found[at, slot] = _companion(rng, found[at, 0])
        else:
            found[at, slot] = _pick(rng, table, region[at], days[at])
        repeated = (found[at, slot, None] == found[at, :slot]).any(axis=1)
        found[at[repeated], slot] = -1
        filled = filled & (found[:, slot] >= 0)
    return found


def _shares_by_place_and_month(kind: str) -> NDArray[np.float64]:
    """Cumulative shares, (n_countries * 12, n_substances), each row ending in 1.

    How countries differ is fixed, not drawn from the seed, so that a country stays itself.
    """
    spread = np.random.default_rng(1961).normal(0.0, 0.45, (29, len(substances.SUBSTANCES)))
    by_country = substances.shares(kind) * np.exp(spread)
    for country in CATHINONE_COUNTRIES:
        by_country[places.CODES.index(country), substances.CODE["2-MMC"]] *= 4.0
    for country in ("DE", "DK", "NO", "PT"):  # heroin is never rare where it matters below
        by_country[places.CODES.index(country), substances.CODE["heroin"]] *= 1.5
    summer = np.array([s.summer for s in substances.SUBSTANCES])
    month = np.cos(2 * np.pi * (np.arange(12) - 6) / 12)
    table = by_country[:, None, :] * (1 + 0.5 * summer * month[:, None])
    cumulative = np.cumsum(table.reshape(-1, table.shape[-1]), axis=1)
    return cumulative / cumulative[:, -1:]


def _pick(
    rng: np.random.Generator,
    cumulative: NDArray[np.float64],
    region: NDArray[np.int_],
    days: NDArray[np.datetime64],
) -> NDArray[np.int16]:
    month = days.astype("datetime64[M]").astype(int) % 12
    return pick_row(rng, cumulative, places.COUNTRY_OF[region] * 12 + month)


def pick_row(
    rng: np.random.Generator, cumulative: NDArray[np.float64], row: NDArray[np.int_]
) -> NDArray[np.int16]:
    """One column for each entry of ``row``, drawn by that row's cumulative probabilities.

    The rows are laid end to end, row ``r`` covering (r, r + 1], so that one binary search
    serves all of them.
    """
    width = cumulative.shape[1]
    ladder = (cumulative + np.arange(len(cumulative))[:, None]).ravel()
    at = np.searchsorted(ladder, row + rng.random(len(row)), side="right")
    return np.clip(at - row * width, 0, width - 1).astype(np.int16)


def _companion(rng: np.random.Generator, first: NDArray[np.int16]) -> NDArray[np.int16]:
    width = max(map(len, substances.COMPANIONS.values()))
    table = np.full((len(substances.SUBSTANCES), width), -1, dtype=np.int16)
    size = np.ones(len(substances.SUBSTANCES), dtype=int)
    for name, others in substances.COMPANIONS.items():
        table[substances.CODE[name], : len(others)] = [substances.CODE[o] for o in others]
        size[substances.CODE[name]] = len(others)
    return table[first, (rng.random(len(first)) * size[first]).astype(int)]
