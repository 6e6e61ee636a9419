"""How Django knows this context."""

from django.apps import AppConfig


class PracticeConfig(AppConfig):
    """Practice."""

    name = "vedette.catalogue.practice"
    label = "practice"
    default_auto_field = "django.db.models.BigAutoField"
