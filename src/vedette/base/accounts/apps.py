"""How Django knows this context."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts."""

    name = "vedette.base.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
