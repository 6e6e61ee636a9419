"""How Django knows this context."""

from django.apps import AppConfig


class MarkingsConfig(AppConfig):
    """Markings."""

    name = "vedette.base.markings"
    label = "markings"
    default_auto_field = "django.db.models.BigAutoField"
