"""Fold the spellings of many languages into one, so that "фентанил" and "fentanyyliä" meet.

Names of substances travel: ph becomes f, th t, z ts, x ks or ss; endings follow the grammar of the
text. What is folded away is spelling only. Digits, halogens, chain lengths and prefixes stay, so
that no substance is ever folded into another one; where two names of different substances fold
into one string, :class:`FoldedNames` keeps both and the answer is open.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Generic, TypeVar

Known = TypeVar("Known")

SAFE_FOR_IN = 8
SHORTEST_BASE = 5  # letters; below this, too many words of other meanings look alike

_CYRILLIC = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e", "є": "e",
        "э": "e", "ж": "z", "з": "z", "и": "i", "й": "i", "і": "i", "ї": "i", "ј": "j", "к": "k",
        "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u",
        "ф": "f", "х": "h", "ц": "c", "ч": "ch", "ш": "s", "щ": "st", "ъ": "", "ы": "i", "ь": "",
        "ю": "iu", "я": "ia",
    }
)  # fmt: skip
_GREEK_PAIRS = (
    ("μπ", "b"), ("γκ", "g"), ("ου", "u"), ("αι", "e"), ("ει", "i"),
    ("οι", "i"), ("φθορ", "fluor"), ("ευ", "eu"), ("αυ", "au"), ("τζ", "z"), ("τσ", "s"),
)  # fmt: skip
# "Κωδεΐνη": a diaeresis, which is gone by now, keeps the vowels of "-aine" and "-eine" apart.
_HIATUS = re.compile("(?<=[αεο])ι(?=νη)|(?<=ε)ι(?=νο)")
_GREEK = str.maketrans(
    {
        "α": "a", "β": "b", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "t", "ι": "i",
        "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s",
        "ς": "s", "τ": "t", "υ": "i", "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o",
    }
)  # fmt: skip

# Letters that stand for two Latin ones: Russian "г" for g and h, Greek "κ" for c and k.
_TWO_WAYS = (
    (re.compile("г"), "х"),
    (re.compile("х"), "к"),
    (re.compile("β"), "в"),
    (re.compile("κ(?=[ειυη])"), "σ"),
)
# Estonian "ü" without its dots where it stands for "y".
_BARE_U = (
    ("uu", "y"),
    ("hudr", "hydr"),
    ("purrol", "pyrrol"),
    ("sukl", "sykl"),
    ("tulo", "tylo"),
    ("ksu", "ksy"),
    ("ofull", "ofyll"),
    ("fenule", "fenyle"),
    ("fenulp", "fenylp"),
    ("tsub", "tsyb"),
    ("trupt", "trypt"),
    ("ptuli", "ptyli"),
    ("pura", "pyra"),
    ("gunii", "gynii"),
    ("furoon", "fyroon"),
)
# In this order; every rule works on what the ones before it left.
# What is plain letters is replaced as such, which is several times faster than by a pattern.
_RULES: tuple[tuple[re.Pattern[str] | str, str], ...] = (
    ("cae", "ke"),
    ("ae", "e"),
    ("oe", "e"),
    ("ou", "u"),
    ("ph", "f"),
    ("th", "t"),
    ("rh", "r"),
    (re.compile(r"s(?:ch|h)(?!l)"), "s"),
    ("chl", "kl"),
    ("hl", "kl"),
    (re.compile(r"c[hk]|kh|qu(?=[^aeiouy])"), "k"),
    (re.compile(r"sc(?=[eiy])|ts|tz|sz|cz|c(?=[eiy])"), "s"),
    (re.compile(r"qu|kv|kw|cu(?=[aei])"), "kv"),
    ("cc", "k"),
    ("c", "k"),
    ("q", "k"),
    ("x", "s"),
    ("ks", "s"),
    ("z", "s"),
    ("w", "v"),
    ("y", "i"),
    ("j", "i"),
    ("mf", "nf"),
    (re.compile(r"(fluoo?r|kloo?r|broo?m|ioo?d)(?:o+|i+(?=[abefkmpt]))"), r"\1"),
    (re.compile(r"ilen[eoi]+di"), "ilendi"),  # "methylenedioxy" in Polish and Finnish
    (re.compile(r"([aeiou])\1+"), r"\1"),
    (re.compile(r"(?<=[bcdfgklmnprstv])(il)[oi]+(?=[bcdfghklmnprstv]\w{3})"), r"\1"),
    ("h", ""),
    (re.compile(r"([^m\d])\1+"), r"\1"),
)
_OTHER_SCRIPT = re.compile("[\u0370-\u03ff\u1f00-\u1fff\u0400-\u04ff]")

# Grammatical endings after folding, of all languages together. Those that make another substance
# of a name ("-on", "-ol", "-an", "-il", "-at", "-id", "-in") are missing on purpose.
_ENDINGS = frozenset(
    [
        "a",
        "e",
        "i",
        "o",
        "u",
        "as",
        "is",
        "os",
        "us",
        "es",
        "s",
        "om",
        "em",
        "um",
        "am",
        "im",
        "omi",
        "emi",
        "ami",
        "ov",
        "ovi",
        "iem",
        "am",
        "iam",
        "io",
        "iui",
        "ui",
        "oi",
        "ei",
        "ia",
        "ie",
        "iu",
        "ium",
        "t",
        "et",
        "it",
        "ot",
        "iev",
        "ieva",
        "iga",
        "ist",
        "ista",
        "isa",
        "isi",
        "ta",
        "ot",
        "bol",
        "nak",
        "nek",
        "val",
        "vel",
        "ban",
        "ben",
        "nal",
        "nel",
        "ra",
        "re",
        "en",
        "ens",
        "ets",
        "ul",
        "ului",
        "ata",
        "ut",
        "uta",
        "iin",
        "imi",
        "ach",
        "ah",
        "om",
        "eus",
        "ima",
        "ai",
        "onak",
    ]
)
_LONGEST_ENDING = max(map(len, _ENDINGS))
_GENITIVES = frozenset(letter + "in" for letter in "lmnrdt")
# Cases to take off before spelling is folded, for they double or resemble letters of the name:
# Hungarian "-val" in "fentanillal", Finnish "-illa" (no amfetaminil is meant by "amfetamiinilla")
# and, after a long vowel only, "-in" and "-ina", Slovene "-ijev", Latvian "-āts".
_DOUBLED = re.compile(r"([b-df-hj-np-tvz])\1(?:al|el|a|e|ak|ek)$")
_CASES = re.compile(
    r"(?:(?<=[dlmnt])i(?:lla|lle|lta|ssa|sta|jev|jeva)|(?<=[lmn])(?:b[ae]n|n[ae]k|[bt]ol|r[ae])"
    r"|(?<=(?:aa|ii|yy)[lmnt])ina?|(?<=at)s)$"
)
_CASES_END = frozenset(
    ["la", "le", "ta", "sa", "ev", "va", "an", "en", "ak", "ek", "ol", "ra", "re", "in", "na", "ts"]
)
_LINK = re.compile("[iy]l+[oi]+[a-z]")
_LAST_VOWELS = re.compile(r"[aeiou]+$")


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """One spelling for the spellings of many languages; digits and commas are kept.

    ``word`` is in lower case and without accents, as :func:`..tokens.key_of` leaves it.
    """
    if not word.isascii():
        word = latin(word)
    if "u" in word:
        for bare, into in _BARE_U:
            word = word.replace(bare, into)
    for pattern, into in _RULES:
        if isinstance(pattern, str):
            word = word.replace(pattern, into)
        else:
            word = pattern.sub(into, word)
    return word


def latin(word: str) -> str:
    """Greek and Cyrillic letters by the Latin ones that stand for them in names."""
    if _OTHER_SCRIPT.search(word):
        word = _HIATUS.sub("i", word)
        for pair, into in _GREEK_PAIRS:
            word = word.replace(pair, into)
        word = (
            word.replace("фтор", "флуор")
            .replace("псевдо", "псеудо")
            .translate(_GREEK)
            .translate(_CYRILLIC)
        )
    return word


def variants(word: str) -> tuple[str, ...]:
    """The readings of a word whose letters stand for more than one Latin letter."""
    if word.isascii():
        return (word,)
    readings = [word]
    for letters, into in _TWO_WAYS:
        if letters.search(word):
            readings += [letters.sub(into, reading) for reading in readings]
    return tuple(readings)


def base(folded: str) -> str:
    """A folded name without its last vowels, which every language sets as it likes."""
    return _LAST_VOWELS.sub("", folded)


class FoldedNames(Generic[Known]):
    """What names stand for, found by any spelling; what several share belongs to all of them."""

    def __init__(self, names: Iterable[tuple[str, Known]]) -> None:
        self._held: dict[str, tuple[Known, ...]] = {}
        self._parts: set[str] = set()  # words of names that have several
        self.add(names)

    def add(self, names: Iterable[tuple[str, Known]]) -> None:
        """Take in more names."""
        for text, known in names:
            if _is_wordy(text) and len(folded := base(fold(text))) >= SHORTEST_BASE:
                held = self._held.get(folded, ())
                if known not in held:
                    self._held[folded] = (*held, known)

    def add_phrases(self, names: Iterable[tuple[Sequence[str], Known]]) -> None:
        """Take in names of several words, each of which has endings of its own."""
        for parts, known in names:
            folded = [base(fold(part)) or part for part in parts]
            self._parts.update(folded)
            held = self._held.setdefault(" ".join(folded), ())
            if known not in held:
                self._held[" ".join(folded)] = (*held, known)

    def find_phrase(self, parts: Sequence[str]) -> tuple[Known, ...]:
        """What several words may mean together, each in a spelling or case of its own."""
        known = [self._part(part) for part in parts]
        return self._held.get(" ".join(known), ()) if all(known) else ()

    def _part(self, word: str) -> str:
        for folded in map(fold, variants(word)):
            stems = [base(folded) or word]
            stems += (
                stem
                for length in range(1, min(_LONGEST_ENDING, len(folded) - 2) + 1)
                if folded[-length:] in _ENDINGS
                for stem in (folded[:-length], base(folded[:-length]))
            )
            if part := next((stem for stem in stems if stem in self._parts), ""):
                return part
        return ""

    def find(self, word: str) -> tuple[Known, ...]:
        """What ``word`` may mean if it differs by spelling or grammar only."""
        if not _is_wordy(word):
            return ()
        stem = _plain_stem(word)
        if stem != word and (found := self._held.get(base(fold(stem)))):
            return found
        for reading in variants(word):
            if found := self._find(fold(reading)):
                return found
        if stem != word and _is_wordy(stem) and (found := self._find(fold(stem))):
            return found
        return self._find_linked(word) if _LINK.search(word) else ()

    def _find_linked(self, word: str) -> tuple[Known, ...]:
        """A name whose ending must go first, for "-itol-" would fold as a joint: "xilitolu"."""
        for length in range(1, _LONGEST_ENDING + 1):
            stem = word[:-length] if word[-length:] in _ENDINGS else ""
            if _is_wordy(stem) and (found := self._held.get(base(fold(stem)))):
                return found
        return ()

    def _find(self, folded: str) -> tuple[Known, ...]:
        if found := self._held.get(base(folded)):
            return found
        # Finnish "alpratsolaamin": after a short stem, "-in" makes another substance.
        may_be_case = len(folded) > SAFE_FOR_IN and folded[-3:] in _GENITIVES
        if may_be_case and (found := self._held.get(folded[:-2])):
            return found
        for length in range(1, min(_LONGEST_ENDING, len(folded) - SHORTEST_BASE) + 1):
            if folded[-length:] in _ENDINGS:
                stem = folded[:-length]
                found = self._held.get(stem, ())
                if not found and length > 1:  # "-at" and "-an" are no "-t" and "-n" after a vowel
                    found = self._held.get(base(stem), ())
                if found:
                    return found
        return ()

    def __len__(self) -> int:
        return len(self._held)


def _plain_stem(word: str) -> str:
    """A word without a case that doubles or resembles its last letters: "fentanillal"."""
    if word[-2:] in _CASES_END and (found := _CASES.search(word)):
        return word[: found.start()]
    found = _DOUBLED.search(word) if word[-1] in "aelk" else None
    return word[: found.end(1)] if found else word


def _is_wordy(word: str) -> bool:
    """Whether it has letters enough that folding them cannot mistake a code or a short word."""
    return len(word) > SHORTEST_BASE and sum(map(str.isalpha, word)) > SHORTEST_BASE
