"""How Django knows this context."""

from django.apps import AppConfig


class SamplesConfig(AppConfig):
    """Samples."""

    name = "vedette.evidence.samples"
    label = "samples"
    default_auto_field = "django.db.models.BigAutoField"
