"""One at a time, by the operating system's locks, so that a killed process leaves none behind."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings


@contextmanager
def alone(name: str) -> Iterator[None]:
    """Wait until nobody else holds the lock of this name, and hold it.

    Several machines that share an instance folder share the lock.
    """
    path = _path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def is_held(name: str) -> bool:
    """Tell whether somebody holds the lock of this name just now."""
    path = _path(name)
    if not path.exists():
        return False
    with path.open("r") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            return True
    return False


def _path(name: str) -> Path:
    return Path(settings.VEDETTE_HOME) / "locks" / name
