"""One row of evidence, and what was found in it; corrections are new revisions."""

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _


class Context(models.TextChoices):
    """Where a piece of evidence comes from."""

    SEIZURE = "seizure", _("seizures")
    COLLECTED_SAMPLE = "collected_sample", _("collected samples")
    DRUG_CHECKING = "drug_checking", _("drug checking")
    DEATH = "death", _("deaths")
    EMERGENCY = "emergency", _("emergencies")
    WASTEWATER = "wastewater", _("wastewater")
    SYRINGE_RESIDUE = "syringe_residue", _("syringe residues")
    OFFER = "offer", _("offers")
    ACTIVITY = "activity", _("activity")  # how much was looked at: the denominator of the others
    TOLD = "told", _("what people tell")
    SITE = "site", _("sites")  # where sampling takes place


class Report(models.Model):
    """One revision of one event as one source reported it.

    A revision is never changed. What holds at a moment is what had been
    received by then and had not been replaced by then; a retraction is a
    revision without findings.
    """

    class Kind(models.TextChoices):
        RECORD = "record"
        RETRACTION = "retraction"

    class Precision(models.TextChoices):
        DAY = "day"
        WEEK = "week"
        MONTH = "month"
        YEAR = "year"
        UNDATED = "undated"  # a register or a list: it holds from the day it is received

    source = models.ForeignKey(
        "ingest.Source", models.PROTECT, related_name="reports", db_index=False
    )
    source_key = models.TextField(help_text="what the source calls it")
    occurrence = models.PositiveIntegerField(default=1, help_text="second result under one key: 2")
    revision = models.PositiveIntegerField(default=1)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    kind = models.TextField(choices=Kind, default=Kind.RECORD)
    context = models.TextField(choices=Context)
    submission = models.ForeignKey(
        "ingest.Submission", models.PROTECT, null=True, related_name="reports", db_index=False
    )
    line = models.BigIntegerField(null=True)
    digest = models.BinaryField(max_length=16, help_text="of the typed content")
    occurred_on = models.DateField()
    precision = models.TextField(choices=Precision, default=Precision.DAY)
    reported_at = models.DateField(null=True)
    received_at = models.DateTimeField()
    country = models.TextField(blank=True)
    place = models.ForeignKey(
        "places.Place", models.PROTECT, null=True, related_name="+", db_index=False
    )
    laboratory = models.ForeignKey(
        "laboratories.Laboratory", models.PROTECT, null=True, related_name="+", db_index=False
    )
    person = models.TextField(blank=True, help_text="pseudonym made with this node's key")
    age_band = models.TextField(blank=True)
    sex = models.TextField(blank=True)
    form = models.TextField(blank=True)
    details = models.JSONField(default=dict)
    reason = models.TextField(blank=True, help_text="why it was retracted")
    marking = models.ForeignKey(
        "markings.Marking", models.PROTECT, related_name="+", db_index=False
    )

    personal_fields = frozenset({"person", "age_band", "sex", "details"})

    class Meta:
        constraints = [
            UniqueConstraint(
                name="report_revision_once",
                fields=["source", "source_key", "occurrence", "revision"],
            ),
            CheckConstraint(
                name="report_first_revision_replaces_nothing",
                condition=Q(revision=1, replaces=None) | Q(revision__gt=1, replaces__isnull=False),
            ),
            CheckConstraint(
                name="report_retraction_says_why",
                condition=Q(kind="record") | Q(kind="retraction") & ~Q(reason=""),
            ),
            CheckConstraint(name="report_known_context", condition=Q(context__in=Context.values)),
            CheckConstraint(name="report_replaces_another", condition=~Q(replaces=F("id"))),
        ]
        indexes = [
            models.Index(fields=["context", "-id"]),
            models.Index(fields=["country", "-id", "context"], name="report_by_country"),
            models.Index(fields=["submission", "line"]),
        ]


class Finding(models.Model):
    """One substance in one report, with how sure the identification is."""

    class Role(models.TextChoices):
        FOUND = "found"
        CAUSE = "cause"
        CONTRIBUTED = "contributed"
        SOLD_AS = "sold_as"
        OFFERED = "offered"
        LOAD = "load"

    class Identity(models.TextChoices):
        UNSTATED = ""
        PRESUMPTIVE = "presumptive"
        PROBABLE = "probable"
        CONFIRMED = "confirmed"

    report = models.ForeignKey(Report, models.PROTECT, related_name="findings")
    raw = models.TextField(help_text="as reported")
    name = models.TextField(blank=True, help_text="the mention inside the reported text")
    status = models.TextField(help_text="resolved, ambiguous, family, none")
    substance = models.ForeignKey(
        "substances.Substance", models.PROTECT, null=True, related_name="findings", db_index=False
    )
    family = models.ForeignKey(
        "substances.Family", models.PROTECT, null=True, related_name="findings", db_index=False
    )
    question = models.ForeignKey(
        "substances.NameQuestion",
        models.PROTECT,
        null=True,
        related_name="findings",
        db_index=False,
    )
    identified_at = models.DateTimeField(
        null=True, help_text="when a chemist decided; empty: at receipt"
    )
    role = models.TextField(choices=Role)
    component = models.TextField(blank=True)
    identity = models.TextField(choices=Identity, default=Identity.UNSTATED, blank=True)
    isomer = models.TextField(blank=True, help_text="resolved, unresolved or empty: not said")
    method = models.TextField(blank=True)
    value = models.FloatField(null=True)
    unit = models.TextField(blank=True, help_text="UCUM")
    below_loq = models.BooleanField(default=False)

    personal_fields: frozenset[str] = frozenset()

    class Meta:
        constraints = [
            CheckConstraint(
                name="finding_below_loq_has_no_value", condition=Q(below_loq=False) | Q(value=None)
            ),
            CheckConstraint(name="finding_value_has_unit", condition=Q(value=None) | ~Q(unit="")),
            CheckConstraint(
                name="finding_known_role",
                condition=Q(
                    role__in=["found", "cause", "contributed", "sold_as", "offered", "load"]
                ),
            ),
        ]
        indexes = [
            models.Index(
                fields=["substance", "-report"],
                name="finding_by_substance",
                condition=Q(substance__isnull=False),
            ),
            models.Index(
                fields=["family", "-report"],
                name="finding_by_family",
                condition=Q(family__isnull=False),
            ),
            models.Index(
                fields=["question"],
                name="finding_by_question",
                condition=Q(question__isnull=False),
            ),
        ]
