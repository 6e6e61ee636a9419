"""What a "no" leaves standing: an exception, what is beyond doubt, what a patient had taken."""

import pytest

from vedette.catalogue.substances.registers import standard_lexicon

EXCEPTED = (
    "No drugs other than cocaine were detected", "no illicit drugs besides cocaine",
    "Nothing found apart from cocaine", "none other than cocaine", "nothing more than cocaine",
    "No other opioids; no substance with the exception of cocaine",
    "Keine Drogen außer Kokain nachgewiesen", "Außer Kokain wurde nichts gefunden",
    "keine anderen Stoffe als Kokain", "Aucune drogue sauf cocaïne",
    "aucun produit autre que la cocaïne", "aucune substance en dehors de la cocaïne",
    "Ninguna droga salvo cocaína", "ninguna otra sustancia aparte de cocaína",
    "Nessuna sostanza tranne cocaina", "Geen drugs behalve cocaïne",
    "geen andere stoffen dan cocaïne", "Inga droger förutom kokain", "ingen stoffer utenom kokain",
    "ingen andre stoffer enn kokain", "ingen stoffer bortset fra kokain",
    "Żadnych substancji oprócz kokainy", "poza kokainą niczego nie wykryto",
    "Žádné látky kromě kokainu", "kromě kokainu nic nenalezeno", "žiadne látky okrem kokaínu",
    "nobene snovi razen kokaina", "nema tvari osim kokaina", "nenhuma substância exceto cocaína",
    "nada além de cocaína", "ei muita aineita kuin kokaiini", "ei huumeita paitsi kokaiini",
    "nicio substanță în afară de cocaină", "nicio substanță cu excepția cocainei",
    "няма други вещества освен кокаин", "καμία ουσία εκτός από κοκαΐνη",
)  # fmt: skip
DOUBTLESS = (
    "no doubt cocaine", "without reasonable doubt cocaine", "ohne Zweifel Kokain",
    "sans aucun doute de la cocaïne", "sin duda cocaína", "senza dubbio cocaina",
    "sem dúvida cocaína", "bez wątpienia kokaina", "utan tvekan kokain", "zonder twijfel cocaïne",
    "uten tvil kokain", "uden tvivl kokain", "bez pochyby kokain", "fără îndoială cocaină",
)  # fmt: skip
STATES = (
    "not breathing after cocaine", "no response to cocaine", "no pulse after injecting cocaine",
    "not awake after cocaine", "nicht ansprechbar nach Kokain", "keine Atmung nach Kokain",
    "ne respire plus après cocaïne", "no respira tras cocaína", "niet aanspreekbaar na cocaïne",
    "non risponde dopo cocaina", "nie oddychał po kokainie", "não respira após cocaína",
    "inte kontaktbar efter kokain",
)  # fmt: skip


def outcome(text):
    """The names of what is found, and of what is denied or left open."""
    mentions = standard_lexicon().resolve(text).mentions
    return {match.key for one in mentions for match in one.matches if one.status == "resolved"}


@pytest.mark.parametrize("text", EXCEPTED + DOUBTLESS + STATES)
def test_what_a_no_does_not_reach_was_there(text):
    assert outcome(text) == {"cocaine"}


@pytest.mark.parametrize(
    "text", ["non-negative for cocaine", "screen not negative for cocaine", "nicht negativ: Kokain"]
)
def test_not_negative_is_no_denial(text):
    assert outcome(text) == {"cocaine"}


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("no drugs except cocaine and ketamine", {"cocaine", "ketamine"}),
        ("no drugs except cocaine, ketamine", {"cocaine", "ketamine"}),
        ("no drugs except cocaine, ketamine negative", {"cocaine"}),
        ("no heroin except traces, cocaine found", {"cocaine"}),
        ("no nitazenes (isotonitazene, metonitazene), heroin found", {"heroin"}),
        ("keine Opioide (z. B. Fentanyl) gefunden", set()),
        ("aucune drogue (cocaïne, héroïne)", set()),
        ("no nitazenes such as isotonitazene were found; heroin present", {"heroin"}),
        ("no benzodiazepines (bromazolam only)", {"bromazolam"}),
        ("no opioids (heroin 80 %)", {"heroin"}),
        ("no other drugs of abuse (heroin, ketamine)", set()),
        ("no se detectaron otras sustancias de abuso (heroína, ketamina)", set()),
        ("no reaction on testing for fentanyl", set()),
        ("keine Reaktion auf Fentanyl-Teststreifen", set()),
        ("no colour after testing for heroin", set()),
        ("not detected after confirmation: heroin", set()),
        ("no heroin, no doubt", set()),
    ],
)
def test_other_denials_beside_stay_what_they_are(text, there):
    assert outcome(text) == there
