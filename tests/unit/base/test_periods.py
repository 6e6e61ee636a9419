"""The days that a question means."""

from datetime import date, timedelta

from django.utils import timezone

from vedette.base.days import period


def test_without_days_the_last_year_is_meant():
    today = timezone.localdate()
    assert period(None, None) == (today - timedelta(days=365), today)


def test_what_is_said_holds_and_a_first_day_after_the_last_means_the_last():
    first, last = date(2026, 3, 1), date(2026, 4, 30)
    assert period(first, last) == (first, last)
    assert period(last, first) == (first, first)


def test_a_usual_period_never_begins_before_the_calendar():
    assert period(None, date.min) == (date.min, date.min)
    assert period(None, date(1, 6, 1), usual=timedelta(days=10)) == (date(1, 5, 22), date(1, 6, 1))
