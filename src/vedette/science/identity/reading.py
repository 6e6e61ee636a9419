"""Read a text word by word into pieces: names, forms, denials, words nobody knows."""

import re
from collections.abc import Sequence

from vedette.science.identity import compounds
from vedette.science.identity import vocabulary as words
from vedette.science.identity.everyday import BRANDS
from vedette.science.identity.guesses import FOREIGN_SCORE, foreign, guess
from vedette.science.identity.languages import CASE_ENDINGS
from vedette.science.identity.lexicon import Entry, Lexicon
from vedette.science.identity.parts import is_handed
from vedette.science.identity.pieces import Piece
from vedette.science.identity.spelling import cost_within
from vedette.science.identity.tokens import MOST_WORDS, Tokens, tokenise

SHORTEST_BRAND = 6  # letters; of three thousand longer ones sixty are words of a language
_NUMBER = re.compile(r"\d+(?:mg|mcg|ug|g|ml|s|x)?|x\d+")
_WORDS = re.compile(r"[^\W_]+")
_SPEAKABLE = re.compile(r"[^aeiouy\W\d]?[aeiouy][^\W\d]{0,3}")
_ENDED = re.compile(r"\S*[A-Z0-9]{3}[-:'’]([^\W\d_A-Z]{1,4})")
_PLAIN = frozenset({"preferred", "INN", "common name", "systematic", "salt form"})
_EITHER = words.EITHER | words.OR_BETWEEN_NAMES  # between two places: Dutch "2- of 3-MMC"
_SURENESS = {"high": 1.0, "medium": 0.9, "low": 0.75}


def read_pieces(text: str, lexicon: Lexicon, *, language: str | None) -> list[Piece]:
    """The pieces of a text in order."""
    tokens = tokenise(text)
    if tokens.blanked:
        whole = tokenise(text, strengths=True)
        stop, key = len(whole.words), whole.key(0, len(whole.words))
        if _fitting(whole, 0, stop, key, lexicon.entries.get(key, ())):
            tokens = whole  # a name that happens to look like a strength
    pieces: list[Piece] = []
    at, count = 0, len(tokens.words)
    while at < count:
        begun, first = at, tokens.words[at]
        piece, at = _next(tokens, at, lexicon, language)
        piece.glue, piece.tight, piece.joined = first.glue, first.tight, first.joined
        if tokens.blanked:
            piece.measured = any(token.measured for token in tokens.words[begun:at])
            piece.negated = any(token.nil for token in tokens.words[begun:at])
        if piece.group != "ending":
            pieces.append(piece)
    return pieces


def _next(tokens: Tokens, at: int, lexicon: Lexicon, language: str | None) -> tuple[Piece, int]:
    if at and tokens.words[at].tight and _is_ending(tokens, at):
        return Piece("ending", tokens.span(at, at + 1)), at + 1
    if tokens.words[at].text in words.HANDS and _is_both_hands(tokens, at):
        return Piece("form", tokens.span(at, at + 2)), at + 2
    begun = _begun(tokens, at, lexicon)
    if tokens.words[at].text in words.LOCANTS and (
        alternatives := _alternatives(
            tokens, at, lexicon, longer_than=begun[-1][0] if begun else at
        )
    ):
        return alternatives
    for stop, key, known in reversed(begun):
        found = _fitting(tokens, at, stop, key, known)
        if found and (piece := _named(tokens, (at, stop), key, found, language)):
            return _longer(tokens, at, stop, piece, lexicon) or (piece, stop)
    return _unnamed(tokens, at, lexicon)


def _is_both_hands(tokens: Tokens, at: int) -> bool:
    """Whether both mirror images are meant, as a plain name does too: "(R,S)-medetomidine"."""
    beside = tokens.words[at + 1 : at + 3]
    if len(beside) < 2 or not beside[0].tight:
        return False
    return {tokens.words[at].text, beside[0].text} == words.HANDS and beside[0].glue in {",", "/"}


def _begun(tokens: Tokens, at: int, lexicon: Lexicon) -> list[tuple[int, str, tuple[Entry, ...]]]:
    """The known names that begin here, the shortest first: where each stops, key and entries."""
    found, key = [], ""
    for stop, token in enumerate(tokens.words[at : at + MOST_WORDS], at + 1):
        key = f"{key}{token.glue}{token.text}" if key else token.text
        if entries := lexicon.entries.get(key):
            found.append((stop, key, entries))
        if not lexicon.may_begin(key):
            break  # in a sentence nearly every word ends the search here
    return found


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


