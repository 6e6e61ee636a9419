"""Conclusions: whatever the pages look like, the register is the same."""

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from tests.unit.response.policy.documents import ITEMS, RECITALS, Setting, conclusions
from vedette.response.policy.lines import Page
from vedette.response.policy.reading import read_text

PLAIN = Setting(width=400)


def read(text):
    return read_text([Page(1, text)], file="own.txt")


def essence(register):
    """What must not depend on how the text is set."""
    return (
        [(p.number, p.text, p.verb, p.footnotes) for p in register.recitals],
        [(p.number, p.text, p.verb, p.addressees, p.partners, p.footnotes)
         for p in register.recommendations],
        [(n.number, n.text) for n in register.footnotes],
    )  # fmt: skip


settings_of_pages = st.builds(
    Setting,
    width=st.integers(45, 130),
    between_lines=st.integers(0, 1),
    between_paragraphs=st.integers(1, 3),
    page_breaks=st.frozensets(st.integers(2, 14), max_size=3),
    form_feed=st.booleans(),
    splits_words=st.booleans(),
    indent=st.sampled_from(["", " ", "    "]),
)


@limits(max_examples=150, deadline=None)
@given(setting=settings_of_pages)
def test_line_breaks_page_breaks_hyphens_and_blank_lines_never_change_the_register(setting):
    assert essence(read(conclusions(setting))) == essence(read(conclusions(PLAIN)))


def test_a_recital_may_hold_a_second_verb_and_a_second_sentence():
    register = read(conclusions(PLAIN))
    assert [p.verb_norm for p in register.recitals] == ["RECALL", "NOTE", "STRESS", "WELCOME"]
    assert register.recitals[2].text == RECITALS[2]


def test_marks_glued_to_words_and_years_lead_to_their_notes():
    register = read(conclusions(PLAIN))
    assert [p.footnotes for p in register.recitals] == [(1,), (2,), (), (3,)]
    assert register.recommendations[2].footnotes == (4,)
    assert "standards in routine" in register.recommendations[2].text


def test_only_those_whom_a_paragraph_asks_are_its_addressees():
    register = read(conclusions(PLAIN))
    assert [p.addressees for p in register.recommendations] == [
        ("MS", "COM"), ("EUDA",), (), ("MS",), ("COM",),
    ]  # fmt: skip
    assert register.recommendations[1].partners == ("EUROPOL",)


def test_each_recommendation_keeps_its_lines_and_its_raw_text_beside_the_repaired_one():
    text = conclusions(Setting(width=60))
    lines = text.split("\n")
    for one in read(text).recommendations:
        first, last = one.lines
        kept = [line for line in lines[first - 1 : last] if line.strip()]
        assert one.raw.split("\n") == kept
        assert kept[0].startswith(f"{one.number}. ")


def test_a_date_at_the_start_of_a_line_is_no_item():
    items = ("Opfordrer EUDA til at svare, som aftalt den", "4. maj 2031.")
    text = "Rådet for Den Europæiske Union\n\n1. " + items[0] + "\n" + items[1] + "\n"
    register = read_text([Page(1, text)], file="own.txt", language="da")
    assert len(register.recommendations) == 1
    assert register.recommendations[0].text.endswith("den 4. maj 2031.")


@pytest.mark.parametrize(
    ("text", "language", "verb", "norm", "asked"),
    [
        ("Dringt er bij de Commissie op aan om te antwoorden.", "nl",
         "Dringt er bij … op aan", "URGE", ("COM",)),
        ("Nodigt Europol en het EUDA uit om samen te werken met derde landen.", "nl",
         "Nodigt … uit", "INVITE", ("EUROPOL", "EUDA")),
        ("opfordrer kraftigt Kommissionen og Eurojust til at svare;", "da",
         "opfordrer kraftigt", "URGE", ("COM", "EUROJUST")),
        ("henstiller til medlemsstaterne, at de svarer;", "da", "henstiller til", "RECOMMEND",
         ("MS",)),
        ("CALLS ON the Member States and the Presidency to answer.", "en", "CALLS ON",
         "CALL-UPON", ("MS", "PRES")),
        ("Invites Eurojust and encourages CEPOL to answer.", "en", "Invites", "INVITE",
         ("EUROJUST", "CEPOL")),
        ("CALLS ON THE EUROPEAN UNION DRUGS AGENCY (EUDA) to answer.", "en", "CALLS ON",
         "CALL-UPON", ("EUDA",)),
        ("The Member States are invited to answer.", "en", "are invited", "INVITE", ("MS",)),
        ("Encourages cooperation between Member States and Europol to answer.", "en",
         "Encourages", "ENCOURAGE", ()),
        ("Invites the Member States’ laboratories to answer.", "en", "Invites", "INVITE", ()),
        ("Requests the High Representative and, where relevant, the EEAS to answer.", "en",
         "Requests", "INVITE", ("HR", "EEAS")),
    ],
)  # fmt: skip
def test_verbs_and_addressees_of_three_languages(text, language, verb, norm, asked):
    (one,) = read_text([Page(1, f"1. {text}\n")], file="own.txt", language=language).recommendations
    assert (one.verb, one.verb_norm, one.addressees) == (verb, norm, asked)


SUB_LISTS = """Council conclusions on sub-lists

THE COUNCIL OF THE EUROPEAN UNION,

RECALLING that lists have parts;

UNDERLINING that parts have order;

INVITES THE MEMBER STATES AND THE COMMISSION TO:

1. keep a list of what is known;

2. share it with
   (a) laboratories,
   (b) clinics, and
   (c) the public;

ENCOURAGES THE EUDA TO:

3. help, in particular by
   - translating, and
   - explaining;

4. report.
"""


def test_items_of_a_list_take_verb_and_addressees_from_its_head():
    register = read(SUB_LISTS)
    assert [p.verb_norm for p in register.recitals] == ["RECALL", "UNDERLINE"]
    found = [(p.number, p.verb_norm, p.addressees) for p in register.recommendations]
    assert found == [
        (1, "INVITE", ("MS", "COM")),
        (2, "INVITE", ("MS", "COM")),
        (3, "ENCOURAGE", ("EUDA",)),
        (4, "ENCOURAGE", ("EUDA",)),
    ]
    assert [s.mark for s in register.recommendations[1].sub_points] == ["a", "b", "c"]
    assert [s.text for s in register.recommendations[2].sub_points] == [
        "translating, and", "explaining;",
    ]  # fmt: skip


NUMBERED_THROUGHOUT = """The Council of the European Union

1. RECALLS its earlier conclusions (document 9001/30);
2. NOTES with concern that answers are late;
3. INVITES the Commission to answer;
4. CALLS ON Member States to answer sooner.
Done at a place that is nowhere in particular
"""


def test_where_recitals_are_numbered_too_the_verb_tells_them_from_recommendations():
    register = read(NUMBERED_THROUGHOUT)
    assert [p.number for p in register.recitals] == [1, 2]
    assert [(p.number, p.addressees) for p in register.recommendations] == [
        (3, ("COM",)), (4, ("MS",)),
    ]  # fmt: skip


def test_what_has_no_place_is_reported_with_its_lines():
    text = NUMBERED_THROUGHOUT.replace("Done at", "\n\nDone at")
    register = read(text)
    assert [(one.lines, one.text[:7]) for one in register.unplaced] == [((9, 9), "Done at")]
    assert len(register.recommendations) + len(register.recitals) == len(ITEMS) - 1
