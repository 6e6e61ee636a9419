"""How Django knows this context."""

from django.apps import AppConfig


class IngestConfig(AppConfig):
    """Ingest."""

    name = "vedette.evidence.ingest"
    label = "ingest"
    default_auto_field = "django.db.models.BigAutoField"
