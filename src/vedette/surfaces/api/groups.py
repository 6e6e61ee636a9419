"""Working groups: sets beside the register, meetings, documents, contacts of functions."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema

from vedette.base.accounts import rules as rights
from vedette.base.markings.actions import marking_for
from vedette.catalogue.laboratories.rounds import keep_rounds
from vedette.catalogue.working_groups import actions, queries
from vedette.catalogue.working_groups.models import NameSet
from vedette.surfaces.api.people import person
from vedette.surfaces.api.problems import REFUSED, Problem

router = Router(tags=["laboratories"])


class GroupIn(Schema):
    """A working group."""

    key: str
    name: str


class SetIn(Schema):
    """A set of names as CSV with the column name, and the terms under which it may be used."""

    title: str
    version: str = ""
    licence: str
    may_export: bool = False
    table: str


class RecordIn(Schema):
    """A meeting or a document: a link or the name of a file, never its content."""

    kind: str
    title: str
    dated: date
    place: str = ""
    tlp: str = "AMBER"


class ContactIn(Schema):
    """The mailbox of a function; a person's is refused."""

    function: str
    institute: str
    mailbox: str
    country: str = ""


class RoundsIn(Schema):
    """Rounds as CSV: round, title, unit, held_on, laboratory, value; more if known."""

    table: str


@router.get("/groups", response=list[dict[str, Any]])
def list_groups(request: HttpRequest) -> list[dict[str, Any]]:
    """List the working groups."""
    rights.check_may(person(request), "see")
    return [{"key": one.key, "name": one.name} for one in queries.groups()]


@router.post("/groups", response={201: dict[str, Any], REFUSED: Problem})
def enter_group(request: HttpRequest, said: GroupIn) -> tuple[int, dict[str, Any]]:
    """Enter a working group, or bring its name up to date."""
    row = actions.enter_group(key=said.key, name=said.name, by=person(request), at=timezone.now())
    return 201, {"key": row.key, "name": row.name}


@router.get("/groups/{key}", response={200: dict[str, Any], REFUSED: Problem})
def show_group(request: HttpRequest, key: str) -> dict[str, Any]:
    """Show a group: sets, meetings and documents, contacts of functions."""
    rights.check_may(person(request), "see")
    row = queries.find(key)
    return {
        "key": row.key, "name": row.name,
        "sets": [_set(one) for one in row.sets.order_by("-kept_at")[:50]],
        "records": [
            {"kind": one.kind, "title": one.title, "dated": one.dated, "place": one.place,
             "marking": str(one.marking)} for one in queries.records_seen_by(person(request), row)
        ],
        "contacts": [
            {"function": one.function, "institute": one.institute, "country": one.country,
             "mailbox": one.mailbox} for one in row.contacts.filter(ended_on=None)
        ],
    }  # fmt: skip


@router.post("/groups/{key}/sets", response={201: dict[str, Any], REFUSED: Problem})
def keep_set(request: HttpRequest, key: str, said: SetIn) -> tuple[int, dict[str, Any]]:
    """Keep a set of names with its licence, and hold it against the register."""
    row = actions.keep_set(
        group=queries.find(key), title=said.title, version=said.version, licence=said.licence,
        may_export=said.may_export, names=actions.read_names(said.table.encode()),
        by=person(request), at=timezone.now(),
    )  # fmt: skip
    return 201, _set(row)


@router.post("/groups/{key}/records", response={201: dict[str, int], REFUSED: Problem})
def note_record(request: HttpRequest, key: str, said: RecordIn) -> tuple[int, dict[str, int]]:
    """Note a meeting or a document of a group."""
    row = actions.keep_record(
        group=queries.find(key), kind=said.kind, title=said.title, dated=said.dated,
        place=said.place, marking=marking_for(said.tlp), by=person(request), at=timezone.now(),
    )  # fmt: skip
    return 201, {"id": row.pk}


@router.post("/groups/{key}/contacts", response={201: dict[str, int], REFUSED: Problem})
def keep_contact(request: HttpRequest, key: str, said: ContactIn) -> tuple[int, dict[str, int]]:
    """Keep the mailbox of a function of a group."""
    row = actions.keep_contact(
        group=queries.find(key), function=said.function, institute=said.institute,
        mailbox=said.mailbox, country=said.country, since=timezone.localdate(),
        by=person(request), at=timezone.now(),
    )  # fmt: skip
    return 201, {"id": row.pk}


@router.get("/sets/{number}", response={200: dict[str, Any], REFUSED: Problem})
def show_set(request: HttpRequest, number: int) -> dict[str, Any]:
    """Show what a set and the register have that the other lacks, the first 5,000 of each.

    Names of a set whose licence keeps them here are counted and not told.
    """
    rights.check_may(person(request), "see")
    row = queries.find_set(number)
    theirs = queries.theirs_that_leave(row)[:5_000]
    return _set(row) | {
        "theirs_without_match": [
            {"line": one.line, "name": one.name, "inchikey": one.inchikey, "match": one.match}
            for one in theirs
        ],
        "ours_without_match": [one.key for one in queries.ours_without_match(row)[:5_000]],
    }  # fmt: skip


@router.post("/sets/{number}/mapping", response={200: dict[str, Any], REFUSED: Problem})
def map_set_again(request: HttpRequest, number: int) -> dict[str, Any]:
    """Hold a set against the register as it is now."""
    row = actions.map_again(row=queries.find_set(number), by=person(request), at=timezone.now())
    return _set(row)


@router.post("/proficiency-rounds", response={201: list[str], REFUSED: Problem})
def import_rounds(request: HttpRequest, said: RoundsIn) -> tuple[int, list[str]]:
    """Keep every round of a table, or none of them."""
    rows = keep_rounds(data=said.table.encode(), by=person(request), at=timezone.now())
    return 201, [row.key for row in rows]


def _set(row: NameSet) -> dict[str, Any]:
    cover = queries.coverage(row)
    return {
        "id": row.pk, "title": row.title, "version": row.version, "licence": row.licence,
        "may_export": row.may_export, "mapped_at": row.mapped_at, "names": cover.entries,
        "matched": cover.matched, "ambiguous": cover.ambiguous, "theirs": cover.theirs_alone,
        "ours": cover.ours_alone,
    }  # fmt: skip
