"""Append to the journal."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connection, models, transaction

from vedette.base.journal.models import Consultation, Entry
from vedette.base.journal.rules import FIRST, digest_of

_LOCK = 0x56454445  # any constant: writers of the chain queue up behind it on PostgreSQL


def record(act: str, *, subject: models.Model | None, by: Any, at: datetime, **facts: Any) -> Entry:
    """Append one act inside the caller's transaction.

    The chain needs one writer at a time. SQLite gives that by itself; on
    PostgreSQL an advisory lock is held until the transaction ends.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("journal.record belongs inside the transaction it speaks of")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    last = Entry.objects.order_by("-id").values_list("digest", flat=True).first()
    entry = Entry(
        at=at,
        by=by,
        act=act,
        subject_kind=subject._meta.label_lower if subject else "",
        subject_id=subject.pk if subject else None,
        facts=facts,
        previous=last or FIRST,
    )
    entry.digest = digest_of(entry)
    entry.save(force_insert=True)
    return entry


def consulted(
    rows: Iterable[models.Model], *, by: Any, at: datetime, via: Consultation.Via
) -> None:
    """Note that somebody is shown rows that tell of people."""
    Consultation.objects.bulk_create(
        Consultation(at=at, by=by, subject_kind=row._meta.label_lower, subject_id=row.pk, via=via)
        for row in rows
    )
