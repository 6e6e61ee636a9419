"""A physical sample, the line of its custody, and the results on it."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from vedette.evidence.observations.models import Context


class Sample(models.Model):
    """A physical thing that laboratories examine; its token stands on its label."""

    token = models.TextField(unique=True, help_text="stands on the label and as the report's key")
    context = models.TextField(choices=Context)
    occurred_on = models.DateField(help_text="when it was seized or collected")
    country = models.TextField(blank=True)
    place = models.ForeignKey("places.Place", models.PROTECT, null=True, related_name="+")
    form = models.TextField(blank=True)
    reference = models.TextField(blank=True, help_text="number at the laboratory; never a name")
    registered_at = models.DateTimeField()
    marking = models.ForeignKey("markings.Marking", models.PROTECT, related_name="+")

    personal_fields: frozenset[str] = frozenset()

    class Meta:
        constraints = [
            CheckConstraint(name="sample_known_context", condition=Q(context__in=Context.values)),
            CheckConstraint(name="sample_has_token", condition=~Q(token="")),
        ]

    def __str__(self) -> str:
        return self.token


class CustodyStep(models.Model):
    """One step in the chain of custody; steps are numbered and never changed."""

    class Kind(models.TextChoices):
        REGISTERED = "registered"
        ASKED = "asked"
        ACCEPTED = "accepted"
        DECLINED = "declined"
        WITHDRAWN = "withdrawn"
        SENT = "sent"
        RECEIVED = "received"

    sample = models.ForeignKey(Sample, models.PROTECT, related_name="custody")
    number = models.PositiveIntegerField()
    kind = models.TextField(choices=Kind)
    holder = models.ForeignKey(
        "laboratories.Laboratory", models.PROTECT, related_name="+",
        help_text="who has the sample, or had it last, after this step",
    )  # fmt: skip
    other = models.ForeignKey(
        "laboratories.Laboratory", models.PROTECT, null=True, related_name="+",
        help_text="who was asked, or sent it",
    )  # fmt: skip
    seal = models.TextField(blank=True, help_text="token of the seal")
    is_seal_intact = models.BooleanField(null=True)
    condition = models.TextField(blank=True)
    reason = models.TextField(blank=True, help_text="what is asked, or why not")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    personal_fields = frozenset({"by"})

    class Meta:
        ordering = ["number"]
        constraints = [
            UniqueConstraint(name="custody_step_numbered_once", fields=["sample", "number"]),
            CheckConstraint(
                name="custody_step_of_a_known_kind",
                condition=Q(
                    kind__in=["registered", "asked", "accepted", "declined", "withdrawn", "sent",
                              "received"]
                ),
            ),
            CheckConstraint(
                name="custody_sent_under_seal", condition=~Q(kind="sent") | ~Q(seal="")
            ),
            CheckConstraint(
                name="custody_receipt_says_how_the_seal_was",
                condition=~Q(kind="received") | Q(is_seal_intact__isnull=False),
            ),
            CheckConstraint(
                name="custody_first_step_registers",
                condition=Q(number=1, kind="registered") | Q(number__gt=1) & ~Q(kind="registered"),
            ),
        ]  # fmt: skip


class Result(models.Model):
    """What a laboratory says of a sample: a result, a doubt about one, or a linked retest."""

    class Kind(models.TextChoices):
        RESULT = "result"
        CONTEST = "contest"
        RETEST = "retest"

    sample = models.ForeignKey(Sample, models.PROTECT, related_name="results")
    number = models.PositiveIntegerField()
    kind = models.TextField(choices=Kind)
    laboratory = models.ForeignKey("laboratories.Laboratory", models.PROTECT, related_name="+")
    of = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="answers",
        help_text="the result that is contested or tested again",
    )  # fmt: skip
    names = models.JSONField(default=list, help_text="substances found, as reported")
    used = models.TextField(blank=True, help_text="the methods of this laboratory")
    method = models.TextField(
        blank=True, help_text="all methods that speak for it, of earlier results that agree too"
    )
    level = models.TextField(blank=True)
    because = models.TextField(blank=True, help_text="which rule gave the level")
    reason = models.TextField(blank=True)
    report = models.ForeignKey("observations.Report", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    personal_fields = frozenset({"by"})

    class Meta:
        ordering = ["number"]
        constraints = [
            UniqueConstraint(name="result_numbered_once", fields=["sample", "number"]),
            CheckConstraint(
                name="result_of_a_known_kind",
                condition=Q(kind__in=["result", "contest", "retest"]),
            ),
            CheckConstraint(
                name="result_answer_is_linked",
                condition=Q(kind="result", of=None) | ~Q(kind="result") & Q(of__isnull=False),
            ),
            CheckConstraint(
                name="result_answer_says_why", condition=Q(kind="result") | ~Q(reason="")
            ),
            CheckConstraint(
                name="result_contest_finds_nothing",
                condition=~Q(kind="contest") | Q(names=[], level=""),
            ),
            CheckConstraint(
                name="result_rests_on_methods",
                condition=Q(kind="contest") | ~Q(method="") & ~Q(used=""),
            ),
        ]
