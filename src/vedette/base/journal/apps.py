"""How Django knows this context."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Journal."""

    name = "vedette.base.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"
