"""Cases, reports and remarks as plain data, for commands and the API."""

from typing import Any

from vedette.evidence.cases.checks import Check, Remark
from vedette.evidence.cases.completeness import MEASURES, Coverage
from vedette.evidence.cases.models import CaseLink
from vedette.evidence.cases.overview import Completeness
from vedette.evidence.cases.queries import CaseFile, LinkProposal
from vedette.evidence.cases.views import Line, PartView

HIDDEN = "hidden"


def brief(file: CaseFile) -> dict[str, Any]:
    """Return what a list shows of a case."""
    return {
        "case": file.case.token, "context": file.context, "day": file.day,
        "country": file.view.parts[0].country, "parts": list(file.kinds),
        "found": list(file.names), "remarks": [remark.key for remark in file.remarks],
        "marking": str(file.case.marking), "report": file.report.pk if file.report else None,
    }  # fmt: skip


def whole(file: CaseFile) -> dict[str, Any]:
    """Return a case with its parts and what the checks find."""
    return brief(file) | {
        "told_under_it": [case.token for case in file.members],
        "parts": [
            part_data(view) | {"number": row.number, "at": row.at}
            for row, view in zip(file.parts, file.view.parts, strict=True)
        ],
        "remarks": [remark_data(remark) for remark in file.remarks],
    }


def part_data(part: PartView) -> dict[str, Any]:
    """Return one part with its panel; how sure each finding is follows from its methods."""
    return {
        "kind": part.kind, "teller": part.teller, "occurred_on": part.occurred_on,
        "country": part.country, "region": part.region, "facts": dict(part.facts),
        "panel": [line_data(line) for line in part.lines],
    }  # fmt: skip


def line_data(line: Line) -> dict[str, Any]:
    """Return one line of a panel."""
    return {
        "substance": line.name, "known_as": line.key, "families": list(line.kin),
        "state": line.state, "matrix": line.matrix, "method": line.method, "level": line.level,
        "claimed_level": line.claimed_level, "value": line.value, "unit": line.unit,
        "below_loq": line.below_loq,
    }  # fmt: skip


def remark_data(remark: Remark) -> dict[str, Any]:
    """Return what one check found."""
    return {"check": remark.key, "weight": remark.weight, "sentence": remark.sentence}


def check_data(check: Check) -> dict[str, Any]:
    """Return one row of the table of checks."""
    return {
        "key": check.key, "weight": check.weight, "fields": list(check.fields),
        "sentence": str(check.sentence),
    }  # fmt: skip


def proposal_data(one: LinkProposal) -> dict[str, Any]:
    """Return two cases that may be one, and what speaks for it."""
    return {
        "one": one.one.case.token, "other": one.other.case.token, "points": one.pair.points,
        "reasons": list(one.pair.reasons), "days": one.pair.days, "shared": list(one.pair.shared),
    }  # fmt: skip


def link_data(link: CaseLink) -> dict[str, Any]:
    """Return one decision about two cases."""
    return {
        "id": link.pk, "case": link.case.token, "other": link.other.token,
        "verdict": link.verdict, "reason": link.reason, "decided_at": link.decided_at,
        "undone_at": link.undone_at, "undone_reason": link.undone_reason,
    }  # fmt: skip


def completeness_data(told: Completeness) -> dict[str, Any]:
    """Return the completeness report; a number that is not shown says so."""

    def shown(count: int | None) -> int | str:
        return HIDDEN if count is None else count

    return {
        "since": told.since, "until": told.until, "by": told.report.by,
        "nuts_level": told.report.nuts_level,
        "definition": {
            "key": told.definition.key, "version": told.definition.version,
            "words": told.definition.words,
        },
        "deaths_without_parts": shown(told.without_parts), "flaws": list(told.flaws),
        "rows": [
            {
                "group": row.group or "all", "deaths": shown(row.deaths),
                "deaths_per_100000_a_year": row.rate,
                **{
                    measure: {name: shown(row.counts[measure, name]) for name in names}
                    for measure, names in MEASURES.items()
                },
            }
            for row in told.report.rows
        ],
    }  # fmt: skip


def coverage_data(one: Coverage) -> dict[str, Any]:
    """Return how many panels could have seen a family."""
    counts = {name: HIDDEN if n is None else n for name, n in one.counts.items()}
    return {"family": one.family, **counts}
