"""Common real substances, how often each kind of source meets them, how laboratories spell them.

Shares are round figures that make a plausible background; they estimate nothing.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

KINDS = ("drug_checking", "seizure", "death", "emergency", "wastewater", "syringe_residue")


@dataclass(frozen=True, slots=True)
class Substance:
    """A real substance in the simulated network."""

    name: str
    shares: tuple[float, ...]  # drug checking, seizure, death, emergency, syringe
    spellings: tuple[str, ...] = ()  # besides the name; the first ones are the commoner
    form: str = "powder"
    summer: float = 0.0  # how much commoner in July than in January, as a fraction


S = Substance
# One substance a line reads as a table.
# fmt: off
# ruff: noqa: E501
SUBSTANCES: tuple[Substance, ...] = (
    S("cocaine", (150, 170, 75, 150, 210), ("Cocaine", "Cocaine HCl", "cocaine hydrochloride", "COCAINE", "Cocaïne", "cocain")),
    S("MDMA", (170, 60, 14, 70, 4), ("Mdma", "MDMA HCl", "3,4-methylenedioxymethamphetamine", "mdma", "MDMA hydrochloride"), "tablet", 0.5),
    S("heroin", (40, 90, 80, 90, 200), ("Heroin", "diacetylmorphine", "HEROIN", "Héroïne", "diamorphine", "herion")),
    S("amphetamine", (80, 90, 26, 50, 90), ("Amphetamine", "Amphetamine sulphate", "amphetamine sulfate", "Amphétamine", "amfetamine", "amphetamin")),
    S("methamphetamine", (16, 50, 14, 26, 80), ("Methamphetamine", "METHAMPHETAMINE", "methamphetamine HCl", "metamfetamine", "metamphetamine"), "crystals"),
    S("ketamine", (90, 40, 6, 36, 12), ("Ketamine", "Ketamine HCl", "Kétamine", "ketamine hydrochloride", "ketamin"), "powder", 0.3),
    S("THC", (10, 110, 10, 110, 0), ("Delta-9-THC", "Δ9-THC", "tetrahydrocannabinol", "delta-9-tetrahydrocannabinol"), "herbal"),
    S("hexahydrocannabinol", (8, 22, 0, 12, 0), ("HHC", "Hexahydrocannabinol", "hhc"), "herbal"),
    S("LSD", (45, 10, 0, 12, 0), ("lsd", "Lysergide", "LSD-25"), "blotter", 0.6),
    S("2C-B", (30, 8, 0, 4, 0), ("2c-b", "2C-B HCl", "2-CB"), "tablet", 0.4),
    S("psilocin", (4, 6, 0, 4, 0), ("Psilocin",), "herbal"),
    S("DMT", (6, 3, 0, 1, 0), ("N,N-DMT", "dimethyltryptamine", "Dmt")),
    S("GHB", (6, 8, 4, 34, 0), ("GHB", "gamma-hydroxybutyrate", "sodium oxybate"), "liquid"),
    S("GBL", (6, 10, 1, 12, 0), ("gamma-butyrolactone", "Gbl"), "liquid"),
    S("2-MMC", (26, 20, 2, 8, 22), ("2-mmc", "2-methylmethcathinone", "2-MMC HCl", "2MMC"), "crystals"),
    S("3-MMC", (30, 26, 4, 14, 30), ("3-mmc", "3-methylmethcathinone", "3-MMC HCl", "metaphedrone", "3MMC"), "crystals"),
    S("4-MMC", (14, 10, 2, 8, 20), ("mephedrone", "Mephedrone", "4-MMC HCl", "mephedron"), "crystals"),
    S("3-CMC", (22, 30, 4, 8, 14), ("3-cmc", "3-chloromethcathinone", "clophedrone", "3CMC"), "crystals"),
    S("4-CMC", (12, 22, 4, 5, 12), ("4-cmc", "clephedrone", "4-chloromethcathinone"), "crystals"),
    S("alpha-PVP", (5, 14, 6, 9, 30), ("α-PVP", "a-PVP", "alpha-pyrrolidinovalerophenone", "alfa-PVP"), "crystals"),
    S("alpha-PHiP", (6, 12, 4, 6, 16), ("α-PHiP", "a-PHiP", "alpha-PiHP"), "crystals"),
    S("N-ethylhexedrone", (2, 5, 1, 1, 4), ("NEH", "N-Ethylhexedrone", "n-ethyl-hexedrone"), "crystals"),
    S("dipentylone", (3, 5, 0, 1, 2), ("Dipentylone", "N,N-dimethylpentylone"), "crystals"),
    S("MDPV", (1, 4, 1, 1, 3), ("mdpv", "Methylenedioxypyrovalerone")),
    S("4-fluoroamphetamine", (5, 3, 1, 2, 0), ("4-FA", "4-fa", "4-Fluoroamphetamine")),
    S("alprazolam", (12, 24, 34, 34, 12), ("Alprazolam", "ALPRAZOLAM", "alprazolan"), "tablet"),
    S("diazepam", (6, 20, 40, 34, 14), ("Diazepam", "DIAZEPAM", "diazepan"), "tablet"),
    S("clonazepam", (3, 16, 18, 22, 8), ("Clonazepam", "clonazepan"), "tablet"),
    S("bromazolam", (12, 22, 20, 12, 6), ("Bromazolam", "BROMAZOLAM", "bromazolan"), "tablet"),
    S("etizolam", (3, 5, 6, 3, 2), ("Etizolam", "etizolan"), "tablet"),
    S("flubromazepam", (1, 3, 2, 1, 0), ("Flubromazepam",), "tablet"),
    S("oxazepam", (1, 3, 12, 5, 2), ("Oxazepam",), "tablet"),
    S("phenazepam", (1, 2, 2, 1, 0), ("Phenazepam",), "tablet"),
    S("pregabalin", (3, 14, 36, 30, 6), ("Pregabalin", "PREGABALIN", "pregabaline"), "capsule"),
    S("gabapentin", (1, 3, 12, 8, 1), ("Gabapentin",), "capsule"),
    S("zopiclone", (1, 4, 8, 5, 0), ("Zopiclone", "zopiclon"), "tablet"),
    S("methadone", (2, 10, 70, 22, 40), ("Methadone", "Methadone HCl", "METHADONE", "methadon"), "liquid"),
    S("buprenorphine", (2, 12, 22, 9, 60), ("Buprenorphine", "buprenorfine", "buprenorphin"), "tablet"),
    S("morphine", (3, 8, 50, 14, 40), ("Morphine", "Morphine sulphate", "morphin"), "tablet"),
    S("oxycodone", (8, 12, 24, 18, 10), ("Oxycodone", "Oxycodone HCl", "oxycodon", "OXYCODONE"), "tablet"),
    S("tramadol", (5, 16, 30, 14, 4), ("Tramadol", "Tramadol HCl", "tramadole"), "capsule"),
    S("codeine", (2, 6, 20, 6, 4), ("Codeine", "Codeine phosphate", "codein"), "tablet"),
    S("fentanyl", (2, 4, 16, 6, 14), ("Fentanyl", "FENTANYL", "fentanil")),
    S("metonitazene", (2, 3, 6, 2, 6), ("Metonitazene", "METONITAZENE")),
    S("ADB-BUTINACA", (2, 12, 3, 6, 0), ("ADB-Butinaca", "ADB-BINACA"), "herbal"),
    S("MDMB-4en-PINACA", (4, 18, 6, 9, 0), ("MDMB-4EN-PINACA", "MDMB-4en-Pinaca", "MDMB-4-en-PINACA"), "herbal"),
    S("5F-ADB", (1, 5, 2, 3, 0), ("5F-MDMB-PINACA", "5F-Adb"), "herbal"),
    S("1P-LSD", (4, 2, 0, 1, 0), ("1P-lsd", "1p-LSD"), "blotter", 0.4),
    S("2-fluorodeschloroketamine", (5, 3, 0, 1, 0), ("2-FDCK", "2F-DCK", "2-fdck")),
    S("deschloroketamine", (3, 2, 0, 1, 0), ("DCK", "Deschloroketamine"), "crystals"),
    S("methoxetamine", (1, 1, 0, 1, 0), ("MXE", "Methoxetamine")),
    S("methylphenidate", (3, 6, 2, 5, 16), ("Methylphenidate", "methylphenidate HCl", "methylfenidate"), "tablet"),
    S("modafinil", (1, 4, 0, 1, 0), ("Modafinil",), "tablet"),
    S("mescaline", (2, 1, 0, 0, 0), ("Mescaline", "mescaline HCl")),
    S("MDA", (4, 2, 1, 1, 0), ("mda", "3,4-methylenedioxyamphetamine"), "tablet", 0.4),
    S("ethanol", (0, 0, 60, 90, 0), ("Ethanol", "Alcohol", "alcohol"), "liquid"),
    S("caffeine", (24, 10, 10, 2, 14), ("Caffeine", "Caféine", "coffeine", "CAFFEINE")),
    S("paracetamol", (6, 6, 14, 3, 8), ("Paracetamol", "Paracétamol", "acetaminophen"), "tablet"),
    S("levamisole", (2, 1, 2, 0, 6), ("Levamisole", "levamisole HCl", "levamisol")),
    S("phenacetin", (2, 1, 0, 0, 2), ("Phenacetin", "Phénacétine", "fenacetin")),
    S("lidocaine", (2, 1, 2, 0, 4), ("Lidocaine", "lidocaine HCl", "lidocain")),
    S("procaine", (1, 1, 0, 0, 2), ("Procaine", "procain")),
    S("creatine", (1, 1, 0, 0, 0), ("Creatine", "creatine monohydrate")),
    S("noscapine", (0, 0, 3, 0, 10), ("Noscapine",)),
    S("xylazine", (1, 0, 1, 0, 1), ("Xylazine", "XYLAZINE")),
    # Not in the background: they come with the injected events.
    S("protonitazene", (0, 0, 0, 0, 0), ("Protonitazene", "PROTONITAZENE"), "tablet"),
    S("medetomidine", (0, 0, 0, 0, 0), ("Medetomidine", "MEDETOMIDINE", "medetomidin")),
    S("N-ethylpentedrone", (0, 0, 0, 0, 0), ("N-Ethylpentedrone", "N-ethyl-pentedrone"), "crystals"),
)
# fmt: on

# What is mixed into, or sold together with, what.
COMPANIONS: dict[str, tuple[str, ...]] = {
    "heroin": ("caffeine", "paracetamol", "noscapine"),
    "cocaine": ("levamisole", "phenacetin", "lidocaine", "procaine", "caffeine"),
    "amphetamine": ("caffeine", "creatine"),
    "ketamine": ("MDMA", "caffeine"),
    "MDMA": ("caffeine", "MDA"),
    "3-MMC": ("3-CMC", "2-MMC"),
    "4-MMC": ("4-CMC", "caffeine"),
    "metonitazene": ("heroin", "caffeine", "paracetamol"),
    "fentanyl": ("heroin", "paracetamol", "xylazine"),
    "bromazolam": ("alprazolam", "caffeine"),
    "tramadol": ("paracetamol",),
}

# Median load in mg per day and 1000 people, and the share of country-to-country spread (log sd).
LOADS: dict[str, tuple[float, float]] = {
    "benzoylecgonine": (220.0, 0.8),
    "MDMA": (22.0, 0.6),
    "amphetamine": (60.0, 0.9),
    "methamphetamine": (18.0, 1.3),
    "ketamine": (9.0, 0.9),
    "THC-COOH": (70.0, 0.5),
    "3-MMC": (2.0, 1.0),
    "mephedrone": (1.2, 1.0),
}

NAMES: NDArray[np.object_] = np.array([s.name for s in SUBSTANCES] + [""], dtype=object)
CODE: dict[str, int] = {s.name: i for i, s in enumerate(SUBSTANCES)}
FORMS: NDArray[np.object_] = np.array([s.form for s in SUBSTANCES] + ["powder"], dtype=object)
_CANONICAL: dict[str, str] = {
    text.casefold(): s.name for s in SUBSTANCES for text in (s.name, *s.spellings)
}


def canonical(text: str) -> str:
    """The name used in the truth for any spelling the simulator writes; else the text, folded."""
    folded = text.strip().casefold()
    return _CANONICAL.get(folded, folded)


def shares(kind: str) -> NDArray[np.float64]:
    """Share of each substance among a kind's records, summing to 1; shape (n_substances,)."""
    column = [k for k in KINDS if k != "wastewater"].index(kind)
    weight = np.array([s.shares[column] for s in SUBSTANCES], dtype=float)
    return weight / weight.sum()


def spelling_table(
    *, without: str = "", encoding: str = "utf-8"
) -> tuple[NDArray[np.object_], NDArray[np.float64]]:
    """Spellings (n_substances, width) and their cumulative probabilities, last column 1.

    A spelling that contains a character of ``without``, or that ``encoding`` cannot write, is
    left out: no service sends a name that its own files would break.
    """
    kept = [
        [t for t in (s.name, *s.spellings) if not set(without) & set(t) and _fits(t, encoding)]
        for s in SUBSTANCES
    ]
    width = max(map(len, kept))
    texts = np.full((len(kept), width), "", dtype=object)
    weight = np.zeros((len(kept), width))
    for i, row in enumerate(kept):
        texts[i, : len(row)] = row
        weight[i, : len(row)] = 0.5 ** np.arange(1, len(row) + 1)
    cumulative = np.cumsum(weight / weight.sum(axis=1, keepdims=True), axis=1)
    cumulative[:, -1] = 1.0
    return texts, cumulative


def _fits(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
