"""What hangs on a core: groups, their kinds, chains, rings and masses."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from vedette.catalogue.controls.definitions import ORGANIC, GroupKind, read_groups
from vedette.catalogue.controls.structures import chemistry

MOST_MATCHES = 400

Found = tuple[frozenset[int], frozenset[frozenset[int]]]


@dataclass(frozen=True, slots=True)
class Group:
    """A connected part outside the core, and the core atoms it is bound to."""

    atoms: tuple[int, ...]
    ends: tuple[int, ...]
    roots: tuple[int, ...]
    orders: tuple[float, ...]
    smiles: str


@dataclass
class Patterns:
    """A molecule, with every pattern looked for in it once."""

    molecule: Any
    found: dict[str, tuple[tuple[int, ...], ...]] = field(default_factory=dict)

    def matches(self, smarts: str) -> tuple[tuple[int, ...], ...]:
        """Return every way in which a pattern lies over the molecule."""
        known = self.found.get(smarts)
        if known is None:
            known = self.found[smarts] = self.molecule.GetSubstructMatches(
                _query(smarts), uniquify=False, maxMatches=MOST_MATCHES
            )
        return known

    @staticmethod
    def numbers(smarts: str) -> tuple[int, ...]:
        """Return the atom maps of a pattern, in the order of its atoms."""
        return tuple(atom.GetAtomMapNum() for atom in _query(smarts).GetAtoms())

    @staticmethod
    def bonds(smarts: str, match: tuple[int, ...]) -> frozenset[frozenset[int]]:
        """Return the bonds of the molecule that a pattern lies over."""
        return frozenset(
            frozenset((match[bond.GetBeginAtomIdx()], match[bond.GetEndAtomIdx()]))
            for bond in _query(smarts).GetBonds()
        )

    def systems_around(self, smarts: str, anchors: list[int]) -> list[Found]:
        """Return ring systems that hold every anchor: their atoms and their bonds."""
        found = {}
        for match in self.matches(smarts):
            if set(anchors) <= set(match):
                found[frozenset(match)] = self.bonds(smarts, match)
        return list(found.items())

    def first_atoms(self, smarts: str) -> frozenset[int]:
        """Return the atoms that a pattern of one atom fits."""
        return frozenset(match[0] for match in self.matches(smarts))

    def mass(self) -> float:
        """Return the average mass in u."""
        return self._mass_of(atom.GetIdx() for atom in self.molecule.GetAtoms())

    def mass_of(self, group: Group) -> float:
        """Return the average mass of a group with its hydrogen, in u."""
        return self._mass_of(group.atoms)

    def _mass_of(self, indices: Iterable[int]) -> float:
        atoms = (self.molecule.GetAtomWithIdx(index) for index in indices)
        return float(sum(atom.GetMass() + 1.008 * atom.GetTotalNumHs() for atom in atoms))

    def elements_of(self, group: Group) -> set[str]:
        """Return the elements of a group besides hydrogen."""
        return {self.molecule.GetAtomWithIdx(index).GetSymbol() for index in group.atoms}

    def strange_elements(self) -> set[str]:
        """Return the elements that no definition speaks of."""
        return {atom.GetSymbol() for atom in self.molecule.GetAtoms()} - {*ORGANIC, "P"}

    def longest_chain(
        self, atoms: Iterable[int], *, start: int | None = None, of: tuple[str, ...] = ()
    ) -> int:
        """Return how many atoms outside rings the longest chain has; rings count nothing.

        With `start`, only chains that begin there; with `of`, only through those elements.
        """
        inside = {
            atom for atom in atoms if not of or self.molecule.GetAtomWithIdx(atom).GetSymbol() in of
        }
        begins = [start] if start is not None else list(inside)
        return max((self._reach(begin, inside) for begin in begins if begin in inside), default=0)

    def _reach(self, begin: int, inside: set[int]) -> int:
        """Return the weight of the heaviest of the shortest ways from an atom."""
        weight = {begin: self._weight(begin)}
        edge = [begin]
        while edge:
            following = []
            for atom in edge:
                for near in self.molecule.GetAtomWithIdx(atom).GetNeighbors():
                    index = near.GetIdx()
                    if index in inside and index not in weight:
                        weight[index] = weight[atom] + self._weight(index)
                        following.append(index)
            edge = following
        return max(weight.values())

    def _weight(self, atom: int) -> int:
        return 0 if self.molecule.GetAtomWithIdx(atom).IsInRing() else 1

    def rings(self) -> tuple[tuple[int, ...], ...]:
        """Return the smallest rings."""
        return tuple(self.molecule.GetRingInfo().AtomRings())

    def smallest_ring(self, atoms: tuple[int, ...]) -> int | None:
        """Return the size of the smallest ring that holds all of some atoms."""
        return min((len(ring) for ring in self.rings() if set(atoms) <= set(ring)), default=None)

    def ring_size(self, group: Group) -> int | None:
        """Return the size of the smallest ring that a group closes with its ends."""
        needed = set(group.ends) | set(group.roots)
        holding = [len(ring) for ring in self.rings() if needed <= set(ring)]
        if not holding:
            holding = [
                len(ring) for ring in self.rings()
                if set(group.ends) <= set(ring) and set(group.atoms) & set(ring)
            ]  # fmt: skip
        return min(holding, default=None)

    def is_like(self, group: Group, smarts: str) -> bool:
        """Tell whether a pattern lies over a group and its ends, all atoms of the group."""
        inside = set(group.atoms) | set(group.ends)
        return any(set(group.atoms) <= set(m) <= inside for m in self.matches(smarts))

    def ring_is_near(self, group: Group, bonds: int) -> bool:
        """Tell whether a ring of 3 to 7 atoms lies at most so many carbon atoms away."""
        edge, seen = {group.roots[0]}, {group.roots[0]}
        for _ in range(bonds + 1):
            for atom in edge:
                if self.molecule.GetAtomWithIdx(atom).IsInRing():
                    return self._rings_are_small(group)
            edge = {
                near.GetIdx() for atom in edge
                for near in self.molecule.GetAtomWithIdx(atom).GetNeighbors()
                if near.GetIdx() in group.atoms and near.GetIdx() not in seen
                and (near.GetSymbol() == "C" or near.IsInRing())
            }  # fmt: skip
            seen |= edge
        return False

    def _rings_are_small(self, group: Group) -> bool:
        sizes = [len(ring) for ring in self.rings() if set(ring) <= set(group.atoms)]
        return bool(sizes) and all(3 <= size <= 7 for size in sizes)


@cache
def _query(smarts: str) -> Any:
    query = chemistry().MolFromSmarts(smarts)
    if query is None:
        raise ValueError(f"{smarts!r} is no SMARTS")
    return query


def patterns_of(molecule: Any) -> Patterns:
    """Return the patterns of a molecule, shared by all definitions that ask of it."""
    known: Patterns | None = _KNOWN.get(id(molecule))
    if known is None or known.molecule is not molecule:
        if len(_KNOWN) > 512:
            _KNOWN.clear()
        known = _KNOWN[id(molecule)] = Patterns(molecule)
    return known


_KNOWN: dict[int, Patterns] = {}


def groups_of(patterns: Patterns, core: set[int]) -> list[Group]:
    """Return what is left of a molecule when a core is taken out, part by part."""
    molecule, seen, groups = patterns.molecule, set(core), []
    for atom in sorted(core):
        for near in molecule.GetAtomWithIdx(atom).GetNeighbors():
            if near.GetIdx() not in seen:
                part = _connected(molecule, near.GetIdx(), core)
                seen |= part
                groups.append(_group(molecule, part, core))
    return groups


def _connected(molecule: Any, begin: int, core: set[int]) -> set[int]:
    part, edge = {begin}, [begin]
    while edge:
        for near in molecule.GetAtomWithIdx(edge.pop()).GetNeighbors():
            if near.GetIdx() not in core and near.GetIdx() not in part:
                part.add(near.GetIdx())
                edge.append(near.GetIdx())
    return part


def _group(molecule: Any, part: set[int], core: set[int]) -> Group:
    bound = [
        (
            near.GetIdx(),
            atom,
            molecule.GetBondBetweenAtoms(atom, near.GetIdx()).GetBondTypeAsDouble(),
        )
        for atom in sorted(part)
        for near in molecule.GetAtomWithIdx(atom).GetNeighbors()
        if near.GetIdx() in core
    ]
    ends, roots, orders = zip(*bound, strict=True)
    return Group(
        tuple(sorted(part)), ends, roots, orders,
        chemistry().MolFragmentToSmiles(molecule, atomsToUse=sorted(part), isomericSmiles=False),
    )  # fmt: skip


def is_kind(patterns: Patterns, group: Group, kind: str, *, further: bool = False) -> bool:
    """Tell whether a group is of a kind; `further` asks only how it begins."""
    name, _, limit = kind.partition(":")
    known = read_groups()[0][name]
    if group.orders[0] != known.bond:
        return False
    if known.whole:
        return _is_whole(patterns, group, known.whole, further)
    return _is_built(patterns, group, known, int(limit) if limit else None, further)


def _is_whole(patterns: Patterns, group: Group, smarts: str, further: bool) -> bool:
    root = group.roots[0]
    return any(
        match[0] == root and (set(match) <= set(group.atoms) if further
                              else set(match) == set(group.atoms))
        for match in patterns.matches(smarts)
    )  # fmt: skip


def _is_built(
    patterns: Patterns, group: Group, kind: GroupKind, limit: int | None, further: bool
) -> bool:
    root = group.roots[0]
    if root not in patterns.first_atoms(kind.root):
        return False
    if further:
        return True
    inside = set(group.atoms)
    if not inside - {root} <= patterns.first_atoms(kind.rest):
        return False
    if kind.has and not any(set(match) <= inside for match in patterns.matches(kind.has)):
        return False
    if kind.ring_within is not None and not patterns.ring_is_near(group, kind.ring_within):
        return False
    if kind.chain is not None:
        longest = patterns.longest_chain(group.atoms, start=root, of=kind.chain_elements)
        if not kind.chain[0] <= longest <= kind.chain[1]:
            return False
    carbons = sum(patterns.molecule.GetAtomWithIdx(a).GetSymbol() == "C" for a in inside)
    return limit is None or carbons <= limit
