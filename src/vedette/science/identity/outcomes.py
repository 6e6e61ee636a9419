"""What a text says of its tests: false positives, results below a limit, questions answered no."""

from collections.abc import Sequence

from vedette.science.identity import absence, languages
from vedette.science.identity.pieces import NAMING, Piece
from vedette.science.identity.text import word_set

NEAR = 4  # pieces between a limit and the name it is said of
REACH = 5  # pieces between a name and the word that tells what became of it
STATED = 30  # pieces of a list that one word sums up
# "PCP false positive": the test was mistaken.
_FALSELY = word_set(
    "false falsely falsch fälschlich faux fausse faussement falso falsa falsos falsamente vals "
    "valse fout foutief falsk falskt fałszywie fałszywy falešně falošne lažno lažan hamis väärä "
    "vale fals ψευδώς фалшиво фалшив ложно"
)
_FALSELY_POSITIVE = ("falschpositiv", "foutpositie", "valspositie", "falskpositiv", "álpozitív")
# "Wrongly identified as x": it was something else.
_WRONGLY = word_set(
    "wrongly erroneously mistakenly misidentified misread fälschlich fälschlicherweise irrtümlich "
    "irrtümlicherweise erronément erroneamente erróneamente erradamente erroneamente onterecht "
    "abusievelijk fejlagtigt felaktigt feilaktig błędnie omylně chybne pogrešno napačno "
    "tévesen virheellisesti ekslikult eronat λανθασμένα εσφαλμένα погрешно"
)
# Two that leave the column together: which of them it was is not known.
_TOGETHER = word_set(
    "coelute coelutes coeluted coeluting coelution coeluyen koeluieren koeluierte coéluent "
    "elute eluyen eluent"
)
# The question before it is answered: "MDMA? Não: cafeína".
_ANSWERED_NO = word_set(
    "no nein nee nej nei non não ne nie nem nu ni ei nope όχι не нет le ikke niet nicht nop"
)
# Before a limit, and what it is said of: "all results below cut-off".
_BELOW = word_set(
    "below under beneath unter unterhalb sous dessous bajo debajo sotto onder beneden poniżej "
    "pod abaixo sob alle inferior inferiori inférieur inférieurs ispod sub alatt κάτω под"
)
_ALL = word_set(
    "all everything alle alles sämtliche tous toutes tout todos todas todo tutti tutte allemaal "
    "wszystkie všechny všetky alla kaikki összes minden toate sve vse όλα όλες всички все"
)
_TESTED = (
    "tested", "getestet", "testé", "testad", "testat", "getest", "testet", "badano", "testov",
    "probado", "analys", "analiz", "geprüft", "screened", "sought", "gesucht",
)  # fmt: skip
_IN_A_LIST = frozenset({"", ",", "/", "&", " or ", "'"})
_JOINED = frozenset({"", "/", "&", "'"})


def read_outcomes(pieces: Sequence[Piece]) -> None:
    """Deny what a test took for another, found below its limit, or was asked for in vain."""
    for at, piece in enumerate(pieces):
        if piece.word in _WRONGLY:
            _deny_wrongly_named(pieces, at)
        elif at and piece.group not in NAMING:
            _read_test(pieces, at)
            _read_answer(pieces, at)


def _read_test(pieces: Sequence[Piece], at: int) -> None:
    """What is said of one test, or of all."""
    word = pieces[at].word
    if word in absence.LIMITS and pieces[at - 1].word in _BELOW:
        _deny_below(pieces, at)
    elif _is_mistaken(pieces, at):
        _deny_mistaken(pieces, at)
    elif _sums_up(pieces, at):
        _deny_all(pieces[:at])
    elif word in _TOGETHER:
        for one in pieces[max(at - STATED, 0) : at]:
            one.doubtful = one.doubtful or one.group in NAMING


def _read_answer(pieces: Sequence[Piece], at: int) -> None:
    """What a question or a list of suspects came to."""
    piece = pieces[at]
    if piece.word in languages.ONLY:
        _deny_unconfirmed(pieces, at)
    elif "?" in piece.glue and piece.word in _ANSWERED_NO:
        _deny_asked(pieces, at)
    elif piece.group == "nothing" or piece.word in absence.NOTHING or piece.word == "none":
        _deny_tested(pieces, at)


def _is_mistaken(pieces: Sequence[Piece], at: int) -> bool:
    if pieces[at].word.startswith(_FALSELY_POSITIVE):
        return True
    return pieces[at].word.startswith(languages.POSITIVE) and pieces[at - 1].word in _FALSELY


