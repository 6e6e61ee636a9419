"""Which laboratories have adopted which points, by country; what is missing and open."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from vedette.catalogue.laboratories.models import Laboratory
from vedette.response.guidelines.errors import GuidelineUnknown
from vedette.response.guidelines.models import Adoption, Guideline, GuidelineItem, Inquiry

UNANSWERED = "unanswered"
ANSWERS = (*Adoption.Answer.values, UNANSWERED)
LACKING = (Adoption.Answer.PARTLY, Adoption.Answer.PLANNED, Adoption.Answer.NO, UNANSWERED)


def newest_versions(*, as_of: datetime | None = None) -> list[Guideline]:
    """Return the newest version of every guideline, by title."""
    rows = Guideline.objects.filter(kept_at__lte=as_of) if as_of else Guideline.objects.all()
    newest = {row.key: row for row in rows.order_by("published_on", "id")}
    return sorted(newest.values(), key=lambda row: (row.title, row.key))


def find(key: str, version: str = "", *, as_of: datetime | None = None) -> Guideline:
    """Return a version of a guideline, the newest if none is named, or refuse."""
    rows = Guideline.objects.filter(key=key)
    rows = rows.filter(kept_at__lte=as_of) if as_of else rows
    rows = rows.filter(version=version) if version else rows
    row = rows.order_by("-published_on", "-id").first()
    if row is None:
        raise GuidelineUnknown("guideline", f"{key} {version}".strip())
    return row


def versions_of(key: str) -> list[Guideline]:
    """Return every version of a guideline, the newest first."""
    return list(Guideline.objects.filter(key=key).order_by("-published_on", "-id"))


def find_item(guideline: Guideline, number: str) -> GuidelineItem:
    """Return a point by its number, or refuse."""
    row = guideline.items.select_related("first").filter(number=number).first()
    if row is None:
        raise GuidelineUnknown("point", number)
    return row


@dataclass(frozen=True, slots=True)
class Line:
    """One point with the answer of every laboratory that was asked."""

    item: GuidelineItem
    answers: dict[int, Adoption]
    asked: tuple[Laboratory, ...]
    is_changed: bool

    def of(self, laboratory: Laboratory) -> str:
        """Return what a laboratory answers."""
        found = self.answers.get(laboratory.pk)
        return found.answer if found else UNANSWERED

    @property
    def counts(self) -> dict[str, int]:
        """Return how many laboratories give each answer."""
        told = Counter(self.of(one) for one in self.asked)
        return {answer: told[answer] for answer in ANSWERS}

    @property
    def is_open(self) -> bool:
        """Tell whether no laboratory has adopted the point whole."""
        return not any(self.of(one) == Adoption.Answer.ADOPTED for one in self.asked)


@dataclass(frozen=True, slots=True)
class Gap:
    """A point that a laboratory has not adopted whole."""

    laboratory: Laboratory
    item: GuidelineItem
    answer: str
    told: Adoption | None


@dataclass(frozen=True, slots=True)
class Table:
    """A version of a guideline with all answers as they stood at a moment."""

    guideline: Guideline
    lines: tuple[Line, ...]
    asked: tuple[Laboratory, ...]

    @property
    def gaps(self) -> Iterator[Gap]:
        """Yield what is not adopted whole, by laboratory and point."""
        for one in self.asked:
            for line in self.lines:
                if line.of(one) in LACKING:
                    yield Gap(one, line.item, line.of(one), line.answers.get(one.pk))

    @property
    def open_points(self) -> list[Line]:
        """Return the points that no laboratory has adopted whole."""
        return [line for line in self.lines if line.is_open]

    def by_country(self) -> list[tuple[str, int, dict[str, int]]]:
        """Return each country with its laboratories asked and how often each answer was given."""
        told: dict[str, Counter[str]] = defaultdict(Counter)
        laboratories = Counter(one.country for one in self.asked)
        for one in self.asked:
            for line in self.lines:
                told[one.country][line.of(one)] += 1
        return [
            (country, laboratories[country], {a: told[country][a] for a in ANSWERS})
            for country in sorted(laboratories)
        ]

    def by_laboratory(self) -> list[tuple[Laboratory, dict[str, int]]]:
        """Return each laboratory asked and how often it gave each answer."""
        return [
            (one, {a: sum(line.of(one) == a for line in self.lines) for a in ANSWERS})
            for one in self.asked
        ]


def table_of(guideline: Guideline, *, as_of: datetime | None = None) -> Table:
    """Return the points in force with every answer, as at a moment."""
    day: date = timezone.localdate(as_of) if as_of else timezone.localdate()
    in_force = guideline.items.filter(Q(until=None) | Q(until__gt=day), since__lte=day)
    items = list(in_force.select_related("first").order_by("place"))
    inquiries = Inquiry.objects.filter(key=guideline.key).select_related("laboratory")
    answers = Adoption.objects.filter(item__in=[one.first_id or one.pk for one in items])
    if as_of is not None:
        inquiries, answers = inquiries.filter(asked_at__lte=as_of), answers.filter(at__lte=as_of)
    told: dict[int, dict[int, Adoption]] = defaultdict(dict)
    heard: dict[int, Laboratory] = {}
    for row in answers.select_related("laboratory").order_by("revision"):
        told[row.item_id][row.laboratory_id] = row
        heard[row.laboratory_id] = row.laboratory  # who answers unasked is shown too
    heard |= {one.laboratory_id: one.laboratory for one in inquiries}
    asked = tuple(sorted(heard.values(), key=lambda one: (one.country, one.name, one.pk)))
    before = _points_before(guideline, as_of)
    lines = tuple(
        Line(
            one, told[one.first_id or one.pk], asked,
            bool(before) and (one.number, one.text) not in before,
        )
        for one in items
    )  # fmt: skip
    return Table(guideline, lines, asked)


def _points_before(guideline: Guideline, as_of: datetime | None) -> set[tuple[str, str]]:
    """Return number and text of every point of earlier versions, as they were kept by a moment."""
    rows = GuidelineItem.objects.filter(
        guideline__key=guideline.key, guideline__published_on__lt=guideline.published_on
    )
    if as_of is not None:
        rows = rows.filter(guideline__kept_at__lte=as_of)
    return set(rows.values_list("number", "text"))
