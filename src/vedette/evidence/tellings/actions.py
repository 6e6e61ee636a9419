"""Keep what was told and what is said about it; no trace leads to who told it."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from vedette.base.accounts import rules as rights
from vedette.base.accounts.models import User
from vedette.base.journal import actions as journal
from vedette.base.markings.queries import years_are_over
from vedette.evidence.ingest import retention
from vedette.evidence.ingest.models import HeldRow, Submission
from vedette.evidence.tellings import rules
from vedette.evidence.tellings.models import Remark, Telling


@transaction.atomic
def keep(
    *, submission: Submission, language: str, photo: str, by: User | None = None, at: datetime
) -> tuple[Telling, str]:
    """Open the conversation about a report.

    Returns
    -------
    Telling, str
        The record, and the code; the code is shown once and kept nowhere.
    """
    code = rules.new_code()
    row = Telling.objects.create(
        submission=submission, code=rules.digest_of(code, key=_key()), language=language,
        photo=photo, told_at=at,
    )  # fmt: skip
    journal.record("telling.kept", subject=row, by=by, at=at, submission=submission.pk)
    return row, code


@transaction.atomic
def remark(*, telling: Telling, text: str, by: User | None, at: datetime) -> Remark:
    """Add what the desk asks or answers, or what the person with the code adds (``by`` None)."""
    if by is not None:
        rights.check_may(by, "decide_queue")
    text = rules.check_text(text)
    telling = Telling.objects.select_for_update().get(pk=telling.pk)
    last = telling.remarks.aggregate(last=Max("number"))["last"] or 0
    row = Remark.objects.create(telling=telling, number=last + 1, text=text, at=at, by=by)
    journal.record("telling.remarked", subject=telling, by=by, at=at, number=row.number)
    return row


def _key() -> bytes:
    return str(settings.VEDETTE_PSEUDONYM_KEY).encode()


@transaction.atomic
def forget(*, at: datetime) -> list[str]:
    """Delete what is older than its marking allows: words, picture and code.

    A row that was let in stays as evidence under its own rules; one that still waits is
    decided by nobody any more and is left out.

    Returns
    -------
    list of str
        Hashes of the kept bytes that nothing needs any more.
    """
    needless: list[str] = []
    for row in _kept_too_long(at):
        retention.empty(HeldRow.objects.filter(submission=row.submission), at=at)
        journal.record("telling.forgotten", subject=row, by=None, at=at)
        needless += [content for content in (row.photo, row.submission.content) if content]
        row.remarks.all().delete()
        row.delete()
    # Two people may send the same picture: it stays for as long as one of them is remembered.
    shared = set(Telling.objects.filter(photo__in=needless).values_list("photo", flat=True))
    return [content for content in needless if content not in shared]


def _kept_too_long(at: datetime) -> list[Telling]:
    """Return what is older than the years of its marking, found by the database."""
    old = years_are_over("submission__source__marking", "told_at", at=at)
    return list(Telling.objects.filter(old).select_related("submission"))
