"""Bytes to text: compression and encoding, as the file says or as it looks."""

import gzip
import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

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


def open_bytes(path: Path) -> BinaryIO:
    """Open a file, unpacking it on the way if it is compressed."""
    if is_gzip(path):
        return io.BufferedReader(gzip.open(path, "rb"), 1 << 20)
    return path.open("rb", buffering=1 << 20)


def sample_of(path: Path) -> bytes:
    """Return the first part of the content; a file cut short still shows what it has."""
    with open_bytes(path) as file:
        parts: list[bytes] = []
        try:
            while sum(map(len, parts)) < SAMPLE and (part := file.read(1 << 14)):
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
    if b"\x00" in sample[:4096]:
        return "utf-16-le" if sample[1:2] == b"\x00" else "utf-16-be"
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
    errors = "surrogateescape" if encoding.startswith("utf-8") else "replace"
    with (
        open_bytes(path) as raw,
        io.TextIOWrapper(raw, encoding=encoding, errors=errors, newline="") as text,
    ):
        try:
            yield from text
        except (EOFError, zlib.error, gzip.BadGzipFile):
            raise FileRefused("the compressed file is cut short or damaged") from None
