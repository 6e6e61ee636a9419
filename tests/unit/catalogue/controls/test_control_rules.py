"""Since when something is controlled where: published cases, and days on either side of them."""

import csv
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

pytest.importorskip("rdkit", reason="structures need RDKit")

from hypothesis import given
from hypothesis import strategies as st

from vedette.catalogue.controls import rules
from vedette.catalogue.controls.definitions import read_definitions
from vedette.catalogue.controls.engine import judge
from vedette.catalogue.controls.errors import NoSuchDate, UnknownJurisdiction
from vedette.catalogue.controls.formats import sentence
from vedette.catalogue.controls.listings import (
    listings_of,
    read_duties,
    read_listings,
    read_precursors,
)
from vedette.catalogue.controls.structures import read_structure
from vedette.catalogue.substances.registers import read_substances

REGISTER = {one.key: one for one in read_substances()}
with (Path(__file__).parent / "published.csv").open(newline="") as file:
    PUBLISHED = [tuple(row.values()) for row in csv.DictReader(file)]
LAST = date(2026, 11, 21)


def asked(key, place, at):
    structure = read_structure(REGISTER[key].smiles)
    (status,) = rules.statuses(
        listings_of(key), lambda one: judge(structure, one), at=at, places=(place,),
        is_medicine="medicine" in REGISTER[key].roles,
    )  # fmt: skip
    return status


@pytest.mark.parametrize(("key", "place", "since", "source"), PUBLISHED)
def test_a_substance_became_controlled_on_the_published_day(key, place, since, source):
    day = date.fromisoformat(since)
    assert asked(key, place, LAST).since == day
    assert asked(key, place, day).outcome == "controlled"
    assert asked(key, place, day - timedelta(days=1)).outcome != "controlled"


def test_forty_published_cases_are_asked_at_least():
    assert len({(key, place) for key, place, *_ in PUBLISHED}) >= 40


@given(at=st.dates(date(1950, 1, 1), date(2030, 1, 1)), later=st.integers(1, 9_000))
def test_what_was_controlled_stays_so_unless_a_text_says_until_when(at, later):
    for listing in read_listings()[::37]:
        then = rules.control_by_listing(listing, at=at)
        after = rules.control_by_listing(listing, at=at + timedelta(days=later))
        if then.outcome == "controlled" and listing.until is None:
            assert after.outcome == "controlled"


def test_a_listing_ends_on_the_day_it_says():
    assert asked("ketamine", "GB", date(2014, 6, 9)).controls[0].title == "Class C"
    titles = {c.title: c.outcome for c in asked("ketamine", "GB", date(2014, 6, 10)).controls}
    assert (titles["Class C"], titles["Class B"]) == ("not_covered", "controlled")


def test_a_listing_without_its_day_is_unsure_before_the_day_it_was_seen():
    seen = next(one for one in read_listings() if one.since is None)
    before = rules.control_by_listing(seen, at=seen.known_by - timedelta(days=1))
    assert (before.outcome, before.reason) == ("cannot_tell", "day_unknown")
    assert rules.control_by_listing(seen, at=seen.known_by).outcome == "controlled"


def reason(key, definition, at):
    control = next(
        one for one in asked(key, "DE", at).controls
        if one.verdict and one.verdict.definition == definition
    )  # fmt: skip
    return control.outcome, control.reason


def test_a_day_before_the_encoded_text_but_after_the_group_is_unsure():
    assert reason("1p-lsd", "de-npsg-5.2", date(2020, 1, 1)) == ("cannot_tell", "earlier_text")
    assert reason("1p-lsd", "de-npsg-5.2", date(2018, 1, 1)) == ("not_covered", "not_yet")


def test_a_near_miss_is_unsure_once_the_text_was_amended():
    # 1V-LSD was first covered by the third ordinance, in force on 28 September 2022.
    assert reason("1v-lsd", "de-npsg-5.2", date(2022, 9, 27)) == ("not_covered", "near")
    assert reason("1v-lsd", "de-npsg-5.2", date(2022, 9, 28)) == ("cannot_tell", "later_text")


