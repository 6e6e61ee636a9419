"""Where the members of a family are controlled and where not, and how long control took.

Silence counts as "not covered" only where the lists of a place are held here and were read not long
before: what is held in part, or was read years ago, cannot say that something is missing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

from vedette.catalogue.controls.engine import CANNOT_TELL
from vedette.catalogue.controls.listings import Extent, extents
from vedette.catalogue.controls.rules import (
    CONTROLLED,
    NOT_COVERED,
    ControlStatus,
    Notice,
    TimeToControl,
    time_to_control,
)

NOT_KNOWN = "not_known"  # nothing found, in lists that are held in part or were read long ago


@dataclass(frozen=True, slots=True)
class Cell:
    """What holds for one substance in one place, and since when if that is known."""

    jurisdiction: str
    outcome: str
    since: date | None


@dataclass(frozen=True, slots=True)
class Line:
    """The law on one substance in every place; `notice` is its first notice, if there was any."""

    key: str
    name: str
    cells: tuple[Cell, ...]
    notice: Notice | None = None

    @property
    def controlled(self) -> tuple[str, ...]:
        """Places that control it."""
        return self._places(CONTROLLED)

    @property
    def gaps(self) -> tuple[str, ...]:
        """Places whose lists do not hold it, although another place controls it."""
        return self._places(NOT_COVERED) if self.controlled else ()

    @property
    def doubts(self) -> tuple[str, ...]:
        """Places of which nobody can tell by the texts that are encoded."""
        return self._places(CANNOT_TELL)

    def _places(self, outcome: str) -> tuple[str, ...]:
        return tuple(one.jurisdiction for one in self.cells if one.outcome == outcome)


@dataclass(frozen=True, slots=True)
class PlaceFigures:
    """How far one place controls a family, and how long it took from the first notices.

    The medians are in days, negative where control came first; a notice known to the year only
    gives a shortest and a longest time. `waiting` were noticed and are not controlled.
    """

    jurisdiction: str
    extent: Extent
    controlled: int
    open: int
    doubtful: int
    times: tuple[TimeToControl, ...]
    waiting: int

    @property
    def median_days(self) -> tuple[int, int] | None:
        """The median of the shortest and of the longest times, in days."""
        if not self.times:
            return None
        return (
            round(median(one.least_days for one in self.times)),
            round(median(one.most_days for one in self.times)),
        )


def line(
    key: str, name: str, statuses: Iterable[ControlStatus], *, notice: Notice | None = None
) -> Line:
    """Return one line of the table from what the texts of each place say."""
    return Line(key, name, tuple(_cell(one) for one in statuses), notice)


def _cell(status: ControlStatus) -> Cell:
    outcome = status.outcome
    extent = extents()[status.jurisdiction]
    if outcome == NOT_COVERED and not extent.tells_by_silence(status.at):
        outcome = NOT_KNOWN
    return Cell(status.jurisdiction, outcome, status.since)


def widest_first(lines: Iterable[Line]) -> list[Line]:
    """Order lines by how many places miss a substance that others control."""
    return sorted(lines, key=lambda one: (-len(one.gaps), -len(one.controlled), one.name))


def figures(lines: Iterable[Line]) -> tuple[PlaceFigures, ...]:
    """Return the figures of each place, in the order of the cells."""
    rows = list(lines)
    return tuple(_figures(number, rows) for number in range(len(rows[0].cells) if rows else 0))


def _figures(number: int, rows: list[Line]) -> PlaceFigures:
    place = rows[0].cells[number].jurisdiction
    outcomes = [row.cells[number].outcome for row in rows]
    times = tuple(
        time_to_control(row.notice, place=place, since=since)
        for row in rows
        if row.notice and (since := row.cells[number].since)
    )
    waiting = sum(
        row.notice is not None and row.cells[number].outcome == NOT_COVERED for row in rows
    )
    return PlaceFigures(
        place, extents()[place], outcomes.count(CONTROLLED), outcomes.count(NOT_COVERED),
        outcomes.count(CANNOT_TELL) + outcomes.count(NOT_KNOWN), times, waiting,
    )  # fmt: skip
