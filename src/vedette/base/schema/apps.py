"""How Django knows this context."""

from django.apps import AppConfig


class SchemaConfig(AppConfig):
    """Schema."""

    name = "vedette.base.schema"
    label = "schema"
