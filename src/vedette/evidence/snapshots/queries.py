"""Ask the newest snapshot what a page needs, without reading all of it."""

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings

from vedette.evidence.snapshots.models import Snapshot

_local = threading.local()


def folder_of(snapshot: Snapshot) -> Path:
    """Return where a snapshot's files are."""
    return Path(settings.VEDETTE_HOME) / "snapshots" / snapshot.digest[:16]


def newest() -> Snapshot | None:
    """Return the snapshot made last, or None before the first one."""
    return Snapshot.objects.order_by("-id").first()


def frozen_tables(snapshot: Snapshot, *, source: str = "") -> tuple[pa.Table, pa.Table]:
    """Return the findings and the reports of a snapshot, of one source or of all."""
    folder = folder_of(snapshot)
    only = [("source", "=", source)] if source else None
    return (
        pq.read_table(folder / "findings.parquet", filters=only),
        pq.read_table(folder / "reports.parquet", filters=only),
    )


def weekly(substance_key: str) -> list[tuple[str, str | None, date, int]]:
    """Return reports of a substance as (context, country, Monday, count)."""
    return _rows(
        "SELECT context, country, CAST(week AS DATE), n FROM {weekly} "
        "WHERE substance = ? ORDER BY week",
        substance_key,
    )


def weekly_together(substance_keys: Iterable[str]) -> list[tuple[str, str | None, date, int]]:
    """Return reports of several substances as (context, country, Monday, count).

    A report that names two of them counts twice.
    """
    return _rows(
        "SELECT context, country, CAST(week AS DATE), CAST(sum(n) AS BIGINT) FROM {weekly} "
        "WHERE substance IN (SELECT unnest(?)) GROUP BY 1, 2, 3 ORDER BY 3",
        list(substance_keys),
    )


def cooccurring(substance_key: str, limit: int = 15) -> list[tuple[str, int]]:
    """Return what was found in the same reports, the commonest first."""
    return _rows(
        "SELECT other, n FROM {pairs} WHERE substance = ? ORDER BY n DESC, other LIMIT ?",
        substance_key,
        limit,
    )


def first_detections(substance_key: str) -> list[tuple[str | None, date, int]]:
    """Return the earliest report of each country as (country, day, report)."""
    return _rows(
        "SELECT country, occurred_on, report_id FROM {firsts} WHERE substance = ? "
        "ORDER BY occurred_on, report_id",
        substance_key,
    )


def newest_substances(limit: int = 10) -> list[tuple[str, date, int]]:
    """Return the substances met last for the first time as (substance, day, report)."""
    return _rows(
        "SELECT substance, occurred_on, report_id FROM (SELECT substance, occurred_on, report_id, "
        "row_number() OVER (PARTITION BY substance ORDER BY occurred_on, report_id) AS nth "
        "FROM {firsts}) WHERE nth = 1 ORDER BY occurred_on DESC, substance LIMIT ?",
        limit,
    )


@dataclass(frozen=True, slots=True)
class Activity:
    """When a substance was met first and last, how often, and in how many countries."""

    first: date
    last: date
    reports: int
    countries: int


def activity_of(substance_keys: Iterable[str]) -> dict[str, Activity]:
    """Return the activity of each substance that was met; `last` is the day or the week's Monday.

    Reports dated no finer than a month count for the first day and the countries only.
    """
    keys = list(substance_keys)
    rows = _rows(
        "SELECT f.substance, f.first, greatest(f.first, coalesce(w.last, f.first)), "
        "coalesce(w.n, 0), f.countries FROM (SELECT substance, min(occurred_on) AS first, "
        "count(DISTINCT country) AS countries FROM {firsts} GROUP BY 1) f LEFT JOIN "
        "(SELECT substance, CAST(max(week) AS DATE) AS last, CAST(sum(n) AS BIGINT) AS n "
        "FROM {weekly} GROUP BY 1) w ON w.substance = f.substance "
        "WHERE f.substance IN (SELECT unnest(?))",
        keys,
    )
    return {key: Activity(*said) for key, *said in rows}


def totals_by_country(weeks: int) -> list[tuple[str, int]]:
    """Return findings of each country in the last weeks that the snapshot has."""
    return _rows(
        "SELECT country, CAST(sum(n) AS BIGINT) FROM {weekly} WHERE country IS NOT NULL AND week > "
        "(SELECT max(week) FROM {weekly}) - to_days(CAST(? AS INTEGER)) GROUP BY 1 ORDER BY 2 DESC",
        weeks * 7,
    )


def _rows(sql: str, *values: Any) -> list[Any]:
    snapshot = newest()
    if snapshot is None:
        return []
    folder = folder_of(snapshot)
    named = sql.format(**{name: _quoted(path) for name, path in _tables(folder).items()})
    return _connection().execute(named, list(values)).fetchall()


def _quoted(path: str) -> str:
    """Return a path as SQL text: an instance may live in a folder such as O'Neill."""
    return "'" + path.replace("'", "''") + "'"


def _tables(folder: Path) -> dict[str, str]:
    return {name: str(folder / f"{name}.parquet") for name in ("weekly", "pairs", "firsts")}


def _connection() -> duckdb.DuckDBPyConnection:
    """One connection a thread, on one core: a page must not take the machine."""
    if not hasattr(_local, "connection"):
        _local.connection = duckdb.connect(config={"threads": 1})
    connection: duckdb.DuckDBPyConnection = _local.connection
    return connection
