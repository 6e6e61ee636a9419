"""How Django knows this context."""

from django.apps import AppConfig


class WorkingGroupsConfig(AppConfig):
    """Working groups."""

    name = "vedette.catalogue.working_groups"
    label = "working_groups"
    default_auto_field = "django.db.models.BigAutoField"
