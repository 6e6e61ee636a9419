"""Say which substances a written text names, and how sure that is.

The text is cut into words; the longest known name from each word on is taken, always on word
boundaries. What is left over is a form (a salt, a tablet), an ordinary word, a denial, or a word
nobody knows. Only the last kind is compared with known spellings. A doubtful reading is never
chosen silently: the mention is "ambiguous" and lists its candidates.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from vedette.science.identity.contexts import read_beside
from vedette.science.identity.lexicon import Lexicon
from vedette.science.identity.panels import read_panel
from vedette.science.identity.pieces import Piece
from vedette.science.identity.reading import read_pieces
from vedette.science.identity.sentences import mentions_of
from vedette.science.identity.street import read_street
from vedette.science.identity.text import normalise_with_origin

Status = Literal["resolved", "ambiguous", "family", "none"]
MOST_CHARACTERS = 20_000  # the longest certificate has some hundreds
MOST_LETTERS_OF_A_SIGN = 18  # U+FDFA, the longest when it is written out
LONGEST_QUOTE = 100
# "Some -fentanil": the writer remembers only how the name ended.
_BEGINNING_LOST = re.compile(
    r"\b(?:some|any|a|an|the|one|other|ein|eine|einem|een|en|et|ett|un|une|una|uno|of|sort) -$",
    re.I,
)
_TORN = re.compile(r"(?:^|[\s(,;/])(?:\.{2,}|…|\?+\s?|_+)\Z")
_TORN_OFF = frozenset("?…._")
_CUT_OFF = re.compile(r"\.{2,}|…")
_QUESTIONED = re.compile(r"[\s(]*\?|\([^()?]{1,12}\?\)")
SHORT = 6  # letters; so short a name may be the beginning of a longer one that is cut off
DOUBT: dict[Status, int] = {"none": 0, "resolved": 1, "family": 2, "ambiguous": 3}


class Match(NamedTuple):
    """One substance, family or mixture that a piece of text may mean.

    ``score`` is 1 for a preferred or systematic name and falls with the quality of the evidence;
    ``span`` is the place in the raw text; ``members`` are the keys of a mixture's components.
    """

    name: str
    key: str
    inchikey: str
    kind: Literal["substance", "family", "mixture", "metabolite"]
    score: float
    span: tuple[int, int]
    role: str | None = None
    members: tuple[str, ...] = ()


class Mention(NamedTuple):
    """One thing that the text speaks of.

    ``meaning`` says why nothing was named: nothing_found, not_tested, pending, unknown,
    inconclusive, negated (the text denies the substance), too_long (more characters than are read),
    or "" (a word we do not know).
    """

    text: str
    span: tuple[int, int]
    status: Status
    matches: tuple[Match, ...] = ()
    meaning: str = ""


@dataclass(frozen=True)
class Resolution:
    """What a text names.

    ``status`` is the most doubtful of its mentions that name something: ambiguous before family
    before resolved; it is "none" only if no mention names anything. Words nobody knows do not
    change it, but stay visible as mentions with status "none".
    """

    raw: str
    status: Status
    mentions: tuple[Mention, ...]

    @cached_property
    def matches(self) -> tuple[Match, ...]:
        """Candidates of all mentions in the order of the text, each key once."""
        found: dict[str, Match] = {}
        for mention in self.mentions:
            for match in mention.matches:
                found.setdefault(match.key, match)
        return tuple(found.values())

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Keys of the substances named beyond doubt."""
        sure = [mention for mention in self.mentions if mention.status == "resolved"]
        return tuple(dict.fromkeys(m.key for mention in sure for m in mention.matches))


def resolve(text: str, lexicon: Lexicon, *, language: str | None = None) -> Resolution:
    """Which substances a text names.

    Parameters
    ----------
    text : str
        A label, a laboratory's result or a sentence; may name several substances.
    lexicon : Lexicon
        The names that are known.
    language : str, optional
        ISO 639-1 code of the text. With it, street words of other languages are not considered;
        without it, they are offered as candidates at most.

    Returns
    -------
    Resolution
        One mention for each thing the text speaks of, each with its own status.
    """
    return lexicon.resolve(text, language=language)


