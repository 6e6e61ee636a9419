"""A tariff code of one year: six digits of the Harmonised System, eight of the Union's."""

import re
from dataclasses import dataclass

from vedette.errors import VedetteError

FIRST_YEAR = 1988  # the Harmonised System and the Combined Nomenclature hold since then
RESERVED = "77"  # a chapter kept free by the Harmonised System
_MARKS = re.compile(r"[ .\u00a0]")


class TariffCodeMalformed(VedetteError, ValueError):
    """Somebody wrote a tariff code, or its year, that cannot be."""

    def __init__(self, text: str, why: str) -> None:
        super().__init__(text, why)
        self.text, self.why = text, why

    def __str__(self) -> str:
        return f"{self.text!r} is no tariff code: {self.why}"


@dataclass(frozen=True, slots=True, order=True)
class TariffCode:
    """A code with the year of its nomenclature, for codes are revised."""

    digits: str
    year: int

    def __post_init__(self) -> None:
        if not (self.digits.isascii() and self.digits.isdecimal()):
            raise TariffCodeMalformed(self.digits, "it is made of digits")
        if len(self.digits) not in (6, 8):
            raise TariffCodeMalformed(self.digits, "it has six digits (HS) or eight (CN)")
        if self.chapter == "00" or self.chapter == RESERVED or self.chapter > "97":
            raise TariffCodeMalformed(self.digits, f"there is no chapter {self.chapter}")
        if self.year < FIRST_YEAR:
            raise TariffCodeMalformed(
                self.digits, f"there is no nomenclature of {self.year}; the first is {FIRST_YEAR}"
            )

    @property
    def chapter(self) -> str:
        """Return the first two digits."""
        return self.digits[:2]

    @property
    def heading(self) -> str:
        """Return the first four digits."""
        return self.digits[:4]

    @property
    def subheading(self) -> str:
        """Return the first six digits, which are the same all over the world."""
        return self.digits[:6]

    @property
    def plain(self) -> str:
        """Return the code as it is printed: 2914 31 00."""
        return plain_code(self.digits)

    def __str__(self) -> str:
        return f"{self.plain} ({self.year})"


def plain_code(digits: str) -> str:
    """Return the digits of a code as they are printed: 2914 31 00."""
    return " ".join((digits[:4], digits[4:6], digits[6:])).strip()


def read_code(text: str, *, year: int, latest: int) -> TariffCode:
    """Read a code as people write it, with spaces or dots; `latest` is the last year there is.

    Raises
    ------
    TariffCodeMalformed
        If it has another form, or the year lies ahead or before the first.
    """
    digits = _MARKS.sub("", text.strip())
    if year > latest:
        raise TariffCodeMalformed(text, f"the nomenclature of {year} is not there yet")
    return TariffCode(digits, year)
