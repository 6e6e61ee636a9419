"""Working groups, and what their sets and the register have that the other lacks."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from vedette.base.accounts.models import User
from vedette.base.markings.queries import markings_seen_by
from vedette.base.numbers import LARGEST_ID
from vedette.catalogue.substances.models import Substance
from vedette.catalogue.substances.queries import held_same
from vedette.catalogue.working_groups.models import (
    GroupRecord,
    NameEntry,
    NameSet,
    WorkingGroup,
)
from vedette.catalogue.working_groups.rules import GroupUnknown

MATCHED = (NameEntry.Match.INCHIKEY, NameEntry.Match.CAS, NameEntry.Match.NAME)


def groups() -> QuerySet[WorkingGroup]:
    """Return the working groups by name."""
    return WorkingGroup.objects.order_by("name")


def groups_counted(person: User) -> QuerySet[WorkingGroup]:
    """Return the groups with how many sets each has, and of its records those a person may see."""
    seen = Q(records__marking_id__in=markings_seen_by(person))
    return groups().annotate(
        n_sets=Count("sets", distinct=True),
        n_records=Count("records", filter=seen, distinct=True),
    )


def find(key: str) -> WorkingGroup:
    """Return a working group by its key, or refuse."""
    row = WorkingGroup.objects.filter(key=key.strip().casefold()).first()
    if row is None:
        raise GroupUnknown(key)
    return row


def find_set(number: int) -> NameSet:
    """Return a set by its number, or refuse."""
    rows = NameSet.objects.select_related("group", "library")
    row = rows.filter(pk=min(number, LARGEST_ID)).first()
    if row is None:
        raise GroupUnknown(str(number))
    return row


def records_seen_by(person: User, group: WorkingGroup) -> QuerySet[GroupRecord]:
    """Return the meetings and documents of a group that a person may see, the newest first."""
    rows = group.records.filter(marking_id__in=markings_seen_by(person))
    return rows.select_related("marking").order_by("-dated", "-id")


@dataclass(frozen=True, slots=True)
class Coverage:
    """How a set and the register cover each other."""

    entries: int
    matched: int
    ambiguous: int
    theirs_alone: int
    records: int
    records_matched: int

    @property
    def ours_alone(self) -> int:
        """Return how many of our records have no match there."""
        return self.records - self.records_matched


def coverage(row: NameSet) -> Coverage:
    """Count what of a set the register has, and the other way round."""
    counted = dict(
        row.entries.order_by()
        .values_list("match")
        .annotate(n=Count("id"))
        .values_list("match", "n")
    )
    matched = sum(counted.get(one, 0) for one in MATCHED)
    there = row.entries.filter(substance__isnull=False).values("substance").distinct().count()
    return Coverage(
        entries=sum(counted.values()), matched=matched, ambiguous=counted.get("ambiguous", 0),
        theirs_alone=counted.get("none", 0) + counted.get("family", 0),
        records=_ours().count(), records_matched=there,
    )  # fmt: skip


def theirs_without_match(row: NameSet) -> QuerySet[NameEntry]:
    """Return the names of a set that are no record here, or several."""
    return row.entries.filter(substance=None).order_by("match", "name", "line")


def theirs_that_leave(row: NameSet) -> QuerySet[NameEntry]:
    """Return the names without a match here that may leave: none if the licence keeps them."""
    rows = theirs_without_match(row)
    return rows if row.may_export else rows.none()


def ours_without_match(row: NameSet, *, family: str = "") -> QuerySet[Substance]:
    """Return the records of the register that a set does not name."""
    named = row.entries.filter(substance__isnull=False).values("substance")
    rows = _ours().exclude(pk__in=named).select_related("family")
    return (rows.filter(family__key=family) if family else rows).order_by("name", "id")


def _ours() -> QuerySet[Substance]:
    """Return the records that stand for themselves; a linked one counts as another."""
    return Substance.objects.exclude(pk__in=list(held_same()))