def _is_too_long(text: str) -> bool:
    """Whether a text is too long to be read, as it stands or with its signs written out."""
    if len(text) * MOST_LETTERS_OF_A_SIGN <= MOST_CHARACTERS:
        return False
    return len(text) > MOST_CHARACTERS or len(normalise_with_origin(text).text) > MOST_CHARACTERS


def resolve_afresh(text: str, lexicon: Lexicon, *, language: str | None) -> Resolution:
    """Like :func:`resolve`, without remembering the answer."""
    if _is_too_long(text):
        unread = Mention(text[:LONGEST_QUOTE], (0, LONGEST_QUOTE), "none", (), "too_long")
        return Resolution(text, "none", (unread,))
    pieces = read_pieces(text, lexicon, language=language)
    read_beside(text, pieces)
    read_street(text, pieces, lexicon, language=language)
    read_panel(text, pieces, lexicon)
    said = mentions_of(pieces, lexicon, text=text, language=language)
    mentions = tuple(_mention(text, piece, lexicon) for piece in said)
    statuses: list[Status] = ["none", *(mention.status for mention in mentions)]
    return Resolution(text, max(statuses, key=DOUBT.__getitem__), mentions)


def _mention(text: str, piece: Piece, lexicon: Lexicon) -> Mention:
    start, end = piece.span
    said = text[start:end]
    if "(" in said and ")" not in said and text[end : end + 1] == ")":
        end += 1
        said, piece.span = text[start:end], (start, end)
    if piece.group in {"nothing", "unknown"} or piece.negated:
        meaning = "negated" if piece.negated else piece.meaning
        return Mention(said, piece.span, "none", (), meaning)
    matches = tuple(_match(key, piece, lexicon) for key in piece.keys)
    if piece.group == "family":
        return Mention(said, piece.span, "family", matches)
    doubtful = piece.doubtful or len(matches) != 1 or _is_questioned(text, start, end)
    return Mention(said, piece.span, "ambiguous" if doubtful else "resolved", matches)


def _is_questioned(text: str, start: int, end: int) -> bool:
    """Whether a question mark follows, or the beginning may be torn off: "…fentanil"."""
    if start and _is_torn(text, start):
        return True
    if end == len(text):
        return False
    if text[end] in ".…" and end - start <= SHORT and _CUT_OFF.match(text, end):
        return True
    return "?" in text and _QUESTIONED.match(text, end) is not None


def _is_torn(text: str, start: int) -> bool:
    """Whether what stands directly before says that the beginning is missing."""
    before = text[start - 1]
    if before == "-":
        return _BEGINNING_LOST.search(text, max(start - 2 * SHORT, 0), start) is not None
    if before.isspace():
        before = text[start - 2] if start > 1 else ""
    return before in _TORN_OFF and _TORN.search(text, max(start - SHORT, 0), start) is not None


def _match(key: str, piece: Piece, lexicon: Lexicon) -> Match:
    score = round(piece.score if not piece.doubtful else min(piece.score, 0.5), 2)
    span, role = piece.span, piece.role
    if piece.group == "family":
        return Match(lexicon.families[key].label, key, "", "family", score, span, role)
    if mixture := lexicon.mixtures.get(key) if piece.group == "mixture" else None:
        return Match(mixture.text, key, "", "mixture", score, span, role, mixture.components)
    identity = lexicon.identities.get(key)
    if identity is None:
        return Match(key, key, "", "substance", score, span, role)
    kind: Literal["substance", "metabolite"] = (
        "metabolite" if identity.kind == "metabolite" else "substance"
    )
    return Match(identity.name, key, identity.inchikey, kind, score, span, role)
