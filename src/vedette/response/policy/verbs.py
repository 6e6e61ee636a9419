"""The verb a paragraph opens with, as written and as its shade."""

import re
from dataclasses import dataclass
from functools import lru_cache

from vedette.response.policy.lexicons import Lexicon, VerbPattern

TAIL_WITHIN = 300  # characters between the parts of a verb that stand apart
_OPENING = re.compile(r"[*_\"“”'‘’\s]*(?:(?:and|en|og)\b[*_\s]*)?", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb where it stands: `zone` is where those it asks are named."""

    written: str
    norm: str
    zone: tuple[int, int]
    end: int


@lru_cache(maxsize=512)
def operative_verb(text: str, lexicon: Lexicon, *, start: int = 0) -> Verb | None:
    """The verb of a recommendation, if the text opens with one."""
    return _opening(text, lexicon, lexicon.operative, start)


@lru_cache(maxsize=512)
def recital_verb(text: str, lexicon: Lexicon, *, start: int = 0) -> Verb | None:
    """The verb of a recital, if the text opens with one."""
    relatives = tuple(lexicon.words["relative"])
    first, _, rest = text[start : start + TAIL_WITHIN].lstrip("*_").partition(" ")
    at = start
    if first.lower() in relatives:
        at = len(text) - len(text[start:].split(" ", 1)[1]) if rest else start
    elif relatives and not text[start : start + 3].isupper():
        return None  # where recitals are relative clauses, a bare verb opens none
    return _opening(text, lexicon, lexicon.recital, at)


def passive_verb(text: str, lexicon: Lexicon) -> Verb | None:
    """ "Member States are invited to …": the verb after those it asks."""
    first = lexicon.skipped.match(text)
    if not lexicon.body.match(text, first.end() if first else 0):
        return None
    low = text[:TAIL_WITHIN].lower()
    found = [
        (at, phrase, norm)
        for phrase, norm in lexicon.passive
        if (at := low.find(f" {phrase} ")) >= 0
    ]
    if not found:
        return None
    at, phrase, norm = min(found, key=lambda one: (one[0], -len(one[1])))
    end = at + 1 + len(phrase)
    return Verb(text[at + 1 : end], norm, (0, at), end)


def _opening(
    text: str, lexicon: Lexicon, verbs: dict[str, tuple[VerbPattern, ...]], start: int
) -> Verb | None:
    word = _WORD.match(text, start)
    at = start
    if not word or word.group().lower() not in verbs:  # a mark or "and" may stand before it
        opening = _OPENING.match(text, start)
        at = opening.end() if opening else start
        word = _WORD.match(text, at) if at > start else None
    if not word or word.group().lower() not in verbs:
        return None
    low = text[at : at + TAIL_WITHIN].lower()
    for pattern in verbs[word.group().lower()]:
        length = len(pattern.head)
        if not low.startswith(pattern.head) or low[length : length + 1].isalpha():
            continue
        head_end = at + length
        if not pattern.tail:
            return Verb(text[at:head_end], pattern.norm, (head_end, len(text)), head_end)
        tail = re.search(rf"\b{re.escape(pattern.tail)}\b", low[length:])
        if tail:
            first, last = head_end + tail.start(), head_end + tail.end()
            written = f"{text[at:head_end]} … {text[first:last]}"
            return Verb(written, pattern.norm, (head_end, first), last)
    return None
