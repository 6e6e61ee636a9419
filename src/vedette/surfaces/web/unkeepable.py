"""Refuse, in one place, what no database can keep: the sign NUL, and numbers beyond its columns."""

from collections.abc import Callable
from urllib.parse import unquote

from django.db import DataError
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.utils.translation import gettext as _


class RefuseUnkeepable:
    """Answer with a sentence where PostgreSQL would end in an error; SQLite takes most of it.

    An address is looked at before anything else; what stands in a form is left to the
    database, whose refusal becomes the same sentence.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let a request on unless its address holds NUL."""
        if "\x00" in unquote(request.META.get("QUERY_STRING", "")) or "\x00" in request.path:
            return _refusal()
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Say what a database would not keep; every other error goes on."""
        return _refusal() if isinstance(error, DataError) else None


def _refusal() -> HttpResponse:
    return HttpResponseBadRequest(
        _("This holds a sign or a number that cannot be kept."), content_type="text/plain"
    )
