"""Read the journal, and prove that nobody rewrote it."""

from django.db.models import QuerySet

from vedette.base.accounts import rules
from vedette.base.accounts.models import User
from vedette.base.journal.models import Entry
from vedette.base.journal.rules import FIRST, digest_of


def entries_seen_by(person: User) -> QuerySet[Entry]:
    """Return the journal, newest first, for those who may read it."""
    if not rules.may(person, "read_journal"):
        return Entry.objects.none()
    return Entry.objects.select_related("by").order_by("-id")


def first_broken_entry() -> Entry | None:
    """Return the first entry whose hash or link does not hold, or None if the chain is whole."""
    previous = FIRST
    for entry in Entry.objects.order_by("id").iterator(chunk_size=2_000):
        if entry.previous != previous or entry.digest != digest_of(entry):
            return entry
        previous = entry.digest
    return None
