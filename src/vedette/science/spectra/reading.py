"""One way into every format: a file in, its spectra and what was refused out."""

import gzip
import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from vedette.science.spectra.mzml import read_mzml
from vedette.science.spectra.parquet import read_parquet
from vedette.science.spectra.peak_tables import read_csv, read_jcamp
from vedette.science.spectra.records import Lines, Read, read_massbank, read_mgf, read_msp
from vedette.science.spectra.refusals import NotReadable, RefusedSpectrum

HEAD = 4096
LONGEST_LINE = 1 << 24  # letters; a longer line is no line of a text format
GZIP = b"\x1f\x8b"


def read(path: Path) -> Iterator[Read]:
    """Read the spectra of a file in the format that its first bytes show.

    MSP, MGF, mzML, JCAMP-DX, MassBank records, tables of peaks and Parquet; any but the last
    may be packed by gzip. What cannot be a spectrum comes as `RefusedSpectrum`, with place
    and reason, and the rest is read. Of mzML, fragment spectra are read; whole scans only
    where there are no others.

    Raises
    ------
    NotReadable
        If the file is missing, empty, or of none of these formats.
    """
    if path.is_dir():
        raise NotReadable(path.name, "it is a folder")
    if not path.exists():
        raise NotReadable(path.name, "there is no such file")
    try:
        with _opened(path) as stream:
            head = stream.read(HEAD)
    except (OSError, EOFError, zlib.error) as error:
        raise NotReadable(path.name, getattr(error, "strerror", None) or "it is damaged") from None
    if not head.strip():
        raise NotReadable(path.name, "it is empty")
    if head.startswith(b"PAR1"):
        yield from read_parquet(path)
    elif head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        yield from _read_mzml(path)
    else:
        yield from _read_text(path, head)


def lines_of(path: Path) -> Lines:
    """Number the lines of a text file, which may be packed by gzip.

    Raises
    ------
    NotReadable
        If it is missing, damaged, or has a line without end.
    """
    try:
        with _opened(path) as stream:
            yield from _lines(path, stream)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise NotReadable(path.name, "its packing is damaged or cut short") from None
    except OSError as error:
        raise NotReadable(path.name, error.strerror or "it cannot be opened") from None


def _opened(path: Path) -> BinaryIO:
    with path.open("rb") as stream:
        packed = stream.read(2) == GZIP
    return gzip.open(path, "rb") if packed else path.open("rb")  # type: ignore[return-value]


def _read_mzml(path: Path) -> Iterator[Read]:
    fragments = 0
    for wanted in (True, False):
        with _opened(path) as stream:
            for level, one in read_mzml(path.name, stream):
                is_fragment = level > 1
                if is_fragment == wanted:
                    fragments += is_fragment and not isinstance(one, RefusedSpectrum)
                    yield one
        if fragments:
            return


def _read_text(path: Path, head: bytes) -> Iterator[Read]:
    if b"\0" in head:
        raise NotReadable(path.name, "it is neither text nor Parquet")
    text = head.decode("utf-8-sig", errors="replace").lstrip().upper()
    first = text.splitlines()[0]
    if first.startswith("##"):
        reader = read_jcamp
    elif "BEGIN IONS" in text:
        reader = read_mgf
    elif first.startswith("ACCESSION:"):
        reader = read_massbank
    elif path.name.lower().removesuffix(".gz").endswith(".msp") or first.startswith("NAME:"):
        reader = read_msp
    else:
        reader = read_csv
    try:
        with _opened(path) as stream:
            yield from reader(path.name, _lines(path, stream))
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise NotReadable(path.name, "its packing is damaged or cut short") from None


def _lines(path: Path, stream: BinaryIO) -> Lines:
    """Number the lines; an endless one is refused, so that memory stays bounded."""
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace")
    number = 0
    while line := text.readline(LONGEST_LINE):
        number += 1
        if len(line) == LONGEST_LINE:
            raise NotReadable(path.name, f"line {number} has no end")
        yield number, line
