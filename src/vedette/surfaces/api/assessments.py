"""Assessments of every kind: begun, written section by section, rated, and moved on."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema
from pydantic import AwareDatetime, Field

from vedette import pathway
from vedette.base.accounts import rules as rights
from vedette.base.accounts.models import Body
from vedette.base.markings.actions import marking_for
from vedette.catalogue.controls.queries import substance_called
from vedette.evidence.snapshots.queries import newest
from vedette.judgement.assessments import figures, queries, writing
from vedette.judgement.assessments.documents import as_docx, document
from vedette.judgement.assessments.errors import EntryUnfit
from vedette.judgement.assessments.formats import (
    as_data,
    kind_as_data,
    request_as_data,
    statement_as_data,
)
from vedette.judgement.assessments.models import Assessment, Statement
from vedette.surfaces.api.people import person
from vedette.surfaces.api.problems import REFUSED, Problem

router = Router(tags=["assessments"])
Whole = {200: dict[str, Any], REFUSED: Problem}


class BeginIn(Schema):
    """What a new assessment is about; `on` is when it began, if that was earlier."""

    title: str = Field(max_length=300)
    substances: list[str] = Field(default=[], max_length=50)
    follows: int | None = None
    tlp: str = "AMBER"
    on: AwareDatetime | None = None


class SectionIn(Schema):
    """A section's new text; `read` is the revision that the writer has seen."""

    text: str
    read: int = Field(0, ge=0)


class CitationIn(Schema):
    """One thing that a statement rests on: a report, snapshot, figure or address."""

    report: int | None = None
    snapshot: int | None = None
    figure: int | None = None
    url: str = Field("", max_length=2_000)
    title: str = Field("", max_length=500)
    accessed_on: date | None = None


class StatementIn(Schema):
    """A statement with what it rests on."""

    section: str
    text: str
    sources: list[CitationIn] = Field(max_length=50)


class RatingIn(Schema):
    """A level or `unknown`, with the reason; `round` is a round of experts that it cites."""

    said: str
    why: str
    round: int | None = None


class AnswerIn(Schema):
    """Yes, no or unknown, with the reason; `excepted` says why it does not block all the same."""

    said: str
    why: str
    excepted: str = Field("", max_length=4_000)


class DissentIn(Schema):
    """A view that differs: whose as a role or body, what, and why."""

    holder: str
    view: str
    why: str


class StepIn(Schema):
    """A step of the kind's table; `on` is when it happened, if that was earlier."""

    act: str
    reason: str = Field("", max_length=2_000)
    on: AwareDatetime | None = None


class RequestIn(Schema):
    """A question to a body."""

    body: str
    question: str
    rule: str = "information_request"


class RequestAnswerIn(Schema):
    """What a body answers, or that it has nothing."""

    text: str = ""
    has_nothing: bool = False


class FollowUpIn(Schema):
    """What happened after, or beside."""

    text: str


@router.get("/assessment-kinds", response=list[dict[str, Any]])
def list_kinds(request: HttpRequest) -> list[dict[str, Any]]:
    """List the kinds of assessment of this node with their tables."""
    rights.check_may(person(request), "see")
    return [kind_as_data(kind) for kind in queries.every_kind()]


@router.get("/assessment-kinds/{key}", response=Whole)
def show_kind(request: HttpRequest, key: str) -> dict[str, Any]:
    """Show one kind of assessment."""
    rights.check_may(person(request), "see")
    return kind_as_data(queries.kind_called(key))


@router.post(
    "/assessment-kinds/{key}/assessments", response={201: dict[str, Any], REFUSED: Problem}
)
def begin(request: HttpRequest, key: str, said: BeginIn) -> tuple[int, dict[str, Any]]:
    """Begin an assessment of a kind; clocks that its opening starts begin to run."""
    who, now = person(request), timezone.now()
    follows = queries.the_assessment(said.follows, who) if said.follows is not None else None
    row = pathway.begin(
        kind=queries.kind_called(key), title=said.title, follows=follows,
        substances=[substance_called(name) for name in dict.fromkeys(said.substances)],
        marking=marking_for(said.tlp), happened_at=said.on, by=who, at=now,
    )  # fmt: skip
    return 201, as_data(row, person=who, at=now)


