"""Find what a text says was not there: "no fentanyl", "fentanyl nie wykryto", "free of"."""

from collections.abc import Sequence

from vedette.science.identity import absence, languages
from vedette.science.identity import vocabulary as words
from vedette.science.identity.examples import deny_examples
from vedette.science.identity.exceptions import (
    affirm_exceptions,
    is_doubly_denied,
    speaks_of_a_state,
)
from vedette.science.identity.homographs import says_no_elsewhere_only
from vedette.science.identity.outcomes import read_outcomes
from vedette.science.identity.pieces import NAMING, Piece

EITHER = " or "
STRETCH = 200  # pieces; a denial never reaches farther
STRANGE = 5  # letters; a shorter word nobody knows is rather a method's abbreviation
STATED = 12  # pieces before "cannot be told apart" that it speaks of
REACH = 4  # pieces between "not" and its verb, or between a denial and the name it denies
_ON_IN_A_LIST = frozenset({"", "'", ",", "/", "&", EITHER})
_ITEM_OF_A_LIST = NAMING | {"link", "either", "form", "denial", "number"}
_BEFORE_A_DENIAL = frozenset({"", "(", ":", "&", EITHER, "'", "=", "<", "[", "(<", ":<"})
_SPEAKS = (
    words.DENIALS
    | absence.NEITHER
    | absence.NOT_CONTAINING
    | absence.FREE_OF
    | absence.LIMITS
    | absence.UNIDENTIFIED
    | absence.BEHIND
    | absence.UNABLE
    | absence.TOLD_APART
)
_IN_BRACKETS = frozenset({"(", ":", "[", "="})
_OPENING = frozenset({"(", "["})
_VOWELS = frozenset("aeiouyаеиоуыяюαεηιου")  # a word without is a method's abbreviation
_REFLEXIVE = frozenset({"sa", "se", "si", "sie"})
_WAS_NOT = ("wasnot", "werenot", "isnot", "arenot", "wurdenicht", "wurdennicht", "warnicht")
_OF_VERBS = languages.FOUND | absence.CONTAINS | absence.PART


def deny(pieces: list[Piece], *, text: str = "", language: str | None = None) -> None:
    """Mark what the text says was not there, by the words of its language if that is known."""
    for first in range(0, len(pieces), STRETCH):
        # So cut, a text of any length is read in time that grows with its length only.
        _deny_within(pieces[first : first + STRETCH], text, language)
    read_outcomes(pieces)
    deny_examples(pieces)
    affirm_exceptions(pieces)


def _deny_within(pieces: list[Piece], text: str, language: str | None) -> None:
    for at, piece in enumerate(pieces):
        word = piece.word
        if piece.group in NAMING or not word:
            continue
        if word not in _SPEAKS and piece.group != "nothing" and not absence.is_negative(word):
            continue  # as most words do not
        if _is_nothing_else(pieces, at) or is_doubly_denied(pieces, at):
            continue
        if says_no_elsewhere_only(pieces, at, text=text, language=language):
            continue
        if absence.is_negative(word):
            _deny_as_negative(pieces, at)
        elif word in absence.NEITHER or word in absence.NOT_CONTAINING:
            _deny_as_neither(pieces, at)
        elif word in languages.DENIED or (
            piece.group == "nothing" and piece.meaning == "nothing_found"
        ):
            _deny_nearest(pieces, at, at + 1, wide=piece.group == "nothing")
        elif word in languages.NOT or word in languages.NOT_IF_FOUND:
            _deny_as_not(pieces, at)
        else:
            _deny_otherwise(pieces, at)


def _deny_as_neither(pieces: list[Piece], at: int) -> None:
    """ "Neither x nor y", and "neobsahuje x": the whole list."""
    if _is_further(pieces, at) or (
        _ends_clause(pieces, at) and _deny_before(pieces[:at], pieces[at])
    ):
        return
    _deny_after(pieces[at + 1 :], wide=True)


