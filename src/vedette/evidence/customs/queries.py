"""Findings of customs laboratories: declared, found, and whether the two fit."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet

from vedette.base.accounts.models import User
from vedette.catalogue.controls.listings import (
    Listing,
    Precursor,
    listings_of,
    precursors_of,
)
from vedette.catalogue.substances.models import Substance
from vedette.catalogue.substances.queries import held_same
from vedette.catalogue.tariffs.codes import TariffCode, TariffCodeMalformed
from vedette.catalogue.tariffs.mismatch import Comparison, Declared, Found, compare
from vedette.catalogue.tariffs.registers import read_register
from vedette.evidence.customs.models import Declaration
from vedette.evidence.ingest.definitions import known_sources
from vedette.evidence.observations.models import Finding, Report
from vedette.evidence.observations.queries import reports_seen_by
from vedette.evidence.samples.models import Sample
from vedette.evidence.samples.queries import samples_seen_by
from vedette.evidence.samples.rules import SOURCE

DRUG_LISTS = ("UN", "EU")  # whose lists of drugs are asked; national law has its own page
WITHOUT_DUTIES = ("4",)  # medicines in trade: a category of products, and no substance
SHOWN = 200
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class CustomsFinding:
    """Goods as declared and as found.

    ``record`` is the sample where the node itself keeps its custody, else the report.
    """

    declared: Declared
    flow: str
    record: Sample | Report
    report: Report | None
    names: tuple[str, ...]
    comparison: Comparison

    @property
    def sample(self) -> Sample | None:
        """Return the sample, if the node keeps its custody."""
        return self.record if isinstance(self.record, Sample) else None

    @property
    def occurred_on(self) -> date:
        """Return when the goods were met."""
        return self.record.occurred_on

    @property
    def country(self) -> str:
        """Return where the goods were met."""
        return self.record.country


def facts_of(substance: Substance, *, on: date) -> Found:
    """Return what precursor rules and drug lists say of a substance on a day."""
    entries = [
        (one, _was_listed(one, on)) for one in precursors_of(substance.key)
        if one.category not in WITHOUT_DUTIES
    ]  # fmt: skip
    listed = [one for one, was in entries if was]
    held = [one for one in listed if one.status == "in force"] or listed
    schedules = dict.fromkeys(
        f"{one.jurisdiction} {one.schedule}".strip()
        for one in listings_of(substance.key) if _holds_drug(one, on)
    )  # fmt: skip
    return Found(
        name=substance.name, category=held[0].category if held else "",
        codes=tuple(dict.fromkeys(code for one in held for code in _codes(one.cn_code))),
        is_watched=bool(held) and held[0].status != "in force",
        schedules=() if held else tuple(schedules),
        is_untold=not held and any(was is None for _one, was in entries),
    )  # fmt: skip


def _was_listed(one: Precursor, on: date) -> bool | None:
    """Tell whether a list held a precursor, or rules about it were pending; None: not known."""
    if one.since is not None:
        return one.since <= on
    if one.known_by is not None:
        return True if one.known_by <= on else None
    # Of pending rules no day is held, but their reference names the year that they are of.
    year = _YEAR.search(one.reference)
    return int(year.group()) <= on.year if year else None


def _codes(text: str) -> list[str]:
    """Return the codes of an entry as digits; some entries have more than one."""
    return ["".join(code.split()) for code in text.split(";") if code.strip()]


def _holds_drug(one: Listing, on: date) -> bool:
    begun = one.since or one.known_by
    return (
        one.jurisdiction in DRUG_LISTS
        and (begun is None or begun <= on)
        and (one.until is None or one.until > on)
    )


def declaring_sources() -> list[str]:
    """Return the names of the sources whose rows say as what goods were declared."""
    known = known_sources(Path(settings.VEDETTE_HOME))
    return [name for name, one in known.items() if one.declared is not None]


def findings_seen_by(
    person: User, *, country: str = "", fit: str = "", limit: int | None = None
) -> list[CustomsFinding]:
    """Return findings of customs laboratories that a person may see, the newest first.

    A limit cuts what is left when country and fit are as asked for.
    """
    reports = reports_seen_by(person).filter(
        source__name__in=declaring_sources(), details__has_key="tariff_code"
    )
    samples = samples_seen_by(person).filter(declaration__isnull=False)
    if country:
        reports, samples = reports.filter(country=country), samples.filter(country=country)
    rows = list(_loaded(reports).order_by("-id"))
    kept = list(samples.select_related("declaration"))
    found = [
        one for one in (*_of_reports(rows), *_of_samples(kept, person))
        if not fit or one.comparison.fit.value == fit
    ]  # fmt: skip
    return sorted(found, key=lambda one: one.occurred_on, reverse=True)[:limit]


def finding_of(sample: Sample, person: User) -> CustomsFinding | None:
    """Return a sample as declared and as found; None if nothing was declared."""
    if not Declaration.objects.filter(sample=sample).exists():
        return None
    return _of_samples([sample], person)[0]


def finding_in(report: Report) -> CustomsFinding | None:
    """Return a reported row as declared and as found; None if it says nothing of papers."""
    if declared_in(report.details) is None:
        return None
    return _of_reports([report])[0]


def declared_in(details: Mapping[str, Any]) -> Declared | None:
    """Return what the details of a row say of papers; a source may use the same words freely."""
    code, year = details.get("tariff_code"), details.get("tariff_year")
    if not isinstance(code, str) or not isinstance(year, int):
        return None
    try:
        return Declared(TariffCode(code, year), str(details.get("declared_goods", "")))
    except TariffCodeMalformed:
        return None


def _loaded(rows: QuerySet[Report]) -> QuerySet[Report]:
    findings = Finding.objects.select_related("substance")
    return rows.select_related("marking", "laboratory", "source").prefetch_related(
        Prefetch("findings", queryset=findings)
    )


def _of_reports(rows: Sequence[Report]) -> list[CustomsFinding]:
    meant = _meant(one.findings.all() for one in rows)
    told = [(one, declared_in(one.details)) for one in rows]
    return [
        _finding(declared, str(one.details.get("flow", "")), one, one, meant)
        for one, declared in told if declared is not None
    ]  # fmt: skip


def _of_samples(rows: Sequence[Sample], person: User) -> list[CustomsFinding]:
    named = Q(source__name__startswith=SOURCE, source_key__in=[one.token for one in rows])
    # Whoever handles a sample sees its result, whatever the marking of the report.
    reports = Report.objects.filter(named, kind=Report.Kind.RECORD, replaced_by=None)
    of_token = {one.source_key: one for one in _loaded(reports)}
    meant = _meant(one.findings.all() for one in of_token.values())
    found = []
    for one in rows:
        said = one.declaration
        declared = Declared(TariffCode(said.tariff_code, said.tariff_year), said.goods)
        found.append(_finding(declared, said.flow, one, of_token.get(one.token), meant))
    return found


def _meant(findings: Iterable[Iterable[Finding]]) -> dict[int, Substance]:
    """Return the substance that each found record counts as, by its id."""
    found = {f.substance.pk: f.substance for rows in findings for f in rows if f.substance}
    same = held_same()
    others = Substance.objects.in_bulk([same[pk] for pk in found if pk in same])
    return {pk: others.get(same.get(pk, 0), row) for pk, row in found.items()}


def _finding(
    declared: Declared, flow: str, record: Sample | Report, report: Report | None,
    meant: dict[int, Substance],
) -> CustomsFinding:  # fmt: skip
    told = [
        one for one in (report.findings.all() if report else ())
        if one.role == Finding.Role.FOUND
    ]  # fmt: skip
    substances = {meant[one.substance_id].pk: meant[one.substance_id] for one in told
                  if one.substance_id in meant}  # fmt: skip
    found = [facts_of(one, on=record.occurred_on) for one in substances.values()]
    names = tuple(dict.fromkeys(
        meant[one.substance_id].name if one.substance_id in meant else one.raw for one in told
    ))  # fmt: skip
    comparison = compare(
        declared, found, unknown=sum(one.substance_id not in meant for one in told),
        register=read_register(Path(settings.VEDETTE_HOME)),
    )  # fmt: skip
    return CustomsFinding(declared, flow, record, report, names, comparison)
