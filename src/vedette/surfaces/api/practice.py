"""Methods side by side, trials of new ones, best practice, courses."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema

from vedette.base.accounts import rules as rights
from vedette.catalogue.laboratories.comparison import Limit, compare_methods
from vedette.catalogue.laboratories.queries import find as find_laboratory
from vedette.catalogue.practice import actions, queries
from vedette.catalogue.practice.models import Practice
from vedette.catalogue.practice.queries import Trial
from vedette.catalogue.substances.models import Substance
from vedette.science.proficiency.agreement import Agreement, Share
from vedette.surfaces.api.people import person
from vedette.surfaces.api.problems import REFUSED, Problem

router = Router(tags=["laboratories"])


class TrialIn(Schema):
    """A trial of a technique against a reference."""

    key: str
    title: str
    technique: str
    reference: str
    matrix: str = ""
    substance: str = ""
    started_on: date | None = None


class CountsIn(Schema):
    """What a laboratory counted: the method against the reference."""

    laboratory: str
    true_positive: int
    false_positive: int
    true_negative: int
    false_negative: int


class OutcomeIn(Schema):
    """What became of a trial: adopted, rejected or more_work, and why."""

    outcome: str
    why: str


class PracticeIn(Schema):
    """A practice that is offered; the same key again makes the next version."""

    key: str
    title: str
    language: str
    licence: str
    offered_by: str
    place: str
    summary: str = ""


class PracticeOut(PracticeIn):
    """A practice as the library has it."""

    id: int
    version: int
    offered_on: date
    withdrawn_on: date | None


class CourseIn(Schema):
    """A joint course."""

    title: str
    organiser: str
    starts_on: date
    ends_on: date | None = None
    where: str = ""
    language: str = ""
    link: str = ""


@router.get("/methods", response={200: dict[str, Any], REFUSED: Problem})
def compare(
    request: HttpRequest, substance: str = "", matrix: str = "", level: float | None = None,
    unit: str = "ng/mL",
) -> dict[str, Any]:  # fmt: skip
    """Compare methods: who can see a substance in a matrix, how little of it, and how well."""
    rights.check_may(person(request), "see")
    named = get_object_or_404(Substance, key=substance) if substance else None
    wanted = Limit(level, unit) if level is not None else None
    found = compare_methods(substance=named, matrix=matrix, wanted=wanted, on=timezone.localdate())
    return {
        "laboratories": found.laboratories, "seeing": found.seeing, "unstated": found.unstated,
        "nobody_sees": found.nobody_sees,
        "methods": [
            {"laboratory": one.laboratory.code, "technique": one.method.technique,
             "matrix": one.method.matrix, "limit": one.limit.value if one.limit else None,
             "unit": one.limit.unit if one.limit else "", "is_accredited": one.is_accredited,
             "reaches": one.reaches, "z": one.score.z if one.score else None}
            for one in found.rows
        ],
    }  # fmt: skip


@router.get("/trials", response=list[dict[str, Any]])
def list_trials(request: HttpRequest, technique: str = "") -> list[dict[str, Any]]:
    """List trials with what they showed; intervals are Wilson's at 95 %."""
    rights.check_may(person(request), "see")
    return [_trial(one) for one in queries.trials(technique=technique)]


@router.post("/trials", response={201: dict[str, Any], REFUSED: Problem})
def open_trial(request: HttpRequest, said: TrialIn) -> tuple[int, dict[str, Any]]:
    """Open a trial."""
    row = actions.open_trial(
        key=said.key, title=said.title, technique=said.technique, reference=said.reference,
        matrix=said.matrix, started_on=said.started_on or timezone.localdate(),
        substance=get_object_or_404(Substance, key=said.substance) if said.substance else None,
        by=person(request), at=timezone.now(),
    )  # fmt: skip
    return 201, _trial(queries.trial(row.key))


