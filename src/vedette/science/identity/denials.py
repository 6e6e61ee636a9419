"""Find what a text says was not there: "no fentanyl", "fentanyl nie wykryto", "free of"."""

from collections.abc import Sequence

from vedette.science.identity import languages
from vedette.science.identity import vocabulary as words
from vedette.science.identity.pieces import Piece

NAMING = frozenset({"substance", "family", "mixture"})
EITHER = " or "
STRETCH = 200  # pieces; a denial never reaches farther
REACH = 4  # pieces between "not" and its verb, or between a denial and the name it denies
_TRAILING = frozenset({"nincs", "yok", "degil", "нет", "niet", "nicht", "nem", "няма"})
_ON_IN_A_LIST = frozenset({"", "'", ",", "/", "&", EITHER})


def deny(pieces: list[Piece]) -> None:
    """Mark what the text says was not there."""
    for first in range(0, len(pieces), STRETCH):
        # So cut, a text of any length is read in time that grows with its length only.
        _deny_within(pieces[first : first + STRETCH])


def _deny_within(pieces: list[Piece]) -> None:
    for at, piece in enumerate(pieces):
        word = piece.word
        if piece.group in NAMING or not word:
            continue
        if _is_negative(word):
            _deny_as_negative(pieces, at)
        elif word in languages.NEITHER or word in languages.NOT_CONTAINING:
            _deny_after(pieces[at + 1 :], wide=True)
        elif word in languages.DENIED or (
            piece.group == "nothing" and piece.meaning == "nothing_found"
        ):
            _deny_nearest(pieces, at, at + 1, wide=piece.group == "nothing")
        elif word in languages.NOT or word in languages.NOT_IF_FOUND:
            _deny_as_not(pieces, at)
        elif word in languages.FREE_OF:
            _deny_as_free(pieces, at)


def _is_negative(word: str) -> bool:
    return word.startswith(languages.NEGATIVE) or word == "neg"


def _deny_as_negative(pieces: list[Piece], at: int) -> None:
    """ "Negative for x, y and z" denies the whole list, "x negative" what stands before."""
    follower = pieces[at + 1].word if at + 1 < len(pieces) else ""
    if follower in languages.FOR:
        _deny_after(pieces[at + 1 :], wide=True)
    else:
        _deny_nearest(pieces, at, at + 1, wide=True)


def _deny_as_not(pieces: list[Piece], at: int) -> None:
    """ "Not" denies what its verb says was found, or the name that directly follows."""
    if any(piece.word in languages.FURTHER for piece in pieces[at + 1 : at + 3]):
        return
    verb = _verb_after(pieces, at)
    if verb and pieces[verb].word in languages.CONTAINS:
        _deny_after(pieces[verb + 1 :], wide=True)
    elif verb:
        unknown = pieces[verb].word.startswith(languages.IDENTIFIED)
        _deny_nearest(pieces, at, verb + 1, wide=True, but_families=unknown)
    elif pieces[at].word in languages.NOT:
        after = pieces[at + 1 :]
        if not after and pieces[at].word in _TRAILING:
            _deny_before(pieces[:at], pieces[at])
        else:
            _deny_after(after, wide=_is_alternative(after))


def _is_alternative(pieces: Sequence[Piece]) -> bool:
    """Whether a list of names ends in "or": "no nitazenes, fentanyls or xylazine"."""
    for piece in pieces:
        if piece.group == "either" or piece.glue == EITHER:
            return True
        if piece.group not in NAMING and piece.group not in {"form", "filler"}:
            return False
    return False


def _verb_after(pieces: Sequence[Piece], at: int) -> int:
    """Where the word of finding stands that belongs to a "not"; 0 if there is none."""
    for number in range(at + 1, min(at + 1 + REACH, len(pieces))):
        piece = pieces[number]
        if piece.group in NAMING or piece.glue in {",", ";"}:
            return 0
        if piece.word in languages.FOUND or piece.word in languages.CONTAINS:
            return number
    return 0


def _deny_as_free(pieces: list[Piece], at: int) -> None:
    """ "Fentanyl-free", "free of fentanyl"; but "morphine, free" is morphine."""
    follower = pieces[at + 1].word if at + 1 < len(pieces) else ""
    before = pieces[at - 1] if at else None
    if follower in languages.OF and not (before and before.group in NAMING):
        _deny_after(pieces[at + 1 :], wide=True)
    elif before and before.group in NAMING and pieces[at].joined:
        before.negated = True


def _deny_nearest(
    pieces: list[Piece], at: int, stop: int, *, wide: bool, but_families: bool = False
) -> None:
    """Deny the names that the phrase ends, or those it begins if there are none.

    A family that was "not identified" is there all the same: only its member is unknown.
    """
    held = [piece for piece in pieces if but_families and piece.group == "family"]
    if not _deny_before(pieces[:at], pieces[at]):
        _deny_after(pieces[stop:], wide=wide)
    for piece in held:
        piece.negated = False


def _deny_before(pieces: Sequence[Piece], denial: Piece) -> bool:
    """ "Fentanyl not detected", "heroin and fentanyl not detected"; whether there was a name."""
    glue, denied = denial.glue, False
    for number in range(len(pieces) - 1, -1, -1):
        piece = pieces[number]
        if glue not in {"", "(", ":", "&", EITHER, "'"} or piece.word in languages.FOUND:
            return denied
        if piece.group in {"link", "either"}:
            beside = denied and number and pieces[number - 1].group in NAMING
            if not beside or pieces[number + 1].group not in NAMING:
                return denied
        elif piece.group in NAMING:
            piece.negated = denied = True
        elif piece.word in words.ROLES:
            return denied
        elif piece.word in languages.BUT and number < len(pieces) - 1:
            return denied  # but "x was prescribed but not detected" speaks of x
        glue = piece.glue
    return denied


def _deny_after(pieces: Sequence[Piece], *, wide: bool) -> None:
    """ "No fentanyl", or with ``wide`` a whole list: "negative for x, y and z"."""
    denied = 0
    for count, piece in enumerate(pieces):
        if piece.word in languages.BUT or piece.word.startswith(languages.POSITIVE):
            return
        if denied and (piece.word in languages.FOUND or piece.word in languages.CONTAINS):
            return
        if count and piece.glue not in ((_ON_IN_A_LIST | {":"}) if wide else {"", "'", EITHER}):
            return
        if piece.group in NAMING:
            piece.negated, denied = True, denied + 1
        elif piece.group == "link":
            if not wide:
                return
        elif (not wide and denied and piece.group not in {"form", "either", "denial"}) or (
            not denied and count >= REACH
        ):
            return
