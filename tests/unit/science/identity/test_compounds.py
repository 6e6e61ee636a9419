"""What a name is joined to in one word, and what it may never be joined to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.science.identity.compounds import SALTS, heads_of, stems
from vedette.science.identity.text import normalise


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("Kokainvergiftungen", "kokain"), ("Morphinkonsums", "morphin"),
        ("Heroinhydrochlorids", "heroin"), ("Kokainhydrochloridpulver", "kokain"),
        ("namaakoxycodontabletten", "oxycodon"), ("nepoxycodon", "oxycodon"),
        ("ketaminegebruikers", "ketamine"), ("tramadolförgiftningar", "tramadol"),
        ("tramadolpåverkad", "tramadol"), ("metadonforgiftningen", "metadon"),
        ("amfetaminbeslaget", "amfetamin"), ("kokaiininkäyttö", "kokaiini"),
        ("metadonimyrkytykseen", "metadoni"), ("fentanüülimürgistuse", "fentanuul"),
        ("morfiinvesinikkloriid", "morfiin"), ("alkoholmérgezést", "alkohol"),
        ("kokaintartalmú", "kokain"), ("katubuprenorfiini", "buprenorfiini"),
    ],
)  # fmt: skip
def test_a_name_is_found_in_front_of_what_is_said_of_it(word, name):
    assert name in list(stems(normalise(word)))


@pytest.mark.parametrize(
    "word",
    ["ritalinsaure", "morphinderivat", "ecgoninmethylester", "methadonersatz", "alkoholfrei"],
)
def test_what_makes_another_thing_of_a_substance_is_no_last_part(word):
    assert list(stems(word)) == []


def test_no_letter_is_taken_from_a_name_that_is_whole_without_it():
    found = list(stems("bromadolintabletten"))
    assert found.index("bromadolin") < found.index("bromadoli")


@pytest.mark.parametrize(
    "salt",
    [
        "hydrochlorids", "chlorowodorku", "hidrokloridot", "hidrochlorido", "hidrohlorīda",
        "hydrokloridia", "vesinikkloriid", "hydrokloriden", "υδροχλωρικής", "хидрохлорида",
        "clorhidratului", "cloridrato", "siarczanu",
    ],
)  # fmt: skip
def test_a_salt_is_one_in_any_case(salt):
    assert normalise(salt) in SALTS


def test_no_word_of_any_list_is_empty():
    assert "" not in SALTS
    assert heads_of("kokain") == []


@given(st.text("abdeiklmnorstuy", min_size=1, max_size=25))
def test_a_stem_is_always_a_part_of_the_word(word):
    assert all(stem in word and stem != word for stem in stems(word))
