"""A pack as plain data: the same bytes for the same day, colour and rows."""

from typing import Any

import orjson

from vedette.response.indicators.formats import state_of
from vedette.response.policy.pack.contents import Country, Measure, Pack, Promise


def as_json(pack: Pack) -> bytes:
    """Return a pack as JSON with sorted names."""
    return orjson.dumps(as_data(pack), option=orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2)


def as_data(pack: Pack) -> dict[str, Any]:
    """Return a pack as data."""
    asked = pack.newest_round
    return {
        "document": {
            "key": pack.key, "kind": pack.kind, "titles": dict(pack.titles),
            "number": pack.number or None, "date": pack.dated_on, "simulated": pack.simulated,
        },
        "as_of": pack.as_of, "since": pack.since, "ceiling": pack.ceiling,
        "marking": pack.marking, "issuer": pack.issuer,
        "priorities": [{"code": code, "texts": dict(texts)} for code, texts in pack.priorities],
        "promises": [_promise(one) for one in pack.promises],
        "countries": [_country(one) for one in pack.countries],
        "round": asked and {
            "title": asked.title, "due_on": asked.due_on, "asked": asked.asked,
            "complete": asked.complete, "silent": list(asked.silent),
        },
        "indicators": [_measure(one) for one in pack.measures],
        "undecided": list(pack.undecided),
        "sources": [
            {"file": one.file, "language": one.language, "revision": one.revision,
             "sha256": one.content}
            for one in pack.sources
        ],
    }  # fmt: skip


def _promise(one: Promise) -> dict[str, Any]:
    return {
        "code": one.code, "kind": one.kind, "priority": one.priority or None,
        "texts": dict(one.texts), "bodies": list(one.bodies), "leads": list(one.leads),
        "starts_on": one.starts_on, "ends_on": one.ends_on, "ongoing": one.ongoing,
        "status": one.status, "status_since": one.status_since, "validated": one.is_validated,
        "status_before": one.before, "overdue": one.is_overdue, "asked": one.asked,
        "answers": dict(one.answers), "share": one.share,
        "evidence": [
            {"kind": shown.kind, "title": shown.title, "country": shown.country or None,
             "url": shown.url or None, "valid_on": shown.valid_on}
            for shown in one.evidence
        ],
        "milestones": [
            {"title": step.title, "due_on": step.due_on, "state": step.state}
            for step in one.milestones
        ],
        "ties": one.ties,
    }  # fmt: skip


def _country(one: Country) -> dict[str, Any]:
    return {
        "code": one.code, "asked": one.asked, "answered": one.answered,
        "statuses": dict(one.counts),
    }  # fmt: skip


def _measure(one: Measure) -> dict[str, Any]:
    indicator, row = one.reading.indicator, one.reading.computation
    return {
        "key": indicator.key, "number": indicator.number, "part": one.part,
        "known": one.reading.known_how, "missing": one.reading.missing,
        "reached": one.is_reached,
        "values": [
            {"period": v.period, "cell": v.cell or None, "value": v.value, "state": state_of(v),
             "flags": list(v.flags)}
            for v in one.series
        ],
        "computation": row and {
            "revision": row.revision, "ceiling": row.ceiling, "computed_at": row.computed_at,
            "definition": row.definition, "evidence": row.evidence, "methods": row.methods,
        },
    }  # fmt: skip
