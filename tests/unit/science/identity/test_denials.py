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


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("2C-E, 2C-I and 2C-C excluded; 2C-D confirmed", ["2c-d"]),
        ("alpha-PHP (alpha-PiHP excluded by retention time)", ["alpha-php"]),
        ("cocaine 44 %, fentanyl not detected", ["cocaine"]),
        ("cocaine 84 %, fentanyl and carfentanil not detected", ["cocaine"]),
        ("PMA/PMMA negative, MDMA 79 %", ["mdma"]),
        ("negative for opiates, ethanol 0.18 g/dL", ["ethanol"]),
        ("no opiates, ethanol positive", ["ethanol"]),
        ("4-fluoroamphetamine, 2-position isomer excluded", ["4-fluoroamphetamine"]),
        ("cocaine, levamisole not contributory but present", ["cocaine", "levamisole"]),
        ("25B-NBOH decomposes to 2C-B in the injector", ["25b-nboh"]),
        ("4-HO-MET vs 4-HO-MiPT: spectrum fits 4-HO-MET", ["4-ho-met"]),
        ("patient denies heroin and cocaine, admits ketamine", ["ketamine"]),
        ("Cannabis wird verneint, Kokain eingeräumt", ["cocaine"]),
        ("EDDP < LOD, methadone 0.4 mg/L", ["methadone"]),
        ("heroín nie, fentanyl áno", ["fentanyl"]),
        ("la polvere non è cocaina ma lidocaina", ["lidocaine"]),
        ("nāve no fentanila", ["fentanyl"]),
        ("nach Konsum von Fentanyl", ["fentanyl"]),
    ],
)
def test_a_denial_speaks_of_its_own_names_only(text, left):
    assert named(text) == left


@pytest.mark.parametrize(
    "text",
    ["fentanyl cannot be excluded", "presence of fentanyl could not be excluded", "?fentanyl",
     "...fentanil, label torn"],
)  # fmt: skip
def test_what_is_neither_shown_nor_denied_stays_open(text):
    assert not named(text)


@pytest.mark.parametrize(
    "text",
    [
        "фентанил изключен", "fentanyl vyloučen", "fentanyl udelukket", "Fentanyl ausgeschlossen",
        "η φαιντανύλη αποκλείστηκε", "fentanyl excluded", "fentanilo descartado",
        "fentanüül välistatud", "fentanyyli poissuljettu", "fentanyl exclu",
        "níor aimsíodh feintinil", "fentanil isključen", "fentanil kizárva", "fentanil escluso",
        "fentanilis atmestas", "fentanils izslēgts", "mhux il-fentanil", "fentanyl uitgesloten",
        "fentanyl utelukket", "fentanyl wykluczono", "fentanilo excluído", "fentanil exclus",
        "fentanyl vylúčený", "fentanil izključen", "fentanyl uteslutet",
    ],
)  # fmt: skip
def test_what_was_excluded_is_denied_in_every_language(text):
    found = standard_lexicon().resolve(text)
    assert found.status == "none"
    assert "negated" in {mention.meaning for mention in found.mentions}


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("No local foram encontrados papelotes de heroína e um frasco de metadona",
         ["heroin", "methadone"]),
        ("detetada no sangue heroína", ["heroin"]),
        ("le comprimé ne contient que de la kétamine", ["ketamine"]),
        ("ne sono stati trovati 3 g di cocaina", ["cocaine"]),
        ("kokain är nu påvisad", ["cocaine"]),
        ("nu is heroïne gevonden", ["heroin"]),
        ("eroina assente, ma trovata cocaina", ["cocaine"]),
        ("ni poser fundet med heroin", ["heroin"]),
        ("ei pille MDMA", ["mdma"]),
        ("sem užil heroin", ["heroin"]),
        ("miris no heroīna pārdozēšanas", ["heroin"]),
        ("non fatal heroin overdose", ["heroin"]),
        ("sin receta metadona", ["methadone"]),
        ("ohne Rezept Tramadol gekauft", ["tramadol"]),
        ("without prescription methadone", ["methadone"]),
    ],
)  # fmt: skip
def test_a_word_that_denies_in_another_language_denies_nothing(text, left):
    assert named(text) == left


@pytest.mark.parametrize(
    "text",
    ["no se encontró heroína", "no fue detectada cocaína", "sem heroína", "sin heroína",
     "le comprimé ne contient pas de kétamine", "nu a fost detectat fentanil",
     "no cocaine was found", "na urina não foi detetada heroína", "ma nstabx kokaina",
     "heroin är inte påvisad", "heroin är nu inte påvisad", "nu este prezent fentanil"],
)  # fmt: skip
def test_the_same_words_deny_in_their_own_language(text):
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("xylazine 4 ng/mL; detomidine, romifidine n.d.", ["xylazine"]),
        ("2-fluorodeschloroketamine toxicity with ketamine n/d", ["2-fdck"]),
        ("xylazine; cocaine 4 %, romifidine n.d.", ["xylazine", "cocaine"]),
        ("cocaine, fentanyl n.d.", ["cocaine"]),
    ],
)
def test_a_denial_ends_a_list_without_figures_only_after_one_with_figures(text, left):
    assert named(text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("nevis fentanils, bet protonitazēns", "protonitazene"),
        ("ne fentanilis, o protonitazenas", "protonitazene"),
        ("mitte fentanüül, vaid protonitaseen", "protonitazene"),
        ("ei fentanyyliä vaan protonitatseenia", "protonitazene"),
        ("nie fentanyl, lecz protonitazen", "protonitazene"),
        ("ne fentanyl, ale protonitazen", "protonitazene"),
        ("nem fentanil, hanem protonitazen", "protonitazene"),
        ("όχι φεντανύλη αλλά κοκαΐνη", "cocaine"),
        ("nu heroină, ci cocaină", "cocaine"),
        ("ne heroin nego kokain", "cocaine"),
        ("bez heroina, nego kokain", "cocaine"),
        ("ne fentanil, ampak protonitazen", "protonitazene"),
        ("paciente negó heroína, cocaína positiva", "cocaine"),
    ],
)
def test_not_one_but_the_other_is_the_other(text, left):
    assert named(text) == [left]
