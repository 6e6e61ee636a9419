"""Put a written name into one form, so that only its meaning decides whether two are the same."""

import re
import unicodedata
from collections.abc import Mapping
from typing import NamedTuple

_GREEK = {
    "α": "alpha",
    "β": "beta",
    "γ": "gamma",
    "δ": "delta",
    "ε": "epsilon",
    "ω": "omega",
    "Δ": "delta",
    "Ω": "omega",
}
# What Unicode decomposition leaves alone although readers take it for a plain letter.
_FOLDED = {"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ı": "i", "þ": "th"}
_CEDILLAS = str.maketrans("şţ", "șț")  # older Romanian texts write them so
_DASHES = dict.fromkeys("‐‑‒–—―−⁃﹘﹣－­", "-")
_PRIMES = dict.fromkeys("′’‘ʹʼ`´‛＇", "'") | dict.fromkeys("″“”„", '"')
_TABLE = _DASHES | _PRIMES | {"µ": "u", "×": " ", "\u200b": "", "\ufeff": ""}


class Normalised(NamedTuple):
    """Text in its one form; ``origin[i]`` is where character i stood in the raw text."""

    text: str
    origin: tuple[int, ...] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Turn a span of the normalised text into one of the raw text."""
        if self.origin is None or start >= end:
            return start, end
        return self.origin[start], self.origin[end - 1] + 1


def normalise(raw: str) -> str:
    """Lower-case letters, plain hyphens and primes, Greek letters spelt out, single spaces.

    Accents are dropped: reports write "cocaína" and "cocaina" alike.
    """
    return re.sub(r"\s+", " ", normalise_with_origin(raw).text).strip()


class WordSet(frozenset[str]):
    """Words without accents; to which languages each belongs, and how each is written."""

    languages: Mapping[str, frozenset[str]]
    written: frozenset[str]


def word_set(lists: Mapping[str, str] | str) -> WordSet:
    """The normalised words of a text, or of the texts of several languages."""
    texts = {"": lists} if isinstance(lists, str) else lists
    owners: dict[str, set[str]] = {}
    written: set[str] = set()
    for language, text in texts.items():
        for word in text.split():
            owners.setdefault(normalise(word), set()).add(language)
            written.add(as_written(word))
    words = WordSet(owners)
    words.languages = {word: frozenset(said) for word, said in owners.items()}
    words.written = frozenset(written)
    return words


def as_written(word: str) -> str:
    """A word with its accents, whatever its case and however its letters are composed."""
    return unicodedata.normalize("NFC", word).lower().translate(_CEDILLAS)


def normalise_with_origin(raw: str) -> Normalised:
    """Like :func:`normalise`, but keeps spaces and remembers where each character stood."""
    if raw.isascii():
        return Normalised(raw.lower().replace("`", "'"), None)
    out: list[str] = []
    origin: list[int] = []
    for index, char in enumerate(raw):
        plain = char.lower() if char.isascii() else _plain(raw, index)
        out.append(plain)
        origin.extend([index] * len(plain))
    return Normalised("".join(out), tuple(origin))


def slugify(name: str) -> str:
    """An ASCII lower-case key with hyphens, stable for the same name."""
    spelt = re.sub(r"(?<=\w)'", "prime", normalise(name))  # 4' is another place than 4
    return re.sub(r"[^a-z0-9]+", "-", spelt).strip("-")


def _plain(raw: str, index: int) -> str:
    char = raw[index]
    if char in _TABLE:
        return _TABLE[char]
    if char in _GREEK and not _beside_greek(raw, index):
        return _GREEK[char]
    folded = unicodedata.normalize("NFKC", char).casefold()
    folded = "".join(_FOLDED.get(part, _TABLE.get(part, part)) for part in folded)
    bare = unicodedata.normalize("NFKD", folded)
    return "".join(part for part in bare if not unicodedata.combining(part))


def _beside_greek(raw: str, index: int) -> bool:
    """Whether the letter belongs to a word in Greek rather than to a chemical name."""
    around = raw[max(index - 1, 0) : index] + raw[index + 1 : index + 2]
    return any("\u0370" <= char <= "\u03ff" or "\u1f00" <= char <= "\u1fff" for char in around)
