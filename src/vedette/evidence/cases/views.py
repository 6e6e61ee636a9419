"""A case as its rules read it: plain values, no rows of a database."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from vedette.evidence.cases.fields import AUTOPSY, TOXICOLOGY, is_death, listed, said


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a panel: what was looked for, where, how, and what came of it.

    ``key`` is the substance or family as the register knows it, else the folded name;
    ``kin`` are all families it lies in, the nearest first.
    """

    name: str
    state: str
    matrix: str = ""
    method: str = ""
    claimed_level: str = ""
    value: float | None = None
    unit: str = ""
    below_loq: bool = False
    level: str = ""
    key: str = ""
    kin: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartView:
    """One part of a case, as it stands."""

    kind: str
    teller: str
    occurred_on: date
    facts: Mapping[str, str] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()
    country: str = ""
    region: str = ""

    def said(self, key: str) -> str:
        """Return what the part says to a question; empty where it gives no value."""
        return said(self.facts, key)

    def listed(self, key: str) -> tuple[str, ...]:
        """Return the several values that the part gives to a question."""
        return listed(self.said(key))


@dataclass(frozen=True, slots=True)
class NamedSubstance:
    """A substance that a certificate names, as the register knows it."""

    name: str
    key: str
    kin: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseView:
    """All parts of a case that stand, and what its certificate names."""

    parts: tuple[PartView, ...]
    named: tuple[NamedSubstance, ...] = ()

    def of(self, kind: str) -> tuple[PartView, ...]:
        """Return the parts of one kind."""
        return tuple(part for part in self.parts if part.kind == kind)

    @property
    def is_death(self) -> bool:
        """Tell whether any part says that the person died."""
        return any(is_death(part.facts, part.kind) for part in self.parts)

    @property
    def autopsies(self) -> tuple[PartView, ...]:
        """Return the parts of coroners and mortuaries."""
        return self.of(AUTOPSY)

    @property
    def lines(self) -> Iterator[Line]:
        """Yield every line of every panel."""
        for part in self.of(TOXICOLOGY):
            yield from part.lines

    def values(self, key: str) -> set[str]:
        """Return the different values that parts give to one question."""
        return {value for part in self.parts if (value := part.said(key))}
