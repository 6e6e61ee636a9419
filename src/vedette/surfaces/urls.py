"""Every address of a node."""

from django.urls import URLPattern, URLResolver, include, path

from vedette.surfaces.api.main import api

urlpatterns: list[URLPattern | URLResolver] = [
    # machines
    path("api/", api.urls),
    # people
    path("", include("vedette.surfaces.web.urls")),
]

handler404 = "vedette.surfaces.web.pages.failures.missing"
handler500 = "vedette.surfaces.web.pages.failures.broken"
