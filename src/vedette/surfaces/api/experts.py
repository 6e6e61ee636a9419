"""Experts asked in blinded rounds: opened, answered apart, closed, and read together."""

from datetime import date
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from vedette import pathway
from vedette.base.accounts import rules as rights
from vedette.judgement.assessments import experts, queries
from vedette.judgement.assessments.formats import invitation_as_data, round_as_data
from vedette.surfaces import background
from vedette.surfaces.api.people import person
from vedette.surfaces.api.problems import REFUSED, Problem

router = Router(tags=["experts"])
Whole = {200: dict[str, Any], REFUSED: Problem}
Many = {200: list[dict[str, Any]], REFUSED: Problem}


class RoundIn(Schema):
    """A question in words, the scales asked, the accounts of the experts, and the last day."""

    question: str
    scales: list[str] = Field(max_length=6)
    experts: list[str] = Field(max_length=200)
    closes_on: date


class OpinionIn(Schema):
    """A level or `unknown` on one scale, with the reason; it names no person."""

    scale: str
    said: str
    why: str


class ClosingIn(Schema):
    """Why a round is closed before its day."""

    reason: str


@router.get("/assessments/{number}/rounds", response=Many)
def list_rounds(request: HttpRequest, number: int) -> list[dict[str, Any]]:
    """List the rounds of an assessment; what was said in one stands here once it is closed."""
    row, now = queries.the_assessment(number, person(request)), timezone.now()
    return [round_as_data(one, at=now) for one in row.rounds.order_by("number")]


@router.post("/assessments/{number}/rounds", response={201: dict[str, Any], REFUSED: Problem})
def open_round(request: HttpRequest, number: int, said: RoundIn) -> tuple[int, dict[str, Any]]:
    """Ask experts a question, each apart; nobody sees an answer before the round is closed.

    Bodies that asked to be told of their duties hear that somebody of theirs is asked.
    """
    row, now = queries.the_assessment(number, person(request)), timezone.now()
    made = pathway.ask_experts(
        assessment=row, question=said.question, scales=said.scales, closes_on=said.closes_on,
        panel=queries.experts_called(said.experts), by=person(request), at=now,
    )  # fmt: skip
    transaction.on_commit(background.send)
    return 201, round_as_data(made, at=now)


@router.post("/assessments/{number}/rounds/{place}/closing", response=Whole)
def close_round(request: HttpRequest, number: int, place: int, said: ClosingIn) -> dict[str, Any]:
    """Close a round before its day; only who opened it may."""
    row = queries.the_round(queries.the_assessment(number, person(request)), place)
    now = timezone.now()
    done = pathway.close_expert_round(row=row, reason=said.reason, by=person(request), at=now)
    return round_as_data(done, at=now)


@router.get("/expert-rounds", response=Many)
def list_invitations(request: HttpRequest) -> list[dict[str, Any]]:
    """List the rounds in which you are asked, the newest first, with what you yourself said."""
    rights.check_may(person(request), "see")
    found = queries.invitations_of(person(request))[:50]
    return [invitation_as_data(one, at=timezone.now()) for one in found]


@router.get("/expert-rounds/{number}", response=Whole)
def show_invitation(request: HttpRequest, number: int) -> dict[str, Any]:
    """Show a round in which you are asked, with what the rounds before it said together."""
    row = queries.the_invitation(number, person(request))
    return invitation_as_data(row, at=timezone.now())


@router.put("/expert-rounds/{number}/opinions", response=Whole)
def give_opinions(request: HttpRequest, number: int, said: list[OpinionIn]) -> dict[str, Any]:
    """Say what you think on some of the scales asked; it can be changed until the round ends."""
    row, now = queries.the_invitation(number, person(request)), timezone.now()
    views = [experts.View(one.scale, one.said, one.why) for one in said]
    experts.give_opinions(invitation=row, views=views, by=person(request), at=now)
    return invitation_as_data(row, at=now)
