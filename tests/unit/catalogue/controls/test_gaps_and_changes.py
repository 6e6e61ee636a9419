"""Gaps between places and changes from day to day, from the texts that are held."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.catalogue.controls.changes import KINDS, changes, pending
from vedette.catalogue.controls.definitions import read_definitions
from vedette.catalogue.controls.gaps import NOT_KNOWN, Cell, Line, figures, line, widest_first
from vedette.catalogue.controls.listings import extents, groups_not_encoded, read_listings
from vedette.catalogue.controls.rules import ControlStatus, Notice, jurisdictions, statuses

DAY = date(2026, 1, 1)
OUTCOMES = ("controlled", "not_covered", "cannot_tell")


def status(place, outcome, since=None):
    return ControlStatus(place, DAY, outcome, since, ())


def test_every_place_says_how_much_of_its_lists_is_held():
    named = (*read_listings(), *read_definitions(), *groups_not_encoded())
    assert {one.jurisdiction for one in named} == set(extents()) == set(jurisdictions())
    assert {one.extent for one in extents().values()} <= {"whole", "known", "part"}
    for one in extents().values():
        assert one.extent == "part" or one.on


def test_what_one_place_controls_and_the_whole_list_of_another_lacks_is_a_gap():
    one = line("x", "X", [status("UN", "not_covered"), status("DE", "controlled", DAY)])
    assert (one.gaps, one.controlled) == (("UN",), ("DE",))


def test_what_nobody_controls_is_no_gap():
    assert line("x", "X", [status("UN", "not_covered"), status("DE", "not_covered")]).gaps == ()


def test_silence_of_a_list_held_in_part_is_no_gap():
    one = line("x", "X", [status("US", "not_covered"), status("DE", "controlled", DAY)])
    assert one.gaps == ()
    assert one.cells[0] == Cell("US", NOT_KNOWN, None)


def test_a_list_that_was_read_years_ago_is_silent():
    on = extents()["UN"].on
    assert extents()["UN"].tells_by_silence(on)
    assert not extents()["UN"].tells_by_silence(date(on.year + 3, on.month, 1))
    late = ControlStatus("UN", date(on.year + 3, 1, 1), "not_covered", None, ())
    assert line("x", "X", [late, status("DE", "controlled", DAY)]).gaps == ()


def test_doubt_is_neither_control_nor_gap():
    one = line("x", "X", [status("UN", "cannot_tell"), status("DE", "controlled", DAY)])
    assert (one.gaps, one.doubts) == ((), ("UN",))


@given(
    st.lists(
        st.tuples(*(st.sampled_from(OUTCOMES) for _ in jurisdictions())), min_size=1, max_size=6
    )
)
def test_every_substance_is_counted_once_in_each_place(rows):
    lines = [
        line(str(n), str(n), [status(p, o) for p, o in zip(jurisdictions(), row, strict=True)])
        for n, row in enumerate(rows)
    ]
    for one in figures(lines):
        assert one.controlled + one.open + one.doubtful == len(lines)
    gaps = [len(one.gaps) for one in widest_first(lines)]
    assert gaps == sorted(gaps, reverse=True)


def test_time_to_control_is_counted_from_the_first_notice():
    notice = Notice(date(2019, 1, 1), date(2019, 12, 31), "register", "BE")
    rows = [
        Line("a", "A", (Cell("UN", "controlled", date(2021, 4, 14)),), notice),
        Line("b", "B", (Cell("UN", "controlled", date(2020, 4, 14)),), notice),
        Line("c", "C", (Cell("UN", "not_covered", None),), notice),
        Line("d", "D", (Cell("UN", "controlled", date(2020, 4, 14)),)),
    ]
    one = figures(rows)[0]
    assert (one.controlled, one.waiting, len(one.times)) == (3, 1, 2)
    # 31 December 2019 and 1 January 2019 to 14 April 2021 are 470 and 834 days; a year less 105
    # and 469 days for 2020, counted by hand.
    assert one.median_days == (round((470 + 105) / 2), round((834 + 469) / 2))


def test_no_rows_have_no_figures():
    assert figures([]) == ()


def test_the_act_of_october_2025_is_one_change_of_three_substances():
    found = changes(since=date(2025, 10, 14), until=date(2025, 10, 14))
    assert [(one.jurisdiction, one.date_is, one.substances) for one in found] == [
        ("EU", "adopted", ("2-mmc", "4-bmc", "n-ethylnorpentedrone"))
    ]


def test_changes_of_two_neighbouring_times_are_those_of_both_together():
    first = changes(since=date(2015, 1, 1), until=date(2019, 12, 31))
    second = changes(since=date(2020, 1, 1), until=date(2026, 12, 31))
    assert (*second, *first) == changes(since=date(2015, 1, 1), until=date(2026, 12, 31))
    days = [one.day for one in (*second, *first)]
    assert days == sorted(days, reverse=True)
    assert {one.kind for one in (*second, *first)} <= set(KINDS)


def test_every_dated_listing_is_in_one_change():
    every = changes(since=date.min, until=date.max)
    told = [(one.jurisdiction, one.day, key) for one in every if one.kind == "listed"
            for key in one.substances]  # fmt: skip
    held = [(one.jurisdiction, one.since, one.substance) for one in read_listings() if one.since]
    assert sorted(told) == sorted(held)


@pytest.mark.parametrize("place", jurisdictions())
def test_one_place_is_told_of_its_own_changes_only(place):
    found = changes(since=date.min, until=date.max, places=[place])
    assert {one.jurisdiction for one in found} <= {place}


def test_what_has_no_day_is_pending_and_never_a_change():
    waiting = pending()
    assert waiting
    assert all(one.day is None and one.date_is == "pending" for one in waiting)
    assert not set(waiting) & set(changes(since=date.min, until=date.max))


@pytest.mark.parametrize(
    ("families", "day", "outcome"),
    [
        (("nitazene", "synthetic_opioid"), date(2026, 1, 1), "not_covered"),
        (("fentanyl", "synthetic_opioid"), date(2026, 1, 1), "cannot_tell"),
        (("cathinone", "stimulant_phenethylamine"), date(2026, 1, 1), "cannot_tell"),
        (("fentanyl", "synthetic_opioid"), date(2025, 6, 30), "not_covered"),
    ],
)
def test_a_group_whose_text_is_not_held_leaves_its_members_open(families, day, outcome):
    """Since 1 July 2025 the Netherlands control three groups: list IA of the Opium Act."""
    (found,) = statuses((), lambda _: pytest.fail("no definition"), at=day, places=("NL",),
                        families=families)  # fmt: skip
    assert (found.outcome, found.since) == (outcome, None)


def test_every_group_whose_text_is_not_held_is_about_a_family_of_the_register():
    from vedette.catalogue.substances.registers import read_families

    known = {one.key for one in read_families()}
    assert {one.family for one in groups_not_encoded()} <= known
