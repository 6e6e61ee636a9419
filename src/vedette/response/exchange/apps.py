"""How Django knows this context."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Subscriptions and deliveries."""

    name = "vedette.response.exchange"
    label = "exchange"
    default_auto_field = "django.db.models.BigAutoField"
