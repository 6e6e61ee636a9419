"""Daily counts: weekdays differ, a burst does not hide the next day, and closed days are quiet."""

import numpy as np
import pytest

from vedette.science.detection.counts import InvalidCounts
from vedette.science.detection.daily import daily_rise

YEARS = 5 * 364
WEEKDAY = np.array([30.0, 12.0, 8.0, 8.0, 12.0, 0.0, 0.0])


def clinic(rng, series):
    """Five-day services, busy on Mondays, closed at weekends."""
    return rng.poisson(np.tile(WEEKDAY, YEARS // 7), (series, YEARS))


def test_busy_mondays_are_no_alarm_and_an_ordinary_monday_on_a_wednesday_is():
    y = clinic(np.random.default_rng(1), 1)[0]
    got = daily_rise(y, alpha=1e-4, last=28)
    assert not got.flagged.any()
    assert got.expected[-28::7] == pytest.approx(30, rel=0.15)
    y[-5] = 30
    got = daily_rise(y, alpha=1e-4, last=28)
    assert np.flatnonzero(got.flagged).tolist() == [YEARS - 5]


def test_a_case_on_a_closed_day_is_seen_and_the_day_after_a_burst_is_judged_for_itself():
    y = clinic(np.random.default_rng(2), 1)[0]
    y[-1], y[-7] = 6, 200
    got = daily_rise(y, last=14)
    assert np.flatnonzero(got.flagged).tolist() == [YEARS - 7, YEARS - 1]


def test_false_alarms_stay_under_their_promise():
    y = clinic(np.random.default_rng(3), 60)
    pvalue = daily_rise(y, last=49).pvalue[:, -49:]
    assert not np.isnan(pvalue).any()
    assert (pvalue <= 0.01).mean() < 0.012


def test_only_the_days_asked_for_are_judged_and_a_missing_day_is_refused():
    y = clinic(np.random.default_rng(4), 2)
    got = daily_rise(y, last=10)
    assert np.isnan(got.pvalue[:, :-10]).all()
    assert not np.isnan(got.pvalue[:, -10:]).any()
    with pytest.raises(InvalidCounts, match="missing"):
        daily_rise([1.0, np.nan, 3.0])
