"""Keep what was read as records: one document, one transaction."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from vedette.base.accounts import rules as rights
from vedette.base.accounts.models import User
from vedette.base.journal import actions as journal
from vedette.base.locks import queue_for
from vedette.response.policy import identity, queries, rows, search
from vedette.response.policy.alignment import align
from vedette.response.policy.drafts import Draft, drafts_of
from vedette.response.policy.errors import KeptAlready, KeyTaken
from vedette.response.policy.models import (
    Instrument,
    PolicyEntry,
    Reading,
    UnplacedLines,
    Wording,
    WordingDifference,
)
from vedette.response.policy.naming import Naming
from vedette.response.policy.registers import Register

LETTERS = {"recital": "R", "recommendation": "P", "action": "A", "indicator": "I"}


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of one file: new, another language, a revision, or nothing new."""

    reading: Reading
    outcome: str  # new, language, revision, unchanged
    entries: int

    @property
    def instrument(self) -> Instrument:
        """The document it is a reading of."""
        return self.reading.instrument


@transaction.atomic
def keep(
    *,
    register: Register,
    content: str,
    key: str = "",
    simulated: bool = False,
    naming: Naming | None = None,
    by: User,
    at: datetime,
) -> Kept:
    """Keep one reading of one file, wholly or not at all.

    Parameters
    ----------
    content : str
        SHA-256 of the file.
    key : str, optional
        How the document shall be called if it is new; proposed from its number or years.
    naming : Naming, optional
        Names of the registers, to be shared by many calls in a row.

    Raises
    ------
    Refused
        If the role of ``by`` does not allow it.
    KeyTaken, KeptAlready
        If another document has that key, or this document another one.
    """
    rights.check_may(by, "make_rules")
    queue_for("policy documents")  # the same file brought twice at once is one document
    plain = register.as_json()
    outcome_digest = identity.outcome_of(plain)
    instrument = queries.instrument_of(register, content)
    newest = queries.newest_reading(instrument, register.document.language) if instrument else None
    if newest and (newest.outcome == outcome_digest):
        return Kept(newest, "unchanged", 0)
    outcome = "revision" if newest else "language" if instrument else "new"
    if instrument is None:
        instrument = _new_instrument(register, content, key, simulated=simulated, at=at)
    elif key and instrument.key != key:
        raise KeptAlready(instrument.key)
    about = register.document
    if about.number and not instrument.number:
        Instrument.objects.filter(pk=instrument.pk).update(number=about.number)
        instrument.number = about.number
    reading = Reading.objects.create(
        instrument=instrument, language=about.language, title=about.title or "", file=about.file,
        revision=newest.revision + 1 if newest else 1, content=content, outcome=outcome_digest,
        register=plain, kept_at=at, kept_by=by,
    )  # fmt: skip
    entries = _keep_entries(reading, register, naming or Naming())
    _keep_unplaced(reading, register)
    _keep_differences(reading)
    journal.record(
        "policy.kept", subject=reading, by=by, at=at, instrument=instrument.key, outcome=outcome,
        entries=entries,
    )  # fmt: skip
    return Kept(reading, outcome, entries)


def _new_instrument(
    register: Register, content: str, key: str, *, simulated: bool, at: datetime
) -> Instrument:
    about = register.document
    wanted = identity.as_key(key) if key else identity.proposed_key(register, content)
    taken = set(Instrument.objects.filter(key__startswith=wanted).values_list("key", flat=True))
    if key and wanted in taken:
        raise KeyTaken(wanted)
    free, number = wanted, 1
    while free in taken:
        number += 1
        free = f"{wanted}-{number}"
    return Instrument.objects.create(
        key=free, kind=identity.kind_of(register), title=about.title or about.file,
        number=about.number or "", dated_on=date.fromisoformat(about.date) if about.date else None,
        simulated=simulated, kept_at=at,
    )  # fmt: skip


def _keep_entries(reading: Reading, register: Register, naming: Naming) -> int:
    """Write entries that are new and the wording of each; return how many there are."""
    drafts = drafts_of(register)
    same = _codes_of_first_language(reading, register, drafts)
    rows.write(reading, drafts, same, naming.of(reading.language))
    search.index(reading)
    return len(drafts)


def _codes_of_first_language(
    reading: Reading, register: Register, drafts: list[Draft]
) -> dict[str, str]:
    first = queries.first_reading(reading.instrument)
    if first is None or first.language == reading.language:
        return {}
    newest = queries.newest_reading(reading.instrument, first.language)
    known = Register.from_json((newest or first).register)
    parts: dict[str, list[str]] = defaultdict(list)
    for one in drafts_of(known):
        if one.kind == "sub_point":
            parts[one.parent].append(one.code)
    return identity.common_codes(drafts, register, known, parts)


def _keep_unplaced(reading: Reading, register: Register) -> None:
    kinds = {"unplaced": register.unplaced, "heading": register.headings,
             "set_aside": register.set_aside}  # fmt: skip
    UnplacedLines.objects.bulk_create(
        UnplacedLines(
            reading=reading, what=what, first_line=one.lines[0], last_line=one.lines[1],
            text=one.text, reason=one.reason,
        )
        for what, found in kinds.items()
        for one in found
    )  # fmt: skip


def _keep_differences(reading: Reading) -> None:
    """Align the newest reading of every language and note where they differ."""
    newest = {one.language: one for one in queries.newest_readings(reading.instrument)}
    if len(newest) < 2:
        return
    languages = {one.pk: one.language for one in newest.values()}
    codes = {
        (languages[wording.reading_id], wording.entry.kind, wording.entry.code): wording.entry
        for wording in Wording.objects.filter(reading__in=newest.values())
        .select_related("entry")
        .only("reading_id", "entry")
    }
    groups = align([Register.from_json(one.register) for one in newest.values()])
    mine = next((one for one in groups if reading.language in one.files), None)
    WordingDifference.objects.bulk_create(
        WordingDifference(
            reading=reading, entry=entry, kind=found.kind, value=found.value,
            present_in=list(found.present_in), missing_in=list(found.missing_in),
        )
        for row in (mine.paragraphs if mine else ())
        for entry in [_entry_of(row.kind, row.numbers, codes)]
        if entry is not None
        for found in row.differences
    )  # fmt: skip


def _entry_of(
    kind: str, numbers: dict[str, int | None], codes: dict[tuple[str, str, str], PolicyEntry]
) -> PolicyEntry | None:
    letter = LETTERS[kind]
    for language, number in numbers.items():
        if number is not None:
            for code in (f"{letter}{number}", f"{letter}{number}-{language}"):
                if (language, kind, code) in codes:
                    return codes[language, kind, code]
    return None
