"""Spectra written as text records: MSP, MGF and MassBank, read line by line."""

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field

from vedette.science.spectra.description import described, precursor
from vedette.science.spectra.refusals import RefusedSpectrum
from vedette.science.spectra.spectrum import (
    MOST_PEAKS,
    BadSpectrum,
    Spectrum,
    TooManyPeaks,
    as_spectrum,
)

Lines = Iterator[tuple[int, str]]
Read = Spectrum | RefusedSpectrum
_SEPARATORS = re.compile(r"[\s,:]+")
_NOTE = re.compile(r'"[^"]*"')


@dataclass(slots=True)
class Record:
    """A spectrum being read; remembers the first thing that is wrong, and where."""

    file: str
    line: int
    fields: dict[str, str] = field(default_factory=dict)
    mz: "array[float]" = field(default_factory=lambda: array("d"))
    intensity: "array[float]" = field(default_factory=lambda: array("d"))
    wrong: tuple[int, str] | None = None
    stated: str = ""

    def say(self, name: str, value: str) -> None:
        """Keep a field; what is said first counts."""
        self.fields.setdefault(name, value)

    def refuse(self, line: int, reason: str) -> None:
        """Remember what is wrong, unless something was before."""
        self.wrong = self.wrong or (line, reason)

    def peak(self, line: int, mz: str, intensity: str) -> None:
        """Take one peak as it is written."""
        try:
            m, i = float(mz), float(intensity)
        except ValueError:
            self.refuse(line, f"{mz!r} and {intensity!r} are no peak")
            return
        if not (0 < m < float("inf") and 0 <= i < float("inf")):
            self.refuse(line, f"a peak at m/z {mz} with intensity {intensity} cannot be")
        elif len(self.mz) >= MOST_PEAKS:
            self.refuse(line, str(TooManyPeaks()))
        else:
            self.mz.append(m)
            self.intensity.append(i)

    def peaks(self, line: int, text: str) -> None:
        """Take the peaks of a line: pairs, parted by semicolons where there are several."""
        if self.wrong is not None:
            return
        for pair in _NOTE.sub("", text).split(";"):
            words = [word for word in _SEPARATORS.split(pair.strip("() \t")) if word]
            if len(words) > 1:
                self.peak(line, words[0], words[1])
            elif words:
                self.refuse(line, f"{pair.strip()[:40]!r} is no peak")

    def finish(self, line: int, *, stated: str = "") -> Read:
        """Return the spectrum, or why there is none."""
        about = described(self.fields)
        if self.wrong is None and stated.isdecimal() and int(stated) != len(self.mz):
            self.refuse(line, f"{stated} peaks are announced and {len(self.mz)} are there")
        place, reason = self.wrong or (self.line, "")
        if not reason:
            try:
                precursor_mz = _number(precursor(self.fields))
                return as_spectrum(self.mz, self.intensity, precursor_mz=precursor_mz, about=about)
            except BadSpectrum as error:
                reason = str(error)
        return RefusedSpectrum(self.file, place, "line", about.key or about.name, reason)


def _number(text: str) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        raise BadSpectrum(f"the precursor m/z is {text!r}, no number") from None


def read_msp(file: str, lines: Lines) -> Iterator[Read]:
    """Read NIST-style records: ``Name: value`` lines, ``Num Peaks:``, then the peaks."""
    record: Record | None = None
    stated = ""
    number = 0
    for number, line in lines:
        text = line.strip()
        name, colon, value = text.partition(":")
        starts = bool(colon) and name.strip().lower() == "name"
        if record is not None and (starts or (not text and stated)):
            yield record.finish(number - 1, stated=stated)
            record, stated = None, ""
        if not text:
            continue
        if record is None:
            record = Record(file, number)
        if stated:
            record.peaks(number, text)
        elif colon:
            if name.strip().lower().replace("_", " ") in ("num peaks", "numpeaks"):
                stated = value.strip() or "?"
            else:
                record.say(name.strip(), value.strip())
                _say_comment(record, name, value)
        else:
            record.refuse(number, f"{text[:40]!r} is neither a field nor a peak")
    if record is not None:
        if not stated:
            record.refuse(number, "the record ends before its peaks")
        yield record.finish(number, stated=stated)


def _say_comment(record: Record, name: str, value: str) -> None:
    if name.strip().lower().startswith("comment"):
        for key, text in re.findall(r'"?([\w -]+?)=([^"]+?)(?:"|$)', value):
            record.say(key.strip(), text.strip())


def read_mgf(file: str, lines: Lines) -> Iterator[Read]:
    """Read Mascot generic format: blocks from ``BEGIN IONS`` to ``END IONS``."""
    record: Record | None = None
    number = 0
    for number, line in lines:
        text = line.strip()
        word = text.upper()
        if word == "BEGIN IONS":
            if record is not None:
                record.refuse(number, "the block does not end before the next begins")
                yield record.finish(number)
            record = Record(file, number)
        elif word == "END IONS":
            if record is not None:
                yield record.finish(number)
            record = None
        elif record is not None and text and text[0] not in "#;!/":
            name, equals, value = text.partition("=")
            if equals and not name[0].isdigit():
                record.say(name, value)
            else:
                record.peaks(number, text)
    if record is not None:
        record.refuse(number, "the file ends inside this block")
        yield record.finish(number)


def read_massbank(file: str, lines: Lines) -> Iterator[Read]:
    """Read MassBank records: ``TAG: value`` lines, ``PK$PEAK:`` and peaks, closed by ``//``."""
    record: Record | None = None
    peaks = False
    number = 0
    for number, line in lines:
        text = line.strip()
        if text == "//":
            if record is not None:
                yield record.finish(number, stated=record.stated)
            record, peaks = None, False
            continue
        if not text:
            continue
        if record is None:
            record, peaks = Record(file, number), False
        name, colon, value = text.partition(":")
        if peaks and line[:1].isspace():
            record.peaks(number, text)
        elif colon:
            peaks = name == "PK$PEAK"
            if name == "PK$NUM_PEAK":
                record.stated = value.strip()
            _say_massbank(record, name, value.strip())
    if record is not None:
        record.refuse(number, "the file ends inside this record")
        yield record.finish(number)


def _say_massbank(record: Record, name: str, value: str) -> None:
    record.say(name, value)
    if name in ("CH$LINK", "AC$MASS_SPECTROMETRY", "MS$FOCUSED_ION"):
        tag, _, rest = value.partition(" ")
        record.say(f"{name} {tag}", rest)
