"""Documents and entries as plain data, for commands and the API."""

from datetime import datetime
from typing import Any

from vedette.response.policy import queries
from vedette.response.policy.board import NOT_ASKED, UNKNOWN, Board, Followed
from vedette.response.policy.models import Evidence, Instrument, PolicyEntry, Wording


def instrument_as_data(row: Instrument, as_of: datetime | None = None) -> dict[str, Any]:
    """Return one document: how it is known, and in which languages."""
    readings = queries.newest_readings(row, as_of)
    return {
        "key": row.key,
        "kind": row.kind,
        "title": row.title,
        "number": row.number or None,
        "date": row.dated_on and row.dated_on.isoformat(),
        "languages": [one.language for one in readings],
        "revisions": {one.language: one.revision for one in readings},
        "entries": row.entries.count(),
        "simulated": row.simulated,
    }


def entry_as_data(row: PolicyEntry, as_of: datetime | None = None) -> dict[str, Any]:
    """Return one entry: what each language says, whom it asks, what it cites."""
    readings = queries.newest_readings(row.instrument, as_of)
    placed = queries.placed_entries(row.instrument, readings, only=row)
    wordings = [one for one in placed[0].wordings if one] if placed else []
    said = wordings[0] if wordings else None
    return {
        "key": queries.key_of(row),
        "kind": row.kind,
        "number": row.number,
        "parent": row.parent and row.parent.code,
        "wordings": [_wording(one) for one in wordings],
        "verb": said and said.verb_norm,
        "starts_on": said and said.starts_on,
        "ends_on": said and said.ends_on,
        "ongoing": bool(said and said.ongoing),
        "areas": said.areas if said else [],
        "asked": [
            {"body": one.body.code, "role": one.role} for one in (said.asked.all() if said else ())
        ],
        "cites": [one.act.identifier for one in (said.citations.all() if said else ())],
    }


def _wording(one: Wording) -> dict[str, Any]:
    return {
        "language": one.reading.language,
        "text": one.text,
        "file": one.reading.file,
        "lines": [one.first_line, one.last_line],
        "page": one.page,
        "verb": one.verb or None,
    }


def board_as_data(found: Board) -> list[dict[str, Any]]:
    """Return the board as one row a promise; who has not answered is unknown."""
    return [
        {
            "key": queries.key_of(row.entry),
            "kind": row.entry.kind,
            "status": row.whole.status if row.whole else UNKNOWN,
            "validated": bool(row.whole and row.whole.is_validated),
            "overdue": row.is_overdue,
            "answered": row.answered,
            "asked": list(row.bodies),
            "countries": {
                country: one.status if one else UNKNOWN if row.asks_states else NOT_ASKED
                for country, one in zip(found.countries, row.cells, strict=True)
            },
        }
        for row in found.rows
    ]


def followed_as_data(found: Followed, *, open_records: dict[str, set[int]]) -> dict[str, Any]:
    """Return what was known of one promise; records that the reader may not open have no title."""
    return {
        "standings": {
            country or "whole": {"status": one.status, "since": one.valid_on,
                                 "validated": one.is_validated}
            for country, one in found.standings.items()
        },
        "reports": [
            {"id": one.pk, "country": one.country, "status": one.status, "note": one.note,
             "evidence": one.evidence_id, "since": one.valid_on, "known": one.at,
             "verdict": getattr(one, "verdict", None)}
            for one in found.reports
        ],
        "evidence": [
            _evidence(one, is_open=one.record_id is None
                      or one.record_id in open_records.get(one.kind, set()))
            for one in found.evidence
        ],
        "milestones": [
            {"number": one.number, "title": one.title, "due_on": one.due_on, "state": one.state}
            for one in found.milestones
        ],
        "leads": [one.body.code for one in found.leads],
    }  # fmt: skip


def _evidence(one: Evidence, *, is_open: bool) -> dict[str, Any]:
    return {
        "id": one.pk, "kind": one.kind, "country": one.country, "since": one.valid_on,
        "title": one.title if is_open else None, "url": one.url or None,
        "record_id": one.record_id if is_open else None, "indicator": one.key or None,
    }  # fmt: skip
