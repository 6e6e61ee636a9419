"""How Django knows this context."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Places."""

    name = "vedette.catalogue.places"
    label = "places"
    default_auto_field = "django.db.models.BigAutoField"
