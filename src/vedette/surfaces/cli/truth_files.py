"""What truly happened, as a file holds it: one event a line."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from vedette.catalogue.places.models import Place
from vedette.catalogue.substances.identify import NameBook, name_book
from vedette.catalogue.substances.models import Substance
from vedette.catalogue.substances.queries import near
from vedette.judgement.signals.truth import Event
from vedette.surfaces.cli.series_files import BadFile

NEEDED = ("substance", "date")
OPTIONAL = ("place",)


def read_truth(path: Path) -> list[Event]:
    """Read a CSV file with the columns substance, date and, if places matter, place.

    Raises
    ------
    BadFile
        Naming the line and column: a column lacks or is unknown, a substance or place is
        in no register, a date is none, or the file holds no event or is no text.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(_events(path.name, file))
    except UnicodeDecodeError as error:
        raise BadFile(f"{path.name} is not a text in UTF-8") from error
    except csv.Error as error:
        raise BadFile(f"{path.name} is not CSV: {error}") from error


def _events(file: str, lines: Iterable[str]) -> Iterator[Event]:
    rows = csv.reader(lines, strict=True)
    header = [name.strip().lower() for name in next(rows, [])]
    _check_header(file, header)
    names = _Names(name_book("en"))
    none = True
    for cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        where = f"{file}, line {rows.line_num}"
        if len(cells) != len(header):
            raise BadFile(f"{where}: {len(cells)} cells, but the header names {len(header)}")
        row = dict(zip(header, (cell.strip() for cell in cells), strict=True))
        yield Event(
            substance=names.substance(row["substance"], where),
            date=_day(row["date"], where),
            place=names.place(row.get("place", ""), where),
        )
        none = False
    if none:
        raise BadFile(f"{file} holds no event")


def _check_header(file: str, header: list[str]) -> None:
    wants = f"it needs {' and '.join(NEEDED)}, and may have {' and '.join(OPTIONAL)}"
    if missing := [name for name in NEEDED if name not in header]:
        raise BadFile(f"{file}, line 1: the header lacks {missing[0]!r}; {wants}")
    if strange := [name for name in header if name not in NEEDED + OPTIONAL]:
        raise BadFile(f"{file}, line 1: the header names {strange[0]!r}; {wants}")
    if len(set(header)) < len(header):
        raise BadFile(f"{file}, line 1: the header names a column more than once")


def _day(text: str, where: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadFile(f"{where}, column date: {text!r} is not a date such as 2024-01-29") from None


class _Names:
    """Which substance and which place a cell means."""

    def __init__(self, book: NameBook) -> None:
        self.book = book
        self.keys = dict(Substance.objects.values_list("id", "key"))
        self.known = set(self.keys.values())
        self.codes = set(Place.objects.values_list("code", flat=True))

    def substance(self, text: str, where: str) -> str:
        if text in self.known:
            return text
        meant = {a.substance_id for a in self.book.identify(text) if not a.is_doubtful}
        if len(meant) == 1 and (pk := meant.pop()) in self.keys:
            return self.keys[pk]
        said = f"{where}, column substance: {text!r} is not one substance of the register"
        close = [row.name for row in near(text, limit=3)] if text else []
        raise BadFile(f"{said}; near it: {', '.join(close)}" if close else said)

    def place(self, text: str, where: str) -> str:
        code = text.upper()
        if code and code not in self.codes:
            raise BadFile(
                f"{where}, column place: {text!r} is not the code of a country or region, such as"
                " IE or IE061"
            )
        return code
