"""How Django knows this context."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """Assessments."""

    name = "vedette.judgement.assessments"
    label = "assessments"
    default_auto_field = "django.db.models.BigAutoField"
