"""JCAMP-DX curves: labels, and data written plain or packed (PAC, SQZ, DIF, DUP).

References
----------
.. [1] McDonald and Wilks, "JCAMP-DX: A Standard Form for Exchange of Infrared Spectra in
   Computer Readable Form", Applied Spectroscopy 42, 1988. https://doi.org/10.1366/0003702884428734
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from vedette.science.spectra.spectrum import MOST_PEAKS, BadSpectrum, Floats, TooManyPeaks

Lines = Iterator[tuple[int, str]]
DATA = ("XYDATA", "XYPOINTS", "PEAK TABLE")
X_OFF = 1.0  # steps that a line's own abscissa may be off before the line is refused
# One token: a plain number, or a letter that packs sign and first digit, with more digits.
_TOKEN = re.compile(
    r"(?P<number>[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]\d+)?)|(?P<packed>[@%A-Za-z]\d*)|(?P<lost>\?)"
)
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
# Which digit a letter begins with, and its sign; case parts plus from minus.
SQUEEZED = dict(zip("@ABCDEFGHIabcdefghi", [*range(10), *range(-1, -10, -1)], strict=True))
DIFFERENCE = dict(zip("%JKLMNOPQRjklmnopqr", [*range(10), *range(-1, -10, -1)], strict=True))
REPEATED = dict(zip("STUVWXYZs", range(1, 10), strict=True))


@dataclass(slots=True)
class Block:
    """One spectrum of a file as it is read: what its labels say, and its points."""

    line: int
    fields: dict[str, str] = field(default_factory=dict)
    x: list[float] = field(default_factory=list)
    y: list[float] = field(default_factory=list)
    form: str = ""
    carried: float | None = None  # the last ordinate of a line in difference form
    starts: list[tuple[int, int, float]] = field(default_factory=list)
    wrong: tuple[int, str] | None = None

    def number(self, label: str, default: float) -> float:
        """Return the number a label states."""
        text = self.fields.get(label, "").split()[:1]
        try:
            return float(text[0]) if text else default
        except ValueError:
            raise BadSpectrum(f"{label} is {text[0]!r}, no number") from None

    def say(self, label: str, value: str) -> None:
        """Keep a label, what is said first; one of data says how they are written."""
        self.fields.setdefault(label.lstrip(".$"), value.strip())
        if label in DATA:
            self.form = value.replace(" ", "").upper()

    def refuse(self, line: int, reason: str) -> None:
        """Remember the first thing that is wrong, and where."""
        self.wrong = self.wrong or (line, reason)


def technique_of(text: str) -> Literal["infrared", "raman"] | None:
    """Return what the label DATA TYPE calls a spectrum; None for every other kind."""
    found = re.search(r"##\s*DATA\s*TYPE\s*=([^\n$]*)", text, re.IGNORECASE)
    said = found[1].upper() if found else ""
    return "raman" if "RAMAN" in said else "infrared" if "INFRARED" in said else None


def read_blocks(file: str, lines: Lines) -> Iterator[Block]:
    """Read the spectra of a file, one a block from ``##TITLE=`` to ``##END=``."""
    block: Block | None = None
    number, label = 0, ""
    for number, line in lines:
        text = line.split("$$")[0].strip()
        if not text.startswith("##"):
            if block is not None and text and label in DATA:
                _take(block, number, text)
            continue
        label, _, value = text[2:].partition("=")
        label = label.strip().upper().replace("_", " ")
        if label == "TITLE" and block is not None and block.form:
            block.refuse(number, "the next spectrum begins before ##END=")
            yield block
        if label == "TITLE" and (block is None or block.form):
            block = Block(number)
        if label == "END" and block is not None and block.form:
            yield block
        if label == "END":
            block = None
        elif block is not None:
            block.say(label, value)
    if block is not None:
        block.refuse(number, "the file ends before ##END=")
        yield block


def _take(block: Block, number: int, text: str) -> None:
    if block.wrong is not None:
        return
    if len(block.y) > MOST_PEAKS:
        block.refuse(number, str(TooManyPeaks()))
        return
    try:
        if block.form.startswith("(X++"):
            start, values, ends_in_difference = unpacked(text)
            _append(block, number, start, values)
            block.carried = values[-1] if ends_in_difference else None
        elif block.form.startswith("(XY.."):
            numbers = [float(one) for one in _NUMBER.findall(text)]
            if not numbers or len(numbers) % 2:
                raise BadSpectrum("the line holds no pairs of numbers")
            block.x += numbers[::2]
            block.y += numbers[1::2]
        else:
            block.refuse(number, f"data are written as {block.form!r}, which cannot be read")
    except ValueError as error:
        reason = str(error) if isinstance(error, BadSpectrum) else "the line holds no points"
        block.refuse(number, reason)


