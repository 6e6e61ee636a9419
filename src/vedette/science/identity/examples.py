"""Deny what only explains a denied word: "no nitazenes (isotonitazene, protonitazene)"."""

from collections.abc import Sequence

from vedette.science.identity import languages
from vedette.science.identity.absence import is_negative
from vedette.science.identity.pieces import NAMING, Piece
from vedette.science.identity.text import word_set

REACH = 5  # pieces between "no" and its noun, or between the noun and what explains it
# What a "no" may be said of, beside a family: "no drugs of abuse (...)".
_KINDS = word_set(
    {
        "bg": "наркотици вещества дроги", "cs": "drogy látky drog látek", "da": "stoffer stof",
        "de": "drogen substanzen stoffe wirkstoffe betäubungsmittel rauschmittel suchtstoffe "
        "arzneistoffe medikamente", "el": "ναρκωτικά ουσίες ναρκωτικών ουσιών",
        "en": "drugs drug substances substance abuse compounds analytes narcotics medicines "
        "adulterants", "es": "drogas sustancias abuso estupefacientes adulterantes",
        "et": "aineid aine narkootikume", "fi": "huumeita aineita huumausaineita lääkeaineita",
        "fr": "drogues drogue substances substance stupéfiants produits",
        "hr": "droge tvari droga", "hu": "kábítószer anyag szer",
        "it": "droghe sostanze sostanza stupefacenti abuso", "lt": "medžiagų narkotikų",
        "lv": "vielas vielu narkotikas", "mt": "drogi sustanzi",
        "nl": "drugs stoffen middelen geneesmiddelen", "no": "stoffer rusmidler narkotika",
        "pl": "narkotyków substancji leków środków", "pt": "drogas substâncias substância abuso",
        "ro": "droguri substanțe", "sk": "drogy látky drog látok", "sl": "drog snovi",
        "sv": "droger substanser ämnen narkotika preparat",
    }
)  # fmt: skip
_LIKE = word_set(
    {
        "bg": "като например", "cs": "jako například např", "da": "såsom fx", "de": "wie etwa z b",
        "el": "όπως", "en": "like e g eg ie i namely viz incl", "es": "como ej",
        "fi": "kuten esim", "fr": "comme ex", "hr": "poput npr", "hu": "például pl",
        "it": "come es", "nl": "zoals bijv bv", "no": "som f eks", "pl": "takich jak np",
        "pt": "como ex", "ro": "precum ca", "sk": "ako napr", "sl": "kot npr", "sv": "såsom t ex",
    }
)  # fmt: skip
_AS = frozenset({("such", "as"), ("z", "b"), ("tels", "que"), ("telles", "que"), ("tipo", "de")})
_INTRODUCES = _LIKE | {"as", "que"}
_LISTED = NAMING | {"link", "either", "form", "number"}
_JOINS = frozenset({"", ",", "/", "&", " or ", "(", ":", ".", "'"})


def deny_examples(pieces: Sequence[Piece]) -> None:
    """Carry the denial of a family or of "drugs" on to the list that explains it."""
    for at, piece in enumerate(pieces):
        if not (piece.negated or piece.word in _KINDS) or not _is_denied(pieces, at):
            continue
        for one in _explaining(pieces, at):
            one.negated = True


def _is_denied(pieces: Sequence[Piece], at: int) -> bool:
    if pieces[at].group in NAMING:
        return pieces[at].group == "family"
    for number in range(at - 1, max(at - 1 - REACH, -1), -1):
        piece = pieces[number]
        if pieces[number + 1].glue not in {"", "'", "&"} or piece.group in NAMING:
            return False
        if piece.word in languages.NOT or is_negative(piece.word):
            return True
        if piece.word in languages.NOT_IF_FOUND:
            return any(one.word in languages.FOUND for one in pieces[number:at])
    return False


def _explaining(pieces: Sequence[Piece], at: int) -> list[Piece]:
    """The names in the bracket that follows a word at once, or behind "such as"."""
    for number in range(at + 1, min(at + 1 + REACH, len(pieces))):
        piece = pieces[number]
        if piece.glue == "(" and not piece.tight:
            return _names(pieces[number:], until=")")
        if piece.glue or piece.group in NAMING or piece.word in languages.BUT:
            return []
        if piece.word in _LIKE or (piece.word, _word(pieces, number + 1)) in _AS:
            return _names(pieces[number + 1 :], until="")
    return []


def _names(pieces: Sequence[Piece], *, until: str) -> list[Piece]:
    """The names of a plain list; none if anything is said of one of them."""
    names: list[Piece] = []
    for count, piece in enumerate(pieces):
        if until and count and piece.glue.startswith(until):
            return names
        if piece.glue not in _JOINS or (piece.glue == "(" and count):
            return [] if until else names
        if piece.measured or not (piece.group in _LISTED or piece.word in _INTRODUCES):
            return [] if until else names
        if piece.group in NAMING:
            names.append(piece)
    return names


def _word(pieces: Sequence[Piece], at: int) -> str:
    return pieces[at].word if at < len(pieces) else ""
