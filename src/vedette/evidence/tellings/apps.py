"""How Django knows this context."""

from django.apps import AppConfig


class TellingsConfig(AppConfig):
    """Tellings."""

    name = "vedette.evidence.tellings"
    label = "tellings"
    default_auto_field = "django.db.models.BigAutoField"
