"""Trials with what they showed, the library of best practice, the courses to come."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from vedette.base.numbers import LARGEST_ID
from vedette.catalogue.practice.models import Course, MethodTrial, Practice, TrialCount
from vedette.catalogue.practice.rules import PracticeUnknown
from vedette.science.identification import TECHNIQUES
from vedette.science.proficiency.agreement import Agreement, agreement

FEW = 30  # samples below which the pooled figures say little


@dataclass(frozen=True, slots=True)
class Trial:
    """A trial with the agreement of each laboratory, and of all together."""

    row: MethodTrial
    title: str
    of_each: tuple[tuple[TrialCount, Agreement], ...]
    pooled: Agreement | None

    @property
    def samples(self) -> int:
        """Return how many samples were tried."""
        return self.pooled.agreement.of if self.pooled and self.pooled.agreement else 0

    @property
    def is_few(self) -> bool:
        """Tell whether the figures rest on few samples."""
        return self.samples < FEW


def trials(*, technique: str = "", outcome: str | None = None) -> list[Trial]:
    """Return trials with what they showed, the newest first."""
    rows = MethodTrial.objects.all()
    if technique:
        rows = rows.filter(technique=technique)
    if outcome is not None:
        rows = rows.filter(outcome=outcome)
    return _worked_out(rows)


def trial(key: str) -> Trial:
    """Return one trial by its key, or refuse."""
    found = _worked_out(MethodTrial.objects.filter(key=key.strip().casefold()))
    if not found:
        raise PracticeUnknown("trial", key)
    return found[0]


def _worked_out(rows: QuerySet[MethodTrial]) -> list[Trial]:
    counts = TrialCount.objects.select_related("laboratory").order_by("laboratory__name")
    loaded = rows.select_related("substance").prefetch_related(Prefetch("counts", queryset=counts))
    return [_trial(row) for row in loaded.order_by("-started_on", "-id")]


def _trial(row: MethodTrial) -> Trial:
    told = list(row.counts.all())
    of_each = tuple(
        (one, agreement(one.true_positive, one.false_positive, one.true_negative,
                        one.false_negative))
        for one in told
    )  # fmt: skip
    pooled = None
    if told:
        pooled = agreement(
            sum(one.true_positive for one in told), sum(one.false_positive for one in told),
            sum(one.true_negative for one in told), sum(one.false_negative for one in told),
        )  # fmt: skip
    return Trial(row, TECHNIQUES[row.technique].title, of_each, pooled)


def practices(*, language: str = "", all_versions: bool = False) -> QuerySet[Practice]:
    """Return the entries of the library: the newest version that stands, or every one."""
    rows = Practice.objects.all()
    if not all_versions:
        later = Practice.objects.filter(
            key=OuterRef("key"), language=OuterRef("language"), withdrawn_on=None,
            version__gt=OuterRef("version"),
        )  # fmt: skip
        rows = rows.filter(~Exists(later), withdrawn_on=None)
    if language:
        rows = rows.filter(language=language)
    return rows.order_by("title", "language", "-version", "id")


def practice(number: int) -> Practice:
    """Return a version by its number, or refuse."""
    row = Practice.objects.filter(pk=min(number, LARGEST_ID)).first()
    if row is None:
        raise PracticeUnknown("practice", number)
    return row


def courses(*, since: date) -> QuerySet[Course]:
    """Return the courses that end on a day or later, the next one first."""
    return Course.objects.filter(ends_on__gte=since).order_by("starts_on", "id")


def course(number: int) -> Course:
    """Return a course by its number, or refuse."""
    row = Course.objects.filter(pk=min(number, LARGEST_ID)).first()
    if row is None:
        raise PracticeUnknown("course", number)
    return row
