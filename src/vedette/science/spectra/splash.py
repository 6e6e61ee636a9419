"""SPLASH: a short text that is the same for the same peaks, to find and compare spectra."""

import hashlib

import numpy as np

from vedette.science.spectra.spectrum import Spectrum

SCALE = 1_000_000
ROUNDING = 1e-7
ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz"
COARSE = (5, 10, 3)  # width of a bin in Da, bins, base of the digits
FINE = (100, 10, 10)
DIGITS = 4


def splash(spectrum: Spectrum) -> str:
    """Return the SPLASH of a mass spectrum, version 10.

    References
    ----------
    .. [1] Wohlgemuth et al., "SPLASH, a hashed identifier for mass spectra",
       Nature Biotechnology 34, 2016. https://doi.org/10.1038/nbt.3689
    """
    relative = spectrum.intensity / spectrum.intensity.max() * 100
    return f"splash10-{_coarse(spectrum.mz, relative)}-{_fine(spectrum.mz, relative)}-" + _block(
        spectrum.mz, relative
    )


def _coarse(mz: np.ndarray, relative: np.ndarray) -> str:
    strong = np.argsort(-relative, kind="stable")[:10]
    strong = strong[relative[strong] + ROUNDING >= 0.1 * relative.max()]
    digits = _histogram(mz[strong], relative[strong], *COARSE)
    number = int("".join(map(str, digits)), 3)
    text = ""
    for _ in range(DIGITS):
        number, rest = divmod(number, 36)
        text = ALPHABET[rest] + text
    return text


def _fine(mz: np.ndarray, relative: np.ndarray) -> str:
    return "".join(map(str, _histogram(mz, relative, *FINE)))


def _histogram(mz: np.ndarray, relative: np.ndarray, width: int, bins: int, base: int) -> list[int]:
    place = (mz / width).astype(np.int64) % bins
    sums = np.zeros(bins)
    np.add.at(sums, place, relative)
    top = sums.max()
    return [int(ROUNDING + (base - 1) * one / top) for one in sums]


def _block(mz: np.ndarray, relative: np.ndarray) -> str:
    order = sorted(
        (
            (int((m + ROUNDING) * SCALE), int(r + ROUNDING))
            for m, r in zip(mz, relative, strict=True)
        ),
        key=lambda pair: (pair[0], -pair[1]),
    )
    text = " ".join(f"{m}:{r}" for m, r in order)
    return hashlib.sha256(text.encode()).hexdigest()[:20]
