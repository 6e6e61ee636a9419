"""A spectrum that is right once made, and what its source says about it."""

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from vedette.errors import VedetteError

Floats = NDArray[np.float64]
Mode = Literal["positive", "negative", ""]
MOST_PEAKS = 1_000_000  # a profile scan has some 100,000; more is no spectrum but a mistake


class BadSpectrum(VedetteError, ValueError):
    """Peaks were offered that cannot be a mass spectrum; says what is wrong and where."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return self.reason


class EmptySpectrum(BadSpectrum):
    """There is no peak, or none with any intensity."""

    def __init__(self, reason: str = "the spectrum has no peaks") -> None:
        super().__init__(reason)


class TooManyPeaks(BadSpectrum):
    """One spectrum has more peaks than an instrument can tell apart."""

    def __init__(self, most: int = MOST_PEAKS) -> None:
        super().__init__(f"the spectrum has more than {most:,} peaks")
        self.args = (most,)


@dataclass(frozen=True, slots=True)
class About:
    """What a source says about a spectrum; an empty text where it says nothing."""

    key: str = ""
    name: str = ""
    inchikey: str = ""
    formula: str = ""
    smiles: str = ""
    ion: str = ""
    mode: Mode = ""
    instrument: str = ""
    energy: str = ""
    laboratory: str = ""
    licence: str = ""
    family: str = ""
    splash: str = ""


NOTHING_SAID = About()


@dataclass(frozen=True, slots=True, eq=False)
class Spectrum:
    """Peaks by rising m/z with intensities of any scale; the precursor's m/z where known."""

    mz: Floats
    intensity: Floats
    precursor_mz: float | None = None
    about: About = field(default=NOTHING_SAID)

    def __len__(self) -> int:
        return len(self.mz)


def as_spectrum(
    mz: ArrayLike,
    intensity: ArrayLike,
    *,
    precursor_mz: float | None = None,
    about: About = NOTHING_SAID,
) -> Spectrum:
    """Check peaks and put them in order of m/z.

    Parameters
    ----------
    mz, intensity : (n_peaks,) array_like
        In any order; peaks of intensity zero are left out.
    precursor_mz : float, optional
        Zero counts as unknown.

    Raises
    ------
    EmptySpectrum
        If no peak has any intensity.
    TooManyPeaks
        If there are more than a million.
    BadSpectrum
        If an m/z is not above zero, an intensity is negative, any number is missing or
        infinite, or the two lists differ in length; names the first such peak.
    """
    mz = np.asarray(mz, dtype=np.float64)
    intensity = np.asarray(intensity, dtype=np.float64)
    if mz.shape != intensity.shape or mz.ndim != 1:
        raise BadSpectrum(f"{mz.size} m/z values stand beside {intensity.size} intensities")
    if mz.size > MOST_PEAKS:
        raise TooManyPeaks
    _refuse_first(~np.isfinite(mz) | (mz <= 0), mz, "m/z", "a number above zero")
    _refuse_first(~np.isfinite(intensity), intensity, "intensity", "a number")
    _refuse_first(intensity < 0, intensity, "intensity", "zero or more")
    kept = intensity > 0
    if not kept.any():
        raise EmptySpectrum if not mz.size else EmptySpectrum("every peak has intensity zero")
    if precursor_mz is not None and not (np.isfinite(precursor_mz) and precursor_mz >= 0):
        raise BadSpectrum(f"the precursor m/z is {precursor_mz:g}, not a number above zero")
    mz, intensity = mz[kept], intensity[kept]
    order = np.argsort(mz, kind="stable")
    return Spectrum(mz[order], intensity[order], precursor_mz or None, about)


def _refuse_first(wrong: NDArray[np.bool_], values: Floats, what: str, wants: str) -> None:
    if wrong.any():
        place = int(np.argmax(wrong))
        raise BadSpectrum(f"peak {place + 1} has {what} {values[place]:g}, not {wants}")
