"""Rules of the desk: what they say, and what they do to what is found."""

import random
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_detect import CATALOGUE, END, finding, judged, quiet_years, table

from vedette.judgement.signals.desk_rules import (
    DeskRule,
    RuleMalformed,
    Scope,
    as_plain,
    catalogue_with,
    checked,
    in_force,
    policy_with,
    rules_from,
)
from vedette.judgement.signals.detect import OpenStory, desk
from vedette.judgement.signals.replay import replay
from vedette.judgement.signals.rule_effects import is_silenced
from vedette.judgement.signals.thresholds import LIMITS, Policy, kin, policy_from

DAY = date(2025, 1, 1)
QUIET = [*quiet_years(), finding(9001, "metonitazene", END - timedelta(days=9))]


def rule(number, kind, says=None, *, until=None, reason="known", **scope):
    told = checked(kind, says or {}, Scope(**scope))
    return DeskRule(number, kind, told, DAY, reason, until, Scope(**scope))


def silence(number=1, *, even_firsts=False, until=date(2027, 1, 1), **scope):
    return rule(number, "silence", {"even_firsts": even_firsts}, until=until, **scope)


def surge(size=14, day=END - timedelta(days=7), substance="heroin", first=9100):
    return [finding(first + n, substance, day, late=1) for n in range(size)]


# What a rule may say


@pytest.mark.parametrize(
    ("kind", "says", "scope", "name"),
    [
        ("guess", {}, {}, "kind"),
        ("value", {"field": "colour", "value": 1}, {}, "field"),
        ("value", {"field": "new_per_week"}, {}, "new_per_week"),
        ("value", {"field": "new_per_week", "value": 0}, {}, "new_per_week"),
        ("value", {"field": "new_per_week", "value": 2.5}, {}, "new_per_week"),
        ("value", {"field": "new_per_week", "value": True}, {}, "new_per_week"),
        ("value", {"field": "false_share", "value": float("nan")}, {}, "false_share"),
        ("value", {"field": "false_share", "value": "0.1"}, {}, "false_share"),
        ("value", {"field": "opioid_families", "value": []}, {}, "opioid_families"),
        ("value", {"field": "opioid_families", "value": ["No Key"]}, {}, "opioid_families"),
        ("value", {"field": "watched", "value": ["nitazene"]}, {}, "field"),
        ("value", {"field": "new_per_week", "value": 9, "more": 1}, {}, "more"),
        ("value", {"field": "new_per_week", "value": 9}, {"country": "EE"}, "country"),
        ("watch", {}, {}, "substance"),
        ("watch", {}, {"family": "nitazene", "country": "EE"}, "country"),
        ("watch", {"first_on_desk": "yes"}, {"family": "nitazene"}, "first_on_desk"),
        ("silence", {}, {}, "scope"),
        ("silence", {"forever": True}, {"country": "EE"}, "forever"),
        ("silence", {}, {"country": "EE", "place": "EE001"}, "place"),
        ("silence", {}, {"substance": "heroin", "family": "opioid"}, "family"),
        ("window", {"weeks": 4}, {}, "findings"),
        ("window", {"weeks": 1, "findings": 3}, {}, "weeks"),
        ("window", {"weeks": 4, "findings": 1}, {}, "findings"),
        ("window", {"weeks": 4, "findings": 1, "weeks_with": 5}, {}, "weeks_with"),
        ("minimum", {"cases": 1}, {}, "cases"),
        ("minimum", {"cases": 10**9}, {}, "cases"),
    ],
)
def test_a_malformed_rule_is_refused_with_the_field_and_its_value(kind, says, scope, name):
    with pytest.raises(RuleMalformed) as refused:
        checked(kind, says, Scope(**scope))
    assert refused.value.name == name
    assert str(refused.value).startswith(f"{name} = ")
    assert refused.value.why


def test_every_default_lies_within_its_limits_and_can_be_said_again():
    for name in LIMITS:
        default = getattr(Policy(), name)
        value = sorted(default) if isinstance(default, frozenset) else default
        got = policy_with([rule(1, "value", {"field": name, "value": value})], Policy())
        assert got == Policy(), name


def test_limits_are_only_of_knobs_that_there_are():
    assert set(LIMITS) <= {one.name for one in fields(Policy)}


