"""Asked of you: rounds of experts in which a person is asked, and questions to their body."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vedette import pathway
from vedette.base.accounts.rules import may
from vedette.base.numbers import LARGEST_ID
from vedette.errors import VedetteError
from vedette.judgement.assessments import experts, queries
from vedette.judgement.assessments.errors import RoundUnknown
from vedette.judgement.assessments.formats import invitation_as_data, request_as_data
from vedette.judgement.assessments.models import ExpertInvitation
from vedette.judgement.assessments.rules import is_round_closed, last_day_of
from vedette.surfaces.web import words
from vedette.surfaces.web.access import PersonRequest, needs

SHOWN = 50


@needs("see")
@require_GET
def asked(request: PersonRequest) -> HttpResponse:
    """Show what waits for an answer: of the person as an expert, and of their body."""
    return _page(request)


def _page(request: PersonRequest, **more: Any) -> HttpResponse:
    now, person = timezone.now(), request.user
    invited = list(queries.invitations_of(person)[:SHOWN])
    waiting = queries.open_requests(person)
    own = waiting.filter(body=person.body_id) if person.body_id else waiting.none()
    late = queries.late_requests(person, at=now) if may(person, "judge") else waiting.none()
    rounds = [
        (one.round, last_day_of(one.round).isoformat())
        for one in invited
        if not is_round_closed(one.round, at=now)
    ]
    context = {
        "rounds": rounds, "waiting": len(rounds) + own.count(),
        "closed_rounds": [one.round for one in invited if is_round_closed(one.round, at=now)],
        "requests": [request_as_data(one, at=now) for one in own[:SHOWN]],
        "late": [
            (one, request_as_data(one, at=now)) for one in late.exclude(body=person.body_id)[:SHOWN]
        ],
        "lists_late": may(person, "judge"), "body": person.body, **more,
    }  # fmt: skip
    return render(request, "web/asked.html", context, status=409 if "errors" in more else 200)


@needs("see")
@require_POST
def answer(request: PersonRequest, number: int) -> HttpResponse:
    """Keep the answer of the person's body to one question."""
    typed, person = request.POST, request.user
    rows = queries.open_requests(person).filter(pk=min(number, LARGEST_ID))
    row = rows.filter(body=person.body_id).first() if person.body_id else None
    if row is None:
        raise Http404
    try:
        pathway.answer_request(
            request=row, text=typed.get("text", ""), has_nothing="nothing" in typed, by=person,
            at=timezone.now(),
        )  # fmt: skip
    except VedetteError as error:
        return _page(request, errors=[str(error)], typed=typed, typed_for=row.pk)
    messages.success(request, _("Kept. The clock of this question has stopped."))
    return redirect("asked")


@needs("see")
@require_http_methods(["GET", "POST"])
def expert_round(request: PersonRequest, number: int) -> HttpResponse:
    """Show a round in which the person is asked, and keep what they say."""
    try:
        row = queries.the_invitation(number, request.user)
    except RoundUnknown:
        raise Http404 from None
    now = timezone.now()
    if request.method == "POST":
        try:
            experts.give_opinions(
                invitation=row, views=_views(request, row), by=request.user, at=now
            )
        except VedetteError as error:
            return _round(request, row, now, errors=[str(error)])
        messages.success(request, _("Kept. You may change it until the round is closed."))
        return redirect("expert-round", number)
    return _round(request, row, now)


def _views(request: PersonRequest, row: ExpertInvitation) -> list[experts.View]:
    """Return what was typed on each scale; a scale without level and reason is left out."""
    typed = request.POST
    given = [
        experts.View(scale, typed.get(f"{scale}-said", ""), typed.get(f"{scale}-why", ""))
        for scale in row.round.scales
    ]
    return [one for one in given if one.said or one.why.strip()]


def _round(
    request: PersonRequest, row: ExpertInvitation, now: datetime, *, errors: list[str] | None = None
) -> HttpResponse:
    told = invitation_as_data(row, at=now)
    held = {one["scale"]: (one["said"], one["why"]) for one in told["own"]}
    if errors:
        held = {one.scale: (one.said, one.why) for one in _views(request, row)}
    asked_on = [
        (scale, words.label("scale", scale), *held.get(scale, ("", "")))
        for scale in row.round.scales
    ]
    context = {
        "round": told, "scales": asked_on, "levels": words.choices("rating"),
        "said_before": bool(told["own"]), "errors": errors or [],
    }  # fmt: skip
    return render(request, "web/expert_round.html", context, status=409 if errors else 200)
