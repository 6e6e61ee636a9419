"""One reader per submission, even when two people start the same file at once."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings


@contextmanager
def reading_alone(submission_id: int) -> Iterator[None]:
    """Wait until nobody else reads the submission.

    The lock is the operating system's, so a killed process never leaves it
    behind. Several machines that share an instance folder share the lock.
    """
    folder = Path(settings.VEDETTE_HOME) / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"submission-{submission_id}").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def is_being_read(submission_id: int) -> bool:
    """Tell whether somebody holds the lock of a submission just now."""
    path = Path(settings.VEDETTE_HOME) / "locks" / f"submission-{submission_id}"
    if not path.exists():
        return False
    with path.open("r") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            return True
    return False
