"""Action plans: priorities, actions and indicators out of the cells of their tables."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from vedette.response.policy.bodies import bodies_in_cell
from vedette.response.policy.lexicons import Lexicon, every
from vedette.response.policy.lines import Layout, Line
from vedette.response.policy.periods import read_period
from vedette.response.policy.repair import join

_AREA = r"\d{1,2}\.\d{1,2}(?!\d)"
_AREAS = re.compile(rf"{_AREA}(?:(?:\s*[,;/&]\s*|\s+(?:(?:{every('and')})\s+)?){_AREA})*[.,;]?")
_ONE_AREA = re.compile(_AREA)
_PILLAR = re.compile(r"([A-Z]|[IVX]{1,4})[.)]\s*(\S.*)")
_PILLAR_MARK = re.compile(r"(?:[A-Z]|[IVX]{1,4})[.)]|\d{1,3}\.?")
_NUMBER_CELL = re.compile(r"(\d{1,3})\.?")
_INLINE_MARK = re.compile(r"\s*\[footnoteRef:(\d+)\]")
_INLINE_NOTE = re.compile(
    r"\s*\[(\d{1,3}):\s*(.*?)\s*\](?=\s*(?:\[\d{1,3}:|$|[A-ZÆØÅ]))", re.DOTALL
)
_AREA_TITLE = re.compile(r"\d{1,2}\.\d{1,2}[.:]?\s+[^\W\d]")
LONGEST_COLUMN = 50  # a longer line is no name of a column
LONGEST_PARTY = 120  # a longer line in the column of responsible bodies is no name


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell, or on one line of one."""

    text: str
    line: Line
    row: int  # cells of the same row share it
    is_table: bool


@dataclass(slots=True)
class Entry:
    """A priority, action or indicator while its cells are gathered."""

    kind: str
    number: int
    label: str
    cells: list[Cell]
    texts: list[str]
    pillar: str | None = None
    priority: int | None = None
    governance: bool = False
    areas: list[str] = field(default_factory=list)
    periods: list[str] = field(default_factory=list)
    parties: list[str] = field(default_factory=list)

    @property
    def lines(self) -> tuple[int, int]:
        """First and last line of the file it stands on."""
        numbers = [cell.line.number for cell in self.cells]
        return min(numbers), max(numbers)

    @property
    def raw(self) -> str:
        """Its lines as the file has them."""
        seen = {cell.line.number: cell.line.raw for cell in self.cells}
        return "\n".join(seen.values())


@dataclass(frozen=True, slots=True)
class Plan:
    """The entries of a plan, what stood before the first, and what had no place."""

    front: tuple[Line, ...]
    entries: tuple[Entry, ...]
    headings: tuple[Line, ...]
    columns: tuple[Line, ...]
    unplaced: tuple[tuple[Line, str], ...]


def cells_of(lines: Sequence[Line]) -> Iterator[Cell]:
    """Cells of each line: a tab parts them unless what stands before it is only a mark."""
    for row, line in enumerate(lines):
        parts = [part.strip() for part in line.text.split("\t") if part.strip()]
        if not parts:
            continue
        if len(parts) == 2 and _PILLAR_MARK.fullmatch(parts[0]) and not line.text[0].isdigit():
            parts = [f"{parts[0]} {parts[1]}"]
        for part in parts:
            yield Cell(part, line, row, len(parts) > 2)


def read_plan(layout: Layout, lexicon: Lexicon) -> Plan:
    """Gather the cells of a plan into entries."""
    cells = list(cells_of(layout.lines))
    reader = _PlanReader(lexicon)
    for index, cell in enumerate(cells):
        reader.take(cell, cells[index + 1] if index + 1 < len(cells) else None)
    return Plan(
        tuple(reader.front),
        tuple(reader.entries),
        tuple(reader.headings),
        tuple(reader.named_columns),
        tuple(reader.unplaced),
    )


def text_of(entry: Entry, layout: Layout, lexicon: Lexicon) -> str:
    """The text of an entry with its line ends repaired."""
    return join(entry.texts, layout, lexicon)


