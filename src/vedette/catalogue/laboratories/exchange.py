"""Who needs a reference standard, who gives it: asked, offered, sent, received."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from vedette.base.accounts import rules as rights
from vedette.base.accounts.models import User
from vedette.base.journal import actions as journal
from vedette.catalogue.laboratories import rules
from vedette.catalogue.laboratories.models import Laboratory, ReferenceStandard, StandardRequest
from vedette.catalogue.substances.models import Substance

Status = StandardRequest.Status


@transaction.atomic
def ask(
    *, laboratory: Laboratory, substance: Substance, reason: str, by: User, at: datetime
) -> StandardRequest:
    """Ask the network for a reference standard."""
    rules.check_acts_for(by, laboratory)
    if not reason.strip():
        raise rights.Refused("a request says what the standard is needed for")
    try:
        with transaction.atomic():
            row = StandardRequest.objects.create(
                substance=substance, asked_by=laboratory, reason=reason.strip(), asked_at=at,
                changed_at=at, changed_by=by,
            )  # fmt: skip
    except IntegrityError:
        raise rights.Refused(f"{laboratory.name} has asked for {substance.name} already") from None
    journal.record("standard.asked", subject=row, by=by, at=at, substance=substance.key)
    return row


@transaction.atomic
def offer(
    *, request: StandardRequest, laboratory: Laboratory, by: User, at: datetime
) -> StandardRequest:
    """Offer a standard to whoever asked for it."""
    rules.check_acts_for(by, laboratory)
    if laboratory.pk == request.asked_by_id:
        raise rights.Refused("a laboratory cannot answer its own request")
    return _move(request, Status.OFFERED, by=by, at=at, offered_by=laboratory)


@transaction.atomic
def send(*, request: StandardRequest, by: User, at: datetime) -> StandardRequest:
    """Say that an offered standard is on its way."""
    if request.offered_by is not None:
        rules.check_acts_for(by, request.offered_by)
    return _move(request, Status.SENT, by=by, at=at)


@transaction.atomic
def receive(*, request: StandardRequest, by: User, at: datetime) -> StandardRequest:
    """Say that a standard has arrived; it counts as held from that day."""
    rules.check_acts_for(by, request.asked_by)
    moved = _move(request, Status.RECEIVED, by=by, at=at)
    ReferenceStandard.objects.get_or_create(
        laboratory=moved.asked_by, substance=moved.substance, until=None,
        defaults={"since": timezone.localdate(at)},
    )  # fmt: skip
    return moved


@transaction.atomic
def decline(*, request: StandardRequest, by: User, at: datetime) -> StandardRequest:
    """End a request without a standard."""
    rules.check_declines(by, request)
    return _move(request, Status.DECLINED, by=by, at=at)


def _move(
    request: StandardRequest, status: str, *, by: User, at: datetime, **changes: Any
) -> StandardRequest:
    """Take one step; whoever comes second is told so."""
    rights.check_may(by, "handle_samples")
    rules.check_step(request, status)
    unmoved = StandardRequest.objects.filter(pk=request.pk, status=request.status)
    if not unmoved.update(status=status, changed_at=at, changed_by=by, **changes):
        raise rules.Overtaken("somebody else has changed this request; look again")
    journal.record(f"standard.{status}", subject=request, by=by, at=at)
    request.refresh_from_db()
    return request


def step(
    *,
    request: StandardRequest,
    status: str,
    laboratory: Laboratory | None = None,
    by: User,
    at: datetime,
) -> StandardRequest:
    """Take the step of an exchange that is named; an offer says whose it is."""
    if status == Status.OFFERED:
        if laboratory is None:
            raise rights.Refused("name the laboratory that offers")
        return offer(request=request, laboratory=laboratory, by=by, at=at)
    steps = {Status.SENT: send, Status.RECEIVED: receive, Status.DECLINED: decline}
    if status not in steps:
        raise rights.Refused(f"no step of a request is called {status!r}")
    return steps[Status(status)](request=request, by=by, at=at)
