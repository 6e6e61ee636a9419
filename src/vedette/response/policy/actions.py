"""Keep what was read as records: one document, one transaction."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from vedette.base.accounts import rules as rights
from vedette.base.accounts.models import User
from vedette.base.journal import actions as journal
from vedette.response.policy import identity, queries, search
from vedette.response.policy.alignment import align
from vedette.response.policy.bodytable import body_rows
from vedette.response.policy.drafts import Draft, drafts_of
from vedette.response.policy.errors import KeptAlready, KeyTaken
from vedette.response.policy.models import (
    ActCitation,
    Asked,
    CitedAct,
    Instrument,
    Mention,
    PolicyEntry,
    Reading,
    UnplacedLines,
    Wording,
    WordingDifference,
)
from vedette.response.policy.naming import names_in
from vedette.response.policy.references import Reference
from vedette.response.policy.registers import Register
from vedette.response.policy.terms import fold

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

    Raises
    ------
    Refused
        If the role of ``by`` does not allow it.
    KeyTaken, KeptAlready
        If another document has that key, or this document another one.
    """
    rights.check_may(by, "make_rules")
    outcome_digest = identity.outcome_of(register)
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
        register=register.as_json(), kept_at=at, kept_by=by,
    )  # fmt: skip
    entries = _keep_entries(reading, register)
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


def _keep_entries(reading: Reading, register: Register) -> int:
    """Write entries that are new and the wording of each; return how many there are."""
    drafts = drafts_of(register)
    same = _codes_of_first_language(reading, register, drafts)
    entries = _entries(reading.instrument, drafts, same)
    wordings = Wording.objects.bulk_create(
        [_wording(one, entries[same.get(one.code, one.code)], reading) for one in drafts]
    )
    _keep_asked(wordings, drafts)
    _keep_cited(wordings, drafts)
    _keep_mentions(wordings, reading.language)
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


def _entries(
    instrument: Instrument, drafts: list[Draft], same: dict[str, str]
) -> dict[str, PolicyEntry]:
    """Entries by code; those not yet there are made, each area that only actions name too."""
    found = {one.code: one for one in PolicyEntry.objects.filter(instrument=instrument)}
    wanted: dict[str, tuple[str, int | None, str]] = {}
    for one in drafts:
        code = same.get(one.code, one.code)
        wanted[code] = (one.kind, one.number, same.get(one.parent, one.parent))
        for area in one.areas:
            wanted.setdefault(f"T{area}", ("area", None, f"S{area.partition('.')[0]}"))
    start, place = len(found), {code: number for number, code in enumerate(wanted)}
    waiting = [code for code in wanted if code not in found]
    while waiting:  # what others are part of comes first, so that their rows can name it
        ready = [code for code in waiting if wanted[code][2] not in waiting]
        made = PolicyEntry.objects.bulk_create(
            PolicyEntry(
                instrument=instrument, kind=wanted[code][0], code=code, number=wanted[code][1],
                parent=found.get(wanted[code][2]), position=start + place[code],
            )
            for code in ready
        )  # fmt: skip
        found |= {one.code: one for one in made}
        waiting = [code for code in waiting if code not in found]
    return found


def _wording(one: Draft, entry: PolicyEntry, reading: Reading) -> Wording:
    return Wording(
        entry=entry, reading=reading, text=one.text, folded=fold(one.text), raw=one.raw,
        first_line=one.lines[0], last_line=one.lines[1], page=one.page, label=one.label,
        verb=one.verb, verb_norm=one.verb_norm, pillar=one.pillar, governance=one.governance,
        period=one.period, starts_on=one.starts_on, ends_on=one.ends_on, ongoing=one.ongoing,
        areas=list(one.areas), details=one.details,
    )  # fmt: skip


def _keep_asked(wordings: list[Wording], drafts: list[Draft]) -> None:
    bodies = body_rows({code for one in drafts for _role, code in one.asked})
    Asked.objects.bulk_create(
        Asked(wording=wording, body=bodies[code], role=role, position=place)
        for wording, one in zip(wordings, drafts, strict=True)
        for place, (role, code) in enumerate(dict.fromkeys(one.asked), start=1)
    )


def _keep_cited(wordings: list[Wording], drafts: list[Draft]) -> None:
    cited = {ref.identifier: ref for one in drafts for ref in one.cited}
    acts = _acts(cited)
    ActCitation.objects.bulk_create(
        ActCitation(
            wording=wording, act=acts[ref.identifier], written=ref.text, footnote=ref.footnote
        )
        for wording, one in zip(wordings, drafts, strict=True)
        for ref in {ref.identifier: ref for ref in one.cited}.values()
    )


def _acts(cited: dict[str, Reference]) -> dict[str, CitedAct]:
    CitedAct.objects.bulk_create(
        [
            CitedAct(identifier=name, type=ref.type, celex=ref.celex or "", eli=ref.eli or "",
                     oj=ref.oj or "", council=ref.council or "")
            for name, ref in cited.items()
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    return {one.identifier: one for one in CitedAct.objects.filter(identifier__in=cited)}


def _keep_mentions(wordings: list[Wording], language: str) -> None:
    names, rows = names_in(language), []
    for wording in wordings:
        named = names.in_text(wording.folded)
        rows += [Mention(wording=wording, substance_id=one) for one in named.substances]
        rows += [Mention(wording=wording, place_id=one) for one in named.places]
    Mention.objects.bulk_create(rows)


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
    codes = {
        (wording.reading.language, wording.entry.kind, wording.entry.code): wording.entry
        for wording in Wording.objects.filter(reading__in=newest.values()).select_related(
            "entry", "reading"
        )
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
