"""Facts that cannot be are refused by field, value and reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("django", reason="needs the server extra")
pytest.importorskip("rdkit", reason="needs the chem extra")

from vedette.catalogue.substances.errors import FactUnfit
from vedette.catalogue.substances.facts import check_facts
from vedette.errors import VedetteError

CAFFEINE = "Cn1c(=O)c2c(ncn2C)n(C)c1=O"
KEY = "RYYVLZVUVIJVGH-UHFFFAOYSA-N"  # of caffeine, PubChem CID 2519


@pytest.mark.parametrize(
    ("facts", "field", "why"),
    [
        ({"smiles": "C1CC"}, "smiles", "cannot be read"),
        ({"smiles": "C C"}, "smiles", "cannot be read"),
        ({"smiles": "C" * 2_001}, "smiles", "at most"),
        ({"smiles": "C" * 201}, "smiles", "at most 200 atoms"),
        ({"inchikey": "RYYVLZ"}, "inchikey", "not a well-formed"),
        ({"smiles": CAFFEINE, "inchikey": KEY[:-1] + "M"}, "inchikey", "not that of the SMILES"),
        ({"smiles": CAFFEINE, "formula": "C8H10N4O3"}, "formula", "the SMILES has C8H10N4O2"),
        ({"formula": "caffeine"}, "formula", "not a formula"),
        ({"smiles": CAFFEINE, "monoisotopic_mass": 194.5}, "monoisotopic_mass", "194.08038 Da"),
        ({"formula": "C2H6O", "monoisotopic_mass": 47}, "monoisotopic_mass", "46.0418. Da"),
        ({"monoisotopic_mass": "heavy"}, "monoisotopic_mass", "a number"),
        ({"monoisotopic_mass": "nan"}, "monoisotopic_mass", "finite"),
        ({"monoisotopic_mass": -1}, "monoisotopic_mass", "above zero"),
        ({"cas": "58-08-3"}, "cas", "should end in 2"),
        ({"cas": "caffeine"}, "cas", "not a well-formed"),
        ({"pubchem_cid": "12a"}, "pubchem_cid", "whole number"),
        ({"unii": "short"}, "unii", "ten"),
        ({"name": ""}, "name", "needs a name"),
        ({"name": "x" * 301}, "name", "at most"),
        ({"name": "a\x00b"}, "name", "cannot be printed"),
        ({"roles": {"a": 1}}, "roles", "list"),
        ({"colour": "blue"}, "colour", "no fact"),
        ({}, "facts", "at least one"),
    ],
)
def test_a_fact_that_cannot_be_is_refused_by_field_and_reason(facts, field, why):
    with pytest.raises(FactUnfit, match=why) as refusal:
        check_facts(facts)
    assert refusal.value.field == field
    assert len(str(refusal.value)) < 400


def test_a_correction_must_agree_with_what_stands():
    stands = {"smiles": CAFFEINE, "inchikey": KEY, "formula": "C8H10N4O2"}
    with pytest.raises(FactUnfit, match="the SMILES has"):
        check_facts({"formula": "C8H10N4O3"}, beside=stands)


def test_key_formula_and_mass_follow_from_a_structure():
    sound = check_facts({"smiles": CAFFEINE, "formula": ""})
    assert (sound["inchikey"], sound["formula"]) == (KEY, "C8H10N4O2")
    assert sound["monoisotopic_mass"] == pytest.approx(194.08038, abs=2e-5)


def test_a_salt_is_weighed_without_its_charge():
    assert check_facts({"smiles": "C[N+](C)(C)C"})["formula"] == "C4H12N+"


@given(st.text(max_size=60))
def test_whatever_is_offered_as_a_structure_is_read_or_refused_with_a_sentence(text):
    said = ""
    try:
        sound = check_facts({"smiles": text})
    except VedetteError as refusal:
        said, sound = str(refusal), {}
    assert said or "smiles" in sound


@given(st.integers(10, 9_999_999), st.integers(0, 99))
def test_of_ten_check_digits_one_is_taken(head, middle):
    taken = []
    for digit in range(10):
        try:
            taken.append(check_facts({"cas": f"{head}-{middle:02}-{digit}"}))
        except FactUnfit:
            continue
    assert len(taken) == 1
