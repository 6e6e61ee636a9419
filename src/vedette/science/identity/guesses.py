"""What a word that is no known name may still mean: a foreign spelling, a compound, an error."""

from collections.abc import Sequence

from vedette.science.identity import absence, compounds
from vedette.science.identity import vocabulary as words
from vedette.science.identity.everyday import NEAR_NAMES
from vedette.science.identity.folding import latin
from vedette.science.identity.lexicon import PROPER, Entry, Lexicon
from vedette.science.identity.pieces import Piece
from vedette.science.identity.spelling import (
    SHORTEST,
    SHORTEST_MISREAD,
    Guess,
    allowance,
    capital_for_l,
    has_vowels_exchanged,
    may_be_damaged,
    misread,
    printed,
)
from vedette.science.identity.tokens import MOST_WORDS, Tokens

FOREIGN_SCORE = 0.9
SCANNED_SCORE = 0.8
SHORTEST_EVERYDAY = 8  # letters
VOWEL_SCORE = 0.7
SHORTEST_DOUBTFUL = 9  # shorter words are too often plain words near a name
MOST_FOREIGN_WORDS = 4
# A salt may be the last word of a name, an ordinary word may not.
_NO_PARTS = (words.COMMON - words.FORMS) | absence.NOTHING
_KNOWN_BY_ALL = PROPER | {"systematic", "salt form", "positional", "family"}
# The shorter a word, the smaller the error that leaves no doubt which was meant.
_SURE_COST = {length: 0.9 if length < 7 else 1.0 if length < 12 else 1.5 for length in range(13)}


def guess(tokens: Tokens, at: int, lexicon: Lexicon) -> tuple[Piece, int] | None:
    """The most certain reading of the words from here on, if there is any."""
    if tokens.words[at].text in NEAR_NAMES:
        return None
    return (
        foreign(tokens, at, lexicon)
        or _compound(tokens, at, lexicon)
        or _scanned(tokens, at, lexicon)
        or _misspelt(tokens, at, lexicon)
    )


def foreign(
    tokens: Tokens, at: int, lexicon: Lexicon, *, longer_than: int = 0
) -> tuple[Piece, int] | None:
    """A name in the spelling or grammar of another language, the longest first."""
    reach = at + 1
    while reach < min(at + MOST_FOREIGN_WORDS, len(tokens.words)) and _goes_on(tokens, reach):
        reach += 1
    for stop in range(reach, at + longer_than, -1):
        if not _is_one_name(tokens, at, stop):
            continue
        key = tokens.key(at, stop)
        found = lexicon.folded.find(key)
        if stop > at + 1 and not tokens.words[stop - 1].tight:
            # Hungarian "fentanilok" is a family, "fentanyl, ok" is none.
            found = tuple(entry for entry in found if entry.group != "family")
        if not found and stop > at + 1:
            parts = [token.text for token in tokens.words[at:stop]]
            found = lexicon.folded.find_phrase(parts)
        if not found and not key.isascii() and tokens.said(at, stop).isupper():
            found = lexicon.entries.get(latin(key), ())  # "ПВП" spells the letters of PVP
        if piece := _meant(found, lexicon):
            piece.span, piece.word = tokens.span(at, stop), key
            return piece, stop
    return None


def _goes_on(tokens: Tokens, at: int) -> bool:
    """Whether a word may belong to the name before it; the comma of "3,4-" does no harm."""
    token = tokens.words[at]
    return not token.glue or (token.joined and token.glue in {",", "'"})


def _is_one_name(tokens: Tokens, at: int, stop: int) -> bool:
    """Whether the words may be one name: none of them is an ordinary word or an ending."""
    for number in range(at, stop):
        token = tokens.words[number]
        apart = number > at and not token.tight
        if apart and (len(token.text) < 4 or token.text in _NO_PARTS):
            return False
    first = tokens.words[at].text
    if stop > at + 1 and not tokens.words[at + 1].tight:
        return len(first) > 3 or first in words.LOCANTS
    return stop > at + 1 or (first not in words.COMMON and first not in words.ORDINARY)


def _meant(found: Sequence[Entry], lexicon: Lexicon) -> Piece | None:
    """One piece for what a folded spelling stands for, in doubt if it stands for several."""
    substances = [entry for entry in found if entry.group == "substance"]
    for chosen in (substances, [entry for entry in found if entry.group == "family"]):
        keys = {entry.key for entry in chosen}
        if len(keys) > 1:
            keys = {entry.key for entry in chosen if entry.kind in PROPER} or keys
        if keys:
            piece = Piece(chosen[0].group, (0, 0), keys=tuple(sorted(keys)), score=FOREIGN_SCORE)
            piece.doubtful = len(keys) > 1 or all(entry.ambiguous for entry in chosen)
            piece.weak = not any(_is_well_known(entry, lexicon) for entry in chosen)
            return piece
    return None


def _is_well_known(entry: Entry, lexicon: Lexicon) -> bool:
    """Whether a name is the one in use, or one of its language, so that its errors are seen.

    Registers hold thousands of old trade names in English; an ordinary word is near one of them
    far more often than it is one ("resort", "Konzert"). Short names of what drugs are cut with are
    words of every day themselves: "Stärke" is starch, and "stärken" is to strengthen.
    """
    known = lexicon.identities.get(entry.key)
    line = lexicon.lineage(known.family) if known and len(entry.form) < SHORTEST_EVERYDAY else ()
    if not words.LOOSE_FAMILIES.isdisjoint(line):
        return False
    return entry.kind in _KNOWN_BY_ALL or entry.language not in {"", "en"}


