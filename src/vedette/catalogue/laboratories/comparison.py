"""Methods side by side: who can see what, how little of it, and how well."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from vedette.catalogue.laboratories.models import Laboratory, LaboratoryMethod, ProficiencyRound
from vedette.catalogue.laboratories.queries import Score, scores_of
from vedette.catalogue.laboratories.rules import FactRefused
from vedette.catalogue.substances.models import Family, Substance
from vedette.science.identification import TECHNIQUES

# Units of UCUM in which limits are stated, as a kind of quantity and its size in a base unit:
# nanogram per millilitre for what is dissolved, per cent of mass for what is solid.
UNITS: dict[str, tuple[str, float]] = {
    "ng/mL": ("liquid", 1.0), "ug/L": ("liquid", 1.0), "µg/L": ("liquid", 1.0),
    "ng/L": ("liquid", 0.001), "pg/mL": ("liquid", 0.001), "mg/L": ("liquid", 1_000.0),
    "ug/mL": ("liquid", 1_000.0), "µg/mL": ("liquid", 1_000.0), "g/L": ("liquid", 1e6),
    "%": ("solid", 1.0), "g/kg": ("solid", 0.1), "mg/g": ("solid", 0.1), "g/g": ("solid", 100.0),
    "mg/kg": ("solid", 1e-4), "ug/g": ("solid", 1e-4), "µg/g": ("solid", 1e-4),
    "ng/mg": ("solid", 1e-4), "pg/mg": ("solid", 1e-7), "ng/g": ("solid", 1e-7),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Limit:
    """The least that a method can see, or that somebody asks for."""

    value: float
    unit: str

    def __post_init__(self) -> None:
        if not 0 < self.value < float("inf"):
            raise FactRefused(f"a level is above zero and finite, not {self.value}")

    @property
    def comparable(self) -> tuple[str, float] | None:
        """Return kind of quantity and size in its base unit; None for a unit not known here."""
        known = UNITS.get(self.unit)
        return (known[0], self.value * known[1]) if known else None

    def reaches(self, wanted: "Limit") -> bool | None:
        """Tell whether it is as low as wanted; None where the two cannot be compared."""
        here, there = self.comparable, wanted.comparable
        if self.unit == wanted.unit:
            return self.value <= wanted.value
        if here is None or there is None or here[0] != there[0]:
            return None
        return here[1] <= there[1] * (1 + 1e-9)


@dataclass(frozen=True, slots=True)
class Compared:
    """A method beside the others, with the newest score of its laboratory for the substance."""

    method: LaboratoryMethod
    laboratory: Laboratory
    title: str
    limit: Limit | None
    is_accredited: bool
    reaches: bool | None
    score: Score | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What laboratories can see of something in a matrix, the most sensitive first.

    ``seeing`` counts laboratories that reach what is wanted, ``unstated`` those of whose
    methods none that could be compared has a limit.
    """

    rows: tuple[Compared, ...]
    laboratories: int
    seeing: int
    unstated: int

    @property
    def nobody_sees(self) -> bool:
        """Tell whether no laboratory is known to reach what is wanted."""
        return self.seeing == 0


def compare_methods(
    *,
    substance: Substance | None = None,
    matrix: str = "",
    wanted: Limit | None = None,
    on: date,
    laboratories: Sequence[int] | None = None,
) -> Comparison:
    """Return the methods for a substance, its family or everything, in a matrix, on a day.

    A method that names neither substance nor family says of nothing that it sees it; with a
    substance it is left out.
    """
    rows = _methods(substance, matrix, on)
    if laboratories is not None:
        rows = rows.filter(laboratory__in=laboratories)
    scores = _newest_scores(substance, on) if substance else {}
    found = [_row(one, wanted, scores, on) for one in rows]
    found.sort(key=_most_sensitive)
    here = {one.laboratory.pk for one in found}
    seeing = {one.laboratory.pk for one in found if one.reaches or wanted is None}
    judged = {one.laboratory.pk for one in found if one.reaches is not None or wanted is None}
    return Comparison(tuple(found), len(here), len(seeing), len(here - judged))


def matrices() -> list[str]:
    """Return the matrices that methods name."""
    rows = LaboratoryMethod.objects.exclude(matrix="").order_by("matrix")
    return list(rows.values_list("matrix", flat=True).distinct())


def _methods(substance: Substance | None, matrix: str, on: date) -> QuerySet[LaboratoryMethod]:
    rows = LaboratoryMethod.objects.filter(
        Q(ended_on=None) | Q(ended_on__gt=on), since__lte=on
    ).select_related("laboratory").prefetch_related("substances", "families")  # fmt: skip
    if matrix:
        rows = rows.filter(Q(matrix__iexact=matrix) | Q(matrix=""))
    if substance is not None:
        kin = _families_of(substance)
        rows = rows.filter(Q(substances=substance) | Q(families__in=kin)).distinct()
    return rows.order_by("laboratory__name", "id")


def _families_of(substance: Substance) -> list[int]:
    parents = dict(Family.objects.values_list("id", "parent_id"))
    found: list[int] = []
    at = substance.family_id
    while at is not None and at not in found:
        found.append(at)
        at = parents.get(at)
    return found


def _newest_scores(substance: Substance, on: date) -> dict[int, Score]:
    rounds = ProficiencyRound.objects.filter(substance=substance, held_on__lte=on)
    newest: dict[int, Score] = {}
    for one in rounds.order_by("held_on", "id").prefetch_related("results__laboratory"):
        newest |= {score.laboratory.pk: score for score in scores_of(one).scores}
    return newest


def _row(
    one: LaboratoryMethod, wanted: Limit | None, scores: dict[int, Score], on: date
) -> Compared:
    limit = Limit(one.detection_limit, one.unit) if one.detection_limit is not None else None
    holds = one.is_accredited and (one.accredited_until is None or one.accredited_until >= on)
    return Compared(
        method=one,
        laboratory=one.laboratory,
        title=TECHNIQUES[one.technique].title,
        limit=limit,
        is_accredited=holds,
        reaches=limit.reaches(wanted) if limit and wanted else None,
        score=scores.get(one.laboratory_id),
    )


def _most_sensitive(one: Compared) -> tuple[bool, str, float, str, int]:
    told = one.limit.comparable if one.limit else None
    kind, size = told or ("~", one.limit.value if one.limit else 0.0)
    return (one.limit is None, kind, size, one.laboratory.name, one.method.pk)
