"""Every address of a node."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    # machines
    # people
    path("", include("vedette.surfaces.web.urls")),
]

handler404 = "vedette.surfaces.web.pages.failures.missing"
handler500 = "vedette.surfaces.web.pages.failures.broken"
