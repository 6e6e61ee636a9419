"""Promises: documents, entries, search, the board of a day, and what is said of each."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from vedette import pathway
from vedette.base.accounts import rules as rights
from vedette.base.days import known_by, last_moment
from vedette.response.policy import board, following, proof, queries, search
from vedette.response.policy.errors import PromiseUnfit
from vedette.response.policy.formats import (
    board_as_data,
    entry_as_data,
    followed_as_data,
    instrument_as_data,
)
from vedette.response.policy.models import Evidence, ReportingRound
from vedette.response.policy.pack.contents import FREEST, end_of, pack_of
from vedette.response.policy.pack.files import file_of
from vedette.response.policy.statuses import statuses_of
from vedette.surfaces import background
from vedette.surfaces.api.people import person
from vedette.surfaces.api.problems import REFUSED, Problem

router = Router(tags=["promises"])
Answer = dict[str, Any]
KEY = r"A document and an entry of it, as plan-2021-2025/A12."


class EvidenceIn(Schema):
    """What shows that something was done."""

    promise: str = Field(description=KEY)
    kind: str
    title: str
    country: str = ""
    url: str = ""
    record_id: int | None = Field(None, ge=1, le=2**63 - 1)
    indicator: str = ""
    valid_on: date | None = None


class ReportIn(Schema):
    """How far a promise is; progress needs evidence."""

    promise: str = Field(description=KEY)
    status: str
    country: str = ""
    evidence: int | None = Field(None, ge=1, le=2**63 - 1)
    note: str = ""
    round: int | None = Field(None, ge=1, le=2**63 - 1)
    valid_on: date | None = None


class ValidationIn(Schema):
    """A second person's word."""

    verdict: str
    reason: str = ""


class MilestoneIn(Schema):
    """A step on the way: a new one, or with its number its next state."""

    promise: str = Field(description=KEY)
    title: str
    due_on: date
    number: int | None = Field(None, ge=1, le=2**31 - 1)
    state: str = "planned"
    evidence: int | None = Field(None, ge=1, le=2**63 - 1)
    valid_on: date | None = None


class TieIn(Schema):
    """A signal, assessment or alert that bears on a promise, or no longer does."""

    promise: str = Field(description=KEY)
    record: str = Field(description="signal, assessment or alert")
    record_id: int = Field(ge=1, le=2**63 - 1)
    reason: str
    holds: bool = True


class RoundIn(Schema):
    """A reporting round."""

    document: str
    title: str
    due_on: date
    countries: list[str] = []
    bodies: list[str] = []


class Made(Schema):
    """The number of the row that was added."""

    id: int


@router.get("/promises/documents", response={200: list[Answer], REFUSED: Problem})
def list_documents(request: HttpRequest, known: date | None = None) -> list[Answer]:
    """List the documents kept, with their languages, as known now or on a day."""
    rights.check_may(person(request), "see")
    as_of = _as_of(known)
    return [instrument_as_data(one, as_of) for one in queries.instruments(as_of)[:500]]


@router.get("/promises/search", response={200: Answer, REFUSED: Problem})
def search_entries(
    request: HttpRequest,
    q: str,
    language: str = "",
    kind: str = "",
    known: date | None = None,
    limit: int = Query(50, ge=1, le=200),
) -> Answer:
    """Find entries that hold every word, in any language; the last word may be a beginning."""
    rights.check_may(person(request), "see")
    found = search.find(q[:200], language=language, kind=kind, as_of=_as_of(known), limit=limit)
    return {
        "total": found.total, "more": found.is_cut,
        "entries": [
            {"key": queries.key_of(one.entry), "kind": one.entry.kind,
             "language": one.reading.language, "lines": [one.first_line, one.last_line],
             "text": one.text}
            for one in found.wordings
        ],
    }  # fmt: skip


@router.get("/promises/documents/{key}", response={200: Answer, REFUSED: Problem})
def show_document(request: HttpRequest, key: str, known: date | None = None) -> Answer:
    """Show a document: each entry with its text and place in every language."""
    rights.check_may(person(request), "see")
    as_of = _as_of(known)
    row = queries.find_instrument(key, as_of)
    readings = queries.newest_readings(row, as_of)
    return {
        **instrument_as_data(row, as_of),
        "entries": [
            {"code": one.entry.code, "kind": one.entry.kind,
             "texts": [{"language": w.reading.language, "text": w.text,
                        "lines": [w.first_line, w.last_line], "page": w.page}
                       for w in one.wordings if w]}
            for one in queries.placed_entries(row, readings)
        ],
        "unplaced": [
            {"language": u.reading.language, "lines": [u.first_line, u.last_line],
             "text": u.text, "reason": u.reason}
            for r in readings for u in r.unplaced.filter(what="unplaced").order_by("first_line")
        ],
    }  # fmt: skip


@router.get("/promises/documents/{key}/board", response={200: Answer, REFUSED: Problem})
def show_board(request: HttpRequest, key: str, known: date | None = None) -> Answer:
    """Show how far every promise is in every country, as known now or on a day.

    Who was asked and has not answered is `unknown`; where nobody was asked it is `not_asked`.
    """
    rights.check_may(person(request), "see")
    moment = known_by(known)
    found = board.board(
        queries.find_instrument(key, moment), as_of=moment,
        statuses=statuses_of(Path(settings.VEDETTE_HOME)),
    )  # fmt: skip
    return {"countries": list(found.countries), "promises": board_as_data(found)}


