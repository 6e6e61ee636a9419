"""Whatever a file holds, the answer is plain and comes soon."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from vedette.catalogue.substances.registers import standard_lexicon
from vedette.science.identity import CasNumber, InChIKey, MalformedIdentifier, WrongCheckDigit
from vedette.science.identity.resolution import MOST_CHARACTERS

WORDS = st.sampled_from(
    ["fentanyl", "meta/para-fluorofentanyl", "Kokain", "не", "φεντανύλη", "αλ", "3-MMC", "no",
     "(", ")", "?", "og", "10 mg", "5%", "\u202e", "\0", "İ", "ß", "ﬁ", "α-PVP", "Δ9-THC", "HCl",
     "trace", "metabolite", "negative for", "2-", "/", ",", ";", "n", "analogue", "½", "\t",
     "fentanyl-free"]
)  # fmt: skip


@settings(deadline=None)  # the first one builds the lexicon
@given(st.lists(WORDS, max_size=12).map(" ".join) | st.text(max_size=80))
@example("İ fentanyl")  # one letter that becomes two when it is made small
@example("ﬁ½ Kokain")
def test_spans_always_point_at_what_was_said(raw):
    for mention in standard_lexicon().resolve(raw).mentions:
        start, end = mention.span
        assert 0 <= start <= end <= len(raw)
        assert raw[start:end] == mention.text
        for match in mention.matches:
            assert match.span == mention.span


@pytest.mark.parametrize(
    "piece", ["a", "fentanyl ", "no ", "a-", "2/", "x,", "(", "zorblaxine ", "\0", "φ", "yl", "1",
              "negative for ", "фентанил ", "\u202efentanyl\u202c ", "neither fentanyl nor "],
)  # fmt: skip
def test_the_longest_text_that_is_read_has_an_answer(piece):
    text = (piece * MOST_CHARACTERS)[:MOST_CHARACTERS]
    assert standard_lexicon().resolve(text).raw == text


def test_a_name_of_a_hundred_thousand_characters_is_said_to_be_too_long():
    found = standard_lexicon().resolve("fentanyl " * 11_112)
    assert found.status == "none"
    assert [mention.meaning for mention in found.mentions] == ["too_long"]


@pytest.mark.parametrize("text", ["", " ", "\n", "\0", "\u202e", "\ufeff", "...", "()", "-"])
def test_a_text_without_a_word_names_nothing(text):
    assert standard_lexicon().resolve(text).mentions == ()


@pytest.mark.parametrize(
    "text",
    ["fent\u200banyl", "\u202efentanyl\u202c", "fentanyl\0", "\ufefffentanyl", "fenta\u00adnyl"],
)
def test_marks_that_nobody_sees_change_nothing(text):
    assert standard_lexicon().resolve(text).keys == ("fentanyl",)


def test_identifiers_name_their_substance():
    lexicon = standard_lexicon()
    assert lexicon.resolve("437-38-7").keys == ("fentanyl",)
    assert lexicon.resolve("PJMPHNIQZUBGLI-UHFFFAOYSA-N").keys == ("fentanyl",)
    assert lexicon.resolve("CAS 50-36-2 (cocaine)").keys == ("cocaine",)


@pytest.mark.parametrize(
    "text", ["437-38-8", "PJMPHNIQZUBGLI-UHFFFAOYSA-X", "PJMPHNIQZUBGL-UHFFFAOYSA-N", "437 38 7"]
)
def test_a_damaged_identifier_is_never_completed(text):
    assert standard_lexicon().resolve(text).status == "none"


def test_a_damaged_identifier_says_what_is_wrong_with_it():
    with pytest.raises(WrongCheckDigit, match="should end in 7"):
        CasNumber("437-38-8")
    with pytest.raises(MalformedIdentifier, match="is not a well-formed InChIKey"):
        InChIKey("PJMPHNIQZUBGL-UHFFFAOYSA-N")
