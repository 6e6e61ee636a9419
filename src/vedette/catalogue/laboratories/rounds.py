"""Collaborative tests in one table: several rounds, each with the result of each laboratory."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from vedette.base.accounts import rules as rights
from vedette.base.accounts.models import User
from vedette.catalogue.laboratories.actions import keep_round
from vedette.catalogue.laboratories.models import Laboratory, ProficiencyRound
from vedette.catalogue.laboratories.tables import (
    Fault,
    TableRefused,
    TableRow,
    day_of,
    number_of,
    read_table,
)
from vedette.catalogue.substances.models import Substance

NEEDED = ("round", "title", "unit", "held_on", "laboratory", "value")


@dataclass
class NewRound:
    """A round as a table gives it; what its first row says holds for all of it."""

    key: str
    title: str
    unit: str
    held_on: date
    substance: str
    assigned: float | None
    sd: float | None
    results: dict[str, float] = field(default_factory=dict)

    @property
    def said(self) -> tuple[object, ...]:
        """Return what every row of the round must say alike."""
        return (self.title, self.unit, self.held_on, self.substance, self.assigned, self.sd)


def read_rounds(data: bytes) -> list[NewRound]:
    """Read rounds from a CSV: round, title, unit, held_on, laboratory, value; more if known.

    ``substance`` (a key), ``assigned`` and ``sd`` may be left out.

    Raises
    ------
    TableUnread, TableRefused
        If it is no such table, or with every cell that cannot be read; then nothing is kept.
    """
    found: dict[str, NewRound] = {}
    faults: list[Fault] = []
    laboratories = set(Laboratory.objects.values_list("code", flat=True))
    kept = set(ProficiencyRound.objects.values_list("key", flat=True))
    substances = set(Substance.objects.values_list("key", flat=True))
    for row in read_table(data, needed=NEEDED):
        before = len(faults)
        one = _round(row, faults)
        if row["round"] in kept:
            faults.append(row.fault("round", "this round is kept already"))
        code, value = row["laboratory"].casefold(), number_of(row, "value", faults)
        if code not in laboratories:
            faults.append(row.fault("laboratory", "no laboratory has this code"))
        if row["substance"] and row["substance"] not in substances:
            faults.append(row.fault("substance", "no substance has this key"))
        if not row["value"]:
            faults.append(row.fault("value", "empty; leave the row out"))
        if one is None or value is None or len(faults) > before:
            continue
        known = found.setdefault(one.key, one)
        if known.said != one.said:
            faults.append(row.fault("round", "its rows say different things of it"))
        if code in known.results:
            faults.append(row.fault("laboratory", "it stands twice in this round"))
        known.results[code] = value
    if faults:
        raise TableRefused(tuple(faults))
    return list(found.values())


def _round(row: TableRow, faults: list[Fault]) -> NewRound | None:
    for column in ("round", "title", "unit"):
        if not row[column]:
            faults.append(row.fault(column, "empty"))
    day = day_of(row, "held_on", faults)
    assigned, sd = number_of(row, "assigned", faults), number_of(row, "sd", faults)
    if sd is not None and sd <= 0:
        faults.append(row.fault("sd", "a standard deviation is above zero"))
    if day is None:
        return None
    return NewRound(row["round"], row["title"], row["unit"], day, row["substance"], assigned, sd)


@transaction.atomic
def keep_rounds(*, data: bytes, by: User, at: datetime) -> list[ProficiencyRound]:
    """Keep every round of a table, or none of them."""
    rights.check_may(by, "keep_laboratories")
    return [
        keep_round(
            key=one.key, title=one.title, unit=one.unit, held_on=one.held_on,
            results=one.results, assigned=one.assigned, sd=one.sd, by=by, at=at,
            substance=Substance.objects.get(key=one.substance) if one.substance else None,
        )
        for one in read_rounds(data)
    ]  # fmt: skip
