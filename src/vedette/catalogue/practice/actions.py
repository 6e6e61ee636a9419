"""Open and decide trials, offer practice, announce courses."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from vedette.base.accounts import rules as rights
from vedette.base.accounts.models import User
from vedette.base.journal import actions as journal
from vedette.catalogue.laboratories.models import Laboratory
from vedette.catalogue.laboratories.rules import check_acts_for
from vedette.catalogue.practice import rules
from vedette.catalogue.practice.models import Course, MethodTrial, Practice, TrialCount
from vedette.catalogue.practice.rules import PracticeUnfit
from vedette.catalogue.substances.models import Substance
from vedette.science.identification import TECHNIQUES, TechniqueUnknown

RIGHT = "keep_laboratories"


@transaction.atomic
def open_trial(
    *,
    key: str,
    title: str,
    technique: str,
    reference: str,
    matrix: str = "",
    substance: Substance | None = None,
    started_on: date,
    by: User,
    at: datetime,
) -> MethodTrial:
    """Open a trial of a technique against a reference."""
    rights.check_may(by, RIGHT)
    if started_on > timezone.localdate(at):
        raise PracticeUnfit(f"a trial that starts on {started_on} cannot be open yet")
    if technique not in TECHNIQUES:
        raise TechniqueUnknown(technique)
    try:
        with transaction.atomic():
            row = MethodTrial.objects.create(
                key=rules.check_key(key), title=rules.check_text(title, "a title"),
                technique=technique, reference=rules.check_text(reference, "a reference"),
                matrix=matrix.strip()[:100], substance=substance, started_on=started_on,
            )  # fmt: skip
    except IntegrityError:
        raise PracticeUnfit(f"a trial {key.strip()!r} is there already") from None
    journal.record("trial.opened", subject=row, by=by, at=at, technique=technique)
    return row


@transaction.atomic
def count(
    *,
    trial: MethodTrial,
    laboratory: Laboratory,
    true_positive: int,
    false_positive: int,
    true_negative: int,
    false_negative: int,
    by: User,
    at: datetime,
) -> TrialCount:
    """Give what a laboratory counted; it may correct that until the trial is decided."""
    check_acts_for(by, laboratory)
    trial = MethodTrial.objects.select_for_update().get(pk=trial.pk)
    if trial.outcome and trial.outcome != MethodTrial.Outcome.MORE:
        raise PracticeUnfit("this trial is decided; its counts stand")
    counts: dict[str, Any] = {
        "true_positive": true_positive, "false_positive": false_positive,
        "true_negative": true_negative, "false_negative": false_negative,
    }  # fmt: skip
    if any(not 0 <= one <= 1_000_000 for one in counts.values()) or not any(counts.values()):
        raise PracticeUnfit("counts are whole numbers from nought to a million, not all nought")
    row, _is_new = TrialCount.objects.update_or_create(
        trial=trial, laboratory=laboratory, defaults={**counts, "at": at, "by": by}
    )
    journal.record("trial.counted", subject=trial, by=by, at=at, laboratory=laboratory.code,
                   **counts)  # fmt: skip
    return row


@transaction.atomic
def decide(*, trial: MethodTrial, outcome: str, why: str, by: User, at: datetime) -> MethodTrial:
    """Decide what becomes of a method, and why; more work leaves the trial open for counts."""
    rights.check_may(by, RIGHT)
    if outcome not in MethodTrial.Outcome.values or not outcome:
        raise PracticeUnfit("a trial ends as adopted, rejected or more_work")
    if not why.strip():
        raise PracticeUnfit("a decision says why")
    if not trial.counts.exists():
        raise PracticeUnfit("nobody has counted anything yet")
    undecided = MethodTrial.objects.filter(pk=trial.pk, outcome__in=("", MethodTrial.Outcome.MORE))
    if not undecided.update(
        outcome=outcome, why=why.strip(), decided_on=timezone.localdate(at), decided_by=by
    ):
        raise PracticeUnfit("this trial is decided already")
    journal.record("trial.decided", subject=trial, by=by, at=at, outcome=outcome, why=why.strip())
    trial.refresh_from_db()
    return trial


@transaction.atomic
def offer(
    *,
    key: str,
    title: str,
    language: str,
    licence: str,
    offered_by: str,
    place: str,
    summary: str = "",
    by: User,
    at: datetime,
) -> Practice:
    """Offer a practice to all, as the next version of its entry in that language."""
    rights.check_may(by, "handle_samples")
    key, code = rules.check_key(key), rules.check_language(language)
    earlier = Practice.objects.filter(key=key, language=code).order_by("-version").first()
    try:
        with transaction.atomic():
            row = Practice.objects.create(
                key=key, version=(earlier.version if earlier else 0) + 1, language=code,
                title=rules.check_text(title, "a title"),
                licence=rules.check_text(licence, "a licence"),
                offered_by=rules.check_text(offered_by, "an institute"),
                place=rules.check_place(rules.check_text(place, "a link or file name")),
                summary=summary.strip()[:2_000], offered_on=timezone.localdate(at),
            )  # fmt: skip
    except IntegrityError:
        raise PracticeUnfit("somebody else has just offered this version; look again") from None
    journal.record("practice.offered", subject=row, by=by, at=at, key=key, version=row.version)
    return row


@transaction.atomic
def withdraw(*, practice: Practice, why: str, by: User, at: datetime) -> None:
    """Take a version out of the library; it stays in the record."""
    rights.check_may(by, RIGHT)
    if not why.strip():
        raise PracticeUnfit("say why it is withdrawn")
    rows = Practice.objects.filter(pk=practice.pk, withdrawn_on=None)
    if not rows.update(withdrawn_on=timezone.localdate(at)):
        raise PracticeUnfit("this version is withdrawn already")
    journal.record("practice.withdrawn", subject=practice, by=by, at=at, why=why.strip())


@transaction.atomic
def announce(
    *,
    title: str,
    organiser: str,
    starts_on: date,
    ends_on: date | None = None,
    where: str = "",
    language: str = "",
    link: str = "",
    by: User,
    at: datetime,
) -> Course:
    """Announce a joint course."""
    rights.check_may(by, "handle_samples")
    last = ends_on or starts_on
    if last < starts_on:
        raise PracticeUnfit("a course cannot end before it starts")
    rules.check_day(starts_on, at=at)
    rules.check_day(last, at=at)
    row = Course.objects.create(
        title=rules.check_text(title, "a title"),
        organiser=rules.check_text(organiser, "an institute"), starts_on=starts_on, ends_on=last,
        where=where.strip()[:200], language=rules.check_language(language) if language else "",
        link=rules.check_place(link, is_link=True), changed_at=at,
    )  # fmt: skip
    journal.record("course.announced", subject=row, by=by, at=at, title=row.title)
    return row


@transaction.atomic
def cancel(*, course: Course, by: User, at: datetime) -> None:
    """Say that a course does not take place; calendars that follow it are told."""
    rights.check_may(by, RIGHT)
    rows = Course.objects.filter(pk=course.pk, cancelled_at=None)
    if not rows.update(cancelled_at=at, changed_at=at):
        raise PracticeUnfit("this course is cancelled already")
    journal.record("course.cancelled", subject=course, by=by, at=at)
