"""How Django knows this context."""

from django.apps import AppConfig


class CustomsConfig(AppConfig):
    """Customs."""

    name = "vedette.evidence.customs"
    label = "customs"
    default_auto_field = "django.db.models.BigAutoField"
