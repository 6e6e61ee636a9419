"""The completeness report and the coverage of panels, over the cases that a person may see."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings

from vedette.base.accounts.models import User
from vedette.catalogue.substances.models import Family
from vedette.evidence.cases import completeness
from vedette.evidence.cases.completeness import Coverage, FullToxicology
from vedette.evidence.cases.fields import TOXICOLOGY
from vedette.evidence.cases.models import Case, CasePart
from vedette.evidence.cases.queries import CaseFile, files_of, told_under
from vedette.evidence.cases.rules import SOURCE
from vedette.evidence.cases.views import PartView
from vedette.evidence.observations.models import Context, Report
from vedette.evidence.observations.queries import reports_seen_by
from vedette.science.privacy import suppress

MARGIN = timedelta(days=60)  # parts of a case that no report counts may be dated apart
PORTION = 500
WATCHED = (Family.Watch.HIGH, Family.Watch.MEDIUM)


@dataclass(frozen=True, slots=True)
class Completeness:
    """The report of one period, its definition, and what it leaves out."""

    report: completeness.Report
    definition: FullToxicology
    since: date
    until: date
    without_parts: int | None  # deaths here that came as a row of a register; None: too few
    flaws: tuple[str, ...]


def completeness_for(
    person: User,
    *,
    since: date,
    until: date,
    by: str = "country",
    country: str = "",
    as_of: datetime | None = None,
    files: Sequence[CaseFile] | None = None,
) -> Completeness:
    """Return how complete deaths of a period are told, as known at a moment.

    ``files`` are the cases of that very period, where the caller has them already.
    """
    home = Path(settings.VEDETTE_HOME)
    definition = completeness.definition_of(home)
    if files is None:
        files = cases_between(person, since, until, country=country, as_of=as_of)
    deaths = [
        completeness.death_of(file.view, file.day, definition)
        for file in files
        if file.context == Context.DEATH
    ]
    population, flaws = population_of(home)
    told = completeness.report(deaths, by=by, days=(until - since).days + 1, population=population)
    others = reports_seen_by(person, as_of=as_of).filter(
        context=Context.DEATH, occurred_on__range=(since, until)
    )
    others = others.filter(country=country) if country else others
    count = suppress(others.exclude(source__name=SOURCE).count())
    return Completeness(told, definition, since, until, count, tuple(flaws))


def cases_between(
    person: User, since: date, until: date, *, country: str = "", as_of: datetime | None = None
) -> list[CaseFile]:
    """Return the cases of a period that a person may see, as known at a moment."""
    rows = CasePart.objects.filter(
        occurred_on__range=(_apart(since, -MARGIN), _apart(until, MARGIN))
    )
    counted = Report.objects.filter(source__name=SOURCE, occurred_on__range=(since, until))
    near = set(rows.values_list("case_id", flat=True)) | set(
        Case.objects.filter(token__in=counted.values("source_key")).values_list("pk", flat=True)
    )
    under = told_under(as_of)
    ids = sorted({under.get(pk, pk) for pk in near})
    found: list[CaseFile] = []
    for start in range(0, len(ids), PORTION):
        found += files_of(ids[start : start + PORTION], person=person, as_of=as_of)
    return [
        file
        for file in found
        if since <= file.day <= until
        and (not country or completeness.placed(file.view).country == country)
    ]


def _apart(day: date, by: timedelta) -> date:
    try:
        return day + by
    except OverflowError:
        return day


def coverage_for(
    person: User,
    *,
    since: date,
    until: date,
    country: str = "",
    as_of: datetime | None = None,
    files: Sequence[CaseFile] | None = None,
) -> tuple[list[tuple[Family, Coverage]], int | None]:
    """Return which watched families the panels of a period could have seen, and how many panels.

    So few panels that a hidden number could be read from them are not counted (None).
    """
    if files is None:
        files = cases_between(person, since, until, country=country, as_of=as_of)
    panels = [part.lines for file in files for part in _panels(file)]
    watched = list(Family.objects.filter(watch__in=WATCHED).order_by("watch", "name"))
    told = completeness.coverage(panels, [family.key for family in watched])
    return list(zip(watched, told, strict=True)), suppress(len(panels))


def _panels(file: CaseFile) -> Sequence[PartView]:
    return [part for part in file.view.of(TOXICOLOGY) if part.lines]


def population_of(home: Path) -> tuple[dict[str, int], list[str]]:
    """Return people by place from the node's own file, and what of it cannot be read."""
    path = home / "population.csv"
    if not path.is_file():
        return {}, []
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        return {}, [f"{path.name}: not text in UTF-8"]
    rows = [{k: v or "" for k, v in row.items() if k} for row in csv.DictReader(io.StringIO(text))]
    found, flaws = completeness.read_population(rows)
    return found, [f"{path.name}, {flaw}" for flaw in flaws]
