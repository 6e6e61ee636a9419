"""One line per act, each carrying the hash of the line before; and who looked at whom."""

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


class Consultation(models.Model):
    """Somebody was shown a row with personal data; never changed.

    Not a link of the chain: looking is far more frequent than acting, and readers must not
    queue up behind one another.
    """

    class Via(models.TextChoices):
        PAGE = "page"
        API = "api"

    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    subject_kind = models.TextField()
    subject_id = models.BigIntegerField()
    via = models.TextField(choices=Via)

    personal_fields = frozenset({"by"})

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["subject_kind", "subject_id"])]
        constraints = [
            CheckConstraint(
                name="consultation_by_a_known_way", condition=Q(via__in=["page", "api"])
            ),
            CheckConstraint(name="consultation_names_a_kind", condition=~Q(subject_kind="")),
        ]