def _deny_otherwise(pieces: list[Piece], at: int) -> None:
    """What is free of, excluded, disputed, too little to be seen or made by the method itself."""
    word, meaning = pieces[at].word, pieces[at].meaning
    if pieces[at].group == "nothing" and meaning in {"not_tested", "pending"}:
        _leave_open(pieces[:at], pieces[at].glue)
    elif word in absence.UNIDENTIFIED and at and not pieces[at].glue:
        _deny_nearest(pieces, at, at + 1, wide=False, but_families=True)
    elif word in absence.FREE_OF:
        _deny_as_free(pieces, at)
    elif word in languages.EXCLUDED:
        _deny_as_excluded(pieces, at)
    elif word in absence.DISPUTED:
        _deny_as_disputed(pieces, at)
    elif word in absence.LIMITS and "<" in pieces[at].glue:
        _deny_before(pieces[:at], pieces[at])
    elif word in absence.DECAYS:
        _deny_after(pieces[at + 1 :], wide=False)
    elif word in absence.UNABLE or word in absence.TOLD_APART:
        _tell_apart(pieces, at)
    elif word in absence.BEHIND and at and pieces[at - 1].group in NAMING:
        pieces[at - 1].negated = pieces[at - 1].negated or not pieces[at].glue


def _deny_as_negative(pieces: list[Piece], at: int) -> None:
    """ "Negative for x, y and z" denies the whole list, "x negative" what stands before."""
    follower = pieces[at + 1].word if at + 1 < len(pieces) else ""
    if follower in languages.FOR:
        _deny_after(pieces[at + 1 :], wide=True)
    else:
        _deny_nearest(pieces, at, at + 1, wide=True)


def _deny_as_excluded(pieces: list[Piece], at: int) -> None:
    """ "X excluded"; but what could not be excluded is left open."""
    nearby = pieces[max(at - REACH, 0) : at + 2]
    if any(piece.word in languages.NOT or piece.word in absence.UNABLE for piece in nearby):
        for piece in pieces[max(at - 2 * REACH, 0) : at + 2 * REACH]:
            piece.doubtful = piece.doubtful or piece.group in NAMING
    else:
        _deny_nearest(pieces, at, at + 1, wide=False)


def _deny_as_disputed(pieces: list[Piece], at: int) -> None:
    """ "Denies heroin", "heroin is denied": what follows, or else what stands before."""
    after = pieces[at + 1 : at + 1 + REACH]
    names = (number for number, piece in enumerate(after) if piece.group in NAMING)
    first = next(names, -1)
    if first >= 0 and not any(piece.glue for piece in after[: first + 1]):
        rest = pieces[at + 1 + first :]
        _deny_after(rest, wide=_is_listed(rest))
    else:
        _deny_before(pieces[:at], pieces[at])


def _deny_as_not(pieces: list[Piece], at: int) -> None:
    """ "Not" denies what its verb says was found, or the name that directly follows."""
    if _says_something_else(pieces, at) or _is_not_told_apart(pieces, at):
        return
    if _is_but_not(pieces, at):
        _deny_after(pieces[at + 2 :], wide=False)
        return
    verb = _verb_after(pieces, at)
    if verb and pieces[verb].word in absence.CONTAINS and not _closes(pieces, verb):
        _deny_after(pieces[verb + 1 :], wide=True)
    elif verb:
        unknown = pieces[verb].word.startswith(absence.IDENTIFIED)
        _deny_nearest(pieces, at, verb + 1, wide=True, but_families=unknown)
    elif _ends_clause(pieces, at):
        while pieces[at - 1].word in languages.FOUND and at > 1:
            at -= 1  # Swedish "alkohol påvisades ej"
        _deny_before(pieces[:at], pieces[at])
    elif _is_told_apart(pieces, at):
        _deny_after(pieces[at + 2 :], wide=False)
    elif pieces[at].word in languages.NOT or _is_romanian_but(pieces, at):
        after = pieces[at + 1 :]
        _deny_after(after, wide=_is_alternative(after))


def _says_something_else(pieces: list[Piece], at: int) -> bool:
    """ "Not only", Swedish "utan", Latvian "no", and what was never found before this."""
    if _is_further(pieces, at) or _is_swedish_but(pieces, at) or speaks_of_a_state(pieces, at):
        return True
    if at and (pieces[at].word, pieces[at - 1].word) in absence.OTHER_WORDS:
        return True
    if not (verb := _verb_after(pieces, at)):
        return False
    until = {piece.word for piece in pieces[at : verb + 2]}
    return not until.isdisjoint(absence.EARLIER)


def _is_but_not(pieces: Sequence[Piece], at: int) -> bool:
    """German "nicht jedoch x" denies x."""
    after = pieces[at + 1 : at + 2]
    return bool(after) and after[0].word in languages.BUT and not after[0].glue


