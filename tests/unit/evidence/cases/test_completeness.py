"""How complete deaths are told, and that no small number can be read from the report."""

from datetime import date

import pytest

pytest.importorskip("django", reason="needs the server extra")

from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.evidence.cases import completeness
from vedette.evidence.cases.completeness import (
    MEASURES,
    Death,
    DefinitionUnfit,
    coverage,
    death_of,
    read_definition,
    read_population,
    report,
    shipped_definition,
    toxicology_of,
)
from vedette.evidence.cases.views import CaseView, Line, PartView

DAY = date(2026, 5, 4)
GROUPS = shipped_definition().families
STANDARD = "LC-MS/MS"


def line(key, *kin, method=STANDARD, state="not_found", matrix="femoral_blood"):
    return Line(key, state, matrix, method=method, key=key, kin=kin)


def death(*lines):
    return CaseView((PartView("toxicology", "Lab", DAY, {}, lines, "IE"),))


def state(*lines):
    return toxicology_of(death(*lines), shipped_definition())


FULL = tuple(line(group) for group in GROUPS)


def test_a_panel_over_all_groups_is_full_toxicology():
    assert state(*FULL) == "full"
    assert state(*FULL[1:]) == "partial"
    assert toxicology_of(CaseView(()), shipped_definition()) == "none"
    assert state(*(line(group, method="", state="not_tested") for group in GROUPS)) == "none"


def test_a_screening_test_or_a_product_makes_no_full_toxicology():
    assert state(line(GROUPS[0], method="immunoassay"), *FULL[1:]) == "partial"
    assert state(line(GROUPS[0], matrix="product"), *FULL[1:]) == "partial"
    assert state(line(GROUPS[0], method="", state="not_tested"), *FULL[1:]) == "partial"


def test_two_substances_of_a_group_speak_for_it_and_one_does_not():
    one, two = line("heroin", GROUPS[0]), line("methadone", GROUPS[0])
    assert state(one, two, *FULL[1:]) == "full"
    assert state(one, one, *FULL[1:]) == "partial"


def deaths_of(counts):
    """Deaths by country and class of toxicology."""
    rest = {"autopsy": "done", "clinical_part": "told", "autopsy_part": "told"}
    return [
        Death(country, "", DAY, "Lab", {"toxicology": name, **rest})
        for (country, name), number in counts.items()
        for _one in range(number)
    ]


def test_shares_are_of_the_deaths_shown():
    told = report(deaths_of({("IE", "full"): 30, ("IE", "none"): 10, ("FR", "full"): 20}))
    whole, france, ireland = told.rows
    assert (whole.deaths, ireland.deaths, france.deaths) == (60, 40, 20)
    assert ireland.share("toxicology", "full") == pytest.approx(0.75)
    assert whole.share("toxicology", "none") == pytest.approx(1 / 6)
    assert told.hidden == 0


def test_a_small_number_is_hidden_with_enough_beside_it():
    told = report(deaths_of({("IE", "full"): 30, ("IE", "none"): 2, ("FR", "full"): 20,
                             ("FR", "none"): 9}))  # fmt: skip
    by_group = {row.group: row for row in told.rows}
    assert by_group["IE"].counts["toxicology", "none"] is None
    assert by_group["IE"].counts["toxicology", "full"] is None or by_group["IE"].deaths is None
    assert told.hidden >= 4


NUMBERS = st.dictionaries(
    st.tuples(st.sampled_from(["IE", "FR", "DE"]), st.sampled_from(MEASURES["toxicology"])),
    st.integers(0, 12), min_size=1, max_size=9,
)  # fmt: skip


@settings(max_examples=40)
@given(counts=NUMBERS)
def test_no_number_from_one_to_four_is_shown_and_a_total_is_hidden_everywhere(counts):
    told = report(deaths_of(counts))
    for row in told.rows:
        shown = [row.deaths, *row.counts.values()]
        assert not [number for number in shown if number is not None and 0 < number < 5]
        for measure, names in MEASURES.items():
            parts = [row.counts[measure, name] for name in names]
            if row.deaths is not None:  # with one hidden, subtraction would give it away
                assert sum(part is None for part in parts) != 1


