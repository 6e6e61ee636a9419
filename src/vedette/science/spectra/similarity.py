"""How alike two spectra are."""

from dataclasses import dataclass

from vedette.science.spectra.cleaning import Cleaned
from vedette.science.spectra.kernels import compare

WITHIN = 0.005  # Da
PPM = 10.0


@dataclass(frozen=True, slots=True)
class Likeness:
    """Both similarities from 0 to 1, the peaks that matched, and their share of each side."""

    entropy: float
    cosine: float
    matched: int
    explained: float
    explained_of_other: float


def likeness(one: Cleaned, other: Cleaned, *, within: float = WITHIN, ppm: float = PPM) -> Likeness:
    """Compare two cleaned spectra peak by peak.

    Parameters
    ----------
    within, ppm : float
        Peaks match within ``within`` Da or ``ppm`` parts per million, whichever is wider.

    Notes
    -----
    The entropy similarity is one minus the entropy that mixing the two adds, as a share of
    the most it could add: with H the Shannon entropy of weights that sum to one,
    ``1 - (2 H(mixed) - H(one) - H(other)) / ln 4``. Peaks without partner add all they can,
    so it is summed over the matched ones alone [1]_.

    References
    ----------
    .. [1] Li et al., "Spectral entropy outperforms MS/MS dot product similarity",
       Nature Methods 18, 2021. https://doi.org/10.1038/s41592-021-01331-z
    """
    entropy, cosine, matched, mine, theirs = compare(
        one.mz, one.weight, one.chord, other.mz, other.weight, other.chord, within, ppm
    )
    return Likeness(
        min(float(entropy), 1.0), min(float(cosine), 1.0), int(matched), float(mine), float(theirs)
    )
