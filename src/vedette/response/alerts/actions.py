"""Draft, sign, publish, update and cancel. Nothing reaches the public without two people."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Max

from vedette.base.accounts import rules as rights
from vedette.base.accounts.models import Body, User
from vedette.base.journal import actions as journal
from vedette.base.locks import queue_for
from vedette.judgement.assessments.models import Assessment
from vedette.judgement.drills import rules as drills
from vedette.response.alerts import contents, drafting, evidence, queries, rules
from vedette.response.alerts.models import Alert, AlertEdition, AlertQuestion, AlertText
from vedette.response.alerts.phrases import LANGUAGES

VALID_FOR = timedelta(days=14)
REVIEW_AFTER = timedelta(days=7)
# What a warning says in every language; changing one of these composes its texts anew.
CONTENT = ("sold_as", "basis", "acts_as", "form", "look", "reasons", "unknowns", "review_on")
PARTS = ("headline", "description", "instruction")
_WORDED = frozenset({"sold_as", "look"})
_FIELDS = frozenset({"urgency", "severity", "certainty", "expires_at", "tlp", *CONTENT})


@transaction.atomic
def draft(*, assessment: Assessment, by: User, at: datetime) -> Alert:
    """Start a warning from a concluded assessment, filled with what its rows say."""
    rights.check_may(by, "draft")
    if assessment.status != Assessment.Status.CONCLUDED:
        raise rights.Refused("conclude the assessment first; a warning rests on a judgement")
    drills.check_runs(assessment.drill)
    facts = drafting.facts_of(assessment, evidence.rows_for(assessment, at=at))
    queue_for("alert numbers")
    alert = Alert.objects.create(
        number=_next_number(at), assessment=assessment, drafted_by=by, drafted_at=at,
        changed_at=at, expires_at=at + VALID_FOR, sold_as=facts.sold_as, basis=facts.identity,
        acts_as=facts.acts_as, form=facts.form, reasons=facts.reasons, unknowns=["extent"],
        report_count=facts.count, latest_on=facts.latest, review_on=(at + REVIEW_AFTER).date(),
        severity=facts.severity, certainty=facts.certainty,
        exercise=assessment.exercise or assessment.evidence.filter(source__simulated=True).exists(),
    )  # fmt: skip
    signal = assessment.signal
    if signal and signal.substance_id:
        alert.substances.add(signal.substance_id)
    elif signal is None:
        alert.substances.set(assessment.substances.all())
    if signal and signal.place_id:
        alert.places.add(signal.place_id)
    _compose(alert)
    journal.record("alert.drafted", subject=alert, by=by, at=at, number=alert.number)
    return alert


def _next_number(at: datetime) -> str:
    year = at.year
    taken = Alert.objects.filter(number__startswith=f"{year}-").values_list("number", flat=True)
    last = max((int(number.split("-")[1]) for number in taken), default=0)
    return f"{year}-{last + 1:03d}"


def _compose(alert: Alert) -> None:
    """Compose the texts of a draft anew, but for those that a person wrote by hand."""
    compositions, _missing = contents.composed(alert)
    by_hand = set(alert.texts.filter(by_hand=True).values_list("language", flat=True))
    for language, text in contents.full_texts(compositions).items():
        if language not in by_hand:
            AlertText.objects.update_or_create(alert=alert, language=language, defaults=text)


def _write_by_hand(alert: Alert, texts: dict[str, dict[str, str]]) -> None:
    """Keep what a person wrote; what is as it was stays as it was."""
    there = {text.language: text for text in alert.texts.all()}
    for language, said in texts.items():
        text = {part: said[part].replace("\r\n", "\n") for part in PARTS}
        note = said.get("note", there[language].note if language in there else "")
        is_new = language not in there or there[language].words() != text
        by_hand = {"by_hand": True} if is_new else {}
        AlertText.objects.update_or_create(
            alert=alert, language=language, defaults={**text, "note": note.strip(), **by_hand}
        )


@transaction.atomic
def edit(
    *,
    alert: Alert,
    by: User,
    at: datetime,
    read_at: datetime,
    texts: dict[str, dict[str, str]],
    from_bank: Sequence[str] = (),
    recipients: Sequence[Body] | None = None,
    **fields: Any,
) -> Alert:
    """Change a draft, unless somebody else changed it since it was read.

    Parameters
    ----------
    texts : dict
        Headline, description, instruction and perhaps a note, by language. What differs
        from what the bank says is marked as written by hand, and stays when the rest is
        composed anew.
    recipients : sequence of Body, optional
        Whom a warning that is not for all goes to.
    from_bank : sequence of str
        Languages that are to say again what the bank says.
    **fields
        Of `CONTENT` and the scales; they are checked by composing.
    """
    rights.check_may(by, rules.ACTS["edit"].right)
    unknown = set(fields) - _FIELDS
    if unknown:
        raise rights.Refused(f"an alert has no field {', '.join(sorted(unknown))}")
    if "expires_at" in fields:
        rules.check_expiry(fields["expires_at"], at)
    rules.check_scales(fields)
    rules.check_marking(fields)
    for language, text in texts.items():
        rules.check_language(language)
        rules.check_words(language, {part: text[part] for part in PARTS})
        rules.check_phrase(text.get("note", ""), language)
    for field in _WORDED & set(fields):
        rules.check_phrase(fields[field], "en")
    untouched = Alert.objects.filter(pk=alert.pk, status=Alert.Status.DRAFT, changed_at=read_at)
    if not untouched.update(changed_at=at, changed_by=by, **fields):
        raise rules.AlreadyMoved(
            "the alert was changed or signed since you opened it; read it again"
        )
    if recipients is not None:
        alert.recipients.set(recipients)
    _write_by_hand(alert, texts)
    alert = Alert.objects.get(pk=alert.pk)
    for language in from_bank:
        AlertText.objects.filter(alert=alert, language=language).update(by_hand=False)
    _count(alert, at)
    _compose(alert)
    journal.record("alert.edited", subject=alert, by=by, at=at, languages=sorted(texts))
    return alert


@transaction.atomic
def recount(*, alert: Alert, at: datetime) -> None:
    """Count anew what a draft rests on, after a release began or ended; who read it reads again."""
    draft = Alert.objects.filter(pk=alert.pk, status=Alert.Status.DRAFT)
    if draft.update(changed_at=at):
        alert.refresh_from_db()
        _count(alert, at)
        _fill(alert, at)
        _compose(alert)


def _count(alert: Alert, at: datetime) -> None:
    """Say of how many rows, and until when, as far as they are open to the warning."""
    rows = evidence.rows_for(alert.assessment, number=alert.number, at=at)
    found = rows.aggregate(count=Count("pk"), latest=Max("occurred_on"))
    alert.report_count, alert.latest_on = found["count"], found["latest"]
    alert.save(update_fields=["report_count", "latest_on"])


def _fill(alert: Alert, at: datetime) -> None:
    """Fill what is still empty from the rows that are open to the warning by now."""
    rows = evidence.rows_for(alert.assessment, number=alert.number, at=at)
    facts = drafting.facts_of(alert.assessment, rows)
    alert.basis = alert.basis or facts.identity
    alert.form = alert.form or facts.form
    if alert.certainty == Alert.Certainty.UNKNOWN:
        alert.certainty = facts.certainty
    alert.save(update_fields=["basis", "form", "certainty"])


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
    rules.check_act("approve", alert, by)
    rules.check_expiry(alert.expires_at, at)
    rules.check_complete(alert)
    rules.check_recipients(alert)
    rules.check_rests_on_open(alert, at)
    unmoved = Alert.objects.filter(pk=alert.pk, status=Alert.Status.DRAFT, changed_at=read_at)
    if not unmoved.update(status=Alert.Status.APPROVED, approved_by=by, approved_at=at):
        raise rules.AlreadyMoved("the alert was changed since you read it; read it again")
    journal.record("alert.approved", subject=alert, by=by, at=at)
    alert.refresh_from_db()
    return alert


@transaction.atomic
def send_back(*, alert: Alert, reason: str, by: User, at: datetime) -> Alert:
    """Take a signature off again before publication, with the reason."""
    rules.check_act("send_back", alert, by)
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
    rules.check_act("publish", alert, by)
    rules.check_signer(alert)
    rules.check_drill(alert)
    rules.check_expiry(alert.expires_at, at)
    rules.check_rests_on_open(alert, at)
    signed = Alert.objects.filter(pk=alert.pk, status=Alert.Status.APPROVED)
    if not signed.update(status=Alert.Status.PUBLISHED, published_at=at):
        raise rules.AlreadyMoved("the alert was moved by someone else")
    alert.refresh_from_db()
    _fix_editions(alert, at)
    # The next version is the answer to whatever was asked about the one before it.
    AlertQuestion.objects.filter(alert__number=alert.number, answered_at=None).update(
        answer=AlertQuestion.Answer.NEW_VERSION, reason=f"version {alert.version}",
        answered_by=by, answered_at=at,
    )  # fmt: skip
    journal.record("alert.published", subject=alert, by=by, at=at, number=alert.number)
    return alert


def _fix_editions(alert: Alert, at: datetime) -> None:
    """Keep for good what the warning says, whatever becomes of the phrases later."""
    compositions, missing = contents.composed(alert)
    AlertEdition.objects.bulk_create(
        AlertEdition(alert=alert, language=language, body=body, bank=contents.bank_digest(language))
        for language, body in contents.editions(compositions).items()
    )
    for language, error in missing.items():
        journal.record(
            "alert.language_missing", subject=alert, by=None, at=at,
            language=language, why=str(error),
        )  # fmt: skip


@transaction.atomic
def update(*, alert: Alert, by: User, at: datetime) -> Alert:
    """Start the next version of a published warning; the old one stands until that is published."""
    rules.check_act("update", alert, by)
    drills.check_runs(alert.assessment.drill)
    return _next_version(alert, Alert.Message.UPDATE, by, at)


@transaction.atomic
def cancel(*, alert: Alert, reason: str, by: User, at: datetime) -> Alert:
    """Start the cancellation of a published warning; it too needs a second signature."""
    rules.check_act("cancel", alert, by)
    if not reason.strip():
        raise rights.Refused("a cancellation needs its reason")
    cancellation = _next_version(alert, Alert.Message.CANCEL, by, at)
    # What a person wrote by hand, or noted, about the old warning must not stand on.
    cancellation.texts.update(by_hand=False, note="")
    cancellation.texts.filter(language="en").update(note=reason.strip())
    cancellation.texts.exclude(language__in=LANGUAGES).delete()
    _compose(cancellation)
    return cancellation


def _next_version(alert: Alert, message: str, by: User, at: datetime) -> Alert:
    Alert.objects.select_for_update(no_key=True).get(pk=alert.pk)  # one next version, not two
    newer = Alert.objects.filter(replaces=alert).first()
    if newer and message == Alert.Message.CANCEL and newer.status == Alert.Status.DRAFT:
        return _turned_into_cancellation(newer, by, at)
    if newer:
        raise rules.AlreadyMoved("there is a newer version of this warning already")
    fresh = Alert.objects.create(
        number=alert.number, version=alert.version + 1, message=message, replaces=alert,
        assessment=alert.assessment, urgency=alert.urgency, severity=alert.severity,
        certainty=alert.certainty, expires_at=at + VALID_FOR, drafted_by=by, drafted_at=at,
        changed_at=at, exercise=alert.exercise, report_count=alert.report_count,
        latest_on=alert.latest_on, tlp=alert.tlp,
        **{name: getattr(alert, name) for name in CONTENT},
    )  # fmt: skip
    fresh.substances.set(alert.substances.all())
    fresh.places.set(alert.places.all())
    fresh.recipients.set(alert.recipients.all())
    AlertText.objects.bulk_create(
        AlertText(alert=fresh, language=text.language, note=text.note, by_hand=text.by_hand,
                  **text.words())
        for text in alert.texts.all()
    )  # fmt: skip
    _compose(fresh)
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


@transaction.atomic
def ask_again(*, at: datetime) -> list[AlertQuestion]:
    """Open the question on every warning in force that rests on what no longer holds."""
    made = []
    for alert, report in queries.shaken(at=at):
        row, is_new = AlertQuestion.objects.get_or_create(
            alert=alert, report=report, defaults={"opened_at": at}
        )
        if is_new:
            journal.record("alert.questioned", subject=alert, by=None, at=at, report=report.pk)
            made.append(row)
    return made


@transaction.atomic
def stand_by(*, alert: Alert, reason: str, by: User, at: datetime) -> int:
    """Say why a warning stands all the same; returns how many questions that answers."""
    rules.check_act("stand_by", alert, by)
    if not reason.strip():
        raise rights.Refused("say why the warning stands")
    answered = AlertQuestion.objects.filter(alert=alert, answered_at=None).update(
        answer=AlertQuestion.Answer.STANDS, reason=reason.strip(), answered_by=by, answered_at=at
    )
    if not answered:
        raise rules.AlreadyMoved("nobody asks about this warning any more")
    journal.record("alert.stands", subject=alert, by=by, at=at, reason=reason.strip())
    return answered
