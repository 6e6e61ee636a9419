"""Where a reference analysis stands, which step follows, and when it is late. Nothing writes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from django.utils import timezone

from vedette.base.accounts.rules import Refused
from vedette.errors import VedetteError
from vedette.evidence.reference_analyses.models import ReferenceStep
from vedette.evidence.samples.models import CustodyStep

Kind = ReferenceStep.Kind


class Stage(Enum):
    """Where a reference analysis stands."""

    ASKED = "asked"
    RECEIVED = "received"
    ANALYSED = "analysed"
    ANSWERED = "answered"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    ENDED = "ended"  # declined, or taken back before it arrived


OPEN = (Stage.ASKED, Stage.RECEIVED, Stage.ANALYSED, Stage.ANSWERED, Stage.DISPUTED)
# Which step may follow where; the centre takes the first two, the asking laboratory the others.
NEXT: dict[Stage, frozenset[str]] = {
    Stage.ASKED: frozenset(),
    Stage.RECEIVED: frozenset({Kind.ANALYSED, Kind.ANSWERED}),
    Stage.ANALYSED: frozenset({Kind.ANSWERED}),
    Stage.ANSWERED: frozenset({Kind.CONFIRMED, Kind.DISPUTED}),
    Stage.DISPUTED: frozenset({Kind.ANSWERED}),
    Stage.CONFIRMED: frozenset(),
    Stage.ENDED: frozenset(),
}
BY_CENTRE = frozenset({Kind.ANALYSED, Kind.ANSWERED})
# Days after which a stage is late where nobody said by when the answer is needed; ours.
LATE_AFTER: Mapping[Stage, int] = {
    Stage.ASKED: 14, Stage.RECEIVED: 21, Stage.ANALYSED: 7, Stage.ANSWERED: 14, Stage.DISPUTED: 14,
}  # fmt: skip


class Overtaken(VedetteError):
    """Somebody else took a step with this analysis a moment before."""


class AnalysisUnknown(VedetteError):
    """Somebody named a reference analysis that is not here, or is closed to them."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number

    def __str__(self) -> str:
        return f"no reference analysis {self.number} is known here"


@dataclass(frozen=True, slots=True)
class Course:
    """The moments of a reference analysis, and the stage that follows from them."""

    stage: Stage
    asked_at: datetime
    received_at: datetime | None = None
    analysed_at: datetime | None = None
    answered_at: datetime | None = None
    settled_at: datetime | None = None
    ended_at: datetime | None = None
    moved_at: datetime | None = None

    @property
    def since(self) -> datetime:
        """Return since when it stands where it stands."""
        moments = (self.received_at, self.ended_at, self.moved_at)
        return max([self.asked_at, *(one for one in moments if one is not None)])

    @property
    def is_open(self) -> bool:
        """Tell whether somebody still has to act."""
        return self.stage in OPEN

    def days(self) -> dict[str, float]:
        """Return how many days each stage that is over took, by where it began and ended."""
        spans = {
            "asked_received": (self.asked_at, self.received_at),
            "received_analysed": (self.received_at, self.analysed_at),
            "analysed_answered": (self.analysed_at, self.answered_at),
            "answered_settled": (self.answered_at, self.settled_at),
            "asked_answered": (self.asked_at, self.answered_at),
        }
        return {
            name: (end - start) / timedelta(days=1)
            for name, (start, end) in spans.items() if start is not None and end is not None
        }  # fmt: skip


def course_of(
    asked: CustodyStep, custody: Sequence[CustodyStep], steps: Sequence[ReferenceStep]
) -> Course:
    """Work out where an analysis stands from custody after it was asked, and from its steps.

    Both come oldest first. The first answer ends the time of the centre; what settles it is
    the first word of the asking laboratory on the last answer.
    """
    received = ended = None
    for step in custody:
        if step.number <= asked.number:
            continue
        if step.kind == CustodyStep.Kind.RECEIVED and step.holder_id == asked.other_id:
            received = step.at
            break
        if step.kind in (CustodyStep.Kind.DECLINED, CustodyStep.Kind.WITHDRAWN):
            ended = step.at
            break
    if received is None:
        stage = Stage.ENDED if ended else Stage.ASKED
        return Course(stage, asked.at, ended_at=ended)
    first = {kind: next((s.at for s in steps if s.kind == kind), None) for kind in Kind.values}
    answered = first[Kind.ANSWERED]
    analysed = first[Kind.ANALYSED] or answered
    last = steps[-1] if steps else None
    settled = last.at if last and last.kind in (Kind.CONFIRMED, Kind.DISPUTED) else None
    stage = Stage(last.kind) if last else Stage.RECEIVED
    return Course(
        stage, asked.at, received, analysed, answered, settled, moved_at=last.at if last else None
    )


def is_late(
    course: Course,
    *,
    wanted_by: date | None,
    at: datetime,
    late_after: Mapping[Stage, int] = LATE_AFTER,
) -> bool:
    """Tell whether an open analysis is late: after the day it is needed, or too long at a stage."""
    if not course.is_open:
        return False
    is_unanswered = course.stage not in (Stage.ANSWERED, Stage.DISPUTED)
    if wanted_by is not None and is_unanswered:
        return timezone.localdate(at) > wanted_by
    return at - course.since > timedelta(days=late_after[course.stage])


def check_step(course: Course, kind: str) -> None:
    """Refuse a step that does not follow from where the analysis stands."""
    if kind not in Kind.values:
        raise Refused(f"no step is called {kind!r}; one of {', '.join(Kind.values)}")
    if kind not in NEXT[course.stage]:
        allowed = ", ".join(sorted(NEXT[course.stage])) or "nothing but custody"
        raise Refused(f"this analysis is {course.stage.value}; what can follow is {allowed}")