def test_a_definition_gives_way_to_a_list_that_names_the_substance():
    assert reason("mephedrone", "de-npsg-1", LAST) == ("not_covered", "yields")


def test_a_law_that_leaves_medicines_is_not_applied_to_them_by_structure():
    assert reason("ketamine", "de-npsg-6", LAST) == ("cannot_tell", "medicine")


def test_every_outcome_reads_as_a_sentence():
    for key in ("1v-lsd", "mephedrone", "ketamine", "caffeine", "lsd"):
        for place in rules.jurisdictions():
            for control in asked(key, place, date(2020, 1, 1)).controls:
                assert "{" not in sentence(control)


@pytest.mark.parametrize("text", ["", "yesterday", "2026-02-30", "2026-13-01", "31.3.2026"])
def test_a_date_that_is_none_is_refused(text):
    with pytest.raises(NoSuchDate):
        rules.day_of(text)


def test_a_place_whose_law_is_not_known_is_refused_and_the_known_ones_are_named():
    assert rules.check_jurisdiction("uk") == "GB"
    with pytest.raises(UnknownJurisdiction, match="known: UN, EU, "):
        rules.check_jurisdiction("XX")


def test_listings_name_substances_of_the_register_once_a_list():
    rows = read_listings()
    assert {one.substance for one in rows} <= set(REGISTER)
    counted = Counter((o.substance, o.jurisdiction, o.regime, o.schedule) for o in rows)
    assert max(counted.values()) == 1
    assert sum(one.since is not None for one in rows) >= 150
    assert all(one.since or one.known_by for one in rows)
    assert all(one.until is None or one.since < one.until for one in rows)


def test_a_synthesis_precursor_states_its_category_and_yearly_threshold():
    limits = {one.substance: one.threshold for one in read_precursors() if one.threshold}
    # Regulation (EC) 273/2004, Annex II; red phosphorus since Regulation (EU) 2020/1737.
    assert limits == {
        "acetic-anhydride": "100 l", "potassium-permanganate": "100 kg",
        "anthranilic-acid": "1 kg", "phenylacetic-acid": "1 kg", "piperidine": "0.5 kg",
        "red-phosphorus": "0.1 kg",
    }  # fmt: skip
    red = next(one for one in read_precursors() if one.substance == "red-phosphorus")
    assert red.since == date(2021, 1, 13)


def test_the_reform_of_the_precursor_rules_is_kept_apart_as_pending():
    status = {one.key: one.status for one in read_duties()}
    assert status == {"eu-2004-2005": "in force", "eu-reform": "pending"}
    assert all(one.since is None for one in read_precursors() if one.status == "pending")


def test_time_to_control_is_a_span_when_only_the_year_of_the_notice_is_known():
    notice = rules.notice_in_register("2019, Belgium")
    took = rules.time_to_control(notice, place="EU", since=date(2020, 9, 2))
    assert (took.least_days, took.most_days) == (246, 610)
    assert notice.country == "Belgium"
    assert rules.notice_in_register("") is None


def test_a_finding_is_the_first_notice_only_if_it_is_surely_older():
    text = "2019, Belgium"
    assert rules.first_notice(text, finding=date(2019, 3, 1)).source == "register"
    assert rules.first_notice(text, finding=date(2018, 12, 31)).source == "finding"
    assert rules.first_notice("", finding=date(2020, 5, 5)).source == "finding"
    assert rules.first_notice("", finding=None) is None


def test_control_before_the_first_notice_counts_below_zero():
    notice = rules.Notice(date(2012, 5, 1), date(2012, 5, 1), "finding")
    took = rules.time_to_control(notice, place="GB", since=date(2010, 4, 16))
    assert took.least_days == took.most_days == -746


def test_definitions_say_what_of_their_text_is_not_encoded():
    for one in read_definitions():
        is_open = any(p.open for c in one.clauses for p in c.places.values())
        if is_open or one.amendments or one.certainty != "read":
            assert one.notes
