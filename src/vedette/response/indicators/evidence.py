"""Tables of what was known at a moment, taken from the database with each row's colour."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.fields.json import KT
from django.utils import timezone

from vedette.base.markings.models import Tlp
from vedette.base.markings.rules import ORDER
from vedette.catalogue.controls.listings import read_listings
from vedette.catalogue.substances.models import Substance
from vedette.catalogue.substances.queries import held_same
from vedette.evidence.observations.models import Finding, Report
from vedette.judgement.assessments.models import Assessment
from vedette.judgement.signals.models import Signal
from vedette.response.alerts.models import Alert

REPORTS = pa.schema([
    ("report_id", pa.int64()), ("context", pa.string()), ("country", pa.string()),
    ("occurred_on", pa.date32()), ("precision", pa.string()), ("age_band", pa.string()),
    ("sex", pa.string()), ("form", pa.string()), ("naloxone", pa.string()),
    ("outcome", pa.string()), ("manner", pa.string()), ("colour", pa.string()),
])  # fmt: skip
FINDINGS = pa.schema([
    ("report_id", pa.int64()), ("context", pa.string()), ("country", pa.string()),
    ("plant", pa.int64()), ("occurred_on", pa.date32()), ("precision", pa.string()),
    ("substance", pa.string()), ("family", pa.string()), ("is_new", pa.bool_()),
    ("role", pa.string()), ("identity", pa.string()), ("value", pa.float64()),
    ("unit", pa.string()), ("below_loq", pa.bool_()), ("colour", pa.string()),
])  # fmt: skip
ACTS = pa.schema([
    ("kind", pa.string()), ("number", pa.string()), ("day", pa.date32()),
    ("substance", pa.string()), ("colour", pa.string()),
])  # fmt: skip
COUNTED = ("drug_checking", "collected_sample", "seizure", "death", "emergency", "wastewater",
           "syringe_residue")  # fmt: skip
JURISDICTIONS = {"control_eu": "EU", "control_un": "UN"}


@dataclass(frozen=True, slots=True)
class Evidence:
    """The three tables, as known at a moment; nothing RED is in them."""

    as_of: datetime
    reports: pa.Table
    findings: pa.Table
    acts: pa.Table

    def table(self, name: str) -> pa.Table:
        """Return a table by its name."""
        found: pa.Table = getattr(self, name)
        return found

    def under(self, ceiling: str) -> "Evidence":
        """Return what a reader sees whom nothing stricter than the ceiling may reach."""
        open_to = pa.array([str(one) for one in ORDER[: ORDER.index(Tlp(ceiling)) + 1]])
        kept = (
            table.filter(pc.is_in(table["colour"], value_set=open_to))
            for table in (self.reports, self.findings, self.acts)
        )
        return Evidence(self.as_of, *kept)

    def of(self, contexts: Iterable[str], kinds: Iterable[str]) -> "Evidence":
        """Return the rows of some contexts and the acts of some kinds."""
        wanted = pa.array(sorted(contexts), pa.string())
        done = pa.array(sorted(kinds), pa.string())
        return Evidence(
            self.as_of,
            self.reports.filter(pc.is_in(self.reports["context"], value_set=wanted)),
            self.findings.filter(pc.is_in(self.findings["context"], value_set=wanted)),
            self.acts.filter(pc.is_in(self.acts["kind"], value_set=done)),
        )

    def colours(self) -> set[str]:
        """Return the colours that any row carries."""
        tables = (self.reports, self.findings, self.acts)
        return {one for table in tables for one in pc.unique(table["colour"]).to_pylist()}

    def digest(self) -> str:
        """Return the name of the content: the same rows have the same."""
        found = hashlib.sha256()
        for table in (self.reports, self.findings, self.acts):
            sink = pa.BufferOutputStream()
            with pa.ipc.new_stream(sink, table.schema) as stream:
                stream.write_table(table.combine_chunks())
            found.update(sink.getvalue())
        return found.hexdigest()


def read_evidence(*, as_of: datetime, contexts: Iterable[str] = COUNTED) -> Evidence:
    """Read what had been received by a moment and was not replaced by then."""
    contexts = sorted(contexts)
    return Evidence(
        as_of, _reports(as_of, contexts), _findings(as_of, contexts), _acts(as_of)
    )  # fmt: skip


def _held(as_of: datetime, contexts: list[str]) -> QuerySet[Report]:
    replaced = Report.objects.filter(replaces=OuterRef("pk"), received_at__lte=as_of)
    return Report.objects.filter(
        ~Exists(replaced), kind=Report.Kind.RECORD, received_at__lte=as_of, context__in=contexts
    ).exclude(marking__tlp=Tlp.RED)


def _reports(as_of: datetime, contexts: list[str]) -> pa.Table:
    rows = _held(as_of, contexts).order_by("id").annotate(
        naloxone=KT("details__naloxone"), outcome=KT("details__outcome"),
        manner=KT("details__manner"), colour=F("marking__tlp"),
    )  # fmt: skip
    return _table(REPORTS, rows.values_list(
        "id", "context", "country", "occurred_on", "precision", "age_band", "sex", "form",
        "naloxone", "outcome", "manner", "colour",
    ))  # fmt: skip


def _findings(as_of: datetime, contexts: list[str]) -> pa.Table:
    same = held_same(as_of=as_of)
    known = {
        pk: (key, family, bool(notified))
        for pk, key, family, notified in Substance.objects.values_list(
            "id", "key", "family__key", "eu_first_notified"
        )
    }
    held = _held(as_of, contexts).order_by().values("id")
    rows = Finding.objects.filter(report__in=held).order_by("id").values_list(
        "report_id", "report__context", "report__country", "report__place_id",
        "report__occurred_on", "report__precision", "substance_id", "family__key", "role",
        "identity", "value", "unit", "below_loq", "report__marking__tlp", "identified_at",
    )  # fmt: skip
    nobody: tuple[str | None, str | None, bool] = (None, None, False)

    def told(row: tuple[Any, ...]) -> tuple[Any, ...]:
        *before, substance, family, role, identity, value, unit, below, colour, decided = row
        if decided is not None and decided > as_of:  # a chemist named it later
            substance, family = None, None
        key, kin, new = known.get(same.get(substance, substance), nobody)
        return (*before, key, kin or family, new, role, identity, value, unit, below, colour)

    return _table(FINDINGS, (told(row) for row in rows.iterator(chunk_size=20_000)))


def _acts(as_of: datetime) -> pa.Table:
    """Signals, assessments, alerts, and the days from which substances are controlled."""
    rows: list[tuple[Any, ...]] = []
    signals = Signal.objects.filter(shown_at__lte=as_of).exclude(marking__tlp=Tlp.RED)
    rows += [
        ("signal", f"S{pk}", _day(day), key, colour)
        for pk, day, key, colour in signals.values_list(
            "id", "shown_at", "substance__key", "marking__tlp"
        )
    ]
    done = Assessment.objects.filter(concluded_at__lte=as_of, drill=None)
    done = done.exclude(marking__tlp=Tlp.RED)
    rows += [
        ("assessment", f"A{pk}", _day(day), key, colour)
        for pk, day, key, colour in done.values_list(
            "id", "concluded_at", "substances__key", "marking__tlp"
        )
    ]
    alerts = Alert.objects.filter(published_at__lte=as_of, exercise=False, version=1)
    rows += [
        ("alert", number, _day(day), key, colour)
        for number, day, key, colour in alerts.exclude(tlp=Tlp.RED).values_list(
            "number", "published_at", "substances__key", "tlp"
        )
    ]
    rows += _controls(timezone.localdate(as_of))
    return _table(ACTS, sorted(rows, key=str))


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None


def _controls(day: date) -> list[tuple[Any, ...]]:
    kinds = {place: kind for kind, place in JURISDICTIONS.items()}
    return [
        (kinds[one.jurisdiction], f"{one.jurisdiction}-{one.substance}", one.since,
         one.substance, Tlp.CLEAR)
        for one in read_listings()
        if one.jurisdiction in kinds and one.since and one.since <= day
    ]  # fmt: skip


def _table(schema: pa.Schema, rows: Iterable[tuple[Any, ...]]) -> pa.Table:
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    arrays = [pa.array(column, kind) for column, kind in zip(columns, schema.types, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def rows_of(evidence: Evidence) -> Mapping[str, int]:
    """Return how many rows there are of each context, and of each kind of act."""
    counts: dict[str, int] = {}
    for table, column in ((evidence.reports, "context"), (evidence.acts, "kind")):
        for pair in pc.value_counts(table[column]).to_pylist():
            counts[pair["values"]] = pair["counts"]
    return counts
