"""What is sent of a warning: from the words that were fixed when it was published."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from html import escape
from textwrap import shorten
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext, override

from vedette.base.markings.models import Tlp
from vedette.base.markings.rules import is_kept_from_warnings
from vedette.judgement.deadlines.models import Reminder
from vedette.judgement.deadlines.queries import rule_of
from vedette.response.alerts import evidence
from vedette.response.alerts.composing import SMS_LENGTH
from vedette.response.alerts.formats import address, as_json, identifier
from vedette.response.alerts.models import Alert, AlertEdition, AlertText, Release
from vedette.response.alerts.phrases import say, say_nearest
from vedette.response.exchange.models import Delivery


@dataclass(frozen=True, slots=True)
class Words:
    """One warning in one language for one audience.

    ``feedback`` is the sentence before the address at which a receiver says how it was; what
    asks for none leaves it empty. ``is_answered`` tells whether its receiver may have to answer.
    """

    language: str
    headline: str
    text: str
    html: str
    sms: str
    address: str
    identifier: str
    warning: dict[str, Any]
    feedback: str = ""
    is_answered: bool = True


@lru_cache(maxsize=512)
def words_of(
    alert_id: int, language: str, audience: str, kind: str = "warning", number: int = 0
) -> Words:
    """Return the words of a published warning, in English where a language has none.

    A review says before them that the warning is in question, and asks to hold on to it; a
    reminder says that the receiver must answer. What tells of a release says nothing of the
    warning itself, which is still a draft.

    Parameters
    ----------
    number : int
        Which reminder it is, or the number of the release.
    """
    if kind == Delivery.Kind.RELEASE:
        return _words_of_release(number, language)
    words = _words_of_warning(alert_id, language, audience)
    if kind == Delivery.Kind.WARNING:
        return words
    if kind == Delivery.Kind.REMINDER:
        return _reminder(words, number)
    mark, sentence = say(words.language, "mark-review"), say(words.language, "review")
    return replace(
        words,
        headline=f"{mark}: {words.headline}",
        text=f"{mark}\n{sentence}\n\n{words.text}",
        html=words.html.replace("<h1>", f"<p><strong>{escape(sentence)}</strong></p><h1>", 1),
        sms=shorten(f"{mark}: {words.headline}", SMS_LENGTH, placeholder=" …"),
        identifier=f"{words.identifier}.review",
    )


def _reminder(words: Words, number: int) -> Words:
    """Return the words of a warning that was not answered."""
    with override(words.language):
        mark = gettext("Reminder: please answer")
        sentence = gettext(
            "You were sent this warning and have agreed to answer. Please say that you have it,"
            " and what you have done."
        )
    return replace(
        words,
        headline=f"{mark}: {words.headline}",
        text=f"{mark}\n{sentence}\n\n{words.text}",
        html=words.html.replace("<h1>", f"<p><strong>{escape(sentence)}</strong></p><h1>", 1),
        sms=shorten(f"{mark}: {words.sms}", SMS_LENGTH, placeholder=" …"),
        identifier=f"{words.identifier}.reminder{number}",
    )


def _words_of_release(number: int, language: str) -> Words:
    """Return what a provider is told: why, for what, until when; nothing of the warning."""
    release = Release.objects.select_related("alert__assessment").get(pk=number)
    alert, rows = release.alert, evidence.released_rows(release)
    where = f"{settings.VEDETTE_PUBLIC_URL}/releases/"
    with override(language):
        headline = gettext("Your restriction was lifted for one warning, to save lives")
        lines = [
            gettext("Two people here have decided that a warning may rest on what you provided."),
            f"{gettext('Warning')}: {alert.number}",
            f"{gettext('Why')}: {release.reason}",
            f"{gettext('Until')}: {date_format(localtime(release.until), 'DATETIME_FORMAT')}",
            f"{gettext('Sources')}: {', '.join(sorted({row.source.title for row in rows}))}",
            f"{gettext('Rows')}: {rows.count()}",
            gettext("Your marking stays as it is for everything else. Tell us if you object."),
        ]
    mark = say_nearest(language, "mark-exercise") if alert.exercise else ""
    subject = f"{mark}: {headline}" if mark else headline
    shapes = "".join(f"<p>{escape(line)}</p>" for line in [*filter(None, [mark]), *lines])
    short = " ".join(filter(None, [mark and say_nearest(language, "sms-exercise"), headline]))
    return Words(
        language=language, headline=subject, address=where,
        text="\n".join([*filter(None, [mark]), headline, "", *lines, where]),
        html=(
            f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
            f"<title>{escape(subject)}</title></head><body><h1>{escape(headline)}</h1>{shapes}"
            f'<p><a href="{escape(where)}">{escape(where)}</a></p>'
        ),
        sms=shorten(f"{short} ({alert.number})", SMS_LENGTH, placeholder=" …"),
        identifier=f"{identifier(alert)}.release{release.pk}",
        warning={"number": alert.number, "exercise": alert.exercise, "release": release.pk},
        is_answered=False,
    )  # fmt: skip


@lru_cache(maxsize=512)
def words_of_deadline(reminder_id: int, language: str) -> Words:
    """Return what a body is told of a duty that falls due.

    What it is about stands in the message only if its marking lets it out of the house.
    """
    reminder = Reminder.objects.select_related("deadline__marking").get(pk=reminder_id)
    row = reminder.deadline
    rule = rule_of(row)
    title = str(rule.title.get(language[:2]) or rule.title["en"]) if rule else row.rule
    where = f"{settings.VEDETTE_PUBLIC_URL}/deadlines/{row.pk}/"
    with override(language):
        is_missed = reminder.stage == Reminder.Stage.MISSED
        opening = gettext("Not done in time") if is_missed else gettext("Due soon")
        until = date_format(localtime(reminder.due_at), "DATETIME_FORMAT")
        before = gettext("To be done before")  # what collects messages reads no f-strings
        if reminder.stage == Reminder.Stage.BEGUN:
            opening, before = gettext("To be done without delay"), gettext("Known since")
        lines = [f"{before}: {until}"]
        if not is_kept_from_warnings(row.marking):
            lines.insert(0, row.about)
    return notice(
        f"{opening}: {title}", lines, language=language, where=where, until=until,
        identifier=f"deadline-{row.pk}.{reminder.stage}",
        said={"deadline": row.pk, "exercise": row.exercise, "due_at": reminder.due_at},
    )  # fmt: skip


def notice(
    headline: str, lines: Sequence[str], *, language: str, where: str, until: str,
    identifier: str, said: dict[str, Any],
) -> Words:  # fmt: skip
    """Return what a body is told of something it has to do, in plain lines.

    Parameters
    ----------
    where : str
        Address of the page on which it is done.
    until : str
        By when, in words; a text message holds it beside the headline, and the address if it fits.
    said : dict
        What a machine reads; where its ``exercise`` is true, the mark of exercises comes first.
    """
    mark = say_nearest(language, "mark-exercise") if said["exercise"] else ""
    headline = ": ".join(filter(None, [mark, headline]))
    shapes = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return Words(
        language=language, headline=headline, text="\n".join([headline, "", *lines, where]),
        html=(
            f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
            f"<title>{escape(headline)}</title></head><body><h1>{escape(headline)}</h1>{shapes}"
            f'<p><a href="{escape(where)}">{escape(where)}</a></p>'
        ),
        sms=shorten(f"{headline} ({until}) {where}", SMS_LENGTH, placeholder=" …"), address=where,
        identifier=identifier, warning=said, is_answered=False,
    )  # fmt: skip


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
    if alert.tlp != Tlp.CLEAR:  # whoever passes it on must see that they may not
        colour = f"TLP:{alert.tlp}"
        marks, lines = [colour, *marks], [colour, *lines]
        sms = shorten(f"{colour} {sms}", SMS_LENGTH, placeholder=" …")
    marked = "".join(f"<p><strong>{escape(mark)}</strong></p>" for mark in marks)
    html = (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        f"<title>{escape(headline)}</title></head><body>{marked}<h1>{escape(headline)}</h1>{shape}"
        f'<p><a href="{escape(where)}">{escape(where)}</a></p>'
    )
    subject = ": ".join([*marks[:1], headline]) if marks else headline
    with override(language):
        feedback = gettext("Was this of use? Tell us, without giving your name:")
    return Words(
        language=language, headline=subject, text="\n".join([*lines, where]), html=html, sms=sms,
        address=where, identifier=identifier(alert),
        warning=as_json(alert), feedback=feedback,
    )  # fmt: skip


def leave_address(token: str) -> str:
    """Return where a subscription is ended with one click."""
    return f"{settings.VEDETTE_PUBLIC_URL}/warnings/leave/{token}/"


def feedback_address(token: str, delivery_id: int) -> str:
    """Return where a receiver says whether a warning was of use."""
    return f"{settings.VEDETTE_PUBLIC_URL}/warnings/feedback/{token}/{delivery_id}/"


def answer_address(token: str, delivery_id: int) -> str:
    """Return where a receiver says that a warning was received, and what was done."""
    return f"{settings.VEDETTE_PUBLIC_URL}/warnings/answer/{token}/{delivery_id}/"
