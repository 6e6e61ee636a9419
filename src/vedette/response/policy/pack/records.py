"""Which records of this node a document may name, and under which colour."""

from collections.abc import Iterable
from typing import Any

from vedette.base.accounts.models import User
from vedette.base.markings.models import Tlp
from vedette.base.markings.rules import KEPT_HANDLING, ORDER
from vedette.response.policy import proof
from vedette.response.policy.models import Evidence


def open_records(
    rows: Iterable[Evidence], *, person: User, ceiling: str
) -> dict[tuple[str, int], str]:
    """Return the colour of each record that the person may open and the ceiling lets be named.

    A record under a police restriction is never named. Markings are those of today: what was
    closed since stays closed in a document of a past day too.
    """
    found: dict[tuple[str, int], str] = {}
    for kind, numbers in proof.visible(rows, person).items():
        asked = proof.RECORDS[kind](person).filter(pk__in=numbers)
        for one in asked:
            tlp, handling = _marking(kind, one)
            if handling not in KEPT_HANDLING and ORDER.index(Tlp(tlp)) <= ORDER.index(Tlp(ceiling)):
                found[kind, one.pk] = tlp
    return found


def _marking(kind: str, record: Any) -> tuple[str, str]:
    if kind == "alert":
        if record.status == "published":
            return str(Tlp.CLEAR), ""
        record = record.assessment
    return record.marking.tlp, record.marking.handling
