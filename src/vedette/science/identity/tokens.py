"""Take a text apart into words, remembering what stands between them."""

import re
from functools import lru_cache
from typing import NamedTuple

from vedette.science.identity.text import normalise_with_origin

MOST_WORDS = 14  # of one name
_WORD = re.compile(r"[^\W_]+")
_AT_FOR_A = re.compile(r"(?<=[a-z]{2})@(?=[a-z]{2,9}(?![\w.]))")  # "proc@ine", but no address
_DIGIT = re.compile(r"\d")
_FIGURE = "\x1f"  # what a strength is blanked with: a space that can be told from others
_NIL = "\x1e"  # what the strength of nothing is blanked with: "0 %"
_BLANKED = re.compile(f"{_FIGURE}+|{_NIL}+")
_OPENS = re.compile("[:(]")
_CLOSES = re.compile(r"[,;/+&)|]|\.(?:\s|$)")
_BOUND = re.compile("[<>≥≤±]")
_NOTHING = re.compile(r"0+(?:[.,]0+)?(?![\d.,])")
_SOFT = re.compile(r"[ \-'\"*·~\t\x1e\x1f]+|\.(?!\s)|_")
_SPACES = f" -{_FIGURE}{_NIL}"
_ANO_TELEIA = re.compile("·(?= )")  # the Greek semicolon; without a space, a salt's dot
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
# Before a hyphen: Maltese articles, and words in several languages for what is not genuine.
_ARTICLES = (
    "il is ir iz ix tal tas tat tar tad bil bis bit bid fil fis fit fid mal mas mat mill mis ghall "
    "ghas lill"
)
_NOT_GENUINE = "nep namaak kopi vals fake faux fausse falsk falske falska false falso falsa"
_JOINTS = frozenset({"'", "-"})
_APART_BEFORE = frozenset(f"{_ARTICLES} {_NOT_GENUINE}".split())
_MALTESE = re.compile(
    r"\b(?:il|tal|bil|fil|mill|ghall|lill)-|\b(?:minhabba|kien|huwa|gie|u l-)\b|\bu [ldstnrxz]-|ħ"
)
_MALTESE_ARTICLES = frozenset({"l", "s", "t", "d", "n", "in", "id", "it", "ic", "fl", "bl", "mil"})
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
    ``measured`` says that a strength or share stands beside it: "ethanol 0.18 g/dL"; ``nil`` that
    it is nothing: "4-MMC 0 %".
    """

    text: str
    glue: str
    tight: bool
    joined: bool
    start: int
    end: int
    measured: bool = False
    nil: bool = False


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
    if origin is not None and "·" in text:
        text = _ANO_TELEIA.sub(";", text)
    if "@" in text:
        text = _AT_FOR_A.sub("a", text)
    blanked = 0
    if not strengths and _DIGIT.search(text):
        text, blanked = _STRENGTH.subn(_blank, text)
    words: list[Token] = []
    last = 0
    for found in _WORD.finditer(text):
        start, end = found.span()
        between = text[last:start]
        last = end
        if between == " " or not (words or between):  # as most words stand
            words.append(Token(found[0], "", False, False, start, end))
            continue
        glue = _glue(between, words[-1].text if words else "") if between.strip(_SPACES) else ""
        tight = bool(words) and (not between or between.split() == [between])
        if tight and between in _JOINTS and _is_two_words(between, words[-1].text, text):
            tight = False  # French "d'héroïne", Maltese "il-kokaina", Dutch "nep-oxycodon"
        joined = tight and _goes_on(between, words[-1].text)
        if tight and words[-1].text in _ALIASES:
            words[-1] = words[-1]._replace(text=_ALIASES[words[-1].text])
        words.append(Token(found[0], glue, tight, joined, start, end))
        if blanked and _BLANKED.search(between):
            _mark_measured(words, between)
    if blanked:
        _mark_last(words, text[last:])
    return Tokens(tuple(words), origin, raw, blanked > 0)


def _is_two_words(between: str, before: str, text: str) -> bool:
    """Whether an apostrophe or hyphen joins a name only to an article or an ordinary word."""
    if between == "'":
        return before in _ELIDED or (before in {"b", "f"} and _is_maltese(text))
    return before in _APART_BEFORE or (before in _MALTESE_ARTICLES and _is_maltese(text))


@lru_cache(maxsize=8)  # asked for every hyphen of a text
def _is_maltese(text: str) -> bool:
    return _MALTESE.search(text) is not None


def _blank(found: re.Match[str]) -> str:
    return (_NIL if _NOTHING.match(found[0]) else _FIGURE) * len(found[0])


def _mark_measured(words: list[Token], between: str) -> None:
    """Give each strength to the word on its own side of a separator, else to the one before it.

    After a colon or an opening bracket it still belongs to the word before: "ethanol: 0 g/L".
    """
    for figure in _BLANKED.finditer(between):
        before, after = between[: figure.start()], between[figure.end() :]
        opened = _OPENS.search(before) and not _CLOSES.search(after)
        ended = _CLOSES.search(before) and not _CLOSES.match(after.strip())  # "PV-7) 9 ng; x"
        beside = -1 if len(words) == 1 or ended or opened else -2
        goes_on = bool(after.strip())
        speaks = goes_on if beside == -2 else not (opened or goes_on)  # ", 0 % fentanyl"
        _mark(words, beside, is_nil=speaks and _is_nil(between, figure))


def _mark_last(words: list[Token], rest: str) -> None:
    for figure in _BLANKED.finditer(rest) if words else ():
        _mark(words, -1, is_nil=_is_nil(rest, figure))


def _mark(words: list[Token], at: int, *, is_nil: bool) -> None:
    words[at] = words[at]._replace(measured=True, nil=words[at].nil or is_nil)


def _is_nil(between: str, figure: re.Match[str]) -> bool:
    """Whether a figure says that there is nothing: "0 %", but not "> 0 %" or "0 % impurities"."""
    before, after = between[: figure.start()], between[figure.end() :].strip()
    if figure[0][0] != _NIL or _BOUND.search(before):
        return False
    return not after or _CLOSES.match(after) is not None


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
