"""Lines of a text with where they stood: file, page, line, and the blank lines before them."""

import itertools
import re
from collections import Counter
from dataclasses import dataclass, field, replace

PAGE_NUMBER = re.compile(
    r"(?:(?:page|pagina|side|blz\.?|p\.)\s*)?[-–— ]*\d{1,4}[-–— ]*(?:(?:/|of|van|af)\s*\d{1,4})?",
    re.IGNORECASE,
)
FURNITURE = re.compile(
    r"\d{4,5}/\d{1,2}(?:\s+(?:REV|ADD|COR|INIT)\s*\d*)*\s+[A-Za-z/]{2,12}\s+\d{1,4}"
    r"|\d{4,5}/\d{1,2}(?:\s+(?:REV|ADD|COR)\s*\d*)*\s+\d{1,4}"
    r"|(?:ANNEX|BIJLAGE|BILAG|ANNEXE)\s+(?:[A-Z0-9. ]{1,12}\s+)?[A-Z]{2}"
    r"|(?:JAI|GIP|TREE|LIFE|COMPET|RELEX)[.\d A-Z]*\s+(?:LIMITE\s+)?[A-Z]{2}|LIMITE(?:\s+[A-Z]{2})?"
    r"|[CL] \d+[A-Z]?/\d+\s+.{0,60}\d{1,2}\.\d{1,2}\.\d{4}"
    r"|\d{1,2}\.\d{1,2}\.\d{4}\s+.{0,60}[CL] \d+[A-Z]?/\d+"
    r"|(?:EN|NL|DA|DE|FR)(?:\s+(?:EN|NL|DA|DE|FR))?",
)
RULE = re.compile(r"[-–—_=*\s.·]+")
WRAPPED = 0.1  # share of lines that go on in the middle of a sentence, where lines are filled
REPEATED = 3  # the same line this often is a header or footer
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Line:
    """One line that holds something; `raw` is what the file says, `text` what is read."""

    number: int
    page: int
    text: str
    gap: int  # blank lines before it
    raw: str
    turned: bool = False  # the first line after a page break, a page header or footer


@dataclass(frozen=True, slots=True)
class Page:
    """The text of one page of a file; a plain text file is one page unless it has form feeds."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Layout:
    """The lines of a document without its page furniture, and how they are spaced."""

    lines: tuple[Line, ...]
    furniture: tuple[Line, ...]
    usual_gap: int
    is_wrapped: bool
    pages: int
    words: frozenset[str] = field(default=frozenset())

    def opens_block(self, line: Line) -> bool:
        """Whether the white space before a line says that something new begins."""
        if line.turned and self.is_wrapped:
            return False  # the white of a page's end says nothing
        return line.gap > self.usual_gap or not self.is_wrapped


def split_lines(pages: list[Page]) -> list[Line]:
    """Number the lines through the whole file; form feeds turn the page."""
    found: list[Line] = []
    number, gap, page_number = 0, 0, 0
    for page in pages:
        for part in page.text.split("\f"):
            page_number += 1
            found_on_page = False
            for raw in part.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
                number += 1
                text = raw.replace("\xa0", " ").replace("\u202f", " ").replace("\u200b", "")
                if not text.strip():
                    gap += 1
                    continue
                found.append(
                    Line(number, page_number, text.strip(), gap, raw, turned=not found_on_page)
                )
                gap, found_on_page = 0, True
    return found


def lay_out(lines: list[Line], *, with_numbers: bool = False) -> Layout:
    """Set page furniture aside and learn how this document is spaced.

    In a table a number alone is a cell, elsewhere the number of a page.
    """
    repeated = _repeated(lines)
    kept: list[Line] = []
    furniture: list[Line] = []
    for line in lines:
        is_furniture = (
            FURNITURE.fullmatch(line.text)
            or (not with_numbers and PAGE_NUMBER.fullmatch(line.text))
            or RULE.fullmatch(line.text)
            or _DIGITS.sub("#", line.text) in repeated
        )
        if is_furniture:
            furniture.append(line)
        else:
            follows = bool(furniture) and (not kept or furniture[-1].number > kept[-1].number)
            kept.append(replace(line, turned=True) if follows else line)
    gaps = Counter(line.gap for line in kept[1:])
    usual = gaps.most_common(1)[0][0] if gaps else 0
    going_on = sum(
        line.text[0].islower() and before.text[-1] not in ".;:,"
        for before, line in itertools.pairwise(kept)
    )
    is_wrapped = going_on > WRAPPED * len(kept)
    words: frozenset[str] = frozenset()
    if any(line.text.endswith("-") for line in kept):
        words = frozenset(
            word.lower()
            for line in kept
            for word in re.findall(r"\w+(?:-\w+)*(?!\w|-$)", line.text)
        )
    return Layout(
        tuple(kept),
        tuple(furniture),
        usual_gap=usual,
        is_wrapped=is_wrapped,
        pages=lines[-1].page if lines else 0,
        words=words,
    )


def _repeated(lines: list[Line]) -> frozenset[str]:
    """Lines at the edge of several pages, the same but for their numbers."""
    if not lines or lines[-1].page < REPEATED:
        return frozenset()
    edges: Counter[str] = Counter()
    by_page: dict[int, list[Line]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line)
    for page in by_page.values():
        edge = {_DIGITS.sub("#", line.text) for line in (*page[:2], *page[-2:])}
        edges.update(text for text in edge if len(text) < 120 and not text.startswith("#."))
    return frozenset(text for text, count in edges.items() if count >= REPEATED)
