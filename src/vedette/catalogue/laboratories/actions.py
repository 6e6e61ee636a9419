"""Keep the directory of laboratories: roles, methods, standards held, rounds."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Protocol

from django.db import IntegrityError, transaction

from vedette.base.accounts import rules as rights
from vedette.base.accounts.models import Body, User
from vedette.base.journal import actions as journal
from vedette.catalogue.laboratories import rules
from vedette.catalogue.laboratories.models import (
    REPRESENTATIVES,
    Laboratory,
    LaboratoryMethod,
    LaboratoryRole,
    ProficiencyResult,
    ProficiencyRound,
    ReferenceStandard,
)
from vedette.catalogue.laboratories.queries import find
from vedette.catalogue.substances.models import Family, Substance
from vedette.science.identification import TECHNIQUES, TechniqueUnknown

LONGEST_CODE, LONGEST_NAME = 100, 300


class Measured(Protocol):
    """Anything that says who measured it, and wants the row of that laboratory."""

    country: str
    laboratory: str
    laboratory_id: int | None


def locate(reports: Iterable[Measured]) -> None:
    """Point each report at its laboratory; one met for the first time gets its row."""
    named = [report for report in reports if report.laboratory]
    if not named:
        return
    codes = {report.laboratory.casefold() for report in named}
    known = dict(Laboratory.objects.filter(code__in=codes).values_list("code", "id"))
    for report in named:
        code = report.laboratory.casefold()
        if code not in known:
            row, _ = Laboratory.objects.get_or_create(
                code=code, defaults={"name": report.laboratory, "country": report.country}
            )
            known[code] = row.pk
        report.laboratory_id = known[code]


@transaction.atomic
def enter(
    *, code: str, name: str, country: str, body: Body | None = None, by: User, at: datetime
) -> Laboratory:
    """Enter a laboratory in the directory, or bring what it says of it up to date."""
    rights.check_may(by, "keep_laboratories")
    code, name, country = code.strip().casefold(), name.strip(), country.strip().upper()
    if not code or not name:
        raise rules.FactRefused("a laboratory needs a code and a name")
    if len(code) > LONGEST_CODE or len(name) > LONGEST_NAME:
        raise rules.FactRefused(f"a code has at most {LONGEST_CODE} letters, a name {LONGEST_NAME}")
    if country and not (len(country) == 2 and country.isalpha()):
        raise rules.FactRefused(f"{country!r} is no country code of two letters")
    row, is_new = Laboratory.objects.update_or_create(
        code=code, defaults={"name": name, "country": country, **({"body": body} if body else {})}
    )
    act = "laboratory.entered" if is_new else "laboratory.changed"
    journal.record(act, subject=row, by=by, at=at, name=name, country=country)
    return row


@transaction.atomic
def give_role(
    *, laboratory: Laboratory, kind: str, since: date, by: User, at: datetime
) -> LaboratoryRole:
    """Give a laboratory a role; a state has three national representatives at most.

    Raises
    ------
    FactRefused
        If the role is not known, held already, or the three seats are taken.
    Overtaken
        If somebody else took the last seat a moment before.
    """
    rights.check_may(by, "keep_laboratories")
    if kind not in LaboratoryRole.Kind.values:
        raise rules.FactRefused(
            f"no role is called {kind!r}; one of {', '.join(LaboratoryRole.Kind.values)}"
        )
    now = LaboratoryRole.objects.filter(kind=kind, ended_on=None)
    if now.filter(laboratory=laboratory).exists():
        raise rules.FactRefused(f"{laboratory.name} has this role already")
    seat = None
    if kind == LaboratoryRole.Kind.NATIONAL:
        seat = _free_seat(laboratory.country)
    try:
        with transaction.atomic():
            role = LaboratoryRole.objects.create(
                laboratory=laboratory, kind=kind, country=laboratory.country, seat=seat, since=since
            )
    except IntegrityError:
        raise rules.Overtaken("somebody else has just given this role; look again") from None
    journal.record("laboratory.role_given", subject=laboratory, by=by, at=at, role=kind, seat=seat)
    return role


def _free_seat(country: str) -> int:
    if not country:
        raise rules.FactRefused("a national representative needs a country")
    held = LaboratoryRole.objects.filter(country=country, ended_on=None, seat__isnull=False)
    taken = set(held.values_list("seat", flat=True))
    free = [seat for seat in range(1, REPRESENTATIVES + 1) if seat not in taken]
    if not free:
        raise rules.FactRefused(
            f"{country} has {REPRESENTATIVES} national representatives already, "
            "which is the most a state may have"
        )
    return free[0]


@transaction.atomic
def end_role(*, role: LaboratoryRole, on: date, by: User, at: datetime) -> None:
    """End a role; it stays in the record."""
    rights.check_may(by, "keep_laboratories")
    if on < role.since:
        raise rules.FactRefused("a role cannot end before it began")
    if not LaboratoryRole.objects.filter(pk=role.pk, ended_on=None).update(ended_on=on):
        raise rules.Overtaken("this role has ended already")
    journal.record("laboratory.role_ended", subject=role.laboratory, by=by, at=at, role=role.kind)


@transaction.atomic
def add_method(
    *,
    laboratory: Laboratory,
    technique: str,
    since: date,
    matrix: str = "",
    substances: Iterable[Substance] = (),
    families: Iterable[Family] = (),
    detection_limit: float | None = None,
    unit: str = "",
    is_accredited: bool = False,
    accredited_until: date | None = None,
    by: User,
    at: datetime,
) -> LaboratoryMethod:
    """Say that a laboratory measures something in some way."""
    rules.check_acts_for(by, laboratory)
    if technique not in TECHNIQUES:
        raise TechniqueUnknown(technique)
    if detection_limit is not None and not 0 < detection_limit < float("inf"):
        raise rules.FactRefused("a limit of detection is above zero")
    if detection_limit is not None and not unit.strip():
        raise rules.FactRefused("a limit of detection needs its unit")
    if accredited_until and not is_accredited:
        raise rules.FactRefused("an accreditation that ends must have been given")
    row = LaboratoryMethod.objects.create(
        laboratory=laboratory, technique=technique, since=since, matrix=matrix.strip(),
        detection_limit=detection_limit, unit=unit.strip(), is_accredited=is_accredited,
        accredited_until=accredited_until,
    )  # fmt: skip
    row.substances.set(substances)
    row.families.set(families)
    journal.record("laboratory.method_added", subject=laboratory, by=by, at=at, technique=technique)
    return row


@transaction.atomic
def hold_standard(
    *,
    laboratory: Laboratory,
    substance: Substance,
    since: date,
    may_share: bool = False,
    by: User,
    at: datetime,
) -> ReferenceStandard:
    """Say that a laboratory holds a reference standard."""
    rules.check_acts_for(by, laboratory)
    try:
        with transaction.atomic():
            row = ReferenceStandard.objects.create(
                laboratory=laboratory, substance=substance, since=since, may_share=may_share
            )
    except IntegrityError:
        raise rules.FactRefused(f"{laboratory.name} holds {substance.name} already") from None
    journal.record("standard.held", subject=laboratory, by=by, at=at, substance=substance.key)
    return row


@transaction.atomic
def end_standard(*, standard: ReferenceStandard, on: date, by: User, at: datetime) -> None:
    """Say that a standard is used up or has expired."""
    rules.check_acts_for(by, standard.laboratory)
    if on < standard.since:
        raise rules.FactRefused("a standard cannot end before it was there")
    if not ReferenceStandard.objects.filter(pk=standard.pk, until=None).update(until=on):
        raise rules.Overtaken("this standard has ended already")
    journal.record(
        "standard.ended", subject=standard.laboratory, by=by, at=at,
        substance=standard.substance.key,
    )  # fmt: skip


@transaction.atomic
def keep_round(
    *,
    key: str,
    title: str,
    unit: str,
    held_on: date,
    results: Mapping[str, float],
    substance: Substance | None = None,
    assigned: float | None = None,
    sd: float | None = None,
    by: User,
    at: datetime,
) -> ProficiencyRound:
    """Keep a proficiency round with the result of each laboratory, by its code."""
    rights.check_may(by, "keep_laboratories")
    if not key.strip() or not title.strip() or not unit.strip():
        raise rules.FactRefused("a round needs a key, a title and a unit")
    if sd is not None and not 0 < sd < float("inf"):
        raise rules.FactRefused("a standard deviation is above zero")
    if any(not abs(value) < float("inf") for value in results.values()):
        raise rules.FactRefused("a result must be a finite number")
    if ProficiencyRound.objects.filter(key=key.strip()).exists():
        raise rules.FactRefused(f"a round {key.strip()!r} is kept already")
    laboratories = {code: find(code) for code in results}
    row = ProficiencyRound.objects.create(
        key=key.strip(), title=title.strip(), unit=unit.strip(), held_on=held_on,
        substance=substance, assigned=assigned, sd=sd,
    )  # fmt: skip
    ProficiencyResult.objects.bulk_create(
        ProficiencyResult(round=row, laboratory=laboratories[code], value=value)
        for code, value in results.items()
    )
    journal.record("round.kept", subject=row, by=by, at=at, results=len(results))
    return row