@router.get("/promises/documents/{key}/pack", response={200: Answer, REFUSED: Problem})
def show_pack(
    request: HttpRequest,
    key: str,
    form: str = Query("json", description="json, pdf or docx"),
    language: str = Query("en", description="one of the 24 of the interface"),
    ceiling: str = Query(FREEST, description="the strictest colour in it"),
    known: date | None = None,
) -> HttpResponse:
    """Make the half-yearly pack of a document, as known now or on a day.

    The same day, colour and rows always make the same JSON.
    """
    by = person(request)
    rights.check_may(by, "see")
    as_of = end_of(known, now=timezone.now())
    found = pack_of(
        queries.find_instrument(key, as_of), as_of=as_of, ceiling=ceiling,
        statuses=statuses_of(Path(settings.VEDETTE_HOME)), issuer=settings.VEDETTE_NODE,
        person=by,
    )  # fmt: skip
    made = file_of(found, form=form, language=language)
    answer = HttpResponse(made.content, content_type=made.mime)
    answer["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return answer


@router.get("/promises/documents/{key}/entries/{code}", response={200: Answer, REFUSED: Problem})
def show_entry(request: HttpRequest, key: str, code: str, known: date | None = None) -> Answer:
    """Show one entry: texts, whom it asks, what it cites, and all that was said of it."""
    by = person(request)
    rights.check_may(by, "see")
    moment = known_by(known)
    row = queries.find_entry(f"{key}/{code}")
    found = board.followed(row, as_of=moment)
    return {
        **entry_as_data(row, moment),
        **followed_as_data(found, open_records=proof.visible(found.evidence, by)),
        "ties": [
            {"record": kind, "record_id": number, "reason": one.reason}
            for one, kind, number in proof.visible_ties(found.ties, by)
        ],
    }


@router.post("/promises/evidence", response={201: Made, REFUSED: Problem})
def add_evidence(request: HttpRequest, said: EvidenceIn) -> tuple[int, Evidence]:
    """Keep what shows that something was done: a document, link, record or indicator."""
    at = timezone.now()
    return 201, following.add_evidence(
        entry=queries.find_entry(said.promise), kind=said.kind, title=said.title,
        country=said.country.upper(), url=said.url, record_id=said.record_id, key=said.indicator,
        valid_on=said.valid_on or timezone.localdate(at), by=person(request), at=at,
    )  # fmt: skip


@router.post("/promises/reports", response={201: Made, REFUSED: Problem})
def report(request: HttpRequest, said: ReportIn) -> tuple[int, Any]:
    """Say how far a promise is, for a country or as a whole. Progress needs evidence."""
    at = timezone.now()
    return 201, following.report(
        entry=queries.find_entry(said.promise), status=said.status, country=said.country.upper(),
        evidence=_evidence(said.evidence), note=said.note, round=_round(said.round),
        valid_on=said.valid_on or timezone.localdate(at), by=person(request), at=at,
    )  # fmt: skip


@router.post("/promises/reports/{number}/validations", response={201: Made, REFUSED: Problem})
def validate(request: HttpRequest, number: int, said: ValidationIn) -> tuple[int, Any]:
    """Accept or reject a report. Whoever reported cannot validate."""
    return 201, following.validate(
        report=queries.find_report(number), verdict=said.verdict, reason=said.reason,
        by=person(request), at=timezone.now(),
    )  # fmt: skip


@router.post("/promises/milestones", response={201: Made, REFUSED: Problem})
def set_milestone(request: HttpRequest, said: MilestoneIn) -> tuple[int, Any]:
    """Plan a milestone, move it, or say that it was met or dropped."""
    at = timezone.now()
    return 201, following.set_milestone(
        entry=queries.find_entry(said.promise), title=said.title, due_on=said.due_on,
        number=said.number, state=said.state, evidence=_evidence(said.evidence),
        valid_on=said.valid_on or timezone.localdate(at), by=person(request), at=at,
    )  # fmt: skip


@router.post("/promises/ties", response={201: Made, REFUSED: Problem})
def tie(request: HttpRequest, said: TieIn) -> tuple[int, Any]:
    """Tie a signal, assessment or alert to a promise, or say that it does not bear on it."""
    by = person(request)
    if said.record not in ("signal", "assessment", "alert"):
        raise PromiseUnfit("tie a signal, an assessment or an alert")
    subject = proof.RECORDS[said.record](by).filter(pk=said.record_id).first()
    if subject is None:
        raise PromiseUnfit(f"there is no {said.record} {said.record_id} that you may see")
    return 201, following.tie(
        entry=queries.find_entry(said.promise), subject=subject, reason=said.reason,
        holds=said.holds, by=by, at=timezone.now(),
    )  # fmt: skip


@router.post("/promises/rounds", response={201: Made, REFUSED: Problem})
def open_round(request: HttpRequest, said: RoundIn) -> tuple[int, ReportingRound]:
    """Ask countries and bodies how far their promises are, by a day.

    Bodies that asked to be told of their duties are told.
    """
    by = person(request)
    row = pathway.open_reporting_round(
        instrument=queries.find_instrument(said.document), title=said.title, due_on=said.due_on,
        countries=[one.upper() for one in said.countries],
        bodies=queries.find_bodies(said.bodies), by=by, at=timezone.now(),
    )  # fmt: skip
    transaction.on_commit(background.send)
    return 201, row


def _as_of(known: date | None) -> datetime | None:
    """Return the last moment of a past day; None, which is now, for today and later."""
    return None if known is None or known >= timezone.localdate() else last_moment(known)


def _evidence(number: int | None) -> Evidence | None:
    if number is None:
        return None
    row = Evidence.objects.select_related("entry").filter(pk=number).first()
    if row is None:
        raise PromiseUnfit(f"there is no evidence {number}")
    return row


def _round(number: int | None) -> ReportingRound | None:
    if number is None:
        return None
    row = ReportingRound.objects.filter(pk=number).first()
    if row is None:
        raise PromiseUnfit(f"there is no round {number}")
    return row
