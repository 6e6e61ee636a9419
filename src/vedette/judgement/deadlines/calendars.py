"""Public holidays of the states and institutions that must act, and the clocks they read."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from dateutil.easter import easter
from holidays import country_holidays

from vedette.errors import VedetteError
from vedette.judgement.deadlines.counting import Calendar

ZONES: Mapping[str, str] = {
    "AT": "Europe/Vienna", "BE": "Europe/Brussels", "BG": "Europe/Sofia", "CY": "Asia/Nicosia",
    "CZ": "Europe/Prague", "DE": "Europe/Berlin", "DK": "Europe/Copenhagen",
    "EE": "Europe/Tallinn", "ES": "Europe/Madrid", "FI": "Europe/Helsinki", "FR": "Europe/Paris",
    "GR": "Europe/Athens", "HR": "Europe/Zagreb", "HU": "Europe/Budapest", "IE": "Europe/Dublin",
    "IT": "Europe/Rome", "LT": "Europe/Vilnius", "LU": "Europe/Luxembourg", "LV": "Europe/Riga",
    "MT": "Europe/Malta", "NL": "Europe/Amsterdam", "NO": "Europe/Oslo", "PL": "Europe/Warsaw",
    "PT": "Europe/Lisbon", "RO": "Europe/Bucharest", "SE": "Europe/Stockholm",
    "SI": "Europe/Ljubljana", "SK": "Europe/Bratislava", "TR": "Europe/Istanbul",
}  # fmt: skip
# Institutions and agencies, with the clock of their seat.
INSTITUTIONS: Mapping[str, str] = {
    "EU": "Europe/Brussels", "EUDA": "Europe/Lisbon", "EUROPOL": "Europe/Amsterdam",
    "EMA": "Europe/Amsterdam", "ECDC": "Europe/Stockholm", "ECHA": "Europe/Helsinki",
    "EFSA": "Europe/Rome",
}  # fmt: skip
# Counted from Easter Sunday, and fixed days, that the institutions keep every year. Their
# yearly decision adds or takes away a day now and then: enter those days for the calendar.
_AROUND_EASTER = {-3: "Maundy Thursday", -2: "Good Friday", 1: "Easter Monday",
                  39: "Ascension Day", 40: "day after Ascension", 50: "Whit Monday"}  # fmt: skip
_FIXED = {(1, 1): "New Year's Day", (1, 2): "day after New Year's Day", (5, 1): "Labour Day",
          (5, 9): "Europe Day", (7, 21): "Belgian National Day", (8, 15): "Assumption Day",
          (11, 1): "All Saints' Day", (11, 2): "All Souls' Day",
          **{(12, day): "year-end closure" for day in range(24, 32)}}  # fmt: skip


class CalendarUnknown(VedetteError, LookupError):
    """Somebody must act whose holidays are not known here."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    def __str__(self) -> str:
        known = ", ".join((*INSTITUTIONS, *ZONES))
        return f"no calendar is called {self.code!r}; one of {known}, or a part as DE-BE"


def calendar_of(code: str, entered: Mapping[date, str | None] | None = None) -> Calendar:
    """Return the calendar of a country, of a part of one (``DE-BE``), or of an institution.

    Parameters
    ----------
    code : str
        ISO 3166-1 or 3166-2 code, or a key of `INSTITUTIONS`.
    entered : mapping, optional
        Days that people entered for it: a name makes a day free, None a working day.

    Raises
    ------
    CalendarUnknown
        If the code is none of these.
    """
    code = code.strip().upper()
    days = dict(entered or {})
    if code in INSTITUTIONS:
        return Calendar(code, ZoneInfo(INSTITUTIONS[code]), _named(_institution, days))
    country, _, part = code.partition("-")
    if country not in ZONES:
        raise CalendarUnknown(code)
    try:
        country_holidays(country, subdiv=part or None)
    except NotImplementedError:
        raise CalendarUnknown(code) from None
    named = _named(lambda day: _country(country, part, day.year).get(day, ""), days)
    return Calendar(code, ZoneInfo(ZONES[country]), named)


def _named(
    known: Callable[[date], str], entered: Mapping[date, str | None]
) -> Callable[[date], str]:
    return lambda day: (entered[day] or "") if day in entered else known(day)


@lru_cache(maxsize=512)
def _country(country: str, part: str, year: int) -> dict[date, str]:
    found = country_holidays(country, subdiv=part or None, years=year, language="en_US")
    return {day: name for day, name in found.items() if day.year == year}


def _institution(day: date) -> str:
    return _FIXED.get((day.month, day.day)) or _around_easter(day.year).get(day, "")


@lru_cache(maxsize=128)
def _around_easter(year: int) -> dict[date, str]:
    sunday = easter(year)
    return {sunday + timedelta(days=days): name for days, name in _AROUND_EASTER.items()}