def without_notes(text: str) -> tuple[str, tuple[int, ...], dict[int, str]]:
    """Take inline notes out: the text, the numbers of its marks, and the notes."""
    if "[" not in text:
        return text, (), {}
    notes = {int(m.group(1)): m.group(2) for m in _INLINE_NOTE.finditer(text)}
    text = _INLINE_NOTE.sub("", text)
    marks = tuple(int(m.group(1)) for m in _INLINE_MARK.finditer(text))
    return _INLINE_MARK.sub("", text).strip(), marks, notes


class _PlanReader:
    """Walks the cells once; knows the entry it is in and the heading it stands under."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.columns = frozenset(lexicon.words["labels"]["columns"])
        self.governance_words = tuple(lexicon.words["labels"]["governance"])
        self.indicator_words = frozenset(lexicon.words["labels"]["indicators"])
        self.annex = tuple(lexicon.words["labels"]["annex"])
        self.front: list[Line] = []
        self.entries: list[Entry] = []
        self.headings: list[Line] = []
        self.named_columns: list[Line] = []
        self.unplaced: list[tuple[Line, str]] = []
        self.current: Entry | None = None
        self.pillar: str | None = None
        self.priority: int | None = None
        self.governance = False
        self.last_action = 0

    def take(self, cell: Cell, after: Cell | None) -> None:
        """Place one cell."""
        if self._begins_entry(cell, after):
            return
        if self._begins_heading(cell, after):
            self.headings.append(cell.line)
            return
        if cell.text.lower().strip(" .:") in self.columns and not self._in_text():
            self.named_columns.append(cell.line)
            self._close_priority()
            return
        if self.current is None:
            self._outside(cell)
        elif self.current.kind == "priority":
            self._into_priority(self.current, cell)
        elif self.current.kind == "action":
            self._into_action(self.current, cell, after)
        else:
            self.current.cells.append(cell)
            self.current.texts.append(cell.text)

    def _begins_entry(self, cell: Cell, after: Cell | None) -> bool:
        for kind in ("action", "priority", "indicator"):
            match = self.lexicon.labels[kind].match(cell.text)
            if not match or (match.group(3)[:1].islower() and match.group(1)[-1] not in ".:"):
                continue
            if match.group(3).startswith((",", ";", ")")):
                continue
            self._open(kind, int(match.group(2)), match.group(1).strip(), match.group(3), cell)
            return True
        number = _NUMBER_CELL.fullmatch(cell.text)
        is_row = number and cell.is_table and after is not None and after.row == cell.row
        if number and is_row and int(number.group(1)) == self.last_action + 1:
            self._open("action", int(number.group(1)), cell.text, "", cell)
            return True
        return False

    def _open(self, kind: str, number: int, label: str, rest: str, cell: Cell) -> None:
        if kind == "priority":
            if any(e.kind == kind and e.number == number for e in self.entries):
                self.priority = number
                self.current = None
                return
            self.priority, self.governance = number, False
        if kind == "action":
            self.last_action = number
        self.current = Entry(
            kind,
            number,
            label,
            [cell],
            [rest] if rest else [],
            pillar=self.pillar,
            priority=None if self.governance else self.priority,
            governance=self.governance,
        )
        self.entries.append(self.current)

    def _begins_heading(self, cell: Cell, after: Cell | None) -> bool:
        low = cell.text.lower().strip(" .:")
        is_annex = low.startswith(self.annex) and len(low) < 15
        if is_annex or low in self.indicator_words - self.columns:
            self.current = None
            return True
        if self._in_text() and not (after and after.text.lower().strip(" .:") in self.columns):
            return False
        if low.startswith(self.governance_words) and len(low) < 130 and low not in self.columns:
            self.governance, self.pillar, self.current = True, None, None
            return True
        pillar = _PILLAR.fullmatch(cell.text)
        if pillar and not self._in_parties_of_text(cell):
            self.pillar, self.governance, self.current = pillar.group(1), False, None
            return True
        if low in self.indicator_words:
            self.current = None
            return True
        return False

    def _in_parties_of_text(self, cell: Cell) -> bool:
        return (
            bool(bodies_in_cell(cell.text)[0]) and cell.text[:1].isupper() and len(cell.text) < 12
        )

    def _in_text(self) -> bool:
        """Whether an action has its text and nothing of its other cells yet."""
        entry = self.current
        if entry is None or entry.kind != "action":
            return entry is not None and entry.kind == "indicator"
        return not (entry.areas or entry.periods or entry.parties)

    def _close_priority(self) -> None:
        if self.current is not None and self.current.kind == "priority":
            self.current = None

    def _outside(self, cell: Cell) -> None:
        if not self.entries and self.pillar is None:
            self.front.append(cell.line)
        elif cell.text:
            self.unplaced.append((cell.line, "no action, priority or indicator is open here"))

    def _into_priority(self, entry: Entry, cell: Cell) -> None:
        """Its title goes on until its areas are listed or the columns are named."""
        entry.cells.append(cell)
        if _AREA_TITLE.match(cell.text):
            entry.areas.append(cell.text)
        elif entry.areas and cell.text[:1].islower():
            entry.areas[-1] += f" {cell.text}"
        elif entry.areas or cell.text.endswith(":") or self._names_columns(cell.text):
            return
        else:
            entry.texts.append(cell.text)

    def _names_columns(self, text: str) -> bool:
        """ "Actions to address …": the name of a column and what it is about."""
        first = text.partition(" ")[0].lower()
        return text[:1].isupper() and len(text) < LONGEST_COLUMN and first in self.columns

    def _into_action(self, entry: Entry, cell: Cell, after: Cell | None) -> None:
        entry.cells.append(cell)
        text = self.lexicon.labels["area"].sub("", cell.text)
        if _AREAS.fullmatch(text):
            entry.areas += _ONE_AREA.findall(text)
            return
        if self._is_period(entry, cell, after):
            entry.periods.append(cell.text)
            return
        is_behind = entry.areas or entry.periods or entry.parties
        if is_behind or self._is_party_cell(entry, cell):
            self._into_parties(entry, cell)
            return
        entry.texts.append(cell.text)

    def _is_period(self, entry: Entry, cell: Cell, after: Cell | None) -> bool:
        """A period, also over two lines: "Q3 2026 to" and "2030"."""
        if not entry.texts:
            return False
        if entry.periods and read_period(" ".join([*entry.periods, cell.text])):
            return True
        if read_period(cell.text):
            if entry.periods and not entry.parties:  # a year that a line of the text began with
                entry.texts += entry.periods
                entry.periods.clear()
            return not entry.periods and (
                cell.is_table or bool(entry.areas) or self._row_goes_on(after)
            )
        if entry.periods or len(cell.text) > 30 or after is None or len(after.text) > 30:
            return False
        return (
            bool(read_period(f"{cell.text} {after.text}"))
            and cell.text[:1] not in "(["
            and (any(character.isdigit() for character in cell.text))
        )

    def _row_goes_on(self, after: Cell | None) -> bool:
        if after is None or _AREAS.fullmatch(after.text):
            return True
        if any(self.lexicon.labels[kind].match(after.text) for kind in ("action", "priority")):
            return True
        codes, left = bodies_in_cell(after.text)
        return bool(codes) and len(left) < 40

    def _is_party_cell(self, entry: Entry, cell: Cell) -> bool:
        if not entry.texts or not (cell.is_table or entry.texts[-1].rstrip().endswith((".", ")"))):
            return False
        codes, left = bodies_in_cell(cell.text)
        return bool(codes) and not left

    def _into_parties(self, entry: Entry, cell: Cell) -> None:
        if len(cell.text) > LONGEST_PARTY and not bodies_in_cell(cell.text)[0]:
            self.unplaced.append((cell.line, f"follows the cells of action {entry.number}"))
            return
        entry.parties.append(cell.text)
