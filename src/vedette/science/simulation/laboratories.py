"""What the simulated laboratories are and can do, and how they did in a round."""

from dataclasses import dataclass

import numpy as np

from vedette.science.simulation import places

# Technique, matrix, and the share of laboratories of a kind that has it, is accredited for it.
_EQUIPMENT = {
    "forensic": (("gc-ms", "powder", 1.0, 0.9), ("lc-hrms", "powder", 0.6, 0.5),
                 ("ir", "powder", 0.9, 0.4), ("nmr", "powder", 0.25, 0.1)),
    "drug_checking": (("ir", "powder", 1.0, 0.1), ("strip", "powder", 0.8, 0.0),
                      ("gc-ms", "tablet", 0.4, 0.3)),
}  # fmt: skip
_STANDARDS = ("fentanyl", "protonitazene", "metonitazene", "xylazine", "3-CMC", "bromazolam")
_KIND_OF = {"forensic": "seizure", "drug_checking": "drug_checking"}
TRUE_VALUE, UNIT = 42.0, "mg/g"


@dataclass(frozen=True, slots=True)
class Method:
    """A technique that a simulated laboratory uses on a matrix."""

    technique: str
    matrix: str
    is_accredited: bool


@dataclass(frozen=True, slots=True)
class Facility:
    """A simulated laboratory; ``measured`` is its result in the one round, in mg/g."""

    code: str
    name: str
    country: str
    kind: str
    is_national: bool
    methods: tuple[Method, ...]
    standards: tuple[str, ...]
    measured: float


def service(kind: str, region: str) -> str:
    """Name the service of a region as it names itself in every file it sends."""
    return f"simulated-{kind.replace('_', '-')}-{region}"


def facilities(*, seed: int) -> tuple[Facility, ...]:
    """Equip the leading laboratory of each kind in every country of the network.

    The forensic one speaks for its country. One in twelve is far off in the round, as
    happens in real ones.
    """
    rng = np.random.default_rng([seed, 1_000])
    found = []
    for kind in _EQUIPMENT:
        weights = places.region_weights(_KIND_OF[kind])
        for country, (_population, regions) in places.COUNTRIES.items():
            if weights[places.region_indices(country)].any():
                found.append(_equip(rng, kind, country, regions[0]))
    return tuple(found)


def _equip(rng: np.random.Generator, kind: str, country: str, region: str) -> Facility:
    methods = []
    for technique, matrix, has, accredited in _EQUIPMENT[kind]:
        chance, scope = rng.random(2)
        if chance < has:
            methods.append(Method(technique, matrix, bool(scope < accredited)))
    held = rng.random(len(_STANDARDS)) < (0.6 if kind == "forensic" else 0.15)
    bias = rng.choice([1.0, 1.35], p=[11 / 12, 1 / 12])
    title = {"forensic": "Forensic laboratory", "drug_checking": "Drug checking service"}[kind]
    return Facility(
        code=service(_KIND_OF[kind], region).casefold(),
        name=f"{title} {region} (simulated)",
        country=country,
        kind=kind,
        is_national=kind == "forensic",
        methods=tuple(methods),
        standards=tuple(name for name, has in zip(_STANDARDS, held.tolist(), strict=True) if has),
        measured=round(float(bias * rng.normal(TRUE_VALUE, 1.6)), 1),
    )
