"""What a word that is no known name may still mean: a foreign spelling, a compound, an error."""

from collections.abc import Sequence

from vedette.science.identity import languages
from vedette.science.identity import vocabulary as words
from vedette.science.identity.folding import latin
from vedette.science.identity.lexicon import Entry, Lexicon
from vedette.science.identity.pieces import Piece
from vedette.science.identity.spelling import SHORTEST, allowance
from vedette.science.identity.tokens import MOST_WORDS, Tokens

FOREIGN_SCORE = 0.9
SHORTEST_DOUBTFUL = 9  # shorter words are too often plain words near a name
MOST_FOREIGN_WORDS = 4
# A salt may be the last word of a name, an ordinary word may not.
_NO_PARTS = words.COMMON - words.FORMS
_PROPER = frozenset({"preferred", "INN"})
_JOINTS = ("s", "e", "n", "i", "en", "es", "")  # letters that join the parts of a compound
# The shorter a word, the smaller the error that leaves no doubt which was meant.
_SURE_COST = {length: 0.9 if length < 7 else 1.0 if length < 12 else 1.5 for length in range(13)}


def guess(tokens: Tokens, at: int, lexicon: Lexicon) -> tuple[Piece, int] | None:
    """The most certain reading of the words from here on, if there is any."""
    return (
        foreign(tokens, at, lexicon)
        or _compound(tokens, at, lexicon)
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
        if not found and stop > at + 1:
            parts = [token.text for token in tokens.words[at:stop]]
            found = lexicon.folded.find_phrase(parts)
        if not found and not key.isascii() and tokens.said(at, stop).isupper():
            found = lexicon.entries.get(latin(key), ())  # "ПВП" spells the letters of PVP
        if piece := _meant(found):
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
    return stop > at + 1 or tokens.words[at].text not in words.COMMON


def _meant(found: Sequence[Entry]) -> Piece | None:
    """One piece for what a folded spelling stands for, in doubt if it stands for several."""
    substances = [entry for entry in found if entry.group == "substance"]
    for chosen in (substances, [entry for entry in found if entry.group == "family"]):
        keys = {entry.key for entry in chosen}
        if len(keys) > 1:
            keys = {entry.key for entry in chosen if entry.kind in _PROPER} or keys
        if keys:
            piece = Piece(chosen[0].group, (0, 0), keys=tuple(sorted(keys)), score=FOREIGN_SCORE)
            piece.doubtful = len(keys) > 1 or all(entry.ambiguous for entry in chosen)
            return piece
    return None


def _compound(tokens: Tokens, at: int, lexicon: Lexicon) -> tuple[Piece, int] | None:
    """A name joined to an ordinary word: "Kokainhydrochlorid", "metadonforgiftning"."""
    word = tokens.words[at].text
    if not word.endswith(languages.TAILS):
        return None
    for tail in languages.TAILS:
        head = word.removesuffix(tail)
        if head == word or len(head) < SHORTEST - 1:
            continue
        for joint in _JOINTS:
            stem = head.removesuffix(joint) if joint else head
            if stem == head and joint:
                continue
            found = lexicon.entries.get(stem) or lexicon.folded.find(stem)
            piece = _meant([entry for entry in found if not entry.ambiguous])
            if piece and piece.group == "substance":
                piece.span, piece.word = tokens.span(at, at + 1), stem
                return piece, at + 1
    return None


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
        if not sure and len(word) < SHORTEST_DOUBTFUL:
            return None
        score = 0.9 - 0.3 * guesses[0].cost / allowance(len(word))
        meant = guesses[0].spelling
        return Piece("substance", (0, 0), "", keys, score, doubtful=not sure, word=meant)
    for stem, family in lexicon.stems:
        if word.endswith(stem) and len(word) > len(stem) + 2:
            return Piece("family", (0, 0), keys=(family,), score=0.4, word=word)
    return None