@router.get("/trials/{key}", response={200: dict[str, Any], REFUSED: Problem})
def show_trial(request: HttpRequest, key: str) -> dict[str, Any]:
    """Show one trial: each laboratory, and all together."""
    rights.check_may(person(request), "see")
    return _trial(queries.trial(key))


@router.post("/trials/{key}/counts", response={200: dict[str, Any], REFUSED: Problem})
def count_trial(request: HttpRequest, key: str, said: CountsIn) -> dict[str, Any]:
    """Give what a laboratory counted, or correct it until the trial is decided."""
    actions.count(
        trial=queries.trial(key).row, laboratory=find_laboratory(said.laboratory),
        true_positive=said.true_positive, false_positive=said.false_positive,
        true_negative=said.true_negative, false_negative=said.false_negative,
        by=person(request), at=timezone.now(),
    )  # fmt: skip
    return _trial(queries.trial(key))


@router.post("/trials/{key}/outcome", response={200: dict[str, Any], REFUSED: Problem})
def decide_trial(request: HttpRequest, key: str, said: OutcomeIn) -> dict[str, Any]:
    """Decide what becomes of a method, and why."""
    actions.decide(
        trial=queries.trial(key).row, outcome=said.outcome, why=said.why, by=person(request),
        at=timezone.now(),
    )  # fmt: skip
    return _trial(queries.trial(key))


@router.get("/practice", response=list[PracticeOut])
def list_practice(request: HttpRequest, language: str = "", all_versions: bool = False) -> Any:
    """List the library of best practice: the newest versions, or every one."""
    rights.check_may(person(request), "see")
    return queries.practices(language=language, all_versions=all_versions)[:500]


@router.post("/practice", response={201: PracticeOut, REFUSED: Problem})
def offer_practice(request: HttpRequest, said: PracticeIn) -> tuple[int, Practice]:
    """Offer a practice to all."""
    return 201, actions.offer(by=person(request), at=timezone.now(), **said.dict())


@router.get("/courses", response=list[dict[str, Any]])
def list_courses(request: HttpRequest) -> list[dict[str, Any]]:
    """List the joint courses that are not over, the next one first."""
    rights.check_may(person(request), "see")
    return [
        {"id": one.pk, "title": one.title, "organiser": one.organiser,
         "starts_on": one.starts_on, "ends_on": one.ends_on, "where": one.where,
         "language": one.language, "link": one.link, "cancelled_at": one.cancelled_at}
        for one in queries.courses(since=timezone.localdate())[:500]
    ]  # fmt: skip


@router.post("/courses", response={201: dict[str, int], REFUSED: Problem})
def announce_course(request: HttpRequest, said: CourseIn) -> tuple[int, dict[str, int]]:
    """Announce a joint course."""
    row = actions.announce(by=person(request), at=timezone.now(), **said.dict())
    return 201, {"id": row.pk}


def _trial(one: Trial) -> dict[str, Any]:
    row = one.row
    return {
        "key": row.key, "title": row.title, "technique": row.technique,
        "reference": row.reference, "matrix": row.matrix,
        "substance": row.substance.key if row.substance else None, "started_on": row.started_on,
        "outcome": row.outcome, "why": row.why, "decided_on": row.decided_on,
        "samples": one.samples, "is_few": one.is_few,
        "laboratories": [
            {"laboratory": count.laboratory.code} | _agreement(got) for count, got in one.of_each
        ],
        "pooled": _agreement(one.pooled) if one.pooled else None,
    }  # fmt: skip


def _agreement(got: Agreement) -> dict[str, Any]:
    return {
        "agreement": _share(got.agreement), "sensitivity": _share(got.sensitivity),
        "specificity": _share(got.specificity), "kappa": got.kappa,
    }  # fmt: skip


def _share(share: Share | None) -> dict[str, Any] | None:
    if share is None:
        return None
    return {
        "hits": share.hits, "of": share.of, "value": share.value, "low": share.low,
        "high": share.high,
    }  # fmt: skip
