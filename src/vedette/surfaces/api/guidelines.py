"""Guidelines: versions, answers of laboratories, gaps and open points."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema

from vedette.base.accounts import rules as rights
from vedette.base.days import known_by
from vedette.catalogue.laboratories import queries as laboratories
from vedette.response.guidelines import actions, queries
from vedette.surfaces.api.people import person
from vedette.surfaces.api.problems import REFUSED, Problem

router = Router(tags=["response"])


class AnswerIn(Schema):
    """A laboratory's answer to one point: adopted, partly, planned or no."""

    point: str
    laboratory: str
    answer: str
    since: date | None = None
    remark: str = ""


class AskIn(Schema):
    """Codes of the laboratories to ask."""

    laboratories: list[str]


@router.get("/guidelines", response=list[dict[str, Any]])
def list_guidelines(request: HttpRequest) -> list[dict[str, Any]]:
    """List the guidelines in their newest version."""
    rights.check_may(person(request), "see")
    return [
        {"key": row.key, "version": row.version, "title": row.title, "issuer": row.issuer,
         "published_on": row.published_on, "is_example": row.is_example}
        for row in queries.newest_versions()
    ]  # fmt: skip


@router.get("/guidelines/{key}", response={200: dict[str, Any], REFUSED: Problem})
def show_guideline(
    request: HttpRequest, key: str, version: str = "", known: date | None = None
) -> dict[str, Any]:
    """Show a version: its points, the answers, gaps and open points, as known on a day."""
    rights.check_may(person(request), "see")
    as_of = known_by(known) if known else None
    table = queries.table_of(queries.find(key, version, as_of=as_of), as_of=as_of)
    return {
        "key": key, "version": table.guideline.version, "title": table.guideline.title,
        "is_example": table.guideline.is_example,
        "points": [
            {
                "number": line.item.number, "text": line.item.text, "since": line.item.since,
                "until": line.item.until, "check": line.item.check_key, "counts": line.counts,
                "is_open": line.is_open,
                "answers": {one.code: line.of(one) for one in table.asked},
            }
            for line in table.lines
        ],
        "countries": [
            {"country": country, "laboratories": count, **given}
            for country, count, given in table.by_country()
        ],
        "gaps": [
            {"laboratory": gap.laboratory.code, "point": gap.item.number, "answer": gap.answer}
            for gap in table.gaps
        ],
    }  # fmt: skip


@router.post("/guidelines/{key}/inquiries", response={200: dict[str, Any], REFUSED: Problem})
def ask_laboratories(request: HttpRequest, key: str, said: AskIn) -> dict[str, Any]:
    """Ask laboratories which points they have adopted."""
    named = [laboratories.find(code) for code in said.laboratories[:500]]
    count = actions.ask(
        guideline=queries.find(key), laboratories=named, by=person(request), at=timezone.now()
    )
    return {"asked": count}


@router.post("/guidelines/{key}/answers", response={200: dict[str, Any], REFUSED: Problem})
def answer_point(request: HttpRequest, key: str, said: AnswerIn) -> dict[str, Any]:
    """Keep a laboratory's answer to one point as its next revision."""
    row = actions.answer(
        item=queries.find_item(queries.find(key), said.point),
        laboratory=laboratories.find(said.laboratory), answer=said.answer, since=said.since,
        remark=said.remark, by=person(request), at=timezone.now(),
    )  # fmt: skip
    return {"point": said.point, "answer": row.answer, "revision": row.revision}
