"""Recognise a misspelt name without ever taking one substance for another.

The distance is an edit distance with weights (optimal string alignment). A part of a name that
carries meaning in chemistry (a locant, a halogen, the length of an alkyl chain, a prefix such as
meto-, iso- or dex-) is no typing error for another such part, however near the letters are.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

import numpy as np

SHORTEST = 6
LONGEST = 30
MARGIN = 0.6
MEMO_SIZE = 50_000
SWAPPED = 0.8  # cost of two neighbours exchanged
FAR = float("inf")
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
_DIGITS = re.compile(r"\d+")
_HABITS = (
    ("flouro", "fluoro"),
    ("fluro", "fluoro"),
    ("clhor", "chlor"),
    ("ehtyl", "ethyl"),
    ("mehtyl", "methyl"),
)

_VOWELS = frozenset("aeiouy")
_UNLIKE_VOWELS = ({"u", "a"}, {"u", "e"}, {"u", "i"}, {"u", "y"})
_ALIKE = frozenset(
    frozenset(pair)
    for pair in ("ck", "sz", "cs", "fv", "mn", "vw", "iy", "td", "bp", "gj", "kq", "xz", "il")
)


class Guess(NamedTuple):
    """A known spelling near the one asked for; ``certain`` if nothing of meaning differs."""

    spelling: str
    keys: tuple[str, ...]
    cost: float
    certain: bool


class Speller:
    """Known spellings, indexed by their letter pairs."""

    def __init__(self, spellings: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        self.keys: dict[str, tuple[str, ...]] = {
            text: keys
            for text, keys in spellings
            if len(text) <= LONGEST and sum(map(str.isalpha, text)) >= SHORTEST
        }
        self._texts = list(self.keys)
        self._seen: dict[str, list[Guess]] = {}
        self._parts: dict[str, tuple[list[str], list[str]]] = {}
        self._letters = np.array([_letters(text) for text in self._texts], dtype=np.int64)
        self._firsts = np.array([min(ord(text[0]), 127) for text in self._texts], dtype=np.int64)
        self._lengths = np.array([len(text) for text in self._texts], dtype=np.int64)
        postings: defaultdict[str, list[int]] = defaultdict(list)
        for number, text in enumerate(self._texts):
            for pair in _pairs(text):
                postings[pair].append(number)
        self._postings = {pair: np.array(held) for pair, held in postings.items()}

    def guesses(self, word: str) -> list[Guess]:
        """Spellings near enough to be meant, the nearest first; empty if there is none."""
        known = self._seen.get(word)
        if known is None:
            known = self._compare(word)
            if len(self._seen) >= MEMO_SIZE:
                self._seen.clear()
            self._seen[word] = known
        return known

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
        # One edit disturbs at most two pairs, an exchange of neighbours three.
        needed = max(len(pairs) - 3 * max(1, round(limit)), 2)
        shared = np.zeros(len(self._texts), dtype=np.int16)
        for pair in pairs:
            if (holders := self._postings.get(pair)) is not None:
                shared[holders] += 1
        near = np.flatnonzero(shared >= needed)
        begins = np.zeros(128, dtype=bool)
        begins[[min(letter, 127) for letter in _firsts_like(word)]] = True
        near = near[begins[self._firsts[near]]]
        slack, own = int(limit / LEAST_COST), np.int64(_letters(word))
        letters = self._letters[near]
        # Each letter that only one of them has at all costs an edit of its own.
        odd = np.maximum(np.bitwise_count(own & ~letters), np.bitwise_count(letters & ~own))
        near = near[(odd <= slack) & (np.abs(self._lengths[near] - len(word)) <= slack)]
        return [self._texts[number] for number in near.tolist()]


def allowance(length: int) -> float:
    """The largest cost at which a word of this length still counts as the same word."""
    return 1.0 if length < 9 else 1.5


def meaning(word: str) -> list[str]:
    """The parts of a name that are never a typing error for one another, in order."""
    return _PART.findall(word)


def _kinship(asked: Sequence[str], known: Sequence[str]) -> bool | None:
    """True: same parts; False: a part is damaged, so only a guess; None: another substance."""
    if list(asked) == list(known):
        return True
    rest = iter(known)
    return False if all(part in rest for part in asked) else None


def cost_within(a: str, b: str, *, limit: float) -> float:
    """The :func:`distance` if it is at most ``limit``, else infinity; fast for small limits.

    Letters that agree are walked over, and only where they differ is each kind of error tried. A
    limit allows so few errors that this is far less work than the whole table.
    """
    return _walk(a, b, 0, 0, limit)


def _walk(a: str, b: str, i: int, j: int, budget: float) -> float:
    """The least cost of the rest of both words, infinity above ``budget``."""
    length, other_length = len(a), len(b)
    while i < length and j < other_length and a[i] == b[j]:
        i += 1
        j += 1
    rest, other_rest = length - i, other_length - j
    if not rest and not other_rest:
        return 0.0
    if abs(rest - other_rest) * LEAST_COST > budget or budget < LEAST_COST:
        return FAR
    best = FAR
    for cost, di, dj in _errors(a, b, i, j):
        if cost <= budget:
            best = min(best, cost + _walk(a, b, i + di, j + dj, budget - cost))
            budget = min(budget, best)
    return best


def _errors(a: str, b: str, i: int, j: int) -> list[tuple[float, int, int]]:
    """Each single error that may stand here: its cost, and how far it leads in both words."""
    found = []
    if i < len(a) and j < len(b):
        found.append((_exchange(a[i], b[j], first=i == j == 0), 1, 1))
        if a[i : i + 2] == b[j : j + 2][::-1] and i + 1 < len(a) and j + 1 < len(b):
            found.append((SWAPPED, 2, 2))
    if i < len(a):
        found.append((_gap(a, i), 1, 0))
    if j < len(b):
        found.append((_gap(b, j), 0, 1))
    return found


def distance(a: str, b: str, *, limit: float) -> float:
    """Weighted edit distance; anything above ``limit`` once the rest cannot lower it."""
    before: list[float] = []
    gaps = [_gap(b, at) for at in range(len(b))]
    row = [0.0, *accumulate(gaps)]
    reach = int(limit / LEAST_COST)
    for i in range(1, len(a) + 1):
        letter, gap = a[i - 1], _gap(a, i - 1)
        # So many letters off the diagonal there is no way back below the limit.
        first, last = max(i - reach, 1), min(i + reach, len(b))
        current = [row[0] + gap] + [FAR] * (first - 1)
        for j in range(first, last + 1):
            other = b[j - 1]
            change = 0.0 if letter == other else _exchange(letter, other, first=i == j == 1)
            best = min(row[j - 1] + change, row[j] + gap, current[j - 1] + gaps[j - 1])
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                best = min(best, before[j - 2] + SWAPPED)
            current.append(best)
        current += [FAR] * (len(b) - last)
        # An exchange of neighbours steps over a row, so the row before must be lost as well.
        if min(current) > limit and min(row) + SWAPPED > limit:
            return limit + 1
        before, row = row, current
    return row[-1]


def _gap(word: str, at: int) -> float:
    """Cost of a letter too many or too few: doubled letters and a last e are easily lost."""
    letter = word[at]
    if at == 0:
        return 2.1  # a first letter is rarely forgotten, and "N-" before a name is none
    if letter == word[at - 1] or (letter == "e" and at == len(word) - 1):
        return 0.5
    return 0.7 if letter == "h" else 1.0


def _exchange(one: str, other: str, *, first: bool) -> float:
    if one == other:
        return 0.0
    cost = 1.2
    if (one in _VOWELS and other in _VOWELS and {one, other} not in _UNLIKE_VOWELS) or frozenset(
        (one, other)
    ) in _ALIKE:
        cost = 0.7
    if first:
        return 1.0 if frozenset((one, other)) in _ALIKE else 2.1
    return cost


@lru_cache(maxsize=5_000)
def _like(letter: str) -> tuple[int, ...]:
    alike = {other for pair in _ALIKE if letter in pair for other in pair}
    return tuple(map(ord, alike | {letter}))


def _firsts_like(word: str) -> tuple[int, ...]:
    """The letters a spelling may begin with: no error at the very start costs less."""
    return (*_like(word[0]), ord(word[1]))


def _letters(word: str) -> int:
    """Which letters a word has, as bits; what is no Latin letter shares one bit."""
    bits = 0
    for letter in word:
        bits |= 1 << ((ord(letter) - 96) if "a" <= letter <= "z" else 0)
    return bits


def _pairs(word: str) -> set[str]:
    return {word[at : at + 2] for at in range(len(word) - 1)} | {"^" + word[0]}
