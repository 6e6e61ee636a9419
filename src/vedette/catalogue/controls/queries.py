"""The law for substances of the register and for structures; verdicts are remembered."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date

from django.core.cache import cache

from vedette.catalogue.controls.definitions import Definition, read_definitions
from vedette.catalogue.controls.engine import Obstacle, Verdict, judge
from vedette.catalogue.controls.errors import StructureTooLong, UnknownSubstance
from vedette.catalogue.controls.gaps import Line, line, widest_first
from vedette.catalogue.controls.listings import listings_of
from vedette.catalogue.controls.rules import (
    ControlStatus,
    Notice,
    controlled_since,
    first_notice,
    statuses,
)
from vedette.catalogue.controls.structures import Structure, read_structure
from vedette.catalogue.substances.models import Substance
from vedette.catalogue.substances.queries import counted_as, family_lines, search

REMEMBERED = 7 * 24 * 3_600  # seconds; a changed definition has another digest anyway
MOST_LETTERS_OF_A_NAME = 500


def substance_called(name: str) -> Substance:
    """Return the one substance that a key, name or identifier means.

    A record that counts as another means that one: what was unnamed has the law of its name.

    Raises
    ------
    UnknownSubstance
        If none or several are called so.
    """
    if len(name) > MOST_LETTERS_OF_A_NAME:
        raise StructureTooLong("name", len(name), MOST_LETTERS_OF_A_NAME)
    name = name.strip()
    if not name:
        raise UnknownSubstance(name)
    rows = Substance.objects.filter(key=name) or Substance.objects.filter(name__iexact=name)
    rows = rows or Substance.objects.filter(names__text__iexact=name).distinct()
    found = list(rows[:9])
    if len(found) != 1:
        raise UnknownSubstance(name, tuple(row.name for row in found or search(name)[:8]))
    return counted_as(found[0])


def status_of(
    substance: Substance,
    *,
    at: date,
    places: Iterable[str] = (),
    lines: Mapping[int, tuple[str, ...]] | None = None,
) -> tuple[ControlStatus, ...]:
    """Return the law on a substance of the register in each place on a day.

    ``lines`` are those of :func:`..substances.queries.family_lines`, asked for if not given.
    """
    structure = read_structure(substance.smiles)
    lines = family_lines() if lines is None else lines
    return statuses(
        listings_of(substance.key), lambda one: verdict_of(structure, one), at=at, places=places,
        is_medicine="medicine" in substance.roles,
        families=lines.get(substance.family_id or 0, ()),
    )  # fmt: skip


def status_of_structure(
    structure: Structure, *, at: date, places: Iterable[str] = ()
) -> tuple[ControlStatus, ...]:
    """Return the law on a structure; listings count if the register knows the structure."""
    known = Substance.objects.filter(inchikey=structure.inchikey).first()
    return statuses(
        listings_of(known.key) if known and structure.inchikey else (),
        lambda one: verdict_of(structure, one), at=at, places=places,
        is_medicine=bool(known and structure.inchikey and "medicine" in known.roles),
        families=family_lines().get(known.family_id or 0, ()) if known else (),
    )  # fmt: skip


def lines_of(
    substances: Iterable[Substance],
    *,
    at: date,
    found_on: Mapping[str, date] | None = None,
    places: Iterable[str] = (),
) -> list[Line]:
    """Return the law on each substance in each place on a day, the widest gaps first.

    ``found_on`` is the day of the first finding by key, where a reader may know it.
    """
    found, asked, above = found_on or {}, tuple(places), family_lines()
    return widest_first(
        line(
            row.key, row.name, status_of(row, at=at, places=asked, lines=above),
            notice=_notice_by(at, row, found.get(row.key)),
        )
        for row in substances
    )  # fmt: skip


def _notice_by(at: date, row: Substance, finding: date | None) -> Notice | None:
    """Return the first notice of a substance, if there was one by a day."""
    notice = first_notice(row.eu_first_notified, finding=finding)
    return notice if notice and notice.earliest <= at else None


def since_when(substance: Substance, *, place: str, at: date) -> date | None:
    """Return the first day a substance was controlled in a place, as far as known on a day."""
    structure = read_structure(substance.smiles)
    return controlled_since(
        listings_of(substance.key), lambda one: verdict_of(structure, one), place=place, at=at
    )


def verdict_of(structure: Structure, definition: Definition) -> Verdict:
    """Return the verdict on a structure, judged once per version of a definition."""
    if not structure.inchikey:
        return judge(structure, definition)
    drawn = hashlib.sha256(structure.smiles.encode()).hexdigest()[:24]
    key = f"law-{definition.digest}-{drawn}"
    known = cache.get(key)
    if known is None:
        verdict = judge(structure, definition)
        cache.set(key, asdict(verdict), REMEMBERED)
        return verdict
    obstacles = tuple(Obstacle(**one) for one in known["obstacles"])
    return Verdict(**{**known, "obstacles": obstacles})


def verdicts_of(structure: Structure) -> tuple[Verdict, ...]:
    """Return the verdict of every definition on a structure."""
    return tuple(verdict_of(structure, one) for one in read_definitions())
