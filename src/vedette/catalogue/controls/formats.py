"""Answers about the law as plain data, for commands and the API alike."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from vedette.catalogue.controls.changes import Change
from vedette.catalogue.controls.definitions import Definition
from vedette.catalogue.controls.gaps import Line, PlaceFigures
from vedette.catalogue.controls.rules import (
    NOTICE,
    Control,
    ControlStatus,
    Notice,
    time_to_control,
)

REASONS = {
    "listed": "named by a list",
    "by_reference": "a substance of the UN Conventions",
    "day_unknown": "on the list later; since when is not known here",
    "not_yet": "not in force on that day",
    "no_longer": "no longer in force on that day",
    "covered": "covered by the definition",
    "near": "not covered: {why}",
    "outside": "not covered: no core structure of the definition is in it",
    "structure": "cannot tell: {why}",
    "earlier_text": "cannot tell: the text in force on that day is not encoded, only a later one",
    "later_text": "cannot tell: the text was amended since, and the later text is not encoded",
    "yields": "gives way to the list that names the substance",
    "not_encoded": "cannot tell: a group it belongs to is controlled, by a text not encoded here",
    "medicine": "cannot tell: this law leaves medicinal products to others",
}


def sentence(control: Control) -> str:
    """Say in words why a text has the outcome that it has."""
    why = "; ".join(str(one) for one in control.verdict.obstacles[:3]) if control.verdict else ""
    return REASONS[control.reason].format(why=why or "no reason is known")


def status_as_data(status: ControlStatus) -> dict[str, Any]:
    """Return one status with every text that says more than that it does not apply."""
    return {
        "jurisdiction": status.jurisdiction,
        "at": status.at.isoformat(),
        "status": status.outcome,
        "since": status.since and status.since.isoformat(),
        "controls": [control_as_data(one) for one in telling(status.controls)],
    }


def telling(controls: Iterable[Control]) -> list[Control]:
    """Leave out definitions that have nothing to do with a structure."""
    return [one for one in controls if one.reason != "outside" and not _is_silent(one)]


def _is_silent(control: Control) -> bool:
    if control.kind == "group":
        return control.reason == "not_yet"
    if control.kind != "generic" or control.verdict is None:
        return False
    return control.reason == "not_yet" and control.verdict.outcome != "covered"


def control_as_data(control: Control) -> dict[str, Any]:
    """Return what one text says."""
    verdict = control.verdict
    return {
        "status": control.outcome, "kind": control.kind, "regime": control.regime,
        "title": control.title, "reference": control.reference,
        "since": control.since and control.since.isoformat(),
        "until": control.until and control.until.isoformat(), "date_is": control.date_is,
        "known_by": control.known_by and control.known_by.isoformat(),
        "reason": sentence(control), "certainty": control.certainty,
        "definition": verdict.definition if verdict else "",
        "clause": verdict.clause if verdict else "",
        "atoms": list(verdict.atoms) if verdict else [],
    }  # fmt: skip


def answer(
    statuses: Iterable[ControlStatus], *, name: str, smiles: str, first_notice: Notice | None = None
) -> dict[str, Any]:
    """Return a whole answer; atoms are counted in the SMILES that it states."""
    places = [status_as_data(one) for one in statuses]
    return {
        "name": name,
        "smiles": smiles,
        "notice": NOTICE,
        "jurisdictions": places,
        "first_notice": first_notice and {
            "from": first_notice.earliest.isoformat(), "to": first_notice.latest.isoformat(),
            "source": first_notice.source, "country": first_notice.country,
        },
        "time_to_control": _times(places, first_notice),
    }  # fmt: skip


def _times(places: list[dict[str, Any]], notice: Notice | None) -> list[dict[str, Any]]:
    if notice is None:
        return []
    took = [
        time_to_control(notice, place=p["jurisdiction"], since=date.fromisoformat(p["since"]))
        for p in places
        if p["since"]
    ]
    return [
        {"jurisdiction": one.jurisdiction, "least_days": one.least_days,
         "most_days": one.most_days} for one in took
    ]  # fmt: skip


def definition_as_data(definition: Definition) -> dict[str, Any]:
    """Return what is known of a definition, with its clauses."""
    return {
        "key": definition.key, "jurisdiction": definition.jurisdiction,
        "regime": definition.regime, "title": definition.title,
        "official_title": definition.official_title, "reference": definition.reference,
        "source": definition.source, "valid_from": definition.valid_from.isoformat(),
        "valid_to": definition.valid_to and definition.valid_to.isoformat(),
        "group_since": definition.group_since and definition.group_since.isoformat(),
        "amendments": [
            {"since": one.since.isoformat(), "reference": one.reference}
            for one in definition.amendments
        ],
        "certainty": definition.certainty, "notes": definition.notes,
        "version": definition.digest, "notice": NOTICE,
        "clauses": [
            {"key": one.key, "reference": one.reference, "title": one.title}
            for one in definition.clauses
        ],
    }  # fmt: skip


def line_as_data(one: Line) -> dict[str, Any]:
    """Return the law on one member of a family in every place."""
    return {
        "key": one.key, "name": one.name, "gaps": list(one.gaps), "doubts": list(one.doubts),
        "first_notice": one.notice and {
            "from": one.notice.earliest.isoformat(), "to": one.notice.latest.isoformat(),
            "source": one.notice.source, "country": one.notice.country,
        },
        "places": {
            cell.jurisdiction: {
                "status": cell.outcome, "since": cell.since and cell.since.isoformat()
            }
            for cell in one.cells
        },
    }  # fmt: skip


def figures_as_data(one: PlaceFigures) -> dict[str, Any]:
    """Return how far a place controls a family and how long that took, in days."""
    least, most = one.median_days or (None, None)
    return {
        "jurisdiction": one.jurisdiction, "extent": one.extent.extent,
        "as_of": one.extent.on and one.extent.on.isoformat(), "controlled": one.controlled,
        "not_covered": one.open, "cannot_tell": one.doubtful, "timed": len(one.times),
        "median_least_days": least, "median_most_days": most, "waiting": one.waiting,
    }  # fmt: skip


def change_as_data(one: Change) -> dict[str, Any]:
    """Return one change of the law; without a day it is pending."""
    return {
        "day": one.day and one.day.isoformat(), "jurisdiction": one.jurisdiction,
        "kind": one.kind, "title": one.title, "reference": one.reference,
        "date_is": one.date_is, "certainty": one.certainty,
        "substances": list(one.substances), "names": list(one.names),
        "definition": one.definition,
    }  # fmt: skip
