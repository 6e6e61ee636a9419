"""E-mail by SMTP: plain and HTML, one click to leave, DKIM left to the relay."""

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from functools import lru_cache
from html import escape
from textwrap import wrap
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.utils import timezone

from vedette.response.exchange.channels import Parcel, Send, Undelivered
from vedette.response.exchange.messages import answer_address, feedback_address, leave_address
from vedette.response.exchange.models import Subscription

PATIENCE = 20  # seconds for one answer of the relay
LONGEST_LINE = 180  # characters


# What differs between the mails of one warning; written into its form as bytes.
_TO, _KEY, _LEAVE, _ANSWER, _FEEDBACK = (f"vedette{mark}mark" for mark in "abcde")
_DATE = "Thu, 01 Jan 1970 00:00:00 +0000"  # a header of this kind keeps nothing but a date


def mail_of(parcel: Parcel) -> bytes:
    """Return the e-mail of a parcel; the same parcel has the same Message-ID, for ever.

    The mails of one warning in one language differ in a few words, so that they are
    written once with marks, which are then replaced: ten times quicker than one by one.
    """
    subscription, words = parcel.subscription, parcel.words
    answer = ""
    if subscription.must_answer and words.is_answered:
        answer = answer_address(subscription.token, parcel.delivery_id)
    whole = _form(
        words.language, words.headline, words.text, words.html, words.feedback, bool(answer)
    )
    for mark, said in (
        (_TO, subscription.address), (_KEY, parcel.key), (_ANSWER, answer),
        (_FEEDBACK, feedback_address(subscription.token, parcel.delivery_id)),
        (_LEAVE, leave_address(subscription.token)), (_DATE, format_datetime(timezone.now())),
    ):  # fmt: skip
        whole = whole.replace(mark.encode(), said.encode())
    return whole


@lru_cache(maxsize=512)
def _form(
    language: str, headline: str, text: str, html: str, feedback: str, must_answer: bool
) -> bytes:
    """Return a mail in UTF-8 with marks in place of what differs from receiver to receiver."""
    mail = EmailMessage(policy=SMTP.clone(cte_type="8bit"))
    mail["Subject"] = " ".join(headline.split())
    mail["From"] = settings.VEDETTE_MAIL_FROM
    mail["To"] = _TO
    mail["Date"] = _DATE
    mail["Message-ID"] = f"<{_KEY}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["List-Unsubscribe"] = f"<{_LEAVE}>"
    mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    extra = f"\n\n{_ANSWER}" if must_answer else ""
    extra += f"\n\n{feedback}\n{_FEEDBACK}" if feedback else ""
    mail.set_content(f"{_folded(text)}{extra}\n\n-- \n{_LEAVE}\n", cte="8bit")
    link = f'<p><a href="{_ANSWER}">{_ANSWER}</a></p>' if must_answer else ""
    if feedback:
        link += f'<p>{escape(feedback)} <a href="{_FEEDBACK}">{_FEEDBACK}</a></p>'
    shape = _folded(html.replace("><", ">\n<"))
    mail.add_alternative(
        f'{shape}{link}<hr>\n<p><a href="{_LEAVE}">{_LEAVE}</a></p></body></html>\n',
        subtype="html", cte="8bit",
    )  # fmt: skip
    mail["Content-Language"] = language  # setting contents takes such headers away
    return mail.as_bytes()


def _folded(text: str) -> str:
    """Break lines that SMTP would not take: it allows 998 bytes, and a letter may be four."""
    return "\n".join(
        part
        for line in text.split("\n")
        for part in (wrap(line, LONGEST_LINE) if len(line) > LONGEST_LINE else [line])
    )


@contextmanager
def opened() -> Iterator[Send]:
    """Open one connection to the relay for as many messages as there are."""
    relay, sender = _connect(), parseaddr(settings.VEDETTE_MAIL_FROM)[1]
    relay.ehlo_or_helo_if_needed()

    def send(parcel: Parcel) -> None:
        try:
            whole, how = mail_of(parcel), ["BODY=8BITMIME"]
            if not relay.has_extn("8bitmime"):  # older than 1994, yet they exist
                whole, how = _in_seven_bits(whole), []
            relay.sendmail(sender, [parcel.subscription.address], whole, mail_options=how)
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


def _in_seven_bits(whole: bytes) -> bytes:
    """Write a mail anew for a relay that takes nothing but ASCII."""
    mail = message_from_bytes(whole, policy=SMTP)
    for part in mail.walk():
        if part.get_content_maintype() == "text":
            part.set_content(part.get_content(), subtype=part.get_content_subtype())
    return mail.as_bytes(policy=SMTP.clone(cte_type="7bit"))


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
