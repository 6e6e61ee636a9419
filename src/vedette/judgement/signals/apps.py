"""How Django knows this context."""

from django.apps import AppConfig


class SignalsConfig(AppConfig):
    """Signals."""

    name = "vedette.judgement.signals"
    label = "signals"
    default_auto_field = "django.db.models.BigAutoField"
