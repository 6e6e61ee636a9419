"""Ask for warnings, confirm, leave, answer: for anybody, without an account."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from vedette.base.accounts.rules import Refused
from vedette.errors import VedetteError
from vedette.response.alerts.formats import address
from vedette.response.alerts.phrases import say_nearest
from vedette.response.evaluation.actions import give_feedback
from vedette.response.evaluation.queries import QUESTIONS
from vedette.response.evaluation.rules import LONGEST
from vedette.response.exchange import actions, queries
from vedette.response.exchange.mail import ask_to_confirm
from vedette.response.exchange.models import Delivery, Receipt, Subscription
from vedette.response.exchange.queries import SubscriptionUnknown
from vedette.surfaces.web import words
from vedette.surfaces.web.countries import country_choices
from vedette.surfaces.web.floods import is_flood
from vedette.surfaces.web.pages.warnings import language_of

ASKED_AT_MOST = 5  # an hour from one address: nobody fills another's mailbox


@require_http_methods(["GET", "POST"])
def subscribe(request: HttpRequest) -> HttpResponse:
    """Show the form, and take a wish; it holds once the mail that follows was confirmed."""
    language = language_of(request)
    context: dict[str, Any] = {
        "language": language,
        "tongues": settings.LANGUAGES,
        "audiences": words.choices("audience"),
        "digests": words.choices("digest"),
        "countries": country_choices(),
        "typed": request.POST,
        "texts": settings.LANGUAGES,
    }
    status = 200
    if request.method == "POST":
        try:
            _ask(request)
            context["is_asked"] = True
        except VedetteError as error:
            context["errors"], status = [str(error)], 409
    with override(language):
        return render(request, "web/subscribe.html", context, status=status)


@transaction.atomic  # a wish whose mail cannot be sent is not kept
def _ask(request: HttpRequest) -> None:
    said = request.POST
    address = said.get("address", "")
    if said.get("website"):  # a field nobody sees; only machines fill it in
        return
    if is_flood(f"subscribe-{address.casefold()[:200]}", at_most=ASKED_AT_MOST):
        raise Refused(_("this address was asked for too often; try again in an hour"))
    places = [said["place"]] if said.get("place") else []
    row = actions.subscribe(
        channel=Subscription.Channel.MAIL, address=address, language=said.get("tongue", "en"),
        audience=said.get("audience", "people"), places=places,
        digest=said.get("digest", Subscription.Digest.AT_ONCE), at=timezone.now(),
    )  # fmt: skip
    link = settings.VEDETTE_PUBLIC_URL + reverse("subscription-confirm", args=[row.token])
    with override(row.language):
        ask_to_confirm(
            row,
            subject=_("Confirm that you want drug warnings"),
            text=_("Open this address to confirm. If you did not ask for this, do nothing."),
            link=link,
        )


@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for one click, since mail programs open links by themselves; then it holds."""
    return _with(request, token, "confirm", lambda: actions.confirm(token=token, at=timezone.now()))


@csrf_exempt  # mail programs send the one click of RFC 8058 without a form
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """End a subscription with one click."""
    return _with(request, token, "leave", lambda: actions.leave(token=token, at=timezone.now()))


def _with(request: HttpRequest, token: str, step: str, act: Any) -> HttpResponse:
    try:
        row = queries.by_token(token)
    except SubscriptionUnknown:
        raise Http404 from None
    context: dict[str, Any] = {"step": step, "language": row.language, "texts": []}
    status = 200
    if request.method == "POST":
        try:
            act()
            context["is_done"] = True
        except VedetteError as error:
            context["errors"], status = [str(error)], 409
    with override(row.language):
        return render(request, "web/subscription.html", context, status=status)


@require_http_methods(["GET", "POST"])
def feedback(request: HttpRequest, token: str, delivery: int) -> HttpResponse:
    """Let a receiver say how a warning was; kept without keeping who says it."""
    try:
        row = queries.delivery_of(token, delivery)
    except SubscriptionUnknown:
        raise Http404 from None
    language = row.subscription.language
    context: dict[str, Any] = {
        "number": row.warning.number, "address": address(row.warning),
        "language": language, "texts": [], "typed": request.POST,
        "said": words.choices("feedback"), "exercise_mark": _mark(row), "most": LONGEST,
    }  # fmt: skip
    status = 200
    if request.method == "POST":
        said = {name: request.POST.get(name, "") for name in (*QUESTIONS, "words")}
        try:
            give_feedback(token=token, delivery=delivery, at=timezone.now(), **said)
            context["is_done"] = True
        except VedetteError as error:
            context["errors"], status = [str(error)], 409
    with override(language):
        context["questions"] = words.choices("feedback_question")
        return render(request, "web/feedback.html", context, status=status)


def _mark(row: Delivery) -> str:
    """Return what says that a warning is an exercise, in its receiver's language."""
    if not row.warning.exercise:
        return ""
    return say_nearest(row.subscription.language, "mark-exercise")


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, token: str, delivery: int) -> HttpResponse:
    """Let a receiver say that a warning arrived, and what was done."""
    try:
        row = queries.delivery_of(token, delivery)
    except SubscriptionUnknown:
        raise Http404 from None
    context: dict[str, Any] = {
        "number": row.warning.number, "address": address(row.warning),
        "language": row.subscription.language, "texts": [],
        "kinds": words.choices("receipt"), "exercise_mark": _mark(row),
        "feedback": reverse("warning-feedback", args=[token, delivery]),
    }  # fmt: skip
    status = 200
    if request.method == "POST":
        kind = request.POST.get("kind", Receipt.Kind.ACKNOWLEDGED)
        note = request.POST.get("note", "")
        try:
            actions.answer(token=token, delivery=delivery, kind=kind, note=note, at=timezone.now())
            context["is_done"] = True
        except VedetteError as error:
            context["errors"], status = [str(error)], 409
    with override(row.subscription.language):
        return render(request, "web/answer.html", context, status=status)
