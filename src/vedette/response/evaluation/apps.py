"""How Django knows this context."""

from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    """Evaluation."""

    name = "vedette.response.evaluation"
    label = "evaluation"
    default_auto_field = "django.db.models.BigAutoField"
