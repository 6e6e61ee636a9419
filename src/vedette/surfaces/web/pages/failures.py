"""What is shown when there is nothing to show."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def missing(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Say that there is no such record, without saying whether there is one."""
    return render(request, "web/missing.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Say what happened to the reader's data; ask nothing of what may be broken."""
    return HttpResponse(render_to_string("web/broken.html"), status=500)
