"""How Django knows this context."""

from django.apps import AppConfig


class ReferenceAnalysesConfig(AppConfig):
    """Reference analyses."""

    name = "vedette.evidence.reference_analyses"
    label = "reference_analyses"
    default_auto_field = "django.db.models.BigAutoField"
