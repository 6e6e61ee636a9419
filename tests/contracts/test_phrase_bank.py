"""The phrase bank: every language says everything, fits a text message, and tempts nobody."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.response.alerts import composing, contents
from vedette.response.alerts.composing import (
    ACTIONS,
    SMS_LENGTH,
    Audience,
    Content,
    ContentRefused,
    Length,
    compose,
    compose_all,
)
from vedette.response.alerts.phrase_checks import check_bank, fullest
from vedette.response.alerts.phrases import LANGUAGES, PhraseMissing, messages, say
from vedette.response.alerts.wording import faults_of, language_fault

CONTENT = Content(
    contains=("protonitazene",), sold_as=("oxycodone",), places=("IE",), acts_as="opioid",
    basis="confirmed", form="tablet", count=2, latest=date(2026, 11, 20),
    reasons=("hospital", "lookalikes"), valid_until=date(2026, 12, 5), issuer="Focal point",
    number="2026-001.1", review_on=date(2026, 11, 30),
)  # fmt: skip


def notice(content, language="en", audience=Audience.PEOPLE):
    return compose(content, language=language, audience=audience, length=Length.NOTICE)


def test_every_language_says_everything_and_is_fit_to():
    assert len(LANGUAGES) == 24
    assert [str(fault) for fault in check_bank()] == []


def test_every_phrase_of_the_bank_is_said_by_some_warning(monkeypatch):
    elsewhere = {"follow", "feedback", "mark-review", "review"}  # flyers, and what is in question
    heard = {*elsewhere, *(f"audience-{one}" for one in Audience)}

    def listen(language, key, **values):
        heard.add(key)
        return say(language, key, **values)

    monkeypatch.setattr(composing, "say", listen)
    contents_said = [*fullest(), *(replace(one, notes={"en": "x"}) for one in fullest()[:1])]
    for content in contents_said:
        for audience in Audience:
            for length in Length:
                compose(content, language="en", audience=audience, length=length)
    assert messages("en").keys() - heard == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_language_says_reads_as_that_language(language):
    for content in fullest()[: len(ACTIONS)]:
        for audience in Audience:
            lines = [
                line
                for part in notice(content, language, audience).parts
                if part.key in ("why", "signs", "do", "unknowns")
                for line in part.lines
            ]
            assert language_fault("\n".join(lines), language) is None


names = st.lists(
    st.text("abcdefghijklmnopqrstuvwxyz-0123456789", min_size=1, max_size=40),
    min_size=1,
    max_size=6,
)


@given(
    language=st.sampled_from(LANGUAGES), contains=names, sold_as=names,
    audience=st.sampled_from(Audience), acts_as=st.sampled_from(ACTIONS),
    message=st.sampled_from(["Alert", "Update", "Cancel"]), exercise=st.booleans(),
)  # fmt: skip
def test_a_text_message_names_what_fits_and_says_that_more_is_left_out(
    language, contains, sold_as, audience, acts_as, message, exercise
):
    content = replace(
        CONTENT, contains=tuple(contains), sold_as=tuple(sold_as), acts_as=acts_as,
        message=message, exercise=exercise,
    )  # fmt: skip
    text = compose(content, language=language, audience=audience, length=Length.SMS).text
    assert text.count("\n") == 0
    assert contains[0] in text
    is_whole = all(name in text for name in contains)
    assert is_whole or "…" in text
    if len(contains[0]) + len(sold_as[0]) <= 36:
        assert len(text) <= SMS_LENGTH


@pytest.mark.parametrize(
    ("language", "count", "says"),
    [
        ("pl", 1, "jedno zgłoszenie"), ("pl", 3, "3 zgłoszenia"), ("pl", 5, "5 zgłoszeń"),
        ("pl", 22, "22 zgłoszenia"), ("sl", 2, "2 poročili"), ("sl", 101, "101 poročilo"),
        ("ga", 3, "3 thuairisc"), ("ga", 8, "8 dtuairisc"), ("lv", 21, "21 ziņojums"),
        ("lt", 11, "11 pranešimų"), ("ro", 20, "20 de raportări"), ("mt", 12, "12-il rapport"),
        ("cs", 3, "3 hlášení"), ("fr", 1, "1 signalement à"), ("hr", 31, "31 prijava"),
    ],
)  # fmt: skip
def test_a_number_takes_the_plural_of_its_language(language, count, says):
    assert says in notice(replace(CONTENT, count=count), language).text


def test_a_note_stands_in_its_own_language_alone_and_is_marked():
    content = replace(CONTENT, notes={"fi": "Tabletti on sininen."})
    (part,) = [part for part in notice(content, "fi").parts if part.by_hand]
    assert part.lines == ("Tabletti on sininen.",)
    assert not any(part.by_hand for part in notice(content, "sv").parts)


def test_each_audience_is_told_what_it_can_do():
    said = {audience: notice(CONTENT, audience=audience).text for audience in Audience}
    assert "Do not use alone" in said[Audience.PEOPLE]
    assert "urine tests" in said[Audience.CLINICAL]
    assert "reference standard" in said[Audience.LABORATORIES]
    assert len(set(said.values())) == len(Audience)


def test_a_phrase_missing_in_one_language_leaves_the_others_alone(monkeypatch):
    def mute(language, key, **values):
        if (language, key) == ("mt", "signs-opioid"):
            raise PhraseMissing(language, key)
        return say(language, key, **values)

    monkeypatch.setattr(composing, "say", mute)
    found, missing = compose_all(CONTENT, LANGUAGES)
    assert list(missing) == ["mt"]
    assert "signs-opioid" in str(missing["mt"])
    assert {language for language, _audience, _length in found} == {*LANGUAGES} - {"mt"}
    assert len(found) == 23 * len(Audience) * len(Length)


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("en", "The strongest pills in town", "praise"),
        ("de", "Die reinsten Pillen", "praise"),
        ("fi", "Paras hinta", "praise"),
        ("el", "Η καλύτερη τιμή", "praise"),
        ("bg", "най-силните таблетки", "praise"),
        ("pl", "u dilera", "praise"),
        ("en", "take 20 mg", "dose"),
        ("sv", "90% ren", "dose"),
        ("fr", "10 € pièce", "price"),
        ("en", "see www.shop.example", "link"),
        ("es", "escribe a @tienda", "link"),
        ("it", "t.me/negozio", "link"),
    ],
)
def test_what_tempts_is_found_in_every_language(language, text, kind):
    assert kind in {fault.kind for fault in faults_of(text, language)}


@pytest.mark.parametrize("text", ["a purely technical note", "strongly advised", "pressed tablets"])
def test_a_word_is_not_found_inside_another(text):
    assert faults_of(text, "en") == []


def test_a_text_in_another_language_than_it_says_is_found():
    danish = notice(CONTENT, "da").text
    assert language_fault(danish, "da") is None
    assert language_fault(danish, "pl").found == "da"
    assert language_fault("ok", "pl") is None  # too short to tell


@pytest.mark.parametrize(
    ("field", "value"),
    [("contains", ()), ("contains", (" ",)), ("acts_as", "x"), ("basis", "sure"), ("form", "x"),
     ("reasons", ("x",)), ("unknowns", ("x",)), ("message", "Test")],
)  # fmt: skip
def test_content_that_is_off_its_lists_is_refused(field, value):
    with pytest.raises(ContentRefused, match=field):
        replace(CONTENT, **{field: value})


def test_editions_keep_every_audience_and_length():
    found, missing = compose_all(CONTENT, ("en", "bg"))
    kept = contents.editions(found)
    assert not missing
    assert kept.keys() == {"en", "bg"}
    assert all(len(kept[one]) == 6 and len(kept[one]["people"]) == 3 for one in kept)
