"""What a change of the register reaches, and evidence that proved to be of another substance."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from vedette.base.accounts import rules as rights
from vedette.base.accounts.models import User
from vedette.base.journal import actions as journal
from vedette.base.journal.models import Entry
from vedette.base.markings.queries import markings_seen_by
from vedette.catalogue.substances import actions
from vedette.catalogue.substances.errors import Overtaken
from vedette.catalogue.substances.models import Family, NameQuestion, Proposal, Substance
from vedette.catalogue.substances.queries import records_of
from vedette.evidence.ingest.queries import capped_count
from vedette.evidence.observations.queries import reports_seen_by
from vedette.evidence.observations.renaming import Meaning, Scope, rename, rename_back
from vedette.judgement.signals.queries import signals_seen_by
from vedette.pathway.warning import ask_again
from vedette.response.alerts.queries import alerts_seen_by

DIVIDED = "substance.divided"


@dataclass(frozen=True, slots=True)
class Reach:
    """How much that a person may see names a substance; counts end at a thousand."""

    substance: Substance
    reports: int
    signals: int
    alerts: int
    names: int


def reach_of(substance: Substance, *, person: User) -> Reach:
    """Count what names a substance, under its own key or one that counts as it."""
    ids = records_of(substance)
    reports = reports_seen_by(person).filter(findings__substance__in=ids).distinct()
    return Reach(
        substance,
        reports=capped_count(reports),
        signals=capped_count(signals_seen_by(person).filter(substance__in=ids)),
        alerts=capped_count(alerts_seen_by(person).filter(substances__in=ids).distinct()),
        names=substance.names.count(),
    )


def reach_of_proposal(proposal: Proposal, *, person: User) -> tuple[Reach, ...]:
    """Return what the substances that a proposal speaks of reach; nothing is changed."""
    touched = [row for row in (proposal.substance, proposal.same_as) if row is not None]
    return tuple(reach_of(row, person=person) for row in touched)


@transaction.atomic
def decide_name_anew(
    *,
    question: NameQuestion,
    substance: Substance | None,
    family: Family | None,
    is_open: bool = False,
    reason: str,
    by: User,
    at: datetime,
) -> int:
    """Give a name another meaning; every finding that had the old one follows by revision."""
    scope = Scope(question=NameQuestion.objects.get(pk=question.pk))
    actions.decide_anew(
        question=question, substance=substance, family=family, is_open=is_open, reason=reason,
        by=by, at=at,
    )  # fmt: skip
    kin = substance.family if substance else family
    status = "resolved" if substance else "family" if family else "none"
    meaning = Meaning(substance, kin, "ambiguous" if is_open else status)
    moved = rename(scope, meaning, reason=reason.strip(), at=at)
    ask_again(at=at)
    return len(moved)


@transaction.atomic
def divide(*, scope: Scope, to: Substance, reason: str, by: User, at: datetime) -> Entry:
    """Say that part of the evidence of a substance is of another one; `undivide` undoes it.

    Rows that are closed to the person stay where they are.

    Raises
    ------
    Refused
        If the person may not, gives no reason, names no substance to take from, or
        nothing lies in the scope.
    """
    rights.check_may(by, "decide_queue")
    if not reason.strip():
        raise rights.Refused("to divide evidence needs its reason")
    if scope.substance is None or scope.substance.pk == to.pk:
        raise rights.Refused("name two substances, one to take from and one to give to")
    seen = replace(scope, markings=tuple(markings_seen_by(by)))
    made = rename(seen, Meaning(to, to.family), reason=reason.strip(), at=at)
    if not made:
        raise rights.Refused("no evidence that holds now lies in this scope")
    ask_again(at=at)
    return journal.record(
        DIVIDED, subject=scope.substance, by=by, at=at, to=to.key, name=scope.name,
        source=scope.source, country=scope.country, since=_day(scope.since),
        until=_day(scope.until), reason=reason.strip(), reports=made,
    )  # fmt: skip


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


@transaction.atomic
def undivide(*, entry: Entry, reason: str, by: User, at: datetime) -> int:
    """Take a division back where nothing was said of a report since; return how many reports."""
    rights.check_may(by, "decide_queue")
    if not reason.strip():
        raise rights.Refused("to undo a division needs its reason")
    if entry.act != DIVIDED:
        raise rights.Refused("this line of the journal divided nothing")
    restored = rename_back(entry.facts["reports"], reason=reason.strip(), at=at)
    if not restored:
        raise Overtaken("nothing of it stands any more")
    journal.record(
        "substance.undivided", subject=Substance.objects.filter(pk=entry.subject_id or 0).first(),
        by=by, at=at,
        entry=entry.pk, reports=restored, reason=reason.strip(),
    )  # fmt: skip
    return restored


def divisions_of(substance: Substance) -> QuerySet[Entry]:
    """Return when evidence of a substance was divided, the newest first."""
    return Entry.objects.filter(
        act=DIVIDED, subject_kind=substance._meta.label_lower, subject_id=substance.pk
    ).order_by("-id")
