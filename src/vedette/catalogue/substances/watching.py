"""How closely a family is watched: set with a reason, known since when and by whom."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from vedette.base.accounts import rules as rights
from vedette.base.accounts.models import User
from vedette.base.journal import actions as journal
from vedette.base.journal.models import Entry
from vedette.catalogue.substances.errors import FactUnfit, Overtaken
from vedette.catalogue.substances.models import Family

ACT = "family.watch_set"


@dataclass(frozen=True, slots=True)
class Watch:
    """A level of watch, since when, by whom and why; without a moment it came with the register."""

    level: str
    since: datetime | None = None
    by: str = ""
    reason: str = ""


@transaction.atomic
def set_watch(*, family: Family, level: str, reason: str, by: User, at: datetime) -> Family:
    """Watch a family more or less closely from now on.

    Raises
    ------
    Refused
        If the person may not, or gives no reason.
    Overtaken
        If somebody else changed the level since it was read.
    """
    rights.check_may(by, "make_rules")
    if level not in Family.Watch.values:
        raise FactUnfit("watch", level, f"one of {', '.join(Family.Watch.values)}")
    if not reason.strip():
        raise rights.Refused("a level of watch needs its reason")
    if level == family.watch:
        raise FactUnfit("watch", level, f"{family.name} is watched so already")
    if not Family.objects.filter(pk=family.pk, watch=family.watch).update(watch=level):
        raise Overtaken("somebody else has changed the level; look again")
    journal.record(
        ACT, subject=family, by=by, at=at, level=level, before=family.watch,
        reason=reason.strip(),
    )  # fmt: skip
    family.refresh_from_db()
    return family


def watches_of(family: Family, moment: datetime) -> tuple[Watch, ...]:
    """Return every level of watch up to a moment, the newest first."""
    entries = list(
        Entry.objects.filter(
            act=ACT, subject_kind=family._meta.label_lower, subject_id=family.pk, at__lte=moment
        )
        .select_related("by")
        .order_by("-at", "-id")
    )
    later = Entry.objects.filter(
        act=ACT, subject_kind=family._meta.label_lower, subject_id=family.pk
    )
    first = later.order_by("at", "id").first()
    registered = first.facts["before"] if first else family.watch
    said = [
        Watch(
            entry.facts["level"], entry.at, entry.by.username if entry.by else "",
            entry.facts["reason"],
        )
        for entry in entries
    ]  # fmt: skip
    return (*said, Watch(registered))
