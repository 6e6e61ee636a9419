"""Kinds and assessments as plain data, for the API, files and documents."""

from datetime import datetime
from typing import Any

from vedette.base.accounts.models import User
from vedette.judgement.assessments import queries, rules
from vedette.judgement.assessments.definitions import Kind, Transition
from vedette.judgement.assessments.models import (
    Assessment,
    Citation,
    ExpertInvitation,
    ExpertRound,
    InformationRequest,
    Statement,
)
from vedette.judgement.assessments.opinions import Distribution
from vedette.judgement.deadlines.formats import as_data as clock_as_data
from vedette.judgement.deadlines.models import Deadline


def kind_as_data(kind: Kind) -> dict[str, Any]:
    """Return a kind, whole."""
    return {
        "key": kind.key, "title": dict(kind.title), "legal_ref": kind.legal_ref,
        "certainty": kind.certainty, "roles": sorted(kind.roles), "ratings": kind.ratings,
        "substances": [kind.least, kind.most], "follows": list(kind.follows),
        "needs_signal": kind.needs_signal,
        "starts": list(kind.starts), "meets": list(kind.meets),
        "sections": [
            {"key": one.key, "title": dict(one.title), "belongs": dict(one.belongs),
             "pulls": list(one.pulls), "restricted_pointer": one.is_pointer,
             "required": one.is_required}
            for one in kind.sections
        ],
        "questions": [
            {"key": one.key, "title": dict(one.title), "blocks": list(one.blocks),
             "blocks_if": one.blocks_if, "exception": one.may_be_excepted,
             "legal_ref": one.legal_ref}
            for one in kind.questions
        ],
        "states": [
            {"key": one.key, "title": dict(one.title), "stage": one.stage} for one in kind.states
        ],
        "transitions": [transition_as_data(one) for one in kind.transitions],
    }  # fmt: skip


def transition_as_data(step: Transition) -> dict[str, Any]:
    """Return one step of a kind's table."""
    return {
        "act": step.act, "title": dict(step.title), "from": list(step.origins),
        "to": step.target, "roles": sorted(step.roles), "needs": list(step.needs),
        "starts": list(step.starts), "meets": list(step.meets),
        "withdraws": list(step.withdraws),
    }  # fmt: skip


def as_data(row: Assessment, *, person: User, at: datetime) -> dict[str, Any]:
    """Return an assessment, whole, with what a person could do next with it.

    Writers stand in it as roles, never by name.
    """
    kind = queries.kind_of(row)
    clocks = Deadline.objects.filter(
        subject_kind=row._meta.label_lower, subject_id=row.pk
    ).select_related("body")
    return {
        "id": row.pk, "kind": row.kind, "kind_title": dict(kind.title), "state": row.state,
        "status": row.status, "title": row.title, "marking": row.marking.tlp,
        "exercise": row.exercise, "drill": row.drill_id,
        "legal_ref": kind.legal_ref, "signal": row.signal_id, "follows": row.follows_id,
        "opened_at": row.opened_at.isoformat(),
        "concluded_at": row.concluded_at.isoformat() if row.concluded_at else None,
        "substances": list(row.substances.order_by("key").values_list("key", flat=True)),
        "sections": _sections(row, kind), "ratings": _ratings(row), "form": _form(row, kind),
        "rounds": [
            round_as_data(one, at=at)
            for one in row.rounds.order_by("number")
        ],
        "questions": _answers(row, kind),
        "dissents": list(row.dissents.order_by("id").values("id", "holder", "view", "why")),
        "requests": [request_as_data(one, at=at) for one in row.requests.select_related("body")],
        "follow_ups": [
            {"id": one.pk, "text": one.text, "at": one.written_at.isoformat()}
            for one in row.follow_ups.order_by("id")
        ],
        "steps": [
            {"act": one.act, "from": one.origin, "to": one.target, "role": one.role,
             "happened_at": one.happened_at.isoformat(), "at": one.at.isoformat(),
             "reason": one.reason}
            for one in row.steps.order_by("number")
        ],
        "clocks": [clock_as_data(one, at=at) for one in clocks.order_by("id")],
        "next": [
            transition_as_data(one) for one in kind.after(row.state) if person.role in one.roles
        ],
    }  # fmt: skip


def _sections(row: Assessment, kind: Kind) -> list[dict[str, Any]]:
    texts, figures = queries.current_texts(row), queries.current_figures(row)
    stated = [(one.section, statement_as_data(one)) for one in queries.statements_of(row)]
    return [
        {
            "key": part.key, "title": dict(part.title),
            "text": texts[part.key].text if part.key in texts else "",
            "revision": texts[part.key].revision if part.key in texts else 0,
            "statements": [said for section, said in stated if section == part.key],
            "figures": [
                {"id": one.pk, "figure": one.figure, "snapshot": one.snapshot.digest,
                 "as_of": one.snapshot.as_of.isoformat(), "numbers": one.numbers}
                for (section, _), one in figures.items() if section == part.key
            ],
        }
        for part in kind.sections
    ]  # fmt: skip


