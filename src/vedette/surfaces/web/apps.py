"""How Django knows the pages."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages, templates and static files."""

    name = "vedette.surfaces.web"
    label = "web"
