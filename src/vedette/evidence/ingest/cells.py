"""What the cells of a source say, worked out once for each different text.

A column holds few different texts, so most cells of a large file are looked up, not read.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from vedette.catalogue.laboratories.identification import sureness
from vedette.catalogue.places.queries import PlaceIndex
from vedette.evidence.ingest.definitions import SourceDefinition, SubstanceRule
from vedette.evidence.ingest.values import Conflict, read_number, split_cell

LONGEST_NAME = 2_000
TRUE = frozenset({"1", "true", "yes", "y", "x", "positive", "pos", "detected", "ja", "oui"})
FALSE = frozenset({"", "0", "false", "no", "n", "negative", "neg", "not detected", "nej", "non"})
REMEMBERED = 20_000
LONGEST_REMEMBERED = 200

Read = TypeVar("Read")


class Remembered(dict[str, Read]):
    """Texts of one column and what they were read as; small, whatever the file holds."""

    def __init__(self, read: Callable[[str], Read]) -> None:
        super().__init__()
        self.read = read

    def __missing__(self, text: str) -> Read:
        found = self.read(text)
        if len(text) <= LONGEST_REMEMBERED:
            if len(self) >= REMEMBERED:
                self.clear()
            self[text] = found
        return found


@dataclass(frozen=True, slots=True)
class Named:
    """What a cell that names substances says: facts of mentions, a non-result, or a doubt."""

    mentions: tuple[tuple[str, str, str, bool], ...] = ()
    nothing_found: bool = False
    doubt: Conflict | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A value that a cell gives, or the doubt about it; both empty where it says nothing."""

    value: Any = None
    doubt: Conflict | None = None


SILENT = Named()


def name_columns(source: SourceDefinition) -> list[tuple[str, Remembered[Named]]]:
    """Return every column that names substances, with the reader of its cells."""
    return [
        (column, Remembered(_name_reader(source, block, column)))
        for block in source.substances
        for column in block.columns
    ]


def _name_reader(
    source: SourceDefinition, block: SubstanceRule, column: str
) -> Callable[[str], Named]:
    read = _flag if block.split == "flags" else _names
    return lambda text: read(text.strip(), source, block, column)


def _flag(text: str, source: SourceDefinition, block: SubstanceRule, column: str) -> Named:
    folded = text.casefold()
    if folded in TRUE:
        name = block.names.get(column, column)
        return Named(((name, block.role, block.component, False),))
    if folded in FALSE or folded in source.not_tested:
        return SILENT
    sentence = f"{text!r} is neither yes nor no"
    return Named(doubt=Conflict(column, text, "flag_unreadable", sentence, queue=True))


def _names(text: str, source: SourceDefinition, block: SubstanceRule, column: str) -> Named:
    if not text or text.casefold() in source.not_tested:
        return SILENT
    if len(text) > LONGEST_NAME:
        sentence = f"a cell of {len(text)} characters is no list of names"
        return Named(doubt=Conflict(column, text, "cell_too_long", sentence))
    parts = split_cell(text, block.split)
    if isinstance(parts, Conflict):
        return Named(doubt=Conflict(column, text, parts.code, parts.sentence, queue=True))
    folded = [part.casefold() for part in parts]
    silent = source.nothing_found | source.not_tested
    free = block.split == "text"
    mentions = tuple(
        (block.names.get(part, part), block.role, block.component, free)
        for part, fold in zip(parts, folded, strict=True)
        if fold not in silent
    )
    return Named(mentions, nothing_found=not source.nothing_found.isdisjoint(folded))


def detail_columns(source: SourceDefinition) -> list[tuple[str, str, Remembered[Said]]]:
    """Return every detail with its column and the reader of its cells."""
    return [
        (name, column, Remembered(_detail_reader(source, name, column)))
        for name, column in source.details.items()
    ]


def _detail_reader(source: SourceDefinition, name: str, column: str) -> Callable[[str], Said]:
    decimal = source.quantity.decimal if source.quantity else "."

    def read(text: str) -> Said:
        text = text.strip()
        if not text or text.casefold() in source.not_tested:
            return Said()
        if name not in source.numbers:
            return Said(text[:LONGEST_NAME])
        number = read_number(text, decimal)
        if number is None:
            sentence = f"{text!r} is no number"
            return Said(doubt=Conflict(column, text, "number_unreadable", sentence))
        return Said(number)

    return read


def country_reader(source: SourceDefinition, places: PlaceIndex) -> Remembered[Said]:
    """Return the reader of the country's cell: an alpha-2 code, or empty."""
    cell = source.country

    def read(text: str) -> Said:
        written = cell.words.get(text.strip(), text.strip())
        code = places.country(written) if written else ""
        if code is not None:
            return Said(code)
        sentence = f"{written!r} is no country known here"
        return Said("", Conflict(cell.column, written, "country_unknown", sentence, queue=True))

    return Remembered(read)


def region_reader(source: SourceDefinition, places: PlaceIndex) -> Remembered[Said]:
    """Return the reader of the region's cell: code and scheme, or nothing."""
    cell = source.region
    if cell is None:
        return Remembered(lambda _text: Said())
    scheme = cell.scheme or "nuts"

    def read(text: str) -> Said:
        written = cell.words.get(text.strip(), text.strip())
        if not written:
            return Said()
        if code := places.region(written, scheme):
            return Said((code, "nuts" if scheme == "uk_postcode" else scheme))
        if scheme == "uk_postcode":  # a sender's postcode may be unusable; the rest counts
            return Said()
        sentence = f"{written!r} is no {scheme} code known here"
        return Said(doubt=Conflict(cell.column, written, "region_unknown", sentence, queue=True))

    return Remembered(read)


def method_reader(source: SourceDefinition) -> Remembered[tuple[str, str, str]]:
    """Return the reader of the method's cell: the method, the source's claim, and how sure it is.

    The claim is kept as what the source says. How sure an identity is follows from the
    method; a claim can lower that and never raises it.
    """
    words, levels = source.method.words, source.identity_by_method

    def read(text: str) -> tuple[str, str, str]:
        method = words.get(text.strip(), text.strip())[:100]
        claimed = levels.get(method.casefold(), source.identity_level)
        return method, claimed, sureness(method, claimed).level

    return Remembered(read)
