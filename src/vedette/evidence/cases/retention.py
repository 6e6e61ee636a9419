"""How long the parts of a case tell of a person.

The years of a part's marking count from when it was told. What is over loses the answers of the
form but for those that counts rest on, and the case's reports lose what they say of the person.
When all parts of a case are over, case and reports lose their pseudonym too: nothing told later
under the same number joins them.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from vedette.base.accounts import rules as rights
from vedette.base.accounts.models import User
from vedette.base.journal import actions as journal
from vedette.base.markings.queries import years_are_over
from vedette.evidence.cases.models import Case, CasePart
from vedette.evidence.cases.queries import told_under
from vedette.evidence.cases.rules import SOURCE
from vedette.evidence.ingest.actions import one_writer
from vedette.evidence.ingest.models import Source
from vedette.evidence.observations.models import Report
from vedette.evidence.observations.retention import EMPTY

# What counts rest on: whether somebody died, on which day, and whether there was an autopsy.
STAYING = frozenset({"outcome", "died_on", "found_on", "autopsy", "subject"})
ERASED = "erased-"  # stands before the number of a case that has no pseudonym any more


def overdue(at: datetime) -> int:
    """Return how many parts tell of people longer than they may, and cases by a pseudonym."""
    parts = sum(_erased(part.facts) != part.facts for part in _over(at))
    return parts + _ended(at).count()


def _over(at: datetime) -> QuerySet[CasePart]:
    return CasePart.objects.filter(years_are_over("marking", "at", at=at))


def _ended(at: datetime) -> QuerySet[Case]:
    """Return cases with a pseudonym all parts of which are over."""
    young = CasePart.objects.exclude(pk__in=_over(at)).values("case")
    told = CasePart.objects.values("case")
    ended = Case.objects.filter(pk__in=told).exclude(pk__in=young)
    return ended.exclude(token__startswith=ERASED)


def _erased(facts: dict[str, str]) -> dict[str, str]:
    """Return the answers that stay: that somebody died, when, and whether they were examined."""
    return {key: value for key, value in facts.items() if key in STAYING}


@transaction.atomic
def erase(*, by: User, at: datetime) -> int:
    """Take from parts what tells of a person, where their years are over.

    Returns
    -------
    int
        How many parts were changed; a second run changes none.

    Raises
    ------
    Refused
        If the person does not administer the node.
    """
    rights.check_may(by, "administer")
    source = Source.objects.filter(name=SOURCE).first()
    if source is None:
        return 0
    one_writer(source.pk)  # before any row, as whoever tells a part does
    ended = list(_ended(at))
    parts = [part for part in _over(at) if _erased(part.facts) != part.facts]
    for part in parts:
        CasePart.objects.filter(pk=part.pk).update(facts=_erased(part.facts))
    _empty_reports(source, {part.case_id for part in parts} | {row.pk for row in ended})
    for row in ended:
        erased = f"{ERASED}{row.pk}"
        Report.objects.filter(source=source, source_key=row.token).update(source_key=erased)
        Case.objects.filter(pk=row.pk).update(token=erased)
        journal.record("case.erased", subject=row, by=by, at=at)
    if parts:
        journal.record("case_parts.erased", subject=None, by=by, at=at, parts=len(parts))
    return len(parts)


def _empty_reports(source: Source, cases: set[int]) -> None:
    """Take what tells of people from the reports of cases, and of those they are told under."""
    under = told_under()
    heads = cases | {under[pk] for pk in cases if pk in under}
    tokens = Case.objects.filter(pk__in=heads).values_list("token", flat=True)
    Report.objects.filter(source=source, source_key__in=list(tokens)).update(**EMPTY)
