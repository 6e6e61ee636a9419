"""What counts as a typing error and what never does."""

from itertools import pairwise

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from vedette.science.identity import spelling
from vedette.science.identity.spelling import Speller, cost_within

NAMES = ("metonitazene", "etonitazene", "protonitazene", "diazepam", "medetomidine", "fluoxetine")
SPELLER = Speller((name, (name,)) for name in NAMES)
WORDS = st.text("abcdefgh", min_size=1, max_size=9)


@st.composite
def near(draw, word):
    """A word a few edits away, or any other."""
    if draw(st.integers(0, 4)) == 0:
        return draw(WORDS)
    letters = list(word)
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(letters)))
        letters[at : at + draw(st.integers(0, 2))] = draw(st.text("abcdefgh", max_size=2))
    return "".join(letters) or "a"


def has_doubled(word):
    return any(one == other for one, other in pairwise(word))


def whole_table(a, b):
    """The weighted distance of optimal string alignment, every cell of its table filled."""
    rows = [[0.0]]
    for letter in range(len(b)):
        rows[0].append(rows[0][-1] + spelling._gap(b, letter))
    for i, letter in enumerate(a, 1):
        row = [rows[-1][0] + spelling._gap(a, i - 1)]
        for j, other in enumerate(b, 1):
            change = spelling._exchange(letter, other, first=i == j == 1)
            ways = [
                rows[-1][j - 1] + change,
                rows[-1][j] + spelling._gap(a, i - 1),
                row[-1] + spelling._gap(b, j - 1),
            ]
            if i > 1 and j > 1 and (letter, a[i - 2]) == (b[j - 2], other):
                ways.append(rows[-2][j - 2] + spelling.SWAPPED)
            row.append(min(ways))
        rows.append(row)
    return rows[-1][-1]


@given(WORDS, WORDS)
def test_distance_is_the_same_both_ways(a, b):
    assume(not any(has_doubled(word) for word in (a, b)))
    assert cost_within(a, b, limit=9) == pytest.approx(cost_within(b, a, limit=9))


@given(WORDS)
def test_a_word_is_no_distance_from_itself(word):
    assert cost_within(word, word, limit=1) == 0


LIMITS = st.sampled_from([1.0, 1.5, 2.0, 3.0])


@given(WORDS, st.data(), LIMITS)
def test_walking_finds_the_distance_of_the_whole_table_within_a_limit(a, data, limit):
    b = data.draw(near(a))
    assume(not any(has_doubled(word) for word in (a, b)))
    full = whole_table(a, b)
    found = cost_within(a, b, limit=limit)
    assert found == pytest.approx(full) if full <= limit else found > limit


@given(WORDS, st.data(), LIMITS)
@example("haa", "haata", 2.0)  # the table loses the cheaper, doubled letter
def test_walking_never_finds_words_nearer_than_they_are(a, data, limit):
    b = data if isinstance(data, str) else data.draw(near(a))
    assert cost_within(a, b, limit=limit) >= whole_table(a, b) - 1e-9


def test_neighbours_exchanged_at_the_very_start_are_one_error():
    assert cost_within("ab", "ba", limit=2) == spelling.SWAPPED


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
