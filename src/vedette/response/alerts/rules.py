"""How an alert moves, and who may move it. Nothing here writes."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from vedette.base.accounts.models import User
from vedette.base.accounts.rules import Refused
from vedette.response.alerts.models import Alert

Status = Alert.Status
NEXT: dict[str, frozenset[str]] = {
    Status.DRAFT: frozenset({Status.APPROVED}),
    Status.APPROVED: frozenset({Status.PUBLISHED, Status.DRAFT}),
    Status.PUBLISHED: frozenset(),
}
# Words that advertise, praise or dose. They are matched as whole words, folded.
FORBIDDEN = {
    "en": (
        "strongest",
        "purest",
        "pure",
        "high-quality",
        "high quality",
        "best",
        "price",
        "vendor",
    ),
    "nl": ("sterkste", "zuiverste", "zuiver", "topkwaliteit", "beste", "prijs", "verkoper"),
    "da": ("stærkeste", "reneste", "høj kvalitet", "bedste", "pris", "sælger"),
}
SCALES: dict[str, Any] = {
    "urgency": Alert.Urgency, "severity": Alert.Severity, "certainty": Alert.Certainty,
}  # fmt: skip
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_LINK = re.compile(r"https?://|www\.|\.onion\b", re.IGNORECASE)


class AlreadyMoved(Refused):
    """Somebody else changed the alert since it was read."""


def check_step(alert: Alert, to: str) -> None:
    """Refuse a step that the life of an alert does not have."""
    if to not in NEXT[alert.status]:
        raise Refused(f"an alert that is {alert.status} cannot become {to}")


def check_approver(alert: Alert, person: User) -> None:
    """Refuse a signature by whoever drafted the alert or wrote its text as it stands."""
    if person.pk in (alert.drafted_by_id, alert.changed_by_id):
        raise Refused("the author of an alert cannot sign it")


def check_scales(fields: Mapping[str, Any]) -> None:
    """Refuse a value that CAP's scales do not have: no receiver could read it."""
    for name, scale in SCALES.items():
        if fields.get(name, scale.UNKNOWN) not in scale.values:
            raise Refused(f"{fields[name]!r} is no {name}; they are {', '.join(scale.values)}")


def check_language(code: str) -> None:
    """Refuse what is no language tag: it goes into CAP, addresses and headers as it stands."""
    if not _LANGUAGE.fullmatch(code):
        raise Refused(f"{code!r} is no language; write it as en, nl or pt-BR")


def check_expiry(expires_at: datetime, at: datetime) -> None:
    """Refuse a warning that never ends, or has ended before it begins."""
    if expires_at <= at:
        raise Refused("the day on which the warning ends lies in the past")


def check_words(language: str, text: dict[str, str]) -> None:
    """Refuse words that advertise, and links; say which."""
    whole = " ".join(text.values())
    if not text["headline"].strip() or not text["instruction"].strip():
        raise Refused(f"{language}: a warning needs a headline and what to do")
    check_phrase(whole, language)


def check_phrase(text: str, language: str) -> None:
    """Refuse a text that advertises, praises or links, whichever field it stands in."""
    folded = text.casefold()
    for word in FORBIDDEN.get(language, ()):
        if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", folded):
            raise Refused(f"{language}: {word!r} praises or advertises; leave it out")
    if _LINK.search(text):
        raise Refused(f"{language}: a warning carries no link in its text")


def check_complete(alert: Alert) -> None:
    """Refuse to sign what says nothing, or nothing of where."""
    texts = list(alert.texts.all())
    if not texts:
        raise Refused("the warning has no text yet")
    for text in texts:
        check_words(text.language, text.words())