def _deny_mistaken(pieces: Sequence[Piece], at: int) -> None:
    """ "PCP immunoassay false positive", "false positive for PCP"."""
    after = pieces[at + 1 : at + 1 + REACH]
    if after and after[0].word in languages.FOR:
        for piece in after:
            if piece.group in NAMING:
                piece.negated = True
                return
    for number in range(at - 1, max(at - 1 - REACH, -1), -1):
        if pieces[number].group in NAMING:
            pieces[number].negated = True
            return
        if pieces[number].glue not in _JOINED | {"(", ":"}:
            return


def _deny_unconfirmed(pieces: Sequence[Piece], at: int) -> None:
    """ "Cocaine, heroin, MDMA: only MDMA confirmed": of a list, all but what is said again."""
    said: set[tuple[str, ...]] = set()
    for piece in pieces[at + 1 : at + 1 + 2 * REACH]:
        if piece.group in NAMING:
            said.add(piece.keys)
        elif _is_found(piece):
            break
        elif piece.group not in {"link", "either", "form"} or piece.glue[:1] in {";", "."}:
            return
    stated = pieces[max(at - STATED, 0) : at]
    if any(_is_found(piece) for piece in stated):
        return
    before = [piece for piece in stated if piece.group in NAMING]
    if said and said <= {piece.keys for piece in before}:
        for piece in before:
            piece.negated = piece.negated or piece.keys not in said


def _deny_wrongly_named(pieces: Sequence[Piece], at: int) -> None:
    for piece in pieces[at + 1 : at + 1 + REACH]:
        if piece.glue[:1] in {",", ";", ".", ":"}:
            return
        if piece.group in NAMING:
            piece.negated = True
            return


def _deny_below(pieces: Sequence[Piece], at: int) -> None:
    """ "Below the limit for x", "x below the limit"; nobody says so of a list."""
    after = pieces[at + 1 : at + 1 + NEAR]
    if after and after[0].word in languages.FOR:
        named = [piece for piece in after if piece.group in NAMING]
    else:
        named = [piece for piece in pieces[max(at - NEAR, 0) : at] if piece.group in NAMING][-1:]
    for piece in named:
        piece.negated = True


def _sums_up(pieces: Sequence[Piece], at: int) -> bool:
    """Whether all results are said to be negative, nothing or below a limit."""
    piece, before = pieces[at], pieces[max(at - REACH, 0) : at]
    while before and before[0].word not in _ALL:
        before = before[1:]
    if not before or any(one.group in NAMING for one in before):
        return False
    if piece.word in absence.LIMITS:
        return any(one.word in _BELOW for one in before[-3:])
    nothing = piece.group == "nothing" and piece.meaning == "nothing_found"
    return nothing or absence.is_negative(piece.word)


def _deny_all(pieces: Sequence[Piece]) -> None:
    """Deny a list that comes before, unless something of it is said to be there."""
    for piece in reversed(pieces[-STATED:]):
        if _is_found(piece):
            return
        piece.negated = piece.negated or piece.group in NAMING


def _deny_asked(pieces: Sequence[Piece], at: int) -> None:
    """ "MDMA? No: caffeine": a "no" that stands alone answers the question."""
    if at + 1 < len(pieces) and pieces[at + 1].glue[:1] not in {":", ",", ".", ";"}:
        return
    for piece in reversed(pieces[max(at - REACH, 0) : at]):
        if piece.group in NAMING:
            piece.negated = True
        if piece.group in NAMING or piece.glue:
            break
    instead = (piece for piece in pieces[at + 1 : at + 1 + REACH] if piece.group in NAMING)
    if other := next(instead, None):
        other.negated = False


def _deny_tested(pieces: Sequence[Piece], at: int) -> None:
    """ "X, y and z tested, none found", "x / metabolites: none detected"."""
    before = pieces[at - 1]
    if pieces[at].glue in {",", ";", ":"} and before.word.startswith(_TESTED):
        for number in range(at - 2, -1, -1):
            if pieces[number].group in NAMING:
                pieces[number].negated = True
            if pieces[number].glue not in _IN_A_LIST or pieces[number].measured:
                return
    elif pieces[at].glue == ":" and before.group == "metabolite" and before.glue in _JOINED:
        pieces[at - 2].negated = pieces[at - 2].group in NAMING


def _is_found(piece: Piece) -> bool:
    return piece.word in languages.FOUND or piece.word.startswith(languages.POSITIVE)
