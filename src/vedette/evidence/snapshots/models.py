"""Frozen evidence, by name."""

from django.db import models


class Snapshot(models.Model):
    """All revisions received by a moment, in Parquet files named by their content."""

    digest = models.TextField(unique=True)
    as_of = models.DateTimeField()
    made_at = models.DateTimeField()
    reports = models.BigIntegerField()
    findings = models.BigIntegerField()

    personal_fields: frozenset[str] = frozenset()
