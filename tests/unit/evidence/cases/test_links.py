"""Which cases are proposed as one, and which never are."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

pytest.importorskip("django", reason="needs the server extra")

from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.evidence.cases.links import Brief, propose

DAY = date(2026, 10, 6)
HOSPITAL = Brief(
    1, DAY, "IE", "IE061", "25-34", "male", frozenset({"clinical"}), frozenset({"metonitazene"})
)
LABORATORY = replace(HOSPITAL, id=2, kinds=frozenset({"toxicology"}))


def proposed(*briefs):
    return [(pair.one.id, pair.other.id, pair.points) for pair in propose(briefs)]


def test_what_agrees_in_everything_comes_first_with_its_reasons():
    weak = replace(LABORATORY, id=3, substances=frozenset(), day=DAY + timedelta(days=5))
    assert proposed(weak, LABORATORY, HOSPITAL)[0] == (1, 2, 9)
    assert propose([HOSPITAL, LABORATORY])[0].reasons == (
        "substance", "region", "age_band", "sex", "day",
    )  # fmt: skip
    assert propose([HOSPITAL, LABORATORY])[0].shared == ("metonitazene",)


@pytest.mark.parametrize(
    "other",
    [
        {"country": "FR"},
        {"region": "IE041"},
        {"age_band": "35-44"},
        {"sex": "female"},
        {"day": DAY + timedelta(days=8)},
        {"kinds": frozenset({"clinical"})},
        {"died_on": DAY - timedelta(days=1)},
    ],
    ids=lambda other: next(iter(other)),
)
def test_what_contradicts_is_never_proposed(other):
    seen = replace(HOSPITAL, alive_on=DAY)
    assert proposed(seen, LABORATORY)
    assert not proposed(seen, replace(LABORATORY, **other))


def test_what_is_not_said_rules_nothing_out_and_speaks_for_nothing():
    silent = replace(LABORATORY, region="", age_band="", sex="")
    assert proposed(HOSPITAL, silent) == [(1, 2, 4)]
    assert proposed(HOSPITAL, replace(silent, substances=frozenset())) == []


def test_a_region_inside_a_wider_one_is_the_same_region():
    assert proposed(HOSPITAL, replace(LABORATORY, region="IE06")) == [(1, 2, 9)]


def test_two_laboratories_may_tell_of_one_case():
    assert proposed(LABORATORY, replace(LABORATORY, id=3)) == [(2, 3, 9)]


BRIEFS = st.lists(
    st.builds(
        Brief,
        id=st.integers(1, 10_000),
        day=st.dates(DAY, DAY + timedelta(days=20)),
        country=st.sampled_from(["IE", "FR"]),
        age_band=st.sampled_from(["", "25-34", "35-44"]),
        sex=st.sampled_from(["", "male"]),
        kinds=st.sampled_from([frozenset({"clinical"}), frozenset({"toxicology"})]),
        substances=st.sampled_from([frozenset(), frozenset({"heroin"})]),
    ),
    max_size=8,
    unique_by=lambda brief: brief.id,
)


@settings(max_examples=60)
@given(briefs=BRIEFS, data=st.data())
def test_the_order_of_the_cases_changes_no_proposal(briefs, data):
    mixed = data.draw(st.permutations(briefs))
    assert propose(mixed) == propose(briefs)
