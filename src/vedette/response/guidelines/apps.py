"""How Django knows this context."""

from django.apps import AppConfig


class GuidelinesConfig(AppConfig):
    """Guidelines."""

    name = "vedette.response.guidelines"
    label = "guidelines"
    default_auto_field = "django.db.models.BigAutoField"
