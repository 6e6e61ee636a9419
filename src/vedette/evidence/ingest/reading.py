"""A row of a file to a typed report, or to the reasons why not. Nothing here writes."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from vedette.catalogue.places.queries import PlaceIndex
from vedette.evidence.ingest.definitions import SourceDefinition, SubstanceRule
from vedette.evidence.ingest.formats import RawRow
from vedette.evidence.ingest.values import (
    Conflict,
    read_date,
    read_number,
    read_quantity,
    split_cell,
)
from vedette.evidence.observations.rows import Mention, NewReport

_NO_TEXT = re.compile("[\x00\udc80-\udcff]")  # what decoding could not turn into text
_SUSPECT = re.compile("(?:^|\x1f)=|[\x00\udc80-\udcff]")
_FORMULA = re.compile(r"=[\w@+\-(\"'|]")  # what a spreadsheet would run; "== title ==" is only text
LONGEST_NAME = 2_000
LONGEST_KEY = 200
TRUE = frozenset({"1", "true", "yes", "y", "x", "positive", "pos", "detected", "ja", "oui"})
FALSE = frozenset({"", "0", "false", "no", "n", "negative", "neg", "not detected", "nej", "non"})


@dataclass(slots=True)
class ReadRow:
    """What became of one row: a report, or conflicts; both when a person must look."""

    line: int
    cells: dict[str, str]
    report: NewReport | None
    conflicts: list[Conflict]

    @property
    def is_refused(self) -> bool:
        """Tell whether no decision of a person could let the row in as it is."""
        return self.report is None or any(not conflict.queue for conflict in self.conflicts)


@dataclass
class RowReader:
    """Reads the rows of one source; built once a file, called once a row."""

    source: SourceDefinition
    places: PlaceIndex
    today: date
    pseudonym: Callable[[str], str]

    def read(self, raw: RawRow) -> ReadRow:
        """Type one row. Doubts are collected, so that a person sees all of them at once."""
        doubts: list[Conflict] = []
        if raw.fault:
            return ReadRow(raw.line, raw.cells, None, [Conflict(*raw.fault)])
        if _SUSPECT.search("\x1f".join(raw.cells.values())):  # one search a row, not one a cell
            doubts += [c for name, text in raw.cells.items() if (c := _hostile(name, text))]
        report = self._typed(raw, doubts)
        if report is not None:
            report.seal()
        return ReadRow(raw.line, raw.cells, report, doubts)

    def _typed(self, raw: RawRow, doubts: list[Conflict]) -> NewReport | None:
        source, cells = self.source, raw.cells
        day = self._dates(cells, doubts)
        if day is None:
            return None
        occurred, reported = day
        key = key_of(cells, source)
        if source.key and not key:
            doubts.append(Conflict(source.key[0], "", "key_missing", "the row has no identifier"))
        if len(key) > LONGEST_KEY:
            doubts.append(
                Conflict(source.key[0], key, "key_too_long", "the identifier is too long")
            )
        report = NewReport(
            line=raw.line,
            key=key or row_digest(cells).hex(),
            occurred_on=occurred,
            precision=source.occurred_on.precision,
            reported_at=reported,
        )
        self._place(report, cells, doubts)
        self._person(report, cells)
        self._identity(report, cells)
        self._mentions(report, cells, doubts)
        self._details(report, cells, doubts)
        return report

    def _dates(
        self, cells: dict[str, str], doubts: list[Conflict]
    ) -> tuple[date, date | None] | None:
        rule = self.source.occurred_on
        if rule.precision == "undated":
            return self.today, None
        occurred = read_date(cells.get(rule.column, "").strip(), rule, self.today)
        if isinstance(occurred, Conflict):
            doubts.append(occurred)
            if not occurred.queue:
                return None
            occurred = occurred.meant or self.today
        reported: date | Conflict | None = None
        if (told := self.source.reported_at) and (text := cells.get(told.column, "").strip()):
            reported = read_date(text, told, self.today)
            if isinstance(reported, Conflict):
                doubts.append(reported)
                reported = reported.meant
            elif reported < occurred and rule.precision == "day":
                sentence = f"reported on {reported}, before it occurred on {occurred}"
                doubts.append(Conflict(told.column, text, "dates_reversed", sentence, queue=True))
        return occurred, reported

    def _place(self, report: NewReport, cells: dict[str, str], doubts: list[Conflict]) -> None:
        source = self.source
        written = source.country.read(cells)
        if written:
            country = self.places.country(written)
            if country is None:
                sentence = f"{written!r} is no country known here"
                doubts.append(
                    Conflict(source.country.column, written, "country_unknown", sentence, True)
                )
            report.country = country or ""
        if source.region and (text := source.region.read(cells)):
            scheme = source.region.scheme or "nuts"
            code = self.places.region(text, scheme)
            if code:
                report.region, report.scheme = code, "nuts" if scheme == "uk_postcode" else scheme
            elif scheme != "uk_postcode":  # a sender's postcode may be unusable; the rest counts
                sentence = f"{text!r} is no {scheme} code known here"
                doubts.append(
                    Conflict(source.region.column, text, "region_unknown", sentence, queue=True)
                )
        if source.city:
            report.city = source.city.read(cells)[:100]
        if source.laboratory:
            report.laboratory = source.laboratory.read(cells)[:100]

    def _person(self, report: NewReport, cells: dict[str, str]) -> None:
        person = self.source.person
        if not person:
            return
        report.age_band = cells.get(person.get("age_band", ""), "").strip()[:20]
        report.sex = _SEXES.get(cells.get(person.get("sex", ""), "").strip().casefold(), "")
        if token := cells.get(person.get("token", ""), "").strip():
            report.person = self.pseudonym(token)

    def _identity(self, report: NewReport, cells: dict[str, str]) -> None:
        source = self.source
        report.method = source.method.read(cells)[:100]
        by_method = source.identity_by_method
        report.identity = by_method.get(report.method.casefold(), source.identity_level)

    def _mentions(self, report: NewReport, cells: dict[str, str], doubts: list[Conflict]) -> None:
        for block in self.source.substances:
            for column in block.columns:
                text = cells.get(column, "").strip()
                if block.split == "flags":
                    self._flag(report, block, column, text, doubts)
                elif text:
                    self._named(report, block, column, text, doubts)
        self._amount(report, cells, doubts)

    def _flag(
        self, report: NewReport, block: SubstanceRule, column: str, text: str,
        doubts: list[Conflict],
    ) -> None:  # fmt: skip
        folded = text.casefold()
        if folded in TRUE:
            name = block.names.get(column, column)
            report.mentions.append(Mention(name, block.role, block.component))
        elif folded not in FALSE and folded not in self.source.not_tested:
            sentence = f"{text!r} is neither yes nor no"
            doubts.append(Conflict(column, text, "flag_unreadable", sentence, queue=True))

    def _named(
        self, report: NewReport, block: SubstanceRule, column: str, text: str,
        doubts: list[Conflict],
    ) -> None:  # fmt: skip
        if text.casefold() in self.source.not_tested:
            return
        if len(text) > LONGEST_NAME:
            sentence = f"a cell of {len(text)} characters is no list of names"
            doubts.append(Conflict(column, text, "cell_too_long", sentence))
            return
        parts = split_cell(text, block.split)
        if isinstance(parts, Conflict):
            doubts.append(Conflict(column, text, parts.code, parts.sentence, queue=True))
            return
        nothing, untested = self.source.nothing_found, self.source.not_tested
        for part in parts:
            folded = part.casefold()
            if folded in nothing:
                report.details["nothing_found"] = True
            elif folded not in untested:
                free = block.split == "text"
                report.mentions.append(
                    Mention(block.names.get(part, part), block.role, block.component, free)
                )

    def _amount(self, report: NewReport, cells: dict[str, str], doubts: list[Conflict]) -> None:
        rule = self.source.quantity
        if rule is None:
            return
        text = cells.get(rule.column, "").strip()
        amount = read_quantity(text, cells.get(rule.unit_column, "").strip(), rule)
        if isinstance(amount, Conflict):
            doubts.append(amount)
        elif amount is not None:
            measured = next((m for m in report.mentions if m.role in ("load", "found")), None)
            if measured and (len(report.mentions) == 1 or measured.role == "load"):
                measured.value, measured.unit = amount.value, amount.unit
                measured.below_loq = amount.below_loq
            elif amount.value is not None:
                report.details["amount"] = amount.value
                report.details["amount_unit"] = amount.unit

    def _details(self, report: NewReport, cells: dict[str, str], doubts: list[Conflict]) -> None:
        source = self.source
        if source.form:
            report.form = cells.get(source.form, "").strip().casefold()[:60]
        for name, column in source.details.items():
            text = cells.get(column, "").strip()
            if not text or text.casefold() in source.not_tested:
                continue
            if name in source.numbers:
                number = read_number(text, source.quantity.decimal if source.quantity else ".")
                if number is None:
                    sentence = f"{text!r} is no number"
                    doubts.append(Conflict(column, text, "number_unreadable", sentence))
                    continue
                report.details[name] = number
            else:
                report.details[name] = text[:LONGEST_NAME]


_SEXES = {
    "f": "female", "female": "female", "w": "female", "woman": "female", "vrouw": "female",
    "m": "male", "male": "male", "man": "male", "other": "other", "x": "other",
}  # fmt: skip


def key_of(cells: dict[str, str], source: SourceDefinition) -> str:
    """Return what the source calls a row; empty if it gives it no name."""
    # Only empty parts at the end go: ("", "a") and ("a", "") are two names.
    return "\x1f".join([cells.get(column, "").strip() for column in source.key]).rstrip("\x1f")


def row_digest(cells: dict[str, str]) -> bytes:
    """Return the fingerprint of a row as it stood in the file."""
    content = repr(sorted(cells.items())).encode("utf-8", "replace")
    return hashlib.blake2b(content, digest_size=16).digest()


def _hostile(column: str, text: str) -> Conflict | None:
    if _FORMULA.match(text):
        sentence = "the cell holds a formula; its meaning depends on the program that opens it"
        return Conflict(column, text, "formula_cell", sentence, queue=True)
    if not _NO_TEXT.search(text):
        return None
    shown = text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "\\0")
    sentence = "the cell holds bytes that are no text in the encoding of the file"
    return Conflict(column, shown, "wrong_encoding", sentence)
