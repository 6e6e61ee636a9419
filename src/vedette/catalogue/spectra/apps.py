"""How Django knows this context."""

from django.apps import AppConfig


class SpectraConfig(AppConfig):
    """Spectra."""

    name = "vedette.catalogue.spectra"
    label = "spectra"
    default_auto_field = "django.db.models.BigAutoField"
