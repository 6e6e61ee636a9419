"""Warnings as feeds that anybody follows without an account: Atom and JSON Feed 1.1."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from lxml import etree

from vedette.response.alerts.formats import address, identifier, xml_text
from vedette.response.alerts.models import Alert, AlertText
from vedette.response.alerts.phrases import LANGUAGES, say
from vedette.response.exchange.cap import MIME, moment_of

ATOM = "http://www.w3.org/2005/Atom"
NOTHING_YET = datetime(1970, 1, 1, tzinfo=UTC)  # a feed says when it changed, even an empty one


def _base() -> str:
    return f"{settings.VEDETTE_PUBLIC_URL}/warnings/"


def _moment(moment: datetime | None) -> str:
    return moment_of(moment or NOTHING_YET)


def _text(alert: Alert, language: str) -> AlertText:
    """Return the text in a language, in English where there is none, else any."""
    texts = {text.language: text for text in alert.texts.all()}
    return texts.get(language) or texts.get("en") or next(iter(texts.values()))


def _title(alert: Alert, text: AlertText) -> str:
    """Return the title; a feed reader shows it alone: an exercise and an end must stand in it."""
    language = text.language if text.language in LANGUAGES else "en"
    marks = [say(language, "mark-exercise")] * alert.exercise
    marks += [say(language, "mark-cancelled")] * (alert.message == Alert.Message.CANCEL)
    return " · ".join([*marks, text.headline])


def _cap_address(alert: Alert) -> str:
    return address(alert).rstrip("/") + ".cap.xml"


def atom(alerts: Iterable[Alert], *, language: str = "en") -> bytes:
    """Return warnings as an Atom feed in one language."""
    alerts = list(alerts)
    feed = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    feed.set("{http://www.w3.org/XML/1998/namespace}lang", language)
    own = f"{_base()}atom.xml?language={language}"
    _add(feed, "id", own)
    _add(feed, "title", f"{settings.VEDETTE_NODE}: warnings")
    _add(
        feed,
        "updated",
        _moment(max((a.published_at for a in alerts if a.published_at), default=None)),
    )
    author = etree.SubElement(feed, f"{{{ATOM}}}author")
    _add(author, "name", settings.VEDETTE_NODE)
    _link(feed, rel="self", href=own, type="application/atom+xml")
    _link(feed, rel="alternate", href=f"{_base()}?language={language}", type="text/html")
    for alert in alerts:
        _entry(feed, alert, language)
    return etree.tostring(feed, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _entry(feed: Any, alert: Alert, language: str) -> None:
    text = _text(alert, language)
    entry = etree.SubElement(feed, f"{{{ATOM}}}entry")
    entry.set("{http://www.w3.org/XML/1998/namespace}lang", text.language)
    _add(entry, "id", address(alert))
    _add(entry, "title", _title(alert, text))
    _add(entry, "updated", _moment(alert.published_at))
    _link(entry, href=address(alert))
    _link(entry, rel="alternate", type=MIME, href=_cap_address(alert))
    _add(entry, "summary", text.description)


def _add(parent: Any, name: str, text: str) -> None:
    etree.SubElement(parent, f"{{{ATOM}}}{name}").text = xml_text(text)


def _link(parent: Any, **given: str) -> None:
    etree.SubElement(parent, f"{{{ATOM}}}link", given)


def json_feed(alerts: Iterable[Alert], *, language: str = "en") -> dict[str, Any]:
    """Return warnings as a JSON Feed 1.1 in one language."""
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"{settings.VEDETTE_NODE}: warnings",
        "home_page_url": f"{_base()}?language={language}",
        "feed_url": f"{_base()}feed.json?language={language}",
        "language": language,
        "authors": [{"name": settings.VEDETTE_NODE}],
        "items": [_item(alert, language) for alert in alerts],
    }


def _item(alert: Alert, language: str) -> dict[str, Any]:
    text = _text(alert, language)
    return {
        "id": identifier(alert),
        "url": f"{address(alert)}?language={text.language}",
        "title": _title(alert, text),
        "content_text": f"{text.description}\n\n{text.instruction}",
        "language": text.language,
        "date_published": _moment(alert.published_at),
        "tags": [substance.name for substance in alert.substances.all()],
        "attachments": [{"url": _cap_address(alert), "mime_type": MIME}],
    }
