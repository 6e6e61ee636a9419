"""What everybody may read of a document: statuses, CLEAR answers, CLEAR figures."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from vedette.response.indicators.formats import state_of
from vedette.response.policy import board, queries
from vedette.response.policy.board import UNKNOWN, Row
from vedette.response.policy.models import AnswerMarking, Publication
from vedette.response.policy.pack.contents import Measure, measures_of
from vedette.response.policy.statuses import Status

HEADER = ("promise", "status", "overdue", "countries_asked", "countries_answered", "countries")
OPEN = "CLEAR"


@dataclass(frozen=True, slots=True)
class Line:
    """One promise: its status, how many countries answered, and those that may be named."""

    code: str
    texts: Mapping[str, str]
    status: str
    is_overdue: bool
    asked: int
    answered: int
    named: tuple[tuple[str, str], ...]  # country and status


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a document is, for everybody, as known at the moment of its publication."""

    publication: Publication
    titles: Mapping[str, str]
    lines: tuple[Line, ...]
    counts: tuple[tuple[str, int], ...]
    measures: tuple[Measure, ...]


def published() -> QuerySet[Publication]:
    """What is shown to everybody, the newest first."""
    rows = Publication.objects.filter(status=Publication.Status.PUBLISHED)
    return rows.select_related("instrument").order_by("-published_at", "-pk")


def progress_of(publication: Publication, *, statuses: Mapping[str, Status]) -> Progress:
    """Return what a publication shows: nothing that was learnt after its moment.

    A country is named only if its answer was CLEAR then and still is. Figures are those that
    had been computed by then from CLEAR rows alone; a hidden one has no number.
    """
    instrument, as_of = publication.instrument, publication.as_of
    found = board.board(instrument, as_of=as_of, statuses=statuses)
    clear = _clear(
        (one.report_id for row in found.rows for one in row.cells if one is not None), as_of
    )
    lines = tuple(_line(row, found.countries, clear) for row in found.rows)
    counted = Counter(one.status for one in lines)
    ordered = [key for key in (*statuses, UNKNOWN) if key in counted]
    ordered += sorted(set(counted) - set(ordered))
    measures, _by_number = measures_of(instrument, as_of, OPEN)
    return Progress(
        publication,
        {one.language: one.title or instrument.key
         for one in queries.newest_readings(instrument, as_of)},
        lines, tuple((key, counted[key]) for key in ordered),
        tuple(one for one in measures
              if one.newest is not None and one.newest.value is not None),
    )  # fmt: skip


def _line(row: Row, countries: tuple[str, ...], clear: set[int]) -> Line:
    there = [(code, one) for code, one in zip(countries, row.cells, strict=True) if one]
    return Line(
        code=row.entry.code,
        texts={one.reading.language: one.text for one in row.placed.wordings if one is not None},
        status=row.whole.status if row.whole else UNKNOWN, is_overdue=row.is_overdue,
        asked=len(countries) if row.asks_states else len(there), answered=len(there),
        named=tuple((code, one.status) for code, one in there if one.report_id in clear),
    )  # fmt: skip


def _clear(reports: Iterable[int], as_of: datetime) -> set[int]:
    """Return the answers that were CLEAR at a moment and are CLEAR today."""
    then: dict[int, str] = {}
    now: dict[int, str] = {}
    rows = AnswerMarking.objects.filter(report__in=list(reports)).order_by("at", "pk")
    for report, tlp, at in rows.values_list("report_id", "tlp", "at"):
        now[report] = tlp
        if at <= as_of:
            then[report] = tlp
    return {one for one, tlp in then.items() if tlp == OPEN and now[one] == OPEN}


def rows_of(found: Progress) -> Iterable[tuple[Any, ...]]:
    """Yield one row a promise under ``HEADER``."""
    for one in found.lines:
        named = " ".join(f"{code}={status}" for code, status in one.named)
        yield (one.code, one.status, "yes" if one.is_overdue else "no", one.asked, one.answered,
               named)  # fmt: skip


def as_data(found: Progress) -> dict[str, Any]:
    """Return the whole page as data."""
    row = found.publication
    return {
        "document": row.instrument.key, "titles": dict(found.titles),
        "as_of": row.as_of, "day": timezone.localdate(row.as_of),
        "published_at": row.published_at, "simulated": row.instrument.simulated,
        "statuses": dict(found.counts),
        "promises": [
            {"code": one.code, "texts": dict(one.texts), "status": one.status,
             "overdue": one.is_overdue, "asked": one.asked, "answered": one.answered,
             "countries": dict(one.named)}
            for one in found.lines
        ],
        "indicators": [
            {"key": one.reading.indicator.key, "part": one.part,
             "values": [{"period": v.period, "cell": v.cell or None, "value": v.value,
                         "unit": v.unit, "state": state_of(v), "flags": list(v.flags)}
                        for v in one.series]}
            for one in found.measures
        ],
    }  # fmt: skip
