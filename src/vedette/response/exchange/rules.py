"""Who is told of what, how long a delivery is tried, and which addresses can be told."""

import ipaddress
import re
import socket
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.utils import timezone

from vedette.base.accounts.models import Body
from vedette.base.accounts.rules import Refused
from vedette.response.alerts.models import Alert
from vedette.response.exchange.models import Subscription

# Waits between attempts: a receiver that is away for two days still gets its warning.
MORNING = 8  # the hour at which digests go out, by the clock of the node
BACK_OFF = tuple(
    timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 1_440, 1_440)
)
_MAIL = re.compile(r"[^@\s<>\"',;:()]{1,64}@[^@\s<>\"',;:()]+\.[^@\s<>\"',;:().]{2,}")
_NUMBER = re.compile(r"\+[1-9]\d{6,14}")
_SEVERITIES = ("Minor", "Moderate", "Severe", "Extreme")


def check_address(channel: str, address: str) -> str:
    """Return an address as it is kept, or refuse one that cannot be told anything."""
    address = address.strip()
    match channel:
        case Subscription.Channel.MAIL:
            local, _at, domain = address.rpartition("@")
            address = f"{local}@{domain.casefold()}"
            if not _MAIL.fullmatch(address) or len(address) > 254:
                raise Refused("this is no e-mail address")
        case Subscription.Channel.SMS:
            address = re.sub(r"[\s()/-]", "", address)
            if not _NUMBER.fullmatch(address):
                raise Refused("write the number with its country, as +353 …")
        case Subscription.Channel.WEBHOOK:
            parts = urlsplit(address)
            if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
                raise Refused("a webhook is an http or https address without a password in it")
        case _:
            raise Refused(f"no channel is called {channel!r}")
    return address


def check_drills(drills: str, *, body: Body | None, by_desk: bool) -> None:
    """Refuse a wish for exercises that nobody could tell from a slip."""
    if drills not in Subscription.Drills.values:
        raise Refused(f"{drills!r} is none of: nothing, only, also")
    if drills == Subscription.Drills.ALSO and body is None:
        raise Refused("only a body that practises with us is told of drills beside real warnings")
    if drills and not by_desk:
        raise Refused("the desk enters who is told of drills")


def check_target(address: str, *, allow_private: bool) -> None:
    """Refuse a webhook that points back into the node's own network.

    Checked when it is sent, not only when it is entered: names change what they point to.
    """
    if allow_private:
        return
    parts = urlsplit(address)
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    for *_rest, where in socket.getaddrinfo(host, port, proto=socket.IPPROTO_TCP):
        found = ipaddress.ip_address(where[0])
        if not found.is_global:
            raise Refused("this webhook points into a private network")


def next_attempt(made: int, *, at: datetime) -> datetime | None:
    """Return when to try again after so many attempts, or None to give up."""
    return at + BACK_OFF[made - 1] if made <= len(BACK_OFF) else None


def wants(
    subscription: Subscription, alert: Alert, *, families: set[str], places: set[str]
) -> bool:
    """Tell whether a subscription asked for a warning.

    Parameters
    ----------
    families : set of str
        Keys of the families of its substances, with all that they lie in.
    places : set of str
        Country codes it speaks of; empty: it speaks of no place, and everybody is told.
    """
    if subscription.families and families.isdisjoint(subscription.families):
        return False
    if subscription.places and places and places.isdisjoint(subscription.places):
        return False
    least = subscription.least_severity
    if least in _SEVERITIES and alert.severity in _SEVERITIES:
        return _SEVERITIES.index(alert.severity) >= _SEVERITIES.index(least)
    return True


def send_at(digest: str, *, at: datetime, severity: str) -> datetime:
    """Return when a warning goes to a receiver: digests wait for the morning, but not in danger.

    What is extreme goes at once to everybody, whatever digest they chose.
    """
    if digest == Subscription.Digest.AT_ONCE or severity == Alert.Severity.EXTREME:
        return at
    morning = timezone.localtime(at).replace(hour=MORNING, minute=0, second=0, microsecond=0)
    days = 1 if morning <= at else 0
    if digest == Subscription.Digest.WEEKLY:
        days += (7 - (morning + timedelta(days=days)).weekday()) % 7  # on a Monday
    return morning + timedelta(days=days)
