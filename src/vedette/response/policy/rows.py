"""Rows of one reading: entries, wordings, who is asked, what is cited and named."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import orjson

from vedette.evidence.observations.bulk import insert, take_ids
from vedette.response.policy.bodytable import body_rows
from vedette.response.policy.drafts import Draft
from vedette.response.policy.models import (
    ActCitation,
    Asked,
    CitedAct,
    Mention,
    PolicyEntry,
    Reading,
    Wording,
)
from vedette.response.policy.naming import Names
from vedette.response.policy.references import Reference
from vedette.response.policy.terms import fold

ENTRY = ("id", "instrument_id", "kind", "code", "number", "parent_id", "position")
WORDING = (
    "id", "entry_id", "reading_id", "text", "folded", "raw", "first_line", "last_line", "page",
    "label", "verb", "verb_norm", "pillar", "governance", "period", "starts_on", "ends_on",
    "ongoing", "areas", "details",
)  # fmt: skip


def write(reading: Reading, drafts: Sequence[Draft], same: Mapping[str, str], names: Names) -> None:
    """Write the rows of a reading inside the caller's transaction.

    Parameters
    ----------
    same : mapping
        For a further language, the code that an entry has in the first one.
    """
    entries = _entries(reading, drafts, same)
    ids = take_ids(Wording, len(drafts))
    folded = [fold(one.text) for one in drafts]
    insert(
        Wording, WORDING,
        (
            _wording(one, number, entries[same.get(one.code, one.code)], reading.pk, text)
            for one, number, text in zip(drafts, ids, folded, strict=True)
        ),
    )  # fmt: skip
    _asked(ids, drafts)
    _cited(ids, drafts)
    _named(ids, folded, names)


def _entries(reading: Reading, drafts: Sequence[Draft], same: Mapping[str, str]) -> dict[str, int]:
    """Numbers of entries by code; those not yet there are made, and areas that actions name."""
    known = PolicyEntry.objects.filter(instrument=reading.instrument).values_list("code", "pk")
    found: dict[str, int] = dict(known)
    wanted: dict[str, tuple[str, int | None, str]] = {}
    for one in drafts:
        code = same.get(one.code, one.code)
        wanted[code] = (one.kind, one.number, same.get(one.parent, one.parent))
        for area in one.areas:
            wanted.setdefault(f"T{area}", ("area", None, f"S{area.partition('.')[0]}"))
    fresh = [code for code in wanted if code not in found]
    start = len(found)
    found |= dict(zip(fresh, take_ids(PolicyEntry, len(fresh)), strict=True))
    insert(
        PolicyEntry, ENTRY,
        (
            (found[code], reading.instrument_id, kind, code, number, found.get(parent), place)
            for place, code in enumerate(fresh, start=start)
            for kind, number, parent in [wanted[code]]
        ),
    )  # fmt: skip
    return found


def _wording(one: Draft, number: int, entry: int, reading: int, folded: str) -> tuple[Any, ...]:
    return (
        number, entry, reading, one.text, folded, one.raw, one.lines[0], one.lines[1], one.page,
        one.label, one.verb, one.verb_norm, one.pillar, one.governance, one.period,
        one.starts_on and one.starts_on.isoformat(), one.ends_on and one.ends_on.isoformat(),
        one.ongoing, orjson.dumps(one.areas).decode(), orjson.dumps(one.details).decode(),
    )  # fmt: skip


def _asked(ids: Sequence[int], drafts: Sequence[Draft]) -> None:
    bodies = body_rows({code for one in drafts for _role, code in one.asked})
    insert(
        Asked, ("wording_id", "body_id", "role", "position"),
        (
            (number, bodies[code].pk, role, place)
            for number, one in zip(ids, drafts, strict=True)
            for place, (role, code) in enumerate(dict.fromkeys(one.asked), start=1)
        ),
    )  # fmt: skip


def _cited(ids: Sequence[int], drafts: Sequence[Draft]) -> None:
    acts = _acts({ref.identifier: ref for one in drafts for ref in one.cited})
    insert(
        ActCitation, ("wording_id", "act_id", "written", "footnote"),
        (
            (number, acts[ref.identifier], ref.text, ref.footnote)
            for number, one in zip(ids, drafts, strict=True)
            for ref in {ref.identifier: ref for ref in one.cited}.values()
        ),
    )  # fmt: skip


def _acts(cited: dict[str, Reference]) -> dict[str, int]:
    if not cited:
        return {}
    CitedAct.objects.bulk_create(
        [
            CitedAct(identifier=name, type=ref.type, celex=ref.celex or "", eli=ref.eli or "",
                     oj=ref.oj or "", council=ref.council or "")
            for name, ref in cited.items()
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    rows = CitedAct.objects.filter(identifier__in=cited).values_list("identifier", "pk")
    return dict(rows)


def _named(ids: Sequence[int], folded: Sequence[str], names: Names) -> None:
    def rows() -> Iterator[tuple[int, int | None, int | None]]:
        for number, text in zip(ids, folded, strict=True):
            named = names.in_text(text)
            yield from ((number, one, None) for one in named.substances)
            yield from ((number, None, one) for one in named.places)

    insert(Mention, ("wording_id", "substance_id", "place_id"), rows())
