"""As what the goods were declared from which a sample was taken."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact


class Flow(models.TextChoices):
    """In which movement goods were met."""

    UNSTATED = ""
    IMPORT = "import"
    EXPORT = "export"
    TRANSIT = "transit"
    POST = "post"


class Declaration(models.Model):
    """What papers say of the goods of a sample: code, year of the nomenclature, kind of goods."""

    sample = models.OneToOneField("samples.Sample", models.PROTECT, related_name="declaration")
    tariff_code = models.TextField(help_text="six digits (HS) or eight (CN)")
    tariff_year = models.PositiveSmallIntegerField(help_text="of the nomenclature")
    goods = models.TextField(help_text="kind of goods, of the register of tariffs")
    flow = models.TextField(choices=Flow, default=Flow.UNSTATED, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    personal_fields = frozenset({"by"})

    class Meta:
        constraints = [
            CheckConstraint(
                name="declaration_code_has_six_or_eight_digits",
                condition=Q(Exact(Length("tariff_code"), 6)) | Q(Exact(Length("tariff_code"), 8)),
            ),
            CheckConstraint(
                name="declaration_of_a_nomenclature_there_is",
                condition=Q(tariff_year__gte=1988, tariff_year__lte=2200),
            ),
            CheckConstraint(name="declaration_names_goods", condition=~Q(goods="")),
            CheckConstraint(name="declaration_of_a_known_flow", condition=Q(flow__in=Flow.values)),
        ]
