"""How Django knows this context."""

from django.apps import AppConfig


class AlertsConfig(AppConfig):
    """Alerts."""

    name = "vedette.response.alerts"
    label = "alerts"
    default_auto_field = "django.db.models.BigAutoField"
