"""The points of a spectrum as bytes of a row, and back."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def packed(x: Floats, y: Floats) -> bytes:
    """Return x and y in turn as little-endian 64-bit numbers."""
    return np.column_stack([x, y]).astype("<f8").tobytes()


def unpacked(points: bytes | memoryview) -> tuple[Floats, Floats]:
    """Return x and y of packed points."""
    pairs = np.frombuffer(points, dtype="<f8").reshape(-1, 2)
    return np.array(pairs[:, 0]), np.array(pairs[:, 1])
