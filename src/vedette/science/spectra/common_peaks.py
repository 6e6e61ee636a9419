"""One spectrum out of several of the same compound: what most of them show."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from vedette.science.spectra.cleaning import APART
from vedette.science.spectra.kernels import merge_close
from vedette.science.spectra.spectrum import EmptySpectrum, Spectrum, as_spectrum

PRESENT_IN = 0.5


def consensus(
    spectra: Sequence[Spectrum], *, present_in: float = PRESENT_IN, apart: float = APART
) -> Spectrum:
    """Keep the peaks that enough spectra show, at their mean m/z and mean intensity.

    Parameters
    ----------
    present_in : float
        Share of the spectra, at least, that must show a peak.
    apart : float
        Peaks nearer than this, in Da, are the same peak.

    Raises
    ------
    EmptySpectrum
        If there is no spectrum, or no peak that enough of them show.

    Notes
    -----
    Every spectrum counts the same, whatever its scale. The precursor is the median of those
    given; the description is that of the first, without its key and energy.
    """
    if not spectra:
        raise EmptySpectrum("there is no spectrum to make a consensus of")
    mz = np.concatenate([one.mz for one in spectra])
    share = np.concatenate([one.intensity / one.intensity.sum() for one in spectra])
    of = np.repeat(np.arange(len(spectra)), [len(one) for one in spectra])
    order = np.lexsort((share, mz))
    centres, total = merge_close(mz[order], share[order], apart)
    after = np.clip(np.searchsorted(centres, mz), 0, len(centres) - 1)
    before = np.maximum(after - 1, 0)
    nearest = np.where(np.abs(centres[before] - mz) < np.abs(centres[after] - mz), before, after)
    shown = np.zeros((len(centres), len(spectra)), dtype=bool)
    shown[nearest, of] = True
    kept = shown.mean(axis=1) >= present_in
    if not kept.any():
        raise EmptySpectrum("no peak is shown by enough of the spectra")
    precursors = [one.precursor_mz for one in spectra if one.precursor_mz is not None]
    return as_spectrum(
        centres[kept],
        total[kept] / len(spectra),
        precursor_mz=float(np.median(precursors)) if precursors else None,
        about=replace(spectra[0].about, key="", energy="", splash=""),
    )
