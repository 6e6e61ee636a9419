"""The simulated laboratories: the same every time, equipped, and named as in their files."""

from datetime import date

from vedette.science.identification import TECHNIQUES
from vedette.science.proficiency import grade, z_scores
from vedette.science.simulation import TRUE_VALUE, facilities, simulate


def test_every_country_has_one_national_laboratory_and_the_same_seed_gives_the_same():
    found = facilities(seed=4)
    national = [one.country for one in found if one.is_national]
    assert len(national) == len(set(national)) == 29
    assert found == facilities(seed=4)
    assert found != facilities(seed=5)


def test_they_use_techniques_that_are_known():
    used = {method.technique for one in facilities(seed=4) for method in one.methods}
    assert used <= set(TECHNIQUES)
    assert "gc-ms" in used


def test_they_are_called_what_the_files_call_them():
    network = simulate(seed=1, until=date(2026, 11, 16), scale=0.3)
    for kind in ("seizure", "drug_checking"):
        named = {name.casefold() for name in network.columns(kind)["source"]}
        word = kind.replace("_", "-")
        leading = {one.code for one in facilities(seed=1) if f"-{word}-" in one.code}
        assert len(leading & named) > len(leading) / 2


def test_a_round_among_them_holds_both_good_and_bad_results():
    measured = [one.measured for one in facilities(seed=2026) if one.kind == "forensic"]
    grades = [grade(float(z)) for z in z_scores(measured, assigned=TRUE_VALUE)]
    assert grades.count("satisfactory") > len(grades) / 2
    assert "unsatisfactory" in grades
