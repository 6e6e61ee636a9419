"""A spectrum above, its reference below: what matches and what does not, as shapes for SVG."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:  # a web process does not load the compiler behind it
    from vedette.science.spectra import Spectrum

WITHIN, PPM = 0.005, 10.0  # as in searching
MARGIN = 30.0
LABELS = 5  # strongest peaks of each side that carry their m/z
APART = 48.0  # between labels, at least


@dataclass(frozen=True, slots=True)
class Stick:
    """One peak, from the middle line to ``y``; the label is empty where it would crowd."""

    x: float
    y: float
    is_matched: bool
    label: str


@dataclass(frozen=True, slots=True)
class Mirror:
    """Both spectra on one axis of m/z; the query points up, the reference down."""

    width: float
    height: float
    query: list[Stick]
    reference: list[Stick]
    low: float
    high: float

    @property
    def middle(self) -> float:
        """Where intensity zero lies, for both."""
        return self.height / 2

    @property
    def right(self) -> float:
        """Where the axis ends."""
        return self.width - MARGIN

    @property
    def summary(self) -> tuple[int, int, int]:
        """Matched peaks, peaks of the query alone, peaks of the reference alone."""
        matched = sum(stick.is_matched for stick in self.query)
        return matched, len(self.query) - matched, len(self.reference) - matched


def mirror(
    query: "Spectrum",
    reference: "Spectrum",
    *,
    width: float = 640.0,
    height: float = 280.0,
    within: float = WITHIN,
    ppm: float = PPM,
    noise: float = 0.01,
) -> Mirror:
    """Lay out two spectra so that matching peaks stand over each other.

    Parameters
    ----------
    within, ppm : float
        Peaks match within ``within`` Da or ``ppm`` parts per million, whichever is wider;
        each has one partner at most.
    noise : float
        Peaks below this share of the strongest are not drawn.
    """
    kept = [one.intensity >= noise * one.intensity.max() for one in (query, reference)]
    mz = [one.mz[k] for one, k in zip((query, reference), kept, strict=True)]
    share = [
        one.intensity[k] / one.intensity.max()
        for one, k in zip((query, reference), kept, strict=True)
    ]
    matched = _matched(mz[0], mz[1], within, ppm)
    low, high = min(mz[0][0], mz[1][0]), max(mz[0][-1], mz[1][-1])
    low, high = float(low - 5), float(high + 5)
    scale = (width - 2 * MARGIN) / (high - low)
    room = height / 2 - MARGIN
    sides: list[list[Stick]] = []
    for side, sign in ((0, -1), (1, 1)):
        labelled = _labelled((mz[side] - low) * scale, share[side])
        sides.append(
            [
                Stick(
                    round(MARGIN + (float(m) - low) * scale, 1),
                    round(height / 2 + sign * float(s) * room, 1),
                    place in matched[side],
                    f"{m:.4f}" if place in labelled else "",
                )
                for place, (m, s) in enumerate(zip(mz[side], share[side], strict=True))
            ]
        )
    return Mirror(width, height, sides[0], sides[1], low, high)


def _labelled(x: np.ndarray, share: np.ndarray) -> set[int]:
    """Choose the strongest peaks whose labels do not stand in the way of a stronger one's."""
    chosen: list[int] = []
    for place in np.argsort(-share, kind="stable")[: 3 * LABELS].tolist():
        if all(abs(x[place] - x[other]) >= APART for other in chosen):
            chosen.append(place)
    return set(chosen[:LABELS])


@dataclass(frozen=True, slots=True)
class Row:
    """One peak of either side, or a pair of both; intensities as shares of the strongest."""

    mz: float | None
    share: float | None
    reference_mz: float | None
    reference_share: float | None

    @property
    def is_matched(self) -> bool:
        """Tell whether both sides have it."""
        return self.mz is not None and self.reference_mz is not None


def paired(
    query: "Spectrum",
    reference: "Spectrum",
    *,
    within: float = WITHIN,
    ppm: float = PPM,
    noise: float = 0.01,
) -> list[Row]:
    """Return the peaks of both spectra by m/z, what matches side by side: the plot as a table."""
    sides = []
    for one in (query, reference):
        share = one.intensity / one.intensity.max()
        sides.append((one.mz[share >= noise], share[share >= noise]))
    (mz, share), (other_mz, other_share) = sides
    mine, theirs = _matched(mz, other_mz, within, ppm)
    partner = dict(zip(sorted(mine), sorted(theirs), strict=True))
    rows = [
        Row(
            float(m), float(share[i]),
            float(other_mz[partner[i]]) if i in partner else None,
            float(other_share[partner[i]]) if i in partner else None,
        )
        for i, m in enumerate(mz)
    ]  # fmt: skip
    rows += [
        Row(None, None, float(m), float(other_share[j]))
        for j, m in enumerate(other_mz)
        if j not in theirs
    ]
    return sorted(rows, key=lambda row: row.mz if row.mz is not None else row.reference_mz or 0.0)


def _matched(
    mz: np.ndarray, other: np.ndarray, within: float, ppm: float
) -> tuple[set[int], set[int]]:
    """Pair peaks from low to high m/z; return the places of the paired on both sides."""
    mine: set[int] = set()
    theirs: set[int] = set()
    i = j = 0
    while i < len(mz) and j < len(other):
        apart = mz[i] - other[j]
        tolerance = max(within, ppm * 0.5e-6 * (mz[i] + other[j]))
        if abs(apart) <= tolerance:
            mine.add(i)
            theirs.add(j)
        i, j = i + (apart <= tolerance), j + (apart >= -tolerance)
    return mine, theirs
