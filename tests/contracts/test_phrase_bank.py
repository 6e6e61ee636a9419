"""The phrase bank: every language says everything, fits a text message, and tempts nobody."""

import re
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
from vedette.response.alerts.phrase_checks import LONG, check_bank, fullest
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


# What a reader took otherwise than it was meant: in which language, the words, how they were taken.
MISREAD = [
    ("nl", r"gebruik niet alleen", "do not only use"),
    ("nl", r"blijf koel", "stay calm"),
    ("nl", r"zorg dat de persoon ademt", "make the person breathe, with nothing said of how"),
    ("da", r"tag det ikke alene", "do not take it without something else"),
    ("da", r"og gå ikke", "do not walk"),
    ("sv", r"använd inte ensam", "use it, but not only this one"),
    ("fi", r"ei sekaisin", "do not be high"),
    ("fi", r"pölyttäkö", "do not pollinate"),
    ("es", r"\blleva naloxona", "it contains naloxone, after the line that says what it contains"),
    ("pt", r"\bleva naloxona", "it contains naloxone, after the line that says what it contains"),
    ("es", r"caídas o de tráfico", "danger of trafficking"),
    ("pl", r"przez sieć", "over the internet"),
    ("lv", r"lūgt tīklā", "ask for it on the internet"),
    ("cs", r"udržuj dech", "hold your breath"),
    ("cs", r"špatný dech", "bad breath"),
    ("el", r"κακή αναπνοή", "bad breath"),
    ("ga", r"drochanáil", "bad breath"),
    ("mt", r"nifs ħażin", "bad breath"),
    ("de", r"tests können versagen", "tests break"),
    ("es", r"test puede fallar", "tests break"),
    ("fi", r"testit voivat pettää", "tests break"),
    ("pt", r"testes podem falhar", "tests break"),
]


@pytest.mark.parametrize(("language", "words", "taken_as"), MISREAD)
def test_words_that_were_misread_do_not_come_back(language, words, taken_as):
    text = "\n".join(
        composition.text
        for content in fullest()
        for composition in compose_all(content, (language,))[0].values()
    )
    found = re.search(words, text, re.IGNORECASE)
    assert found is None, f"{found and found[0]!r} is taken as: {taken_as}"


# "A warning" is a word of one gender; what is said of it agrees with that word.
@pytest.mark.parametrize(
    ("language", "ending", "keys"),
    [
        ("es", "a", ("mark-cancelled", "label-issuer", "valid-until")),
        ("fr", "e", ("mark-cancelled", "label-issuer")),
        ("it", "o", ("mark-cancelled", "label-issuer", "valid-until")),
        ("pt", "o", ("mark-cancelled", "label-issuer", "valid-until")),
        ("ro", "ă", ("mark-cancelled", "label-issuer")),
        ("mt", "a", ("mark-cancelled", "label-issuer", "valid-until")),
        ("lv", "s", ("mark-cancelled", "valid-until")),
        ("sv", "d", ("mark-cancelled", "label-issuer")),
        ("pl", "e", ("mark-cancelled", "valid-until")),
        ("bg", "о", ("mark-cancelled", "valid-until")),
    ],
)  # fmt: skip
def test_what_is_said_of_a_warning_has_the_gender_of_the_word_for_it(language, ending, keys):
    first = {key: say(language, key, date="1").split()[0] for key in keys}
    assert {key: word for key, word in first.items() if not word.endswith(ending)} == {}


MEMBER_STATES = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("acts_as", ["opioid", "other"])
def test_a_text_message_holds_the_name_of_any_member_state(language, acts_as):
    too_long = {}
    for place in MEMBER_STATES.split():
        content = replace(LONG, places=(place,), acts_as=acts_as)
        for audience in Audience:
            text = compose(content, language=language, audience=audience, length=Length.SMS).text
            if len(text) > SMS_LENGTH:
                too_long[text] = len(text)
    assert too_long == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_message_to_people_says_to_call_and_for_an_opioid_to_have_naloxone(language):
    for acts_as in ACTIONS:
        content = replace(CONTENT, acts_as=acts_as)
        text = compose(
            content, language=language, audience=Audience.PEOPLE, length=Length.SMS
        ).text.casefold()
        assert "112" in text
        is_named = any(word in text for word in ("nalo", "nalokson", "налоксон", "ναλοξόνη"))
        assert is_named == (acts_as == "opioid")


@pytest.mark.parametrize(
    ("last", "says"),
    [
        ("isotonitazene", "metonitazene e isotonitazene"), ("ibuprofeno", "metonitazene e ibupro"),
        ("etonitazene", "metonitazene y etonitazene"), ("hielo", "metonitazene y hielo"),
    ],
)  # fmt: skip
def test_spanish_joins_names_by_their_sound(last, says):
    assert says in notice(replace(CONTENT, contains=("metonitazene", last)), "es").text


def test_who_warns_is_no_answer_to_where():
    parts = notice(replace(CONTENT, places=())).parts
    assert "where" not in {part.key for part in parts}
    assert "where" in {part.key for part in notice(CONTENT).parts}


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
