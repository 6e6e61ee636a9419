"""Markings that records point to."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint


class Tlp(models.TextChoices):
    """Traffic Light Protocol 2.0, from most open to most closed."""

    CLEAR = "CLEAR"
    GREEN = "GREEN"
    AMBER = "AMBER"
    AMBER_STRICT = "AMBER+STRICT"
    RED = "RED"


class Handling(models.TextChoices):
    """Europol handling codes; none means no police restriction."""

    NONE = ""
    H0 = "H0", "only to prevent and combat crime"
    H1 = "H1", "not in court without the provider's permission"
    H2 = "H2", "not to be passed on without the provider's permission"
    H3 = "H3", "other restriction, in words"


_RULES = ["tlp", "handling", "purpose", "legal_regime", "retention_years"]


class Marking(models.Model):
    """One combination of sharing rules; records with the same rules share the row."""

    tlp = models.TextField(choices=Tlp)
    handling = models.TextField(choices=Handling, default=Handling.NONE, blank=True)
    purpose = models.TextField()
    legal_regime = models.TextField(default="GDPR")
    retention_years = models.PositiveSmallIntegerField(default=10)
    provider = models.ForeignKey("accounts.Body", models.PROTECT, null=True, related_name="+")
    named = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)

    personal_fields = frozenset({"named"})

    class Meta:
        constraints = [
            # Two, because SQLite has no unique constraint in which nothing equals nothing.
            UniqueConstraint(name="marking_once", fields=[*_RULES, "provider"]),
            UniqueConstraint(
                name="marking_once_without_provider", fields=_RULES, condition=Q(provider=None)
            ),
            CheckConstraint(name="marking_has_known_tlp", condition=Q(tlp__in=Tlp.values)),
            CheckConstraint(name="marking_says_its_purpose", condition=~Q(purpose="")),
        ]

    def __str__(self) -> str:
        return f"TLP:{self.tlp}" + (f" {self.handling}" if self.handling else "")
