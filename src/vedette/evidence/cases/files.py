"""A table of parts, as laboratories and hospitals export it: one row for each line of a panel.

Rows with the same case, part and teller are one part. Answers that stand in several of them
must agree; a part without a panel has one row.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from vedette.evidence.cases.fields import FIELDS, KINDS, PANEL_COLUMNS
from vedette.evidence.cases.reading import NO, UNKEEPABLE, YES
from vedette.evidence.cases.rules import Flaw, folded_reference
from vedette.evidence.ingest.formats import RawRow

KEY = ("case", "part", "teller")
WHOLE = ("own_number", "occurred_on", "country", "region")
COLUMNS = (*KEY, *WHOLE, *(one.key for one in FIELDS), *PANEL_COLUMNS)
PartKey = tuple[str, str, str]  # folded number of the case, teller, kind
NEEDED = (*KEY, "occurred_on", "country")


@dataclass
class GivenPart:
    """One part as a file gives it; nothing of it is judged yet but that its rows agree."""

    reference: str
    kind: str
    teller: str
    line: int
    is_own_number: bool | None = None  # nothing said yet
    answers: dict[str, str] = field(default_factory=dict)
    panel: list[dict[str, str]] = field(default_factory=list)
    flaws: list[Flaw] = field(default_factory=list)

    def add(self, row: RawRow) -> None:
        """Take one more row in, and note where it contradicts the rows before."""
        cells = {name: text.strip() for name, text in row.cells.items() if name in COLUMNS}
        self._add_own_number(cells.pop("own_number", "").casefold(), row.line)
        for name, text in cells.items():
            if not text or name in KEY or name in PANEL_COLUMNS:
                continue
            if self.answers.setdefault(name, text) != text:
                reason = f"an earlier row of this part says {self.answers[name][:60]!r}"
                self.flaws.append(Flaw(name, text, reason, row.line))
        panel = {name: cells.get(name, "") for name in PANEL_COLUMNS}
        if any(panel.values()):
            self.panel.append(panel | {"": str(row.line)})

    def _add_own_number(self, own: str, line: int) -> None:
        if own not in YES | NO:
            self.flaws.append(Flaw("own_number", own, "yes or no", line))
        elif own and self.is_own_number not in (None, own in YES):
            self.flaws.append(
                Flaw("own_number", own, "an earlier row of this part says otherwise", line)
            )
        elif own:
            self.is_own_number = own in YES


@dataclass(frozen=True, slots=True)
class CaseTable:
    """The parts of a file in its order, and the rows that belong to none."""

    parts: tuple[GivenPart, ...]
    flaws: tuple[Flaw, ...]
    rows: int


def read_table(rows: Iterable[RawRow]) -> CaseTable:
    """Gather the rows of a file into parts; a row that names no part is a flaw.

    A row that cannot be read keeps out every part of its case and teller: without it a panel
    would call not tested what was found.
    """
    parts: dict[PartKey, GivenPart] = {}
    spoiled: dict[tuple[str, str], Flaw] = {}
    flaws: list[Flaw] = []
    number, before, lost = 0, ("", ""), None
    for row in rows:
        number += 1
        reference, kind, teller = (row.cells.get(name, "").strip() for name in KEY)
        kind, whose = kind.casefold(), (folded_reference(reference), teller.casefold())
        flaw = _flaw_of(row, reference, kind, teller)
        if flaw is not None:
            flaws.append(flaw)
            if row.fault is not None and not whose[0]:
                # Nothing says whose line it was; it stands among its neighbours.
                whose, lost = before, flaw
            spoiled.setdefault(whose, flaw)
            continue
        if lost is not None:
            spoiled.setdefault(whose, lost)
        before, lost = whose, None
        key = (*whose, kind)
        part = parts.setdefault(key, GivenPart(reference, kind, teller.casefold(), row.line))
        part.add(row)
    for (folded, teller, _kind), part in parts.items():
        for flaw in (spoiled.get((folded, teller)), spoiled.get((folded, ""))):
            if flaw is not None:
                reason = f"line {flaw.line} of this case cannot be read, and may belong to it"
                part.flaws.append(Flaw("part", part.kind, reason, part.line))
    return CaseTable(tuple(parts.values()), tuple(flaws), number)


def _flaw_of(row: RawRow, reference: str, kind: str, teller: str) -> Flaw | None:
    """Return why a row belongs to no part; None if it does."""
    if row.fault is not None:
        column, value, _code, sentence = row.fault
        return Flaw(column, value, sentence, row.line)
    if kind not in KINDS:
        return Flaw("part", kind, f"one of {', '.join(KINDS)}", row.line)
    if not reference or not teller:
        return Flaw("teller" if reference else "case", "", "this cell is needed", row.line)
    if not teller.isprintable():
        return Flaw("teller", "", UNKEEPABLE, row.line)
    return None
