"""The weeks behind a signal, with what those still arriving will come to."""

from datetime import timedelta

import numpy as np
import pytest

from tests.unit.judgement.test_detect import END, START, finding, table
from vedette.judgement.signals.candidate import Candidate
from vedette.judgement.signals.series import SeriesReader

HEROIN = Candidate(
    kind="rise", subject="heroin", subject_kind="substance", place="EE", country="EE",
    context="death", week=END - timedelta(weeks=2), observed=3, detector="harmonic-1",
)  # fmt: skip


def deaths(*, seed=5, per_week=5, slowest=70):
    """Years of deaths that laboratories report within ten weeks."""
    rng = np.random.default_rng(seed)
    return [
        finding(
            week * 100 + one, "heroin" if rng.random() < 0.7 else "caffeine",
            START + timedelta(days=int(week * 7 + rng.integers(7))), context="death",
            late=int(rng.integers(1, slowest)),
        )
        for week in range(150)
        for one in range(rng.poisson(per_week))
    ]  # fmt: skip


def weeks_of(rows, weekday=0):
    from datetime import datetime

    data, as_of = table(rows), END + timedelta(days=weekday)
    moment = datetime(as_of.year, as_of.month, as_of.day)  # noqa: DTZ001
    return SeriesReader(data, data, moment).weeks_of(HEROIN)[0]


@pytest.mark.parametrize("weekday", [0, 2, 5])
def test_weeks_still_arriving_say_what_they_will_come_to_and_no_less_than_is_known(weekday):
    rows = deaths()
    final = {}
    for row in rows:
        monday = row["occurred_on"] - timedelta(days=row["occurred_on"].weekday())
        final[monday.isoformat()] = final.get(monday.isoformat(), 0) + (
            row["substance"] == "heroin"
        )
    weeks = weeks_of(rows, weekday)
    open_ones = [week for week in weeks if week.is_incomplete]
    assert 6 <= len(open_ones) <= 12
    assert all(week.observed <= week.low <= week.likely <= week.high for week in open_ones)
    assert sum(week.low <= final.get(week.week, 0) <= week.high for week in open_ones) >= (
        len(open_ones) - 2
    )
    assert open_ones[-1].likely > open_ones[-1].observed + 1


def test_weeks_that_are_in_say_nothing_of_the_kind():
    assert {week.likely for week in weeks_of(deaths()) if not week.is_incomplete} == {None}
    assert {week.high for week in weeks_of(deaths(slowest=2))} == {None}


def test_too_short_a_history_predicts_nothing():
    rows = [row for row in deaths() if row["occurred_on"] > END - timedelta(weeks=20)]
    assert {week.likely for week in weeks_of(rows)} == {None}
