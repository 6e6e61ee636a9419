"""Warnings for everybody: no account, no script, the reader's language."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language_from_request, override
from django.views.decorators.http import require_GET

from vedette.response.alerts import formats, queries
from vedette.response.alerts.composing import Audience, Composition, Length, Part
from vedette.response.alerts.models import Alert, AlertEdition, AlertText
from vedette.response.alerts.phrases import LANGUAGES, say, say_nearest
from vedette.response.exchange import feeds
from vedette.response.exchange.cap import MIME, signing
from vedette.response.exchange.queries import cap_of
from vedette.surfaces.web import words
from vedette.surfaces.web.pages.alert_texts import flyer_answer
from vedette.surfaces.web.texts import text_of


def language_of(request: HttpRequest) -> str:
    """Return the language asked for, if there is such a one, else that of the browser."""
    asked = request.GET.get("language", "")
    is_known = asked in dict(settings.LANGUAGES)
    if is_known or AlertText.objects.filter(language=asked).exists():
        return asked
    return get_language_from_request(request)


def _public() -> QuerySet[Alert]:
    return queries.public_alerts(at=timezone.now())


def _find(number: str) -> Alert:
    alert = queries.open_alerts(at=timezone.now()).filter(number=number).first()
    if alert is None:
        raise Http404
    return alert


@require_GET
def warnings(request: HttpRequest) -> HttpResponse:
    """List the warnings in force, and under them those that have ended."""
    language, now = language_of(request), timezone.now()
    every = list(queries.open_alerts(at=now).select_related("assessment")[:60])
    rows = [alert for alert in every if alert.assessment.drill_id is None]
    drills = [alert for alert in every if alert.assessment.drill_id is not None]
    pairs = [(alert, text_of(alert, language)) for alert in rows]
    in_force = [p for p in pairs if p[0].expires_at > now and p[0].message != Alert.Message.CANCEL]
    languages = sorted({text.language for alert in rows for text in alert.texts.all()} | {"en"})
    context = {
        "in_force": in_force,
        "ended": [pair for pair in pairs if pair not in in_force][:20],
        "drills": [(alert, text_of(alert, language)) for alert in drills[:20]],
        "texts": [(code, words.language_name(code)) for code in languages],
        "language": language,
    }
    return _in(language, request, "web/warnings.html", context)


@require_GET
def warning(request: HttpRequest, number: str) -> HttpResponse:
    """Show one warning to one audience: what, where, why, what to do, how sure."""
    alert, language = _find(number), language_of(request)
    text = text_of(alert, language)
    if text is None:
        raise Http404
    edition = _edition(alert, text.language)
    asked = request.GET.get("audience", "")
    audience = asked if asked in list(Audience) else Audience.PEOPLE.value
    is_own = text.by_hand and audience == Audience.PEOPLE
    codes = sorted(other.language for other in alert.texts.all())
    context = {
        "alert": alert,
        "text": text,
        # What a person wrote by hand stands in place of what the bank would say to people.
        "parts": [] if is_own or not edition else edition[audience]["notice"]["parts"],
        "marks": edition[audience]["notice"]["marks"] if edition else [],
        "exercise_mark": say_nearest(text.language, "mark-exercise") if alert.exercise else "",
        "sms": edition[audience]["sms"]["parts"][0]["lines"][0] if edition else text.headline,
        "has_flyer": bool(edition),
        "audience": audience,
        "audiences": [(one.value, say(text.language, f"audience-{one}")) for one in Audience]
        if edition else [],
        "steps": [line.strip() for line in text.instruction.splitlines() if line.strip()],
        "texts": [(code, words.language_name(code)) for code in codes],
        "language": text.language,
        "in_question": say(text.language, "review")
        if queries.open_questions(alert) and text.language in LANGUAGES else "",
        "is_cancelled": alert.message == Alert.Message.CANCEL,
        "is_over": alert.expires_at <= timezone.now(),
    }  # fmt: skip
    return _in(text.language, request, "web/warning.html", context)


def _edition(alert: Alert, language: str) -> dict[str, Any]:
    """Return what was fixed for a language; nothing for warnings older than the phrase bank."""
    row = AlertEdition.objects.filter(alert=alert, language=language).first()
    return row.body if row else {}


@require_GET
def warning_flyer(request: HttpRequest, number: str, language: str, audience: str) -> HttpResponse:
    """Send the flyer of a warning, with the words that were fixed when it was published."""
    alert = _find(number)
    edition = _edition(alert, language)
    if not edition or audience not in list(Audience):
        raise Http404
    body = edition[audience]["flyer"]
    composition = Composition(
        language=language, audience=Audience(audience), length=Length.FLYER,
        headline=body["headline"], marks=tuple(body["marks"]),
        parts=tuple(
            Part(p["key"], p["label"], tuple(p["lines"]), p["by_hand"]) for p in body["parts"]
        ),
    )  # fmt: skip
    return flyer_answer(alert, composition)


def _in(
    language: str, request: HttpRequest, template: str, context: dict[str, Any]
) -> HttpResponse:
    with override(language):
        response = render(request, template, context)
    response["Content-Language"] = language
    response["Vary"] = "Accept-Language, Cookie"
    return response


@require_GET
def warning_cap(request: HttpRequest, number: str) -> HttpResponse:
    """Send a warning as CAP 1.2, as it was signed."""
    return HttpResponse(cap_of(_find(number)), content_type=MIME)


@require_GET
def warning_json(request: HttpRequest, number: str) -> HttpResponse:
    """Send a warning as JSON."""
    return JsonResponse(formats.as_json(_find(number)))


@require_GET
def warnings_atom(request: HttpRequest) -> HttpResponse:
    """Send the newest warnings as an Atom feed, in the language asked for."""
    body = feeds.atom(_public()[:50], language=_asked_language(request))
    return HttpResponse(body, content_type="application/atom+xml")


@require_GET
def warnings_json(request: HttpRequest) -> HttpResponse:
    """Send the newest warnings as a JSON feed, in the language asked for."""
    body = feeds.json_feed(_public()[:50], language=_asked_language(request))
    return JsonResponse(body, content_type="application/feed+json")


def _asked_language(request: HttpRequest) -> str:
    """A feed's address names its language: what a reader's program sends is not its reader's."""
    asked = request.GET.get("language", "en")
    return asked if asked in LANGUAGES else "en"


@require_GET
def signing_certificate(request: HttpRequest) -> HttpResponse:
    """Send the certificate with which the node's CAP documents are checked."""
    folder = Path(settings.VEDETTE_HOME) / "keys"
    try:
        body = signing.certificate(folder, name=formats.domain(), at=timezone.now())
    except signing.SigningFailed:
        raise Http404 from None
    answer = HttpResponse(body, content_type="application/x-pem-file")
    answer["Content-Disposition"] = 'attachment; filename="vedette-warnings.pem"'
    return answer


@require_GET
def follow(request: HttpRequest) -> HttpResponse:
    """Show every way to be told of new warnings, for people and for machines."""
    language = language_of(request)
    newest = _public().first()
    context = {
        "language": language,
        "texts": [(code, words.language_name(code)) for code in LANGUAGES],
        "root": settings.VEDETTE_PUBLIC_URL,
        "newest": newest,
    }
    return _in(language, request, "web/follow.html", context)