@router.get("/assessments/{number}/whole", response=Whole)
def show_whole(request: HttpRequest, number: int) -> dict[str, Any]:
    """Show an assessment with its sections, citations, ratings, answers, clocks and next steps."""
    return _shown(request, queries.the_assessment(number, person(request)))


def _shown(request: HttpRequest, row: Assessment) -> dict[str, Any]:
    row.refresh_from_db()
    return as_data(row, person=person(request), at=timezone.now())


@router.put("/assessments/{number}/sections/{section}", response=Whole)
def write_section(
    request: HttpRequest, number: int, section: str, said: SectionIn
) -> dict[str, Any]:
    """Keep a new revision of a section's text."""
    row = queries.the_assessment(number, person(request))
    writing.write_section(
        assessment=row, section=section, text=said.text, read=said.read, by=person(request),
        at=timezone.now(),
    )  # fmt: skip
    return _shown(request, row)


@router.get("/assessments/{number}/sections/{section}", response=list[dict[str, Any]])
def list_revisions(request: HttpRequest, number: int, section: str) -> list[dict[str, Any]]:
    """List every revision of a section's text, the newest first."""
    row = queries.the_assessment(number, person(request))
    found = row.texts.filter(section=section).order_by("-revision")
    return [{"revision": one.revision, "text": one.text, "at": one.at} for one in found]


@router.post("/assessments/{number}/statements", response={201: dict[str, Any], REFUSED: Problem})
def make_statement(
    request: HttpRequest, number: int, said: StatementIn
) -> tuple[int, dict[str, Any]]:
    """Make a statement that rests on rows, snapshots, figures or sources outside."""
    row = queries.the_assessment(number, person(request))
    made = writing.state(
        assessment=row, section=said.section, text=said.text, by=person(request),
        sources=[writing.Source(**one.dict()) for one in said.sources], at=timezone.now(),
    )  # fmt: skip
    return 201, statement_as_data(made)


@router.delete("/assessments/{number}/statements/{statement}", response=Whole)
def withdraw_statement(request: HttpRequest, number: int, statement: int) -> dict[str, Any]:
    """Take a statement back; its row stays."""
    row = queries.the_assessment(number, person(request))
    made = get_object_or_404(Statement.objects.filter(assessment=row), pk=statement)
    writing.withdraw_statement(statement=made, by=person(request), at=timezone.now())
    return _shown(request, row)


@router.put("/assessments/{number}/ratings/{scale}", response=Whole)
def rate(request: HttpRequest, number: int, scale: str, said: RatingIn) -> dict[str, Any]:
    """Rate on one scale; `unknown` counts as the higher level."""
    row = queries.the_assessment(number, person(request))
    writing.rate(
        assessment=row, scale=scale, said=said.said, why=said.why, by=person(request),
        cites=queries.the_round(row, said.round) if said.round is not None else None,
        at=timezone.now(),
    )  # fmt: skip
    return _shown(request, row)


@router.put("/assessments/{number}/questions/{question}", response=Whole)
def answer(request: HttpRequest, number: int, question: str, said: AnswerIn) -> dict[str, Any]:
    """Answer a question that can block a step."""
    row = queries.the_assessment(number, person(request))
    writing.answer(
        assessment=row, question=question, said=said.said, why=said.why, excepted=said.excepted,
        by=person(request), at=timezone.now(),
    )  # fmt: skip
    return _shown(request, row)


@router.post("/assessments/{number}/dissents", response=Whole)
def dissent(request: HttpRequest, number: int, said: DissentIn) -> dict[str, Any]:
    """Record a view that differs; it stays."""
    row = queries.the_assessment(number, person(request))
    writing.dissent(
        assessment=row, holder=said.holder, view=said.view, why=said.why, by=person(request),
        at=timezone.now(),
    )  # fmt: skip
    return _shown(request, row)


