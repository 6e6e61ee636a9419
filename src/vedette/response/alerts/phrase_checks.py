"""Check the phrase bank: every language says everything, with the same places, and fit for it."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from babel import Locale

from vedette.response.alerts.composing import (
    ACTIONS,
    BASES,
    FORMS,
    REASONS,
    SMS_LENGTH,
    UNKNOWNS,
    Audience,
    Content,
    Length,
    compose,
)
from vedette.response.alerts.phrases import (
    LANGUAGES,
    REFERENCE,
    branches,
    messages,
    say,
    unreadable,
)
from vedette.response.alerts.wording import faults_of

PLURAL = "reports"  # the one phrase whose form depends on a number
# Names as long as they come: a text message must hold one of each.
LONG = Content(
    contains=("N-pyrrolidino protonitazene",), sold_as=("oxycodone",), places=("NL",),
    acts_as="opioid", valid_until=date(2026, 12, 5), issuer="National focal point",
    number="2026-001", exercise=True,
)  # fmt: skip
# The letters a language is written in: a name in another script is no fault, a sentence is.
_SCRIPTS = {"bg": r"[Ѐ-ӿ]", "el": r"[Ͱ-Ͽἀ-῿]"}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a language of the bank."""

    language: str
    key: str
    why: str

    def __str__(self) -> str:
        return f"{self.language}: {self.key}: {self.why}"


def check_bank(languages: tuple[str, ...] = LANGUAGES) -> list[Fault]:
    """Return everything that is wrong with the phrase bank; empty if it is fit to warn from."""
    return [fault for language in languages for fault in _check(language)]


def _check(language: str) -> list[Fault]:
    there, wanted = messages(language), messages(REFERENCE)
    faults = [Fault(language, line, "cannot be read") for line in unreadable(language)]
    faults += [Fault(language, key, "is missing") for key in sorted(wanted.keys() - there.keys())]
    faults += [Fault(language, key, "is unknown") for key in sorted(there.keys() - wanted.keys())]
    for key in sorted(there.keys() & wanted.keys()):
        if there[key] != wanted[key]:
            lost, extra = wanted[key] - there[key], there[key] - wanted[key]
            faults.append(Fault(language, key, f"places differ: {sorted(lost)} {sorted(extra)}"))
    faults += [Fault(language, PLURAL, f"lacks the plural {one}") for one in _plurals(language)]
    if not faults:
        faults = [*_words(language), *_lengths(language)]
    return faults


def _plurals(language: str) -> list[str]:
    """Return the plural forms of whole numbers that the language has and the bank lacks."""
    rule = Locale.parse(language).plural_form
    used = {rule(number) for number in range(1_001)}
    return sorted(used - branches(language, PLURAL))


def _words(language: str) -> list[Fault]:
    faults = []
    for key in messages(language):
        text = _with_names(language, key)
        faults += [Fault(language, key, str(one)) for one in faults_of(text, language)]
        if language != REFERENCE and _is_untranslated(language, key):
            faults.append(Fault(language, key, "is the English text"))
        if language in _SCRIPTS and not re.search(_SCRIPTS[language], text):
            faults.append(Fault(language, key, "is not in the script of the language"))
    return faults


def _with_names(language: str, key: str) -> str:
    return say(language, key, substance="X", sold="Y", place="Z", date="1", count=5, issuer="W",
               number="2026-1", form="F")  # fmt: skip


def _is_untranslated(language: str, key: str) -> bool:
    words = re.findall(r"\w{2,}", _with_names("en", key))
    return len(words) > 3 and _with_names(language, key) == _with_names("en", key)


def _lengths(language: str) -> list[Fault]:
    faults = []
    for audience in Audience:
        for action in ACTIONS:
            for message in ("Alert", "Cancel"):
                text = _sms(language, audience, action, message)
                if len(text) > SMS_LENGTH:
                    why = f"text message to {audience} of {len(text)} characters: {text}"
                    faults.append(Fault(language, "sms", why))
    return list(dict.fromkeys(faults))


def _sms(language: str, audience: Audience, action: str, message: str) -> str:
    content = replace(LONG, acts_as=action, message=message)
    return compose(content, language=language, audience=audience, length=Length.SMS).text


@cache
def fullest() -> tuple[Content, ...]:
    """Return contents that together ask for every phrase of the bank."""
    day = date(2026, 11, 21)
    return tuple(
        Content(
            contains=("protonitazene", "metonitazene"), sold_as=("oxycodone",) if n % 2 else (),
            places=("IE",), acts_as=action, basis=BASES[n % len(BASES)], form=form,
            count=n + 1, latest=day, reasons=REASONS, unknowns=UNKNOWNS,
            valid_until=day + timedelta(days=14), review_on=day + timedelta(days=7),
            issuer="Focal point", number="2026-001", exercise=bool(n % 2), message=message,
        )
        for message in ("Alert", "Update", "Cancel")
        for n, (action, form) in enumerate(zip(ACTIONS * 2, FORMS, strict=False))
    )  # fmt: skip
