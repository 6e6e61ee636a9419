"""Webhooks: signed, tried again with growing waits, safe to receive twice."""

import hashlib
import hmac
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import orjson
import requests
from django.conf import settings
from django.utils import timezone

from vedette.base.accounts.rules import Refused
from vedette.response.exchange.channels import Parcel, Send, Undelivered
from vedette.response.exchange.rules import check_target

PATIENCE = (5, 10)  # seconds to connect, and for the answer
READ_AT_MOST = 2_000  # bytes of an answer; nobody is to fill the node's memory
GONE = 410


def signature(secret: str, moment: int, body: bytes) -> str:
    """Return what proves who sent a body and when: HMAC-SHA-256 over ``moment.body``."""
    signed = hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256)
    return f"t={moment},v1={signed.hexdigest()}"


def verify(header: str, secret: str, body: bytes, *, now: int, tolerance: int = 300) -> bool:
    """Tell whether a signature is right and not older than the tolerance, in seconds.

    What a receiver does with `signature`; here so that it is said, and tested, in one place.
    """
    parts = dict(part.partition("=")[::2] for part in header.split(","))
    if not parts.get("t", "").isdecimal() or abs(now - int(parts["t"])) > tolerance:
        return False
    return hmac.compare_digest(header, signature(secret, int(parts["t"]), body))


def body_of(parcel: Parcel) -> bytes:
    """Return the JSON of a parcel: the warning, and its words for this receiver."""
    words = parcel.words
    return orjson.dumps(
        {
            "delivery": parcel.key,
            "language": words.language,
            "audience": parcel.subscription.audience,
            "exercise": words.warning["exercise"],
            "headline": words.headline,
            "text": words.text,
            "sms": words.sms,
            "warning": words.warning,
        },
        default=str,
    )


@contextmanager
def opened() -> Iterator[Send]:
    """Give what posts; each thread keeps its own connections."""
    own = threading.local()

    def send(parcel: Parcel) -> None:
        if not hasattr(own, "session"):
            own.session = requests.Session()
        _post(own.session, parcel)

    yield send


def _post(session: requests.Session, parcel: Parcel) -> None:
    subscription, body = parcel.subscription, body_of(parcel)
    moment = int(timezone.now().timestamp())
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Vedette",
        "Vedette-Delivery": parcel.key,
        "Idempotency-Key": parcel.key,
        "Vedette-Signature": signature(subscription.secret, moment, body),
    }
    try:
        check_target(subscription.address, allow_private=settings.VEDETTE_PRIVATE_WEBHOOKS)
        with session.post(
            subscription.address, data=body, headers=headers, timeout=PATIENCE,
            allow_redirects=False, stream=True,
        ) as answer:  # fmt: skip
            answer.raw.read(READ_AT_MOST)
            _judge(answer.status_code)
    except Refused as error:
        raise Undelivered(str(error), for_good=True) from None
    except requests.RequestException as error:
        raise Undelivered(f"{type(error).__name__}: the receiver did not answer") from None
    except OSError as error:
        raise Undelivered(f"the receiver was not found: {error.strerror}") from None


def _judge(status: int) -> None:
    """Take 2xx as delivered; a redirect is refused, since it would carry the warning elsewhere."""
    if 200 <= status < 300:
        return
    if status == GONE:
        raise Undelivered("410: the receiver wants no more", for_good=True, is_gone=True)
    if 300 <= status < 400:
        raise Undelivered(f"{status}: redirects are not followed; enter the new address")
    raise Undelivered(f"{status} was answered")
