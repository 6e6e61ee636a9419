"""How a pack says dates, numbers, countries, bodies and statuses in its language."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from vedette.response.policy.board import NOT_ASKED, UNKNOWN
from vedette.response.policy.rules import EVERY_STATE
from vedette.response.policy.statuses import Status

OPEN_SIGN = "?"
_NAMES = frozenset({"EUROPOL", "EUROJUST", "FRONTEX", "EUROSTAT"})  # no abbreviations
NO_BREAK = "\N{NO-BREAK SPACE}"


class Speech:
    """One language; made while Django's translation is set to it."""

    def __init__(self, language: str, statuses: Mapping[str, Status]) -> None:
        self.language, self.statuses = language, statuses
        # Bare English would write days as Americans do.
        self.locale = Locale.parse("en-GB" if language == "en" else language, sep="-")

    def day(self, day: date | None) -> str:
        """Return a day in words."""
        return self._day(day, "long")

    def short_day(self, day: date | None) -> str:
        """Return a day as short as it is clear."""
        return self._day(day, "medium")

    def _day(self, day: date | None, length: Literal["long", "medium"]) -> str:
        if day is None:
            return "–"
        return format_date(day, length, locale=self.locale).replace(" ", NO_BREAK)

    def number(self, value: float) -> str:
        """Return a number with the signs of the language; whole from a hundred on."""
        digits = "#,##0" if abs(value) >= 100 else "#,##0.#" if abs(value) >= 1 else "#,##0.##"
        return format_decimal(value, digits, locale=self.locale)

    def share(self, share: float | None) -> str:
        """Return a share as whole per cent."""
        return "–" if share is None else format_percent(share, locale=self.locale)

    def signed_share(self, share: float) -> str:
        """Return a change as whole per cent with its sign."""
        sign = "+" if share > 0 else "−" if share < 0 else "±"
        return sign + format_percent(abs(share), locale=self.locale)

    def listed(self, parts: Iterable[str]) -> str:
        """Return a list as a sentence has it."""
        return format_list(list(parts), locale=self.locale)

    def country(self, code: str) -> str:
        """Return the name of a country; what is none stays as it is."""
        return self.locale.territories.get(code, code)

    def name_of_language(self, code: str) -> str:
        """Return the name of a language."""
        return self.locale.languages.get(code, code)

    def body(self, code: str) -> str:
        """Return how a body is called in a table."""
        names = {EVERY_STATE: _("Member States"), "COM": _("Commission")}
        return names.get(code) or (code.capitalize() if code in _NAMES else code)

    def bodies(self, codes: Sequence[str]) -> str:
        """Return bodies in their order."""
        return ", ".join(map(self.body, codes)) or "–"

    def word(self, status: str) -> str:
        """Return the word of a status."""
        if status == UNKNOWN:
            return pgettext("status of a promise", "unknown")
        if status == NOT_ASKED:
            return _("not asked")
        known = self.statuses.get(status)
        if known is None:
            return status.replace("_", " ")
        return str(known.title.get(self.language) or known.title["en"])

    def status(self, status: str) -> str:
        """Return sign and word of a status."""
        known = self.statuses.get(status)
        sign = known.sign if known else OPEN_SIGN if status == UNKNOWN else "·"
        return f"{sign}{NO_BREAK}{self.word(status)}"

    def period(self, starts: date | None, ends: date | None, *, ongoing: bool) -> str:
        """Return the time of a promise; whole years as years."""
        if ongoing:
            return _("ongoing")
        if ends is None:
            return self.short_day(starts) if starts else "–"
        if starts is None:
            return self.short_day(ends)
        is_years = (starts.month, starts.day, ends.month, ends.day) == (1, 1, 12, 31)
        if is_years:
            return str(ends.year) if starts.year == ends.year else f"{starts.year}–{ends.year}"
        return f"{self.short_day(starts)} – {self.short_day(ends)}"

    def text(self, texts: Mapping[str, str]) -> str:
        """Return what a document says in this language, else as it was first written."""
        return texts.get(self.language) or next(iter(texts.values()), "")


def shortened(text: str, most: int) -> str:
    """Return a text cut between two words."""
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
