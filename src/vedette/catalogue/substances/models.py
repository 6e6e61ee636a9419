"""Substances, families, names, and links between names that can be undone."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint


class Family(models.Model):
    """A chemical or pharmacological family; families nest."""

    class Watch(models.TextChoices):
        HIGH = "high"
        MEDIUM = "medium"
        LOW = "low"

    key = models.TextField(unique=True)
    name = models.TextField()
    labels = models.JSONField(default=dict)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    watch = models.TextField(choices=Watch, default=Watch.LOW)
    severity = models.FloatField(default=1.0)

    personal_fields: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return self.name


class Substance(models.Model):
    """An identity, whatever it is called on the label."""

    key = models.TextField(unique=True)
    name = models.TextField()
    inchikey = models.TextField(blank=True, db_index=True)
    smiles = models.TextField(blank=True)
    formula = models.TextField(blank=True)
    monoisotopic_mass = models.FloatField(null=True)
    cas = models.TextField(blank=True)
    pubchem_cid = models.TextField(blank=True)
    unii = models.TextField(blank=True)
    family = models.ForeignKey(Family, models.PROTECT, null=True, related_name="substances")
    roles = models.JSONField(default=list)
    un_control = models.TextField(blank=True)
    eu_control = models.TextField(blank=True)
    eu_first_notified = models.TextField(blank=True)
    sources = models.TextField(blank=True)

    personal_fields: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return self.name


class SubstanceName(models.Model):
    """A word somebody uses for a substance, with its language and where that is known from."""

    substance = models.ForeignKey(Substance, models.PROTECT, related_name="names")
    text = models.TextField()
    language = models.TextField(default="en")
    kind = models.TextField(default="common name")
    ambiguous = models.BooleanField(default=False)
    confidence = models.TextField(default="high")
    source = models.TextField()

    personal_fields: frozenset[str] = frozenset()

    class Meta:
        constraints = [
            UniqueConstraint(name="name_once", fields=["substance", "text", "language"]),
        ]
        indexes = [models.Index(fields=["text"])]


class SubstanceLink(models.Model):
    """Two records held to be one substance, until somebody splits them again."""

    substance = models.ForeignKey(Substance, models.PROTECT, related_name="links")
    same_as = models.ForeignKey(Substance, models.PROTECT, related_name="linked_from")
    confidence = models.FloatField()
    source = models.TextField()
    linked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    linked_at = models.DateTimeField()
    split_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    split_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    personal_fields = frozenset({"linked_by", "split_by"})

    class Meta:
        constraints = [
            CheckConstraint(name="link_joins_two", condition=~Q(substance=F("same_as"))),
            CheckConstraint(
                name="link_confidence_is_share", condition=Q(confidence__gt=0, confidence__lte=1)
            ),
            UniqueConstraint(
                name="link_holds_once", fields=["substance"], condition=Q(split_at=None)
            ),
        ]


class NameQuestion(models.Model):
    """A name in the evidence that nothing known explains; a chemist decides it once."""

    class Status(models.TextChoices):
        OPEN = "open"
        SUBSTANCE = "substance"
        FAMILY = "family"
        NOT_A_SUBSTANCE = "not_a_substance"

    text = models.TextField(help_text="as normalised")
    raw = models.TextField(help_text="as first written")
    language = models.TextField()
    doubt = models.TextField(help_text="ambiguous or none")
    candidates = models.JSONField(default=list)
    first_seen_at = models.DateTimeField()
    status = models.TextField(choices=Status, default=Status.OPEN)
    substance = models.ForeignKey(Substance, models.PROTECT, null=True, related_name="+")
    family = models.ForeignKey(Family, models.PROTECT, null=True, related_name="+")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    personal_fields = frozenset({"decided_by"})

    class Meta:
        constraints = [
            UniqueConstraint(name="question_once", fields=["text", "language"]),
            CheckConstraint(
                name="question_answer_is_signed",
                condition=Q(status="open", decided_at=None)
                | (~Q(status="open") & Q(decided_at__isnull=False)),
            ),
        ]
        indexes = [models.Index(fields=["status", "-id"])]
