"""What was promised and is not there: "3-CMC instead of MDMA", in the words of each language."""

import pytest

from vedette.catalogue.substances.registers import standard_lexicon

SAID = {
    "en": "3-CMC instead of MDMA", "en-rather": "3-CMC rather than MDMA",
    "de": "3-CMC statt MDMA abgegeben", "nl": "in plaats van MDMA zat er 3-CMC in",
    "da": "3-CMC i stedet for MDMA", "sv": "3-CMC istället för MDMA",
    "fr": "3-CMC au lieu de MDMA", "es": "3-CMC en lugar de MDMA", "es-vez": "3-CMC en vez de MDMA",
    "pt": "em vez de MDMA, 3-CMC", "it": "3-CMC anziché MDMA", "it-invece": "3-CMC invece di MDMA",
    "ro": "în loc de MDMA, 3-CMC", "pl": "zamiast MDMA wykryto 3-CMC", "cs": "3-CMC místo MDMA",
    "sk": "3-CMC namiesto MDMA", "sl": "3-CMC namesto MDMA", "hr": "3-CMC umjesto MDMA",
    "bg": "3-CMC вместо MDMA", "el": "3-CMC αντί για MDMA", "lt": "3-CMC vietoj MDMA",
    "lv": "MDMA vietā 3-CMC", "et": "MDMA asemel 3-CMC", "fi": "MDMA sijasta 3-CMC",
    "hu": "MDMA helyett 3-CMC volt benne",
}  # fmt: skip


def found(text):
    mentions = standard_lexicon().resolve(text).mentions
    return {match.name for one in mentions for match in one.matches if one.status == "resolved"}


@pytest.mark.parametrize("text", SAID.values(), ids=SAID)
def test_what_was_replaced_is_not_there(text):
    assert found(text) == {"3-CMC"}


def test_an_alternative_is_replaced_as_a_whole_and_no_more():
    text = "3-CMC instead of MDMA or mephedrone, caffeine"
    assert found(text) == {"3-CMC", "caffeine"}


@pytest.mark.parametrize(
    "text", ["heroin, invece cocaina", "heroin in place, cocaine", "på stället: heroin och cocaine"]
)
def test_a_word_that_says_it_only_with_another_says_nothing_alone(text):
    assert found(text) == {"heroin", "cocaine"}


@pytest.mark.parametrize(
    "text",
    [
        "in place of work cocaine found", "místo nálezu kokainu: byt",
        "įvykio vietoj rastas kokainas", "Festnahme fand statt wegen Kokain",
    ],
)  # fmt: skip
def test_a_place_is_no_replacement(text):
    assert found(text) == {"cocaine"}


def test_small_words_stand_between_what_is_replaced_and_its_name():
    assert found("Instead of the expected MDMA: 3-CMC") == {"3-CMC"}


def test_mirror_images_of_several_substances_are_left_open():
    assert found("d,l-methorphan") == set()


@pytest.mark.parametrize(
    ("text", "name"),
    [("d,l-amphetamine sulfate", "amphetamine"), ("D,L-methadone", "methadone")],
)
def test_both_mirror_images_together_are_what_the_plain_name_means(text, name):
    assert found(text) == {name}


def test_what_goods_were_declared_as_makes_no_other_compound_of_what_they_are():
    assert found("3-CMC declared as titanium dioxide") == {"3-CMC", "titanium dioxide"}
