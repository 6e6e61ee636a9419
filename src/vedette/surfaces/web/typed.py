"""What people type into forms, read once for every page."""

from datetime import date

from django.utils.dateparse import parse_date


def day_in(text: str) -> date | None:
    """Return the day that a text names; None if it names none, or one that never was."""
    try:
        return parse_date(text)
    except ValueError:
        return None
