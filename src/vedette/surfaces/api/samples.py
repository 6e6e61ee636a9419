"""Samples between laboratories: custody and results."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema

from vedette import pathway
from vedette.base.accounts import rules as rights
from vedette.base.markings.actions import marking_for
from vedette.catalogue.laboratories import queries as laboratories
from vedette.catalogue.laboratories.identification import SENTENCES
from vedette.evidence.samples import actions, queries
from vedette.evidence.samples.queries import Line
from vedette.surfaces.api.people import person
from vedette.surfaces.api.problems import REFUSED, Problem

router = Router(tags=["evidence"])


class SampleIn(Schema):
    """A sample to register."""

    laboratory: str
    context: str
    occurred_on: date
    place: str = ""
    form: str = ""
    reference: str = ""
    tlp: str = "AMBER"


class StepIn(Schema):
    """The next step of custody: asked, accepted, declined, withdrawn, sent, received."""

    step: str
    laboratory: str = ""
    reason: str = ""
    seal: str = ""
    is_seal_intact: bool = True
    condition: str = ""


class WordIn(Schema):
    """What a laboratory says of a sample: a result, a contest, or a retest."""

    kind: str
    laboratory: str
    names: list[str] = []
    method: str = ""
    reason: str = ""


@router.get("/samples", response=list[dict[str, Any]])
def list_samples(
    request: HttpRequest, standing: str = "", laboratory: str = "", before: int | None = None
) -> list[dict[str, Any]]:
    """List samples with who holds each and where its result stands, the newest first."""
    rights.check_may(person(request), "see")
    lines, _older = queries.lines_seen_by(
        person(request), standing=standing, laboratory=laboratory, before=before
    )
    return [_brief(line) for line in lines]


@router.post("/samples", response={201: dict[str, Any], REFUSED: Problem})
def register_sample(request: HttpRequest, said: SampleIn) -> tuple[int, dict[str, Any]]:
    """Register a sample; the answer holds the token for its label."""
    row = actions.register(
        laboratory=laboratories.find(said.laboratory), context=said.context,
        occurred_on=said.occurred_on, marking=marking_for(said.tlp),
        place=actions.place_of(said.place), form=said.form, reference=said.reference,
        by=person(request), at=timezone.now(),
    )  # fmt: skip
    return 201, _whole(queries.line_of(row))


@router.get("/samples/{token}", response={200: dict[str, Any], REFUSED: Problem})
def show_sample(request: HttpRequest, token: str) -> dict[str, Any]:
    """Show a sample with its custody and every result."""
    rights.check_may(person(request), "see")
    return _whole(queries.line_of(queries.find(token, person(request))))


@router.post("/samples/{token}/custody", response={200: dict[str, Any], REFUSED: Problem})
def move_sample(request: HttpRequest, token: str, said: StepIn) -> dict[str, Any]:
    """Take the next step of custody; whoever comes second is told so."""
    by = person(request)
    row = queries.find(token, by)
    actions.move(
        sample=row, kind=said.step,
        laboratory=laboratories.find(said.laboratory) if said.laboratory else None,
        reason=said.reason, seal=said.seal, is_seal_intact=said.is_seal_intact,
        condition=said.condition, by=by, at=timezone.now(),
    )  # fmt: skip
    return _whole(queries.line_of(row))


@router.post("/samples/{token}/results", response={200: dict[str, Any], REFUSED: Problem})
def report_on_sample(request: HttpRequest, token: str, said: WordIn) -> dict[str, Any]:
    """Say what a sample holds, contest that, or report a retest; evidence follows."""
    by = person(request)
    row = queries.find(token, by)
    pathway.report_on_sample(
        sample=row, kind=said.kind, laboratory=laboratories.find(said.laboratory),
        names=said.names, method=said.method, reason=said.reason, by=by, at=timezone.now(),
    )  # fmt: skip
    return _whole(queries.line_of(row))


def _brief(line: Line) -> dict[str, Any]:
    sample = line.sample
    return {
        "id": sample.pk, "token": sample.token, "context": sample.context, "form": sample.form,
        "occurred_on": sample.occurred_on, "registered_at": sample.registered_at,
        "marking": str(sample.marking), "holder": line.last.holder.code, "step": line.last.kind,
        "standing": line.standing_word, "names": line.newest.names if line.newest else [],
    }  # fmt: skip


def _whole(line: Line) -> dict[str, Any]:
    return _brief(line) | {
        "custody": [
            {"number": s.number, "step": s.kind, "holder": s.holder.code,
             "other": s.other.code if s.other else None, "seal": s.seal,
             "is_seal_intact": s.is_seal_intact, "condition": s.condition, "reason": s.reason,
             "at": s.at} for s in line.custody
        ],
        "results": [
            {"number": r.number, "kind": r.kind, "laboratory": r.laboratory.code,
             "of": r.of.number if r.of else None, "names": r.names, "used": r.used,
             "method": r.method,
             "level": r.level, "because": str(SENTENCES.get(r.because, "")), "reason": r.reason,
             "report": r.report_id, "at": r.at} for r in line.results
        ],
    }  # fmt: skip
