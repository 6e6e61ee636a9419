"""How Django knows this context."""

from django.apps import AppConfig


class PolicyConfig(AppConfig):
    """What was promised, and what was done."""

    name = "vedette.response.policy"
    label = "policy"
    default_auto_field = "django.db.models.BigAutoField"
