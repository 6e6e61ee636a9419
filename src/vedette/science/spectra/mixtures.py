"""Several substances in one spectrum: which references together explain its peaks."""

from dataclasses import dataclass

import numpy as np

from vedette.science.spectra.cleaning import Cleaned
from vedette.science.spectra.kernels import weigh
from vedette.science.spectra.search import Searcher
from vedette.science.spectra.spectrum import About, Floats, Spectrum

LEAST_FOUND = 0.7  # share of a reference that must be there
LEAST_ADDED = 0.05  # share of the intensity a further component must explain


@dataclass(frozen=True, slots=True)
class Component:
    """A substance in a mixture.

    ``found`` is the share of its reference seen in the mixture (reverse search), ``share``
    the part of the mixture's intensity that it explains and no earlier component did.
    """

    about: About
    found: float
    share: float
    matched_peaks: int


def unmix(searcher: Searcher, mixture: Spectrum, *, most: int = 5) -> tuple[Component, ...]:
    """Name the components of a mixture, the one that explains most first.

    Each round asks which reference is found again almost whole and explains most of what
    is left, and takes its peaks away, scaled so that nothing left is below zero.
    """
    whole = searcher.prepare(mixture)
    left = whole.intensity.copy()
    total = left.sum()
    found: list[Component] = []
    seen: set[int] = set()
    compound = searcher.references.arrays["compound"]
    while len(found) < most and (left > 0).any():
        rest = _rest(whole, left)
        hits = searcher.open(mixture, peaks=rest, most=200)
        rows = np.array([row for row in hits.rows if int(compound[row]) not in seen], dtype=int)
        if not len(rows):
            break
        against = searcher.compare(rest, rows)
        worth = np.where(against[:, 4] >= LEAST_FOUND, against[:, 4] * against[:, 0], -1.0)
        best = int(np.argmax(worth))
        taken, matched = _taken(whole, left, searcher.references.cleaned(int(rows[best])), searcher)
        if worth[best] < 0 or taken.sum() < LEAST_ADDED * total:
            break
        left -= taken
        seen.add(int(compound[rows[best]]))
        about = searcher.references.about(int(rows[best]))
        found.append(Component(about, float(against[best, 4]), float(taken.sum() / total), matched))
    return tuple(sorted(found, key=lambda one: -one.share))


def _rest(whole: Cleaned, left: Floats) -> Cleaned:
    kept = left > 1e-3 * left.max()
    weight = np.empty(int(kept.sum()))
    entropy = weigh(left[kept], weight)
    chord = np.sqrt(left[kept])
    return Cleaned(
        whole.mz[kept], left[kept], weight, chord / np.sqrt((chord * chord).sum()), float(entropy)
    )


def _taken(
    whole: Cleaned, left: Floats, reference: Cleaned, searcher: Searcher
) -> tuple[Floats, int]:
    """What a reference explains of each peak, at the scale its typical peak allows."""
    within, ppm = searcher.tolerances.of_peaks(searcher.references)
    place = np.clip(np.searchsorted(reference.mz, whole.mz), 0, len(reference) - 1)
    before = np.maximum(place - 1, 0)
    nearer = np.abs(reference.mz[before] - whole.mz) < np.abs(reference.mz[place] - whole.mz)
    place = np.where(nearer, before, place)
    near = np.abs(reference.mz[place] - whole.mz) <= np.maximum(within, ppm * 1e-6 * whole.mz)
    expected = np.where(near, reference.intensity[place], 0.0)
    common = (expected > 0) & (left > 0)
    if not common.any():
        return np.zeros_like(left), 0
    scale = np.median(left[common] / expected[common])
    return np.minimum(left, scale * expected), int(common.sum())