def statement_as_data(row: Statement) -> dict[str, Any]:
    """Return a statement with what it rests on."""
    return {
        "id": row.pk, "text": row.text, "rests_on": [_citation(one) for one in row.citations.all()],
    }  # fmt: skip


def _citation(one: Citation) -> dict[str, Any]:
    if one.report:
        replaced = hasattr(one.report, "replaced_by")
        return {"report": one.report.pk, "source_key": one.report.source_key, "holds": not replaced}
    if one.snapshot:
        return {"snapshot": one.snapshot.pk, "digest": one.snapshot.digest}
    if one.figure:
        return {"figure": one.figure.pk, "of": one.figure.figure, "section": one.figure.section}
    return {"url": one.url, "title": one.title, "accessed_on": str(one.accessed_on)}


def _ratings(row: Assessment) -> list[dict[str, Any]]:
    return [
        {"scale": scale, "said": one.said, "counts_as": rules.counts_as(scale, one.said),
         "why": one.why, "round": one.cited_round.number if one.cited_round else None}
        for scale, one in queries.current_ratings(row).items()
    ]  # fmt: skip


def _form(row: Assessment, kind: Kind) -> dict[str, str] | None:
    """Return the short form of a rapid assessment; other kinds have none."""
    if kind.ratings != "form":
        return None
    names = ("likelihood", "impact", "confidence")
    said = {name: getattr(row, name) for name in names}
    why = {f"{name}_why": getattr(row, f"{name}_why") for name in names}
    return {**said, **why, "summary": row.summary}


def _answers(row: Assessment, kind: Kind) -> list[dict[str, Any]]:
    answers = queries.current_answers(row)
    return [
        {
            "key": one.key, "title": dict(one.title), "blocks": list(one.blocks),
            "said": answers[one.key].said if one.key in answers else None,
            "why": answers[one.key].why if one.key in answers else "",
            "excepted": answers[one.key].excepted if one.key in answers else "",
            "blocked_by": rules.blocked_by(one, answers.get(one.key)),
            "exception": one.may_be_excepted,
        }
        for one in kind.questions
    ]  # fmt: skip


def round_as_data(row: ExpertRound, *, at: datetime) -> dict[str, Any]:
    """Return a round of experts; before its end without anything that was said in it.

    Afterwards how the opinions are spread, with the reasons, and never whose they are.
    """
    is_closed = rules.is_round_closed(row, at=at)
    told: dict[str, Any] = {
        "id": row.pk, "number": row.number, "question": row.question, "scales": row.scales,
        "opened_at": row.opened_at.isoformat(), "closes_on": rules.last_day_of(row).isoformat(),
        "is_closed": is_closed, "closed_why": row.closed_why if is_closed else "",
        "asked": row.invitations.count(), "answered": None, "opinions": None,
    }  # fmt: skip
    if is_closed:
        spoke = row.invitations.filter(opinions__isnull=False)
        told["answered"] = spoke.distinct().count()
        told["opinions"] = [
            _distribution(scale, one) for scale, one in queries.distributions(row).items()
        ]
    return told


def _distribution(scale: str, one: Distribution) -> dict[str, Any]:
    return {
        "scale": scale, "answered": one.answered, "is_shown": one.is_shown, "counts": one.counts,
        "median": list(one.median), "lowest": one.lowest, "highest": one.highest,
        "reasons": list(one.reasons),
    }  # fmt: skip


def invitation_as_data(row: ExpertInvitation, *, at: datetime) -> dict[str, Any]:
    """Return what one expert sees of a round: the question, the rounds before, the own words."""
    earlier = row.round.assessment.rounds.filter(number__lt=row.round.number).order_by("number")
    return {
        **round_as_data(row.round, at=at), "exercise": row.round.assessment.exercise,
        "earlier": [round_as_data(one, at=at) for one in earlier],
        "own": [
            {"scale": scale, "said": one.said, "why": one.why}
            for scale, one in queries.own_opinions(row).items()
        ],
    }  # fmt: skip


def request_as_data(row: InformationRequest, *, at: datetime) -> dict[str, Any]:
    """Return a request to a body, with the clock under which it is answered.

    The clock does not say what it is about: that is the title of the assessment, which may
    be closed to the body that is asked.
    """
    clock = Deadline.objects.filter(
        subject_kind=row._meta.label_lower, subject_id=row.pk
    ).select_related("body").order_by("id").last()  # fmt: skip
    return {
        "id": row.pk, "assessment": row.assessment_id, "body": row.body.code, "rule": row.rule,
        "question": row.question, "exercise": row.assessment.exercise,
        "asked_at": row.asked_at.isoformat(), "answer": row.answer,
        "has_nothing": row.has_nothing,
        "answered_at": row.answered_at.isoformat() if row.answered_at else None,
        "clock": {**clock_as_data(clock, at=at), "about": ""} if clock else None,
    }  # fmt: skip
