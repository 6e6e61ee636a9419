"""Compose a warning from structured content: any language, audience and length, from the bank.

Nothing is translated by a machine: every sentence stands in the phrase bank, and what a person
adds by hand in one language is marked as such and appears in that language alone.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list

from vedette.errors import VedetteError
from vedette.response.alerts.phrases import PhraseMissing, say

SMS_LENGTH = 160


class Audience(StrEnum):
    """Whom a warning speaks to."""

    PEOPLE = "people"
    OUTREACH = "outreach"
    CLINICAL = "clinical"
    LABORATORIES = "laboratories"
    ENFORCEMENT = "enforcement"
    POLICY = "policy"


class Length(StrEnum):
    """How much it says: a text message, one page, everything."""

    SMS = "sms"
    FLYER = "flyer"
    NOTICE = "notice"


# What a substance does, as far as a warning needs to know: chooses reasons, signs and advice.
ACTIONS = ("opioid", "sedative", "stimulant", "cannabinoid", "hallucinogen", "other")
FORMS = (
    "tablet", "powder", "capsule", "crystals", "liquid", "herbal", "blotter", "vape", "other",
)  # fmt: skip
REASONS = ("sold-as", "new", "deaths", "hospital", "spreading", "lookalikes")
UNKNOWNS = ("extent", "effects", "amount")
BASES = ("confirmed", "probable", "presumptive")


class ContentRefused(VedetteError, ValueError):
    """Structured content that no warning can be composed from: which field, and why."""

    def __init__(self, name: str, value: object, why: str) -> None:
        super().__init__(name, value, why)
        self.name, self.value, self.why = name, value, why

    def __str__(self) -> str:
        return f"{self.name} {self.value!r}: {self.why}"


@dataclass(frozen=True, slots=True)
class Content:
    """What a warning says, before it is in any language.

    Attributes
    ----------
    contains, sold_as : tuple of str
        Names of substances, written the same in every language.
    places : mapping of str to str, or tuple of str
        Country codes of ISO 3166-1, or names of regions as they are called there.
    acts_as : str
        One of `ACTIONS`.
    basis : str
        One of `BASES`, or empty if nothing is known of how it was found out.
    notes : mapping of str to str
        Free text, by language.
    """

    contains: tuple[str, ...]
    places: tuple[str, ...]
    acts_as: str
    valid_until: date
    issuer: str
    number: str
    sold_as: tuple[str, ...] = ()
    basis: str = ""
    form: str = ""
    look: str = ""
    count: int = 0
    latest: date | None = None
    reasons: tuple[str, ...] = ()
    unknowns: tuple[str, ...] = ("extent",)
    review_on: date | None = None
    exercise: bool = False
    message: str = "Alert"
    notes: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not any(name.strip() for name in self.contains):
            raise ContentRefused("contains", self.contains, "a warning names a substance")
        for name, value, known in (
            ("acts_as", self.acts_as, ACTIONS),
            ("basis", self.basis, ("", *BASES)),
            ("form", self.form, ("", *FORMS)),
            ("message", self.message, ("Alert", "Update", "Cancel")),
        ):
            if value not in known:
                raise ContentRefused(name, value, f"one of {', '.join(filter(None, known))}")
        for name, values, known in (
            ("reasons", self.reasons, REASONS), ("unknowns", self.unknowns, UNKNOWNS),
        ):  # fmt: skip
            for value in values:
                if value not in known:
                    raise ContentRefused(name, value, f"one of {', '.join(known)}")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a warning: a label, and lines under it; ``by_hand`` is not from the bank."""

    key: str
    label: str
    lines: tuple[str, ...]
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Composition:
    """A warning in one language, for one audience, at one length."""

    language: str
    audience: Audience
    length: Length
    headline: str
    parts: tuple[Part, ...]
    marks: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Return the whole as plain text, a line each."""
        lines = [*self.marks, self.headline]
        for part in self.parts:
            lines += [part.label, *part.lines] if part.label else part.lines
        return "\n".join(line for line in lines if line)


def compose(content: Content, *, language: str, audience: Audience, length: Length) -> Composition:
    """Say a warning in one language, to one audience, at one length.

    Raises
    ------
    PhraseMissing
        If the language lacks a phrase that is needed; the others are not touched by that.
    """
    voice = _Voice(content, language)
    marks = voice.marks()
    if length is Length.SMS:
        return Composition(
            language, audience, length, "", (Part("sms", "", (voice.sms(audience),)),), ()
        )
    parts = voice.cancelled() if content.message == "Cancel" else voice.parts(audience, length)
    return Composition(language, audience, length, voice.headline(), tuple(parts), marks)


def compose_all(
    content: Content, languages: Iterable[str]
) -> tuple[dict[tuple[str, Audience, Length], Composition], dict[str, PhraseMissing]]:
    """Compose for every audience and length; a language that lacks a phrase is left out and named.

    Returns
    -------
    dict, dict
        The compositions, and why the languages that are missing from them are.
    """
    found: dict[tuple[str, Audience, Length], Composition] = {}
    missing: dict[str, PhraseMissing] = {}
    for language in languages:
        try:
            whole = {
                (language, audience, length): compose(
                    content, language=language, audience=audience, length=length
                )
                for audience in Audience
                for length in Length
            }
        except PhraseMissing as error:
            missing[language] = error
        else:
            found |= whole
    return found, missing


class _Voice:
    """Says the parts of one content in one language."""

    def __init__(self, content: Content, language: str) -> None:
        self.content, self.language = content, language
        # The Union writes its English with the day first.
        self.locale = Locale.parse("en_GB" if language == "en" else language)
        self.values = {
            "substance": self.names(content.contains),
            "sold": self.names(content.sold_as),
            "place": self.names([self.place(code) for code in content.places]) or content.issuer,
            "issuer": content.issuer,
            "number": content.number,
        }

    def say(self, key: str, **values: object) -> str:
        return say(self.language, key, **self.values, **values)

    def names(self, names: Iterable[str]) -> str:
        return _joined([name for name in names if name], self.locale)

    def place(self, code: str) -> str:
        """Return a country's name in the language; a region keeps its own name."""
        return str(self.locale.territories.get(code, code)) if len(code) == 2 else code

    def day(self, day: date) -> str:
        return str(format_date(day, "long", locale=self.locale))

    def marks(self) -> tuple[str, ...]:
        marks = [self.say("mark-exercise")] if self.content.exercise else []
        if self.content.message != "Alert":
            marks.append(
                self.say("mark-update" if self.content.message == "Update" else "mark-cancelled")
            )
        return tuple(marks)

    def headline(self) -> str:
        return _begin(self.say("headline-sold-as" if self.content.sold_as else "headline-found"))

    def cancelled(self) -> list[Part]:
        parts = [Part("cancelled", "", (self.say("cancelled"),)), *self.note()]
        return [*parts, self.issuer()]

    def parts(self, audience: Audience, length: Length) -> list[Part]:
        """Return the parts in the order they are read: what, where, why, signs, do, help."""
        is_short = length is Length.FLYER
        # Who warns stands in for a place at the head of a sentence, but is no answer to "where".
        where = (self.values["place"],) if self.content.places else ()
        parts = [*self.what(), self.labelled("where", where), self.when()]
        parts += [self.basis(), self.labelled("why", self.why(is_short))]
        if audience in (Audience.PEOPLE, Audience.OUTREACH, Audience.CLINICAL):
            parts.append(self.labelled("signs", (self.say(f"signs-{self.content.acts_as}"),)))
        parts.append(self.labelled("do", self.advice(audience)))
        if audience in (Audience.PEOPLE, Audience.OUTREACH):
            parts.append(self.labelled("services", self.services(is_short)))
        if not is_short or audience is not Audience.PEOPLE:
            unknowns = tuple(self.say(f"unknown-{one}") for one in self.content.unknowns)
            parts.append(self.labelled("unknowns", unknowns))
        parts += [*self.note(), self.issuer()]
        return [part for part in parts if part.lines]

    def labelled(self, key: str, lines: tuple[str, ...]) -> Part:
        return Part(key, self.say(f"label-{key}"), lines)

    def what(self) -> list[Part]:
        content = self.content
        parts = [self.labelled("contains", (self.values["substance"],))]
        if content.sold_as:
            parts.insert(0, self.labelled("sold-as", (self.values["sold"],)))
        look = [self.say(f"form-{content.form}")] if content.form else []
        if look or content.look:
            parts.append(
                self.labelled("form", (", ".join([*look, *filter(None, [content.look])]),))
            )
        return parts

    def when(self) -> Part:
        count, latest = self.content.count, self.content.latest
        lines = (
            [self.say("reports", count=count, date=self.day(latest))] if count and latest else []
        )
        return self.labelled("when", tuple(lines))

    def basis(self) -> Part:
        lines = [self.say(f"basis-{self.content.basis}")] if self.content.basis else []
        return self.labelled("basis", tuple(lines))

    def why(self, is_short: bool) -> tuple[str, ...]:
        content = self.content
        first = [f"why-{one}" for one in content.reasons if one in ("deaths", "hospital")]
        last = [f"why-{one}" for one in content.reasons if one not in ("deaths", "hospital")]
        if content.sold_as and "why-sold-as" not in last:
            last.insert(0, "why-sold-as")
        keys = [*first, f"why-{content.acts_as}", *last]
        return tuple(self.say(key) for key in (keys[:3] if is_short else keys))

    def advice(self, audience: Audience) -> tuple[str, ...]:
        is_opioid = self.content.acts_as == "opioid"
        match audience:
            case Audience.PEOPLE:
                keys = self.advice_for_people()
            case Audience.OUTREACH:
                keys = ["tell", *(["naloxone"] if is_opioid else []), "sample", "report"]
            case Audience.CLINICAL:
                care = "opioid" if is_opioid else "care"
                keys = ["think", care, "tests", "sample", "report"]
            case Audience.LABORATORIES:
                keys = ["look", "isomers", "standard", "report"]
            case Audience.ENFORCEMENT:
                keys = ["life", "safety", "submit", "report"]
            case Audience.POLICY:
                keys = ["state", "services", "words"]
        prefix = "do" if audience is Audience.PEOPLE else audience.value
        lines = [self.say(f"{prefix}-{key}") for key in keys]
        if audience is Audience.POLICY and self.content.review_on:
            lines.append(self.say("policy-follow", date=self.day(self.content.review_on)))
        return tuple(lines)

    def advice_for_people(self) -> list[str]:
        if self.content.acts_as == "opioid":
            return ["not-alone", "naloxone", "not-mix", "check", "call-opioid"]
        cool = ["cool"] if self.content.acts_as == "stimulant" else []
        return ["not-alone", "not-mix", *cool, "check", "call"]

    def services(self, is_short: bool) -> tuple[str, ...]:
        keys = ["emergency", "checking"] if is_short else ["emergency", "poison", "checking"]
        return tuple(self.say(f"services-{key}") for key in keys)

    def note(self) -> list[Part]:
        text = self.content.notes.get(self.language, "").strip()
        if not text:
            return []
        return [Part("note", self.say("label-note"), tuple(text.splitlines()), by_hand=True)]

    def issuer(self) -> Part:
        valid = self.say("valid-until", date=self.day(self.content.valid_until))
        return self.labelled("issuer", (f"{self.content.issuer}, {self.content.number}", valid))

    def sms(self, audience: Audience) -> str:
        """Return one text message, with as many names as fit into it."""
        content = self.content
        if content.message == "Cancel":
            return self.fitted("sms-cancelled", "")
        if audience is not Audience.PEOPLE:
            ending = f"sms-do-{audience}"
        else:
            ending = "sms-do-opioid" if content.acts_as == "opioid" else "sms-do"
        return self.fitted("sms-sold-as" if content.sold_as else "sms-found", ending)

    def fitted(self, key: str, ending: str) -> str:
        """Leave out names from the end until the message is short enough.

        A name left out is shown by an ellipsis, never silently.
        """
        contains, sold = list(self.content.contains), list(self.content.sold_as)
        places = [self.place(code) for code in self.content.places]
        exercise = [self.say("sms-exercise")] if self.content.exercise else []
        last = [self.say(ending)] if ending else []
        lists = [contains, places, sold]
        while True:
            values = {
                "substance": self.names(contains), "sold": self.names(sold),
                "place": self.names(places) or self.content.issuer,
            }  # fmt: skip
            whole = " ".join([*exercise, _begin(say(self.language, key, **values)), *last])
            longest = max(lists, key=len)
            if len(whole) <= SMS_LENGTH or len(longest) <= 1:
                return whole
            del longest[-1]
            if longest[-1] != "…":
                longest[-1] = f"{longest[-1].removesuffix(' …')} …"


def _joined(names: list[str], locale: Locale) -> str:
    """Join names as the language does: Spanish says "e" for "y" before the sound of an i."""
    text = str(format_list(names, locale=locale))
    last = names[-1] if len(names) > 1 else ""
    if locale.language == "es" and re.match(r"h?i(?![aeou])", last, re.IGNORECASE):
        return f"{text.removesuffix(f' y {last}')} e {last}"
    return text


def _begin(text: str) -> str:
    """Begin with a capital, as names of substances do not."""
    return text[:1].upper() + text[1:]
