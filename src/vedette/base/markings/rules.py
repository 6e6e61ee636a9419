"""Which colours a role may see without being named, and until when a thing is kept."""

from collections.abc import Iterable
from datetime import datetime

from vedette.base.accounts.models import Role, User
from vedette.base.markings.models import Handling, Marking, Tlp

ORDER = (Tlp.CLEAR, Tlp.GREEN, Tlp.AMBER, Tlp.AMBER_STRICT, Tlp.RED)

# RED goes to named recipients only, whatever their role.
SEEN_BY_ROLE: dict[str, frozenset[str]] = {
    Role.VIEWER: frozenset({Tlp.CLEAR, Tlp.GREEN}),
    Role.LABORATORY: frozenset({Tlp.CLEAR, Tlp.GREEN}),
    Role.OFFICER: frozenset({Tlp.CLEAR, Tlp.GREEN, Tlp.AMBER, Tlp.AMBER_STRICT}),
    Role.APPROVER: frozenset({Tlp.CLEAR, Tlp.GREEN, Tlp.AMBER, Tlp.AMBER_STRICT}),
    Role.ADMINISTRATOR: frozenset({Tlp.CLEAR, Tlp.GREEN, Tlp.AMBER, Tlp.AMBER_STRICT}),
}

# What a form lets its writer give: nobody is named in one, as RED asks.
GIVEN_IN_FORMS = tuple(one for one in ORDER if one != Tlp.RED)


def colours_open_to(person: User) -> list[str]:
    """Return the colours that a person sees by their role, from the most open."""
    if not (person.is_authenticated and person.is_active):
        return []
    return [one for one in ORDER if one in SEEN_BY_ROLE[person.role]]


def usual_colour(person: User, *, sees_own: bool = False) -> str:
    """Return the colour of what a person tells if nobody says otherwise: one they still see.

    ``sees_own`` says that they see it whatever its colour, as a member of the body that provides
    it does.
    """
    return Tlp.AMBER if sees_own or Tlp.AMBER in SEEN_BY_ROLE[person.role] else Tlp.GREEN


# What a provider keeps from everybody outside. A warning counts and words what it rests on, so
# that AMBER is open to it; what these say is not for the public in any form.
KEPT_COLOURS = frozenset({Tlp.AMBER_STRICT, Tlp.RED})
KEPT_HANDLING = frozenset({Handling.H0, Handling.H2, Handling.H3})


def is_kept_from_warnings(marking: Marking) -> bool:
    """Tell whether a marking forbids that a public warning rests on a record."""
    return marking.tlp in KEPT_COLOURS or marking.handling in KEPT_HANDLING


def strictest_marking(markings: Iterable[Marking]) -> Marking:
    """Return the marking that a product takes from its parts: it is no freer than any of them."""
    return max(markings, key=lambda marking: ORDER.index(marking.tlp))


def strictest(colours: list[str]) -> str:
    """Return the colour a product takes from its parts; without parts, GREEN."""
    return max(colours, key=ORDER.index, default=Tlp.GREEN)


def kept_before(at: datetime, years: int) -> datetime:
    """Return the moment before which what is kept for so many years is kept no longer."""
    try:
        return at.replace(year=at.year - years)
    except ValueError:  # from 29 February
        return at.replace(year=at.year - years, day=28)
