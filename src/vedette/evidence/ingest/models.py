"""What arrived, what became of each row, and what waits for a person."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q


class Source(models.Model):
    """A stream of files of one shape; its rules are a TOML file of the same name."""

    name = models.TextField(unique=True)
    title = models.TextField()
    context = models.TextField()
    marking = models.ForeignKey("markings.Marking", models.PROTECT, related_name="+")
    body = models.ForeignKey("accounts.Body", models.PROTECT, null=True, related_name="sources")
    simulated = models.BooleanField(default=False)
    typical_delay_days = models.PositiveIntegerField(default=0)

    personal_fields: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return self.title


class Submission(models.Model):
    """One file received once; its counters always add up to the rows read so far."""

    class Status(models.TextChoices):
        RECEIVED = "received"
        READING = "reading"
        DONE = "done"
        STOPPED = "stopped"
        FAILED = "failed"

    source = models.ForeignKey(Source, models.PROTECT, related_name="submissions")
    file = models.TextField(help_text="name as sent")
    content = models.TextField(help_text="SHA-256 of the bytes")
    size = models.BigIntegerField()
    archive = models.BooleanField(
        default=False, help_text="rows count as known since the day the source reported them"
    )
    status = models.TextField(choices=Status, default=Status.RECEIVED)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    finished_at = models.DateTimeField(null=True)
    rows = models.BigIntegerField(default=0)
    recorded = models.BigIntegerField(default=0)
    updated = models.BigIntegerField(default=0)
    refused = models.BigIntegerField(default=0)
    queued = models.BigIntegerField(default=0)
    ignored = models.BigIntegerField(default=0)
    seconds = models.FloatField(default=0)
    error = models.TextField(blank=True)
    stop_asked = models.BooleanField(default=False)

    personal_fields = frozenset({"received_by"})

    class Meta:
        constraints = [
            CheckConstraint(
                name="submission_rows_balance",
                condition=Q(
                    rows=F("recorded") + F("updated") + F("refused") + F("queued") + F("ignored")
                ),
            ),
        ]
        indexes = [models.Index(fields=["content"]), models.Index(fields=["source", "-id"])]


class HeldRow(models.Model):
    """A row that did not go in: refused, or waiting for a person's decision."""

    class Status(models.TextChoices):
        REFUSED = "refused"
        WAITING = "waiting"
        ACCEPTED = "accepted"
        REJECTED = "rejected"

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="held")
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")
    status = models.TextField(choices=Status)
    line = models.BigIntegerField()
    digest = models.BinaryField(max_length=16, help_text="of the row as it stood in the file")
    cells = models.JSONField(help_text="the row as it stood in the file")
    conflicts = models.JSONField(help_text="list of column, value, code, sentence")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    personal_fields = frozenset({"cells", "decided_by"})

    class Meta:
        constraints = [
            CheckConstraint(
                name="held_row_decision_is_signed",
                condition=Q(status__in=["refused", "waiting"], decided_at=None)
                | Q(status__in=["accepted", "rejected"], decided_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["source", "digest"]),
            models.Index(fields=["status", "-id"]),
            models.Index(fields=["submission", "line"]),
        ]