def _fitting(
    tokens: Tokens, at: int, stop: int, key: str, found: tuple[Entry, ...]
) -> tuple[Entry, ...]:
    """The entries of a key, or none if these words only happen to spell it."""
    slight = stop > at + 1 and len(key) <= 4 and key.isalpha()
    if found and slight and max(len(token.text) for token in tokens.words[at:stop]) < 3:
        return found if _is_so_divided(tokens, at, stop, found) else ()
    if found and stop > at + 1 and not all(t.tight for t in tokens.words[at + 1 : stop]):
        if _begins_slightly(tokens, at, found):
            return ()
        if _needs_division(tokens, at, stop, key) and not _is_so_divided(tokens, at, stop, found):
            return ()  # "PC P" is no PCP, and the Spanish "X y la" no xyla
        if found[0].kind == "identifier" or _cuts_locant(tokens, stop) or _is_of(tokens, at):
            return ()
    if found and stop == at + 1 and len(tokens.words) > 1 and key in words.COMMON:
        return () if _is_plain(tokens, at, found) else found
    if found and at + 1 < stop < at + len(tokens.words) and all(e.ambiguous for e in found):
        described = all(token.text in words.COMMON for token in tokens.words[at:stop])
        return () if described else found  # "white powder" in a sentence is white powder
    return found


def _cuts_locant(tokens: Tokens, stop: int) -> bool:
    """Whether a name would end in the locant of the next: French "la 3-MMC" is no LA-3."""
    last = tokens.words[stop - 1]
    goes_on = stop < len(tokens.words) and tokens.words[stop].joined
    return goes_on and not last.tight and last.text.isdigit()


def _begins_slightly(tokens: Tokens, at: int, found: Sequence[Entry]) -> bool:
    """Whether a brand would begin with a small word of a sentence: Swedish "på vågen", Pavagen."""
    return (
        len(tokens.words[at].text) < 3
        and not tokens.words[at + 1].tight
        and all(entry.kind == "brand" for entry in found)
    )


def _needs_division(tokens: Tokens, at: int, stop: int, key: str) -> bool:
    """Whether words apart are too slight to be one name that is written in one word."""
    if len(key) <= 6 and key.isalpha():
        return True
    apart = [token.text for token in tokens.words[at + 1 : stop] if not token.tight]
    return any(len(text) < 3 or text in words.COMMON for text in apart)


def _is_of(tokens: Tokens, at: int) -> bool:
    """Whether a name would begin with a word for "of": French "de lorazepam" is no delorazepam.

    The Italian "di" is also a part of names; it is "of" after a word.
    """
    text = tokens.words[at].text
    if tokens.words[at + 1].tight or text not in {"de", "di", "d", "l"}:
        return False
    if len(text) == 1:  # "d'amphétamine"
        return not {"'", "’"}.isdisjoint(tokens.said(at, at + 2))
    return text == "de" or (at > 0 and len(tokens.words[at - 1].text) > 3)


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
    tokens: Tokens, place: tuple[int, int], key: str, found: Sequence[Entry], language: str | None
) -> Piece | None:
    at, stop = place
    piece = Piece("substance", tokens.span(at, stop), word=key)
    if _is_plainly_named(found):  # as most are; there is nothing to weigh
        piece.keys = (found[0].key,)
        piece.score = max([_SURENESS[entry.confidence] for entry in found])
        return piece
    substances = [entry for entry in found if entry.group == "substance"]
    if len(substances) < len(found):
        own = any(entry.kind == "preferred" for entry in substances)
        for group in ("family", "mixture", "nothing"):
            if entry := next((e for e in found if e.group == group), None):
                if own and entry.language not in {"en", language}:
                    continue  # German "Amphetamine" is a plural, English "amphetamine" a substance
                piece.group, piece.meaning = group, entry.key
                piece.keys = () if group == "nothing" else (entry.key,)
                piece.doubtful = entry.ambiguous
                return piece
    return _weigh(piece, [e for e in found if _is_spoken(e, language)], language, tokens, at, stop)


