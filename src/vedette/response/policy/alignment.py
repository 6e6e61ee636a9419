"""Language versions of one document, paragraph beside paragraph, and where they differ."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from vedette.response.policy.lexicons import all_body_codes, lexicon
from vedette.response.policy.registers import Action, Indicator, Paragraph, Register

SAME_TEXT = 0.55  # mean likeness of paragraphs from which two versions are one document
FEWEST_ALIKE = 0.9  # share of the larger count of paragraphs that the smaller must reach
_ACRONYM = re.compile(r"(?<![\w-])[A-ZÆØÅ]{3,}(?:-[A-Z]+)?(?![\w])")
_MARKED = re.compile(r"\d+(?:[/-]\d+)+|\b\d{2,}\b")
_NO_ACRONYMS = frozenset({"EUT", "EFT", "DOC"})

Entry = Paragraph | Action | Indicator


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that some versions of a paragraph say and others do not."""

    kind: str  # acronym, reference, verb, addressee
    value: str
    present_in: tuple[str, ...]
    missing_in: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Aligned:
    """The same paragraph in each language; None where a version lacks it."""

    kind: str  # recital, recommendation, action, indicator
    numbers: dict[str, int | None]
    lines: dict[str, tuple[int, int] | None]
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """All versions of one document."""

    files: dict[str, str]
    paragraphs: tuple[Aligned, ...]

    @property
    def complete(self) -> int:
        """How many paragraphs every version has."""
        return sum(None not in one.numbers.values() for one in self.paragraphs)

    def as_json(self) -> dict[str, Any]:
        """Plain lists and dictionaries."""
        return {
            "files": self.files,
            "complete": self.complete,
            "paragraphs": [asdict(one) for one in self.paragraphs],
        }


def align(registers: Sequence[Register]) -> list[Alignment]:
    """Join the versions that are one document; a document of one version is left out."""
    groups: list[list[Register]] = []
    for register in registers:
        for group in groups:
            known = {one.document.language for one in group}
            if register.document.language not in known and all(
                is_same_document(register, one) for one in group
            ):
                group.append(register)
                break
        else:
            groups.append([register])
    return [_aligned(group) for group in groups if len(group) > 1]


def is_same_document(first: Register, second: Register) -> bool:
    """Whether two registers are versions of one text; a title alone never makes them so."""
    numbers = {r.document.number for r in (first, second)} - {None}
    if len(numbers) > 1:
        return False
    kinds = [(_entries(first, kind), _entries(second, kind)) for kind in KINDS]
    if any(min(len(a), len(b)) < FEWEST_ALIKE * max(len(a), len(b)) for a, b in kinds):
        return False
    pairs = [pair for a, b in kinds for pair in _pairs(a, b) if pair[0] and pair[1]]
    if not pairs:
        return False
    likeness = [_likeness(a, b) for a, b in pairs if a is not None and b is not None]
    return sum(likeness) / len(likeness) >= SAME_TEXT


KINDS = ("recital", "recommendation", "action", "indicator")


def _entries(register: Register, kind: str) -> Sequence[Entry]:
    found: dict[str, Sequence[Entry]] = {
        "recital": register.recitals,
        "recommendation": register.recommendations,
        "action": register.actions,
        "indicator": register.indicators,
    }
    return found[kind]


def _aligned(group: list[Register]) -> Alignment:
    first, *others = group
    codes = [one.document.language for one in group]
    rows: list[Aligned] = []
    for kind in KINDS:
        own = _entries(first, kind)
        table: list[list[Entry | None]] = [[one] for one in own]
        extra: list[list[Entry | None]] = []
        for place, other in enumerate(others, start=1):
            matched: dict[int, Entry | None] = dict.fromkeys(range(len(own)))
            for a, b in _pairs(own, _entries(other, kind)):
                if a is not None:
                    matched[own.index(a)] = b
                else:
                    extra.append([None] * place + [b] + [None] * (len(group) - place - 1))
            for index, row in enumerate(table):
                row.append(matched[index])
        rows += [_row(kind, codes, row) for row in (*table, *extra)]
    return Alignment({r.document.language: r.document.file for r in group}, tuple(rows))


