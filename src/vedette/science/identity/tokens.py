"""Take a text apart into words, remembering what stands between them."""

import re
from typing import NamedTuple

from vedette.science.identity.text import normalise_with_origin

MOST_WORDS = 14  # of one name
_WORD = re.compile(r"[^\W_]+")
_DIGIT = re.compile(r"\d")
_SOFT = re.compile(r"[ \-'\"*·~\t]+|\.(?!\s)|_")
# Greek letters and places as other languages spell them, before the rest of a name.
_ALIASES = {
    **dict.fromkeys(("alfa", "альфа", "алфа", "αλφα"), "alpha"),
    **dict.fromkeys(("бета", "βητα"), "beta"),
    **dict.fromkeys(("gama", "гамма", "гама", "γαμμα"), "gamma"),
    **dict.fromkeys(("дельта", "делта", "δελτα"), "delta"),
    **dict.fromkeys(("orto", "орто", "ορθο"), "ortho"),
    **dict.fromkeys(("мета", "μετα"), "meta"),
    **dict.fromkeys(("пара", "παρα"), "para"),
}
_ELIDED = frozenset({"d", "l", "qu", "dell", "all", "dall", "nell", "un", "sull"})
_LOCATING = frozenset({"ortho", "meta", "para", "alpha", "beta", "n", "o"})
_STRENGTH = re.compile(
    r"(?<![\w.-])\d+(?:[.,]\d+)?\s?"
    r"(?:[mnpkcd]?g|mcg|ug|gr|grams?|[mcdu]?l|iu|ie|percent|procent|prozent|units?|tabs?|ppm|x"
    r"|[mnu]?mol)(?:/\s?\d*\s?(?:[mdcu]?l|[km]?g|h|tbl|tab|pil))?"
    r"(?![\w-])|(?<![\w.-])\d+(?:[.,]\d+)?\s?[%‰](?:\s?(?:w/w|m/m|w/v|v/v|abv))?"
)


class Token(NamedTuple):
    """One word; ``glue`` is what separates it from the word before, "" if nothing that matters.

    ``tight`` means that no space stands before it, ``joined`` that it goes on with the same name:
    "dimethoxy" in "2-bromo-4,5-dimethoxy…" is joined, "ecstasy" in "MDMA(ecstasy)" only tight.
    """

    text: str
    glue: str
    tight: bool
    joined: bool
    start: int
    end: int


class Tokens(NamedTuple):
    """The words of a text and a way back to where they stood."""

    words: tuple[Token, ...]
    origin: tuple[int, ...] | None
    raw: str = ""
    blanked: bool = False

    def key(self, first: int, stop: int) -> str:
        """The words as one string: soft separators gone, commas and brackets kept."""
        parts = [self.words[first].text]
        for token in self.words[first + 1 : stop]:
            parts.append(token.glue)
            parts.append(token.text)
        return "".join(parts)

    def said(self, first: int, stop: int) -> str:
        """These words as they were written."""
        start, end = self.span(first, stop)
        return self.raw[start:end]

    def span(self, first: int, stop: int) -> tuple[int, int]:
        """Where these words stand in the raw text."""
        start, end = self.words[first].start, self.words[stop - 1].end
        if self.origin is None:
            return start, end
        return self.origin[start], self.origin[end - 1] + 1


def tokenise(raw: str, *, strengths: bool = False) -> Tokens:
    """Words of a text; strengths such as "10 mg" or "5%" are blanked unless asked for."""
    text, origin = normalise_with_origin(raw)
    blanked = 0
    if not strengths and _DIGIT.search(text):
        text, blanked = _STRENGTH.subn(lambda found: " " * len(found[0]), text)
    words: list[Token] = []
    last = 0
    for found in _WORD.finditer(text):
        start, end = found.span()
        between = text[last:start]
        glue = _glue(between, words[-1].text if words else "") if between.strip(" -") else ""
        tight = bool(words) and (not between or between.split() == [between])
        if words and between == "'" and words[-1].text in _ELIDED:
            tight = False  # French "d'héroïne" is two words
        joined = tight and _goes_on(between, words[-1].text)
        if tight and words[-1].text in _ALIASES:
            words[-1] = words[-1]._replace(text=_ALIASES[words[-1].text])
        words.append(Token(found[0], glue, tight, joined, start, end))
        last = end
    return Tokens(tuple(words), origin, raw, blanked > 0)


def key_of(name: str) -> str:
    """The one string under which a name is looked up; "" if it holds no word."""
    tokens = tokenise(name, strengths=True)
    return tokens.key(0, len(tokens.words)) if tokens.words else ""


def _glue(between: str, before: str) -> str:
    """What is left of a separator; a prime after a locant counts, for 4' is not 4."""
    prime = "'" if between[0] == "'" and (before[-1:].isdigit() or before in _LOCATING) else ""
    return prime + _SOFT.sub("", between).strip()


def _goes_on(between: str, before: str) -> bool:
    """Whether a separator without spaces stands inside a name."""
    if between[0] == ",":
        return len(before) <= 3 and (before[-1].isdigit() or before in _LOCATING)
    return between[0] not in "/;+&|(=:" and not between.endswith(("/", "+", "&"))
