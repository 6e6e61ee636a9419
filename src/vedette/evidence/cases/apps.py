"""How Django knows this context."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Cases."""

    name = "vedette.evidence.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"
