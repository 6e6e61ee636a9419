"""What is sent of a warning: from the words that were fixed when it was published."""

from dataclasses import dataclass, replace
from functools import lru_cache
from html import escape
from textwrap import shorten
from typing import Any

from django.conf import settings

from vedette.response.alerts.composing import SMS_LENGTH
from vedette.response.alerts.formats import address, as_json, identifier
from vedette.response.alerts.models import Alert, AlertEdition, AlertText
from vedette.response.alerts.phrases import say, say_nearest


@dataclass(frozen=True, slots=True)
class Words:
    """One warning in one language for one audience."""

    language: str
    headline: str
    text: str
    html: str
    sms: str
    address: str
    identifier: str
    warning: dict[str, Any]


@lru_cache(maxsize=512)
def words_of(alert_id: int, language: str, audience: str, kind: str = "warning") -> Words:
    """Return the words of a published warning, in English where a language has none.

    A review says before them that the warning is in question, and asks to hold on to it.
    """
    words = _words_of_warning(alert_id, language, audience)
    if kind == "warning":
        return words
    mark, sentence = say(words.language, "mark-review"), say(words.language, "review")
    return replace(
        words,
        headline=f"{mark}: {words.headline}",
        text=f"{mark}\n{sentence}\n\n{words.text}",
        html=words.html.replace("<h1>", f"<p><strong>{escape(sentence)}</strong></p><h1>", 1),
        sms=shorten(f"{mark}: {words.headline}", SMS_LENGTH, placeholder=" …"),
        identifier=f"{words.identifier}.review",
    )


def _words_of_warning(alert_id: int, language: str, audience: str) -> Words:
    alert = Alert.objects.prefetch_related("texts", "substances", "places").get(pk=alert_id)
    for code in (language, "en"):
        row = AlertEdition.objects.filter(alert_id=alert_id, language=code).first()
        by_hand = AlertText.objects.filter(alert_id=alert_id, language=code, by_hand=True).first()
        if by_hand and (audience == "people" or row is None):
            return _by_hand(alert, by_hand, row)
        if row is not None:
            return _from_edition(alert, code, row.body[audience])
    text = AlertText.objects.filter(alert_id=alert_id).order_by("language").first()
    if text is None:
        raise LookupError(f"warning {alert_id} has no text")
    return _by_hand(alert, text, None)


def _from_edition(alert: Alert, language: str, body: dict[str, Any]) -> Words:
    notice = body["notice"]
    lines, shapes = [*notice["marks"], notice["headline"], ""], []
    for part in notice["parts"]:
        lines += [part["label"].upper(), *(f"- {line}" for line in part["lines"]), ""]
        items = "".join(f"<li>{escape(line)}</li>" for line in part["lines"])
        shapes.append(f"<h2>{escape(part['label'])}</h2><ul>{items}</ul>")
    return _words(
        alert, language, notice["headline"], lines, notice["marks"], "".join(shapes),
        body["sms"]["parts"][0]["lines"][0],
    )  # fmt: skip


def _by_hand(alert: Alert, text: AlertText, row: AlertEdition | None) -> Words:
    steps = text.instruction.splitlines()
    lines = [text.headline, "", *text.description.splitlines(), ""]
    lines += [f"- {step}" for step in steps]
    if text.note:
        lines += ["", *text.note.splitlines()]
    described = "".join(f"<p>{escape(line)}</p>" for line in text.description.splitlines())
    shape = described + "<ul>" + "".join(f"<li>{escape(step)}</li>" for step in steps) + "</ul>"
    marks = [say_nearest(text.language, "mark-exercise")] if alert.exercise else []
    short = text.headline
    if alert.exercise:
        short = f"{say_nearest(text.language, 'sms-exercise')} {short}"
    sms = row.body["people"]["sms"]["parts"][0]["lines"][0] if row else short[:SMS_LENGTH]
    return _words(alert, text.language, text.headline, [*marks, *lines], marks, shape, sms)


def _words(
    alert: Alert, language: str, headline: str, lines: list[str], marks: list[str], shape: str,
    sms: str,
) -> Words:  # fmt: skip
    where = f"{address(alert)}?language={language}"
    marked = "".join(f"<p><strong>{escape(mark)}</strong></p>" for mark in marks)
    html = (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        f"<title>{escape(headline)}</title></head><body>{marked}<h1>{escape(headline)}</h1>{shape}"
        f'<p><a href="{escape(where)}">{escape(where)}</a></p>'
    )
    subject = ": ".join([*marks[:1], headline]) if marks else headline
    return Words(
        language=language, headline=subject, text="\n".join([*lines, where]), html=html, sms=sms,
        address=where, identifier=identifier(alert),
        warning=as_json(alert),
    )  # fmt: skip


def leave_address(token: str) -> str:
    """Return where a subscription is ended with one click."""
    return f"{settings.VEDETTE_PUBLIC_URL}/warnings/leave/{token}/"


def answer_address(token: str, delivery_id: int) -> str:
    """Return where a receiver says that a warning was received, and what was done."""
    return f"{settings.VEDETTE_PUBLIC_URL}/warnings/answer/{token}/{delivery_id}/"