def _is_swedish_but(pieces: Sequence[Piece], at: int) -> bool:
    """Swedish "utan" is "without", but "inte kokain utan amfetamin" affirms the second."""
    before = {piece.word for piece in pieces[max(at - REACH, 0) : at]}
    return pieces[at].word == "utan" and not before.isdisjoint({"inte", "ej", "icke"})


def _is_romanian_but(pieces: Sequence[Piece], at: int) -> bool:
    """Romanian "nu" may be "now" elsewhere, but "nu heroină, ci cocaină" denies the first."""
    after = pieces[at + 1 : at + 1 + REACH]
    if pieces[at].word != "nu" or not after or after[0].group not in NAMING:
        return False
    return any(piece.word == "ci" and piece.glue == "," for piece in after)


def _is_further(pieces: Sequence[Piece], at: int) -> bool:
    """ "Not further specified", "not only", but "no fentanyl, only heroin" is a denial."""
    for piece in pieces[at + 1 : at + 3]:
        if piece.glue or piece.group in NAMING:
            return False
        if piece.word in absence.FURTHER or piece.word in languages.ONLY:
            return True
    return False


def _is_nothing_else(pieces: Sequence[Piece], at: int) -> bool:
    """ "Sonst nichts", "nothing else": what was named before is there."""
    if at and pieces[at - 1].word in absence.ELSE and not pieces[at].glue:
        return pieces[at].group == "nothing" or pieces[at].word in absence.NOTHING
    return any(piece.word in absence.ELSE and not piece.glue for piece in pieces[at + 1 : at + 2])


def _is_not_told_apart(pieces: list[Piece], at: int) -> bool:
    """Leave names open that a "not" says cannot be told apart; whether it says so."""
    if any(piece.word in absence.TOLD_APART for piece in pieces[at + 1 : at + 3]):
        _leave_open(pieces[:at], pieces[at].glue)
        _leave_other_open(pieces[at + 1 : at + 3 + REACH])
        return True
    if any(piece.word in absence.DISTINCTION for piece in pieces[max(at - REACH, 0) : at + 3]):
        _leave_open_all(pieces[:at])
        return True
    return False


def _tell_apart(pieces: list[Piece], at: int) -> None:
    """What is "distinguished from x", or unable to be, leaves open what was compared."""
    after = pieces[at + 1 : at + 1 + 2 * REACH]
    if pieces[at].word in absence.UNABLE:
        if any(piece.word in absence.TOLD_APART for piece in after[:REACH]):
            _leave_open_all(pieces[:at])
            _leave_open_all(after)
    elif pieces[at].word in absence.DISTINGUISHED:
        _leave_other_open(pieces[at : at + 3 + REACH])


def _leave_other_open(pieces: Sequence[Piece]) -> None:
    """ "Distinguished from x": whether x was there as well is not said."""
    words_said = [piece.word for piece in pieces]
    start = next((n for n, word in enumerate(words_said) if word in absence.APART_FROM), None)
    for piece in pieces[start + 1 :] if start is not None else ():
        if piece.glue:
            return
        piece.doubtful = piece.doubtful or piece.group in NAMING


def _leave_open_all(pieces: Sequence[Piece]) -> None:
    """What a text compares before it says that it cannot be told apart."""
    for piece in pieces[-STATED:]:
        piece.doubtful = piece.doubtful or piece.group in NAMING


def _leave_open(pieces: Sequence[Piece], glue: str) -> None:
    """ "3-MMC/4-MMC not resolved", "fentanyl not tested": nobody knows."""
    joins = {"", "/", "&", EITHER, ":", "("}
    for piece in reversed(pieces):
        if glue not in joins:
            return
        if piece.group in NAMING:
            piece.doubtful = True
        glue, joins = piece.glue, joins - {":", "("}


def _is_told_apart(pieces: Sequence[Piece], at: int) -> bool:
    """ "La polvere non è cocaina": what it is not."""
    beside = pieces[at + 1 : at + 3]
    return len(beside) > 1 and beside[0].word in absence.BEING and beside[1].group in NAMING


def _ends_clause(pieces: Sequence[Piece], at: int) -> bool:
    """Whether "not" is the last word said of what stands before: "fentanyl nie, heroín áno"."""
    if not at or pieces[at].glue or pieces[at - 1].group not in NAMING | {"form", "filler"}:
        return False
    return _closes(pieces, at)


