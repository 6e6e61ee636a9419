"""Which assessments a person may see, and what of them holds now."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.db.models import Model, Q, QuerySet

from vedette.base.accounts.models import User
from vedette.base.markings.queries import markings_seen_by
from vedette.base.numbers import LARGEST_ID
from vedette.judgement.assessments import definitions
from vedette.judgement.assessments.definitions import Kind
from vedette.judgement.assessments.errors import AssessmentUnknown, EntryUnfit, RoundUnknown
from vedette.judgement.assessments.models import (
    Assessment,
    BlockAnswer,
    ExpertInvitation,
    ExpertOpinion,
    ExpertRound,
    FigureFill,
    InformationRequest,
    Rating,
    SectionText,
    Statement,
)
from vedette.judgement.assessments.opinions import Distribution, Said, distribution_of
from vedette.judgement.deadlines.models import Deadline

Row = TypeVar("Row", bound=Model)


def folder() -> Path:
    """Return where an instance keeps its own kinds."""
    return Path(settings.VEDETTE_HOME)


def every_kind() -> list[Kind]:
    """Return all kinds of this node, by key."""
    return sorted(definitions.kinds_of(folder()).values(), key=lambda kind: kind.key)


def kind_called(key: str) -> Kind:
    """Return the kind of a key."""
    return definitions.kind_called(key, folder=folder())


def kind_of(assessment: Assessment) -> Kind:
    """Return the kind of an assessment, as its table stands now."""
    return kind_called(assessment.kind)


def kinds_after(assessment: Assessment, person: User) -> list[Kind]:
    """Return the kinds that a person may begin from a concluded assessment."""
    if assessment.status != Assessment.Status.CONCLUDED:
        return []
    return [
        kind for kind in every_kind()
        if assessment.kind in kind.follows and person.role in kind.roles
    ]  # fmt: skip


def assessments_seen_by(person: User) -> QuerySet[Assessment]:
    """Return assessments whose marking the person may see, the newest first."""
    return (
        Assessment.objects.filter(marking_id__in=markings_seen_by(person))
        .select_related("signal", "author", "marking")
        .order_by("-id")
    )


def the_assessment(number: int, person: User) -> Assessment:
    """Return one assessment that a person may see.

    Raises
    ------
    AssessmentUnknown
        If there is none, or it is closed to the person.
    """
    rows = assessments_seen_by(person)
    row = rows.filter(pk=number).first() if number <= LARGEST_ID else None
    if row is None:
        raise AssessmentUnknown(number)
    return row


def _last(rows: QuerySet[Row], field: str) -> dict[str, Row]:
    """Return the newest row of each value of a field."""
    return {getattr(row, field): row for row in rows.order_by("id")}


def current_texts(assessment: Assessment) -> dict[str, SectionText]:
    """Return the text that holds, by section."""
    return _last(assessment.texts.select_related("by"), "section")


def current_ratings(assessment: Assessment) -> dict[str, Rating]:
    """Return the rating that holds, by scale."""
    return _last(assessment.ratings.select_related("cited_round"), "scale")


def current_answers(assessment: Assessment) -> dict[str, BlockAnswer]:
    """Return the answer that holds, by blocking question."""
    return _last(assessment.answers.all(), "question")


def current_figures(assessment: Assessment) -> dict[tuple[str, str], FigureFill]:
    """Return the numbers that hold, by section and figure."""
    rows = assessment.figures.select_related("snapshot").order_by("revision")
    return {(row.section, row.figure): row for row in rows}


def statements_of(assessment: Assessment) -> QuerySet[Statement]:
    """Return the statements that were not withdrawn, each with what it rests on."""
    rows = assessment.statements.filter(withdrawn_at=None).order_by("id")
    return rows.prefetch_related(
        "citations__report__marking", "citations__snapshot", "citations__figure"
    )


def experts_called(names: Iterable[str]) -> list[User]:
    """Return the people with these account names.

    Raises
    ------
    EntryUnfit
        If there is no active account of a name.
    """
    wanted = list(dict.fromkeys(filter(None, (name.strip() for name in names))))
    found = list(User.objects.filter(username__in=wanted, is_active=True).order_by("username"))
    if missing := set(wanted) - {one.username for one in found}:
        raise EntryUnfit(f"there is no active account {', '.join(sorted(missing))}")
    return found


def invitations_of(person: User) -> QuerySet[ExpertInvitation]:
    """Return the rounds in which a person is asked, the newest first, whatever its marking.

    Whoever is asked sees the question, and nothing more of the assessment.
    """
    rows = ExpertInvitation.objects.filter(expert=person if person.is_active else None)
    return rows.select_related("round__assessment").order_by("-id")


def the_invitation(number: int, person: User) -> ExpertInvitation:
    """Return a person's own invitation to a round, by the number of the round.

    Raises
    ------
    RoundUnknown
        If there is no such round, or the person was not asked in it.
    """
    rows = invitations_of(person)
    row = rows.filter(round_id=number).first() if number <= LARGEST_ID else None
    if row is None:
        raise RoundUnknown(number)
    return row


def the_round(assessment: Assessment, number: int) -> ExpertRound:
    """Return a round of an assessment by its number there.

    Raises
    ------
    RoundUnknown
        If there is none.
    """
    row = assessment.rounds.filter(number=number).first() if number <= LARGEST_ID else None
    if row is None:
        raise RoundUnknown(number)
    return row


def own_opinions(invitation: ExpertInvitation) -> dict[str, ExpertOpinion]:
    """Return the opinion of one expert that holds, by scale: for that expert alone."""
    return _last(invitation.opinions.all(), "scale")


def distributions(row: ExpertRound) -> dict[str, Distribution]:
    """Return how the opinions that hold are spread, by scale; of closed rounds only."""
    held = {
        (one.scale, one.invitation_id): Said(one.said, one.why)
        for one in ExpertOpinion.objects.filter(invitation__round=row).order_by("revision")
    }
    return {
        scale: distribution_of(
            [said for (on, _), said in held.items() if on == scale], seed=f"{row.pk} {scale}"
        )
        for scale in row.scales
    }


def late_requests(person: User, *, at: datetime) -> QuerySet[InformationRequest]:
    """Return the requests of assessments a person may see whose clock ran out unanswered."""
    clocks = Deadline.objects.filter(
        subject_kind=InformationRequest._meta.label_lower, due_at__lte=at, met_at=None,
        withdrawn_at=None, paused_at=None,
    )  # fmt: skip
    return open_requests(person).filter(
        assessment__marking_id__in=markings_seen_by(person), pk__in=clocks.values("subject_id")
    )


def open_requests(person: User) -> QuerySet[InformationRequest]:
    """Return the requests that wait for an answer and that a person may see, the oldest first.

    Whoever belongs to a body sees what it was asked, and nothing more of the assessment.
    """
    seen = Q(assessment__marking_id__in=markings_seen_by(person))
    if person.body_id is not None and person.is_active:
        seen |= Q(body_id=person.body_id)
    rows = InformationRequest.objects.filter(seen, answered_at=None)
    return rows.select_related("body", "assessment").order_by("asked_at", "id")
