"""Draft, sign, publish, update and cancel. Nothing reaches the public without two people."""

from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from vedette.base.accounts import rules as rights
from vedette.base.accounts.models import User
from vedette.base.journal import actions as journal
from vedette.judgement.assessments.models import Assessment
from vedette.response.alerts import drafting, rules
from vedette.response.alerts.models import Alert, AlertText
from vedette.response.alerts.phrases import LANGUAGES, phrases

VALID_FOR = timedelta(days=14)
_WORDED = frozenset({"sold_as", "basis", "unknowns"})
_FIELDS = frozenset(
    {"urgency", "severity", "certainty", "sold_as", "basis", "unknowns", "expires_at"}
)


@transaction.atomic
def draft(*, assessment: Assessment, by: User, at: datetime) -> Alert:
    """Start a warning from a concluded assessment, filled with what its rows say."""
    rights.check_may(by, "draft")
    if assessment.status != Assessment.Status.CONCLUDED:
        raise rights.Refused("conclude the assessment first; a warning rests on a judgement")
    facts = drafting.facts_of(assessment)
    if connection.vendor == "postgresql":  # numbers are handed out one after another
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE alerts_alert IN SHARE ROW EXCLUSIVE MODE")
    alert = Alert.objects.create(
        number=_next_number(at), assessment=assessment, drafted_by=by, drafted_at=at,
        changed_at=at, expires_at=at + VALID_FOR, sold_as=facts.sold_as, basis=facts.identity,
        severity=facts.severity, certainty=facts.certainty,
        exercise=bool(assessment.evidence.filter(source__simulated=True).exists()),
    )  # fmt: skip
    signal = assessment.signal
    if signal and signal.substance_id:
        alert.substances.add(signal.substance_id)
    if signal and signal.place_id:
        alert.places.add(signal.place_id)
    _write_texts(alert, drafting.texts_of(facts))
    journal.record("alert.drafted", subject=alert, by=by, at=at, number=alert.number)
    return alert


def _next_number(at: datetime) -> str:
    year = at.year
    taken = Alert.objects.filter(number__startswith=f"{year}-").values_list("number", flat=True)
    last = max((int(number.split("-")[1]) for number in taken), default=0)
    return f"{year}-{last + 1:03d}"


def _write_texts(alert: Alert, texts: dict[str, dict[str, str]]) -> None:
    for language, text in texts.items():
        AlertText.objects.update_or_create(alert=alert, language=language, defaults=text)


@transaction.atomic
def edit(
    *,
    alert: Alert,
    by: User,
    at: datetime,
    read_at: datetime,
    texts: dict[str, dict[str, str]],
    **fields: Any,
) -> Alert:
    """Change a draft, unless somebody else changed it since it was read."""
    rights.check_may(by, "draft")
    unknown = set(fields) - _FIELDS
    if unknown:
        raise rights.Refused(f"an alert has no field {', '.join(sorted(unknown))}")
    if "expires_at" in fields:
        rules.check_expiry(fields["expires_at"], at)
    rules.check_scales(fields)
    for language, text in texts.items():
        rules.check_language(language)
        rules.check_words(language, text)
    for field in _WORDED & set(fields):
        rules.check_phrase(fields[field], "en")
    untouched = Alert.objects.filter(pk=alert.pk, status=Alert.Status.DRAFT, changed_at=read_at)
    if not untouched.update(changed_at=at, changed_by=by, **fields):
        raise rules.AlreadyMoved(
            "the alert was changed or signed since you opened it; read it again"
        )
    _write_texts(alert, texts)
    journal.record("alert.edited", subject=alert, by=by, at=at, languages=sorted(texts))
    alert.refresh_from_db()
    return alert


@transaction.atomic
def approve(*, alert: Alert, by: User, at: datetime, read_at: datetime) -> Alert:
    """Sign a draft so that it can be published.

    Raises
    ------
    Refused
        If the person may not sign, wrote it or changed it last, or the text is not fit.
    AlreadyMoved
        If the text was changed since the signer read it.
    """
    rights.check_may(by, "sign")
    rules.check_step(alert, Alert.Status.APPROVED)
    rules.check_approver(alert, by)
    rules.check_expiry(alert.expires_at, at)
    rules.check_complete(alert)
    unmoved = Alert.objects.filter(pk=alert.pk, status=Alert.Status.DRAFT, changed_at=read_at)
    if not unmoved.update(status=Alert.Status.APPROVED, approved_by=by, approved_at=at):
        raise rules.AlreadyMoved("the alert was changed since you read it; read it again")
    journal.record("alert.approved", subject=alert, by=by, at=at)
    alert.refresh_from_db()
    return alert


