"""What a result says of names it compares, of a share of nothing, and of both mirror images."""

import pytest

from vedette.catalogue.substances.registers import standard_lexicon


def read(text):
    found = {}
    for mention in standard_lexicon().resolve(text).mentions:
        for match in mention.matches:
            found[match.name] = mention.status
    return found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("4-MMC 0 %, 3-MMC 88 %", {"3-MMC"}),
        ("ethanol 0.00 g/L; cocaine 0.05 mg/L", {"cocaine"}),
        ("ketamine 10 mg, MDMA 0,0 %", {"ketamine"}),
        ("levamisole 0.4 %", {"levamisole"}),
        ("Alcohol: 0.00 ‰, MDMA", {"MDMA"}),
        ("4-MMC: 0 %; 3-MMC: 88 %", {"3-MMC"}),
        ("heroin 40 %, 0 % fentanyl", {"heroin"}),
        ("MDMA 0 % impurities", {"MDMA"}),
        ("cocaine >0 mg/l", {"cocaine"}),
        ("cocaine 0 % - 5 %", {"cocaine"}),
    ],
)
def test_a_strength_of_nothing_says_that_it_is_not_there(text, names):
    assert read(text) == dict.fromkeys(names, "resolved")


@pytest.mark.parametrize(
    "text",
    [
        "isotonitazene vs protonitazene: isobaric, MS/MS unable to differentiate",
        "isotonitazene or protonitazene - eine Unterscheidung der Isomere gelang nicht",
    ],
)
def test_what_cannot_be_told_apart_is_left_open(text):
    assert "resolved" not in read(text).values()
    assert "isotonitazene" in read(text)


def test_what_a_substance_was_distinguished_from_is_left_open():
    said = read("MDPiHP, distinguished from MDPHP")
    assert said == {"MDPiHP": "resolved", "MDPHP": "ambiguous"}
    assert set(read("unable to distinguish 3-MMC from 4-MMC").values()) == {"ambiguous"}


def test_what_was_kept_apart_from_another_was_found_as_well():
    said = read("heroin separated from cocaine, both found")
    assert said == {"heroin": "resolved", "cocaine": "resolved"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("(R,S)-medetomidine HCl", "medetomidine"),
        ("R/S-methadone", "methadone"),
        ("R/S ketamine", "ketamine"),
    ],
)
def test_both_hands_of_a_molecule_are_what_its_plain_name_means(text, name):
    assert read(text) == {name: "resolved"}


def test_a_greek_semicolon_ends_what_is_denied_and_the_dot_of_a_salt_does_not():
    said = "μεθαδόνη, διαζεπάμη και νορδιαζεπάμη· αιθανόλη αρνητική"
    assert read(said) == dict.fromkeys(("methadone", "diazepam", "nordazepam"), "resolved")
    assert read("cocaine·HCl") == {"cocaine": "resolved"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Methamphetamin, nicht jedoch Ephedrin belegt", {"methamphetamine"}),
        ("nada de MDMA, sí ketamina con paracetamol", {"ketamine", "paracetamol"}),
        ("cafeína; cocaína en orina negativa", {"caffeine"}),
        ("cocaïne en heroïne negatief", set()),
        ("diclazepam and its metabolite delorazepam", {"diclazepam", "delorazepam"}),
        ("Serotonin syndrome after moclobemide", {"moclobemide"}),
        ("Codein Software Ltd invoice", set()),
        ("spår av karfentanil på vågen", {"carfentanil"}),
        ("b'ketamina fil-pussess tiegħu", {"ketamine"}),
        ("test negative but cocaine in bag", {"cocaine"}),
        ("Urin negativ, aber Kokain im Haar", {"cocaine"}),
        ("metonitazene never before found in Ireland", {"metonitazene"}),
        ("not previously detected metonitazene", {"metonitazene"}),
        ("fentanyl was never detected", set()),
        ("gebruikte heroïne en test negatief", {"heroin"}),
        ("héroïne négative mais cocaïne positive", {"cocaine"}),
        ("Sonst kein Heroin nachgewiesen", set()),
        ("Lachgasflasche, sonst nichts", {"nitrous oxide"}),
        ("Kokain nichts", {"cocaine"}),
        ("smoked crack on the street", {"cocaine"}),
    ],
)
def test_words_of_a_sentence_say_what_was_there(text, names):
    assert read(text) == dict.fromkeys(names, "resolved")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("a new fentanyl was found", "family"), ("ein neues Fentanyl", "family"),
        ("un nouveau fentanyl", "family"), ("een nieuw fentanyl", "family"),
        ("Kokain und ein Fentanyl", "family"), ("new fentanyl patch", "resolved"),
        ("new fentanyl warning", "resolved"), ("a new cocaine", "resolved"),
    ],
)  # fmt: skip
def test_one_of_a_kind_is_its_family(text, status):
    mentions = standard_lexicon().resolve(text).mentions
    assert [one.status for one in mentions if one.matches][-1] == status
