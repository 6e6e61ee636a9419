"""What arrived, how fresh each source is, and what waits for a person."""

from django.db.models import OuterRef, Q, QuerySet, Subquery

from vedette.base.accounts.models import User
from vedette.base.markings.queries import markings_seen_by
from vedette.evidence.ingest.models import HeldRow, Source, Submission

CAPPED_AT = 1_000


def sources_seen_by(person: User) -> QuerySet[Source]:
    """Return the sources whose marking a person may see, by title."""
    return Source.objects.filter(marking__in=markings_seen_by(person)).order_by("title")


def freshness(person: User) -> list[Source]:
    """Return each source with its newest submission: `last_at`, `last_status`, `last_rows`."""
    newest = Submission.objects.filter(source=OuterRef("pk")).order_by("-id")
    return list(
        sources_seen_by(person).annotate(
            last_id=Subquery(newest.values("id")[:1]),
            last_at=Subquery(newest.values("received_at")[:1]),
            last_status=Subquery(newest.values("status")[:1]),
            last_rows=Subquery(newest.values("rows")[:1]),
        )
    )


def submissions_seen_by(person: User) -> QuerySet[Submission]:
    """Return what a person sent, and what came under markings they may see, newest first."""
    visible = Q(source__marking__in=markings_seen_by(person)) | Q(received_by=person)
    rows = Submission.objects.filter(visible).select_related("source__marking", "received_by")
    return rows.order_by("-id")


def waiting_rows(person: User) -> QuerySet[HeldRow]:
    """Return the rows that wait for a decision, newest first."""
    return (
        HeldRow.objects.filter(
            status=HeldRow.Status.WAITING, source__marking__in=markings_seen_by(person)
        )
        .select_related("source", "submission")
        .order_by("-id")
    )


def held_rows(submission: Submission) -> QuerySet[HeldRow]:
    """Return every row of a submission that did not go in as it stood, by line."""
    return submission.held.select_related("decided_by").order_by("line", "id")


def capped_count(rows: QuerySet) -> int:
    """Count up to a thousand: enough to say "many" without reading a large queue."""
    return rows.order_by()[:CAPPED_AT].count()
