"""How Django knows this context."""

from django.apps import AppConfig


class SnapshotsConfig(AppConfig):
    """Snapshots."""

    name = "vedette.evidence.snapshots"
    label = "snapshots"
    default_auto_field = "django.db.models.BigAutoField"