def _pairs(
    first: Sequence[Entry], second: Sequence[Entry]
) -> list[tuple[Entry | None, Entry | None]]:
    """Entries side by side: in order if there are as many, else the likest way to lay them."""
    if len(first) == len(second):
        return list(zip(first, second, strict=True))
    rows, columns = len(first), len(second)
    likeness = [[_likeness(a, b) for b in second] for a in first]
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            best[i][j] = max(best[i + 1][j + 1] + likeness[i][j], best[i + 1][j], best[i][j + 1])
    pairs: list[tuple[Entry | None, Entry | None]] = []
    i = j = 0
    while i < rows or j < columns:
        if i < rows and j < columns and best[i][j] == best[i + 1][j + 1] + likeness[i][j]:
            pairs.append((first[i], second[j]))
            i, j = i + 1, j + 1
        elif i < rows and (j == columns or best[i][j] == best[i + 1][j]):
            pairs.append((first[i], None))
            i += 1
        else:
            pairs.append((None, second[j]))
            j += 1
    return pairs


def _likeness(first: Entry, second: Entry) -> float:
    """Share of what is the same in every language: numbers, codes, citations, length."""
    a, b = _traits(first), _traits(second)
    shared = len(a & b) / len(a | b) if a | b else 1.0
    short, long = sorted((len(first.text), len(second.text)))
    return 0.6 * shared + 0.4 * (min(1.0, short / long * 1.3) if long else 1.0)


def _traits(entry: Entry) -> set[str]:
    traits = {token.lower() for token in _MARKED.findall(entry.text)}
    if isinstance(entry, Paragraph):
        return traits | {r.identifier for r in entry.references} | set(entry.addressees)
    if isinstance(entry, Action):
        period = f"{entry.start}-{entry.end}-{entry.ongoing}"
        return traits | set(entry.responsible_codes) | set(entry.priority_areas) | {period}
    return traits | set(entry.data_providers)


def _row(kind: str, codes: list[str], row: list[Entry | None]) -> Aligned:
    present = {code: one for code, one in zip(codes, row, strict=True) if one is not None}
    found = [
        *_missing("acronym", {c: _acronyms(one) for c, one in present.items()}, present),
        *_missing("reference", {c: _identifiers(one) for c, one in present.items()}),
    ]
    if kind == "recommendation":
        asked = {c: set(one.addressees) for c, one in present.items() if isinstance(one, Paragraph)}
        found += _missing("addressee", asked)
    if kind in ("recital", "recommendation"):
        verbs = {c: str(one.verb_norm) for c, one in present.items() if isinstance(one, Paragraph)}
        if len(set(verbs.values())) > 1:
            found += _missing("verb", {code: {verb} for code, verb in verbs.items()})
    by_code = dict(zip(codes, row, strict=True))
    return Aligned(
        kind,
        {code: one.number if one else None for code, one in by_code.items()},
        {code: one.lines if one else None for code, one in by_code.items()},
        tuple(found),
    )


def _missing(
    kind: str, values: dict[str, set[str]], texts: dict[str, Entry] | None = None
) -> list[Difference]:
    found = []
    for value in sorted(set().union(*values.values()) if values else set()):
        with_it = tuple(code for code, own in values.items() if value in own)
        without = tuple(code for code in values if code not in with_it)
        if texts is not None:
            without = tuple(c for c in without if not _is_said(value, texts[c].text, c))
        if without:
            found.append(Difference(kind, value, with_it, without))
    return found


def _acronyms(entry: Entry) -> set[str]:
    return set(_ACRONYM.findall(entry.text)) - _NO_ACRONYMS


def _is_said(acronym: str, text: str, code: str) -> bool:
    """Whether a version has the acronym in its own case, or the body's own acronym there."""
    if re.search(rf"(?<!\w){re.escape(acronym)}(?!\w)|{re.escape(acronym)}-", text, re.IGNORECASE):
        return True
    words = lexicon(code)
    _, codes = all_body_codes()
    bodies = {codes[acronym.lower()]} if acronym.lower() in codes else set()
    names = [n for n, c in words.body_codes.items() if c in bodies and len(n) <= len(acronym) + 2]
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE) for name in names)


def _identifiers(entry: Entry) -> set[str]:
    cited = () if isinstance(entry, Indicator) else entry.references
    return {one.identifier for one in cited}
