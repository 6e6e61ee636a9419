"""What a difference in mass between two molecules may be, as a difference of formulae."""

from dataclasses import dataclass
from functools import cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

from vedette.science.spectra.masses import ELEMENTS
from vedette.science.spectra.spectrum import Floats

HEAVY = ("C", "N", "O", "F", "S", "Cl", "Br", "P")
MOST_CHANGED = 5  # heavy atoms, added or taken away
MOST_OF_RARE = 2
MOST_COST = 22  # beyond it, chance finds a formula for any mass
WITHIN = 0.003  # Da


@dataclass(frozen=True, slots=True)
class Shift:
    """A difference in mass in Da and the simplest formulae that explain it, the best first."""

    mass: float
    formulas: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.mass:+.3f}" + (f", {self.formulas[0]}" if self.formulas else "")


def explain_shift(mass: float, *, within: float = WITHIN, most: int = 3) -> Shift:
    """Name the differences of up to five heavy atoms that have this mass.

    Parameters
    ----------
    mass : float
        Query less reference in Da.
    within : float
        How far the mass may be off, in Da.

    Notes
    -----
    Few changed heavy atoms come before many, one direction before exchange, and then the
    nearer mass. What is taken away stands behind a minus: ``F-H`` is fluorine for hydrogen.
    """
    if abs(mass) <= within:
        return Shift(mass, ("same formula",))
    counts, masses, costs = _differences()
    low, high = np.searchsorted(masses, [mass - within, mass + within])
    order = low + np.lexsort((np.abs(masses[low:high] - mass), costs[low:high]))
    return Shift(mass, tuple(_written(counts[i]) for i in order[:most]))


@cache
def _differences() -> tuple[NDArray[np.int8], Floats, NDArray[np.int16]]:
    """List every difference by rising mass with its atoms and how unlikely it is."""
    spans = [range(-MOST_CHANGED, MOST_CHANGED + 1)] + [
        range(-limit, limit + 1)
        for limit in (MOST_OF_RARE, 3, 3, 1, MOST_OF_RARE, 1, 1)
    ]  # fmt: skip
    heavy = np.array(
        [one for one in product(*spans) if sum(map(abs, one)) <= MOST_CHANGED], dtype=np.int8
    )
    hydrogens = np.arange(-2 * MOST_CHANGED - 2, 2 * MOST_CHANGED + 3, dtype=np.int8)
    table = np.column_stack(
        [np.repeat(heavy, len(hydrogens), axis=0), np.tile(hydrogens, len(heavy))]
    )
    table = table[_possible(table.astype(np.int64).T)]
    masses = table @ np.array([*(ELEMENTS[name] for name in HEAVY), ELEMENTS["H"]])
    changed = np.abs(table[:, :-1]).sum(axis=1)
    exchanged = np.minimum(
        np.where(table > 0, table, 0).sum(axis=1), np.where(table < 0, -table, 0).sum(axis=1)
    )
    rare = np.abs(table[:, 4:-1]).sum(axis=1) + 2 * np.abs(table[:, 7])
    costs = (4 * changed + 2 * exchanged + 2 * rare + np.abs(table[:, -1]) // 3).astype(np.int16)
    order = np.argsort(masses, kind="stable")
    order = order[costs[order] <= MOST_COST]
    return table[order], masses[order], costs[order]


def _possible(table: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Keep what leads from one molecule with paired electrons and usual valences to another."""
    carbon, nitrogen, _, fluorine, _, chlorine, bromine, phosphorus, hydrogen = table
    single = hydrogen + fluorine + chlorine + bromine
    triple = nitrogen + phosphorus
    room = 2 + 2 * np.abs(carbon) + np.abs(triple)
    return ((single + triple) % 2 == 0) & (np.abs(single) <= room)


def _written(counts: NDArray[np.int8]) -> str:
    names = ("C", "H", "Br", "Cl", "F", "N", "O", "P", "S")
    by_name = dict(zip((*HEAVY, "H"), map(int, counts), strict=True))

    def part(sign: int) -> str:
        return "".join(
            f"{name}{abs(by_name[name]) if abs(by_name[name]) > 1 else ''}"
            for name in names
            if by_name[name] * sign > 0
        )

    return part(1) + (f"-{taken}" if (taken := part(-1)) else "")
