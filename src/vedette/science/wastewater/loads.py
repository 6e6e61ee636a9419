"""Loads of residues: from what a laboratory measures to what cities can be compared by."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import ArrayLike, NDArray

from vedette.errors import VedetteError

Floats = NDArray[np.float64]
FRIDAY, MONDAY = 5, 1  # ISO weekdays
WEEKEND = frozenset({5, 6, 7, 1})  # Friday to Monday, as the SCORE group reports it
FLAGS = ("below_limit", "dumping", "rain", "event", "population_estimated")
RAIN_TIMES = 2.0  # flow of a day over the week's median from which dilution is suspected
DUMPING_TIMES = 10.0  # load of a day over the week's median from which dumping is suspected


class LoadRefused(VedetteError, ValueError):
    """A concentration, a flow or a population from which no load can be made."""

    def __init__(self, what: str, why: str) -> None:
        super().__init__(what, why)
        self.what, self.why = what, why

    def __str__(self) -> str:
        return f"{self.what} {self.why}"


@dataclass(frozen=True, slots=True)
class DailyLoads:
    """One entry a day; NaN below the limit of quantification, which is not zero.

    ``mass`` is in mg per day, ``load`` in mg per day and 1,000 inhabitants, ``below`` marks
    the days on which the residue could not be quantified.
    """

    mass: Floats
    load: Floats
    below: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Week:
    """A week of samples: means of all days, of Friday to Monday, and of the others.

    A mean is NaN where no day of its kind was quantified. ``days`` were quantified,
    ``below`` were not; ``is_whole`` says that all seven were sampled.
    """

    mean: float
    weekend: float
    weekday: float
    days: int
    below: int
    is_whole: bool
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Factor:
    """From a residue to the drug it stands for: a version and its source, never a bare number.

    Attributes
    ----------
    certainty : str
        "V" verified, "K" known, "D" decided here.
    """

    residue: str
    drug: str
    value: float
    version: str
    certainty: str


@dataclass(frozen=True, slots=True)
class Consumption:
    """Consumption in mg per day and 1,000 inhabitants, with the factor it rests on."""

    value: Floats
    factor: Factor


# Of ketamine none is agreed on: its load is all that is shown.
FACTORS: tuple[Factor, ...] = (
    Factor("benzoylecgonine", "cocaine", 3.59, "2016", "K"),
    Factor("amphetamine", "amphetamine", 2.77, "2016", "K"),
    Factor("methamphetamine", "methamphetamine", 2.44, "2016", "K"),
    Factor("mdma", "mdma", 4.4, "2016", "K"),
    Factor("thc-cooh", "cannabis", 182.0, "2020", "K"),
    Factor("thc-cooh", "cannabis", 152.0, "2011", "K"),
)


def daily_loads(
    concentration: ArrayLike, flow: ArrayLike, population: ArrayLike, *, limit: ArrayLike = 0.0
) -> DailyLoads:
    """Return daily masses and loads.

    Parameters
    ----------
    concentration : (n_days,) array_like
        ng per litre in the composite of 24 hours; NaN or below ``limit`` is not quantified.
    flow : (n_days,) array_like
        Cubic metres per day, above zero.
    population : array_like
        People served, above zero, one or one a day.
    limit : array_like
        Limit of quantification in ng per litre.

    Returns
    -------
    DailyLoads

    Raises
    ------
    LoadRefused
        If a flow or a population is missing or not above zero, or a concentration negative.

    Notes
    -----
    ng/L times m³/day is µg/day, so that mg/day is ``C * Q / 1000``, and mg/day for each
    1,000 people is ``C * Q / P``.
    """
    level, volume, people, floor = np.broadcast_arrays(
        *(np.asarray(one, dtype=np.float64) for one in (concentration, flow, population, limit))
    )
    for name, values in (("a flow", volume), ("a population", people)):
        if not (np.isfinite(values) & (values > 0)).all():
            raise LoadRefused(name, "is missing or not above zero")
    if (level < 0).any():
        raise LoadRefused("a concentration", "is below zero")
    below = np.isnan(level) | (level < floor)
    known = np.where(below, np.nan, level)
    return DailyLoads(known * volume / 1000, known * volume / people, below)


def week_of_loads(
    loads: ArrayLike, days: Sequence[date], *, flow: ArrayLike | None = None,
    events: Sequence[date] = (), population_estimated: bool = False,
) -> Week:  # fmt: skip
    """Sum a week of samples up, with what should make a reader careful.

    Parameters
    ----------
    loads : (n_days,) array_like
        As :func:`daily_loads` gives them; NaN is below the limit.
    days : sequence of date
        The day of each sample.
    flow : (n_days,) array_like, optional
        A day with twice the week's median flow or more is marked as rain.
    events : sequence of date
        Days of festivals and the like.
    population_estimated : bool
        The people served were not counted on the day, as mobile data or ammonium do.

    Raises
    ------
    LoadRefused
        If loads and days are not of one length, or a day comes twice.
    """
    values = np.asarray(loads, dtype=np.float64)
    if values.shape != (len(days),):
        raise LoadRefused("loads and days", "are not of one length")
    if len(set(days)) != len(days):
        raise LoadRefused("a day", "comes twice")
    party = np.array([day.isoweekday() in WEEKEND for day in days], dtype=bool)
    quantified = ~np.isnan(values)
    flags = ["below_limit"] if not quantified.all() else []
    middle = float(np.median(values[quantified])) if quantified.any() else 0.0
    if middle and (values[quantified] >= DUMPING_TIMES * middle).any():
        flags.append("dumping")
    if flow is not None:
        volumes = np.asarray(flow, dtype=np.float64)
        if (volumes >= RAIN_TIMES * np.median(volumes)).any():
            flags.append("rain")
    if set(events) & set(days):
        flags.append("event")
    if population_estimated:
        flags.append("population_estimated")
    return Week(
        _mean(values), _mean(values[party]), _mean(values[~party]), int(quantified.sum()),
        int((~quantified).sum()), {day.isoweekday() for day in days} == set(range(1, 8)),
        tuple(flags),
    )  # fmt: skip


def _mean(values: Floats) -> float:
    known = values[~np.isnan(values)]
    return float(known.mean()) if known.size else float("nan")


def factor_for(residue: str, *, version: str = "") -> Factor | None:
    """Return the newest factor of a residue, or that of a version; None where none is agreed."""
    found = [one for one in FACTORS if one.residue == residue and version in ("", one.version)]
    return max(found, key=lambda one: one.version, default=None)


def consumption(loads: ArrayLike, factor: Factor) -> Consumption:
    """Return consumption from loads; it travels with its factor, so that nobody loses it."""
    return Consumption(np.asarray(loads, dtype=np.float64) * factor.value, factor)
