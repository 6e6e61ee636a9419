"""Warnings as OASIS CAP 1.2, signed by the node."""

from typing import Any

from django.conf import settings
from lxml import etree

from vedette.base.markings.models import Tlp
from vedette.response.alerts.formats import address, domain, identifier, xml_text
from vedette.response.alerts.models import Alert, AlertText
from vedette.response.alerts.phrases import say

CAP = "urn:oasis:names:tc:emergency:cap:1.2"
MIME = "application/cap+xml"
SCOPES: dict[str, str] = {
    Tlp.CLEAR: "Public", Tlp.GREEN: "Restricted", Tlp.AMBER: "Restricted",
    Tlp.AMBER_STRICT: "Private", Tlp.RED: "Private",
}  # fmt: skip


def moment_of(moment: Any) -> str:
    """Return a moment to the second; CAP wants an offset in figures, never the letter Z."""
    return str(moment.astimezone().replace(microsecond=0).isoformat())


def document(alert: Alert) -> bytes:
    """Return the warning as an OASIS CAP 1.2 document, one ``info`` a language."""
    root = etree.Element(f"{{{CAP}}}alert", nsmap={None: CAP})
    _add(root, "identifier", identifier(alert))
    _add(root, "sender", f"warnings@{domain()}")
    _add(root, "sent", moment_of(alert.published_at or alert.changed_at))
    is_public = alert.status == Alert.Status.PUBLISHED
    status = ("Exercise" if alert.exercise else "Actual") if is_public else "Draft"
    _add(root, "status", status)
    _add(root, "msgType", alert.message)
    _scope(root, alert)
    if alert.exercise:
        _add(root, "note", say("en", "mark-exercise"))
    if references := _references(alert):
        _add(root, "references", references)
    for text in sorted(alert.texts.all(), key=lambda item: item.language):
        _info(root, alert, text)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _scope(root: Any, alert: Alert) -> None:
    """Say who it is for: everybody, the network under its marking, or bodies by name."""
    scope = SCOPES[alert.tlp]
    _add(root, "scope", scope)
    if scope == "Restricted":
        _add(root, "restriction", f"TLP:{alert.tlp}")
    if scope == "Private":
        codes = alert.recipients.order_by("code").values_list("code", flat=True)
        _add(root, "addresses", " ".join(f'"{code}"' if " " in code else code for code in codes))


def _references(alert: Alert) -> str:
    chain = []
    earlier = alert.replaces
    while earlier is not None:
        sent = moment_of(earlier.published_at)
        chain.append(f"warnings@{domain()},{identifier(earlier)},{sent}")
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
    _add(info, "effective", moment_of(alert.published_at or alert.changed_at))
    _add(info, "expires", moment_of(alert.expires_at))
    _add(info, "senderName", settings.VEDETTE_NODE)
    _add(info, "headline", text.headline)
    _add(info, "description", text.description)
    _add(info, "instruction", text.instruction)
    _add(info, "web", address(alert))
    for substance in alert.substances.all():
        if substance.inchikey:
            _parameter(info, "InChIKey", substance.inchikey)
        _parameter(info, "substance", substance.name)
    _parameter(info, "TLP", alert.tlp)
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


def _add(parent: Any, name: str, text: str) -> None:
    etree.SubElement(parent, f"{{{CAP}}}{name}").text = xml_text(text)
