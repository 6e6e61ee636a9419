"""One at a time, by locks that no killed process leaves behind."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

_SPACE = 0x5645  # any constant: names count apart from other advisory locks


@contextmanager
def alone(name: str) -> Iterator[None]:
    """Wait until nobody else holds the lock of this name, and hold it.

    Several machines that share an instance folder share the lock. Wait for it before a transaction
    and not inside one: what that holds, whoever has the lock may be waiting for.
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


def queue_for(name: str) -> None:
    """Wait, inside a transaction, until no other one that asked for this name is under way.

    For what has no row yet that could be locked: the next number, a document that is new.
    SQLite has one writer anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_SPACE, name])


def _path(name: str) -> Path:
    return Path(settings.VEDETTE_HOME) / "locks" / name
