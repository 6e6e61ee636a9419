"""What must hold before something is said of a promise; nothing here writes."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from urllib.parse import urlsplit

from django.db.models import Max, QuerySet
from django.utils import timezone

from vedette.base.accounts.rules import Refused
from vedette.catalogue.places.registers import read_countries
from vedette.response.policy.errors import PromiseUnfit
from vedette.response.policy.models import Evidence, PolicyEntry, StatusReport

FOLLOWED = ("recommendation", "action", "sub_point")
EVERY_STATE = "MS"  # the code under which a document asks all Member States
LONGEST = 4_000  # characters of a note


@cache
def reporting_countries() -> tuple[str, ...]:
    """Codes of the countries of the network, in alphabetical order."""
    return tuple(sorted(one.alpha2 for one in read_countries() if one.is_network))


def check_followed(entry: PolicyEntry) -> None:
    """Refuse what is no promise: recitals, priorities, indicators, notes."""
    if entry.kind not in FOLLOWED:
        raise PromiseUnfit(f"{entry.code} is no recommendation, action or part of one")


def check_country(country: str) -> None:
    """Refuse a country that does not report here; empty means the promise as a whole."""
    if country and country not in reporting_countries():
        raise PromiseUnfit(f"{country!r} is none of the countries that report here")


def check_note(*texts: str) -> None:
    """Refuse a text that is far too long, or that no database keeps."""
    if any(len(text) > LONGEST for text in texts):
        raise PromiseUnfit(f"a text has {LONGEST} characters at most")
    if any("\0" in text for text in texts):
        raise PromiseUnfit("a text holds a sign that is no letter")


def check_days(valid_on: date, at: datetime, earlier: Sequence[QuerySet]) -> None:
    """Refuse what holds only tomorrow, or what would slip in before something known already.

    Were a row entered with a moment that lies before another's, what a past day shows
    would change.
    """
    if valid_on > timezone.localdate(at):
        raise PromiseUnfit("what is said of a promise holds on the day it is said, or before")
    for rows in earlier:
        newest = rows.aggregate(newest=Max("at"))["newest"]
        if newest is not None and at < newest:
            raise PromiseUnfit("something newer is known already; nothing is entered before it")


def check_link(url: str) -> None:
    """Refuse an address that no browser should follow."""
    if url and (urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).netloc):
        raise PromiseUnfit(f"{url!r} is no address of the web")


def check_evidence(
    entry: PolicyEntry, country: str, evidence: Evidence | None, *, needed: bool
) -> None:
    """Refuse progress that nothing shows, and evidence of something else."""
    if evidence is None:
        if needed:
            raise PromiseUnfit("nothing counts as progress without evidence: name a document, "
                               "a link, a record or an indicator")  # fmt: skip
        return
    family = {entry.pk, entry.parent_id}
    if evidence.entry_id not in family and evidence.entry.parent_id != entry.pk:
        raise PromiseUnfit("this evidence is of another promise")
    if evidence.country not in ("", country):
        raise PromiseUnfit("this evidence is of another country")


def check_second_person(report: StatusReport, person_id: int) -> None:
    """Refuse a validation by whoever reported."""
    if report.by_id == person_id:
        raise Refused("whoever reported cannot validate; a second person does")
