"""What a document is made of, whatever it is printed with."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

Block = dict[str, Any]


@dataclass(slots=True)
class Part:
    """A chapter, on a page of its own unless it follows the one before."""

    title: str
    blocks: list[Block] = field(default_factory=list)
    is_wide: bool = False
    follows: bool = False

    def heading(self, level: int, text: str) -> None:
        """Add a heading."""
        self.blocks.append({"kind": "heading", "level": level, "text": text})

    def say(self, *paragraphs: str) -> None:
        """Add paragraphs; empty ones are left out."""
        self.blocks += [{"kind": "text", "text": one} for one in paragraphs if one]

    def points(self, items: Iterable[str]) -> None:
        """Add a list."""
        found = list(items)
        if found:
            self.blocks.append({"kind": "points", "items": found})

    def table(
        self, title: str, head: Sequence[str], rows: Iterable[Sequence[str]],
        *, widths: Sequence[float], numbers: Iterable[int] = (),
    ) -> None:  # fmt: skip
        """Add a table; ``numbers`` has the places of columns that are set to the right."""
        self.blocks += _table(title, head, rows, widths, numbers, level=2)

    def card(self, title: str, text: str, facts: Iterable[tuple[str, str]], *inner: Block) -> None:
        """Add a titled card of facts and what belongs to them, kept on one page."""
        kept = [[label, value] for label, value in facts if value]
        self.blocks.append(
            {"kind": "card", "title": title, "text": text, "facts": kept, "inner": list(inner)}
        )


def picture(svg: str, *, says: str) -> Block:
    """Return a drawing with what it says."""
    return {"kind": "picture", "svg": svg, "alt": says}


def small_table(
    title: str, head: Sequence[str], rows: Iterable[Sequence[str]], *, widths: Sequence[float]
) -> Block:
    """Return a table that stands in a card."""
    return _table(title, head, rows, widths, (), level=3)[0]


def _table(
    title: str, head: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[float],
    numbers: Iterable[int], *, level: int,
) -> list[Block]:  # fmt: skip
    found, right = [list(row) for row in rows], set(numbers)
    if not found:
        return []
    return [{
        "kind": "table", "title": title, "level": level, "head": list(head), "rows": found,
        "widths": list(widths), "right": [place in right for place in range(len(head))],
    }]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole document in one language."""

    title: str
    kind: str  # what sort of paper it is
    language: str
    marking: str
    mark: str  # said on each page, as that it is simulated
    issuer: str
    running: str  # what stands at the head of each page
    cover: Sequence[tuple[str, str]]
    notes: Sequence[str]
    contents: str  # the title of the list of chapters
    page_of: str  # "Page {page} of {pages}"
    parts: Sequence[Part]
