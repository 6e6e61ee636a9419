"""Who may act for a laboratory, and which step of an exchange follows which."""

from vedette.base.accounts import rules as rights
from vedette.base.accounts.models import Role, User
from vedette.catalogue.laboratories.models import Laboratory, StandardRequest
from vedette.errors import VedetteError

Status = StandardRequest.Status

NEXT: dict[str, frozenset[str]] = {
    Status.ASKED: frozenset({Status.OFFERED, Status.DECLINED}),
    Status.OFFERED: frozenset({Status.SENT, Status.DECLINED}),
    Status.SENT: frozenset({Status.RECEIVED}),
    Status.RECEIVED: frozenset(),
    Status.DECLINED: frozenset(),
}


class LaboratoryUnknown(VedetteError):
    """Somebody named a laboratory that is not in the directory."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    def __str__(self) -> str:
        return f"no laboratory is known as {self.code!r}"


class RequestUnknown(VedetteError):
    """Somebody named a request for a standard that was never made."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number

    def __str__(self) -> str:
        return f"there is no request {self.number}"


class FactRefused(VedetteError):
    """What somebody says about a laboratory cannot be."""


class Overtaken(VedetteError):
    """Somebody else took the same step, or another one, a moment before."""


def acts_for(person: User, laboratory: Laboratory) -> bool:
    """Tell whether a person may speak for a laboratory: its own people, and the desk."""
    if not rights.may(person, "handle_samples"):
        return False
    if person.role != Role.LABORATORY:
        return True
    return person.body_id is not None and person.body_id == laboratory.body_id


def check_acts_for(person: User, laboratory: Laboratory) -> None:
    """Refuse a person who may not speak for a laboratory."""
    rights.check_may(person, "handle_samples")
    if not acts_for(person, laboratory):
        raise rights.Refused(f"only people of {laboratory.name} and the desk may act for it")


def check_step(request: StandardRequest, status: str) -> None:
    """Refuse a step that does not follow from where a request stands."""
    if status not in NEXT[request.status]:
        allowed = ", ".join(sorted(NEXT[request.status])) or "nothing"
        raise rights.Refused(
            f"this request is {request.status}; what can follow is {allowed}, not {status}"
        )


def check_declines(person: User, request: StandardRequest) -> None:
    """Refuse an end by somebody who neither asked nor offered; the desk may always."""
    parties = [one for one in (request.asked_by, request.offered_by) if one is not None]
    if not any(acts_for(person, one) for one in parties):
        rights.check_may(person, "handle_samples")
        raise rights.Refused("only those who asked or offered may end a request")
