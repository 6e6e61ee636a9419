"""How well a resolver reads names, counted mention by mention against what a reader wrote down."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from vedette.errors import VedetteError
from vedette.science.identity.lexicon import Lexicon
from vedette.science.identity.resolution import Mention, Resolution

HELD_OUT_SHARE = 3  # one string in three is kept for the end


class UnreadableLabel(VedetteError, ValueError):
    """A label names something that the registers do not hold, or has no known form."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text

    def __str__(self) -> str:
        return f"the label {self.text!r} names nothing in the registers"


@dataclass(frozen=True, slots=True)
class Expected:
    """One thing that a text speaks of, as its reader understood it.

    ``kind`` is substance, ambiguous (any of ``keys`` may be meant), family or mixture. What is
    ``optional`` may be found or not: careful readers differ over it.
    """

    kind: str
    keys: frozenset[str]
    role: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with everything it speaks of, where it comes from and its language if known."""

    text: str
    expected: tuple[Expected, ...]
    source: str
    language: str = ""

    @property
    def is_held_out(self) -> bool:
        """Whether the string belongs to the third that nobody tunes on."""
        return int(digest(self.text), 16) % HELD_OUT_SHARE == 0


@dataclass(slots=True)
class Tally:
    """Counts of mentions; ``swapped`` are substances taken for another, the gravest error."""

    texts: int = 0
    right: int = 0
    missed: int = 0
    wrong: int = 0
    swapped: int = 0
    errors: list[tuple[str, str]] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of the mentions found that a reader found too."""
        return self.right / max(self.right + self.wrong, 1)

    @property
    def recall(self) -> float:
        """Share of the mentions a reader found that were found."""
        return self.right / max(self.right + self.missed, 1)


def digest(text: str) -> str:
    """A short fingerprint by which a string is known without being copied."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def read_expected(label: str, lexicon: Lexicon) -> tuple[Expected, ...]:
    """Read a label such as ``cocaine;f:nitazene;a:3-mmc|4-mmc;(heroin@trace)``; ``-`` is nothing.

    Raises
    ------
    UnreadableLabel
        If a key is in no register.
    """
    if label == "-":
        return ()
    return tuple(_one_expected(part, lexicon) for part in label.split(";"))


def score(labelled: Iterable[Labelled], lexicon: Lexicon, *, use_language: bool = False) -> Tally:
    """Compare what is resolved with what was expected.

    A substance counts as found only if it is resolved; one that is left open is missed, though not
    wrong. An ambiguous expectation is met by an open answer that holds one of its candidates or
    is their family. With ``use_language`` the resolver is told the language where it is known.
    """
    tally = Tally()
    for one in labelled:
        language = one.language if use_language else ""
        found = lexicon.resolve(one.text, language=language or None)
        _compare(one, found, lexicon, tally)
    return tally


def _one_expected(part: str, lexicon: Lexicon) -> Expected:
    optional = part.startswith("(")
    text, _, role = part.strip("()").partition("@")
    kind, _, names = text.rpartition(":")
    kind = {"": "substance", "a": "ambiguous", "f": "family", "m": "mixture"}.get(kind, "")
    keys = frozenset(names.split("|"))
    known = {"family": lexicon.families, "mixture": lexicon.mixtures}.get(kind, lexicon.identities)
    if not kind or not keys <= known.keys():
        raise UnreadableLabel(part)
    return Expected(kind, keys, role, optional)


def _compare(one: Labelled, found: Resolution, lexicon: Lexicon, tally: Tally) -> None:
    tally.texts += 1
    left = [mention for mention in found.mentions if mention.status != "none"]
    open_: list[Expected] = []
    for expected in sorted(one.expected, key=lambda item: item.optional):
        met = [mention for mention in left if _meets(mention, expected, lexicon)]
        if not met:
            open_ += [] if expected.optional else [expected]
            continue
        tally.right += not expected.optional
        left = [mention for mention in left if mention not in met]
    for expected in open_:
        tally.missed += 1
        tally.errors.append((one.text, f"missed {_said(expected)}"))
    for mention in left:
        if mention.status != "resolved" and any(
            _is_open_for(mention, item) for item in one.expected
        ):
            continue  # left open, not wrong
        tally.wrong += 1
        swapped = mention.status == "resolved" and bool(open_)
        tally.swapped += swapped
        keys = "|".join(match.key for match in mention.matches)
        tally.errors.append(
            (one.text, f"{'SWAPPED' if swapped else 'wrong'} {mention.status} {keys}")
        )


def _keys(mention: Mention) -> set[str]:
    return {key for match in mention.matches for key in (match.members or (match.key,))}


def _meets(mention: Mention, expected: Expected, lexicon: Lexicon) -> bool:
    if expected.kind == "mixture":
        return any(m.kind == "mixture" and m.key in expected.keys for m in mention.matches)
    if expected.kind == "family":
        lines = {line for match in mention.matches for line in lexicon.lineage(match.key)}
        return mention.status == "family" and bool(lines & expected.keys)
    if expected.kind == "substance":
        return mention.status == "resolved" and expected.keys <= _keys(mention)
    kin = {
        line
        for key in expected.keys
        if key in lexicon.identities
        for line in lexicon.lineage(lexicon.identities[key].family)
    }
    return (mention.status == "ambiguous" and bool(expected.keys & _keys(mention))) or (
        mention.status == "family" and bool(kin & _keys(mention))
    )


def _is_open_for(mention: Mention, expected: Expected) -> bool:
    return mention.status == "family" or bool(expected.keys & _keys(mention))


def _said(expected: Expected) -> str:
    return f"{expected.kind} {'|'.join(sorted(expected.keys))}"
