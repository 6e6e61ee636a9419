"""Recognise a misspelt name without ever taking one substance for another.

The distance is an edit distance with weights (optimal string alignment). A part of a name that
carries meaning in chemistry (a locant, a halogen, the length of an alkyl chain, a prefix such as
meto-, iso- or dex-) is no typing error for another such part, however near the letters are.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

SHORTEST = 6
LONGEST = 30
MARGIN = 0.6
MEMO_SIZE = 50_000
SWAPPED = 0.8  # cost of two neighbours exchanged

# Longest first, so that "isopropyl" is not read as "iso" and "prop" by accident.
_PARTS = (
    "dichloro difluoro dibromo dimethoxy trimethoxy hydroxy methoxy ethoxy propoxy isoprop "
    "fluoro chloro bromo iodo nitro amino cyano "
    "methyl ethyl propyl butyl pentyl hexyl allyl benzyl phenyl acetyl acryl butyr valer furan "
    "croton propion desethyl desmethyl deschloro dihydro tetrahydro hydro cyclo piperid pyrrol "
    "morphol dex levo iso proto meto eto buto fluto nor des dimethyl diethyl methylene "
    "meth eth prop but pent hex hept flu clo chlor brom iod thio oxo aza ortho meta para alpha "
    "beta gamma delta sec tert cis trans oxy oxa homo pseudo apo nalo bis tri tetra mono"
)
# The last syllables tell a ketone from an amine, an alcohol or a salt.
_PART = re.compile("|".join(sorted(_PARTS.split(), key=len, reverse=True)) + "|(?:one|ol|ate|ic)$")
_DIGITS = re.compile(r"\d+")
_HABITS = (
    ("flouro", "fluoro"),
    ("fluro", "fluoro"),
    ("clhor", "chlor"),
    ("ehtyl", "ethyl"),
    ("mehtyl", "methyl"),
)

_VOWELS = frozenset("aeiouy")
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
        postings: defaultdict[str, list[int]] = defaultdict(list)
        for number, text in enumerate(self._texts):
            for pair in _pairs(text):
                postings[pair].append(number)
        self._postings = dict(postings)

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
            if _DIGITS.findall(text) != digits:
                continue
            cost = distance(word, text, limit=limit)
            if cost <= limit and (kin := _kinship(parts, meaning(text))) is not None:
                found.append(Guess(text, self.keys[text], cost, kin))
        found.sort(key=lambda guess: (guess.cost, guess.spelling))
        return [guess for guess in found if guess.cost <= found[0].cost + MARGIN]

    def _near(self, word: str, limit: float) -> Iterable[str]:
        pairs = _pairs(word)
        # One edit disturbs at most two pairs, an exchange of neighbours three.
        needed = max(len(pairs) - 3 * max(1, round(limit)), 2)
        shared: Counter[int] = Counter()
        for pair in pairs:
            shared.update(self._postings.get(pair, ()))
        slack = int(limit / 0.5)
        for number, count in shared.items():
            text = self._texts[number]
            if count >= needed and abs(len(text) - len(word)) <= slack:
                yield text


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


def distance(a: str, b: str, *, limit: float) -> float:
    """Weighted edit distance; anything above ``limit`` once the rest cannot lower it."""
    before: list[float] = []
    row = [0.0]
    for j in range(1, len(b) + 1):
        row.append(row[-1] + _gap(b, j - 1))
    for i in range(1, len(a) + 1):
        current = [row[0] + _gap(a, i - 1)]
        for j in range(1, len(b) + 1):
            best = min(
                row[j - 1] + _exchange(a[i - 1], b[j - 1], first=i == 1 and j == 1),
                row[j] + _gap(a, i - 1),
                current[j - 1] + _gap(b, j - 1),
            )
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                best = min(best, before[j - 2] + SWAPPED)
            current.append(best)
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
    if (one in _VOWELS and other in _VOWELS) or frozenset((one, other)) in _ALIKE:
        cost = 0.7
    if first:
        return 1.0 if frozenset((one, other)) in _ALIKE else 2.1
    return cost


def _pairs(word: str) -> set[str]:
    return {word[at : at + 2] for at in range(len(word) - 1)} | {"^" + word[0]}
