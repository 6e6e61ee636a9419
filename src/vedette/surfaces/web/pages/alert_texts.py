"""What a warning says in one language: preview by audience and length, and the flyer."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from vedette.base.markings.models import Tlp
from vedette.errors import VedetteError
from vedette.response.alerts import contents
from vedette.response.alerts.composing import (
    Audience,
    Composition,
    ContentRefused,
    Length,
    compose,
)
from vedette.response.alerts.flyers import flyer
from vedette.response.alerts.formats import address
from vedette.response.alerts.models import Alert
from vedette.response.alerts.phrases import LANGUAGES, PhraseMissing
from vedette.response.alerts.queries import alerts_seen_by
from vedette.surfaces.web import words
from vedette.surfaces.web.access import PersonRequest, needs


def texts_context(request: PersonRequest, alert: Alert) -> dict[str, Any]:
    """Return what the page needs to show and edit one language of a warning."""
    texts = {text.language: text for text in alert.texts.all()}
    language = _chosen(request, texts)
    audience, length = _audience(request), _length(request)
    composition, why_not = _composed(alert, language, audience, length)
    return {
        "shown": language,
        "shown_text": texts.get(language),
        "audience": audience.value,
        "length": length.value,
        "audiences": words.choices("audience"),
        "lengths": words.choices("length"),
        "composition": composition,
        "characters": len(composition.text) if composition else 0,
        "why_not": why_not,
        "tongues": [(code, words.language_name(code), texts.get(code)) for code in _codes(texts)],
        "by_hand": [code for code, text in texts.items() if text.by_hand],
        "without": [code for code in LANGUAGES if code not in texts],
    }


def _codes(texts: dict[str, Any]) -> list[str]:
    return sorted({*LANGUAGES, *texts})


def _chosen(request: PersonRequest, texts: dict[str, Any]) -> str:
    asked = request.GET.get("language", "") or request.POST.get("language", "")
    own = (get_language() or "en")[:2]
    return next((code for code in (asked, own, "en") if code in texts or code in LANGUAGES), "en")


def _audience(request: PersonRequest) -> Audience:
    asked = request.GET.get("audience", "")
    return Audience(asked) if asked in list(Audience) else Audience.PEOPLE


def _length(request: PersonRequest) -> Length:
    asked = request.GET.get("length", "")
    return Length(asked) if asked in list(Length) else Length.NOTICE


def _composed(
    alert: Alert, language: str, audience: Audience, length: Length
) -> tuple[Composition | None, str]:
    """Return a warning as the bank says it, or why it cannot."""
    try:
        content = contents.content_of(alert)
        return compose(content, language=language, audience=audience, length=length), ""
    except (PhraseMissing, ContentRefused, VedetteError) as error:
        return None, str(error)


@needs("see")
@require_GET
def draft_flyer(request: PersonRequest, alert_id: int) -> HttpResponse:
    """Send the flyer of a warning as it stands, in one language, for one audience."""
    alert = alerts_seen_by(request.user).filter(pk=alert_id).first()
    if alert is None:
        raise Http404
    texts = {text.language: text for text in alert.texts.all()}
    composition, why_not = _composed(
        alert, _chosen(request, texts), _audience(request), Length.FLYER
    )
    if composition is None:
        return HttpResponse(why_not, status=409, content_type="text/plain; charset=utf-8")
    return flyer_answer(alert, composition)


def flyer_answer(alert: Alert, composition: Composition) -> HttpResponse:
    """Return a composition as a PDF to open or keep."""
    where = f"{address(alert)}?language={composition.language}"
    if alert.tlp != Tlp.CLEAR:
        composition = replace(composition, marks=(f"TLP:{alert.tlp}", *composition.marks))
    pdf = flyer(composition, issuer=settings.VEDETTE_NODE, address=where)
    answer = HttpResponse(pdf, content_type="application/pdf")
    name = f"{alert.number}.{alert.version}-{composition.language}-{composition.audience}.pdf"
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    return answer
