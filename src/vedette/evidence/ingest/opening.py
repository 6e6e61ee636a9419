"""Bytes to text: compression and encoding, as the file says or as it looks."""

import gzip
import io
import zlib
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from charset_normalizer import from_bytes

from vedette.evidence.ingest.errors import FileRefused

SAMPLE = 1 << 18
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def is_gzip(path: Path) -> bool:
    """Tell by the first bytes, never by the name."""
    with path.open("rb") as file:
        return file.read(2) == b"\x1f\x8b"


def open_bytes(path: Path) -> "io.BufferedReader[Any]":
    """Open a file, unpacking it on the way if it is compressed."""
    if is_gzip(path):
        return io.BufferedReader(_Unpacking(path), 1 << 20)
    return io.BufferedReader(path.open("rb", buffering=0), 1 << 20)


class _Unpacking(io.RawIOBase):
    """Gzip in small steps: what stands before a cut is handed out before the cut is an error."""

    def __init__(self, path: Path) -> None:
        self._file = gzip.GzipFile(path, "rb")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        part = self._file.read1(len(buffer))
        buffer[: len(part)] = part
        return len(part)

    def close(self) -> None:
        self._file.close()
        super().close()


def sample_of(path: Path) -> bytes:
    """Return the first part of the content; a file cut short still shows what it has."""
    with open_bytes(path) as file:
        parts: list[bytes] = []
        try:
            while sum(map(len, parts)) < SAMPLE and (part := file.read1(1 << 14)):
                parts.append(part)
        except (EOFError, zlib.error, gzip.BadGzipFile):
            if not parts:
                raise FileRefused("the file is compressed and damaged from its start") from None
        return b"".join(parts)


def guess_encoding(sample: bytes) -> str:
    """Return a codec for the content.

    UTF-8 wins whenever the sample can be read as it. What is neither UTF-8
    nor marked is guessed; Western Windows text is the commonest leftover.
    """
    for mark, codec in _MARKS:
        if sample.startswith(mark):
            return codec
    # Text in UTF-16 has a zero in every other byte; a stray zero is only a spoilt cell.
    head = sample[:4096]
    for codec, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if zeros.count(0) * 4 > len(zeros):
            return codec
    try:
        sample.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError as error:
        if error.start > len(sample) - 4:  # the sample ends inside a character
            return "utf-8"
    best = from_bytes(sample[:65_536], cp_isolation=["cp1252", "cp1250", "iso8859_15"]).best()
    return best.encoding if best else "cp1252"


def lines_of(path: Path, encoding: str) -> Iterator[str]:
    """Yield lines as text; bytes that do not fit the encoding stay visible as surrogates."""
    one_byte = encoding.replace("_", "-").startswith(("utf-8", "cp12", "iso", "latin", "ascii"))
    errors = "surrogateescape" if one_byte else "replace"
    if encoding.casefold() in ("utf-8", "utf8"):
        encoding = "utf-8-sig"  # the mark may stand there whatever the source's rules say
    with (
        open_bytes(path) as raw,
        io.TextIOWrapper(raw, encoding=encoding, errors=errors, newline="") as text,
    ):
        try:
            yield from text
        except (EOFError, zlib.error, gzip.BadGzipFile):
            raise FileRefused("the compressed file is cut short or damaged") from None


class PushedBack:
    """Lines that can be given back, so that one open quotation mark costs one line only."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._returned: deque[str] = deque()
        self.taken: list[str] = []  # since whoever reads cleared it
        self.number = 0
        self.at_end = False

    def __iter__(self) -> "PushedBack":
        return self

    def __next__(self) -> str:
        """Return the next line; `at_end` says that somebody asked for one too many."""
        if self._returned:
            line = self._returned.popleft()
        else:
            found = next(self._lines, None)
            if found is None:
                self.at_end = True
                raise StopIteration
            line = found
        self.number += 1
        self.taken.append(line)
        return line

    def give_back_all_but_first(self) -> str:
        """Put back what was taken after the first line, and return that line."""
        first, *others = self.taken
        self._returned.extendleft(reversed(others))
        self.number -= len(others)
        self.at_end = False
        return first
