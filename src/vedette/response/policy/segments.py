"""Conclusions cut into recitals, recommendations and footnotes, by what the lines say."""

import re
from dataclasses import dataclass, field

from vedette.response.policy.bodies import passive_or_active
from vedette.response.policy.lexicons import BULLET, Lexicon
from vedette.response.policy.lines import Layout, Line
from vedette.response.policy.repair import find_mark
from vedette.response.policy.subpoints import BULLET_LINE, LETTER_LINE
from vedette.response.policy.verbs import recital_verb

_ITEM = re.compile(r"[*_]{0,2}(?:\(?(\d{1,3})[.)]|\((\d{1,3})\))[*_]{0,2}\s+(?=\S)")
_NOTE = re.compile(
    r"(?P<raised>[⁰¹²³⁴-⁹]{1,3})\s*(?=\S)|\[\^?(?P<square>\d{1,3})\]:?\s*(?=\S)"
    r"|\(\s?(?P<round>\d{1,3})\s?\)\s*(?=\S)|(?P<plain>\d{1,3})(?![\d./,)%-])\s*(?=[^\W\d_]|\d{4,5}/|[\"“'‘(])"
)
_ENDED = re.compile(
    r"[.;:,!?][\"”’')\]*_]*(?:[⁰¹²³⁴-⁹]{1,3}|\d{1,2}|\(\d{1,2}\)|\[\d{1,2}\])?[\"”’'*_]*$"
)
_FULL_STOP = re.compile(r"[.!?][\"”’')\]*]*(?:[⁰¹²³⁴-⁹]{1,3}|\d{1,2}|\(\d{1,2}\))?[*_]*$")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
CERTAIN_BULLETS = "-•▪●◦\uf0b7"
LAST_ITEM_AHEAD = 3  # a number this much too high still goes on with the list: one was lost


@dataclass(slots=True)
class Block:
    """Lines that belong together: kind is recital, item, header, note, heading or rest."""

    kind: str
    lines: list[Line] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    number: int | None = None
    style: str = ""
    header: "Block | None" = None

    def add(self, line: Line, text: str | None = None) -> None:
        """One more line, with what is left of it once its mark is taken out."""
        self.lines.append(line)
        self.texts.append(line.text if text is None else text)

    @property
    def is_ended(self) -> bool:
        """Whether its last line can be the end of a paragraph."""
        return not self.texts or bool(_ENDED.search(self.texts[-1]))

    @property
    def is_stopped(self) -> bool:
        """Whether its last line ends a sentence."""
        return not self.texts or bool(_FULL_STOP.search(self.texts[-1]))


@dataclass(frozen=True, slots=True)
class Segments:
    """A document in blocks."""

    cover: tuple[Line, ...]
    blocks: tuple[Block, ...]
    notes: tuple[Block, ...]


def segment(layout: Layout, lexicon: Lexicon) -> Segments:
    """Cut the lines of a document of conclusions into blocks."""
    start = _first_line(layout, lexicon)
    reader = _Reader(layout, lexicon)
    for index in range(start, len(layout.lines)):
        reader.take(index)
    return Segments(_cover(layout, start, lexicon), tuple(reader.blocks), tuple(reader.notes))


def _cover(layout: Layout, start: int, lexicon: Lexicon) -> tuple[Line, ...]:
    """The lines before the text, without the one in which the institution names itself."""
    cover = layout.lines[:start]
    is_opening = cover and cover[-1].text.strip("*_ ,.:;").lower() in lexicon.words["openings"]
    return cover[:-1] if is_opening else cover


def _first_line(layout: Layout, lexicon: Lexicon) -> int:
    """Where the text begins: after the institution names itself, or at the first recital."""
    openings = lexicon.words["openings"]
    for index, line in enumerate(layout.lines):
        if line.text.strip("*_ ,.:;").lower() in openings:
            return index + 1
    for index, line in enumerate(layout.lines):
        if recital_verb(line.text, lexicon) or passive_or_active(line.text, lexicon):
            return index
        item = _ITEM.match(line.text)
        if item and passive_or_active(line.text[item.end() :], lexicon):
            return index
    return len(layout.lines)


