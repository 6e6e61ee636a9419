"""Identifiers of substances that are right once made."""

import re
from dataclasses import dataclass

from vedette.errors import VedetteError

_INCHIKEY = re.compile(r"[A-Z]{14}-[A-Z]{8}[SNA][A-Z]-[A-Z]")
_CAS = re.compile(r"([1-9]\d{1,6})-(\d{2})-(\d)")


class MalformedIdentifier(VedetteError, ValueError):
    """A text was offered as an identifier that does not have its form."""

    def __init__(self, kind: str, text: str) -> None:
        super().__init__(kind, text)
        self.kind, self.text = kind, text

    def __str__(self) -> str:
        return f"{self.text!r} is not a well-formed {self.kind}"


class WrongCheckDigit(MalformedIdentifier):
    """The last digit contradicts the others, so at least one was mistyped."""

    def __init__(self, kind: str, text: str, expected: int) -> None:
        super().__init__(kind, text)
        self.args = (kind, text, expected)
        self.expected = expected

    def __str__(self) -> str:
        return f"{self.kind} {self.text!r} should end in {self.expected}"


@dataclass(frozen=True, slots=True, order=True)
class InChIKey:
    """A substance, whatever it is called on the label."""

    text: str

    def __post_init__(self) -> None:
        if not _INCHIKEY.fullmatch(self.text):
            raise MalformedIdentifier("InChIKey", self.text)

    def __str__(self) -> str:
        return self.text

    @property
    def skeleton(self) -> str:
        """First block: same atoms and bonds, any stereochemistry."""
        return self.text[:14]


@dataclass(frozen=True, slots=True, order=True)
class CasNumber:
    """A registry number of Chemical Abstracts whose check digit is right."""

    text: str

    def __post_init__(self) -> None:
        form = _CAS.fullmatch(self.text)
        if not form:
            raise MalformedIdentifier("CAS number", self.text)
        digits = (form[1] + form[2])[::-1]
        expected = sum(place * int(digit) for place, digit in enumerate(digits, 1)) % 10
        if expected != int(form[3]):
            raise WrongCheckDigit("CAS number", self.text, expected)

    def __str__(self) -> str:
        return self.text
