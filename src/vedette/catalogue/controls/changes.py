"""What changed in the law between two days: the notices a control authority reads."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from vedette.catalogue.controls.definitions import read_definitions
from vedette.catalogue.controls.listings import (
    Listing,
    groups_not_encoded,
    read_duties,
    read_listings,
    read_precursors,
)

LISTED, DELISTED = "listed", "delisted"
DEFINED, AMENDED, ENDED = "defined", "amended", "ended"
PRECURSORS, DUTIES = "precursors", "duties"
KINDS = (LISTED, DELISTED, DEFINED, AMENDED, ENDED, PRECURSORS, DUTIES)


@dataclass(frozen=True, slots=True)
class Change:
    """One change by one text: which substances by key, or which definition; pending without a day.

    `certainty` is "sure" or says what was not read; `date_is` says whether the day is that of
    entry into force, of adoption or of the decision; `names` are precursors that the register of
    substances does not hold.
    """

    day: date | None
    jurisdiction: str
    kind: str
    title: str
    reference: str
    date_is: str = "in force"
    certainty: str = "sure"
    substances: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    definition: str = ""


@dataclass(slots=True)
class _Gathered:
    """Rows of one list that say the same of several substances."""

    certainty: str = "sure"
    substances: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)


def changes(*, since: date, until: date, places: Iterable[str] = ()) -> tuple[Change, ...]:
    """Return what changed from one day to another, both counted, the newest first.

    Only texts with a known day can change; what stood on a list "by" a day is left out.
    """
    wanted = frozenset(places)
    found = [
        (one.day, one.jurisdiction, one.title, number, one)
        for number, one in enumerate(_all())
        if one.day and since <= one.day <= until and (not wanted or one.jurisdiction in wanted)
    ]
    return tuple(one for *_, one in sorted(found, reverse=True))


def pending() -> tuple[Change, ...]:
    """Return what has been adopted or proposed and has no day yet."""
    grouped: dict[str, _Gathered] = {}
    for one in read_precursors():
        if one.status == "pending":
            _add(grouped.setdefault(one.reference, _Gathered()), one.substance, one.name)
    drafts = [
        Change(None, "EU", PRECURSORS, "Drug precursors of the Union", reference, "pending",
               "likely", tuple(held.substances), tuple(held.names))
        for reference, held in grouped.items()
    ]  # fmt: skip
    duties = [
        Change(None, "EU", DUTIES, one.title, one.reference, "pending", "likely")
        for one in read_duties()
        if one.status == "pending"
    ]
    return (*drafts, *duties)


def _all() -> Iterator[Change]:
    yield from _of_lists()
    yield from _of_definitions()
    yield from _of_precursors()


def _of_lists() -> Iterator[Change]:
    grouped: dict[tuple[date, str, str, str, str, str], _Gathered] = {}
    for one in read_listings():
        for kind, day in ((LISTED, one.since), (DELISTED, one.until)):
            if day is not None:
                key = (day, one.jurisdiction, kind, _title(one), one.reference, one.date_is)
                held = grouped.setdefault(key, _Gathered())
                held.substances.append(one.substance)
                if one.certainty != "sure":
                    held.certainty = one.certainty
    for (day, place, kind, title, reference, date_is), held in grouped.items():
        yield Change(
            day, place, kind, title, reference, date_is or "in force", held.certainty,
            tuple(held.substances),
        )  # fmt: skip


def _title(one: Listing) -> str:
    return f"{one.regime}, {one.schedule}"


def _of_definitions() -> Iterator[Change]:
    for one in read_definitions():
        place, title, key = one.jurisdiction, one.title, one.key
        yield Change(
            one.valid_from, place, DEFINED, title, one.reference, certainty=one.certainty,
            definition=key,
        )  # fmt: skip
        for later in one.amendments:
            yield Change(
                later.since, place, AMENDED, title, later.reference, certainty=one.certainty,
                definition=key,
            )  # fmt: skip
        if one.valid_to is not None:
            yield Change(
                one.valid_to, place, ENDED, title, one.reference, certainty=one.certainty,
                definition=key,
            )  # fmt: skip

    for group in groups_not_encoded():
        if group.since is not None:
            yield Change(
                group.since, group.jurisdiction, DEFINED, group.title, group.reference,
                certainty=group.certainty,
            )  # fmt: skip


def _of_precursors() -> Iterator[Change]:
    grouped: dict[tuple[date, str, str], _Gathered] = {}
    for one in read_precursors():
        if one.since is not None and one.status == "in force":
            held = grouped.setdefault((one.since, one.annex, one.reference), _Gathered())
            _add(held, one.substance, one.name)
    for (day, annex, reference), held in grouped.items():
        yield Change(
            day, "EU", PRECURSORS, annex, reference, substances=tuple(held.substances),
            names=tuple(held.names),
        )  # fmt: skip
    for duty in read_duties():
        if duty.since is not None and duty.status == "in force":
            yield Change(duty.since, "EU", DUTIES, duty.title, duty.reference)


def _add(held: _Gathered, substance: str, name: str) -> None:
    """Name a precursor by the register where it is there, by its own name where not."""
    if substance:
        held.substances.append(substance)
    else:
        held.names.append(name)