class _Reader:
    """Walks the lines once; knows the paragraph it is in and the notes it has seen."""

    def __init__(self, layout: Layout, lexicon: Lexicon) -> None:
        self.layout, self.lexicon = layout, lexicon
        self.months = lexicon.words["months"]
        self.blocks: list[Block] = []
        self.notes: list[Block] = []
        self.in_note = False
        self.last_item = 0
        self.unmarked: list[str] = []  # texts in which the mark of the next note may stand
        self.after_note = False
        self.header: Block | None = None
        self.is_even = _is_even(layout, lexicon)

    def take(self, index: int) -> None:
        """Place one line."""
        line = self.layout.lines[index]
        if self._begins_note(line):
            return
        if self.in_note and self._is_rest_of_note(line):
            self.notes[-1].add(line)
            return
        item = self._item(line)
        if item:
            self._open(self._item_block(line, *item))
            return
        if self._begins_paragraph(line, index):
            return
        if self.in_note and self._continues_note(line):
            self.notes[-1].add(line)
            return
        self._continue(line)

    def _open(self, block: Block) -> None:
        self.blocks.append(block)
        self.in_note = self.after_note = False
        self.unmarked.append(block.lines[-1].text)

    def _continue(self, line: Line) -> None:
        self.in_note = False
        if not self.blocks:
            self._open(_block("rest", line))
            return
        block = self.blocks[-1]
        listed = BULLET_LINE.match(line.text)
        is_list = (
            block.kind in ("item", "header", "recital")
            and listed
            and not line.text.startswith("-a")
        )
        is_certain = line.text[0] in CERTAIN_BULLETS  # a dash may also stand inside a sentence
        if is_list and (block.is_ended or is_certain):
            block.add(line, f"{BULLET}{line.text}")
        else:
            block.add(line)
        self.after_note = False
        self.unmarked.append(line.text)

    def _begins_note(self, line: Line) -> bool:
        match = _NOTE.match(line.text)
        if not match:
            return False
        style = match.lastgroup or "plain"
        number = int(match.group(style).translate(_DIGITS))
        expected = len(self.notes) + 1
        if number != expected or (self.notes and self.notes[-1].style != style):
            return False
        if style != "raised" and not self._is_marked(number, style):
            return False
        if style == "plain" and not self._stands_apart(line):
            return False
        self.notes.append(
            Block("note", [line], [line.text[match.end() :]], number=number, style=style)
        )
        self.in_note = True
        return True

    def _is_marked(self, number: int, style: str) -> bool:
        """Whether a mark of the note stands in what was read; later notes look after it."""
        for index in range(len(self.unmarked)):
            match = find_mark(self.unmarked[index], number, style)
            if match:
                self.unmarked[index] = self.unmarked[index][match.end() :]
                del self.unmarked[:index]
                return True
        return False

    def _stands_apart(self, line: Line) -> bool:
        return (
            self.in_note
            or line.gap != self.layout.usual_gap
            or not self.layout.is_wrapped
            or not self.blocks
            or self.blocks[-1].is_ended
            or line.text[:1].isdigit()
        )

    def _is_rest_of_note(self, line: Line) -> bool:
        """Whether a line goes on in the middle of a note's sentence."""
        goes_on = line.text[0].islower() and not self.notes[-1].is_stopped and not line.turned
        return goes_on and not recital_verb(line.text, self.lexicon)

    def _continues_note(self, line: Line) -> bool:
        note = self.notes[-1]
        if self.layout.opens_block(line):
            return not note.is_stopped and self.layout.is_wrapped and line.text[:1].islower()
        if not note.is_stopped:
            return True
        is_new_page = line.turned or line.gap < self.layout.usual_gap
        return not is_new_page and bool(self.blocks) and self.blocks[-1].is_ended

    def _item(self, line: Line) -> tuple[int, str] | None:
        match = _ITEM.match(line.text)
        if not match:
            return None
        number = int(match.group(1) or match.group(2))
        rest = line.text[match.end() :]
        if rest.split(" ", 1)[0].lower().strip(".,") in self.months:
            return None
        expected = self.last_item + 1
        has_verb = bool(passive_or_active(rest, self.lexicon) or recital_verb(rest, self.lexicon))
        if number == expected and (has_verb or self._list_goes_on(line)):
            return number, rest
        if expected < number <= expected + LAST_ITEM_AHEAD and has_verb and self.blocks:
            return number, rest
        is_below_head = bool(self.blocks) and self.blocks[-1].kind == "header"
        if number == 1 and is_below_head and self.blocks[-1].is_ended:
            return number, rest
        return None

    def _list_goes_on(self, line: Line) -> bool:
        """A numbered line without a verb belongs to a list whose header has the verb."""
        block = self.blocks[-1] if self.blocks else None
        if block is None:
            return self.last_item == 0 and line.text.startswith("1")
        return block.is_ended and (self.header is not None or block.kind in ("item", "header"))

    def _item_block(self, line: Line, number: int, rest: str) -> Block:
        self.last_item = number
        previous = self.blocks[-1] if self.blocks else None
        if previous is not None and previous.kind == "header":
            self.header = previous
        return Block("item", [line], [rest], number=number, header=self.header)

    def _begins_paragraph(self, line: Line, index: int) -> bool:
        block = self.blocks[-1] if self.blocks else None
        is_apart = self.layout.opens_block(line) or self.in_note or self._turns_page(line, block)
        is_even = self.is_even
        ended = block is None or block.is_ended or block.kind == "heading"
        verb = recital_verb(line.text, self.lexicon)
        if verb and ended and (is_apart or is_even) and line.text[:1] not in "([":
            if block is not None and block.kind == "item" and not is_apart:
                return False
            self._open(_block("recital", line))
            return True
        if ended and self._begins_header(line, is_apart=is_apart or is_even):
            return True
        if not ended or not (is_apart or is_even):
            return False
        if self._is_heading(line, index):
            self._open(_block("heading", line))
            return True
        if self.layout.opens_block(line) and not self._belongs_to_list(line, block):
            self._open(_block("recital" if self._may_be_recital(line) else "rest", line))
            return True
        return False

    def _turns_page(self, line: Line, block: Block | None) -> bool:
        if block is None:
            return True
        return line.turned or line.gap < self.layout.usual_gap

    def _begins_header(self, line: Line, *, is_apart: bool) -> bool:
        """An unnumbered paragraph that asks: a recommendation, or the head of a list."""
        if not is_apart or (not line.text[:1].isalpha() and line.text[:1] not in "*_"):
            return False
        if not passive_or_active(line.text, self.lexicon):
            return False
        if self.last_item and not self.layout.opens_block(line) and not line.text[:8].isupper():
            return False
        self.header = None
        block = _block("header", line)
        self._open(block)
        return True

    def _is_heading(self, line: Line, index: int) -> bool:
        text = line.text.strip("*_ ")
        if len(text) > 110 or (_ENDED.search(text) and not text.endswith(":")):
            return False
        if index + 1 >= len(self.layout.lines) or not text[:1].isupper():
            return False
        after = self.layout.lines[index + 1].text
        item = _ITEM.match(after)
        asks = item and passive_or_active(after[item.end() :], self.lexicon)
        return bool(asks or recital_verb(after, self.lexicon) or text.isupper())

    def _belongs_to_list(self, line: Line, block: Block | None) -> bool:
        if block is None or block.kind not in ("item", "header", "recital"):
            return False
        return bool(BULLET_LINE.match(line.text) or LETTER_LINE.match(line.text))

    def _may_be_recital(self, line: Line) -> bool:
        return self.last_item == 0 and line.text[:1].isalpha() and len(line.text) > 20


def _is_even(layout: Layout, lexicon: Lexicon) -> bool:
    """Whether paragraphs have no more white before them than lines have."""
    starts = [
        line for line in layout.lines if _ITEM.match(line.text) or recital_verb(line.text, lexicon)
    ]
    return 2 * sum(line.gap > layout.usual_gap for line in starts) < len(starts)


def _block(kind: str, line: Line) -> Block:
    block = Block(kind)
    block.add(line)
    return block
