"""Who may open a page, and as of which day it speaks."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from vedette.base.accounts.models import User
from vedette.base.accounts.rules import MAY, may
from vedette.base.days import last_moment
from vedette.surfaces.web import words

EARLIEST = date(1900, 1, 1)  # days before it are typing errors, and cannot be counted back from
View = Callable[..., HttpResponseBase]


class PersonRequest(HttpRequest):
    """A request of somebody who has signed in."""

    user: User


def needs(act: str) -> Callable[[View], View]:
    """Let only people in whose role allows an act; say which right is missing to the others."""

    def guard(view: View) -> View:
        @wraps(view)
        @login_required
        def guarded(request: PersonRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not may(request.user, act):
                return refused(request, act)
            return view(request, *args, **kwargs)

        return guarded

    return guard


def refused(request: HttpRequest, act: str) -> HttpResponse:
    """Say which right is needed and whom to ask."""
    roles = [words.label("role", role) for role in sorted(MAY[act])]
    return render(request, "web/refused.html", {"act": act, "roles": roles}, status=403)


@dataclass(frozen=True, slots=True)
class Known:
    """The day a page speaks of; without one it speaks of now."""

    day: date | None

    @property
    def as_of(self) -> datetime | None:
        """Return the last moment of the day, or None for now."""
        if self.day is None:
            return None
        return last_moment(self.day)

    @property
    def moment(self) -> datetime:
        """Return the moment the page speaks of, now if no day was chosen."""
        return self.as_of or timezone.now()


def known_on(request: HttpRequest) -> Known:
    """Read the control "As known on"; today, the future and nonsense all mean now."""
    try:
        day = date.fromisoformat(request.GET.get("known", ""))
    except ValueError:
        return Known(None)
    return Known(day if EARLIEST <= day < timezone.localdate() else None)
