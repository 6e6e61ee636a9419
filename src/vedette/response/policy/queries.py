"""The register of documents: which there are, what each says, as of a moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from vedette.base.numbers import LARGEST_ID
from vedette.response.policy import identity
from vedette.response.policy.errors import EntryUnknown
from vedette.response.policy.models import (
    ActCitation,
    Asked,
    CitedAct,
    Instrument,
    PolicyBody,
    PolicyEntry,
    Reading,
    StatusReport,
    Wording,
)
from vedette.response.policy.registers import Register


def current_readings(as_of: datetime | None = None) -> QuerySet[Reading]:
    """The newest reading of every language of every document, as of a moment."""
    rows, later = Reading.objects.all(), Reading.objects.filter(
        instrument=OuterRef("instrument"), language=OuterRef("language"),
        revision__gt=OuterRef("revision"),
    )  # fmt: skip
    if as_of is not None:
        rows, later = rows.filter(kept_at__lte=as_of), later.filter(kept_at__lte=as_of)
    return rows.filter(~Exists(later))


def newest_readings(instrument: Instrument, as_of: datetime | None = None) -> list[Reading]:
    """The newest reading of each language of a document, the first language first."""
    rows = list(current_readings(as_of).filter(instrument=instrument))
    first = first_reading(instrument)
    return sorted(rows, key=lambda one: (one.language != (first and first.language), one.pk))


def newest_reading(instrument: Instrument, language: str) -> Reading | None:
    """The newest reading in one language."""
    return instrument.readings.filter(language=language).order_by("-revision").first()


def first_reading(instrument: Instrument) -> Reading | None:
    """The reading from which the entries got their codes."""
    return instrument.readings.order_by("pk").first()


def instrument_of(register: Register, content: str) -> Instrument | None:
    """The document a register is of, if it is here already.

    The same file, or the same number with the same text, or the same text where one of
    both has no number. A title alone says nothing.
    """
    same_file = Reading.objects.filter(content=content).select_related("instrument").first()
    if same_file is not None:
        return same_file.instrument
    rows = Instrument.objects.filter(kind=identity.kind_of(register))
    number = register.document.number
    if number:
        rows = rows.filter(Q(number=number) | Q(number=""))
    candidates = current_readings().filter(instrument__in=rows).select_related("instrument")
    shape = identity.shape_of(register)
    # The number's own document first.
    for reading in sorted(candidates, key=lambda one: (one.instrument.number == "", one.pk)):
        known = Register.from_json(reading.register)
        if identity.is_shaped_alike(shape, identity.shape_of(known)) and identity.is_same_text(
            register, known
        ):
            return reading.instrument
    return None


def instruments(as_of: datetime | None = None) -> QuerySet[Instrument]:
    """Documents known at a moment, the newest first."""
    rows = Instrument.objects.order_by(F("dated_on").desc(nulls_last=True), "-id")
    return rows if as_of is None else rows.filter(kept_at__lte=as_of)


def find_instrument(key: str, as_of: datetime | None = None) -> Instrument:
    """Return a document by its key, or refuse."""
    row = instruments(as_of).filter(key=key).first() if "\0" not in key else None
    if row is None:
        raise EntryUnknown(key)
    return row


def find_entry(key: str) -> PolicyEntry:
    """Return an entry by its key, `plan-2021-2025/A12`, or refuse."""
    instrument, _, code = key.partition("/")
    rows = PolicyEntry.objects.select_related("instrument", "parent")
    row = None
    if "\0" not in key:
        row = rows.filter(instrument__key=instrument, code=code).first()
    if row is None:
        raise EntryUnknown(key)
    return row


def find_report(number: int) -> StatusReport:
    """Return a report by its number, or refuse."""
    rows = StatusReport.objects.select_related("entry__instrument", "by")
    row = rows.filter(pk=min(number, LARGEST_ID)).first()
    if row is None:
        raise EntryUnknown(str(number))
    return row


def find_bodies(codes: Sequence[str]) -> list[PolicyBody]:
    """Return bodies by their codes; refuse one that no document names."""
    wanted = list(dict.fromkeys(code.strip().upper() for code in codes))
    asked = [code for code in wanted if "\0" not in code]
    known = PolicyBody.objects.in_bulk(asked, field_name="code")
    for code in wanted:
        if code not in known:
            raise EntryUnknown(code)
    return [known[code] for code in wanted]


def key_of(entry: PolicyEntry) -> str:
    """The name by which indicators, answers and ties know an entry."""
    return f"{entry.instrument.key}/{entry.code}"


@dataclass(frozen=True, slots=True)
class Placed:
    """One entry with its wording in each language, None where a version lacks it."""

    entry: PolicyEntry
    wordings: tuple[Wording | None, ...]

    @property
    def said(self) -> Wording | None:
        """The wording in the first language that has one."""
        return next((one for one in self.wordings if one is not None), None)


def placed_entries(
    instrument: Instrument,
    readings: Sequence[Reading],
    *,
    kinds: Sequence[str] = (),
    only: PolicyEntry | None = None,
    parts: QuerySet[PolicyEntry] | None = None,
    is_brief: bool = False,
) -> list[Placed]:
    """Entries of a document in its order, each beside its wording in every reading given.

    Parameters
    ----------
    is_brief : bool
        Leave out the lines as the file has them.
    """
    rows = Wording.objects.filter(reading__in=readings).select_related("entry__parent")
    rows = rows.defer("raw", "folded") if is_brief else rows.defer("folded")
    if kinds:
        rows = rows.filter(entry__kind__in=kinds)
    if only is not None:
        rows = rows.filter(entry=only)
    if parts is not None:
        rows = rows.filter(entry__in=parts)
    asked = Asked.objects.select_related("body").order_by("position")
    rows = rows.prefetch_related(
        Prefetch("asked", queryset=asked),
        Prefetch("citations", queryset=ActCitation.objects.select_related("act")),
    )
    table: dict[int, dict[int, Wording]] = {}
    entries: dict[int, PolicyEntry] = {}
    by_number = {one.pk: one for one in readings}
    for wording in rows:
        wording.entry.instrument = instrument
        wording.reading = by_number[wording.reading_id]
        entries[wording.entry_id] = wording.entry
        table.setdefault(wording.entry_id, {})[wording.reading_id] = wording
    ordered = sorted(entries.values(), key=lambda one: (one.position, one.pk))
    return [
        Placed(one, tuple(table[one.pk].get(reading.pk) for reading in readings)) for one in ordered
    ]


def named_documents(acts: Sequence[CitedAct]) -> dict[int, Instrument]:
    """For each act the document here that it names by number: by nothing less."""
    wanted = Q(pk=None)
    for one in acts:
        for field, value in (("number", one.council or one.identifier), ("celex", one.celex),
                             ("oj", one.oj)):  # fmt: skip
            if value:
                wanted |= Q(**{field: value})
    known: list[Instrument] = list(Instrument.objects.filter(wanted)) if acts else []
    found: dict[int, Instrument] = {}
    for act in acts:
        names = {act.identifier, act.council, act.celex, act.oj and f"OJ {act.oj}"}
        for row in known:
            if names & ({row.number, row.celex, row.oj and f"OJ {row.oj}"} - {""}):
                found[act.pk] = row
    return found
