"""Infrared and Raman spectra found again by correlation."""

import json
import shutil
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from vedette.science.spectra.curves import Curve
from vedette.science.spectra.libraries import EmptyLibrary, NoLibrary
from vedette.science.spectra.spectrum import About, Floats

FORMAT = 2
LOW, HIGH, STEP = 200.0, 4000.0, 4.0  # 1/cm
GRID = np.arange(LOW, HIGH + STEP / 2, STEP)
LEAST_COMMON = 100  # points of the grid; 400 1/cm
KNOWN_FROM = 0.90  # correlation
AHEAD = 0.02  # a runner-up as near as this is not told apart
Way = Literal["derivative", "baseline"]


@dataclass(frozen=True, slots=True, eq=False)
class CurveLibrary:
    """Reference curves on one grid, where they were measured, and what they are of.

    ``way`` says how they were prepared; queries are prepared likewise.
    """

    values: NDArray[np.float32]
    there: NDArray[np.bool_]
    abouts: tuple[About, ...] = field(repr=False)
    way: Way = "derivative"

    def __len__(self) -> int:
        return len(self.abouts)

    def save(self, folder: Path) -> None:
        """Write the library so that it is there completely or not at all."""
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=".curves-", dir=folder.parent))
        np.save(made / "values.npy", self.values)
        np.save(made / "there.npy", self.there)
        head = {"format": FORMAT, "way": self.way, "abouts": [asdict(one) for one in self.abouts]}
        (made / "head.json").write_text(json.dumps(head, ensure_ascii=False), encoding="utf-8")
        with suppress(OSError):  # another process was faster, with the same content
            made.rename(folder)
        shutil.rmtree(made, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class CurveMatch:
    """A reference, its correlation with the query, and what cannot be told apart from it."""

    about: About
    score: float
    common: float
    isomers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CurveIdentification:
    """The answer about one curve; no probability, for nothing measured here could calibrate one.

    ``known`` is a correlation of 0.90 or more.
    """

    query: About
    known: bool
    matches: tuple[CurveMatch, ...]
    reasons: tuple[str, ...]


def build_curves(curves: Iterable[Curve], *, way: Way = "derivative") -> CurveLibrary:
    """Lay reference curves on one grid.

    Raises
    ------
    EmptyLibrary
        If there is none.
    """
    rows = [(on_grid(one, way=way), one.about) for one in curves]
    if not rows:
        raise EmptyLibrary
    values = np.array([np.nan_to_num(row) for row, _about in rows], dtype=np.float32)
    there = np.array([np.isfinite(row) for row, _about in rows])
    return CurveLibrary(values, there, tuple(about for _row, about in rows), way)


def open_curves(folder: Path) -> CurveLibrary:
    """Map a library of curves into memory.

    Raises
    ------
    NoLibrary
        If the folder holds none of this version.
    """
    try:
        head = json.loads((folder / "head.json").read_text(encoding="utf-8"))
        if head["format"] != FORMAT:
            raise NoLibrary(folder.name, "another version wrote it")
        values = np.load(folder / "values.npy", mmap_mode="r")
        there = np.load(folder / "there.npy", mmap_mode="r")
        abouts = tuple(About(**one) for one in head["abouts"])
        way: Way = head["way"]
    except (OSError, ValueError, KeyError, TypeError, EOFError) as error:
        if isinstance(error, NoLibrary):
            raise
        raise NoLibrary(folder.name, "it is not there, or damaged") from None
    return CurveLibrary(values, there, abouts, way)


def on_grid(curve: Curve, *, way: Way = "derivative") -> Floats:
    """Return a curve at the grid's wavenumbers, NaN where it was not measured.

    Each point is the mean of the curve around it, so that finer curves are not read by chance.
    "derivative" then takes the slope, which no sloping baseline moves; "baseline" takes away
    the lower hull, which keeps the shape of the bands.
    """
    edges = np.append(GRID - STEP / 2, GRID[-1] + STEP / 2)
    area = np.concatenate([[0.0], np.cumsum(np.diff(curve.x) * (curve.y[1:] + curve.y[:-1]) / 2)])
    means = np.diff(np.interp(edges, curve.x, area)) / STEP
    coarse = np.diff(curve.x).max(initial=0) > STEP / 2
    if coarse:  # between far points the line itself is all that is known
        means = np.interp(GRID, curve.x, curve.y)
    inside = (curve.x[0] <= GRID - STEP / 2) & (curve.x[-1] >= GRID + STEP / 2)
    if inside.sum() < 3:
        return np.full(len(GRID), np.nan)
    found = np.full(len(GRID), np.nan)
    within = means[inside]
    found[inside] = np.gradient(within) if way == "derivative" else within - _hull(within)
    return found


def _hull(y: Floats) -> Floats:
    """Return the lower convex hull of a curve: a rubber band drawn from below."""
    corners: list[int] = []
    for place in range(len(y)):
        while len(corners) > 1:
            a, b = corners[-2], corners[-1]
            if (y[b] - y[a]) * (place - a) >= (y[place] - y[a]) * (b - a):
                corners.pop()
            else:
                break
        corners.append(place)
    return np.interp(np.arange(len(y)), corners, y[corners])


def correlations(query: Floats, library: CurveLibrary) -> tuple[Floats, Floats]:
    """Return Pearson's correlation with each reference, and the share of the query in common.

    Only wavenumbers that both were measured at count; where they are fewer than 100 points of
    the grid, the correlation is 0.
    """
    mask = np.isfinite(query)
    q = np.where(mask, query, 0.0).astype(np.float32)
    scale = float(np.abs(q).max()) or 1.0
    q = q / scale
    m, there = mask.astype(np.float32), library.there.astype(np.float32)
    count = there @ m
    sum_q, sum_qq = there @ q, there @ (q * q)
    sum_r, sum_rr = library.values @ m, (library.values * library.values) @ m
    n = np.maximum(count, 1.0)
    together = library.values @ q - sum_q * sum_r / n
    spread = (sum_qq - sum_q**2 / n) * (sum_rr - sum_r**2 / n)
    with np.errstate(invalid="ignore", divide="ignore"):
        found = together / np.sqrt(np.maximum(spread, 0))
    found = np.where((count >= LEAST_COMMON) & np.isfinite(found), found, 0.0)
    share = np.where(count >= LEAST_COMMON, count, 0.0) / max(float(mask.sum()), 1.0)
    return np.clip(found, -1.0, 1.0).astype(np.float64), share.astype(np.float64)


def correlation(one: Curve, other: Curve, *, way: Way = "derivative") -> float:
    """Return how alike two curves are, from 0 to 1."""
    found, _common = correlations(on_grid(one, way=way), build_curves([other], way=way))
    return max(0.0, float(found[0]))


def identify_curve(query: Curve, library: CurveLibrary, *, top: int = 10) -> CurveIdentification:
    """Say which references a curve is most like, and which of them it does not tell apart."""
    scores, common = correlations(on_grid(query, way=library.way), library)
    best: dict[str, int] = {}
    for row in np.argsort(-scores, kind="stable").tolist():
        if scores[row] <= 0:
            break
        about = library.abouts[row]
        best.setdefault(about.inchikey[:14] or about.name.casefold() or f"#{row}", row)
        if len(best) > 3 * top:
            break
    rows = list(best.values())
    matches = tuple(
        CurveMatch(
            library.abouts[row], float(scores[row]), float(common[row]),
            tuple(
                library.abouts[other].name for other in rows
                if other != row and abs(scores[other] - scores[row]) < AHEAD
            ),
        )
        for row in rows[:top]
    )  # fmt: skip
    known = bool(matches) and matches[0].score >= KNOWN_FROM
    return CurveIdentification(
        query.about, known, matches, _reasons(matches, known, bool((common > 0).any()))
    )


def _reasons(matches: tuple[CurveMatch, ...], known: bool, is_common: bool) -> tuple[str, ...]:
    if not matches and is_common:
        return ("no reference is like it",)
    if not matches:
        return ("no reference has enough wavenumbers in common with it",)
    first = matches[0]
    said = [f"correlation {first.score:.3f} with {first.about.name}"]
    if first.common < 0.9:
        said.append(f"only {first.common:.0%} of it was also measured of the reference")
    if first.isomers:
        said.append(f"cannot be told apart from {', '.join(first.isomers)}")
    if not known:
        said.append(f"no reference reaches {KNOWN_FROM:.2f}")
    return tuple(said)
