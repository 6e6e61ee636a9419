"""How Django knows this context."""

from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    """Deadlines."""

    name = "vedette.judgement.deadlines"
    label = "deadlines"
    default_auto_field = "django.db.models.BigAutoField"
