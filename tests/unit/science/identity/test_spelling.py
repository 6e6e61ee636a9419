"""What counts as a typing error and what never does."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vedette.science.identity.spelling import Speller, distance

NAMES = ("metonitazene", "etonitazene", "protonitazene", "diazepam", "medetomidine", "fluoxetine")
SPELLER = Speller((name, (name,)) for name in NAMES)
WORDS = st.text("abcdefgh", min_size=1, max_size=9)


@given(WORDS, WORDS)
def test_distance_is_the_same_both_ways(a, b):
    assert distance(a, b, limit=99) == pytest.approx(distance(b, a, limit=99))


@given(WORDS)
def test_a_word_is_no_distance_from_itself(word):
    assert distance(word, word, limit=1) == 0


@given(WORDS, WORDS)
@example("ab", "ba")  # neighbours exchanged at the very start
def test_a_limit_never_changes_a_distance_within_it(a, b):
    full = distance(a, b, limit=99)
    cut = distance(a, b, limit=2)
    assert cut == pytest.approx(full) if full <= 2 else cut > 2


@pytest.mark.parametrize(
    "word", ["butonitazene", "isotonitazene", "clonitazene", "dexmedetomidine"]
)
def test_another_stem_is_not_a_typing_error(word):
    assert SPELLER.guesses(word) == []


@pytest.mark.parametrize(
    ("word", "meant"), [("metonitazine", "metonitazene"), ("diazpam", "diazepam")]
)
def test_a_plain_typing_error_is_certain(word, meant):
    guess = SPELLER.guesses(word)[0]
    assert (guess.spelling, guess.certain) == (meant, True)


def test_a_damaged_prefix_is_a_guess_and_says_so():
    assert not SPELLER.guesses("metnitazene")[0].certain
