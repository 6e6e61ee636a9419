"""Joint courses as an iCalendar feed."""

from collections.abc import Iterable
from datetime import date, timedelta

from icalendar import Calendar, Event

from vedette.catalogue.practice.models import Course


def feed(rows: Iterable[Course], *, domain: str, name: str) -> bytes:
    """Return courses as iCalendar (RFC 5545), as whole days; a cancelled one says so."""
    calendar = Calendar()
    calendar.add("prodid", "-//Vedette//Courses//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for row in rows:
        event = Event()
        event.add("uid", f"course-{row.pk}@{domain}")
        event.add("dtstamp", row.changed_at)
        event.add("summary", row.title)
        event.add("description", f"{row.organiser} {row.link}".strip())
        event.add("dtstart", row.starts_on)
        if row.ends_on < date.max:  # an old row of a last day of all has no day after it
            event.add(
                "dtend", row.ends_on + timedelta(days=1)
            )  # the first day after, says RFC 5545
        if row.where:
            event.add("location", row.where)
        event.add("status", "CANCELLED" if row.cancelled_at else "CONFIRMED")
        event.add("sequence", 1 if row.cancelled_at else 0)
        calendar.add_component(event)
    return calendar.to_ical()
