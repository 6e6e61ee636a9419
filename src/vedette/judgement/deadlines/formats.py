"""Deadlines as an iCalendar feed, and as plain data."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from icalendar import Alarm, Calendar, Event

from vedette.judgement.deadlines.models import Deadline
from vedette.judgement.deadlines.rules import standing_of

WARN_AHEAD = timedelta(days=2)


def feed(
    rows: Iterable[tuple[Deadline, str]],
    *,
    at: datetime,
    domain: str,
    name: str,
    exercise: str = "Exercise",
) -> bytes:
    """Return open deadlines as iCalendar (RFC 5545): days as whole days, hours as moments.

    Parameters
    ----------
    rows : iterable of (Deadline, str)
        With the title to show for each.
    exercise : str
        The word that stands before what is a drill.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Vedette//Deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for row, title in rows:
        if row.due_at is not None:
            title = f"{exercise}: {title}" if row.exercise else title
            calendar.add_component(_event(row, title, at, domain))
    return calendar.to_ical()


def _event(row: Deadline, title: str, at: datetime, domain: str) -> Event:
    event = Event()
    event.add("uid", f"deadline-{row.pk}@{domain}")
    event.add("dtstamp", at)
    event.add("sequence", row.steps.count())
    event.add("summary", f"{title}: {row.about}")
    event.add("dtstart", row.last_day or row.due_at)
    event.add("transp", "TRANSPARENT")
    if row.exercise:
        event.add("categories", ["EXERCISE"])
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"{title}: {row.about}")
    alarm.add("trigger", -WARN_AHEAD)
    event.add_component(alarm)
    return event


def as_data(row: Deadline, *, at: datetime) -> dict[str, Any]:
    """Return one deadline for commands and the API."""
    return {
        "id": row.pk,
        "rule": row.rule,
        "about": row.about,
        "body": row.body.code if row.body else None,
        "calendar": row.calendar,
        "period": f"{row.amount} {row.unit}" if row.amount else None,
        "event_at": row.event_at.isoformat(),
        "due_at": row.due_at.isoformat() if row.due_at else None,
        "last_day": row.last_day.isoformat() if row.last_day else None,
        "standing": standing_of(row, at=at).value,
        "met_at": row.met_at.isoformat() if row.met_at else None,
        "exercise": row.exercise,
    }
