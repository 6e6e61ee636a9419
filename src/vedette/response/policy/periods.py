"""When something is to be done: years, quarters, ranges, deadlines, ongoing."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache

from vedette.response.policy.lexicons import every, languages, lexicon

_POINT = (
    r"(?:(?:Q\s?(?P<q{n}>[1-4])|(?P<k{n}>[1-4])\.\s*(?:kvartal|kwartaal)|H(?P<h{n}>[12])"
    r"|(?P<m{n}>{months}))[\s/,]*)?(?P<y{n}>(?:19|20)\d\d)(?:[\s/-]*Q(?P<r{n}>[1-4]))?"
)


@dataclass(frozen=True, slots=True)
class Period:
    """A start, an end, or ongoing; years as numbers, finer times as text."""

    start: int | str | None
    end: int | str | None
    ongoing: bool


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    kinds = ("range", "from", "by", "ongoing", "months", "and", "onwards")
    words = {kind: every(kind) for kind in kinds}

    def point(n: int) -> str:
        return _POINT.replace("{n}", str(n)).replace("{months}", words["months"])

    to = rf"\s*(?:[-–—/]|\b(?:{words['range']}|{words['and']})\b|,)\s*"
    made = {
        "range": rf"(?:(?:{words['from']})\s+)?{point(1)}{to}{point(2)}",
        "short": rf"{point(1)}\s*[-–/]\s*(?P<short>\d\d)",
        "ongoing": rf"(?:(?:{words['from']})?\s*{point(1)}"
        rf"\s*(?:[-–—,(]|\b(?:{words['and']})\b)\s*)?(?:{words['ongoing']})\)?",
        "by": rf"(?:(?:{words['by']})\s+)+(?:(?:of|van|af)\s+)?{point(1)}",
        "from": rf"(?:{words['from']})\s+{point(1)}(?:\s+(?:{words['onwards']}))?"
        rf"|{point(2)}\s*(?:[-–]|(?:{words['onwards']}))",
        "one": point(1),
    }
    return {
        kind: re.compile(rf"\s*(?:{pattern})\s*[.,;]?", re.IGNORECASE)
        for kind, pattern in made.items()
    }


def read_period(text: str) -> Period | None:
    """The period a cell of a table says; None if it says anything else."""
    if len(text) > 60 or not text.strip():
        return None
    for kind, pattern in _patterns().items():
        found = pattern.fullmatch(text)
        if not found:
            continue
        first, second = _point(found, 1), _point(found, 2)
        if kind == "range":
            return Period(first, second, ongoing=False)
        if kind == "short":
            return Period(first, int(str(found["y1"])[:2] + found["short"]), ongoing=False)
        if kind == "ongoing":
            return Period(first, None, ongoing=True)
        if kind == "by":
            return Period(None, first, ongoing=False)
        if kind == "from":
            return Period(first if first is not None else second, None, ongoing=False)
        return Period(first, first, ongoing=False)
    return None


def _point(found: re.Match[str], n: int) -> int | str | None:
    parts = found.groupdict()
    year = parts.get(f"y{n}")
    if not year:
        return None
    quarter = parts.get(f"q{n}") or parts.get(f"k{n}") or parts.get(f"r{n}")
    if quarter:
        return f"{year}-Q{quarter}"
    if parts.get(f"h{n}"):
        return f"{year}-H{parts[f'h{n}']}"
    month = parts.get(f"m{n}")
    if month:
        months = {k: v for code in languages() for k, v in lexicon(code).months().items()}
        return f"{year}-{months[month.lower()]:02d}"
    return int(year)


def first_day(point: int | str | None) -> date | None:
    """The first day of a year, half, quarter or month that a period names."""
    months = _months(point)
    return date(months[0], months[1], 1) if months else None


def last_day(point: int | str | None) -> date | None:
    """The last day of a year, half, quarter or month that a period names."""
    months = _months(point)
    if not months:
        return None
    year, _, last = months
    return date(year, last, monthrange(year, last)[1])


def _months(point: int | str | None) -> tuple[int, int, int] | None:
    """Year, first month and last month."""
    if point is None:
        return None
    year, _, part = str(point).partition("-")
    if part.startswith("Q"):
        return int(year), int(part[1]) * 3 - 2, int(part[1]) * 3
    if part.startswith("H"):
        return int(year), int(part[1]) * 6 - 5, int(part[1]) * 6
    return (int(year), int(part), int(part)) if part else (int(year), 1, 12)
