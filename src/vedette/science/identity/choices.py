"""Find which of several named things a text decides for: "A vs B: the former", "standards run"."""

from collections.abc import Sequence

from vedette.science.identity import languages, verdicts
from vedette.science.identity import vocabulary as words
from vedette.science.identity.denials import EITHER
from vedette.science.identity.pieces import NAMING, Piece

REACH = 4  # pieces after "the latter" in which its verb may stand
APART = 6  # pieces between a name and the word that it was a standard
_VERDICTS = verdicts.FORMER | verdicts.LATTER | verdicts.COMPARED | words.VERSUS
_INSTEAD = verdicts.INSTEAD | verdicts.INSTEAD_WITH.keys()
_DECIDING = (
    _VERDICTS
    | verdicts.FITS
    | verdicts.STANDARDS
    | verdicts.CALIBRATORS
    | _INSTEAD
    | verdicts.INSTEAD_AFTER
)
_NO = languages.NOT | languages.NOT_IF_FOUND | languages.DENIED | languages.EXCLUDED


def choose(pieces: list[Piece]) -> None:
    """Mark the names that a text weighs against another and decides against."""
    deciding = [at for at, piece in enumerate(pieces) if piece.word in _DECIDING]
    if not deciding:
        return  # as of most texts
    for at in deciding:
        word = pieces[at].word
        if word in verdicts.FORMER or word in verdicts.LATTER:
            _choose_one_of_two(pieces, at)
        elif word in verdicts.STANDARDS:
            _deny_standard(pieces, at)
        elif word in verdicts.CALIBRATORS:
            _deny_calibrators(pieces, at)
        elif word in verdicts.CONSIDERED and _ends_clause(pieces, at):
            _deny_considered(pieces, at)
        elif word in verdicts.INSTEAD_AFTER:
            _deny_replaced_before(pieces, at)
        elif word in _INSTEAD:
            _deny_replaced(pieces, at)
    _choose_repeated(pieces)


def _choose_one_of_two(pieces: list[Piece], at: int) -> None:
    """ "A or B, the latter confirmed" is B; "A and B, the latter not detected" is A."""
    named = [number for number in range(at) if pieces[number].group in NAMING]
    if len(named) < 2:
        return
    first, second = named[-2:]
    word, other = pieces[second], pieces[first]
    if pieces[at].word in verdicts.FORMER:
        word, other = other, word
    after = pieces[at + 1 : at + 1 + REACH]
    said = [piece.word for piece in after]
    if any(_says_no(piece) for piece in after):
        word.negated, other.negated = True, False
    elif (
        (_is_open(pieces, first, second) and _is_verdict(pieces, at, said))
        or _is_only(pieces, at, said)
        or (pieces[second].glue == "/" and _is_found(said))
    ):
        other.negated = True


def _deny_replaced(pieces: list[Piece], at: int) -> None:
    """ "3-CMC instead of MDMA", "3-CMC statt MDMA": what is not there, though it was meant."""
    before, after = verdicts.INSTEAD_WITH.get(pieces[at].word, (frozenset(), frozenset()))
    rest = pieces[at + 1 : at + 1 + 2 * REACH]
    if before and (not at or pieces[at - 1].word not in before):
        return
    if after and (not rest or rest[0].word not in after):
        return
    first = next((n for n, piece in enumerate(rest[: REACH + 1]) if piece.group in NAMING), -1)
    if first < 0 or any(piece.glue for piece in rest[: first + 1]):
        return
    if any(piece.word not in verdicts.SMALL for piece in rest[:first]):
        return  # "in place of work", Czech "místo nálezu"
    for number, piece in enumerate(rest[first:], first):
        if number > first and piece.group != "either" and rest[number - 1].group != "either":
            return
        piece.negated = piece.negated or piece.group in NAMING


def _deny_replaced_before(pieces: list[Piece], at: int) -> None:
    """Hungarian "MDMA helyett 3-CMC"; Latvian "vietā" is a place where nothing else follows."""
    after = pieces[at + 1 : at + 1 + REACH]
    if not at or pieces[at].glue or pieces[at - 1].group not in NAMING:
        return
    named = any(piece.group in NAMING for piece in after)
    if named and after[0].word not in languages.FOUND:
        pieces[at - 1].negated = True


def _says_no(piece: Piece) -> bool:
    return (
        piece.word in _NO
        or piece.meaning == "nothing_found"
        or piece.word.startswith(languages.NEGATIVE)
    )


def _is_open(pieces: Sequence[Piece], first: int, second: int) -> bool:
    """Whether an "or" or "versus" stands between two names."""
    between = pieces[first + 1 : second]
    return pieces[second].glue == EITHER or any(
        piece.group == "either" or piece.word in words.VERSUS for piece in between
    )