def _is_plainly_named(found: Sequence[Entry]) -> bool:
    """Whether all entries are proper names of one substance, in no doubt in any language."""
    key = found[0].key
    for entry in found:
        if entry.kind not in _PLAIN or entry.ambiguous or entry.is_code or entry.key != key:
            return False
        if entry.group != "substance":
            return False
    return True


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
    kinds = {entry.kind for entry in found}
    piece.weak = piece.doubtful and "positional" not in kinds
    piece.weak = piece.weak or _is_word_by_chance(tokens, at, stop, found)
    piece.score = max([_SURENESS[entry.confidence] for entry in sure or found])
    if kinds == {"street"}:
        piece.score = min(piece.score, 0.8)
    return piece


def _is_word_by_chance(tokens: Tokens, at: int, stop: int, found: Sequence[Entry]) -> bool:
    """Whether it may as well be a plain word: "det" for DET, "control" for an old brand."""
    if stop > at + 1:
        return False
    if all(entry.kind == "brand" and entry.confidence == "low" for entry in found):
        word = tokens.words[at].text
        return len(word) < SHORTEST_BRAND or word in BRANDS
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


def _alternatives(
    tokens: Tokens, at: int, lexicon: Lexicon, *, longer_than: int
) -> tuple[Piece, int] | None:
    """Isomers the writer could not tell apart, as in "meta/para-fluorofentanyl".

    Nothing that only reaches as far as a known name, for "3,4-MDMA" names one substance.
    """
    locants = _locants(tokens, at)
    if len(locants) < 2:
        return None
    first = at + len(locants)
    first += sum(token.text in _EITHER for token in tokens.words[at:first])
    place = _position(locants[-1]) or locants[-1]
    joined = locants[-1].removeprefix(place)
    locants[-1] = place
    for stop in range(min(first + 5, len(tokens.words)), first - bool(joined), -1):
        if stop <= longer_than:
            return None
        if stop > first and tokens.words[first].glue:
            continue
        if any(word.glue == "," and not word.tight for word in tokens.words[first + 1 : stop]):
            continue  # what comes after ", " is the next thing of a list
        rest = joined + (tokens.key(first, stop) if stop > first else "")
        keys = {key for locant in locants for key in _located(locant + rest, lexicon)}
        if set(locants) == words.MIRRORED:  # "D,L-" is the mixture, which the plain name means
            found = lexicon.entries.get("dl" + rest) or lexicon.entries.get(rest, ())
            keys = {entry.key for entry in found if entry.group == "substance"}
        if rest and keys:
            piece = Piece("substance", tokens.span(at, stop))
            piece.keys = tuple(sorted(keys))
            piece.doubtful = set(locants) != words.MIRRORED or len(keys) > 1
            piece.score = 0.5 if piece.doubtful else FOREIGN_SCORE
            return piece, stop
    return None


def _locants(tokens: Tokens, at: int) -> list[str]:
    """The places named in a row from here on: "meta/para", "2- or 3-", "meta-para"."""
    found = [tokens.words[at].text]
    follow = at + 1
    while follow < min(at + MOST_WORDS, len(tokens.words)):
        either = tokens.words[follow].text in _EITHER and follow + 1 < len(tokens.words)
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
    if group == "unknown" and token.joined and text in compounds.PARTS:
        group = "form"  # "MDMA-tablettien"
    if group == "analogue" and at and _is_no_analogue(tokens, at):
        group = "filler"
    piece.group = group
    return piece, at + 1


def _is_no_analogue(tokens: Tokens, at: int) -> bool:
    """The S-isomer of a substance is no other substance, a "ketamine-related" fall none at all."""
    text = tokens.words[at].text
    if text == "related" and tokens.words[at].joined:
        follower = tokens.words[at + 1].text if at + 1 < len(tokens.words) else ""
        return follower not in words.KINDS
    return text.startswith("isomer") and is_handed(tokens.words[at - 1].text)


def _is_ending(tokens: Tokens, at: int) -> bool:
    """Whether it is only the case a name stands in: Finnish "MDMA:ta", Estonian "GHB-d"."""
    if tokens.words[at].text not in CASE_ENDINGS:
        return False
    if at + 1 < len(tokens.words) and tokens.words[at + 1].joined:
        return False
    return bool(_ENDED.fullmatch(tokens.said(at - 1, at + 1)))


def _is_misspelt_filler(text: str) -> bool:
    """Whether it is one of the long ordinary words of certificates with a typing error."""
    return any(
        abs(len(text) - len(word)) < 3 and cost_within(text, word, limit=1.5) <= 1.5
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
