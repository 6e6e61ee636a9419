"""A row of a file to a typed report, or to the reasons why not. Nothing here writes."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from vedette.catalogue.places.queries import PlaceIndex
from vedette.evidence.ingest import cells
from vedette.evidence.ingest.cells import SILENT, Remembered
from vedette.evidence.ingest.declaring import declared_reader
from vedette.evidence.ingest.definitions import QuantityRule, SourceDefinition
from vedette.evidence.ingest.formats import RawRow
from vedette.evidence.ingest.values import Conflict, read_date, read_quantity
from vedette.evidence.observations.rows import Mention, NewReport

_NO_TEXT = re.compile("[\x00\udc80-\udcff]")  # what decoding could not turn into text
_FORMULA = re.compile(r"=[\w@+\-(\"'|]")  # what a spreadsheet would run; "== title ==" is only text
LONGEST_KEY = 200


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


class RowReader:
    """Reads the rows of one source; built once a file, called once a row."""

    def __init__(
        self,
        source: SourceDefinition,
        places: PlaceIndex,
        today: date,
        pseudonym: Callable[[str], str],
    ) -> None:
        self.source, self.today, self.pseudonym = source, today, pseudonym
        occurred, told, amount = source.occurred_on, source.reported_at, source.quantity
        self._occurred = Remembered(lambda text: read_date(text.strip(), occurred, today))
        self._told = Remembered(lambda text: read_date(text.strip(), told or occurred, today))
        self._countries = cells.country_reader(source, places)
        self._regions = cells.region_reader(source, places)
        self._methods = cells.method_reader(source)
        self._names = cells.name_columns(source)
        self._details = cells.detail_columns(source)
        self._declared = declared_reader(source, today)
        self._amounts = Remembered(  # by unit, then by figure
            lambda unit: Remembered(
                lambda text: read_quantity(text.strip(), unit, amount) if amount else None
            )
        )

    def read(self, raw: RawRow) -> ReadRow:
        """Type one row. Doubts are collected, so that a person sees all of them at once."""
        doubts: list[Conflict] = []
        if raw.fault:
            return ReadRow(raw.line, raw.cells, None, [Conflict(*raw.fault)])
        if _may_be_hostile("\x1f".join(raw.cells.values())):  # one search a row, not one a cell
            doubts += [c for name, text in raw.cells.items() if (c := _hostile(name, text))]
        report = self._typed(raw, doubts)
        if report is not None:
            report.seal()
        return ReadRow(raw.line, raw.cells, report, doubts)

    def _typed(self, raw: RawRow, doubts: list[Conflict]) -> NewReport | None:
        source, row = self.source, raw.cells
        day = self._dates(row, doubts)
        if day is None:
            return None
        key = key_of(row, source)
        if source.key and not key:
            doubts.append(Conflict(source.key[0], "", "key_missing", "the row has no identifier"))
        if len(key) > LONGEST_KEY:
            doubts.append(
                Conflict(source.key[0], key, "key_too_long", "the identifier is too long")
            )
        report = NewReport(
            raw.line, key or row_digest(row).hex(), day[0], source.occurred_on.precision, day[1]
        )
        self._place(report, row, doubts)
        if source.person:
            self._person(report, row)
        method = source.method
        report.method, report.claimed, report.identity = self._methods[
            row.get(method.column, "") if method.column else method.value
        ]
        self._mention(report, row, doubts)
        if source.quantity:
            self._amount(report, row, source.quantity, doubts)
        self._detail(report, row, doubts)
        if self._declared:
            said = self._declared(row)
            report.details |= said.details
            doubts += said.doubts
        if source.waits:
            sentence = "told without an account: only a person can judge it"
            doubts.append(Conflict("", "", "unverified", sentence, queue=True))
        return report

    def _dates(
        self, row: dict[str, str], doubts: list[Conflict]
    ) -> tuple[date, date | None] | None:
        rule, told = self.source.occurred_on, self.source.reported_at
        if rule.precision == "undated":
            return self.today, None
        occurred = self._occurred[row.get(rule.column, "")]
        if isinstance(occurred, Conflict):
            doubts.append(occurred)
            if occurred.meant is None:
                return None
            occurred = occurred.meant
        text = row.get(told.column, "") if told else ""
        if told is None or not text or not text.strip():
            return occurred, None
        reported = self._told[text]
        if isinstance(reported, Conflict):
            doubts.append(reported)
            return occurred, reported.meant
        if reported < occurred and rule.precision == "day":
            sentence = f"reported on {reported}, before it occurred on {occurred}"
            doubts.append(
                Conflict(told.column, text.strip(), "dates_reversed", sentence, queue=True)
            )
        return occurred, reported

    def _place(self, report: NewReport, row: dict[str, str], doubts: list[Conflict]) -> None:
        source = self.source
        where = source.country
        country = self._countries[row.get(where.column, "") if where.column else where.value]
        report.country = country.value
        if country.doubt:
            doubts.append(country.doubt)
        if source.region:
            where = source.region
            region = self._regions[row.get(where.column, "") if where.column else where.value]
            if region.value:
                report.region, report.scheme = region.value
            elif region.doubt:
                doubts.append(region.doubt)
        if source.city:
            report.city = source.city.read(row)[:100]
        if source.laboratory:
            report.laboratory = source.laboratory.read(row)[:100]

    def _person(self, report: NewReport, row: dict[str, str]) -> None:
        person = self.source.person
        report.age_band = row.get(person.get("age_band", ""), "").strip()[:20]
        report.sex = _SEXES.get(row.get(person.get("sex", ""), "").strip().casefold(), "")
        if token := row.get(person.get("token", ""), "").strip():
            report.person = self.pseudonym(token)

    def _mention(self, report: NewReport, row: dict[str, str], doubts: list[Conflict]) -> None:
        for column, known in self._names:
            named = known[row.get(column, "")]
            if named is SILENT:
                continue
            for facts in named.mentions:
                report.mentions.append(Mention(*facts))
            if named.nothing_found:
                report.details["nothing_found"] = True
            if named.doubt:
                doubts.append(named.doubt)

    def _amount(
        self, report: NewReport, row: dict[str, str], rule: QuantityRule, doubts: list[Conflict]
    ) -> None:
        amount = self._amounts[row.get(rule.unit_column, "").strip()][row.get(rule.column, "")]
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

    def _detail(self, report: NewReport, row: dict[str, str], doubts: list[Conflict]) -> None:
        if self.source.form:
            form = row.get(self.source.form, "").strip().casefold()[:60]
            report.form = self.source.forms.get(form, form)
        for name, column, known in self._details:
            said = known[row.get(column, "")]
            if said.value is not None:
                report.details[name] = said.value
            elif said.doubt:
                doubts.append(said.doubt)


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


def _may_be_hostile(row: str) -> bool:
    """Tell cheaply whether any cell deserves a closer look; cells are joined by U+001F."""
    return (
        row.startswith("=")
        or "\x1f=" in row
        or "\x00" in row
        or (not row.isascii() and _NO_TEXT.search(row) is not None)
    )


def _hostile(column: str, text: str) -> Conflict | None:
    if _FORMULA.match(text):
        sentence = "the cell holds a formula; its meaning depends on the program that opens it"
        return Conflict(column, text, "formula_cell", sentence, queue=True)
    if not _NO_TEXT.search(text):
        return None
    shown = text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "\\0")
    sentence = "the cell holds bytes that are no text in the encoding of the file"
    return Conflict(column, shown, "wrong_encoding", sentence)
