"""What everybody may read of a document: publications by two people, colours of answers."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from vedette.response.policy.models.documents import Instrument
from vedette.response.policy.models.following import StatusReport


class Publication(models.Model):
    """The progress of a document as known at a moment, for everybody; two people sign it."""

    class Status(models.TextChoices):
        PROPOSED = "proposed"
        PUBLISHED = "published"
        REPLACED = "replaced"
        WITHDRAWN = "withdrawn"

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="publications")
    as_of = models.DateTimeField(help_text="what was known then is shown, and nothing later")
    status = models.TextField(choices=Status, default=Status.PROPOSED)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True, help_text="why it was withdrawn")

    personal_fields = frozenset({"proposed_by", "published_by", "withdrawn_by"})

    class Meta:
        constraints = [
            CheckConstraint(
                name="publication_in_known_status",
                condition=Q(status__in=["proposed", "published", "replaced", "withdrawn"]),
            ),
            CheckConstraint(
                name="publication_two_pairs_of_eyes", condition=~Q(published_by=F("proposed_by"))
            ),
            CheckConstraint(
                name="publication_signature_dated",
                condition=Q(published_by=None, published_at=None)
                | Q(published_by__isnull=False, published_at__isnull=False),
            ),
            CheckConstraint(
                name="publication_is_signed",
                condition=Q(status__in=["proposed", "withdrawn"]) | Q(published_by__isnull=False),
            ),
            CheckConstraint(
                name="publication_withdrawn_for_a_reason",
                condition=~Q(status="withdrawn")
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False) & ~Q(reason=""),
            ),
            CheckConstraint(
                name="publication_knows_no_future", condition=Q(as_of__lte=F("proposed_at"))
            ),
            UniqueConstraint(
                name="publication_proposed_once", fields=["instrument"],
                condition=Q(status="proposed"),
            ),
            UniqueConstraint(
                name="publication_shown_once", fields=["instrument"],
                condition=Q(status="published"),
            ),
        ]  # fmt: skip


class AnswerMarking(models.Model):
    """The colour of what a country answered; the newest row counts, and without one it is GREEN.

    Only CLEAR lets a page for everybody name the country. What is said of promises is open to
    the whole network, so there is no stricter colour here.
    """

    report = models.ForeignKey(StatusReport, models.PROTECT, related_name="markings")
    tlp = models.TextField(choices=[("CLEAR", "CLEAR"), ("GREEN", "GREEN")])
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    personal_fields = frozenset({"by"})

    class Meta:
        constraints = [
            CheckConstraint(
                name="answer_marking_clear_or_green", condition=Q(tlp__in=["CLEAR", "GREEN"])
            ),
        ]
        indexes = [models.Index(fields=["report", "-at"])]
