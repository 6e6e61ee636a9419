"""What the sentences of a signal say, from the numbers kept with it."""

import pytest
from django.utils import translation

from vedette.judgement.signals.explanation import explanation, ladder
from vedette.judgement.signals.models import Signal

RISE = {
    "by_rate": False, "baseline_weeks": 120, "weeks_left_out": 26, "maturity": 0.6,
    "vanishes_at": 7,
    "note": {"weeks": 120, "wanted": "harmonic-2", "needed": 182},
}  # fmt: skip
FIRST = {
    "learning_since": "2024-01-01", "learning_weeks": 26, "records_needed": 3, "flags": ["backlog"],
}  # fmt: skip


def rise(**more):
    return Signal(
        kind="rise", observed=12.0, expected=3.41, detector="harmonic-1",
        parameters={**RISE, **more},
    )  # fmt: skip


def test_a_rise_tells_its_numbers_its_history_its_maturity_and_what_would_end_it():
    assert explanation(rise()) == [
        "12 were observed and 3.4 expected from the past of this series alone; "
        "harmonic-1 judged the count.",
        "Reports have come regularly for 120 weeks. What is expected rests on all but the last 26 "
        "of them, so that a rise does not hide itself.",
        "About 60 % of the reports of this week are in, and it was judged accordingly.",
        "120 weeks of history are too few for harmonic-2, which needs 182; "
        "for now harmonic-1 judges.",
        "With 7 or fewer, all else equal, it would not have been raised.",
    ]


def test_a_rise_judged_by_rate_says_so_and_a_whole_week_is_called_whole():
    said = explanation(rise(by_rate=True, maturity=1.0, note=None))
    assert "given how many reports were examined" in said[0]
    assert said[2:] == [
        "The reports of this week are in.",
        "With 7 or fewer, all else equal, it would not have been raised.",
    ]


def test_a_first_tells_its_records_and_since_when_the_node_learns():
    signal = Signal(kind="first_country", observed=3.0, parameters=FIRST)
    assert explanation(signal) == [
        "It rests on 3 records.",
        "With fewer than 3 records it would not have been raised.",
        "Reports have come regularly since the week of Jan. 1, 2024; "
        "nothing is called new in the first 26 weeks.",
        "Some of its records are old ones that came in late.",
    ]


def test_a_signal_kept_before_these_numbers_were_says_only_what_it_knows():
    old = Signal(kind="rise", observed=12.0, expected=3.0, detector="sparse", parameters={})
    assert not [one for one in explanation(old) if "would not have been raised" in one]
    assert explanation(Signal(kind="first_node", observed=1.0, parameters={})) == []


@pytest.mark.parametrize("language", ["nl", "da"])
def test_every_rung_of_the_ladder_has_its_reason_in_the_readers_language(language):
    with translation.override("en"):
        english = [rung["reason"] for rung in ladder()]
    with translation.override(language):
        assert not set(english) & {rung["reason"] for rung in ladder()}
