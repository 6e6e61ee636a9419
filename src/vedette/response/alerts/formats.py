"""What names a published warning, where it stands, and its plain values."""

import re
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from vedette.base.markings.models import Tlp
from vedette.response.alerts.models import Alert

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """Return a text without the signs that XML cannot carry, as some programs paste along."""
    return _NOT_IN_XML.sub("", text)


def identifier(alert: Alert) -> str:
    """Return what names this version everywhere."""
    return f"{domain()}.{alert.number}.{alert.version}"


def address(alert: Alert) -> str:
    """Return where the warning is read: its public page, or a page for the network."""
    if alert.tlp != Tlp.CLEAR:
        return f"{settings.VEDETTE_PUBLIC_URL}/alerts/{alert.pk}/"
    return f"{settings.VEDETTE_PUBLIC_URL}/warnings/{alert.number}/"


def domain() -> str:
    """Return the host name under which the node is known."""
    return urlsplit(settings.VEDETTE_PUBLIC_URL).hostname or "vedette"


def as_json(alert: Alert) -> dict[str, Any]:
    """Return the warning as plain values."""
    return {
        "identifier": identifier(alert),
        "number": alert.number,
        "version": alert.version,
        "message": alert.message,
        "exercise": alert.exercise,
        "tlp": alert.tlp,
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
