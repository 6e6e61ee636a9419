"""Laboratories and services that measure."""

from django.db import models


class Laboratory(models.Model):
    """A laboratory or checking service, under a code that never changes."""

    code = models.TextField(unique=True)
    name = models.TextField()
    country = models.TextField(blank=True)
    body = models.ForeignKey("accounts.Body", models.PROTECT, null=True, related_name="+")
    network_role = models.TextField(blank=True)
    accredited_since = models.DateField(null=True)
    accredited_until = models.DateField(null=True)

    personal_fields: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return self.name
