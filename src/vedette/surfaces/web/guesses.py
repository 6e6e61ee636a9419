"""Slow down whoever guesses passwords: tries are counted by name and by asker, in memory alone."""

import math
import time

from django.core.cache import caches
from django.http import HttpRequest
from django.utils.translation import ngettext

from vedette.surfaces.web.floods import asker, mark_of, window

WINDOW = 900  # seconds
# Wrong passwords within the window. Many people share an office, and nobody shall keep somebody
# else out from elsewhere: few are for a name from one place, many for a name from anywhere.
OF_NAME_FROM_HERE, OF_ASKER, OF_NAME = 10, 50, 100


def seconds_to_wait(request: HttpRequest, name: str) -> int:
    """Count one try before its password is looked at; return how long none is heard, or 0.

    Names that no account has count like all others, so that nobody learns which there are.
    Tries that are refused make the wait no longer.
    """
    counts, now, wait = caches["floods"], time.time(), 0.0
    for key, most in _counted(request, name):
        count, until = window(key, seconds=WINDOW)
        if counts.incr(count) > most:
            wait = max(wait, until - now, 1)
    return math.ceil(wait)


def was_right(request: HttpRequest, name: str) -> None:
    """Take back the try that was counted: only wrong passwords are."""
    counts = caches["floods"]
    for key, _most in _counted(request, name):
        count, _until = window(key, seconds=WINDOW)
        if counts.get(count):
            counts.decr(count)


def sentence(seconds: int) -> str:
    """Say when the next try is heard."""
    minutes = math.ceil(seconds / 60)
    return ngettext(
        "Too many wrong passwords with this name or from your network; try again in %(n)d minute.",
        "Too many wrong passwords with this name or from your network; try again in %(n)d minutes.",
        minutes,
    ) % {"n": minutes}


def _counted(request: HttpRequest, name: str) -> tuple[tuple[str, int], ...]:
    named, here = mark_of(name.strip().casefold()), asker(request)
    return (
        (f"password-{named}-from-{here}", OF_NAME_FROM_HERE),
        (f"password-{named}", OF_NAME),
        (f"password-from-{here}", OF_ASKER),
    )
