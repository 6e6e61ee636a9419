"""Days as people name them, and the moments that they mean by the clock of the node."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone


def last_moment(day: date) -> datetime:
    """Return the last moment of a day."""
    return timezone.make_aware(datetime.combine(day, time.max))


def period(
    since: date | None, until: date | None, *, usual: timedelta = timedelta(days=365)
) -> tuple[date, date]:
    """Return the first and last day meant: until today, and as long as is usual, unless said.

    A first day after the last means the last alone.
    """
    last = until or timezone.localdate()
    first = since or max(last, date.min + usual) - usual
    return min(first, last), last


def known_by(day: date | None) -> datetime:
    """Return up to when something was known on a day: its end, or now if it is not over."""
    now = timezone.now()
    return now if day is None else min(now, last_moment(day))
