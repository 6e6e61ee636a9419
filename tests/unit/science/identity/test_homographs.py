"""Words that say no in one language and something else in another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.catalogue.substances.registers import standard_lexicon


def named(text, language=None):
    return list(standard_lexicon().resolve(text, language=language).keys)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("sem zaužil heroin", ["heroin"]),  # Slovene: I took heroin
        ("fentanil után", ["fentanyl"]),  # Hungarian: after fentanyl
        ("niște fentanil", ["fentanyl"]),  # Romanian: some fentanyl
        ("din heroin og sin kokain", ["heroin", "cocaine"]),  # Danish: his cocaine
        ("fentanyl nu", ["fentanyl"]),  # Dutch, Danish and Swedish: now
        ("noch Heroin", ["heroin"]),  # German: still heroin
        ("in der Mitte Kokain", ["cocaine"]),  # German: in the middle
        ("farà fentanil", ["fentanyl"]),  # Italian: will make fentanyl
        ("hij brak na cocaïne", ["cocaine"]),  # Dutch: he vomited
        ("něm fentanyl", ["fentanyl"]),  # Czech: him
        ("net kokain", ["cocaine"]),  # Dutch: just
    ],
)
def test_a_denial_of_one_language_denies_nothing_in_another(text, left):
    assert named(text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("MDMA sem cocaína", ["mdma"]), ("MDMA sin cocaína", ["mdma"]),
        ("pas de fentanyl", []), ("kokain nem kimutatható", []), ("mitte fentanüül", []),
        ("geen cocaïne noch heroïne", []), ("nem cocaína nem heroína", []),
        ("fără heroină", []), ("brak fentanylu", []), ("fentanils nav konstatēts", []),
        ("ni MDMA ni cocaïne", []), ("negó heroína", []),
    ],
)  # fmt: skip
def test_a_denial_that_shows_its_language_denies(text, left):
    assert named(text) == left


@pytest.mark.parametrize(
    ("text", "language", "left"),
    [
        ("sem fentanil", "sl", ["fentanyl"]), ("sem fentanil", "pt", []),
        ("sin MDMA", "da", ["mdma"]), ("sin MDMA", "es", []),
        ("pas MDMA", "nl", ["mdma"]), ("pas MDMA", "fr", []),
        ("brak MDMA", "hr", ["mdma"]), ("brak MDMA", "pl", []),
        ("nav MDMA", "nb", ["mdma"]), ("nav MDMA", "lv", []),
        ("ikke MDMA", "nb", []), ("MDMA not detected", "pl", []), ("MDMA negative", "cs", []),
        ("MDMA n.d.", "it", []),
    ],
)  # fmt: skip
def test_with_its_language_given_a_text_is_denied_in_that_language_or_english(text, language, left):
    assert named(text, language) == left


@given(st.sampled_from(["sem", "sin", "pas", "nem", "nav", "mitte", "noch", "nu", "ma", "ni"]))
def test_a_word_that_shows_no_language_denies_nothing(word):
    assert named(f"{word} MDMA") == ["mdma"]
    assert named(f"MDMA {word}") == ["mdma"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("inhalation of nitrous oxide (helium excluded)", ["nitrous-oxide"]),
        ("cocaine (helium excluded) and heroin", ["cocaine", "heroin"]),
        ("fentanyl (GC-MS not detected)", []), ("fentanyl (kidney negative)", []),
    ],
)  # fmt: skip
def test_a_denial_of_what_nobody_knows_stays_in_its_bracket(text, left):
    assert named(text) == left


@pytest.mark.parametrize(
    "text",
    ["diazepam did not feature", "diazepam was not among the substances",
     "diazepam played no role", "diazepam itself < LOD", "never used diazepam"],
)  # fmt: skip
def test_what_had_no_part_in_it_is_denied(text):
    assert not named(text)
    assert named(f"{text}; heroin found") == ["heroin"]


@pytest.mark.parametrize(
    "text",
    ["not only heroin but also cocaine", "nicht nur Heroin, sondern auch Kokain",
     "non seulement héroïne mais aussi cocaïne", "no solo heroína sino también cocaína",
     "niet alleen heroïne maar ook cocaïne", "inte bara heroin utan även kokain",
     "nie tylko heroina, ale kokaina", "ne samo heroin, nego i kokain",
     "ne tik heroinas, bet ir kokainas", "ei vain heroiini vaan myös kokaiini",
     "heroin no. 3 and cocaine", "heroin, and no one knew of cocaine"],
)  # fmt: skip
def test_not_only_denies_nothing(text):
    assert named(text) == ["heroin", "cocaine"]


@pytest.mark.parametrize(
    "text",
    ["heroin kokain nélkül", "heroint tartalmaz, kokaint nem tartalmaz",
     "kokain kunne ikke bekræftes, heroin bekræftet", "priva di cocaina, contiene eroina",
     "липсва кокаин, открит хероин", "negattiv għal kokaina, pożittiv għal eroina",
     "kokaina niepotwierdzona, heroina potwierdzona", "livre de cocaína, contém heroína"],
)  # fmt: skip
def test_a_denial_reads_in_its_own_word_order(text):
    assert named(text) == ["heroin"]
