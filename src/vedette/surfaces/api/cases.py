"""Cases: parts told, pairs that may be one, checks, completeness, coverage of panels."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema

from vedette import pathway
from vedette.base.accounts import rules as rights
from vedette.base.accounts.models import User
from vedette.base.days import known_by, period
from vedette.base.journal.actions import consulted
from vedette.base.journal.models import Consultation
from vedette.base.markings.actions import marking_for
from vedette.evidence.cases import formats, overview, queries
from vedette.evidence.cases.checks import CHECKS
from vedette.evidence.cases.completeness import BY
from vedette.evidence.cases.models import Case
from vedette.evidence.cases.rules import CaseUnknown, LinkUnknown
from vedette.surfaces.api.people import person
from vedette.surfaces.api.problems import REFUSED, Problem

router = Router(tags=["evidence"])


class PanelLineIn(Schema):
    """One line of a panel: found, not_found or not_tested, in a matrix, by a method."""

    substance: str
    state: str
    matrix: str = ""
    method: str = ""
    claimed_level: str = ""
    value: float | None = None
    unit: str = ""
    below_loq: bool = False


class PartIn(Schema):
    """A part of a case: clinical, autopsy or toxicology.

    The reference becomes a pseudonym and is kept nowhere; whoever sees a case may name it
    instead. Answers are those of the table of fields; several are set apart by semicolons.
    """

    kind: str
    reference: str = ""
    case: str = ""
    is_own_number: bool = False
    laboratory: str = ""
    body: str = ""
    occurred_on: date
    country: str
    region: str = ""
    answers: dict[str, str] = {}
    panel: list[PanelLineIn] = []
    tlp: str = "AMBER"


class VerdictIn(Schema):
    """Whether two cases are one: same or apart, and why."""

    one: str
    other: str
    verdict: str
    reason: str


class ReasonIn(Schema):
    """Why a decision is undone."""

    reason: str


@router.get("/cases", response=list[dict[str, Any]])
def list_cases(
    request: HttpRequest, before: int | None = None, known: date | None = None
) -> list[dict[str, Any]]:
    """List cases with their parts and remarks, the newest first."""
    rights.check_may(person(request), "see")
    as_of = known_by(known) if known else None
    files, _older = queries.files_seen_by(person(request), as_of=as_of, before=before)
    return [{"id": file.case.pk} | formats.brief(file) for file in files]


@router.get("/cases/checks", response=list[dict[str, Any]])
def list_checks(request: HttpRequest) -> list[dict[str, Any]]:
    """List the consistency checks: key, weight, sentence, fields."""
    rights.check_may(person(request), "see")
    return [formats.check_data(check) for check in CHECKS]


@router.get("/cases/links", response={200: dict[str, Any], REFUSED: Problem})
def list_links(request: HttpRequest) -> dict[str, Any]:
    """List the pairs of cases that may be one, and what was decided."""
    rights.check_may(person(request), "link_cases")
    proposed = queries.proposed_links(person(request))
    consulted(queries.parts_of(proposed), by=person(request), at=timezone.now(),
              via=Consultation.Via.API)  # fmt: skip
    return {
        "proposed": [formats.proposal_data(one) for one in proposed],
        "decided": [formats.link_data(one) for one in queries.decisions_seen_by(person(request))],
    }


@router.post("/cases/links", response={201: dict[str, Any], REFUSED: Problem})
def decide_link(request: HttpRequest, said: VerdictIn) -> tuple[int, dict[str, Any]]:
    """Decide whether two cases are one; what is one is counted once."""
    by = person(request)
    row = pathway.link_cases(
        one=queries.find(said.one, by), other=queries.find(said.other, by), verdict=said.verdict,
        reason=said.reason, by=by, at=timezone.now(),
    )  # fmt: skip
    return 201, formats.link_data(row)


@router.post("/cases/links/{number}/undo", response={200: dict[str, Any], REFUSED: Problem})
def undo_link(request: HttpRequest, number: int, said: ReasonIn) -> dict[str, Any]:
    """Undo a decision about two cases."""
    row = queries.find_link(number)
    if row.case not in queries.cases_seen_by(person(request)):
        raise LinkUnknown(number)
    undone = pathway.undo_link(link=row, reason=said.reason, by=person(request), at=timezone.now())
    return formats.link_data(undone)


@router.get("/cases/completeness", response={200: dict[str, Any], REFUSED: Problem})
def show_completeness(
    request: HttpRequest, by: str = "country", since: date | None = None,
    until: date | None = None, country: str = "", known: date | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Show how completely deaths are told; a small number is "hidden"."""
    rights.check_may(person(request), "see")
    if by not in BY:
        raise rights.Refused(f"deaths are not grouped by {by!r}; one of {', '.join(BY)}")
    begin, end = period(since, until)
    told = overview.completeness_for(
        person(request), by=by, country=country.upper(),
        as_of=known_by(known) if known else None, since=begin, until=end,
    )  # fmt: skip
    return formats.completeness_data(told)


@router.get("/cases/coverage", response={200: dict[str, Any], REFUSED: Problem})
def show_coverage(
    request: HttpRequest, since: date | None = None, until: date | None = None,
    country: str = "", known: date | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Show which watched families the panels of a period could have seen."""
    rights.check_may(person(request), "see")
    begin, end = period(since, until)
    found, panels = overview.coverage_for(
        person(request), country=country.upper(), as_of=known_by(known) if known else None,
        since=begin, until=end,
    )  # fmt: skip
    return {"panels": panels, "families": [formats.coverage_data(one) for _row, one in found]}


@router.post("/cases/parts", response={200: dict[str, Any], REFUSED: Problem})
def tell_part(request: HttpRequest, said: PartIn) -> dict[str, Any]:
    """Tell a part of a case, or correct it; the evidence follows."""
    by = person(request)
    body, laboratory = queries.teller_named(said.body, said.laboratory)
    row, part = pathway.tell_part(
        kind=said.kind, reference=said.reference,
        case=queries.find(said.case, by) if said.case else None,
        answers=said.answers | {"occurred_on": said.occurred_on.isoformat(),
                                "country": said.country, "region": said.region},
        panel=[_cells(line) for line in said.panel], body=body, laboratory=laboratory,
        is_own_number=said.is_own_number, marking=marking_for(said.tlp), by=by, at=timezone.now(),
    )  # fmt: skip
    return _shown(row, by) | {"changed": part is not None}


def _shown(row: Case, by: User, as_of: datetime | None = None) -> dict[str, Any]:
    """Return a case as far as somebody may see it, and note that they saw it."""
    file = queries.file_of(row, person=by, as_of=as_of)
    if file is None:
        raise CaseUnknown(row.token)
    consulted(file.parts, by=by, at=timezone.now(), via=Consultation.Via.API)
    return formats.whole(file)


def _cells(line: PanelLineIn) -> dict[str, str]:
    told = line.dict()
    told["value"] = "" if line.value is None else repr(line.value)
    told["below_loq"] = "yes" if line.below_loq else ""
    return told


@router.get("/cases/{token}", response={200: dict[str, Any], REFUSED: Problem})
def show_case(request: HttpRequest, token: str, known: date | None = None) -> dict[str, Any]:
    """Show a case with its parts, panels and remarks, as far as the asker may see them."""
    by = person(request)
    rights.check_may(by, "see")
    return _shown(queries.find(token, by), by, known_by(known) if known else None)
