"""What is said of each promise: rows are added, never changed, so that any past day can be seen."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from vedette.response.policy.models.documents import Instrument, PolicyBody, PolicyEntry


class Evidence(models.Model):
    """Something that shows what was done: a document, a record of this node, an indicator."""

    class Kind(models.TextChoices):
        DOCUMENT = "document"
        LINK = "link"
        SIGNAL = "signal"
        ASSESSMENT = "assessment"
        ALERT = "alert"
        REPORT = "report"
        SAMPLE = "sample"
        INDICATOR = "indicator"

    entry = models.ForeignKey(PolicyEntry, models.PROTECT, related_name="evidence")
    country = models.TextField(blank=True, help_text="empty: of the promise as a whole")
    kind = models.TextField(choices=Kind)
    title = models.TextField(help_text="in words; of a document its reference")
    url = models.TextField(blank=True)
    record_id = models.BigIntegerField(null=True)
    key = models.TextField(blank=True, help_text="of an indicator")
    valid_on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    personal_fields = frozenset({"by"})

    class Meta:
        constraints = [
            CheckConstraint(name="evidence_has_title", condition=~Q(title="")),
            CheckConstraint(
                name="evidence_says_where_it_is",
                condition=Q(kind="document", record_id=None, key="")
                | Q(kind="link", record_id=None, key="") & ~Q(url="")
                | Q(kind="indicator", record_id=None) & ~Q(key="")
                | Q(kind__in=["signal", "assessment", "alert", "report", "sample"],
                    record_id__isnull=False, key=""),
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["kind", "record_id"])]


class ReportingRound(models.Model):
    """A question to bodies or countries, to be answered by a day."""

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="rounds")
    title = models.TextField()
    opened_on = models.DateField()
    due_on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    personal_fields = frozenset({"by"})

    class Meta:
        constraints = [
            UniqueConstraint(name="round_titled_once", fields=["instrument", "title"]),
            CheckConstraint(name="round_has_title", condition=~Q(title="")),
            CheckConstraint(name="round_leaves_time", condition=Q(due_on__gt=F("opened_on"))),
        ]


class Questionnaire(models.Model):
    """One country or body that a round asks."""

    round = models.ForeignKey(ReportingRound, models.PROTECT, related_name="questionnaires")
    country = models.TextField(blank=True)
    body = models.ForeignKey(PolicyBody, models.PROTECT, null=True, related_name="+")

    personal_fields: frozenset[str] = frozenset()

    class Meta:
        constraints = [
            CheckConstraint(
                name="questionnaire_goes_to_one",
                condition=Q(body=None) & ~Q(country="") | Q(body__isnull=False, country=""),
            ),
            UniqueConstraint(
                name="questionnaire_once_a_country", fields=["round", "country"],
                condition=Q(body=None),
            ),
            UniqueConstraint(
                name="questionnaire_once_a_body", fields=["round", "body"],
                condition=Q(body__isnull=False),
            ),
        ]  # fmt: skip


class RoundReminder(models.Model):
    """A reminder that fell due while answers were missing; once a stage."""

    class Stage(models.TextChoices):
        TWO_WEEKS = "two_weeks"
        TWO_DAYS = "two_days"
        MISSED = "missed"

    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="reminders")
    stage = models.TextField(choices=Stage)
    missing = models.PositiveIntegerField(help_text="answers still missing then")
    at = models.DateTimeField()

    personal_fields: frozenset[str] = frozenset()

    class Meta:
        constraints = [
            UniqueConstraint(name="round_reminder_once", fields=["questionnaire", "stage"]),
            CheckConstraint(
                name="round_reminder_of_known_stage",
                condition=Q(stage__in=["two_weeks", "two_days", "missed"]),
            ),
        ]


class StatusReport(models.Model):
    """How far a promise is, for one country or as a whole, as somebody said at some time."""

    entry = models.ForeignKey(PolicyEntry, models.PROTECT, related_name="reports")
    country = models.TextField(blank=True, help_text="empty: of the promise as a whole")
    status = models.TextField(help_text="key of the vocabulary")
    is_progress = models.BooleanField(help_text="as the vocabulary said then")
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True, related_name="reports")
    note = models.TextField(blank=True)
    round = models.ForeignKey(ReportingRound, models.PROTECT, null=True, related_name="reports")
    valid_on = models.DateField(help_text="since when it is so")
    at = models.DateTimeField(help_text="when we learned of it")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    personal_fields = frozenset({"by"})

    class Meta:
        constraints = [
            CheckConstraint(name="status_report_says_a_status", condition=~Q(status="")),
            CheckConstraint(
                name="status_progress_rests_on_evidence",
                condition=Q(is_progress=False) | Q(evidence__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["entry", "country", "-valid_on", "-at", "-id"])]


class Validation(models.Model):
    """A second person's word on a report; who reported is kept here, so that it stays a second."""

    class Verdict(models.TextChoices):
        ACCEPTED = "accepted"
        REJECTED = "rejected"

    report = models.ForeignKey(StatusReport, models.PROTECT, related_name="validations")
    verdict = models.TextField(choices=Verdict)
    reason = models.TextField(blank=True)
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    personal_fields = frozenset({"reported_by", "by"})

    class Meta:
        constraints = [
            CheckConstraint(
                name="validation_by_a_second_person", condition=~Q(by=F("reported_by"))
            ),
            CheckConstraint(
                name="validation_known_verdict", condition=Q(verdict__in=["accepted", "rejected"])
            ),
            CheckConstraint(
                name="validation_rejects_for_a_reason",
                condition=Q(verdict="accepted") | ~Q(reason=""),
            ),
        ]


