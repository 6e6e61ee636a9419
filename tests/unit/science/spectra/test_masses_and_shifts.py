"""Masses of molecules and ions, and what a difference between two may be."""

import inspect
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.science.spectra import explain_shift
from vedette.science.spectra.masses import UnknownFormula, adduct, mass, neutral_mass


def test_masses_agree_with_published_ones():
    # PubChem, monoisotopic mass: fentanyl, diazepam, isotonitazene
    assert mass("C22H28N2O") == pytest.approx(336.220163, abs=2e-6)
    assert mass("C16H13ClN2O") == pytest.approx(284.071641, abs=2e-6)
    assert mass("C23H30N4O3") == pytest.approx(410.231791, abs=2e-6)


@pytest.mark.parametrize("text", ["", "fentanyl", "C22H28N2O+", "Xx2", "22"])
def test_what_is_no_formula_is_refused(text):
    with pytest.raises(UnknownFormula):
        mass(text)


@pytest.mark.parametrize(
    ("ion", "mz"),
    [
        ("[M+H]+", 337.22744), ("[M+Na]+", 359.20938), ("[M-H]-", 335.21289),
        ("[M]+*", 336.21961), ("[M+2H]2+", 169.11736), ("[2M+H]+", 673.44760),
        ("[M+H-H2O]+", 319.21687), ("[M+HCOO]-", 381.21837),
    ],
)  # fmt: skip
def test_every_ion_of_a_molecule_leads_back_to_its_mass(ion, mz):
    assert neutral_mass(mz, ion) == pytest.approx(mass("C22H28N2O"), abs=2e-4)


@pytest.mark.parametrize("text", ["", "M+H", "[M+Foo]+", "[M+H]"])
def test_an_ion_that_is_not_understood_is_none(text):
    assert adduct(text) is None


@pytest.mark.parametrize(
    ("shift", "formula"),
    [
        (14.01565, "CH2"), (15.99491, "O"), (17.99058, "F-H"), (-14.01565, "-CH2"),
        (33.96103, "Cl-H"), (30.01056, "CH2O"), (44.98508, "NO2-H"), (0.0, "same formula"),
    ],
)  # fmt: skip
def test_common_differences_between_analogues_are_named(shift, formula):
    assert explain_shift(shift).formulas[0] == formula


def test_a_difference_is_said_with_its_sign_and_formula():
    assert str(explain_shift(14.0157)) == "+14.016, CH2"


def test_a_mass_that_no_small_change_has_stays_unexplained():
    assert explain_shift(0.5).formulas == ()


@given(st.floats(-150, 150))
def test_taking_away_is_adding_seen_from_the_other_side(shift):
    there, back = explain_shift(shift), explain_shift(-shift)
    assert bool(there.formulas) == bool(back.formulas)


def test_every_public_name_is_there_and_is_no_module_of_the_same_name():
    import vedette.science.spectra as spectra

    found = {name: getattr(spectra, name) for name in spectra.__all__}
    assert not [name for name, one in found.items() if inspect.ismodule(one)]
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        spectra.nothing  # noqa: B018


@pytest.mark.parametrize("ion", ["[0M+H]+", "[M+H]0+", "[M+99999H]+", "[" + "9" * 400 + "M+H]+"])
def test_an_ion_of_no_molecule_or_of_countless_ones_is_not_understood(ion):
    assert adduct(ion) is None
    assert math.isnan(neutral_mass(300.1, ion))


@pytest.mark.parametrize("count", ["99999", "9" * 400])
def test_a_formula_of_more_atoms_than_any_molecule_is_refused(count):
    with pytest.raises(UnknownFormula):
        mass(f"C{count}H4")
