"""An exercise is judged by what was known when, and where."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from vedette.science.simulation import Noticed, Truth, TruthEvent, score

FIRST = date(2026, 9, 11)
TABLETS = TruthEvent(
    id="tablets",
    title="",
    kind="must_notice",
    substances=("protonitazene",),
    related=("oxycodone",),
    countries=("IE",),
    regions=("IE06", "IE05"),
    contexts=("drug_checking", "emergency"),
    start=date(2026, 9, 8),
    first_record=FIRST,
    records=("DC-1",),
)
BACKLOG = replace(
    TABLETS,
    id="backlog",
    kind="must_not_alarm",
    substances=("cocaine",),
    related=(),
    countries=("AT",),
    regions=("AT13",),
    contexts=("seizure",),
)
TRUTH = Truth(1, date(2023, 11, 13), date(2026, 11, 15), (TABLETS, BACKLOG))
HIT = Noticed(FIRST + timedelta(3), "Protonitazene", ("IE06",), ("drug_checking",))


def test_delay_counts_from_the_first_record_known():
    card = score(TRUTH, [HIT._replace(date=FIRST + timedelta(9)), HIT])
    (mark,) = card.noticed
    assert (mark.signals, mark.days_after_first_record) == (2, 3)
    assert card.false_alarms == 0


@pytest.mark.parametrize(
    "signal",
    [
        HIT._replace(date=FIRST),
        HIT._replace(places=("IE",)),
        HIT._replace(places=("IE061",)),
        HIT._replace(places=(), contexts=()),
        HIT._replace(substance="Oxycodone HCl", contexts=("emergency",)),
        HIT._replace(substance=""),
    ],
)
def test_a_signal_about_the_event_notices_it(signal):
    assert not score(TRUTH, [signal]).missed


@pytest.mark.parametrize(
    "signal",
    [
        HIT._replace(date=FIRST - timedelta(1)),
        HIT._replace(substance="cocaine"),
        HIT._replace(places=("IE04",)),
        HIT._replace(places=("FR",)),
        HIT._replace(contexts=("wastewater",)),
    ],
)
def test_a_signal_too_early_or_about_something_else_is_a_false_alarm(signal):
    card = score(TRUTH, [signal])
    assert card.missed
    assert card.false_alarms == 1


def test_what_must_not_alarm_is_told_apart_by_time_and_place():
    alarm = Noticed(FIRST + timedelta(5), "Cocaïne", ("AT",), ("seizure",))
    assert score(TRUTH, [alarm]).alarmed == {"backlog": True}
    assert score(TRUTH, [alarm]).false_alarms == 1
    later = alarm._replace(date=FIRST + timedelta(57))
    assert score(TRUTH, [later], patience=56).alarmed == {"backlog": False}


def test_false_alarms_are_counted_per_week_of_the_watch():
    since = date(2026, 11, 2)  # two weeks before the end
    noise = [Noticed(since + timedelta(d), "ketamine", ("FR",), ("seizure",)) for d in (-1, 0, 5)]
    assert score(TRUTH, noise, since=since).false_alarms_per_week == pytest.approx(1.0)


def test_silence_misses_everything_and_alarms_nothing():
    card = score(TRUTH, [])
    assert [m.id for m in card.missed] == ["tablets"]
    assert card.as_dict()["alarmed"] == {"backlog": False}
