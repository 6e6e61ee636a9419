"""The simulated network: 29 countries with real NUTS 2021 regions (level 1 or 2)."""

import numpy as np
from numpy.typing import NDArray

# Country (ISO 3166-1): population in millions, and some of its regions. NUTS writes Greece as EL.
COUNTRIES: dict[str, tuple[float, tuple[str, ...]]] = {
    "AT": (9.1, ("AT13", "AT12", "AT22", "AT31", "AT33")),
    "BE": (11.7, ("BE10", "BE21", "BE23", "BE32", "BE33")),
    "BG": (6.4, ("BG41", "BG33", "BG34", "BG42")),
    "CY": (0.9, ("CY00",)),
    "CZ": (10.8, ("CZ01", "CZ02", "CZ06", "CZ08")),
    "DE": (83.4, ("DE1", "DE2", "DE3", "DE4", "DE6", "DE7", "DEA", "DED")),
    "DK": (5.9, ("DK01", "DK02", "DK03", "DK04", "DK05")),
    "EE": (1.4, ("EE00",)),
    "ES": (48.1, ("ES30", "ES51", "ES11", "ES21", "ES52", "ES53", "ES61", "ES70")),
    "FI": (5.6, ("FI1B", "FI1C", "FI19", "FI1D")),
    "FR": (68.2, ("FR10", "FRE1", "FRF1", "FRH0", "FRI1", "FRJ1", "FRK2", "FRL0")),
    "GR": (10.4, ("EL30", "EL52", "EL43", "EL63")),
    "HR": (3.9, ("HR05", "HR02", "HR03", "HR06")),
    "HU": (9.6, ("HU11", "HU12", "HU21", "HU31", "HU33")),
    "IE": (5.3, ("IE06", "IE05", "IE04")),
    "IT": (59.0, ("ITC4", "ITC1", "ITH5", "ITI1", "ITI4", "ITF3", "ITF4", "ITG1")),
    "LT": (2.9, ("LT01", "LT02")),
    "LU": (0.7, ("LU00",)),
    "LV": (1.9, ("LV00",)),
    "MT": (0.6, ("MT00",)),
    "NL": (17.9, ("NL32", "NL33", "NL41", "NL22", "NL11")),
    "NO": (5.5, ("NO08", "NO0A", "NO06", "NO07", "NO09")),
    "PL": (36.6, ("PL91", "PL21", "PL22", "PL41", "PL51", "PL63", "PL71")),
    "PT": (10.6, ("PT17", "PT11", "PT16", "PT15")),
    "RO": (19.1, ("RO32", "RO11", "RO12", "RO21", "RO22", "RO42")),
    "SE": (10.6, ("SE11", "SE12", "SE22", "SE23", "SE33")),
    "SI": (2.1, ("SI04", "SI03")),
    "SK": (5.4, ("SK01", "SK02", "SK03", "SK04")),
    "TR": (85.4, ("TR10", "TR51", "TR31", "TR41", "TR61", "TR62", "TRC1")),
}

# Where no simulated service examines drugs for the people who take them,
_WITHOUT_DRUG_CHECKING = frozenset(
    {"BG", "CY", "EE", "GR", "HR", "HU", "LV", "MT", "RO", "SK", "TR"}
)
# and where none sends used syringes.
_WITHOUT_SYRINGES = frozenset({"BG", "HR", "LU", "MT", "NL", "PL", "RO", "SI", "TR"})

CODES: tuple[str, ...] = tuple(COUNTRIES)
REGIONS: NDArray[np.object_] = np.array(
    [region for _, regions in COUNTRIES.values() for region in regions], dtype=object
)
COUNTRY_OF: NDArray[np.int_] = np.repeat(
    np.arange(len(CODES)), [len(regions) for _, regions in COUNTRIES.values()]
)


def country_of(place: str) -> str:
    """The country of a region code, or the code itself if it is a country."""
    prefix = place[:2].upper()
    return "GR" if prefix == "EL" else prefix


def region_indices(*places: str) -> NDArray[np.int_]:
    """Positions in ``REGIONS`` of the given regions and of all regions of the given countries."""
    wanted = set(places)
    return np.array(
        [i for i, r in enumerate(REGIONS) if r in wanted or country_of(r) in wanted], dtype=int
    )


def region_weights(kind: str) -> NDArray[np.float64]:
    """Share of a source kind's records that each region sends; sums to 1.

    Shares grow with the square root of the population, for small countries report more per head.
    """
    share = np.array(
        [
            np.sqrt(population) * 0.8**rank
            for population, regions in COUNTRIES.values()
            for rank in range(len(regions))
        ]
    )
    missing = {"drug_checking": _WITHOUT_DRUG_CHECKING, "syringe_residue": _WITHOUT_SYRINGES}
    share *= np.array([CODES[c] not in missing.get(kind, ()) for c in COUNTRY_OF])
    if kind == "drug_checking":  # one service large enough that its growth shows
        share[region_indices("ES51")] *= 2.5
    return share / share.sum()
