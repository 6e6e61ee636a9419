"""Reference analyses as a person may see them, and how long each stage takes at each centre."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from vedette.base.accounts.models import User
from vedette.base.numbers import LARGEST_ID
from vedette.catalogue.laboratories.models import Laboratory
from vedette.evidence.reference_analyses.models import ReferenceAnalysis, ReferenceStep
from vedette.evidence.reference_analyses.rules import (
    AnalysisUnknown,
    Course,
    Stage,
    course_of,
    is_late,
)
from vedette.evidence.samples.models import CustodyStep, Sample
from vedette.evidence.samples.queries import samples_seen_by
from vedette.science.proficiency import TurnAround, turn_around

SPANS = ("asked_received", "received_analysed", "analysed_answered", "answered_settled",
         "asked_answered")  # fmt: skip
FEW = 5  # answers below which a figure is a hint of how long it takes, and no more


@dataclass(frozen=True, slots=True)
class Line:
    """A reference analysis with its steps, and where it stands."""

    analysis: ReferenceAnalysis
    steps: tuple[ReferenceStep, ...]
    course: Course

    @property
    def sample(self) -> Sample:
        """Return the sample that was sent."""
        return self.analysis.asked.sample

    @property
    def asker(self) -> Laboratory:
        """Return the laboratory that asks."""
        return self.analysis.asked.holder

    @property
    def centre(self) -> Laboratory:
        """Return the reference centre."""
        centre = self.analysis.asked.other
        assert centre is not None  # noqa: S101 - a request always names whom
        return centre

    @property
    def answer(self) -> ReferenceStep | None:
        """Return the last answer of the centre."""
        told = [one for one in self.steps if one.kind == ReferenceStep.Kind.ANSWERED]
        return told[-1] if told else None

    @property
    def received_step(self) -> CustodyStep | None:
        """Return the step by which the centre took the sample over."""
        rows = self.sample.custody.filter(
            kind=CustodyStep.Kind.RECEIVED, holder_id=self.centre.pk,
            number__gt=self.analysis.asked.number,
        )  # fmt: skip
        return rows.select_related("holder__body", "other__body").order_by("number").first()

    @property
    def next_actor(self) -> Laboratory | None:
        """Return whose move it is beyond custody; None before it arrived and at its end."""
        if self.course.stage is Stage.ANSWERED:
            return self.asker
        at_centre = (Stage.RECEIVED, Stage.ANALYSED, Stage.DISPUTED)
        return self.centre if self.course.stage in at_centre else None

    def waits_for(self, person: User) -> bool:
        """Tell whether a laboratory of a person's own body has the next move."""
        actor = self.next_actor
        return actor is not None and person.body_id is not None and actor.body_id == person.body_id

    def is_late(self, at: datetime) -> bool:
        """Tell whether somebody should have acted by a moment."""
        return is_late(self.course, wanted_by=self.analysis.wanted_by, at=at)


def _lines(rows: QuerySet[ReferenceAnalysis]) -> list[Line]:
    """Return analyses with custody and steps, in three queries."""
    steps = ReferenceStep.objects.select_related("by", "proposal", "provisional")
    loaded = rows.select_related(
        "asked__sample__marking", "asked__holder__body", "asked__other__body"
    ).prefetch_related(
        Prefetch("steps", queryset=steps),
        Prefetch("asked__sample__custody", queryset=CustodyStep.objects.order_by("number")),
    )
    return [
        Line(row, told := tuple(row.steps.all()),
             course_of(row.asked, list(row.asked.sample.custody.all()), told))
        for row in loaded
    ]  # fmt: skip


def line_of(analysis: ReferenceAnalysis) -> Line:
    """Return one analysis with its steps as they stand now."""
    return _lines(ReferenceAnalysis.objects.filter(pk=analysis.pk))[0]


def lines_seen_by(person: User, *, stage: str = "", limit: int | None = None) -> list[Line]:
    """Return the analyses of samples that a person may see, the newest first.

    With a limit, every open one and the newest of the others: nothing open is forgotten.
    """
    rows = ReferenceAnalysis.objects.filter(asked__sample__in=samples_seen_by(person).order_by())
    lines = [
        line for line in _lines(rows.order_by("-pk"))
        if not stage or line.course.stage.value == stage
    ]  # fmt: skip
    return lines if limit is None else open_and_newest(lines, limit)


def open_and_newest(lines: Sequence[Line], limit: int) -> list[Line]:
    """Return every open analysis, and of the others the first up to a limit in all."""
    room = limit - sum(line.course.is_open for line in lines)
    kept = []
    for line in lines:
        if not line.course.is_open:
            room -= 1
            if room < 0:
                continue
        kept.append(line)
    return kept


def lines_on(sample: Sample) -> list[Line]:
    """Return the analyses asked on a sample, the newest first."""
    return _lines(ReferenceAnalysis.objects.filter(asked__sample=sample).order_by("-pk"))


def find(number: int, person: User) -> Line:
    """Return an analysis by its number, or refuse."""
    rows = ReferenceAnalysis.objects.filter(
        pk=min(number, LARGEST_ID), asked__sample__in=samples_seen_by(person).order_by()
    )
    found = _lines(rows)
    if not found:
        raise AnalysisUnknown(number)
    return found[0]


def open_at(sample: Sample, centre: Laboratory) -> Line | None:
    """Return the analysis of a sample that a centre has in hand, if there is one."""
    lines = [one for one in lines_on(sample) if one.centre.pk == centre.pk]
    in_hand = (Stage.RECEIVED, Stage.ANALYSED, Stage.ANSWERED, Stage.DISPUTED)
    return next((one for one in lines if one.course.stage in in_hand), None)


@dataclass(frozen=True, slots=True)
class CentreFigures:
    """How long each stage took at a centre, and what is open or late there now."""

    centre: Laboratory
    spans: dict[str, TurnAround]
    open: int
    late: int
    disputed: int
    settled: int

    @property
    def is_few(self) -> bool:
        """Tell whether the figures rest on few answers."""
        answered = self.spans.get("asked_answered")
        return answered is None or answered.answers < FEW


def figures(
    lines: Iterable[Line], *, at: datetime, since: date | None = None
) -> list[CentreFigures]:
    """Return turn-around by centre and stage: how many, the median, and nine in ten.

    With `since`, every figure is of analyses asked from that day on.
    """
    by_centre: dict[int, list[Line]] = {}
    centres: dict[int, Laboratory] = {}
    for line in lines:
        centres[line.centre.pk] = line.centre
        rows = by_centre.setdefault(line.centre.pk, [])
        if since is None or timezone.localdate(line.course.asked_at) >= since:
            rows.append(line)
    found = []
    for pk, rows in by_centre.items():
        days: dict[str, list[float]] = defaultdict(list)
        for line in rows:
            for span, took in line.course.days().items():
                days[span].append(took)
        spans = {name: turn_around(days[name]) for name in SPANS}
        found.append(
            CentreFigures(
                centre=centres[pk],
                spans={name: took for name, took in spans.items() if took is not None},
                open=sum(line.course.is_open for line in rows),
                late=sum(line.is_late(at) for line in rows),
                disputed=sum(
                    any(s.kind == ReferenceStep.Kind.DISPUTED for s in line.steps) for line in rows
                ),
                settled=sum(line.course.stage is Stage.CONFIRMED for line in rows),
            )
        )
    return sorted(found, key=lambda one: one.centre.name)
