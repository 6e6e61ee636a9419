"""Which drills there are, for whom."""

from django.db.models import QuerySet

from vedette.base.accounts.models import User
from vedette.base.markings.queries import markings_seen_by
from vedette.base.numbers import LARGEST_ID
from vedette.judgement.drills.models import Drill
from vedette.judgement.drills.rules import DrillUnknown


def drills_seen_by(person: User) -> QuerySet[Drill]:
    """Return the drills whose marking a person may see, the newest first."""
    rows = Drill.objects.filter(marking_id__in=markings_seen_by(person))
    return rows.select_related("signal", "started_by", "ended_by").order_by("-id")


def the_drill(number: int, person: User) -> Drill:
    """Return one drill that a person may see.

    Raises
    ------
    DrillUnknown
        If there is none, or it is closed to the person.
    """
    rows = drills_seen_by(person)
    row = rows.filter(pk=number).first() if number <= LARGEST_ID else None
    if row is None:
        raise DrillUnknown(number)
    return row
