"""What belongs to a running story, and when several new substances are one."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.judgement.signals.candidate import Candidate
from vedette.judgement.signals.detect import desk
from vedette.judgement.signals.episodes import OpenStory, in_episodes
from vedette.judgement.signals.experience import Experience
from vedette.judgement.signals.thresholds import Policy

TODAY = date(2026, 3, 2)
CATALOGUE = {
    "fentanyl": ("Fentanyls", None, 1.0),
    **{f"f{n}": (f"F{n}", "fentanyl", 1.0) for n in range(9)},
    "other": ("Other", "cathinone", 0.4),
}


def first(subject, country, kind="first_node", **more):
    return Candidate(
        kind=kind, subject=subject, subject_kind="substance", place=country, country=country,
        context="seizure", week=TODAY - timedelta(days=7), observed=1, detector="first-occurrence",
        family=(CATALOGUE.get(subject) or ("", None, 0))[1], reports=(hash(subject) % 1000,),
        reports_total=1, components={"novelty": 1.0, "severity": 1.0},
        sentence_parameters={
            "substance": CATALOGUE[subject][0], "place": country, "records": "1",
            "context": "seizure", "form": "", "detail": "",
        }, **more,
    )  # fmt: skip


def told(candidates, *stories):
    return in_episodes(candidates, stories, TODAY, Policy(), CATALOGUE)


FIVE = [first(f"f{n}", country) for n, country in enumerate(["EE", "LV", "IE", "DE", "FR"])]


def test_five_new_fentanyls_in_five_places_are_one_signal_that_names_each():
    [one] = told(FIVE)
    assert (one.kind, one.subject, one.country) == ("family_firsts", "fentanyl", "*")
    assert {part.subject for part in one.parts} == {f"f{n}" for n in range(5)}
    assert all(f"F{n}" in one.sentence for n in range(5))
    assert one.observed == one.reports_total == 5


def test_two_new_ones_of_a_family_or_one_in_three_countries_stay_by_themselves():
    assert len(told(FIVE[:2])) == 2
    assert len(told([first("f1", country) for country in ("EE", "LV", "IE")])) == 3


def test_other_families_and_other_kinds_do_not_join():
    apart = [first("other", "EE"), replace(FIVE[0], kind="rise", country="SE", place="SE")]
    got = told([*FIVE, *apart])
    assert sorted(one.kind for one in got) == ["family_firsts", "first_node", "rise"]


def test_a_family_of_opioids_new_to_the_node_is_never_below_the_fold():
    strong = [replace(first("other", "DE"), components={"strength": 1.0, "severity": 1.0})] * 10
    policy = Policy(new_per_week=0, opioid_families=frozenset({"fentanyl"}))
    laid = desk([*told(FIVE), *strong], today=TODAY, policy=policy, catalogue=CATALOGUE)
    assert [one.kind for one in laid.shown] == ["family_firsts"]


def test_a_first_told_inside_a_family_goes_on_there_but_a_rise_of_it_is_news():
    inside = OpenStory("substance:f1@LV", "7", TODAY - timedelta(weeks=1), is_part=True)
    [went_on] = told([FIVE[1]], inside)
    assert went_on.episode == "7"
    [news] = told([replace(FIVE[1], kind="rise")], inside)
    assert news.episode is None


def test_what_was_raised_by_itself_outweighs_what_was_told_inside_another_story():
    inside = OpenStory("substance:f1@LV", "7", TODAY, is_part=True)
    alone = OpenStory("substance:f1@LV", "9", TODAY)
    assert {told([FIVE[1]], *pair)[0].episode for pair in ((inside, alone), (alone, inside))} == {
        "9"
    }


@pytest.mark.parametrize(
    ("kind", "weeks", "episode"),
    [("first_region", 20, "7"), ("first_region", 27, None), ("rise", 8, "7"), ("rise", 9, None)],
)
def test_another_region_is_a_chapter_of_the_arrival_for_half_a_year(kind, weeks, episode):
    story = OpenStory("substance:f1@LV", "7", TODAY - timedelta(weeks=weeks))
    [one] = told([first("f1", "LV", kind)], story)
    assert one.episode == episode


@given(st.permutations(FIVE), st.permutations([first("other", "EE"), first("other", "LV")]))
def test_the_order_of_candidates_changes_nothing(five, others):
    assert told([*five, *others]) == told([*others, *FIVE])


def test_decisions_order_signals_but_never_lower_a_first():
    lessons = [("sparse", "EE", "fentanyl", False)] * 20 + [("harmonic-1", "LV", None, True)] * 5
    learnt = Experience.of(lessons)
    worth = {
        kind: learnt.expects(kind, detector="sparse", country="EE", family="fentanyl")
        for kind in ("rise", "first_node", "family_firsts")
    }
    assert worth["rise"] < 0.2
    assert worth["first_node"] == worth["family_firsts"] == 0.5
    assert learnt.expects("rise", detector="harmonic-1", country="LV", family=None) > 0.6
    assert learnt.expects("rise", detector="glr", country="SE", family=None) == 0.5


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("cd"), st.none(), st.booleans())))
def test_one_more_discarded_signal_never_raises_its_like(lessons):
    def worth(decided):
        return Experience.of(decided).expects("rise", detector="a", country="c", family=None)

    assert worth([*lessons, ("a", "c", None, False)]) <= worth([*lessons, ("a", "c", None, True)])


def test_a_rise_of_the_family_where_its_new_ones_are_is_the_same_story():
    here = [first(f"f{n}", "DE") for n in range(4)]
    rise = replace(here[0], kind="rise", subject="fentanyl", subject_kind="family", place="*")
    [one] = told([*here, rise])
    assert (one.kind, one.country, len(one.parts)) == ("family_firsts", "DE", 5)
    silenced = replace(rise, flags=("silenced",))
    [one] = told([*here, silenced])
    assert (one.kind, len(one.parts)) == ("family_firsts", 5)


def test_a_silenced_part_does_not_join_the_family_it_was_told_in():
    inside = OpenStory("substance:f1@LV", "7", TODAY, is_part=True)
    [one] = told([replace(FIVE[1], flags=("silenced",))], inside)
    assert one.episode is None


def test_the_figures_of_a_family_story_are_those_of_its_rows_and_of_the_policy():
    at_once = [replace(first(f"f{n}", "DE"), reports=(1,), reports_total=1) for n in range(5)]
    [one] = told(at_once)
    assert (one.observed, one.reports_total, one.reports) == (1, 1, (1,))
    assert one.parameters == {"substances": 5, "needed_substances": 3}


@given(st.permutations([
    OpenStory("substance:f1@LV", "1", TODAY - timedelta(weeks=18)),
    OpenStory("substance:f1@LV", "2", TODAY - timedelta(weeks=1), is_part=True),
    OpenStory("substance:f1@LV", "3", TODAY - timedelta(weeks=18), is_part=True),
]))  # fmt: skip
def test_an_ended_story_never_wins_over_a_running_one_whatever_the_order(stories):
    [one] = told([FIVE[1]], *stories)
    assert one.episode == "2"