def _append(block: Block, number: int, start: float, values: list[float]) -> None:
    """Add a line of ordinates; after differences its first repeats the last, as a check."""
    if block.carried is not None:
        if values[0] != block.carried:
            raise BadSpectrum(
                f"the line begins with {values[0]:g} and the one before ended with "
                f"{block.carried:g}; the file is damaged"
            )
        del block.y[-1]
    block.starts.append((number, len(block.y), start))
    block.y.extend(values)


def unpacked(text: str) -> tuple[float, list[float], bool]:
    """Take one line of ``(X++(Y..Y))`` apart: abscissa, ordinates, whether it ends in differences.

    A letter packs sign and first digit of an ordinate (SQZ), of a difference to the one before
    (DIF), or says how often the token before it stands there in all (DUP).

    Raises
    ------
    BadSpectrum
        If something else stands there, or a difference or repetition has nothing to refer to.
    """
    first, *tokens = _tokens(text)
    if not first[:1].isdigit() and first[:1] not in "+-.":
        raise BadSpectrum(f"the line begins with {first!r}, no abscissa")
    line = _Ordinates()
    for token in tokens:
        line.take(token)
    if not line.values:
        raise BadSpectrum("the line holds an abscissa and no ordinate")
    return float(first), line.values, line.step is not None


@dataclass(slots=True)
class _Ordinates:
    """Ordinates of a line so far, and the last difference, which a repetition repeats."""

    values: list[float] = field(default_factory=list)
    step: float | None = None

    def take(self, token: str) -> None:
        letter = token[0]
        if letter in DIFFERENCE:
            self.step = _packed(DIFFERENCE[letter], token)
            self._follow("a difference", 1)
        elif letter in REPEATED:
            times = int(f"{REPEATED[letter]}{token[1:]}") - 1
            if times + len(self.values) > MOST_PEAKS:
                raise TooManyPeaks
            self._follow("a repetition", times)
        elif letter == "?":
            raise BadSpectrum("an ordinate is marked as missing")
        else:
            known = letter in SQUEEZED
            self.values.append(_packed(SQUEEZED[letter], token) if known else float(token))
            self.step = None

    def _follow(self, what: str, times: int) -> None:
        if not self.values:
            raise BadSpectrum(f"{what} stands before any ordinate")
        for _ in range(times):
            self.values.append(self.values[-1] + (self.step or 0.0))


def _tokens(text: str) -> list[str]:
    found, place = [], 0
    for match in _TOKEN.finditer(text):
        if text[place : match.start()].strip(" ,\t"):
            break
        found.append(match[0])
        place = match.end()
    if text[place:].strip(" ,\t") or not found:
        raise BadSpectrum(f"{text[place:].strip()[:20]!r} is no packed number")
    return found


def _packed(first: int, token: str) -> float:
    sign = -1 if first < 0 else 1
    return float(sign * int(f"{abs(first)}{token[1:]}"))


def in_usual_units(block: Block, *, absorbs: bool) -> tuple[Floats, Floats]:
    """Return wavenumbers in 1/cm and heights; with ``absorbs`` transmittance becomes absorbance.

    Raises
    ------
    BadSpectrum
        If the labels contradict the data: points announced and there, or an abscissa.
    """
    y = np.array(block.y) * block.number("YFACTOR", 1.0)
    x = _abscissae(block) if not block.x else np.array(block.x) * block.number("XFACTOR", 1.0)
    stated = int(block.number("NPOINTS", len(y)))
    if stated != len(y):
        raise BadSpectrum(f"{stated} points are announced and {len(y)} are there")
    unit = block.fields.get("XUNITS", "1/CM").upper()
    if "MICROMET" in unit or unit in ("UM", "MICRONS"):
        x = 1e4 / np.where(x > 0, x, np.nan)
    elif "NANOMET" in unit or unit == "NM":
        x = 1e7 / np.where(x > 0, x, np.nan)
    if absorbs and "TRANSMIT" in block.fields.get("YUNITS", "").upper():
        share = y / 100 if "%" in block.fields["YUNITS"] or np.nanmax(y, initial=0) > 2 else y
        y = -np.log10(np.maximum(share, 1e-4))
    return np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)


def _abscissae(block: Block) -> Floats:
    """Return evenly spaced abscissae from the labels, held against what each line states."""
    if not block.y:
        return np.array([])
    factor = block.number("XFACTOR", 1.0)
    first = block.number("FIRSTX", block.starts[0][2] * factor)
    steps = max(len(block.y) - 1, 1)
    if "LASTX" in block.fields:
        step = (block.number("LASTX", 0.0) - first) / steps
    else:
        step = block.number("DELTAX", 1.0)
    for line, place, start in block.starts:
        if abs(start * factor - (first + place * step)) > X_OFF * max(abs(step), abs(factor)):
            raise BadSpectrum(
                f"line {line} says it begins at {start * factor:g}, which is not where "
                f"{first + place * step:g} should be; points are missing or too many"
            )
    found: Floats = first + step * np.arange(len(block.y), dtype=np.float64)
    return found
