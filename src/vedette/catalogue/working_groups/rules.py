"""What a contact may be, and which record of the register a name is. Nothing here writes."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vedette.catalogue.substances.identify import NameBook
from vedette.catalogue.working_groups.models import NameEntry
from vedette.errors import VedetteError

Match = NameEntry.Match
_MAILBOX = re.compile(r"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
# j.smith, a.b.jansen: an initial and a name; what is so written is a person's.
_OF_A_PERSON = re.compile(r"[a-z]([.-][a-z])*[._][a-z-]{3,}@.*", re.IGNORECASE)
LONGEST = 300


class GroupUnfit(VedetteError, ValueError):
    """What somebody says of a working group cannot be kept."""


class GroupUnknown(VedetteError):
    """Somebody named a working group, or a set of one, that is not here."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key

    def __str__(self) -> str:
        return f"no working group or set is known as {self.key!r}"


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a set with the identifiers that stand beside it."""

    line: int
    text: str
    inchikey: str = ""
    cas: str = ""


@dataclass(frozen=True, slots=True)
class Meant:
    """Which record a name is, and by what that was found."""

    name: Name
    match: str
    substance_id: int | None = None


def check_mailbox(text: str) -> str:
    """Return a mailbox of a function, or refuse what is none or looks like a person's."""
    text = text.strip()
    if not _MAILBOX.fullmatch(text):
        raise GroupUnfit(f"{text[:80]!r} is no mailbox")
    if _OF_A_PERSON.fullmatch(text):
        raise GroupUnfit(
            f"{text[:80]!r} looks like the mailbox of a person; name that of the function"
        )
    return text


def meant(
    names: Iterable[Name],
    *,
    by_inchikey: Mapping[str, int],
    by_cas: Mapping[str, int],
    book: NameBook,
    same: Mapping[int, int],
) -> list[Meant]:
    """Say which record of the register each name is.

    A structure decides, then a CAS number, then the name. A name with a structure that the
    register has not is no match, whatever it is called: the same word may mean something
    else there. ``same`` leads from a linked record to the one it counts as.
    """
    found = []
    for one in names:
        if one.inchikey:
            pk, how = by_inchikey.get(one.inchikey), Match.INCHIKEY
        elif one.cas and one.cas in by_cas:
            pk, how = by_cas[one.cas], Match.CAS
        else:
            found.append(_by_name(one, book, same))
            continue
        if pk is None:
            found.append(Meant(one, Match.NONE.value))
        else:
            found.append(Meant(one, how.value, same.get(pk, pk)))
    return found


def _by_name(name: Name, book: NameBook, same: Mapping[int, int]) -> Meant:
    answers = book.identify(name.text)
    if len(answers) == 1 and answers[0].status == "resolved" and answers[0].substance_id:
        pk = answers[0].substance_id
        return Meant(name, Match.NAME.value, same.get(pk, pk))
    if len(answers) > 1 or any(one.status == "ambiguous" for one in answers):
        return Meant(name, Match.AMBIGUOUS.value)
    if any(one.status == "family" for one in answers):
        return Meant(name, Match.FAMILY.value)
    return Meant(name, Match.NONE.value)
