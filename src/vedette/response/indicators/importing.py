"""Take figures of another office in: good rows are kept, bad ones told of, nothing twice."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from vedette.base.accounts.rules import check_may
from vedette.base.journal import actions as journal
from vedette.base.locks import alone
from vedette.base.markings.models import Marking
from vedette.response.indicators.errors import FiguresUnread
from vedette.response.indicators.mapping import (
    FigureMapping,
    ReadFigure,
    RowRefused,
    figure_of,
    mappings_of,
)
from vedette.response.indicators.models import Figure, FigureFile
from vedette.response.indicators.readers import Row, rows_of

MOST_REFUSALS = 1_000  # told of in the record; all are counted
_NUMBERS = ("value", "numerator", "denominator", "low", "high")
_SAID = (*_NUMBERS, "unit", "status", "note")


@dataclass(slots=True)
class _Read:
    figures: dict[tuple[str, str, str], ReadFigure]
    refusals: list[dict[str, Any]]
    rows: int = 0


def the_mapping(key: str) -> FigureMapping:
    """Return a mapping of this node, or refuse with the names of those there are."""
    known = mappings_of(Path(settings.VEDETTE_HOME))
    if key not in known:
        raise FiguresUnread(f"no mapping is called {key!r}; there are {', '.join(sorted(known))}")
    return known[key]


def import_figures(
    *, content: bytes, file: str, mapping: FigureMapping, marking: Marking, by: Any, at: datetime
) -> FigureFile:
    """Read the figures of a file by a mapping; the same file again changes nothing.

    A figure that differs from the one held becomes its next revision. A row that cannot be
    read is kept as a refusal with line, column, value and reason, and the others go on.

    Raises
    ------
    Refused
        If the person may not import.
    FiguresUnread
        If the file as a whole has not the shape it is said to have, or no row can be read.
    """
    if by is not None:
        check_may(by, "import")
    digest = hashlib.sha256(content).hexdigest()
    with alone("figures"):  # two files of one series at once would both be the next revision
        same = FigureFile.objects.filter(mapping=mapping.key, content=digest, marking=marking)
        if (known := same.first()) is not None:
            return known
        path = _keep_bytes(content, digest)
        read = _read(path, file, mapping)
        if not read.figures and not read.refusals:
            raise FiguresUnread(f"{file} holds no row that {mapping.key} speaks of")
        return _keep(read, file, digest, mapping, marking, by=by, at=at)


def _keep_bytes(content: bytes, digest: str) -> Path:
    folder = Path(settings.VEDETTE_HOME) / "figures"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / digest
    if not path.exists():
        partial = folder / f"incoming-{digest}"
        partial.write_bytes(content)
        partial.rename(path)
    return path


def _read(path: Path, name: str, mapping: FigureMapping) -> _Read:
    read = _Read({}, [])
    for row in rows_of(path, name=name, shape=mapping.shape, options=mapping.options):
        read.rows += 1
        try:
            _take(row, read, mapping)
        except RowRefused as refused:
            read.refusals.append({
                "line": row.line, "column": refused.column, "value": refused.value[:100],
                "reason": refused.reason,
            })  # fmt: skip
    return read


def _take(row: Row, read: _Read, mapping: FigureMapping) -> None:
    if row.fault:
        raise RowRefused("", "", row.fault)
    one = figure_of(row, mapping)
    if one is None:
        return
    key = (one.country, one.period, one.cell)
    earlier = read.figures.setdefault(key, one)
    if _said(earlier) != _said(one):
        raise RowRefused("", "", f"says otherwise than line {earlier.line} of the same cell")


def _said(one: ReadFigure | Figure) -> tuple[Any, ...]:
    return tuple(getattr(one, name) for name in _SAID)


@transaction.atomic
def _keep(
    read: _Read, file: str, digest: str, mapping: FigureMapping, marking: Marking, *,
    by: Any, at: datetime,
) -> FigureFile:  # fmt: skip
    held = {
        (one.country, one.period, one.cell): one
        for one in Figure.objects.filter(
            series=mapping.series, marking=marking, replaced_by=None
        )
    }  # fmt: skip
    new = [one for key, one in read.figures.items()
           if key not in held or _said(held[key]) != _said(one)]  # fmt: skip
    row = FigureFile.objects.create(
        file=file[:200], mapping=mapping.key, content=digest, source=mapping.source,
        received_at=at, by=by, marking=marking, rows=read.rows, kept=len(new),
        unchanged=len(read.figures) - len(new), refusals=read.refusals[:MOST_REFUSALS],
    )  # fmt: skip
    Figure.objects.bulk_create(
        (_figure(one, held.get((one.country, one.period, one.cell)), row, mapping.series)
         for one in new),
        batch_size=2_000,
    )  # fmt: skip
    journal.record("figures.imported", subject=row, by=by, at=at, mapping=mapping.key,
                   kept=row.kept, refused=len(read.refusals))  # fmt: skip
    return row


def _figure(one: ReadFigure, before: Figure | None, file: FigureFile, series: str) -> Figure:
    return Figure(
        series=series, country=one.country, period=one.period, cell=one.cell,
        revision=before.revision + 1 if before else 1, replaces=before, file=file,
        line=one.line, received_at=file.received_at, marking=file.marking,
        **{name: getattr(one, name) for name in _SAID},
    )  # fmt: skip
