"""Substances and countries of the registers that a text names."""

from dataclasses import dataclass
from functools import lru_cache

from babel import Locale, UnknownLocaleError

from vedette.catalogue.places.models import Place
from vedette.catalogue.substances.models import Substance
from vedette.response.policy.terms import fold

SHORTEST = 5  # letters; shorter names of substances are words of some language
MOST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Named:
    """Ids of what a text names, in order."""

    substances: tuple[int, ...]
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """Folded names of one language."""

    substances: dict[str, int]
    places: dict[str, int]
    begin: frozenset[str]  # first words of all names: most words of a text begin none

    def in_text(self, folded: str) -> Named:
        """Look each run of a few words up."""
        words = folded.split()
        found: dict[int, None] = {}
        where: dict[int, None] = {}
        for start, first in enumerate(words):
            if first not in self.begin:
                continue
            run = ""
            for word in words[start : start + MOST_WORDS]:
                run = f"{run} {word}" if run else word
                if run in self.substances:
                    found[self.substances[run]] = None
                if run in self.places:
                    where[self.places[run]] = None
        return Named(tuple(found), tuple(where))


class Naming:
    """Names of each language, read once: for keeping many documents in a row."""

    def __init__(self) -> None:
        self.known: dict[str, Names] = {}

    def of(self, language: str) -> Names:
        """Return the names of a language."""
        if language not in self.known:
            self.known[language] = names_in(language)
        return self.known[language]


def names_in(language: str) -> Names:
    """Read the names of substances, which are the same in all languages, and of countries."""
    substances = {
        fold(name): pk
        for pk, name in Substance.objects.values_list("id", "name")
        if len(name) >= SHORTEST
    }
    codes = _countries(language)
    places = {
        codes[code]: pk
        for pk, code in Place.objects.filter(scheme="iso3166-1").values_list("id", "code")
        if code in codes
    }
    begin = frozenset(name.partition(" ")[0] for name in (*substances, *places))
    return Names(substances, places, begin)


@lru_cache(maxsize=32)
def _countries(language: str) -> dict[str, str]:
    try:
        territories = Locale.parse(language).territories
    except (UnknownLocaleError, ValueError):
        return {}
    return {code: fold(name) for code, name in territories.items() if len(code) == 2}
