"""What the register said of a substance at a moment, where each fact is from, and since when."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from vedette.catalogue.substances.applying import SYNONYM, written
from vedette.catalogue.substances.facts import FIELDS, facts_of
from vedette.catalogue.substances.models import (
    FactChange,
    Proposal,
    Provisional,
    Substance,
    SubstanceLink,
    SubstanceName,
)

COMPUTED = frozenset({"inchikey", "formula", "monoisotopic_mass"})
FROM_STRUCTURE = "computed from the structure"
# Which list of a row's sources gives a fact, where only one of them does.
GIVEN_BY = {"un_control": "UN-lists", "eu_control": "EU-law", "eu_first_notified": "EU-law"}


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact as it stood; `since` is empty where it came with the register."""

    field: str
    value: str
    source: str
    since: datetime | None = None
    proposal: Proposal | None = None


@dataclass(frozen=True, slots=True)
class Spell:
    """What a substance was called for a while; without an end it still is."""

    name: str
    since: datetime | None
    until: datetime | None
    source: str
    same_as: Substance | None = None


def changes_of(row: Substance) -> list[FactChange]:
    """Return every change of a substance, the oldest first, with who proposed and accepted it."""
    people = row.changes.select_related("proposal__proposed_by", "proposal__decided_by",
                                        "proposal__undone_by")  # fmt: skip
    return list(people.order_by("at", "id"))


def facts_on(row: Substance, moment: datetime) -> tuple[Fact, ...]:
    """Return the facts of a substance as they stood at a moment, each with its source."""
    changes = changes_of(row)
    values = {name: written(value) for name, value in facts_of(row).items()}
    for change in reversed(changes):
        if change.at > moment and change.field in values:
            values[change.field] = change.previous
    last = {change.field: change for change in changes if change.at <= moment}
    return tuple(_fact(row, field, values, last.get(field)) for field in FIELDS)


def _fact(row: Substance, field: str, values: dict[str, str], change: FactChange | None) -> Fact:
    if change is not None and not change.is_undoing:
        return Fact(field, values[field], change.source, change.at, change.proposal)
    source = row.sources
    if field in COMPUTED and values["smiles"]:
        source = FROM_STRUCTURE
    elif field in GIVEN_BY and GIVEN_BY[field] in source.split("; "):
        source = GIVEN_BY[field]
    return Fact(field, values[field], source if values[field] else "")


def names_on(row: Substance, moment: datetime) -> QuerySet[SubstanceName]:
    """Return the names that were in use at a moment."""
    known = Q(since=None) | Q(since__lte=moment)
    names = SubstanceName.every.filter(known, Q(until=None) | Q(until__gt=moment), substance=row)
    for language, text in _gone(row, moment):
        names = names.exclude(language=language, text=text)
    return names.order_by("text")


def _gone(row: Substance, moment: datetime) -> list[tuple[str, str]]:
    """Return the names that stood withdrawn at a moment, also those that came back since."""
    changes = row.changes.filter(field=SYNONYM, at__lte=moment).select_related("proposal")
    used = {
        (change.proposal.says["language"], change.proposal.says["text"]): bool(change.value)
        for change in changes.order_by("at", "id")
    }
    return [name for name, is_used in used.items() if not is_used]


def spells_of(row: Substance, moment: datetime) -> tuple[Spell, ...]:
    """Return what a substance was called, from when to when, as known at a moment."""
    renamed = row.changes.filter(field="name", at__lte=moment).exclude(previous="")
    first = Provisional.objects.filter(substance=row).values_list("proposed_at", flat=True).first()
    entered = row.changes.filter(field="name", previous="").order_by("at")
    since = first or entered.values_list("at", flat=True).first()
    spells, source = [], row.sources
    for change in renamed.order_by("at", "id"):
        spells.append(Spell(change.previous, since, change.at, source))
        since, source = change.at, change.source
    name = next(fact.value for fact in facts_on(row, moment) if fact.field == "name")
    spells.append(Spell(name, since, None, source))
    linked = SubstanceLink.objects.filter(substance=row, linked_at__lte=moment)
    for link in linked.select_related("same_as").order_by("linked_at"):
        ended = link.split_at if link.split_at and link.split_at <= moment else None
        spells.append(Spell(link.same_as.name, link.linked_at, ended, link.source, link.same_as))
    return tuple(spells)


def proposals_of(row: Substance) -> QuerySet[Proposal]:
    """Return what was ever proposed for a substance, the newest first."""
    found = Proposal.objects.filter(Q(substance=row) | Q(same_as=row))
    people = ("proposed_by", "decided_by", "undone_by", "substance", "same_as")
    return found.select_related(*people).order_by("-id")


def waiting() -> QuerySet[Proposal]:
    """Return the proposals that wait for a second person, the oldest first."""
    found = Proposal.objects.filter(status=Proposal.Status.OPEN)
    return found.select_related("substance", "same_as", "proposed_by").order_by("id")
