"""Spectra in mzML, read as a stream: one spectrum is held at a time."""

import base64
import binascii
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.parsers import expat

import numpy as np

from vedette.science.spectra.refusals import NotReadable, RefusedSpectrum
from vedette.science.spectra.spectrum import (
    MOST_PEAKS,
    About,
    BadSpectrum,
    EmptySpectrum,
    Floats,
    Mode,
    Spectrum,
    TooManyPeaks,
    as_spectrum,
)

CHUNK = 1 << 16
MOST_TEXT = MOST_PEAKS * 11  # letters of one binary array: eight bytes a number, in base 64
TYPES = {"MS:1000523": "<f8", "MS:1000521": "<f4", "MS:1000522": "<i8", "MS:1000519": "<i4"}
PLAIN, ZLIB = "MS:1000576", "MS:1000574"
MZ, INTENSITY = "MS:1000514", "MS:1000515"
LEVEL, POSITIVE, NEGATIVE = "MS:1000511", "MS:1000130", "MS:1000129"
SELECTED, ENERGY = "MS:1000744", "MS:1000045"
PACKED = {f"MS:100{n}" for n in (2312, 2313, 2314, 2746, 2747, 2748)}  # numeric compression

Params = dict[str, str]


@dataclass(slots=True)
class _Scan:
    """A spectrum element being read."""

    key: str
    line: int
    params: Params = field(default_factory=dict)
    ion: Params = field(default_factory=dict)
    array: Params = field(default_factory=dict)
    text: list[str] = field(default_factory=list)
    size: int = 0
    values: dict[str, Floats] = field(default_factory=dict)
    wrong: str = ""


class _Reader:
    """Gathers scans from the events of the parser."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.ready: list[tuple[int, Spectrum | RefusedSpectrum]] = []
        self.groups: dict[str, Params] = {}
        self.group: Params | None = None
        self.scan: _Scan | None = None
        self.inside: list[str] = []
        self.is_mzml = False
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._doctype

    def _doctype(self, *_: object) -> None:
        raise NotReadable(self.file, "it declares a document type, which mzML never does")

    def _start(self, name: str, said: Params) -> None:
        self.inside.append(name)
        self.is_mzml = self.is_mzml or name == "mzML"
        if name == "referenceableParamGroup":
            self.group = self.groups.setdefault(said.get("id", ""), {})
        elif name == "spectrum":
            self.scan = _Scan(said.get("id", ""), self.parser.CurrentLineNumber)
        elif name == "binaryDataArray" and self.scan:
            self.scan.array, self.scan.text, self.scan.size = {}, [], 0
        elif name == "cvParam":
            self._param({said.get("accession", ""): said.get("value", "")})
        elif name == "referenceableParamGroupRef":
            self._param(self.groups.get(said.get("ref", ""), {}))

    def _param(self, found: Params) -> None:
        if self.group is not None:
            self.group.update(found)
        elif self.scan is None:
            return
        elif "binaryDataArray" in self.inside:
            self.scan.array.update(found)
        elif "precursor" in self.inside:
            for name, value in found.items():
                self.scan.ion.setdefault(name, value)
        else:
            self.scan.params.update(found)

    def _text(self, text: str) -> None:
        if self.scan is None or self.inside[-1] != "binary":
            return
        self.scan.size += len(text)
        if self.scan.size > MOST_TEXT:
            self.scan.wrong, self.scan.text = str(TooManyPeaks()), []
        else:
            self.scan.text.append(text)

    def _end(self, name: str) -> None:
        self.inside.pop()
        if name == "referenceableParamGroup":
            self.group = None
        elif name == "binaryDataArray" and self.scan and not self.scan.wrong:
            try:
                _unpack(self.scan)
            except BadSpectrum as error:
                self.scan.wrong = str(error)
        elif name == "spectrum" and self.scan:
            level = self.scan.params.get(LEVEL, "1")
            self.ready.append((int(level) if level.isdecimal() else 1, self._made(self.scan)))
            self.scan = None

    def _made(self, scan: _Scan) -> Spectrum | RefusedSpectrum:
        try:
            return _spectrum(scan)
        except BadSpectrum as error:
            return RefusedSpectrum(self.file, scan.line, "line", scan.key, str(error))


def _spectrum(scan: _Scan) -> Spectrum:
    if scan.wrong:
        raise BadSpectrum(scan.wrong)
    if MZ not in scan.values or INTENSITY not in scan.values:
        raise EmptySpectrum
    mode: Mode = ""
    if POSITIVE in scan.params or NEGATIVE in scan.params:
        mode = "positive" if POSITIVE in scan.params else "negative"
    return as_spectrum(
        scan.values[MZ],
        scan.values[INTENSITY],
        precursor_mz=_precursor(scan),
        about=About(key=scan.key, name=scan.key, mode=mode, energy=scan.ion.get(ENERGY, "")),
    )


def _precursor(scan: _Scan) -> float | None:
    text = scan.ion.get(SELECTED, "")
    try:
        return float(text) if text else None
    except ValueError:
        raise BadSpectrum(f"the selected ion has m/z {text!r}, no number") from None


def _unpack(scan: _Scan) -> None:
    """Turn the text of one array into numbers."""
    kind = next((name for name in (MZ, INTENSITY) if name in scan.array), "")
    if not kind:
        return
    if PACKED & set(scan.array):
        raise BadSpectrum("its numbers are packed by MS-Numpress, which cannot be read")
    kinds = [dtype for name, dtype in TYPES.items() if name in scan.array]
    if len(kinds) != 1:
        raise BadSpectrum("it does not say how its numbers are stored")
    try:
        data = base64.b64decode("".join(scan.text).encode("ascii"), validate=False)
        if ZLIB in scan.array:
            unpacker = zlib.decompressobj()
            data = unpacker.decompress(data, MOST_PEAKS * 8)
            if unpacker.unconsumed_tail:
                raise TooManyPeaks
            if not unpacker.eof and data:
                raise BadSpectrum("its packed numbers are cut short")
        scan.values[kind] = np.frombuffer(data, dtype=kinds[0]).astype(np.float64)
    except (binascii.Error, zlib.error, ValueError, UnicodeError) as error:
        if isinstance(error, BadSpectrum):
            raise
        raise BadSpectrum("its numbers cannot be unpacked") from None


def read_mzml(file: str, stream: BinaryIO) -> Iterator[tuple[int, Spectrum | RefusedSpectrum]]:
    """Read every spectrum with its MS level; stop, and say so, where the file breaks off.

    Raises
    ------
    NotReadable
        If it is no mzML, or declares a document type.
    """
    reader = _Reader(file)
    try:
        while chunk := stream.read(CHUNK):
            reader.parser.Parse(chunk, False)
            yield from reader.ready
            reader.ready.clear()
        reader.parser.Parse(b"", True)
    except (expat.ExpatError, EOFError, zlib.error):
        if not reader.is_mzml:
            raise NotReadable(file, "it is no mzML") from None
        yield from reader.ready
        key = reader.scan.key if reader.scan else ""
        line = reader.parser.CurrentLineNumber
        yield 2, RefusedSpectrum(file, line, "line", key, "the file breaks off or is damaged here")
    if not reader.is_mzml:
        raise NotReadable(file, "it is XML but no mzML")
