"""What a replay's score may be trusted to say."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.judgement.signals.candidate import Candidate
from vedette.judgement.signals.detect import Detection
from vedette.judgement.signals.replay import DeskWeek
from vedette.judgement.signals.truth import Event, score_desks

FIRST = date(2024, 1, 1)
SUBSTANCES = ("a", "b", "c")
PLACES = ("IE", "IE06", "IE061", "EE", "*", "")


def signal(subject, country="IE", *, place="", kind="rise", of="substance", parts=()):
    return Candidate(
        kind=kind, subject=subject, subject_kind=of, place=place or country, country=country,
        context="seizure", week=FIRST, observed=3, detector="d", parts=tuple(parts),
    )  # fmt: skip


def weeks(*came, went_on=()):
    made = []
    for number, new in enumerate(came):
        day = FIRST + timedelta(weeks=number)
        as_of = datetime(day.year, day.month, day.day)  # noqa: DTZ001
        made.append(DeskWeek(Detection(as_of, (), (), 0, 0, 0.0), tuple(new), tuple(went_on), ()))
    return made


def test_three_events_one_noticed_early_one_late_one_never():
    desks = weeks([signal("a")], [], [signal("b"), signal("x")], [signal("y")])
    events = [
        Event("a", FIRST + timedelta(days=10)),
        Event("b", FIRST + timedelta(days=9)),
        Event("c", FIRST + timedelta(days=9)),
    ]
    got = score_desks(desks, events)
    assert [one.days for one in got.met] == [-10, 5, None]
    assert (got.pod, got.in_time, got.ppv) == (2 / 3, 1 / 3, 2 / 4)
    assert (got.median_lead, got.median_lag) == (10, 5)
    assert score_desks(desks, events, in_time=5).in_time == 2 / 3


def test_a_signal_counts_when_it_comes_and_not_while_it_goes_on():
    later = FIRST + timedelta(days=7)
    got = score_desks(weeks([], [], went_on=[signal("a")]), [Event("a", later)])
    assert (got.pod, got.shown, got.ppv) == (0, 0, None)


def test_a_place_is_met_by_what_holds_it_what_lies_in_it_and_the_whole_network():
    def is_met(where, **told):
        return score_desks(weeks([signal("a", **told)]), [Event("a", FIRST, where)]).pod == 1

    assert is_met("IE061", country="IE")
    assert is_met("IE", country="IE", place="IE061")
    assert is_met("EE", country="*")
    assert is_met("", country="EE")
    assert not is_met("EE", country="IE")
    assert not is_met("IE", country="EE", place="EE00")
    assert not is_met("IE062", country="IE", place="IE061")
    assert is_met("IE", country="IE", place="*")
    assert not is_met("EE", country="IE", place="*")


def test_what_is_folded_into_a_signal_speaks_too_but_a_family_speaks_of_no_substance():
    folded = signal("b", parts=[signal("a", place="IE061", kind="first_region")])
    assert score_desks(weeks([folded]), [Event("a", FIRST, "IE061")]).pod == 1
    assert score_desks(weeks([signal("a", of="family")]), [Event("a", FIRST)]).ppv == 0


def test_an_event_outside_the_replay_is_not_judged_but_can_make_a_signal_true():
    got = score_desks(weeks([signal("a")]), [Event("a", FIRST + timedelta(days=20))])
    assert (got.met, got.outside, got.pod, got.ppv) == ((), 1, None, 1)
    assert score_desks([], [Event("a", FIRST)]).outside == 1


def test_a_signal_far_from_the_date_speaks_of_something_else():
    desks = weeks([signal("a")], [], [], [])
    [met] = score_desks(desks, [Event("a", FIRST + timedelta(days=20))], within=19).met
    assert met.first_shown is None


candidates = st.builds(
    signal, st.sampled_from(SUBSTANCES), st.sampled_from(PLACES[:5]),
    place=st.sampled_from(PLACES), of=st.sampled_from(["substance", "family"]),
)  # fmt: skip
events = st.builds(
    Event, st.sampled_from(SUBSTANCES),
    st.integers(-10, 60).map(lambda n: FIRST + timedelta(days=n)), st.sampled_from(PLACES[:4]),
)  # fmt: skip


@given(st.lists(st.lists(candidates, max_size=3), max_size=6), st.lists(events, max_size=6))
def test_no_order_of_events_and_no_repetition_changes_what_is_true(came, truth):
    desks = weeks(*came)
    got, turned = score_desks(desks, truth), score_desks(desks, truth[::-1])
    assert (got.pod, got.ppv, got.in_time) == (turned.pod, turned.ppv, turned.in_time)
    assert score_desks(desks, truth * 2).true == got.true
    assert got.outside + len(got.met) == len(truth)
    assert got.pod is None or got.in_time <= got.pod


@given(
    st.lists(st.lists(candidates, max_size=3), min_size=1, max_size=6),
    st.lists(events, min_size=1, max_size=6),
    st.integers(0, 40),
)
def test_more_patience_never_notices_less(came, truth, days):
    desks = weeks(*came)
    strict = score_desks(desks, truth, within=days, in_time=days)
    patient = score_desks(desks, truth, within=days + 9, in_time=days + 9)
    assert strict.true <= patient.true
    assert (strict.pod or 0) <= (patient.pod or 0)
    assert (strict.in_time or 0) <= (patient.in_time or 0)


def test_sensitivity_and_specificity_count_each_substance_in_each_week():
    # a: near in weeks 1 to 3 of 4 (within 7 days of the second), told in 2 and 3.
    # b: no event, told in 1 only. c: no event, never told.
    desks = weeks([signal("b")], [signal("a")], [signal("a")], [])
    got = score_desks(desks, [Event("a", FIRST + timedelta(days=7))], within=7, others=["c"])
    assert (got.weeks.told_near, got.weeks.silent_near) == (2, 1)
    assert (got.weeks.told_far, got.weeks.silent_far) == (1, 8)
    assert got.weeks.sensitivity == 2 / 3
    assert got.weeks.specificity == 8 / 9
    assert got.weeks.fpr == 1 / 9


def test_timeliness_is_the_share_of_the_days_that_passed_unnoticed():
    desks = weeks([signal("a")], [signal("b")], [])
    events = [
        Event("a", FIRST + timedelta(days=3)),  # noticed before: 0
        Event("b", FIRST + timedelta(days=2)),  # noticed 5 of 20 days after: 0.25
        Event("c", FIRST),  # never: 1
    ]
    got = score_desks(desks, events, within=20)
    assert got.timeliness == pytest.approx((0 + 0.25 + 1) / 3)


told = st.lists(st.sampled_from(SUBSTANCES), max_size=3, unique=True)
dates = st.integers(-30, 60).map(lambda days: FIRST + timedelta(days=days))


@given(
    st.lists(told, min_size=1, max_size=8), st.lists(st.tuples(st.sampled_from(SUBSTANCES), dates))
)
def test_every_week_of_every_substance_is_counted_once(came, known):
    desks = weeks(*([signal(name) for name in week] for week in came))
    events = [Event(name, day) for name, day in known]
    got = score_desks(desks, events, within=14, others=SUBSTANCES).weeks
    cells = (got.told_near, got.told_far, got.silent_near, got.silent_far)
    assert min(cells) >= 0
    assert sum(cells) == len(SUBSTANCES) * len(came)
    assert got.told_near + got.told_far == sum(len(week) for week in came)


@given(st.lists(told, min_size=1, max_size=8), st.lists(dates, min_size=1, max_size=5))
def test_a_desk_that_never_speaks_is_fully_specific_and_wholly_insensitive(came, known):
    silent = score_desks(
        weeks(*([] for _ in came)), [Event("a", day) for day in known], others=SUBSTANCES
    ).weeks
    assert silent.sensitivity in (0, None)
    assert silent.specificity in (1, None)
    assert silent.fpr in (0, None)