def test_a_rate_needs_people_and_a_period():
    deaths = deaths_of({("IE", "full"): 50, ("FR", "full"): 60})
    told = report(deaths, days=365, population={"IE": 5_000_000})
    by_group = {row.group: row.rate for row in told.rows}
    assert by_group["IE"] == pytest.approx(1.0, rel=1e-3)
    assert by_group["FR"] is None
    assert report(deaths, population={"IE": 5_000_000}).rows[2].rate is None
    assert report(deaths, by="quarter", days=365, population={"IE": 1}).rows[1].rate is None


def test_deaths_fall_into_quarters():
    told = report(deaths_of({("IE", "full"): 9}), by="quarter")
    assert [row.group for row in told.rows] == ["", "2026-Q2"]


def test_too_many_regions_are_shown_at_a_coarser_level_and_too_many_tellers_together():
    def at(number, code, teller="Lab"):
        return Death("DE", code, DAY, f"{teller} {number}", {
            "toxicology": "full", "autopsy": "done", "clinical_part": "told",
            "autopsy_part": "told",
        })  # fmt: skip

    codes = [f"DE{one}{two}{three}" for one in "12" for two in "123456" for three in "123456789A"]
    deaths = [at(number, code) for number, code in enumerate(codes) for _one in range(6)]
    told = report(deaths, by="region")
    assert told.nuts_level == 2
    assert len(told.rows) == 13
    assert (told.rows[0].deaths, told.rows[1].group, told.rows[1].deaths) == (720, "DE11", 60)
    tellers = report(deaths, by="teller")
    assert len(tellers.rows) == 101
    assert {row.group: row.deaths for row in tellers.rows}["…"] == 126


def test_an_autopsy_counts_if_it_was_done_and_is_not_said_where_nobody_tells():
    def told(**facts):
        view = CaseView((PartView("autopsy", "M", DAY, facts, (), "IE", "IE061"),))
        return death_of(view, DAY, shipped_definition())

    assert told(autopsy="full").classes["autopsy"] == "done"
    assert told(autopsy="external_only").classes["autopsy"] == "not_done"
    assert told(autopsy="unknown").classes["autopsy"] == "not_said"
    assert (told().region, told().classes["clinical_part"]) == ("IE061", "not_told")


def test_a_panel_covers_a_family_by_more_than_screening_by_screening_or_not():
    hrms = [line("metonitazene", "nitazene", "opioid")]
    strip = [line("opiate", "opioid", method="test strip")]
    panels = [hrms] * 6 + [strip] * 7
    nitazene, opioid = coverage(panels, ["nitazene", "opioid"])
    assert nitazene.counts == {"looked": 6, "screened": 0, "not_looked": 7}
    assert opioid.counts == {"looked": 6, "screened": 7, "not_looked": 0}


def test_few_panels_hide_what_they_could_have_seen():
    (one,) = coverage([[line("nitazene")]] * 2 + [[line("opiate")]] * 9, ["nitazene"])
    assert one.counts["looked"] is None
    assert one.counts["not_looked"] is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("key = ", "Invalid"),
        ("key = 'k'", "lacks version"),
        ("key='k'\nversion='1'\ntitle='t'\nwords='w'\nfamilies=[]\nmembers=1\nmatrices=[]",
         "names no family"),
        ("key='k'\nversion='1'\ntitle='t'\nwords='w'\nfamilies=['f']\nmembers='x'\nmatrices=[]",
         "members is a number"),
    ],
)  # fmt: skip
def test_a_definition_that_cannot_work_is_refused(text, reason):
    with pytest.raises(DefinitionUnfit, match=reason):
        read_definition(text, "own.toml")


def test_the_shipped_definition_says_itself_in_words():
    found = shipped_definition()
    assert len(found.words) > 100
    assert found.members == 2
    assert completeness.BY[0] == "country"


def test_people_are_read_by_place_and_what_is_no_number_is_named():
    found, flaws = read_population(
        [{"place": "ie", "people": "5000000"}, {"place": "FR", "people": "many"}]
    )
    assert found == {"IE": 5_000_000}
    assert flaws == ["line 3, people 'many': a whole number above zero"]
