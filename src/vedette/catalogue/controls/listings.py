"""Substances and precursors that lists name, read from the files beside this module."""

import csv
import io
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from vedette.catalogue.controls.files import FOLDER

FRESH = timedelta(days=2 * 365)  # our choice: lists change once or twice a year


@dataclass(frozen=True, slots=True)
class Listing:
    """A substance on a list; without `since`, it was on it by `known_by` at the latest."""

    substance: str
    jurisdiction: str
    regime: str
    schedule: str
    since: date | None
    until: date | None
    date_is: str
    known_by: date | None
    reference: str
    certainty: str


@dataclass(frozen=True, slots=True)
class Extent:
    """How much of a place's lists is held: whole, all that is known, or a part; as of a day."""

    jurisdiction: str
    extent: str
    on: date | None
    words: str

    def tells_by_silence(self, day: date) -> bool:
        """Whether a substance that is missing here was missing from the law on a day."""
        return self.extent != "part" and self.on is not None and day <= self.on + FRESH


@dataclass(frozen=True, slots=True)
class GroupNotEncoded:
    """A group that a law controls whose text is not held here, by the family it is about."""

    jurisdiction: str
    family: str
    regime: str
    title: str
    since: date | None
    reference: str
    certainty: str


@dataclass(frozen=True, slots=True)
class Precursor:
    """A drug precursor of the Union, in force, on the voluntary list or pending."""

    name: str
    substance: str
    cas: str
    cn_code: str
    category: str
    threshold: str
    annex: str
    status: str
    since: date | None
    known_by: date | None
    reference: str
    note: str


@dataclass(frozen=True, slots=True)
class DutySet:
    """What each category of precursors obliges to, under rules in force or pending."""

    key: str
    title: str
    status: str
    since: date | None
    reference: str
    categories: tuple[tuple[str, str], ...]


@cache
def read_listings() -> tuple[Listing, ...]:
    """All listings, by jurisdiction and day."""
    return tuple(
        Listing(
            substance=row["substance"], jurisdiction=row["jurisdiction"], regime=row["regime"],
            schedule=row["schedule"], since=_day(row["since"]), until=_day(row["until"]),
            date_is=row["date_is"], known_by=_day(row["known_by"]),
            reference=row["reference"], certainty=row["certainty"],
        )
        for row in _rows("listings.csv")
    )  # fmt: skip


@cache
def listings_of(substance: str) -> tuple[Listing, ...]:
    """The listings of one substance by its key."""
    return tuple(one for one in read_listings() if one.substance == substance)


@cache
def extents() -> dict[str, Extent]:
    """How much is held of the lists of each place."""
    return {
        row["jurisdiction"]: Extent(
            row["jurisdiction"], row["extent"], _day(row["on"]), row["words"]
        )
        for row in _rows("extents.csv")
    }


@cache
def groups_not_encoded() -> tuple[GroupNotEncoded, ...]:
    """Groups that are controlled without their text being held here."""
    return tuple(
        GroupNotEncoded(
            row["jurisdiction"],
            row["family"],
            row["regime"],
            row["title"],
            _day(row["since"]),
            row["reference"],
            row["certainty"],
        )
        for row in _rows("groups_not_encoded.csv")
    )


@cache
def read_precursors() -> tuple[Precursor, ...]:
    """All precursors, in force, voluntary and pending."""
    return tuple(
        Precursor(
            row["name"],
            row["substance"],
            row["cas"],
            row["cn_code"],
            row["category"],
            row["threshold"],
            row["annex"],
            row["status"],
            _day(row["since"]),
            _day(row["known_by"]),
            row["reference"],
            row["note"],
        )
        for row in _rows("precursors.csv")
    )


def precursors_of(substance: str) -> tuple[Precursor, ...]:
    """The entries of one substance among the precursors."""
    return tuple(one for one in read_precursors() if substance and one.substance == substance)


@cache
def read_duties() -> tuple[DutySet, ...]:
    """What categories oblige to, the set in force and the one pending."""
    data = tomllib.loads((FOLDER / "precursor_duties.toml").read_text(encoding="utf-8"))
    return tuple(
        DutySet(
            one["key"], one["title"], one["status"], one.get("since"), one["reference"],
            tuple(one["category"].items()),
        )
        for one in data["set"]
    )  # fmt: skip


def _rows(name: str) -> list[dict[str, str]]:
    text = (FOLDER / name).read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