class Milestone(models.Model):
    """One state of a step on the way: its newest row counts."""

    class State(models.TextChoices):
        PLANNED = "planned"
        MET = "met"
        DROPPED = "dropped"

    entry = models.ForeignKey(PolicyEntry, models.PROTECT, related_name="milestones")
    number = models.PositiveIntegerField()
    revision = models.PositiveIntegerField()
    title = models.TextField()
    due_on = models.DateField()
    state = models.TextField(choices=State, default=State.PLANNED)
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True, related_name="+")
    valid_on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    personal_fields = frozenset({"by"})

    class Meta:
        constraints = [
            UniqueConstraint(
                name="milestone_revision_once", fields=["entry", "number", "revision"]
            ),
            CheckConstraint(name="milestone_has_title", condition=~Q(title="")),
            CheckConstraint(
                name="milestone_in_known_state",
                condition=Q(state__in=["planned", "met", "dropped"]),
            ),
            CheckConstraint(
                name="milestone_met_rests_on_evidence",
                condition=~Q(state="met") | Q(evidence__isnull=False),
            ),
        ]


class Lead(models.Model):
    """A body leads on a promise, or no longer does; the newest row of the pair counts."""

    entry = models.ForeignKey(PolicyEntry, models.PROTECT, related_name="leads")
    body = models.ForeignKey(PolicyBody, models.PROTECT, related_name="leads")
    holds = models.BooleanField(default=True)
    reason = models.TextField(blank=True)
    valid_on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    personal_fields = frozenset({"by"})

    class Meta:
        constraints = [
            CheckConstraint(name="lead_ends_for_a_reason", condition=Q(holds=True) | ~Q(reason=""))
        ]


class Tie(models.Model):
    """A signal, assessment or alert bears on a promise, or no longer; the newest row counts."""

    entry = models.ForeignKey(PolicyEntry, models.PROTECT, related_name="ties")
    signal = models.ForeignKey("signals.Signal", models.PROTECT, null=True, related_name="ties")
    assessment = models.ForeignKey(
        "assessments.Assessment", models.PROTECT, null=True, related_name="ties"
    )
    alert = models.ForeignKey("alerts.Alert", models.PROTECT, null=True, related_name="ties")
    holds = models.BooleanField(default=True)
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    personal_fields = frozenset({"by"})

    class Meta:
        constraints = [
            CheckConstraint(name="tie_says_why", condition=~Q(reason="")),
            CheckConstraint(
                name="tie_of_one_record",
                condition=Q(signal__isnull=False, assessment=None, alert=None)
                | Q(signal=None, assessment__isnull=False, alert=None)
                | Q(signal=None, assessment=None, alert__isnull=False),
            ),
        ]
