"""What no warning says, in whatever language: praise, strength, price, dose, links, shame."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from vedette.response.alerts.phrases import LANGUAGES

# Below this many letters a text is too short to tell its language from its neighbours'.
LONG_ENOUGH = 60
_LINK = re.compile(r"https?://|www\.|\.onion\b|\bt\.me/|(?<!\w)@\w{3,}", re.IGNORECASE)
_DOSE = re.compile(r"\d\s?(mg|µg|μg|ug|mcg|ng|мг|мкг|ml|мл)\b|\d\s?%", re.IGNORECASE)
_PRICE = re.compile(
    r"[€£$]\s?\d|\d\s?([€£$]|eur\b|euro|kr\b|zł|kč|ft\b|lei\b|лв|ευρώ)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class WordingFault:
    """Something a warning must not say: which kind, and the words themselves."""

    kind: str
    found: str

    def __str__(self) -> str:
        return {
            "praise": f"{self.found!r} praises, prices or shames; leave it out",
            "link": f"{self.found!r} is a link; a warning carries none in its text",
            "dose": f"{self.found!r} can be read as a dose; leave amounts out",
            "price": f"{self.found!r} is a price; leave it out",
            "language": f"this reads as {self.found!r}, not as the language it is marked with",
        }[self.kind]


@cache
def forbidden(language: str) -> re.Pattern[str] | None:
    """Return the pattern of words that a language's warnings leave out."""
    text = (files("vedette.response.alerts.phrases") / "words.toml").read_text("utf-8")
    words = tomllib.loads(text).get(language, [])
    if not words:
        return None
    alternatives = "|".join(
        re.escape(word.removesuffix("*")) + (r"\w*" if word.endswith("*") else "")
        for word in sorted(words, key=len, reverse=True)
    )
    return re.compile(rf"(?<!\w)({alternatives})(?!\w)", re.IGNORECASE)


def faults_of(text: str, language: str) -> list[WordingFault]:
    """Return what a text must not say; words are matched whole, in the language's own list."""
    faults = []
    pattern = forbidden(language.split("-")[0])
    for kind, one in (("praise", pattern), ("link", _LINK), ("dose", _DOSE), ("price", _PRICE)):
        if one and (found := one.search(text)):
            faults.append(WordingFault(kind, found[0]))
    return faults


def language_fault(text: str, language: str) -> WordingFault | None:
    """Return the fault that a text is marked with another language than it is written in.

    Short texts are not judged: closely related languages share too many words.
    """
    code = language.split("-")[0]
    letters = sum(letter.isalpha() for letter in text)
    if code not in LANGUAGES or letters < LONG_ENOUGH:
        return None
    found, _weight = _identifier().classify(text)
    return None if found == code else WordingFault("language", found)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(LANGUAGES))
    return identifier
