"""From tables of evidence and figures of others to values: flags, hidden cells, what is missing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import ibis
import pyarrow.compute as pc
from django.utils import timezone

from vedette.base.markings.rules import ORDER
from vedette.response.indicators.definitions import SMALLEST, Indicator, Part
from vedette.response.indicators.evidence import Evidence, rows_of
from vedette.response.indicators.methods import METHODS
from vedette.response.indicators.models import Figure
from vedette.response.indicators.rules import BEGINS, BREAK, RUNNING
from vedette.science.privacy.cells import Key, hide_small
from vedette.science.tables import indicators as expressions

Place = tuple[str, tuple[str, ...]]  # a period, and the coordinates of a cell
STATUS_FLAGS = {"b": BREAK, "p": "provisional", "e": "estimated", "d": "definition_differs",
                "u": "low_reliability", "s": "estimated", "c": "confidential"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """One value before it is kept."""

    part: str
    country: str
    period: str
    cell: str
    unit: str
    numerator: float | None = None
    denominator: float | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    flags: tuple[str, ...] = ()
    note: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Lack:
    """Why a part has no value: which evidence or series is not there, and what is wanted."""

    part: str
    why: str
    of: str = ""
    wanted: str = ""


@dataclass(frozen=True, slots=True)
class Computed:
    """All cells of an indicator, small ones already hidden, and what it lacks."""

    cells: tuple[Cell, ...]
    missing: tuple[Lack, ...]
    methods: Mapping[str, str]


def compute(
    indicator: Indicator, evidence: Evidence, figures: Mapping[str, list[Figure]], *,
    shared: Mapping[str, tuple[str, ...]] | None = None,
) -> Computed:  # fmt: skip
    """Compute every part of an indicator from what a ceiling lets be counted.

    ``shared`` has, by context, the columns by which any indicator of the node counts its
    reports: what is hidden there is hidden in every part that draws on the context, so that
    no two tables give away together what each keeps.
    """
    base = _Base(evidence, shared or {})
    cells: list[Cell] = []
    missing: list[Lack] = []
    methods = {}
    for part in indicator.parts:
        if part.method:
            methods[part.key] = METHODS[part.method].label
            made, lacks = _from_evidence(part, evidence)
        else:
            methods[part.key] = f"imported/{part.series}"
            made, lacks = _from_figures(part, figures.get(part.series, []))
        cells += hide(made, smallest=part.smallest, closed=base.closed_to(part))
        missing += lacks
    return Computed(tuple(cells), tuple(missing), methods)


def _from_evidence(part: Part, evidence: Evidence) -> tuple[list[Cell], list[Lack]]:
    method = METHODS[part.method]
    contexts, kinds = method.contexts(part.parameters), method.acts(part.parameters)
    there = rows_of(evidence)
    lacks = [Lack(part.key, "no_rows", one, part.wanted)
             for one in contexts if one not in there]  # fmt: skip
    if contexts and len(lacks) == len(contexts):
        return [], lacks
    if gone := [Lack(part.key, "no_acts", one, part.wanted) for one in kinds if one not in there]:
        return [], gone
    asked = evidence.of(contexts, kinds)
    tables = [ibis.memtable(asked.table(name)) for name in method.tables]
    found = method.express(*tables, **part.parameters).to_pyarrow().to_pylist()
    begun = pc.min(asked.reports["occurred_on"]).as_py()
    cells = [_cell(row, part, evidence.as_of, begun.year if begun else None) for row in found]
    if not cells:
        return [], [Lack(part.key, "nothing_counted", "", part.wanted)]
    return sorted(cells, key=lambda one: (one.country, one.period, one.cell)), []


def _cell(row: Mapping[str, Any], part: Part, as_of: datetime, begun: int | None) -> Cell:
    flags = [row["flag"]] if row["flag"] else []
    if row["period"] == str(timezone.localdate(as_of).year):
        flags.append(RUNNING)
    if row["period"] == str(begun) and BEGINS not in flags:
        flags.append(BEGINS)
    return Cell(
        part.key, row["country"], row["period"], row["cell"], part.unit, row["numerator"],
        row["denominator"], row["value"], row["low"], row["high"], tuple(flags),
    )  # fmt: skip


def _from_figures(part: Part, figures: Iterable[Figure]) -> tuple[list[Cell], list[Lack]]:
    kept: dict[tuple[str, str, str], Figure] = {}
    several: set[tuple[str, str, str]] = set()
    for one in figures:
        key = (one.country, one.period, one.cell)
        if key in kept:
            several.add(key)
        kept[key] = one  # the one that came last
    cells = []
    for key, one in kept.items():
        flags = [STATUS_FLAGS.get(letter, f"status_{letter}") for letter in one.status]
        flags += ["several_sources"] if key in several else []
        flags += ["not_available"] if one.value is None else []
        cells.append(Cell(
            part.key, one.country, one.period, one.cell, one.unit, one.numerator,
            one.denominator, one.value, one.low, one.high, tuple(dict.fromkeys(flags)),
            one.note,
        ))  # fmt: skip
    if not cells:
        return [], [Lack(part.key, "not_imported", part.series, part.wanted)]
    return cells, []


class _Base:
    """How many reports each context has: a table behind many parts, closed once for all."""

    def __init__(self, evidence: Evidence, shared: Mapping[str, tuple[str, ...]]) -> None:
        self._evidence, self._shared = evidence, shared
        self._closed: dict[str, frozenset[Place]] = {}

    def closed_to(self, part: Part) -> frozenset[Place]:
        """Return what a part must not show, for it would show the count behind it."""
        if not part.method or part.smallest <= 1:
            return frozenset()
        contexts = METHODS[part.method].contexts(part.parameters)
        return frozenset(place for one in contexts for place in self._of(one))

    def _of(self, context: str) -> frozenset[Place]:
        if context not in self._closed:
            rows = ibis.memtable(self._evidence.of([context], []).reports)
            cells = self._shared.get(context, ())
            counted = expressions.count_reports(rows, context=context, cells=cells)
            made = [
                Cell(context, row["country"], row["period"], row["cell"], "1", row["numerator"])
                for row in counted.to_pyarrow().to_pylist()
            ]
            hidden = hide(made, smallest=SMALLEST)
            self._closed[context] = frozenset(
                (one.period, _coordinates(one)) for one in hidden if one.hidden
            )
        return self._closed[context]


def hide(
    cells: Iterable[Cell], *, smallest: int, closed: frozenset[Place] = frozenset()
) -> list[Cell]:
    """Take the numbers out of small cells, and out of those that would give them away.

    A share is hidden as well where all but a few are in it: the few are the small cell then.
    ``closed`` has the periods and coordinates that must not be shown for another reason.
    """
    cells = list(cells)
    if smallest <= 1:
        return cells
    gone = {
        (key, place)
        for key, table in _tables(cells).items()
        for place in _hidden_in(
            table, smallest, {place for place in table if (key[1], place) in closed}
        )
    }
    return [_closed(one) if (_family(one), _coordinates(one)) in gone else one for one in cells]


def _closed(cell: Cell) -> Cell:
    return replace(cell, numerator=None, denominator=None, value=None, low=None, high=None,
                   hidden=True)  # fmt: skip


def _family(cell: Cell) -> tuple[str, ...]:
    return (cell.part, cell.period)


def _coordinates(cell: Cell) -> tuple[str, ...]:
    return (cell.country, *sorted(filter(None, cell.cell.split(";"))))


def _tables(cells: list[Cell]) -> Mapping[tuple[str, ...], dict[tuple[str, ...], Cell]]:
    tables: dict[tuple[str, ...], dict[tuple[str, ...], Cell]] = defaultdict(dict)
    for one in cells:
        tables[_family(one)][_coordinates(one)] = one
    return tables


def _hidden_in(
    table: Mapping[tuple[str, ...], Cell], smallest: int, named: set[tuple[str, ...]]
) -> Iterator[tuple[str, ...]]:
    """Yield the coordinates of what must be hidden in one part and period."""
    axes = sorted({pair.partition("=")[0] for place in table for pair in place[1:]})

    def key_of(place: tuple[str, ...]) -> Key:
        said = dict(pair.split("=", 1) for pair in place[1:])
        return (place[0], *(said.get(axis, "") for axis in axes))

    keys = {key_of(place): place for place in table}
    closed: set[Key] = {key_of(place) for place in named}
    while True:
        before = set(closed)
        for counts in _counted(keys, table):
            closed |= hide_small(counts, smallest=smallest, also=closed).all
        if closed == before:
            break
    yield from (keys[key] for key in closed)


def _counted(
    keys: Mapping[Key, tuple[str, ...]], table: Mapping[tuple[str, ...], Cell]
) -> Iterator[dict[Key, int]]:
    """Yield the counts behind the cells: the numerators, those left over, and all."""
    for pick in (_numerator, _rest, _denominator):
        counts = {key: pick(table[place]) for key, place in keys.items()}
        held = {key: round(count) for key, count in counts.items() if count is not None}
        if held:
            yield held


def _numerator(cell: Cell) -> float | None:
    return cell.numerator


def _denominator(cell: Cell) -> float | None:
    return cell.denominator


def _rest(cell: Cell) -> float | None:
    if cell.numerator is None or cell.denominator is None:
        return None
    return cell.denominator - cell.numerator


def colours_of(evidence: Evidence, figures: Iterable[Figure]) -> list[str]:
    """Return the colours that evidence and figures carry, from the most open on."""
    there = evidence.colours() | {one.marking.tlp for one in figures}
    return [str(one) for one in ORDER if str(one) in there and one != "RED"]
