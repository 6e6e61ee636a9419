"""Computations of indicators and their values; figures of others, as they were read."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from vedette.base.markings.models import Tlp


class Computation(models.Model):
    """One indicator computed from what was known at a moment, under a ceiling of TLP.

    It is never changed: other evidence, another definition or another method makes the
    next revision. Without values it says what is missing.
    """

    indicator = models.TextField(help_text="key of the indicator")
    ceiling = models.TextField(choices=Tlp, help_text="the strictest colour it may count")
    revision = models.PositiveIntegerField()
    as_of = models.DateTimeField(help_text="what had been received by then")
    computed_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    definition = models.TextField(help_text="digest of the indicator's file")
    evidence = models.TextField(help_text="digest of the tables that were read")
    methods = models.JSONField(default=dict, help_text="name and version, by part")
    missing = models.JSONField(default=list, help_text="what could not be computed, and why")
    fingerprint = models.TextField(help_text="of definition, methods, evidence and running year")

    personal_fields = frozenset({"by"})

    class Meta:
        constraints = [
            UniqueConstraint(
                name="computation_revision_once", fields=["indicator", "ceiling", "revision"]
            ),
            CheckConstraint(name="computation_never_red", condition=~Q(ceiling="RED")),
            CheckConstraint(
                name="computation_knows_no_future", condition=Q(as_of__lte=F("computed_at"))
            ),
            CheckConstraint(name="computation_counts_from_one", condition=Q(revision__gte=1)),
        ]
        indexes = [models.Index(fields=["indicator", "-as_of"], name="computation_by_day")]


class IndicatorValue(models.Model):
    """One figure: its part, place, period and cell. A hidden one keeps no number."""

    computation = models.ForeignKey(Computation, models.PROTECT, related_name="values")
    part = models.TextField()
    country = models.TextField(blank=True, help_text="empty: all together")
    period = models.TextField(help_text="2025, 2025-Q1, 2025-03 or 2025-W10")
    cell = models.TextField(blank=True, help_text="name=value pairs; empty: the total")
    numerator = models.FloatField(null=True)
    denominator = models.FloatField(null=True)
    value = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    unit = models.TextField()
    hidden = models.BooleanField(default=False, help_text="a small cell, or one that betrays one")
    flags = models.JSONField(default=list)
    note = models.TextField(blank=True, help_text="coding rule or method, as its source gives it")

    personal_fields: frozenset[str] = frozenset()

    class Meta:
        constraints = [
            UniqueConstraint(
                name="value_once_a_cell",
                fields=["computation", "part", "country", "period", "cell"],
            ),
            CheckConstraint(
                name="value_hidden_keeps_no_number",
                condition=Q(hidden=False)
                | Q(numerator=None, denominator=None, value=None, low=None, high=None),
            ),
            CheckConstraint(
                name="value_within_its_interval",
                condition=Q(low=None) | Q(high=None) | Q(low__lte=F("high")),
            ),
        ]


class FigureFile(models.Model):
    """One file or answer of another office, and what became of its rows."""

    file = models.TextField()
    mapping = models.TextField(help_text="key of the mapping it was read by")
    content = models.TextField(help_text="digest of its bytes")
    source = models.TextField(help_text="who published it, in words")
    received_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    marking = models.ForeignKey("markings.Marking", models.PROTECT, related_name="+")
    rows = models.PositiveIntegerField()
    kept = models.PositiveIntegerField()
    unchanged = models.PositiveIntegerField()
    refusals = models.JSONField(default=list, help_text="line, column, value, reason")

    personal_fields = frozenset({"by"})

    class Meta:
        constraints = [
            UniqueConstraint(name="figure_file_once", fields=["mapping", "content", "marking"]),
        ]


class Figure(models.Model):
    """One revision of one figure that another office gave."""

    series = models.TextField()
    country = models.TextField(blank=True, help_text="empty: all together")
    period = models.TextField()
    cell = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    numerator = models.FloatField(null=True)
    denominator = models.FloatField(null=True)
    value = models.FloatField(null=True, help_text="empty: the office says it is not available")
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    unit = models.TextField()
    status = models.TextField(blank=True, help_text="what the office says of it: p, b, e …")
    note = models.TextField(blank=True, help_text="coding rule or method, as given")
    file = models.ForeignKey(FigureFile, models.PROTECT, related_name="figures")
    line = models.PositiveIntegerField()
    received_at = models.DateTimeField()
    marking = models.ForeignKey("markings.Marking", models.PROTECT, related_name="+")

    personal_fields: frozenset[str] = frozenset()

    class Meta:
        constraints = [
            UniqueConstraint(
                name="figure_revision_once",
                fields=["series", "country", "period", "cell", "marking", "revision"],
            ),
            CheckConstraint(
                name="figure_first_revision_replaces_nothing",
                condition=Q(revision=1, replaces=None) | Q(revision__gt=1, replaces__isnull=False),
            ),
            CheckConstraint(name="figure_has_unit", condition=~Q(unit="")),
        ]
        indexes = [models.Index(fields=["series", "-received_at"], name="figure_by_series")]
