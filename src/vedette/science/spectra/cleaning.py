"""From measured peaks to those that are compared."""

from dataclasses import dataclass

import numpy as np

from vedette.science.spectra.kernels import merge_close, weigh
from vedette.science.spectra.spectrum import Floats, Spectrum

PRECURSOR_ZONE = 1.6  # Da below the precursor: it, and what isolation lets through beside it
NOISE = 0.01  # of the strongest peak
UNIT_NOISE = 0.003  # at unit resolution, where faint heavy ions tell isomers apart
APART = 0.02  # Da; peaks nearer than twice the search tolerance could share a partner
UNIT_FROM = 0.95  # share of peaks near whole numbers in a spectrum of unit resolution


@dataclass(frozen=True, slots=True, eq=False)
class Cleaned:
    """Peaks ready to be compared: no noise, no precursor, none close to another.

    ``weight`` sums to one; ``chord`` has length one: roots of intensities, at unit resolution
    times m/z, for there heavy ions tell more than light ones.
    """

    mz: Floats
    intensity: Floats
    weight: Floats
    chord: Floats
    entropy: float

    def __len__(self) -> int:
        return len(self.mz)


def clean(
    spectrum: Spectrum,
    *,
    noise: float = NOISE,
    apart: float = APART,
    keep_precursor: bool = False,
    unit_mass: bool = False,
) -> Cleaned:
    """Leave out precursor and noise, join close peaks, weigh what is left.

    Parameters
    ----------
    noise : float
        Peaks below this share of the strongest are left out.
    apart : float
        Peaks nearer than this, in Da, become one.
    keep_precursor : bool
        Keep peaks within 1.6 Da of the precursor. They are also kept where nothing else is.
    unit_mass : bool
        Move peaks to whole m/z first, as for quadrupole spectra.
    """
    mz, intensity = spectrum.mz, spectrum.intensity
    if spectrum.precursor_mz is not None:
        below = mz < spectrum.precursor_mz - PRECURSOR_ZONE
        if keep_precursor or not below.any():
            below = mz < spectrum.precursor_mz + PRECURSOR_ZONE
        if below.any():
            mz, intensity = mz[below], intensity[below]
    loud = intensity >= noise * intensity.max()
    mz, intensity = mz[loud], intensity[loud]
    if unit_mass:
        mz, apart = np.rint(mz), 0.5
    mz, intensity = merge_close(mz, intensity, apart)
    weight = np.empty(len(mz))
    entropy = weigh(intensity, weight)
    chord = np.sqrt(intensity) * (mz if unit_mass else 1.0)
    return Cleaned(mz, intensity, weight, chord / np.sqrt((chord * chord).sum()), float(entropy))


def clean_for(unit_mass: bool, spectrum: Spectrum) -> Cleaned:
    """Clean a spectrum as references of unit resolution, or of high resolution, are cleaned."""
    return clean(spectrum, noise=UNIT_NOISE if unit_mass else NOISE, unit_mass=unit_mass)


def is_unit_mass(spectrum: Spectrum) -> bool:
    """Answer whether the peaks were measured, or written, to whole m/z only."""
    near = np.abs(spectrum.mz - np.rint(spectrum.mz)) < 1e-4
    return bool(near.mean() >= UNIT_FROM)


def is_ion_list(spectrum: Spectrum) -> bool:
    """Answer whether intensities are ranks, as 999, 499, 333: the strongest over 1, 2, 3, ..."""
    strongest = np.sort(spectrum.intensity)[::-1]
    ranks = np.arange(1, len(strongest) + 1)
    return len(strongest) > 1 and bool(
        np.allclose(strongest * ranks, strongest[0], rtol=0.01, atol=0)
    )
