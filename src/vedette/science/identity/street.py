"""Street words and names of every day: read where the words beside them show what is meant.

"Charlie" alone may be anybody. In "half a gram of charlie", "charlie, snorted" and "charlie and
ketamine" it is cocaine. And "Valerie" in a sentence of other words is a woman, "water" is water.
"""

import re

from vedette.science.identity import absence, languages, vocabulary
from vedette.science.identity.lexicon import Entry, Lexicon
from vedette.science.identity.measures import (
    AMOUNT,
    BETWEEN,
    DESCRIBING,
    FOOD,
    LOOSE,
    MEASURES,
    PLAIN,
    SELDOM_DESCRIBING,
    USES,
)
from vedette.science.identity.ordinary import EVERYDAY, GIVEN_NAMES
from vedette.science.identity.pieces import NAMING, Piece, take_back
from vedette.science.identity.text import normalise, word_set

AROUND = 40  # characters read on either side
MOST_PIECES = 14  # in a longer text a drug in the same list settles nothing
STREET_SCORE = 0.8
_NOWHERE: frozenset[str] = frozenset()
_EVERYWHERE = frozenset({"xx"})
_SHARE = re.compile(r"[ (]*\d+(?:[.,]\d+)? ?%")
_PRICE = re.compile(r"[ :=]*\d+(?:[.,]\d+)? ?(?:€|eur|£|\$|kr|zl|kc|ft|lei) ?/ ?(?:g|gr|kg|gram)\b")
_LAST_CLAUSE = re.compile(r"[,;:.!?()\n]\s")
_WORD = re.compile(r"[½¼¾]|[^\W_]+")
_AMOUNT = re.compile(AMOUNT)
_DESCRIBES = frozenset({"form", "number", "filler"})
_EITHER_IS_A_DRUG = frozenset({"coca"})  # the leaf or cocaine
_LETTERS = frozenset({"k"})  # others have several meanings
_SEPARATES = frozenset({"link", "either"})
_NO_SENTENCE = _SEPARATES | {"form", "number", "role", "nothing"}


def read_street(text: str, pieces: list[Piece], lexicon: Lexicon, *, language: str | None) -> None:
    """Read the street words that are clear here; take back what is no name in a plain sentence."""
    for at, piece in enumerate(pieces):
        if piece.group != "substance" and piece.word not in DESCRIBING:
            continue  # as most words
        if piece.group == "substance" and not (piece.doubtful or piece.weak):
            if _is_everyday(text, pieces, at) and not _is_shown(text, pieces, at):
                take_back(piece)
        elif found := _street_entries(piece, lexicon, language):
            _settle(text, pieces, at, found, known=language is not None)


def _street_entries(piece: Piece, lexicon: Lexicon, language: str | None) -> list[Entry]:
    """The street words a piece may be, in the language of the text."""
    if piece.joined or not (piece.group == "substance" or _is_also_street(piece)):
        return []
    if piece.word in PLAIN or (len(piece.word) < 2 and piece.word not in _LETTERS):
        return []
    return [
        entry
        for entry in lexicon.entries.get(piece.word, ())
        if entry.kind == "street" and (not language or entry.language in {"", language})
    ]


def _is_also_street(piece: Piece) -> bool:
    """Whether a colour or form is a street word as well."""
    return piece.group in _DESCRIBES and piece.word in DESCRIBING


def _settle(text: str, pieces: list[Piece], at: int, found: list[Entry], *, known: bool) -> None:
    """Read a street word beside a sign; without a known language, only in that of the sign."""
    piece = pieces[at]
    loose = not all(entry.ambiguous for entry in found)
    spoken = _languages_of_signs(text, pieces, at, loose=loose)
    beside = piece.group == "substance" or (known and piece.word in SELDOM_DESCRIBING)
    if beside and not spoken and piece.word not in FOOD and _has_company(pieces, at):
        spoken = frozenset({"en"})
    spoken |= {"", "en"} if "xx" in spoken else set()
    told = {entry.key for entry in found if spoken and (known or entry.language in spoken)}
    if not told:
        return
    piece.group, piece.keys, piece.weak = "substance", tuple(sorted(told)), False
    piece.doubtful = len(told) > 1
    piece.score = min(piece.score, STREET_SCORE)


