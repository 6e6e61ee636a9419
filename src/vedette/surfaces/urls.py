"""Every address of a node."""

from django.urls import URLPattern, URLResolver, path

from vedette.surfaces.api.main import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/", api.urls),
]
