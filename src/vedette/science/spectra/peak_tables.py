"""Spectra as tables of peaks: CSV and the like, and JCAMP-DX."""

import csv
import re
from collections.abc import Iterator

from vedette.science.spectra.description import plain
from vedette.science.spectra.records import Lines, Read, Record
from vedette.science.spectra.refusals import NotReadable

MZ = ("mz", "mass", "massz", "moverz")
INTENSITY = ("intensity", "int", "abundance", "height", "area", "relativeintensity", "relint")
_PAIR = re.compile(r"([-+\w.]+)[\s,]+([-+\w.]+)")


def read_csv(file: str, lines: Lines) -> Iterator[Read]:
    """Read peaks, one a line, under a header that names m/z and intensity.

    Lines that agree in every other column are one spectrum, and those columns describe it.
    Without header, two columns are one spectrum. Cells are parted by comma, semicolon, tab
    or blanks.

    Raises
    ------
    NotReadable
        If a header names no m/z or no intensity.
    """
    first = next(((number, line) for number, line in lines if line.strip()), None)
    if first is None:
        raise NotReadable(file, "it is empty")
    number, line = first
    separator = max(",;\t", key=line.count)
    separator = separator if separator in line else " "
    header = _cells(line, separator)
    columns = _columns(file, header)
    record: Record | None = None
    described_by: list[str] | None = None
    if columns is None:
        header, columns = ["mz", "intensity"], (0, 1)
        record, described_by = Record(file, number), []
        _take(record, number, _cells(line, separator), columns)
    for number, line in lines:
        if not line.strip():
            continue
        cells = _cells(line, separator)
        others = [cell for place, cell in enumerate(cells) if place not in columns][: len(header)]
        if record is None or (others != described_by and len(header) > 2):
            if record is not None:
                yield record.finish(number)
            record, described_by = Record(file, number), others
            names = [name for place, name in enumerate(header) if place not in columns]
            _describe(record, names, others)
        _take(record, number, cells, columns)
    if record is not None:
        yield record.finish(number)


def _describe(record: Record, names: list[str], values: list[str]) -> None:
    for name, value in zip(names, values, strict=False):
        record.say(name, value)
    said = [value for value in values if value]
    record.say("title", " ".join(said[:2]))
    if values:
        record.say("name", values[0])


def _cells(line: str, separator: str) -> list[str]:
    if separator == " ":
        return line.split()
    return [cell.strip() for cell in next(csv.reader([line], delimiter=separator))]


def _columns(file: str, header: list[str]) -> tuple[int, int] | None:
    """Find m/z and intensity; None where the first line is a peak already."""
    names = [plain(name) for name in header]
    found = [
        next((place for place, name in enumerate(names) if name in words), None)
        for words in (MZ, INTENSITY)
    ]
    if found[0] is not None and found[1] is not None:
        return found[0], found[1]
    try:
        float(header[0]), float(header[1])
    except (ValueError, IndexError):
        wanted = "m/z" if found[0] is None else "intensity"
        raise NotReadable(file, f"line 1 names no column of {wanted}") from None
    return None


def _take(record: Record, number: int, cells: list[str], columns: tuple[int, int]) -> None:
    if len(cells) <= max(columns):
        record.refuse(number, f"the line has {len(cells)} cells only")
    else:
        record.peak(number, cells[columns[0]], cells[columns[1]])


def read_jcamp(file: str, lines: Lines) -> Iterator[Read]:
    """Read JCAMP-DX mass spectra whose peaks are written as pairs, ``(XY..XY)``."""
    record: Record | None = None
    label = ""
    factors = {"XFACTOR": 1.0, "YFACTOR": 1.0}
    number = 0
    for number, line in lines:
        text = line.split("$$")[0].strip()
        if text.startswith("##"):
            label, _, value = text[2:].partition("=")
            label, value = label.strip().upper().replace("_", " "), value.strip()
            if label == "TITLE" or record is None:
                record = Record(file, number)
                factors = {"XFACTOR": 1.0, "YFACTOR": 1.0}
            if label == "END":
                if record.mz or record.wrong:
                    yield _finished_jcamp(record, number, factors)
                record = None
            else:
                _say_jcamp(record, number, label, value, factors)
        elif record is not None and text and label in ("PEAK TABLE", "XYDATA", "XYPOINTS"):
            _take_pairs(record, number, text)
    if record is not None and (record.mz or record.wrong or label):
        record.refuse(number, "the file ends before ##END=")
        yield record.finish(number)


def _say_jcamp(
    record: Record, number: int, label: str, value: str, factors: dict[str, float]
) -> None:
    if label in factors:
        try:
            factors[label] = float(value)
        except ValueError:
            record.refuse(number, f"{label} is {value!r}, no number")
    elif label == "NPOINTS":
        record.stated = value
    elif label in ("PEAK TABLE", "XYDATA", "XYPOINTS"):
        if "XY..XY" not in value.replace(" ", "").upper():
            record.refuse(number, f"{label} is written as {value!r}; only (XY..XY) can be read")
    elif label == "DATA TYPE" and "MASS" not in value.upper() and _is_curve(value):
        record.refuse(number, f"{value} is no mass spectrum; its library must be of its kind")
    elif label in ("CAS NAME", "NAMES"):
        record.say("name", value)
    else:
        record.say(label.lstrip(".$"), value)


def _is_curve(data_type: str) -> bool:
    return any(word in data_type.upper() for word in ("INFRARED", "RAMAN", "NMR", "UV"))


def _take_pairs(record: Record, number: int, text: str) -> None:
    pairs = _PAIR.findall(text)
    if not pairs:
        record.refuse(number, f"{text[:40]!r} holds no pair of numbers")
    for mz, intensity in pairs:
        record.peak(number, mz, intensity)


def _finished_jcamp(record: Record, number: int, factors: dict[str, float]) -> Read:
    for place in range(len(record.mz)):
        record.mz[place] *= factors["XFACTOR"]
        record.intensity[place] *= factors["YFACTOR"]
    return record.finish(number, stated=record.stated)
