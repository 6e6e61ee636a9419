"""E-mail by SMTP: plain and HTML, one click to leave, DKIM left to the relay."""

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.utils import timezone

from vedette.response.exchange.channels import Parcel, Send, Undelivered
from vedette.response.exchange.messages import answer_address, leave_address
from vedette.response.exchange.models import Subscription

PATIENCE = 20  # seconds for one answer of the relay


def message(parcel: Parcel) -> EmailMessage:
    """Return the e-mail of a parcel; the same parcel has the same Message-ID, for ever."""
    words, token = parcel.words, parcel.subscription.token
    leave = leave_address(token)
    answer = answer_address(token, parcel.delivery_id)
    mail = EmailMessage()
    mail["Subject"] = " ".join(words.headline.split())
    mail["From"] = settings.VEDETTE_MAIL_FROM
    mail["To"] = parcel.subscription.address
    mail["Date"] = format_datetime(timezone.now())
    mail["Message-ID"] = f"<{parcel.key}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["List-Unsubscribe"] = f"<{leave}>"
    mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    extra = f"\n\n{answer}" if parcel.subscription.must_answer else ""
    mail.set_content(f"{words.text}{extra}\n\n-- \n{leave}\n")
    link = f'<p><a href="{answer}">{answer}</a></p>' if parcel.subscription.must_answer else ""
    mail.add_alternative(
        f'{words.html}{link}<hr><p><a href="{leave}">{leave}</a></p></body></html>', subtype="html"
    )
    mail["Content-Language"] = words.language  # setting contents takes such headers away
    return mail


@contextmanager
def opened() -> Iterator[Send]:
    """Open one connection to the relay for as many messages as there are."""
    relay = _connect()

    def send(parcel: Parcel) -> None:
        try:
            relay.send_message(message(parcel))
        except smtplib.SMTPRecipientsRefused as error:
            code, said = next(iter(error.recipients.values()))
            _put_back(relay)
            raise Undelivered(_told(code, said), for_good=500 <= code < 600) from None
        except smtplib.SMTPResponseException as error:
            _put_back(relay)
            why = _told(error.smtp_code, error.smtp_error)
            raise Undelivered(why, for_good=500 <= error.smtp_code < 600) from None
        except (smtplib.SMTPServerDisconnected, OSError) as error:
            raise ConnectionError(f"the mail relay went away: {error}") from None

    try:
        yield send
    finally:
        with suppress(smtplib.SMTPException, OSError):
            relay.quit()


def _connect() -> smtplib.SMTP:
    """Connect as `VEDETTE_SMTP` says: smtp or smtps, user and password if the relay wants them."""
    parts = urlsplit(settings.VEDETTE_SMTP)
    if not parts.hostname:
        raise Undelivered("no mail relay is set; name one in VEDETTE_SMTP")
    kind = smtplib.SMTP_SSL if parts.scheme == "smtps" else smtplib.SMTP
    port = parts.port or (465 if parts.scheme == "smtps" else 25)
    try:
        relay = kind(parts.hostname, port, timeout=PATIENCE)
        if parts.scheme == "smtp+starttls":
            relay.starttls()
        if parts.username:
            relay.login(unquote(parts.username), unquote(parts.password or ""))
    except (smtplib.SMTPException, OSError) as error:
        raise Undelivered(f"the mail relay does not answer: {error}") from None
    return relay


def _put_back(relay: smtplib.SMTP) -> None:
    """Begin the next message on a clean line."""
    with suppress(smtplib.SMTPException):
        relay.rset()


def _told(code: int, said: bytes | str) -> str:
    """Return what a relay said, without the addresses in it."""
    text = said.decode(errors="replace") if isinstance(said, bytes) else said
    return f"{code} " + " ".join("…" if "@" in word else word for word in text.split())


def ask_to_confirm(subscription: Subscription, *, subject: str, text: str, link: str) -> None:
    """Send the mail by which a new subscription is confirmed.

    Raises
    ------
    Undelivered
        If the relay does not take it now; the person can ask again.
    """
    mail = EmailMessage()
    mail["Subject"] = " ".join(subject.split())
    mail["From"] = settings.VEDETTE_MAIL_FROM
    mail["To"] = subscription.address
    mail["Date"] = format_datetime(timezone.now())
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(f"{text}\n\n{link}\n")
    relay = _connect()
    try:
        relay.send_message(mail)
    except (smtplib.SMTPException, OSError):
        raise Undelivered("the mail could not be sent just now; try again later") from None
    finally:
        with suppress(smtplib.SMTPException, OSError):
            relay.quit()
