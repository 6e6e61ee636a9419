"""Which colours a role may see without being named."""

from collections.abc import Iterable

from vedette.base.accounts.models import Role
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
