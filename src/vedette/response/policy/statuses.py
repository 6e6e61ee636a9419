"""How far a promise can be said to be: a vocabulary kept as data."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from vedette.errors import VedetteError

SHIPPED = Path(__file__).parent / "statuses.toml"
LOCAL = "policy-statuses.toml"
TONES = ("calm", "watch", "alarm", "plain")
_FIELDS = frozenset({"key", "title", "progress", "done", "tone", "sign"})


class StatusesMalformed(VedetteError, ValueError):
    """A vocabulary that cannot be read: which file, which status, and why."""

    def __init__(self, file: str, entry: str, why: str) -> None:
        super().__init__(file, entry, why)
        self.file, self.entry, self.why = file, entry, why

    def __str__(self) -> str:
        return f"{self.file}, {self.entry or 'whole file'}: {self.why}"


class StatusUnknown(VedetteError, LookupError):
    """Somebody named a status that the vocabulary does not have."""

    def __init__(self, key: str, known: tuple[str, ...]) -> None:
        super().__init__(key, known)
        self.key, self.known = key, known

    def __str__(self) -> str:
        return f"no status is called {self.key!r}; one of {', '.join(self.known)}"


@dataclass(frozen=True, slots=True)
class Status:
    """One word of the vocabulary."""

    key: str
    title: Mapping[str, str]
    is_progress: bool
    is_done: bool
    tone: str
    sign: str


def statuses_of(folder: Path | None) -> dict[str, Status]:
    """Return all statuses by key; those of the instance replace shipped ones of the same key.

    Raises
    ------
    StatusesMalformed
        If a file of statuses cannot be read.
    """
    found = _read(SHIPPED, SHIPPED.stat().st_mtime_ns)
    local = folder / LOCAL if folder else None
    if local and local.exists():
        found = {**found, **_read(local, local.stat().st_mtime_ns)}
    return dict(found)


def status_of(key: str, *, folder: Path | None) -> Status:
    """Return a status by its key, or refuse."""
    known = statuses_of(folder)
    if key not in known:
        raise StatusUnknown(key, tuple(known))
    return known[key]


@lru_cache(maxsize=8)
def _read(file: Path, _changed: int) -> dict[str, Status]:
    try:
        rows = tomllib.loads(file.read_text(encoding="utf-8")).get("status", [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise StatusesMalformed(file.name, "", str(error)) from None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise StatusesMalformed(file.name, "", "statuses are written as [[status]]")
    return {one.key: one for one in (_status(row, file.name) for row in rows)}


def _status(row: dict[str, Any], file: str) -> Status:
    key = str(row.get("key", ""))
    title = row.get("title")
    if not key.replace("_", "").isalnum():
        raise StatusesMalformed(file, key, "a key is letters, digits and low lines")
    if unknown := set(row) - _FIELDS:
        raise StatusesMalformed(file, key, f"unknown: {', '.join(sorted(unknown))}")
    if not isinstance(title, dict) or not title.get("en"):
        raise StatusesMalformed(file, key, "title needs English at least")
    tone = row.get("tone", "plain")
    if tone not in TONES:
        raise StatusesMalformed(file, key, f"tone is one of {', '.join(TONES)}")
    return Status(
        key, title, bool(row.get("progress")), bool(row.get("done")), tone,
        str(row.get("sign", "·")),
    )  # fmt: skip
