"""How long the bytes of files and the cells of rows that did not go in are kept.

Both hold whatever the sender wrote, so they go when the years of their source are over, counted
from the day of receipt. The submission stays, with its figures.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from vedette.base.journal import actions as journal
from vedette.base.markings.queries import years_are_over
from vedette.evidence.ingest.models import HeldRow, Submission

NO_LONGER = "kept no longer"


def kept_too_long(at: datetime) -> QuerySet[Submission]:
    """Return submissions that were read to their end and whose years are over."""
    over = years_are_over("source__marking", "received_at", at=at)
    return Submission.objects.filter(over, status=Submission.Status.DONE)


def empty(held: QuerySet[HeldRow], *, at: datetime) -> int:
    """Empty the cells of held rows; nobody decides any more about those that still wait.

    Returns
    -------
    int
        How many rows held something.
    """
    held.filter(status=HeldRow.Status.WAITING).update(
        status=HeldRow.Status.REJECTED, decided_at=at, reason=NO_LONGER
    )
    return held.exclude(cells={}, conflicts=[]).update(cells={}, conflicts=[])


@transaction.atomic
def forget(submissions: Iterable[Submission], *, by: object, at: datetime) -> list[str]:
    """Empty what submissions held back, and say which bytes nothing needs any more.

    Returns
    -------
    list of str
        Hashes of bytes that no younger submission consists of.
    """
    rows = list(submissions)
    for row in rows:
        journal.record("file.forgotten", subject=row, by=by, at=at, content=row.content)
    empty(HeldRow.objects.filter(submission__in=rows), at=at)
    contents = {row.content for row in rows}
    younger = Submission.objects.filter(content__in=contents).exclude(pk__in=[r.pk for r in rows])
    return sorted(contents - set(younger.values_list("content", flat=True)))
