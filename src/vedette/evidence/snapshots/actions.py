"""Freeze the evidence: every revision received by a moment, named by its content."""

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings
from django.db import connection, transaction

from vedette.base.journal import actions as journal
from vedette.catalogue.places.models import Place
from vedette.catalogue.substances.models import Family, Substance, SubstanceLink
from vedette.evidence.ingest.models import Source
from vedette.evidence.snapshots import layout, overview
from vedette.evidence.snapshots.models import Snapshot

BATCH = 50_000
_REPORTS = """
SELECT r.id, r.source_id, r.context, r.country, r.place_id, r.occurred_on, r.precision,
       r.received_at, n.received_at
FROM observations_report r
LEFT JOIN observations_report n ON n.replaces_id = r.id AND n.received_at <= %s
WHERE r.received_at <= %s AND r.kind = 'record'
  AND r.marking_id NOT IN (SELECT id FROM markings_marking WHERE tlp = 'RED') AND r.context NOT IN ('activity', 'site')
ORDER BY r.id
"""
_FINDINGS = """
SELECT f.id, f.report_id, r.source_id, r.context, f.substance_id, f.family_id, f.role, f.identity,
       r.form, r.country, r.place_id, r.occurred_on, r.precision, r.reported_at,
       r.received_at, f.identified_at, n.received_at
FROM observations_finding f
JOIN observations_report r ON r.id = f.report_id
LEFT JOIN observations_report n ON n.replaces_id = r.id AND n.received_at <= %s
WHERE r.received_at <= %s AND r.kind = 'record'
  AND r.marking_id NOT IN (SELECT id FROM markings_marking WHERE tlp = 'RED')
  AND (f.substance_id IS NOT NULL OR f.family_id IS NOT NULL)
  AND (f.identified_at IS NULL OR f.identified_at <= %s)
ORDER BY f.id
"""


def freeze(*, as_of: datetime, by: Any, at: datetime) -> Snapshot:
    """Write what had been received by ``as_of``; the same content is one snapshot.

    Revisions that were replaced later stay in it with the moment they ceased
    to hold, so that one snapshot answers for every earlier moment too. What is
    TLP:RED stays out: it is for named people, and a sum has no names.
    """
    home = Path(settings.VEDETTE_HOME) / "snapshots"
    home.mkdir(parents=True, exist_ok=True)
    partial = Path(tempfile.mkdtemp(dir=home, prefix="incoming-"))
    try:
        names = _Names()
        reports = _write(partial / "reports.parquet", layout.REPORTS, _report_batches(as_of, names))
        findings = _write(
            partial / "findings.parquet", layout.FINDINGS, _finding_batches(as_of, names)
        )
        digest = _digest(partial)
        known = Snapshot.objects.filter(digest=digest).first()
        if known:
            return known
        overview.write(partial)
        target = home / digest[:16]
        shutil.rmtree(target, ignore_errors=True)  # left by a crash before its row was written
        partial.rename(target)
        with transaction.atomic():
            snapshot = Snapshot.objects.create(
                digest=digest, as_of=as_of, made_at=at, reports=reports, findings=findings
            )
            journal.record("snapshot.frozen", subject=snapshot, by=by, at=at, digest=digest)
        return snapshot
    finally:
        shutil.rmtree(partial, ignore_errors=True)


class _Names:
    """From the database's numbers to codes that mean the same everywhere."""

    def __init__(self) -> None:
        self.sources = dict(Source.objects.values_list("id", "name"))
        families = dict(Family.objects.values_list("id", "key"))
        rows = Substance.objects.values_list("id", "key", "family_id")
        self.substances = {pk: (key, families.get(family)) for pk, key, family in rows}
        for pk, same_as in SubstanceLink.objects.filter(split_at=None).values_list(
            "substance_id", "same_as_id"
        ):
            self.substances[pk] = self.substances[same_as]
        self.families = families
        places = {place.pk: place for place in Place.objects.all()}
        self.regions = {pk: _region(place, places) for pk, place in places.items()}


def _region(place: Place, places: dict[int, Place]) -> str | None:
    """Return the region that counts: a city's own region where it is known, else the city."""
    if place.scheme == Place.Scheme.ISO3166_1:
        return None
    parent = places.get(place.parent_id) if place.parent_id else None
    if place.scheme == Place.Scheme.CITY and parent and parent.scheme != Place.Scheme.ISO3166_1:
        return parent.code
    return place.code


def _report_batches(as_of: datetime, names: _Names) -> Iterator[list[list[Any]]]:
    for rows in _fetch(_REPORTS, [as_of, as_of]):
        pk, source, context, country, place, day, precision, known, until = zip(*rows, strict=True)
        yield [
            list(pk), _mapped(source, names.sources.get), list(context), _blank(country),
            _mapped(place, names.regions.get), list(day), list(precision),
            _moments(known), _moments(until),
        ]  # fmt: skip


def _finding_batches(as_of: datetime, names: _Names) -> Iterator[list[list[Any]]]:
    for rows in _fetch(_FINDINGS, [as_of, as_of, as_of]):
        (
            pk, report, source, context, substance, family, role, identity, form, country, place,
            day, precision, reported, received, identified, until,
        ) = zip(*rows, strict=True)  # fmt: skip
        named = [names.substances.get(item, (None, None)) for item in substance]
        known = [max(r, i) if i else r for r, i in zip(received, identified, strict=True)]
        yield [
            list(pk), list(report), _mapped(source, names.sources.get), list(context),
            [key for key, _ in named],
            [own or names.families.get(f) for (_, own), f in zip(named, family, strict=True)],
            list(role), list(identity), _blank(form), _blank(country),
            _mapped(place, names.regions.get), list(day), list(precision), list(reported),
            _moments(known), _moments(until),
        ]  # fmt: skip


def _fetch(sql: str, moments: list[datetime]) -> Iterator[list[tuple[Any, ...]]]:
    values: list[Any] = list(moments)
    if connection.vendor == "sqlite":
        values = [connection.ops.adapt_datetimefield_value(moment) for moment in moments]
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(sql, values)
        while rows := cursor.fetchmany(BATCH):
            yield rows


def _mapped(values: tuple[Any, ...], name: Callable[[Any], Any]) -> list[Any]:
    return [name(value) for value in values]


def _blank(values: tuple[Any, ...]) -> list[Any]:
    return [value or None for value in values]


def _moments(values: Any) -> list[Any]:
    return [
        v.astimezone(UTC).replace(tzinfo=None) if isinstance(v, datetime) else v for v in values
    ]


def _write(path: Path, schema: pa.Schema, batches: Iterator[list[list[Any]]]) -> int:
    count = 0
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for columns in batches:
            arrays = [
                _array(column, kind) for column, kind in zip(columns, schema.types, strict=True)
            ]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
            count += len(columns[0])
    return count


def _array(values: list[Any], kind: pa.DataType) -> pa.Array:
    """Build a column; SQLite gives dates as text, which Arrow reads faster than Python."""
    first = next((value for value in values if value is not None), None)
    if isinstance(first, str) and not pa.types.is_string(kind):
        return pa.array(values, pa.string()).cast(kind)
    return pa.array(values, kind)


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for name in ("reports.parquet", "findings.parquet"):
        with (folder / name).open("rb") as file:
            while part := file.read(1 << 20):
                digest.update(part)
    return digest.hexdigest()
