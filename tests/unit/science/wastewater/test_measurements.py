"""A laboratory's measurements, from the file to the week, against figures by hand."""

import pytest

from vedette.science.wastewater.loads import LoadRefused
from vedette.science.wastewater.measurements import (
    MeasurementsUnread,
    read_measurements,
    weeks_of,
)

HEADER = "site,date,residue,concentration,flow,population,limit,event,population_method\n"
# 800 ng/L * 50,000 m³ / 200,000 people = 200; Friday 1,600 ng/L = 400; Saturday below.
WEEK = HEADER + (
    "A,2024-03-13,Benzoylecgonine,800,50000,200000,5,,census\n"
    "A,2024-03-15,Benzoylecgonine,1600,50000,200000,5,,census\n"
    "A,2024-03-16,Benzoylecgonine,<LOQ,50000,200000,5,yes,census\n"
    "A,2024-03-20,Benzoylecgonine,400,50000,200000,5,,ammonium\n"
    "A,2024-03-13,ketamine,4,50000,200000,5,,census\n"
)


@pytest.fixture
def weeks(tmp_path):
    path = tmp_path / "m.csv"
    path.write_text(WEEK)
    return weeks_of(read_measurements(path))


def test_a_week_runs_seven_days_from_its_first_sample(weeks):
    assert [(one.residue, str(one.start)) for one in weeks] == [
        ("benzoylecgonine", "2024-03-13"), ("benzoylecgonine", "2024-03-20"),
        ("ketamine", "2024-03-13"),
    ]  # fmt: skip


def test_loads_means_flags_and_consumption_are_those_by_hand(weeks):
    first, second, ketamine = weeks
    assert (first.week.mean, first.week.weekend, first.week.weekday) == (300, 400, 200)
    assert (first.week.days, first.week.below) == (2, 1)
    assert first.week.flags == ("below_limit", "event")
    assert first.consumption == pytest.approx(300 * 3.59)
    assert first.factor.version == "2016"
    assert second.week.flags == ("population_estimated",)
    assert ketamine.week.days == 0
    assert ketamine.consumption is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("site,date\nA,2024-03-13\n", "no column 'residue'"),
        (HEADER + "A,13 March,mdma,1,1,1,,,\n", "line 2, date"),
        (HEADER + "A,2024-03-13,mdma,much,1,1,,,\n", "line 2, concentration"),
    ],
)
def test_a_row_that_cannot_be_read_is_named(text, why, tmp_path):
    path = tmp_path / "m.csv"
    path.write_text(text)
    with pytest.raises(MeasurementsUnread, match=why):
        read_measurements(path)


def test_a_load_for_nobody_is_refused_with_its_place(tmp_path):
    path = tmp_path / "m.csv"
    path.write_text(HEADER + "A,2024-03-13,mdma,1,1,0,,,\n")
    with pytest.raises(LoadRefused, match="A, mdma, 2024-03-13"):
        weeks_of(read_measurements(path))
