"""Read a text word by word into pieces: names, forms, denials, words nobody knows."""

import re
from collections.abc import Sequence

from vedette.science.identity import vocabulary as words
from vedette.science.identity.folding import fold, latin
from vedette.science.identity.guesses import foreign, guess
from vedette.science.identity.lexicon import Entry, Lexicon
from vedette.science.identity.pieces import Piece
from vedette.science.identity.spelling import distance
from vedette.science.identity.tokens import MOST_WORDS, Tokens, tokenise

_NUMBER = re.compile(r"\d+(?:mg|mcg|ug|g|ml|s|x)?|x\d+")
_WORDS = re.compile(r"[^\W_]+")
_SPEAKABLE = re.compile(r"[^aeiouy\W\d]?[aeiouy][^\W\d]{0,3}")
_HANDED = re.compile(r"\d{1,2}[rs]")
# In folded spelling, so that it holds for every language.
_CHEMICAL = re.compile(
    r"[bnptks]il(?![a-z]*n$)|osi[^aeiou]|oso|fluo|klor|brom|iod|idro|nitr|amin|tio|met|etil|prop|"
    r"butir|butil|pent|akr|furan|sikl|bens|fenil|fen[oe]|aset|valer|kroton|nor|desm|dese|orto|"
    r"para|alfa|beta|ester|o?at[aeiou]*$|osid"
)
_FOREIGN_PREFIX = re.compile(
    r"\w*(?:il|osi|oso|fluor|klor|brom|iod|idro|nitro|amino|tio|keto|etilen)"
)
_PREFIX = re.compile(
    r"(?:n|o|s|m|p|f|cl|br|\d+'?|alpha|beta|gamma|delta|ortho|meta|para|iso|nor|des\w*|bis|di|tri"
    r"|\w*(?:yl|oxy|oxo|fluoro?|chloro?|bromo?|iodo|hydro|nitro|amino|thio|keto|aza|cyano))"
)
_SURENESS = {"high": 1.0, "medium": 0.9, "low": 0.75}


def read_pieces(text: str, lexicon: Lexicon, *, language: str | None) -> list[Piece]:
    """The pieces of a text in order."""
    tokens = tokenise(text)
    if tokens.blanked:
        whole = tokenise(text, strengths=True)
        if _entries_at(whole, 0, len(whole.words), lexicon):
            tokens = whole  # a name that happens to look like a strength
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
            return _longer(tokens, at, stop, piece, lexicon) or (piece, stop)
    return _unnamed(tokens, at, lexicon)


def _longer(
    tokens: Tokens, at: int, stop: int, piece: Piece, lexicon: Lexicon
) -> tuple[Piece, int] | None:
    """A longer name in another language's spelling that only begins like this one."""
    if stop >= len(tokens.words) or tokens.words[stop].glue:
        return None
    if not (
        piece.weak or not lexicon.head_keys.isdisjoint(piece.keys) or piece.word in words.LOCANTS
    ):
        return None
    return foreign(tokens, at, lexicon, longer_than=stop - at)


def _entries_at(tokens: Tokens, at: int, stop: int, lexicon: Lexicon) -> tuple[Entry, ...]:
    key = tokens.key(at, stop)
    found = lexicon.entries.get(key, ())
    slight = stop > at + 1 and len(key) <= 4 and key.isalpha()
    if found and slight and max(len(token.text) for token in tokens.words[at:stop]) < 3:
        return found if _is_so_divided(tokens, at, stop, found) else ()
    if found and stop > at + 1 and not all(t.tight for t in tokens.words[at + 1 : stop]):
        if _needs_division(tokens, at, stop, key) and not _is_so_divided(tokens, at, stop, found):
            return ()  # "PC P" is no PCP, and the Spanish "X y la" no xyla
        if found[0].kind == "identifier":
            return ()
    if found and stop == at + 1 and len(tokens.words) > 1 and key in words.COMMON:
        return () if _is_plain(tokens, at, found) else found
    if found and at + 1 < stop < at + len(tokens.words) and all(e.ambiguous for e in found):
        described = all(token.text in words.COMMON for token in tokens.words[at:stop])
        return () if described else found  # "white powder" in a sentence is white powder
    return found


