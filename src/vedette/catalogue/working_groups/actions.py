"""Keep groups, their sets, meetings, documents and contacts."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction

from vedette.base.accounts import rules as rights
from vedette.base.accounts.models import User
from vedette.base.journal import actions as journal
from vedette.base.markings.models import Marking
from vedette.catalogue.laboratories.tables import Fault, TableRefused, read_table
from vedette.catalogue.spectra.models import ReferenceSpectrum, SpectrumLibrary
from vedette.catalogue.substances.identify import name_book
from vedette.catalogue.substances.models import Substance
from vedette.catalogue.substances.queries import held_same
from vedette.catalogue.working_groups import rules
from vedette.catalogue.working_groups.models import (
    GroupContact,
    GroupRecord,
    NameEntry,
    NameSet,
    WorkingGroup,
)
from vedette.catalogue.working_groups.rules import GroupUnfit, Name
from vedette.science.identity import CasNumber, InChIKey
from vedette.science.identity.identifiers import MalformedIdentifier

RIGHT = "keep_laboratories"


@transaction.atomic
def enter_group(*, key: str, name: str, by: User, at: datetime) -> WorkingGroup:
    """Enter a working group, or bring its name up to date."""
    rights.check_may(by, RIGHT)
    key, name = key.strip().casefold(), name.strip()
    if not key or not key.replace("-", "").isalnum() or not name or len(name) > rules.LONGEST:
        raise GroupUnfit("a group needs a key of letters, digits and hyphens, and a name")
    row, _is_new = WorkingGroup.objects.update_or_create(key=key, defaults={"name": name})
    journal.record("group.entered", subject=row, by=by, at=at, name=name)
    return row


def read_names(data: bytes) -> list[Name]:
    """Read the names of a set from a CSV: name; inchikey and cas if they are known.

    Raises
    ------
    TableUnread, TableRefused
        If it is no such table, or with every cell that is malformed.
    """
    names: list[Name] = []
    faults: list[Fault] = []
    for row in read_table(data, needed=("name",)):
        if not row["name"] or len(row["name"]) > rules.LONGEST:
            faults.append(row.fault("name", f"a name has 1 to {rules.LONGEST} letters"))
        for column, read in (("inchikey", InChIKey), ("cas", CasNumber)):
            try:
                if row[column]:
                    read(row[column])
            except MalformedIdentifier as error:
                faults.append(row.fault(column, str(error)))
        names.append(Name(row.line, row["name"], row["inchikey"], row["cas"]))
    if faults:
        raise TableRefused(tuple(faults))
    if not names:
        raise GroupUnfit("the set holds no names")
    return names


def names_of(library: SpectrumLibrary) -> list[Name]:
    """Return the names of a library of spectra, each compound once."""
    rows = ReferenceSpectrum.objects.filter(kept_in=library).exclude(name="", inchikey="")
    told: dict[str, Name] = {}
    for number, name, key in rows.order_by("number").values_list("number", "name", "inchikey"):
        told.setdefault(key or name.casefold(), Name(number, (name or key)[:300], key))
    return list(told.values())


@transaction.atomic
def keep_set(
    *,
    group: WorkingGroup,
    title: str,
    licence: str,
    version: str = "",
    may_export: bool = False,
    names: Sequence[Name],
    library: SpectrumLibrary | None = None,
    by: User,
    at: datetime,
) -> NameSet:
    """Keep a set of names with its licence, and hold it against the register."""
    rights.check_may(by, RIGHT)
    if not title.strip() or not licence.strip():
        raise GroupUnfit("a set needs a title and its licence")
    if not names:
        raise GroupUnfit("the set holds no names")
    told = repr([(one.text, one.inchikey, one.cas) for one in names])
    try:
        with transaction.atomic():
            row = NameSet.objects.create(
                group=group, title=title.strip(), version=version.strip(),
                licence=licence.strip(), may_export=may_export, library=library,
                content=hashlib.sha256(told.encode("utf-8", "replace")).hexdigest(),
                mapped_at=at, kept_at=at, kept_by=by,
            )  # fmt: skip
    except IntegrityError:
        raise GroupUnfit(f"{title.strip()!r} is kept in this version already") from None
    _keep_entries(row, names)
    journal.record("set.kept", subject=row, by=by, at=at, names=len(names), licence=row.licence)
    return row


@transaction.atomic
def map_again(*, row: NameSet, by: User, at: datetime) -> NameSet:
    """Hold the names of a set against the register as it is now.

    Raises
    ------
    GroupUnfit
        If somebody else has done so since the set was read.
    """
    rights.check_may(by, RIGHT)
    unmoved = NameSet.objects.select_for_update().filter(pk=row.pk, mapped_at=row.mapped_at)
    if unmoved.first() is None:
        raise GroupUnfit("somebody else has just held this set against the register; look again")
    names = [Name(one.line, one.name, one.inchikey, one.cas) for one in row.entries.all()]
    row.entries.all().delete()
    _keep_entries(row, names)
    row.mapped_at = at
    row.save(update_fields=["mapped_at"])
    journal.record("set.mapped", subject=row, by=by, at=at, names=len(names))
    return row


def _keep_entries(row: NameSet, names: Sequence[Name]) -> None:
    known = list(Substance.objects.values_list("id", "inchikey", "cas"))
    found = rules.meant(
        names, by_inchikey={key: pk for pk, key, _cas in known if key},
        by_cas={cas: pk for pk, _key, cas in known if cas}, book=name_book("en"),
        same=held_same(),
    )  # fmt: skip
    NameEntry.objects.bulk_create(
        (
            NameEntry(set=row, line=one.name.line, name=one.name.text, inchikey=one.name.inchikey,
                      cas=one.name.cas, match=one.match, substance_id=one.substance_id)
            for one in found
        ),
        batch_size=1_000,
    )  # fmt: skip


@transaction.atomic
def keep_record(
    *,
    group: WorkingGroup,
    kind: str,
    title: str,
    dated: date,
    place: str = "",
    marking: Marking,
    by: User,
    at: datetime,
) -> GroupRecord:
    """Note a meeting or a document: a link or the name of a file, never its content."""
    rights.check_may(by, RIGHT)
    if kind not in GroupRecord.Kind.values:
        raise GroupUnfit(f"{kind!r} is neither a meeting nor a document")
    if not title.strip() or len(title) > rules.LONGEST or len(place) > 2_000:
        raise GroupUnfit(f"a title has 1 to {rules.LONGEST} letters, a link at most 2,000")
    if kind == GroupRecord.Kind.DOCUMENT and not place.strip():
        raise GroupUnfit("say where the document lies: a link, or the name of a file")
    if ":" in place and not place.strip().startswith(("https://", "http://")):
        raise GroupUnfit("a link begins with https:// or http://")
    row = GroupRecord.objects.create(
        group=group, kind=kind, title=title.strip(), dated=dated, place=place.strip(),
        marking=marking, kept_at=at, kept_by=by,
    )  # fmt: skip
    journal.record("group.noted", subject=row, by=by, at=at, kind=kind)
    return row


@transaction.atomic
def keep_contact(
    *,
    group: WorkingGroup,
    function: str,
    institute: str,
    mailbox: str,
    since: date,
    country: str = "",
    by: User,
    at: datetime,
) -> GroupContact:
    """Keep the mailbox of a function; a person's is refused."""
    rights.check_may(by, RIGHT)
    address = rules.check_mailbox(mailbox)
    if not function.strip() or not institute.strip():
        raise GroupUnfit("a contact is a function of an institute")
    try:
        with transaction.atomic():
            row = GroupContact.objects.create(
                group=group, function=function.strip()[:200], institute=institute.strip()[:200],
                country=country.strip().upper()[:2], mailbox=address, since=since,
            )  # fmt: skip
    except IntegrityError:
        raise GroupUnfit("this contact is kept already") from None
    journal.record("group.contact", subject=row, by=by, at=at, function=row.function)
    return row


@transaction.atomic
def end_contact(*, contact: GroupContact, on: date, by: User, at: datetime) -> None:
    """End a contact; it stays in the record."""
    rights.check_may(by, RIGHT)
    if on < contact.since:
        raise GroupUnfit("a contact cannot end before it began")
    if not GroupContact.objects.filter(pk=contact.pk, ended_on=None).update(ended_on=on):
        raise GroupUnfit("this contact has ended already")
    journal.record("group.contact_ended", subject=contact, by=by, at=at)
