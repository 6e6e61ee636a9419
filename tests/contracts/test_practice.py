"""Methods side by side, trials of new ones, best practice, joint courses."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from vedette.base.accounts.models import Body
from vedette.base.accounts.rules import Refused
from vedette.catalogue.laboratories import actions as directory
from vedette.catalogue.laboratories.comparison import UNITS, Limit, compare_methods
from vedette.catalogue.laboratories.rules import FactRefused
from vedette.catalogue.practice import actions, queries
from vedette.catalogue.practice.formats import feed
from vedette.catalogue.practice.models import Course, Practice
from vedette.catalogue.practice.rules import PracticeUnfit, PracticeUnknown
from vedette.science.identification import TechniqueUnknown

pytestmark = [pytest.mark.django_db, pytest.mark.database]
NOW = timezone.now()
TODAY = NOW.date()


@pytest.fixture
def network(people, evidence):
    """Three laboratories with methods of different limits for nitazenes in blood."""
    made = {**people, **evidence}
    for code, limit, unit in (("a", 0.5, "ug/L"), ("b", 5, "ng/mL"), ("c", None, "")):
        body = Body.objects.create(code=f"body-{code}", name=code, country="IE")
        row = made[code] = directory.enter(
            code=code, name=code.upper(), country="IE", body=body, by=people["officer"], at=NOW
        )
        directory.add_method(
            laboratory=row, technique="lc-hrms", matrix="blood", since=TODAY - timedelta(days=9),
            families=[evidence["family"]], detection_limit=limit, unit=unit,
            is_accredited=code == "a", by=people["officer"], at=NOW,
        )  # fmt: skip
    people["laboratory"].body = made["a"].body
    people["laboratory"].save()
    return made


def compared(network, wanted, **more):
    said = {"substance": network["substance"], "matrix": "blood", "on": TODAY, **more}
    return compare_methods(wanted=wanted, **said)


def test_who_can_see_a_substance_at_a_level_is_said_whatever_the_unit(network):
    got = compared(network, Limit(1, "ng/mL"))
    assert [(one.laboratory.code, one.reaches) for one in got.rows] == [
        ("a", True), ("b", False), ("c", None),
    ]  # fmt: skip
    assert (got.laboratories, got.seeing, got.unstated) == (3, 1, 1)
    assert got.rows[0].is_accredited


def test_nobody_here_can_see_it_at_a_tenth_of_that(network):
    assert compared(network, Limit(100, "pg/mL")).nobody_sees
    assert not compared(network, Limit(1, "mg/L")).nobody_sees


def test_limits_of_solids_and_liquids_are_not_compared(network):
    got = compared(network, Limit(1, "%"))
    assert (got.seeing, got.unstated) == (0, 3)


def test_a_method_for_another_matrix_or_day_or_substance_is_left_out(network):
    other = type(network["substance"]).objects.create(key="ketamine", name="ketamine")
    assert compared(network, None, matrix="powder").laboratories == 0
    assert compared(network, None, on=TODAY - timedelta(days=30)).laboratories == 0
    assert compared(network, None, substance=other).laboratories == 0


def test_the_newest_score_of_a_laboratory_stands_beside_its_method(network):
    directory.keep_round(
        key="R", title="R", unit="ug/L", held_on=TODAY, results={"a": 1.0, "b": 2.0, "c": 9.0},
        substance=network["substance"], assigned=1.0, sd=1.0, by=network["officer"], at=NOW,
    )  # fmt: skip
    scores = {one.laboratory.code: one.score.z for one in compared(network, None).rows}
    assert scores == pytest.approx({"a": 0, "b": 1, "c": 8})


@pytest.mark.parametrize("value", [0, -1, float("nan"), float("inf")])
def test_a_level_that_cannot_be_is_refused(value):
    with pytest.raises(FactRefused, match="above zero"):
        Limit(value, "ng/mL")


liquid = st.sampled_from([unit for unit, (kind, _size) in UNITS.items() if kind == "liquid"])


@given(st.floats(1e-3, 1e3), liquid, st.floats(1e-3, 1e3), liquid)
def test_of_two_limits_one_reaches_the_other(one, unit, other, other_unit):
    here, there = Limit(one, unit), Limit(other, other_unit)
    assert here.reaches(there) or there.reaches(here)
    assert here.reaches(here)


# Trials


def trial_of(network, **more):
    said = {"key": "raman-1", "title": "Raman on the street", "technique": "raman",
            "reference": "GC-MS", "started_on": TODAY - timedelta(days=3), **more}  # fmt: skip
    return actions.open_trial(by=network["officer"], at=NOW, **said)


def count(network, trial, code, *counts, by="officer"):
    names = ("true_positive", "false_positive", "true_negative", "false_negative")
    return actions.count(trial=trial, laboratory=network[code], by=network[by], at=NOW,
                         **dict(zip(names, counts, strict=True)))  # fmt: skip


def test_a_trial_says_what_each_laboratory_and_all_together_found(network):
    row = trial_of(network)
    count(network, row, "a", 18, 2, 25, 5, by="laboratory")
    count(network, row, "b", 2, 0, 3, 0)
    got = queries.trial("raman-1")
    assert [one.laboratory.code for one, _agreement in got.of_each] == ["a", "b"]
    assert (got.pooled.sensitivity.hits, got.pooled.sensitivity.of, got.samples) == (20, 25, 55)
    assert not got.is_few


def test_a_trial_is_decided_once_for_a_reason_and_its_counts_stand_then(network):
    row = trial_of(network)
    said = {"trial": row, "why": "misses one in four", "by": network["officer"], "at": NOW}
    with pytest.raises(PracticeUnfit, match="nobody has counted"):
        actions.decide(outcome="rejected", **said)
    count(network, row, "a", 1, 0, 0, 1)
    with pytest.raises(PracticeUnfit, match="says why"):
        actions.decide(outcome="rejected", **{**said, "why": " "})
    assert actions.decide(outcome="more_work", **said).outcome == "more_work"
    count(network, row, "a", 2, 0, 0, 1)  # more work means more counts
    actions.decide(outcome="rejected", **said)
    with pytest.raises(PracticeUnfit, match="decided already"):
        actions.decide(outcome="adopted", **said)
    with pytest.raises(PracticeUnfit, match="counts stand"):
        count(network, row, "a", 3, 0, 0, 0)


def test_what_is_no_trial_is_refused(network):
    trial_of(network)
    with pytest.raises(PracticeUnfit, match="there already"):
        trial_of(network)
    with pytest.raises(PracticeUnfit, match="no key"):
        trial_of(network, key="Two words")
    with pytest.raises(TechniqueUnknown):
        trial_of(network, key="x", technique="dowsing")
    with pytest.raises(PracticeUnknown):
        queries.trial("nothing")
    with pytest.raises(PracticeUnfit, match="not all nought"):
        count(network, queries.trial("raman-1").row, "a", 0, 0, 0, 0)
    with pytest.raises(Refused):
        count(network, queries.trial("raman-1").row, "b", 1, 0, 0, 0, by="laboratory")


# Practice and courses


def offer(network, **more):
    said = {"key": "blood", "title": "Nitazenes in blood", "language": "en", "licence": "CC BY",
            "offered_by": "NFI", "place": "https://example.org/a.pdf", **more}  # fmt: skip
    return actions.offer(by=network["laboratory"], at=NOW, **said)


def test_a_practice_offered_again_is_its_next_version_in_that_language(network):
    rows = [offer(network), offer(network), offer(network, language="nl")]
    assert [(row.version, row.language) for row in rows] == [(1, "en"), (2, "en"), (1, "nl")]
    assert set(queries.practices()) == {rows[1], rows[2]}
    assert queries.practices(all_versions=True).count() == 3
    actions.withdraw(practice=rows[1], why="an error in it", by=network["officer"], at=NOW)
    assert set(queries.practices()) == {rows[0], rows[2]}
    with pytest.raises(PracticeUnfit, match="withdrawn already"):
        actions.withdraw(practice=rows[1], why="again", by=network["officer"], at=NOW)


@pytest.mark.parametrize(
    "wrong", [{"licence": ""}, {"language": "eng"}, {"place": "javascript:x"}, {"title": "x" * 301}]
)
def test_a_practice_that_says_too_little_is_refused(network, wrong):
    with pytest.raises(PracticeUnfit):
        offer(network, **wrong)
    assert not Practice.objects.exists()


def announce(network, **more):
    said = {"title": "Raman", "organiser": "JRC", "starts_on": date(2027, 3, 1),
            "ends_on": date(2027, 3, 3), "where": "Ispra", **more}  # fmt: skip
    return actions.announce(by=network["laboratory"], at=NOW, **said)


def test_a_calendar_holds_the_whole_days_of_a_course_and_says_if_it_is_off(network):
    row = announce(network)
    (event,) = Calendar.from_ical(feed(Course.objects.all(), domain="x", name="c")).walk("VEVENT")
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2027, 3, 1), date(2027, 3, 4))
    assert event["status"] == "CONFIRMED"
    actions.cancel(course=row, by=network["officer"], at=NOW)
    (event,) = Calendar.from_ical(feed(Course.objects.all(), domain="x", name="c")).walk("VEVENT")
    assert (event["status"], event["sequence"]) == ("CANCELLED", 1)
    assert queries.courses(since=date(2027, 3, 4)).count() == 0


@pytest.mark.parametrize(
    "wrong", [{"ends_on": date(2027, 2, 1)}, {"title": ""}, {"link": "ftp://x"}, {"link": "x.pdf"}]
)
def test_a_course_that_cannot_be_is_refused(network, wrong):
    with pytest.raises(PracticeUnfit):
        announce(network, **wrong)


@pytest.mark.parametrize("year", [1, 1990, 2090, 9999])
def test_a_course_more_than_ten_years_off_is_refused_and_an_old_one_leaves_the_feed(network, year):
    last = date(year, 12, 31)
    with pytest.raises(PracticeUnfit, match=r"years off|before it starts"):
        announce(network, ends_on=last, **({"starts_on": last} if year < 2027 else {}))
    Course.objects.create(title="old", organiser="o", starts_on=last, ends_on=last, changed_at=NOW)
    (event,) = Calendar.from_ical(feed(Course.objects.all(), domain="x", name="c")).walk("VEVENT")
    assert event["dtstart"].dt == last


def test_a_trial_that_starts_after_today_is_not_open_yet(network):
    with pytest.raises(PracticeUnfit, match="cannot be open yet"):
        trial_of(network, started_on=timezone.localdate(NOW) + timedelta(days=1))


def test_the_score_beside_a_method_is_of_a_round_held_by_that_day(network):
    for key, days, value in (("old", 8, 1.0), ("new", 1, 9.0)):
        directory.keep_round(
            key=key, title="t", unit="ng/mL", held_on=TODAY - timedelta(days=days),
            results={"a": value}, substance=network["substance"], assigned=1.0, sd=1.0,
            by=network["officer"], at=NOW,
        )  # fmt: skip

    def z(on):
        return next(one.score.z for one in compared(network, None, on=on).rows if one.score)

    assert (z(TODAY - timedelta(days=2)), z(TODAY)) == (0, 8)
