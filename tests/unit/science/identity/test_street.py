"""Street words and names of every day are read only where their sentence makes them clear."""

import pytest

from vedette.catalogue.substances.registers import standard_lexicon
from vedette.science.identity.measures import DESCRIBING, LOOSE, MEASURES, PLAIN, USES
from vedette.science.identity.ordinary import EVERYDAY


def read(text, language=None):
    return sorted(standard_lexicon().resolve(text, language=language).keys)


@pytest.mark.parametrize(
    ("language", "text", "keys"),
    [
        ("en", "bag of molly, bit of coke on the side", ["cocaine", "mdma"]),
        ("en", "5g FISHSCALE COKE 92% UK-UK NDD", ["cocaine"]),
        ("en", "charlie, half a gram", ["cocaine"]), ("en", "brown, snorted", ["heroin"]),
        ("en", "a line of coke", ["cocaine"]), ("en", "Oxy 30", ["oxycodone"]),
        ("en", "whippets", ["nitrous-oxide"]),
        ("nl", "lijntje ket en een xtc'tje", ["ketamine", "mdma"]),
        ("de", "ein Gramm Schnee", ["cocaine"]),
        ("pl", "dwa blistry Afobamu i gram fety", ["alprazolam", "amphetamine"]),
        ("sv", "lite tjack och en karta Stesolid", ["amphetamine", "diazepam"]),
        ("fi", "subua ja piriä", ["amphetamine", "buprenorphine"]),
        ("pt", "bala e Rivotril", ["clonazepam", "mdma"]),
        ("it", "fumo e coca", ["cannabis-resin", "cocaine"]),
        ("it", "5 grammi di fumo", ["cannabis-resin"]), ("cs", "gram trávy", ["cannabis"]),
        ("es", "2 gramos de coca", ["cocaine"]),
    ],
)  # fmt: skip
def test_a_measure_a_way_of_use_or_a_drug_beside_it_settles_a_street_word(language, text, keys):
    assert read(text, language) == keys


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "charlie"), ("en", "a bag of brown rice"), ("en", "took trips to Spain"),
        ("en", "some snow"), ("en", "used gear for sale"), ("pt", "bala"), ("it", "fumo"),
        ("es", "100 g de chocolate"), ("cs", "tráva roste"), ("en", "a bag of eggs"),
        ("nl", "een gram poes"), ("pl", "kupiłem trawę do ogrodu"),
    ],
)  # fmt: skip
def test_without_such_a_sign_a_street_word_is_never_settled(language, text):
    assert read(text, language) == []


@pytest.mark.parametrize(
    "text",
    [
        "my friend valerie went to the resort", "she had a sonata and a glass of water",
        "took emma home", "Valérie et Dimitri sont partis", "un vaso de agua fría por favor",
        "two whippets in the garden", "the lithium battery of a phone", "toni and billy came late",
    ],
)  # fmt: skip
def test_given_names_and_words_of_every_day_name_nothing_in_a_sentence(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Emma", ["mdma"]), ("Emma and ketamine", ["ketamine", "mdma"]), ("water", ["water"]),
        ("sample contained water and caffeine", ["caffeine", "water"]),
        ("the pill was sold as Emma", ["mdma"]), ("Tested as: Iso", ["isotonitazene"]),
        ("police seized crack and cash", ["cocaine"]), ("kava root extract", ["kava"]),
        ("urine positive for PHP", ["pcpy"]), ("cut with water", ["water"]),
        ("prescribed lithium and quetiapine", ["lithium-carbonate", "quetiapine"]),
    ],
)  # fmt: skip
def test_they_are_read_alone_in_a_list_and_in_a_result(text, keys):
    assert read(text) == keys


def test_the_measure_tells_the_language_of_a_street_word_when_nobody_else_does():
    assert read("2 gramos de farlopa") == ["cocaine"]
    assert read("gram trawy") == ["cannabis"]


def test_the_word_lists_do_not_contradict_each_other():
    assert LOOSE - MEASURES.keys() - USES.keys() == set()
    assert not PLAIN & DESCRIBING
    assert not DESCRIBING & EVERYDAY
