"""The directory: who measures what, who holds a standard and who needs one, who did how well."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from vedette.base.numbers import LARGEST_ID
from vedette.catalogue.laboratories.models import (
    Laboratory,
    LaboratoryMethod,
    LaboratoryRole,
    ProficiencyRound,
    ReferenceStandard,
    StandardRequest,
)
from vedette.catalogue.laboratories.rules import LaboratoryUnknown, RequestUnknown
from vedette.catalogue.substances.models import Substance
from vedette.errors import VedetteError
from vedette.science.proficiency import Consensus, consensus, grade, z_scores

OPEN = (
    StandardRequest.Status.ASKED,
    StandardRequest.Status.OFFERED,
    StandardRequest.Status.SENT,
)


def find(code: str) -> Laboratory:
    """Return a laboratory by its code, or refuse."""
    row = Laboratory.objects.select_related("body").filter(code=code.strip().casefold()).first()
    if row is None:
        raise LaboratoryUnknown(code)
    return row


def directory(
    *, country: str = "", role: str = "", technique: str = "", substance: str = "", on: date
) -> QuerySet[Laboratory]:
    """Return laboratories by country and name, narrowed to what is asked, as on a day."""
    current = _current(on)
    rows = Laboratory.objects.prefetch_related(
        Prefetch("roles", queryset=LaboratoryRole.objects.filter(current).order_by("id")),
        Prefetch("methods", queryset=LaboratoryMethod.objects.filter(current).order_by("id")),
    ).annotate(
        standards_held=Count("standards", filter=_held(on, of="standards__"), distinct=True),
    )
    if country:
        rows = rows.filter(country=country.upper())
    if role:
        named = LaboratoryRole.objects.filter(current, kind=role)
        rows = rows.filter(pk__in=named.values("laboratory"))
    if technique:
        used = LaboratoryMethod.objects.filter(current, technique=technique)
        rows = rows.filter(pk__in=used.values("laboratory"))
    if substance:
        held = ReferenceStandard.objects.filter(_held(on), substance__key=substance)
        rows = rows.filter(pk__in=held.values("laboratory"))
    return rows.order_by("country", "name", "id")


def _current(on: date) -> Q:
    return Q(ended_on=None, since__lte=on) | Q(ended_on__gt=on, since__lte=on)


def _held(on: date, *, of: str = "") -> Q:
    ends = Q(**{f"{of}until": None}) | Q(**{f"{of}until__gt": on})
    return ends & Q(**{f"{of}since__lte": on})


def roles_of(laboratory: Laboratory, *, on: date) -> list[LaboratoryRole]:
    """Return the roles a laboratory has on a day."""
    return list(LaboratoryRole.objects.filter(_current(on), laboratory=laboratory).order_by("id"))


def methods_of(laboratory: Laboratory, *, on: date) -> list[LaboratoryMethod]:
    """Return the methods a laboratory uses on a day, with what they are for."""
    rows = LaboratoryMethod.objects.filter(_current(on), laboratory=laboratory)
    return list(rows.prefetch_related("substances", "families").order_by("id"))


def standards_of(laboratory: Laboratory, *, on: date) -> list[ReferenceStandard]:
    """Return the reference standards a laboratory holds on a day."""
    rows = ReferenceStandard.objects.filter(_held(on), laboratory=laboratory)
    return list(rows.select_related("substance").order_by("substance__name"))


def holders_of(substance: Substance, *, on: date) -> list[ReferenceStandard]:
    """Return who holds a standard of a substance, those who share it first."""
    rows = ReferenceStandard.objects.filter(_held(on), substance=substance)
    return list(rows.select_related("laboratory").order_by("-may_share", "laboratory__name"))


def open_requests(laboratory: Laboratory | None = None) -> QuerySet[StandardRequest]:
    """Return the requests for standards that are not at their end, the oldest first."""
    rows = StandardRequest.objects.filter(status__in=OPEN)
    if laboratory is not None:
        rows = rows.filter(Q(asked_by=laboratory) | Q(offered_by=laboratory))
    return rows.select_related("substance", "asked_by", "offered_by").order_by("id")


def find_request(number: int) -> StandardRequest:
    """Return a request for a standard by its number, or refuse."""
    rows = StandardRequest.objects.select_related("substance", "asked_by", "offered_by")
    row = rows.filter(pk=number).first() if number <= LARGEST_ID else None
    if row is None:
        raise RequestUnknown(number)
    return row


@dataclass(frozen=True, slots=True)
class Score:
    """How one laboratory did in a round."""

    laboratory: Laboratory
    value: float
    z: float
    grade: str


@dataclass(frozen=True, slots=True)
class RoundScores:
    """A round worked out, or the sentence why it cannot be."""

    round: ProficiencyRound
    scores: tuple[Score, ...]
    agreed: Consensus | None
    why_not: str = ""


def newest_rounds(*, limit: int = 30) -> list[RoundScores]:
    """Return the newest rounds, worked out."""
    rows = ProficiencyRound.objects.prefetch_related("results__laboratory")
    return [scores_of(row) for row in rows.order_by("-held_on", "-id")[:limit]]


def scores_of(one: ProficiencyRound) -> RoundScores:
    """Work out the z-score of every laboratory in a round, the best first."""
    rows = sorted(one.results.all(), key=lambda row: row.laboratory.code)
    values = [row.value for row in rows]
    try:
        found = z_scores(values, assigned=one.assigned, sd=one.sd)
        needs_consensus = one.assigned is None or one.sd is None
        agreed = consensus(values) if needs_consensus else None
    except VedetteError as error:
        return RoundScores(one, (), None, str(error))
    scores = [
        Score(row.laboratory, row.value, float(z), grade(float(z)))
        for row, z in zip(rows, found, strict=True)
    ]
    return RoundScores(one, tuple(sorted(scores, key=lambda s: -abs(s.z))), agreed)


def rounds_of(laboratory: Laboratory, *, limit: int = 20) -> list[tuple[ProficiencyRound, Score]]:
    """Return the newest rounds of a laboratory with its own score in each."""
    rows = ProficiencyRound.objects.filter(results__laboratory=laboratory)
    rows = rows.prefetch_related("results__laboratory").order_by("-held_on", "-id")
    return [
        (row, score)
        for row in rows[:limit]
        for score in scores_of(row).scores
        if score.laboratory.pk == laboratory.pk
    ]
