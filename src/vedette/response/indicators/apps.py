"""How Django knows this context."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """Indicators."""

    name = "vedette.response.indicators"
    label = "indicators"
    default_auto_field = "django.db.models.BigAutoField"