def _needs_division(tokens: Tokens, at: int, stop: int, key: str) -> bool:
    """Whether words apart are too slight to be one name that is written in one word."""
    if len(key) <= 6 and key.isalpha():
        return True
    apart = [token.text for token in tokens.words[at + 1 : stop] if not token.tight]
    return any(len(text) < 3 or text in words.COMMON for text in apart)


def _is_so_divided(tokens: Tokens, at: int, stop: int, found: Sequence[Entry]) -> bool:
    """Whether a name is known to be written with its spaces just there."""
    written = [token.text for token in tokens.words[at:stop]]
    return any(_WORDS.findall(entry.form) == written for entry in found)


def _is_plain(tokens: Tokens, at: int, found: Sequence[Entry]) -> bool:
    """Whether "met" is the Dutch "with" and not MET: it is not written as a code."""
    if any(entry.group != "substance" for entry in found):
        return False
    said = tokens.said(at, at + 1)
    if not any(entry.is_code or entry.kind in {"preferred", "abbreviation"} for entry in found):
        return True
    return not said.isupper() or len(said) == 1 or tokens.raw.isupper()


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
    piece.weak = piece.weak or _is_word_by_chance(tokens, at, stop, found)
    piece.score = max(_SURENESS[entry.confidence] for entry in sure or found)
    if all(entry.kind == "street" for entry in found):
        piece.score = min(piece.score, 0.8)
    return piece


def _is_word_by_chance(tokens: Tokens, at: int, stop: int, found: Sequence[Entry]) -> bool:
    """Whether it may as well be a plain word: "det" for DET, "control" for an old brand."""
    if stop > at + 1:
        return False
    if all(entry.kind == "brand" and entry.confidence == "low" for entry in found):
        return True
    short = _SPEAKABLE.fullmatch(tokens.words[at].text) and not tokens.said(at, stop).isupper()
    return bool(short) and all(entry.is_code or entry.kind == "abbreviation" for entry in found)


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
    while follow < min(at + MOST_WORDS, len(tokens.words)):
        either = tokens.words[follow].text in words.EITHER and follow + 1 < len(tokens.words)
        follow += either
        token = tokens.words[follow]
        slashed = either or token.glue[:1] in {"/", ","} or token.glue[-1:] == "/"
        if token.glue == "," and {found[-1], token.text} <= words.BOUND_TO_NITROGEN:
            break  # "N,O-" says twice where something stands
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
    entries = lexicon.entries.get(word, ()) or lexicon.folded.find(word)
    known = {entry.key for entry in entries if entry.group == "substance"}
    return known or {
        key for guess in lexicon.speller.guesses(word) if guess.certain for key in guess.keys
    }


def _unnamed(tokens: Tokens, at: int, lexicon: Lexicon) -> tuple[Piece, int]:
    token = tokens.words[at]
    text = token.text
    piece = Piece("unknown", tokens.span(at, at + 1), word=text)
    group = _group_of(text)
    if group in {"link", "either"} and len(text) < 3 and token.joined:
        group = "unknown"  # the "s" of "N-s-butyl" is no Czech "with"
    follower = tokens.words[at + 1] if at + 1 < len(tokens.words) else None
    goes_on = follower and follower.tight and not follower.glue
    if (group == "unknown" or goes_on) and (guessed := guess(tokens, at, lexicon)):
        return guessed
    if group == "unknown" and _is_misspelt_filler(text):
        group = "filler"
    if (
        group == "analogue"
        and text.startswith("isomer")
        and at
        and is_handed(tokens.words[at - 1].text)
    ):
        group = "filler"  # the S-isomer of a substance is no other substance
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
    ("denial", words.DENIALS),
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
    return bool(_PREFIX.fullmatch(latin(piece.word)) or _FOREIGN_PREFIX.fullmatch(fold(piece.word)))


def is_chemical(word: str) -> bool:
    """Whether a word nobody knows looks like a part of a name rather than of a sentence."""
    return len(word) < 3 or not word.isalpha() or bool(_CHEMICAL.search(fold(word)))


def is_handed(word: str) -> bool:
    """Whether it only says which mirror image is meant: "d", "1R"."""
    return word in words.STEREO or bool(_HANDED.fullmatch(word))


def is_part(piece: Piece) -> bool:
    """Whether a joined word nobody knows may belong to the name of another substance."""
    return len(piece.word) < 4 or is_prefix(piece) or not piece.word.isalpha()
