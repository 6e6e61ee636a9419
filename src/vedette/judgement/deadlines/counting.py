"""Count a period as Regulation (EEC, Euratom) 1182/71 counts: a function of event and calendar."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from vedette.errors import VedetteError

LONGEST = 3_660  # of any unit; a period beyond ten years of days is a slip of the pen
DAY = timedelta(days=1)
_SUNDAY, _SATURDAY = 7, 6
_WORKING_DAYS_AT_LEAST = 2  # Article 3(5)


class Unit(StrEnum):
    """What a period is expressed in."""

    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


class PeriodRefused(VedetteError, ValueError):
    """A period that cannot be counted."""


@dataclass(frozen=True, slots=True)
class Period:
    """So many of a unit; ``before`` counts back from the event ("24 hours in advance")."""

    amount: int
    unit: Unit
    before: bool = False

    def __post_init__(self) -> None:
        if not 0 < self.amount <= LONGEST:
            raise PeriodRefused(f"a period is 1 to {LONGEST} long, not {self.amount}")


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days on which whoever must act does not work, and the zone whose clock they read.

    Attributes
    ----------
    code : str
        A country, part of a country (``DE-BE``), or an institution.
    zone : ZoneInfo
        Days begin and end by this clock.
    holiday : callable
        The name of the public holiday on a day, or the empty text.
    """

    code: str
    zone: ZoneInfo
    holiday: Callable[[date], str]

    def works_on(self, day: date) -> bool:
        """Tell a working day: no Saturday, no Sunday, no public holiday (Article 2)."""
        return day.isoweekday() < _SATURDAY and not self.holiday(day)

    def next_working(self, day: date) -> date:
        """Return the day itself if it is worked on, or the first one after it that is."""
        while not self.works_on(day):
            day += DAY
        return day

    def why_free(self, day: date) -> str:
        """Return why a day is not worked on: saturday, sunday, or the name of the holiday."""
        return self.holiday(day) or {_SATURDAY: "saturday", _SUNDAY: "sunday"}.get(
            day.isoweekday(), ""
        )

    def midnight(self, day: date) -> datetime:
        """Return the moment a day begins."""
        return datetime.combine(day, time(), tzinfo=self.zone)


@dataclass(frozen=True, slots=True)
class End:
    """When a period ends.

    Attributes
    ----------
    moment : datetime
        The first moment that is too late, or for a period counted back the last
        that is not.
    last_day : date or None
        The last day to act; None for periods in hours.
    counted_to : date or None
        Where the bare count ended, before it was moved to a working day.
    moved_because : str
        Why it was moved: saturday, sunday, the name of a holiday, or ``two_working_days``.
    """

    moment: datetime
    last_day: date | None = None
    counted_to: date | None = None
    moved_because: str = ""


def end_of(period: Period, event: datetime, calendar: Calendar) -> End:
    """Return when a period that an event set off ends.

    Parameters
    ----------
    period : Period
        Its hours are hours that pass, whatever a clock does in spring and autumn.
    event : datetime
        With its zone. The hour, or the day, in which it falls is not counted.
    calendar : Calendar
        Of the state or institution that must act; its clock says which day it is.

    Returns
    -------
    End
        In days and longer: the end of the last day, moved to the next working
        day where that one is free (Article 3(4)), and holding two working days
        at least (Article 3(5)). Hours, and periods counted back, are not moved.

    References
    ----------
    .. [1] Regulation (EEC, Euratom) 1182/71, Articles 2 and 3.
    """
    if event.tzinfo is None:
        raise PeriodRefused("a moment without a zone starts no clock")
    if period.unit is Unit.HOURS:
        return _hours(period, event, calendar)
    day = event.astimezone(calendar.zone).date()
    try:
        counted = _count(period, day, calendar)
        return _back(counted, calendar) if period.before else _moved(period, day, counted, calendar)
    except OverflowError:
        raise PeriodRefused("the period ends after the last year a calendar knows") from None


def _hours(period: Period, event: datetime, calendar: Calendar) -> End:
    """Whole hours, after or before the hour that is not counted."""
    local = event.astimezone(calendar.zone)
    into = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
    start = event - into
    if period.before:
        return End(start - timedelta(hours=period.amount))
    return End(start + timedelta(hours=1 + period.amount))


def _count(period: Period, day: date, calendar: Calendar) -> date:
    sign = -1 if period.before else 1
    match period.unit:
        case Unit.DAYS:
            return day + sign * period.amount * DAY
        case Unit.WEEKS:
            return day + sign * 7 * period.amount * DAY
        case Unit.WORKING_DAYS:
            return _working_days(period.amount, day, sign * DAY, calendar)
    months = period.amount * (12 if period.unit is Unit.YEARS else 1)
    return add_months(day, sign * months)


def _working_days(amount: int, day: date, step: timedelta, calendar: Calendar) -> date:
    while amount:
        day += step
        amount -= calendar.works_on(day)
    return day


def add_months(day: date, months: int) -> date:
    """Return the same date so many months on, or the last day of a month that lacks it."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year < date.max.year:
        raise OverflowError
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - DAY).day
    return date(year, month + 1, min(day.day, last))


def _moved(period: Period, day: date, counted: date, calendar: Calendar) -> End:
    last = calendar.next_working(counted)
    because = calendar.why_free(counted) if last != counted else ""
    if period.unit is Unit.DAYS and period.amount >= _WORKING_DAYS_AT_LEAST:
        second = _working_days(_WORKING_DAYS_AT_LEAST, day, DAY, calendar)
        if second > last:
            last, because = second, "two_working_days"
    return End(calendar.midnight(last + DAY), last, counted, because)


def _back(counted: date, calendar: Calendar) -> End:
    return End(calendar.midnight(counted + DAY), counted, counted)
