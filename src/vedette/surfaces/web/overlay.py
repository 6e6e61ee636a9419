"""Two infrared or Raman curves over each other, as lines for SVG and as a table."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
MARGIN = 30.0
DRAWN = 600  # points of a line; more are not seen
TICK = 500.0  # 1/cm
TABLED = 50.0  # 1/cm between rows of the table


@dataclass(frozen=True, slots=True)
class Tick:
    """A wavenumber on the axis, and where it stands."""

    x: float
    text: str


@dataclass(frozen=True, slots=True)
class Overlay:
    """Both curves on one axis that falls from left to right, each from its least to its most."""

    width: float
    height: float
    query: str
    reference: str
    ticks: tuple[Tick, ...]
    rows: tuple[tuple[float, float | None, float | None], ...]

    @property
    def right(self) -> float:
        """Where the axis ends."""
        return self.width - MARGIN

    @property
    def bottom(self) -> float:
        """Where height zero lies."""
        return self.height - MARGIN


def overlay(
    query: tuple[Floats, Floats],
    reference: tuple[Floats, Floats],
    *,
    width: float = 640.0,
    height: float = 280.0,
) -> Overlay:
    """Lay out two curves, each x and y by rising wavenumber."""
    low = float(min(query[0][0], reference[0][0]))
    high = float(max(query[0][-1], reference[0][-1]))
    scale = (width - 2 * MARGIN) / max(high - low, 1.0)
    first = int(np.ceil(low / TICK))
    ticks = tuple(
        Tick(round(MARGIN + (high - n * TICK) * scale, 1), f"{n * TICK:g}")
        for n in range(first, int(high // TICK) + 1)
    )
    at = np.arange(np.ceil(low / TABLED) * TABLED, high + 1, TABLED)[::-1]
    mine, theirs = _shares(query, at), _shares(reference, at)
    rows = tuple(zip(at.tolist(), mine, theirs, strict=True))
    room = height - 2 * MARGIN
    lines = [_line(one, high, scale, room) for one in (query, reference)]
    return Overlay(width, height, lines[0], lines[1], ticks, rows)


def _level(y: Floats) -> Floats:
    return (y - y.min()) / max(float(np.ptp(y)), 1e-12)


def _line(curve: tuple[Floats, Floats], high: float, scale: float, room: float) -> str:
    x, y = curve[0], _level(curve[1])
    if len(x) > DRAWN:
        at = np.linspace(x[0], x[-1], DRAWN)
        x, y = at, np.interp(at, x, y)
    points = (
        f"{MARGIN + (high - a) * scale:.1f},{MARGIN + (1 - b) * room:.1f}"
        for a, b in zip(x[::-1].tolist(), y[::-1].tolist(), strict=True)
    )
    return "M" + "L".join(points)


def _shares(curve: tuple[Floats, Floats], at: Floats) -> list[float | None]:
    found = np.interp(at, curve[0], _level(curve[1]))
    inside = (at >= curve[0][0]) & (at <= curve[0][-1])
    return [float(v) if there else None for v, there in zip(found, inside, strict=True)]
