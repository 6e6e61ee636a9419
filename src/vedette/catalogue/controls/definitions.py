"""Generic definitions as data: what a text of law says, clause by clause, in our own terms."""

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from vedette.catalogue.controls.errors import MalformedDefinition
from vedette.catalogue.controls.files import FOLDER

ORGANIC = ("C", "H", "N", "O", "S", "F", "Cl", "Br", "I")


@dataclass(frozen=True, slots=True)
class Place:
    """What may stand at one position of a core structure; nothing but hydrogen unless allowed.

    `allow` names kinds of groups (`alkyl:6` is an alkyl group of at most six carbon atoms).
    With `chain`, a group may be substituted further by any `elements` as long as no chain
    outside rings is longer. What is `beside` may stand there only next to a group or ring that
    is allowed by itself. `open` says that this part of the text is not encoded.
    """

    name: str
    allow: tuple[str, ...] = ()
    chain: int | None = None
    elements: tuple[str, ...] = ORGANIC
    mass: float | None = None
    needed: bool = False
    most: int | None = None
    open: bool = False
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ring:
    """A ring that groups may close between positions, with its least and greatest size."""

    ends: frozenset[str]
    sizes: tuple[int, int]
    elements: tuple[str, ...] = ORGANIC
    chain: int | None = None
    like: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """One way of being covered: cores with numbered positions, and what they may carry.

    The numbers in `cores` are atom maps; `labels` names them. `systems` lists, for a
    label, the ring systems of which that atom must be a member; the whole ring system
    then carries the label.
    """

    key: str
    reference: str
    title: str
    cores: tuple[str, ...]
    labels: Mapping[int, str]
    places: Mapping[str, Place]
    rings: tuple[Ring, ...] = ()
    systems: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    modified: bool = False
    demands: tuple[str, ...] = ()
    open_rings: bool = False


@dataclass(frozen=True, slots=True)
class Amendment:
    """A later text, and since when it is in force."""

    since: date
    reference: str


@dataclass(frozen=True, slots=True)
class Definition:
    """A group of structures that a law controls, with its dates and its source."""

    key: str
    jurisdiction: str
    regime: str
    title: str
    official_title: str
    reference: str
    source: str
    valid_from: date
    valid_to: date | None
    group_since: date | None
    amendments: tuple[Amendment, ...]
    certainty: str
    mass: float | None
    excluded: tuple[str, ...]
    excluded_names: tuple[str, ...]
    yields_to: tuple[str, ...]
    leaves_medicines: bool
    clauses: tuple[Clause, ...]
    notes: str
    digest: str


@dataclass(frozen=True, slots=True)
class GroupKind:
    """A kind of group: what its first atom, its other atoms and something in it must be."""

    name: str
    whole: str = ""
    root: str = ""
    rest: str = ""
    has: str = ""
    bond: int = 1
    atoms: int | None = None
    chain: tuple[int, int] | None = None
    chain_elements: tuple[str, ...] = ("C",)
    ring_within: int | None = None


@cache
def read_definitions() -> tuple[Definition, ...]:
    """All definitions that ship with Vedette, by jurisdiction and key."""
    found = []
    for file in sorted((FOLDER / "definitions").iterdir(), key=lambda one: one.name):
        if file.name.endswith(".toml"):
            shared = tomllib.loads(file.read_text(encoding="utf-8"))
            found += [as_definition(row, shared) for row in shared["definition"]]
    return tuple(sorted(found, key=lambda one: (one.jurisdiction, one.key)))


@cache
def read_groups() -> tuple[dict[str, GroupKind], dict[str, str]]:
    """Kinds of groups by name, and ring systems (SMARTS) by name."""
    data = tomllib.loads((FOLDER / "groups.toml").read_text(encoding="utf-8"))
    kinds = {name: GroupKind(name, **_kind(row)) for name, row in data["group"].items()}
    return kinds, data["system"]


def as_definition(row: Mapping[str, Any], shared: Mapping[str, Any]) -> Definition:
    """Build a definition from its table and the table of the file it stands in."""
    known = {**shared.get("all", {}), **row}
    key = known.get("key", "?")
    if missing := {"key", "title", "reference", "source", "valid_from", "clause"} - set(known):
        raise MalformedDefinition(key, f"lacks {', '.join(sorted(missing))}")
    clauses = tuple(_clause(key, one, known.get("labels", {})) for one in known["clause"])
    content = json.dumps(known, default=str, sort_keys=True) + _vocabulary()
    return Definition(
        key=key, jurisdiction=known["jurisdiction"], regime=known["regime"],
        title=known["title"], official_title=known.get("official_title", ""),
        reference=known["reference"], source=known["source"],
        valid_from=known["valid_from"], valid_to=known.get("valid_to"),
        group_since=known.get("group_since"),
        amendments=tuple(Amendment(**one) for one in known.get("amendments", ())),
        certainty=known.get("certainty", "read"), mass=known.get("mass"),
        excluded=tuple(known.get("excluded", {}).values()),
        excluded_names=tuple(known.get("excluded", {})),
        yields_to=tuple(known.get("yields_to", ())),
        leaves_medicines=known.get("leaves_medicines", False), clauses=clauses,
        notes=known.get("notes", ""),
        digest=hashlib.sha256(content.encode()).hexdigest()[:12],
    )  # fmt: skip


@cache
def _vocabulary() -> str:
    return (FOLDER / "groups.toml").read_text(encoding="utf-8")


def _clause(key: str, row: Mapping[str, Any], labels: Mapping[str, str]) -> Clause:
    names = {int(number): name for number, name in {**labels, **row.get("labels", {})}.items()}
    places = {name: _place(name, one) for name, one in row.get("place", {}).items()}
    if strangers := set(places) - set(names.values()):
        raise MalformedDefinition(key, f"no atom is labelled {', '.join(sorted(strangers))}")
    kinds, systems = read_groups()
    for place in places.values():
        if unknown := [
            one for one in (*place.allow, *place.beside) if one.partition(":")[0] not in kinds
        ]:
            raise MalformedDefinition(key, f"no kind of group is called {unknown[0]!r}")
    used = {name: tuple(each) for name, each in row.get("systems", {}).items()}
    if unknown := [one for each in used.values() for one in each if one not in systems]:
        raise MalformedDefinition(key, f"no ring system is called {unknown[0]!r}")
    return Clause(
        key=str(row["key"]), reference=row.get("reference", ""), title=row.get("title", ""),
        cores=tuple(row["cores"]), labels=names, places=places,
        rings=tuple(_ring(one) for one in row.get("ring", ())), systems=used,
        modified=row.get("modified", False), demands=tuple(row.get("demands", ())),
        open_rings=row.get("open_rings", False),
    )  # fmt: skip


def _place(name: str, row: Mapping[str, Any]) -> Place:
    fields = dict(row)
    for many in ("allow", "elements", "beside"):
        if many in fields:
            fields[many] = tuple(fields[many])
    return Place(name, **fields)


def _ring(row: Mapping[str, Any]) -> Ring:
    fields = dict(row, ends=frozenset(row["ends"]), sizes=tuple(row["sizes"]))
    if "elements" in fields:
        fields["elements"] = tuple(fields["elements"])
    return Ring(**fields)


def _kind(row: Mapping[str, Any]) -> dict[str, Any]:
    fields = dict(row)
    for many in ("chain", "chain_elements"):
        if many in fields:
            fields[many] = tuple(fields[many])
    return fields
