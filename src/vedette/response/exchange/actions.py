"""Subscribe, confirm, leave; queue what a published warning owes; keep what receivers answer."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction

from vedette.base.accounts import rules as rights
from vedette.base.accounts.models import Body, User
from vedette.base.journal import actions as journal
from vedette.judgement.deadlines.models import Reminder
from vedette.response.alerts.composing import Audience
from vedette.response.alerts.formats import domain
from vedette.response.alerts.models import Alert, Release
from vedette.response.alerts.phrases import LANGUAGES
from vedette.response.exchange import cap, queries, rules
from vedette.response.exchange.cap import signing
from vedette.response.exchange.models import Delivery, Receipt, SignedDocument, Subscription

AT_ONCE = 2_000  # rows written together


@transaction.atomic
def subscribe(
    *,
    channel: str,
    address: str,
    language: str = "en",
    audience: str = Audience.PEOPLE,
    families: list[str] | None = None,
    places: list[str] | None = None,
    least_severity: str = "",
    digest: str = Subscription.Digest.AT_ONCE,
    body: Body | None = None,
    must_answer: bool = False,
    drills: str = Subscription.Drills.NONE,
    deadlines: bool = False,
    by: User | None = None,
    at: datetime,
) -> Subscription:
    """Ask to be told; it holds once the receiver confirmed, or at once if the desk enters it.

    Raises
    ------
    Refused
        If the address, language or audience is none, or the same subscription stands already.
    """
    if by is not None:
        rights.check_may(by, "draft")
    address = rules.check_address(channel, address)
    if language not in LANGUAGES:
        raise rights.Refused(f"warnings are not written in {language!r}")
    if audience not in list(Audience):
        raise rights.Refused(f"no audience is called {audience!r}; one of {', '.join(Audience)}")
    if digest not in Subscription.Digest.values:
        raise rights.Refused(f"{digest!r} is not one of {', '.join(Subscription.Digest.values)}")
    rules.check_drills(drills, body=body, by_desk=by is not None)
    if deadlines and (body is None or by is None):
        raise rights.Refused("the desk enters which bodies are told of their deadlines")
    try:
        with transaction.atomic():
            row = Subscription.objects.create(
                channel=channel, address=address, token=secrets.token_urlsafe(24),
                secret=secrets.token_urlsafe(32) if channel == "webhook" else "",
                language=language, audience=audience, families=sorted(families or []),
                places=sorted(places or []), least_severity=least_severity, digest=digest,
                body=body, must_answer=must_answer, drills=drills,
                deadlines=deadlines, asked_at=at,
                confirmed_at=at if by is not None else None,
            )  # fmt: skip
    except IntegrityError:
        raise rights.Refused("this address has this subscription already") from None
    journal.record("subscription.asked", subject=row, by=by, at=at, channel=channel)
    return row


@transaction.atomic
def confirm(*, token: str, at: datetime) -> Subscription:
    """Confirm a subscription from the message that was sent to its address."""
    row = queries.by_token(token)
    if row.ended_at:
        raise rights.Refused("this subscription has ended")
    if Subscription.objects.filter(pk=row.pk, confirmed_at=None).update(confirmed_at=at):
        journal.record("subscription.confirmed", subject=row, by=None, at=at)
    row.refresh_from_db()
    return row


@transaction.atomic
def leave(*, token: str, at: datetime) -> Subscription:
    """End a subscription and forget its address; twice is once."""
    row = queries.by_token(token)
    still = Subscription.objects.filter(pk=row.pk, ended_at=None)
    if still.update(ended_at=at, ended_because="asked to", address="", secret=""):
        journal.record("subscription.ended", subject=row, by=None, at=at)
    row.refresh_from_db()
    return row


@transaction.atomic
def sign(*, alert: Alert, at: datetime) -> SignedDocument | None:
    """Sign a published warning and keep what was signed; without a key it goes out unsigned.

    A warning is never held back for the sake of its signature; the journal says why it has none.
    """
    folder = Path(settings.VEDETTE_HOME) / "keys"
    try:
        body = signing.sign(cap.document(alert), folder, name=domain(), at=at)
    except signing.SigningFailed as error:
        journal.record("alert.unsigned", subject=alert, by=None, at=at, why=str(error))
        return None
    row = SignedDocument.objects.create(alert=alert, body=body.decode(), signed_at=at)
    journal.record("alert.cap_signed", subject=alert, by=None, at=at)
    return row


@transaction.atomic
def queue(*, alert: Alert, at: datetime) -> int:
    """Queue a published warning for everybody who asked for such; again adds nobody twice.

    A new version goes to all who were sent an earlier one, whatever they ask for by now:
    whoever was warned is told how it ended.

    Returns
    -------
    int
        How many deliveries were added.
    """
    if alert.status != Alert.Status.PUBLISHED:
        raise rights.Refused("only what is published is sent")
    before = Delivery.objects.filter(alert=alert).count()
    due: list[Delivery] = []
    for subscription_id, digest in queries.receivers(alert):
        next_at = rules.send_at(digest, at=at, severity=alert.severity)
        due.append(
            Delivery(alert=alert, subscription_id=subscription_id, next_at=next_at, made_at=at)
        )
        if len(due) == AT_ONCE:
            Delivery.objects.bulk_create(due, ignore_conflicts=True)
            due = []
    Delivery.objects.bulk_create(due, ignore_conflicts=True)
    added = Delivery.objects.filter(alert=alert).count() - before
    journal.record("alert.queued", subject=alert, by=None, at=at, deliveries=added)
    return added


@transaction.atomic
def queue_review(*, alert: Alert, at: datetime) -> int:
    """Queue the word that a warning is in question for everybody it was sent to; once."""
    told = Delivery.objects.filter(alert=alert, kind="warning").exclude(
        state=Delivery.State.GIVEN_UP
    )
    before = Delivery.objects.filter(alert=alert, kind="review").count()
    Delivery.objects.bulk_create(
        (
            Delivery(alert=alert, subscription_id=pk, kind="review", next_at=at, made_at=at)
            for pk in told.values_list("subscription_id", flat=True)
        ),
        ignore_conflicts=True,
        batch_size=AT_ONCE,
    )
    added = Delivery.objects.filter(alert=alert, kind="review").count() - before
    journal.record("alert.review_queued", subject=alert, by=None, at=at, deliveries=added)
    return added


@transaction.atomic
def tell(*, release: Release, bodies: Sequence[Body], at: datetime) -> int:
    """Queue for providers, wherever they have an address, that their restriction was lifted."""
    rows = Subscription.objects.filter(queries.current(), body__in=bodies)
    if not release.alert.exercise:
        rows = rows.exclude(drills=Subscription.Drills.ONLY)
    elif release.alert.assessment.drill_id:
        rows = rows.filter(queries.told_of(release.alert))
    made = Delivery.objects.bulk_create(
        Delivery(
            alert=release.alert, subscription=row, kind=Delivery.Kind.RELEASE, round=release.pk,
            next_at=at, made_at=at,
        )
        for row in rows
    )  # fmt: skip
    journal.record("release.told", subject=release, by=None, at=at, deliveries=len(made))
    return len(made)


@transaction.atomic
def remind(*, reminders: Sequence[Reminder], at: datetime) -> int:
    """Queue reminders of deadlines for the bodies that must act and asked to be told."""
    due = []
    for reminder in reminders:
        clock = reminder.deadline
        if clock.body_id is None:
            continue
        rows = queries.told_of_duties(exercise=clock.exercise).filter(body=clock.body_id)
        due += [
            Delivery(
                reminder=reminder, subscription=row, kind=Delivery.Kind.DEADLINE, next_at=at,
                made_at=at,
            )
            for row in rows
        ]  # fmt: skip
    Delivery.objects.bulk_create(due, ignore_conflicts=True)
    if due:
        journal.record("deadlines.told", subject=None, by=None, at=at, deliveries=len(due))
    return len(due)


@transaction.atomic
def drop(*, alert: Alert, because: str, at: datetime) -> int:
    """Send no more of a warning: what waits is dropped; returns how many deliveries."""
    rows = Delivery.objects.filter(alert=alert)
    # What would have travelled with it goes by itself.
    Delivery.objects.filter(carried_by__in=rows, state=Delivery.State.CARRIED).update(
        state=Delivery.State.WAITING, carried_by=None, next_at=at
    )
    waiting = rows.filter(state__in=[Delivery.State.WAITING, Delivery.State.CARRIED])
    dropped = waiting.update(state=Delivery.State.DROPPED, next_at=None, done_at=at)
    if dropped:
        journal.record(
            "alert.dropped", subject=alert, by=None, at=at, deliveries=dropped, because=because
        )
    return dropped


@transaction.atomic
def answer(*, token: str, delivery: int, kind: str, note: str = "", at: datetime) -> Receipt:
    """Keep what a receiver says: received, or acted on, with what was done."""
    row = queries.warning_behind(queries.delivery_of(token, delivery))
    if kind not in Receipt.Kind.values:
        raise rights.Refused(f"{kind!r} is not one of {', '.join(Receipt.Kind.values)}")
    receipt, is_new = Receipt.objects.get_or_create(
        delivery=row, kind=kind, defaults={"note": note.strip()[:2_000], "at": at}
    )
    if is_new:
        journal.record("delivery.answered", subject=row, by=None, at=at, kind=kind)
    return receipt
