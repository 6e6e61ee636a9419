"""Simulate the whole network: background, injected events, and what is known at the end."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vedette.errors import VedetteError
from vedette.science.simulation import places
from vedette.science.simulation.background import Frame, Period, background
from vedette.science.simulation.events import EVENTS, Event, inject_all
from vedette.science.simulation.loads import Loads, loads
from vedette.science.simulation.records import Columns, describe, describe_loads
from vedette.science.simulation.substances import KINDS
from vedette.science.simulation.truth import Truth, TruthEvent


class ImpossibleSimulation(VedetteError, ValueError):
    """A simulation was asked for without a length or a size."""

    def __init__(self, years: float, scale: float) -> None:
        super().__init__(years, scale)
        self.years, self.scale = years, scale

    def __str__(self) -> str:
        return (
            "needs at least 1.5 years and a scale above 0, "
            f"got {self.years} years and scale {self.scale}"
        )


@dataclass(frozen=True, slots=True)
class Simulation:
    """Records of six source kinds and the truth behind them."""

    tables: dict[str, Columns]
    truth: Truth

    def columns(self, kind: str) -> Columns:
        """Arrays with one entry per record, ordered by the date of reporting."""
        return self.tables[kind]

    def rows(self, kind: str) -> Iterator[dict[str, Any]]:
        """The same, record by record; ``found`` and ``names`` without their empty slots."""
        columns = self.tables[kind]
        for values in zip(*(column.tolist() for column in columns.values()), strict=True):
            row = dict(zip(columns, values, strict=True))
            row["found"] = tuple(filter(None, row["found"]))
            row["names"] = tuple(filter(None, row["names"]))
            yield row

    def counts(self) -> dict[str, int]:
        """Records of each source kind."""
        return {kind: len(columns["id"]) for kind, columns in self.tables.items()}


def simulate(*, seed: int, until: date, years: float = 3, scale: float = 1.0) -> Simulation:
    """Simulate a network of 29 countries up to the Sunday before a day.

    Parameters
    ----------
    seed : int
        The same seed and parameters give the same records.
    until : date
        The last simulated day is the Sunday before it; what was not reported by then is absent.
    years : float
        Length of the history; at least 1.5, for a backlog of a year is part of it.
    scale : float
        Size of the background; 1 gives about 80 000 records, 13 about a million.

    Raises
    ------
    ImpossibleSimulation
        If ``years`` or ``scale`` is too small.
    """
    if years < 1.5 or not scale > 0:
        raise ImpossibleSimulation(years, scale)
    end = np.datetime64(until - timedelta(days=until.isoweekday()))
    weeks = round(years * 365.25 / 7)
    period = Period(end - weeks * 7 + 1, end)
    tables: dict[str, Columns] = {}
    numbers: dict[str, NDArray[np.int8]] = {}
    for position, kind in enumerate(KINDS):
        # A stream of its own for each kind: a change to one leaves the others alone.
        rng = np.random.default_rng([seed, position])
        if kind == "wastewater":
            tables[kind] = describe_loads(
                _known_loads(loads(rng, period=period, scale=scale), end), rng
            )
            continue
        frame = inject_all(background(kind, rng, period=period, scale=scale), rng, period, scale)
        frame = _known(frame, end)
        tables[kind], numbers[kind] = describe(frame, rng), frame.event
    found = [_found_in(event, n, tables, numbers, end) for n, event in enumerate(EVENTS, start=1)]
    truth = Truth(seed, _date(period.start), _date(period.end), tuple(found))
    return Simulation(tables, truth)


def _known(frame: Frame, end: np.datetime64) -> Frame:
    order = np.argsort(frame.reported, kind="stable")
    return frame.take(order[frame.reported[order] <= end])


def _known_loads(all_loads: Loads, end: np.datetime64) -> Loads:
    order = np.argsort(all_loads.reported, kind="stable")
    order = order[all_loads.reported[order] <= end]
    return Loads(
        all_loads.occurred[order],
        all_loads.reported[order],
        all_loads.region[order],
        all_loads.analyte[order],
        all_loads.load[order],
    )


def _found_in(
    event: Event,
    number: int,
    tables: dict[str, Columns],
    numbers: dict[str, NDArray[np.int8]],
    end: np.datetime64,
) -> TruthEvent:
    touched = {kind: numbers[kind] == number for kind in event.contexts}
    first = [tables[k]["reported_on"][at].min() for k, at in touched.items() if at.any()]
    names = {n for k, at in touched.items() for n in tables[k]["names"][at].ravel() if n}
    regions = tuple(places.REGIONS[places.region_indices(*event.places)])
    return TruthEvent(
        id=event.id,
        title=event.title,
        kind=event.kind,
        substances=event.substances or tuple(sorted(names)),
        related=event.related,
        countries=tuple(dict.fromkeys(map(places.country_of, regions))),
        regions=regions,
        contexts=tuple(kind for kind, at in touched.items() if at.any()),
        start=_date(end - event.days_before_end),
        first_record=_date(min(first)) if first else None,
        records=tuple(i for k, at in touched.items() for i in tables[k]["id"][at]),
    )


def _date(day: np.datetime64) -> date:
    return date.fromisoformat(str(day))
