"""Who may tell what of a case, and how the pseudonym of a case is arrived at. Nothing writes."""

import re
import unicodedata

from vedette.base.accounts.models import Body, Role, User
from vedette.base.accounts.rules import Refused, check_may
from vedette.base.markings.models import Marking
from vedette.base.markings.queries import markings_seen_by
from vedette.catalogue.laboratories.models import Laboratory
from vedette.catalogue.laboratories.rules import check_acts_for
from vedette.errors import VedetteError
from vedette.evidence.cases.fields import KINDS, TOXICOLOGY
from vedette.evidence.cases.models import CasePart
from vedette.science.privacy import pseudonym

SOURCE = "cases"  # the one source under which cases are counted
DOMAIN = "cases"  # never changed: under it the tokens of hospital, mortuary and laboratory meet
LONGEST_REFERENCE = 100


class CaseUnknown(VedetteError, LookupError):
    """Somebody named a case that is not here, or is closed to them."""

    def __init__(self, token: str) -> None:
        super().__init__(token)
        self.token = token

    def __str__(self) -> str:
        return f"no case {self.token[:30]!r} is known here"


class LinkUnknown(VedetteError, LookupError):
    """Somebody named a decision about two cases that was never taken."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number

    def __str__(self) -> str:
        return f"there is no decision {self.number} about two cases"


class Overtaken(VedetteError):
    """Somebody else told the same part, or decided about the same cases, a moment before."""


class Flaw:
    """One thing that keeps a part out: where, what, and why; with its line, if it has one."""

    __slots__ = ("column", "line", "reason", "value")

    def __init__(self, column: str, value: str, reason: str, line: int | None = None) -> None:
        self.column, self.value, self.reason, self.line = column, value, reason, line

    def __str__(self) -> str:
        shown = f" {self.value[:60]!r}" if self.value else ""
        where = f"line {self.line}, " if self.line is not None else ""
        return f"{where}{self.column}{shown}: {self.reason}"


class PartRefused(VedetteError, ValueError):
    """A part says what cannot be, or says it so that nobody can read it."""

    def __init__(self, flaws: tuple[Flaw, ...]) -> None:
        super().__init__(flaws)
        self.flaws = flaws

    def __str__(self) -> str:
        return "; ".join(str(flaw) for flaw in self.flaws[:20])


def folded_reference(reference: str) -> str:
    """Return the number of a case without what differs from house to house in writing it.

    What stands between the parts of a number differs; that something stands there does not, and
    without it 12/3 and 1/23 would be one case. Empty if there is no letter or digit in it.
    """
    told = unicodedata.normalize("NFKC", reference).casefold()
    return "-".join(re.findall(r"[^\W_]+", told))


def token_of(reference: str, *, key: str, own_of: str = "") -> str:
    """Return the pseudonym of a case from the number that it is known by.

    Parameters
    ----------
    reference : str
        The number of the case, however spaced or written; never kept.
    key : str
        The secret of the node.
    own_of : str
        Who gave the number, where only they know it: the same number of another hospital is
        another case. Empty for a number that hospital, mortuary and laboratory share.

    Raises
    ------
    Refused
        If there is no letter or digit in it, or it is far longer than any number.
    """
    if len(reference) > LONGEST_REFERENCE:
        raise Refused(f"the number of a case has at most {LONGEST_REFERENCE} letters")
    kept = folded_reference(reference)
    if not kept:
        raise Refused("a part names the number of its case")
    scope = f"{own_of.casefold()}\x1f" if own_of else ""
    return pseudonym(scope + kept, key=key.encode(), domain=DOMAIN)


def check_teller(
    person: User, kind: str, *, body: Body | None, laboratory: Laboratory | None
) -> None:
    """Refuse a part that the person may not tell: each tells what is their own."""
    check_may(person, "keep_cases")
    if kind not in KINDS:
        raise Refused(f"no part is called {kind!r}; one of {', '.join(KINDS)}")
    if kind == TOXICOLOGY:
        if laboratory is None:
            raise Refused("name the laboratory that reports")
        if body is not None:
            raise Refused("a laboratory part is told by its laboratory; name no organisation")
        check_acts_for(person, laboratory)
        return
    if laboratory is not None:
        raise Refused(f"a laboratory tells no part that is {kind}; name who does")
    if person.role != Role.LABORATORY:
        return
    if body is None or body.pk != person.body_id:
        raise Refused("a hospital or mortuary tells its own parts; your account names none other")


def check_sees(
    person: User, marking: Marking, *, body: Body | None, laboratory: Laboratory | None
) -> None:
    """Refuse a marking under which the person could never see again what they tell."""
    tellers = {body.pk if body else None, laboratory.body_id if laboratory else None}
    if person.body_id is not None and person.body_id in tellers:
        return
    if marking.pk not in markings_seen_by(person):
        raise Refused(f"marked {marking.tlp} you would not see this part yourself; choose another")


def may_speak(person: User, part: CasePart) -> bool:
    """Tell whether a person may correct a part or take it back."""
    try:
        check_teller(person, part.kind, body=part.body, laboratory=part.laboratory)
    except Refused:
        return False
    return True
