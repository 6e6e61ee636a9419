"""How names are spelt, inflected and joined in the languages of Europe."""

import pytest

from vedette.catalogue.substances.registers import standard_lexicon

LEXICON = standard_lexicon()


def keys(text):
    """The substances a text names beyond doubt; nothing if any of it is left open."""
    found = LEXICON.resolve(text)
    return set(found.keys) if found.status == "resolved" else set()


@pytest.mark.parametrize(
    ("language", "written", "key"),
    [
        ("fi", "Myrkytys amfetamiinilla", "amphetamine"),
        ("fi", "morfiinin", "morphine"), ("fi", "metadonilla", "methadone"),
        ("fi", "fentanyylille", "fentanyl"), ("fi", "asetonilla", "acetone"),
        ("hu", "metilonban", "methylone"), ("hu", "fentanillal", "fentanyl"),
        ("hu", "heroinnal", "heroin"), ("hu", "psilocibinnak", "psilocybin"),
        ("sl", "morfinijev klorid", "morphine"), ("sl", "metilonijev klorid", "methylone"),
        ("lv", "etilfenidāts", "ethylphenidate"), ("lv", "deshloroketamīns", "deschloroketamine"),
        ("et", "ksülasiini", "xylazine"), ("et", "atsetüülfentanüüliga", "acetylfentanyl"),
        ("et", "metüloon", "methylone"), ("et", "psilotsübiin", "psilocybin"),
        ("el", "κωδεΐνη", "codeine"), ("el", "λιδοκαΐνης", "lidocaine"),
        ("fi", "3-kloorimetkatinoni", "3-cmc"),
        ("fi", "4-fluoriamfetamiini", "4-fluoroamphetamine"),
    ],
)  # fmt: skip
def test_a_case_or_a_spelling_of_a_language_never_hides_a_name(language, written, key):
    assert keys(written) == {key}


@pytest.mark.parametrize(
    ("language", "written", "key"),
    [
        ("de", "Heroinhydrochlorids", "heroin"), ("fi", "kokaiinihydrokloridia", "cocaine"),
        ("et", "kokaiinvesinikkloriid", "cocaine"), ("sv", "kokainhydrokloriden", "cocaine"),
        ("pl", "chlorowodorku 3-CMC", "3-cmc"), ("pl", "chlorowodorku fentanylu", "fentanyl"),
        ("hu", "morfin-hidrokloridot", "morphine"), ("lt", "metadono hidrochlorido", "methadone"),
        ("el", "υδροχλωρικής φεντανύλης", "fentanyl"), ("lv", "kokaīna hidrohlorīda", "cocaine"),
    ],
)  # fmt: skip
def test_a_salt_in_any_case_leaves_the_substance_as_it_is(language, written, key):
    assert keys(written) == {key}


@pytest.mark.parametrize(
    ("language", "written", "key"),
    [
        ("nl", "Namaakoxycodontabletten", "oxycodone"), ("nl", "namaak-fentanyl", "fentanyl"),
        ("de", "Bromadolintabletten", "bromadoline"), ("de", "Ephedrinkonsum", "ephedrine"),
        ("hu", "alkoholmérgezés", "ethanol"), ("hu", "kokaintartalmú", "cocaine"),
        ("sv", "psilocybinförgiftning", "psilocybin"), ("da", "tramadolmisbruget", "tramadol"),
        ("no", "metadonforgiftning", "methadone"), ("fi", "amfetamiininkäyttö", "amphetamine"),
        ("et", "metadoonimürgistus", "methadone"),
    ],
)  # fmt: skip
def test_a_compound_means_the_substance_it_is_made_of(language, written, key):
    assert keys(written) == {key}


@pytest.mark.parametrize(
    ("written", "family"),
    [
        ("Nitazenvergiftung", "nitazene"), ("nitazeenmyrkytys", "nitazene"),
        ("katinonmérgezés", "cathinone"), ("benzodiazepinförgiftning", "benzodiazepine"),
    ],
)  # fmt: skip
def test_a_compound_of_a_family_names_no_member_of_it(written, family):
    found = LEXICON.resolve(written)
    assert found.status == "family"
    assert [match.key for match in found.matches] == [family]


@pytest.mark.parametrize("written", ["MDMA-tablettien", "fentanil-tapasz", "3-MMC-förgiftning"])
def test_a_last_part_behind_a_hyphen_leaves_no_doubt(written):
    assert LEXICON.resolve(written).status == "resolved"


