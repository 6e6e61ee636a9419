"""What a signal means."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q


class Level(models.TextChoices):
    """Scale of likelihood, impact and confidence; they are never multiplied."""

    VERY_LOW = "very_low"
    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


class Assessment(models.Model):
    """A short judgement on a signal: likelihood, impact, confidence, and the rows it rests on."""

    class Status(models.TextChoices):
        OPEN = "open"
        CONCLUDED = "concluded"

    title = models.TextField()
    signal = models.ForeignKey(
        "signals.Signal", models.PROTECT, null=True, related_name="assessments"
    )
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    status = models.TextField(choices=Status, default=Status.OPEN)
    opened_at = models.DateTimeField()
    concluded_at = models.DateTimeField(null=True)
    likelihood = models.TextField(choices=Level, blank=True)
    likelihood_why = models.TextField(blank=True)
    impact = models.TextField(choices=Level, blank=True)
    impact_why = models.TextField(blank=True)
    confidence = models.TextField(choices=Level, blank=True)
    confidence_why = models.TextField(blank=True)
    summary = models.TextField(blank=True)
    evidence = models.ManyToManyField("observations.Report", related_name="assessments")
    marking = models.ForeignKey("markings.Marking", models.PROTECT, related_name="+")

    personal_fields = frozenset({"author"})

    class Meta:
        constraints = [
            CheckConstraint(
                name="assessment_concluded_is_complete",
                condition=Q(status="open", concluded_at=None)
                | (
                    Q(status="concluded", concluded_at__isnull=False)
                    & ~Q(likelihood="")
                    & ~Q(impact="")
                    & ~Q(confidence="")
                    & ~Q(summary="")
                ),
            ),
        ]
        indexes = [models.Index(fields=["status", "-id"])]
