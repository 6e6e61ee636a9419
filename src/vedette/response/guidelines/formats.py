"""A guideline as a file of TOML: its head, then one table for each point."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

from vedette.evidence.cases.checks import BY_KEY as CHECKS
from vedette.response.guidelines.errors import Flaw, GuidelineUnfit

SHIPPED = files("vedette.response.guidelines") / "shipped"
LONGEST = 2_000
MOST_ITEMS = 500
LARGEST_FILE = 1_000_000
_AT = re.compile(r"\(at line (\d+), column (\d+)\)")
_KEY = re.compile(r"[a-z0-9][a-z0-9_.-]{0,59}")
HEAD = ("key", "version", "title", "issuer", "language", "example", "note", "published", "item")
OF_ITEM = ("number", "text", "since", "until", "check")


@dataclass(frozen=True, slots=True)
class NewItem:
    """One point as a file gives it."""

    number: str
    text: str
    since: date
    until: date | None = None
    check: str = ""


@dataclass(frozen=True, slots=True)
class NewGuideline:
    """One version of a guideline as a file gives it."""

    key: str
    version: str
    title: str
    published: date
    items: tuple[NewItem, ...]
    issuer: str = ""
    language: str = "en"
    is_example: bool = False
    note: str = ""


def shipped() -> dict[str, str]:
    """Return the text of each example that comes with the software, by its file."""
    return {path.name: path.read_text("utf-8") for path in SHIPPED.iterdir()
            if path.name.endswith(".toml")}  # fmt: skip


def read(content: bytes) -> NewGuideline:
    """Read a guideline.

    Raises
    ------
    GuidelineUnfit
        With every flaw: its line, its column, the value, and why.
    """
    if len(content) > LARGEST_FILE:
        raise GuidelineUnfit((Flaw(1, 1, "", f"a file has at most {LARGEST_FILE:,} bytes"),))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise GuidelineUnfit((Flaw(line, 1, "", "not text in UTF-8"),)) from None
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _AT.search(str(error))
        line, column = (int(found[1]), int(found[2])) if found else (text.count("\n") + 1, 1)
        reason = _AT.sub("", str(error)).strip()
        raise GuidelineUnfit((Flaw(line, column, "", reason),)) from None
    except (ValueError, RecursionError):  # a number or a nesting that no computer reads
        flaw = Flaw(1, 1, "", "a value in it is too long or nested too deep")
        raise GuidelineUnfit((flaw,)) from None
    return _Reader(text, told).read()


class _Reader:
    """One reading of one file, which gathers flaws by the way."""

    def __init__(self, text: str, told: Mapping[str, Any]) -> None:
        self.told, self.flaws = told, list[Flaw]()
        self.places = dict(_places(text))

    def read(self) -> NewGuideline:
        self._no_other(self.told, HEAD, 0)
        published = self._take(self.told, 0, "published", _day, needed=True)
        found = NewGuideline(
            key=self._take(self.told, 0, "key", _key, needed=True) or "",
            version=self._take(self.told, 0, "version", _text, needed=True) or "",
            title=self._take(self.told, 0, "title", _text, needed=True) or "",
            published=published or date.min,
            items=tuple(self._items(published)),
            issuer=self._take(self.told, 0, "issuer", _text) or "",
            language=self._take(self.told, 0, "language", _text) or "en",
            is_example=bool(self._take(self.told, 0, "example", _flag)),
            note=self._take(self.told, 0, "note", _text) or "",
        )
        if self.flaws:
            raise GuidelineUnfit(tuple(sorted(self.flaws, key=lambda f: (f.line, f.column))))
        return found

    def _items(self, published: date | None) -> Iterator[NewItem]:
        given = self.told.get("item")
        if not isinstance(given, list) or not given or not all(isinstance(i, dict) for i in given):
            self.flaws.append(Flaw(1, 1, "", "a guideline has points, each under [[item]]"))
            return
        if len(given) > MOST_ITEMS:
            self.flaws.append(Flaw(1, 1, "", f"a guideline has at most {MOST_ITEMS} points"))
            return
        numbers: set[str] = set()
        for place, one in enumerate(given, start=1):
            self._no_other(one, OF_ITEM, place)
            number = self._take(one, place, "number", _text, needed=True) or ""
            if number and number in numbers:
                self._flaw(place, "number", number, "another point has this number")
            numbers.add(number)
            since = self._take(one, place, "since", _day) or published
            until = self._take(one, place, "until", _day)
            if until and since and until <= since:
                self._flaw(place, "until", until.isoformat(), "a point ends after it began")
            yield NewItem(
                number=number, text=self._take(one, place, "text", _text, needed=True) or "",
                since=since or date.min, until=until,
                check=self._take(one, place, "check", _check) or "",
            )  # fmt: skip

    def _take(
        self, table: Mapping[str, Any], place: int, key: str, read: Callable[[Any], Any],
        *, needed: bool = False,
    ) -> Any:  # fmt: skip
        """Return a value as it is meant, or None with a flaw where it is not."""
        if key not in table:
            if needed:
                self._flaw(place, "", key, "this is needed")
            return None
        try:
            return read(table[key])
        except ValueError as error:
            self._flaw(place, key, str(table[key]), str(error))
            return None

    def _no_other(self, table: Mapping[str, Any], known: tuple[str, ...], place: int) -> None:
        for key in table:
            if key not in known:
                self._flaw(place, key, key, f"nothing is called so; one of {', '.join(known)}")

    def _flaw(self, place: int, key: str, value: str, reason: str) -> None:
        line, column = self.places.get((place, key)) or self.places.get((place, ""), (1, 1))
        self.flaws.append(Flaw(line, column, value, reason))


def _places(text: str) -> Iterator[tuple[tuple[int, str], tuple[int, int]]]:
    """Yield where each key of the head (0) and of each point (1, 2 …) stands, and its value."""
    place = 0
    yield (0, ""), (1, 1)
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip().startswith("[[item]]"):
            place += 1
            yield (place, ""), (number, line.index("[") + 1)
        elif found := re.match(r"\s*([A-Za-z_-]+)\s*=\s*", line):
            yield (place, found[1]), (number, found.end() + 1)


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("a text that is not empty")
    if len(value) > LONGEST:
        raise ValueError(f"at most {LONGEST} letters")
    return " ".join(value.split())


def _key(value: Any) -> str:
    if not isinstance(value, str) or not _KEY.fullmatch(value):
        raise ValueError("small letters, digits, points, hyphens and underscores, at most 60")
    return value


def _day(value: Any) -> date:
    if type(value) is not date:
        raise ValueError("a day is written as year-month-day, without quotation marks")
    return value


def _flag(value: Any) -> bool:
    if value is True or value is False:
        return bool(value)
    raise ValueError("true or false")


def _check(value: Any) -> str:
    if not isinstance(value, str) or value not in CHECKS:
        raise ValueError(f"no check of cases is called so; they are {', '.join(CHECKS)}")
    return value
