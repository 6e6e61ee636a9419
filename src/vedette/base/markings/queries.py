"""Who may see what and what is kept too long, said in the query."""

from datetime import datetime

from django.db.models import Q

from vedette.base.accounts.models import User
from vedette.base.markings.models import Marking, Tlp
from vedette.base.markings.rules import KEPT_COLOURS, KEPT_HANDLING, colours_open_to, kept_before


def markings_seen_by(person: User) -> list[int]:
    """Return the ids of all markings under which a person may see a record.

    A person sees what their role may, what names them, and what their own
    body provided. The table is small, so its ids travel into the query.
    """
    if not (colours := colours_open_to(person)):
        return []
    rights = Q(tlp__in=colours) | Q(named=person)
    if person.body_id is not None:
        rights |= Q(provider_id=person.body_id)
    return sorted(set(Marking.objects.filter(rights).values_list("id", flat=True)))


def markings_kept_from_warnings() -> Q:
    """Return which markings forbid that a public warning rests on a record."""
    return Q(tlp__in=KEPT_COLOURS) | Q(handling__in=KEPT_HANDLING)


def years_are_over(marking: str, since: str, *, at: datetime) -> Q:
    """Return which rows are kept longer than the years of their marking.

    Parameters
    ----------
    marking
        The way from a row to its marking, such as ``source__marking``.
    since
        The row's moment from which the years count.
    """
    over = Q(pk=None)
    for years in set(Marking.objects.values_list("retention_years", flat=True)):
        moment = kept_before(at, years)
        over |= Q(**{f"{marking}__retention_years": years, f"{since}__lt": moment})
    return over


def sees_totals(person: User) -> bool:
    """Tell whether counts over all evidence show a person nothing their role may not see.

    Totals are frozen for the node as a whole, without what is RED. Whoever may
    not see another colour that evidence here carries may not see it inside a sum.
    """
    summed = Marking.objects.exclude(tlp=Tlp.RED)
    return not summed.exclude(pk__in=markings_seen_by(person)).exists()
