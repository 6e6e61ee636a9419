"""Identifiers are right once made, and say what is wrong with them otherwise."""

import pickle

import pytest

from vedette.errors import VedetteError
from vedette.science.identity import CasNumber, InChIKey, MalformedIdentifier, WrongCheckDigit


def test_stereo_forms_share_a_skeleton():
    ketamine = InChIKey("YQEZLKZALYSWHR-UHFFFAOYSA-N")
    esketamine = InChIKey("YQEZLKZALYSWHR-ZDUSSCGKSA-N")
    assert ketamine != esketamine
    assert ketamine.skeleton == esketamine.skeleton == "YQEZLKZALYSWHR"


@pytest.mark.parametrize("text", ["", "YQEZLKZALYSWHR", "yqezlkzalyswhr-uhfffaoysa-n", "N/A"])
def test_a_text_of_another_form_is_no_inchikey(text):
    with pytest.raises(MalformedIdentifier, match="InChIKey"):
        InChIKey(text)


@pytest.mark.parametrize("text", ["50-36-2", "58-08-2", "437-38-7", "7732-18-5"])
def test_numbers_with_a_right_check_digit_are_accepted(text):
    assert str(CasNumber(text)) == text


def test_a_mistyped_cas_number_names_the_digit_it_should_end_in():
    with pytest.raises(WrongCheckDigit, match="should end in 2") as refused:
        CasNumber("50-36-3")
    assert isinstance(refused.value, VedetteError)
    assert refused.value.expected == 2


def test_a_cas_number_without_hyphens_is_refused():
    with pytest.raises(MalformedIdentifier):
        CasNumber("50362")


@pytest.mark.parametrize(
    "error", [MalformedIdentifier("CAS number", "x"), WrongCheckDigit("CAS number", "50-36-3", 2)]
)
def test_errors_travel_between_processes(error):
    assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301
