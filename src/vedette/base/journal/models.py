"""One line per act, each carrying the hash of the line before."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q


class Entry(models.Model):
    """An act that happened; never changed, never removed."""

    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    act = models.TextField()
    subject_kind = models.TextField(blank=True)
    subject_id = models.BigIntegerField(null=True)
    facts = models.JSONField(default=dict)
    previous = models.TextField(unique=True)
    digest = models.TextField(unique=True)

    personal_fields = frozenset({"by"})

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["subject_kind", "subject_id"])]
        constraints = [
            CheckConstraint(name="journal_entry_names_an_act", condition=~Q(act="")),
        ]
