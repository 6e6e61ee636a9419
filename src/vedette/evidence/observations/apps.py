"""How Django knows this context."""

from django.apps import AppConfig


class ObservationsConfig(AppConfig):
    """Observations."""

    name = "vedette.evidence.observations"
    label = "observations"
    default_auto_field = "django.db.models.BigAutoField"
