"""What a text says was not there, in the words of many laboratories."""

import pytest

from vedette.catalogue.substances.registers import standard_lexicon


def named(text):
    return list(standard_lexicon().resolve(text).keys)


@pytest.mark.parametrize(
    "text",
    [
        "fentanyl not detected", "no fentanyl", "negative for fentanyl, heroin and cocaine",
        "Fentanyl nicht nachgewiesen", "kein Fentanyl", "weder Fentanyl noch Kokain",
        "fentanyl non détecté", "absence de fentanyl", "pas de nitazène détecté",
        "no se detectó fentanilo", "resultado negativo para cocaína", "assenza di fentanil",
        "fentanyl niet aangetoond", "geen cocaïne", "fentanyl ikke påvist",
        "hverken kokain eller heroin påvist", "fentanyl ej påvisat", "nie wykryto fentanylu",
        "fentanylu nie wykryto", "não foi detetado fentanilo", "fentanyyliä ei todettu",
        "fentanyl neprokázán", "neobsahuje fentanyl", "δεν ανιχνεύθηκε φεντανύλη",
        "αρνητικό για κοκαΐνη", "не е установен фентанил", "fentanil nem kimutatható",
        "fentanil nedetectat", "nu conține fentanil", "fentanüüli ei tuvastatud",
        "fentanils nav konstatēts", "fentanilio nerasta", "fentanil nije dokazan",
        "fentanil ni bil zaznan", "фентанил не обнаружен", "fentanyl-free",
    ],
)  # fmt: skip
def test_what_was_not_found_is_not_named(text):
    found = standard_lexicon().resolve(text)
    assert found.status == "none"
    assert "negated" in {mention.meaning for mention in found.mentions}


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("kein Fentanyl, jedoch Metonitazen nachgewiesen", ["metonitazene"]),
        ("Protonitazen positiv, Isotonitazen negativ", ["protonitazene"]),
        ("negativ auf Amphetamine, positiv auf Kokain", ["cocaine"]),
        ("etizolam, men ikke diazepam", ["etizolam"]),
        ("MDMA, inte PMMA", ["mdma"]),
        ("clonazolam, no clonazepam", ["clonazolam"]),
        ("amfetamiinia, ei kokaiinia", ["amphetamine"]),
        ("Présence de 3-MMC, absence de 4-MMC", ["3-mmc"]),
        ("fentanyl was not detected; norfentanyl was detected", ["norfentanyl"]),
        ("heroin and fentanyl not detected, cocaine present", ["cocaine"]),
        ("cocaine free base", ["cocaine"]),
        ("Metonitazen nachgewiesen", ["metonitazene"]),
    ],
)
def test_a_denial_reaches_as_far_as_it_says(text, left):
    assert named(text) == left


@pytest.mark.parametrize(
    "text",
    ["benzodiazepine, not further specified", "cannabinoïde de synthèse non identifié",
     "benzodiazepine niet nader bepaald", "catinona sintética no identificada"],
)  # fmt: skip
def test_a_family_whose_member_is_unknown_is_there_all_the_same(text):
    assert standard_lexicon().resolve(text).status == "family"
