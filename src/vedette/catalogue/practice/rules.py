"""What can be kept of trials, practice and courses. Nothing here writes."""

import re
from datetime import date, datetime

from django.utils import timezone

from vedette.errors import VedetteError

LONGEST = 300
FURTHEST = 10  # years from today that the day of a course may lie
_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_LANGUAGE = re.compile(r"[a-z]{2}")


class PracticeUnfit(VedetteError, ValueError):
    """What somebody says of a trial, a practice or a course cannot be kept."""


class PracticeUnknown(VedetteError):
    """Somebody named a trial, a practice or a course that is not here."""

    def __init__(self, what: str, key: object) -> None:
        super().__init__(what, key)
        self.what, self.key = what, key

    def __str__(self) -> str:
        return f"no {self.what} is known as {self.key!r}"


def check_key(text: str) -> str:
    """Return a key, or refuse it."""
    key = text.strip().casefold()
    if not _KEY.fullmatch(key):
        raise PracticeUnfit(f"{text[:60]!r} is no key; it has small letters, digits and hyphens")
    return key


def check_day(day: date, *, at: datetime) -> None:
    """Refuse a day of a course that is far off; it is a slip of whoever typed it."""
    if abs(day.year - timezone.localdate(at).year) > FURTHEST:
        raise PracticeUnfit(f"{day} is more than {FURTHEST} years off")


def check_text(text: str, what: str) -> str:
    """Return a text that must be there, or refuse."""
    text = text.strip()
    if not text or len(text) > LONGEST:
        raise PracticeUnfit(f"{what} has 1 to {LONGEST} letters")
    return text


def check_language(text: str) -> str:
    """Return a code of a language, or refuse."""
    code = text.strip().casefold()
    if not _LANGUAGE.fullmatch(code):
        raise PracticeUnfit(f"{text[:20]!r} is no code of a language; it has two letters")
    return code


def check_place(text: str, *, is_link: bool = False) -> str:
    """Return a link or the name of a file, or refuse what a browser should not follow."""
    text = text.strip()
    is_web = text.startswith(("https://", "http://"))
    if len(text) > 2_000 or (":" in text and not is_web) or (is_link and text and not is_web):
        raise PracticeUnfit("a link begins with https:// or http:// and has at most 2,000 letters")
    return text