def _languages_of_signs(text: str, pieces: list[Piece], at: int, *, loose: bool) -> frozenset[str]:
    """The languages of the measure or way of use beside a word; none if there is none."""
    piece = pieces[at]
    if not _ends_phrase(pieces, at):
        return frozenset()
    before = _words_before(text, piece)
    if before and before[-1] in BETWEEN:
        before.pop()
    rest = normalise(text[piece.span[1] : piece.span[1] + AROUND])
    after = _WORD.findall(rest)
    before, after = before[-1:], after[:3]
    if not loose:
        before = [word for word in before if word not in LOOSE]
        after = [word for word in after if word not in LOOSE]
    if _PRICE.match(rest):
        return _EVERYWHERE
    spoken = _NOWHERE
    for word in before + after[:1]:
        spoken |= USES.get(word, _NOWHERE)
    if piece.word in FOOD:
        return spoken
    measures = after if rest.startswith(",") else []  # "charlie, half a gram"
    for word in before + measures:
        if word.endswith("mg") and piece.word in DESCRIBING:
            continue  # "bars, 2 mg white": a tablet and its colour
        spoken |= _EVERYWHERE if _is_amount(word) else MEASURES.get(word, _NOWHERE)
    return spoken | (_EVERYWHERE if _SHARE.match(rest) else _NOWHERE)


def _is_amount(word: str) -> bool:
    """Whether it is a figure with its unit, "5g": a bare figure may count anything."""
    return _AMOUNT.fullmatch(word) is not None and not word.isdigit()


def _words_before(text: str, piece: Piece) -> list[str]:
    start = piece.span[0]
    clause = _LAST_CLAUSE.split(text[max(start - AROUND, 0) : start])[-1]
    return _WORD.findall(normalise(clause))[-3:]


def _ends_phrase(pieces: list[Piece], at: int) -> bool:
    """Whether no noun follows: "a bag of brown" is heroin, "a bag of brown rice" is not."""
    if at + 1 == len(pieces):
        return True
    after = pieces[at + 1]
    if after.joined or (not after.glue and after.group in NAMING):
        return False
    if not after.glue and after.group == "form":
        return pieces[at].group == "substance"
    return bool(after.glue) or after.group != "unknown" or after.word in USES


def _has_company(pieces: list[Piece], at: int) -> bool:
    """Whether a word stands beside a certain drug in a short list: "charlie and ketamine"."""
    if len(pieces) > MOST_PIECES:
        return False
    return _meets_drug(pieces, at, -1) or _meets_drug(pieces, at, 1)


def _meets_drug(pieces: list[Piece], at: int, step: int) -> bool:
    """Whether nothing but a link and a measure stands between the word and a certain drug."""
    parted = False
    for number in range(at, at + 4 * step, step):
        here = number + max(step, 0)
        if not 0 <= number + step < len(pieces):
            return False
        parted = parted or pieces[here].glue[:1] in {",", "/", "+", "&"}
        other = pieces[number + step]
        if other.group in _SEPARATES:
            parted = True
        elif other.group in NAMING:
            certain = not (other.doubtful or other.weak) and other.word not in EVERYDAY
            return parted and (certain or other.word in _EITHER_IS_A_DRUG)
        elif other.group not in _DESCRIBES and other.word not in MEASURES:
            return False
    return False


def _is_everyday(text: str, pieces: list[Piece], at: int) -> bool:
    """Whether a word is one of every day or a given name, in a sentence of other words."""
    piece = pieces[at]
    if piece.word not in EVERYDAY and not _is_everyday_as_written(text, piece):
        return False
    others = [other for other in pieces if other.group not in NAMING or other.weak]
    return sum(other.group not in _NO_SENTENCE for other in others) > 1


def _is_everyday_as_written(text: str, piece: Piece) -> bool:
    """Whether a word of every day was read as another by its spelling: "konserten" as Concerta."""
    return piece.score < 1 and normalise(text[slice(*piece.span)]) in EVERYDAY


def _is_shown(text: str, pieces: list[Piece], at: int) -> bool:
    """Whether something shows that the substance is meant after all."""
    piece = pieces[at]
    named = piece.word not in GIVEN_NAMES
    if piece.measured or piece.joined or _languages_of_signs(text, pieces, at, loose=named):
        return True
    if _has_company(pieces, at):
        return True
    before = pieces[max(at - 2, 0) : at]
    if any(other.word in _SOLD_AS for other in before):
        return True
    return named and any(other.word in _RESULTS for other in before + pieces[at + 1 : at + 3])


_SOLD_AS = word_set(
    "sold selling tested verkauft getestet verkocht getest vendu vendue vendus vendido vendida "
    "venduto venduta solgt såld sålda sprzedawane sprzedawany prodávané prodávaný predávané testet"
)
_RESULTS = (
    languages.FOUND
    | absence.CONTAINS
    | frozenset(vocabulary.ROLES)
    | word_set(
        "extract root powder leaf bought result positive positiv positivo positief positif "
        "pozitivní pozitivan dodatni cut versneden gestreckt coupé cortado tagliata"
    )
)
