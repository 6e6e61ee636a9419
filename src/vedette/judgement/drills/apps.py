"""How Django knows this context."""

from django.apps import AppConfig


class DrillsConfig(AppConfig):
    """Drills."""

    name = "vedette.judgement.drills"
    label = "drills"
    default_auto_field = "django.db.models.BigAutoField"
