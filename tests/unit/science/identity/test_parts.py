"""Which words beside a name may belong to it, and which are words of a sentence."""

import pytest

from vedette.catalogue.substances.registers import standard_lexicon
from vedette.science.identity.parts import is_chemical
from vedette.science.identity.tokens import key_of

# What stands beside names in sentences, and is made of syllables that names are made of too.
ORDINARY = (
    "into state better property station period information made look",  # English
    "trovato metri parte stato rilevate possibile ottobre consumato",  # Italian
    "metro propio estado alcanzado notificación periodo",  # Spanish
    "période nationale métro situation préparation possible",  # French
    "mettere städtische Situation Nord besteht",  # German
    "politiet tilfælde anholdt produktion",  # Danish
    "azonosítottak mostanában között jelentett",  # Hungarian
    "työssä operaatio tilanne metriä poliisin",  # Finnish
    "třetího vrátil prosinci situace",  # Czech
    "operación prisão deputados propriedade",  # Spanish and Portuguese
    "societatea persoanele metode situația",  # Romanian
    "koristio napustio desetak poraza",  # Croatian
    "намерена работила хората периода",  # Bulgarian
    "περίοδο σωματείο δωμάτιο",  # Greek
)
PARTS = (
    "acetyl azepane azepanyl undecanoate undecanoat decanoato chloro fluoro methoxyacetyl "
    "tetramethylcyclopropane thiophene furoyl cyclohexyl phenylpropionat enantát cypionaat "
    "hydroxy desmethyl benzodioxole tetrametilsikloprpil метокси ацетил фуранил μεθοξυ ακετυλ"
)


@pytest.mark.parametrize("word", " ".join(ORDINARY).split())
def test_a_word_of_a_sentence_leaves_the_name_beside_it_certain(word):
    lexicon = standard_lexicon()
    for text in (f"fentanyl {word}", f"{word} fentanyl"):
        (mention,) = [one for one in lexicon.resolve(text).mentions if one.matches]
        assert (mention.status, mention.matches[0].name) == ("resolved", "fentanyl")


@pytest.mark.parametrize("word", PARTS.split())
def test_a_part_of_a_name_is_known_by_what_it_is_made_of(word):
    assert is_chemical(key_of(word))


@pytest.mark.parametrize("prefix", ["azepanyl", "norbornyl", "tetrametilsikloprpil"])
def test_a_part_nobody_knows_beside_a_name_makes_it_a_member_of_its_family(prefix):
    result = standard_lexicon().resolve(f"{prefix} fentanyl")
    assert [one.status for one in result.mentions] == ["family"]


def test_spanish_para_and_slavic_tri_are_no_parts_of_what_follows_them():
    for text in ("positivo para fentanilo", "tri fentanylové náplasti", "bis Fentanyl"):
        names = {m.name for one in standard_lexicon().resolve(text).mentions for m in one.matches}
        assert names == {"fentanyl"}


@pytest.mark.parametrize(
    "text",
    ["testosterone beznoate", "remifentanil acd", "psilocybin mushroohs", "propynpl mescaline"],
)
def test_a_damaged_word_of_a_longer_name_leaves_the_shorter_one_open(text):
    statuses = {one.status for one in standard_lexicon().resolve(text).mentions if one.matches}
    assert "resolved" not in statuses
