"""How Django knows this context."""

from django.apps import AppConfig


class SubstancesConfig(AppConfig):
    """Substances."""

    name = "vedette.catalogue.substances"
    label = "substances"
    default_auto_field = "django.db.models.BigAutoField"
