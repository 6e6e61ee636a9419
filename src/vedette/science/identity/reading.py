"""Read a text word by word into pieces: names, forms, denials, words nobody knows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from vedette.science.identity import vocabulary as words
from vedette.science.identity.lexicon import Entry, Lexicon
from vedette.science.identity.spelling import SHORTEST, allowance, distance
from vedette.science.identity.tokens import Tokens, tokenise

MOST_WORDS = 14
_NUMBER = re.compile(r"\d+(?:mg|mcg|ug|g|ml|s|x)?|x\d+")
_PREFIX = re.compile(
    r"(?:n|o|s|m|p|f|cl|br|\d+'?|alpha|beta|gamma|delta|ortho|meta|para|iso|nor|des\w*|bis|di|tri"
    r"|\w*(?:yl|oxy|oxo|fluoro?|chloro?|bromo?|iodo|hydro|nitro|amino|thio|keto|aza|cyano))"
)
# The shorter a word, the smaller the error that leaves no doubt which was meant.
_SURE_COST = {length: 0.9 if length < 7 else 1.0 if length < 12 else 1.5 for length in range(13)}
_SURENESS = {"high": 1.0, "medium": 0.9, "low": 0.75}


@dataclass(slots=True)
class Piece:
    """A stretch of the text and what it may mean."""

    group: str  # substance family mixture nothing unknown form filler link either role ...
    span: tuple[int, int]
    glue: str = ""
    keys: tuple[str, ...] = ()
    score: float = 1.0
    doubtful: bool = False
    weak: bool = False
    tight: bool = False
    joined: bool = False
    word: str = ""
    meaning: str = ""
    role: str | None = None
    negated: bool = False


def read_pieces(text: str, lexicon: Lexicon, *, language: str | None) -> list[Piece]:
    """The pieces of a text in order."""
    tokens = tokenise(text)
    whole = tokenise(text, strengths=True)
    if len(whole.words) != len(tokens.words):
        found = _entries_at(whole, 0, len(whole.words), lexicon)
        if found:  # a name that happens to look like a strength
            tokens = whole
    pieces: list[Piece] = []
    at, count = 0, len(tokens.words)
    while at < count:
        first = tokens.words[at]
        piece, at = _next(tokens, at, lexicon, language)
        piece.glue, piece.tight, piece.joined = first.glue, first.tight, first.joined
        pieces.append(piece)
    return pieces


def _next(tokens: Tokens, at: int, lexicon: Lexicon, language: str | None) -> tuple[Piece, int]:
    alternatives = _alternatives(tokens, at, lexicon)
    if alternatives:
        return alternatives
    for stop in range(min(at + MOST_WORDS, len(tokens.words)), at, -1):
        found = _entries_at(tokens, at, stop, lexicon)
        if found and (piece := _named(tokens, at, stop, found, language)):
            return piece, stop
    return _unnamed(tokens, at, lexicon)


def _entries_at(tokens: Tokens, at: int, stop: int, lexicon: Lexicon) -> tuple[Entry, ...]:
    key = tokens.key(at, stop)
    found = lexicon.entries.get(key, ())
    loose = not all(token.tight for token in tokens.words[at + 1 : stop])
    if loose and len(key) <= 3 and key.isalpha():
        return ()  # "PC P" is no PCP: very short names are not put together from separate words
    return found


def _named(
    tokens: Tokens, at: int, stop: int, found: Sequence[Entry], language: str | None
) -> Piece | None:
    piece = Piece("", tokens.span(at, stop), word=tokens.key(at, stop))
    own = any(entry.kind == "preferred" for entry in found)
    for group in ("family", "mixture", "nothing"):
        if entry := next((e for e in found if e.group == group), None):
            if own and entry.language not in {"en", language}:
                continue  # German "Amphetamine" is a plural, English "amphetamine" a substance
            piece.group, piece.meaning = group, entry.key
            piece.keys = () if group == "nothing" else (entry.key,)
            piece.doubtful = entry.ambiguous
            return piece
    piece.group = "substance"
    return _weigh(piece, [e for e in found if _is_spoken(e, language)], language, tokens, at, stop)


def _is_spoken(entry: Entry, language: str | None) -> bool:
    """Whether a street word can be meant in a text of this language."""
    if entry.kind != "street" or not language:
        return True
    return entry.language in {"", language}


def _weigh(
    piece: Piece,
    found: list[Entry],
    language: str | None,
    tokens: Tokens,
    at: int,
    stop: int,
) -> Piece | None:
    """Decide between the substances one written form may mean."""
    if not found:
        return None
    keys = {entry.key for entry in found}
    if len(keys) > 1:
        found = _rightful(found, tokens, at, stop)
        keys = {entry.key for entry in found}
    sure = [entry for entry in found if not _is_slippery(entry, language)]
    piece.keys = tuple(sorted(keys))
    piece.doubtful = not sure or len(keys) > 1
    piece.weak = piece.doubtful and all(entry.kind != "positional" for entry in found)
    piece.score = max(_SURENESS[entry.confidence] for entry in sure or found)
    if all(entry.kind == "street" for entry in found):
        piece.score = min(piece.score, 0.8)
    return piece


def _rightful(found: list[Entry], tokens: Tokens, at: int, stop: int) -> list[Entry]:
    """Prefer the name proper to street words, and the exact way of writing to a similar one."""
    plain = [entry for entry in found if entry.kind != "street" and not entry.ambiguous]
    if len({entry.key for entry in plain}) == 1 and all(
        entry.kind == "street" or entry.confidence == "low" or entry in plain for entry in found
    ):
        return plain
    start, end = tokens.words[at].start, tokens.words[stop - 1].end
    alike = [entry for entry in found if len(entry.form) == end - start and not entry.ambiguous]
    return alike if len({entry.key for entry in alike}) == 1 and len(plain) > 1 else found


def _is_slippery(entry: Entry, language: str | None) -> bool:
    """Whether a name cannot settle the matter by itself."""
    if entry.ambiguous:
        return True
    foreign = entry.language not in {"", "en"} and language is None
    return entry.kind == "street" and foreign and len(entry.form) < 7


def _alternatives(tokens: Tokens, at: int, lexicon: Lexicon) -> tuple[Piece, int] | None:
    """Isomers the writer could not tell apart, as in "meta/para-fluorofentanyl"."""
    locants = _locants(tokens, at)
    if len(locants) < 2:
        return None
    first = at + len(locants)
    first += sum(token.text in words.EITHER for token in tokens.words[at:first])
    place = _position(locants[-1]) or locants[-1]
    joined = locants[-1].removeprefix(place)
    locants[-1] = place
    for stop in range(min(first + 5, len(tokens.words)), first - bool(joined), -1):
        if stop > first and tokens.words[first].glue:
            continue
        rest = joined + (tokens.key(first, stop) if stop > first else "")
        keys = {key for locant in locants for key in _located(locant + rest, lexicon)}
        if rest and keys:
            piece = Piece("substance", tokens.span(at, stop))
            piece.keys, piece.score, piece.doubtful = tuple(sorted(keys)), 0.5, True
            return piece, stop
    return None


def _locants(tokens: Tokens, at: int) -> list[str]:
    """The places named in a row from here on: "meta/para", "2- or 3-", "meta-para"."""
    found = [tokens.words[at].text]
    if found[0] not in words.LOCANTS:
        return found
    follow = at + 1
    while follow < len(tokens.words):
        either = tokens.words[follow].text in words.EITHER and follow + 1 < len(tokens.words)
        follow += either
        token = tokens.words[follow]
        slashed = either or token.glue[:1] in {"/", ","} or token.glue[-1:] == "/"
        apart = slashed or (token.tight and {found[-1], token.text} <= words.POSITIONS)
        if not apart or not (token.text in words.LOCANTS or _position(token.text)):
            break
        found.append(token.text)
        follow += 1
        if token.text not in words.LOCANTS:
            break
    return found


def _position(word: str) -> str:
    """The position word a longer word begins with: "para" of "parafluorofentanyl"."""
    return next((place for place in words.POSITIONS if word.startswith(place)), "")


def _located(word: str, lexicon: Lexicon) -> set[str]:
    """The substances one spelling may mean, right or with a typing error."""
    entries = lexicon.entries.get(word, ())
    known = {entry.key for entry in entries if entry.group == "substance"}
    return known or {
        key for guess in lexicon.speller.guesses(word) if guess.certain for key in guess.keys
    }


def _unnamed(tokens: Tokens, at: int, lexicon: Lexicon) -> tuple[Piece, int]:
    token = tokens.words[at]
    text = token.text
    piece = Piece("unknown", tokens.span(at, at + 1), word=text)
    group = _group_of(text)
    follower = tokens.words[at + 1] if at + 1 < len(tokens.words) else None
    if group == "unknown" or (follower and follower.tight and not follower.glue):
        spelt = _misspelt(tokens, at, lexicon)
        if spelt:
            return spelt
    if group == "unknown" and _is_misspelt_filler(text):
        group = "filler"
    piece.group = group
    return piece, at + 1


def _is_misspelt_filler(text: str) -> bool:
    """Whether it is one of the long ordinary words of certificates with a typing error."""
    return any(
        abs(len(text) - len(word)) < 3 and distance(text, word, limit=1.5) <= 1.5
        for word in words.LONG_FILLERS
    )


_GROUPS: tuple[tuple[str, frozenset[str]], ...] = (
    ("either", words.EITHER),
    ("link", words.LINKS),
    ("denial", words.NEGATIONS_BEFORE | words.NEGATIONS_AFTER),
    ("role", frozenset(words.ROLES)),
    ("metabolite", words.METABOLITES),
    ("analogue", words.ANALOGUES),
    ("form", words.FORMS),
    ("filler", words.FILLERS),
)
_GROUP_OF = {word: group for group, members in reversed(_GROUPS) for word in members}


def _group_of(text: str) -> str:
    group = _GROUP_OF.get(text)
    if group:
        return group
    if _NUMBER.fullmatch(text):
        return "number"
    return "unknown"


def is_prefix(piece: Piece) -> bool:
    """Whether a word nobody knows would change the substance named after it."""
    if piece.group == "number" or len(piece.word) < 3:
        return False
    return bool(_PREFIX.fullmatch(piece.word))


def is_part(piece: Piece) -> bool:
    """Whether a joined word nobody knows may belong to the name of another substance."""
    return len(piece.word) < 4 or is_prefix(piece) or not piece.word.isalpha()


def _misspelt(tokens: Tokens, at: int, lexicon: Lexicon) -> tuple[Piece, int] | None:
    """A name with a typing error: the whole hyphenated word first, then its first part."""
    stop = at + 1
    while stop < len(tokens.words) and tokens.words[stop].tight and not tokens.words[stop].glue:
        stop += 1
    first = at
    ends = (stop, at + 1) if _group_of(tokens.words[at].text) == "unknown" else (stop,)
    for end in dict.fromkeys(ends):
        word = tokens.key(first, end)
        letters = max(sum(map(str.isalpha, token.text)) for token in tokens.words[first:end])
        if word in words.ORDINARY or letters < SHORTEST:
            continue
        small = [token.text for token in tokens.words[first:end] if len(token.text) < SHORTEST]
        piece = _spelt(word, small, lexicon)
        if piece:
            end = _with_tail(piece, tokens, end, lexicon)
            piece.span = tokens.span(first, end)
            return piece, end
    return None


def _with_tail(piece: Piece, tokens: Tokens, end: int, lexicon: Lexicon) -> int:
    """Take in the words after a misspelt one that make its name longer: an ester, "resin"."""
    for stop in range(min(end + 3, len(tokens.words)), end, -1):
        if tokens.words[end].glue:
            break
        found = lexicon.entries.get(piece.word + tokens.key(end, stop), ())
        keys = {entry.key for entry in found if entry.group == "substance"}
        if len(keys) == 1:
            piece.keys = tuple(keys)
            return stop
    return end


def _spelt(word: str, small: list[str], lexicon: Lexicon) -> Piece | None:
    """What a word means if the error is not in one of its ``small`` parts ("4", "MeO")."""
    guesses = [
        guess
        for guess in lexicon.speller.guesses(word)
        if all(part in guess.spelling for part in small)
    ]
    if guesses:
        keys = tuple(dict.fromkeys(key for guess in guesses for key in guess.keys))
        sure = len(keys) == 1 and all(guess.certain for guess in guesses)
        sure = sure and guesses[0].cost <= _SURE_COST[min(len(word), 12)]
        score = 0.9 - 0.3 * guesses[0].cost / allowance(len(word))
        meant = guesses[0].spelling
        return Piece("substance", (0, 0), "", keys, score, doubtful=not sure, word=meant)
    for stem, family in lexicon.stems:
        if word.endswith(stem) and len(word) > len(stem) + 2:
            return Piece("family", (0, 0), keys=(family,), score=0.4, word=word)
    return None
