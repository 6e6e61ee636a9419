"""Records as the sources keep them: substances spelt, methods, amounts and outcomes filled in."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from vedette.science.simulation import places, substances
from vedette.science.simulation.background import Frame, pick_row
from vedette.science.simulation.laboratories import service
from vedette.science.simulation.loads import ANALYTES, Loads

Columns = dict[str, NDArray]
Text = NDArray[np.object_]

PREFIX = {
    "drug_checking": "DC",
    "seizure": "SZ",
    "death": "DE",
    "emergency": "EM",
    "wastewater": "WW",
    "syringe_residue": "SY",
}
# Characters that separate names in a source's multi-value cells, and its encoding.
SEPARATORS = {"drug_checking": ";", "seizure": "+", "death": ","}
ENCODINGS = {"seizure": "cp1252"}
METHODS: dict[str, dict[str, float]] = {
    "drug_checking": {
        "FTIR": 0.34,
        "GC-MS": 0.22,
        "GC-MS with reference standard": 0.16,
        "LC-HRMS": 0.1,
        "LC-HRMS with reference standard": 0.14,
        "test strip": 0.04,
    },
    "seizure": {
        "GC-MS with reference standard": 0.5,
        "GC-MS": 0.25,
        "FTIR": 0.15,
        "LC-HRMS": 0.1,
    },
    "death": {
        "LC-HRMS with reference standard": 0.5,
        "GC-MS with reference standard": 0.3,
        "LC-HRMS": 0.2,
    },
    "emergency": {"patient report": 0.82, "urine immunoassay": 0.12, "LC-HRMS": 0.06},
    "wastewater": {"LC-MS/MS with reference standard": 1.0},
    "syringe_residue": {"LC-HRMS": 0.6, "GC-MS": 0.4},
}
NOTHING_FOUND = {
    "drug_checking": {"No active component identified": 0.7, "Nothing found": 0.3},
    "seizure": {"Aucune substance": 0.8, "n/a": 0.2},
    "death": {"Negative": 1.0},
    "emergency": {},
    "syringe_residue": {},
}
AGES = {
    "death": {"15-24": 0.1, "25-34": 0.24, "35-44": 0.31, "45-54": 0.23, "55-64": 0.12},
    "emergency": {"under 18": 0.07, "18-24": 0.3, "25-34": 0.33, "35-44": 0.2, "45-64": 0.1},
}
COLOURS = {"white": 0.45, "beige": 0.15, "brown": 0.12, "pink": 0.12, "blue": 0.1, "yellow": 0.06}
LOGOS = {"": 0.3, "Tesla": 0.2, "Punisher": 0.2, "Philipp Plein": 0.15, "Rolls Royce": 0.15}
OPIOIDS = (
    "heroin", "methadone", "buprenorphine", "morphine", "oxycodone", "tramadol", "codeine",
    "fentanyl", "metonitazene", "protonitazene",
)  # fmt: skip
# Nobody says they took these; only a laboratory names them.
LABORATORY_ONLY = [substances.CODE[name] for name in ("protonitazene", "medetomidine")]


def describe(frame: Frame, rng: np.random.Generator) -> Columns:
    """All columns of a source kind, in the order of ``frame``.

    ``found`` holds the names as spelt, (n, SLOTS) with "" for an empty slot, and ``names`` the
    same as the truth calls them.
    """
    kind = frame.kind
    columns: Columns = _common(kind, frame.occurred, frame.reported, frame.region)
    columns["names"] = substances.NAMES[frame.found]
    columns["found"] = _spelt(frame.found, kind, rng)
    if kind != "emergency":  # there the method depends on what was found
        columns["method"] = _choose(rng, METHODS[kind], len(frame))
    columns["nothing"] = _nothing(frame, rng)
    columns |= _PARTICULARS[kind](frame, rng)
    if kind in ("drug_checking", "seizure"):
        _dress_counterfeits(columns, frame.event == 1)
    if kind == "drug_checking":
        pressed = frame.event == 1
        columns["quantity"][pressed] = np.round(rng.normal(0.11, 0.004, pressed.sum()), 3)
    return columns


def describe_loads(loads: Loads, rng: np.random.Generator) -> Columns:
    """Columns of wastewater records; ``load`` is NaN below the limit of quantification."""
    columns = _common("wastewater", loads.occurred, loads.reported, loads.region)
    columns["names"] = columns["found"] = ANALYTES[loads.analyte][:, None]
    columns["method"] = _choose(rng, METHODS["wastewater"], len(loads.load))
    columns["load"] = np.round(loads.load, 2)
    columns["population"] = 80_000 + 10_000 * (loads.region * 37 % 90)
    return columns


def _common(
    kind: str, occurred: NDArray[np.datetime64], reported: NDArray, region: NDArray[np.int_]
) -> Columns:
    sources = np.array([service(kind, region) for region in places.REGIONS], dtype=object)
    serial = np.arange(1, len(region) + 1)
    return {
        "id": np.char.mod(f"{PREFIX[kind]}-%07d", serial).astype(object),
        "occurred_on": occurred,
        "reported_on": reported,
        "country": np.array(places.CODES, dtype=object)[places.COUNTRY_OF[region]],
        "region": places.REGIONS[region],
        "source": sources[region],
    }


def _drug_checking(frame: Frame, rng: np.random.Generator) -> Columns:
    form = _form(frame)
    mass = rng.lognormal(np.log(0.12), 0.6, size=len(frame)) * np.where(form == "tablet", 2.5, 1)
    sold_as = _spelt(frame.sold_as[:, None], frame.kind, rng)[:, 0]
    sold_as[rng.random(len(frame)) < 0.06 * (frame.event != 1)] = "Not stated"
    return {
        "sold_as": sold_as,
        "form": form,
        "colour": _choose(rng, COLOURS, len(frame)),
        "logo": np.where(form == "tablet", _choose(rng, LOGOS, len(frame)), "").astype(object),
        "quantity": np.round(np.maximum(mass, 0.01), 3),
        "unit": np.full(len(frame), "g", dtype=object),
    }


def _seizure(frame: Frame, rng: np.random.Generator) -> Columns:
    form = _form(frame)
    counted, liquid = np.isin(form, ("tablet", "capsule", "blotter")), form == "liquid"
    amount = np.exp(rng.normal(np.log(12), 2.2, size=len(frame)))
    heavy = ~counted & ~liquid & (amount >= 1000)
    amount = np.where(counted, np.ceil(amount), np.round(amount / np.where(heavy, 1000, 1), 2))
    unit = np.select([counted, liquid, heavy], ["{tablet}", "mL", "kg"], "g").astype(object)
    mode = {"person": 0.45, "post": 0.25, "road": 0.18, "air": 0.07, "sea": 0.05}
    return {
        "form": form,
        "colour": _choose(rng, COLOURS, len(frame)),
        "logo": np.where(form == "tablet", _choose(rng, LOGOS, len(frame)), "").astype(object),
        "quantity": np.maximum(amount, 0.01),
        "unit": unit,
        "authority": _choose(rng, {"Police": 0.6, "Douane": 0.3, "Gendarmerie": 0.1}, len(frame)),
        "mode": _choose(rng, mode, len(frame)),
    }


def _death(frame: Frame, rng: np.random.Generator) -> Columns:
    manner = {"accident": 0.72, "undetermined": 0.16, "intent": 0.12}
    matrix = {"femoral blood": 0.7, "urine": 0.15, "cardiac blood": 0.1, "vitreous": 0.05}
    return {
        "age_band": _choose(rng, AGES["death"], len(frame)),
        "sex": _choose(rng, {"male": 0.77, "female": 0.23}, len(frame)),
        "manner": _choose(rng, manner, len(frame)),
        "matrix": _choose(rng, matrix, len(frame)),
        "outcome": np.full(len(frame), "died", dtype=object),
    }


def _emergency(frame: Frame, rng: np.random.Generator) -> Columns:
    opioid = np.isin(frame.found, [substances.CODE[name] for name in OPIOIDS]).any(axis=1)
    chance = np.where(frame.event == 1, 0.95, np.where(opioid, 0.55, 0.02))
    naloxone = np.where(rng.random(len(frame)) < chance, "yes", "no").astype(object)
    outcomes = {"discharged": 0.72, "admitted": 0.2, "intensive care": 0.07, "died": 0.01}
    method = _choose(rng, METHODS["emergency"], len(frame))
    method[np.isin(frame.found, LABORATORY_ONLY).any(axis=1)] = "LC-HRMS"
    patient = rng.integers(0, max(1, 20 * len(frame)), size=len(frame))
    return {
        "age_band": _choose(rng, AGES["emergency"], len(frame)),
        "sex": _choose(rng, {"male": 0.7, "female": 0.28, "unknown": 0.02}, len(frame)),
        "naloxone": naloxone,
        "arrival": _choose(rng, {"ambulance": 0.74, "self": 0.26}, len(frame)),
        "outcome": _choose(rng, outcomes, len(frame)),
        "method": method,
        "patient_ref": np.char.mod("SIM%08d", patient).astype(object),
    }


def _syringe(frame: Frame, rng: np.random.Generator) -> Columns:
    return {"form": np.full(len(frame), "used syringe", dtype=object)}


def _dress_counterfeits(columns: Columns, which: NDArray[np.bool_]) -> None:
    """Give the injected tablets one look, as tablets from one press have."""
    columns["form"][which] = "tablet"
    columns["colour"][which] = "blue"
    columns["logo"][which] = "M 30"
    columns["method"][which] = "LC-HRMS with reference standard"


def _form(frame: Frame) -> Text:
    return substances.FORMS[np.where(frame.found[:, 0] >= 0, frame.found[:, 0], frame.sold_as)]


def _spelt(codes: NDArray[np.int16], kind: str, rng: np.random.Generator) -> Text:
    texts, cumulative = substances.spelling_table(
        without=SEPARATORS.get(kind, ""), encoding=ENCODINGS.get(kind, "utf-8")
    )
    flat = codes.ravel().astype(int)
    spelt = np.full(flat.size, "", dtype=object)
    named = np.flatnonzero(flat >= 0)
    spelt[named] = texts[flat[named], pick_row(rng, cumulative, flat[named])]
    return spelt.reshape(codes.shape)


def _nothing(frame: Frame, rng: np.random.Generator) -> Text:
    text = np.full(len(frame), "", dtype=object)
    empty = (frame.found < 0).all(axis=1)
    if NOTHING_FOUND[frame.kind]:
        text[empty] = _choose(rng, NOTHING_FOUND[frame.kind], empty.sum())
    return text


def _choose(rng: np.random.Generator, chances: dict[str, float], size: int) -> Text:
    weight = np.array(list(chances.values()))
    words = np.array(list(chances), dtype=object)
    return words[rng.choice(len(words), size=size, p=weight / weight.sum())]


_PARTICULARS: dict[str, Callable[[Frame, np.random.Generator], Columns]] = {
    "drug_checking": _drug_checking,
    "seizure": _seizure,
    "death": _death,
    "emergency": _emergency,
    "syringe_residue": _syringe,
}
