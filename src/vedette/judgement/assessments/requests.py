"""Ask bodies for information for the sake of an assessment, and keep what they answer."""

from datetime import datetime

from django.db import transaction

from vedette.base.accounts.models import Body, User
from vedette.base.journal import actions as journal
from vedette.judgement.assessments import queries, rules
from vedette.judgement.assessments.errors import EntryUnfit, Overtaken
from vedette.judgement.assessments.models import Assessment, InformationRequest


@transaction.atomic
def ask(
    *, assessment: Assessment, body: Body, question: str, rule: str, by: User, at: datetime
) -> InformationRequest:
    """Ask a body a question, while the assessment is written."""
    kind = queries.kind_of(assessment)
    rules.check_role(by, kind.roles)
    rules.check_writable(assessment, kind)
    row = InformationRequest.objects.create(
        assessment=assessment, body=body, rule=rule, asked_by=by, asked_at=at,
        question=rules.check_said(question, "the question", at_most=4_000),
    )  # fmt: skip
    journal.record("assessment.asked_body", subject=assessment, by=by, at=at, body=body.code)
    return row


@transaction.atomic
def answer(
    *, request: InformationRequest, text: str, has_nothing: bool, by: User, at: datetime
) -> InformationRequest:
    """Keep an answer, given by somebody of the body, or entered for it by who may write.

    Raises
    ------
    Refused
        If the person is of another body and may not write the assessment either.
    EntryUnfit
        If it says nothing, or both something and that there is nothing.
    Overtaken
        If it is answered already.
    """
    if request.body_id != by.body_id or not by.is_active:
        rules.check_role(by, queries.kind_of(request.assessment).roles)
    text = text.strip()
    if bool(text) == has_nothing:
        raise EntryUnfit("answer with a text, or say that there is nothing to tell")
    if text:
        rules.check_said(text, "the answer")
    waiting = InformationRequest.objects.filter(pk=request.pk, answered_at=None)
    if not waiting.update(answer=text, has_nothing=has_nothing, answered_by=by, answered_at=at):
        raise Overtaken("this request is answered already")
    journal.record(
        "assessment.body_answered", subject=request.assessment, by=by, at=at,
        body=request.body.code,
    )  # fmt: skip
    request.refresh_from_db()
    return request