@pytest.mark.parametrize("written", ["alkoholfrei", "methadonersatz", "morphinderivat"])
def test_what_is_free_of_a_substance_or_made_from_it_does_not_name_it(written):
    assert keys(written) == set()


@pytest.mark.parametrize(
    ("language", "written", "key"),
    [
        ("es", "intoxicación por consumo de lorazepam", "lorazepam"),
        ("ro", "clorhidrat de lorazepam", "lorazepam"),
        ("it", "cloridrato di metonitazene", "metonitazene"),
        ("fr", "sulfate d'amphétamine", "amphetamine"), ("fr", "l'amphétamine", "amphetamine"),
        ("en", "delorazepam", "delorazepam"), ("en", "d-amphetamine", "dexamfetamine"),
        ("en", "di methyltryptamine", "dmt"), ("en", "l-amphetamine", "levamfetamine"),
    ],
)  # fmt: skip
def test_a_word_for_of_is_no_part_of_a_name(language, written, key):
    assert keys(written) == {key}


@pytest.mark.parametrize(
    ("language", "acid", "ester"),
    [
        ("de", "Ritalinsäure", "Ecgoninmethylester"),
        ("fr", "acide ritalinique", "ester méthylique d'ecgonine"),
        ("es", "ácido ritalínico", "éster metílico de ecgonina"),
        ("it", "acido ritalinico", "estere metilico dell'ecgonina"),
        ("pl", "kwas rytalinowy", "ester metylowy ekgoniny"),
        ("fi", "ritaliinihappo", "ekgoniinimetyyliesteri"),
        ("hu", "ritalinsav", "ekgonin-metil-észter"),
        ("cs", "kyselina ritalinová", "methylester ekgoninu"),
        ("el", "ριταλινικό οξύ", "μεθυλεστέρας της εκγονίνης"),
        ("lv", "ritalīnskābe", "ekgonīna metilesteris"),
    ],
)
def test_a_metabolite_is_not_taken_for_what_it_comes_from(language, acid, ester):
    assert keys(acid) == {"ritalinic-acid"}
    assert keys(ester) == {"ecgonine-methyl-ester"}


@pytest.mark.parametrize("number", "36")
@pytest.mark.parametrize(
    "written",
    ["Morphin-{}-glucuronid", "morfina-{}-glucurónido", "morfiini-{}-glukuronidi",
     "morfin-{}-glükuronid", "морфин-{}-глюкуронид", "morfino-{}-glukuronid"],
)  # fmt: skip
def test_the_place_of_a_glucuronide_is_kept_in_every_language(written, number):
    assert keys(written.format(number)) == {f"morphine-{number}-glucuronide"}


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("fentynal", "fentanyl"), ("oxycodne", "oxycodone"), ("OXYCODNE", "oxycodone"),
        ("levamasole", "levamisole"), ("lebamisol", "levamisole"), ("bromozolam", "bromazolam"),
        ("protinitazene", "protonitazene"), ("buprenorphene", "buprenorphine"),
    ],
)  # fmt: skip
def test_a_slip_in_one_vowel_of_a_long_name_leaves_no_doubt(written, key):
    assert keys(written) == {key}


@pytest.mark.parametrize(
    "written", ["clonazopam", "clonazelam", "flubromazelam", "ethylene", "bromazelam"]
)
def test_a_slip_between_two_names_stays_open(written):
    assert keys(written) == set()


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("3,4-methylenedioxy-α-pyrrolidinohexanophenone", "mdphp"),
        ("3,4-methylenedioxy-α-pyrrolidinobutyrophenone", "mdpbp"),
        ("α-pyrrolidinohexanophenone", "alpha-php"),
        ("α-pyrrolidinoisohexanophenone", "alpha-pihp"),
        ("4-fluoro-α-pyrrolidinopentiophenone", "4-f-alpha-pvp"),
        ("3-fluoro-α-pyrrolidinopentiophenone", "3-f-alpha-pvp"),
        ("3,4-metilendioximetanfetamina", "mdma"), ("3,4-metylenodioksymetamfetamina", "mdma"),
        ("(9R)-HHC and (9S)-HHC", "hhc"),
    ],
)  # fmt: skip
def test_a_systematic_name_means_the_substance_of_the_short_one(written, key):
    assert keys(written) == {key}
