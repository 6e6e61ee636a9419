"""Infrared and Raman spectra: curves over wavenumbers, checked once and read from files."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from vedette.science.spectra import jcamp
from vedette.science.spectra.description import described, plain
from vedette.science.spectra.reading import lines_of
from vedette.science.spectra.refusals import NotReadable, RefusedSpectrum
from vedette.science.spectra.spectrum import (
    MOST_PEAKS,
    NOTHING_SAID,
    About,
    BadSpectrum,
    EmptySpectrum,
    Floats,
    TooManyPeaks,
)

Technique = Literal["infrared", "raman"]
FEWEST = 16  # points; less is a list of bands, and no curve
HEAD = 4096
WAVENUMBER = ("wavenumber", "wavenumbers", "wavenumbercm1", "cm1", "1cm", "ramanshift",
              "ramanshiftcm1", "shift")  # fmt: skip
HEIGHT = ("absorbance", "intensity", "transmittance", "counts", "y", "value", "ramanintensity")


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """A spectrum over rising wavenumbers in 1/cm: absorbance, or Raman intensity of any scale."""

    x: Floats
    y: Floats
    technique: Technique
    about: About = field(default=NOTHING_SAID)

    def __len__(self) -> int:
        return len(self.x)


def as_curve(
    x: ArrayLike, y: ArrayLike, *, technique: Technique = "infrared", about: About = NOTHING_SAID
) -> Curve:
    """Check the points of a curve and put them in order of wavenumber.

    Parameters
    ----------
    x, y : (n_points,) array_like
        Wavenumbers in 1/cm, falling or rising, and heights.

    Raises
    ------
    EmptySpectrum
        If there is no point, or all heights are the same.
    TooManyPeaks
        If there are more than a million.
    BadSpectrum
        If there are fewer than 16, a number is missing or infinite, a wavenumber is not above
        zero or stands twice, or the two lists differ in length.
    """
    x, y = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    if x.shape != y.shape or x.ndim != 1:
        raise BadSpectrum(f"{x.size} wavenumbers stand beside {y.size} heights")
    if not x.size:
        raise EmptySpectrum("the spectrum has no points")
    if x.size > MOST_PEAKS:
        raise TooManyPeaks
    if x.size < FEWEST:
        raise BadSpectrum(f"{x.size} points are no curve; it takes {FEWEST}")
    for what, values in (("wavenumber", x), ("height", y)):
        if not np.isfinite(values).all():
            place = int(np.argmin(np.isfinite(values)))
            raise BadSpectrum(f"point {place + 1} has no number for its {what}")
    if (x <= 0).any():
        raise BadSpectrum(f"point {int(np.argmax(x <= 0)) + 1} has a wavenumber not above zero")
    order = np.argsort(x, kind="stable")
    x, y = x[order], y[order]
    if (np.diff(x) == 0).any():
        raise BadSpectrum(f"the wavenumber {x[int(np.argmin(np.diff(x)))]:g} stands twice")
    if np.ptp(y) == 0:
        raise EmptySpectrum("every point has the same height")
    return Curve(x, y, technique, about)


def holds_curves(path: Path) -> bool:
    """Tell by the first lines whether a file holds infrared or Raman spectra."""
    try:
        head = next(_heads(path), "")
    except NotReadable:
        return False
    return jcamp.technique_of(head) is not None or _columns(head.splitlines()) is not None


def read_curves(path: Path) -> Iterator[Curve | RefusedSpectrum]:
    """Read infrared and Raman spectra: JCAMP-DX in all its packed forms, or tables with a header.

    A table names its column of wavenumbers (``wavenumber``, ``cm-1`` or ``Raman shift``).
    Transmittance becomes absorbance; micrometres and nanometres become wavenumbers.

    Raises
    ------
    NotReadable
        If the file is missing, or holds neither.
    """
    head = next(_heads(path), "")
    if head.lstrip("\ufeff \r\n\t").startswith("##"):
        yield from _read_jcamp(path)
    elif (columns := _columns(head.splitlines())) is not None:
        yield _read_table(path, columns)
    else:
        raise NotReadable(path.name, "it holds no infrared or Raman spectrum")


def _heads(path: Path) -> Iterator[str]:
    """Yield the beginning of a text file."""
    text, size = [], 0
    for _number, line in lines_of(path):
        text.append(line)
        size += len(line)
        if size > HEAD:
            break
    yield "".join(text)


def _read_jcamp(path: Path) -> Iterator[Curve | RefusedSpectrum]:
    for block in jcamp.read_blocks(path.name, lines_of(path)):
        about = described(block.fields)
        try:
            yield _curve(block, about)
        except BadSpectrum as error:
            line = block.wrong[0] if block.wrong else block.line
            yield RefusedSpectrum(path.name, line, "line", about.key or about.name, str(error))


def _curve(block: jcamp.Block, about: About) -> Curve:
    if block.wrong:
        raise BadSpectrum(block.wrong[1])
    technique = jcamp.technique_of(f"##DATA TYPE={block.fields.get('DATA TYPE', '')}")
    if technique is None:
        raise BadSpectrum("it is neither an infrared nor a Raman spectrum")
    x, y = jcamp.in_usual_units(block, absorbs=technique == "infrared")
    return as_curve(x, y, technique=technique, about=about)


def _columns(lines: list[str]) -> tuple[str, int, int, Technique] | None:
    """Find separator, the columns of wavenumber and height, and the technique in a header."""
    first = next((line for line in lines if line.strip()), "")
    separator = max(",;\t", key=first.count)
    names = [plain(cell) for cell in first.split(separator)]
    x = next((place for place, name in enumerate(names) if name in WAVENUMBER), None)
    y = next((place for place, name in enumerate(names) if name in HEIGHT and place != x), None)
    if x is None or y is None:
        return None
    return separator, x, y, "raman" if "raman" in first.lower() else "infrared"


def _read_table(path: Path, columns: tuple[str, int, int, Technique]) -> Curve | RefusedSpectrum:
    separator, x_at, y_at, technique = columns
    x: list[float] = []
    y: list[float] = []
    name = path.name.split(".")[0]
    is_head, number = True, 0
    for number, line in lines_of(path):
        if not line.strip() or is_head:
            is_head = is_head and not line.strip()
            continue
        cells = line.split(separator)
        try:
            x.append(float(cells[x_at]))
            y.append(float(cells[y_at]))
        except (ValueError, IndexError):
            return RefusedSpectrum(path.name, number, "line", name, "the line holds no point")
        if len(x) > MOST_PEAKS:
            return RefusedSpectrum(path.name, number, "line", name, str(TooManyPeaks()))
    try:
        return as_curve(x, y, technique=technique, about=About(key=name, name=name))
    except BadSpectrum as error:
        return RefusedSpectrum(path.name, number, "line", name, str(error))
