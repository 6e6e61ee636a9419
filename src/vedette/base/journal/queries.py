"""Read the journal, and prove that nobody rewrote it."""

from django.db.models import Model, QuerySet

from vedette.base.accounts import rules
from vedette.base.accounts.models import User
from vedette.base.journal.models import Consultation, Entry
from vedette.base.journal.rules import FIRST, digest_of


def entries_seen_by(person: User) -> QuerySet[Entry]:
    """Return the journal, newest first, for those who may read it."""
    if not rules.may(person, "read_journal"):
        return Entry.objects.none()
    return Entry.objects.select_related("by").order_by("-id")


def consultations_seen_by(person: User) -> QuerySet[Consultation]:
    """Return who was shown rows that tell of people, newest first, for readers of the journal."""
    if not rules.may(person, "read_journal"):
        return Consultation.objects.none()
    return Consultation.objects.select_related("by").order_by("-id")


def consultations_of(row: Model, person: User) -> QuerySet[Consultation]:
    """Return who was shown one row, newest first."""
    return consultations_seen_by(person).filter(
        subject_kind=row._meta.label_lower, subject_id=row.pk
    )


def first_broken_entry() -> Entry | None:
    """Return the first entry whose hash or link does not hold, or None if the chain is whole."""
    previous = FIRST
    for entry in Entry.objects.order_by("id").iterator(chunk_size=2_000):
        if entry.previous != previous or entry.digest != digest_of(entry):
            return entry
        previous = entry.digest
    return None