def _compound(tokens: Tokens, at: int, lexicon: Lexicon) -> tuple[Piece, int] | None:
    """A name joined to an ordinary word: "Kokainhydrochlorid", "metadonforgiftning"."""
    for stem in compounds.stems(tokens.words[at].text):
        found = lexicon.entries.get(stem) or lexicon.folded.find(stem)
        piece = _meant(_as_said_alone([entry for entry in found if not entry.ambiguous]), lexicon)
        if piece and words.LOOSE_FAMILIES.isdisjoint(piece.keys):
            piece.span, piece.word, piece.weak = (
                tokens.span(at, at + 1),
                stem,
                all(entry.kind == "brand" for entry in found),
            )
            return piece, at + 1
    return None


def _as_said_alone(found: list[Entry]) -> list[Entry]:
    """What a word means that names a family and, less properly, also a substance: "nitazen"."""
    families = [entry for entry in found if entry.group == "family"]
    own = any(entry.kind == "preferred" for entry in found)
    return found if own else families or found


def _scanned(tokens: Tokens, at: int, lexicon: Lexicon) -> tuple[Piece, int] | None:
    """A name in which a scanner mistook letters: "rnetonitazene", "0xycodone"."""
    stop, damaged = at + 1, may_be_damaged(tokens.words[at].text)
    most = min(at + MOST_WORDS, len(tokens.words))
    while stop < most and tokens.words[stop].tight and not tokens.words[stop].glue:
        damaged = damaged or may_be_damaged(tokens.words[stop].text)
        stop += 1
    for end in dict.fromkeys((stop, at + 1)):
        word = tokens.key(at, end)
        if len(word) < SHORTEST or sum(map(str.isalpha, word)) < SHORTEST:
            continue
        if not word.isascii() or word in words.COMMON or word in words.ORDINARY:
            continue
        said = tokens.said(at, end)
        readings = printed(word) if damaged else capital_for_l(said)
        piece = _read_as(readings, lexicon) if readings else None
        longest = max(len(token.text) for token in tokens.words[at:end])
        if not piece and longest >= SHORTEST_MISREAD:
            piece = _read_as(misread(word), lexicon)
            if piece and piece.doubtful:
                continue  # two names are as near
        if piece:
            piece.span, piece.word, piece.score = tokens.span(at, end), word, SCANNED_SCORE
            return piece, end
    return None


def _read_as(readings: list[str], lexicon: Lexicon) -> Piece | None:
    """What a damaged word may be, of the readings that are names."""
    return _meant(
        [
            entry
            for text in readings
            if text in lexicon.entries
            for entry in lexicon.entries[text]
            if _is_scannable(entry, text)
        ],
        lexicon,
    )


def _is_scannable(entry: Entry, text: str) -> bool:
    """Whether a name is well enough known, and long enough, to be told by its damaged letters."""
    if entry.group != "substance" or entry.ambiguous or entry.kind == "street":
        return False
    return len(text) >= SHORTEST and (entry.kind != "brand" or entry.confidence == "high")


def _misspelt(tokens: Tokens, at: int, lexicon: Lexicon) -> tuple[Piece, int] | None:
    """A name with a typing error: the whole hyphenated word first, then its first part."""
    stop = at + 1
    most = min(at + MOST_WORDS, len(tokens.words))
    while stop < most and tokens.words[stop].tight and not tokens.words[stop].glue:
        stop += 1
    first = at
    ends = (stop, at + 1) if tokens.words[at].text not in words.COMMON else (stop,)
    for end in dict.fromkeys(ends):
        word = tokens.key(first, end)
        letters = max(sum(map(str.isalpha, token.text)) for token in tokens.words[first:end])
        if word in words.ORDINARY or word in words.COMMON or letters < SHORTEST:
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


def _with_other_vowels(word: str, guesses: list[Guess], lexicon: Lexicon) -> Piece | None:
    """The one long name of which only a vowel is wrong, if no other substance is near."""
    found = [
        text
        for text in lexicon.speller.with_other_vowels(word)
        if any(entry.kind not in {"brand", "family"} for entry in lexicon.entries[text])
    ]
    if not found or not words.COMMON.isdisjoint(found):
        return None
    keys = {key for text in found for key in lexicon.speller.keys[text]}
    if len(keys) != 1 or any(not keys.issuperset(guess.keys) for guess in guesses):
        return None
    return Piece("substance", (0, 0), "", tuple(keys), VOWEL_SCORE, word=found[0])


def _spelt(word: str, small: list[str], lexicon: Lexicon) -> Piece | None:
    """What a word means if the error is not in one of its ``small`` parts ("4", "MeO")."""
    guesses = [
        guess
        for guess in lexicon.speller.guesses(word)
        if all(part in guess.spelling for part in small)
    ]
    if piece := _with_other_vowels(word, guesses, lexicon):
        return piece
    if guesses:
        keys = tuple(dict.fromkeys(key for guess in guesses for key in guess.keys))
        sure = len(keys) == 1 and all(guess.certain for guess in guesses)
        sure = sure and guesses[0].cost <= _SURE_COST[min(len(word), 12)]
        sure = sure or (
            len(keys) == len(guesses) == 1
            and has_vowels_exchanged(word, guesses[0].spelling)
            and guesses[0].spelling not in words.COMMON
        )
        if not sure and len(word) < SHORTEST_DOUBTFUL:
            return None
        score = 0.9 - 0.3 * guesses[0].cost / allowance(len(word))
        meant = guesses[0].spelling
        known = lexicon.entries.get(meant, ())
        weak = not any(_is_well_known(entry, lexicon) for entry in known)
        return Piece("substance", (0, 0), "", keys, score, doubtful=not sure, word=meant, weak=weak)
    for stem, family in lexicon.stems:
        if word.endswith(stem) and len(word) > len(stem) + 2:
            return Piece("family", (0, 0), keys=(family,), score=0.4, word=word)
    return None
