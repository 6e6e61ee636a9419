"""Figures that fill sections: counted in a snapshot, kept with its number, refreshed on request."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
from django.db import transaction
from django.db.models import Max

from vedette.base.accounts.models import User
from vedette.base.accounts.rules import Refused
from vedette.base.journal import actions as journal
from vedette.base.markings.models import Marking, Tlp
from vedette.base.markings.queries import markings_seen_by
from vedette.base.markings.rules import strictest_marking
from vedette.catalogue.controls.queries import status_of
from vedette.catalogue.substances.models import Substance
from vedette.evidence.observations.models import Report
from vedette.evidence.snapshots.models import Snapshot
from vedette.evidence.snapshots.queries import folder_of
from vedette.judgement.assessments import queries, rules
from vedette.judgement.assessments.errors import EntryUnfit
from vedette.judgement.assessments.models import Assessment, FigureFill
from vedette.judgement.assessments.writing import tighten

# What somebody offers or sells it as is not a detection of it.
_DETECTED = "role IN ('found', 'cause', 'contributed') AND known_until IS NULL"
_OF = f"FROM read_parquet(?) WHERE {_DETECTED} AND substance IN (SELECT unnest(?))"
# Put together from constants of this module; every value goes in apart.
_SQL = {
    "detections": f"SELECT context, count(DISTINCT report_id) {_OF} GROUP BY 1 ORDER BY 2 DESC, 1",
    "first_seen": f"SELECT coalesce(country, '?'), CAST(min(occurred_on) AS TEXT) {_OF} "
    "AND precision <> 'undated' GROUP BY 1 ORDER BY 2, 1",
    "deaths": f"SELECT role, count(DISTINCT report_id) {_OF} AND context = 'death' "
    "GROUP BY 1 ORDER BY 1",
    "spread": f"SELECT coalesce(country, '?'), count(DISTINCT report_id) {_OF} "
    "GROUP BY 1 ORDER BY 2 DESC, 1",
    "co_occurrence": "WITH mine AS (SELECT DISTINCT report_id " + _OF + ") "  # noqa: S608 - written above
    "SELECT substance, count(DISTINCT report_id) FROM read_parquet(?) JOIN mine USING (report_id) "
    f"WHERE {_DETECTED} AND substance IS NOT NULL AND substance NOT IN (SELECT unnest(?)) "
    "GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 15",
}


@dataclass(frozen=True, slots=True)
class Number:
    """One line of a figure: what is counted, and its count, day or words."""

    label: str
    value: int | str


@dataclass(frozen=True, slots=True)
class Change:
    """How one line of a figure differs from before; None where it was not, or is no more, there."""

    label: str
    before: int | str | None
    after: int | str | None


@dataclass(frozen=True, slots=True)
class Refreshed:
    """A figure as it stands after a refresh, with what changed."""

    fill: FigureFill
    changes: tuple[Change, ...]


def numbers_of(
    figure: str, *, substances: Sequence[Substance], snapshot: Snapshot
) -> tuple[Number, ...]:
    """Return a figure about substances, taken together, as a snapshot gives it."""
    if figure == "legal_status":
        return _law(substances, snapshot)
    file = str(folder_of(snapshot) / "findings.parquet")
    if not Path(file).exists():
        raise EntryUnfit(f"the files of snapshot {snapshot.pk} are gone")
    keys = [one.key for one in substances]
    values: list[Any] = [file, keys]
    if figure == "co_occurrence":
        values *= 2
    with duckdb.connect(config={"threads": 1}) as connection:
        rows = connection.execute(_SQL[figure], values).fetchall()
    return tuple(Number(str(label), value) for label, value in rows)


def _law(substances: Sequence[Substance], snapshot: Snapshot) -> tuple[Number, ...]:
    """Return where each substance is controlled on the day of the snapshot, and since when."""
    found = []
    for one in substances:
        for status in status_of(one, at=snapshot.as_of.date()):
            since = f", {status.since}" if status.since else ""
            found.append(Number(f"{one.name}, {status.jurisdiction}", f"{status.outcome}{since}"))
    return tuple(found)


def difference(before: Sequence[Number], after: Sequence[Number]) -> tuple[Change, ...]:
    """Return the lines that differ between two states of a figure, in the order of the later."""
    old = {one.label: one.value for one in before}
    new = {one.label: one.value for one in after}
    labels = [*new, *(label for label in old if label not in new)]
    return tuple(
        Change(label, old.get(label), new.get(label))
        for label in labels
        if old.get(label) != new.get(label)
    )


def kept_numbers(fill: FigureFill) -> tuple[Number, ...]:
    """Return the numbers of a kept figure."""
    return tuple(Number(one["label"], one["value"]) for one in fill.numbers)


@transaction.atomic
def refresh(
    *, assessment: Assessment, snapshot: Snapshot, by: User, at: datetime
) -> tuple[Refreshed, ...]:
    """Fill every figure of every section from a snapshot, and say what changed.

    Each figure keeps the number of its snapshot, and earlier fills stay. The assessment is
    marked no freer than the rows that were counted; what is TLP:RED is in no snapshot.

    Raises
    ------
    EntryUnfit
        If the kind pulls no figures, or the assessment is about no substance.
    Refused
        If rows were counted that the person may not see.
    """
    kind = queries.kind_of(assessment)
    rules.check_role(by, kind.roles)
    rules.check_writable(assessment, kind)
    substances = list(assessment.substances.order_by("key"))
    wanted = [(part.key, figure) for part in kind.sections for figure in part.pulls]
    if not wanted or not substances:
        raise EntryUnfit("there are no figures to fill: it names no substance, or pulls none")
    _take_marking(assessment, substances, snapshot, by)
    once = _once(substances, snapshot)
    held = queries.current_figures(assessment)
    filled = []
    for section, figure in wanted:
        numbers = once(figure)
        before = held.get((section, figure))
        changes = difference(kept_numbers(before) if before else (), numbers)
        if before is None or before.snapshot_id != snapshot.pk:
            before = _keep(assessment, section, figure, numbers, snapshot, by=by, at=at)
        filled.append(Refreshed(before, changes))
    journal.record("assessment.figures", subject=assessment, by=by, at=at, snapshot=snapshot.pk)
    return tuple(filled)


def _once(
    substances: Sequence[Substance], snapshot: Snapshot
) -> Callable[[str], tuple[Number, ...]]:
    """Return a counter that counts each figure once, however many sections show it."""
    counted: dict[str, tuple[Number, ...]] = {}

    def count(figure: str) -> tuple[Number, ...]:
        if figure not in counted:
            counted[figure] = numbers_of(figure, substances=substances, snapshot=snapshot)
        return counted[figure]

    return count


def _take_marking(
    assessment: Assessment, substances: Sequence[Substance], snapshot: Snapshot, by: User
) -> None:
    counted = Marking.objects.exclude(tlp=Tlp.RED).filter(
        pk__in=_markings_counted(substances, snapshot)
    )
    if not counted:
        return
    if set(counted.values_list("pk", flat=True)) - set(markings_seen_by(by)):
        raise Refused("these figures count rows that your role may not see")
    tighten(assessment, [strictest_marking(counted)])


def _markings_counted(substances: Sequence[Substance], snapshot: Snapshot) -> list[int]:
    """Return the markings of rows about the substances that the snapshot may hold."""
    rows = Report.objects.filter(
        findings__substance__in=substances, received_at__lte=snapshot.as_of
    )
    return list(rows.order_by().values_list("marking_id", flat=True).distinct())


def _keep(
    assessment: Assessment, section: str, figure: str, numbers: Sequence[Number],
    snapshot: Snapshot, *, by: User, at: datetime,
) -> FigureFill:  # fmt: skip
    earlier = assessment.figures.filter(section=section, figure=figure)
    last = earlier.aggregate(last=Max("revision"))["last"] or 0
    return FigureFill.objects.create(
        assessment=assessment, section=section, figure=figure, revision=last + 1,
        snapshot=snapshot, filled_by=by, filled_at=at,
        numbers=[{"label": one.label, "value": one.value} for one in numbers],
    )  # fmt: skip
