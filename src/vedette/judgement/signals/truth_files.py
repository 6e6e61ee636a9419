"""What truly happened, as a file holds it: one event a line."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from vedette.catalogue.places.models import Place
from vedette.catalogue.substances.identify import name_book
from vedette.catalogue.substances.models import Substance
from vedette.catalogue.substances.queries import keys_meant, near
from vedette.errors import VedetteError
from vedette.judgement.signals.truth import Event

NEEDED = ("substance", "date")
OPTIONAL = ("place",)


class BadTruth(VedetteError, ValueError):
    """A file of known dates cannot be read; says where."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read_truth(path: Path, *, name: str = "") -> list[Event]:
    """Read a CSV file with the columns substance, date and, if places matter, place.

    A substance that is held to be the same as another is read as that one, as detection
    reads it. ``name`` is what errors call the file, if not what its path does.

    Raises
    ------
    BadTruth
        Naming the line and column: a column lacks or is unknown, a substance or place is
        in no register, a date is none, or the file holds no event or is no text.
    """
    called = name or path.name
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(_events(called, file))
    except UnicodeDecodeError as error:
        raise BadTruth(f"{called} is not a text in UTF-8") from error
    except csv.Error as error:
        raise BadTruth(f"{called} is not CSV: {error}") from error


def _events(file: str, lines: Iterable[str]) -> Iterator[Event]:
    rows = csv.reader(lines, strict=True)
    header = [name.strip().lower() for name in next(rows, [])]
    _check_header(file, header)
    names = Names()
    none = True
    for cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        where = f"{file}, line {rows.line_num}"
        if len(cells) != len(header):
            raise BadTruth(f"{where}: {len(cells)} cells, but the header names {len(header)}")
        row = dict(zip(header, (cell.strip() for cell in cells), strict=True))
        day = _day(row["date"], where)
        yield names.event(row["substance"], day, row.get("place", ""), where=where)
        none = False
    if none:
        raise BadTruth(f"{file} holds no event")


def _check_header(file: str, header: list[str]) -> None:
    wants = f"it needs {' and '.join(NEEDED)}, and may have {' and '.join(OPTIONAL)}"
    if missing := [name for name in NEEDED if name not in header]:
        raise BadTruth(f"{file}, line 1: the header lacks {missing[0]!r}; {wants}")
    if strange := [name for name in header if name not in NEEDED + OPTIONAL]:
        raise BadTruth(f"{file}, line 1: the header names {strange[0]!r}; {wants}")
    if len(set(header)) < len(header):
        raise BadTruth(f"{file}, line 1: the header names a column more than once")


def _day(text: str, where: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadTruth(f"{where}, column date: {text!r} is not a date such as 2024-01-29") from None


class Names:
    """Which substance and which place a text means."""

    def __init__(self) -> None:
        self.book = name_book("en")
        self.keys = keys_meant()
        rows = Substance.objects.values_list("id", "key")
        self.known = {key: self.keys[pk] for pk, key in rows}
        self.codes = set(Place.objects.values_list("code", flat=True))

    def event(self, substance: str, day: date, place: str, *, where: str) -> Event:
        """Return an event in the keys of the register; errors say ``where`` it stood."""
        return Event(self._substance(substance, where), day, self._place(place, where))

    def _substance(self, text: str, where: str) -> str:
        if text in self.known:
            return self.known[text]
        ids = {a.substance_id for a in self.book.identify(text) if not a.is_doubtful}
        meant = {self.keys.get(pk) if pk else None for pk in ids}
        if len(meant) == 1 and (key := meant.pop()):
            return key
        said = f"{where}, column substance: {text!r} is not one substance of the register"
        close = [row.name for row in near(text, limit=3)] if text else []
        raise BadTruth(f"{said}; near it: {', '.join(close)}" if close else said)

    def _place(self, text: str, where: str) -> str:
        code = text.upper()
        if code and code not in self.codes:
            raise BadTruth(
                f"{where}, column place: {text!r} is not the code of a country or region, such as"
                " IE or IE061"
            )
        return code
