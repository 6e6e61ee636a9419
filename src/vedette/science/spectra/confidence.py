"""How probable it is that a compound of the library is the one that was measured.

Two steps. `rank` weighs what speaks for each candidate against the others; `confidence` says
how often a first candidate that stands like this was right. Both are logistic models. Their
coefficients come from leaving out one laboratory at a time: `tools/fit_identification.py`.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from vedette.science.spectra.search import Compounds
from vedette.science.spectra.spectrum import Floats

Way = Literal["precursor", "fragments", "electron"]
WIDEST_GAP = 8.0  # beyond it, and where nobody else is, a runner-up is no rival

RANK_FEATURES = ("entropy", "other_ion", "ppm_off", "spectra", "cosine", "composite")
CONFIDENCE_FEATURES = (
    "intercept", "likeness", "likeness_squared", "cosine", "gap", "matched", "explained",
    "explained_of_reference", "ppm_off", "other_ion", "peaks", "candidates", "alone",
    "likeness_of_many", "composite",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Coefficients:
    """Weights of the features named above, for one way of searching."""

    rank: tuple[float, ...]
    confidence: tuple[float, ...]


SHIPPED: dict[Way, Coefficients] = {
    "precursor": Coefficients(
        rank=(2.103, 0.706, -2.453, 0.277, 1.931, 0.000),
        confidence=(
            -0.084,
            0.531,
            0.583,
            0.764,
            2.154,
            -0.123,
            -0.262,
            0.001,
            -1.956,
            0.374,
            -0.219,
            -0.641,
            1.037,
            0.961,
            0.000,
        ),
    ),
    "fragments": Coefficients(
        rank=(7.063, 0.000, 0.000, 0.491, 2.978, 0.000),
        confidence=(
            -1.815,
            0.724,
            0.447,
            0.021,
            3.342,
            0.386,
            -0.928,
            0.825,
            0.000,
            0.000,
            -0.862,
            -0.268,
            0.109,
            1.496,
            0.000,
        ),
    ),
    "electron": Coefficients(
        rank=(0.000, 0.000, 0.000, 0.000, 0.000, 10.287),
        confidence=(
            -5.241,
            0.431,
            0.637,
            1.613,
            1.601,
            0.146,
            -0.838,
            0.134,
            0.000,
            0.000,
            -0.447,
            -0.312,
            -0.000,
            1.316,
            2.099,
        ),
    ),
}


def rank_features(found: Compounds) -> Floats:
    """Return one row a compound with a column for each of ``RANK_FEATURES``."""
    return np.column_stack(
        [
            found.entropy,
            np.where(found.same_ion, 0.0, found.other_ion),
            np.minimum(found.ppm_off, 20) / 10,
            np.log(np.maximum(found.spectra, 1)),
            found.cosine,
            found.composite,
        ]
    )


def rank(found: Compounds, way: Way) -> Floats:
    """Return the log odds that each compound earns against the others."""
    return rank_features(found) @ np.array(SHIPPED[way].rank)


def confidence_features(
    found: Compounds, first: int, gap: float, n_peaks: int, n_near: int
) -> Floats:
    """Return what tells a right first candidate from a wrong one.

    ``gap`` is its lead over the runner-up, ``n_near`` how many candidates there are.
    """
    same = bool(found.same_ion[first])
    alike = float(found.entropy[first] if same else found.other_ion[first])
    return np.array(
        [
            1.0, alike, alike**2, found.cosine[first],
            0.0 if n_near == 1 else min(gap, WIDEST_GAP) / WIDEST_GAP,
            np.log1p(found.matched[first]), found.explained[first],
            found.explained_of_reference[first], min(float(found.ppm_off[first]), 20.0) / 10,
            0.0 if same else 1.0, np.log1p(n_peaks), np.log1p(n_near),
            float(n_near == 1), alike * np.log1p(found.matched[first]), found.composite[first],
        ]
    )  # fmt: skip


def confidence(features: Floats, way: Way) -> float:
    """Return the calibrated probability that the first candidate is the compound."""
    odds = float(features @ np.array(SHIPPED[way].confidence))
    return float(1 / (1 + np.exp(-np.clip(odds, -30, 30))))
