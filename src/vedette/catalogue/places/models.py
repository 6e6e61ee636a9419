"""Places with dated codes; no place is finer than NUTS 3 or a city."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint


class Place(models.Model):
    """A country, a statistical region, a subdivision or a city."""

    class Scheme(models.TextChoices):
        ISO3166_1 = "iso3166-1"
        ISO3166_2 = "iso3166-2"
        NUTS = "nuts"
        CITY = "city"

    scheme = models.TextField(choices=Scheme)
    code = models.TextField()
    name = models.TextField()
    level = models.PositiveSmallIntegerField(default=0)
    country = models.TextField(help_text="ISO 3166-1 alpha-2")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    valid_from = models.TextField(blank=True, help_text="first version of the list that has it")
    valid_to = models.TextField(blank=True, help_text="last version that has it; empty: current")
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)

    personal_fields: frozenset[str] = frozenset()

    class Meta:
        constraints = [
            UniqueConstraint(name="place_code_once", fields=["scheme", "code"]),
            CheckConstraint(name="place_no_finer_than_city", condition=Q(level__lte=4)),
        ]
        indexes = [models.Index(fields=["country"])]

    def __str__(self) -> str:
        return self.name
