"""What an indicator says of itself: who provides the data, from which sources, broken down how."""

import re
from dataclasses import dataclass

from vedette.response.policy.bodies import mentioned
from vedette.response.policy.lexicons import Lexicon

SURVEYS = (
    "ESPAD",
    "HBSC",
    "Eurobarometer",
    "SCORE",
    "GPS",
    "SOCTA",
    "EWS",
    "Reitox",
    "TDI",
    "ESCAPE",
)
_BRACKET = re.compile(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
_ABBREVIATION = re.compile(r"[A-ZÆØÅ]{2,6}s?|N?PS")
_OF_BODY = re.compile(r"^['’]?s?\b\s*|^(?:,|/|;|&|og|and|en|samt)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Measured:
    """The parts of an indicator that can be told from its text."""

    data_providers: tuple[str, ...]
    data_sources: tuple[str, ...]
    breakdowns: tuple[str, ...]
    frequency: str | None


def measured(text: str, lexicon: Lexicon) -> Measured:
    """Read the brackets and the closing words of an indicator."""
    brackets = [m.group(1).strip() for m in _BRACKET.finditer(text)]
    said = [b for b in brackets if not _ABBREVIATION.fullmatch(b)]
    broken = [b for b in said if _breakdown(b, lexicon)]
    data = [b for b in brackets if b not in broken]
    providers = [c for b in data for c in mentioned(b, lexicon)]
    outside = _BRACKET.sub(" ", text)
    if not providers:
        providers = mentioned(outside, lexicon)
    named = [b for b in said if b in data and (_names_source(b, lexicon) or text.endswith(f"{b})"))]
    brought = [s for b in named for s in _sources(b, lexicon)]
    sources = [s for s in SURVEYS if re.search(rf"\b{s}\b", text)]
    sources = [s for s in sources if not any(s in other for other in brought)] + brought
    return Measured(
        tuple(dict.fromkeys(c for c in providers if c != "EMPACT")),
        tuple(dict.fromkeys(sources)),
        tuple(_breakdowns(text, broken, lexicon)),
        _frequency(text, said, lexicon),
    )


def _names_source(bracket: str, lexicon: Lexicon) -> bool:
    """Whether a bracket says where data come from, and is not a mere aside."""
    return bool(lexicon.body.search(bracket)) or any(name in bracket for name in SURVEYS)


def _breakdown(bracket: str, lexicon: Lexicon) -> str | None:
    for word in sorted(lexicon.words["breakdown"], key=len, reverse=True):
        if bracket.lower().startswith(f"{word} "):
            return bracket[len(word) :].strip()
    return None


def _breakdowns(text: str, broken: list[str], lexicon: Lexicon) -> list[str]:
    found: list[str] = []
    for bracket in broken:
        found += _parts(_breakdown(bracket, lexicon) or "", lexicon)
    phrases = [w for w in lexicon.words["breakdown"] if " " in w or w.endswith(".")]
    for phrase in sorted(phrases, key=len, reverse=True):
        match = re.search(
            rf"(?<!\w){re.escape(phrase)}\s+([^().]+?)(?=\s*[().]|$)", text, re.IGNORECASE
        )
        if match:
            found += _parts(match.group(1).split(":")[0], lexicon)
    return list(dict.fromkeys(found))


def _parts(text: str, lexicon: Lexicon) -> list[str]:
    conjunctions = "|".join(lexicon.words["conjunctions"][:2])
    return [p for p in re.split(rf"\s*,\s*|\s+(?:{conjunctions})\s+", text.strip()) if p]


def _sources(bracket: str, lexicon: Lexicon) -> list[str]:
    """What a bracket names beside the bodies it begins with."""
    rest, pattern = bracket, lexicon.body
    while True:
        match = pattern.match(rest)
        if not match:
            break
        after = rest[match.end() :]
        if after[:2] in ("'s", "’s") or after[:1] == "-" or pattern.fullmatch(match.group()[:-1]):
            break  # "EMCDDA's reports" is a source that carries its owner
        rest = _OF_BODY.sub("", after.lstrip())
    rest = rest.strip(" ,;/")
    return [rest] if rest and not pattern.fullmatch(rest) else []


def _frequency(text: str, brackets: list[str], lexicon: Lexicon) -> str | None:
    for bracket in brackets:
        if re.search(r"\b20\d\d\b.*\b20\d\d\b", bracket):
            return bracket
    for word in lexicon.words["annual"]:
        match = re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE)
        if match:
            return match.group()
    return None
