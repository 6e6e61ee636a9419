"""Show the progress of a document to everybody: one proposes, another publishes."""

from datetime import datetime

from django.db import IntegrityError, transaction

from vedette.base.accounts import rules as rights
from vedette.base.accounts.models import User
from vedette.base.accounts.rules import Refused
from vedette.base.journal import actions as journal
from vedette.base.markings.models import Tlp
from vedette.response.policy import rules
from vedette.response.policy.errors import PromiseUnfit
from vedette.response.policy.models import AnswerMarking, Instrument, Publication, StatusReport

Status = Publication.Status


def proposed(instrument: Instrument) -> Publication | None:
    """Return the proposal that waits for a second person, if there is one."""
    return instrument.publications.filter(status=Status.PROPOSED).first()


def shown(instrument: Instrument) -> Publication | None:
    """Return what everybody may read, if there is something."""
    return instrument.publications.filter(status=Status.PUBLISHED).first()


@transaction.atomic
def propose(*, instrument: Instrument, by: User, at: datetime) -> Publication:
    """Propose to show everybody how far a document is, as known at this moment.

    Raises
    ------
    Refused, PromiseUnfit
        If the role does not allow it, or a proposal waits already.
    """
    rights.check_may(by, "judge")
    try:
        with transaction.atomic():
            row = Publication.objects.create(
                instrument=instrument, as_of=at, proposed_by=by, proposed_at=at
            )
    except IntegrityError:
        raise PromiseUnfit("a proposal for this document waits already") from None
    journal.record("progress.proposed", subject=row, by=by, at=at, instrument=instrument.key)
    return row


@transaction.atomic
def publish(*, publication: Publication, by: User, at: datetime) -> Publication:
    """Publish what another person proposed; what was shown before is replaced.

    Raises
    ------
    Refused, PromiseUnfit
        If the role does not allow it, ``by`` proposed it, or it waits no longer.
    """
    rights.check_may(by, "sign")
    if publication.proposed_by_id == by.pk:
        raise Refused("whoever proposed cannot publish; a second person does")
    Publication.objects.filter(
        instrument=publication.instrument_id, status=Status.PUBLISHED
    ).update(status=Status.REPLACED)
    waiting = Publication.objects.filter(pk=publication.pk, status=Status.PROPOSED)
    if not waiting.update(status=Status.PUBLISHED, published_by=by, published_at=at):
        raise PromiseUnfit("this proposal waits no longer")
    publication.refresh_from_db()
    journal.record(
        "progress.published", subject=publication, by=by, at=at,
        instrument=publication.instrument.key,
    )  # fmt: skip
    return publication


@transaction.atomic
def withdraw(*, instrument: Instrument, reason: str, by: User, at: datetime) -> int:
    """Take what is shown or proposed away, for a reason; returns how many rows that were.

    Raises
    ------
    Refused, PromiseUnfit
        If the role does not allow it, there is nothing to withdraw, or no reason is given.
    """
    rights.check_may(by, "judge")
    rules.check_note(reason)
    if not reason.strip():
        raise PromiseUnfit("say why it is withdrawn")
    rows = instrument.publications.filter(status__in=[Status.PROPOSED, Status.PUBLISHED])
    found = list(rows)
    if not found:
        raise PromiseUnfit("nothing of this document is shown or proposed")
    rows.update(status=Status.WITHDRAWN, withdrawn_by=by, withdrawn_at=at, reason=reason.strip())
    for one in found:
        journal.record("progress.withdrawn", subject=one, by=by, at=at, instrument=instrument.key)
    return len(found)


@transaction.atomic
def mark_answer(*, report: StatusReport, tlp: str, by: User, at: datetime) -> AnswerMarking:
    """Say whether everybody may read who gave an answer (CLEAR), or the network only (GREEN).

    Raises
    ------
    Refused, PromiseUnfit
        If the role does not allow it, or it is another colour or no answer of a country.
    """
    rights.check_may(by, "judge")
    if tlp not in (Tlp.CLEAR, Tlp.GREEN):
        raise PromiseUnfit("an answer is TLP:CLEAR or TLP:GREEN; nothing stricter is kept here")
    if not report.country:
        raise PromiseUnfit("only what a country answered has a colour of its own")
    rules.check_days(report.valid_on, at, [report.markings.all()])
    row = AnswerMarking.objects.create(report=report, tlp=tlp, at=at, by=by)
    journal.record("promise.marked", subject=row, by=by, at=at, report=report.pk, tlp=tlp)
    return row
