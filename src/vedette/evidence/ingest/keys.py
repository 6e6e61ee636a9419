"""Which identifiers a file names more than once, in eight bytes a row."""

import contextlib
import hashlib
from array import array
from pathlib import Path

import numpy as np

from vedette.evidence.ingest.definitions import SourceDefinition
from vedette.evidence.ingest.errors import FileRefused
from vedette.evidence.ingest.formats import open_table
from vedette.evidence.ingest.reading import key_of


class KeyCounter:
    """Counts a key's rows in a file; the file is only looked through when first asked."""

    def __init__(self, path: Path, name: str, source: SourceDefinition) -> None:
        self._path, self._name, self._source = path, name, source
        self._repeated: dict[int, int] | None = None

    def __call__(self, key: str) -> int:
        """Return how many rows carry the key (at least one: the one that asks)."""
        if self._repeated is None:
            self._repeated = self._count()
        return self._repeated.get(_short(key), 1)

    def _count(self) -> dict[int, int]:
        table = open_table(self._path, name=self._name, options=self._source.file)
        hashes = array("Q")
        with contextlib.suppress(FileRefused):  # a file cut short is counted as far as it goes
            for row in table.rows:
                hashes.append(_short(key_of(row.cells, self._source)))
        values, counts = np.unique(np.frombuffer(hashes, dtype=np.uint64), return_counts=True)
        many = counts > 1
        return dict(zip(values[many].tolist(), counts[many].tolist(), strict=True))


def _short(key: str) -> int:
    return int.from_bytes(hashlib.blake2b(key.encode("utf-8", "replace"), digest_size=8).digest())
