"""Loads in wastewater, against figures worked out by hand."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.science.wastewater.campaigns import Campaign
from vedette.science.wastewater.changes import change_table
from vedette.science.wastewater.loads import (
    LoadRefused,
    consumption,
    daily_loads,
    factor_for,
    week_of_loads,
)

WEDNESDAY = date(2024, 3, 13)
WEEK = [WEDNESDAY + timedelta(days=n) for n in range(7)]


def test_a_load_is_concentration_times_flow_over_people():
    # 800 ng/L in 50,000 m³ a day is 40,000 mg a day; for 200,000 people 200 mg for each 1,000.
    got = daily_loads([800.0], [50_000.0], 200_000)
    assert got.mass[0] == 40_000
    assert got.load[0] == 200


def test_below_the_limit_is_neither_zero_nor_half_of_it():
    got = daily_loads([4.0, np.nan, 5.0], [1e4, 1e4, 1e4], 1e5, limit=5.0)
    assert got.below.tolist() == [True, True, False]
    assert np.isnan(got.load[:2]).all()
    assert got.load[2] == 0.5


@given(st.floats(0.1, 1e5), st.floats(1, 1e6), st.floats(1, 1e7), st.floats(1.5, 100))
def test_as_many_more_people_make_the_load_of_each_so_much_smaller(level, flow, people, times):
    one, more = (daily_loads([level], [flow], n).load[0] for n in (people, people * times))
    assert one == pytest.approx(more * times)


@pytest.mark.parametrize(
    ("level", "flow", "people"), [(1, 0, 1), (1, 1, 0), (1, np.nan, 1), (-1, 1, 1)]
)
def test_a_load_without_a_flow_or_people_is_refused(level, flow, people):
    with pytest.raises(LoadRefused):
        daily_loads([level], [flow], people)


def test_the_weekend_is_friday_to_monday():
    # Wed 10, Thu 10, Fri 20, Sat 40, Sun 40, Mon 20, Tue 10: weekend 120 / 4, weekday 30 / 3.
    week = week_of_loads([10, 10, 20, 40, 40, 20, 10], WEEK)
    assert (week.weekend, week.weekday) == (30, 10)
    assert week.mean == pytest.approx(150 / 7)
    assert week.is_whole
    assert not week.flags


def test_a_week_says_what_should_make_a_reader_careful():
    week = week_of_loads(
        [10, 10, 20, 400, np.nan, 20, 10], WEEK, flow=[1, 1, 1, 1, 2.5, 1, 1],
        events=[WEEK[3]], population_estimated=True,
    )  # fmt: skip
    assert week.flags == ("below_limit", "dumping", "rain", "event", "population_estimated")
    assert (week.days, week.below) == (6, 1)


def test_consumption_carries_the_version_of_its_factor():
    got = consumption([100.0], factor_for("benzoylecgonine"))
    assert got.value[0] == pytest.approx(359)
    assert got.factor.version == "2016"
    assert factor_for("thc-cooh").value == 182
    assert factor_for("thc-cooh", version="2011").value == 152


def test_of_ketamine_only_the_load_is_shown():
    assert factor_for("ketamine") is None


def campaign(year, mean, *, days=7):
    loads = tuple([mean] * days + [None] * (7 - days))
    return Campaign(year, "MDMA", "AT001", "AT", "Graz", loads, mean)


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [(100, 110, "stable"), (100, 110.1, "rise"), (100, 90, "stable"), (100, 89.9, "fall"),
     (100, None, "no_load"), (0, 5, "no_load")],
)  # fmt: skip
def test_a_change_of_more_than_a_tenth_is_a_rise_or_a_fall(before, after, kind):
    (one,) = change_table([campaign(2020, before), campaign(2021, after)])
    assert one.kind == kind


def test_no_change_is_drawn_over_a_pause_few_days_or_another_method():
    assert change_table([campaign(2019, 1), campaign(2021, 9)])[0].kind == "not_next_year"
    assert change_table([campaign(2020, 1, days=4), campaign(2021, 9)])[0].kind == "too_few_days"
    methods = {("AT001", 2020): "census", ("AT001", 2021): "ammonium"}
    (one,) = change_table([campaign(2020, 1), campaign(2021, 9)], methods=methods)
    assert one.kind == "method_changed"
