"""Warnings."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router

from vedette import pathway
from vedette.base.accounts import rules as rights
from vedette.base.accounts.models import Body
from vedette.judgement.assessments.queries import assessments_seen_by
from vedette.response.alerts import actions, formats
from vedette.response.alerts.models import Alert
from vedette.response.alerts.queries import alerts_seen_by, public_alerts
from vedette.response.exchange.chasing import awaited
from vedette.surfaces import background
from vedette.surfaces.api.people import person
from vedette.surfaces.api.problems import REFUSED, Problem
from vedette.surfaces.api.schemas import AlertIn, AlertOut, AwaitedOut, ReadAtIn, ReasonIn

router = Router(tags=["response"])


@router.get("/warnings", response=list[dict[str, Any]], auth=None)
def list_warnings(request: HttpRequest) -> list[dict[str, Any]]:
    """List public warnings; nobody needs an account for this."""
    return [formats.as_json(alert) for alert in public_alerts(at=timezone.now())[:50]]


@router.get("/alerts", response=list[AlertOut])
def list_alerts(request: HttpRequest) -> Any:
    """List warnings with their drafts, as far as you may see them."""
    return alerts_seen_by(person(request)).prefetch_related("texts", "recipients")[:50]


@router.get("/alerts/{number}", response={200: AlertOut, REFUSED: Problem})
def show_alert(request: HttpRequest, number: int) -> Alert:
    """Show one version of a warning."""
    return _seen(request, number)


@router.post("/assessments/{number}/alerts", response={201: AlertOut, REFUSED: Problem})
def draft_alert(request: HttpRequest, number: int) -> tuple[int, Alert]:
    """Draft a warning from a concluded assessment."""
    row = get_object_or_404(assessments_seen_by(person(request)), pk=number)
    return 201, actions.draft(assessment=row, by=person(request), at=timezone.now())


@router.put("/alerts/{number}", response={200: AlertOut, REFUSED: Problem})
def edit_alert(request: HttpRequest, number: int, said: AlertIn) -> Alert:
    """Change a draft, unless somebody changed it since it was read."""
    given = said.dict(exclude_none=True)
    read_at, texts = given.pop("read_at"), given.pop("texts", {})
    from_bank = given.pop("from_bank", [])
    if "recipients" in given:
        given["recipients"] = [get_object_or_404(Body, code=one) for one in given["recipients"]]
    return actions.edit(
        alert=_seen(request, number), by=person(request), at=timezone.now(),
        read_at=read_at, texts=texts, from_bank=from_bank, **given,
    )  # fmt: skip


@router.post("/alerts/{number}/approval", response={200: AlertOut, REFUSED: Problem})
def approve_alert(request: HttpRequest, number: int, said: ReadAtIn) -> Alert:
    """Sign a draft. The author of an alert cannot sign it."""
    return actions.approve(
        alert=_seen(request, number), by=person(request), at=timezone.now(), read_at=said.read_at
    )


@router.post("/alerts/{number}/return", response={200: AlertOut, REFUSED: Problem})
def send_back_alert(request: HttpRequest, number: int, why: ReasonIn) -> Alert:
    """Take a signature off again before publication."""
    return actions.send_back(
        alert=_seen(request, number), reason=why.reason, by=person(request), at=timezone.now()
    )


@router.post("/alerts/{number}/standing", response={200: AlertOut, REFUSED: Problem})
def stand_by_alert(request: HttpRequest, number: int, why: ReasonIn) -> Alert:
    """Say why a public warning stands although rows it rests on are in question."""
    row = _seen(request, number)
    actions.stand_by(alert=row, reason=why.reason, by=person(request), at=timezone.now())
    return row


@router.post("/alerts/{number}/publication", response={200: AlertOut, REFUSED: Problem})
def publish_alert(request: HttpRequest, number: int) -> Alert:
    """Make a signed warning public."""
    row = pathway.publish(alert=_seen(request, number), by=person(request), at=timezone.now())
    transaction.on_commit(background.send)
    return row


@router.get("/alerts/{number}/awaited", response={200: list[AwaitedOut], REFUSED: Problem})
def who_is_awaited(request: HttpRequest, number: int) -> Any:
    """List who must answer a warning and has not, with how often each was reminded.

    While the schedule of reminders cannot be read, none goes out, and `fault` says why.
    """
    rights.check_may(person(request), "see_drafts")
    return awaited(_seen(request, number), at=timezone.now())


@router.post("/alerts/{number}/update", response={201: AlertOut, REFUSED: Problem})
def update_alert(request: HttpRequest, number: int) -> tuple[int, Alert]:
    """Start the next version of a public warning."""
    return 201, actions.update(alert=_seen(request, number), by=person(request), at=timezone.now())


@router.post("/alerts/{number}/cancellation", response={201: AlertOut, REFUSED: Problem})
def cancel_alert(request: HttpRequest, number: int, why: ReasonIn) -> tuple[int, Alert]:
    """Start the cancellation of a public warning."""
    return 201, actions.cancel(
        alert=_seen(request, number), reason=why.reason, by=person(request), at=timezone.now()
    )


def _seen(request: HttpRequest, number: int) -> Alert:
    return get_object_or_404(alerts_seen_by(person(request)), pk=number)
