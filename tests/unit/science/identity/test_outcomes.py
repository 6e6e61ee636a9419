"""What a text says of its tests: panels, false positives, limits, sums and questions answered."""

import pytest

from vedette.catalogue.substances.registers import standard_lexicon

SAID = {
    "Screen: AMP- COC- OPI- THC- MTD+ BUP-": {"methadone"},
    "Urine cup: MDMA pos, COC neg, THC neg": {"mdma"},
    "COC+ THC-": {"cocaine"},
    "AMP neg, THC neg": set(),
    "MDMA-, LSD- und Kokainkonsum": {"mdma", "lsd", "cocaine"},
    "3-MeO-PCP 12 ng/mL; PCP immunoassay false positive": {"3-meo-pcp"},
    "false positive for PCP, dextromethorphan confirmed": {"dextromethorphan"},
    "Falsch positiv für Amphetamin; Koffein": {"caffeine"},
    "Cut-offs: cocaine 150, PCP 25. All results below cut-off.": set(),
    "Kokain, Heroin: alle unter der Nachweisgrenze": set(),
    "Tested for fentanyl, heroin. All results negative.": set(),
    "Cocaine found in blood. All urine tests negative.": {"cocaine"},
    "Ketamine positive; cocaine, heroin all negative": {"ketamine"},
    "MDMA? No: caffeine": {"caffeine"},
    "Comprimido de MDMA? Não: cafeína": {"caffeine"},
    "Kokain? Nein, Ketamin": {"ketamine"},
    "sibutramine present; fluoxetine and orlistat tested, none found": {"sibutramine"},
    "Cocaine / metabolites: none detected. Heroin.": {"heroin"},
    "ISTD: fentanyl-d5, cocaine-d3; heroin found": {"heroin"},
    "Alkohol lag nicht vor, Fentanyl 2 ng/ml": {"fentanyl"},
    "Isotonitazene and protonitazene co-elute": set(),
    "Unit 2C-B, Business Park": set(),
    "2 units 2C-B": {"2c-b"},
    "GBL-Kanister 25 L": {"gbl"},
    "MDMA-ähnlich": set(),
    "inh: BE 412 | MDMA 23 | AMP 310 | METH 8": {
        "benzoylecgonine", "mdma", "amphetamine", "methamphetamine",
    },
    "methadone 0.61 (EDDP 0.07), GBP 8.8, PGB 4.4 [mg/L]": {
        "methadone", "eddp", "gabapentin", "pregabalin",
    },
    "coke 70€/g": {"cocaine"},
    "cannabis nég., cocaïne nég.": set(),
    "Fentanyl was suspected, but not detected": set(),
    "fentanyl suspected, not detected": set(),
    "fentanyl detected, but not confirmed": {"fentanyl"},
    "Kokain wurde vermutet, aber nicht nachgewiesen": set(),
    "podozrenie na otravu metanolom sa nepotvrdilo": set(),
    "Oxycodone, as suggested by the markings, was not present.": set(),
    "Ketamine, which he bought online, was present; heroin was not": {"ketamine"},
    "Provet under rapporteringsgräns för tramadol": set(),
    "il colorimetrico aveva erroneamente indicato eroina": set(),
    "wrongly identified as MDMA; is PMMA": {"pmma"},
    "Calibrators for run 88: morphine, codeine; case 4: heroin": {"heroin"},
    "A koffein kontrollminta volt": set(),
    "methadone not given": set(),
    "cocaine, heroin, MDMA: only MDMA confirmed": {"mdma"},
    "cocaine and heroin found; only cocaine confirmed in urine": {"cocaine", "heroin"},
    "PCE 12 mm": set(),
    "MEM 16 GB": set(),
    "piperazine (mCPP)": {"mcpp"},
    "α-PHP (bag) 89 ng/ml; a-PVP & MDPV - neg": {"alpha-php"},
    "PCP (Pneumocystis pneumonia)": set(),
}  # fmt: skip


@pytest.mark.parametrize(("text", "there"), SAID.items())
def test_what_was_there_is_named_and_what_was_not_is_denied(text, there):
    assert set(standard_lexicon().resolve(text).keys) == there


def test_a_class_of_a_panel_is_a_family():
    (found,) = [one for one in standard_lexicon().resolve("BZO+ COC-").mentions if one.matches]
    assert (found.status, found.matches[0].key) == ("family", "benzodiazepine")


def test_codes_say_nothing_outside_a_panel():
    assert standard_lexicon().resolve("BAR + music").keys == ()
