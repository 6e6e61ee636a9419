"""What a document is made of, whatever it is printed with."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

Block = dict[str, Any]


@dataclass(slots=True)
class Part:
    """A chapter on its own page."""

    title: str
    blocks: list[Block] = field(default_factory=list)
    is_wide: bool = False

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
        found = [list(row) for row in rows]
        if found:
            right, carded = set(numbers), any(one["kind"] == "card" for one in self.blocks)
            self.blocks.append({
                "kind": "table", "title": title, "level": 3 if carded else 2, "head": list(head), "rows": found,
                "widths": list(widths), "right": [place in right for place in range(len(head))],
            })  # fmt: skip

    def card(self, title: str, text: str, facts: Iterable[tuple[str, str]]) -> None:
        """Add a titled card of facts, kept on one page."""
        kept = [[label, value] for label, value in facts if value]
        self.blocks.append({"kind": "card", "title": title, "text": text, "facts": kept})

    def picture(self, svg: str, *, says: str) -> None:
        """Add a drawing with what it says."""
        self.blocks.append({"kind": "picture", "svg": svg, "alt": says})


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
