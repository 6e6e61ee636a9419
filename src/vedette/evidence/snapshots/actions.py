"""Freeze the evidence: every revision received by a moment, named by its content."""

import hashlib
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from django.conf import settings
from django.db import connection, transaction

from vedette.base.journal import actions as journal
from vedette.catalogue.places.models import Place
from vedette.catalogue.substances.models import Family, Substance
from vedette.catalogue.substances.queries import held_same
from vedette.evidence.ingest.models import Source
from vedette.evidence.snapshots import layout, overview
from vedette.evidence.snapshots.models import Snapshot

BATCH = 50_000
# Dates leave the database as text: Arrow reads them much faster than Python.
_REPORTS = """
SELECT r.id, r.source_id, r.context, r.country, r.place_id, CAST(r.occurred_on AS TEXT),
       r.precision, {received}, {until}
FROM observations_report r
LEFT JOIN observations_report n ON n.replaces_id = r.id AND n.received_at <= %s
WHERE r.received_at <= %s AND r.kind = 'record'
  AND r.marking_id NOT IN (SELECT id FROM markings_marking WHERE tlp = 'RED')
  AND r.context NOT IN ('activity', 'site')
ORDER BY r.id
"""
_FINDINGS = """
SELECT f.id, f.report_id, r.source_id, r.context, f.substance_id, f.family_id, f.role, f.identity,
       r.form, r.country, r.place_id, CAST(r.occurred_on AS TEXT), r.precision,
       CAST(r.reported_at AS TEXT), {received}, {identified}, {until}
FROM observations_finding f
JOIN observations_report r ON r.id = f.report_id
LEFT JOIN observations_report n ON n.replaces_id = r.id AND n.received_at <= %s
WHERE r.received_at <= %s AND r.kind = 'record'
  AND r.marking_id NOT IN (SELECT id FROM markings_marking WHERE tlp = 'RED')
  AND (f.substance_id IS NOT NULL OR f.family_id IS NOT NULL)
  AND (f.identified_at IS NULL OR f.identified_at <= %s)
ORDER BY f.id
"""
_MOMENT = {  # as text in UTC without a zone
    "sqlite": "CAST({} AS TEXT)",
    "postgresql": "CAST({} AT TIME ZONE 'UTC' AS TEXT)",
}


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
        names = _Names(as_of)
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

    def __init__(self, as_of: datetime) -> None:
        families = dict(Family.objects.values_list("id", "key"))
        rows = Substance.objects.values_list("id", "key", "family_id")
        substances = {pk: (key, families.get(family)) for pk, key, family in rows}
        substances |= {pk: substances[same] for pk, same in held_same(as_of=as_of).items()}
        places = {place.pk: place for place in Place.objects.all()}
        self.sources = _Codes(dict(Source.objects.values_list("id", "name")))
        self.families = _Codes(families)
        self.substances = _Codes({pk: key for pk, (key, _) in substances.items()})
        self.kin = _Codes({pk: family for pk, (_, family) in substances.items()})
        self.regions = _Codes({pk: _region(place, places) for pk, place in places.items()})


class _Codes:
    """One text for each number, looked up a column at a time."""

    def __init__(self, texts: Mapping[int, str | None]) -> None:
        self.numbers = pa.array(list(texts), pa.int64())
        self.texts = pa.array(list(texts.values()), pa.string())

    def of(self, numbers: tuple[int | None, ...]) -> pa.Array:
        """Return the text of every number; null where there is none."""
        index = pc.index_in(pa.array(numbers, pa.int64()), value_set=self.numbers)
        return self.texts.take(index)


def _region(place: Place, places: dict[int, Place]) -> str | None:
    """Return the region that counts: a city's own region where it is known, else the city."""
    if place.scheme == Place.Scheme.ISO3166_1:
        return None
    parent = places.get(place.parent_id) if place.parent_id else None
    if place.scheme == Place.Scheme.CITY and parent and parent.scheme != Place.Scheme.ISO3166_1:
        return parent.code
    return place.code


def _report_batches(as_of: datetime, names: _Names) -> Iterator[list[pa.Array]]:
    for rows in _fetch(_REPORTS, [as_of, as_of]):
        pk, source, context, country, place, day, precision, known, until = zip(*rows, strict=True)
        yield [
            pa.array(pk), names.sources.of(source), _text(context), _filled(country),
            names.regions.of(place), _text(day), _text(precision), _text(known), _text(until),
        ]  # fmt: skip


def _finding_batches(as_of: datetime, names: _Names) -> Iterator[list[pa.Array]]:
    for rows in _fetch(_FINDINGS, [as_of, as_of, as_of]):
        (
            pk, report, source, context, substance, family, role, identity, form, country, place,
            day, precision, reported, received, identified, until,
        ) = zip(*rows, strict=True)  # fmt: skip
        moment = pa.timestamp("us")
        known = pc.max_element_wise(_text(received).cast(moment), _text(identified).cast(moment))
        yield [
            pa.array(pk), pa.array(report), names.sources.of(source), _text(context),
            names.substances.of(substance),
            pc.coalesce(names.kin.of(substance), names.families.of(family)),
            _text(role), _text(identity), _filled(form), _filled(country),
            names.regions.of(place), _text(day), _text(precision), _text(reported),
            known, _text(until),
        ]  # fmt: skip


def _fetch(sql: str, moments: list[datetime]) -> Iterator[list[tuple[Any, ...]]]:
    values: list[Any] = list(moments)
    if connection.vendor == "sqlite":
        values = [connection.ops.adapt_datetimefield_value(moment) for moment in moments]
    text = _MOMENT[connection.vendor]
    columns = {"received": "r.received_at", "identified": "f.identified_at",
               "until": "n.received_at"}  # fmt: skip
    named = {name: text.format(column) for name, column in columns.items()}
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(sql.format(**named), values)
        while rows := cursor.fetchmany(BATCH):
            yield rows


def _text(values: tuple[str | None, ...]) -> pa.Array:
    return pa.array(values, pa.string())


def _filled(values: tuple[str, ...]) -> pa.Array:
    return _text(tuple(value or None for value in values))


def _write(path: Path, schema: pa.Schema, batches: Iterator[list[pa.Array]]) -> int:
    count = 0
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for columns in batches:
            arrays = [column.cast(kind) for column, kind in zip(columns, schema.types, strict=True)]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
            count += len(columns[0])
    return count


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for name in ("reports.parquet", "findings.parquet"):
        with (folder / name).open("rb") as file:
            while part := file.read(1 << 20):
                digest.update(part)
    return digest.hexdigest()
