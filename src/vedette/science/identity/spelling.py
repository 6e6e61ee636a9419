"""Recognise a misspelt name without ever taking one substance for another.

The distance is an edit distance with weights (optimal string alignment). A part of a name that
carries meaning in chemistry (a locant, a halogen, the length of an alkyl chain, a prefix such as
meto-, iso- or dex-) is no typing error for another such part, however near the letters are.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

SHORTEST = 6
LONGEST = 30
MARGIN = 0.6
MEMO_SIZE = 50_000
SWAPPED = 0.8  # cost of two neighbours exchanged
FAR = float("inf")
LEAST_EXCHANGED = 0.7  # cost of two letters that are alike
LEAST_COST = 0.5  # of any letter too many, too few or exchanged

# Longest first, so that "isopropyl" is not read as "iso" and "prop" by accident.
_PARTS = (
    "dichloro difluoro dibromo dimethoxy trimethoxy hydroxy methoxy ethoxy propoxy isoprop "
    "fluoro chloro bromo iodo nitro amino cyano "
    "methyl ethyl propyl butyl pentyl hexyl allyl benzyl phenyl acetyl acryl butyr valer furan "
    "croton propion desethyl desmethyl deschloro dihydro tetrahydro hydro cyclo piperid pyrrol "
    "morphol dex levo iso proto meto eto buto fluto nor des dimethyl diethyl methylene "
    "meth eth prop but pent hex hept flu clo chlor brom iod thio oxo ortho meta para alpha "
    "beta gamma delta sec tert cis trans oxy oxa homo pseudo apo nalo bis tri tetra mono"
)
# The last syllables tell a ketone from an amine, an alcohol or a salt.
_PART = re.compile(
    "|".join(sorted(_PARTS.split(), key=len, reverse=True)) + "|(?:one?|ol|ate?|ic)$"
)
# "Bromozolam" has no part that "bromazolam" lacks.
_HALOGENS = {"fluoro": "fluor", "chloro": "chlor", "bromo": "brom", "iodo": "iod"}
_DIGITS = re.compile(r"\d+")
_HABITS = (
    ("flouro", "fluoro"),
    ("fluro", "fluoro"),
    ("clhor", "chlor"),
    ("ehtyl", "ethyl"),
    ("mehtyl", "methyl"),
)

_VOWELS = frozenset("aeiouy")
_VOWEL = re.compile("[aeiouy]")
_CONSONANT = re.compile("[^aeiouy]")
SHORTEST_BY_VOWELS = 8  # letters; in shorter names the vowels are most of what tells them apart
_UNLIKE_VOWELS = ({"u", "a"}, {"u", "e"}, {"u", "i"}, {"u", "y"})
_ALIKE = frozenset(
    frozenset(pair)
    for pair in ("ck", "sz", "cs", "fv", "mn", "vw", "iy", "td", "bp", "gj", "kq", "xz", "il")
)


# What a scanner takes for one another: as read, as printed. Letters only, so that no locant and no
# number of a code is ever invented.
_LOOKS_LIKE = (
    ("rn", "m"),
    ("vv", "w"),
    ("cl", "d"),
    ("1", "l"),
    ("1", "i"),
    ("0", "o"),
    ("5", "s"),
    ("4", "a"),
    ("3", "e"),
)
_LOOKALIKE = re.compile(r"rn|vv|cl|(?<![0-9])[105](?![0-9])|(?<=[a-z])[34](?=[a-z])")
_CAPITAL_FOR_L = re.compile(r"(?<=[a-z])I(?![A-Z])")
MOST_LOOKALIKES = 4
# Of these a word may hold one that was misread, at a single place.
_MISREAD: dict[str, str] = {
    "c": "eo", "e": "c", "o": "c", "v": "y", "y": "v", "h": "nb", "n": "hu", "b": "h", "u": "n",
    "f": "t", "t": "f", "g": "q", "q": "g", "i": "j", "j": "i",
}  # fmt: skip
SHORTEST_MISREAD = 7


class Guess(NamedTuple):
    """A known spelling near the one asked for; ``certain`` if nothing of meaning differs."""

    spelling: str
    keys: tuple[str, ...]
    cost: float
    certain: bool


class _Shelf(NamedTuple):
    """Spellings with one first letter, the shortest first."""

    texts: list[str]
    lengths: list[int]
    letters: npt.NDArray[np.int64]
    pairs: npt.NDArray[np.uint64]  # as bits, one row a spelling


class Speller:
    """Known spellings, by first letter and length, with the pairs of letters they have."""

    def __init__(self, spellings: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        self.keys: dict[str, tuple[str, ...]] = {
            text: keys
            for text, keys in spellings
            if len(text) <= LONGEST and sum(map(str.isalpha, text)) >= SHORTEST
        }
        self._seen: dict[str, list[Guess]] = {}
        self._by_consonants: dict[str, list[str]] = {}
        for text in self.keys:
            if text.isalpha() and len(text) >= SHORTEST_BY_VOWELS and "alpha" not in text:
                self._by_consonants.setdefault(_VOWEL.sub("", text), []).append(text)
        self._parts: dict[str, tuple[list[str], list[str]]] = {}
        pairs = sorted({pair for text in self.keys for pair in _pairs(text)})
        self._bits = {pair: divmod(number, 64) for number, pair in enumerate(pairs)}
        begun: defaultdict[str, list[str]] = defaultdict(list)
        for text in sorted(self.keys, key=len):
            begun[text[0]].append(text)
        self._shelves = {
            first: _Shelf(
                texts,
                [len(text) for text in texts],
                np.array([_letters(text) for text in texts], dtype=np.int64),
                np.array([self._marked(_pairs(text)) for text in texts]),
            )
            for first, texts in begun.items()
        }

    def guesses(self, word: str) -> list[Guess]:
        """Spellings near enough to be meant, the nearest first; empty if there is none."""
        known = self._seen.get(word)
        if known is None:
            known = self._compare(word)
            if len(self._seen) >= MEMO_SIZE:
                self._seen.clear()
            self._seen[word] = known
        return known

    def with_other_vowels(self, word: str) -> list[str]:
        """Long spellings that have the consonants of a word and differ by one slip of a vowel."""
        if len(word) < SHORTEST_BY_VOWELS:
            return []
        alike = self._by_consonants.get(_VOWEL.sub("", word), ())
        return [text for text in alike if has_one_vowel_slip(word, text)]

    def forget(self) -> None:
        """Drop remembered comparisons, to measure them honestly."""
        self._seen.clear()

    def _compare(self, word: str) -> list[Guess]:
        for wrong, right in _HABITS:
            word = word.replace(wrong, right)
        if len(word) > LONGEST or sum(map(str.isalpha, word)) < SHORTEST:
            return []
        limit = allowance(len(word))
        digits, parts = _DIGITS.findall(word), meaning(word)
        found = []
        for text in self._near(word, limit):
            # What a name means is cheaper to compare than its letters, and rules out more.
            digits_there, parts_there = self._known_parts(text)
            if digits_there != digits or (kin := _kinship(parts, parts_there)) is None:
                continue
            if (cost := cost_within(word, text, limit=limit)) <= limit:
                found.append(Guess(text, self.keys[text], cost, kin))
        found.sort(key=lambda guess: (guess.cost, guess.spelling))
        return [guess for guess in found if guess.cost <= found[0].cost + MARGIN]

    def _known_parts(self, text: str) -> tuple[list[str], list[str]]:
        known = self._parts.get(text)
        if known is None:
            known = self._parts[text] = _DIGITS.findall(text), meaning(text)
        return known

    def _near(self, word: str, limit: float) -> list[str]:
        pairs = _pairs(word)
        # One edit disturbs at most two pairs, an exchange of neighbours three; the larger
        # allowance pays for one of each.
        needed = max(len(pairs) - (3 if limit < SWAPPED + LEAST_EXCHANGED else 5), 2)
        slack, letters, marked = int(limit / LEAST_COST), _letters(word), self._marked(pairs)
        found = []
        for first in first_letters_like(word):
            if shelf := self._shelves.get(first):
                low = bisect_left(shelf.lengths, len(word) - slack)
                high = bisect_right(shelf.lengths, len(word) + slack)
                there = shelf.letters[low:high]
                # Each letter that only one of them has at all costs an edit of its own.
                odd = np.maximum(
                    np.bitwise_count(letters & ~there), np.bitwise_count(there & ~letters)
                )
                near = (odd <= slack).nonzero()[0] + low
                shared = np.bitwise_count(shelf.pairs[near] & marked).sum(axis=1)
                found += [shelf.texts[number] for number in near[shared >= needed].tolist()]
        return found

    def _marked(self, pairs: Iterable[str]) -> npt.NDArray[np.uint64]:
        """Which of the known pairs of letters these are, as bits."""
        marks = [0] * (len(self._bits) // 64 + 1)
        for pair in pairs:
            if place := self._bits.get(pair):
                marks[place[0]] |= 1 << place[1]
        return np.array(marks, dtype=np.uint64)


def may_be_damaged(word: str) -> bool:
    """Whether it holds letters or digits that a scanner mistakes for others."""
    return _LOOKALIKE.search(word) is not None


def printed(word: str) -> list[str]:
    """What a scanned word may be, its lookalikes put right in every combination; not itself."""
    places = [found.span() for found in _LOOKALIKE.finditer(word)]
    if not 0 < len(places) <= MOST_LOOKALIKES:
        return []
    readings = [("", 0)]
    for start, stop in places:
        choices = [
            word[start:stop],
            *(into for read, into in _LOOKS_LIKE if read == word[start:stop]),
        ]
        readings = [(text + word[at:start] + one, stop) for text, at in readings for one in choices]
    return [text + word[at:] for text, at in readings][1:]


def capital_for_l(said: str) -> list[str]:
    """What a word may be whose small l was read as a capital I: "tramadoI"."""
    word = _CAPITAL_FOR_L.sub("l", said)
    return [word.lower()] if word != said and word.isalpha() else []


def misread(word: str) -> list[str]:
    """The words that differ in one letter which looks like another: "methylonc"."""
    if not SHORTEST_MISREAD <= len(word) <= LONGEST:
        return []
    return [
        f"{word[:at]}{other}{word[at + 1 :]}"
        for at, letter in enumerate(word)
        for other in _MISREAD.get(letter, "")
    ]


def has_vowels_exchanged(word: str, known: str) -> bool:
    """Whether the same consonants hold the same vowels in another order: "levimasole"."""
    return sorted(word) == sorted(known) and _VOWEL.sub("", word) == _VOWEL.sub("", known)


def has_one_vowel_slip(word: str, known: str) -> bool:
    """Whether vowels changed places, or one is another or missing: "fentynal", "oxycodne".

    Both have the same consonants. The vowels of the last syllable tell "-one" from "-ine", so
    there none may be another, and a part that carries meaning stays what it is.
    """
    if word[0] != known[0] or _kinship(meaning(word), meaning(known)) is None:
        return False
    asked, there = _CONSONANT.split(word), _CONSONANT.split(known)
    differing = [at for at, vowels in enumerate(there) if vowels != asked[at]]
    if [*map(len, asked)] == [*map(len, there)]:
        one = len(differing) == 1 and len(there[differing[0]]) == 1
        return sorted(word) == sorted(known) or (one and differing[0] < len(there) - 2)
    return len(differing) == 1 and not asked[differing[0]] and len(there[differing[0]]) == 1


def allowance(length: int) -> float:
    """The largest cost at which a word of this length still counts as the same word."""
    return 1.0 if length < 9 else 1.5


def meaning(word: str) -> list[str]:
    """The parts of a name that are never a typing error for one another, in order."""
    return [_HALOGENS.get(part, part) for part in _PART.findall(word)]


def _kinship(asked: Sequence[str], known: Sequence[str]) -> bool | None:
    """True: same parts; False: a part is damaged, so only a guess; None: another substance."""
    if list(asked) == list(known):
        return True
    rest = iter(known)
    return False if all(part in rest for part in asked) else None


def cost_within(a: str, b: str, *, limit: float) -> float:
    """The weighted edit distance if it is at most ``limit``, else infinity; fast for small limits.

    Letters that agree are walked over, and only where they differ is each kind of error tried. A
    limit allows so few errors that this is far less work than the whole table. Where a doubled
    letter is lost beside another error the walk may find more than the table would, never less: it
    then leaves a word open instead of recognising it.
    """
    return _walk(a, b, 0, 0, limit)


def _walk(a: str, b: str, i: int, j: int, budget: float) -> float:
    """The least cost of the rest of both words, infinity above ``budget``."""
    if budget < LEAST_COST:
        return 0.0 if a[i:] == b[j:] else FAR
    length, other_length = len(a), len(b)
    while i < length and j < other_length and a[i] == b[j]:
        i += 1
        j += 1
    rest, other_rest = length - i, other_length - j
    if not rest and not other_rest:
        return 0.0
    if abs(rest - other_rest) * LEAST_COST > budget:
        return FAR
    best = FAR
    for cost, di, dj in _errors(a, b, i, j, budget):
        if cost <= budget:
            best = min(best, cost + _walk(a, b, i + di, j + dj, budget - cost))
            budget = min(budget, best)
    return best


def _errors(a: str, b: str, i: int, j: int, budget: float) -> list[tuple[float, int, int]]:
    """Each single error that may stand here: its cost, and how far it leads in both words.

    Only those that leave the rests so near in length that the budget can still make them equal.
    """
    found = []
    length, other_length = len(a), len(b)
    longer = (length - i) - (other_length - j)
    if i < length and j < other_length:
        found.append((_exchange(a[i], b[j], first=i == j == 0), 1, 1))
        if i + 1 < length and j + 1 < other_length and a[i] == b[j + 1] and a[i + 1] == b[j]:
            found.append((SWAPPED, 2, 2))
    if i < length and (1 - longer) * LEAST_COST < budget:
        found.append((_gap(a, i), 1, 0))
    if j < other_length and (1 + longer) * LEAST_COST < budget:
        found.append((_gap(b, j), 0, 1))
    return found


def _gap(word: str, at: int) -> float:
    """Cost of a letter too many or too few: doubled letters and a last e are easily lost."""
    letter = word[at]
    if at == 0:
        return 2.1  # a first letter is rarely forgotten, and "N-" before a name is none
    if letter == word[at - 1] or (letter == "e" and at == len(word) - 1):
        return 0.5
    return 0.7 if letter == "h" else 1.0


@lru_cache(maxsize=5_000)  # there are few letters, and each is compared very often
def _exchange(one: str, other: str, *, first: bool) -> float:
    if one == other:
        return 0.0
    cost = 1.2
    if (one in _VOWELS and other in _VOWELS and {one, other} not in _UNLIKE_VOWELS) or frozenset(
        (one, other)
    ) in _ALIKE:
        cost = LEAST_EXCHANGED
    if first:
        return 1.0 if frozenset((one, other)) in _ALIKE else 2.1
    return cost


@lru_cache(maxsize=5_000)
def _like(letter: str) -> frozenset[str]:
    alike = {other for pair in _ALIKE if letter in pair for other in pair}
    return frozenset(alike | {letter})


def first_letters_like(word: str) -> frozenset[str]:
    """The letters a spelling may begin with: no error at the very start costs less."""
    return _like(word[0]) | set(word[1:2])


def _letters(word: str) -> int:
    """Which letters a word has, as bits; what is no Latin letter shares one bit."""
    bits = 0
    for letter in word:
        bits |= 1 << ((ord(letter) - 96) if "a" <= letter <= "z" else 0)
    return bits


def _pairs(word: str) -> set[str]:
    return {word[at : at + 2] for at in range(len(word) - 1)} | {"^" + word[0]}
