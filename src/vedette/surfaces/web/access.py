"""Who may open a page, and as of which day it speaks."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from vedette.base.accounts.models import User
from vedette.base.accounts.rules import MAY, may
from vedette.base.markings.models import Marking, Tlp
from vedette.base.markings.queries import markings_seen_by
from vedette.surfaces.web import words

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
        return timezone.make_aware(datetime.combine(self.day, time.max))

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
    return Known(day if day < timezone.localdate() else None)


def sees_totals(person: User) -> bool:
    """Tell whether counts over all evidence show a person nothing their role may not see.

    Totals are frozen for the node as a whole, without what is RED. Whoever may
    not see another colour that evidence here carries may not see it inside a sum.
    """
    summed = Marking.objects.exclude(tlp=Tlp.RED)
    return not summed.exclude(pk__in=markings_seen_by(person)).exists()
