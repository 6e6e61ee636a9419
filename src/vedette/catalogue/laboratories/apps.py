"""How Django knows this context."""

from django.apps import AppConfig


class LaboratoriesConfig(AppConfig):
    """Laboratories."""

    name = "vedette.catalogue.laboratories"
    label = "laboratories"
    default_auto_field = "django.db.models.BigAutoField"
