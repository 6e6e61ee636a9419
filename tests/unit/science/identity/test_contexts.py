"""Words beside a name that say another thing is meant, or settle which is meant."""

import pytest

from vedette.catalogue.substances.registers import standard_lexicon
from vedette.science.identity.contexts import ELSEWHERE, SETTLED


def read(text):
    found = standard_lexicon().resolve(text)
    return sorted(found.keys)


@pytest.mark.parametrize(
    "text",
    [
        "DOB 12/03/1987, male", "DOB: 1987", "DOI: 10.1002/dta.3412", "referred by her PCP",
        "PCP visit next week", "MET officers attended", "ICE agents stopped the car",
        "Doc was called at 3 am", "Calle Heroína de Sagunto", "piazza Cocaina 3",
        "the weed killer in the shed", "hash browns for breakfast", "a hairline crack in the wall",
        "special K cereal", "Mary Jane Smith, next of kin",
    ],
)  # fmt: skip
def test_a_word_of_another_meaning_names_no_substance(text):
    assert standard_lexicon().resolve(text).status == "none"


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("DOB blotter, 2 mg", ["dob"]),
        ("PCP 12 ng/mL in serum", ["pcp"]),
        ("crack and heroin", ["cocaine", "heroin"]),
        ("weed and hash", ["cannabis", "cannabis-resin"]),
        ("Mary Jane Strain", ["cannabis"]),
    ],
)
def test_the_same_word_without_that_context_is_the_substance(text, keys):
    assert read(text) == keys


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Dutch speed paste", "amphetamine"), ("two lines of speed", "amphetamine"),
        ("acid tab", "lsd"), ("zwei Linien Speed", "amphetamine"),
        ("har taget svampe", "psilocybin-mushrooms"), ("three lines of ket", "ketamine"),
        ("Acute dextromethorphan & DPH poisoning", "diphenhydramine"),
    ],
)  # fmt: skip
def test_a_context_can_settle_a_street_word(text, key):
    assert key in read(text)


@pytest.mark.parametrize("word", ["speed", "ice", "molly", "horse"])
def test_a_street_word_alone_stays_open(word):
    assert standard_lexicon().resolve(word).status == "ambiguous"


def test_every_settled_word_means_a_substance_of_the_register():
    keys = {key for key, _ in SETTLED.values()}
    assert keys <= standard_lexicon().identities.keys()


@pytest.mark.parametrize("word", sorted(ELSEWHERE))
def test_every_context_speaks_of_a_name_that_is_known(word):
    assert word in standard_lexicon().entries


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("NET weight 2 g", []),
        ("ergot and opium alkaloids", []),
        ("Polizei: 12 Gramm Crystal", ["methamphetamine"]),
        ("12 Gramm Crystal MDMA", ["mdma"]),
        ("Politiet fandt 20 joints", ["cannabis"]),
        ("spice joints", []),
        ("he took some mandy", ["mdma"]),
        ("Amnesia Haze 3 g", ["cannabis"]),
        ("morphine:codeine ratio 3", ["codeine", "morphine"]),
        ("S-(+)-amphetamine and R-(-)-amphetamine", ["dexamfetamine", "levamfetamine"]),
    ],
)
def test_the_words_beside_decide(text, keys):
    assert read(text) == keys


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("naloxonspray", "naloxone"), ("ketaminetest", "ketamine"), ("fentanyylitesti", "fentanyl"),
        ("fentanyylilappuja", "fentanyl"), ("ketaminnal", "ketamine"),
        ("diazepammal", "diazepam"), ("fentanillal", "fentanyl"), ("fentanilis", "fentanyl"),
        ("fentanylu", "fentanyl"), ("amfetaminy 0,2 mg/l", "amphetamine"),
        ("o-FF", "ortho-fluorofentanyl"),
    ],
)  # fmt: skip
def test_compounds_and_cases_name_their_substance(text, key):
    assert read(text) == [key]


@pytest.mark.parametrize(
    "text",
    ["nitazenų", "nitaseene", "nitatseeneja", "nitazēnu", "nitazenów", "nitazénov", "nitazéneket"],
)
def test_the_plural_of_a_family_is_the_family(text):
    assert standard_lexicon().resolve(text).status == "family"


@pytest.mark.parametrize("text", ["sniffé de la 3-MMC", "pris la 3-MMC hier"])
def test_an_article_before_a_locant_is_no_part_of_the_name(text):
    assert standard_lexicon().resolve(text).keys == ("3-mmc",)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("LSD-lappuja 50 kpl", "lsd"),
        ("oksikodonina myydyissä tableteissa", "oxycodone"),
        ("võltsitud oksükodoonitabletid", "oxycodone"),
        ("nakon udisanja dušikovog oksidula", "nitrous-oxide"),
        ("Ultiva (theatre stock missing)", "remifentanil"),
    ],
)
def test_forms_and_cases_of_a_name_are_read_in_a_sentence(text, key):
    assert standard_lexicon().resolve(text).keys == (key,)
