"""A published warning as CAP 1.2, Atom and JSON."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from lxml import etree

from vedette.response.alerts.models import Alert, AlertText

CAP = "urn:oasis:names:tc:emergency:cap:1.2"
ATOM = "http://www.w3.org/2005/Atom"


def identifier(alert: Alert) -> str:
    """Return what names this version everywhere."""
    return f"{_domain()}.{alert.number}.{alert.version}"


def address(alert: Alert) -> str:
    """Return where the public page of the warning is."""
    return f"{settings.VEDETTE_PUBLIC_URL}/warnings/{alert.number}/"


def _domain() -> str:
    return urlsplit(settings.VEDETTE_PUBLIC_URL).hostname or "vedette"


def _moment(moment: Any) -> str:
    """CAP wants an offset in figures, never the letter Z."""
    return str(moment.astimezone().replace(microsecond=0).isoformat())


def cap(alert: Alert) -> bytes:
    """Return the warning as an OASIS CAP 1.2 document, one ``info`` a language."""
    root = etree.Element(f"{{{CAP}}}alert", nsmap={None: CAP})
    _add(root, "identifier", identifier(alert))
    _add(root, "sender", f"warnings@{_domain()}")
    _add(root, "sent", _moment(alert.published_at or alert.changed_at))
    is_public = alert.status == Alert.Status.PUBLISHED
    status = ("Exercise" if alert.exercise else "Actual") if is_public else "Draft"
    _add(root, "status", status)
    _add(root, "msgType", alert.message)
    _add(root, "scope", "Public")
    if alert.exercise:
        _add(root, "note", "Exercise: this warning rests on simulated data.")
    if references := _references(alert):
        _add(root, "references", references)
    for text in sorted(alert.texts.all(), key=lambda item: item.language):
        _info(root, alert, text)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _references(alert: Alert) -> str:
    chain = []
    earlier = alert.replaces
    while earlier is not None:
        sent = _moment(earlier.published_at)
        chain.append(f"warnings@{_domain()},{identifier(earlier)},{sent}")
        earlier = earlier.replaces
    return " ".join(reversed(chain))


def _info(root: Any, alert: Alert, text: AlertText) -> None:
    info = etree.SubElement(root, f"{{{CAP}}}info")
    _add(info, "language", text.language)
    _add(info, "category", "Health")
    _add(info, "event", text.headline)
    if alert.message != Alert.Message.CANCEL:
        _add(info, "responseType", "Avoid")
    _add(info, "urgency", alert.urgency)
    _add(info, "severity", alert.severity)
    _add(info, "certainty", alert.certainty)
    _add(info, "effective", _moment(alert.published_at or alert.changed_at))
    _add(info, "expires", _moment(alert.expires_at))
    _add(info, "senderName", settings.VEDETTE_NODE)
    _add(info, "headline", text.headline)
    _add(info, "description", text.description)
    _add(info, "instruction", text.instruction)
    _add(info, "web", address(alert))
    for substance in alert.substances.all():
        if substance.inchikey:
            _parameter(info, "InChIKey", substance.inchikey)
        _parameter(info, "substance", substance.name)
    _parameter(info, "TLP", "CLEAR")
    area = etree.SubElement(info, f"{{{CAP}}}area")
    places = list(alert.places.all())
    _add(area, "areaDesc", ", ".join(place.name for place in places) or settings.VEDETTE_NODE)
    for place in places:
        code = etree.SubElement(area, f"{{{CAP}}}geocode")
        _add(code, "valueName", place.scheme.upper())
        _add(code, "value", place.code)


def _parameter(info: Any, name: str, value: str) -> None:
    parameter = etree.SubElement(info, f"{{{CAP}}}parameter")
    _add(parameter, "valueName", name)
    _add(parameter, "value", value)


def _add(parent: Any, name: str, text: str, space: str = CAP) -> Any:
    child = etree.SubElement(parent, f"{{{space}}}{name}")
    child.text = text
    return child


def as_json(alert: Alert) -> dict[str, Any]:
    """Return the warning as plain values."""
    return {
        "identifier": identifier(alert),
        "number": alert.number,
        "version": alert.version,
        "message": alert.message,
        "exercise": alert.exercise,
        "published_at": alert.published_at,
        "expires_at": alert.expires_at,
        "urgency": alert.urgency,
        "severity": alert.severity,
        "certainty": alert.certainty,
        "sold_as": alert.sold_as,
        "substances": [
            {"name": substance.name, "inchikey": substance.inchikey}
            for substance in alert.substances.all()
        ],
        "places": [
            {"scheme": place.scheme, "code": place.code, "name": place.name}
            for place in alert.places.all()
        ],
        "texts": {
            text.language: {**text.words(), "instruction": text.instruction.splitlines()}
            for text in alert.texts.all()
        },
        "web": address(alert),
    }


def atom(alerts: Iterable[Alert], *, language: str = "en") -> bytes:
    """Return the newest warnings as an Atom feed in one language."""
    alerts = list(alerts)
    feed = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    base = f"{settings.VEDETTE_PUBLIC_URL}/warnings/"
    _add(feed, "id", base, ATOM)
    _add(feed, "title", f"{settings.VEDETTE_NODE}: warnings", ATOM)
    newest = max((alert.published_at for alert in alerts if alert.published_at), default=None)
    _add(feed, "updated", _moment(newest) if newest else "1970-01-01T00:00:00+00:00", ATOM)
    author = etree.SubElement(feed, f"{{{ATOM}}}author")
    _add(author, "name", settings.VEDETTE_NODE, ATOM)
    etree.SubElement(feed, f"{{{ATOM}}}link", rel="self", href=f"{base}atom.xml")
    for alert in alerts:
        _entry(feed, alert, language)
    return etree.tostring(feed, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _entry(feed: Any, alert: Alert, language: str) -> None:
    texts = {text.language: text for text in alert.texts.all()}
    text = texts.get(language) or texts.get("en") or next(iter(texts.values()))
    entry = etree.SubElement(feed, f"{{{ATOM}}}entry")
    _add(entry, "id", address(alert), ATOM)
    # A feed reader shows the title alone: an exercise and an end must stand in it.
    marks = ["Exercise"] * alert.exercise + ["Cancelled"] * (alert.message == Alert.Message.CANCEL)
    _add(entry, "title", ": ".join([*marks, text.headline]), ATOM)
    _add(entry, "updated", _moment(alert.published_at), ATOM)
    etree.SubElement(entry, f"{{{ATOM}}}link", href=address(alert))
    cap_link = address(alert).rstrip("/") + ".cap.xml"
    etree.SubElement(
        entry, f"{{{ATOM}}}link", rel="alternate", type="application/cap+xml", href=cap_link
    )
    _add(entry, "summary", text.description, ATOM)