@given(st.sampled_from([k for k, v in LIMITS.items() if v]), st.floats(-1e4, 1e4))
def test_what_is_taken_lies_within_the_limits(name, value):
    limits = LIMITS[name]
    for said in (value, round(value)):
        try:
            told = checked("value", {"field": name, "value": said}, Scope())
        except RuleMalformed:
            continue
        assert limits.low <= told["value"] <= limits.high
        assert type(told["value"]) is type(getattr(Policy(), name))


# When it is in force

MOMENT = datetime(2025, 3, 10, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@given(
    made=st.integers(-50, 50), ended=st.none() | st.integers(-50, 50),
    since=st.integers(-9, 9), days=st.none() | st.integers(1, 9),
)  # fmt: skip
def test_a_rule_holds_from_its_making_and_first_day_to_its_end_or_last_day(
    made, ended, since, days
):
    first = MOMENT.date() + timedelta(days=since)
    one = DeskRule(
        1, "watch", {}, first, until=None if days is None else first + timedelta(days=days),
        made_at=MOMENT + made * HOUR, ended_at=None if ended is None else MOMENT + ended * HOUR,
    )  # fmt: skip
    told = in_force([one], at=MOMENT, day=MOMENT.date())
    assert bool(told) == (
        made <= 0
        and (ended is None or ended > 0)
        and since <= 0
        and (days is None or since + days > 0)
    )


def test_on_its_last_day_a_silence_is_over():
    one = replace(silence(country="EE"), until=END)
    assert not in_force([one], at=MOMENT, day=END)
    assert in_force([one], at=MOMENT, day=END - timedelta(days=1))


# What it does


def kinds(found):
    return {(one.subject, one.kind) for one in found.candidates}


def test_without_rules_nothing_changes():
    rows = [*QUIET, *surge()]
    assert judged(rows, END).candidates == judged(rows, END, rules=()).candidates


def test_a_silenced_rise_is_found_and_folded_with_the_reason():
    found = judged(quiet_years() + surge(), END, rules=[silence(7, substance="heroin")])
    (one,) = found.candidates
    assert is_silenced(one)
    assert one.parameters["silenced"] == {"rule": 7, "until": "2027-01-01", "reason": "known"}
    laid = desk(found.candidates, today=END, catalogue=CATALOGUE)
    assert laid.shown == ()
    assert laid.folded == (one,)


def test_a_story_on_the_desk_leaves_it_while_it_is_silenced():
    rows, (story,) = quiet_years() + surge(), ["substance:heroin@EE"]
    running = [OpenStory(story, "1", END - timedelta(weeks=1), True)]
    quiet = judged(rows, END, rules=[silence(substance="heroin")], open_stories=running)
    assert desk(quiet.candidates, today=END).shown == ()
    loud = judged(rows, END, open_stories=running)
    assert [one.story for one in desk(loud.candidates, today=END).shown] == [story]


@pytest.mark.parametrize(
    ("scope", "is_quiet"),
    [
        ({"country": "EE"}, True), ({"country": "IE"}, False), ({"context": "seizure"}, True),
        ({"context": "death"}, False), ({"family": "opioid"}, True), ({"source": "lab"}, True),
        ({"source": "other"}, False), ({"place": "EE001"}, False),
        ({"substance": "heroin", "country": "EE", "context": "seizure"}, True),
    ],
)  # fmt: skip
def test_a_silence_reaches_as_far_as_its_scope(scope, is_quiet):
    (one,) = judged(quiet_years() + surge(), END, rules=[silence(**scope)]).candidates
    assert is_silenced(one) == is_quiet


def test_a_family_reaches_what_its_families_hold():
    catalogue = {"b": ("B", "c", 1.0), "c": ("C", "d", 1.0), "d": ("D", None, 1.0)}
    assert kin("b", catalogue) == ("c", "d")
    assert kin("x", {"x": ("X", "y", 1.0), "y": ("Y", "x", 1.0)}) == ("y", "x")


@pytest.mark.parametrize("even_firsts", [True, False])
def test_the_first_ever_of_a_watched_opioid_is_silenced_only_expressly(even_firsts):
    quiet = silence(family="nitazene", even_firsts=even_firsts)
    (one,) = judged(QUIET, END, rules=[quiet]).candidates
    assert (one.kind, is_silenced(one)) == ("first_node", even_firsts)


def test_a_silenced_part_stays_in_a_story_that_goes_on():
    rows = quiet_years() + surge() + surge(6, substance="heroin", first=9300)
    rows += [
        finding(9500 + n, "heroin", END - timedelta(days=5), context="death", late=1)
        for n in range(9)
    ]
    rows += [
        finding(9600 + n, None, END - timedelta(weeks=n), context="death", late=1)
        for n in range(1, 120)
    ]
    found = judged(rows, END, rules=[silence(context="seizure", country="EE")])
    heads = [one for one in found.candidates if one.story == "substance:heroin@EE"]
    assert len(heads) == 1
    (head,) = heads
    assert not is_silenced(head)
    assert head.context == "death"
    assert any(is_silenced(part) for part in head.parts)


def test_three_in_four_weeks_are_raised_by_a_window():
    rows = quiet_years()
    rows += [finding(9000 + n, "novelone", END - timedelta(days=400)) for n in range(3)]
    rows += [finding(9010 + n, "novelone", END - timedelta(days=7 * n + 4)) for n in range(3)]
    three = rule(3, "window", {"weeks": 4, "findings": 3}, substance="novelone")
    found = judged(rows, END, rules=[three]).candidates
    (one,) = [part for head in found for part in (head, *head.parts) if part.kind == "window"]
    assert (one.observed, one.detector, one.country) == (3, "window-rule", "EE")
    assert one.sentence == (
        "3 findings of Novelone in EE in the 4 weeks to that of "
        f"{END - timedelta(days=7)}, as many as rule 3 asks for."
    )
    four = rule(3, "window", {"weeks": 4, "findings": 4}, substance="novelone")
    assert ("novelone", "window") not in kinds(judged(rows, END, rules=[four]))


@pytest.mark.parametrize(("weeks_with", "raised"), [(2, True), (3, True), (4, False)])
def test_a_window_may_ask_for_findings_in_so_many_of_its_weeks(weeks_with, raised):
    rows = quiet_years()
    for week in (1, 2, 4):
        rows += surge(2, END - timedelta(days=7 * week - 1), "novelone", 9000 + 10 * week)
    asked = {"weeks": 5, "findings": 2, "weeks_with": weeks_with}
    found = judged(rows, END, rules=[rule(1, "window", asked, substance="novelone")])
    told = [p.kind for one in found.candidates for p in (one, *one.parts)]
    assert ("window" in told) == raised


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 55), st.sampled_from("abc")), max_size=30),
    st.integers(2, 8), st.integers(2, 6), st.none() | st.integers(2, 8),
)  # fmt: skip
def test_a_window_agrees_with_counting_by_hand(seen, weeks, findings, weeks_with):
    rows = [finding(n, s, END - timedelta(days=1 + ago), late=0) for n, (ago, s) in enumerate(seen)]
    if weeks_with and weeks_with > weeks:
        weeks_with = weeks
    asked = {"weeks": weeks, "findings": findings}
    asked |= {"weeks_with": weeks_with} if weeks_with else {}
    filler = [finding(9000, "heroin", END - timedelta(days=1))]
    found = judged(rows + filler, END, rules=[rule(1, "window", asked, country="EE")])
    got = {c.subject for o in found.candidates for c in (o, *o.parts) if c.kind == "window"}
    expected = set()
    for subject in "abc":
        per_week = [0] * weeks
        for ago, name in seen:
            if name == subject and ago // 7 < weeks:
                per_week[ago // 7] += 1
        enough = sum(n >= findings for n in per_week)
        if (enough >= weeks_with) if weeks_with else (sum(per_week) >= findings):
            expected.add(subject)
    assert got == expected


def test_too_few_cases_are_not_raised_but_a_watched_first_ever_always_is():
    rows = quiet_years() + surge()
    assert ("heroin", "rise") in kinds(judged(rows, END))
    many = judged(rows, END, rules=[rule(1, "minimum", {"cases": 500})])
    assert kinds(many) == set()
    (one,) = judged(QUIET, END, rules=[rule(1, "minimum", {"cases": 500})]).candidates
    assert one.kind == "first_node"
    assert kinds(judged(rows, END, rules=[rule(1, "minimum", {"cases": 2})])) == kinds(
        judged(rows, END)
    )
    elsewhere = rule(1, "minimum", {"cases": 500}, country="IE")
    assert kinds(judged(rows, END, rules=[elsewhere])) == kinds(judged(rows, END))


def test_of_a_watched_substance_one_record_suffices():
    rows = [*quiet_years(), finding(9001, "novelone", END - timedelta(days=9))]
    strict = Policy(records_for_first_ever=3)
    assert not judged(rows, END, policy=strict).candidates
    watch = rule(1, "watch", substance="novelone")
    assert kinds(judged(rows, END, policy=strict, rules=[watch])) == {("novelone", "first_node")}


def test_what_comes_first_on_the_desk_is_shown_beyond_the_budget():
    rows = [*QUIET[:-1], finding(9001, "novelone", END - timedelta(days=9))]
    policy = Policy(new_per_week=1)
    for first in (True, False):
        watch = rule(1, "watch", {"first_on_desk": first}, substance="novelone")
        known = catalogue_with([watch], CATALOGUE)
        assert (known["novelone"][2] == 1.0) == first
        found = judged(rows, END, policy=policy, rules=[watch])
        laid = desk(
            found.candidates, today=END, came=[END], policy=policy_with([watch], policy),
            catalogue=known,
        )  # fmt: skip
        assert bool(laid.shown) == first


# Properties

RULES = [
    silence(1, substance="heroin", until=date(2026, 1, 1)),
    silence(2, country="EE", until=date(2026, 6, 1)),
    rule(3, "value", {"field": "least_observed", "value": 5}),
    rule(4, "value", {"field": "least_observed", "value": 2}),
    rule(5, "watch", {"first_on_desk": True}, family="nitazene"),
    rule(6, "window", {"weeks": 4, "findings": 2}),
    rule(7, "window", {"weeks": 4, "findings": 3}, country="EE"),
    rule(8, "minimum", {"cases": 2}, country="EE"),
    rule(9, "minimum", {"cases": 4}, substance="caffeine"),
]
ROWS = [*QUIET, *surge(8)]


@settings(max_examples=12, deadline=None)
@given(st.sets(st.integers(0, len(RULES) - 1)), st.integers(0, 99))
def test_the_order_of_rules_changes_nothing(chosen, seed):
    rules = [RULES[n] for n in sorted(chosen)]
    mixed = random.Random(seed).sample(rules, len(rules))
    assert policy_with(mixed, Policy()) == policy_with(rules, Policy())
    assert judged(ROWS, END, rules=mixed).candidates == judged(ROWS, END, rules=rules).candidates


@given(st.sets(st.integers(0, len(RULES) - 1)))
def test_turning_the_knobs_twice_is_turning_them_once(chosen):
    rules = [RULES[n] for n in chosen]
    once = policy_with(rules, Policy())
    assert policy_with(rules, once) == once


@given(st.sets(st.integers(0, len(RULES) - 1)))
def test_a_run_can_be_repeated_from_what_it_kept(chosen):
    rules = [RULES[n] for n in chosen]
    kept = {"rules": [as_plain(one) for one in rules]}
    assert list(rules_from(kept)) == rules
    policy = policy_with(rules, Policy())
    plain = {
        one.name: sorted(value) if isinstance(value, frozenset) else value
        for one in fields(Policy)
        for value in [getattr(policy, one.name)]
    }
    assert policy_from(plain | kept) == policy


def test_a_silence_only_folds_it_adds_and_removes_nothing():
    plain, quiet = judged(ROWS, END), judged(ROWS, END, rules=[silence(country="EE")])

    def told(found):
        return sorted(
            (c.story, c.kind, c.context) for one in found.candidates for c in (one, *one.parts)
        )

    assert told(plain) == told(quiet)


def test_a_replay_asks_for_the_rules_of_each_day():
    asked = []

    def rules_on(day):
        asked.append(day)
        return [silence(substance="heroin")] if day < END else []

    data = table(quiet_years() + surge(14, END - timedelta(days=9)))
    days = (END - timedelta(days=7), END)
    desks = list(replay(data, data, start=days[0], end=END, catalogue=CATALOGUE, rules_on=rules_on))
    assert asked == list(days)
    assert [len(one.came) for one in desks] == [0, 1]