def _is_verdict(pieces: Sequence[Piece], at: int, said: Sequence[str]) -> bool:
    """Whether nothing but a finding follows; "the latter prescribed" decides nothing."""
    if at + 1 == len(pieces) or pieces[at + 1].glue or pieces[at].measured:
        return True
    return not languages.FOUND.isdisjoint(said)


def _is_only(pieces: Sequence[Piece], at: int, said: Sequence[str]) -> bool:
    """ "Of which only the latter was detected", "a and b: only the former"."""
    before = {piece.word for piece in pieces[max(at - 2, 0) : at]}
    if at + 1 == len(pieces) and any(
        piece.glue in {":", ";", ","} and piece.word in languages.ONLY
        for piece in pieces[max(at - 2, 0) : at]
    ):
        return True
    return not before.isdisjoint(languages.ONLY) and not languages.FOUND.isdisjoint(said)


def _is_found(said: Sequence[str]) -> bool:
    """Whether it was found, and not only in this sample: "the latter confirmed in hair"."""
    return not languages.FOUND.isdisjoint(said) and "in" not in said


def _deny_standard(pieces: list[Piece], at: int) -> None:
    """ "Fentanyl only run as a standard": the substance is the laboratory's own."""
    names = [number for number in range(max(at - APART, 0), at) if pieces[number].group in NAMING]
    if not names:
        return
    said = {piece.word for piece in pieces[names[-1] + 1 : at + 1 + REACH]}
    if said & verdicts.RUN and not said & (verdicts.AGAINST | languages.FOUND):
        pieces[names[-1]].negated = True


def _deny_calibrators(pieces: list[Piece], at: int) -> None:
    """ "Calibrators for run 88: morphine, codeine", "a koffein kontrollminta": not the sample."""
    if at and pieces[at - 1].group in NAMING and not pieces[at].glue:
        pieces[at - 1].negated = True
        return
    for number in range(at + 1, len(pieces)):
        piece = pieces[number]
        if piece.glue[:1] in {".", ";"} or piece.word in languages.FOUND:
            return
        piece.negated = piece.negated or piece.group in NAMING


def _ends_clause(pieces: Sequence[Piece], at: int) -> bool:
    if at + 1 == len(pieces):
        return True
    after = pieces[at + 1]
    if after.word in languages.BUT or after.group == "link":
        return True
    return after.glue[:1] in {")", ",", ";", "."}


def _deny_considered(pieces: list[Piece], at: int) -> None:
    """What was only thought of: "etizolam considered, but diclazepam found"."""
    for piece in reversed(pieces[max(at - REACH, 0) : at]):
        if piece.group in NAMING:
            piece.negated = True
            return
        if piece.glue not in {"", "("}:
            return


def _choose_repeated(pieces: list[Piece]) -> None:
    """ "A and B standards run; sample = B", "A vs B: spectrum fits A": what is said again."""
    for stop in range(1, len(pieces)):
        if pieces[stop].glue[:1] not in {":", ";", "[", "=", ",", "."} or stop < 2:
            continue
        weighed = [piece for piece in pieces[:stop] if piece.group == "substance"]
        found = {
            piece.keys
            for piece in pieces[stop:]
            if piece.group == "substance" and not piece.negated
        }
        if not found or not found < {piece.keys for piece in weighed}:
            continue
        if any(piece.measured for piece in weighed) or not _is_weighed(pieces, stop):
            continue
        for piece in weighed:
            piece.negated = piece.negated or piece.keys not in found
        return


def _is_weighed(pieces: Sequence[Piece], stop: int) -> bool:
    """Whether the first part of a text only compares, or the second one only decides."""
    before = {piece.word for piece in pieces[:stop]}
    if not before.isdisjoint(languages.FOUND):
        return False
    compared = before & (verdicts.COMPARED | words.VERSUS)
    run = before & verdicts.STANDARDS and before & verdicts.RUN
    return bool(compared or run or {"all", "run"} <= before) or _is_matched(pieces, stop)


def _is_matched(pieces: Sequence[Piece], stop: int) -> bool:
    """ "A; B; best match B"; but of "A and B" both are there, whatever comes after."""
    if any(piece.glue == "&" for piece in pieces[:stop]):
        return False
    for at in range(stop - 1, len(pieces) - 1):
        if pieces[at].word in verdicts.FITS:
            beside = pieces[at + 1 : at + 3]
            if beside[0].group in NAMING:
                return True
            if beside[0].word in verdicts.AGAINST and beside[-1].group in NAMING:
                return True
    return False
