"""Periods against ends counted by hand, and the published case of Directive (EU) 2025/2062."""

import csv
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

pytest.importorskip("holidays", reason="holidays come with the server")

from vedette.judgement.deadlines.calendars import calendar_of
from vedette.judgement.deadlines.counting import Period, Unit, end_of
from vedette.judgement.deadlines.definitions import rule_on

CASES = list(csv.DictReader((Path(__file__).parent / "deadlines" / "cases.csv").open()))


@pytest.mark.parametrize(
    "case", CASES, ids=lambda c: f"{c['calendar']}-{c['event'][:10]}-{c['why']}"
)
def test_a_period_ends_when_a_person_counting_says(case):
    amount = int(case["amount"])
    period = Period(abs(amount), Unit(case["unit"]), before=amount < 0)
    end = end_of(period, datetime.fromisoformat(case["event"]), calendar_of(case["calendar"]))
    if period.unit is Unit.HOURS:
        assert end.moment == datetime.fromisoformat(case["end"])
        assert end.last_day is None
    else:
        assert end.last_day == date.fromisoformat(case["end"])


def test_there_are_cases_for_every_unit_and_many_calendars():
    assert len(CASES) >= 120
    assert {case["unit"] for case in CASES} == {unit.value for unit in Unit}
    assert len({case["calendar"] for case in CASES}) >= 15


def at(day, hour=12):
    return datetime(*day, hour, tzinfo=UTC)


def end_by(key, event, calendar):
    rule = rule_on(key, event.date(), folder=None)
    return end_of(rule.period, event, calendar_of(calendar))


def test_the_published_case_of_three_cathinones_plays_through_with_its_dates():
    """Reports sent 27 May 2025, act of 14 October, published 23 December 2025."""
    received = at((2025, 5, 27))
    refusal = end_by("no_control_measure", received, "EU")
    assert refusal.last_day == date(2025, 7, 8)
    adopted = at((2025, 10, 14))
    assert adopted > refusal.moment  # no breach: the period binds the refusal alone
    assert rule_on("control_measure", received.date(), folder=None).limit == "without_delay"
    objection = end_by("objection", adopted, "EU")
    assert objection.last_day == date(2025, 12, 15)
    published = date(2025, 12, 23)
    assert objection.moment.date() <= published
    in_force = published + timedelta(days=20)  # Article 4: entry into force is never moved
    assert in_force == date(2026, 1, 12)
    for country in ("DE", "FR", "PL", "IE", "PT"):
        national = end_by("national_control", at((2026, 1, 12)), country)
        assert national.last_day == date(2026, 7, 13)  # 12 July is a Sunday
