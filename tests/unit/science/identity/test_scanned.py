"""Names in which a scanner mistook letters for others that look alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.catalogue.substances.registers import standard_lexicon
from vedette.science.identity.spelling import has_vowels_exchanged, printed


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("rnetonitazene", "metonitazene"), ("brornazolam", "bromazolam"),
        ("a1prazolam", "alprazolam"), ("0xycodone", "oxycodone"), ("cliazepam", "diazepam"),
        ("furanyl-fentany1", "furanylfentanyl"), ("MDMB-4en-P1NACA", "mdmb-4en-pinaca"),
        ("xy1azine HCl", "xylazine"), ("levimasole", "levamisole"),
    ],
)  # fmt: skip
def test_lookalike_letters_are_put_right(text, key):
    assert standard_lexicon().resolve(text).keys == (key,)


@pytest.mark.parametrize("text", ["JWH-0l8", "2C-1", "AM-22O1", "5F-AD8", "hero1n", "U-477OO"])
def test_no_number_of_a_code_is_invented(text):
    found = standard_lexicon().resolve(text)
    assert found.status != "resolved"


@given(st.text("abcdelmnorstuvwxyz015", min_size=1, max_size=14))
def test_a_reading_never_holds_a_digit_that_was_not_there(word):
    for reading in printed(word):
        assert reading != word
        left = iter(word)
        assert all(any(digit == other for other in left) for digit in reading if digit.isdigit())


@given(st.text("bdlmnst", min_size=1, max_size=10))
def test_a_word_without_lookalikes_is_read_as_it_stands(word):
    assert printed(word) == []


def test_vowels_may_change_places_but_consonants_may_not():
    assert has_vowels_exchanged("levimasole", "levamisole")
    assert not has_vowels_exchanged("lemavisole", "levamisole")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("oxycodonc", "oxycodone"), ("ethylonc", "ethylone"), ("diazepan HCl", "diazepam"),
        ("mephedroue", "mephedrone"), ("lid@caine", "lidocaine"), ("ketamihe", "ketamine"),
        ("coc4ine", "cocaine"), ("N-desethyl isotonitezene", "n-desethyl-isotonitazene"),
    ],
)  # fmt: skip
def test_one_misread_letter_is_read(text, key):
    assert list(standard_lexicon().resolve(text).keys) == [key]


@pytest.mark.parametrize("text", ["john@cocaine.org", "morphing video", "hcroin"])
def test_addresses_and_other_words_are_not_mended(text):
    assert standard_lexicon().resolve(text).status == "none"


def test_a_letter_that_fits_two_names_leaves_both_open():
    assert standard_lexicon().resolve("bephedrone").status == "ambiguous"


def test_a_name_without_its_beginning_stays_open():
    assert standard_lexicon().resolve("some -fentanil from theatre").status == "ambiguous"


@pytest.mark.parametrize(("text", "key"), [("tramadoI", "tramadol"), ("FentanyI", "fentanyl")])
def test_a_capital_i_behind_small_letters_is_an_l(text, key):
    assert list(standard_lexicon().resolve(text).keys) == [key]