def _closes(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a clause ends here: Hungarian says "kokaint nem tartalmaz"."""
    return at + 1 == len(pieces) or pieces[at + 1].glue[:1] in {",", ";", "."}


def _is_listed(pieces: Sequence[Piece]) -> bool:
    """Whether names follow one another up to an "and" or "or"."""
    for piece in pieces:
        if piece.group in {"link", "either"}:
            return len(piece.word) > 1 or not piece.glue  # Romanian ", a consumat" begins anew
        if piece.group not in NAMING and piece.group != "form":
            return False
    return False


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
        if piece.group in NAMING or piece.glue in {",", ";"} or piece.word in languages.BUT:
            return 0
        if piece.word in _OF_VERBS:
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
    if _is_of_a_stranger(pieces, at):
        return
    held = [piece for piece in pieces if but_families and piece.group == "family"]
    if not _deny_before(pieces[:at], pieces[at]) and not _ends_before(pieces, at, stop):
        _deny_after(pieces[stop:], wide=wide)
    for piece in held:
        piece.negated = False


def _ends_before(pieces: Sequence[Piece], at: int, stop: int) -> bool:
    """Whether a denial ends its clause: "foul play excluded, cocaine in blood"; "neg." does not."""
    glue = pieces[stop].glue[:1] if stop < len(pieces) else ""
    return glue in {",", ";"} or (glue == "." and len(pieces[at].word) > len("neg."))


def _is_of_a_stranger(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a denial speaks of a word nobody knows in its bracket: "x (helium excluded)"."""
    strange = False
    for number in range(at, max(at - REACH, -1), -1):
        piece = pieces[number]
        if piece.group in NAMING:
            return False
        strange = strange or _is_strange(piece)
        if piece.glue[-1:] in _OPENING:
            return strange
    return False


def _is_strange(piece: Piece) -> bool:
    if piece.group != "unknown" or len(piece.word) < STRANGE or piece.word in absence.SPECIMENS:
        return False
    return not _VOWELS.isdisjoint(piece.word)


def _deny_before(pieces: Sequence[Piece], denial: Piece) -> bool:
    """ "Fentanyl not detected", "a, b and c not detected"; whether there was a name."""
    if name := _before_insertion(pieces, denial):
        name.negated = True
        return True
    return _deny_list_before(pieces, denial)


def _deny_list_before(pieces: Sequence[Piece], denial: Piece) -> bool:
    until, glue, contrasted = _joint(pieces, denial)
    denied, listed = False, False
    for number in range(until - 1, -1, -1):
        piece = pieces[number]
        aside = glue == "," and not denied and _is_aside(pieces, number)
        ranked = denied and glue == "," and _is_after_figures(pieces, number)
        if not aside and not ranked and not _reaches(glue, piece, denied=denied, listed=listed):
            return denied
        if piece.group in {"link", "either"} and (denied or _parts_names(pieces, number)):
            beside = denied and number and pieces[number - 1].group in NAMING
            if not beside or pieces[number + 1].group not in NAMING:
                return denied
            listed = True
        elif piece.group in NAMING:
            if denied and piece.measured:
                return denied  # "a 4 % and b not detected" speaks of b
            piece.negated = denied = True
        elif (piece.word in words.ROLES and not contrasted) or (denied and piece.word == "with"):
            return denied
        elif piece.group == "analogue" and _is_variant(pieces, number):
            piece.group = "filler"  # the isomer of a name is denied, not the name
            return True
        elif piece.word in languages.BUT and number < len(pieces) - 1:
            return denied  # but "x was prescribed but not detected" speaks of x
        glue = piece.glue
    return denied


def _joint(pieces: Sequence[Piece], denial: Piece) -> tuple[int, str, bool]:
    """Where the clause ends that a denial closes, how it is joined, and whether by a contrast.

    "X was suspected, but not detected" and "x suspected, not detected" speak of x.
    """
    until, glue = len(pieces), denial.glue
    if until and pieces[-1].word in _REFLEXIVE and glue in {"", "&"}:  # Slovak "sa nepotvrdilo"
        until, glue = until - 1, pieces[-1].glue.strip("&")
    last = pieces[until - 1] if until else None
    if last and not glue and last.glue == "," and last.word in languages.BUT:
        return until - 1, "", True
    if last and glue == "," and last.word in words.ROLES:
        return until, "", True
    return until, glue, False


def _before_insertion(pieces: Sequence[Piece], denial: Piece) -> Piece | None:
    """The name whose verb comes after an insertion: "x, as its imprint says, was not present"."""
    at = len(pieces) - 1
    verb = denial
    if at >= 0 and not denial.glue and pieces[at].word in absence.BEING:
        at, verb = at - 1, pieces[at]
    elif not denial.word.startswith(_WAS_NOT):
        return None
    if verb.glue != ",":
        return None
    for number in range(at, max(at - 2 * REACH, 0), -1):
        if pieces[number].group in NAMING or pieces[number].word in _OF_VERBS:
            return None
        if pieces[number].glue == ",":
            before = pieces[number - 1]
            return before if before.group in NAMING else None
        if pieces[number].glue not in {"", "'"}:
            return None
    return None


def _parts_names(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a word joins names: Swedish "är" is no Latvian "ar", Spanish "en orina" no "and"."""
    word = pieces[at].word
    if word == "en" and at + 1 < len(pieces):
        return pieces[at + 1].word not in absence.TAKEN_FROM
    return len(word) > 1 and word != "ar"


def _is_after_figures(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a list without figures follows a part with them: "a 4 ng/mL; b, c n.d.\"."""
    for number in range(at, -1, -1):
        piece = pieces[number]
        if piece.group not in NAMING or piece.measured:
            return False
        if piece.glue == ";":
            return any(one.measured and one.group in NAMING for one in pieces[:number])
        if piece.glue != ",":
            return False
    return False


def _is_aside(pieces: Sequence[Piece], at: int) -> bool:
    """Whether one name opens the bracket in which the denial stands: "(a separated, absent)"."""
    for number in range(at, max(at - REACH, -1), -1):
        if pieces[number].group in NAMING:
            return pieces[number].glue[-1:] in {"(", "["}
        if pieces[number].glue:
            return False
    return False


def _reaches(glue: str, piece: Piece, *, denied: bool, listed: bool) -> bool:
    """Whether a denial goes on to the piece before a separator."""
    if piece.word in languages.FOUND or piece.word.startswith(languages.POSITIVE):
        return False
    if denied and glue in _IN_BRACKETS:
        return False  # "x (y excluded)" speaks of y
    if glue == ",":
        return listed and not piece.measured and piece.group in NAMING | {"form"}
    if glue == "/":
        return denied and not piece.measured and piece.group in NAMING
    return glue in _BEFORE_A_DENIAL


def _is_variant(pieces: Sequence[Piece], at: int) -> bool:
    """Whether "isomer" speaks of another than the name: "4-FA 2-position isomer excluded"."""
    return at > 0 and pieces[at - 1].group in {"unknown", "number"}


def _deny_after(pieces: Sequence[Piece], *, wide: bool) -> None:
    """ "No fentanyl", or with ``wide`` a whole list: "negative for x, y and z"."""
    denied = 0
    for count, piece in enumerate(pieces):
        if piece.word in languages.BUT or piece.word.startswith(languages.POSITIVE):
            return
        if denied and _turns(piece, wide=wide):
            return
        if count and piece.glue not in ((_ON_IN_A_LIST | {":"}) if wide else {"", "'", EITHER}):
            return
        if piece.group in NAMING:
            if denied and (piece.measured or _is_affirmed(pieces, count)):
                return
            piece.negated, denied = True, denied + 1
        elif piece.group == "link":
            if not wide:
                return
        elif (not wide and denied and piece.group not in {"form", "either", "denial"}) or (
            not denied and count >= REACH
        ):
            return


def _turns(piece: Piece, *, wide: bool) -> bool:
    """Whether it speaks of something else: "denies heroin, admits ketamine", "no a: only b"."""
    if piece.word == "utan" or (piece.glue and piece.word in languages.ONLY):
        return True
    if piece.glue == "," and not wide:
        return True
    if piece.glue == "," and piece.group not in _ITEM_OF_A_LIST:
        return True
    return piece.word in languages.FOUND or piece.word in absence.CONTAINS


def _is_affirmed(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a name within a denied list is said to be there: "no opiates, ethanol positive".

    "Found" may as well belong to the denial: then the name is left open.
    """
    if pieces[at].glue != ",":
        return False
    for piece in pieces[at + 1 :]:
        if piece.glue not in {"", "("} or piece.group in NAMING | {"link", "either", "denial"}:
            return False
        if piece.word.startswith(languages.POSITIVE):
            return True
        if piece.word in languages.FOUND:
            pieces[at].doubtful = True
            return True
    return False
