"""Write a simulation as six services would send it: six files, six dialects, and the truth."""

import csv
import gzip
import io
import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vedette.science.simulation.network import Simulation
from vedette.science.simulation.records import Columns

FILES = {
    "drug_checking": "drug_checking.csv",
    "seizure": "seizures.csv",
    "death": "deaths.tsv",
    "emergency": "emergencies.jsonl",
    "wastewater": "wastewater.csv.gz",
    "syringe_residue": "syringes.csv",
}
# The panel of the syringe laboratory: one column each, in this order.
SYRINGE_PANEL: tuple[str, ...] = (
    "cocaine", "heroin", "amphetamine", "methamphetamine", "ketamine", "MDMA",
    "2-MMC", "3-MMC", "4-MMC", "3-CMC", "4-CMC", "alpha-PVP", "alpha-PHiP",
    "N-ethylhexedrone", "N-ethylpentedrone", "dipentylone", "MDPV",
    "buprenorphine", "methadone", "morphine", "oxycodone", "codeine", "tramadol", "fentanyl",
    "metonitazene", "protonitazene", "medetomidine", "xylazine",
    "alprazolam", "bromazolam", "clonazepam", "diazepam", "etizolam", "oxazepam",
    "pregabalin", "gabapentin", "methylphenidate",
    "caffeine", "paracetamol", "levamisole", "phenacetin", "lidocaine", "procaine", "noscapine",
)  # fmt: skip
Table = dict[str, Iterable]


def write(simulation: Simulation, folder: Path) -> dict[str, Path]:
    """Write the files and ``truth.json`` into an existing folder; the paths by source kind."""
    paths = {kind: folder / name for kind, name in FILES.items()}
    for kind, path in paths.items():
        path.write_bytes(encode(kind, simulation.columns(kind)))
    paths["truth"] = folder / "truth.json"
    paths["truth"].write_text(simulation.truth.to_json() + "\n", encoding="utf-8")
    return paths


def encode(kind: str, columns: Columns) -> bytes:
    """The bytes of one source's file; the same columns give the same bytes."""
    return _DIALECTS[kind](columns)


def _drug_checking(c: Columns) -> bytes:
    """Comma, UTF-8, ISO dates; names in one cell, separated by semicolons."""
    table: Table = {
        "sample_id": c["id"],
        "service": c["source"],
        "collected": _dates(c["occurred_on"], "%Y-%m-%d"),
        "reported": _dates(c["reported_on"], "%Y-%m-%d"),
        "country": c["country"],
        "region": c["region"],
        "sold_as": c["sold_as"],
        "found": _joined(c["found"], "; ", c["nothing"]),
        "form": c["form"],
        "colour": c["colour"],
        "logo": c["logo"],
        "mass_g": c["quantity"].tolist(),
        "method": c["method"],
        "simulated": _yes(c),
    }
    return _delimited(table, ",").encode()


def _seizures(c: Columns) -> bytes:
    """A French service: semicolon, decimal comma, DD.MM.YYYY, Windows-1252."""
    table: Table = {
        "no_saisie": c["id"],
        "laboratoire": c["source"],
        "date_saisie": _dates(c["occurred_on"], "%d.%m.%Y"),
        "date_transmission": _dates(c["reported_on"], "%d.%m.%Y"),
        "pays": c["country"],
        "région": c["region"],
        "autorité": c["authority"],
        "mode": _translated(c["mode"]),
        "substances": _joined(c["found"], " + ", c["nothing"]),
        "forme": _translated(c["form"]),
        "couleur": _translated(c["colour"]),
        "logo": c["logo"],
        "quantité": [f"{q:.2f}".replace(".", ",") for q in c["quantity"].tolist()],
        "unité": c["unit"],
        "méthode": c["method"],
        "simulated": _yes(c),
    }
    return _delimited(table, ";").encode("cp1252")


def _deaths(c: Columns) -> bytes:
    """Tab-separated, DD/MM/YYYY; the part a substance played decides its column."""
    found = c["found"]
    table: Table = {
        "case_ref": c["id"],
        "register": c["source"],
        "date_of_death": _dates(c["occurred_on"], "%d/%m/%Y"),
        "date_reported": _dates(c["reported_on"], "%d/%m/%Y"),
        "country": c["country"],
        "nuts": c["region"],
        "age_band": c["age_band"],
        "sex": c["sex"],
        "manner": c["manner"],
        "cause": _joined(found[:, :1], ", ", c["nothing"]),
        "contributed": _joined(found[:, 1:3], ", "),
        "also_found": _joined(found[:, 3:], ", "),
        "matrix": c["matrix"],
        "method": c["method"],
        "outcome": c["outcome"],
        "simulated": _yes(c),
    }
    return _delimited(table, "\t").encode()


