"""Who may see what, said in the query."""

from django.db.models import Q

from vedette.base.accounts.models import User
from vedette.base.markings.models import Marking
from vedette.base.markings.rules import SEEN_BY_ROLE


def markings_seen_by(person: User) -> list[int]:
    """Return the ids of all markings under which a person may see a record.

    A person sees what their role may, what names them, and what their own
    body provided. The table is small, so its ids travel into the query.
    """
    if not (person.is_authenticated and person.is_active):
        return []
    rights = Q(tlp__in=SEEN_BY_ROLE[person.role]) | Q(named=person)
    if person.body_id is not None:
        rights |= Q(provider_id=person.body_id)
    return sorted(set(Marking.objects.filter(rights).values_list("id", flat=True)))