@router.post(
    "/assessments/{number}/figures", response={200: list[dict[str, Any]], REFUSED: Problem}
)
def refresh_figures(request: HttpRequest, number: int) -> list[dict[str, Any]]:
    """Fill the figures from the newest snapshot; each line that changed is told."""
    row = queries.the_assessment(number, person(request))
    snapshot = newest()
    if snapshot is None:
        raise EntryUnfit("there is no snapshot yet; freeze the evidence first")
    filled = figures.refresh(
        assessment=row, snapshot=snapshot, by=person(request), at=timezone.now()
    )
    return [
        {
            "id": one.fill.pk, "section": one.fill.section, "figure": one.fill.figure,
            "snapshot": snapshot.pk, "numbers": one.fill.numbers,
            "changes": [
                {"label": c.label, "before": c.before, "after": c.after} for c in one.changes
            ],
        }
        for one in filled
    ]  # fmt: skip


@router.post("/assessments/{number}/steps", response=Whole)
def move(request: HttpRequest, number: int, said: StepIn) -> dict[str, Any]:
    """Take one step of the kind's table; the clocks that it names start, are met or end."""
    row = queries.the_assessment(number, person(request))
    pathway.move(
        assessment=row, act=said.act, reason=said.reason, happened_at=said.on, by=person(request),
        at=timezone.now(),
    )  # fmt: skip
    return _shown(request, row)


@router.post("/assessments/{number}/requests", response={201: dict[str, Any], REFUSED: Problem})
def ask_body(request: HttpRequest, number: int, said: RequestIn) -> tuple[int, dict[str, Any]]:
    """Ask a body for information; its clock starts."""
    row, now = queries.the_assessment(number, person(request)), timezone.now()
    body = Body.objects.filter(code=said.body).first()
    if body is None:
        raise EntryUnfit(f"no body is known as {said.body!r}")
    made = pathway.ask_body(
        assessment=row, body=body, question=said.question, rule=said.rule, by=person(request),
        at=now,
    )  # fmt: skip
    return 201, request_as_data(made, at=now)


@router.get("/information-requests", response=list[dict[str, Any]])
def list_requests(request: HttpRequest) -> list[dict[str, Any]]:
    """List the requests to bodies that wait for an answer, the late ones first."""
    rights.check_may(person(request), "see")
    now = timezone.now()
    found = [request_as_data(one, at=now) for one in queries.open_requests(person(request))]
    return sorted(found, key=lambda one: (one["clock"] or {}).get("standing") != "missed")


@router.post("/information-requests/{number}/answer", response=Whole)
def answer_request(request: HttpRequest, number: int, said: RequestAnswerIn) -> dict[str, Any]:
    """Answer for one's body, or enter its answer; its clock is met."""
    row = queries.open_requests(person(request)).filter(pk=number).first()
    if row is None:
        raise Http404
    now = timezone.now()
    done = pathway.answer_request(
        request=row, text=said.text, has_nothing=said.has_nothing, by=person(request), at=now
    )
    return request_as_data(done, at=now)


@router.post("/assessments/{number}/follow-ups", response=Whole)
def follow_up(request: HttpRequest, number: int, said: FollowUpIn) -> dict[str, Any]:
    """Add what happened after, or beside, an assessment."""
    row = queries.the_assessment(number, person(request))
    writing.follow_up(assessment=row, text=said.text, by=person(request), at=timezone.now())
    return _shown(request, row)


@router.get("/assessments/{number}/document.pdf", response=Whole)
def download(request: HttpRequest, number: int, language: str = "en") -> HttpResponse:
    """Return an assessment as a tagged PDF."""
    row = queries.the_assessment(number, person(request))
    pdf = document(as_data(row, person=person(request), at=timezone.now()), language=language)
    made = HttpResponse(pdf, content_type="application/pdf")
    made["Content-Disposition"] = f'attachment; filename="assessment-{row.pk}.pdf"'
    return made


@router.get("/assessments/{number}/document.docx", response=Whole)
def download_docx(request: HttpRequest, number: int, language: str = "en") -> HttpResponse:
    """Return an assessment as DOCX."""
    row = queries.the_assessment(number, person(request))
    said = as_data(row, person=person(request), at=timezone.now())
    made = HttpResponse(
        as_docx(said, language=language),
        content_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    )
    made["Content-Disposition"] = f'attachment; filename="assessment-{row.pk}.docx"'
    return made
