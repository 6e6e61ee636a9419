"""What countries are called in the reader's language."""

from functools import lru_cache

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language


def country_name(code: str, *, otherwise: str = "") -> str:
    """Return the name of a country in the language in force; `otherwise`, or the code, if none."""
    named = locale_of(get_language() or "en").territories.get(code, otherwise or code)
    return str(named)


@lru_cache(maxsize=64)
def locale_of(language: str) -> Locale:
    """Return how a language writes; English for one that nobody knows."""
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")
