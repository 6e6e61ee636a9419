"""Which role may do what: one table, asked by every surface."""

import hashlib

from vedette.base.accounts.models import Role, User
from vedette.errors import VedetteError

MAY: dict[str, frozenset[str]] = {
    "see": frozenset(Role.values),
    "import": frozenset({Role.LABORATORY, Role.OFFICER, Role.APPROVER, Role.ADMINISTRATOR}),
    "decide_queue": frozenset({Role.OFFICER, Role.APPROVER, Role.ADMINISTRATOR}),
    "retract": frozenset({Role.OFFICER, Role.APPROVER}),
    "detect": frozenset({Role.OFFICER, Role.APPROVER, Role.ADMINISTRATOR}),
    "judge": frozenset({Role.OFFICER, Role.APPROVER}),
    "make_rules": frozenset({Role.OFFICER, Role.APPROVER, Role.ADMINISTRATOR}),
    "draft": frozenset({Role.OFFICER, Role.APPROVER}),
    "drill": frozenset({Role.OFFICER, Role.APPROVER}),
    "see_drafts": frozenset({Role.OFFICER, Role.APPROVER, Role.ADMINISTRATOR}),
    "sign": frozenset({Role.APPROVER}),
    "ask_release": frozenset({Role.OFFICER, Role.APPROVER}),
    "grant_release": frozenset({Role.APPROVER}),
    "handle_samples": frozenset({Role.LABORATORY, Role.OFFICER, Role.APPROVER, Role.ADMINISTRATOR}),
    "keep_cases": frozenset({Role.LABORATORY, Role.OFFICER, Role.APPROVER, Role.ADMINISTRATOR}),
    "link_cases": frozenset({Role.OFFICER, Role.APPROVER}),
    "keep_laboratories": frozenset({Role.OFFICER, Role.APPROVER, Role.ADMINISTRATOR}),
    "keep_spectra": frozenset({Role.LABORATORY, Role.OFFICER, Role.APPROVER, Role.ADMINISTRATOR}),
    "propose": frozenset({Role.LABORATORY, Role.OFFICER, Role.APPROVER, Role.ADMINISTRATOR}),
    "accept_proposals": frozenset({Role.OFFICER, Role.APPROVER, Role.ADMINISTRATOR}),
    "read_journal": frozenset({Role.OFFICER, Role.APPROVER, Role.ADMINISTRATOR}),
    "administer": frozenset({Role.ADMINISTRATOR}),
}


class Refused(VedetteError):
    """A person asked for something that their role or the state of the record does not allow."""


def may(person: User, act: str) -> bool:
    """Answer whether a person's role allows an act; nobody without an active account may."""
    return bool(person.is_authenticated and person.is_active and person.role in MAY[act])


def check_may(person: User, act: str) -> None:
    """Refuse an act that the person's role does not allow, naming the roles that may."""
    if not may(person, act):
        roles = ", ".join(sorted(MAY[act]))
        raise Refused(f"this needs one of the roles {roles}")


def digest(text: str) -> str:
    """Return what is stored of a token: it has 256 bits, so a plain hash cannot be guessed."""
    return hashlib.sha256(text.encode()).hexdigest()
