"""Find substances by any of their names, and the questions about names nobody knows."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from rapidfuzz import fuzz, process

from vedette.catalogue.substances.facts import LONGEST
from vedette.catalogue.substances.models import (
    FactChange,
    Family,
    NameQuestion,
    Substance,
    SubstanceLink,
    SubstanceName,
)


def search(text: str) -> QuerySet[Substance]:
    """Return the substances any of whose names or identifiers holds a text; exact ones first.

    What a substance was called before still finds it.
    """
    text = text.strip()
    if len(text) > LONGEST:  # longer than any fact; a database refuses a pattern so long
        return Substance.objects.none()
    called = FactChange.objects.filter(
        substance=OuterRef("pk"), field="name", previous__icontains=text
    )
    named = SubstanceName.objects.filter(substance=OuterRef("pk"), text__icontains=text)
    exact = Substance.objects.filter(pk=OuterRef("pk"), name__iexact=text)
    return (
        Substance.objects.filter(
            Q(name__icontains=text)
            | Q(key=text)
            | Q(inchikey=text)
            | Q(cas=text)
            | Exists(named)
            | Exists(called)
        )
        .annotate(is_exact=Exists(exact))
        .select_related("family")
        .order_by("-is_exact", "name", "id")
    )


def near(text: str, *, limit: int = 6) -> list[Substance]:
    """Return the substances with a name spelt most like a text, the nearest first."""
    names = dict(SubstanceName.objects.values_list("text", "substance_id"))
    close = process.extract(text, list(names), scorer=fuzz.ratio, limit=limit * 2, score_cutoff=72)
    ids = list(dict.fromkeys(names[name] for name, _score, _place in close))[:limit]
    rows = Substance.objects.select_related("family").in_bulk(ids)
    return [rows[pk] for pk in ids]


def held_same(*, as_of: datetime | None = None) -> dict[int, int]:
    """Return the substance that each linked one is held to be, through any number of links.

    With `as_of`, as it was held then.
    """
    holding = Q(split_at=None)
    if as_of is not None:
        holding = Q(linked_at__lte=as_of) & (holding | Q(split_at__gt=as_of))
    links = SubstanceLink.objects.filter(holding).order_by("id")
    step = dict(links.values_list("substance_id", "same_as_id"))
    meant = {}
    for pk in step:
        at, passed = pk, {pk}
        while (after := step.get(at)) is not None and after not in passed:
            passed.add(after)
            at = after
        meant[pk] = at
    return meant


def counted_as(substance: Substance, *, as_of: datetime | None = None) -> Substance:
    """Return the substance that a record is held to be: itself, or the one it is linked to."""
    pk = held_same(as_of=as_of).get(substance.pk)
    if pk is None:
        return substance
    return Substance.objects.select_related("family").get(pk=pk)


def keys_meant() -> dict[int, str]:
    """Return the key under which each substance is judged: its own, or that of the one it is."""
    keys = dict(Substance.objects.values_list("id", "key"))
    return keys | {pk: keys[same] for pk, same in held_same().items()}


def records_of(substance: Substance) -> list[int]:
    """Return the ids of a substance and of every record that counts as it."""
    return [substance.pk, *(pk for pk, same in held_same().items() if same == substance.pk)]


def families() -> list[Family]:
    """Return every family by name; there are a few dozen."""
    return list(Family.objects.order_by("name"))


def family_and_below(family: Family) -> set[int]:
    """Return the ids of a family and of all families inside it."""
    parents = dict(Family.objects.values_list("id", "parent_id"))
    inside = {family.pk}
    while more := {pk for pk, parent in parents.items() if parent in inside and pk not in inside}:
        inside |= more
    return inside


def members_of(family: Family) -> QuerySet[Substance]:
    """Return the substances of a family and of all families inside it."""
    return Substance.objects.filter(family__in=family_and_below(family))


def family_lines() -> dict[int, tuple[str, ...]]:
    """Return for every family its key and those above it, the nearest first."""
    known = {
        pk: (key, parent)
        for pk, key, parent in Family.objects.values_list("id", "key", "parent_id")
    }

    def line(pk: int | None) -> tuple[str, ...]:
        if pk is None:
            return ()
        key, parent = known[pk]
        return (key, *line(parent))

    return {pk: line(pk) for pk in known}


def open_questions() -> QuerySet[NameQuestion]:
    """Return the names that wait for a chemist, newest first."""
    return NameQuestion.objects.filter(status=NameQuestion.Status.OPEN).order_by("-id")
