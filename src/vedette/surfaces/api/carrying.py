"""What an ending document leaves undone: the table, decisions, a second person's word."""

from datetime import date
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from vedette.base.accounts import rules as rights
from vedette.base.days import known_by
from vedette.response.policy import carrying, queries, unfinished
from vedette.response.policy.models import CarryOverDecision, CarryOverVerdict
from vedette.response.policy.statuses import statuses_of
from vedette.surfaces.api.people import person
from vedette.surfaces.api.policy import KEY, Answer, Made
from vedette.surfaces.api.problems import REFUSED, Problem

router = Router(tags=["promises"])


class CarryOverIn(Schema):
    """What becomes of a promise that is not done."""

    promise: str = Field(description=KEY)
    outcome: str = Field(description=", ".join(CarryOverDecision.Outcome.values))
    to: str = Field(
        "", description="an entry of another document; none: dropped, or no successor yet"
    )
    reason: str
    decided_on: date | None = None
    replaces: int | None = Field(
        None, ge=1, le=2**63 - 1, description="number of the decision that counts now"
    )


class CarryOverVerdictIn(Schema):
    """A second person's word on a decision."""

    verdict: str = CarryOverVerdict.Verdict.ACCEPTED.value
    reason: str = ""


@router.get("/promises/documents/{key}/carry-over", response={200: Answer, REFUSED: Problem})
def show_carry_over(request: HttpRequest, key: str, known: date | None = None) -> Answer:
    """Show every promise that is not done and what becomes of it, as known now or on a day.

    A promise that nobody has decided about is `open`. The decision of a promise is the newest
    one that no second person rejected.
    """
    rights.check_may(person(request), "see")
    moment = known_by(known)
    found = unfinished.table(
        queries.find_instrument(key, moment), as_of=moment,
        statuses=statuses_of(Path(settings.VEDETTE_HOME)),
    )  # fmt: skip
    return unfinished.as_data(found)


@router.get(
    "/promises/documents/{key}/entries/{code}/carry-over",
    response={200: list[Answer], REFUSED: Problem},
)
def list_decisions(
    request: HttpRequest, key: str, code: str, known: date | None = None
) -> list[Answer]:
    """List every decision about a promise, the newest first, as known now or on a day."""
    rights.check_may(person(request), "see")
    moment = known_by(known)
    queries.find_instrument(key, moment)
    entry = queries.find_entry(f"{key}/{code}")
    found = unfinished.decisions_known(as_of=moment, entry=entry)
    return [unfinished.decision_as_data(one) for one in found]


@router.post("/promises/carry-over", response={201: Made, REFUSED: Problem})
def decide(request: HttpRequest, said: CarryOverIn) -> tuple[int, CarryOverDecision]:
    """Decide what becomes of a promise: carry it over, drop it, or say what replaces it.

    Whoever decides anew names the decision that counts now; if it is another one, somebody else
    decided meanwhile, and nothing is kept.
    """
    at = timezone.now()
    return 201, carrying.decide(
        entry=queries.find_entry(said.promise), outcome=said.outcome,
        target=queries.find_entry(said.to) if said.to else None, reason=said.reason,
        decided_on=said.decided_on or timezone.localdate(at), replaces=said.replaces,
        by=person(request), at=at,
    )  # fmt: skip


@router.post("/promises/carry-over/{number}/verdict", response={201: Made, REFUSED: Problem})
def confirm(
    request: HttpRequest, number: int, said: CarryOverVerdictIn
) -> tuple[int, CarryOverVerdict]:
    """Confirm or reject a decision. Whoever decided cannot; what is rejected counts no longer."""
    return 201, carrying.confirm(
        decision=carrying.find_decision(number), verdict=said.verdict, reason=said.reason,
        by=person(request), at=timezone.now(),
    )  # fmt: skip
