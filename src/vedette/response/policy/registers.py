"""What is read out of a document: a register of plain values, and how it is written as JSON."""

from dataclasses import dataclass
from typing import Any

from vedette.response.policy.references import Reference


@dataclass(frozen=True, slots=True)
class Heading:
    """What a document says about itself before its text begins."""

    title: str | None
    number: str | None
    date: str | None
    language: str
    cover_codes: tuple[str, ...]
    file: str


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note, with the paragraph its mark stands in where one was found."""

    number: int
    text: str
    lines: tuple[int, int]
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class SubPoint:
    """A listed part of a recommendation or an action."""

    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A recital or a recommendation."""

    number: int
    text: str
    raw: str
    lines: tuple[int, int]
    page: int
    verb: str | None
    verb_norm: str | None
    addressees: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    footnotes: tuple[int, ...] = ()
    sub_points: tuple[SubPoint, ...] = ()


@dataclass(frozen=True, slots=True)
class Priority:
    """A heading under which actions stand."""

    number: int
    label_as_written: str
    title: str
    pillar: str | None
    areas: tuple[SubPoint, ...]
    lines: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Action:
    """One row of an action plan."""

    number: int
    label_as_written: str
    pillar: str | None
    strategic_priority: int | None
    priority_areas: tuple[str, ...]
    start: int | str | None
    end: int | str | None
    ongoing: bool
    period_as_written: str
    responsible_codes: tuple[str, ...]
    responsible_as_written: str
    sub_points: tuple[SubPoint, ...]
    footnotes: tuple[int, ...]
    references: tuple[Reference, ...]
    text: str
    raw: str
    lines: tuple[int, int]
    governance: bool


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is to be measured, by whom and from what."""

    number: int
    label_as_written: str
    text: str
    raw: str
    lines: tuple[int, int]
    data_providers: tuple[str, ...]
    data_sources: tuple[str, ...]
    breakdowns: tuple[str, ...]
    frequency: str | None
    footnotes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Lines that were read and are part of no entry, and why."""

    lines: tuple[int, int]
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Register:
    """Everything a document holds, in its own order."""

    document: Heading
    recitals: tuple[Paragraph, ...] = ()
    recommendations: tuple[Paragraph, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    priorities: tuple[Priority, ...] = ()
    actions: tuple[Action, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    headings: tuple[Unplaced, ...] = ()  # titles of parts, which are no entries themselves
    set_aside: tuple[Unplaced, ...] = ()  # page headers and footers, names of columns, rules
    unplaced: tuple[Unplaced, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Plain lists and dictionaries, in the order in which the fields are declared."""
        plain: dict[str, Any] = _plain(self)
        return plain

    @classmethod
    def from_json(cls, plain: dict[str, Any]) -> "Register":
        """What `as_json` wrote, as a register again."""
        found: Register = _built(cls, plain)
        return found


# What stands in the fields that hold more than words and numbers.
_INNER: dict[tuple[str, str], type] = {
    ("Register", "document"): Heading,
    ("Register", "recitals"): Paragraph,
    ("Register", "recommendations"): Paragraph,
    ("Register", "footnotes"): Footnote,
    ("Register", "priorities"): Priority,
    ("Register", "actions"): Action,
    ("Register", "indicators"): Indicator,
    ("Register", "headings"): Unplaced,
    ("Register", "set_aside"): Unplaced,
    ("Register", "unplaced"): Unplaced,
    ("Footnote", "references"): Reference,
    ("Paragraph", "references"): Reference,
    ("Paragraph", "sub_points"): SubPoint,
    ("Priority", "areas"): SubPoint,
    ("Action", "references"): Reference,
    ("Action", "sub_points"): SubPoint,
}


def _built(kind: Any, plain: dict[str, Any]) -> Any:
    values: dict[str, Any] = {}
    for name, value in plain.items():
        inner = _INNER.get((kind.__name__, name))
        if isinstance(value, list):
            values[name] = tuple(_built(inner, one) if inner else one for one in value)
        else:
            values[name] = _built(inner, value) if inner else value
    return kind(**values)


def _plain(value: Any) -> Any:
    if isinstance(value, Reference):
        return value.as_json()
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if hasattr(value, "__dataclass_fields__"):
        return {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
    return value
