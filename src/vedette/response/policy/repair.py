"""Lines made one text again: hyphens at line ends, broken brackets, emphasis, footnote marks."""

import re
from collections.abc import Sequence
from functools import cache

from vedette.response.policy.lexicons import BULLET, Lexicon
from vedette.response.policy.lines import Layout

SOFT = ("\u00ad", "\u0002", "\ufffe")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SPACE = re.compile(r"[^\S\x1e]+")
_OPEN_HYPHEN = re.compile(r"\([^\s()]*-\)$")
_EMPHASIS = re.compile(
    r"\*{1,3}(?=\S)([^*\n]+?)(?<=\S)\*{1,3}|(?<!\w)_{1,2}(?=\S)([^_\n]+?)_{1,2}(?!\w)"
)
_LAST_WORD = re.compile(r"([\w-]+)-$")
_FIRST_WORD = re.compile(r"[\w-]+")


def join(texts: Sequence[str], layout: Layout, lexicon: Lexicon) -> str:
    """One text from lines; only a hyphen that the line end made is taken out."""
    joined = ""
    for text in texts:
        joined = _joined(joined, text, layout, lexicon) if joined else text
    return clean(joined)


def clean(text: str) -> str:
    """Collapse white space and take emphasis out; nothing else changes."""
    for mark in SOFT:
        if mark in text:
            text = re.sub(rf"{mark}\s*", "", text)
    if "*" in text or "_" in text:
        text = _EMPHASIS.sub(lambda found: found.group(1) or found.group(2), text).replace("**", "")
    return _SPACE.sub(" ", text).strip()


def _joined(before: str, after: str, layout: Layout, lexicon: Lexicon) -> str:
    if before.endswith(SOFT):
        return before[:-1] + after
    if after.startswith(")") or _OPEN_HYPHEN.search(before):
        return before + after
    if not before.endswith("-") or after.startswith(BULLET):
        return f"{before} {after}"
    last, first = _LAST_WORD.search(before), _FIRST_WORD.match(after)
    if not last or not first:
        return f"{before} {after}" if not last else before + after
    if first.group().lower() in lexicon.words["conjunctions"]:
        return f"{before} {after}"
    whole = (last.group(1) + first.group()).lower()
    hyphened = f"{last.group(1)}-{first.group()}".lower()
    if whole in layout.words and hyphened not in layout.words:
        return before[:-1] + after
    return before + after


@cache
def marker_pattern(number: int, style: str) -> re.Pattern[str]:
    """Where the mark of a footnote may stand, by how its own line is marked."""
    raised = str(number).translate(_RAISED)
    raised_pattern = rf"(?<![⁰¹²³⁴-⁹]){raised}(?![⁰¹²³⁴-⁹])"
    glued = (
        rf"(?<=\b[12]\d\d\d){number}(?![\d/])(?!\.\d)"
        rf"|(?<=[^\W\d_]){number}(?![\w/-])(?!\.\d)"
        rf"|(?<=[)”\"’]){number}(?![\w/])(?!\.\d)"
    )
    return re.compile(
        {
            "raised": raised_pattern,
            "plain": rf"{raised_pattern}|{glued}",
            "round": rf"\s?\(\s?{number}\s?\)",
            "square": rf"\s?\[\^?{number}\](?!:)",
        }[style]
    )


def find_mark(text: str, number: int, style: str, *, start: int = 0) -> re.Match[str] | None:
    """The first mark of a footnote in a text."""
    plain = str(number)
    if text.find(plain, start) < 0 and text.find(plain.translate(_RAISED), start) < 0:
        return None  # most texts: cheaper than to search for the pattern
    return marker_pattern(number, style).search(text, start)
