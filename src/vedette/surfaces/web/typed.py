"""What people type into forms, read once for every page."""

from datetime import date

from django.utils.dateparse import parse_date

from vedette.errors import VedetteError


class DayUnread(VedetteError, ValueError):
    """Somebody typed something into a field of a day that is none."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text

    def __str__(self) -> str:
        return f"{self.text[:40]!r} is no date; write it as year-month-day"


def day_in(text: str) -> date | None:
    """Return the day that a text names; None if it names none, or one that never was."""
    try:
        return parse_date(text)
    except ValueError:
        return None


def day_if_any(text: str) -> date | None:
    """Return the day that a text names; None if nothing was typed.

    Raises
    ------
    DayUnread
        If something was typed that is no day: it is not left out in silence.
    """
    text = text.strip()
    if not text:
        return None
    day = day_in(text)
    if day is None:
        raise DayUnread(text)
    return day