@transaction.atomic
def send_back(*, alert: Alert, reason: str, by: User, at: datetime) -> Alert:
    """Take a signature off again before publication, with the reason."""
    rights.check_may(by, "sign")
    rules.check_step(alert, Alert.Status.DRAFT)
    signed = Alert.objects.filter(pk=alert.pk, status=Alert.Status.APPROVED)
    if not signed.update(
        status=Alert.Status.DRAFT, approved_by=None, approved_at=None, changed_at=at
    ):
        raise rules.AlreadyMoved("the alert was moved by someone else")
    journal.record("alert.sent_back", subject=alert, by=by, at=at, reason=reason)
    alert.refresh_from_db()
    return alert


@transaction.atomic
def publish(*, alert: Alert, by: User, at: datetime) -> Alert:
    """Make a signed warning public; from here on its text is fixed."""
    rights.check_may(by, "draft")
    rules.check_step(alert, Alert.Status.PUBLISHED)
    rules.check_expiry(alert.expires_at, at)
    signed = Alert.objects.filter(pk=alert.pk, status=Alert.Status.APPROVED)
    if not signed.update(status=Alert.Status.PUBLISHED, published_at=at):
        raise rules.AlreadyMoved("the alert was moved by someone else")
    journal.record("alert.published", subject=alert, by=by, at=at, number=alert.number)
    alert.refresh_from_db()
    return alert


@transaction.atomic
def update(*, alert: Alert, by: User, at: datetime) -> Alert:
    """Start the next version of a published warning; the old one stands until that is published."""
    return _next_version(alert, Alert.Message.UPDATE, by, at)


@transaction.atomic
def cancel(*, alert: Alert, reason: str, by: User, at: datetime) -> Alert:
    """Start the cancellation of a published warning; it too needs a second signature."""
    if not reason.strip():
        raise rights.Refused("a cancellation needs its reason")
    cancellation = _next_version(alert, Alert.Message.CANCEL, by, at)
    for text in cancellation.texts.all():
        # English words in a language without a phrase bank: the old advice must not stand on.
        bank = text.language if text.language in LANGUAGES else "en"
        words = phrases(bank)["cancelled"]
        text.description = f"{words} {reason.strip()}" if bank == "en" else words
        text.instruction = words
        text.save(update_fields=["description", "instruction"])
    return cancellation


def _next_version(alert: Alert, message: str, by: User, at: datetime) -> Alert:
    rights.check_may(by, "draft")
    if alert.status != Alert.Status.PUBLISHED:
        raise rights.Refused("only a published warning can be updated or cancelled; edit the draft")
    if alert.message == Alert.Message.CANCEL:
        raise rights.Refused("this warning is cancelled; draft a new one")
    newer = Alert.objects.filter(replaces=alert).first()
    if newer and message == Alert.Message.CANCEL and newer.status == Alert.Status.DRAFT:
        return _turned_into_cancellation(newer, by, at)
    if newer:
        raise rules.AlreadyMoved("there is a newer version of this warning already")
    fresh = Alert.objects.create(
        number=alert.number, version=alert.version + 1, message=message, replaces=alert,
        assessment=alert.assessment, urgency=alert.urgency, severity=alert.severity,
        certainty=alert.certainty, sold_as=alert.sold_as, basis=alert.basis,
        unknowns=alert.unknowns, expires_at=at + VALID_FOR, drafted_by=by, drafted_at=at,
        changed_at=at, exercise=alert.exercise,
    )  # fmt: skip
    fresh.substances.set(alert.substances.all())
    fresh.places.set(alert.places.all())
    _write_texts(fresh, {text.language: text.words() for text in alert.texts.all()})
    journal.record(f"alert.{message.lower()}_drafted", subject=fresh, by=by, at=at)
    return fresh


def _turned_into_cancellation(newer: Alert, by: User, at: datetime) -> Alert:
    """An update that nobody finished must not stand in the way of taking a warning back."""
    unmoved = Alert.objects.filter(pk=newer.pk, status=Alert.Status.DRAFT)
    if not unmoved.update(
        message=Alert.Message.CANCEL, drafted_by=by, changed_by=by, changed_at=at
    ):
        raise rules.AlreadyMoved("the update was signed since you opened the page; read it again")
    newer.refresh_from_db()
    journal.record("alert.cancel_drafted", subject=newer, by=by, at=at)
    return newer
