"""Warnings: fixed once published; an update or a cancellation is a new version."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from vedette.base.markings.models import Tlp


class Alert(models.Model):
    """One version of a warning."""

    class Status(models.TextChoices):
        DRAFT = "draft"
        APPROVED = "approved"
        PUBLISHED = "published"

    class Message(models.TextChoices):
        ALERT = "Alert"
        UPDATE = "Update"
        CANCEL = "Cancel"

    class Urgency(models.TextChoices):
        IMMEDIATE = "Immediate"
        EXPECTED = "Expected"
        FUTURE = "Future"
        PAST = "Past"
        UNKNOWN = "Unknown"

    class Severity(models.TextChoices):
        EXTREME = "Extreme"
        SEVERE = "Severe"
        MODERATE = "Moderate"
        MINOR = "Minor"
        UNKNOWN = "Unknown"

    class Certainty(models.TextChoices):
        OBSERVED = "Observed"
        LIKELY = "Likely"
        POSSIBLE = "Possible"
        UNLIKELY = "Unlikely"
        UNKNOWN = "Unknown"

    number = models.TextField(help_text="year and running number, shared by all versions")
    version = models.PositiveIntegerField(default=1)
    message = models.TextField(choices=Message, default=Message.ALERT)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    assessment = models.ForeignKey("assessments.Assessment", models.PROTECT, related_name="alerts")
    substances = models.ManyToManyField("substances.Substance", related_name="alerts")
    places = models.ManyToManyField("places.Place", related_name="+")
    status = models.TextField(choices=Status, default=Status.DRAFT)
    urgency = models.TextField(choices=Urgency, default=Urgency.IMMEDIATE)
    severity = models.TextField(choices=Severity, default=Severity.UNKNOWN)
    certainty = models.TextField(choices=Certainty, default=Certainty.UNKNOWN)
    sold_as = models.TextField(blank=True, help_text="names, with semicolons between")
    basis = models.TextField(blank=True, help_text="confirmed, probable or presumptive")
    acts_as = models.TextField(default="other", help_text="chooses reasons, signs and advice")
    form = models.TextField(blank=True)
    look = models.TextField(blank=True, help_text="colour and logo, only to recognise it by")
    reasons = models.JSONField(default=list)
    unknowns = models.JSONField(default=list)
    report_count = models.PositiveIntegerField(default=0)
    latest_on = models.DateField(null=True)
    review_on = models.DateField(null=True)
    expires_at = models.DateTimeField()
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        help_text="who wrote the text as it stands; empty: who drafted it",
    )  # fmt: skip
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    exercise = models.BooleanField(default=False)
    tlp = models.TextField(
        choices=Tlp, default=Tlp.CLEAR, help_text="who may read it; CLEAR is for everybody"
    )
    recipients = models.ManyToManyField(
        "accounts.Body", related_name="+", help_text="bodies it goes to, where it is not for all"
    )

    personal_fields = frozenset({"drafted_by", "changed_by", "approved_by"})

    class Meta:
        constraints = [
            UniqueConstraint(name="alert_version_once", fields=["number", "version"]),
            CheckConstraint(name="alert_has_known_tlp", condition=Q(tlp__in=Tlp.values)),
            CheckConstraint(
                name="alert_two_pairs_of_eyes", condition=~Q(approved_by=F("drafted_by"))
            ),
            CheckConstraint(
                name="alert_signed_by_another_than_its_last_writer",
                condition=~Q(approved_by=F("changed_by")),
            ),
            CheckConstraint(
                name="alert_signature_dated",
                condition=Q(approved_by=None, approved_at=None)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
            ),
            CheckConstraint(
                name="alert_leaves_draft_signed",
                condition=Q(status="draft") | Q(approved_by__isnull=False),
            ),
            CheckConstraint(
                name="alert_published_is_dated",
                condition=Q(status="published", published_at__isnull=False)
                | (~Q(status="published") & Q(published_at=None)),
            ),
        ]
        indexes = [models.Index(fields=["status", "-published_at"])]


class AlertText(models.Model):
    """What a warning says in one language."""

    alert = models.ForeignKey(Alert, models.PROTECT, related_name="texts")
    language = models.TextField()
    headline = models.TextField()
    description = models.TextField()
    instruction = models.TextField(help_text="one action a line")
    note = models.TextField(blank=True, help_text="free text, in no other language")
    by_hand = models.BooleanField(default=False, help_text="written over what the bank says")

    personal_fields: frozenset[str] = frozenset()

    class Meta:
        constraints = [
            UniqueConstraint(name="alert_text_once_a_language", fields=["alert", "language"]),
            CheckConstraint(name="alert_text_has_headline", condition=~Q(headline="")),
        ]

    def words(self) -> dict[str, str]:
        """Return what is said, by field."""
        return {
            "headline": self.headline,
            "description": self.description,
            "instruction": self.instruction,
        }


class AlertEdition(models.Model):
    """Everything a published warning says in one language, fixed with its publication."""

    alert = models.ForeignKey(Alert, models.PROTECT, related_name="editions")
    language = models.TextField()
    body = models.JSONField(help_text="by audience and length: headline, marks, parts")
    bank = models.TextField(help_text="digest of the phrases it was composed from")

    personal_fields: frozenset[str] = frozenset()

    class Meta:
        constraints = [
            UniqueConstraint(name="alert_edition_once_a_language", fields=["alert", "language"]),
        ]


class AlertQuestion(models.Model):
    """A row that a public warning rests on was withdrawn or now says something else.

    It stays open until a person says that the warning stands, or writes its next version.
    """

    class Answer(models.TextChoices):
        STANDS = "stands"
        NEW_VERSION = "new_version"

    alert = models.ForeignKey(Alert, models.PROTECT, related_name="questions")
    report = models.ForeignKey("observations.Report", models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    answer = models.TextField(choices=Answer, blank=True)
    reason = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)

    personal_fields = frozenset({"answered_by"})

    class Meta:
        constraints = [
            UniqueConstraint(name="alert_question_once_a_row", fields=["alert", "report"]),
            CheckConstraint(
                name="alert_question_answer_is_signed",
                condition=Q(answer="", answered_at=None, reason="")
                | Q(answer__in=["stands", "new_version"], answered_at__isnull=False)
                & ~Q(reason=""),
            ),
        ]


class Release(models.Model):
    """A restriction lifted for one warning, because lives are in imminent danger.

    One person asks, another grants. It frees the named rows for this warning, until a moment,
    and nothing else: their marking stays what it is.
    """

    alert = models.ForeignKey(Alert, models.PROTECT, related_name="releases")
    reports = models.ManyToManyField("observations.Report", related_name="+")
    sources = models.ManyToManyField("ingest.Source", related_name="+")
    reason = models.TextField(help_text="which danger, and why it cannot wait")
    until = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    granted_at = models.DateTimeField(null=True)
    granted_why = models.TextField(blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, help_text="refused, or withdrawn")
    ended_why = models.TextField(blank=True)

    personal_fields = frozenset({"asked_by", "granted_by", "ended_by"})

    class Meta:
        constraints = [
            CheckConstraint(name="release_says_why", condition=~Q(reason="")),
            CheckConstraint(name="release_takes_two", condition=~Q(granted_by=F("asked_by"))),
            CheckConstraint(
                name="release_is_limited_in_time", condition=Q(until__gt=F("asked_at"))
            ),
            CheckConstraint(
                name="release_grant_is_signed",
                condition=Q(granted_by=None, granted_at=None, granted_why="")
                | Q(granted_by__isnull=False, granted_at__isnull=False) & ~Q(granted_why=""),
            ),
            CheckConstraint(
                name="release_end_is_signed",
                condition=Q(ended_by=None, ended_at=None, ended_why="")
                | Q(ended_by__isnull=False, ended_at__isnull=False) & ~Q(ended_why=""),
            ),
        ]


class ReleaseNotice(models.Model):
    """That a provider was told of a release, on its page here, message or not."""

    release = models.ForeignKey(Release, models.PROTECT, related_name="notices")
    body = models.ForeignKey("accounts.Body", models.PROTECT, related_name="release_notices")
    told_at = models.DateTimeField()
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    seen_at = models.DateTimeField(null=True)

    personal_fields = frozenset({"seen_by"})

    class Meta:
        constraints = [
            UniqueConstraint(name="release_notice_once_a_body", fields=["release", "body"]),
            CheckConstraint(
                name="release_notice_seen_is_signed",
                condition=Q(seen_by=None, seen_at=None)
                | Q(seen_by__isnull=False, seen_at__isnull=False),
            ),
        ]