def _emergencies(c: Columns) -> bytes:
    """One JSON object per line; substances as a list, empty if nobody knows."""
    table: Table = {
        "id": c["id"],
        "source": c["source"],
        "occurred": _dates(c["occurred_on"], "%Y-%m-%d"),
        "sent": _dates(c["reported_on"], "%Y-%m-%d"),
        "country": c["country"],
        "region": c["region"],
        "patient_ref": c["patient_ref"],
        "age_band": c["age_band"],
        "sex": c["sex"],
        "arrival": c["arrival"],
        "substances": [[name for name in row if name] for row in c["found"].tolist()],
        "basis": c["method"],
        "naloxone": c["naloxone"],
        "outcome": c["outcome"],
        "simulated": _yes(c),
    }
    names = tuple(table)
    lines = (
        json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False)
        for row in zip(*table.values(), strict=True)
    )
    return "".join(line + "\n" for line in lines).encode()


def _wastewater(c: Columns) -> bytes:
    """Compressed CSV; a load below the limit of quantification is written ``<LOQ``."""
    table: Table = {
        "record": c["id"],
        "plant": c["source"],
        "sampled": _dates(c["occurred_on"], "%Y/%m/%d"),
        "sent": _dates(c["reported_on"], "%Y/%m/%d"),
        "country": c["country"],
        "region": c["region"],
        "analyte": c["names"][:, 0],
        "load_mg_per_day_per_1000": ["<LOQ" if v != v else f"{v:.2f}" for v in c["load"].tolist()],
        "population_served": c["population"].tolist(),
        "method": c["method"],
        "simulated": _yes(c),
    }
    return gzip.compress(_delimited(table, ",").encode(), compresslevel=6, mtime=0)


def _syringes(c: Columns) -> bytes:
    """One column per substance of the panel, 1 if found and 0 if not."""
    found = {name: (c["names"] == name).any(axis=1).astype(int).tolist() for name in SYRINGE_PANEL}
    table: Table = {
        "syringe_id": c["id"],
        "programme": c["source"],
        "collected": _dates(c["occurred_on"], "%d-%m-%Y"),
        "reported": _dates(c["reported_on"], "%d-%m-%Y"),
        "country": c["country"],
        "region": c["region"],
        "method": c["method"],
        **found,
        "simulated": _yes(c),
    }
    return _delimited(table, ",").encode()


def _delimited(table: Table, delimiter: str) -> str:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(table)
    writer.writerows(zip(*table.values(), strict=True))
    return text.getvalue()


def _dates(days: NDArray[np.datetime64], pattern: str) -> Sequence[str]:
    """Written dates; each distinct day is formatted once."""
    if not len(days):
        return []
    every = np.arange(days.min(), days.max() + 1)
    written = np.array([day.strftime(pattern) for day in every.tolist()], dtype=object)
    return written[(days - every[0]).astype(int)].tolist()


def _joined(
    found: NDArray[np.object_], separator: str, nothing: NDArray | None = None
) -> list[str]:
    cells = [separator.join(filter(None, row)) for row in found.tolist()]
    if nothing is None:
        return cells
    return [cell or text for cell, text in zip(cells, nothing.tolist(), strict=True)]


def _translated(words: NDArray[np.object_]) -> list[str]:
    return [_FRENCH.get(word, word) for word in words.tolist()]


def _yes(columns: Columns) -> list[str]:
    return ["yes"] * len(columns["id"])


_FRENCH = {
    "powder": "poudre",
    "tablet": "comprimé",
    "crystals": "cristaux",
    "herbal": "matière végétale",
    "blotter": "buvard",
    "liquid": "liquide",
    "capsule": "gélule",
    "white": "blanc cassé",
    "brown": "brun foncé",
    "pink": "rosé",
    "blue": "bleuté",
    "yellow": "jaune pâle",
    "person": "porté par une personne",
    "post": "colis postal",
    "road": "véhicule",
    "air": "aéroport",
    "sea": "port maritime",
}
_DIALECTS: dict[str, Callable[[Columns], bytes]] = {
    "drug_checking": _drug_checking,
    "seizure": _seizures,
    "death": _deaths,
    "emergency": _emergencies,
    "wastewater": _wastewater,
    "syringe_residue": _syringes,
}
