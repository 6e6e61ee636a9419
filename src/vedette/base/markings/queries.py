"""Who may see what, said in the query."""

from django.db.models import Q

from vedette.base.accounts.models import User
from vedette.base.markings.models import Marking, Tlp
from vedette.base.markings.rules import KEPT_COLOURS, KEPT_HANDLING, SEEN_BY_ROLE


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


def markings_kept_from_warnings() -> Q:
    """Return which markings forbid that a public warning rests on a record."""
    return Q(tlp__in=KEPT_COLOURS) | Q(handling__in=KEPT_HANDLING)


def sees_totals(person: User) -> bool:
    """Tell whether counts over all evidence show a person nothing their role may not see.

    Totals are frozen for the node as a whole, without what is RED. Whoever may
    not see another colour that evidence here carries may not see it inside a sum.
    """
    summed = Marking.objects.exclude(tlp=Tlp.RED)
    return not summed.exclude(pk__in=markings_seen_by(person)).exists()
