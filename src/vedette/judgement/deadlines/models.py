"""Clocks that run for somebody, what happened to each, and days people entered in calendars."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from vedette.judgement.deadlines.counting import Unit


class CalendarDay(models.Model):
    """A day that a calendar's general rule does not know: free, or worked on after all."""

    calendar = models.TextField(help_text="country, part of one as DE-BE, or institution")
    day = models.DateField()
    name = models.TextField(blank=True, help_text="of the holiday; empty: a working day")
    source = models.TextField(help_text="where it is published")
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    entered_at = models.DateTimeField()

    personal_fields = frozenset({"entered_by"})

    class Meta:
        constraints = [
            UniqueConstraint(name="calendar_day_once", fields=["calendar", "day"]),
            CheckConstraint(name="calendar_day_has_source", condition=~Q(source="")),
        ]


class Deadline(models.Model):
    """A duty that somebody has, since an event, under one version of a rule.

    What it said then is kept with it: a rule that changes later moves no clock that runs.
    """

    rule = models.TextField(help_text="key of the rule")
    rule_from = models.DateField(help_text="since when that version of the rule holds")
    about = models.TextField(help_text="what it is about, in words")
    subject_kind = models.TextField(blank=True, help_text="as in the journal: signals.signal")
    subject_id = models.BigIntegerField(null=True)
    body = models.ForeignKey("accounts.Body", models.PROTECT, null=True, related_name="+")
    calendar = models.TextField()
    amount = models.PositiveIntegerField(null=True)
    unit = models.TextField(choices=[(one.value, one.value) for one in Unit], blank=True)
    before = models.BooleanField(default=False, help_text="counted back from the event")
    event_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, help_text="first moment that is too late")
    last_day = models.DateField(null=True, help_text="in the calendar's zone; empty for hours")
    paused_at = models.DateTimeField(null=True)
    met_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    marking = models.ForeignKey("markings.Marking", models.PROTECT, related_name="+")
    exercise = models.BooleanField(default=False)

    personal_fields: frozenset[str] = frozenset()

    class Meta:
        constraints = [
            CheckConstraint(name="deadline_says_what_about", condition=~Q(about="")),
            CheckConstraint(
                name="deadline_period_has_unit",
                condition=Q(amount=None, unit="") | (Q(amount__gt=0) & ~Q(unit="")),
            ),
            CheckConstraint(
                name="deadline_ends_once", condition=Q(met_at=None) | Q(withdrawn_at=None)
            ),
            CheckConstraint(
                name="deadline_over_is_not_paused",
                condition=Q(paused_at=None) | Q(met_at=None, withdrawn_at=None),
            ),
            UniqueConstraint(
                name="deadline_runs_once",
                fields=["rule", "subject_kind", "subject_id", "body"],
                condition=Q(met_at=None, withdrawn_at=None, subject_id__isnull=False),
            ),
            UniqueConstraint(  # nothing equals nothing, so a clock without a body needs its own
                name="deadline_runs_once_without_body",
                fields=["rule", "subject_kind", "subject_id"],
                condition=Q(met_at=None, withdrawn_at=None, subject_id__isnull=False, body=None),
            ),
        ]
        indexes = [
            models.Index(fields=["met_at", "withdrawn_at", "due_at"]),
            models.Index(fields=["subject_kind", "subject_id"]),
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.about}"


class DeadlineStep(models.Model):
    """One thing that happened to a clock; together they say why it ends when it does."""

    class Kind(models.TextChoices):
        STARTED = "started"
        EXTENDED = "extended"
        PAUSED = "paused"
        RESUMED = "resumed"
        RECOUNTED = "recounted"
        MET = "met"
        WITHDRAWN = "withdrawn"

    deadline = models.ForeignKey(Deadline, models.PROTECT, related_name="steps")
    number = models.PositiveIntegerField()
    kind = models.TextField(choices=Kind)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)
    due_at = models.DateTimeField(null=True, help_text="after the step")
    counted_to = models.DateField(null=True, help_text="the bare count, before it was moved")
    moved_because = models.TextField(blank=True)

    personal_fields = frozenset({"by"})

    class Meta:
        constraints = [
            UniqueConstraint(name="deadline_step_once", fields=["deadline", "number"]),
            CheckConstraint(
                name="deadline_step_of_known_kind",
                condition=Q(
                    kind__in=["started", "extended", "paused", "resumed", "recounted", "met",
                              "withdrawn"]
                ),
            ),
            CheckConstraint(
                name="deadline_change_says_why",
                condition=Q(kind__in=["started", "met", "recounted"]) | ~Q(reason=""),
            ),
        ]  # fmt: skip


class Reminder(models.Model):
    """A reminder of a deadline that fell due once for each end it had."""

    class Stage(models.TextChoices):
        WEEK = "week"
        TWO_DAYS = "two_days"
        DAY = "day"
        MISSED = "missed"
        BEGUN = "begun"  # a duty without a number: told at once, for it falls due with its event

    deadline = models.ForeignKey(Deadline, models.PROTECT, related_name="reminders")
    stage = models.TextField(choices=Stage)
    due_at = models.DateTimeField(help_text="the end it speaks of")
    at = models.DateTimeField()

    personal_fields: frozenset[str] = frozenset()

    class Meta:
        constraints = [
            UniqueConstraint(name="reminder_once", fields=["deadline", "stage", "due_at"]),
            CheckConstraint(
                name="reminder_of_known_stage",
                condition=Q(stage__in=["week", "two_days", "day", "missed", "begun"]),
            ),
        ]
