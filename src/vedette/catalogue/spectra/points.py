"""The points of a spectrum as bytes of a row, and back."""

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:  # the compiler behind it is loaded where a spectrum is read
    from vedette.science.spectra import Curve, Spectrum

Floats = NDArray[np.float64]


def packed(x: Floats, y: Floats) -> bytes:
    """Return x and y in turn as little-endian 64-bit numbers."""
    return np.column_stack([x, y]).astype("<f8").tobytes()


def unpacked(points: bytes | memoryview) -> tuple[Floats, Floats]:
    """Return x and y of packed points."""
    pairs = np.frombuffer(points, dtype="<f8").reshape(-1, 2)
    return np.array(pairs[:, 0]), np.array(pairs[:, 1])


def points_of(one: "Spectrum | Curve") -> tuple[Floats, Floats, float | None]:
    """Return x, y and precursor of peaks or of a curve, which has none."""
    values: Any = one
    if hasattr(one, "precursor_mz"):
        return values.mz, values.intensity, values.precursor_mz
    return values.x, values.y, None
