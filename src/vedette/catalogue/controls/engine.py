"""Judge a structure by a generic definition: covered, and where; or not, and why not.

Each clause lays its core over the structure. What is left hangs on the core as groups;
each must be of a kind that the clause allows at its position, and each ring closed with
the core must be allowed between its ends.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product

from vedette.catalogue.controls.definitions import (
    Clause,
    Definition,
    Place,
    Ring,
    read_groups,
)
from vedette.catalogue.controls.groups import (
    MOST_MATCHES,
    Group,
    Patterns,
    groups_of,
    is_kind,
    patterns_of,
)
from vedette.catalogue.controls.structures import Structure, read_structure

MOST_WAYS = 3_000  # ways of laying one clause over one structure

COVERED, NOT_COVERED, CANNOT_TELL = "covered", "not_covered", "cannot_tell"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing that a clause does not allow, and the atoms it is about."""

    code: str
    place: str = ""
    group: str = ""
    limit: str = ""
    atoms: tuple[int, ...] = ()
    is_open: bool = False

    def __str__(self) -> str:
        return SENTENCES[self.code].format(place=self.place, group=self.group, limit=self.limit)


SENTENCES = {
    "core": "no core structure of the definition is in it",
    "group": "at {place}, {group} is not among the groups that the text names",
    "ring": "a ring closed at {place} is not one that the text names",
    "missing": "nothing stands at {place}, where the text asks for a group",
    "many": "more than {limit} groups stand at {place}",
    "mass": "it weighs {group} u, more than {limit} u",
    "part_mass": "the group at {place} weighs {group} u, more than {limit} u",
    "unmodified": "it is the parent substance itself, which the text does not name",
    "demand": "it lacks a group that the text asks for somewhere",
    "excluded": "the text excludes {group} by name",
    "element": "it holds {group}, of which the text does not speak",
    "ways": "it can be laid over the definition in too many ways",
    "empty": "no structure is known",
    "mixture": "it is a mixture of several substances",
    "undefined": "a position in it is not defined",
    "large": "it is larger than any structure that the definitions are made for",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a definition says of a structure; for `covered`, by which clause and atoms."""

    definition: str
    outcome: str
    clause: str = ""
    atoms: tuple[int, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()

    @property
    def is_near(self) -> bool:
        """Whether a core of the definition is in the structure."""
        return bool(self.clause)


def judge(structure: Structure, definition: Definition) -> Verdict:
    """Judge one structure by one definition, whatever the date.

    Returns
    -------
    Verdict
        `covered`, as drawn or as its usual tautomer, with the clause and the atoms of
        core and rings that matched;
        `not_covered` with the clause that came nearest and what stood against it;
        `cannot_tell` with the reason. Atoms are those of `structure.molecule`.
    """
    if structure.doubt:
        return Verdict(definition.key, CANNOT_TELL, obstacles=(Obstacle(structure.doubt),))
    if name := _excluded(structure, definition):
        return Verdict(definition.key, NOT_COVERED, obstacles=(Obstacle("excluded", group=name),))
    verdicts = [_judge_form(patterns_of(form), definition) for form in structure.forms]
    return min(verdicts, key=lambda one: (COVERED, CANNOT_TELL, NOT_COVERED).index(one.outcome))


def _judge_form(patterns: Patterns, definition: Definition) -> Verdict:
    nearest: tuple[tuple[int, int], Clause, _Fit] | None = None
    for clause in definition.clauses:
        for fit in _fits(patterns, clause):
            obstacles = (*fit.obstacles, *_too_heavy(patterns, definition))
            if not obstacles:
                return Verdict(definition.key, COVERED, clause.key, fit.atoms)
            # A search that was cut short outweighs any near miss: nothing follows from those.
            rank = (0 if fit == CUT_SHORT else len(obstacles), -len(fit.atoms))
            if nearest is None or rank < nearest[0]:
                nearest = (rank, clause, _Fit(fit.atoms, obstacles))
    if nearest is None:
        return Verdict(definition.key, NOT_COVERED, obstacles=(Obstacle("core"),))
    return _near_miss(definition, patterns, nearest[1], nearest[2])


@dataclass(frozen=True, slots=True)
class _Fit:
    atoms: tuple[int, ...]
    obstacles: tuple[Obstacle, ...]


CUT_SHORT = _Fit((), (Obstacle("ways", is_open=True),))


def _near_miss(definition: Definition, patterns: Patterns, clause: Clause, fit: _Fit) -> Verdict:
    outcome, obstacles = NOT_COVERED, fit.obstacles
    if strange := sorted(patterns.strange_elements()):
        outcome, obstacles = CANNOT_TELL, (Obstacle("element", group=", ".join(strange)),)
    elif all(one.is_open for one in obstacles) or fit.atoms == CUT_SHORT.atoms:
        outcome = CANNOT_TELL
    return Verdict(definition.key, outcome, clause.key, fit.atoms, obstacles)


def _excluded(structure: Structure, definition: Definition) -> str:
    for smiles, name in zip(definition.excluded, definition.excluded_names, strict=True):
        if read_structure(smiles).skeletons & structure.skeletons:
            return name
    return ""


def _too_heavy(patterns: Patterns, definition: Definition) -> tuple[Obstacle, ...]:
    if definition.mass is None or patterns.mass() <= definition.mass:
        return ()
    return (Obstacle("mass", group=f"{patterns.mass():.1f}", limit=f"{definition.mass:g}"),)


def _fits(patterns: Patterns, clause: Clause) -> Iterator[_Fit]:
    """Every way of laying a clause over a structure, with what stands against it."""
    ways = 0
    for core in clause.cores:
        for labels, bonds in _placements(patterns, clause, core):
            ways += 1
            if ways > MOST_WAYS:
                yield CUT_SHORT
                return
            yield _Fit(tuple(sorted(labels)), tuple(_obstacles(patterns, clause, labels, bonds)))
        if len(patterns.matches(core)) >= MOST_MATCHES:
            yield CUT_SHORT


Labels = dict[int, str]
Bonds = frozenset[frozenset[int]]


def _placements(patterns: Patterns, clause: Clause, core: str) -> Iterator[tuple[Labels, Bonds]]:
    for match in patterns.matches(core):
        numbers = patterns.numbers(core)
        labels = {
            atom: clause.labels.get(number, "") for atom, number in zip(match, numbers, strict=True)
        }
        bonds = patterns.bonds(core, match)
        choices = [
            [
                (label, found)
                for system in systems
                for found in patterns.systems_around(
                    read_groups()[1][system], [a for a in match if labels[a] == label]
                )
            ]
            for label, systems in clause.systems.items()
        ]
        for choice in islice(product(*choices), MOST_WAYS):
            taken, joined = dict(labels), set(bonds)
            for label, (atoms, ring_bonds) in choice:
                taken |= {atom: label for atom in atoms if atom not in labels}
                joined |= ring_bonds
            yield taken, frozenset(joined)


def _obstacles(
    patterns: Patterns, clause: Clause, labels: Labels, bonds: Bonds
) -> Iterator[Obstacle]:
    groups = groups_of(patterns, set(labels))
    by_place: dict[str, list[Group]] = {}
    for group in groups:
        for label in {labels[end] for end in group.ends}:
            by_place.setdefault(label, []).append(group)
        ends = [labels[end] for end in group.ends]
        if len(ends) > 1 and not any(_closes(patterns, ring, group, ends) for ring in clause.rings):
            yield _obstacle("ring", clause, ends, group)
    for label, held in by_place.items():
        yield from _at_place(patterns, clause, held, label)
    yield from _bare_rings(patterns, clause, labels, bonds)
    yield from _counts(clause, by_place)
    if clause.modified and not groups:
        yield Obstacle("unmodified")
    if clause.demands and not any(_meets(patterns, demand, by_place) for demand in clause.demands):
        yield Obstacle("demand")


def _counts(clause: Clause, by_place: dict[str, list[Group]]) -> Iterator[Obstacle]:
    for name, place in clause.places.items():
        held = len(by_place.get(name, ()))
        if place.needed and not held:
            yield Obstacle("missing", place.name, is_open=place.open)
        if place.most is not None and held > place.most:
            yield Obstacle("many", place.name, limit=str(place.most), is_open=place.open)


def _meets(patterns: Patterns, demand: str, by_place: dict[str, list[Group]]) -> bool:
    label, _, kind = demand.partition("=")
    held = by_place.get(label, ())
    if kind == "ring":
        return any(len(group.ends) > 1 for group in held)
    return any(len(group.ends) == 1 and is_kind(patterns, group, kind) for group in held)


def _obstacle(code: str, clause: Clause, ends: list[str], group: Group) -> Obstacle:
    known = [clause.places[end] for end in ends if end in clause.places]
    where = " / ".join(sorted(set(ends))) or "the rest of the core"
    is_open = clause.open_rings if code == "ring" else any(place.open for place in known)
    return Obstacle(code, where, group.smiles, atoms=group.atoms, is_open=is_open)


def _at_place(
    patterns: Patterns, clause: Clause, held: list[Group], label: str
) -> Iterator[Obstacle]:
    """Judge the groups that hang on one position by one bond; rings are judged elsewhere."""
    place = clause.places.get(label)
    single = [group for group in held if len(group.ends) == 1]
    fine = [group for group in single if place and _is_allowed(patterns, place, group)]
    is_joined = bool(fine) or len(single) < len(held)
    for group in single:
        if place and group in fine:
            yield from _mass_at(patterns, place, group)
        elif not (place and is_joined and any(is_kind(patterns, group, k) for k in place.beside)):
            yield _obstacle("group", clause, [label], group)


def _mass_at(patterns: Patterns, place: Place, group: Group) -> Iterator[Obstacle]:
    if place.mass is not None and (mass := patterns.mass_of(group)) > place.mass:
        yield Obstacle(
            "part_mass", place.name, f"{mass:.1f}", f"{place.mass:g}", group.atoms, place.open
        )


def _is_allowed(patterns: Patterns, place: Place, group: Group) -> bool:
    if place.chain is None:
        return any(is_kind(patterns, group, kind) for kind in place.allow)
    if not patterns.elements_of(group) <= set(place.elements):
        return False
    if patterns.longest_chain(group.atoms) > place.chain:
        return False
    return any(is_kind(patterns, group, kind, further=True) for kind in place.allow)


def _closes(patterns: Patterns, ring: Ring, group: Group, ends: list[str]) -> bool:
    """Tell whether a group that is bound twice makes a ring of a kind that is allowed."""
    if frozenset(ends) != ring.ends or group.smiles.count("#"):
        return False
    if not patterns.elements_of(group) <= set(ring.elements):
        return False
    if ring.chain is not None and patterns.longest_chain(group.atoms) > ring.chain:
        return False
    if ring.like and not patterns.is_like(group, ring.like):
        return False
    size = patterns.ring_size(group)
    return size is not None and ring.sizes[0] <= size <= ring.sizes[1]


def _bare_rings(
    patterns: Patterns, clause: Clause, labels: Labels, bonds: Bonds
) -> Iterator[Obstacle]:
    """Rings closed by a bond between two atoms of the core that the core does not have."""
    for bond in patterns.molecule.GetBonds():
        pair = frozenset((bond.GetBeginAtomIdx(), bond.GetEndAtomIdx()))
        if pair <= set(labels) and pair not in bonds:
            ends = frozenset(labels[atom] for atom in pair)
            size = patterns.smallest_ring(tuple(pair))
            allowed = any(
                ring.ends == ends and ring.sizes[0] <= (size or 0) <= ring.sizes[1]
                for ring in clause.rings
            )
            if not allowed:
                yield Obstacle(
                    "ring", " / ".join(sorted(ends)), atoms=tuple(sorted(pair)),
                    is_open=clause.open_rings,
                )  # fmt: skip
