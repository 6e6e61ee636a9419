"""Tables of counts in which no small cell can be read, nor worked out from what is shown."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil, floor

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import lil_matrix

TOTAL = ""
SMALLEST = 5
SLACK = 1e-6  # of the linear programs

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A total and what it is the sum of."""

    total: Key
    members: tuple[Key, ...]

    @property
    def cells(self) -> tuple[Key, ...]:
        """Return the total and its members."""
        return (self.total, *self.members)


@dataclass(frozen=True, slots=True)
class Hidden:
    """Which cells are not shown; the two sets are told apart for tests, never to a reader."""

    small: frozenset[Key]
    others: frozenset[Key]

    @property
    def all(self) -> frozenset[Key]:
        """Return every cell that is not shown."""
        return self.small | self.others


def hide_small(
    counts: Mapping[Key, int], *, smallest: int = SMALLEST, also: Iterable[Key] = ()
) -> Hidden:
    """Choose the cells to hide so that none of the small ones can be worked out.

    Parameters
    ----------
    counts : mapping of tuple of str to int
        Each cell by its coordinates, "" where it is the total over an axis. Wherever the
        cells along an axis add up to such a total, a reader is taken to know that they do.
    smallest : int
        Counts from one to below this are hidden; zero is shown, for nobody is behind it.
    also : iterable of tuple
        Further cells that must not be shown, treated like small ones.

    Returns
    -------
    Hidden
        After hiding, given all shown counts and that hidden ones are whole and above zero,
        every small cell could be ``smallest`` or more, and no hidden cell is fixed to one
        number.

    Notes
    -----
    Greedy: a cell that is not safe takes the smallest shown count of one of its lines with
    it, members before totals. The bounds come from linear programs over the cells that hang
    together; they are the widest a reader can be sure of, but for whole numbers.
    """
    lines = lines_of(counts)
    named = {key for key in also if counts.get(key)}
    small = {key for key, count in counts.items() if 0 < count < smallest} | named
    hidden = set(small)
    of_cell = defaultdict(list)
    for line in lines:
        for key in line.cells:
            of_cell[key].append(line)
    _pair_up(counts, lines, hidden)
    safe: set[Key] = set()  # hiding more only widens what a cell could be: safe once is safe
    while unsafe := _first_unsafe(counts, lines, hidden, small, safe, smallest):
        more = _next_to_hide(counts, of_cell[unsafe], hidden)
        if more is None:  # every line of it is hidden: take what hangs together with it
            more = _next_to_hide(counts, _connected(unsafe, of_cell, hidden), hidden)
        if more is None:
            break
        hidden.add(more)
    return Hidden(frozenset(small), frozenset(hidden - small))


def lines_of(counts: Mapping[Key, int]) -> list[Line]:
    """Return every total that equals the sum of its parts along an axis."""
    parts: dict[tuple[int, Key], list[Key]] = defaultdict(list)
    for key in counts:
        for axis, place in enumerate(key):
            if place != TOTAL:
                parts[axis, (*key[:axis], TOTAL, *key[axis + 1 :])].append(key)
    return [
        Line(total, tuple(members))
        for (_axis, total), members in parts.items()
        if total in counts and sum(counts[one] for one in members) == counts[total]
    ]


def bounds_of(
    key: Key, counts: Mapping[Key, int], lines: Iterable[Line], hidden: Iterable[Key]
) -> tuple[float, float]:
    """Return the least and the most that a hidden cell can be, given all that is shown."""
    hidden = set(hidden)
    joined = _hanging_together(key, [line for line in lines if hidden & set(line.cells)], hidden)
    cells = sorted({cell for line in joined for cell in line.cells if cell in hidden} | {key})
    place = {cell: number for number, cell in enumerate(cells)}
    if not joined:
        return 1, np.inf
    if len(joined) == 1 and joined[0].total not in hidden:  # no program needed for one sum
        left = counts[joined[0].total] - sum(
            counts[one] for one in joined[0].members if one not in hidden
        )
        others = len(cells) - 1
        return (1 if others else left), left - others
    matrix, right = lil_matrix((len(joined), len(cells))), np.zeros(len(joined))
    for row, line in enumerate(joined):
        for cell, sign in ((line.total, 1), *((one, -1) for one in line.members)):
            if cell in place:
                matrix[row, place[cell]] = sign
            else:
                right[row] -= sign * counts[cell]
    aim = np.zeros(len(cells))
    aim[place[key]] = 1
    ends = []
    for sign in (1, -1):
        found = linprog(sign * aim, A_eq=matrix.tocsr(), b_eq=right, bounds=(1, None))
        ends.append(sign * found.fun if found.status == 0 else sign * -np.inf)
    return ends[0], ends[1]


def _hanging_together(key: Key, lines: list[Line], hidden: set[Key]) -> list[Line]:
    """Return the lines that a cell's value hangs on, over other hidden cells."""
    reached, found, open_lines = {key}, [], list(lines)
    grown = True
    while grown:
        grown = False
        for line in list(open_lines):
            if reached & set(line.cells):
                found.append(line)
                open_lines.remove(line)
                reached |= hidden & set(line.cells)
                grown = True
    return found


def _pair_up(counts: Mapping[Key, int], lines: list[Line], hidden: set[Key]) -> None:
    """Hide a second cell wherever a line hides only one: the plain case, without a program."""
    changed = True
    while changed:
        changed = False
        for line in lines:
            if len(hidden & set(line.cells)) == 1:
                more = _next_to_hide(counts, [line], hidden)
                if more is not None:
                    hidden.add(more)
                    changed = True


def _first_unsafe(
    counts: Mapping[Key, int], lines: list[Line], hidden: set[Key], small: set[Key],
    safe: set[Key], smallest: int,
) -> Key | None:  # fmt: skip
    for key in sorted(hidden - safe, key=lambda one: (one not in small, counts[one], one)):
        least, most = bounds_of(key, counts, lines, hidden)
        is_fixed = np.isfinite(most) and ceil(least - SLACK) >= floor(most + SLACK)
        if is_fixed or (key in small and most + SLACK < smallest):
            return key
        safe.add(key)
    return None


def _next_to_hide(counts: Mapping[Key, int], lines: Iterable[Line], hidden: set[Key]) -> Key | None:
    open_cells = {
        (cell == line.total, counts[cell], cell)
        for line in lines for cell in line.cells
        if cell not in hidden and counts[cell] > 0
    }  # fmt: skip
    return min(open_cells)[2] if open_cells else None


def _connected(key: Key, of_cell: Mapping[Key, list[Line]], hidden: set[Key]) -> list[Line]:
    every = {id(line): line for lines in of_cell.values() for line in lines}
    return _hanging_together(key, list(every.values()), hidden)
