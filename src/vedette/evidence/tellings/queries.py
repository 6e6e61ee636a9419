"""Which report a code opens, and which of them a person of the desk may see."""

from django.conf import settings
from django.db.models import QuerySet

from vedette.base.accounts.models import User
from vedette.base.markings.queries import markings_seen_by
from vedette.evidence.ingest.models import HeldRow
from vedette.evidence.tellings import rules
from vedette.evidence.tellings.errors import CodeUnknown
from vedette.evidence.tellings.models import Telling


def by_code(code: str) -> Telling:
    """Return the report that a code opens.

    Raises
    ------
    CodeUnknown
        If none has it.
    """
    digest = rules.digest_of(code, key=str(settings.VEDETTE_PSEUDONYM_KEY).encode())
    row = Telling.objects.filter(code=digest).first()
    if row is None:
        raise CodeUnknown
    return row


def tellings_seen_by(person: User) -> QuerySet[Telling]:
    """Return what was told under markings that a person may see, the newest first."""
    seen = markings_seen_by(person)
    return (
        Telling.objects.filter(submission__source__marking_id__in=seen)
        .select_related("submission__source")
        .order_by("-id")
    )


def row_of(telling: Telling) -> HeldRow | None:
    """Return the row that a report waits as, or was decided as."""
    return telling.submission.held.order_by("id").first()
