"""Wastewater: daily loads of residues at the plants of the network."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vedette.science.simulation import places, substances
from vedette.science.simulation.background import Period, delays, season

ANALYTES: NDArray[np.object_] = np.array(list(substances.LOADS), dtype=object)
USUAL_INTERVAL = 28  # days between sampled days at scale 1
LIMIT = 0.5  # of quantification, mg per day and 1000 people


@dataclass(frozen=True, slots=True)
class Loads:
    """One entry per sampled day, plant and analyte."""

    occurred: NDArray[np.datetime64]
    reported: NDArray[np.datetime64]
    region: NDArray[np.int_]
    analyte: NDArray[np.int_]  # position in ANALYTES
    load: NDArray[np.float64]  # mg per day and 1000 people; NaN below the limit


def loads(rng: np.random.Generator, *, period: Period, scale: float) -> Loads:
    """Loads at fixed intervals; a larger scale means shorter intervals, then more plants."""
    regions = np.arange(len(places.REGIONS))
    first_of_country = np.flatnonzero(np.diff(places.COUNTRY_OF, prepend=-1))
    second = first_of_country[1::2] - 1  # every second country sends from one more plant
    plants = np.union1d(first_of_country, second) if scale <= USUAL_INTERVAL else regions
    interval = max(1, round(USUAL_INTERVAL / scale))

    day, plant = np.meshgrid(np.arange(period.weeks * 7), plants, indexing="ij")
    sampled = (day + plant * 3) % interval == 0
    region = np.repeat(plant[sampled], len(ANALYTES))
    occurred = np.repeat(period.start + day[sampled], len(ANALYTES))
    analyte = np.tile(np.arange(len(ANALYTES)), sampled.sum())

    load = _level(region, analyte) * _rhythm(occurred, analyte)
    load *= rng.lognormal(0.0, 0.25, size=load.size)
    late = np.repeat(delays("wastewater", rng, region[:: len(ANALYTES)]), len(ANALYTES))
    reported = np.add(occurred, late)
    load[load < LIMIT] = np.nan
    return Loads(occurred, reported, region, analyte, load)


def _level(region: NDArray[np.int_], analyte: NDArray[np.int_]) -> NDArray[np.float64]:
    median, spread = np.array(list(substances.LOADS.values())).T
    habit = np.random.default_rng(1961).normal(size=(len(places.REGIONS), len(ANALYTES)))
    return (median * np.exp(spread * habit))[region, analyte]


def _rhythm(days: NDArray[np.datetime64], analyte: NDArray[np.int_]) -> NDArray[np.float64]:
    weekday = (days.astype(int) + 3) % 7  # 1970-01-01 was a Thursday
    party = np.isin(ANALYTES, ["MDMA", "ketamine", "benzoylecgonine"])[analyte]
    return np.where(party & (weekday >= 4), 1.5, 1.0) * (1 + 0.1 * season(days))
