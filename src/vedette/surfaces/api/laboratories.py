"""Laboratories, reference standards and proficiency rounds."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from vedette.base.accounts import rules as rights
from vedette.catalogue.laboratories import actions, exchange, queries
from vedette.catalogue.laboratories.models import Laboratory, ProficiencyRound, StandardRequest
from vedette.catalogue.laboratories.rules import FactRefused
from vedette.catalogue.substances.models import Family, Substance
from vedette.evidence.samples.queries import turn_arounds
from vedette.surfaces.api.people import person
from vedette.surfaces.api.problems import REFUSED, Problem

router = Router(tags=["laboratories"])


class LaboratoryOut(Schema):
    """A laboratory."""

    code: str
    name: str
    country: str


class LaboratoryIn(Schema):
    """A laboratory to enter, or what is new of it."""

    code: str
    name: str
    country: str = ""


class RoleIn(Schema):
    """A role."""

    kind: str
    since: date | None = None


class MethodIn(Schema):
    """A method: technique, what it is for, what it can still see."""

    technique: str
    matrix: str = ""
    substances: list[str] = []
    families: list[str] = []
    detection_limit: float | None = Field(None, allow_inf_nan=False)
    unit: str = ""
    is_accredited: bool = False
    accredited_until: date | None = None
    since: date | None = None


class StandardIn(Schema):
    """A reference standard held."""

    substance: str
    may_share: bool = False
    since: date | None = None


class RequestIn(Schema):
    """A need for a reference standard."""

    laboratory: str
    substance: str
    reason: str


class RequestStep(Schema):
    """The next step of a request: offered, sent, received, declined."""

    status: str
    laboratory: str = ""


class RequestOut(Schema):
    """A request for a reference standard."""

    id: int
    substance: str = Field(alias="substance.key")
    asked_by: str = Field(alias="asked_by.code")
    offered_by: str | None
    status: str
    reason: str
    asked_at: datetime
    changed_at: datetime

    @staticmethod
    def resolve_offered_by(row: StandardRequest) -> str | None:
        """Return the code of who offers."""
        return row.offered_by.code if row.offered_by else None


class RoundIn(Schema):
    """A proficiency round: the result of each laboratory, by its code."""

    key: str
    title: str
    unit: str
    held_on: date
    results: dict[str, float]
    substance: str = ""
    assigned: float | None = Field(None, allow_inf_nan=False)
    sd: float | None = Field(None, allow_inf_nan=False)


@router.get("/laboratories", response=list[LaboratoryOut])
def list_laboratories(
    request: HttpRequest,
    country: str = "",
    role: str = "",
    technique: str = "",
    substance: str = "",
) -> Any:
    """List laboratories by country, role, technique, or a standard they hold."""
    rights.check_may(person(request), "see")
    return queries.directory(
        country=country, role=role, technique=technique, substance=substance,
        on=timezone.localdate(),
    )[:500]  # fmt: skip


@router.post("/laboratories", response={201: LaboratoryOut, REFUSED: Problem})
def enter_laboratory(request: HttpRequest, said: LaboratoryIn) -> tuple[int, Laboratory]:
    """Enter a laboratory, or bring what is known of it up to date."""
    return 201, actions.enter(
        code=said.code, name=said.name, country=said.country, by=person(request),
        at=timezone.now(),
    )  # fmt: skip


@router.get("/laboratories/{code}", response={200: dict[str, Any], REFUSED: Problem})
def show_laboratory(request: HttpRequest, code: str) -> dict[str, Any]:
    """Show roles, methods, standards, scores and turn-around times of a laboratory."""
    rights.check_may(person(request), "see")
    row, on = queries.find(code), timezone.localdate()
    return {
        "code": row.code, "name": row.name, "country": row.country,
        "roles": [{"kind": r.kind, "since": r.since} for r in queries.roles_of(row, on=on)],
        "methods": [
            {"technique": m.technique, "matrix": m.matrix,
             "substances": [s.key for s in m.substances.all()],
             "families": [f.key for f in m.families.all()],
             "detection_limit": m.detection_limit, "unit": m.unit,
             "is_accredited": m.is_accredited, "accredited_until": m.accredited_until}
            for m in queries.methods_of(row, on=on)
        ],
        "standards": [
            {"substance": s.substance.key, "since": s.since, "may_share": s.may_share}
            for s in queries.standards_of(row, on=on)
        ],
        "rounds": [{"round": one.key, "z": score.z, "grade": score.grade}
                   for one, score in queries.rounds_of(row)],
        "turn_around_days": [
            {"technique": technique, "answers": took.answers, "median": took.median,
             "ninety": took.ninety}
            for (_code, technique), took in turn_arounds(row, person=person(request)).items()
        ],
    }  # fmt: skip


@router.post("/laboratories/{code}/roles", response={201: RoleIn, REFUSED: Problem})
def give_role(request: HttpRequest, code: str, said: RoleIn) -> tuple[int, Any]:
    """Give a laboratory a role. A state has three national representatives at most."""
    return 201, actions.give_role(
        laboratory=queries.find(code), kind=said.kind, since=said.since or timezone.localdate(),
        by=person(request), at=timezone.now(),
    )  # fmt: skip


@router.post("/laboratories/{code}/methods", response={201: dict[str, int], REFUSED: Problem})
def add_method(request: HttpRequest, code: str, said: MethodIn) -> tuple[int, dict[str, int]]:
    """Say that a laboratory measures something in some way."""
    row = actions.add_method(
        laboratory=queries.find(code), technique=said.technique, matrix=said.matrix,
        substances=[get_object_or_404(Substance, key=key) for key in said.substances],
        families=[get_object_or_404(Family, key=key) for key in said.families],
        detection_limit=said.detection_limit, unit=said.unit, is_accredited=said.is_accredited,
        accredited_until=said.accredited_until, since=said.since or timezone.localdate(),
        by=person(request), at=timezone.now(),
    )  # fmt: skip
    return 201, {"id": row.pk}


@router.post("/laboratories/{code}/standards", response={201: dict[str, int], REFUSED: Problem})
def hold_standard(request: HttpRequest, code: str, said: StandardIn) -> tuple[int, dict[str, int]]:
    """Say that a laboratory holds a reference standard."""
    row = actions.hold_standard(
        laboratory=queries.find(code), substance=get_object_or_404(Substance, key=said.substance),
        since=said.since or timezone.localdate(), may_share=said.may_share, by=person(request),
        at=timezone.now(),
    )  # fmt: skip
    return 201, {"id": row.pk}


@router.get("/standards/requests", response=list[RequestOut])
def list_requests(request: HttpRequest) -> Any:
    """List the open requests for reference standards, the oldest first."""
    rights.check_may(person(request), "see")
    return queries.open_requests()[:500]


@router.post("/standards/requests", response={201: RequestOut, REFUSED: Problem})
def ask_for_standard(request: HttpRequest, said: RequestIn) -> tuple[int, StandardRequest]:
    """Ask the network for a reference standard."""
    return 201, exchange.ask(
        laboratory=queries.find(said.laboratory),
        substance=get_object_or_404(Substance, key=said.substance), reason=said.reason,
        by=person(request), at=timezone.now(),
    )  # fmt: skip


@router.post("/standards/requests/{number}/steps", response={200: RequestOut, REFUSED: Problem})
def step_request(request: HttpRequest, number: int, said: RequestStep) -> StandardRequest:
    """Take the next step of a request; whoever comes second is told so."""
    return exchange.step(
        request=queries.find_request(number), status=said.status,
        laboratory=queries.find(said.laboratory) if said.laboratory else None,
        by=person(request), at=timezone.now(),
    )  # fmt: skip


@router.post("/proficiency", response={201: dict[str, Any], REFUSED: Problem})
def keep_round(request: HttpRequest, said: RoundIn) -> tuple[int, dict[str, Any]]:
    """Keep a proficiency round and return its scores."""
    named = get_object_or_404(Substance, key=said.substance) if said.substance else None
    results = {code.strip().casefold(): value for code, value in said.results.items()}
    if len(results) < len(said.results):
        raise FactRefused("a laboratory stands twice in this round")
    row = actions.keep_round(
        key=said.key, title=said.title, unit=said.unit, held_on=said.held_on,
        results=results, substance=named, assigned=said.assigned, sd=said.sd, by=person(request),
        at=timezone.now(),
    )  # fmt: skip
    return 201, _scores(row)


@router.get("/proficiency/{key}", response={200: dict[str, Any], REFUSED: Problem})
def show_round(request: HttpRequest, key: str) -> dict[str, Any]:
    """Show the z-scores of a round, or why there are none."""
    rights.check_may(person(request), "see")
    return _scores(get_object_or_404(ProficiencyRound, key=key))


def _scores(row: ProficiencyRound) -> dict[str, Any]:
    found = queries.scores_of(row)
    return {
        "round": row.key, "unit": row.unit, "why_not": found.why_not,
        "consensus": found.agreed and {"mean": found.agreed.mean, "sd": found.agreed.sd},
        "scores": [
            {"laboratory": s.laboratory.code, "value": s.value, "z": s.z, "grade": s.grade}
            for s in found.scores
        ],
    }  # fmt: skip
