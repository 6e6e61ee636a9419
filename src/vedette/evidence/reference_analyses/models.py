"""A reference analysis hangs on the step of custody by which it was asked."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint


class ReferenceAnalysis(models.Model):
    """A question to a reference centre; where it stands follows from custody and from its steps."""

    asked = models.OneToOneField(
        "samples.CustodyStep", models.PROTECT, related_name="reference_analysis",
        help_text="who asks whom, what, and when",
    )  # fmt: skip
    wanted_by = models.DateField(null=True, help_text="when the answer is needed")

    personal_fields: frozenset[str] = frozenset()

    class Meta:
        verbose_name_plural = "reference analyses"


class ReferenceStep(models.Model):
    """What a centre or the asking laboratory did beyond custody; numbered and never changed."""

    class Kind(models.TextChoices):
        ANALYSED = "analysed"
        ANSWERED = "answered"
        CONFIRMED = "confirmed"
        DISPUTED = "disputed"

    analysis = models.ForeignKey(ReferenceAnalysis, models.PROTECT, related_name="steps")
    number = models.PositiveIntegerField()
    kind = models.TextField(choices=Kind)
    names = models.JSONField(default=list, help_text="substances identified, as the centre says")
    method = models.TextField(blank=True)
    level = models.TextField(blank=True)
    because = models.TextField(blank=True, help_text="which rule gave the level")
    confidence = models.FloatField(null=True, help_text="0 to 1, as the centre states it")
    reason = models.TextField(blank=True, help_text="a note, or why it is disputed")
    result = models.OneToOneField(
        "samples.Result", models.PROTECT, null=True, related_name="confirmed_as",
        help_text="what counts since it was confirmed",
    )  # fmt: skip
    proposal = models.ForeignKey(
        "substances.Proposal", models.PROTECT, null=True, related_name="+",
        help_text="what it proposed to the register",
    )  # fmt: skip
    provisional = models.ForeignKey(
        "substances.Substance", models.PROTECT, null=True, related_name="+",
        help_text="the unnamed substance it entered",
    )  # fmt: skip
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    personal_fields = frozenset({"by"})

    class Meta:
        ordering = ["number"]
        constraints = [
            UniqueConstraint(name="reference_step_numbered_once", fields=["analysis", "number"]),
            CheckConstraint(
                name="reference_step_of_a_known_kind",
                condition=Q(kind__in=["analysed", "answered", "confirmed", "disputed"]),
            ),
            CheckConstraint(
                name="reference_answer_rests_on_methods",
                condition=~Q(kind="answered") | ~Q(method=""),
            ),
            CheckConstraint(
                name="reference_names_stand_in_an_answer",
                condition=Q(kind="answered") | Q(names=[], method="", confidence=None),
            ),
            CheckConstraint(
                name="reference_confidence_is_a_share",
                condition=Q(confidence=None) | Q(confidence__gte=0, confidence__lte=1),
            ),
            CheckConstraint(
                name="reference_dispute_says_why", condition=~Q(kind="disputed") | ~Q(reason="")
            ),
            CheckConstraint(
                name="reference_counts_once_confirmed",
                condition=Q(kind="confirmed", result__isnull=False)
                | ~Q(kind="confirmed") & Q(result=None),
            ),
        ]
